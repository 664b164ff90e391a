//! The pages of imports over HTTP.

use crate::harness::{Answer, Client, TestApp};
use serde_json::Value;
use ureq::http::Method;

const BOUNDARY: &str = "----kedrovka";

/// Sends a file as htmx does.
fn upload(client: &Client, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    client.htmx().send(Method::POST, path, Some((&format!("multipart/form-data; boundary={BOUNDARY}"), body)))
}

fn draft(client: &Client, name: &str, bytes: &[u8]) -> String {
    upload(client, "/companies/import", name, bytes).expect(204).header("hx-redirect").to_owned()
}

/// Waits until the import is over; its report.
fn finish(client: &Client, page: &str) -> Value {
    while client.htmx().get(&format!("{page}/progress")).status == 200 {
        std::thread::yield_now();
    }
    client.get(&format!("{page}/report")).expect(200).json()
}

fn files(app: &TestApp) -> usize {
    std::fs::read_dir(app.data().join("imports")).map_or(0, |found| found.count())
}

const FIRMS: &str = "Название;Телефон;ИНН;Тип;Прочее;Ответственный\n\
    ООО «Ёлка»;8 (999) 000-12-34;;Клиент;x;Ольга Белкина\n\
    ООО \"Елка\";+7 999 000 12 35;;Дилер;;\n\
    ;8 999 000 12 36;;;;\n\
    Сосна;нет;1;Дилер;;Кто-то\n";

#[test]
fn a_file_is_looked_at_changed_imported_told_and_taken_back() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    anna.get("/companies").expect(200).has("/companies/import\"");
    let page = draft(&anna, "Фирмы 2026.csv", FIRMS.as_bytes());
    let form = anna.get(&page).expect(200);
    assert_eq!(form.texts(".import-columns select option[selected]").len(), 5, "a column is left out");
    let form = form.has("Фирмы 2026.csv").has("utf-8").has("+7 (999) 000-12-34").has("Нет названия").has("Дилер");
    assert!(form.texts("#import .tag").contains(&"новое".to_owned()), "a word becomes a value");
    let before = app.content();
    let choices = [("duplicates", "merge"), ("charset", ""), ("delimiter", "")];
    anna.htmx().post_form(&format!("{page}/plan"), &choices).expect(200);
    let outlook = anna.htmx().post_form(&format!("{page}/rehearsal"), &choices).expect(200);
    let outlook = outlook.has("Дилер").has("ответственным станете вы");
    assert_eq!(outlook.texts(".import-sums dd"), ["2", "1", "1"]);
    let after = app.content();
    let changed: Vec<&String> = before.keys().filter(|table| before[*table] != after[*table]).collect();
    assert_eq!(changed, ["imports"], "a rehearsal writes nothing; the plan was kept");
    assert_eq!(anna.htmx().post_form(&format!("{page}/start"), &choices).expect(204).header("hx-redirect"), page);
    let report = finish(&anna, &page);
    for (key, count) in [("created", 2), ("updated", 1), ("rejected", 1), ("unknown_responsible", 1)] {
        assert_eq!(report[key], count, "{key}: {report}");
    }
    assert_eq!(report["created_values"]["company_type"][0], "Дилер");
    assert_eq!(report["unmapped_columns"][0], "Прочее");
    let told = anna.get(&page).expect(200).has("Нет названия").has("То же, что строка 1").has("Прочее");
    let rejected = anna.get(&format!("{page}/rejected")).expect(200);
    assert!(rejected.header("content-disposition").contains("attachment"));
    let lines: Vec<String> = rejected.text().lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "\u{feff}Название;Телефон;ИНН;Тип;Прочее;Ответственный;Причина");
    assert!(
        rejected.header("content-disposition").contains("%D0%A4%D0%B8%D1%80%D0%BC%D1%8B"),
        "the name in its own letters"
    );
    assert_eq!(lines[1], ";8 999 000 12 36;;;;;Нет названия");
    assert_eq!(files(&app), 0, "the file is not needed any more");
    assert_eq!(anna.get("/companies").texts("tbody .name").len(), 2);
    let action = told.attributes("[hx-get^='/actions/']", "hx-get")[0].clone();
    anna.htmx().get(&action).expect(200);
    anna.htmx().post_form(&format!("{action}/undo"), &[("is_seen", "1")]).expect(204);
    assert!(anna.get("/companies").expect(200).texts("tbody .name").is_empty());
    anna.get(&page).expect(200).has("Импорт отменён");
    anna.get("/companies/import").expect(200).has("Фирмы 2026.csv").has("Отменён");
    anna.post_form(&format!("{page}/start"), &[]).expect(409);
}

