//! What was answered is there, whenever the machine stops: the executable itself, killed at its work.

use crate::harness::{Client, Korob, Served};
use rusqlite::Connection;
use rustix::fs::FlockOperation;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use ureq::http::Request;

const WRITERS: usize = 16;

/// One create, as a program that may lose its server at any moment sends it.
#[derive(Debug, Clone)]
struct Create {
    name: String,
    key: String,
}

impl Create {
    /// The id that was answered; `None` when there was no answer.
    fn send(&self, agent: &ureq::Agent, base: &str, token: &str) -> Option<i64> {
        let request = Request::post(format!("{base}/api/v1/companies"))
            .header("authorization", format!("Bearer {token}"))
            .header("idempotency-key", &self.key)
            .header("content-type", "application/json")
            .body(json!({ "name": self.name }).to_string())
            .unwrap();
        let mut answer = agent.run(request).ok()?;
        assert_eq!(answer.status().as_u16(), 201, "{}", self.name);
        // An answer that was cut off in the middle is none.
        let record: Value = serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()?;
        assert_eq!(record["name"], self.name.as_str());
        record["id"].as_i64()
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .new_agent()
}

#[test]
fn what_was_answered_survives_a_kill_and_nothing_is_there_twice() {
    let rounds = std::env::var("KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let (korob, token) = Korob::office();
    let mut answered: BTreeMap<String, i64> = BTreeMap::new();
    let mut unanswered: Vec<Create> = Vec::new();
    for round in 0..rounds {
        let served = korob.serve(&[]);
        // Who heard no answer asks again, and gets the record of the first time if there was one.
        for create in unanswered.drain(..) {
            let id = create.send(&agent(), served.base(), &token).expect("a server that nobody kills answers");
            answered.insert(create.name, id);
        }
        let (tell, told) = mpsc::channel();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (tell, token, base) = (tell.clone(), token.clone(), served.base().to_owned());
                std::thread::spawn(move || {
                    let agent = agent();
                    for number in 0.. {
                        let create = Create {
                            name: format!("Фирма {round}-{writer}-{number}"),
                            key: format!("{round}-{writer}-{number}"),
                        };
                        match create.send(&agent, &base, &token) {
                            Some(id) => tell.send((create.name, id)).unwrap(),
                            None => return create,
                        }
                    }
                    unreachable!("somebody kills the server")
                })
            })
            .collect();
        drop(tell);
        // In the middle of the work, another time in each round.
        let enough = 20 + 7 * (round % 11);
        for (name, id) in told.iter().take(enough) {
            answered.insert(name, id);
        }
        served.kill();
        answered.extend(told.iter());
        unanswered.extend(writers.into_iter().map(|writer| writer.join().unwrap()));
    }

    let served = korob.serve(&[]);
    for create in unanswered {
        let id = create.send(&agent(), served.base(), &token).expect("a server that nobody kills answers");
        answered.insert(create.name, id);
    }
    let found = everything(&served.program(&token));
    let there: BTreeMap<String, i64> = found.iter().cloned().collect();
    assert_eq!(there.len(), found.len(), "a record is there twice");
    assert_eq!(there, answered, "each answer has its record, and each record its answer");
    assert!(found.len() >= rounds * 20, "{} records", found.len());
    assert_eq!(served.stop().0, 0);

    let connection = Connection::open(korob.data().join("korob.db")).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    assert_eq!(korob::platform::events::first_broken_link(&connection).unwrap(), None);
    let orphans =
        "SELECT count(*) FROM companies WHERE id NOT IN (SELECT record_id FROM events WHERE kind = 'company')";
    let orphans: i64 = connection.query_row(orphans, [], |row| row.get(0)).unwrap();
    assert_eq!(orphans, 0, "no record without its event");
}

