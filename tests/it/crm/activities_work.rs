//! Activities as people work them: planned from a card, completed, put off, taken up again, gone on with a client.

use super::leads::{lead, record};
use crate::harness::{Answer, TestApp};
use korob::crm::activities::{self, Completion, Plan};
use korob::crm::leads::{self, Conversion, Target};
use korob::kernel::{Access, Error, Problem};
use korob::records::value::LinkItem;
use korob::records::{Record, Value, Values, service, store};

fn activity(app: &TestApp, who: &str, values: Values) -> i64 {
    record(app, who, activities::KEY, values)
}

fn get(app: &TestApp, who: &str, id: i64) -> Record {
    let (viewer, kind) = (app.viewer(who), app.registry().kind(activities::KEY).unwrap());
    app.db().read_blocking(|conn| store::get(conn, &viewer, &kind, id, Access::View)).unwrap()
}

fn about(kind: &str, id: i64) -> Values {
    Values::default().with("about", format!("{kind}/{id}").as_str())
}

fn planned(page: &Answer) -> Vec<String> {
    page.texts(".plan .t")
}

#[test]
fn the_composer_plans_what_a_sentence_says_and_still_takes_comments() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let (olga, card) = (app.as_("olga"), format!("/leads/{id}"));
    olga.get(&card).expect(200).has("Ничего не запланировано");
    let path = format!("{card}/comments");
    let to = olga.post_form(&path, &[("kind", "task"), ("text", "встреча завтра в 15:00 на час обсудить договор")]);
    let page = olga.get(to.expect(303).header("location")).expect(200);
    assert_eq!(planned(&page), ["Обсудить договор"]);
    page.has("Завтра, 15:00").has_not("Ничего не запланировано");
    let made = get(&app, "olga", 1);
    assert_eq!((made.values.text("type"), made.values.int("duration_min")), (Some("meeting"), Some(60)));
    // Another tab says what it is, whatever the sentence begins with.
    olga.post_form(&path, &[("kind", "call"), ("text", "встреча послезавтра")]).expect(303);
    assert_eq!(
        (get(&app, "olga", 2).values.text("type"), get(&app, "olga", 2).title.as_str()),
        (Some("call"), "Встреча")
    );
    olga.post_form(&path, &[("kind", "comment"), ("text", "встреча завтра")]).expect(303);
    assert_eq!(olga.get(&card).expect(200).texts(".say"), ["встреча завтра"]);
    for (kind, text) in [("robot", "завтра"), ("task", "вчерашнее, 01.01.2020"), ("task", "сегодня в 0:00")]
    {
        app.expect_unchanged(|| olga.post_form(&path, &[("kind", kind), ("text", text)])).expect(422);
    }
    // Of an activity there are comments alone.
    app.expect_unchanged(|| olga.post_form("/activities/1/comments", &[("kind", "task"), ("text", "а")])).expect(422);
    let igor = app.as_("igor");
    app.expect_unchanged(|| igor.post_form(&path, &[("kind", "task"), ("text", "завтра")])).expect(404);
}

#[test]
fn what_was_understood_is_shown_while_it_is_typed() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let olga = app.as_("olga").htmx();
    let said = |kind: &str, text: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("kind", kind), ("text", text)])
            .finish();
        olga.get(&format!("/leads/{id}/preview?{query}")).expect(200).texts(".act")
    };
    assert_eq!(said("task", "позвонить завтра в 11:30"), ["Завтра, 11:30", "Звонок"]);
    assert_eq!(said("visit", "уточнить"), ["Без срока", "Визит"]);
    assert_eq!(said("task", "01.01.2020"), ["Это время уже прошло", "Задача"]);
    assert!(said("task", " ").is_empty() && said("comment", "завтра").is_empty());
    app.as_("igor").get(&format!("/leads/{id}/preview?kind=task&text=x")).expect(404);
}

