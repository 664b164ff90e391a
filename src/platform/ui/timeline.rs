//! What is planned and what happened: composer, planned activities, feed.

use super::badges::{Due, act};
use super::icon::icon;
use super::people::{AvatarSize, avatar_named};
use crate::platform::web::csrf;
use maud::{Markup, html};

/// A kind of entry that the composer can write.
#[derive(Debug, Clone, Copy)]
pub struct ComposerTab<'a> {
    /// Sent as `kind`.
    pub key: &'a str,
    pub label: &'a str,
    pub icon: &'a str,
    /// The text inside the empty field.
    pub placeholder: &'a str,
    /// The name of the submit button: "Plan", "Save".
    pub submit: &'a str,
    /// The key that leads here: "C" for a comment.
    pub letter: &'a str,
}

#[derive(Debug, Clone, Copy)]
pub struct Composer<'a> {
    /// "New entry"
    pub label: &'a str,
    /// "What to add"
    pub tabs_label: &'a str,
    /// "Text"
    pub text_label: &'a str,
    pub action: &'a str,
    pub tabs: &'a [ComposerTab<'a>],
    /// What is asked with `kind` and `text` while somebody types, and answers with what was understood.
    pub preview: Option<&'a str>,
    /// Where names after "@" are asked for, and the name of that list; none where nobody can be mentioned.
    pub mention: Option<(&'a str, &'a str)>,
}

/// Writes a new entry: `kind` and `text` are posted to `action`. The first tab is chosen. `tools` stand at the foot: when,
/// who, a file. Survives swaps around it, so that half a sentence is never lost.
pub fn composer(composer: &Composer, tools: Markup) -> Markup {
    let first = composer.tabs.first();
    html! {
        form class="composer" id="composer" aria-label=(composer.label) method="post" action=(composer.action)
            hx-post=(composer.action) hx-swap="none" data-composer hx-preserve {
            (csrf::field())
            @if composer.tabs.len() > 1 {
                div class="kinds" role="radiogroup" aria-label=(composer.tabs_label) {
                    @for (i, tab) in composer.tabs.iter().enumerate() {
                        label {
                            input type="radio" name="kind" value=(tab.key) checked[i == 0] data-placeholder=(tab.placeholder)
                                data-submit=(tab.submit)
                                data-letter=(tab.letter);
                            (icon(tab.icon)) (tab.label)
                        }
                    }
                }
            } @else if let Some(tab) = first { input type="hidden" name="kind" value=(tab.key); }
            label class="sr" for="composer-text" { (composer.text_label) }
            textarea id="composer-text" name="text" rows="1" required placeholder=[first.map(|tab| tab.placeholder)]
                data-letter=[first.filter(|_| composer.tabs.len() == 1).map(|tab| tab.letter)]
                data-mention=[composer.mention.map(|(url, _)| url)]
                aria-autocomplete=[composer.mention.map(|_| "list")]
                aria-controls=[composer.mention.map(|_| "composer-people")]
                aria-describedby=[composer.preview.map(|_| "composer-said")]
                hx-get=[composer.preview] hx-trigger=[composer.preview.map(|_| PREVIEWING)]
                hx-include=[composer.preview.map(|_| "#composer [name=kind]:checked")]
                hx-target=[composer.preview.map(|_| "#composer-said")] hx-swap=[composer.preview.map(|_| "innerHTML")]
                hx-sync=[composer.preview.map(|_| "this:replace")] hx-push-url=[composer.preview.map(|_| "false")] {}
            @if let Some((_, label)) = composer.mention {
                div class="menu suggestions" id="composer-people" role="listbox" aria-label=(label) hidden {}
            }
            footer {
                @if composer.preview.is_some() { span class="said" id="composer-said" role="status" {} }
                (tools)
                span class="end small muted wide" aria-hidden="true" { kbd { "Ctrl ↵" } }
                button class="btn" data-k="primary" data-s="s" type="submit" {
                    (first.map(|tab| tab.submit).unwrap_or_default())
                }
            }
        }
    }
}

