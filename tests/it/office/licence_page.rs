//! The licence on its page, at the people of the office, and above the pages of administrators.

use crate::harness::licence::{licence, sealed, vendor};
use crate::harness::{Answer, Browser, Client, PASSWORD, TestApp};
use korob::kernel::{Actor, Lang};
use korob::office::licence::Licence;
use korob::platform::i18n::tr;
use ureq::http::Method;

const PAGE: &str = "/settings/licence";
const BOUNDARY: &str = "x-the-end-of-a-part";

fn send(client: &Client, fields: &[(&str, &str)]) -> Answer {
    let part = |(name, value): &(&str, &str)| {
        let file = if *name == "file" { "; filename=\"licence.txt\"" } else { "" };
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n")
    };
    let body = fields.iter().map(part).collect::<String>() + &format!("--{BOUNDARY}--\r\n");
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.send(Method::POST, PAGE, Some((&kind, body.into_bytes())))
}

/// Of the test's vendor, with as many days of updates left.
fn with_days_left(days: i64) -> Licence {
    let today = chrono::Utc::now().date_naive();
    Licence {
        issued_on: today - chrono::TimeDelta::days(300),
        updates_until: today + chrono::TimeDelta::days(days),
        ..licence()
    }
}

#[test]
fn an_administrator_puts_a_licence_in_force_by_code_or_file() {
    let app = TestApp::of(vendor(5));
    let anna = app.as_("anna").htmx();
    let page = anna.get(PAGE).expect(200).has(&tr::licence_none(Lang::Ru, 5)).has(app.db().instance_id());
    assert!(page.texts("#licence-request")[0].contains("active users: 5"));
    send(&anna, &[("code", &sealed(licence()).code()), ("file", "")]).expect(204);
    anna.get(PAGE).expect(200).has("K-2026-17").has("Тулаполис»").has(&tr::licence_seats_of(Lang::Ru, "5", "7"));
    let more = Licence { id: "K-2027-3".to_owned(), seats: 70, ..licence() };
    // The file counts, whatever stands in the box.
    send(&anna, &[("code", "AQAA"), ("file", &sealed(more).file())]).expect(204);
    anna.get(PAGE).expect(200).has("K-2027-3");
    assert_eq!(app.licences().seats().count(), 70);
    // A browser without scripts sends the token as the first field, and comes back to the page.
    let (plain, longest) = (app.as_("anna"), Licence { seats: 700, ..with_days_left(900) });
    assert_eq!(send(&plain, &[("code", &sealed(longest).code())]).expect_redirect(), PAGE);
}