#[test]
fn completing_asks_what_came_of_it_and_plans_the_next_step_as_one_action() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let olga = app.as_("olga");
    let call = activity(&app, "olga", about("lead", id).with("type", "call").with("subject", "Уточнить высоту"));
    let path = format!("/activities/{call}/completion");
    let form = olga.get(&path).expect(200);
    assert_eq!(form.attributes("select[name=next_type] option[selected]", "value"), ["task"]);
    let sent = [("result", "6 метров"), ("next_type", "email"), ("next", "01.01.2020 предложение")];
    let again = app.expect_unchanged(|| olga.post_form(&path, &sent)).expect(422);
    again.has("Это время уже прошло").has("6 метров").has("01.01.2020 предложение");
    let sent = [("result", "6 метров"), ("next_type", "email"), ("next", "завтра отправить предложение")];
    let done = olga.post_form(&path, &sent).expect(303).header("location").to_owned();
    let card = olga.get(&format!("/leads/{id}")).expect(200);
    assert_eq!(planned(&card), ["Отправить предложение"]);
    assert_eq!(card.texts("[id^=feed-activity] .say"), ["6 метров"]);
    app.expect_unchanged(|| olga.post_form(&path, &[])).expect(409);
    let action = done.rsplit("done=").next().unwrap();
    olga.post_form(&format!("/actions/{action}/undo"), &[]).expect(303);
    let card = olga.get(&format!("/leads/{id}")).expect(200);
    assert_eq!((planned(&card), card.texts("[id^=feed-activity]").len()), (vec!["Уточнить высоту".to_owned()], 0));
}

#[test]
fn what_is_late_is_put_off_and_what_was_done_is_taken_up_again() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let late = Values::default().with("subject", "Счёт").with("due_at", Value::Int(1_600_000_000_000));
    let id = activity(&app, "olga", late);
    let now = app.db().clock().now().0;
    for (to, days) in [("tomorrow", 1), ("week", 7)] {
        olga.post_form(&format!("/activities/{id}/postponement"), &[("to", to)]).expect(303);
        let due = get(&app, "olga", id).values.int("due_at").unwrap();
        assert_eq!((due - 1_600_000_000_000) % 86_400_000, 0, "the time of day stays");
        assert!((due - now - days * 86_400_000).abs() < 86_400_000, "{to}");
    }
    let path = format!("/activities/{id}/postponement");
    olga.post_form(&path, &[("when", "25.12.2031 в 9:00")]).expect(303);
    olga.get(&format!("/activities/{id}")).expect(200).has("25 дек 2031, 09:00");
    for (name, value) in [("when", "когда-нибудь"), ("when", "01.01.2020"), ("to", "never")] {
        app.expect_unchanged(|| olga.post_form(&path, &[(name, value)])).expect(422);
    }
    olga.post_form(&format!("/activities/{id}/completion"), &[("result", "Оплачен")]).expect(303);
    app.expect_unchanged(|| olga.post_form(&path, &[("to", "week")])).expect(409);
    olga.post_form(&format!("/activities/{id}/reopening"), &[]).expect(303);
    let open = get(&app, "olga", id);
    assert_eq!((open.values.get("is_open"), open.values.text("result")), (&Value::Bool(true), Some("Оплачен")));
}

#[test]
fn who_observes_sees_and_does_not_complete() {
    let app = TestApp::start();
    let id = record(&app, "igor", "lead", lead());
    let values = about("lead", id).with("subject", "Позвонить").with("responsible_id", app.user("olga").id);
    let call = activity(&app, "anna", values);
    let igor = app.as_("igor");
    let card = igor.get(&format!("/leads/{id}")).expect(200);
    assert_eq!((planned(&card), card.texts(".plan a.done").len()), (vec!["Позвонить".to_owned()], 0));
    app.expect_unchanged(|| igor.post_form(&format!("/activities/{call}/completion"), &[])).expect(403);
    app.expect_unchanged(|| igor.post_form(&format!("/activities/{call}/postponement"), &[("to", "week")])).expect(403);
    // She plans the next step for herself, of a record that she does not see.
    let sent = [("next_type", "call"), ("next", "завтра")];
    app.as_("olga").post_form(&format!("/activities/{call}/completion"), &sent).expect(303);
    assert_eq!(planned(&igor.get(&format!("/leads/{id}")).expect(200)).len(), 0, "she could not say what it is about");
}

#[test]
fn what_was_planned_with_a_lead_goes_on_with_its_client_and_comes_back_by_undo() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let open = activity(&app, "olga", about("lead", id).with("subject", "Позвонить"));
    let done = activity(&app, "olga", about("lead", id).with("subject", "Звонили").with("status", "done"));
    let (olga, registry) = (app.viewer("olga"), app.registry().clone());
    let wish = Conversion { contact: Target::New, company: Target::New, ..Conversion::default() };
    let converted = app.db().write_blocking(move |tx| leads::convert(tx, &olga, &registry, id, &wish)).unwrap();
    let contact = converted.contact_id.unwrap();
    for activity in [open, done] {
        let there = get(&app, "olga", activity);
        assert_eq!(there.values.text("about"), Some(format!("contact/{contact}").as_str()));
        assert_eq!(there.values.int("company_id"), converted.company_id);
    }
    let (client, page) = (app.as_("olga"), format!("/contacts/{contact}"));
    assert_eq!(planned(&client.get(&page).expect(200)), ["Позвонить"]);
    let company = client.get(&format!("/companies/{}", converted.company_id.unwrap())).expect(200);
    assert_eq!(planned(&company), ["Позвонить"], "it is with the firm, too");
    company.has("Звонили");
    client.post_form(&format!("/actions/{}/undo", converted.action.0), &[]).expect(303);
    assert_eq!(get(&app, "olga", open).values.text("about"), Some(format!("lead/{id}").as_str()));
    assert!(get(&app, "olga", done).values.get("company_id").is_empty());
}

