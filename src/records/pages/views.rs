//! Keeping lists: saved views and the columns somebody likes.

use crate::access::Viewer;
use crate::kernel::{KindKey, Problem};
use crate::platform::db::Db;
use crate::platform::web::{PageError, RawForm, SeeOther};
use crate::records::list::keep_habit;
use crate::records::registry::Registry;
use crate::records::saved_views::{self, ViewChanges};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

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

pub(super) async fn create(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    form: NewView,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    let plural = kind.plural;
    let id =
        db.write(move |tx| saved_views::create(tx, &viewer, &kind, &form.name, form.is_shared, &form.query)).await?;
    Ok(SeeOther(format!("/{plural}?view={id}")))
}

pub(super) async fn update(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    id: i64,
    form: ChangedView,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    db.write(move |tx| {
        saved_views::update(tx, &viewer, id, &ViewChanges { query: Some(form.query), ..ViewChanges::default() })
    })
    .await?;
    Ok(SeeOther(format!("/{}?view={id}", kind.plural)))
}

pub(super) async fn delete(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    id: i64,
) -> Result<SeeOther, PageError> {
    let kind = registry.kind(kind)?;
    db.write(move |tx| saved_views::delete(tx, &viewer, id)).await?;
    Ok(SeeOther(format!("/{}", kind.plural)))
}

/// The columns menu sends its ticked keys in their order; the page is then drawn again.
pub(super) async fn keep_columns(
    kind: KindKey,
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let mut columns = Vec::new();
    for (name, value) in form.0 {
        let is_column = name == "columns" && kind.field(&value).is_some_and(|field| !field.is_hidden);
        if !is_column {
            return Err(crate::kernel::Error::invalid(name, Problem::UnknownField).into());
        }
        columns.push(value);
    }
    db.write(move |tx| keep_habit(tx, &viewer, &kind, &columns)).await?;
    Ok(HttpResponse::NoContent().insert_header(("HX-Trigger", "refresh")).finish())
}
