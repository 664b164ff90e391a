//! Deals: words of stages, names of clients, products in rows of their own, and ends that are told apart.

use crate::harness::TestApp;
use korob::kernel::{Access, Lang};
use korob::records::import::{self, Plan, Policy, Report, files::Arriving};
use korob::records::value::{Record, Values};
use korob::records::{export, list, options, service, store};
use std::io::Write;

fn bring_in(app: &TestApp, text: &str, duplicates: Policy) -> Report {
    let (db, anna, kind) = (app.db(), app.viewer("anna"), app.registry().kind("deal").unwrap());
    let mut arriving = Arriving::begin(db).unwrap();
    arriving.file.write_all(text.as_bytes()).unwrap();
    let plan = Plan { duplicates, ..Plan::default() };
    let id = import::begin(db, &anna, &kind, arriving, "deals.csv", &plan).unwrap();
    import::run(db, app.registry(), &anna, &kind, id, &mut |_, _| {}).unwrap();
    import::report(db, &anna, &kind, id).unwrap()
}

fn deals(app: &TestApp) -> Vec<Record> {
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    let read = |conn: &rusqlite::Connection| {
        let ids = list::all_ids(conn, &anna, &kind, &list::ListQuery::default(), app.db().clock().now())?;
        ids.into_iter().map(|id| store::get(conn, &anna, &kind, id, Access::View)).collect()
    };
    app.db().read_blocking(read).unwrap()
}

/// Pipeline and stage of a deal in words.
fn place(app: &TestApp, deal: &Record) -> (String, String) {
    let label = |list: &str, key: &str| {
        let code = deal.values.text(key).unwrap();
        let found = app.db().read_blocking(|conn| options::find(conn, list, code)).unwrap().unwrap();
        found.labels[1].clone()
    };
    (label("pipelines", "pipeline_id"), label("deal_stages", "stage_id"))
}

fn places(app: &TestApp) -> Vec<(String, String)> {
    deals(app).iter().map(|deal| place(app, deal)).collect()
}

fn record(app: &TestApp, key: &str, values: Values) -> i64 {
    let (anna, kind) = (app.viewer("anna"), app.registry().kind(key).unwrap());
    app.db().write_blocking(move |tx| service::create(tx, &anna, &kind, values)).unwrap().id
}

fn undo(app: &TestApp, report: &Report) {
    let (anna, registry, id) = (app.viewer("anna"), app.registry().clone(), report.import_id.unwrap());
    let import = app.db().read_blocking(|conn| import::store::get(conn, &anna, "deal", id)).unwrap();
    app.db().write_blocking(move |tx| service::undo(tx, &registry, &anna, import.action.unwrap())).unwrap();
}

#[test]
fn stages_of_other_programs_are_those_of_the_first_pipeline() {
    let app = TestApp::start();
    let report = bring_in(
        &app,
        "Название сделки;Стадия сделки\na;Новая\nb;Счёт на предоплату\nc;Успешно реализовано\nd;Закрыто и не реализовано\n\
         e;Замер\nf;замер\ng;\n",
        Policy::Skip,
    );
    let stages: Vec<String> = places(&app).into_iter().map(|(_, stage)| stage).collect();
    assert_eq!(stages, ["Новая", "Предоплата", "Успешно", "Проиграна", "Замер", "Замер", "Новая"]);
    assert_eq!(report.tally.created_values["stage_id"], ["Продажи: Замер"]);
    assert_eq!(report.tally.created, 7);
    let made = app.db().read_blocking(|conn| options::of_list(conn, Lang::Ru, "deal_stages")).unwrap();
    let made = made.iter().find(|stage| stage.label == "Замер").unwrap();
    assert_eq!(made.semantic.as_deref(), Some("open"), "nothing is closed by a word that nobody here knows");
    assert!(deals(&app)[2].values.int("closed_at").is_some());
}

