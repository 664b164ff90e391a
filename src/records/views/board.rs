//! The board of a kind: a column for each open value of the choice that its records move through.

mod mix;

pub use mix::{Plans, mixes};

use super::list::{Frame, around, panel};
use crate::kernel::Access;
use crate::kernel::Timestamp;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Board, BoardCard, BoardColumn, DropZone, Hue, MixPart, State, act, board, board_card, board_chip_count,
    board_chips, board_column, board_column_head, btn, drop_zones, empty, peek_region, popover, tag,
};
use crate::platform::web::csrf;
use crate::records::list::Cursor;
use crate::records::options::{OPEN, OptionItem};
use crate::records::registry::{End, Field, FieldType, Kind};
use crate::records::show::money_text;
use crate::records::value::Record;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// One column, with the first of its cards.
pub struct Column {
    pub item: OptionItem,
    pub count: usize,
    /// Whether that is how many there are, and not where counting ends.
    pub is_exact: bool,
    /// How many have what comes next in each state; empty where that is not known.
    pub plans: Plans,
    /// By currency, empty where nothing is filled in; `None` where there is too much to add up.
    pub sums: Option<BTreeMap<String, i64>>,
    pub cards: Vec<Record>,
    pub next: Option<Cursor>,
}

/// One of several boards of a kind.
pub struct BoardLink {
    pub id: i64,
    pub label: String,
    pub href: String,
    pub is_current: bool,
    /// Where a card goes that is moved there: the code of its first column.
    pub first: Option<String>,
}

pub struct BoardView {
    pub frame: Frame,
    /// All boards of the kind; none where it has but one.
    pub boards: Vec<BoardLink>,
    pub columns: Vec<Column>,
    /// The closed values: where cards are dropped that leave the board.
    pub ends: Vec<OptionItem>,
}

pub fn page(view: &BoardView) -> Markup {
    let frame = &view.frame;
    let lang = frame.lang();
    let shown: Vec<Shown> = view.columns.iter().map(|column| Shown::of(frame, column)).collect();
    let columns: Vec<BoardColumn> = shown.iter().map(Shown::column).collect();
    let label = tr::boards_label(lang, (frame.kind.names.many)(lang));
    let texts = Board { label: &label, moved: tr::boards_moved(lang), not_moved: tr::boards_not_moved(lang) };
    let zones: Vec<DropZone> = view.ends.iter().map(|item| zone(&view.frame.kind, item)).collect();
    let first = columns.first().map_or("", |column| column.key);
    html! {
        (around(frame))
        @if view.boards.len() > 1 { div class="bar" { (switch(view)) } }
        div class="split" {
            div class="pane" data-live=(frame.path("/live")) data-live-cards=(frame.path("/board/cards"))
                data-live-card=(tr::live_card(lang)) data-live-gone=(tr::live_left(lang))
                data-live-some=(tr::live_board(lang)) {
                @if columns.is_empty() {
                    (empty(frame.kind.icon, tr::boards_no_columns(lang), "", html! {
                        (btn(tr::ui_clear_all(lang)).href(frame.address.cleared().href()))
                    }))
                } @else {
                    (board_chips(tr::boards_columns(lang), &columns, first))
                    (board(&texts, html! {
                        @for (column, view) in columns.iter().zip(&view.columns) { (board_column(column, cards(frame, view))) }
                    }))
                    (drop_zones(tr::boards_close(lang), &zones))
                    (mix::mix_later(frame))
                }
            }
            (panel(frame))
            (peek_region(html! {}))
        }
        @for column in &view.columns { @if takes_new(frame, column) { (quick_add(frame, column)) } }
    }
}

/// The way to the other boards.
fn switch(view: &BoardView) -> Markup {
    let lang = view.frame.lang();
    let label = view.frame.kind.board_of.and_then(|key| view.frame.kind.field(key)).map(|field| field.label.text(lang));
    let segment = |board: &'_ BoardLink| {
        html! {
            a href=(board.href) aria-current=[board.is_current.then_some("true")] data-name=(board.label)
                data-move-to=[board.first.as_ref().filter(|_| !board.is_current)] { (board.label) }
        }
    };
    html! {
        nav class="seg" aria-label=[label] { @for board in &view.boards { (segment(board)) } }
    }
}

