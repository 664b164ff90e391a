//! What an open page is told while others work: as much as its viewer may know, and until they may no longer.

use super::lists_browser::lead;
use crate::harness::{Client, Events, Korob, PASSWORD, TestApp, email};
use korob::access::users;
use korob::crm::pipelines;
use korob::kernel::{Actor, Result};
use korob::platform::db::Tx;
use korob::platform::events;
use korob::records::live::{Heard, news};
use korob::records::value::Value;
use korob::records::{self, Values};
use serde_json::{Value as Json, json};

fn change(app: &TestApp, who: &str, id: i64, values: Values) {
    let viewer = app.viewer(who);
    let kind = app.registry().kind("lead").unwrap();
    app.db().write_blocking(move |tx| records::update(tx, &viewer, &kind, id, None, values)).unwrap();
}

fn moved(app: &TestApp, who: &str, id: i64, status: &str) {
    change(app, who, id, Values::default().with("status", status));
}

fn give(app: &TestApp, id: i64, to: &str) {
    change(app, "anna", id, Values::default().with("responsible_id", app.user(to).id));
}

/// A page that was drawn now. What happened right before is told, too: it takes a test less time than the margin.
fn listen(client: &Client) -> Events {
    client.listen("/leads/live?ago=0")
}

/// The next event, once it speaks of this record.
fn heard(events: &mut Events, id: i64) -> Json {
    loop {
        let (name, told) = events.next().expect("the stream ended");
        assert_eq!(name, "news");
        let ids = |list: &Json, id: fn(&Json) -> &Json| -> Vec<i64> {
            list.as_array().unwrap().iter().map(|item| id(item).as_i64().unwrap()).collect()
        };
        if ids(&told["changed"], |item| &item["id"]).contains(&id) || ids(&told["gone"], |item| item).contains(&id) {
            return told;
        }
    }
}

fn changed(told: &Json, id: i64) -> Option<Json> {
    told["changed"].as_array().unwrap().iter().find(|item| item["id"] == id).cloned()
}

#[test]
fn a_page_is_told_which_records_changed_and_by_whom() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let mut events = listen(&app.as_("anna"));
    let header = |name: &str| events.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    for (name, value) in
        [("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")]
    {
        assert_eq!(header(name).as_deref(), Some(value));
    }
    assert_eq!(
        changed(&heard(&mut events, id), id),
        Some(json!({ "id": id, "version": 1, "by": "Ольга Белкина" })),
        "made just before"
    );
    moved(&app, "olga", id, "in_work");
    let told = heard(&mut events, id);
    assert_eq!(told, json!({ "changed": [{ "id": id, "version": 2, "by": "Ольга Белкина" }], "gone": [] }));
    moved(&app, "anna", id, "new");
    assert_eq!(changed(&heard(&mut events, id), id), Some(json!({ "id": id, "version": 3 })), "one's own");
}

#[test]
fn events_are_not_packed_whatever_the_browser_takes() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let mut events = listen(&app.as_("anna").with_header("Accept-Encoding", "gzip, deflate, br, zstd"));
    assert!(!events.headers.iter().any(|(name, value)| name == "content-encoding" && value != "identity"));
    heard(&mut events, id);
}

#[test]
fn nothing_is_told_of_what_the_viewer_may_not_see() {
    let app = TestApp::start();
    let (hidden, own) = (lead(&app, "igor", "Чужой", "new", 1), lead(&app, "olga", "Свой", "new", 2));
    let mut events = listen(&app.as_("olga"));
    heard(&mut events, own);
    moved(&app, "igor", hidden, "in_work");
    moved(&app, "anna", own, "in_work");
    // In the order in which they happened: had the first been told, it would be told by now.
    let told = heard(&mut events, own);
    assert!(!told.to_string().contains(&format!("\"id\":{hidden}")), "{told}");
    assert_eq!(told["gone"], json!([]));
    // What comes into sight is told, and what leaves it; afterwards it is as if it never was.
    give(&app, hidden, "olga");
    assert!(changed(&heard(&mut events, hidden), hidden).is_some());
    give(&app, hidden, "igor");
    assert_eq!(heard(&mut events, hidden)["gone"], json!([hidden]));
    moved(&app, "igor", hidden, "new");
    moved(&app, "anna", own, "new");
    let told = heard(&mut events, own);
    assert_eq!((told["changed"].as_array().unwrap().len(), &told["gone"]), (1, &json!([])), "{told}");
    // Observing is seeing.
    let olga = Value::Ids(vec![app.user("olga").id.0]);
    change(&app, "igor", hidden, Values::default().with("observers", olga));
    assert!(changed(&heard(&mut events, hidden), hidden).is_some());
    change(&app, "igor", hidden, Values::default().with("observers", Value::Ids(Vec::new())));
    assert_eq!(heard(&mut events, hidden)["gone"], json!([hidden]));
}

