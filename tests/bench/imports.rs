//! How long an import takes, and what people at work notice of it: `cargo bench --bench imports -- 100000 [FOLDER]`.
//!
//! A CSV file of contacts (a fifth as many companies, every fiftieth row a duplicate) goes into an office without records
//! through the command, then into another one through the page, while one client looks at pages and another one writes
//! through the API, each resting a little after every answer. FOLDER chooses the disk.

mod office;

use office::{PASSWORD, Server, add_user, cpu_of, korob};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const EMAIL: &str = "anna@bench.example";
/// Between two clicks of a client: together the two are as busy as some hundred people.
const REST: Duration = Duration::from_millis(20);

fn main() {
    // Cargo's own flag for benches without its harness.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let rows: u64 = arguments.first().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let folder = arguments.get(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).unwrap();
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, csv(rows)).unwrap();
    println!("{rows} rows, {:.1} MB", file.metadata().unwrap().len() as f64 / 1e6);

    let alone = folder.path().join("alone");
    add_user(&alone, EMAIL, "Анна", "admin");
    let (started, cpu) = (Instant::now(), cpu_of("self", 13));
    korob(&alone, &["import", "contacts", file.to_str().unwrap()], "");
    let (wall, cpu) = (started.elapsed().as_secs_f64(), (cpu_of("self", 13) - cpu).as_secs_f64());
    println!("\n| way | clock s | processor s |\n|---|---|---|\n| command | {wall:.1} | {cpu:.1} |");

    let busy = folder.path().join("busy");
    add_user(&busy, EMAIL, "Анна", "admin");
    let token = office::token(&busy, EMAIL);
    let server = People::start(&busy);
    let who = server.sign_in();
    let quiet = server.beside(&who.cookie, &token, || std::thread::sleep(Duration::from_secs(3)));
    let cpu = server.office.cpu();
    let started = Instant::now();
    let clicks = server.beside(&who.cookie, &token, || server.import(&who, &std::fs::read(&file).unwrap()));
    let (wall, used) = (started.elapsed().as_secs_f64(), server.office.cpu() - cpu);
    println!("| page, clicks beside it | {wall:.1} | {:.1} |", used.as_secs_f64());
    println!("\nPSS after the import {} MiB.", server.office.memory());
    println!("\n| clicks | how many | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|");
    for (name, times) in
        ["pages, no import", "writes, no import", "pages", "writes"].iter().zip(quiet.into_iter().chain(clicks))
    {
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
        println!("| {name} | {} | {:.1} | {:.1} | {:.1} |", times.len(), at(50), at(99), at(100));
    }
}

