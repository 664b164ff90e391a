//! Looking into a backup, and bringing single records back from it.

use crate::crm::leads::record;
use crate::crm::pipelines::{pipelines_of, stages_of};
use crate::harness::{Browser, Client, TestApp, content, earlier};
use korob::access::users;
use korob::kernel::{Actor, Clock, Lang, SystemClock, Via};
use korob::office::backup::{Lock, Order, Target, take};
use korob::platform::db::migrations;
use korob::platform::folder::DataFolder;
use korob::platform::i18n::tr;
use korob::records::value::{LinkItem, Point, Value};
use korob::records::{Values, attachments, comments, search, service};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

fn searched(list: &str, words: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
    format!("{list}?{query}")
}

/// Makes a backup on the shelf; its name.
fn back_up(app: &TestApp, lock: Lock) -> String {
    let folder = DataFolder::open(app.data()).unwrap();
    let now = SystemClock.now();
    let order = Order { folder: &folder, target: Target::Shelf, lock, prove: false, now, progress: &mut |_, _| {} };
    let taken = take(order).unwrap_or_else(|error| panic!("{}", error.text(Lang::En)));
    taken.path.file_name().unwrap().to_str().unwrap().to_owned()
}

pub(super) fn base(name: &str) -> String {
    format!("/settings/backups/{name}")
}