/// The cards of a column from some place on, and the way to more.
pub fn cards(frame: &Frame, column: &Column) -> Markup {
    let lang = frame.lang();
    let (address, norm) = (frame.address.cards(), column.item.norm_days());
    html! {
        @for record in &column.cards { (card_at(frame, record, &address(record.id), norm)) }
        @if let Some(next) = &column.next {
            @let query = frame.address.query_string();
            @let url = frame.path(&format!("/board/{}?{query}&after={}", column.item.code, next.encode()));
            li class="more" hx-get=(url) hx-trigger="intersect once" hx-swap="outerHTML" hx-target="this" hx-push-url="false" {
                (btn(tr::boards_more(lang)).quiet().small().attr("hx-get", url.as_str()).attr("hx-target", "closest li")
                    .attr("hx-swap", "outerHTML"))
            }
        }
    }
}

/// One card; the person may move it if they may change the record.
pub fn card(frame: &Frame, record: &Record) -> Markup {
    let norm = board_value(frame, record).and_then(OptionItem::norm_days);
    card_at(frame, record, &frame.address.card(record.id), norm)
}

/// [`card`] with its address, and the days after which a record has stood in this column for too long.
fn card_at(frame: &Frame, record: &Record, href: &str, norm: Option<i64>) -> Markup {
    let lang = frame.lang();
    let kind = &frame.kind;
    let note = (kind.note.text)(&record.values);
    let client = client_field(kind).and_then(|field| match field.field_type {
        FieldType::Link { kind, .. } => frame.lookup.title(kind, record.values.int(&field.key)?),
        _ => None,
    });
    let by = Some(note.as_str()).filter(|note| !note.is_empty() && *note != record.title).or(client);
    let since = kind.board_since.unwrap_or("created_at");
    let days = record.values.int(since).map(|at| days_since(frame, Timestamp(at)));
    let stale = days.zip(norm).filter(|(days, norm)| days > norm).map(|(_, norm)| tr::boards_stale(lang, norm));
    let money = money_field(kind).and_then(|(field, currency)| {
        Some(money_text(lang, record.values.int(&field.key)?, record.values.text(currency).unwrap_or_default()))
    });
    let age = days.map(|days| tr::boards_age(lang, days));
    let responsible = record.values.int("responsible_id").and_then(|id| frame.lookup.user(id));
    let id = record.id.to_string();
    let move_url = frame.path(&format!("/{id}/board"));
    board_card(&BoardCard {
        id: &id,
        version: record.version,
        title: &record.title,
        href,
        move_url: frame.may(Access::Edit).then_some(move_url.as_str()),
        move_label: tr::boards_move(lang),
        has_peek: true,
        by,
        money: money.as_deref(),
        age: age.as_deref(),
        stale: stale.as_deref(),
        marks: marks(frame, record),
        next: next(frame, record),
        responsible,
    })
}

/// The head of a column and the number on its chip after a card came or went, to be put in place of the old ones.
pub fn head_again(frame: &Frame, column: &Column) -> Markup {
    let shown = Shown::of(frame, column);
    let column = shown.column();
    html! { (board_column_head(&column, true)) (board_chip_count(&column, true)) }
}

/// The texts of a column's head, which [`BoardColumn`] borrows.
struct Shown<'a> {
    item: &'a OptionItem,
    count: String,
    sum: Option<String>,
    add: Option<(String, String)>,
    mix: Option<Vec<MixPart>>,
}

impl<'a> Shown<'a> {
    fn of(frame: &Frame, column: &'a Column) -> Shown<'a> {
        let lang = frame.lang();
        // Every head of a board with money has its line, so that the columns begin at one height.
        let sum = money_field(&frame.kind).map(|_| match &column.sums {
            None => tr::boards_no_sum(lang, frame.address.query.cap() as i64),
            Some(sums) if sums.is_empty() => "—".to_owned(),
            Some(sums) => {
                let sums: Vec<String> = sums.iter().map(|(code, amount)| money_text(lang, *amount, code)).collect();
                sums.join(" + ")
            }
        });
        Shown {
            item: &column.item,
            count: match column.is_exact {
                true => format::integer(lang, column.count as i64),
                false => frame.address.query.capped(column.count).show(lang),
            },
            sum,
            mix: frame.kind.plan().map(|_| mix::mix(frame, &column.item, &column.plans)),
            add: takes_new(frame, column).then(|| (add_id(column), tr::boards_add(lang, &column.item.label))),
        }
    }

    fn column(&self) -> BoardColumn<'_> {
        BoardColumn {
            key: &self.item.code,
            name: &self.item.label,
            hue: Hue::parse(&self.item.color).unwrap_or_default(),
            count: &self.count,
            sum: self.sum.as_deref(),
            add: self.add.as_ref().map(|(id, label)| (id.as_str(), label.as_str())),
            mix: self.mix.as_deref(),
        }
    }
}