#[test]
fn stages_of_one_name_are_those_of_their_pipelines_and_undo_takes_them_back() {
    let app = TestApp::start();
    let report = bring_in(
        &app,
        "Название сделки;Воронка;Стадия сделки\na;Опт;Отгрузка\nb;Тендеры;Отгрузка\nc;опт;Отгрузка\nd;Опт;Сделка успешна\n",
        Policy::Skip,
    );
    let place = |pipeline: &str, stage: &str| (pipeline.to_owned(), stage.to_owned());
    assert_eq!(
        places(&app),
        [place("Опт", "Отгрузка"), place("Тендеры", "Отгрузка"), place("Опт", "Отгрузка"), place("Опт", "Успешно")]
    );
    let found = deals(&app);
    assert_ne!(found[0].values.text("stage_id"), found[1].values.text("stage_id"));
    assert_eq!(report.tally.created_values["pipeline_id"], ["Опт", "Тендеры"]);
    assert_eq!(report.tally.created_values["stage_id"], ["Опт: Отгрузка", "Тендеры: Отгрузка"]);

    undo(&app, &report);
    assert!(deals(&app).is_empty());
    let left = app.db().read_blocking(|conn| options::of_list(conn, Lang::Ru, "pipelines")).unwrap();
    assert_eq!(left.iter().map(|pipeline| pipeline.label.as_str()).collect::<Vec<_>>(), ["Продажи"]);
}

#[test]
fn a_status_beside_the_stage_says_how_a_deal_ended() {
    let app = TestApp::start();
    let report = bring_in(
        &app,
        "Deal - Title,Deal - Stage,Deal - Status,Deal - Probability\na,Negotiation,Open,40%\nb,Negotiation,Won,\nc,Qualification,Lost,\n\
         d,New,Deleted,\ne,Won,Open,150\n",
        Policy::Skip,
    );
    let stages: Vec<String> = places(&app).into_iter().map(|(_, stage)| stage).collect();
    assert_eq!(stages, ["Переговоры", "Успешно", "Проиграна", "Новая", "Успешно"]);
    let found = deals(&app);
    assert_eq!(found[0].values.int("probability"), Some(40));
    let comments: Vec<&str> = found.iter().map(|deal| deal.values.text("comment").unwrap_or_default()).collect();
    assert!(comments[0].is_empty());
    assert!(comments[1].ends_with(": Negotiation"), "where it was won: {}", comments[1]);
    assert!(comments[3].ends_with(": Deleted"), "{}", comments[3]);
    assert_eq!(report.tally.warnings_by_code["closed_unclear"], 1, "Deleted is a word of that program");
    assert_eq!(report.tally.warnings_by_code["closed_contradicts"], 1, "open, but at a stage of those that are won");
    assert_eq!(report.tally.warnings_by_code["out_of_range"], 1);
}

#[test]
fn clients_are_found_by_names_and_by_their_former_ids() {
    let app = TestApp::start();
    let firm = record(&app, "company", Values::default().with("name", "ООО «Лидер»").with("external_id", "77"));
    let name = |first: &str, middle: &str, last: &str| {
        Values::default().with("first_name", first).with("middle_name", middle).with("last_name", last)
    };
    let person = record(&app, "contact", name("Алёна", "Петровна", "Крылова").with("external_id", "501"));
    record(&app, "contact", name("Иван", "", "Петров"));
    record(&app, "contact", name("Иван", "", "Петров"));
    let report = bring_in(
        &app,
        "Название сделки;Компания;Контакт\na;ООО \"Лидер\";Алёна Крылова\nb;77;501\nc;Новая фирма;Крылова Алёна Петровна\n\
         d;новая фирма;Иван Петров\ne;99;\n",
        Policy::Skip,
    );
    let found = deals(&app);
    let clients = |deal: &Record| {
        let people: Vec<i64> = deal.values.get("contacts").as_links().iter().map(|link| link.id).collect();
        (deal.values.int("company_id"), people)
    };
    assert_eq!(clients(&found[0]), (Some(firm), vec![person]));
    assert_eq!(clients(&found[1]), (Some(firm), vec![person]));
    assert_eq!(clients(&found[2]).1, [person]);
    assert_eq!(clients(&found[2]).0, clients(&found[3]).0, "made once");
    assert_eq!(clients(&found[3]).1, [0; 0], "which of the two nobody knows");
    assert!(found[3].values.text("comment").unwrap().ends_with(": Иван Петров"));
    assert_eq!(clients(&found[4]).0, None, "a bare number is no name");
    assert_eq!(report.tally.warnings_by_code["company_not_found"], 2);
    assert_eq!(report.tally.warnings_by_code["contact_not_found"], 1);
    assert_eq!(report.tally.created_linked["companies"], 1);
}

