//! What was found, the worst first, and the box in a few numbers.

use super::examiner::Look;
use super::facts::Facts;
use super::finding::{Check, Finding, Health};
use super::pages::BASE;
use crate::kernel::{Lang, Timestamp};
use crate::office::licence::Found;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{State, btn, card, note, page_head, sheet, state_tag};
use crate::platform::web::csrf;
use chrono_tz::Tz;
use maud::{Markup, html};

pub(super) struct HealthView {
    pub lang: Lang,
    pub zone: Tz,
    pub look: Look,
    /// The worst first.
    pub findings: Vec<Finding>,
    pub facts: Facts,
    /// The end of the certificate that browsers get.
    pub certified_until: Option<Timestamp>,
}

pub(super) fn page(view: &HealthView) -> Markup {
    let lang = view.lang;
    let look = btn(tr::health_look(lang))
        .primary()
        .icon("search")
        .attr("hx-post", [BASE, "/look"].concat())
        .attr("hx-swap", "none");
    let content = html! {
        (state(view))
        (card(tr::health_glance(lang), None, html! {}, facts(view)))
        (card(tr::health_bundle(lang), None, html! {}, bundle(lang)))
    };
    html! {
        (page_head(tr::health_title(lang), "", html! {}, html! { (look) }))
        (sheet(tr::health_title(lang), content))
    }
}

/// What was found; asks again by itself while it is looked at closely.
pub(super) fn state(view: &HealthView) -> Markup {
    let (lang, look) = (view.lang, &view.look);
    let url = [BASE, "/state"].concat();
    let (good, wrong): (Vec<_>, Vec<_>) = view.findings.iter().partition(|found| found.health == Health::Good);
    html! {
        section class="stack" id="health"
            hx-get=[look.is_on.then_some(&url)] hx-trigger=[look.is_on.then_some("every 2s")] hx-swap="outerHTML" hx-push-url="false" {
            (verdict(lang, &wrong))
            @if look.is_on {
                (note(State::Neutral, html! { (tr::health_being_looked(lang)) }))
            } @else if let Some(last) = &look.last {
                p class="soft" { (tr::health_looked(lang, &format::datetime(lang, view.zone, last.at))) }
            } @else {
                p class="soft" { (tr::health_only_glanced(lang)) }
            }
            @if !wrong.is_empty() {
                (card(tr::health_to_do(lang), None, html! {}, findings(view, &wrong)))
            }
            section class="card" {
                details class="pad" {
                    summary { (tr::health_good_count(lang, good.len() as i64)) }
                    (findings(view, &good))
                }
            }
        }
    }
}

fn verdict(lang: Lang, wrong: &[&Finding]) -> Markup {
    let bad = wrong.iter().filter(|found| found.health == Health::Bad).count() as i64;
    match (bad, wrong.len() as i64) {
        (0, 0) => note(State::Good, html! { (tr::health_is_well(lang)) }),
        (0, warnings) => note(State::Warn, html! { (tr::health_has_warnings(lang, warnings)) }),
        (bad, _) => note(State::Late, html! { (tr::health_is_bad(lang, bad)) }),
    }
}

fn findings(view: &HealthView, found: &[&Finding]) -> Markup {
    html! { ul class="findings" { @for finding in found { (one(view, finding)) } } }
}

fn one(view: &HealthView, finding: &Finding) -> Markup {
    let lang = view.lang;
    let tag = match finding.health {
        Health::Good => state_tag("check", tr::health_good(lang), State::Good),
        Health::Warning => state_tag("info", tr::health_warning(lang), State::Warn),
        Health::Bad => state_tag("warn", tr::health_bad(lang), State::Late),
    };
    // A thorough look speaks the language of whoever asked for it.
    let is_of = |known: &Finding| known.check == finding.check && known.found == finding.found;
    let looked = view.look.last.as_ref().filter(|last| last.lang != lang && last.findings.iter().any(is_of));
    let spoken = looked.map(|last| last.lang.code());
    let title = finding.check.title(lang);
    html! {
        li {
            div class="row wrap" {
                (tag) strong { (title) }
                @if let Some(href) = page_of(finding.check) {
                    a class="link end" href=(href) aria-label=(tr::health_open_of(lang, title)) { (tr::health_open(lang)) }
                }
            }
            p lang=[spoken] { (finding.found) }
            @if let Some(to_do) = &finding.to_do { p class="soft" lang=[spoken] { (tr::health_do(lang)) " " (to_do) } }
            @if finding.check == Check::Rights && finding.can_be_mended {
                form method="post" action={ (BASE) "/mending" } hx-post={ (BASE) "/mending" } hx-swap="none" {
                    (csrf::field())
                    (btn(tr::health_mend_rights(lang)).small().submit())
                }
            }
        }
    }
}

/// Where administrators see to it.
fn page_of(check: Check) -> Option<&'static str> {
    match check {
        Check::Backups | Check::SecondPlace => Some("/settings/backups"),
        Check::Licence => Some("/settings/licence"),
        Check::Certificate => Some("/settings/certificate"),
        Check::Imports => Some("/settings/jobs"),
        Check::Kept | Check::Versions => Some("/settings/versions"),
        _ => None,
    }
}

fn facts(view: &HealthView) -> Markup {
    let (lang, zone, facts) = (view.lang, view.zone, &view.facts);
    let at = |at| format::datetime(lang, zone, at);
    let size = |bytes| format::file_size(lang, bytes);
    let uptime = format::duration(lang, facts.now.0 - facts.started_at.0);
    let licence = match &facts.licence {
        Found::Nothing => tr::doctor_licence_none(lang).to_owned(),
        Found::Good(licence) => tr::health_licence_until(lang, &format::date(lang, licence.updates_until)),
        Found::Unusable(error) => error.text(lang),
    };
    let certificate = view.certified_until.map(|until| tr::health_until(lang, &at(until)));
    let disk = facts.disk.map(|(free, whole)| tr::doctor_disk_free(lang, &size(free), &size(whole)));
    let rows = [
        (tr::health_version(lang), env!("CARGO_PKG_VERSION").to_owned()),
        (tr::health_uptime(lang), tr::health_runs_since(lang, &at(facts.started_at), &uptime)),
        (tr::health_database(lang), size(facts.sizes.database_bytes)),
        (tr::health_log(lang), size(facts.sizes.log_bytes)),
        (tr::health_files(lang), tr::health_files_of(lang, facts.files.0, &size(facts.files.1))),
        (tr::health_disk(lang), disk.unwrap_or_else(|| "—".to_owned())),
        (tr::health_proven(lang), facts.outcome.proven_at.map_or_else(|| tr::health_never(lang).to_owned(), at)),
        (tr::health_licence(lang), licence),
        (tr::health_certificate(lang), certificate.unwrap_or_else(|| tr::health_no_certificate(lang).to_owned())),
        (tr::health_signed_in(lang), tr::health_browsers(lang, facts.sessions)),
    ];
    html! { dl class="facts" { @for (label, value) in &rows { dt { (label) } dd { (value) } } } }
}

fn bundle(lang: Lang) -> Markup {
    html! {
        p { (tr::health_bundle_text(lang)) }
        form method="post" action={ (BASE) "/bundle" } hx-boost="false" {
            (csrf::field())
            (btn(tr::health_bundle_get(lang)).icon("export").submit())
        }
    }
}