/// Whether a card can be added here.
fn takes_new(frame: &Frame, column: &Column) -> bool {
    frame.may(Access::Create) && !column.item.is_archived
}

fn add_id(column: &Column) -> String {
    ["add-", &column.item.code].concat()
}

/// A name is enough to begin with.
fn quick_add(frame: &Frame, column: &Column) -> Markup {
    let lang = frame.lang();
    let Some(field) = frame.kind.identity.first().and_then(|key| frame.kind.field(key)) else { return html! {} };
    let label = tr::boards_add(lang, &column.item.label);
    popover(
        &add_id(column),
        &label,
        html! {
            form class="pad stack" method="post" action=(frame.path(&format!("/board/{}", column.item.code)))
                hx-post=(frame.path(&format!("/board/{}", column.item.code))) hx-swap="none" {
                (csrf::field())
                label class="stack" { (field.label.text(lang))
                    input class="input" name=(field.key) maxlength="255" required autocomplete="off";
                }
                (btn(tr::ui_create(lang)).primary().submit())
            }
        },
    )
}

fn zone<'i>(kind: &Kind, item: &'i OptionItem) -> DropZone<'i> {
    let meaning = kind.meanings.iter().find(|meaning| item.semantic.as_deref() == Some(meaning.key));
    let is_good = meaning.is_some_and(|meaning| meaning.end == Some(End::Good));
    DropZone {
        key: &item.code,
        label: &item.label,
        icon: if is_good { "check" } else { "x" },
        state: if is_good { State::Good } else { State::Late },
    }
}

/// Whether a value is where work goes on.
pub fn is_column(item: &OptionItem) -> bool {
    item.semantic.as_deref().is_none_or(|semantic| semantic == OPEN)
}

/// What comes next with a record, as far as that is known.
fn next(frame: &Frame, record: &Record) -> Markup {
    html! { @if let Some(next) = frame.next.get(&record.id) { (act(next.due, next.icon, &next.text)) } }
}

/// The coloured choices of a record, such as how warm a lead is.
fn marks(frame: &Frame, record: &Record) -> Markup {
    let kind = &frame.kind;
    let is_place = |field: &&Field| [kind.board_by, kind.board_of].contains(&Some(field.key.as_ref()));
    let choices = kind.fields.iter().filter(|field| !is_place(field));
    let marks = choices.filter_map(|field| match field.field_type {
        FieldType::Choice { list } => frame.lookup.dictionary.find(list, record.values.text(&field.key)?),
        _ => None,
    });
    html! {
        @for item in marks.filter(|item| item.color != "slate").take(2) {
            (tag(&item.label, Hue::parse(&item.color).unwrap_or_default()))
        }
    }
}

/// The sum a card shows, and the field with its currency.
pub fn money_field(kind: &Kind) -> Option<(&Field, &'static str)> {
    kind.fields.iter().find_map(|field| match field.field_type {
        FieldType::Money { currency } => Some((field, currency)),
        _ => None,
    })
}

/// The link to whom a record is of, where its lists show one.
pub fn client_field(kind: &Kind) -> Option<&Field> {
    let shown = kind.columns.iter().filter_map(|key| kind.field(key));
    shown.into_iter().find(|field| matches!(field.field_type, FieldType::Link { .. }))
}

/// The value that stands for the column of a record.
fn board_value<'f>(frame: &'f Frame, record: &Record) -> Option<&'f OptionItem> {
    let field = frame.kind.board_by.and_then(|key| frame.kind.field(key))?;
    let FieldType::Choice { list } = field.field_type else { return None };
    frame.lookup.dictionary.find(list, record.values.text(&field.key)?)
}

fn days_since(frame: &Frame, at: Timestamp) -> i64 {
    (frame.reader.today - format::local_day(frame.reader.zone, at)).num_days().max(0)
}
