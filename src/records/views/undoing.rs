//! What undoing an action would take back, and what it would leave as it is.

use super::timeline::change_line;
use crate::platform::events::Action;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{self, Dialog, State, btn, dialog_footer, note, page_head};
use crate::platform::web::csrf;
use crate::records::panels::Panels;
use crate::records::registry::Registry;
use crate::records::service::{Conflict, Why};
use crate::records::show::Reader;
use crate::records::timeline::{self, Change};
use maud::{Markup, html};
use std::collections::HashMap;

pub struct UndoingView<'a> {
    pub reader: &'a Reader,
    pub panels: &'a Panels,
    pub registry: &'a Registry,
    pub action: &'a Action,
    pub by: &'a str,
    /// The latest first, which is the order of undoing.
    pub lines: &'a [Line],
    /// How many changes are not among the lines.
    pub more: usize,
    pub conflicts: &'a [Conflict],
    /// Of the records in the lines, by kind and id.
    pub titles: &'a HashMap<(String, i64), String>,
}

/// One event of the action.
pub struct Line {
    pub verb: String,
    /// Empty for what is no record.
    pub title: String,
    pub changes: Vec<Change>,
}

pub fn dialog(view: &UndoingView) -> Markup {
    let lang = view.reader.lang;
    let shell = Dialog { id: "undoing", title: tr::undoing_title(lang), close: tr::ui_close(lang), is_open: false };
    let undo = url(view);
    let body = html! {
        form id="undoing-form" method="post" action=(undo) hx-post=(undo) hx-swap="none" { (seen()) }
        (what(view))
    };
    let verb = btn(tr::undoing_verb(lang)).primary().submit().attr("form", "undoing-form").flag("autofocus");
    ui::dialog(&shell, body, dialog_footer(tr::undoing_leave(lang), verb))
}

pub fn page(view: &UndoingView) -> Markup {
    let lang = view.reader.lang;
    html! {
        (page_head(tr::undoing_title(lang), "", html! {}, html! {}))
        (ui::sheet(tr::undoing_title(lang), html! {
            (what(view))
            form class="row" method="post" action=(url(view)) {
                (csrf::field())
                (seen())
                (btn(tr::undoing_verb(lang)).primary().submit())
                (btn(tr::undoing_leave(lang)).href("/"))
            }
        }))
    }
}

fn url(view: &UndoingView) -> String {
    format!("/actions/{}/undo", view.action.id.0)
}

fn seen() -> Markup {
    html! { input type="hidden" name="is_seen" value="1"; }
}

fn what(view: &UndoingView) -> Markup {
    let lang = view.reader.lang;
    let at = format::datetime_short(lang, view.reader.zone, view.action.at, view.reader.now);
    html! {
        div class="stack undoing" {
            p class="muted small" { (tr::undoing_what(lang, view.by, &at)) }
            section class="stack" {
                h3 { (tr::undoing_would(lang)) }
                ul class="lines plain" { @for line in view.lines { li { (line_of(view, line)) } } }
                @if view.more > 0 { p class="muted small" { (tr::undoing_more(lang, view.more as i64)) } }
            }
            @for (why, text) in [
                (Why::Changed, tr::undoing_stays(lang)),
                (Why::NotAllowed, tr::undoing_not_allowed(lang)),
                (Why::Taken, tr::undoing_taken(lang)),
                (Why::Unruly, tr::undoing_unruly(lang)),
            ] {
                @let conflicts: Vec<&Conflict> = view.conflicts.iter().filter(|conflict| conflict.why == why).collect();
                @if !conflicts.is_empty() {
                    (note(State::Warn, html! {
                        p { b { (text) } }
                        ul { @for conflict in conflicts.iter().take(8) { li { (conflict_of(view, conflict)) } } }
                    }))
                }
            }
        }
    }
}

fn line_of(view: &UndoingView, line: &Line) -> Markup {
    let lang = view.reader.lang;
    let deed = view.panels.deed(lang, &line.verb).unwrap_or_else(|| timeline::deed(lang, &line.verb));
    html! {
        span { @if !line.title.is_empty() { b { (line.title) } " · " } (deed) }
        @if !line.changes.is_empty() {
            small class="changes" { @for change in &line.changes { (change_line(lang, change, None)) } }
        }
    }
}

/// "Harbour Bakeries: City, Phones".
fn conflict_of(view: &UndoingView, conflict: &Conflict) -> Markup {
    let lang = view.reader.lang;
    let title = view.titles.get(&(conflict.kind.clone(), conflict.record_id)).cloned();
    let title = title.unwrap_or_else(|| tr::undoing_record(lang, &conflict.record_id.to_string()));
    let labels: Vec<String> =
        conflict.columns.iter().filter_map(|column| label(view, &conflict.kind, column)).collect();
    let what = if labels.is_empty() { tr::undoing_whole(lang).to_owned() } else { labels.join(", ") };
    html! { (title) ": " (what) }
}

fn label(view: &UndoingView, kind: &str, column: &str) -> Option<String> {
    let kind = view.registry.kind(kind).ok()?;
    kind.field(column).map(|field| field.label.text(view.reader.lang).to_owned())
}
