//! Backups of an office at work: `cargo bench --bench backups -- 100000 10 [PACE_MS] [FOLDER]`.
//!
//! An office of so many contacts, with files, is written to by sixteen programs through the API, each resting PACE_MS after
//! every answer (20 by default), while so many backups are made, one after the other. Each is restored into a folder of its own
//! and looked at: it is of one moment if it has of every program all that was answered before the backup began, nothing
//! that was asked for after it ended, and no hole in between; every contact with its event, its telephone and its e-mail;
//! as many rows as it says; and every row as the office has it. FOLDER chooses the disk.

// Shared with benches that also ask for pages and measure the server.
#[expect(dead_code)]
mod connection;
#[expect(dead_code)]
mod office;

use connection::Connection;
use office::{Server, add_user, korob};
use rusqlite::types::Value;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

const EMAIL: &str = "anna@bench.example";
const WRITERS: usize = 16;
/// Writers work alone for so long, for comparison.
const QUIET: Duration = Duration::from_secs(5);
/// Of these the writers change no row that is there.
const LASTING: [&str; 8] =
    ["contacts", "companies", "leads", "deals", "activities", "contact_points", "attachments", "events"];

fn main() {
    // Cargo's own flag for benches without its harness.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let number = |place: usize, usual: u64| arguments.get(place).map_or(usual, |text| text.parse().expect("a number"));
    let (contacts, rounds, pace) = (number(0, 10_000), number(1, 10), Duration::from_millis(number(2, 20)));
    let place = arguments.get(3).map_or_else(std::env::temp_dir, PathBuf::from);
    let scratch = tempfile::tempdir_in(place).unwrap();
    let data = scratch.path().join("data");
    add_user(&data, EMAIL, "Анна", "admin");
    korob(&data, &["seed", "--contacts", &contacts.to_string(), "--yes"], "");
    let token = office::token(&data, EMAIL);
    let server = Server::start(&data);
    attach(&server, &token, (contacts / 100).clamp(10, 1000));
    println!("{contacts} contacts, database {} MiB\n", mib(&data.join("korob.db")));

    let writers = Writers::new(&server.address, &token, pace);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WRITERS)
            .map(|writer| {
                scope.spawn({
                    let writers = &writers;
                    move || writers.write(writer)
                })
            })
            .collect();
        std::thread::sleep(QUIET);
        let quiet = writers.times();
        println!(
            "| backup | seconds | MiB | contacts in it | answered before, asked for by its end |\n|---|---|---|---|---|"
        );
        let made: Vec<Made> = (0..rounds).map(|round| make(&data, scratch.path(), round, &writers)).collect();
        writers.is_over.store(true, Ordering::Relaxed);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        tell(&quiet, &made);
    });
}

/// What came of one backup.
struct Made {
    seconds: f64,
    /// Of the writes that ended while it was made.
    times: Vec<Duration>,
}

fn make(data: &Path, scratch: &Path, round: u64, writers: &Writers) -> Made {
    let (archive, restored) = (scratch.join("archive"), scratch.join("restored"));
    let answered = writers.counts(&writers.answered);
    writers.times();
    let begun = Instant::now();
    let told = korob(data, &["backup", "--out", archive.to_str().unwrap(), "--json"], "");
    let seconds = begun.elapsed().as_secs_f64();
    let times = writers.times();
    let asked = writers.counts(&writers.asked);
    korob(&restored, &["restore", archive.to_str().unwrap()], "");
    let copy = rusqlite::Connection::open(restored.join("korob.db")).unwrap();
    let written = look(&copy, &answered, &asked);
    compare(&copy, &serde_json::from_str(&told).unwrap(), &data.join("korob.db"));
    let sum = |counts: &[usize]| counts.iter().sum::<usize>();
    println!("| {} | {seconds:.2} | {} | {written} | {}, {} |", round + 1, mib(&archive), sum(&answered), sum(&asked));
    drop(copy);
    std::fs::remove_dir_all(restored).unwrap();
    std::fs::remove_file(archive).unwrap();
    Made { seconds, times }
}

/// That it is of one moment; how many contacts of the writers are in it.
fn look(copy: &rusqlite::Connection, answered: &[usize], asked: &[usize]) -> usize {
    let mut found = vec![BTreeSet::new(); WRITERS];
    let mut statement = copy.prepare("SELECT last_name FROM contacts WHERE last_name LIKE 'Писарь-%'").unwrap();
    for name in statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
        let mut parts = name.split('-').skip(1).map(|part| part.parse::<usize>().unwrap());
        let (writer, number) = (parts.next().unwrap(), parts.next().unwrap());
        assert!(found[writer].insert(number), "{name} is there twice");
    }
    for (writer, numbers) in found.iter().enumerate() {
        let count = numbers.len();
        assert!(numbers.iter().copied().eq(0..count), "what writer {writer} wrote has a hole in it");
        assert!(
            count >= answered[writer] && count <= asked[writer],
            "writer {writer}: {} answered, {count} there, {} asked for",
            answered[writer],
            asked[writer]
        );
    }
    let count = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    let written = found.iter().map(BTreeSet::len).sum();
    let of_writers = "FROM contacts c WHERE c.last_name LIKE 'Писарь-%' AND";
    let whole = [
        format!(
            "SELECT count(*) {of_writers} (SELECT count(*) FROM contact_points p WHERE p.owner_kind = 'contact' AND p.owner_id = c.id) = 2"
        ),
        format!(
            "SELECT count(*) {of_writers} (SELECT count(*) FROM events e WHERE e.kind = 'contact' AND e.record_id = c.id) = 1"
        ),
    ];
    whole.iter().for_each(|sql| assert_eq!(count(sql), written, "{sql}"));
    assert_eq!(korob::platform::events::first_broken_link(copy).unwrap(), None);
    written
}

