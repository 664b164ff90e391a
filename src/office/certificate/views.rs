//! What protects connections, and how a device is told to trust it.

use super::Reach;
use crate::kernel::{Lang, Timestamp};
use crate::platform::i18n::{format, tr};
use crate::platform::tls::{Authority, Certificates, Facts};
use crate::platform::ui::{self, FieldRow, btn, card, field_rows, note, page_head, qr, sheet};
use chrono_tz::Tz;
use maud::{Markup, html};
use url::Url;

/// An own certificate is bought or fetched by people: they want to know in time.
const WARNED_DAYS_BEFORE: i64 = 30;

pub(super) struct State<'a> {
    pub lang: Lang,
    pub zone: Tz,
    pub now: Timestamp,
    pub urls: Vec<String>,
    pub reach: &'a Reach,
}

/// Stands over every page of administrators for as long as it is so.
pub fn in_the_clear(lang: Lang) -> Markup {
    note(
        ui::State::Late,
        html! { (tr::certificate_in_the_clear(lang)) " " a href="/settings/certificate" { (tr::certificate_what_to_do(lang)) } },
    )
}

pub(super) fn page(state: &State<'_>) -> Markup {
    let lang = state.lang;
    let content = html! {
        @match &state.reach.certificates {
            Some(certificates) => { (protected(state, certificates)) },
            None => { (unprotected(state)) },
        }
        (addresses(state))
        @if let Some(authority) = state.reach.certificates.as_ref().and_then(|certificates| certificates.authority()) {
            (systems(lang, authority.facts()))
        }
    };
    html! {
        (page_head(tr::certificate_title(lang), "", html! {}, html! {}))
        (sheet(tr::certificate_title(lang), content))
    }
}

fn unprotected(state: &State<'_>) -> Markup {
    let lang = state.lang;
    html! {
        @if state.reach.is_in_the_clear {
            (note(ui::State::Late, html! { (tr::certificate_in_the_clear(lang)) }))
        } @else {
            (note(ui::State::Neutral, html! { (tr::certificate_off(lang)) }))
        }
        (card(tr::certificate_what_to_do(lang), None, html! {}, html! {
            p { (tr::certificate_how_auto(lang)) }
            pre { code { "listen = \"0.0.0.0:8090\"\ntls = \"auto\"" } }
            p { (tr::certificate_how_files(lang)) }
            pre { code { "tls = \"files\"\ntls_cert = \"tls/crm.pem\"\ntls_key = \"tls/crm.key\"" } }
            p class="soft" { (tr::certificate_restart(lang)) }
        }))
    }
}

fn protected(state: &State<'_>, certificates: &Certificates) -> Markup {
    let State { lang, now, .. } = *state;
    let facts = certificates.facts();
    let until = format::datetime(lang, state.zone, facts.not_after);
    html! {
        @if let Some(trouble) = certificates.trouble() {
            (note(ui::State::Late, html! { (tr::certificate_trouble(lang)) " " (trouble.text(lang)) }))
        }
        @if !facts.is_valid(now) {
            (note(ui::State::Late, html! { (tr::certificate_not_valid(lang, &until)) }))
        } @else if certificates.authority().is_none() && facts.days_left(now) < WARNED_DAYS_BEFORE {
            (note(ui::State::Warn, html! { (tr::certificate_ends_soon(lang, &until)) }))
        } @else if certificates.trouble().is_none() {
            (note(ui::State::Good, html! { (tr::certificate_good(lang)) }))
        }
        @if let Some(authority) = certificates.authority() {
            @let without: Vec<&str> = without_certificate(&state.urls, &facts);
            @if !without.is_empty() {
                (note(ui::State::Warn, html! { (tr::certificate_names_missing(lang, &without.join(", "))) " " (tr::certificate_names_missing_do(lang)) }))
            }
            (own_authority(state, authority))
        }
        (card(tr::certificate_of_server(lang), None, html! {}, html! {
            (rows(state, &facts))
            @if certificates.authority().is_some() { p class="soft" { (tr::certificate_renews(lang)) } }
            @else { p class="soft" { (tr::certificate_reloads(lang)) } }
        }))
    }
}

/// Addresses at which browsers warn: what the authority may vouch for was fixed when it was made.
fn without_certificate<'a>(urls: &'a [String], facts: &Facts) -> Vec<&'a str> {
    let is_covered = |url: &str| {
        let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        host.is_some_and(|host| facts.names.iter().any(|name| name == host.trim_matches(['[', ']'])))
    };
    urls.iter().map(String::as_str).filter(|url| !is_covered(url)).collect()
}