/// Opens a backup, and waits until it is open, or could not be opened: then with what is told.
pub(super) fn open(client: &Client, name: &str, form: &[(&str, &str)]) -> Option<String> {
    client.post_form(&format!("{}/opening", base(name)), form).expect(303);
    let begun = Instant::now();
    loop {
        let answer = client.get(&format!("{}/records", base(name)));
        if answer.status == 303 {
            return None;
        }
        if answer.clone().expect(200).attributes("[data-opening]", "hx-get").is_empty() {
            return Some(answer.text());
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", answer.text());
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// As somebody with a tool for databases destroys a record: nothing is left but its history. `links` are the tables and
/// columns that point at it; a table named after two kinds holds pairs.
fn destroy_linked(app: &TestApp, key: &'static str, links: &'static [(&'static str, &'static str)], id: i64) {
    let registry = app.registry().clone();
    app.db()
        .write_blocking(move |tx| {
            let (kind, activity) = (registry.kind(key)?, registry.kind("activity")?);
            let about = format!("{key}/{id}");
            let activities: Vec<i64> = tx
                .prepare("SELECT id FROM activities WHERE about = ?1")?
                .query_map([&about], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for activity_id in activities {
                search::remove(tx, &activity, activity_id)?;
                let observers = "DELETE FROM record_observers WHERE owner_kind = 'activity' AND owner_id = ?1";
                tx.execute(observers, [activity_id])?;
            }
            tx.execute("DELETE FROM activities WHERE about = ?1", [about])?;
            search::remove(tx, &kind, id)?;
            for table in ["comments", "attachments", "contact_points", "record_tags", "record_observers"] {
                let sql = format!("DELETE FROM {table} WHERE owner_kind = '{key}' AND owner_id = ?1");
                tx.execute(&sql, [id])?;
            }
            for (table, column) in links {
                let sql = match table.contains('_') {
                    true => format!("DELETE FROM {table} WHERE {column} = ?1"),
                    false => format!("UPDATE {table} SET {column} = NULL WHERE {column} = ?1"),
                };
                tx.execute(&sql, [id])?;
            }
            tx.execute(&format!("DELETE FROM {} WHERE id = ?1", kind.plural), [id])?;
            Ok(())
        })
        .unwrap();
}

fn destroy(app: &TestApp, contact: i64) {
    let links = &[("contact_companies", "contact_id"), ("deal_contacts", "contact_id"), ("leads", "contact_id")];
    destroy_linked(app, "contact", links, contact);
}

/// What people would miss, without who touched it last and what is told of it.
fn content_of(app: &TestApp) -> BTreeMap<String, String> {
    let told = ["actions", "events", "event_values", "sessions", "settings"];
    let columns = ["updated_at", "updated_by", "version"];
    app.db().read_blocking(|conn| Ok(content::hashes_but(conn, &told, &columns)?)).unwrap()
}

fn points(value: &str) -> Value {
    let point = Point { value: value.to_owned(), label: "work".to_owned(), is_main: true, extension: None };
    Value::Points(vec![point])
}

fn contact(app: &TestApp, first: &str, last: &str) -> i64 {
    record(app, "olga", "contact", Values::default().with("first_name", first).with("last_name", last))
}

/// The files that lie in the store.
fn stored(app: &TestApp) -> Vec<std::path::PathBuf> {
    let folders = |path: &std::path::Path| {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let second = folders(&app.data().join("files")).into_iter().flat_map(|first| folders(&first));
    second.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect()
}

#[test]
fn what_was_destroyed_comes_back_as_it_was_with_all_that_hung_on_it() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let firm = record(&app, "olga", "company", Values::default().with("name", "ООО «Кедр»"));
    let item = |id| Value::Links(vec![LinkItem { id, position: Some("директор".to_owned()), is_main: true }]);
    let values = Values::default()
        .with("first_name", "Вера")
        .with("last_name", "Ёлкина")
        .with("phones", points("+74872300777"))
        .with("tags", Value::Names(vec!["ключевой".to_owned(), "опт".to_owned()]))
        .with("observers", Value::Ids(vec![app.user("igor").id.0]))
        .with("companies", item(firm));
    let id = record(&app, "olga", "contact", values);
    let card = format!("/contacts/{id}");
    let with_vera = Value::Links(vec![LinkItem { id, position: None, is_main: true }]);
    record(&app, "olga", "deal", Values::default().with("title", "Поставка досок").with("contacts", with_vera));
    record(&app, "olga", "lead", Values::default().with("title", "Доски").with("contact_id", Value::Int(id)));
    let about = Values::default().with("subject", "Позвонить Вере").with("about", format!("contact/{id}").as_str());
    record(&app, "olga", "activity", about);
    olga.post_form(&format!("{card}/comments"), &[("text", "Любит сосну")]).expect(303);
    olga.post_files(&format!("{card}/files"), &[("договор.txt", "сорок кубов".as_bytes())]).expect(303);
    let file = olga.get(&card).expect(200).attributes("#files li .row a[download]", "href")[0].clone();
    let before = content_of(&app);
    let name = back_up(&app, Lock::Open);

    destroy(&app, id);
    stored(&app).iter().for_each(|path| fs::remove_file(path).unwrap());
    let destroyed = content_of(&app);
    anna.get(&card).expect(404);

    assert_eq!(open(&anna, &name, &[]), None);
    let page = anna.get(&format!("{}/records/contacts?lost=1", base(&name))).expect(200);
    assert_eq!(page.texts("td a.name"), ["Вера Ёлкина"]);
    page.has(tr::past_gone(Lang::Ru));
    let record_page = format!("{}/records/contacts/{id}", base(&name));
    let page = anna.get(&record_page).expect(200);
    page.has("Любит сосну").has("договор.txt").has("Поставка досок").has("Позвонить Вере").has("+7 (487) 230-07-77");
    let done = anna.post_form(&record_page, &[("version", "")]).expect_redirect().to_owned();
    let action = done.strip_prefix(&format!("{card}?done=")).unwrap_or_else(|| panic!("{done}")).to_owned();

    assert_eq!(content_of(&app), before, "the same rows under the same numbers");
    let page = anna.get(&card).expect(200);
    page.has("Любит сосну").has(tr::cards_brought_back(Lang::Ru)).has(tr::timeline_backup_of(Lang::Ru));
    assert_eq!(olga.get(&file).expect(200).body, "сорок кубов".as_bytes());
    assert_eq!(anna.get(&searched("/contacts", "Ёлкина")).expect(200).texts("td a.name"), ["Вера Ёлкина"]);
    assert_eq!(anna.get(&searched("/contacts", "300777")).expect(200).texts("td a.name"), ["Вера Ёлкина"]);

    // A second click, of another administrator perhaps, brings nothing twice.
    app.expect_unchanged(|| anna.post_form(&record_page, &[("version", "")])).expect(409);
    anna.post_form(&format!("/actions/{action}/undo"), &[]).expect(303);
    assert_eq!(content_of(&app), destroyed, "undo takes all of it back");
    anna.get(&card).expect(404);
}

#[test]
fn a_firm_and_its_deal_come_back_one_after_the_other_with_their_past_and_their_ties() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let firm = record(&app, "olga", "company", Values::default().with("name", "ООО «Кедр»"));
    let vera = contact(&app, "Вера", "Ёлкина");
    let with_vera = Value::Links(vec![LinkItem { id: vera, position: None, is_main: true }]);
    let of_firm = Values::default().with("title", "Поставка досок").with("company_id", Value::Int(firm));
    let deal = record(&app, "olga", "deal", of_firm.with("contacts", with_vera).with("amount_minor", Value::Int(4200)));
    let other = Values::default().with("title", "Рейки").with("company_id", Value::Int(firm));
    let other = record(&app, "olga", "deal", other);
    let stage = stages_of(&app, pipelines_of(&app)[0].id)[2].id();
    let (olga, kind) = (app.viewer("olga"), app.registry().kind("deal").unwrap());
    let moved = Values::default().with("stage_id", stage.to_string().as_str());
    app.db().write_blocking(move |tx| service::update(tx, &olga, &kind, deal, None, moved)).unwrap();
    let before = content_of(&app);
    let name = back_up(&app, Lock::Open);
    destroy_linked(&app, "deal", &[("deal_contacts", "deal_id"), ("leads", "deal_id")], deal);
    destroy_linked(&app, "company", &[("contact_companies", "company_id"), ("deals", "company_id")], firm);

    assert_eq!(open(&anna, &name, &[]), None);
    let page = |of: &str, id: i64| format!("{}/records/{of}/{id}", base(&name));
    // The deal first, whose firm is not there yet: that is told, and mended when the firm comes.
    let told = anna.post_form(&page("deals", deal), &[("version", "")]).expect(200);
    told.has(tr::past_done(Lang::Ru)).has(&tr::past_lost_named(Lang::Ru, tr::ui_company(Lang::Ru), "ООО «Кедр»"));
    anna.post_form(&page("companies", firm), &[("version", "")]).expect(303);
    assert_eq!(content_of(&app), before, "stages, sums and ties are as they were");
    anna.get(&format!("/deals/{other}")).expect(200).has("Кедр");
}

#[test]
fn what_is_too_much_to_come_along_is_told() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let id = contact(&app, "Вера", "Ёлкина");
    let (olga, kind) = (app.viewer("olga"), app.registry().kind("activity").unwrap());
    let title = (kind.names.many)(Lang::Ru);
    app.db()
        .write_blocking(move |tx| {
            let values = |number: i32| {
                let subject = format!("Позвонить {number}");
                Values::default().with("subject", subject.as_str()).with("about", format!("contact/{id}").as_str())
            };
            (0..201).try_for_each(|number| service::create(tx, &olga, &kind, values(number)).map(drop))
        })
        .unwrap();
    let name = back_up(&app, Lock::Open);
    destroy(&app, id);
    assert_eq!(open(&anna, &name, &[]), None);
    let page = format!("{}/records/contacts/{id}", base(&name));
    let told = anna.post_form(&page, &[("version", "")]).expect(200);
    told.has(tr::past_done(Lang::Ru)).has(&tr::past_lost_others(Lang::Ru, title, 200));
    let count = "SELECT count(*) FROM activities WHERE about = ?1";
    let count = |conn: &Connection| Ok(conn.query_row(count, [format!("contact/{id}")], |row| row.get::<_, i64>(0))?);
    assert_eq!(app.db().read_blocking(count).unwrap(), 200);
    // The last one comes from its own list.
    let list = format!("{}/records/activities?lost=1", base(&name));
    assert_eq!(anna.get(&list).expect(200).texts("td a.name"), ["Позвонить 0"]);
}

#[test]
fn only_the_chosen_fields_of_what_was_changed_become_what_they_were() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let values = Values::default().with("first_name", "Пётр").with("last_name", "Лось").with("city", "Тула");
    let id =
        record(&app, "olga", "contact", values.with("position", "снабженец").with("phones", points("+74872300001")));
    let name = back_up(&app, Lock::Open);
    assert_eq!(open(&anna, &name, &[]), None);
    let page = format!("{}/records/contacts/{id}", base(&name));
    anna.get(&page).expect(200).has(tr::past_is_same(Lang::Ru));
    // A bad import overwrites, and somebody works on.
    let (olga, registry) = (app.viewer("olga"), app.registry().clone());
    let bad = Values::default().with("city", "???").with("phones", Value::Empty).with("position", "директор");
    let kind = registry.kind("contact").unwrap();
    app.db().write_blocking(move |tx| service::update(tx, &olga, &kind, id, None, bad)).unwrap();
    let shown = anna.get(&page).expect(200);
    assert_eq!(shown.attributes("[name=fields]", "value"), ["position", "phones", "city"]);
    let version = shown.attributes("[name=version]", "value")[0].clone();
    let stale: i64 = version.parse::<i64>().unwrap() - 1;
    let sent =
        |version: &str| [("version", version.to_owned()), ("fields", "city".into()), ("fields", "phones".into())];
    let post = |version: &str| {
        let sent = sent(version);
        anna.post_form(&page, &sent.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    };
    app.expect_unchanged(|| post(&stale.to_string())).expect(409).has(tr::past_stale(Lang::Ru));
    let unknown = [("version", version.as_str()), ("fields", "city"), ("id", "7")];
    app.expect_unchanged(|| anna.post_form(&page, &unknown)).expect(422);
    post(&version).expect(303);
    let card = anna.get(&format!("/contacts/{id}")).expect(200);
    card.has("+7 (487) 230-00-01").has("директор").has("Тула");
    let left = anna.get(&page).expect(200);
    assert_eq!(left.attributes("[name=fields]", "value"), ["position"], "the rest stays as it is today");

    let (head, kind) = (app.viewer("pyotr"), registry.kind("contact").unwrap());
    app.db().write_blocking(move |tx| service::delete(tx, &head, &kind, id, None)).unwrap();
    let binned = anna.get(&page).expect(200).has(tr::past_is_in_bin(Lang::Ru));
    let version = binned.attributes("[name=version]", "value")[0].clone();
    anna.post_form(&page, &[("version", &version)]).expect(303);
    anna.get(&format!("/contacts/{id}")).expect(200).has("директор");
}

#[test]
fn comments_and_files_that_were_taken_off_come_back_to_a_record_that_is_there() {
    let app = TestApp::start();
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let id = contact(&app, "Вера", "Ёлкина");
    let untouched = contact(&app, "Пётр", "Лось");
    let card = format!("/contacts/{id}");
    for text in ["Любит сосну", "Звонить @Игорь Лунин утром", "Торгуется"] {
        olga.post_form(&format!("{card}/comments"), &[("text", text)]).expect(303);
    }
    for name in ["договор.txt", "план.txt"] {
        olga.post_files(&format!("{card}/files"), &[(name, name.as_bytes())]).expect(303);
    }
    let files = olga.get(&card).expect(200).attributes("#files li .row a[download]", "href");
    let before = content_of(&app);
    let name = back_up(&app, Lock::Open);
    // Two comments and a file are taken off, the others are gone without a trace.
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind("contact").unwrap());
    app.db()
        .write_blocking(move |tx| {
            tx.execute_batch("DELETE FROM comment_mentions; DELETE FROM comments WHERE body LIKE 'Звонить%'")?;
            tx.execute("DELETE FROM attachments WHERE name = 'план.txt'", [])?;
            comments::delete(tx, &viewer, &kind, id, 1)?;
            comments::delete(tx, &viewer, &kind, id, 3)?;
            attachments::delete(tx, &viewer, &kind, id, 1).map(drop)
        })
        .unwrap();
    stored(&app).iter().for_each(|path| fs::remove_file(path).unwrap());
    let taken_off = content_of(&app);
    assert_eq!(open(&anna, &name, &[]), None);
    let list = format!("{}/records/contacts", base(&name));
    assert_eq!(anna.get(&format!("{list}?lost=1")).expect(200).texts("td a.name"), ["Вера Ёлкина"]);
    anna.get(&format!("{list}/{untouched}")).expect(200).has(tr::past_is_same(Lang::Ru));

    let page = format!("{list}/{id}");
    let shown = anna.get(&page).expect(200).has(tr::past_is_changed(Lang::Ru));
    assert_eq!(shown.attributes("[name=comments]", "value"), ["3", "2", "1"]);
    assert_eq!(shown.attributes("[name=files]", "value"), ["1", "2"]);
    let version = shown.attributes("[name=version]", "value")[0].clone();
    let post = |chosen: &[(&str, &str)]| {
        let sent: Vec<_> = [("version", version.as_str())].iter().chain(chosen).copied().collect();
        anna.post_form(&page, &sent).expect(303).expect_redirect().to_owned()
    };
    let nothing = app.expect_unchanged(|| anna.post_form(&page, &[("version", &version)])).expect(200);
    nothing.has(tr::past_done_nothing(Lang::Ru));
    post(&[("comments", "2"), ("files", "2")]);
    let left = anna.get(&page).expect(200);
    assert_eq!(left.attributes("[name=comments], [name=files]", "value"), ["1", "3", "1"]);
    let done = post(&[("comments", "1"), ("comments", "3"), ("files", "1")]);
    assert_eq!(content_of(&app), before, "the same rows under the same numbers");
    anna.get(&page).expect(200).has(tr::past_is_same(Lang::Ru));
    for (path, text) in files.iter().zip(["план.txt", "договор.txt"]) {
        assert_eq!(olga.get(path).expect(200).body, text.as_bytes());
    }
    anna.get(&card).expect(200).has("Любит сосну").has("Торгуется").has(tr::cards_brought_back(Lang::Ru));
    let action = done.split_once("?done=").unwrap().1;
    anna.post_form(&format!("/actions/{action}/undo"), &[]).expect(303);
    let again = anna.get(&page).expect(200);
    assert_eq!(again.attributes("[name=comments], [name=files]", "value"), ["1", "3", "1"]);
    // All that went from a record comes back with it from the list, too.
    anna.post_form(&list, &[("ids", &id.to_string())]).expect(200).has(&tr::past_done_many(Lang::Ru, 1));
    assert_eq!(content_of(&app), before);
    assert_ne!(before, taken_off);
}

#[test]
fn what_is_lost_is_listed_and_brought_back_together_and_what_cannot_come_is_told() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let firm = record(&app, "olga", "company", Values::default().with("name", "ООО «Кедр»"));
    let [same, gone, other] =
        [("Анна", "Иванова"), ("Борис", "Петров"), ("Вера", "Ёлкина")].map(|(first, last)| contact(&app, first, last));
    let igor = app.user("igor").id;
    let links = Value::Links(vec![LinkItem { id: firm, position: None, is_main: true }]);
    let of_igor = Values::default().with("last_name", "Лунин").with("companies", links).with("responsible_id", igor);
    let lonely = record(&app, "anna", "contact", of_igor);
    let name = back_up(&app, Lock::Open);
    for id in [gone, lonely] {
        destroy(&app, id);
    }
    app.db()
        .write_blocking(move |tx| {
            tx.execute("UPDATE contacts SET created_at = created_at + 5, title = 'Чужой' WHERE id = ?1", [other])?;
            tx.execute("UPDATE companies SET created_at = created_at + 5 WHERE id = ?1", [firm])?;
            users::disable(tx, &Actor::user(igor, Via::Cli), igor)
        })
        .unwrap();
    assert_eq!(open(&anna, &name, &[]), None);
    let list = format!("{}/records/contacts", base(&name));
    assert_eq!(
        anna.get(&list).expect(200).texts("td a.name"),
        ["Лунин", "Вера Ёлкина", "Борис Петров", "Анна Иванова"]
    );
    assert_eq!(anna.get(&searched(&list, "петр")).expect(200).texts("td a.name"), ["Борис Петров"]);
    anna.get(&format!("{list}?q=nobody")).expect(200).has(tr::past_everything(Lang::Ru));

    anna.post_form(&list, &[]).expect(422);
    let many: Vec<String> = (1..=101).map(|id: i64| id.to_string()).collect();
    anna.post_form(&list, &many.iter().map(|id| ("ids", id.as_str())).collect::<Vec<_>>()).expect(422);
    let ids = [same, gone, other, lonely].map(|id| id.to_string());
    let ids: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    let told = anna.post_form(&list, &ids).expect(200).has(&tr::past_done_many(Lang::Ru, 2));
    told.has(tr::past_other_record(Lang::Ru)).has(&tr::past_lost_responsible(Lang::Ru, "Игорь Лунин")).has("Кедр");
    anna.get(&format!("/contacts/{gone}")).expect(200).has("Петров");
    anna.get(&format!("/contacts/{lonely}")).expect(200).has("Анна Соколова");
    anna.get(&format!("{list}?lost=1")).expect(200).has("Лунин").has_not("Петров");
}