/// That it has as many rows as it says, each as the office has it.
fn compare(copy: &rusqlite::Connection, told: &serde_json::Value, live: &Path) {
    let live = rusqlite::Connection::open_with_flags(live, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    for table in LASTING {
        let newest: i64 =
            copy.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0)).unwrap();
        let (rows, hash) = sum(copy, table, newest);
        assert_eq!(told["counts"][table], rows, "{table}");
        assert_eq!((rows, hash), sum(&live, table, newest), "{table} is not as the office has it");
    }
}

/// Rows with ids up to `newest`, and a sum over all that stands in them.
fn sum(connection: &rusqlite::Connection, table: &str, newest: i64) -> (i64, u64) {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} WHERE id <= ?1")).unwrap();
    let columns = statement.column_count();
    let (mut count, mut sum) = (0, 0u64);
    let mut rows = statement.query([newest]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let mut hasher = DefaultHasher::new();
        (0..columns).for_each(|at| format!("{:?}", row.get::<_, Value>(at).unwrap()).hash(&mut hasher));
        sum = sum.wrapping_add(hasher.finish());
        count += 1;
    }
    (count, sum)
}

/// Programs that make contacts.
struct Writers<'a> {
    address: &'a str,
    headers: String,
    pace: Duration,
    is_over: AtomicBool,
    /// How many contacts each of them has asked for, and how many were answered.
    asked: Vec<AtomicUsize>,
    answered: Vec<AtomicUsize>,
    times: Mutex<Vec<Duration>>,
}

impl Writers<'_> {
    fn new<'a>(address: &'a str, token: &str, pace: Duration) -> Writers<'a> {
        let counts = || (0..WRITERS).map(|_| AtomicUsize::new(0)).collect();
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
        let is_over = AtomicBool::new(false);
        Writers { address, headers, pace, is_over, asked: counts(), answered: counts(), times: Mutex::default() }
    }

    fn write(&self, writer: usize) {
        let mut connection = Connection::open(self.address);
        while !self.is_over.load(Ordering::Relaxed) {
            let number = self.asked[writer].fetch_add(1, Ordering::SeqCst);
            let body = format!(
                r#"{{"last_name":"Писарь-{writer}-{number}","first_name":"Ян","emails":[{{"value":"w{writer}n{number}@bench.example"}}],"phones":[{{"value":"+79{writer:02}{number:07}"}}]}}"#
            );
            let asked = Instant::now();
            connection.post("/api/v1/contacts", &self.headers, &body);
            let took = asked.elapsed();
            self.answered[writer].fetch_add(1, Ordering::SeqCst);
            self.lock().push(took);
            std::thread::sleep(self.pace);
        }
    }

    /// How long the writes since the last call took, shortest first.
    fn times(&self) -> Vec<Duration> {
        let mut times = std::mem::take(&mut *self.lock());
        times.sort();
        times
    }

    fn counts(&self, of: &[AtomicUsize]) -> Vec<usize> {
        of.iter().map(|count| count.load(Ordering::SeqCst)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Duration>> {
        self.times.lock().unwrap()
    }
}

/// Files on contacts, of 20 to 200 KB that cannot be packed.
fn attach(server: &Server, token: &str, count: u64) {
    let agent = ureq::Agent::new_with_defaults();
    for number in 0..count {
        let bytes: Vec<u8> = (0..1250 * (1 + number % 10)).flat_map(|_| rand::random::<u128>().to_le_bytes()).collect();
        let head =
            format!("--line\r\nContent-Disposition: form-data; name=\"files\"; filename=\"скан {number}.bin\"\r\n\r\n");
        let body = [head.as_bytes(), &bytes, b"\r\n--line--\r\n"].concat();
        let request = agent.post(format!("http://{}/api/v1/contacts/{}/files", server.address, number + 1));
        let request = request.header("Authorization", &format!("Bearer {token}"));
        request.header("Content-Type", "multipart/form-data; boundary=line").send(&body[..]).unwrap();
    }
}

fn tell(quiet: &[Duration], made: &[Made]) {
    let mut during: Vec<Duration> = made.iter().flat_map(|made| made.times.clone()).collect();
    during.sort();
    println!("\n| writes | how many | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|");
    for (name, times) in [("no backup", quiet), ("while backups are made", &during)] {
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
        println!("| {name} | {} | {:.1} | {:.1} | {:.1} |", times.len(), at(50), at(99), at(100));
    }
    let longest = made.iter().map(|made| made.seconds).fold(0.0, f64::max);
    println!("\n{} backups, each of one moment; the longest took {longest:.2} s.", made.len());
}

fn mib(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len() / 1024 / 1024)
}
