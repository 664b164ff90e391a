//! Quiet states: empty, nothing found, loading, notes, progress.

use super::badges::State;
use super::icon::icon;
use maud::{Markup, html};

/// Nothing here yet: what belongs here, and one action.
pub fn empty(icon_name: &str, title: &str, text: &str, actions: Markup) -> Markup {
    html! {
        div class="empty" {
            (icon(icon_name))
            h3 { (title) }
            p { (text) }
            @if !actions.0.is_empty() { div class="row" { (actions) } }
        }
    }
}

/// No record meets the conditions: names the one to drop.
pub fn nothing_found(title: &str, text: &str, actions: Markup) -> Markup {
    empty("search", title, text, actions)
}

/// Grey shapes of a list on its way; `label` says what is loading. The stylesheet shows them after 300 ms.
pub fn skeleton(label: &str, rows: usize) -> Markup {
    // Uneven, as names are.
    const WIDTHS: [&str; 4] = ["62%", "48%", "70%", "55%"];
    html! {
        div class="stack skels" role="status" aria-label=(label) {
            @for i in 0..rows {
                div class="skel-row" {
                    span class="skel round" {}
                    span class="skel" style={ "--v:" (WIDTHS[i % WIDTHS.len()]) } {}
                    span class="skel end" style="--v:4rem" {}
                }
            }
        }
    }
}

/// A remark that stays on the page. Errors are announced.
pub fn note(state: State, text: Markup) -> Markup {
    let (role, name) = match state {
        State::Late => (Some("alert"), "warn"),
        State::Warn => (None, "warn"),
        State::Good => (Some("status"), "check"),
        State::Neutral => (None, "info"),
    };
    html! { div class="note" data-s=[state.name()] role=[role] { (icon(name)) div { (text) } } }
}

/// How far a long work is: `done` of `total`, in words beside the bar.
pub fn progress(label: &str, done: u64, total: u64, text: &str) -> Markup {
    let percent = (done * 100).checked_div(total).unwrap_or(0).min(100);
    html! {
        div class="progress" role="progressbar" aria-label=(label) aria-valuemin="0" aria-valuemax="100"
            aria-valuenow=(percent) aria-valuetext=(text) {
            span class="meter" style={ "--v:" (percent) "%" } {}
            p class="small soft" { (text) }
        }
    }
}

/// Fact against plan: the bar is the fact in percent of the plan, the tick where it should be today.
pub fn meter(label: &str, state: State, percent: u32, expected_percent: Option<u32>) -> Markup {
    let style = match expected_percent {
        Some(expected) => format!("--v:{percent}%;--x:{expected}%"),
        None => format!("--v:{percent}%"),
    };
    html! { span class="meter" data-s=[state.name()] style=(style) role="img" aria-label=(label) {} }
}

/// A titled box of the sheet.
pub fn card(title: &str, note: Option<&str>, end: Markup, body: Markup) -> Markup {
    html! {
        section class="card" {
            header { h2 { (title) } @if let Some(note) = note { small { (note) } } (end) }
            div class="pad stack" { (body) }
        }
    }
}

/// The head of a sheet: title, grey remark, switches beside it, actions at the right.
pub fn page_head(title: &str, note: &str, beside: Markup, end: Markup) -> Markup {
    html! {
        header class="head" {
            h1 { (title) }
            @if !note.is_empty() { span class="muted" { (note) } }
            (beside)
            @if !end.0.is_empty() { div class="head-end" { (end) } }
        }
    }
}
