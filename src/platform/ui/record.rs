//! The record page: its head, stage bar, sides.

use super::hue::Hue;
use super::icon::icon;
use super::people::{AvatarSize, avatar};
use maud::{Markup, html};

/// The head of a record; empty parts are left out.
#[derive(Debug, Clone, Default)]
pub struct RecordHead<'a> {
    /// From [`super::crumb`].
    pub crumb: Markup,
    pub title: &'a str,
    /// The URL that answers with the title's editor; none if it cannot be edited in place.
    pub title_edit_url: Option<&'a str>,
    pub amount: Option<&'a str>,
    pub actions: Markup,
    /// From [`stage_bar`].
    pub stages: Markup,
    /// Responsible, dates, labels: one line, separated by [`meta_dot`].
    pub meta: Markup,
    /// For the phone: [`stage_line`], [`quick_actions`], [`pane_switch`].
    pub phone: Markup,
}

pub fn record_head(head: &RecordHead) -> Markup {
    html! {
        header class="rec-head" {
            div class="row" {
                div class="grow" {
                    (head.crumb)
                    h1 data-inline=[head.title_edit_url] { (head.title) }
                }
                @if let Some(amount) = head.amount { span class="amount" { (amount) } }
                @if !head.actions.0.is_empty() { span class="row" { (head.actions) } }
            }
            (head.stages)
            @if !head.meta.0.is_empty() { div class="meta" { (head.meta) } }
            (head.phone)
        }
    }
}

/// Stands between two things of the meta line.
pub fn meta_dot() -> Markup {
    html! { span class="muted" aria-hidden="true" { "·" } }
}

/// The current stage in words, "3 of 6 · 5 d", and the step to the next one.
pub fn stage_line(stage: &str, position: &str, next: Markup) -> Markup {
    html! { div class="stage-line narrow" { b { (stage) } span class="muted" { (position) } (next) } }
}

/// A phone shows either the feed or the fields of a record.
pub fn pane_switch(label: &str, feed: &str, data: &str) -> Markup {
    html! {
        div class="seg narrow" role="radiogroup" aria-label=(label) {
            label class="grow" { input type="radio" name="pane" id="pane-feed" checked; (feed) }
            label class="grow" { input type="radio" name="pane" id="pane-data"; (data) }
        }
    }
}

/// Icon, words, URL: the four actions under a thumb.
pub fn quick_actions(actions: &[(&str, &str, &str)]) -> Markup {
    html! {
        div class="quick narrow" {
            @for (name, label, href) in actions { a href=(href) { (icon(name)) (label) } }
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Stage<'a> {
    pub key: &'a str,
    pub name: &'a str,
    /// Time spent there: "5 d"; none for a stage not reached yet.
    pub spent: Option<&'a str>,
}

#[derive(Debug, Clone, Copy)]
pub struct StageBar<'a> {
    /// "Stage of the deal"
    pub label: &'a str,
    /// The hue of the current stage.
    pub hue: Hue,
    /// Where a click is sent, posted with `status` and `version`, as a board posts its moves; none if the viewer may not move it.
    pub move_url: Option<&'a str>,
    pub version: i64,
    /// Whether `move_url` is that of a board, which asks in a dialog for what is missing and has the page renewed.
    pub is_board: bool,
}

/// Done, current and future stages; a click moves. `current` is an index; beyond the end, all are done.
pub fn stage_bar(bar: &StageBar, stages: &[Stage], current: usize) -> Markup {
    html! {
        ol class="stages" data-c=(bar.hue.name()) aria-label=(bar.label) {
            @for (i, stage) in stages.iter().enumerate() {
                li data-done[i < current] aria-current=[(i == current).then_some("step")] {
                    button type="button" disabled[bar.move_url.is_none()] hx-post=[bar.move_url]
                        hx-vals=[bar.move_url.map(|_| stage_values(stage.key, bar))] hx-swap="none" {
                        span { b title=(stage.name) { (stage.name) }
                            @if let Some(spent) = stage.spent { span class="wide" { (spent) } } }
                    }
                }
            }
        }
    }
}

fn stage_values(key: &str, bar: &StageBar) -> String {
    let mut values = serde_json::json!({ "status": key, "version": bar.version });
    if bar.is_board {
        values["dialog"] = serde_json::json!(1);
    }
    values.to_string()
}

/// A section of the record's side; `end` is a link or button in its head.
pub fn side_section(title: &str, note: Option<&str>, end: Markup, body: Markup) -> Markup {
    html! {
        section {
            header { h2 { (title) } @if let Some(note) = note { small { (note) } } (end) }
            (body)
        }
    }
}

/// Fields at the left, what happened at the right.
pub fn record_body(side_label: &str, side: Markup, feed_label: &str, feed: Markup) -> Markup {
    html! {
        div class="rec" {
            aside class="rec-side" tabindex="0" aria-label=(side_label) { (side) }
            div class="tl-wrap" tabindex="0" role="region" aria-label=(feed_label) { div class="tl" { (feed) } }
        }
    }
}

/// A field that reads as text and is edited in place.
#[derive(Debug, Clone)]
pub struct FieldRow<'a> {
    pub label: &'a str,
    /// What is shown; none for an empty field.
    pub value: Option<Markup>,
    /// The value holds links of its own (a phone, an e-mail); a button may not hold a link, so the editor is then opened
    /// by a button beside it.
    pub has_links: bool,
    /// What an empty field says: "Not set", "Add".
    pub empty: &'a str,
    /// The URL that answers with the editor; none for a field the viewer may not change.
    pub edit_url: Option<&'a str>,
}

/// Inline fields, one under the other.
pub fn field_rows(rows: &[FieldRow]) -> Markup {
    html! {
        dl class="frows" {
            @for row in rows {
                div {
                    dt { (row.label) }
                    dd data-inline=[row.edit_url] data-empty[row.value.is_none()] { (field_value(row)) }
                }
            }
        }
    }
}

/// What stands in the `dd`: also the answer after a field was saved.
pub fn field_value(row: &FieldRow) -> Markup {
    let text = row.value.clone().unwrap_or_else(|| html! { (row.empty) });
    html! {
        @if row.edit_url.is_none() { (text) }
        @else if row.has_links {
            (text)
            button class="pen" type="button" data-inline-open aria-label=(row.label) { (icon("note")) }
        } @else {
            button type="button" data-inline-open { (text) span class="sr" { ", " (row.label) } }
        }
    }
}

/// A person or company of a record.
#[derive(Debug, Clone)]
pub struct Party<'a> {
    pub name: &'a str,
    pub href: &'a str,
    /// Grey, below: the position, the number of deals.
    pub note: Option<&'a str>,
    /// Small icon buttons: call, write, open.
    pub actions: Markup,
}

pub fn party(party: &Party) -> Markup {
    html! {
        div class="party" {
            (avatar(party.name, AvatarSize::Large))
            div { a class="t" href=(party.href) { (party.name) } @if let Some(note) = party.note { p { (note) } } }
            @if !party.actions.0.is_empty() { span class="row" { (party.actions) } }
        }
    }
}

/// A line of a short list: what, how much, and a remark below.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub what: Markup,
    pub end: Markup,
    pub note: Markup,
    pub is_total: bool,
}

pub fn lines(lines: &[Line]) -> Markup {
    html! {
        ul class="lines" {
            @for line in lines {
                li class=[line.is_total.then_some("total")] {
                    span { (line.what) }
                    span { (line.end) }
                    @if !line.note.0.is_empty() { small { (line.note) } }
                }
            }
        }
    }
}