#[test]
fn what_is_wrong_stands_at_the_field_and_what_was_pasted_stays() {
    let app = TestApp::of(vendor(5));
    let (anna, olga) = (app.as_("anna").htmx(), app.as_("olga").htmx());
    app.licences().renew(&Actor::SYSTEM, &sealed(licence()).code(), false).unwrap();
    let small = sealed(Licence { seats: 6, ..licence() }).code();
    let foreign = sealed(Licence { instance_id: Some("f".repeat(32)), ..licence() }).code();
    let future = sealed(Licence {
        issued_on: "2099-01-01".parse().unwrap(),
        updates_until: "2100-01-01".parse().unwrap(),
        ..licence()
    });
    let cases: [(&str, &str); 6] = [
        ("", tr::licence_empty(Lang::Ru)),
        ("купите лицензию", tr::licence_not_one(Lang::Ru)),
        (&small, "K-2026-17"),
        (&small[..small.len() - 8], tr::licence_damaged(Lang::Ru)),
        (&foreign, tr::licence_other_office(Lang::Ru)),
        (&future.code(), "2099"),
    ];
    for (code, told) in cases {
        let page = app.expect_unchanged(|| send(&anna, &[("code", code)])).expect(422);
        assert!(page.texts("#f-code-error")[0].contains(told), "{:?}", page.texts("#f-code-error"));
        assert!(page.texts("textarea[name=code]")[0].contains(code), "{code}");
        assert_eq!(page.attributes("[name=may_be_older]", "type").len(), usize::from(code == small), "{code}");
    }
    let chosen = app.expect_unchanged(|| send(&anna, &[("file", &small)])).expect(422);
    assert!(chosen.texts("textarea[name=code]")[0].contains(small.trim()), "the file need not be chosen again");
    let long = "A".repeat(100_000);
    app.expect_unchanged(|| send(&anna, &[("file", &long)])).expect(422).has(tr::licence_too_long(Lang::Ru));
    app.expect_unchanged(|| send(&anna, &[("code", &small), ("seats", "99")])).expect(422);
    app.expect_unchanged(|| send(&anna, &[("code", &small), ("code", &small)])).expect(422);
    app.expect_unchanged(|| send(&olga, &[("code", &small)])).expect(403);
    olga.get(PAGE).expect(403);
    // Who says so gets the smaller one.
    send(&anna, &[("code", &small), ("may_be_older", "1")]).expect(204);
    assert_eq!(app.licences().seats().count(), 6);
    let last = app.db().read_blocking(|conn| {
        let sql = "SELECT verb, user_id FROM actions ORDER BY id DESC LIMIT 1";
        Ok(conn.query_row(sql, [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?)
    });
    assert_eq!(last.unwrap(), ("licence.renewed".to_owned(), app.user("anna").id.0));
    let id: i64 = app
        .db()
        .read_blocking(|conn| Ok(conn.query_row("SELECT max(id) FROM actions", [], |row| row.get(0))?))
        .unwrap();
    app.expect_unchanged(|| anna.post_form(&format!("/actions/{id}/undo"), &[])).expect(409);
}

#[test]
fn without_a_free_seat_nobody_is_added_or_enabled_and_nobody_is_locked_out() {
    let app = TestApp::of(vendor(5));
    let anna = app.as_("anna");
    let fields =
        [("name", "Юлия"), ("email", "yulia@tulapolis.example"), ("role", "staff"), ("confirm_password", PASSWORD)];
    let taken = tr::problem_no_free_seat(Lang::Ru, 5);
    let page = app.expect_unchanged(|| anna.post_form("/settings/users", &fields)).expect(422);
    assert!(page.texts("#f-email-error")[0].contains(&taken), "{:?}", page.texts("#f-email-error"));
    let igor = format!("/settings/users/{}", app.user("igor").id.0);
    anna.post_form(&format!("{igor}/disabling"), &[]).expect(303);
    anna.post_form("/settings/users", &fields).expect(200);
    app.expect_unchanged(|| anna.post_form(&format!("{igor}/enabling"), &[])).expect(422).has(&taken);
    app.licences().renew(&Actor::SYSTEM, &sealed(Licence { seats: 6, ..licence() }).code(), false).unwrap();
    anna.post_form(&format!("{igor}/enabling"), &[]).expect(303);
    // The licence is taken away: six people on five seats, all of whom go on working.
    std::fs::remove_file(app.data().join("license.key")).unwrap();
    let of_next_start = korob::office::licence::Licences::open(vendor(5), app.db().clone()).unwrap();
    assert_eq!(of_next_start.seats().count(), 5);
    app.as_("igor").get("/companies").expect(200);
}

#[test]
fn administrators_are_told_above_every_page_until_they_close_it() {
    let app = TestApp::of(vendor(5));
    let (anna, olga) = (app.as_("anna"), app.as_("olga"));
    let notices = |client: &Client| client.get("/companies").expect(200).texts(".notices .note");
    let put = |days| app.licences().renew(&Actor::SYSTEM, &sealed(with_days_left(days)).code(), true).unwrap();
    put(90);
    assert_eq!(notices(&anna), Vec::<String>::new());
    put(45);
    assert_eq!(notices(&anna).len(), 1);
    assert_eq!(notices(&olga), Vec::<String>::new(), "it is no business of staff");
    olga.htmx().post_form("/settings/licence/notice/closing", &[]).expect(403);
    assert_eq!(anna.htmx().post_form("/settings/licence/notice/closing", &[]).expect(200).text(), "");
    assert_eq!(notices(&anna), Vec::<String>::new());
    // The next stage is told anew, and so is the end.
    for days in [20, 3, -1] {
        put(days);
        assert_eq!(notices(&anna).len(), 1, "{days}");
        assert_eq!(anna.post_form("/settings/licence/notice/closing", &[]).expect_redirect(), PAGE);
        assert_eq!(notices(&anna), Vec::<String>::new(), "{days}");
    }
    anna.get(PAGE).expect(200).has(&tr::licence_seats_of(Lang::Ru, "5", "7"));
}

#[test]
fn a_licence_is_pasted_and_its_request_copied_by_mouse() {
    let app = TestApp::of(vendor(5));
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.go(PAGE);
    browser.fill("[name=code]", "AQAA");
    browser.click_text(tr::licence_put_in_force(Lang::Ru));
    browser.see("#f-code-error");
    // Chromium notes a refusal as an error of its own.
    browser.console_errors();
    browser.screenshot("licence-refused");
    browser.fill("[name=code]", &sealed(with_days_left(45)).code());
    browser.click_text(tr::licence_put_in_force(Lang::Ru));
    browser.see(".note[data-s=warn]");
    browser.go("/companies");
    browser.see(".notices .note");
    browser.screenshot("licence-notice");
    browser.click(".notices button");
    browser.see_no(".notices .note");
    browser.go(PAGE);
    browser.click_text(tr::licence_copy(Lang::Ru));
    browser.see_text(tr::licence_copied(Lang::Ru));
    browser.screenshot("licence");
    browser.no_problems();
    browser.phone();
    browser.screenshot("licence-phone");
    browser.no_problems();
}
