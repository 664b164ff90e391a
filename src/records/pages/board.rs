//! The board: records in columns by where they stand, moved by hand.

mod cards;

pub(super) use cards::cards;

use super::frame::{deed, frame};
use super::list::{Tools, fields_of};
use super::reason::{Asking, Of, can_be_said, missing, sets};
use super::toast;
use crate::access::Viewer;
use crate::kernel::{Access, Error, KindKey, Problem, Result, Timestamp};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, current_address};
use crate::records::list::{self, Address, Condition, ListQuery, Op, Params, Slice};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::panels::Panels;
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::show::Lookup;
use crate::records::store::Titles;
use crate::records::value::{Value, Values};
use crate::records::views::board::{self as views, BoardLink, BoardView, Column, client_field, is_column, money_field};
use crate::records::views::list::Frame;
use crate::records::views::list::bulk::SET;
use crate::records::{service, store};
use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::html;
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

/// Moves a card. `status` is the column, `version` what was read; `set.junk_reason` and the like are what a dialog asked
/// for. Answers with the card and the heads of both columns; with nothing of the card where it left the board.
pub(super) async fn place(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    request: HttpRequest,
    id: i64,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    // Where in its column a card was dropped is said by the page, and kept by nobody: columns have an order.
    form.only(|name| matches!(name, "status" | "version" | "after" | "dialog") || name.starts_with(SET))?;
    let (field, list) = board_field(&kind)?;
    let code = form.value("status").unwrap_or_default().to_owned();
    let version = form.value("version").and_then(|version| version.parse().ok());
    let is_dialog = form.value("dialog").is_some();
    let (of_kind, as_viewer, key, sent, to) =
        (kind.clone(), viewer.clone(), field.key.to_string(), form.0.clone(), code.clone());
    let outcome = db
        .write(move |tx| {
            let before = store::get(tx, &as_viewer, &of_kind, id, Access::View)?.values;
            let (values, errors) = sets(&as_viewer, &Office::load(tx)?, &of_kind, &before, &sent);
            errors.into_result()?;
            let values = values.with(key.as_str(), to.as_str());
            let saved = service::update(tx, &as_viewer, &of_kind, id, version, values)?;
            Ok((before.text(&key).map(str::to_owned), saved))
        })
        .await;
    let (before, saved) = match outcome {
        Ok(done) => done,
        Err(Error::Invalid(errors)) => {
            if let Some(page) = errors.iter().find_map(|(_, problem)| (kind.way_out)(problem, id)) {
                return Ok(HttpResponse::UnprocessableEntity().insert_header(("HX-Redirect", page)).finish());
            }
            let url = format!("/{}/{id}/board", kind.plural);
            let lang = viewer.lang;
            let title = label(&*db.read(move |conn| Dictionary::load(conn, lang)).await?, list, &code);
            let asking = Asking { url: &url, pairs: &form.0, errors: &errors, title: &title, of: Of::One(id) };
            return missing(&db, &viewer, &kind, &asking).await;
        }
        Err(error) => return Err(error.into()),
    };
    let (params, now) = (params_of_page(&request), db.clock().now());
    let lang = viewer.lang;
    let draw = move |conn: &Connection, params: &Params| {
        let frame = board_frame(conn, &registry, &viewer, &kind, params, now)?;
        let (field, list) = board_field(&kind)?;
        let fields = fields_of_cards(&kind, &frame);
        let card = store::by_ids(conn, &viewer, &kind, &fields, &[id])?.pop();
        // A card that went to another board has left this one.
        let board = before.as_deref().and_then(|code| frame.lookup.dictionary.find(list, code)?.parent_id);
        let is_here = |item: &&OptionItem| is_column(item) && (before.is_none() || item.parent_id == board);
        let mut columns = Vec::new();
        for code in [before.as_deref(), Some(code.as_str())].into_iter().flatten() {
            let Some(item) = frame.lookup.dictionary.find(list, code).filter(is_here) else {
                continue;
            };
            let none = Slice { after: None, before: None, limit: 0 };
            columns.push(column(conn, &viewer, &frame, field, item.clone(), &none, now)?.0);
        }
        let stays = frame.lookup.dictionary.find(list, &code).is_some_and(|item| is_here(&item));
        let mut shown = frame;
        if let Some(record) = &card {
            shown.lookup = Lookup::load(conn, &registry, &viewer, &kind, std::slice::from_ref(record))?;
            shown.next = panels.next(conn, &viewer, &kind, &[id], now)?;
        }
        let name = label(&shown.lookup.dictionary, list, &code);
        let body = html! {
            @if let (Some(record), true) = (&card, stays) { (views::card(&shown, record)) }
            @for column in &columns { (views::head_again(&shown, column)) }
        };
        Ok((body, name))
    };
    // The card was moved, whatever the page says of itself: without a list that can be read, it is that of all.
    let (body, name) = db
        .read(move |conn| match draw(conn, &params) {
            Err(Error::NotFound | Error::BadRequest(_)) => draw(conn, &Params::default()),
            drawn => drawn,
        })
        .await?;
    let said = tr::boards_moved_to(lang, &name);
    if is_dialog {
        return Ok(toast::refreshing(&said, saved.action));
    }
    let mut response = HttpResponse::Ok();
    // Nothing is said of a card that was put back where it was.
    if let Some(trigger) = saved.action.and_then(|action| toast::header(&said, Some(action), false)) {
        response.insert_header((toast::HEADER, trigger));
    }
    Ok(response.insert_header(ContentType::html()).body(body.into_string()))
}

