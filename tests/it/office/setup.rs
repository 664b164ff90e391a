//! The first start: the link that the server prints, and the wizard behind it.

use crate::harness::{Answer, Client, Korob, TestApp};
use korob::kernel::Lang;
use korob::office::setup;
use korob::platform::i18n::tr;
use korob::platform::settings::Office;
use ureq::http::Method;

const PASSWORD: &str = "semero gusey nad krychey";

fn answers() -> Vec<(&'static str, &'static str)> {
    vec![
        ("firm", "Норд Стор"),
        ("lang", "ru"),
        ("country", "RU"),
        ("currency", "RUB"),
        ("zone", "Asia/Omsk"),
        ("name", "Анна Соколова"),
        ("email", "anna@nordstor.example"),
        ("password", PASSWORD),
    ]
}

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = answers();
    for (name, value) in changes {
        fields.retain(|(other, _)| other != name);
        fields.push((name, value));
    }
    fields
}

fn send(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client.send_form(Method::POST, path, fields)
}

fn link(app: &TestApp) -> String {
    format!("/setup/{}", setup::link(app.db()).unwrap().unwrap().as_str())
}

#[test]
fn the_link_that_is_printed_sets_the_office_up_once() {
    let korob = Korob::new();
    let served = korob.serve(&["--lang", "ru"]);
    let start = served.said.find("http://").unwrap_or_else(|| panic!("no link in {}", served.said));
    let path = served.said[start..].split_whitespace().next().unwrap().strip_prefix(served.base()).unwrap().to_owned();
    let client = served.client();
    client.get("/readyz").expect(503);
    client.get(&path).expect(200);
    assert_eq!(send(&client, &path, &answers()).expect_redirect(), "/");
    client.get("/readyz").expect(200);
    client.get("/profile").expect(200).has("Анна Соколова");
    // Neither the link nor the page is there any more.
    assert_eq!(served.client().get(&path).expect_redirect(), "/login");
    assert_eq!(send(&served.client(), &path, &answers()).expect_redirect(), "/login");
    assert_eq!(served.stop().0, 0);
    let again = korob.serve(&[]);
    assert!(!again.said.contains("/setup/"), "{}", again.said);
}

#[test]
fn without_the_link_there_is_nothing_but_the_way_to_it() {
    let app = TestApp::empty();
    let visitor = app.anonymous();
    assert_eq!(visitor.get("/setup").expect_redirect(), "/login");
    let page = visitor.get("/setup/no-such-link?lang=pl").expect(404);
    page.has(tr::setup_link_dead(Lang::Pl));
    app.expect_unchanged(|| send(&visitor, "/setup/no-such-link", &answers()).expect(404));
    let old = link(&app);
    let new = link(&app);
    app.expect_unchanged(|| send(&visitor, &old, &answers()).expect(404));
    send(&visitor, &new, &answers()).expect(303);
}

#[test]
fn the_wizard_suggests_what_is_likely_and_keeps_what_was_typed() {
    let app = TestApp::empty();
    let path = link(&app);
    let chosen = |page: &Answer, name: &str| page.attributes(&format!("[name={name}] option[selected]"), "value");
    for (lang, country, currency, zone) in [
        ("ru", "RU", "RUB", "Europe/Moscow"),
        ("pl", "PL", "PLN", "Europe/Warsaw"),
        ("en", "GB", "GBP", "Europe/London"),
    ] {
        let page = app.anonymous().with_header("Accept-Language", lang).get(&path).expect(200);
        assert_eq!(page.attributes("html", "lang"), [lang]);
        assert_eq!(chosen(&page, "country"), [country]);
        assert_eq!(chosen(&page, "currency"), [currency]);
        assert_eq!(chosen(&page, "zone"), [zone]);
    }
    let part = app.anonymous().htmx().get(&format!("{path}?country=KZ")).expect(200);
    assert_eq!(chosen(&part, "currency"), ["KZT"]);
    assert!(!part.text().contains("<html"), "a part of the page");

    let fields = with(&[("email", "anna"), ("password", "nordstor"), ("firm", "  ")]);
    let page = app.expect_unchanged(|| send(&app.anonymous(), &path, &fields).expect(422));
    assert_eq!(page.attributes("[aria-invalid]", "name"), ["firm", "email", "password"]);
    assert_eq!(page.attributes("[name=name]", "value"), ["Анна Соколова"]);
    assert_eq!(page.attributes("[name=email]", "value"), ["anna"]);
    assert_eq!(page.attributes("[name=password]", "value"), [""], "a password is never sent back");
    assert_eq!(chosen(&page, "zone"), ["Asia/Omsk"]);
    app.expect_unchanged(|| send(&app.anonymous(), &path, &with(&[("role", "admin")])).expect(422));
}

#[test]
fn of_two_who_answer_at_once_one_creates_the_office() {
    let app = TestApp::empty();
    let path = link(&app);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = ["anna@a.example", "boris@b.example", "celina@c.example"]
            .into_iter()
            .map(|email| {
                let (client, path) = (app.anonymous(), path.clone());
                scope.spawn(move || {
                    let answer = send(&client, &path, &with(&[("email", email)]));
                    if answer.status == 303 && answer.header("location") == "/login" { 404 } else { answer.status }
                })
            })
            .collect();
        tries.into_iter().map(|attempt| attempt.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    let users = app.db().read_blocking(korob::access::users::list).unwrap();
    assert_eq!(users.len(), 1);
    let office = app.db().read_blocking(Office::load).unwrap();
    assert_eq!((office.name.as_str(), office.zone.as_str()), ("Норд Стор", "Asia/Omsk"));
}
