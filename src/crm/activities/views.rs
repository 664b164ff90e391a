//! How an activity ended and what is next, until when it is put off, and what was understood of a sentence.

use super::fields::{TYPES, type_icon};
use super::sentence::Understood;
use crate::access::Viewer;
use crate::kernel::{FieldErrors, Lang, Result, Timestamp};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Choice, Dialog, Due, Field, InputKind, act, btn, dialog, dialog_footer, field, icon, input, menu, menu_item,
    select, textarea,
};
use crate::platform::web::csrf;
use crate::records::Record;
use crate::records::options::Dictionary;
use chrono::Datelike;
use maud::{Markup, html};
use rusqlite::Connection;

/// What was typed about how an activity ended.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub result: String,
    pub next_type: String,
    pub next: String,
    pub errors: FieldErrors,
}

pub(super) struct CompletionView<'a> {
    pub lang: Lang,
    pub activity: &'a Record,
    pub types: &'a [(String, String)],
    pub typed: &'a Typed,
    /// Part of a whole page, where no script opens it.
    pub is_page: bool,
}

/// Asks what came of an activity, and what is next; both may be left out.
pub(super) fn completion(view: &CompletionView) -> Markup {
    let CompletionView { lang, activity, types, typed, is_page } = *view;
    let errors = FormErrors::new(lang, &typed.errors);
    let optional = tr::ui_optional(lang);
    let result =
        Field::new("result", tr::activities_result(lang)).scope("done").optional(optional).error(errors.of("result"));
    let kind = Field::new("next_type", tr::activities_next_type(lang)).scope("done");
    let next = Field::new("next", tr::activities_next(lang)).scope("done").optional(optional).error(errors.of("next"));
    let next = next.hint(Some(tr::activities_next_hint(lang)));
    let choices: Vec<Choice> = types
        .iter()
        .map(|(code, label)| Choice { value: code, label, is_chosen: *code == typed.next_type, is_disabled: false })
        .collect();
    let url = format!("/activities/{}/completion", activity.id);
    let body = html! {
        form id="completion" class="stack" method="post" action=(url) hx-post=(url) hx-swap="none" {
            (csrf::field())
            input type="hidden" name="version" value=(activity.version);
            p class="row" { (icon(type_icon(activity.values.text("type").unwrap_or_default()))) b { (activity.title) } }
            (field(&result, textarea(&result, &typed.result)))
            (field(&kind, select(&kind, None, &choices)))
            (field(&next, input(&next, InputKind::Text, &typed.next).attr("maxlength", "500").autocomplete("off")
                .attr("hx-get", [&url, "/preview"].concat()).attr("hx-trigger", "input changed delay:200ms, change from:#completion")
                .attr("hx-include", "#completion [name=next_type]").attr("hx-target", "#completion-said")
                .attr("hx-swap", "innerHTML").attr("hx-push-url", "false").attr("hx-sync", "this:replace")))
            span class="said" id="completion-said" role="status" {}
        }
    };
    let verb = btn(tr::activities_complete(lang)).primary().submit().attr("form", "completion");
    let title = tr::activities_completion(lang);
    let dressed = Dialog { id: "ask", title, close: tr::ui_close(lang), is_open: is_page };
    dialog(&dressed, body, dialog_footer(tr::ui_cancel(lang), verb))
}

