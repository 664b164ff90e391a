//! The board: records in columns by where they stand, moved by hand.

mod cards;
mod moves;

pub(super) use cards::cards;
pub(super) use moves::{add, place};

use super::frame::{deed, frame};
use super::list::{Tools, fields_of};
use crate::access::Viewer;
use crate::kernel::{Error, KindKey, Result, Timestamp};
use crate::platform::web::{Page, PageError, current_address};
use crate::records::list::{self, Address, Condition, ListQuery, Op, Params, Slice};
use crate::records::options::OptionItem;
use crate::records::panels::Panels;
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::store::Titles;
use crate::records::views::board::{self as views, BoardLink, BoardView, Column, client_field, is_column, money_field};
use crate::records::views::list::Frame;
use actix_web::{HttpRequest, web};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cards of a column before it is scrolled.
const CARDS: usize = 30;

pub(super) async fn index(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    params: Params,
) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let title = (kind.names.many)(viewer.lang);
    let body = db.read(move |conn| {
        let mut view = read(conn, &registry, &viewer, &kind, &params, now)?;
        view.learn_next(conn, &panels, now)?;
        Ok(views::page(&view))
    });
    Ok(Page::new(title, body.await?))
}

/// What comes next with the cards of each column, as bars to be put below the heads.
pub(super) async fn mix(kind: KindKey, (db, registry, viewer): Tools, params: Params) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let body = db.read(move |conn| {
        let frame = board_frame(conn, &registry, &viewer, &kind, &params, now)?;
        let (field, list) = board_field(&kind)?;
        let mut columns = Vec::new();
        for item in of_board(&frame, list, &boards(&frame)?).filter(|item| is_column(item)) {
            if is_asked_for(&frame, field, item) {
                let plans = list::plans(conn, &viewer, &kind, &query_of(&frame, field, item), now)?;
                columns.push((item, plans));
            }
        }
        Ok(views::mixes(&frame, &columns))
    });
    Ok(Page::part(body.await?))
}

/// The next cards of one column.
pub(super) async fn more(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    code: String,
    params: Params,
) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let body = db.read(move |conn| {
        let mut frame = board_frame(conn, &registry, &viewer, &kind, &params, now)?;
        let (field, list) = board_field(&kind)?;
        let item = frame.lookup.dictionary.find(list, &code).cloned().ok_or(Error::NotFound)?;
        let slice = Slice { limit: CARDS, ..frame.address.slice.clone() };
        let (column, titles) = column(conn, &viewer, &frame, field, item, &slice, now)?;
        frame.lookup.note(titles);
        frame.lookup.learn(conn, &registry, &viewer, &kind, column.cards.iter().map(|card| &card.values))?;
        let ids: Vec<i64> = column.cards.iter().map(|card| card.id).collect();
        frame.next = panels.next(conn, &viewer, &kind, &ids, now)?;
        Ok(views::cards(&frame, &column))
    });
    Ok(Page::part(body.await?))
}

/// The page that a card was moved on, so that its counts are those of its filter.
fn params_of_page(request: &HttpRequest) -> Params {
    Params::of_list(current_address(request).as_ref().and_then(url::Url::query).unwrap_or_default())
}

fn board_field(kind: &Kind) -> Result<(&Field, &'static str)> {
    let field = kind.board_by.and_then(|key| kind.field(key)).ok_or(Error::NotFound)?;
    match field.field_type {
        FieldType::Choice { list } => Ok((field, list)),
        _ => Err(Error::NotFound),
    }
}

fn board_frame(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    params: &Params,
    now: Timestamp,
) -> Result<Frame> {
    let address = Address::resolve(conn, viewer, kind, params)?;
    let mut frame = frame(conn, registry, viewer, kind, address, &list::Page::default(), now)?;
    frame.done = deed(conn, viewer, params.done)?;
    let slice = frame.address.slice.clone();
    frame.address = frame.address.as_board();
    frame.address.slice = slice;
    Ok(frame)
}

