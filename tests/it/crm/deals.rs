//! What becomes of a deal that is closed: through its form as people fill it, and the calls of programs.

use super::pipelines::{deal, pipelines_of, stages_of};
use crate::harness::{Answer, TestApp};
use korob::crm::rates::{self, NewRate};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use serde_json::{Value as Json, json};
use ureq::http::Method;

const NEW: usize = 0;
const QUALIFICATION: usize = 1;
const NEGOTIATION: usize = 3;
const CONTRACT: usize = 4;
const WON: usize = 7;
const LOST: usize = 8;

/// The number of the first pipeline's stage at this place.
fn stage(app: &TestApp, place: usize) -> i64 {
    stages_of(app, pipelines_of(app)[0].id)[place].id()
}

fn rate(app: &TestApp, day: &str, rate_micro: i64) -> i64 {
    let new = NewRate { currency: "USD".to_owned(), valid_from: day.to_owned(), rate_micro };
    let viewer = app.viewer("anna");
    app.db().write_blocking(move |tx| rates::create(tx, &viewer, &new)).unwrap()
}

fn in_dollars(app: &TestApp, place: usize) -> i64 {
    let deal = deal(app, "Шины", stage(app, NEW));
    patch(app, deal, &json!({ "currency": "USD", "amount_minor": 100_000 })).expect(200);
    if place != NEW {
        patch(app, deal, &json!({ "stage_id": stage(app, place) })).expect(200);
    }
    deal
}

fn patch(app: &TestApp, deal: i64, changes: &Json) -> Answer {
    app.api("anna").with_header("If-Match", "*").patch_json(&format!("/api/v1/deals/{deal}"), changes)
}

fn shown(app: &TestApp, deal: i64) -> Json {
    app.api("anna").get(&format!("/api/v1/deals/{deal}")).expect(200).json()
}

/// Saves the form of a deal as it opens, but for these fields.
#[track_caller]
fn save_form(app: &TestApp, deal: i64, changes: &[(&str, &str)]) -> Answer {
    let card = format!("/deals/{deal}");
    let page = app.as_("anna").get(&format!("{card}/edit")).expect(200);
    let mut sent = page.form(&format!("form[action='{card}']"));
    for (name, value) in changes {
        let field = sent.iter_mut().find(|(key, _)| key == name).unwrap_or_else(|| panic!("{name} is not in the form"));
        field.1 = (*value).to_owned();
    }
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.as_("anna").post_form(&card, &sent)
}

fn last_action(app: &TestApp) -> i64 {
    let sql = "SELECT max(action_id) FROM events WHERE kind = 'deal'";
    app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).unwrap()
}

fn undo(app: &TestApp, action: i64) {
    app.as_("anna").htmx().post_form(&format!("/actions/{action}/undo"), &[("is_seen", "1")]).expect(204);
}

fn events_of(app: &TestApp, deal: i64) -> i64 {
    let sql = "SELECT count(*) FROM events WHERE kind = 'deal' AND record_id = ?1";
    app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [deal], |row| row.get(0))?)).unwrap()
}

#[test]
fn what_a_closed_deal_is_worth_stays_whatever_becomes_of_the_rate() {
    let app = TestApp::start();
    rate(&app, "2020-01-01", 90_000_000);
    let id = in_dollars(&app, WON);
    assert_eq!(shown(&app, id)["base_amount_minor"], 9_000_000);
    let later = rate(&app, "2020-01-02", 50_000_000);
    save_form(&app, id, &[("comment", "Спасибо")]).expect_redirect();
    assert_eq!(shown(&app, id)["base_amount_minor"], 9_000_000, "as on the day");
    assert_eq!(shown(&app, id)["comment"], "Спасибо");
    let viewer = app.viewer("anna");
    app.db().write_blocking(move |tx| rates::delete(tx, &viewer, later)).unwrap();
    // Of another sum, and on another day, it is another.
    patch(&app, id, &json!({ "amount_minor": 200_000 })).expect(200);
    assert_eq!(shown(&app, id)["base_amount_minor"], 18_000_000);
    rate(&app, "2019-01-01", 70_000_000);
    patch(&app, id, &json!({ "closed_at": "2019-03-08T10:00:00Z" })).expect(200);
    assert_eq!(shown(&app, id)["base_amount_minor"], 14_000_000, "of the new day");
}

#[test]
fn a_form_saved_as_it_opened_changes_nothing() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, WON));
    let (before, events) = (shown(&app, id), events_of(&app, id));
    save_form(&app, id, &[]).expect_redirect();
    assert_eq!((shown(&app, id), events_of(&app, id)), (before.clone(), events));
    // The same of a field edited where it is read.
    let anna = app.as_("anna").htmx();
    let path = format!("/deals/{id}/fields/closed_at");
    let sent = anna.get(&path).expect(200).form("form");
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    anna.send_form(Method::PUT, &path, &sent).expect(200);
    assert_eq!((shown(&app, id), events_of(&app, id)), (before, events));
}

