//! Deals as they are sold in a real browser: by mouse, by keys, on a phone, with a colleague at the same board.

use super::leads::{lead, phone, record};
use crate::harness::{Browser, TestApp};
use korob::crm::pipelines::{self, LOST, NewStage, OPEN, Stage, StageRules, WON};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::records::Values;
use korob::records::value::Value;

const RU: Lang = Lang::Ru;

/// The stages of the pipeline that the office came with.
fn stages(app: &TestApp) -> Vec<Stage> {
    app.db()
        .read_blocking(|conn| {
            let first = pipelines::first_stage(conn, RU, None)?.unwrap();
            pipelines::of_pipeline(conn, RU, first.pipeline_id())
        })
        .unwrap()
}

/// Of the open stages, by their place; and the two ends.
fn codes(app: &TestApp) -> (Vec<String>, String, String) {
    let all = stages(app);
    let of = |meaning: &str| -> Vec<String> {
        all.iter().filter(|stage| stage.means(meaning)).map(|stage| stage.item.code.clone()).collect()
    };
    (of(OPEN), of(WON).remove(0), of(LOST).remove(0))
}

/// From now on a stage asks for these.
fn require(app: &TestApp, place: usize, keys: &[&str]) {
    let stage = stages(app).remove(place);
    let wanted = NewStage {
        labels: stage.item.labels.clone(),
        color: stage.item.color.clone(),
        meaning: OPEN.to_owned(),
        rules: StageRules { required: keys.iter().map(|key| (*key).to_owned()).collect(), ..stage.rules.clone() },
    };
    let (anna, kind) = (app.viewer("anna"), app.registry().kind("deal").unwrap());
    app.db().write_blocking(move |tx| pipelines::change_stage(tx, &anna, &kind, stage.id(), None, &wanted)).unwrap();
}

fn sign_in(app: &TestApp, name: &str) -> Browser {
    let browser = Browser::open(app);
    browser.sign_in(name);
    browser.console_errors();
    browser
}

fn deal(app: &TestApp, who: &str, title: &str) -> i64 {
    record(app, who, "deal", Values::default().with("title", title))
}

/// Chromium notes a refusal as an error of its own; the dialog of it is a page like others.
fn no_problems_but_refusals(browser: &Browser) {
    let errors = browser.console_errors();
    let other: Vec<&String> = errors.iter().filter(|error| !error.contains("422")).collect();
    assert!(other.is_empty(), "{other:?}");
    browser.no_problems();
}

/// Waits until the board hears the server.
fn open_board(browser: &Browser) {
    browser.go("/deals/board");
    browser.see("html[data-heard]");
}

