//! How long an import takes, and what people at work notice of it: `cargo bench --bench imports -- 100000 [deals] [FOLDER]`.
//!
//! A CSV file of contacts (a fifth as many companies, every fiftieth row a duplicate) goes into an office without records
//! through the command, then into another one through the page, while one client looks at pages and another one writes
//! through the API, each resting a little after every answer. FOLDER chooses the disk.
//!
//! With `deals` it is a file of deals: every fourth row is one more product of the deal before it, every fiftieth a
//! duplicate; they name as many companies and contacts as a tenth of the rows each, of whom the office knows most.

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
    let kind = if arguments.iter().any(|argument| argument == "deals") { "deals" } else { "contacts" };
    let place = arguments.iter().skip(1).find(|argument| *argument != kind);
    let folder = tempfile::tempdir_in(place.map_or_else(std::env::temp_dir, PathBuf::from)).unwrap();
    let (file, clients) = (folder.path().join("rows.csv"), folder.path().join("clients.csv"));
    std::fs::write(&file, if kind == "deals" { deals(rows) } else { contacts(rows) }).unwrap();
    std::fs::write(&clients, contacts(rows / 10)).unwrap();
    println!("{rows} rows of {kind}, {:.1} MB", file.metadata().unwrap().len() as f64 / 1e6);
    let begin = |office: &Path| {
        add_user(office, EMAIL, "Анна", "admin");
        if kind == "deals" {
            korob(office, &["import", "contacts", clients.to_str().unwrap()], "");
        }
    };

    let alone = folder.path().join("alone");
    begin(&alone);
    let (started, cpu) = (Instant::now(), cpu_of("self", 13));
    korob(&alone, &["import", kind, file.to_str().unwrap()], "");
    let (wall, cpu) = (started.elapsed().as_secs_f64(), (cpu_of("self", 13) - cpu).as_secs_f64());
    println!("\n| way | clock s | processor s |\n|---|---|---|\n| command | {wall:.1} | {cpu:.1} |");

    let busy = folder.path().join("busy");
    begin(&busy);
    let token = office::token(&busy, EMAIL);
    let server = People::start(&busy);
    let who = server.sign_in();
    let quiet = server.beside(&who.cookie, &token, || std::thread::sleep(Duration::from_secs(3)));
    let cpu = server.office.cpu();
    let started = Instant::now();
    let clicks = server.beside(&who.cookie, &token, || server.import(kind, &who, &std::fs::read(&file).unwrap()));
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
fn contacts(rows: u64) -> String {
    let mut text = "Фамилия;Имя;Компания;Должность;Телефон;E-mail;Город;Адрес;Комментарий;ID\n".to_owned();
    let cities = ["Тула", "Краков", "Пермь", "Гданьск", "Самара", "Томск"];
    for row in 0..rows {
        // Every fiftieth is the one before it once more.
        let who = if row % 50 == 49 { row - 1 } else { row };
        let chance = chance(who);
        let [last, first] = name(who);
        let firm = chance % (rows / 5).max(1);
        writeln!(
            text,
            "{last};{first};ООО «Фирма {firm}»;менеджер;+7 9{:09};c{who}@firma{firm}.example;{};ул. Садовая, {};\
             Звонить после {} часов;{who}",
            chance % 1_000_000_000,
            pick(&cities, chance >> 11),
            chance % 150,
            chance % 12 + 8,
        )
        .unwrap();
    }
    text
}

/// The same for the same number of rows. Their clients are of the file of [`contacts`] with a tenth of the rows, but for
/// some that nobody knows.
fn deals(rows: u64) -> String {
    let mut text = "ID;Воронка;Стадия сделки;Название сделки;Тип;Сумма;Валюта;Компания;Контакт;Дата начала;\
                    Предполагаемая дата закрытия;Товар;Цена;Количество;Сделка закрыта;Источник;Комментарий;Ответственный;\
                    Дата создания\n"
        .to_owned();
    let stages = ["Новая", "Подготовка документов", "Счёт на предоплату", "В работе", "Финальный счёт"];
    let types = ["Продажа", "Услуги", "Комплексная продажа"];
    let (sources, goods) =
        (["Веб-сайт", "Звонок", "Выставка", "Рекомендация"], ["Стеллаж", "Монтаж", "Доставка", "Шкаф"]);
    let clients = (rows / 10).max(1);
    for row in 0..rows {
        let deal = if row % 4 == 3 || row % 50 == 49 { row - 1 } else { row };
        let chance = chance(deal);
        let (stage, closed) = match chance % 10 {
            0..3 => ("Сделка успешна", "Да"),
            3 => ("Сделка провалена", "Да"),
            _ => (pick(&stages, chance >> 5), "Нет"),
        };
        let [last, first] = name(chance % clients);
        // Of every twentieth client nobody has heard.
        let unknown = if chance % 20 == 7 { "Неизвестный " } else { "" };
        // A duplicate has no product of its own.
        let good = if row % 50 == 49 { "" } else { pick(&goods, row) };
        let (price, count) = ((chance >> 7) % 90_000 + 1_000, row % 3 + 1);
        writeln!(
            text,
            "{deal};Общая;{stage};Заказ № {deal};{};{};Российский рубль;ООО «Фирма {}»;{unknown}{first} {last};{date};{date};\
             {good};{price};{count};{closed};{};Позвонить до обеда;Анна;{date} 12:30:00",
            pick(&types, chance >> 9),
            price * count,
            chance % clients,
            pick(&sources, chance >> 13),
            date = format_args!("{:02}.{:02}.2025", chance % 28 + 1, (chance >> 5) % 12 + 1),
        )
        .unwrap();
    }
    text
}

/// Last and first name, of nobody else.
fn name(who: u64) -> [String; 2] {
    let chance = chance(who);
    let (last, first) = (["Иванов", "Кузнецов", "Новак", "Белкин", "Сойка"], ["Пётр", "Егор", "Ян", "Лев"]);
    [format!("{}{who}", pick(&last, chance >> 3)), pick(&first, chance >> 7).to_owned()]
}

/// The factor scatters neighbours.
fn chance(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

fn pick(list: &[&'static str], chance: u64) -> &'static str {
    list[chance as usize % list.len()]
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
    fn import(&self, kind: &str, who: &Who, file: &[u8]) {
        let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\
                    Content-Type: text/csv\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--line--\r\n"].concat();
        let answer = self.post(&format!("/{kind}/import"), who, "multipart/form-data; boundary=line", &body);
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