#[test]
fn what_goes_into_the_bin_and_comes_back_is_told() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let olga = app.as_("olga");
    let mut events = listen(&app.as_("anna"));
    heard(&mut events, id);
    olga.post_form(&format!("/leads/{id}/deletion"), &[]).expect_redirect();
    assert_eq!(heard(&mut events, id)["gone"], json!([id]));
    olga.post_form(&format!("/leads/{id}/restoration"), &[]);
    assert!(changed(&heard(&mut events, id), id).is_some());
}

#[test]
fn what_was_refused_is_not_told_and_much_at_once_is_told_in_one_word() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let mut events = listen(&app.as_("anna"));
    heard(&mut events, id);
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind("lead").unwrap());
    let refused = app.db().write_blocking(move |tx| {
        records::update(tx, &viewer, &kind, id, None, Values::default().with("status", "in_work"))?;
        Err::<(), _>(korob::kernel::Error::Forbidden)
    });
    assert!(refused.is_err());
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind("lead").unwrap());
    app.db()
        .write_blocking(move |tx| {
            for number in 0..150 {
                let values = Values::default().with("title", format!("Лид {number}").as_str());
                records::create(tx, &viewer, &kind, values)?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(events.next(), Some(("over".to_owned(), json!({}))), "and no news before it");
    // A page that was left for long is told the same.
    let mut late = app.as_("anna").listen("/leads/live?ago=3600");
    assert_eq!(late.next(), Some(("over".to_owned(), json!({}))));
}

#[test]
fn a_card_hears_of_its_record_whatever_else_happens() {
    let app = TestApp::start();
    let (id, hidden) = (lead(&app, "olga", "Стеллажи", "new", 1), lead(&app, "igor", "Чужой", "new", 1));
    let mut events = app.as_("anna").listen(&format!("/leads/live?ago=0&id={id}"));
    assert_eq!(heard(&mut events, id)["changed"].as_array().unwrap().len(), 1);
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("lead").unwrap());
    app.db()
        .write_blocking(move |tx| {
            for number in 0..150 {
                records::create(tx, &viewer, &kind, Values::default().with("title", format!("Лид {number}").as_str()))?;
            }
            Ok(())
        })
        .unwrap();
    moved(&app, "olga", id, "in_work");
    let told = changed(&heard(&mut events, id), id).unwrap();
    assert_eq!((&told["version"], &told["by"]), (&json!(2), &json!("Ольга Белкина")));
    // Long away is no harm; and of a record that is none of one's business nothing is told.
    let mut late = app.as_("anna").listen(&format!("/leads/live?ago=90000&id={id}"));
    assert!(changed(&heard(&mut late, id), id).is_some());
    let mut of_hidden = app.as_("olga").listen(&format!("/leads/live?ago=0&id={hidden}"));
    moved(&app, "igor", hidden, "in_work");
    give(&app, hidden, "olga");
    let told = heard(&mut of_hidden, hidden);
    assert!(changed(&told, hidden).is_some() && told["gone"] == json!([]), "{told}");
}

#[test]
fn a_stream_ends_with_the_session_and_with_the_user() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let (mut of_anna, mut of_igor) = (listen(&anna), listen(&app.as_("igor")));
    // Somebody else's end is not one's own.
    let pyotr = app.as_("pyotr");
    let mut of_pyotr = listen(&pyotr);
    anna.post_form("/logout", &[]).expect_redirect();
    assert_eq!(of_anna.next(), None);
    let igor = app.user("igor").id;
    app.db().write_blocking(move |tx| users::disable(tx, &Actor::SYSTEM, igor)).unwrap();
    assert_eq!(of_igor.next(), None);
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    heard(&mut of_pyotr, id);
}