fn own_authority(state: &State<'_>, authority: &Authority) -> Markup {
    let lang = state.lang;
    let body = html! {
        p { (tr::certificate_authority_text(lang)) }
        @if !authority.facts().is_valid(state.now) {
            (note(ui::State::Late, html! { (tr::certificate_authority_not_valid(lang)) }))
        }
        (fingerprint(lang, authority.facts()))
        p class="soft" { (tr::certificate_valid_until(lang)) ": " (format::datetime(lang, state.zone, authority.facts().not_after)) }
        (downloads(lang))
        @if let Some(url) = state.urls.first().map(|url| [url, "/trust"].concat()) {
            div class="qr-place" {
                (qr(&url, &tr::certificate_qr(lang, &url)))
                p { (tr::certificate_qr_text(lang)) br; a href=(url) { (url) } }
            }
        }
    };
    card(tr::certificate_authority(lang), Some(&authority.facts().subject), html! {}, body)
}

fn rows(state: &State<'_>, facts: &Facts) -> Markup {
    let lang = state.lang;
    let row = |label, value| FieldRow { label, value: Some(value), has_links: false, empty: "", edit_url: None };
    let until = format::datetime(lang, state.zone, facts.not_after);
    field_rows(&[
        row(tr::certificate_names(lang), html! { (facts.names.join(", ")) }),
        row(tr::certificate_valid_until(lang), html! { (until) }),
        row(tr::certificate_issuer(lang), html! { (facts.issuer) }),
        row(tr::certificate_fingerprint(lang), html! { (in_pairs(facts)) }),
    ])
}

fn addresses(state: &State<'_>) -> Markup {
    let lang = state.lang;
    let body = html! {
        ul class="stack" { @for url in &state.urls { li { a href={ (url) "/" } { (url) "/" } } } }
    };
    card(tr::certificate_addresses(lang), None, html! {}, body)
}

fn fingerprint(lang: Lang, facts: &Facts) -> Markup {
    html! {
        div {
            div class="small muted" { (tr::certificate_fingerprint(lang)) }
            (in_pairs(facts))
        }
    }
}

/// With places between its pairs where a line may end.
fn in_pairs(facts: &Facts) -> Markup {
    let text = facts.fingerprint();
    html! { code class="fingerprint" { @for pair in text.split_inclusive(':') { (pair) wbr; } } }
}

fn downloads(lang: Lang) -> Markup {
    html! {
        div class="row wrap" {
            (btn(tr::certificate_download(lang)).primary().icon("export").href("/trust/korob.crt").attr("hx-boost", "false"))
            (btn(tr::certificate_download_pem(lang)).href("/trust/korob.pem").attr("download", "korob.pem").attr("hx-boost", "false"))
        }
    }
}

fn systems(lang: Lang, facts: &Facts) -> Markup {
    card(tr::certificate_systems(lang), None, html! {}, steps(lang, facts))
}

/// What is done on each system, short.
fn steps(lang: Lang, facts: &Facts) -> Markup {
    let name = &facts.subject;
    let all = [
        ("Windows", tr::certificate_windows(lang).to_owned()),
        ("macOS", tr::certificate_macos(lang, name)),
        ("iPhone, iPad", tr::certificate_ios(lang, name)),
        ("Android", tr::certificate_android(lang).to_owned()),
        ("Linux", tr::certificate_linux(lang).to_owned()),
        ("Firefox", tr::certificate_firefox(lang).to_owned()),
    ];
    html! {
        @for (system, text) in &all { details { summary { (system) } p class="small" { (text) } } }
    }
}

/// For a device that does not trust the server yet: whoever reads it cannot know whether it is the right one.
pub(super) fn trust(lang: Lang, facts: &Facts) -> Markup {
    html! {
        div class="stack" {
            p { (tr::certificate_trust_text(lang)) }
            (fingerprint(lang, facts))
            (note(ui::State::Warn, html! { (tr::certificate_trust_warning(lang)) }))
            (downloads(lang))
            (steps(lang, facts))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_the_certificate_is_not_for_are_named() {
        let names = ["korob.local", "192.168.1.5", "fd00::5"].map(str::to_owned).to_vec();
        let [subject, issuer] = ["", ""].map(str::to_owned);
        let (not_before, not_after) = (Timestamp(0), Timestamp(1));
        let facts = Facts { subject, issuer, names, not_before, not_after, sha256: [0; 32] };
        let urls =
            ["https://korob.local:8090", "https://crm.example.com", "https://192.168.1.5", "https://[fd00::5]:8090"];
        assert_eq!(without_certificate(&urls.map(str::to_owned), &facts), ["https://crm.example.com"]);
    }
}