#[test]
fn a_form_that_was_overtaken_does_not_ask_about_a_time_nobody_touched() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, WON));
    let card = format!("/deals/{id}");
    let mut sent = app.as_("anna").get(&format!("{card}/edit")).expect(200).form(&format!("form[action='{card}']"));
    patch(&app, id, &json!({ "closed_at": "2019-03-08T10:00:00Z" })).expect(200);
    sent.iter_mut().find(|(name, _)| name == "comment").unwrap().1 = "Спасибо".to_owned();
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.as_("anna").post_form(&card, &sent).expect_redirect();
    let now = shown(&app, id);
    assert!(now["closed_at"].as_str().unwrap().starts_with("2019-03-08T10:00:00"), "{now}");
    assert_eq!(now["comment"], "Спасибо");
}

#[test]
fn a_deal_lost_through_the_form_was_closed_then() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, WON));
    patch(&app, id, &json!({ "closed_at": "2019-03-08T10:00:42Z" })).expect(200);
    let lost = stage(&app, LOST).to_string();
    save_form(&app, id, &[("stage_id", &lost), ("lost_reason", "expensive")]).expect_redirect();
    let now = shown(&app, id);
    assert_eq!(now["stage_id"].to_string(), lost);
    assert!(!now["closed_at"].as_str().unwrap().starts_with("2019"), "{now}");
}

#[test]
fn when_a_deal_was_closed_is_said_of_closed_ones_alone() {
    let app = TestApp::start();
    let open = deal(&app, "Шины", stage(&app, NEW));
    patch(&app, open, &json!({ "closed_at": "2019-03-08T10:00:00Z", "lost_reason": "expensive" })).expect(200);
    assert_eq!((&shown(&app, open)["closed_at"], &shown(&app, open)["lost_reason"]), (&Json::Null, &Json::Null));
    let won = deal(&app, "Диски", stage(&app, WON));
    let closed_at = shown(&app, won)["closed_at"].clone();
    patch(&app, won, &json!({ "closed_at": null })).expect(200);
    assert_eq!(shown(&app, won)["closed_at"], closed_at);
    save_form(&app, won, &[("closed_at", "")]).expect_redirect();
    assert_eq!(shown(&app, won)["closed_at"], closed_at);
}

#[test]
fn a_lost_deal_of_a_former_system_is_edited_without_a_reason() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, LOST));
    app.db()
        .write_blocking(move |tx| Ok(tx.execute("UPDATE deals SET lost_reason = NULL WHERE id = ?1", [id])?))
        .unwrap();
    save_form(&app, id, &[("comment", "Перезвонить весной")]).expect_redirect();
    assert_eq!(shown(&app, id)["comment"], "Перезвонить весной");
    save_form(&app, id, &[("lost_note", "Не сошлись")]).expect(422).has(tr::problem_reason_required(Lang::Ru));
}

#[test]
fn taking_a_loss_back_leaves_no_deal_half_closed() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let second = [("label_ru", "Опт"), ("color", "green")];
    anna.post_form("/settings/pipelines/new", &second).expect(204);
    let lost_there = stages_of(&app, pipelines_of(&app)[1].id)[2].id();
    let id = deal(&app, "Шины", stage(&app, QUALIFICATION));
    let lost = stage(&app, LOST);
    patch(&app, id, &json!({ "stage_id": lost, "lost_reason": "expensive" })).expect(200);
    let action = last_action(&app);
    patch(&app, id, &json!({ "stage_id": lost_there })).expect(200);
    let before = shown(&app, id);
    undo(&app, action);
    assert_eq!(shown(&app, id), before, "all of it stays");
}

#[test]
fn a_stage_is_not_skipped_by_way_of_losing_or_another_pipeline() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    anna.post_form("/settings/pipelines/new", &[("label_ru", "Опт"), ("color", "green")]).expect(204);
    let there = stages_of(&app, pipelines_of(&app)[1].id)[0].id();
    let rules = json!({ "must_not_be_skipped": true });
    let contract = format!("/api/v1/stages/{}", stage(&app, CONTRACT));
    app.api("anna").with_header("If-Match", "*").patch_json(&contract, &rules).expect(200);
    let go = |deal: i64, to: i64| patch(&app, deal, &json!({ "stage_id": to, "lost_reason": "expensive" }));
    for detour in [stage(&app, LOST), there] {
        let id = deal(&app, "Шины", stage(&app, QUALIFICATION));
        go(id, detour).expect(200);
        assert_eq!(go(id, stage(&app, WON)).expect(422).json()["errors"][0]["code"], "stage_skipped");
        go(id, stage(&app, CONTRACT)).expect(200);
        go(id, detour).expect(200);
        go(id, stage(&app, WON)).expect(200);
    }
    let lost_at_once = deal(&app, "Диски", stage(&app, LOST));
    go(lost_at_once, stage(&app, WON)).expect(422);
}

