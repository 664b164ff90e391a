//! Two servers on a folder would each think they alone write: there never are two.

use crate::harness::{Client, Korob, earlier, rounds};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use rusqlite::Connection;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

const AT_ONCE: usize = 8;

/// A server that was started with others.
struct Racer {
    child: Child,
    /// Where it serves; `None` if it ended instead.
    base: Option<String>,
}

impl Drop for Racer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts so many servers at once and waits until each serves or has ended, which it does with one line about the other.
fn race(korob: &Korob, count: usize) -> Vec<Racer> {
    let spawn = |_| {
        let mut command = korob.command(&["serve", "--listen", "127.0.0.1:0", "--log", "error", "--lang", "en"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let started: Vec<Child> = (0..count).map(spawn).collect();
    let known = tr::start_serves(Lang::En, "");
    let wait = |mut child: Child| {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let base = lines.find_map(|line| Some(line.strip_prefix(&known)?.trim_end_matches('/').to_owned()));
        if base.is_none() {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(1), "{said}");
            assert!(said.contains("pid ") && said.lines().count() == 1, "{said}");
        }
        Racer { child, base }
    };
    started.into_iter().map(wait).collect()
}

/// The one that serves.
#[track_caller]
fn winner(racers: Vec<Racer>) -> Racer {
    let (mut serving, ended): (Vec<_>, Vec<_>) = racers.into_iter().partition(|racer| racer.base.is_some());
    assert_eq!(serving.len(), 1, "{} ended", ended.len());
    serving.remove(0)
}

fn program(racer: &Racer, token: &str) -> Client {
    Client::new(racer.base.as_deref().unwrap()).with_header("Authorization", &format!("Bearer {token}"))
}

#[test]
fn of_many_servers_that_are_started_at_once_one_serves() {
    let rounds = rounds("SERVER_RACES", 4);
    let (korob, token) = Korob::office();
    let mut written = BTreeSet::new();
    for round in 0..rounds {
        // The one before was killed: what it held is free, and the next ones find its log.
        let winner = winner(race(&korob, AT_ONCE));
        assert!(race(&korob, 1)[0].base.is_none(), "round {round}: a second server beside one that serves");
        let name = format!("Фирма {round}");
        program(&winner, &token).post_json("/api/v1/companies", &json!({ "name": name })).expect(201);
        written.insert(name);
    }
    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    let mut statement = connection.prepare("SELECT name FROM companies").unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<BTreeSet<String>, _>>().unwrap();
    assert_eq!(names, written);
    korob.run(&["doctor"]).expect(0);
    println!("{} starts in {rounds} races of {AT_ONCE} and {rounds} beside a server: never two", rounds * 9);
}

#[test]
fn of_many_servers_that_would_upgrade_one_does() {
    let (korob, token) = Korob::office();
    let schema = earlier::unlearn(&korob.data().join("korob.db"), 1);
    let winner = winner(race(&korob, AT_ONCE));
    program(&winner, &token).get("/api/v1/companies").expect(200);
    drop(winner);
    let entries =
        std::fs::read_dir(korob.data()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let kept: Vec<String> = entries.filter(|name| name.starts_with("before-") || name.starts_with("restor")).collect();
    assert_eq!(kept, [format!("before-upgrade-{schema}")]);
}