#[test]
fn a_lead_becomes_a_deal_and_the_deal_is_won_by_mouse() {
    let app = TestApp::start();
    let (open, won, _) = codes(&app);
    let (new, qualified, offered) = (&open[0], &open[1], &open[2]);
    require(&app, 2, &["amount_minor", "expected_close_on", "deal_type"]);
    let firm = Values::default().with("name", "Ромашка ООО").with("phones", phone("+79161234567"));
    let company = record(&app, "olga", "company", firm);
    let from = record(&app, "olga", "lead", lead());
    let (olga, anna) = (sign_in(&app, "olga"), sign_in(&app, "anna"));
    open_board(&anna);
    olga.go(&format!("/leads/{from}/conversion"));
    olga.see(&format!("[name=company][value='{company}']:checked"));
    olga.see("[name=deal]:checked");
    olga.screenshot("deal-conversion");
    olga.no_problems();
    olga.click("form.stack button[type=submit].btn[data-k=primary]");
    olga.see_text(tr::leads_status_converted(RU));
    olga.go(&format!("/companies/{company}"));
    olga.see_text("Стеллажи для склада");
    olga.screenshot("deal-company");
    olga.no_problems();
    // The colleague sees each step without doing anything.
    anna.see(&format!("#col-{new} .deal"));
    open_board(&olga);
    let card = olga.eval("return document.querySelector('.deal').id", &[]).as_str().unwrap().to_owned();
    let at = |code: &str| format!("#col-{code} #{card}");
    let both = |selector: &str| [&olga, &anna].iter().for_each(|browser| drop(browser.see(selector)));
    let drag_to = |code: &str| olga.drag(&format!("#{card} h3"), &format!("[data-column='{code}']"));
    assert!(olga.text(&format!("#{card}")).contains("Ромашка ООО"), "the client stands on the card");
    both(&format!("#col-{new}-mix a[data-s=none]"));
    drag_to(qualified);
    both(&at(qualified));
    // The bars and the chips of a phone go with it.
    both(&format!("#col-{qualified}-mix a[data-s=none]"));
    let chip = format!("return document.querySelector('#col-{qualified}-n').textContent.trim()");
    assert_eq!([olga.eval(&chip, &[]), anna.eval(&chip, &[])], ["1", "1"]);
    olga.see_text(&tr::boards_moved_to(RU, "Квалификация"));
    olga.click_text(tr::ui_undo(RU));
    both(&at(new));
    drag_to(qualified);
    both(&at(qualified));
    olga.press("Control+z");
    both(&at(new));
    // A stage that asks for something, and keeps what was said of it.
    drag_to(offered);
    olga.see("#reason [name='set.amount_minor']:focus");
    olga.see_text(&format!("{}, ₽", tr::crm_amount(RU)));
    olga.screenshot("deal-required");
    no_problems_but_refusals(&olga);
    olga.see(&at(new));
    olga.fill("[name='set.amount_minor']", "12 тысяч");
    olga.eval("document.querySelector('#reason [type=date]').value = '2026-12-15'", &[]);
    olga.choose("[name='set.deal_type']", "goods");
    olga.click("dialog footer [data-k=primary]");
    olga.see("#reason .error");
    let kept = "return [...document.querySelectorAll('#reason [name^=set]')].map(field => field.value).join()";
    assert_eq!(olga.eval(kept, &[]), "12 тысяч,2026-12-15,goods");
    olga.screenshot("deal-required-error");
    no_problems_but_refusals(&olga);
    olga.fill("[name='set.amount_minor']", "12 000,50");
    olga.click("dialog footer [data-k=primary]");
    both(&at(offered));
    assert!(anna.text(&format!("#{card} .money")).starts_with("12\u{a0}000,50"));
    olga.screenshot("deal-board");
    no_problems_but_refusals(&olga);
    // Won, taken back, won again on the card, and sold once more.
    // The zone lies where the toasts of the moves before are.
    drag_to(&won);
    for browser in [&olga, &anna] {
        browser.see_no(&format!("#{card}"));
    }
    olga.press("Control+z");
    both(&at(offered));
    let id = card.strip_prefix("card-").unwrap();
    olga.go(&format!("/deals/{id}"));
    olga.screenshot("deal-card");
    olga.no_problems();
    olga.click_text(tr::deals_win(RU));
    olga.see_text(tr::deals_reopen(RU));
    anna.see_no(&format!("#{card}"));
    olga.screenshot("deal-card-won");
    olga.no_problems();
    olga.click_text(tr::deals_repeat_do(RU));
    anna.see(&format!("#col-{new} .deal"));
    olga.see_text(tr::deals_win(RU));
    assert_ne!(olga.path(), format!("/deals/{id}"));
    olga.see_text("Ромашка ООО");
    olga.no_problems();
    anna.no_problems();
    // What only an ended deal has is under a heading of its own.
    olga.go("/deals/new");
    let order = "return [...document.querySelectorAll('#main form .input, #main form [data-pick-search]')].map(e => e.id).join()";
    let order = olga.eval(order, &[]).as_str().unwrap().to_owned();
    let place = |key: &str| order.find(&format!("f-{key}")).unwrap_or_else(|| panic!("{key}: {order}"));
    assert!(place("amount_minor") < place("stage_id") && place("is_repeat") < place("lost_reason"));
    for (page, name) in [("/deals?view=all", "list"), ("/deals/new", "form")] {
        olga.go(page);
        olga.see("#main h1");
        olga.screenshot(&format!("deal-{name}"));
        olga.no_problems();
    }
}

