//! The list of records of a kind.

use super::frame::{deed, frame};
use super::peek;
use crate::access::Viewer;
use crate::kernel::{Error, KindKey, Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::web::{Follow, Page, PageError};
use crate::records::list::{self, Address, Filter, ListQuery, PAGE_ROWS, Params};
use crate::records::panels::Panels;
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::views::list as views;
use crate::records::views::list::{ListView, list};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the handlers of a list are given by the box.
pub(super) type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);

pub(super) async fn index(
    kind: KindKey,
    (db, registry, viewer): Tools,
    panels: web::Data<Panels>,
    request: HttpRequest,
    params: Params,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let title = (kind.names.many)(viewer.lang);
    let answer = db.read(move |conn| {
        // Lists open with the view this person has chosen: that may be a board.
        if params == Params::default() {
            let address = Address::resolve(conn, &viewer, &kind, &params)?;
            if address.view.is_board() == Some(true) {
                return Ok(Err(address.home()));
            }
        }
        let mut view = read(conn, &registry, &viewer, &kind, &params, now)?;
        view.frame.mark = panels.mark(&kind).copied();
        if let Some(id) = params.peek {
            let url = view.frame.address.card(id);
            let reader = view.frame.reader;
            let of = peek::Of { kind: &kind, id, url: &url };
            view.peek = match peek::draw(conn, &registry, &panels, &viewer, &reader, &of) {
                Ok(peek) => Some((id, peek)),
                // Gone since the address was kept: the list is worth showing without it.
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
        }
        Ok(Ok(list(&view)))
    });
    Ok(match answer.await? {
        Ok(body) => Page::new(title, body).respond_to(&request),
        Err(board) => Follow(board).respond_to(&request),
    })
}

/// The filter panel of a list or a board, open.
pub(super) async fn panel(kind: KindKey, (db, registry, viewer): Tools, params: Params) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let body = db.read(move |conn| {
        let address = Address::resolve(conn, &viewer, &kind, &params)?.with_panel(true);
        Ok(views::panel(&frame(conn, &registry, &viewer, &kind, address, &list::Page::default(), now)?))
    });
    Ok(Page::part(body.await?))
}

/// How many records each choice of the panel would leave, beside the conditions there are: texts by the ids of their
/// places.
pub(super) async fn facets(
    kind: KindKey,
    (db, registry, viewer): Tools,
    params: Params,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let counts = db.read(move |conn| {
        let query = Address::resolve(conn, &viewer, &kind, &params)?.query;
        let is_counted = |field: &&Field| {
            matches!(field.field_type, FieldType::Choice { .. } | FieldType::User | FieldType::Currency)
        };
        let fields: Vec<&Field> =
            kind.fields.iter().filter(|field| field.is_filterable && !field.is_hidden).filter(is_counted).collect();
        let own = viewer.user_id.0.to_string();
        let mut texts = BTreeMap::new();
        for (field, counts) in list::facets(conn, &viewer, &kind, &query, &fields, now)? {
            let is_user = kind.field(&field).is_some_and(|field| field.field_type == FieldType::User);
            for (code, count) in counts {
                let code = if is_user && code == own { "me" } else { &code };
                texts.insert(views::facet_id(&field, code), query.capped(count).show(viewer.lang));
            }
        }
        Ok(texts)
    });
    Ok(HttpResponse::Ok().json(counts.await?))
}

/// The exact number of records of a list, and its sums.
pub(super) async fn totals(kind: KindKey, (db, registry, viewer): Tools, params: Params) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let (now, lang) = (db.clock().now(), viewer.lang);
    let title = (kind.names.many)(lang);
    let body = db.read(move |conn| {
        let query = Address::resolve(conn, &viewer, &kind, &params)?.query;
        let count = list::count_all(conn, &viewer, &kind, &query, now)?;
        let mut sums = Vec::new();
        for field in kind.fields.iter().filter(|field| matches!(field.field_type, FieldType::Money { .. })) {
            sums.push((field.label.text(lang), list::sums(conn, &viewer, &kind, &query, field, now)?));
        }
        Ok(views::totals(lang, count, &sums))
    });
    Ok(Page::new(title, body.await?))
}

pub(super) fn read(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    params: &Params,
    now: Timestamp,
) -> Result<ListView> {
    let mut address = Address::resolve(conn, viewer, kind, params)?;
    let fields = fields_of(kind, &address);
    let query = address.query.clone().found(conn, viewer, kind)?;
    let mut page = list::page(conn, viewer, kind, &query, &fields, &address.slice, now)?;
    // What stood on this page was deleted or changed meanwhile: that is no empty list.
    if page.records.is_empty() && !address.slice.is_first() {
        address = address.first_page();
        page = list::page(conn, viewer, kind, &query, &fields, &address.slice, now)?;
    }
    let is_whole = address.slice.is_first() && page.next.is_none() && page.records.len() < PAGE_ROWS;
    let mut frame = frame(conn, registry, viewer, kind, address, &page, now)?;
    frame.done = deed(conn, viewer, params.done)?;
    frame.count = match page.count {
        _ if is_whole => page.records.len(),
        Some(count) => count,
        None => list::count_capped(conn, viewer, kind, &query, now)?,
    };
    let is_blank = page.records.is_empty() && list::count_capped(conn, viewer, kind, &ListQuery::default(), now)? == 0;
    let is_missed = page.records.is_empty() && !is_blank;
    let to_drop = if is_missed { to_drop(conn, viewer, kind, &query, now)? } else { Vec::new() };
    // One more than are listed is gathered, to know of it.
    if query.is_cut() && frame.address.first + page.records.len() > query.cap() {
        page.next = None;
    }
    let is_cut = query.is_cut() && page.next.is_none();
    Ok(ListView { frame, page, to_drop, is_blank, is_cut, peek: None })
}

/// The conditions without which something would be found.
fn to_drop(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    query: &ListQuery,
    now: Timestamp,
) -> Result<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    if query.filter.0.len() < 2 && query.q.is_empty() {
        return Ok(found);
    }
    for index in 0..query.filter.0.len().min(5) {
        let mut rest = query.filter.0.clone();
        rest.remove(index);
        let count = list::count_capped(conn, viewer, kind, &ListQuery { filter: Filter(rest), ..query.clone() }, now)?;
        if count > 0 {
            found.push((index, count));
        }
    }
    Ok(found)
}

/// The fields of the columns, those the row's grey note is made of, and what says whether a record is closed.
pub(super) fn fields_of<'k>(kind: &'k Kind, address: &Address) -> Vec<&'k Field> {
    let columns = address.columns.iter().map(String::as_str);
    // Whose a record is decides whether its cells can be edited.
    let keys = columns.chain(kind.note.fields.iter().copied()).chain(kind.board_by).chain(["responsible_id"]);
    let keys = keys.chain(kind.work_order.map(|order| order.flag));
    let mut fields: Vec<&Field> = Vec::new();
    for field in keys.filter_map(|key| kind.field(key)) {
        let currency = match field.field_type {
            FieldType::Money { currency } => Some(currency),
            _ => None,
        };
        let beside = [currency, field.day_flag, field.late_flag].map(|key| key.and_then(|key| kind.field(key)));
        for field in [Some(field)].into_iter().chain(beside).flatten() {
            if !fields.iter().any(|there| there.key == field.key) {
                fields.push(field);
            }
        }
    }
    fields
}
