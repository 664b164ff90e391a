//! How long pages take on a seeded office, and what they cost: `cargo bench --bench pages -- 100000 FOLDER [PAGES]`.
//!
//! PAGES is a part of the names of the only ones to be measured, such as `search`.
//! Seeds the folder if it is empty (a hundredth on top of it belongs to a member of staff), serves it with the optimised
//! executable, and asks for each page with one client and with sixteen that keep their connections. CPU time is the
//! server's alone, read from /proc; the load is made by this process on the same cores. The tables are those of
//! `README.md` beside this file; what costs a fifth more of the processor than the table there says is named.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const PASSWORD: &str = "kedrovka-semnadcat-ulic";
const WINDOW: Duration = Duration::from_secs(5);

fn main() {
    // Cargo's own flag for benches without its harness.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let contacts: u64 = arguments.first().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let scratch = tempfile::tempdir().unwrap();
    let folder = arguments.get(1).map_or_else(|| scratch.path().join("data"), PathBuf::from);
    let only = arguments.get(2).map_or("", String::as_str);
    if !folder.join("korob.db").exists() {
        seed(&folder, contacts);
    }
    let started = Instant::now();
    let server = Server::start(&folder);
    let mut first = Connection::open(&server.address);
    first.get("/login", "");
    println!("### {contacts} contacts\n");
    println!("First page {} ms after the start.", started.elapsed().as_millis());
    server.wait_until_idle();
    println!("Database {} MiB. PSS idle {} MiB.", size_mib(&folder), server.pss_mib());
    let before = committed(contacts);
    let mut slower = Vec::new();
    for (who, email) in [("as an administrator", "anna@bench.example"), ("as staff, own 1 %", "olga@bench.example")] {
        let cookie = sign_in(&server.address, email);
        let cards = cards(&server.address, &cookie);
        let deals = cards_of(&server.address, &cookie, "deals");
        println!("\n| {who} | CPU ms | p50 ms | p99 ms | 16 clients: pages/s | p99 ms | CPU ms | KB |");
        println!("|---|---|---|---|---|---|---|---|");
        for (name, paths) in [
            ("contacts", vec!["/contacts".to_owned()]),
            ("contacts by name", vec!["/contacts?sort=title".to_owned()]),
            ("contacts in cities with тул", vec![path("/contacts?filter=city:has:тул")]),
            ("search узнец", vec![path("/contacts?q=узнец")]),
            ("palette узнец", vec![path("/search?q=узнец")]),
            ("palette ив", vec![path("/search?q=ив")]),
            ("palette 7916", vec!["/search?q=7916".to_owned()]),
            ("search узнец by name", vec![path("/contacts?q=узнец&sort=title")]),
            ("companies", vec!["/companies".to_owned()]),
            ("leads", vec!["/leads".to_owned()]),
            ("board of leads", vec!["/leads/board".to_owned()]),
            ("card of a contact", cards),
            ("deals", vec!["/deals".to_owned()]),
            ("board of deals", vec!["/deals/board".to_owned()]),
            ("search of deals", vec![path("/deals?q=поставка")]),
            ("card of a deal", deals),
            ("activities", vec!["/activities".to_owned()]),
        ] {
            // A kind of which there is nothing to be seen has no cards.
            if name.contains(only) && !paths.is_empty() {
                let (cpu, line) = measure(&server, &cookie, &paths);
                println!("| {name} | {line} |");
                let then = before.get(&(who.to_owned(), name.to_owned())).copied();
                slower.extend(
                    then.filter(|then| cpu > then * 1.2).map(|then| format!("{who}: {name} {then} -> {cpu:.2}")),
                );
            }
        }
    }
    println!("\nPSS after the load {} MiB.", server.pss_mib());
    for line in &slower {
        println!("A fifth more of the processor than in the table: {line}");
    }
}

/// CPU per page as the committed tables of an office of this size have it, by who asks and the page.
fn committed(contacts: u64) -> HashMap<(String, String), f64> {
    let readme = include_str!("README.md");
    let Some((_, section)) = readme.split_once(&format!("### {contacts} contacts\n")) else { return HashMap::new() };
    let mut who = String::new();
    let mut found = HashMap::new();
    for line in section.split("\n### ").next().unwrap_or_default().lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match cells.get(1).map(|cell| cell.parse()) {
            Some(Ok(cpu)) => drop(found.insert((who.clone(), cells[0].to_owned()), cpu)),
            Some(Err(_)) => cells[0].clone_into(&mut who),
            None => {}
        }
    }
    found
}

fn size_mib(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("korob.db")).map_or(0, |file| file.len() / 1024 / 1024)
}

/// One client, then sixteen: what one page costs of the processor, and the cells of its line.
fn measure(server: &Server, cookie: &str, paths: &[String]) -> (f64, String) {
    run(server, cookie, paths, 1, Duration::from_millis(500));
    let alone = run(server, cookie, paths, 1, WINDOW);
    let crowd = run(server, cookie, paths, 16, WINDOW);
    let mut line = String::new();
    write!(line, "{:.2} | {:.2} | {:.2} | ", alone.cpu_ms(), alone.percentile(50), alone.percentile(99)).unwrap();
    write!(line, "{:.0} | {:.1} | {:.2} | ", crowd.rate(), crowd.percentile(99), crowd.cpu_ms()).unwrap();
    write!(line, "{:.1}", alone.bytes as f64 / 1024.0).unwrap();
    (alone.cpu_ms(), line)
}

struct Outcome {
    times: Vec<Duration>,
    cpu: Duration,
    wall: Duration,
    bytes: usize,
}

