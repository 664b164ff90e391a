//! The list: its table, pager and bulk bar.

use super::buttons::{Btn, icon_btn};
use super::icon::icon;
use super::text::{Room, Text};
use crate::platform::web::csrf;
use maud::{Markup, Render, html};

/// How a list is sorted by a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    Ascending,
    Descending,
}

/// The head of a column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Column<'a> {
    pub label: &'a str,
    /// The key under which the column can be moved among the others; none for one that stays in its place.
    pub key: Option<&'a str>,
    /// Where a click on the head leads; none for a column that cannot be sorted by.
    pub sort_href: Option<&'a str>,
    pub sorted: Option<Sorted>,
    pub is_numeric: bool,
    /// 3 leaves first as the sheet narrows, then 2; none stays.
    pub priority: Option<u8>,
}

/// The head row. `select_all` is the name of the box that ticks the page; none for a list without ticks.
pub fn table_head(select_all: Option<&str>, columns: &[Column]) -> Markup {
    html! {
        thead hx-boost="true" hx-target="#main" hx-swap="innerHTML" {
            tr {
                @if let Some(label) = select_all {
                    th class="fit" scope="col" { input class="check" type="checkbox" data-tick-all aria-label=(label); }
                }
                @for column in columns { (column_head(column)) }
            }
        }
    }
}

fn column_head(column: &Column) -> Markup {
    let sort = column.sorted.map(|sorted| match sorted {
        Sorted::Ascending => ("ascending", "up"),
        Sorted::Descending => ("descending", "down"),
    });
    html! {
        th class=[column.is_numeric.then_some("num")] scope="col" data-p=[column.priority] aria-sort=[sort.map(|s| s.0)]
            data-column-head=[column.key] {
            @if let Some(href) = column.sort_href {
                a href=(href) { (column.label) @if let Some((_, arrow)) = sort { " " (icon(arrow)) } }
            } @else { (column.label) }
        }
    }
}

/// What a cell does on a phone, where a row becomes a card of two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnPhone {
    #[default]
    Hide,
    /// In the wide column at the left.
    Show,
    /// In the narrow column at the right.
    End,
}

impl OnPhone {
    fn name(self) -> Option<Text<'static>> {
        match self {
            OnPhone::Hide => Some(Text("hide")),
            OnPhone::Show => None,
            OnPhone::End => Some(Text("end")),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Cell<'a> {
    pub content: Markup,
    pub is_numeric: bool,
    pub priority: Option<u8>,
    pub on_phone: OnPhone,
    /// The key of the field that is edited here: `fields/KEY` below the row's `href` answers with the editor. None for a
    /// cell that cannot be edited in place.
    pub edits: Option<&'a str>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub href: &'a str,
    /// Before the name: the round check of what is still to do.
    pub mark: Option<Markup>,
    /// Grey, after the name: the company of a contact.
    pub note: Option<&'a str>,
    /// Whether `peek` below `href` answers with the quick look.
    pub has_peek: bool,
    /// The name of the tick: "Select Harbour Bakeries"; none for a list without ticks.
    pub tick_label: Option<&'a str>,
    /// Open in the quick look.
    pub is_selected: bool,
    /// Junk and closed records.
    pub is_dim: bool,
}

/// A little more than a row with the usual columns takes.
pub const ROW_BYTES: usize = 1500;

/// A row: the tick, the name, then the cells. The ticks belong to the form `#bulk` ([`bulk_bar`]).
///
/// Written in one piece and with no word too many: a page has hundreds of cells.
pub fn row(row: &Row, cells: &[Cell]) -> Markup {
    html! {
        (Room(ROW_BYTES))
        tr id={ "row-" (Text(row.id)) } data-row=(Text(row.id)) data-peek[row.has_peek] data-dim[row.is_dim]
            aria-selected=[row.is_selected.then_some("true")] {
            @if let Some(label) = row.tick_label {
                td class="fit" data-m="hide" {
                    input class="check" type="checkbox" name="ids" value=(Text(row.id)) form="bulk" data-tick aria-label=(Text(label));
                }
            }
            td {
                @if let Some(mark) = &row.mark { (mark) }
                a class="name" href=(Text(row.href)) { (Text(row.name)) }
                @if let Some(note) = row.note { small { (Text(note)) } }
            }
            @for cell in cells {
                td class=[cell.is_numeric.then_some(Text("num"))] data-m=[cell.on_phone.name()] data-p=[cell.priority] {
                    @if let Some(key) = cell.edits {
                        span class="edit" data-inline=(Text(key)) tabindex="-1" { (cell.content) }
                    } @else { (cell.content) }
                }
            }
        }
    }
}

/// The table in its scrolling region; `label` names it.
pub fn table(label: &str, head: Markup, rows: impl Render) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label=(label) {
            table class="table" data-cards data-list { (head) tbody { (rows) } }
        }
    }
}

/// The texts of the [`bulk_bar`].
#[derive(Debug, Clone, Copy)]
pub struct BulkBar<'a> {
    pub label: &'a str,
    /// With `{n}` for the number: "{n} selected".
    pub count: &'a str,
    /// Offered once the whole page is ticked: "Select all 64 in this view"; none when the page is the view.
    pub all_in_view: Option<&'a str>,
    /// The query of the view, sent along so that the server finds "all" again.
    pub view_query: &'a str,
    pub clear: &'a str,
}

/// What can be done with the ticked rows; appears with the first tick.
///
/// A form named `bulk`: each action is a button with its own `formaction` or `hx-post`. It sends `ids` for the ticked
/// rows, or `all=1` and `view` once "all in this view" was chosen.
pub fn bulk_bar(bar: &BulkBar, actions: &[Btn]) -> Markup {
    html! {
        form class="bulk" id="bulk" method="post" role="toolbar" aria-label=(bar.label) data-bulk {
            (csrf::field())
            b data-bulk-count=(bar.count) {}
            @if let Some(text) = bar.all_in_view {
                input type="hidden" name="view" value=(bar.view_query);
                input type="hidden" name="all" value="1" disabled data-bulk-all;
                button class="btn" type="button" data-bulk-select-all hidden { (text) }
            }
            hr;
            @for action in actions { (action) }
            (icon_btn("x", bar.clear).flag("data-bulk-clear"))
        }
    }
}

/// The foot of a list.
#[derive(Debug, Clone, Copy)]
pub struct Pager<'a> {
    /// "1–50 of 238", with the total in bold.
    pub range: &'a Markup,
    /// Grey, after the range: the sum of the view.
    pub note: Option<&'a Markup>,
    pub previous: (&'a str, Option<&'a str>),
    pub next: (&'a str, Option<&'a str>),
    /// Between the arrows: "1 / 5".
    pub page: &'a str,
}

/// Previous and next: each a name and, unless it is the end, a URL.
pub fn pager(pager: &Pager) -> Markup {
    html! {
        footer class="pager" hx-boost="true" hx-target="#main" hx-swap="innerHTML" {
            span { (pager.range) }
            @if let Some(note) = pager.note { span class="muted wide" { (note) } }
            span class="end row" {
                (turn("left", pager.previous, "prev"))
                span { (pager.page) }
                (turn("right", pager.next, "next"))
            }
        }
    }
}

fn turn(arrow: &str, (label, href): (&str, Option<&str>), rel: &str) -> Markup {
    let button = icon_btn(arrow, label).small();
    html! {
        @if let Some(href) = href { (button.href(href).attr("rel", rel)) } @else { (button.disabled(true)) }
    }
}