#[test]
fn a_lost_deal_says_why_and_comes_back() {
    let app = TestApp::start();
    let (open, _, lost) = codes(&app);
    let id = deal(&app, "olga", "Тележки");
    let olga = sign_in(&app, "olga");
    open_board(&olga);
    let card = format!("#col-{} #card-{id}", open[0]);
    olga.drag(&format!("{card} h3"), &format!("[data-drops] [data-column='{lost}']"));
    olga.see("#reason [name='set.lost_reason']:focus");
    // It lies where it lay until the reason is told.
    olga.see(&card);
    olga.choose("[name='set.lost_reason']", "other");
    olga.click("dialog footer [data-k=primary]");
    olga.see("#reason [name='set.lost_note']:focus");
    assert_eq!(olga.eval("return document.querySelector(\"[name='set.lost_reason']\").value", &[]), "other");
    olga.screenshot("deal-lost-other");
    no_problems_but_refusals(&olga);
    olga.fill("[name='set.lost_note']", "Закрылись");
    olga.click("dialog footer [data-k=primary]");
    olga.see_no(&format!("#card-{id}"));
    olga.click_text(tr::ui_undo(RU));
    olga.see(&card);
    no_problems_but_refusals(&olga);
}

#[test]
fn deals_are_sold_by_keys_alone() {
    let app = TestApp::start();
    let (open, won, lost) = codes(&app);
    require(&app, 2, &["amount_minor", "deal_type"]);
    let firm = Values::default().with("name", "Ромашка ООО").with("phones", phone("+79161234567"));
    let company = record(&app, "olga", "company", firm);
    let from = record(&app, "olga", "lead", lead());
    let olga = sign_in(&app, "olga");
    olga.go(&format!("/leads/{from}"));
    olga.tab_to(&format!("[href='/leads/{from}/conversion']"));
    olga.press("Enter");
    olga.see(&format!("[name=company][value='{company}']:checked"));
    olga.tab_to("form.stack button[type=submit].btn[data-k=primary]");
    olga.press("Enter");
    olga.see_text(tr::leads_status_converted(RU));
    open_board(&olga);
    let card = olga.eval("return document.querySelector('.deal').id", &[]).as_str().unwrap().to_owned();
    let id = card.strip_prefix("card-").unwrap();
    let at = |code: &str| format!("#col-{code} #{card}");
    olga.press("j");
    olga.see("[data-cursor]");
    olga.press("m");
    olga.see(".menu:popover-open .mi:focus");
    olga.screenshot("deal-menu");
    olga.press("Escape");
    olga.see_no(".menu:popover-open");
    olga.press("m");
    olga.see(".menu:popover-open .mi:focus");
    olga.press("Enter");
    olga.see(&format!("{}[data-version='2'] a:focus", at(&open[1])));
    // Over a dialog: the third column is the second of the others.
    olga.press("m");
    olga.see(".menu:popover-open .mi:focus");
    olga.press("ArrowDown");
    olga.press("Enter");
    let tell = || {
        olga.see("#reason [name='set.amount_minor']:focus");
        olga.type_text("5000");
        olga.tab_to("[name='set.deal_type']");
        olga.press("ArrowDown");
        olga.tab_to("dialog footer [data-k=primary]");
        olga.press("Enter");
    };
    tell();
    olga.see(&at(&open[2]));
    olga.see_no("dialog[open]");
    olga.press("Control+z");
    olga.see(&at(&open[1]));
    // On the card of the deal.
    olga.go(&format!("/deals/{id}"));
    olga.tab_to(".stages li:first-child button");
    olga.press("Enter");
    olga.see(".stages li:first-child[aria-current=step]");
    olga.press("Control+z");
    olga.see(".stages li:nth-child(2)[aria-current=step]");
    olga.tab_to(&format!(".rec-head button[hx-vals*='\"{lost}\"']"));
    olga.press("Enter");
    olga.see("#reason [name='set.lost_reason']:focus");
    olga.press("ArrowDown");
    olga.tab_to("dialog footer [data-k=primary]");
    olga.press("Enter");
    olga.see_text(tr::deals_reopen(RU));
    olga.press("Control+z");
    olga.see_text(tr::deals_win(RU));
    // What a stage on the way asks for is asked for at its end.
    olga.tab_to(&format!(".rec-head button[hx-vals*='\"{won}\"']"));
    olga.press("Enter");
    tell();
    olga.see_text(tr::deals_reopen(RU));
    olga.press("Control+z");
    olga.see_text(tr::deals_win(RU));
    no_problems_but_refusals(&olga);
}

