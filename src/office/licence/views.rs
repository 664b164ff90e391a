//! What is in force, and how it is renewed.

use super::document::{Edition, Licence};
use super::error::LicenceError;
use super::in_force::{Found, Licences};
use super::pages::{BASE, Typed, mark};
use super::request::Request;
use super::stage::{Stage, days_left};
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Field, State, btn, card, check_field, field, form_actions, icon, icon_btn, note, page_head, textarea,
};
use crate::platform::web::{cookies, csrf};
use actix_web::HttpRequest;
use chrono::NaiveDate;
use maud::{Markup, html};

pub(super) struct LicenceView<'a> {
    pub lang: Lang,
    pub found: &'a Found,
    pub stands: &'a Request,
    pub today: NaiveDate,
    pub typed: &'a Typed,
    pub refused: Option<&'a LicenceError>,
}

pub(super) fn page(view: &LicenceView<'_>) -> Markup {
    let lang = view.lang;
    html! {
        (page_head(tr::licence_title(lang), "", html! {}, html! {}))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::licence_title(lang)) {
            div class="form" {
                (state(view))
                (card(tr::licence_state(lang), None, html! {}, rows(view)))
                (card(tr::licence_what_ends(lang), None, html! {}, what_ends(view)))
                (card(tr::licence_renew(lang), None, html! {}, form(view)))
                (card(tr::licence_request(lang), None, html! {}, request(view)))
            }
        }
    }
}

fn state(view: &LicenceView<'_>) -> Markup {
    let (lang, stands) = (view.lang, view.stands);
    let used = (stands.active_users.to_string(), stands.seats.to_string());
    html! {
        @match view.found {
            Found::Nothing => (note(State::Neutral, html! { (tr::licence_none(lang, i64::from(stands.seats))) })),
            Found::Unusable(error) => (note(State::Late, html! { (tr::licence_unusable(lang, &error.text(lang))) })),
            Found::Good(licence) => @match Stage::of(licence, view.today) {
                None => (note(State::Good, html! { (tr::licence_good(lang)) })),
                Some(_) => (note(State::Warn, html! { (nearing(lang, licence, view.today)) })),
            },
        }
        @if stands.active_users > i64::from(stands.seats) {
            (note(State::Warn, html! { (tr::licence_over_seats(lang, &used.0, &used.1)) }))
        }
    }
}

/// How near the end of the updates is, in words.
fn nearing(lang: Lang, licence: &Licence, today: NaiveDate) -> String {
    let until = format::date(lang, licence.updates_until);
    match days_left(licence, today) {
        ..0 => tr::licence_ended(lang, &until),
        days => tr::licence_ends(lang, days, &until),
    }
}

fn rows(view: &LicenceView<'_>) -> Markup {
    let lang = view.lang;
    let seats = tr::licence_seats_of(lang, &view.stands.active_users.to_string(), &view.stands.seats.to_string());
    let day = |day| format::date(lang, day);
    let mut rows = Vec::new();
    if let Found::Good(licence) = view.found {
        let edition = match licence.edition {
            Edition::Office => tr::licence_edition_office(lang),
        };
        let meant = if licence.instance_id.is_some() { tr::licence_for_this } else { tr::licence_for_any };
        rows = vec![
            (tr::licence_firm(lang), licence.firm.clone()),
            (tr::licence_id(lang), licence.id.clone()),
            (tr::licence_edition(lang), edition.to_owned()),
            (tr::licence_issued(lang), day(licence.issued_on)),
            (tr::licence_updates_until(lang), day(licence.updates_until)),
            (tr::licence_for(lang), meant(lang).to_owned()),
        ];
    }
    rows.push((tr::licence_seats(lang), seats));
    html! {
        dl class="facts" { @for (label, value) in &rows { dt { (label) } dd { (value) } } }
    }
}

fn what_ends(view: &LicenceView<'_>) -> Markup {
    let lang = view.lang;
    let until = view.found.licence().map(|licence| format::date(lang, licence.updates_until));
    html! {
        ul class="points" {
            li { (tr::licence_never_ends(lang)) }
            @if let Some(until) = &until { li { (tr::licence_updates_end(lang, until)) } }
            li { (tr::licence_data_never_ends(lang)) }
        }
    }
}

fn form(view: &LicenceView<'_>) -> Markup {
    let LicenceView { lang, typed, .. } = *view;
    let error = view.refused.map(|error| error.text(lang));
    let is_older = typed.may_be_older || matches!(view.refused, Some(LicenceError::Older { .. }));
    let code =
        Field::new("code", tr::licence_code(lang)).hint(Some(tr::licence_code_hint(lang))).error(error.as_deref());
    let file = Field::new("file", tr::licence_file(lang)).optional(tr::ui_optional(lang));
    html! {
        // Works without scripts, too: the token comes first.
        form class="stack" method="post" action=(BASE) enctype="multipart/form-data" hx-post=(BASE)
            hx-encoding="multipart/form-data" hx-swap="none" novalidate {
            (csrf::field())
            (field(&code, textarea(&code, &typed.code)))
            (field(&file, html! { input class="input" type="file" id=(file.id()) name="file"; }))
            @if is_older { (check_field("may_be_older", tr::licence_replace(lang), typed.may_be_older)) }
            (form_actions(html! { (btn(tr::licence_put_in_force(lang)).primary().submit()) }))
        }
    }
}

fn request(view: &LicenceView<'_>) -> Markup {
    let lang = view.lang;
    html! {
        p class="soft" { (tr::licence_request_hint(lang)) }
        pre class="code" id="licence-request" tabindex="0" { (view.stands.text()) }
        div class="row" {
            (btn(tr::licence_copy(lang)).icon("copy").attr("data-copy-text", "#licence-request").attr("data-copied", tr::licence_copied(lang)))
        }
    }
}

/// What administrators read above every page while the end of the updates is near, until they close it for this stage.
pub fn notice(lang: Lang, licences: &Licences, asked: &HttpRequest) -> Option<Markup> {
    let (stage, licence) = licences.stage()?;
    if cookies::licence_notice(asked).is_some_and(|closed| closed == mark(stage, &licence.id)) {
        return None;
    }
    let closing = [BASE, "/notice/closing"].concat();
    Some(html! {
        div class="note" data-s="warn" role="status" {
            (icon("warn"))
            div class="grow" {
                (nearing(lang, &licence, licences.today())) " "
                a class="link" href=(BASE) { (tr::licence_notice_more(lang)) }
            }
            (icon_btn("x", tr::licence_notice_close(lang)).small().attr("hx-post", closing)
                .attr("hx-target", "closest .note").attr("hx-swap", "outerHTML").attr("hx-push-url", "false"))
        }
    })
}