impl Outcome {
    /// In milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        let at = (self.times.len() * percent / 100).min(self.times.len() - 1);
        self.times[at].as_secs_f64() * 1000.0
    }

    fn rate(&self) -> f64 {
        self.times.len() as f64 / self.wall.as_secs_f64()
    }

    fn cpu_ms(&self) -> f64 {
        self.cpu.as_secs_f64() * 1000.0 / self.times.len() as f64
    }
}

fn run(server: &Server, cookie: &str, paths: &[String], clients: usize, window: Duration) -> Outcome {
    let (is_over, turn) = (AtomicBool::new(false), AtomicUsize::new(0));
    let cpu = server.cpu();
    let started = Instant::now();
    let client = || {
        let mut connection = Connection::open(&server.address);
        let (mut times, mut bytes) = (Vec::new(), 0);
        while !is_over.load(Ordering::Relaxed) {
            let path = &paths[turn.fetch_add(1, Ordering::Relaxed) % paths.len()];
            let asked = Instant::now();
            bytes = connection.get(path, cookie).len();
            times.push(asked.elapsed());
        }
        (times, bytes)
    };
    let (mut times, mut bytes) = (Vec::new(), 0);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients).map(|_| scope.spawn(client)).collect();
        std::thread::sleep(window);
        is_over.store(true, Ordering::Relaxed);
        for thread in threads {
            let (its_times, its_bytes) = thread.join().unwrap();
            times.extend(its_times);
            bytes = its_bytes;
        }
    });
    let wall = started.elapsed();
    times.sort();
    Outcome { times, cpu: server.cpu() - cpu, wall, bytes }
}

fn seed(folder: &Path, contacts: u64) {
    for (email, name, role) in [("anna@bench.example", "Анна", "admin"), ("olga@bench.example", "Ольга", "staff")]
    {
        let order = ["user", "add", "--email", email, "--name", name, "--role", role, "--password-stdin"];
        korob(folder, &order, PASSWORD);
    }
    let started = Instant::now();
    korob(folder, &["seed", "--contacts", &contacts.to_string()], "");
    println!("seeded in {:.1} s", started.elapsed().as_secs_f64());
    let share = (contacts / 100).max(1).to_string();
    let of_staff = ["seed", "--contacts", &share, "--yes", "--rng", "7", "--as", "olga@bench.example"];
    korob(folder, &of_staff, "");
}

fn korob(folder: &Path, arguments: &[&str], input: &str) {
    let mut child = executable(folder).args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{arguments:?}");
}

fn executable(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_korob"));
    command.env("KOROB_DATA", folder);
    command
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Server {
        let mut command = executable(folder);
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "warn"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.unwrap().split_once("http://").map(|(_, rest)| rest.to_owned()));
        Server { child, address: line.unwrap().trim_end_matches('/').to_owned() }
    }

    /// What the server used of the processor so far (proc(5): utime and stime, in hundredths of a second).
    fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 10)
    }

    /// It looks through the whole file after its start, which is no page's doing.
    fn wait_until_idle(&self) {
        let mut before = self.cpu();
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let now = self.cpu();
            if now == before {
                return;
            }
            before = now;
        }
    }

    fn pss_mib(&self) -> u64 {
        let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).unwrap();
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// HTTP over one connection that is kept; everything else would cost more than the pages.
struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Connection {
    fn open(address: &str) -> Connection {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream: BufReader::new(stream), host: address.to_owned() }
    }

    /// The body; anything but 200 ends the run.
    fn get(&mut self, path: &str, cookie: &str) -> Vec<u8> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", self.host);
        let (head, body) = self.send(&request);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        body
    }

    fn send(&mut self, request: &str) -> (String, Vec<u8>) {
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.stream.read_line(&mut head).unwrap(), 0, "the server closed the connection");
        }
        let length = |head: &str| {
            let line =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(str::to_owned));
            line.map_or(0, |text| text.trim().parse().unwrap())
        };
        let mut body = vec![0; length(&head)];
        self.stream.read_exact(&mut body).unwrap();
        (head, body)
    }
}

/// The session's cookie.
fn sign_in(address: &str, email: &str) -> String {
    let body = format!("email={}&password={PASSWORD}", email.replace('@', "%40"));
    let request = format!(
        "POST /login HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (head, _) = Connection::open(address).send(&request);
    let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: korob="));
    format!("korob={}", cookie.unwrap_or_else(|| panic!("not signed in: {head}")).split(';').next().unwrap())
}

fn cards(address: &str, cookie: &str) -> Vec<String> {
    let cards = cards_of(address, cookie, "contacts");
    assert!(!cards.is_empty(), "the list shows no records");
    cards
}

/// The addresses of cards that the list shows on its first pages, in four orders.
fn cards_of(address: &str, cookie: &str, plural: &str) -> Vec<String> {
    let mut connection = Connection::open(address);
    let mut cards = Vec::new();
    for order in ["", "&sort=title", "&sort=-title", "&sort=created_at"] {
        let page = String::from_utf8(connection.get(&format!("/{plural}?view=all{order}"), cookie)).unwrap();
        let start = format!("href=\"/{plural}/");
        let found = page.split(&start).skip(1).filter_map(|rest| rest.split(['"', '?']).next());
        cards.extend(found.filter(|id| id.parse::<i64>().is_ok()).map(|id| format!("/{plural}/{id}")));
    }
    cards
}

fn path(readable: &str) -> String {
    let escape = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    readable.chars().map(escape).collect()
}