#[test]
fn a_record_that_was_handed_over_since_stays_with_whoever_has_it() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let (igor, olga, pyotr) = (app.user("igor").id, app.user("olga").id, app.user("pyotr").id.0);
    let values = Values::default().with("last_name", "Лунин").with("responsible_id", igor);
    let id = record(&app, "anna", "contact", values);
    let author = app.user("pyotr").name;
    app.db()
        .write_blocking(move |tx| {
            let sql = "INSERT INTO comments (owner_kind, owner_id, user_id, body, created_at) VALUES ('contact', ?1, ?2, 'Торгуется', 5)";
            tx.execute(sql, [id, pyotr])?;
            Ok(())
        })
        .unwrap();
    let name = back_up(&app, Lock::Open);
    app.db()
        .write_blocking(move |tx| {
            let handed_over =
                "UPDATE contacts SET responsible_id = ?2, last_name = 'Лунина', title = 'Лунина' WHERE id = ?1";
            tx.execute(handed_over, [id, olga.0])?;
            tx.execute("DELETE FROM comments", [])?;
            // The office once went back: another person bears the number today.
            tx.execute("UPDATE users SET created_at = created_at + 5, name = 'Другой' WHERE id = ?1", [pyotr])?;
            users::disable(tx, &Actor::user(igor, Via::Cli), igor)
        })
        .unwrap();
    let now = || {
        let sql = "SELECT responsible_id, last_name FROM contacts WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        app.db().read_blocking(|conn| Ok(conn.query_row(sql, [id], read)?)).unwrap()
    };
    assert_eq!(open(&anna, &name, &[]), None);
    let page = format!("{}/records/contacts/{id}", base(&name));
    let shown = anna.get(&page).expect(200).has("Торгуется").has_not("Другой");
    let version = shown.attributes("[name=version]", "value").remove(0);
    anna.post_form(&page, &[("version", &version)]).expect(200).has(tr::past_done_nothing(Lang::Ru));
    let fields = [("version", version.as_str()), ("fields", "responsible_id"), ("fields", "last_name")];
    let comments: Vec<String> = shown.attributes("[name=comments]", "value");
    let ticked: Vec<_> = fields.into_iter().chain(comments.iter().map(|id| ("comments", id.as_str()))).collect();
    let told = anna.post_form(&page, &ticked).expect(200);
    let told = told.has("Игорь Лунин").has(&tr::past_lost_author(Lang::Ru, &author)).has_not("Другой");
    assert_eq!(now(), (olga.0, "Лунин".to_owned()));
    let undo = told.attributes("form[action$='/undo']", "action").remove(0);
    anna.post_form(&undo, &[]).expect(303);
    assert_eq!(now(), (olga.0, "Лунина".to_owned()));
}

