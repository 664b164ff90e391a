//! Deals as people work them: begun, sold again.

use super::leads_mode::ask_for_a_date;
use super::pipelines::{deal, pipelines_of, stages_of};
use crate::harness::TestApp;
use serde_json::json;

#[test]
fn the_form_of_a_new_deal_says_where_it_begins() {
    let app = TestApp::start();
    let pipeline = pipelines_of(&app)[0].code.clone();
    let first = stages_of(&app, pipeline.parse().unwrap())[0].item.code.clone();
    let page = app.as_("olga").get("/deals/new").expect(200);
    let chosen = |name: &str| page.attributes(&format!("select[name={name}] option[selected]"), "value");
    assert_eq!((chosen("pipeline_id"), chosen("stage_id")), (vec![pipeline], vec![first]));
    let lead = app.as_("olga").get("/leads/new").expect(200);
    assert_eq!(lead.attributes("select[name=status] option[selected]", "value"), ["new"]);
}

#[test]
fn what_is_sold_again_asks_for_what_its_first_stage_wants() {
    let app = TestApp::start();
    let (anna, api) = (app.as_("anna"), app.api("anna"));
    let won = stages_of(&app, pipelines_of(&app)[0].id).iter().find(|stage| stage.means("won")).unwrap().id();
    let id = deal(&app, "Тележки", won);
    let path = format!("/deals/{id}/repetition");
    api.patch_json(&format!("/api/v1/deals/{id}"), &json!({ "source": "website", "need": "Склад" })).expect(200);
    let made = anna.post_form(&path, &[]).expect_redirect().to_owned();
    let made = made.split('?').next().unwrap().to_owned();
    let again = api.get(&format!("/api/v1{made}")).expect(200).json();
    assert_eq!(
        (&again["source"], &again["need"], &again["is_repeat"]),
        (&json!("website"), &json!("Склад"), &json!(true))
    );
    ask_for_a_date(&app);
    let form = app.expect_unchanged(|| anna.post_form(&path, &[])).expect(422);
    assert_eq!(form.attributes("[data-errors] a", "href"), ["#f-expected_close_on"]);
    assert_eq!(form.attributes("#main form.stack", "action"), ["/deals"]);
    let kept = |name: &str| form.attributes(&format!("[name={name}]"), "value").concat();
    assert_eq!(kept("title"), "Тележки");
    assert!(kept("amount_minor").contains("1\u{a0}000"), "{}", kept("amount_minor"));
    app.expect_unchanged(|| anna.post_form("/deals/999/repetition", &[]).expect(404));
}
