//! How many statements the records of a page are read with: as many for a full page as for three.

use crate::harness::TestApp;
use korob::records::list::{self, ListQuery, Slice};
use korob::records::registry::Field;
use korob::records::show::Lookup;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Records with all that is kept beside them, by two people.
fn fill(app: &TestApp, from: usize, to: usize) {
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    for number in from..to {
        let who = if number % 2 == 0 { &anna } else { &olga };
        let name = format!("Фирма {number}");
        let company = who.post_form("/companies", &[("name", &name), ("tags", "ключевой")]);
        let company = company.expect_redirect().split(['?', '/']).nth(2).unwrap().to_owned();
        let (phone, email) = (format!("+7999{number:07}"), format!("k{number}@example.com"));
        let contact = [
            ("last_name", name.as_str()),
            ("phones[0].value", &phone),
            ("emails[0].value", &email),
            ("companies[0].id", &company),
        ];
        who.post_form("/contacts", &contact).expect_redirect();
        let lead = [("title", name.as_str()), ("phones[0].value", &phone), ("tags", "срочно")];
        who.post_form("/leads", &lead).expect_redirect();
    }
}

/// The records of the first page of a kind, with every field it has, and what is needed to show them.
fn statements(app: &TestApp, who: &str, kind: &str) -> (usize, usize) {
    let (viewer, kind) = (app.viewer(who), app.registry().kind(kind).unwrap());
    let run = Arc::new(AtomicUsize::new(0));
    let mut conn = Connection::open(app.db().path()).unwrap();
    let counter = run.clone();
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(..) = event {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    };
    conn.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).unwrap();
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let slice = Slice { after: None, before: None, limit: list::PAGE_ROWS };
    let now = app.db().clock().now();
    let page = list::page(&conn, &viewer, &kind, &ListQuery::default(), &fields, &slice, now).unwrap();
    Lookup::load(&conn, app.registry(), &viewer, &kind, &page.records).unwrap();
    (page.records.len(), run.load(Ordering::SeqCst))
}

#[test]
fn a_full_page_is_read_with_no_more_statements_than_a_short_one() {
    let app = TestApp::start();
    let all = || {
        let asked = ["company", "contact", "lead"].into_iter().flat_map(|kind| [(kind, "anna"), (kind, "olga")]);
        asked.map(|(kind, who)| statements(&app, who, kind)).collect::<Vec<_>>()
    };
    fill(&app, 0, 3);
    let short = all();
    fill(&app, 3, 103);
    for ((short, few), (long, many)) in short.into_iter().zip(all()) {
        assert!(short <= 3 && long == list::PAGE_ROWS, "{short} and {long} records");
        assert!(many <= few, "{few} statements for {short} records, {many} for {long}");
        assert!(many <= 14, "{many} statements");
    }
}