#[test]
fn the_oldest_of_many_streams_of_one_browser_ends() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let mut streams: Vec<Events> = (0..7).map(|_| listen(&anna)).collect();
    assert_eq!(streams[0].next(), None);
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    for events in &mut streams[1..] {
        heard(events, id);
    }
}

#[test]
fn an_open_stream_does_not_hold_up_the_end_of_the_server() {
    let korob = Korob::new();
    let added = korob.run_with_input(
        &["user", "add", "--email", &email("anna"), "--name", "Анна", "--role", "admin", "--password-stdin"],
        PASSWORD,
    );
    added.expect(0);
    let served = korob.serve(&[]);
    let client = served.client();
    client.post_form("/login", &[("email", &*email("anna")), ("password", PASSWORD)]).expect_redirect();
    let mut events = client.listen("/leads/live?ago=0");
    let started = std::time::Instant::now();
    let (code, log) = served.stop();
    assert_eq!(code, 0, "{log}");
    assert!(started.elapsed() < korob::app::server::STOP_TIMEOUT, "it waited for the stream");
    assert_eq!(events.next(), None);
}

#[test]
fn a_page_says_how_old_it_is() {
    let app = TestApp::start();
    app.as_("anna").get("/leads/live").expect(400);
    app.as_("anna").get("/leads/live?ago=never").expect(400);
    let head = app.as_("anna").send(ureq::http::Method::HEAD, "/leads/live?ago=0", None).expect(200);
    assert_eq!(head.header("content-type"), "text/event-stream");
}

#[test]
fn much_that_one_may_not_see_is_no_news() {
    let app = TestApp::start();
    let kind = app.registry().kind("lead").unwrap();
    let many = |to: &str| {
        let (viewer, kind, to) = (app.viewer("anna"), kind.clone(), app.user(to).id);
        let create = move |tx: &mut Tx<'_>| {
            let all = (0..150).map(|number| {
                let values = Values::default().with("title", format!("Лид {number}").as_str());
                records::create(tx, &viewer, &kind, values.with("responsible_id", to)).map(|saved| saved.id)
            });
            all.collect::<Result<Vec<i64>>>()
        };
        app.db().write_blocking(create).unwrap()
    };
    let hears = |who: &str, deed: &dyn Fn()| {
        let last = app.db().read_blocking(events::last).unwrap();
        deed();
        let (_, heard) = app.db().read_blocking(|conn| news(conn, &app.viewer(who), &kind, Some(last))).unwrap();
        let Heard::Much { is_theirs } = heard else { panic!("{heard:?}") };
        is_theirs
    };
    assert!(!hears("olga", &|| drop(many("igor"))), "an import of somebody else's");
    assert!(hears("anna", &|| drop(many("igor"))));
    assert!(hears("olga", &|| drop(many("olga"))));
    let own = lead(&app, "olga", "Свой", "new", 1);
    let ids = many("olga");
    assert!(hears("olga", &|| ids.iter().for_each(|id| give(&app, *id, "igor"))), "they leave her sight");
    assert!(!hears("olga", &|| ids.iter().for_each(|id| moved(&app, "igor", *id, "in_work"))));
    let both = || {
        moved(&app, "anna", own, "in_work");
        drop(many("igor"));
    };
    assert!(hears("olga", &both), "one of them is hers");
}

#[test]
fn who_watches_one_record_is_told_of_its_files_and_comments() {
    let app = TestApp::start();
    let id = lead(&app, "olga", "Стеллажи", "new", 1);
    let anna = app.as_("anna");
    let drawn: i64 =
        anna.get(&format!("/leads/{id}")).expect(200).attributes("[data-live]", "data-event")[0].parse().unwrap();
    let mut events = anna.listen(&format!("/leads/live?ago=0&id={id}"));
    let mut last = drawn;
    for what in ["file", "comment"] {
        if what == "file" {
            app.as_("olga").post_files(&format!("/leads/{id}/files"), &[("a.txt", b"a")]).expect_redirect();
        } else {
            app.as_("olga").htmx().post_form(&format!("/leads/{id}/comments"), &[("text", "Ждут")]);
        }
        let told = loop {
            let told = changed(&heard(&mut events, id), id).unwrap();
            if told["event"].as_i64().unwrap() > last {
                break told;
            }
        };
        assert_eq!((&told["by"], &told["version"]), (&json!("Ольга Белкина"), &json!(1)), "{what}");
        last = told["event"].as_i64().unwrap();
    }
}