/// The same for the same number of rows.
fn csv(rows: u64) -> String {
    let mut text = "Фамилия;Имя;Компания;Должность;Телефон;E-mail;Город;Адрес;Комментарий;ID\n".to_owned();
    let (last, first) = (["Иванов", "Кузнецов", "Новак", "Белкин", "Сойка"], ["Пётр", "Егор", "Ян", "Лев"]);
    let cities = ["Тула", "Краков", "Пермь", "Гданьск", "Самара", "Томск"];
    for row in 0..rows {
        // Every fiftieth is the one before it once more. The factor scatters the rest.
        let who = if row % 50 == 49 { row - 1 } else { row };
        let chance = who.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let pick = |list: &[&'static str], shift: u32| list[(chance >> shift) as usize % list.len()];
        let (last, first, city) = (pick(&last, 3), pick(&first, 7), pick(&cities, 11));
        let firm = chance % (rows / 5).max(1);
        writeln!(
            text,
            "{last}{};{first};ООО «Фирма {firm}»;менеджер;+7 9{:09};c{who}@firma{firm}.example;{city};ул. Садовая, {};\
             Звонить после {} часов;{who}",
            chance % 1000,
            chance % 1_000_000_000,
            chance % 150,
            chance % 12 + 8,
        )
        .unwrap();
    }
    text
}

/// People at work with a server.
struct People {
    office: Server,
    address: String,
    agent: ureq::Agent,
}

/// A session, and what its pages send along with every change.
#[derive(Default)]
struct Who {
    cookie: String,
    csrf: String,
}

impl People {
    fn start(folder: &Path) -> People {
        let office = Server::start(folder);
        let address = format!("http://{}", office.address);
        let agent = ureq::Agent::config_builder().max_redirects(0).build().new_agent();
        People { office, address, agent }
    }

    fn post(&self, path: &str, who: &Who, kind: &str, body: &[u8]) -> ureq::http::Response<ureq::Body> {
        let request = self.agent.post(format!("{}{path}", self.address)).header("Origin", &self.address);
        let request = request.header("HX-Request", "true").header("Cookie", &who.cookie);
        let request = request.header("X-CSRF", &who.csrf).header("Content-Type", kind);
        request.send(body).unwrap()
    }

    fn sign_in(&self) -> Who {
        let body = format!("email={}&password={PASSWORD}", EMAIL.replace('@', "%40"));
        let answer = self.post("/login", &Who::default(), "application/x-www-form-urlencoded", body.as_bytes());
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let page = self.agent.get(format!("{}/contacts", self.address)).header("Cookie", &cookie).call().unwrap();
        let page = page.into_body().read_to_string().unwrap();
        let (_, csrf) = page.split_once("name=\"csrf\" content=\"").unwrap();
        Who { cookie, csrf: csrf.split('"').next().unwrap().to_owned() }
    }

    fn get(&self, path: &str, cookie: &str) -> ureq::http::Response<ureq::Body> {
        let request = self.agent.get(format!("{}{path}", self.address)).header("Cookie", cookie);
        let mut answer = request.header("HX-Request", "true").call().unwrap();
        answer.body_mut().read_to_vec().unwrap();
        answer
    }

    /// From choosing the file to its last row.
    fn import(&self, who: &Who, file: &[u8]) {
        let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"contacts.csv\"\r\n\
                    Content-Type: text/csv\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--line--\r\n"].concat();
        let answer = self.post("/contacts/import", who, "multipart/form-data; boundary=line", &body);
        let page = answer.headers()["hx-redirect"].to_str().unwrap().to_owned();
        let choices = b"duplicates=skip&charset=&delimiter=";
        self.post(&format!("{page}/start"), who, "application/x-www-form-urlencoded", choices);
        // Told to look at the report: it is over.
        while !self.get(&format!("{page}/progress"), &who.cookie).headers().contains_key("hx-redirect") {
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// What those who click while something is done wait for pages and for writes, shortest first.
    fn beside(&self, cookie: &str, token: &str, deed: impl FnOnce()) -> [Vec<Duration>; 2] {
        let is_over = AtomicBool::new(false);
        let clicks = |click: &dyn Fn(usize)| {
            let mut times = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                click(times.len());
                times.push(asked.elapsed());
                std::thread::sleep(REST);
            }
            times.sort();
            times
        };
        let pages = ["/contacts", "/contacts?sort=title", "/companies", "/companies/1", "/search?q=%D0%BD%D0%BE%D0%B2"];
        let look = |turn: usize| drop(self.get(pages[turn % pages.len()], cookie));
        let write = |turn: usize| {
            let request = self.agent.post(format!("{}/api/v1/companies", self.address));
            let request = request.header("Authorization", &format!("Bearer {token}"));
            let body = json!({ "name": format!("Новая {turn} {:?}", Instant::now()) });
            drop(request.send_json(body).unwrap().body_mut().read_to_vec().unwrap());
        };
        // There is one to look at.
        write(0);
        std::thread::scope(|scope| {
            let looker = scope.spawn(|| clicks(&look));
            let writer = scope.spawn(|| clicks(&write));
            deed();
            is_over.store(true, Ordering::Relaxed);
            [looker.join().unwrap(), writer.join().unwrap()]
        })
    }
}
