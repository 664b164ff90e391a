//! How long pages take on a seeded office, and what they cost: `cargo bench --bench pages -- 100000 FOLDER [PAGES]`.
//!
//! PAGES is a part of the names of the only ones to be measured, such as `search`.
//! Seeds the folder if it is empty (a hundredth on top of it belongs to a member of staff), serves it with the optimised
//! executable, and asks for each page with one client and with sixteen that keep their connections. CPU time is the
//! server's alone, read from /proc; the load is made by this process on the same cores. What else works on the machine only
//! ever makes a window worse, so each line has several, and their best and middle figures are told. The tables are those of
//! `README.md` beside this file; what costs a fifth more of the processor than the table there says is named.
//! Contacts are made in a copy of the folder: the office stays as large as its table says.

mod connection;
mod office;

use connection::{Connection, sign_in};
use office::{Server, add_user, korob};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ADMIN: &str = "anna@bench.example";
const STAFF: &str = "olga@bench.example";
const WINDOW: Duration = Duration::from_secs(2);
const WINDOWS: usize = 4;

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
    println!("### {contacts} contacts\n");
    let mut table = Table { only, before: committed(contacts), who: "", slower: Vec::new() };
    look(&folder, contacts, &mut table);
    make(&folder, &mut table);
    for line in &table.slower {
        println!("A fifth more of the processor than in the table: {line}");
    }
}

/// The pages, for everybody.
fn look(folder: &Path, contacts: u64, table: &mut Table<'_>) {
    let tokens = [ADMIN, STAFF].map(|email| office::token(folder, email));
    let started = Instant::now();
    let server = Server::start(folder);
    Connection::open(&server.address).get("/login", "");
    println!("First page {} ms after the start.", started.elapsed().as_millis());
    wait_until_idle(&server);
    println!("Database {} MiB. PSS idle {} MiB.", size_mib(folder), server.memory());
    let everybody = [
        ("as an administrator", ADMIN, (1, contacts)),
        ("as staff, own 1 %", STAFF, (contacts + 1, share_of_staff(contacts))),
    ];
    for ((who, email, own), token) in everybody.into_iter().zip(tokens) {
        let session = sign_in(&server.address, email);
        table.begin(who);
        for (name, paths) in [
            ("home", vec!["/".to_owned()]),
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
            ("card of a contact", cards("contacts", own)),
            ("deals", vec!["/deals".to_owned()]),
            ("board of deals", vec!["/deals/board".to_owned()]),
            ("search of deals", vec![path("/deals?q=поставка")]),
            ("card of a deal", cards("deals", (own.0.div_ceil(2), own.1 / 2))),
            ("activities", vec!["/activities".to_owned()]),
        ] {
            table.measure(name, &server, &|connection, turn| connection.get(&paths[turn % paths.len()], &session));
        }
        let bearer = bearer(&token);
        table.measure("contacts, API", &server, &|connection, _| connection.get("/api/v1/contacts", &bearer));
    }
    println!("\nPSS after the load {} MiB.", server.memory());
}

/// New contacts of a company that is there, through the API and through the form, each with a name, an e-mail and a
/// telephone of its own.
fn make(folder: &Path, table: &mut Table<'_>) {
    let copy = tempfile::tempdir_in(folder.parent().unwrap_or(Path::new("."))).unwrap();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
    }
    let token = office::token(copy.path(), ADMIN);
    let server = Server::start(copy.path());
    wait_until_idle(&server);
    table.begin("making records");
    let bearer = bearer(&token) + "Content-Type: application/json\r\n";
    table.measure("create a contact, API", &server, &|connection, turn| {
        let body = format!(
            r#"{{"last_name":"Приборов-{turn}","first_name":"Пётр","emails":[{{"value":"api{turn}@bench.example"}}],"phones":[{{"value":"+7916{turn:07}"}}],"companies":[{{"id":{}}}]}}"#,
            turn % 2000 + 1
        );
        connection.post("/api/v1/contacts", &bearer, &body)
    });
    let session = sign_in(&server.address, ADMIN);
    let page = String::from_utf8(Connection::open(&server.address).get("/contacts", &session)).unwrap();
    let (_, csrf) = page.split_once("name=\"csrf\" content=\"").unwrap();
    let form = format!(
        "{session}X-CSRF: {}\r\nOrigin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        csrf.split('"').next().unwrap(),
        server.address
    );
    table.measure("create a contact, form", &server, &|connection, turn| {
        let body = path(&format!(
            "last_name=Бланков-{turn}&first_name=Пётр&emails[0].value=form{turn}@bench.example&phones[0].value=8926{turn:07}&companies[0].id={}",
            turn % 2000 + 1
        ));
        connection.post("/contacts", &form, &body)
    });
}

/// One request on a connection: the body of its answer. It is told how many were asked before.
type Ask<'a> = &'a (dyn Fn(&mut Connection, usize) -> Vec<u8> + Sync);

/// What is printed, and what it was before.
struct Table<'a> {
    /// A part of the names of the only lines.
    only: &'a str,
    /// By who asks and the line.
    before: HashMap<(String, String), f64>,
    who: &'static str,
    slower: Vec<String>,
}

