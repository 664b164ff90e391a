//! The wizard: one page, three parts.

use super::forms::SetupForm;
use crate::access::sign_in::door;
use crate::kernel::country::COUNTRIES;
use crate::kernel::currency::CURRENCIES;
use crate::kernel::zone::ZONES;
use crate::kernel::{FieldErrors, Lang, Timestamp};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, sort_key, tr};
use crate::platform::ui::{Choice, Field, InputKind, btn, check_field, field, input, password, select};
use maud::{Markup, html};

/// Offered first: where most offices are.
const FIRST_COUNTRIES: [&str; 2] = ["RU", "PL"];
const FIRST_CURRENCIES: [&str; 4] = ["RUB", "PLN", "EUR", "USD"];

pub(super) fn wizard(
    lang: Lang,
    token: &str,
    form: &SetupForm,
    problems: &FieldErrors,
    has_demo: bool,
    now: Timestamp,
) -> Markup {
    let errors = FormErrors::new(lang, problems);
    let path = format!("/setup/{token}");
    let firm = Field::new("firm", tr::setup_firm(lang)).hint(Some(tr::setup_firm_hint(lang))).error(errors.of("firm"));
    let language = Field::new("lang", tr::setup_lang(lang)).error(errors.of("lang"));
    let country = Field::new("country", tr::setup_country(lang)).error(errors.of("country"));
    let name = Field::new("name", tr::setup_name(lang)).error(errors.of("name"));
    let email = Field::new("email", tr::access_email(lang)).error(errors.of("email"));
    let secret = Field::new("password", tr::access_password(lang))
        .hint(Some(tr::access_password_hint(lang)))
        .error(errors.of("password"));
    let languages: Vec<(&str, &str)> = Lang::ALL.iter().map(|lang| (lang.code(), lang.own_name())).collect();
    let labels = [
        ("firm", firm.label),
        ("lang", language.label),
        ("country", country.label),
        ("currency", tr::setup_currency(lang)),
        ("zone", tr::setup_zone(lang)),
        ("name", name.label),
        ("email", email.label),
        ("password", secret.label),
    ];
    let body = html! {
        form method="post" action=(path) aria-label=(tr::setup_title(lang)) novalidate {
            p class="muted" { (tr::setup_text(lang)) }
            (errors.summary(&labels))
            h2 { (tr::setup_office(lang)) }
            (field(&firm, input(&firm, InputKind::Text, &form.firm).autocomplete("organization")))
            (field(&language, select(&language, None, &choices(&languages, &form.lang))))
            // Another country brings its currency and its hours; without scripts both are chosen by hand.
            div hx-get=(path) hx-include="find select" hx-trigger="change" hx-target="#money-and-time" hx-swap="outerHTML" {
                (field(&country, select(&country, None, &choices(&countries(lang), &form.country))))
            }
            (money_and_time(lang, form, problems, now))
            h2 { (tr::setup_admin(lang)) }
            (field(&name, input(&name, InputKind::Text, &form.name).autocomplete("name")))
            (field(&email, input(&email, InputKind::Email, &form.email).autocomplete("username")))
            (field(&secret, password(&secret, "new-password", tr::access_show_password(lang))))
            @if has_demo {
                div {
                    (check_field("has_demo", tr::setup_demo(lang), form.has_demo))
                    p class="small muted" { (tr::setup_demo_hint(lang)) }
                }
            }
            (btn(tr::setup_create(lang)).primary().submit())
        }
    };
    door(lang, tr::setup_title(lang), "", body, &path, None)
}

/// The two fields that follow the country.
pub(super) fn money_and_time(lang: Lang, form: &SetupForm, problems: &FieldErrors, now: Timestamp) -> Markup {
    let errors = FormErrors::new(lang, problems);
    let currency = Field::new("currency", tr::setup_currency(lang)).error(errors.of("currency"));
    let zone = Field::new("zone", tr::setup_zone(lang)).error(errors.of("zone"));
    let currencies = currencies(lang);
    let currencies: Vec<(&str, &str)> = currencies.iter().map(|(code, name)| (*code, name.as_str())).collect();
    let zones: Vec<(&str, String)> = ZONES.iter().map(|zone| (zone.id(), format::zone(lang, zone, now))).collect();
    let zones: Vec<(&str, &str)> = zones.iter().map(|(id, label)| (*id, label.as_str())).collect();
    html! {
        div class="stack" id="money-and-time" {
            (field(&currency, select(&currency, None, &choices(&currencies, &form.currency))))
            (field(&zone, select(&zone, None, &choices(&zones, &form.zone))))
        }
    }
}

pub(super) fn dead_link(lang: Lang) -> Markup {
    let body = html! { p { (tr::setup_link_dead_text(lang)) } };
    door(lang, tr::setup_link_dead(lang), "", body, "/login", None)
}

fn countries(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let mut countries: Vec<(&str, &str)> = COUNTRIES.iter().map(|country| (country.code, country.name(lang))).collect();
    countries.sort_by_cached_key(|(code, name)| (place(&FIRST_COUNTRIES, code), sort_key(lang, name)));
    countries
}

fn currencies(lang: Lang) -> Vec<(&'static str, String)> {
    let mut currencies: Vec<(&str, String)> = CURRENCIES
        .iter()
        .map(|currency| (currency.code, format!("{}, {}", currency.code, currency.name(lang))))
        .collect();
    currencies.sort_by_cached_key(|(code, name)| (place(&FIRST_CURRENCIES, code), sort_key(lang, name)));
    currencies
}

fn place(first: &[&str], code: &str) -> usize {
    first.iter().position(|listed| *listed == code).unwrap_or(first.len())
}

fn choices<'a>(options: &[(&'a str, &'a str)], chosen: &str) -> Vec<Choice<'a>> {
    let choice =
        |(value, label): &(&'a str, &'a str)| Choice { value, label, is_chosen: *value == chosen, ..Choice::default() };
    options.iter().map(choice).collect()
}