#[test]
fn deals_are_sold_on_a_phone() {
    let app = TestApp::start();
    let (open, _, lost) = codes(&app);
    require(&app, 1, &["amount_minor"]);
    let title = "Regały paletowe do magazynu wysokiego składowania";
    let id = deal(&app, "malgorzata", title);
    let phone = sign_in(&app, "malgorzata");
    phone.phone();
    open_board(&phone);
    phone.screenshot("deal-phone-board");
    phone.no_problems();
    phone.click(&format!("#card-{id} [data-move-menu]"));
    phone.see(".menu:popover-open");
    phone.screenshot("deal-phone-menu");
    phone.no_problems();
    phone.click(".menu:popover-open .mi:first-child");
    phone.see("#reason [name='set.amount_minor']");
    phone.screenshot("deal-phone-required");
    no_problems_but_refusals(&phone);
    phone.fill("[name='set.amount_minor']", "1200");
    phone.click("dialog footer [data-k=primary]");
    phone.see(&format!("#col-{} #card-{id}", open[1]));
    phone.click(&format!("[data-board-chips] [href='#col-{}']", open[1]));
    phone.see(&format!("[data-board-chips] [href='#col-{}'][aria-current=true]", open[1]));
    phone.prefer_dark(true);
    phone.go(&format!("/deals/{id}"));
    phone.see(".stages [aria-current=step]");
    phone.screenshot("deal-phone-card");
    // Where it stands is told in words: the bar has no room for names.
    assert!(phone.text(".stage-line").contains("Kwalifikacja"));
    assert!(phone.text(".rec-head .amount").starts_with("1\u{a0}200"));
    phone.no_problems();
    phone.click(&format!(".rec-head button[hx-vals*='\"{lost}\"']"));
    phone.choose("[name='set.lost_reason']", "timing");
    phone.click("dialog footer [data-k=primary]");
    phone.see_text(tr::deals_reopen(Lang::Pl));
    phone.click_text(tr::ui_undo(Lang::Pl));
    phone.see_text(tr::deals_win(Lang::Pl));
    no_problems_but_refusals(&phone);
    for (page, name) in [("/deals", "list"), ("/deals/new", "form"), ("/deals/board", "board-dark")] {
        phone.go(page);
        phone.see("#main h1");
        phone.screenshot(&format!("deal-phone-{name}"));
        phone.no_problems();
    }
}

#[test]
fn what_no_dialog_can_ask_for_is_asked_on_the_form() {
    let app = TestApp::start();
    let (open, ..) = codes(&app);
    require(&app, 1, &["company_id"]);
    let id = deal(&app, "olga", "Стеллажи");
    let olga = sign_in(&app, "olga");
    open_board(&olga);
    olga.drag(&format!("#card-{id} h3"), &format!("[data-column='{}']", open[1]));
    olga.see_text(&tr::boards_fill_in_first(RU, tr::ui_company(RU)));
    olga.see(&format!("#col-{} #card-{id}", open[0]));
    no_problems_but_refusals(&olga);
    olga.click_text(tr::boards_open_form(RU));
    olga.see_path(&format!("/deals/{id}/edit#f-company_id"));
    olga.see("#f-company_id");
    olga.no_problems();
    // A new one in a column that asks for more than a name.
    require(&app, 0, &["amount_minor"]);
    open_board(&olga);
    olga.click(&format!("[popovertarget=add-{}]", open[0]));
    olga.see(&format!("#add-{} input[name=title]:focus", open[0]));
    olga.type_text("Паллеты");
    olga.press("Enter");
    olga.see("#reason [name='set.amount_minor']:focus");
    no_problems_but_refusals(&olga);
    olga.type_text("700");
    olga.press("Enter");
    olga.see(&format!("#col-{} .deal[data-name='Паллеты']", open[0]));
    olga.see_no("dialog[open]");
    let sum = "return [...document.querySelectorAll('.deal')].find(card => card.dataset.name === 'Паллеты').innerText";
    let shown = olga.eval(sum, &[]);
    assert!(shown.as_str().unwrap().contains("700"), "{shown}");
    let with =
        record(&app, "olga", "deal", Values::default().with("title", "С суммой").with("amount_minor", Value::Int(100)));
    olga.see(&format!("#col-{} #card-{with}", open[0]));
    no_problems_but_refusals(&olga);
}
