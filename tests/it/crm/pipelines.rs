//! The pipelines the office edits.

use crate::harness::{Answer, TestApp};
use korob::crm::pipelines::{self, PIPELINES, Stage};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::options::{self, OptionItem};
use korob::records::{self, Value, Values};
use serde_json::Value as Json;

pub fn pipelines_of(app: &TestApp) -> Vec<OptionItem> {
    app.db().read_blocking(|conn| options::of_list(conn, Lang::Ru, PIPELINES)).unwrap()
}

pub fn stages_of(app: &TestApp, pipeline: i64) -> Vec<Stage> {
    app.db().read_blocking(move |conn| pipelines::of_pipeline(conn, Lang::Ru, pipeline)).unwrap()
}

pub fn labels(stages: &[Stage]) -> Vec<&str> {
    stages.iter().map(|stage| stage.item.label.as_str()).collect()
}

pub fn deal(app: &TestApp, title: &str, stage: i64) -> i64 {
    let viewer = app.viewer("anna");
    let kind = app.registry().kind("deal").unwrap();
    let values = Values::default()
        .with("title", title)
        .with("stage_id", stage.to_string().as_str())
        .with("amount_minor", Value::Int(100_000))
        .with("lost_reason", "expensive");
    app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap().id
}

pub fn stage_of(app: &TestApp, deal: i64) -> i64 {
    let sql = "SELECT stage_id FROM deals WHERE id = ?1";
    app.db().read_blocking(move |conn| Ok(conn.query_row(sql, [deal], |row| row.get(0))?)).unwrap()
}

/// The way back that the toast of an answer offers.
#[track_caller]
pub fn undo_of(answer: &Answer) -> String {
    let trigger: Json = serde_json::from_str(answer.header("hx-trigger")).unwrap();
    trigger["toast"]["undo"].as_str().unwrap_or_else(|| panic!("{trigger}")).to_owned()
}

/// What is told instead of taking something back.
#[track_caller]
fn undo(app: &TestApp, answer: &Answer) -> Answer {
    app.as_("anna").htmx().post_form(&undo_of(answer), &[("is_seen", "1")]).expect(204)
}

fn add_pipeline(app: &TestApp, name: &str) -> (i64, Answer) {
    let form = [("label_ru", name), ("color", "green")];
    let done = app.as_("anna").htmx().post_form("/settings/pipelines/new", &form).expect(204);
    (pipelines_of(app).last().unwrap().id, done)
}

const STAGE: [(&str, &str); 5] =
    [("label_ru", "Замер"), ("color", "amber"), ("semantic", "open"), ("probability", "35"), ("norm_days", "7")];

#[test]
fn a_pipeline_comes_with_stages_is_changed_and_goes_with_them() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let (id, made) = add_pipeline(&app, "Опт");
    assert_eq!(labels(&stages_of(&app, id)), ["Новая", "Успешно", "Проиграна"]);
    let path = format!("/settings/pipelines/{id}");
    anna.get("/settings/pipelines").expect(200).has("Опт");
    let version = anna.get(&format!("{path}/edit")).expect(200).attributes("[name=version]", "value").remove(0);
    let renamed = [("label_ru", "Оптовые"), ("label_pl", "Hurt"), ("color", "pink"), ("version", &*version)];
    anna.post_form(&format!("{path}/edit"), &renamed).expect(204);
    // On what somebody changed since nothing is written.
    let late = app.expect_unchanged(|| anna.post_form(&format!("{path}/edit"), &renamed)).expect(409);
    late.has(tr::options_overtaken(Lang::Ru)).has("Hurt");
    anna.post_form("/settings/pipelines/order", &[("ids", &id.to_string())]).expect(204);
    assert_eq!(pipelines_of(&app)[0].label, "Оптовые");
    anna.post_form(&format!("{path}/archived"), &[]).expect(204);
    assert!(anna.get("/deals/board").expect(200).texts("nav.seg a").iter().all(|name| name != "Оптовые"));
    anna.get("/deals/new").expect(200).has_not("Оптовые");
    anna.post_form(&format!("{path}/unarchived"), &[]).expect(204);
    let gone = anna.post_form(&format!("{path}/deletion"), &[]).expect(204);
    assert!(stages_of(&app, id).is_empty());
    undo(&app, &gone);
    assert_eq!(labels(&stages_of(&app, id)), ["Новая", "Успешно", "Проиграна"]);
    // What was changed since stays as it is, with its stages.
    undo(&app, &made);
    assert_eq!(stages_of(&app, id).len(), 3);
}