#[test]
fn further_products_add_to_their_deal_and_to_no_other() {
    let text = "ID;Название сделки;Сумма;Валюта;Товар;Цена;Количество;Дата изменения\n\
        1;a;20;RUB;Стол;10;2;01.02.2026 10:00\n1;a;5,5;RUB;Стул;5,5;1;01.02.2026 10:00\n2;b;7;RUB;;;;\n1;a;3;USD;Лампа;3;1;\n\
        1;a;1;RUB;Ваза;1;1;\n2;b;7;RUB;;;;\n";
    let app = TestApp::start();
    let report = bring_in(&app, text, Policy::Allow);
    let tally = &report.tally;
    assert_eq!((tally.created, tally.product_rows, tally.product_lines, tally.rejected), (3, 2, 3, 1));
    assert_eq!(tally.rejected_by_reason["currency_differs"], 1);
    let found = deals(&app);
    assert_eq!(found[0].values.int("amount_minor"), Some(2650));
    let comment = found[0].values.text("comment").unwrap();
    assert_eq!(comment.lines().count(), 3, "{comment}");
    assert!(comment.starts_with("Стол: "), "{comment}");
    assert_eq!(found[1].values.get("comment").as_text(), None);
    let then = chrono::DateTime::parse_from_rfc3339("2026-02-01T10:00:00+03:00").unwrap().timestamp_millis();
    assert_eq!(found[0].values.int("updated_at"), Some(then), "as old as it was there");

    // Once more beside what is there: the new deal gets the lines, not the old one.
    bring_in(&app, text, Policy::Allow);
    let found = deals(&app);
    assert_eq!(found[0].values.int("amount_minor"), Some(2650));
    assert_eq!(found[3].values.int("amount_minor"), Some(2650));
    let again = bring_in(&app, text, Policy::Merge);
    assert_eq!((again.tally.created, again.tally.product_rows), (0, 0), "all of it is there");
    assert_eq!(deals(&app)[0].values.int("amount_minor"), Some(2650));
}

#[test]
fn products_behind_a_stop_still_go_to_their_deals() {
    let app = TestApp::start();
    let lines = (0..1200).map(|row| format!("{};Сделка {};Товар {row};2,5;2\n", row / 3, row / 3));
    let text = format!("ID;Название сделки;Товар;Цена;Количество\n{}0;Сделка 0;Ещё;1;1\n", lines.collect::<String>());
    let (db, anna, kind) = (app.db(), app.viewer("anna"), app.registry().kind("deal").unwrap());
    let mut arriving = Arriving::begin(db).unwrap();
    arriving.file.write_all(text.as_bytes()).unwrap();
    let id = import::begin(db, &anna, &kind, arriving, "deals.csv", &Plan::default()).unwrap();
    let run = |progress: &mut dyn FnMut(i64, i64)| import::run(db, app.registry(), &anna, &kind, id, progress);
    run(&mut |_, _| import::ask_to_stop(db, id)).unwrap();
    let rows_done = db.read_blocking(|conn| import::store::get(conn, &anna, "deal", id)).unwrap().rows_done;
    assert!((1..1200).contains(&rows_done), "{rows_done}");
    run(&mut |_, _| {}).unwrap();
    let report = import::report(db, &anna, &kind, id).unwrap();
    assert_eq!((report.tally.created, report.tally.product_rows, report.tally.product_lines), (400, 801, 1201));
    let found = deals(&app);
    assert_eq!(found[0].values.int("amount_minor"), Some(1600), "the last row, too");
    assert!(found[1..].iter().all(|deal| deal.values.int("amount_minor") == Some(1500)));
    assert!(found[1..].iter().all(|deal| deal.values.text("comment").unwrap().lines().count() == 3));
    undo(&app, &report);
    assert!(deals(&app).is_empty());
}