#[test]
fn what_was_done_with_columns_is_remembered_for_files_with_the_same() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let page = draft(&anna, "a.csv", "Фирма;Что-то\nА;Тула\n".as_bytes());
    let city = [("column[0]", "title"), ("column[1]", "city")];
    anna.post_form(&format!("{page}/start"), &city).expect_redirect();
    assert_eq!(finish(&anna, &page)["created"], 1);
    let next = anna.get(&draft(&anna, "b.csv", "Фирма;Что-то\nБ;Тверь\n".as_bytes())).expect(200);
    let chosen = next.attributes(".import-columns select option[selected]", "value");
    assert_eq!(chosen, ["title", "city"]);
    for (name, value) in [("column[1]", "id"), ("charset", "ebcdic"), ("delimiter", "x"), ("duplicates", "all")] {
        let page = draft(&anna, "c.csv", "Фирма;Что-то\nВ;Тверь\n".as_bytes());
        app.expect_unchanged(|| {
            let sent = [("column[0]", "title"), (name, value)];
            anna.htmx().post_form(&format!("{page}/plan"), &sent).expect(422);
        });
    }
}

#[test]
fn bad_files_are_told_at_the_field_and_nothing_is_left_behind() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let wide = vec!["x"; 100_000].join(";");
    let large = vec![b'x'; 201 * 1024 * 1024];
    let before = app.content();
    for (name, bytes, says) in [
        ("empty.csv", "".as_bytes(), "пуст"),
        ("book.xlsx", b"PK\x03\x04xl/workbook.xml", "Excel"),
        ("junk.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", "не текстовая"),
        ("wide.csv", wide.as_bytes(), "столбцов"),
        ("quote.csv", "\"Название;Город\nА;Б\n".as_bytes(), "кавычка"),
        ("large.csv", &large, "слишком большой"),
    ] {
        let page = upload(&anna, "/companies/import", name, bytes).expect(422);
        assert!(
            page.texts("#f-file-error").concat().contains(says),
            "{name}: {}",
            page.texts("#f-file-error").concat()
        );
    }
    upload(&anna, "/companies/import", "", b"").expect(422);
    anna.post_form("/companies/import", &[]).expect(400);
    assert_eq!(app.content(), before);
    assert_eq!(files(&app), 0);
    let anonymous = app.anonymous();
    assert_ne!(upload(&anonymous, "/companies/import", "a.csv", b"name\nA\n").status, 204);
    assert_eq!(files(&app), 0);
}

#[test]
fn an_import_belongs_to_its_author_and_staff_import_for_themselves() {
    let app = TestApp::start();
    let (olga, igor, anna) = (app.as_("olga"), app.as_("igor"), app.as_("anna"));
    let hers = draft(&olga, "a.csv", "Название;Ответственный\nА;Игорь Лунин\n".as_bytes());
    app.expect_unchanged(|| {
        for rest in ["", "/report", "/rejected", "/progress"] {
            igor.get(&format!("{hers}{rest}")).expect(404);
        }
        for rest in ["plan", "start", "rehearsal", "deletion", "stop"] {
            igor.post_form(&format!("{hers}/{rest}"), &[]).expect(404);
        }
        // Not by the address of another kind either.
        olga.get(&hers.replace("companies", "leads")).expect(404);
    });
    anna.get(&hers).expect(200);
    olga.post_form(&format!("{hers}/start"), &[]).expect_redirect();
    assert_eq!(finish(&olga, &hers)["unknown_responsible"], 1);
    assert_eq!(olga.get("/companies").texts("tbody .name"), ["А"]);
    assert!(igor.get("/companies").expect(200).texts("tbody .name").is_empty());
    igor.get("/companies/import").expect(200).has_not("a.csv");
    // What a colleague has is neither found nor filled in.
    let his = draft(&igor, "b.csv", "Название;Город\nА;Тула\n".as_bytes());
    igor.post_form(&format!("{his}/start"), &[("duplicates", "merge")]).expect_redirect();
    assert_eq!(finish(&igor, &his)["created"], 1);
    let thrown = draft(&igor, "c.csv", b"name\nB\n");
    assert_eq!(igor.post_form(&format!("{thrown}/deletion"), &[]).expect_redirect(), "/companies/import");
    igor.get(&thrown).expect(404);
    assert_eq!(files(&app), 0);
}