#[test]
fn nobody_else_looks_inside_and_what_is_no_backup_of_this_office_stays_closed() {
    let app = TestApp::start();
    let (anna, olga, pyotr) = (app.as_("anna"), app.as_("olga"), app.as_("pyotr"));
    let id = contact(&app, "Вера", "Ёлкина");
    let name = back_up(&app, Lock::Open);
    let list = format!("{}/records/contacts", base(&name));
    assert!(anna.get(&list).expect_redirect().ends_with("/records"), "it is not open yet");
    anna.get(&format!("{}/records", base(&name))).expect(200).has(tr::past_not_open(Lang::Ru));
    assert_eq!(open(&anna, &name, &[]), None);
    for client in [&olga, &pyotr] {
        for path in [format!("{}/records", base(&name)), list.clone(), format!("{list}/{id}")] {
            client.get(&path).expect(403);
        }
        for path in [format!("{}/opening", base(&name)), format!("{}/closing", base(&name)), list.clone()] {
            client.post_form(&path, &[]).expect(403);
        }
        app.expect_unchanged(|| client.post_form(&format!("{list}/{id}"), &[])).expect(403);
    }
    for path in ["/records/nothing", "/records/contacts/999", "/records/users/1", "/records/contacts/x"] {
        anna.get(&[&base(&name), path].concat()).expect(404);
    }
    for path in ["..%2Fkorob.db/records", "korob-none.tar.zst/records/contacts", "notes.txt/records"] {
        anna.get(&base(path)).expect(404);
    }
    anna.post_form(&format!("{}/closing", base(&name)), &[]).expect(303);
    anna.get(&list).expect(303);
    let left = |entry: &fs::DirEntry| entry.file_name().to_str().unwrap().starts_with(".korob-backup-");
    let entries = fs::read_dir(app.data().join("backups")).unwrap().map(Result::unwrap);
    assert_eq!(entries.filter(left).count(), 0, "nothing of it lies about");

    let shelf = app.data().join("backups");
    let whole = fs::read(shelf.join(&name)).unwrap();
    let damaged = "korob-2020-01-01-000000.tar.zst";
    let mut bytes = whole.clone();
    bytes[whole.len() / 2] ^= 1;
    fs::write(shelf.join(damaged), bytes).unwrap();
    assert!(open(&anna, damaged, &[]).unwrap().contains(damaged));
    let foreign = TestApp::start();
    let elsewhere = back_up(&foreign, Lock::Open);
    let here = "korob-2020-01-02-000000.tar.zst";
    fs::copy(foreign.data().join("backups").join(elsewhere), shelf.join(here)).unwrap();
    let told = open(&anna, here, &[]).unwrap();
    assert!(told.contains(&tr::past_other_office(Lang::Ru, here, "Тулаполис")), "{told}");

    let sealed = back_up(&app, Lock::Passphrase("сорок сороков".to_owned().into()));
    let form = anna.get(&format!("{}/records", base(&sealed))).expect(200);
    assert_eq!(form.attributes("[name=passphrase]", "type"), ["password"]);
    let wrong = open(&anna, &sealed, &[("passphrase", "сорок")]).unwrap();
    assert!(wrong.contains(tr::past_wrong_passphrase(Lang::Ru)), "{wrong}");
    assert_eq!(open(&anna, &sealed, &[("passphrase", "сорок сороков")]), None);
    anna.get(&format!("{}/records/contacts/{id}", base(&sealed))).expect(200).has("Ёлкина");
}

