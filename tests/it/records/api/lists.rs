use super::{code, company, names, record};
use crate::harness::TestApp;
use korob::records::list::{self, ListQuery, Slice};
use korob::records::{Field, Kind};
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn a_list_is_read_page_by_page_in_its_order() {
    let app = TestApp::start();
    let olga = app.api("olga");
    for name in ["Берег", "Астра", "Вымпел", "Град", "Дельта"] {
        company(&olga, name);
    }
    let mut path = "/api/v1/companies?sort=title&limit=2".to_owned();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = olga.get(&path).expect(200).json();
        seen.extend(names(&page));
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/companies?sort=title&limit=2&after={next}"),
            None => path.clear(),
        }
    }
    assert_eq!(seen, ["Астра", "Берег", "Вымпел", "Град", "Дельта"]);
    assert_eq!(path, "", "the last page names no next");
    assert_eq!(names(&olga.get("/api/v1/companies?sort=-title,id&limit=1").expect(200).json()), ["Дельта"]);
    let newest_first = names(&olga.get("/api/v1/companies").expect(200).json());
    assert_eq!(newest_first.first().map(String::as_str), Some("Дельта"));
}

#[test]
fn a_list_is_narrowed_by_words_and_conditions() {
    let app = TestApp::start();
    let olga = app.api("olga");
    company(&olga, "Астра");
    let body = json!({ "name": "Ёлка", "company_type": "supplier", "phones": [{ "value": "+74872300001" }] });
    let made = record(&olga.post_json("/api/v1/companies", &body).expect(201));
    for query in [
        "q=елка",
        "q=300001",
        "filter=company_type:eq:supplier",
        "filter=company_type:in:supplier|partner",
        "filter=created_at:ge:2026-01-01;company_type:empty:no",
        "filter=responsible_id:in:me;phones:has:300001",
    ] {
        let query: String = query.split('&').map(in_address).collect::<Vec<_>>().join("&");
        let path = format!("/api/v1/companies?{query}");
        let list = olga.get(&path).expect(200).json();
        assert_eq!(list["items"], json!([made]), "{query}");
    }
    assert_eq!(olga.get("/api/v1/companies?filter=company_type:eq:partner").expect(200).json()["items"], json!([]));
}

/// `name=value` with the value as addresses have it.
fn in_address(pair: &str) -> String {
    let (name, value) = pair.split_once('=').unwrap();
    url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

#[test]
fn one_asks_for_the_fields_one_wants() {
    let app = TestApp::start();
    let olga = app.api("olga");
    let made = company(&olga, "Астра");
    let list = olga.get("/api/v1/companies?fields=tags,name").expect(200).json();
    let wanted = json!({ "id": made["id"], "version": 1, "name": "Астра", "tags": [] });
    assert_eq!(list["items"], json!([wanted]));
    assert_eq!(olga.get(&format!("/api/v1/companies/{}?fields=name,tags", made["id"])).expect(200).json(), wanted);
    let bare = olga.get("/api/v1/companies?fields=id").expect(200).json();
    assert_eq!(bare["items"], json!([{ "id": made["id"], "version": 1 }]));
}

#[test]
fn what_a_list_cannot_do_is_a_bad_request() {
    let app = TestApp::start();
    let olga = app.api("olga");
    for query in [
        "filter=nothing:eq:1",
        "filter=name:like:x",
        "filter=name:ge:x",
        "filter=name:eq",
        "filter=created_at:ge:tomorrow",
        "filter=responsible_id:in:somebody",
        "filter=password_hash:eq:x",
        "sort=comment",
        "sort=nothing",
        "sort=title,created_at",
        "sort=id;DROP%20TABLE%20companies",
        "fields=name,password_hash",
        "after=rubbish",
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=x",
        "limit=1&limit=2",
        "page=2",
        "view=1",
        "role=admin",
    ] {
        let refused = olga.get(&format!("/api/v1/companies?{query}")).expect(400);
        assert_eq!(code(&refused), "bad_request", "{query}");
    }
    let one = format!("/api/v1/companies/{}", company(&olga, "Астра")["id"]);
    for query in ["fields=nothing", "q=x", "limit=1"] {
        olga.get(&format!("{one}?{query}")).expect(400);
    }
}

#[test]
fn a_list_holds_what_its_reader_may_see() {
    let app = TestApp::start();
    company(&app.api("igor"), "Игорево");
    let made = company(&app.api("olga"), "Ольгино");
    assert_eq!(names(&app.api("olga").get("/api/v1/companies").expect(200).json()), ["Ольгино"]);
    assert_eq!(names(&app.api("pyotr").get("/api/v1/companies?sort=title").expect(200).json()), ["Игорево", "Ольгино"]);
    let igors = app.user("igor").id.0;
    let narrowed = format!("/api/v1/companies?filter=responsible_id:in:{igors}");
    assert_eq!(app.api("olga").get(&narrowed).expect(200).json()["items"], json!([]));
    // Who observes a record sees it, and may change nothing.
    let path = super::path_of(&made);
    app.api("olga").patch_json(&path, &json!({ "observers": [igors] })).expect(200);
    assert_eq!(names(&app.api("igor").get("/api/v1/companies?sort=title").expect(200).json()), ["Игорево", "Ольгино"]);
    let igor = app.api("igor");
    app.expect_unchanged(|| igor.patch_json(&path, &json!({ "name": "x" })).expect(403));
    app.expect_unchanged(|| igor.delete(&path).expect(403));
}

#[test]
fn a_page_of_many_asks_no_more_than_a_page_of_one() {
    let app = TestApp::start();
    let olga = app.api("olga");
    for number in 0..30 {
        let firm = company(&olga, &format!("Фирма {number}"));
        let person = json!({
            "last_name": format!("Зорина {number}"),
            "company_id": firm["id"],
            "phones": [{ "value": format!("+7487230{number:04}") }],
            "tags": [format!("метка {number}")],
        });
        let person = olga.post_json("/api/v1/contacts", &person).expect(201).json();
        let lead = json!({ "title": format!("Партия {number}"), "contact_id": person["id"], "company_id": firm["id"] });
        let lead = olga.post_json("/api/v1/leads", &lead).expect(201).json();
        let call = json!({ "type": "call", "about": { "kind": "lead", "id": lead["id"] } });
        olga.post_json("/api/v1/activities", &call).expect(201);
        let contacts = json!([{ "id": person["id"], "position": "decision_maker" }]);
        let deal = json!({ "title": format!("Поставка {number}"), "company_id": firm["id"], "contacts": contacts });
        olga.post_json("/api/v1/deals", &deal).expect(201);
    }
    for kind in app.registry().kinds().iter() {
        let of = |limit| statements(&app, kind, limit);
        assert_eq!(of(25), of(2), "{}", kind.key);
        assert!(of(25) < 20, "{}: {} statements", kind.key, of(25));
    }
}

/// How many statements one page of the API's list takes.
fn statements(app: &TestApp, kind: &Kind, limit: usize) -> usize {
    let mut connection = Connection::open(app.data().join("korob.db")).unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let note = move |_: TraceEvent<'_>| {
        counted.fetch_add(1, Ordering::Relaxed);
    };
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).unwrap();
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let slice = Slice { after: None, before: None, limit };
    let (viewer, now) = (app.viewer("olga"), app.db().clock().now());
    let page = list::page(&connection, &viewer, kind, &ListQuery::default(), &fields, &slice, now).unwrap();
    assert_eq!(page.records.len(), limit);
    count.load(Ordering::Relaxed)
}
