//! Pipelines in a browser, and deals that go through them.

use super::pipelines::{deal, pipelines_of, stage_of, stages_of};
use crate::harness::{Browser, TestApp};
use korob::kernel::Lang;
use korob::platform::i18n::tr;

fn sign_in(app: &TestApp, name: &str) -> Browser {
    let browser = Browser::open(app);
    browser.sign_in(name);
    browser
}

#[test]
fn a_pipeline_is_set_up_and_a_deal_goes_through_it() {
    let app = TestApp::start();
    let browser = sign_in(&app, "anna");
    browser.go("/settings/pipelines");
    browser.click_text(tr::pipelines_add(Lang::Ru));
    browser.fill("dialog [name=label_ru]", "Опт");
    browser.click("dialog button[type=submit]");
    browser.see_text("Опт");
    let pipeline = pipelines_of(&app)[1].id;
    browser.click(&format!("[hx-get='/settings/pipelines/{pipeline}/stages/new']"));
    browser.fill("dialog [name=label_ru]", "Замер");
    browser.click("dialog details summary");
    browser.click("dialog [name=required][value=comment]");
    browser.click("dialog button[type=submit]");
    browser.see_text(&tr::pipelines_asks_for(Lang::Ru, "Комментарий"));
    browser.screenshot("pipelines");
    browser.no_problems();
    let stages = stages_of(&app, pipeline);
    let (first, measured) = (stages[0].id(), stages[1].id());
    let deal = deal(&app, "Стеллажи", first);
    browser.go(&format!("/deals/board?filter=pipeline_id%3Ain%3A{pipeline}"));
    browser.see(&format!("[data-column='{first}'] [data-card='{deal}']"));
    browser.drag(&format!("[data-card='{deal}']"), &format!("[data-column='{measured}'] ul"));
    browser.fill("dialog [name='set.comment']", "Метраж известен");
    browser.click("dialog button[type=submit]");
    browser.see(&format!("[data-column='{measured}'] [data-card='{deal}']"));
    assert_eq!(stage_of(&app, deal), measured);
    // The refusal that asked.
    assert_eq!(browser.console_errors().len(), 1);
    browser.no_problems();

    // By the keyboard the stage of measuring goes up, and then first.
    browser.go("/settings/pipelines");
    let line = format!("[data-column-key='{measured}']");
    browser.see(&line);
    let order = || stages_of(&app, pipeline).iter().map(|stage| stage.id()).collect::<Vec<_>>();
    browser.eval("document.querySelector(arguments[0] + ' button').focus()", &[serde_json::json!(line)]);
    browser.press("Alt+ArrowUp");
    browser.see(&format!("{line} button[disabled]"));
    assert_eq!(order()[..2], [measured, first]);
    browser.press("Control+z");
    browser.see(&format!("[data-column-key='{first}'] button[disabled]"));
    assert_eq!(order()[..2], [first, measured]);

    // Its deal goes where is said, and comes back.
    browser.click(&format!("[popovertarget='deeds-{measured}']"));
    browser.click(&format!("#deeds-{measured} [hx-get$='/deletion']"));
    browser.choose("dialog [name=to]", &first.to_string());
    browser.click("dialog button[type=submit]");
    browser.see_no(&line);
    assert_eq!(stage_of(&app, deal), first);
    browser.press("Control+z");
    browser.see(&line);
    assert_eq!(stage_of(&app, deal), measured);
    browser.no_problems();
    browser.phone();
    browser.go("/settings/pipelines");
    browser.see(&line);
    browser.screenshot("pipelines-phone");
    browser.no_problems();
}

#[test]
fn a_deal_is_moved_to_another_pipeline() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    anna.post_form("/settings/pipelines/new", &[("label_ru", "Опт"), ("color", "green")]).expect(204);
    let all = pipelines_of(&app);
    let (here, there) = (stages_of(&app, all[0].id)[0].id(), stages_of(&app, all[1].id)[0].id());
    let (one, other) = (deal(&app, "Стеллажи", here), deal(&app, "Тележки", here));
    let browser = sign_in(&app, "anna");
    browser.go("/deals/board");
    let card = format!("[data-card='{one}']");
    browser.see(&card);
    browser.click(&format!("{card} [data-move-menu]"));
    browser.see_text("Опт");
    browser.click(".menu:popover-open .mi:last-child");
    browser.see_no(&card);
    assert_eq!(stage_of(&app, one), there);
    browser.no_problems();
    // In the form the stages are those of the chosen pipeline.
    browser.go(&format!("/deals/{other}/edit"));
    browser.choose("[name=pipeline_id]", &all[1].id.to_string());
    let offered = "[...document.querySelectorAll('[name=stage_id] option')].filter((o) => !o.hidden && o.value).length";
    assert_eq!(browser.eval(&format!("return {offered}"), &[]), serde_json::json!(3));
    browser.click("form[data-guard] button[type=submit]");
    browser.see_path(&format!("/deals/{other}"));
    assert_eq!(stage_of(&app, other), there);
    browser.see_text(tr::deals_steps(Lang::Ru));
    browser.screenshot("deal-steps");
    browser.no_problems();
    // It keeps its history.
    let stays = app.api("anna").get(&format!("/api/v1/deals/{other}/stays")).expect(200).json();
    assert_eq!(stays["items"].as_array().unwrap().len(), 2);
}