impl Table<'_> {
    fn begin(&mut self, who: &'static str) {
        self.who = who;
        println!("\n| {who} | CPU ms | p50 ms | p99 ms | 16 clients: pages/s | p99 ms | CPU ms | KB |");
        println!("|---|---|---|---|---|---|---|---|");
    }

    /// One client, then sixteen.
    fn measure(&mut self, name: &str, server: &Server, ask: Ask<'_>) {
        if !name.contains(self.only) {
            return;
        }
        // No two requests of one line are the same, even of its windows.
        let turns = AtomicUsize::new(0);
        run(server, ask, &turns, 1, Duration::from_millis(500));
        let [alone, crowd] = [1, 16].map(|clients| Windows::of(|| run(server, ask, &turns, clients, WINDOW)));
        let (cpu, cpu_middle) = alone.least(Outcome::cpu_ms);
        let (rate, rate_middle) = crowd.most(Outcome::rate);
        let (cpu_of_crowd, _) = crowd.least(Outcome::cpu_ms);
        let mut line = format!("| {name} | {cpu:.2} ({cpu_middle:.2}) | ");
        write!(line, "{:.2} | {:.2} | ", alone.percentile(50), alone.percentile(99)).unwrap();
        write!(line, "{rate:.0} ({rate_middle:.0}) | {:.1} | {cpu_of_crowd:.2} | ", crowd.percentile(99)).unwrap();
        println!("{line}{:.1} |", alone.0[0].bytes as f64 / 1024.0);
        let then = self.before.get(&(self.who.to_owned(), name.to_owned()));
        self.slower.extend(
            then.filter(|then| cpu > *then * 1.2).map(|then| format!("{}: {name} {then} -> {cpu:.2}", self.who)),
        );
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
        match cells.get(1).map(|cell| cell.split(' ').next().unwrap_or_default().parse()) {
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

struct Outcome {
    times: Vec<Duration>,
    cpu: Duration,
    wall: Duration,
    bytes: usize,
}

impl Outcome {
    fn rate(&self) -> f64 {
        self.times.len() as f64 / self.wall.as_secs_f64()
    }

    fn cpu_ms(&self) -> f64 {
        self.cpu.as_secs_f64() * 1000.0 / self.times.len() as f64
    }
}

/// The windows of one line.
struct Windows(Vec<Outcome>);

impl Windows {
    fn of(window: impl FnMut() -> Outcome) -> Windows {
        Windows(std::iter::repeat_with(window).take(WINDOWS).collect())
    }

    /// The least of a figure, and the middle one.
    fn least(&self, figure: fn(&Outcome) -> f64) -> (f64, f64) {
        let figures = self.sorted(figure);
        (figures[0], figures[WINDOWS / 2])
    }

    /// The greatest of a figure, and the middle one.
    fn most(&self, figure: fn(&Outcome) -> f64) -> (f64, f64) {
        let figures = self.sorted(figure);
        (figures[WINDOWS - 1], figures[WINDOWS / 2])
    }

    fn sorted(&self, figure: fn(&Outcome) -> f64) -> Vec<f64> {
        let mut figures: Vec<f64> = self.0.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures
    }

    /// In milliseconds, of the requests of all windows.
    fn percentile(&self, percent: usize) -> f64 {
        let mut times: Vec<Duration> = self.0.iter().flat_map(|window| &window.times).copied().collect();
        times.sort();
        times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0
    }
}

fn run(server: &Server, ask: Ask<'_>, turns: &AtomicUsize, clients: usize, window: Duration) -> Outcome {
    let is_over = AtomicBool::new(false);
    let cpu = server.cpu();
    let started = Instant::now();
    let client = || {
        let mut connection = Connection::open(&server.address);
        let (mut times, mut bytes) = (Vec::new(), 0);
        while !is_over.load(Ordering::Relaxed) {
            let turn = turns.fetch_add(1, Ordering::Relaxed);
            let asked = Instant::now();
            bytes = ask(&mut connection, turn).len();
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
    Outcome { times, cpu: server.cpu() - cpu, wall, bytes }
}

fn seed(folder: &Path, contacts: u64) {
    add_user(folder, ADMIN, "Анна", "admin");
    add_user(folder, STAFF, "Ольга", "staff");
    let started = Instant::now();
    korob(folder, &["seed", "--contacts", &contacts.to_string()], "");
    println!("seeded in {:.1} s", started.elapsed().as_secs_f64());
    let share = share_of_staff(contacts).to_string();
    korob(folder, &["seed", "--contacts", &share, "--yes", "--rng", "7", "--as", STAFF], "");
}

fn share_of_staff(contacts: u64) -> u64 {
    contacts.div_ceil(100)
}

/// It looks through the whole file after its start, which is no page's doing.
fn wait_until_idle(server: &Server) {
    let mut before = server.cpu();
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = server.cpu();
        if now == before {
            return;
        }
        before = now;
    }
}

fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\n")
}

/// Cards of so many records, the first of them and others anywhere between.
fn cards(plural: &str, (first, count): (u64, u64)) -> Vec<String> {
    // The factor scatters them; it has no divisor in common with any of these counts.
    (0..count.min(4000)).map(|turn| format!("/{plural}/{}", first + turn * 2_654_435_761 % count)).collect()
}

fn path(readable: &str) -> String {
    let escape = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    readable.chars().map(escape).collect()
}