#[test]
fn a_pipeline_with_deals_is_not_deleted_and_the_last_one_stays() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let first = pipelines_of(&app)[0].id;
    for deed in ["archived", "deletion"] {
        let path = format!("/settings/pipelines/{first}/{deed}");
        app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409).has(tr::options_held(Lang::Ru));
    }
    let (id, made) = add_pipeline(&app, "Опт");
    let deal = deal(&app, "Стеллажи", stages_of(&app, id)[0].id());
    let path = format!("/settings/pipelines/{id}/deletion");
    anna.get(&path).expect(200).has(tr::pipelines_in_use(Lang::Ru));
    app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409).has(tr::pipelines_in_use(Lang::Ru));
    // The same of who takes the pipeline back: all of it stays.
    undo(&app, &made);
    assert_eq!(stages_of(&app, id).len(), 3);
    anna.post_form(&format!("/deals/{deal}/deletion"), &[]);
    app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409);
}

#[test]
fn taking_back_leaves_the_last_pipeline() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let first = pipelines_of(&app)[0].id;
    let (id, made) = add_pipeline(&app, "Опт");
    anna.post_form(&format!("/settings/pipelines/{first}/deletion"), &[]).expect(204);
    undo(&app, &made);
    assert_eq!(stages_of(&app, id).len(), 3);
}

#[test]
fn a_stage_has_rules() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let path = format!("/settings/pipelines/{pipeline}/stages/new");
    anna.get(&path).expect(200).has("Бюджет");
    let mut form = STAGE.to_vec();
    form.extend([("required", "budget_minor"), ("must_not_be_skipped", "1")]);
    let added = anna.post_form(&path, &form).expect(204);
    let stage = stages_of(&app, pipeline)[7].clone();
    assert_eq!((stage.item.label.as_str(), stage.rules.probability, stage.rules.norm_days), ("Замер", 35, Some(7)));
    assert!(stage.rules.must_not_be_skipped && stage.rules.required == ["budget_minor"]);
    let page = anna.get("/settings/pipelines").expect(200);
    page.has(&tr::pipelines_asks_for(Lang::Ru, "Бюджет")).has(tr::pipelines_unskippable(Lang::Ru));
    let edit = format!("/settings/stages/{}/edit", stage.id());
    let version = anna.get(&edit).expect(200).attributes("[name=version]", "value").remove(0);
    for (field, value, problem) in [
        ("probability", "сто", tr::problem_not_a_number(Lang::Ru)),
        ("probability", "", tr::problem_required(Lang::Ru)),
        ("norm_days", "0", ""),
        ("required", "title", tr::problem_not_an_option(Lang::Ru)),
        // What no open deal keeps, and what the stage says itself.
        ("required", "closed_at", tr::problem_not_an_option(Lang::Ru)),
        ("required", "lost_reason", tr::problem_not_an_option(Lang::Ru)),
        ("required", "lost_note", tr::problem_not_an_option(Lang::Ru)),
        ("required", "probability", tr::problem_not_an_option(Lang::Ru)),
        ("required", "нет такого", tr::problem_not_an_option(Lang::Ru)),
        ("color", "brown", ""),
        ("label_ru", "Новая", ""),
        ("label_ru", "", tr::problem_required(Lang::Ru)),
        ("semantic", "won", ""),
    ] {
        let mut bad: Vec<(&str, &str)> = STAGE.iter().copied().filter(|(name, _)| *name != field).collect();
        bad.retain(|(name, _)| *name != "semantic");
        bad.extend([("version", &*version), (field, value)]);
        let told = app.expect_unchanged(|| anna.post_form(&edit, &bad)).expect(422);
        assert!(told.text().contains(problem), "{field}={value}: {}", told.text());
    }
    let mut changed: Vec<(&str, &str)> = STAGE.iter().copied().filter(|(name, _)| *name != "semantic").collect();
    changed.push(("version", &version));
    anna.post_form(&edit, &changed).expect(204);
    assert!(stages_of(&app, pipeline)[7].rules.required.is_empty());
    anna.post_form(&format!("/settings/stages/{}/up", stage.id()), &[]).expect(204);
    assert_eq!(stages_of(&app, pipeline)[6].id(), stage.id());
    undo(&app, &added);
    assert_eq!(stages_of(&app, pipeline).len(), 10, "changed since");
}