#[test]
fn products_behind_a_stop_also_go_to_deals_that_were_there() {
    let app = TestApp::start();
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    app.db()
        .write_blocking(move |tx| {
            for id in 0..400 {
                let known = Values::default().with("title", format!("Сделка {id}").as_str());
                // The comment of every second one is its own.
                let known = if id % 2 == 0 { known } else { known.with("comment", "Свой") };
                service::create(tx, &anna, &kind, known.with("external_id", id.to_string().as_str()))?;
            }
            Ok(())
        })
        .unwrap();
    let lines = (0..1200).map(|row| format!("{};Сделка {};Товар {row};2,5;2\n", row % 400, row % 400));
    let text = format!("ID;Название сделки;Товар;Цена;Количество\n{}", lines.collect::<String>());
    let (db, anna, kind) = (app.db(), app.viewer("anna"), app.registry().kind("deal").unwrap());
    let mut arriving = Arriving::begin(db).unwrap();
    arriving.file.write_all(text.as_bytes()).unwrap();
    let plan = Plan { duplicates: Policy::Merge, ..Plan::default() };
    let id = import::begin(db, &anna, &kind, arriving, "deals.csv", &plan).unwrap();
    let run = |progress: &mut dyn FnMut(i64, i64)| import::run(db, app.registry(), &anna, &kind, id, progress);
    run(&mut |_, _| import::ask_to_stop(db, id)).unwrap();
    let rows_done = db.read_blocking(|conn| import::store::get(conn, &anna, "deal", id)).unwrap().rows_done;
    assert!((1..1200).contains(&rows_done), "{rows_done}");
    run(&mut |_, _| {}).unwrap();
    let report = import::report(db, &anna, &kind, id).unwrap();
    assert_eq!((report.tally.updated, report.tally.product_rows, report.tally.product_lines), (400, 800, 1200));
    for (number, deal) in deals(&app).iter().enumerate() {
        assert_eq!(deal.values.int("amount_minor"), Some(1500), "{number}");
        let lines = deal.values.text("comment").unwrap().lines().count();
        assert_eq!(lines, if number % 2 == 0 { 3 } else { 1 }, "{number}");
    }
    undo(&app, &report);
    assert!(deals(&app).iter().all(|deal| deal.values.get("amount_minor").is_empty()));
}

#[test]
fn a_known_deal_without_a_sum_gets_that_of_all_its_products() {
    let app = TestApp::start();
    record(&app, "deal", Values::default().with("title", "a").with("external_id", "1"));
    let text = "ID;Название сделки;Товар;Цена;Количество\n1;a;Стол;10;2\n1;a;Стул;5,5;1\n";
    let report = bring_in(&app, text, Policy::Merge);
    assert_eq!((report.tally.updated, report.tally.product_rows), (1, 1));
    assert_eq!(deals(&app)[0].values.int("amount_minor"), Some(2550));
}

#[test]
fn an_export_brings_back_stages_and_roles() {
    let app = TestApp::start();
    let person = record(&app, "contact", Values::default().with("first_name", "Анна").with("last_name", "Новак"));
    let head = "Название сделки;Воронка;Стадия сделки;Контакты;Контакты: Роль;Сумма;Дата закрытия\n";
    bring_in(
        &app,
        &[head, "a;Опт;Отгрузка;Анна Новак;Бухгалтерия;10;\nb;Опт;Сделка провалена;;;;01.02.2026 10:00:00\n"].concat(),
        Policy::Skip,
    );
    let kind = app.registry().kind("deal").unwrap();
    let query = list::ListQuery::parse(&kind, None, None, Some("id")).unwrap();
    let wanted = export::Wanted { query, columns: None, format: export::Format::Csv };
    let mut out = Vec::new();
    export::export(app.db(), app.registry(), &app.viewer("anna"), &kind, &wanted, &mut out, &mut |_| {}).unwrap();
    let before = deals(&app);
    assert_eq!(before[0].values.get("contacts").as_links()[0].position.as_deref(), Some("accounting"));
    assert_eq!(before[0].values.get("contacts").as_links()[0].id, person);
    let report = bring_in(&app, &String::from_utf8(out).unwrap(), Policy::Allow);
    assert_eq!((report.tally.created, report.rows.len()), (2, 0), "{:?}", report.rows);
    assert!(report.tally.created_values.is_empty());
    let after = deals(&app);
    for (old, new) in before.iter().zip(&after[2..]) {
        for key in ["pipeline_id", "stage_id", "amount_minor", "contacts", "closed_at", "probability", "comment"] {
            assert_eq!(old.values.get(key), new.values.get(key), "{key}");
        }
    }
}
