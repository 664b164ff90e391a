//! Keeping lists: saved views and the columns somebody likes.

use super::list::Tools;
use crate::access::Viewer;
use crate::kernel::{Error, KindKey, Problem};
use crate::platform::ui::Density;
use crate::platform::web::{PageError, RawForm, SeeOther, cookies};
use crate::records::list::saved_views::{self, ViewChanges};
use crate::records::list::{self, Address, Params, habit};
use crate::records::registry::Kind;
use crate::records::views::list::count_id;
use actix_web::{HttpRequest, HttpResponse};
use rusqlite::Connection;
use serde::Deserialize;
use std::collections::BTreeMap;
use url::form_urlencoded;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewView {
    name: String,
    query: String,
    #[serde(default)]
    is_shared: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangedView {
    query: String,
}

/// The settings of the view that is looked at: a built-in one can only be made the first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    view: String,
    name: Option<String>,
    #[serde(default)]
    is_shared: bool,
    #[serde(default)]
    is_default: bool,
}

/// What the form of the settings sends along with its other buttons.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "names that are taken and mean nothing here")]
pub(super) struct Beside {
    view: Option<String>,
    name: Option<String>,
    is_shared: Option<bool>,
    is_default: Option<bool>,
}

/// Keeps the list with the density it was seen in: that of its address, or else the browser's.
pub(super) async fn create(
    kind: KindKey,
    (db, registry, viewer): Tools,
    request: HttpRequest,
    form: NewView,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let mut query = form.query;
    let density = request.cookie(cookies::DENSITY).map(|cookie| Density::parse(cookie.value()));
    if let Some(density) = density.filter(|_| Params::of_list(&query).density.is_none()) {
        query = form_urlencoded::Serializer::for_suffix(query, 0).append_pair("density", density.name()).finish();
    }
    let address = db.write(move |tx| {
        let id = saved_views::create(tx, &viewer, &kind, &form.name, form.is_shared, &query)?;
        home(tx, &viewer, &kind, &id.to_string())
    });
    Ok(SeeOther(address.await?))
}

/// The address of a view, the list or the board as it keeps it.
fn home(conn: &Connection, viewer: &Viewer, kind: &Kind, view: &str) -> Result<String, Error> {
    let params = Params { view: Some(view.to_owned()), ..Params::default() };
    Ok(Address::resolve(conn, viewer, kind, &params)?.home())
}

pub(super) async fn update(
    kind: KindKey,
    (db, registry, viewer): Tools,
    id: i64,
    form: ChangedView,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let changes = ViewChanges { query: Some(form.query), ..ViewChanges::default() };
    let address = db.write(move |tx| {
        saved_views::update(tx, &viewer, &kind, id, &changes)?;
        home(tx, &viewer, &kind, &id.to_string())
    });
    Ok(SeeOther(address.await?))
}

pub(super) async fn settle(
    kind: KindKey,
    (db, registry, viewer): Tools,
    form: Settings,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let address = db.write(move |tx| {
        // Refuses a view that is not there.
        let address = home(tx, &viewer, &kind, &form.view)?;
        if let (Some(name), Ok(id)) = (&form.name, form.view.parse()) {
            let is_shared = viewer.may_assign().then_some(form.is_shared);
            let changes = ViewChanges { name: Some(name.clone()), is_shared, query: None };
            saved_views::update(tx, &viewer, &kind, id, &changes)?;
        }
        let is_first = habit::habit(tx, &viewer, &kind)?.view.as_deref() == Some(form.view.as_str());
        match (form.is_default, is_first) {
            (true, false) => habit::keep_view(tx, &viewer, &kind, Some(&form.view))?,
            (false, true) => habit::keep_view(tx, &viewer, &kind, None)?,
            _ => {}
        }
        Ok(address)
    });
    Ok(SeeOther(address.await?))
}

/// One place to the left or to the right.
pub(super) async fn shift(
    kind: KindKey,
    (db, registry, viewer): Tools,
    id: i64,
    is_right: bool,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let address = db.write(move |tx| {
        saved_views::shift(tx, &viewer, &kind, id, is_right)?;
        home(tx, &viewer, &kind, &id.to_string())
    });
    Ok(SeeOther(address.await?))
}

pub(super) async fn delete(kind: KindKey, (db, registry, viewer): Tools, id: i64) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let plural = kind.plural;
    let action = db
        .write(move |tx| {
            saved_views::delete(tx, &viewer, &kind, id)?;
            Ok(tx.action())
        })
        .await?;
    let done = action.map_or_else(String::new, |action| format!("?done={}", action.0));
    Ok(SeeOther(format!("/{plural}{done}")))
}

/// How many records each view has: texts by the ids of their places.
pub(super) async fn counts(kind: KindKey, (db, registry, viewer): Tools) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let now = db.clock().now();
    let counts = db.read(move |conn| {
        let built_in = kind.views.iter().map(|view| view.key.to_owned());
        let saved = saved_views::list(conn, &viewer, &kind)?;
        let mut texts = BTreeMap::new();
        for key in built_in.chain(saved.iter().map(|view| view.id.to_string())) {
            let params = Params { view: Some(key.clone()), ..Params::default() };
            // A view that no longer fits the fields is still shown, so that it can be mended or deleted.
            if let Ok(address) = Address::resolve(conn, &viewer, &kind, &params) {
                let query = address.query;
                let count = list::count_capped(conn, &viewer, &kind, &query, now)?;
                texts.insert(count_id(&key), query.capped(count).show(viewer.lang));
            }
        }
        Ok(texts)
    });
    Ok(HttpResponse::Ok().json(counts.await?))
}

/// The columns menu sends its ticked keys in their order; the page is then drawn again.
pub(super) async fn keep_columns(
    kind: KindKey,
    (db, registry, viewer): Tools,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let mut columns = Vec::new();
    for (name, value) in form.0 {
        let is_column = name == "columns" && kind.field(&value).is_some_and(|field| !field.is_hidden);
        if !is_column {
            return Err(Error::invalid(name, Problem::UnknownField).into());
        }
        if !columns.contains(&value) {
            columns.push(value);
        }
    }
    db.write(move |tx| habit::keep_columns(tx, &viewer, &kind, &columns)).await?;
    Ok(HttpResponse::NoContent().insert_header(("HX-Trigger", "refresh")).finish())
}