#[test]
fn the_deals_of_a_stage_go_where_is_said() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let stages = stages_of(&app, pipeline);
    let (second, third) = (stages[1].id(), stages[2].id());
    let (one, other) = (deal(&app, "Стеллажи", second), deal(&app, "Тележки", second));
    let path = format!("/settings/stages/{second}/deletion");
    let asked = anna.get(&path).expect(200);
    let offered = asked.attributes("[name=to] option", "value");
    assert_eq!(offered.len(), 6, "the open ones of this pipeline: {offered:?}");
    app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409);
    for to in [second, stages[7].id(), 9999] {
        app.expect_unchanged(|| anna.post_form(&path, &[("to", &to.to_string())])).expect(422);
    }
    // What the stages between ask for does not hold up who is moved from a stage that goes.
    let edit = format!("/settings/stages/{third}/edit");
    let version = anna.get(&edit).attributes("[name=version]", "value").remove(0);
    let asking =
        [("label_ru", "КП"), ("color", "blue"), ("probability", "50"), ("required", "comment"), ("version", &*version)];
    anna.post_form(&edit, &asking).expect(204);
    let done = anna.post_form(&path, &[("to", &third.to_string())]).expect(204);
    assert_eq!((stage_of(&app, one), stage_of(&app, other)), (third, third));
    assert!(stages_of(&app, pipeline).iter().all(|stage| stage.id() != second));
    undo(&app, &done);
    assert_eq!((stage_of(&app, one), stage_of(&app, other)), (second, second));
    let back = stages_of(&app, pipeline);
    assert!(back[1].id() == second && !back[1].item.is_archived);
    // In the bin a deal keeps its stage.
    anna.post_form(&format!("/deals/{other}/deletion"), &[]);
    let done = anna.post_form(&path, &[("to", &third.to_string())]).expect(204);
    assert!(stages_of(&app, pipeline)[1].item.is_archived);
    assert_eq!((stage_of(&app, one), stage_of(&app, other)), (third, second));
    undo(&app, &done);
    assert!(!stages_of(&app, pipeline)[1].item.is_archived);
}

#[test]
fn a_closed_deal_keeps_when_it_was_closed() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let won = stages_of(&app, pipeline)[7].id();
    let form = [("label_ru", "Оплачена"), ("color", "green"), ("semantic", "won"), ("probability", "100")];
    anna.post_form(&format!("/settings/pipelines/{pipeline}/stages/new"), &form).expect(204);
    let paid = stages_of(&app, pipeline)[9].id();
    let deal = deal(&app, "Стеллажи", won);
    let closed_at = 1_700_000_000_000_i64;
    app.db()
        .write_blocking(move |tx| Ok(tx.execute("UPDATE deals SET closed_at = ?1 WHERE id = ?2", (closed_at, deal))?))
        .unwrap();
    anna.post_form(&format!("/settings/stages/{won}/deletion"), &[("to", &paid.to_string())]).expect(204);
    assert_eq!(stage_of(&app, deal), paid);
    let kept: i64 = app
        .db()
        .read_blocking(move |conn| {
            Ok(conn.query_row("SELECT closed_at FROM deals WHERE id = ?1", [deal], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(kept, closed_at);
    // It is the last one of winning now.
    app.expect_unchanged(|| anna.post_form(&format!("/settings/stages/{paid}/deletion"), &[])).expect(409);
}

#[test]
fn an_undo_never_takes_the_last_stage_of_winning() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let won = stages_of(&app, pipeline)[7].id();
    let form = [("label_ru", "Оплачена"), ("color", "green"), ("semantic", "won"), ("probability", "100")];
    let added = anna.post_form(&format!("/settings/pipelines/{pipeline}/stages/new"), &form).expect(204);
    anna.post_form(&format!("/settings/stages/{won}/deletion"), &[]).expect(204);
    undo(&app, &added);
    assert!(labels(&stages_of(&app, pipeline)).contains(&"Оплачена"));
}

#[test]
fn the_first_open_stage_and_the_last_ends_are_only_renamed() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let stages = stages_of(&app, pipeline);
    for stage in [&stages[0], &stages[7], &stages[8]] {
        for deed in ["archived", "deletion"] {
            let path = format!("/settings/stages/{}/{deed}", stage.id());
            app.expect_unchanged(|| anna.post_form(&path, &[])).expect(409).has(tr::options_held(Lang::Ru));
        }
    }
    // Nor by the pages of other lists.
    let path = format!("/settings/lists/deal_stages/{}/archived", stages[1].id());
    app.expect_unchanged(|| anna.post_form(&path, &[])).expect(404);
}

#[test]
fn stages_are_ordered_within_their_pipeline() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let pipeline = pipelines_of(&app)[0].id;
    let (other, _) = add_pipeline(&app, "Опт");
    let ids: Vec<String> = stages_of(&app, pipeline).iter().map(|stage| stage.id().to_string()).collect();
    let path = format!("/settings/pipelines/{pipeline}/stages/order");
    // The ends stay at the end, wherever they are dragged.
    let order = [("ids", &*ids[7]), ("ids", &*ids[2]), ("ids", &*ids[0])];
    anna.post_form(&path, &order).expect(204);
    let now: Vec<String> = stages_of(&app, pipeline).iter().map(|stage| stage.id().to_string()).collect();
    assert_eq!(now[..2], [ids[2].clone(), ids[0].clone()]);
    assert_eq!(now[7], ids[7]);
    let foreign = stages_of(&app, other)[0].id().to_string();
    for bad in [&*foreign, "9999", "x"] {
        let refused = app.expect_unchanged(|| anna.post_form(&path, &[("ids", bad)]));
        assert!(matches!(refused.status, 404 | 422), "{bad}: {}", refused.status);
    }
}
