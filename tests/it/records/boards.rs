//! The board of a kind, over HTTP: which columns and cards it has, and what their heads tell.

use crate::crm::pipelines::{deal, pipelines_of, stages_of};
use crate::harness::{Answer, TestApp};
use korob::records::{self, Value, Values};
use serde_json::json;

fn cards(page: &Answer) -> Vec<String> {
    page.attributes("[data-card]", "data-card")
}

#[test]
fn a_board_shows_nothing_that_its_filter_leaves_out() {
    let app = TestApp::start();
    for name in ["Опт", "Сервис"] {
        app.api("anna").post_json("/api/v1/pipelines", &json!({ "label_ru": name })).expect(201);
    }
    let all = pipelines_of(&app);
    let [first, second, third] = all.iter().map(|item| item.id).collect::<Vec<_>>().try_into().unwrap();
    let [one, two, three] =
        [first, second, third].map(|id| deal(&app, "Поставка", stages_of(&app, id)[0].id()).to_string());
    let own: &str = &all[0].label;
    let board = |filter: &str| app.as_("anna").get(&format!("/deals/board?view=all&filter={filter}")).expect(200);
    let cases: [(String, Vec<&str>, Option<&String>); 6] = [
        (String::new(), vec![own, "Опт", "Сервис"], Some(&one)),
        (format!("pipeline_id:ne:{first}"), vec!["Опт", "Сервис"], Some(&two)),
        (format!("pipeline_id:in:{second}%7C{third}"), vec!["Опт", "Сервис"], Some(&two)),
        // One that was turned to can be turned from.
        (format!("pipeline_id:in:{third}"), vec![own, "Опт", "Сервис"], Some(&three)),
        (format!("pipeline_id:ne:{first};pipeline_id:ne:{second}"), vec![], Some(&three)),
        ("pipeline_id:empty".to_owned(), vec![], None),
    ];
    for (filter, offered, shown) in cases {
        let page = board(&filter);
        assert_eq!(page.texts("nav.seg a[data-name]"), offered, "{filter}");
        assert_eq!(cards(&page), shown.into_iter().cloned().collect::<Vec<_>>(), "{filter}");
        assert_eq!(page.attributes("header[id^='col-']", "id").is_empty(), shown.is_none(), "{filter}");
    }
}

#[test]
fn a_kind_without_records_is_empty_in_every_view() {
    let app = TestApp::start();
    let anna = app.as_("anna");
    let blank = anna.get("/deals").expect(200);
    assert!(blank.attributes("main a", "href").contains(&"/deals/new".to_owned()));
    blank.has("Здесь пока пусто").has_not("ничего не подходит");
    deal(&app, "Поставка", stages_of(&app, pipelines_of(&app)[0].id)[0].id());
    anna.get("/deals?view=won").expect(200).has_not("Здесь пока пусто");
}

#[test]
fn a_move_tells_the_heads_the_chips_and_the_bars() {
    let app = TestApp::start();
    let stages = stages_of(&app, pipelines_of(&app)[0].id);
    let id = deal(&app, "Поставка", stages[0].id());
    let to = stages[1].id().to_string();
    let anna = app.as_("anna").htmx().with_header("HX-Current-URL", &app.url("/deals/board"));
    let moved = anna.post_form(&format!("/deals/{id}/board"), &[("status", &to), ("version", "1")]).expect(200);
    let of_new = [("header", "head"), ("span", "n"), ("div", "mix")];
    for (tag, part) in of_new {
        let told = moved.attributes(&format!("{tag}#col-{to}-{part}"), "id");
        assert_eq!(told.len(), 1, "{part}: {}", moved.text());
    }
    assert_eq!(moved.texts(&format!("#col-{to}-n")), ["1"]);
    assert_eq!(moved.texts(&format!("#col-{}-n", stages[0].id())), ["0"]);
    assert_eq!(moved.attributes(&format!("#col-{to}-mix a"), "aria-label"), ["Ничего не запланировано: 1"]);

    // What has to be said first is said under the name of the deed.
    let lost = stages.iter().find(|stage| stage.item.semantic.as_deref() == Some("lost")).unwrap();
    let sent = [("status", lost.item.code.as_str()), ("version", "2")];
    let asked = anna.post_form(&format!("/deals/{id}/board"), &sent).expect(422);
    assert_eq!(asked.texts("button[form='reason']"), ["Переместить"]);
    assert!(asked.texts("h2").concat().contains(&lost.item.label), "{}", asked.text());
}

#[test]
fn the_bar_of_a_column_leads_to_what_it_counts() {
    let app = TestApp::start();
    let api = app.api("anna");
    let pipeline = pipelines_of(&app)[0].id;
    let stages = stages_of(&app, pipeline);
    let [late, _none, _other] = ["А", "Б", "В"].map(|title| deal(&app, title, stages[0].id()));
    let planned = deal(&app, "Г", stages[1].id());
    for (id, due_at) in [(late, json!("2020-01-01T10:00:00Z")), (planned, json!(null))] {
        let about = json!({ "kind": "deal", "id": id });
        let call = json!({ "type": "call", "subject": "Позвонить", "due_at": due_at, "about": about });
        api.post_json("/api/v1/activities", &call).expect(201);
    }
    let anna = app.as_("anna");
    let board = anna.get("/deals/board?view=all").expect(200);
    let [later] = board.attributes("[data-mix]", "data-mix").try_into().unwrap();
    let bars = anna.htmx().get(&later).expect(200);
    let told = |stage: usize| bars.attributes(&format!("#col-{}-mix a", stages[stage].id()), "aria-label");
    assert_eq!(told(0), ["Просрочено: 1", "Ничего не запланировано: 2"]);
    assert_eq!(told(1), ["Позже: 1"]);
    assert!(told(2).is_empty());
    let lists: Vec<usize> = bars
        .attributes("a", "href")
        .iter()
        .map(|href| {
            let list = anna.get(href).expect(200);
            assert!(href.starts_with("/deals?"), "{href}");
            list.texts("td a.name").len()
        })
        .collect();
    assert_eq!(lists, [1, 2, 1]);
    // A board with a filter has the bars of its own cards.
    let filtered = anna.htmx().get("/deals/board/mix?view=all&filter=next_at:in:overdue").expect(200);
    assert_eq!(filtered.attributes("a", "aria-label"), ["Просрочено: 1"]);
}

#[test]
fn a_column_that_is_too_long_to_be_added_up_says_so() {
    let app = TestApp::start();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    let values = Values::default().with("title", "Поставка").with("amount_minor", Value::Int(100));
    let create = move |tx: &mut korob::platform::db::Tx<'_>| {
        (0..1001).try_for_each(|_| records::create(tx, &viewer, &kind, values.clone()).map(drop))
    };
    app.db().write_blocking(create).unwrap();
    let sums = |query: &str| app.as_("anna").get(&format!("/deals/board?{query}")).expect(200).texts(".col .sum");
    assert!(sums("view=all")[0].contains("1 001"), "{:?}", sums("view=all"));
    let filtered = sums("view=all&filter=created_at:ge:2020-01-01");
    assert!(filtered[0].contains("больше 1 000"), "{filtered:?}");
    assert_eq!(filtered[1], "—");
}