#[test]
fn of_two_starts_of_one_import_at_the_same_time_one_runs_and_the_other_is_told() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let rows: String = (0..2_000).map(|row| format!("Фирма {row};+7 999 {row:07}\n")).collect();
    let page = draft(&anna, "firms.csv", format!("Название;Телефон\n{rows}").as_bytes());
    let both = std::sync::Barrier::new(2);
    let start = |client: Client| {
        both.wait();
        client.htmx().post_form(&format!("{page}/start"), &[("duplicates", "skip")])
    };
    let mut answers = std::thread::scope(|scope| {
        let starts = [app.as_("anna"), anna.clone()].map(|client| scope.spawn(|| start(client)));
        starts.map(|started| started.join().unwrap())
    });
    answers.sort_by_key(|answer| answer.status);
    let [ran, told] = answers;
    assert_eq!(ran.expect(204).header("hx-redirect"), page);
    let told = told.expect(409);
    assert!(told.text().contains("уже") || told.header("hx-trigger").contains("toast"), "{told:?}");
    assert_eq!(finish(&anna, &page)["created"], 2_000);
    anna.post_form(&format!("{page}/start"), &[("duplicates", "skip")]).expect(409);
}

#[test]
fn firms_of_one_name_with_different_tax_numbers_are_two() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let firms = "Название;ИНН;Телефон\nРомашка-2;7707083893;+74950000001\nРомашка-2;7736050003;+74950000002\n\
        Ромашка-2;;+74950000003\n";
    let page = draft(&anna, "firms.csv", firms.as_bytes());
    let choices = [("duplicates", "merge"), ("charset", ""), ("delimiter", "")];
    anna.htmx().post_form(&format!("{page}/plan"), &choices).expect(200);
    let outlook = anna.htmx().post_form(&format!("{page}/rehearsal"), &choices).expect(200);
    assert_eq!(outlook.texts(".import-sums dd")[..2], ["2", "1"]);
    anna.htmx().post_form(&format!("{page}/start"), &choices).expect(204);
    finish(&anna, &page);
    let phones = app.db().read_blocking(|conn| {
        let mut statement = conn.prepare(
            "SELECT c.tax_id, group_concat(p.value, ' ') FROM companies c JOIN contact_points p \
             ON p.owner_kind = 'company' AND p.owner_id = c.id GROUP BY c.id ORDER BY c.id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    });
    let phones = phones.unwrap();
    let texts: Vec<(&str, &str)> = phones.iter().map(|(tax, phones)| (tax.as_str(), phones.as_str())).collect();
    assert_eq!(
        texts,
        [("7707083893", "+74950000001 +74950000003"), ("7736050003", "+74950000002")],
        "the third, which has no number, is the oldest of them"
    );
}

#[test]
fn warned_rows_are_counted_as_rows() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    // Two warnings a row: a sum and a day that cannot be read.
    let rows: String = (0..120).map(|row| format!("Фирма {row};нет;вчера\n")).collect();
    let page = draft(&anna, "firms.csv", format!("Название;Телефон;E-mail\n{rows}").as_bytes());
    anna.htmx().post_form(&format!("{page}/start"), &[]).expect(204);
    finish(&anna, &page);
    anna.get(&page).expect(200).has("100 из 120");
}