#[test]
fn boards_tell_what_comes_next_with_each_card() {
    let app = TestApp::start();
    let now = app.db().clock().now().0;
    let ids: Vec<i64> = (0..4).map(|_| record(&app, "olga", "lead", lead())).collect();
    let late = about("lead", ids[0]).with("due_at", Value::Int(now - 3 * 86_400_000));
    activity(&app, "olga", late.with("type", "call"));
    activity(&app, "olga", about("lead", ids[0]).with("due_at", Value::Int(now + 86_400_000)));
    activity(&app, "olga", about("lead", ids[1]).with("due_at", Value::Int(now + 40 * 86_400_000)));
    activity(&app, "olga", about("lead", ids[2]).with("status", "done"));
    let board = app.as_("olga").get("/leads/board").expect(200);
    let state = |id: i64| board.attributes(&format!("#card-{id} .act"), "data-s");
    assert_eq!((state(ids[0]), state(ids[1])), (vec!["late".to_owned()], Vec::<String>::new()));
    assert_eq!((state(ids[2]), state(ids[3])), (vec!["none".to_owned()], vec!["none".to_owned()]));
    board.has("Просрочено 3");
}

#[test]
fn an_activity_about_a_deal_is_with_its_people() {
    let app = TestApp::start();
    let person = record(&app, "olga", "contact", Values::default().with("last_name", "Ёлкин"));
    let firm = record(&app, "olga", "company", Values::default().with("name", "Ромашка"));
    let link = LinkItem { id: person, ..LinkItem::default() };
    let deal = Values::default().with("title", "Поставка").with("company_id", Value::Int(firm));
    let deal = record(&app, "olga", "deal", deal.with("contacts", Value::Links(vec![link])));
    let there = get(&app, "olga", activity(&app, "olga", about("deal", deal)));
    assert_eq!((there.values.int("contact_id"), there.values.int("company_id")), (Some(person), Some(firm)));
    assert_eq!(planned(&app.as_("olga").get(&format!("/deals/{deal}")).expect(200)), ["Задача"]);
}

#[test]
fn the_words_of_the_next_step_say_what_it_is_unless_somebody_chose() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let olga = app.as_("olga");
    for (chosen, next, code) in
        [("task", "встреча завтра", "meeting"), ("task", "завтра", "task"), ("email", "встреча завтра", "email")]
    {
        let call = activity(&app, "olga", about("lead", id).with("type", "call"));
        olga.post_form(&format!("/activities/{call}/completion"), &[("next_type", chosen), ("next", next)]).expect(303);
        assert_eq!(get(&app, "olga", call + 1).values.text("type"), Some(code), "{chosen} {next}");
    }
}

#[test]
fn the_first_line_is_the_subject_and_the_rest_a_comment() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let olga = app.as_("olga");
    let path = format!("/leads/{id}/comments");
    let plan = |text: &str| {
        olga.post_form(&path, &[("kind", "task"), ("text", text)]).expect(303);
    };
    plan("отправить КП завтра\n\n1. стеллажи\n2. доставка");
    let made = get(&app, "olga", 1);
    assert_eq!(made.title, "Отправить КП");
    assert_eq!(made.values.text("comment"), Some("1. стеллажи\n2. доставка"));
    let long = "слово ".repeat(100);
    plan(&long);
    let made = get(&app, "olga", 2);
    assert!(made.title.ends_with("слово…") && made.title.chars().count() <= 255, "{}", made.title);
    assert_eq!(made.values.text("comment").unwrap().to_lowercase(), long.trim());
}

