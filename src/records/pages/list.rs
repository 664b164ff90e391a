//! The list of records of a kind.

use crate::access::Viewer;
use crate::kernel::{ActionId, KindKey, Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::events;
use crate::platform::web::{Page, PageError, SeeOther};
use crate::records::list::{self, Address, Condition, Filter, Op, PAGE_ROWS, Params};
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::saved_views::{self, SavedView};
use crate::records::show::{Lookup, Reader};
use crate::records::views::list::{ListView, Person, list};
use actix_web::{HttpRequest, web};
use rusqlite::Connection;
use url::form_urlencoded;

pub(super) async fn index(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    params: Params,
) -> Result<Page, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let title = (kind.names.many)(viewer.lang);
    let view = db.read(move |conn| Ok(list(&read(conn, &registry, &viewer, &kind, &params, now)?))).await?;
    Ok(Page::new(title, view))
}

/// The filter panel as a form: sends the browser on to the address of the list it describes.
pub(super) async fn filter(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    request: HttpRequest,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(request.query_string().as_bytes()).into_owned().take(500).collect();
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let params = Params {
        view: value("view"),
        q: value("q"),
        sort: value("sort"),
        columns: value("columns"),
        panel: Some("filters".into()),
        ..Params::default()
    };
    let filter = filter_of_panel(&kind, &pairs)?;
    let address = db.read(move |conn| Address::resolve(conn, &viewer, &kind, &params)).await?;
    Ok(SeeOther(address.with_filter(filter).href()))
}

/// Reads `f.status=new&f.created_at.ge=2026-01-01`: a field alone means any of its values, `.op` one condition.
fn filter_of_panel(kind: &Kind, pairs: &[(String, String)]) -> Result<Filter> {
    let mut conditions: Vec<Condition> = Vec::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let Some(key) = name.strip_prefix("f.") else { continue };
        let (field, op) = match key.split_once('.') {
            Some((field, op)) => (field, Op::ALL.into_iter().find(|known| known.code() == op).unwrap_or(Op::Eq)),
            None => (key, Op::In),
        };
        match conditions.iter_mut().find(|there| there.field == field && there.op == op && op == Op::In) {
            Some(there) => there.values.push(value.trim().to_owned()),
            None => conditions.push(Condition::new(field, op, [value.trim()])),
        }
    }
    // Read again as text, so that a hostile name or value meets the same checks as a typed address.
    Filter::parse(kind, &Filter(conditions).to_text())
}

fn read(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Kind,
    params: &Params,
    now: Timestamp,
) -> Result<ListView> {
    let address = Address::resolve(conn, viewer, kind, params)?;
    let fields = fields_of(kind, &address);
    let page = list::page(conn, viewer, kind, &address.query, &fields, &address.slice, now)?;
    let is_whole = page.next.is_none() && page.previous.is_none() && address.slice.after.is_none();
    let count = if is_whole && page.records.len() < PAGE_ROWS {
        page.records.len()
    } else {
        list::count_capped(conn, viewer, kind, &address.query, now)?
    };
    let mut views = Vec::new();
    for view in saved_views::list(conn, viewer, kind)? {
        let count = count_of_view(conn, viewer, kind, &view, now)?;
        views.push((view, count));
    }
    Ok(ListView {
        deleted: deleted(conn, viewer, params.done)?,
        lookup: Lookup::load(conn, registry, viewer, kind, &page.records)?,
        reader: Reader::of(viewer, now),
        people: people(conn)?,
        is_empty_kind: page.records.is_empty() && address.query.filter.is_empty() && address.query.q.is_empty(),
        kind: kind.clone(),
        viewer: viewer.clone(),
        address,
        page,
        count,
        views,
    })
}

/// The deletion that led here, while its author can still take it back.
fn deleted(conn: &Connection, viewer: &Viewer, done: Option<i64>) -> Result<Option<ActionId>> {
    let Some(id) = done else { return Ok(None) };
    let action = events::find_action(conn, ActionId(id))?;
    let is_open = |action: &events::Action| {
        action.user_id == Some(viewer.user_id) && action.undone_by.is_none() && action.verb.ends_with(".deleted")
    };
    Ok(action.filter(is_open).map(|action| action.id))
}

/// The fields of the columns, and the currencies that sums among them need.
fn fields_of<'k>(kind: &'k Kind, address: &Address) -> Vec<&'k Field> {
    let mut fields: Vec<&Field> = address.columns.iter().filter_map(|key| kind.field(key)).collect();
    for field in fields.clone() {
        if let FieldType::Money { currency } = field.field_type
            && !fields.iter().any(|there| there.key == currency)
        {
            fields.extend(kind.field(currency));
        }
    }
    fields
}

/// `None` for a view that no longer fits the fields: it is still shown, so that it can be mended or deleted.
fn count_of_view(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    view: &SavedView,
    now: Timestamp,
) -> Result<Option<usize>> {
    let params = Params { view: Some(view.id.to_string()), ..Params::default() };
    match Address::resolve(conn, viewer, kind, &params) {
        Ok(address) => list::count_capped(conn, viewer, kind, &address.query, now).map(Some),
        Err(_) => Ok(None),
    }
}

/// Who can be responsible, for filters and assigning.
pub(super) fn people(conn: &Connection) -> Result<Vec<Person>> {
    let mut statement =
        conn.prepare_cached("SELECT id, name FROM users WHERE disabled_at IS NULL ORDER BY name, id")?;
    let rows = statement.query_map([], |row| Ok(Person { id: row.get(0)?, name: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