#[test]
fn a_backup_that_an_earlier_version_made_is_looked_into_like_any_other() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let id = contact(&app, "Вера", "Ёлкина");
    // The office as an earlier version would have it, with the number of this one.
    let earlier = app.scratch().join("earlier");
    fs::create_dir(&earlier).unwrap();
    let database = earlier.join("korob.db");
    let office = Connection::open(app.data().join("korob.db")).unwrap();
    office.execute("VACUUM INTO ?1", [database.to_str().unwrap()]).unwrap();
    let schema = earlier::unlearn(&database, 1);
    assert!(schema < migrations::newest_schema());
    let folder = DataFolder::open(&earlier).unwrap();
    let now = SystemClock.now();
    let order =
        Order { folder: &folder, target: Target::Shelf, lock: Lock::Open, prove: false, now, progress: &mut |_, _| {} };
    let taken = take(order).unwrap_or_else(|error| panic!("{}", error.text(Lang::En)));
    assert_eq!(taken.schema, schema);
    let name = taken.path.file_name().unwrap().to_str().unwrap();
    fs::copy(&taken.path, app.data().join("backups").join(name)).unwrap();
    destroy(&app, id);

    assert_eq!(open(&anna, name, &[]), None);
    let page = format!("{}/records/contacts/{id}", base(name));
    anna.get(&page).expect(200).has("Ёлкина").has(tr::past_is_gone(Lang::Ru));
    anna.post_form(&page, &[("version", "")]).expect(303);
    anna.get(&format!("/contacts/{id}")).expect(200).has("Вера");
    let kept = fs::read(app.data().join("backups").join(name)).unwrap();
    assert!(kept == fs::read(&taken.path).unwrap(), "the backup itself stays as it was");
}