/// Asks until when an activity is put off.
pub(super) fn postponement(lang: Lang, activity: &Record, typed: &str, errors: &FieldErrors, is_page: bool) -> Markup {
    let errors = FormErrors::new(lang, errors);
    let when = Field::new("when", tr::activities_until(lang)).scope("later").error(errors.of("when"));
    let when = when.hint(Some(tr::activities_until_hint(lang)));
    let url = format!("/activities/{}/postponement", activity.id);
    let body = html! {
        form id="postponement" class="stack" method="post" action=(url) hx-post=(url) hx-swap="none" {
            (csrf::field())
            p { b { (activity.title) } }
            (field(&when, input(&when, InputKind::Text, typed).attr("maxlength", "200").autocomplete("off")
                .attr("hx-get", [&url, "/preview"].concat()).attr("hx-trigger", "input changed delay:200ms")
                .attr("hx-target", "#postponement-said").attr("hx-swap", "innerHTML").attr("hx-push-url", "false")
                .attr("hx-sync", "this:replace")))
            span class="said" id="postponement-said" role="status" {}
        }
    };
    let verb = btn(tr::activities_postpone(lang)).primary().submit().attr("form", "postponement");
    let title = tr::activities_postpone(lang);
    let dressed = Dialog { id: "ask", title, close: tr::ui_close(lang), is_open: is_page };
    dialog(&dressed, body, dialog_footer(tr::ui_cancel(lang), verb))
}

/// The usual times to put something off until, and any other.
pub(super) fn postpone_menu(lang: Lang, id: i64) -> Markup {
    let menu_id = format!("later-{id}");
    let url = format!("/activities/{id}/postponement");
    // Each asks by itself: the menu is gone before its form is sent, and with it which of them was pressed.
    let to = |label, key, value: &'static str| {
        let item =
            menu_item(label).icon("clock").key(key).attr("type", "submit").attr("name", "to").attr("value", value);
        item.attr("hx-post", url.as_str()).attr("hx-vals", format!(r#"{{"to":"{value}"}}"#)).attr("hx-swap", "none")
    };
    let items = html! {
        form method="post" action=(url) {
            (csrf::field())
            (to(tr::activities_in_an_hour(lang), "1", "hour"))
            (to(tr::ui_tomorrow(lang), "2", "tomorrow"))
            (to(tr::activities_on_monday(lang), "3", "monday"))
            (to(tr::activities_in_a_week(lang), "4", "week"))
        }
        (menu_item(tr::activities_another_time(lang)).icon("cal").key("5").href(url.as_str()).dialog(url.as_str()).attr("hx-push-url", "false"))
    };
    html! {
        (btn(tr::activities_postpone(lang)).small().icon("clock").opens_menu(&menu_id))
        (menu(&menu_id, tr::activities_postpone(lang), items))
    }
}

/// What was understood of a sentence: when, what, how long. Nothing of an empty one.
pub(super) fn understood(
    conn: &Connection,
    viewer: &Viewer,
    now: Timestamp,
    text: &str,
    said: &Understood,
    code: &str,
) -> Result<Markup> {
    let lang = viewer.lang;
    if text.trim().is_empty() {
        return Ok(html! {});
    }
    let dictionary = Dictionary::load(conn, lang)?;
    let due = said.due.map(|due| {
        let is_today = format::day_of(viewer.zone, due.at, due.is_day) == format::local_day(viewer.zone, now);
        (if is_today { Due::Today } else { Due::Later }, day_and_time(viewer, now, due.at, due.is_day))
    });
    Ok(html! {
        @if said.is_past { (act(Due::Late, "warn", tr::activities_is_past(lang))) }
        @else if let Some((state, words)) = due { (act(state, "clock", &words)) }
        @else { (act(Due::Done, "clock", tr::activities_no_date(lang))) }
        (act(Due::Later, type_icon(code), dictionary.label(TYPES, code)))
        @if let Some(minutes) = said.duration_min { (act(Due::Later, "clock", &format::duration(lang, minutes * 60_000))) }
    })
}

/// "Tomorrow, 11:30"; of other days also which weekday it is: "Friday, 27 November, 15:00".
fn day_and_time(viewer: &Viewer, now: Timestamp, at: Timestamp, is_day: bool) -> String {
    let (lang, zone) = (viewer.lang, viewer.zone);
    let (day, today) = (format::day_of(zone, at, is_day), format::local_day(zone, now));
    if (day - today).num_days() < 2 {
        return format::due(lang, zone, at, is_day, now);
    }
    let mut words = format::date_weekday(lang, day);
    if day.year() != today.year() {
        words = format!("{words} {}", day.year());
    }
    if is_day { words } else { format!("{words}, {}", format::time(zone, at)) }
}