/// A new record in a column, with its name and what the column asks for in a dialog.
pub(super) async fn add(
    kind: KindKey,
    (db, registry, viewer): Tools,
    code: String,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let (field, _) = board_field(&kind)?;
    let name = kind.identity.first().copied().unwrap_or_default();
    form.only(|sent| matches!(sent, "dialog") || sent == name || sent.starts_with(SET))?;
    let typed = form.value(name).unwrap_or_default().trim().to_owned();
    if typed.is_empty() {
        return Err(Error::invalid(name, Problem::Required).into());
    }
    let (of_kind, as_viewer, key, to, sent) =
        (kind.clone(), viewer.clone(), field.key.to_string(), code.clone(), form.0.clone());
    let outcome = db
        .write(move |tx| {
            let (values, errors) = sets(&as_viewer, &Office::load(tx)?, &of_kind, &Values::default(), &sent);
            errors.into_result()?;
            let values = values.with(name, Value::Text(typed)).with(key.as_str(), to.as_str());
            service::create(tx, &as_viewer, &of_kind, values)
        })
        .await;
    match outcome {
        Ok(saved) => Ok(toast::refreshing(tr::boards_added(viewer.lang), saved.action)),
        Err(Error::Invalid(errors)) if errors.first(name).is_none() && can_be_said(&errors) => {
            let url = format!("/{}/board/{code}", kind.plural);
            let title = tr::ui_create(viewer.lang);
            let asking = Asking { url: &url, pairs: &form.0, errors: &errors, title, of: Of::New };
            missing(&db, &viewer, &kind, &asking).await
        }
        Err(error) => Err(error.into()),
    }
}

fn label(dictionary: &Dictionary, list: &str, code: &str) -> String {
    dictionary.label(list, code).to_owned()
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

/// The boards that the kind has, and which of them is shown: the one that the filter names, else the first. None for a
/// kind with one board.
fn boards(frame: &Frame) -> Result<Vec<BoardLink>> {
    let Some(key) = frame.kind.board_of else { return Ok(Vec::new()) };
    let field = frame.kind.field(key).ok_or(Error::NotFound)?;
    let FieldType::Choice { list } = field.field_type else { return Err(Error::NotFound) };
    let filter = &frame.address.query.filter;
    let named = filter.find(key).find_map(|condition| match (condition.op, condition.values.as_slice()) {
        (Op::Eq | Op::In, [code]) => frame.lookup.dictionary.find(list, code),
        _ => None,
    });
    let current = named.or_else(|| frame.lookup.dictionary.offered(list).next()).map(|item| item.id);
    let shown = frame.lookup.dictionary.all(list).iter().filter(|item| !item.is_archived || Some(item.id) == current);
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
    Ok(shown.map(link).collect())
}

/// The values that cards of the board which is shown can have.
fn of_board<'f>(frame: &'f Frame, list: &str, boards: &[BoardLink]) -> impl Iterator<Item = &'f OptionItem> + use<'f> {
    let board = boards.iter().find(|board| board.is_current).map(|board| board.id);
    frame.lookup.dictionary.all(list).iter().filter(move |item| board.is_none() || item.parent_id == board)
}

/// The column's own condition takes the place of those on its field: the others of these still choose which columns
/// there are.
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
        Some(kept) => kept,
        None => {
            let count = list::count_capped(conn, viewer, kind, &query, now)?;
            let sums = match money_field(kind) {
                Some((field, _)) if count <= query.cap() => list::sums(conn, viewer, kind, &query, field, now)?,
                _ => BTreeMap::new(),
            };
            (count, sums)
        }
    };
    sums.retain(|_, amount| *amount != 0);
    let page = match slice.limit {
        0 => list::Page::default(),
        _ => list::page(conn, viewer, kind, &query, &fields_of_cards(kind, frame), slice, now)?,
    };
    Ok((Column { item, count, is_exact, sums, cards: page.records, next: page.next }, page.titles))
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