/// While somebody types, once they choose another tab, and once it was saved.
const PREVIEWING: &str = "input changed delay:200ms, change from:#composer";

/// A heading of the timeline: "Planned", a day. `end` holds what stands at the right.
pub fn timeline_heading(text: &str, counter: Markup, end: Markup) -> Markup {
    html! {
        h2 class="tl-h" {
            (text) " " (counter)
            @if !end.0.is_empty() { span class="end" { (end) } }
        }
    }
}

/// An activity that is still to be done.
#[derive(Debug, Clone)]
pub struct Planned<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub href: &'a str,
    pub due: Due,
    pub icon: &'a str,
    /// "Yesterday, 18:00 · 1 day overdue"
    pub when: &'a str,
    pub responsible: Option<&'a str>,
    /// Asks what came of it, in a dialog or on a page; none if the viewer may not complete it.
    pub done_url: Option<&'a str>,
    /// The key that asks, of the first one.
    pub done_letter: Option<&'a str>,
    /// "Done: send the drawing"
    pub done_label: &'a str,
    pub actions: Markup,
}

pub fn planned(planned: &Planned) -> Markup {
    html! {
        article class="plan" id={ "activity-" (planned.id) } data-s=[(planned.due == Due::Late).then_some("late")] {
            (round_check(planned.done_url, planned.done_label, planned.done_letter))
            div {
                a class="t" href=(planned.href) { (planned.title) }
                p { (act(planned.due, planned.icon, planned.when)) }
            }
            span class="row" {
                @if let Some(name) = planned.responsible { (avatar_named(name, AvatarSize::Normal)) }
                (planned.actions)
            }
        }
    }
}

/// Completes something: a ring that is ticked by what its dialog says.
pub fn round_check(url: Option<&str>, label: &str, letter: Option<&str>) -> Markup {
    html! {
        @if let Some(url) = url {
            a class="done" href=(url) aria-label=(label) title=(label) data-letter=[letter] hx-get=(url)
                hx-target="#dialogs" hx-swap="innerHTML" hx-push-url="false" { (icon("check")) }
        } @else { span class="done" aria-hidden="true" data-idle {} }
    }
}

/// How loud an entry of the feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FeedTone {
    /// People wrote or did it.
    #[default]
    Normal,
    /// The client wrote or called: green.
    Incoming,
    /// A missed call: red.
    Missed,
    /// Stage moves, robots, field edits: one grey line.
    System,
}

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct FeedItem<'a> {
    pub id: &'a str,
    pub tone: FeedTone,
    pub icon: &'a str,
    /// In one line: who, what.
    pub what: Markup,
    /// "12:48"
    pub time: &'a str,
    /// RFC 3339, for machines.
    pub instant: &'a str,
    /// The words themselves, as a quiet block; empty for none.
    pub say: Markup,
    /// Small icon buttons: edit, delete.
    pub actions: Markup,
}

pub fn feed_item(item: &FeedItem) -> Markup {
    let tone = match item.tone {
        FeedTone::Incoming => Some("in"),
        FeedTone::Missed => Some("miss"),
        FeedTone::Normal | FeedTone::System => None,
    };
    html! {
        li id={ "feed-" (item.id) } data-sys[item.tone == FeedTone::System] {
            span class="ico" data-s=[tone] { (icon(item.icon)) }
            div class="body" {
                div class="what" { (item.what) (item.actions) time datetime=(item.instant) { (item.time) } }
                @if !item.say.0.is_empty() { div class="say" { (item.say) } }
            }
        }
    }
}

/// Three and more system lines in a row, folded into one: "5 system events".
pub fn feed_fold(summary: &str, items: Markup) -> Markup {
    html! {
        li data-sys {
            details class="fold" { summary { (icon("down")) (summary) } ul class="feed" { (items) } }
        }
    }
}

pub fn feed(items: Markup) -> Markup {
    html! { ul class="feed" { (items) } }
}