#[test]
fn an_administrator_brings_a_contact_back_by_mouse() {
    let app = TestApp::start();
    let id = contact(&app, "Вера", "Ёлкина");
    let changed = record(&app, "olga", "contact", Values::default().with("last_name", "Лось").with("city", "Тула"));
    let (olga, kind) = (app.viewer("olga"), app.registry().kind("contact").unwrap());
    app.db()
        .write_blocking(move |tx| {
            comments::create(tx, &olga, &kind, id, "Любит сосну")?;
            comments::create(tx, &olga, &kind, changed, "Берёт доски каждую весну, платит сразу")?;
            comments::create(tx, &olga, &kind, changed, "Теперь и брус").map(drop)
        })
        .unwrap();
    back_up(&app, Lock::Open);
    destroy(&app, id);
    let (olga, kind) = (app.viewer("olga"), app.registry().kind("contact").unwrap());
    let bad = Values::default().with("city", "Ryazan").with("position", "директор");
    app.db()
        .write_blocking(move |tx| {
            comments::delete(tx, &olga, &kind, changed, 2)?;
            service::update(tx, &olga, &kind, changed, None, bad)
        })
        .unwrap();
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go("/settings/backups");
    browser.click("#backups td form.inline button");
    browser.see_text(tr::past_only_lost(Lang::Ru));
    browser.click("[href$='/records/contacts?lost=1']");
    browser.see(&format!("#row-{id}"));
    browser.screenshot("looking-back");
    browser.no_problems();
    let list = browser.path();
    browser.click(&format!("#row-{changed} a.name"));
    browser.see("table.then-now");
    browser.screenshot("looking-back-changed");
    browser.no_problems();
    browser.phone();
    browser.screenshot("looking-back-changed-phone");
    browser.prefer_dark(true);
    browser.screenshot("looking-back-changed-phone-dark");
    browser.prefer_dark(false);
    browser.no_problems();
    browser.go(&list);
    browser.screenshot("looking-back-phone");
    browser.no_problems();
    browser.size(1280, 900);
    browser.click(&format!("#row-{id} a.name"));
    browser.see_text("Любит сосну");
    browser.screenshot("looking-back-gone");
    browser.click_text(tr::past_bring_back(Lang::Ru));
    browser.see_text(tr::cards_brought_back(Lang::Ru));
    assert!(browser.path().starts_with(&format!("/contacts/{id}")));
    browser.screenshot("looking-back-done");
    browser.no_problems();
}
