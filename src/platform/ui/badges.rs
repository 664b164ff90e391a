//! Counters, tags, dots, keys, the next activity.

use super::hue::Hue;
use super::icon::icon;
use super::text::Text;
use maud::{Markup, html};

/// What a counter counts. One hue, one meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// Red: late.
    Late,
    /// Green: clients wait for us.
    Waiting,
    /// Amber: nothing is planned.
    Unplanned,
    /// Grey: just a number.
    Soft,
}

/// A counter that can be worked down; nothing at zero, "99+" over 99. `said` follows the number for those who hear
/// the page: "overdue".
pub fn n(count: i64, counter: Counter, said: &str) -> Markup {
    let state = match counter {
        Counter::Late => "late",
        Counter::Waiting => "in",
        Counter::Unplanned => "none",
        Counter::Soft => "soft",
    };
    html! {
        @if count > 0 {
            span class="n" data-s=(state) {
                @if count > 99 { "99+" } @else { (count) }
                @if !said.is_empty() { span class="sr" { " " (said) } }
            }
        }
    }
}

/// A plain number beside a name, already formatted: "412", "1 000+".
pub fn total(text: &str) -> Markup {
    html! { span class="n" { (text) } }
}

/// A key or a combination, one `kbd` per word: "Ctrl K".
pub fn kbd(key: &str) -> Markup {
    html! { kbd { (key) } }
}

/// A label that an admin coloured.
pub fn tag(text: &str, hue: Hue) -> Markup {
    html! { span class="tag" data-c=(hue.name()) { (Text(text)) } }
}

/// What a state says about the office's duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Neutral,
    Late,
    Good,
    Warn,
}

impl State {
    /// The value of `data-s`; none for neutral.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            State::Neutral => None,
            State::Late => Some("late"),
            State::Good => Some("good"),
            State::Warn => Some("warn"),
        }
    }
}

/// A state in words, with an icon: never colour alone.
pub fn state_tag(icon_name: &str, text: &str, state: State) -> Markup {
    html! { span class="tag" data-s=[state.name()] { (icon(icon_name)) (text) } }
}

/// A stage or status: its hue and its name.
pub fn dot(text: &str, hue: Hue) -> Markup {
    html! { span class="dot" data-c=(hue.name()) { (Text(text)) } }
}

/// A closed or absent state: a ring instead of a dot.
pub fn ring(text: &str, hue: Hue) -> Markup {
    html! { span class="dot" data-c=(hue.name()) data-o { (text) } }
}

/// When the next activity of a record is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Late,
    /// The client wrote or called and has no answer yet.
    Waiting,
    Today,
    Later,
    /// An open record without a next step.
    Unplanned,
    Done,
}

/// The next activity: the icon of its kind and words such as "2 days overdue".
pub fn act(due: Due, icon_name: &str, text: &str) -> Markup {
    let state = match due {
        Due::Late => Some("late"),
        Due::Waiting => Some("in"),
        Due::Today => Some("today"),
        Due::Later => None,
        Due::Unplanned => Some("none"),
        Due::Done => Some("done"),
    };
    html! { span class="act" data-s=[state] { (icon(icon_name)) span title=(text) { (text) } } }
}

/// A change against plan or the period before: "+7 pts".
pub fn delta(text: &str, is_better: bool) -> Markup {
    html! { span class="delta" data-s=(if is_better { "up" } else { "down" }) { (text) } }
}