#[test]
fn the_cards_asked_for_come_with_their_places_on_this_board() {
    let app = TestApp::start();
    let ids: Vec<i64> = (0..4).map(|number| lead(&app, "anna", &format!("Лид {number}"), "new", number)).collect();
    moved(&app, "anna", ids[0], "in_work");
    let board =
        |query: &str| app.as_("anna").htmx().with_header("HX-Current-URL", &app.url(&format!("/leads/board{query}")));
    let all: Vec<String> = ids.iter().map(i64::to_string).collect();
    let answer = board("").get(&format!("/leads/board/cards/{},999,x", all.join(","))).expect(200);
    assert_eq!(answer.attributes("[data-into]", "data-into"), ["new", "new", "new", "in_work"]);
    // Newest first; the first of a column stands below nothing.
    assert_eq!(answer.attributes("[data-card]", "data-card"), [&*all[3], &all[2], &all[1], &all[0]]);
    assert_eq!(answer.attributes("[data-into]", "data-above"), [&*all[3], &all[2]]);
    assert!(answer.attributes("header", "id").len() > 2, "all heads where nobody says which");
    // The heads of where it was and where it is.
    let answer = board("").get(&format!("/leads/board/cards/{}?from=new", all[0])).expect(200);
    assert_eq!(answer.attributes("header", "id"), ["col-new-head", "col-in_work-head"]);
    assert_eq!(answer.texts("header .n"), ["3", "1"]);
    // A board in another order, and one that has only some of them.
    let answer = board("?sort=title").get(&format!("/leads/board/cards/{}", all[2])).expect(200);
    assert_eq!(answer.attributes("[data-into]", "data-above"), [all[1].clone()]);
    let hot = board("?filter=temperature%3Ain%3Ahot").get(&format!("/leads/board/cards/{}", all.join(","))).expect(200);
    assert_eq!(hot.attributes("[data-card]", "data-card"), [&*all[2], &all[0]]);
    // Nobody gets to see a card that way which the board would not show.
    let strangers = app.as_("olga").get(&format!("/leads/board/cards/{}", all.join(","))).expect(200);
    assert_eq!(strangers.attributes("[data-card]", "data-card"), [""; 0]);
    app.as_("anna").get(&format!("/leads/board/cards/{}", vec!["1"; 51].join(","))).expect(400);
}

#[test]
fn a_board_of_several_shows_its_own_cards() {
    let app = TestApp::start();
    let anna = app.viewer("anna");
    let labels = ["Сервис", "Serwis", "Service"].map(str::to_owned);
    let other = app.db().write_blocking(move |tx| pipelines::create(tx, &anna, labels, "blue")).unwrap();
    let deal = |values: Values| {
        let (viewer, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
        app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
    };
    let first = deal(Values::default().with("title", "Стеллажи"));
    let second =
        deal(Values::default().with("title", "Замена роликов").with("pipeline_id", other.to_string().as_str()));
    for (query, shown) in [(String::new(), first), (format!("?filter=pipeline_id%3Ain%3A{other}"), second)] {
        let board = app.as_("anna").htmx().with_header("HX-Current-URL", &app.url(&format!("/deals/board{query}")));
        let page = board.get(&format!("/deals/board{query}")).expect(200);
        assert_eq!(page.attributes("[data-card]", "data-card"), [shown.to_string()]);
        assert_eq!(page.attributes("[data-live]", "data-live"), ["/deals/live"]);
        let answer = board.get(&format!("/deals/board/cards/{first},{second}")).expect(200);
        assert_eq!(answer.attributes("[data-card]", "data-card"), [shown.to_string()]);
        let heads = |answer: &crate::harness::Answer| answer.attributes(r#"header[id^="col-"]"#, "id");
        assert_eq!(heads(&answer), heads(&page));
    }
}