/// A file on its way, as a program that may lose its server at any moment sends it; its id if it was answered.
fn send_file(agent: &ureq::Agent, base: &str, token: &str, company: i64, bytes: &[u8]) -> Option<i64> {
    let head = "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n";
    let request = Request::post(format!("{base}/api/v1/companies/{company}/files"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "multipart/form-data; boundary=x")
        .body([head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat())
        .unwrap();
    let mut answer = agent.run(request).ok()?;
    assert_eq!(answer.status().as_u16(), 201);
    let made: Value = serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()?;
    made["items"][0]["id"].as_i64()
}

#[test]
fn a_file_that_was_answered_is_whole_after_a_kill_and_no_row_is_without_its_file() {
    const SIZE: usize = 300_000;
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let company = served.program(&token).post_json("/api/v1/companies", &json!({ "name": "Нева" })).expect(201).json();
    let company = company["id"].as_i64().unwrap();
    served.kill();
    let mut answered: BTreeMap<i64, u8> = BTreeMap::new();
    for round in 0..6u8 {
        let served = korob.serve(&[]);
        let (tell, told) = mpsc::channel();
        let writers: Vec<_> = (0..4u8)
            .map(|writer| {
                let (tell, token, base) = (tell.clone(), token.clone(), served.base().to_owned());
                std::thread::spawn(move || {
                    let agent = agent();
                    let mut number = round * 40 + writer * 10;
                    while let Some(id) = send_file(&agent, &base, &token, company, &vec![number; SIZE]) {
                        tell.send((id, number)).unwrap();
                        number = number.wrapping_add(1);
                    }
                })
            })
            .collect();
        drop(tell);
        answered.extend(told.iter().take(5 + usize::from(round)));
        served.kill();
        answered.extend(told.iter());
        writers.into_iter().for_each(|writer| writer.join().unwrap());
    }
    let served = korob.serve(&[]);
    let client = served.program(&token);
    let listed = client.get(&format!("/api/v1/companies/{company}/files")).expect(200).json();
    let listed: BTreeSet<i64> =
        listed["items"].as_array().unwrap().iter().map(|file| file["id"].as_i64().unwrap()).collect();
    assert!(answered.keys().all(|id| listed.contains(id)), "what was answered is there");
    for id in &listed {
        // Also one whose row was written, but whose answer was cut off.
        let bytes = client.get(&format!("/api/v1/files/{id}/content")).expect(200).body;
        assert_eq!(bytes.len(), SIZE);
        let first = answered.get(id).copied().unwrap_or(bytes[0]);
        assert!(bytes.iter().all(|byte| *byte == first), "file {id} is another");
    }
    let on_their_way = std::fs::read_dir(korob.data().join("files/arriving")).unwrap().count();
    assert_eq!(on_their_way, 0, "what did not arrive is gone");
}

fn everything(client: &Client) -> Vec<(String, i64)> {
    let mut all = Vec::new();
    let mut path = "/api/v1/companies?limit=500&sort=id&fields=name".to_owned();
    loop {
        let page = client.get(&path).expect(200).json();
        for item in page["items"].as_array().unwrap() {
            all.push((item["name"].as_str().unwrap().to_owned(), item["id"].as_i64().unwrap()));
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/companies?limit=500&sort=id&fields=name&after={next}"),
            None => return all,
        }
    }
}

/// An administrator may look into the live file with the `sqlite3` of the system. Where the server had given up its locks,
/// that tool took itself for the last one to leave and removed the log: what was answered afterwards went into a file
/// without a name. Newer versions of SQLite look twice, so this asks as the older ones do: for the whole file.
#[test]
fn a_serving_server_holds_its_locks_on_the_database() {
    let (korob, token) = Korob::office();
    let served = korob.serve(&[]);
    let hold = || {
        let file = File::options().read(true).write(true).open(korob.data().join("korob.db")).unwrap();
        rustix::fs::fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive)
    };
    assert!(hold().is_err(), "nobody else gets the file for itself");
    served.program(&token).post_json("/api/v1/companies", &json!({ "name": "Нева" })).expect(201);
    assert!(hold().is_err(), "nobody else gets the file for itself");
    assert_eq!(served.stop().0, 0);
    hold().expect("it is given back with the server");
}

#[test]
fn the_disk_has_a_change_before_it_is_answered() {
    const CREATES: usize = 5;
    let (korob, token) = Korob::office();
    let trace = korob.data().with_file_name("trace");
    let served = traced(&korob, &trace);
    let client = served.program(&token);
    for number in 0..CREATES {
        client.post_json("/api/v1/companies", &json!({ "name": format!("Фирма {number}") })).expect(201);
    }
    assert_eq!(served.stop().0, 0);

    let lines = finished(&trace);
    let (mut written, mut synced) = (0, 0);
    let mut answers = 0;
    for (at, line) in lines.iter().enumerate() {
        let is_log = line.contains("korob.db-wal");
        if is_log && line.contains("pwrite64(") {
            written = at;
        }
        // The call of a thread that waited ends on a line of its own.
        let is_sync = line.contains("fsync") || line.contains("fdatasync");
        if is_sync && line.ends_with("= 0") && (is_log || is_resumed_sync_of_log(&lines[..at], line)) {
            synced = at;
        }
        if line.contains("HTTP/1.1 201") {
            assert!(written < synced, "answered before the disk had it:\n{}", lines[written..=at].join("\n"));
            assert!(written > 0, "nothing was written:\n{line}");
            answers += 1;
            (written, synced) = (0, 0);
        }
    }
    assert_eq!(answers, CREATES, "{}", lines.join("\n"));
}

/// The server, whose writing to the disk and to the network is noted.
fn traced(korob: &Korob, trace: &Path) -> Served {
    let mut command = Command::new("strace");
    // -D: the server stays our child, strace is its grandchild.
    command.args(["-D", "-f", "-yy", "-s", "32", "-o"]).arg(trace);
    command.args(["-e", "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg"]);
    let serve = korob.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.arg(serve.get_program()).args(serve.get_args()).current_dir(serve.get_current_dir().unwrap());
    for (name, value) in serve.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    Served::start(command)
}

#[test]
fn the_disk_has_a_file_and_its_name_before_it_is_answered() {
    let (korob, token) = Korob::office();
    let trace = korob.data().with_file_name("trace");
    let served = traced(&korob, &trace);
    let client = served.program(&token);
    let company = client.post_json("/api/v1/companies", &json!({ "name": "Нева" })).expect(201).json();
    let path = format!("/api/v1/companies/{}/files", company["id"]);
    let hash = client.post_files(&path, &[("a.txt", b"hello")]).expect(201).json()["items"][0]["sha256"].clone();
    assert_eq!(served.stop().0, 0);
    let lines = finished(&trace);
    let hash = hash.as_str().unwrap();
    let folder = format!("/files/{}/{}>", &hash[..2], &hash[2..4]);
    let answered = lines.iter().rposition(|line| line.contains("HTTP/1.1 201")).unwrap();
    let last = |signs: [&str; 2]| {
        let has_both = |line: &String| signs.iter().all(|sign| line.contains(sign));
        lines[..answered].iter().rposition(has_both).unwrap_or_else(|| panic!("{signs:?}:\n{}", lines.join("\n")))
    };
    let bytes = last(["fsync(", "/files/arriving/"]);
    let name = last(["fsync(", &folder]);
    let row = last(["pwrite64(", "korob.db-wal"]);
    assert!(bytes < name && name < row, "{bytes} {name} {row}:\n{}", lines.join("\n"));
}

/// `1234 <... fdatasync resumed>) = 0`: the file is named where the same thread began.
fn is_resumed_sync_of_log(before: &[String], line: &str) -> bool {
    let thread = line.split_whitespace().next().unwrap_or_default();
    line.contains("resumed>")
        && before
            .iter()
            .rev()
            .find(|line| line.starts_with(thread) && line.contains("sync(") && line.contains("<unfinished"))
            .is_some_and(|line| line.contains("korob.db-wal"))
}

/// The lines of a trace, once the process it watched has ended in it.
fn finished(trace: &Path) -> Vec<String> {
    let started = Instant::now();
    loop {
        let text = std::fs::read_to_string(trace).unwrap_or_default();
        let mut threads: BTreeSet<&str> = text.lines().filter_map(|line| line.split_whitespace().next()).collect();
        for line in text.lines().filter(|line| line.contains("+++ exited")) {
            threads.remove(line.split_whitespace().next().unwrap_or_default());
        }
        if !text.is_empty() && threads.is_empty() {
            return text.lines().map(str::to_owned).collect();
        }
        assert!(started.elapsed() < Duration::from_secs(10), "the trace does not end:\n{text}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
