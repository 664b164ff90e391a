//! The optimised executable, its commands and its server, for the benches.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Of everybody in these offices.
pub const PASSWORD: &str = "kedrovka-semnadcat-ulic";

/// Makes a user; the first one makes the office.
pub fn add_user(folder: &Path, email: &str, name: &str, role: &str) {
    korob(folder, &["user", "add", "--email", email, "--name", name, "--role", role, "--password-stdin"], PASSWORD);
}

/// A token of the API, for programs that act for this user.
pub fn token(folder: &Path, email: &str) -> String {
    korob(folder, &["token", "create", "--user", email, "--name", "bench"], "").trim().to_owned()
}

/// Runs a command; answers what it prints.
pub fn korob(folder: &Path, arguments: &[&str], input: &str) -> String {
    let mut command = executable(folder);
    let mut child = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn executable(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_korob"));
    command.env("KOROB_DATA", folder);
    command
}

/// A server on a free port, ended with the value.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl Server {
    pub fn start(folder: &Path) -> Server {
        let mut command = executable(folder);
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "warn"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.unwrap().split_once("http://").map(|(_, rest)| rest.to_owned()));
        Server { child, address: line.unwrap().trim_end_matches('/').to_owned() }
    }

    /// Its proportional share of the machine's memory, MiB.
    pub fn memory(&self) -> u64 {
        let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).unwrap();
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }

    /// What the server used of the processor so far.
    pub fn cpu(&self) -> Duration {
        cpu_of(&self.child.id().to_string(), 11)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Two fields of proc(5), in hundredths of a second: from 11 on, user and system time of the process itself; from 13 on,
/// those of its children that ended.
pub fn cpu_of(process: &str, field: usize) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[field..field + 2].iter().map(|text| text.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}