impl BoardView {
    /// Finds what comes next with the cards.
    pub(super) fn learn_next(&mut self, conn: &Connection, panels: &Panels, now: Timestamp) -> Result<()> {
        let ids: Vec<i64> = self.columns.iter().flat_map(|column| &column.cards).map(|card| card.id).collect();
        self.frame.next = panels.next(conn, &self.frame.viewer, &self.frame.kind, &ids, now)?;
        Ok(())
    }
}

pub(super) fn read(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    params: &Params,
    now: Timestamp,
) -> Result<BoardView> {
    let mut frame = board_frame(conn, registry, viewer, kind, params, now)?;
    let (field, list) = board_field(kind)?;
    let boards = boards(&frame)?;
    let of_board = of_board(&frame, list, &boards).cloned();
    let (open, ends): (Vec<OptionItem>, Vec<OptionItem>) = of_board.partition(is_column);
    let first = Slice { after: None, before: None, limit: CARDS };
    let mut columns = Vec::new();
    for item in open {
        if !is_asked_for(&frame, field, &item) {
            continue;
        }
        let (column, titles) = column(conn, viewer, &frame, field, item, &first, now)?;
        frame.lookup.note(titles);
        // Nobody chooses an archived value any more, but what stands there is not lost from sight.
        if !column.item.is_archived || column.count > 0 {
            columns.push(column);
        }
    }
    frame.count = columns.iter().map(|column| column.count).sum::<usize>().min(frame.address.query.cap() + 1);
    let ends = ends.into_iter().filter(|item| !item.is_archived).collect();
    let cards = columns.iter().flat_map(|column| &column.cards).map(|card| &card.values);
    frame.lookup.learn(conn, registry, viewer, kind, cards)?;
    Ok(BoardView { frame, boards, columns, ends })
}

/// The boards that the filter leaves, and which of them is shown: the first that can be chosen. Where the filter names one
/// board alone, which is how another is turned to, all are offered. None for a kind with one board.
fn boards(frame: &Frame) -> Result<Vec<BoardLink>> {
    let Some(key) = frame.kind.board_of else { return Ok(Vec::new()) };
    let field = frame.kind.field(key).ok_or(Error::NotFound)?;
    let FieldType::Choice { list } = field.field_type else { return Err(Error::NotFound) };
    let filter = &frame.address.query.filter;
    let all = frame.lookup.dictionary.all(list);
    let left: Vec<&OptionItem> = all.iter().filter(|item| is_asked_for(frame, field, item)).collect();
    let current = left.iter().find(|item| !item.is_archived).or(left.first()).map(|item| item.id);
    let conditions: Vec<&Condition> = filter.find(key).collect();
    let is_of_one = |condition: &Condition| matches!((condition.op, condition.values.len()), (Op::Eq | Op::In, 1));
    let is_turned = conditions.len() == 1 && left.len() == 1 && is_of_one(conditions[0]);
    let is_left = |item: &OptionItem| is_turned || left.iter().any(|there| there.id == item.id);
    let is_shown = |item: &&OptionItem| Some(item.id) == current || (!item.is_archived && is_left(item));
    let (_, columns) = board_field(&frame.kind)?;
    let link = |item: &OptionItem| {
        let mut of_board = frame.lookup.dictionary.offered(columns).filter(|column| column.parent_id == Some(item.id));
        let first = of_board.find(|column| is_column(column));
        let condition = Condition::new(key, Op::In, [item.code.as_str()]);
        let address = frame.address.with_filter(filter.with(key, vec![condition]));
        BoardLink {
            id: item.id,
            label: item.label.clone(),
            href: address.as_board().href(),
            is_current: Some(item.id) == current,
            first: first.map(|column| column.code.clone()),
        }
    };
    Ok(all.iter().filter(is_shown).map(link).collect())
}