#[test]
fn whoever_gets_a_record_sees_what_others_planned_on_it() {
    let app = TestApp::start();
    for (key, values) in [
        ("lead", lead()),
        ("deal", Values::default().with("title", "Поставка")),
        ("contact", Values::default().with("last_name", "Ёлкин")),
        ("company", Values::default().with("name", "Ромашка")),
    ] {
        let id = record(&app, "olga", key, values);
        let call = activity(&app, "olga", about(key, id).with("subject", "Позвонить"));
        let igor = app.viewer("igor");
        let (anna, kind, to) = (app.viewer("anna"), app.registry().kind(key).unwrap(), igor.user_id.0);
        let give = Values::default().with("responsible_id", Value::Int(to));
        app.db().write_blocking(move |tx| service::update(tx, &anna, &kind, id, None, give)).unwrap();
        let card = app.as_("igor").get(&format!("/{}/{id}", app.registry().kind(key).unwrap().plural)).expect(200);
        assert_eq!(planned(&card), ["Позвонить"], "{key}");
        assert_eq!(get(&app, "igor", call).values.int("responsible_id"), Some(app.user("olga").id.0));
    }
}

#[test]
fn what_others_planned_with_a_lead_goes_on_with_its_client() {
    let app = TestApp::start();
    let id = record(&app, "olga", "lead", lead());
    let values = about("lead", id).with("subject", "Позвонить").with("responsible_id", app.user("igor").id);
    let call = activity(&app, "anna", values);
    let (olga, registry) = (app.viewer("olga"), app.registry().clone());
    let wish = Conversion { contact: Target::New, ..Conversion::default() };
    let converted = app.db().write_blocking(move |tx| leads::convert(tx, &olga, &registry, id, &wish)).unwrap();
    let contact = format!("contact/{}", converted.contact_id.unwrap());
    assert_eq!(get(&app, "anna", call).values.text("about"), Some(contact.as_str()));
}

#[test]
fn what_a_card_does_not_show_is_behind_its_links() {
    let app = TestApp::start();
    let (company, now) =
        (record(&app, "olga", "company", Values::default().with("name", "Ромашка")), app.db().clock().now().0);
    let (viewer, kind) = (app.viewer("olga"), app.registry().kind(activities::KEY).unwrap());
    app.db()
        .write_blocking(move |tx| {
            for index in 0..52 {
                let done = about("company", company).with("subject", "Звонили").with("status", "done");
                service::create(tx, &viewer, &kind, done)?;
                let late = Values::default().with("company_id", Value::Int(company));
                let due = Value::Int(now - (60 - index) * 86_400_000);
                service::create(tx, &viewer, &kind, late.with("subject", "Позвонить").with("due_at", due))?;
            }
            Ok(())
        })
        .unwrap();
    let olga = app.as_("olga");
    let card = olga.get(&format!("/companies/{company}")).expect(200);
    assert_eq!((planned(&card).len(), card.texts("[id^=feed-activity-]").len()), (20, 50));
    assert_eq!(card.texts("[id=feed-activities-all] a"), ["Все завершённые: 52"]);
    assert!(card.texts(".tl-h").iter().any(|heading| heading.contains("52")), "all that is late is counted");
    for (at, count) in [("[id=feed-activities-all] a", 52), (".tl-h .end a", 52)] {
        let href = card.attributes(at, "href").pop().unwrap();
        olga.get(&href).expect(200).has(&count.to_string());
    }
}

#[test]
fn verbs_refuse_what_does_not_fit() {
    let app = TestApp::start();
    let id = activity(&app, "olga", Values::default().with("subject", "Счёт"));
    let (olga, registry) = (app.viewer("olga"), app.registry().clone());
    let version = get(&app, "olga", id).version;
    let complete = |next: Option<Plan<'static>>, expected_version| {
        let (olga, registry) = (olga.clone(), registry.clone());
        let completion = Completion { result: "", next, expected_version };
        app.db().write_blocking(move |tx| activities::complete(tx, &olga, &registry, id, &completion))
    };
    assert!(matches!(complete(None, Some(version + 1)), Err(Error::Stale { .. })));
    let wrong = complete(Some(Plan { type_code: "robot", text: "завтра" }), None);
    assert!(matches!(wrong, Err(Error::Invalid(errors)) if errors.first("next") == Some(&Problem::NotAnOption)));
    assert!(get(&app, "olga", id).values.get("done_at").is_empty(), "all of it or nothing");
    let action = complete(None, Some(version)).unwrap().action.unwrap();
    let (olga, registry) = (olga.clone(), registry.clone());
    app.db().write_blocking(move |tx| service::undo(tx, &registry, &olga, action)).unwrap();
    assert_eq!(get(&app, "olga", id).values.text("status"), Some("planned"));
}
