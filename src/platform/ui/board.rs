//! The board: columns of cards by status.

use super::badges::{Due, dot};
use super::buttons::icon_btn;
use super::hue::Hue;
use super::icon::icon;
use super::people::{AvatarSize, avatar_named};
use maud::{Markup, html};

/// The texts a board needs while cards are moved.
#[derive(Debug, Clone, Copy)]
pub struct Board<'a> {
    /// "Board of leads, 5 statuses"
    pub label: &'a str,
    /// With `{card}`, `{column}`, `{position}` and `{count}`: "{card} moved to {column}, {position} of {count}".
    pub moved: &'a str,
    /// When the server could not be asked: "Not moved".
    pub not_moved: &'a str,
}

pub fn board(board: &Board, columns: Markup) -> Markup {
    html! {
        div class="board" tabindex="0" role="group" aria-label=(board.label) data-board data-moved=(board.moved)
            data-not-moved=(board.not_moved) { (columns) }
    }
}

/// A part of the thin bar under a column's name: a link to those cards.
#[derive(Debug, Clone)]
pub struct MixPart {
    pub due: Due,
    pub count: i64,
    pub href: String,
    /// "Overdue: 3"
    pub label: String,
}

#[derive(Debug, Clone, Copy)]
pub struct BoardColumn<'a> {
    /// The key of the status, sent when a card is dropped here.
    pub key: &'a str,
    pub name: &'a str,
    pub hue: Hue,
    /// Formatted: "12", "1 000+".
    pub count: &'a str,
    pub sum: Option<&'a str>,
    /// The popover that opens for "add a card here", and the button's name.
    pub add: Option<(&'a str, &'a str)>,
    /// Empty while it is not known; `None` where there is none.
    pub mix: Option<&'a [MixPart]>,
}

/// A column; `cards` are [`board_card`]s.
pub fn board_column(column: &BoardColumn, cards: Markup) -> Markup {
    let heading = format!("col-{}-h", column.key);
    html! {
        section class="col" id={ "col-" (column.key) } data-c=(column.hue.name()) aria-labelledby=(heading)
            data-column=(column.key) data-name=(column.name) {
            (board_column_head(column, false))
            ul { (cards) }
        }
    }
}

/// The head; alone it `is_swapped` in after a card came or went.
pub fn board_column_head(column: &BoardColumn, is_swapped: bool) -> Markup {
    html! {
        header id={ "col-" (column.key) "-head" } hx-swap-oob=[is_swapped.then_some("true")] {
            div {
                h2 id={ "col-" (column.key) "-h" } { (dot(column.name, column.hue)) }
                span class="n" data-s="soft" { (column.count) }
                @if let Some((id, label)) = column.add { (icon_btn("plus", label).small().opens_menu(id)) }
            }
            @if let Some(sum) = column.sum { div class="sum" { b { (sum) } } }
            @if let Some(mix) = column.mix { (board_mix(column.key, mix, false)) }
        }
    }
}

/// The thin bar below the head of the column with this key; alone it `is_swapped` in once it is known.
pub fn board_mix(key: &str, mix: &[MixPart], is_swapped: bool) -> Markup {
    html! {
        div class="mix" id={ "col-" (key) "-mix" } hx-swap-oob=[is_swapped.then_some("true")] {
            @for part in mix { (mix_part(part)) }
        }
    }
}

/// The number on the chip of a column, which goes with its head.
pub fn board_chip_count(column: &BoardColumn, is_swapped: bool) -> Markup {
    html! {
        span class="n" id={ "col-" (column.key) "-n" } data-chip-count hx-swap-oob=[is_swapped.then_some("true")] {
            (column.count)
        }
    }
}

fn mix_part(part: &MixPart) -> Markup {
    let state = match part.due {
        Due::Late => Some("late"),
        Due::Waiting => Some("in"),
        Due::Today => Some("today"),
        Due::Unplanned => Some("none"),
        Due::Later | Due::Done => None,
    };
    html! {
        @if part.count > 0 {
            a href=(part.href) data-s=[state] style={ "--v:" (part.count) } aria-label=(part.label) title=(part.label) {}
        }
    }
}

#[derive(Debug, Clone)]
pub struct BoardCard<'a> {
    pub id: &'a str,
    pub version: i64,
    pub title: &'a str,
    pub href: &'a str,
    /// Takes `column`, `after` (the id of the card above, or nothing) and `version`; answers with the card anew.
    /// None for a card the viewer may not move.
    pub move_url: Option<&'a str>,
    /// The name of the button that offers the columns: "Move to…"; goes with `move_url`.
    pub move_label: &'a str,
    /// Whether `peek` below `href` answers with the quick look.
    pub has_peek: bool,
    pub by: Option<&'a str>,
    pub money: Option<&'a str>,
    /// Time in this status.
    pub age: Option<&'a str>,
    /// Longer here than is usual: why the age is amber.
    pub stale: Option<&'a str>,
    /// Coloured words: how warm a lead is. Empty for none.
    pub marks: Markup,
    /// From [`super::act`].
    pub next: Markup,
    pub responsible: Option<&'a str>,
}

pub fn board_card(card: &BoardCard) -> Markup {
    html! {
        li class="deal" id={ "card-" (card.id) } data-card=(card.id) data-version=(card.version) data-move=[card.move_url]
            data-peek[card.has_peek] data-name=(card.title) {
            h3 { a href=(card.href) { (card.title) } }
            @if card.move_url.is_some() { (icon_btn("dots", card.move_label).small().flag("data-move-menu")) }
            @if let Some(by) = card.by { p class="by" { (by) } }
            @if card.money.is_some() || card.age.is_some() {
                p class="money" {
                    span class="nw" { (card.money.unwrap_or_default()) }
                    @if let Some(age) = card.age {
                        small class=(if card.stale.is_some() { "nw stale" } else { "nw" }) title=[card.stale] { (age) }
                    }
                }
            }
            @if !card.marks.0.is_empty() { p class="marks" { (card.marks) } }
            div class="foot" {
                (card.next)
                @if let Some(name) = card.responsible { (avatar_named(name, AvatarSize::Small)) }
            }
        }
    }
}

/// A place to drop a card that closes it.
#[derive(Debug, Clone, Copy)]
pub struct DropZone<'a> {
    pub key: &'a str,
    pub label: &'a str,
    pub icon: &'a str,
    /// Green for won, red for lost, plain for others.
    pub state: super::badges::State,
}

/// Rises while a card is dragged: statuses that are no columns.
pub fn drop_zones(label: &str, zones: &[DropZone]) -> Markup {
    html! {
        div class="drops" role="group" aria-label=(label) data-drops hidden {
            @for zone in zones {
                span data-s=[zone.state.name()] data-column=(zone.key) data-name=(zone.label) { (icon(zone.icon)) (zone.label) }
            }
        }
    }
}

/// On a phone, one column fills the screen and these lead to the others.
pub fn board_chips(label: &str, columns: &[BoardColumn], current: &str) -> Markup {
    html! {
        nav class="stage-nav" aria-label=(label) data-board-chips {
            @for column in columns {
                a href={ "#col-" (column.key) } data-c=(column.hue.name())
                    aria-current=[(column.key == current).then_some("true")] {
                    (dot(column.name, column.hue)) " " (board_chip_count(column, false))
                }
            }
        }
    }
}