/// The values that cards of the board which is shown can have; none where the filter leaves no board.
fn of_board<'f>(frame: &'f Frame, list: &str, boards: &[BoardLink]) -> impl Iterator<Item = &'f OptionItem> + use<'f> {
    let board = boards.iter().find(|board| board.is_current).map(|board| board.id);
    let is_one_board = frame.kind.board_of.is_none();
    let all = frame.lookup.dictionary.all(list).iter();
    all.filter(move |item| is_one_board || (board.is_some() && item.parent_id == board))
}

/// Whether the conditions on the field, which is that of the columns or of the boards, let a value pass: there the own
/// condition takes their place, and they choose which columns and boards there are.
fn is_asked_for(frame: &Frame, field: &Field, item: &OptionItem) -> bool {
    frame.address.query.filter.find(&field.key).all(|condition| {
        let meaning = item.semantic.as_deref().map(|semantic| format!("@{semantic}"));
        let is_named = condition.values.iter().any(|value| *value == item.code || Some(value) == meaning.as_ref());
        match condition.op {
            Op::In | Op::Eq => is_named,
            Op::Ne => !is_named,
            Op::Empty => condition.is_negated_empty(),
            _ => true,
        }
    })
}

/// What stands in a column.
fn query_of(frame: &Frame, field: &Field, item: &OptionItem) -> ListQuery {
    let own = Condition::new(&field.key, Op::Eq, [item.code.as_str()]);
    let filter = &frame.address.query.filter;
    // A column is of one board anyway.
    let filter = frame.kind.board_of.map_or_else(|| filter.clone(), |board_of| filter.with(board_of, Vec::new()));
    ListQuery { filter: filter.with(&field.key, vec![own]), ..frame.address.query.clone() }
}

fn column(
    conn: &Connection,
    viewer: &Viewer,
    frame: &Frame,
    field: &Field,
    item: OptionItem,
    slice: &Slice,
    now: Timestamp,
) -> Result<(Column, Titles)> {
    let kind = &frame.kind;
    let query = query_of(frame, field, &item);
    let is_all = query.q.is_empty() && query.filter.0.len() == 1;
    let kept = if is_all { list::column_totals(conn, viewer, kind, &item.code)? } else { None };
    let is_exact = kept.is_some();
    let (count, mut sums) = match kept {
        Some((count, sums)) => (count, Some(sums)),
        None => {
            let count = list::count_capped(conn, viewer, kind, &query, now)?;
            let sums = match money_field(kind) {
                Some(_) if count > query.cap() => None,
                Some((field, _)) => Some(list::sums(conn, viewer, kind, &query, field, now)?),
                None => Some(BTreeMap::new()),
            };
            (count, sums)
        }
    };
    if let Some(sums) = &mut sums {
        sums.retain(|_, amount| *amount != 0);
    }
    let page = match slice.limit {
        0 => list::Page::default(),
        _ => list::page(conn, viewer, kind, &query, &fields_of_cards(kind, frame), slice, now)?,
    };
    // A head alone comes with its bar; those of a whole board come after it.
    let plans = if slice.limit == 0 { list::plans(conn, viewer, kind, &query, now)? } else { Vec::new() };
    Ok((Column { item, count, is_exact, plans, sums, cards: page.records, next: page.next }, page.titles))
}

/// What a card shows.
fn fields_of_cards<'k>(kind: &'k Kind, frame: &Frame) -> Vec<&'k Field> {
    let mut fields = fields_of(kind, &frame.address);
    let usual = ["responsible_id", "created_at"].into_iter().chain(money_field(kind).map(|(_, currency)| currency));
    let usual = usual.chain(kind.board_since).chain(client_field(kind).map(|field| field.key.as_ref()));
    let more = kind.fields.iter().filter(|field| {
        let is_shown =
            usual.clone().any(|key| key == field.key) || money_field(kind).is_some_and(|(m, _)| m.key == field.key);
        is_shown || matches!(field.field_type, FieldType::Choice { .. })
    });
    for field in more {
        if !fields.iter().any(|there| there.key == field.key) {
            fields.push(field);
        }
    }
    fields
}