#[test]
fn a_deal_is_reopened_where_it_was_open_last() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, NEGOTIATION));
    for place in [WON, LOST] {
        patch(&app, id, &json!({ "stage_id": stage(&app, place), "lost_reason": "expensive" })).expect(200);
    }
    let offered = app.as_("anna").get(&format!("/deals/{id}")).expect(200).attributes("button[hx-vals]", "hx-vals");
    let wanted = format!("\"status\":\"{}\"", stage(&app, NEGOTIATION));
    assert!(offered.iter().any(|sent| sent.contains(&wanted)), "{offered:?}");
}

#[test]
fn a_move_taken_back_was_none() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, NEW));
    let stays = || app.api("anna").get(&format!("/api/v1/deals/{id}/stays")).expect(200).json();
    patch(&app, id, &json!({ "stage_id": stage(&app, QUALIFICATION) })).expect(200);
    let (stood, since) = (stays(), shown(&app, id)["stage_since"].clone());
    patch(&app, id, &json!({ "stage_id": stage(&app, NEGOTIATION) })).expect(200);
    let (moved, action) = (stays(), last_action(&app));
    undo(&app, action);
    assert_eq!((stays(), shown(&app, id)["stage_since"].clone()), (stood, since), "as if it never was");
    undo(&app, last_action(&app));
    assert_eq!(stays(), moved, "with the time of the move itself");
    // Where it was moved away and back meanwhile, the undoing is a move.
    let redone = last_action(&app);
    for place in [NEW, NEGOTIATION] {
        patch(&app, id, &json!({ "stage_id": stage(&app, place) })).expect(200);
    }
    undo(&app, redone);
    assert_eq!(stays()["items"].as_array().unwrap().len(), 6);
}

#[test]
fn of_a_long_way_the_last_steps_are_shown_first() {
    let app = TestApp::start();
    let id = deal(&app, "Шины", stage(&app, NEW));
    for turn in 0..12 {
        let place = [QUALIFICATION, NEW][turn % 2];
        patch(&app, id, &json!({ "stage_id": stage(&app, place) })).expect(200);
    }
    let card = app.as_("anna").get(&format!("/deals/{id}")).expect(200);
    assert_eq!(card.texts("details.fold .lines li").len(), 3, "of thirteen");
    card.has(tr::ui_show_earlier(Lang::Ru));
}

#[test]
fn what_is_over_stays_so_in_another_pipeline() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    anna.post_form("/settings/pipelines/new", &[("label_ru", "Опт"), ("color", "green")]).expect(204);
    let there = pipelines_of(&app)[1].id;
    for (place, means) in [(WON, "won"), (LOST, "lost")] {
        let id = deal(&app, "Шины", stage(&app, NEW));
        let sent = json!({ "stage_id": stage(&app, place), "lost_reason": "expensive", "amount_minor": 5000 });
        patch(&app, id, &sent).expect(200);
        let before = shown(&app, id);
        save_form(&app, id, &[("pipeline_id", &there.to_string())]).expect_redirect();
        let after = shown(&app, id);
        let end = stages_of(&app, there).into_iter().find(|stage| stage.means(means)).unwrap();
        assert_eq!(after["stage_id"], json!(end.id()));
        for key in ["closed_at", "lost_reason", "base_amount_minor", "probability"] {
            assert_eq!(after[key], before[key], "{means} {key}");
        }
    }
}

#[test]
fn what_a_stage_asked_for_stays_said_while_the_deal_stands_there() {
    let app = TestApp::start();
    let asked = format!("/api/v1/stages/{}", stage(&app, QUALIFICATION));
    app.api("anna")
        .with_header("If-Match", "*")
        .patch_json(&asked, &json!({ "required": ["amount_minor"] }))
        .expect(200);
    let id = deal(&app, "Шины", stage(&app, NEW));
    let to = json!({ "stage_id": stage(&app, QUALIFICATION), "amount_minor": 5000 });
    patch(&app, id, &to).expect(200);
    let refused = patch(&app, id, &json!({ "amount_minor": null })).expect(422).json();
    assert_eq!(refused["errors"][0]["field"], "amount_minor", "{refused}");
    patch(&app, id, &json!({ "amount_minor": 7000, "comment": "Торг" })).expect(200);
    patch(&app, id, &json!({ "stage_id": stage(&app, NEW), "amount_minor": null })).expect(200);
}

#[test]
fn what_is_won_is_certain() {
    let app = TestApp::start();
    for (place, sure) in [(WON, 100), (LOST, 0)] {
        let path = format!("/api/v1/stages/{}", stage(&app, place));
        let told = app.api("anna").with_header("If-Match", "*").patch_json(&path, &json!({ "probability": 5 }));
        assert_eq!(told.expect(200).json()["probability"], json!(sure));
    }
}
