//! The executable itself, as people and supervisors run it.

use super::client::Client;
use super::office::PASSWORD;
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Runs commands of the executable on a data folder.
pub struct Korob {
    folder: TempDir,
    data: PathBuf,
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Korob {
    /// With a data folder that does not exist yet.
    pub fn new() -> Korob {
        let folder = tempfile::tempdir().unwrap();
        Korob { data: folder.path().join("data"), folder }
    }

    /// With an office that has an administrator, and a token of hers.
    pub fn office() -> (Korob, String) {
        let korob = Korob::new();
        let anna =
            ["user", "add", "--role", "admin", "--email", "anna@a.example", "--name", "Анна", "--password-stdin"];
        korob.run_with_input(&anna, &format!("{PASSWORD}\n")).expect(0);
        let token = korob.run(&["token", "create", "--user", "anna@a.example", "--name", "test"]).expect(0).out;
        (korob, token.trim().to_owned())
    }

    /// The same with a long path.
    pub fn deep() -> Korob {
        let folder = tempfile::tempdir().unwrap();
        Korob { data: folder.path().join("d".repeat(80)).join("e".repeat(80)), folder }
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Done {
        self.run_with_input(arguments, "")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Done {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that asks for no input may have closed the pipe.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts the server on a free port and waits until it says where it listens.
    pub fn serve(&self, arguments: &[&str]) -> Served {
        let arguments: Vec<&str> = ["serve", "--listen", "127.0.0.1:0"].iter().chain(arguments).copied().collect();
        Served::start(self.command(&arguments))
    }

    /// The executable with its data folder and none of the environment's settings.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(executable());
        command.args(arguments).env("KOROB_DATA", self.data()).current_dir(self.folder.path());
        for (name, _) in std::env::vars() {
            if name.starts_with("KOROB_") && name != "KOROB_DATA" {
                command.env_remove(name);
            }
        }
        command
    }
}

pub fn executable() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_korob"))
}

impl Done {
    #[track_caller]
    pub fn expect(self, code: i32) -> Done {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }
}

/// A server process, killed with this value.
pub struct Served {
    child: Child,
    base: String,
    /// What it printed before it said where it listens: the set-up link, the demo's logins.
    pub said: String,
    log: std::thread::JoinHandle<String>,
}

impl Served {
    /// Starts `command`, which must end up serving.
    pub fn start(mut command: Command) -> Served {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stderr.read_to_string(&mut text);
            text
        });
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let base = loop {
            let mut line = String::new();
            if out.read_line(&mut line).unwrap() == 0 {
                let _ = child.kill();
                panic!("the server did not start: {said}\n{}", log.join().unwrap());
            }
            said.push_str(&line);
            let url = |lang: Lang| line.trim_end().strip_prefix(&tr::start_serves(lang, ""));
            if let Some(url) = Lang::ALL.into_iter().find_map(url) {
                break url.trim_end_matches('/').to_owned();
            }
        };
        Served { child, base, said, log }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    pub fn client(&self) -> Client {
        Client::new(&self.base)
    }

    /// A program with this token.
    pub fn program(&self, token: &str) -> Client {
        self.client().with_header("Authorization", &format!("Bearer {token}"))
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// SIGTERM, then its exit code and its log.
    pub fn stop(mut self) -> (i32, String) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        let started = Instant::now();
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if started.elapsed() > Duration::from_secs(20) => panic!("it did not stop within 20 s"),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        let log = std::mem::replace(&mut self.log, std::thread::spawn(String::new));
        (status.code().unwrap_or(-1), log.join().unwrap())
    }

    /// SIGKILL: as if the power of the process were cut.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
