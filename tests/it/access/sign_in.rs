//! Signing in, and guessing.

use super::{post, sign_in, sign_in_with};
use crate::harness::{Answer, PASSWORD, TestApp, email};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use std::time::Instant;

#[test]
fn the_door_greets_with_the_office_in_three_languages() {
    let app = TestApp::start();
    for (lang, words) in [("en", "Sign in"), ("ru", "Войти"), ("pl", "Zaloguj się")] {
        let visitor = app.anonymous();
        let page = visitor.get(&format!("/login?lang={lang}")).expect(200).has("Тулаполис").has("Анна Соколова");
        assert_eq!(page.texts("button[type=submit]"), [words]);
        assert_eq!(page.attributes("html", "lang"), [lang]);
        // The choice is remembered, also for what goes wrong.
        let page = visitor.get("/nowhere").expect(404);
        assert_eq!(page.attributes("html", "lang"), [lang]);
    }
}

#[test]
fn before_set_up_the_door_says_how_to_begin() {
    let app = TestApp::empty();
    app.anonymous().get("/login?lang=ru").expect(200).has(tr::setup_needed(Lang::Ru)).has("korob user add");
    sign_in_with(&app.anonymous(), "admin@admin.com", "admin").expect(422);
    assert_eq!(app.anonymous().get("/profile").expect_redirect(), "/login?next=%2Fprofile");
}

#[test]
fn a_wrong_password_keeps_the_address_and_nothing_else() {
    let app = TestApp::start();
    let answer = sign_in_with(&app.anonymous(), &email("olga"), "guess-guess-guess").expect(422);
    assert_eq!(answer.attributes("input[name=email]", "value"), [email("olga")]);
    assert_eq!(answer.attributes("input[name=password]", "value"), [""]);
    assert_eq!(answer.attributes("input[name=password]", "aria-invalid"), ["true"]);
    answer.has_not("guess-guess-guess");
}

/// What a stranger sees of an answer, with the address that was typed taken out.
fn seen(answer: &Answer, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let headers = answer.headers.iter().filter(|(name, _)| name != "date" && name != "content-length");
    (answer.status, headers.cloned().collect(), answer.text().replace(typed, "…"))
}

#[test]
fn nobody_learns_who_has_an_account() {
    let app = TestApp::start();
    app.db()
        .write_blocking({
            let igor = app.user("igor").id;
            move |tx| korob::access::users::disable(tx, &korob::kernel::Actor::SYSTEM, igor)
        })
        .unwrap();
    let mut answers = Vec::new();
    for (account, password) in [
        (email("olga"), "guess-guess-guess"),
        (email("nobody"), "guess-guess-guess"),
        // Disabled, with the right password.
        (email("igor"), PASSWORD),
        ("no address at all".to_owned(), "guess-guess-guess"),
    ] {
        let answer = sign_in_with(&app.anonymous(), &account, password);
        answers.push(seen(&answer, &account));
    }
    for other in &answers[1..] {
        assert_eq!(*other, answers[0]);
    }
    // Neither do the pauses tell.
    for account in [email("pyotr"), email("somebody")] {
        let statuses: Vec<u16> =
            (0..7).map(|_| sign_in_with(&app.anonymous(), &account, "guess-guess-guess").status).collect();
        assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429], "{account}");
    }
}

#[test]
fn an_unknown_account_takes_as_long_as_a_known_one() {
    let app = TestApp::start();
    let median = |accounts: Vec<String>| {
        let mut times: Vec<_> = accounts
            .iter()
            .map(|account| {
                let started = Instant::now();
                sign_in_with(&app.anonymous(), account, "guess-guess-guess").expect(422);
                started.elapsed()
            })
            .collect();
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    // As many tries as one account has before the pause, on four accounts.
    let known = ["anna", "olga", "igor", "malgorzata"].iter().flat_map(|name| vec![email(name); 4]).collect();
    let unknown = (0..16).map(|n| email(&format!("nobody{}", n / 4))).collect();
    let (known, unknown) = (median(known), median(unknown));
    // Loose, since the machine is shared; the hash alone is a hundred times the rest.
    assert!((0.5..2.0).contains(&(known / unknown)), "known {known} s, unknown {unknown} s");
}

#[test]
fn guessing_ends_after_a_few_tries_and_does_not_lock_a_known_browser_out() {
    let app = TestApp::start();
    let known = app.anonymous();
    sign_in(&known, "olga").expect(303);
    let guesser = app.anonymous();
    let mut looked_at = 0;
    for n in 0..40 {
        // Forwarded addresses are believed from nobody.
        let guess = guesser.with_header("X-Forwarded-For", &format!("198.51.100.{n}"));
        let answer = sign_in_with(&guess, &email("olga"), &format!("guess number {n}"));
        looked_at += usize::from(answer.status == 422);
        if answer.status == 429 {
            assert_eq!(answer.header("retry-after").parse::<u32>().unwrap().div_ceil(60), 5);
        }
    }
    assert_eq!(looked_at, 5);
    // The right password is not looked at either, from there; where she has signed in before, it is.
    sign_in(&app.anonymous(), "olga").expect(429);
    sign_in(&known, "olga").expect(303);
}

#[test]
fn a_proxy_on_this_machine_tells_addresses_apart() {
    let app = TestApp::behind("https://crm.tulapolis.example");
    let from = |address: &str| {
        let through = app.anonymous().with_header("Host", "crm.tulapolis.example");
        through.with_header("Origin", "https://crm.tulapolis.example").with_header("X-Forwarded-For", address)
    };
    // What the browser put there itself stands before what the proxy adds, and is not believed.
    let guess = |n: i32| {
        let guesser = from(&format!("203.0.113.{n}, 198.51.100.7"));
        sign_in_with(&guesser, &format!("nobody{n}@tulapolis.example"), "guess").status
    };
    let statuses: Vec<u16> = (0..60).map(guess).collect();
    assert_eq!((statuses[0], statuses[59]), (422, 429));
    sign_in(&from("198.51.100.7"), "olga").expect(429);
    sign_in(&from("198.51.100.8"), "olga").expect(303);
}

#[test]
fn confirming_with_the_password_is_limited_too() {
    let app = TestApp::start();
    let olga = app.as_("olga");
    let guess = [("old", "guess-guess-guess"), ("password", "vosem pryzhkov cherez reku")];
    for _ in 0..5 {
        post(&olga, "/profile/password", &guess).expect(422).has("aria-invalid=\"true\"");
    }
    let right = [("old", PASSWORD), ("password", "vosem pryzhkov cherez reku")];
    let refused = app.expect_unchanged(|| post(&olga, "/profile/password", &right).expect(422));
    refused.has(tr::problem_password_paused(Lang::Ru));
}
