//! Disturbing the executable at its work: it is killed, at a moment of its time or as it is about to change a folder for the
//! nth time, or one of its calls fails.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What changes the names in a folder, or waits until the disk has something. A machine may not know all of them.
const CHANGES: &str =
    "?rename,?renameat,renameat2,?link,linkat,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,ftruncate,fsync,fdatasync";

/// What fails on a full disk; the disk may notice as late as when it is asked whether it has everything.
pub const WRITES: &str =
    "write,pwrite64,ftruncate,fsync,fdatasync,?mkdir,mkdirat,?link,linkat,?rename,?renameat,renameat2";

/// How often something is killed; more often where this variable of the environment says so.
pub fn rounds(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// When a command is killed.
pub struct Kills {
    rounds: u32,
    /// How long it works if nobody kills it.
    whole: Duration,
    changes: Calls,
}

/// What a command calls, in order: each call with how often it was called until then.
pub struct Calls(Vec<(String, usize)>);

impl Kills {
    /// Learns from two runs, each of which does all of the work.
    pub fn of(rounds: u32, mut command: impl FnMut() -> Command, scratch: &Path) -> Kills {
        let begun = Instant::now();
        assert!(quiet(&mut command()).status().unwrap().success());
        let whole = begun.elapsed();
        let changes = Calls::of(command(), CHANGES, scratch);
        Kills { rounds, whole, changes }
    }

    pub fn rounds(&self) -> std::ops::Range<u32> {
        0..self.rounds
    }

    /// Runs the command and kills it, in each round elsewhere; whether it was still at work.
    pub fn kill(&self, round: u32, mut command: Command) -> bool {
        // Of three rounds one ends at a moment of its time, two at a change.
        let patience = match round % 3 {
            0 => self.whole * (round / 3 + 1) / self.rounds.div_ceil(3),
            _ => {
                command = self.changes.disturbed(&command, "signal=KILL", round, self.rounds);
                Duration::from_secs(10).max(self.whole * 20)
            }
        };
        let mut child = quiet(&mut command).spawn().unwrap();
        let is_done = ended_within(&mut child, patience);
        let _ = child.kill();
        let status = child.wait().unwrap();
        !(is_done && status.success())
    }
}

impl Calls {
    /// Those of these calls that a run makes, which does all of its work.
    pub fn of(command: Command, calls: &str, scratch: &Path) -> Calls {
        let trace = scratch.join("calls");
        let mut traced = under_strace(&command, calls, &["-o", trace.to_str().unwrap()]);
        assert!(quiet(&mut traced).status().unwrap().success());
        let made = Calls(parse(&std::fs::read_to_string(&trace).unwrap()));
        assert!(made.0.len() > 3, "{:?}", made.0);
        made
    }

    pub fn count(&self) -> u32 {
        self.0.len() as u32
    }

    /// The command with this done to it at one of the calls: another one in each of so many turns.
    pub fn disturbed(&self, command: &Command, what: &str, turn: u32, turns: u32) -> Command {
        let (call, nth) = &self.0[turn as usize * self.0.len() / turns as usize];
        let inject = format!("inject={call}:{what}:when={nth}");
        under_strace(command, call, &["-o", "/dev/null", "-e", &inject])
    }
}

/// The command with this file on a disk that is full.
pub fn full_at(command: &Command, file: &Path) -> Command {
    // To make it shorter needs no room.
    let inject = "inject=write,pwrite64:error=ENOSPC";
    under_strace(command, "write,pwrite64", &["-o", "/dev/null", "-P", file.to_str().unwrap(), "-e", inject])
}

/// `412 rename("a", "b") = 0`: those of the thread that began, which is the one that works.
fn parse(trace: &str) -> Vec<(String, usize)> {
    let first = trace.split_whitespace().next().unwrap_or_default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let of_first = trace.lines().filter_map(|line| line.strip_prefix(first)?.trim_start().split_once('('));
    of_first
        .map(|(name, _)| {
            let count = counts.entry(name.to_owned()).or_default();
            *count += 1;
            (name.to_owned(), *count)
        })
        .collect()
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn ended_within(child: &mut Child, patience: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < patience {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        // Not to wait for something: to stop it wherever it is by then.
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

/// The command with these calls watched; it stays our child, strace is its grandchild.
fn under_strace(command: &Command, calls: &str, arguments: &[&str]) -> Command {
    let mut traced = Command::new("strace");
    traced.args(["-D", "-f", "-qq", "-e", &format!("trace={calls}")]).args(arguments);
    traced.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        traced.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    traced
}
