//! What people do with deals beyond filling in fields.

use super::fields::KEY;
use crate::access::Viewer;
use crate::crm::pipelines;
use crate::kernel::{Access, Result};
use crate::platform::db::Tx;
use crate::records::service::Saved;
use crate::records::{Record, Registry, Value, Values, options, service, store};
use rusqlite::Connection;

/// Sells the same again: a new deal at the first stage of the pipeline, of the same client, people and sum.
///
/// # Errors
/// `NotFound` for a deal the viewer may not view; as [`service::create`].
pub fn repeat(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64) -> Result<Saved> {
    let (old, values) = repetition(tx, viewer, registry, id)?;
    service::create_from(tx, viewer, &*registry.kind(KEY)?, values, &old.values)
}

/// A deal, and what one like it begins with.
///
/// # Errors
/// `NotFound` for a deal the viewer may not view.
pub(super) fn repetition(conn: &Connection, viewer: &Viewer, registry: &Registry, id: i64) -> Result<(Record, Values)> {
    /// When it may end and what ended it belongs to the sale that was, not to the next one.
    const KEPT: &[&str] = &[
        "title",
        "pipeline_id",
        "amount_minor",
        "currency",
        "company_id",
        "contacts",
        "deal_type",
        "source",
        "source_note",
        "budget_minor",
        "has_authority",
        "decision_maker",
        "need",
        "tags",
        "observers",
    ];
    let kind = registry.kind(KEY)?;
    let old = store::get(conn, viewer, &kind, id, Access::View)?;
    let mut values = Values::default().with("is_repeat", Value::Bool(true));
    for key in KEPT {
        if !old.values.get(key).is_empty() {
            values.set(*key, old.values.get(key).clone());
        }
    }
    // Nobody begins anew on a way that is no longer gone.
    let is_offered = match old.values.text("pipeline_id") {
        Some(code) => options::is_offered(conn, pipelines::PIPELINES, code)?,
        None => false,
    };
    if !is_offered {
        values.remove("pipeline_id");
    }
    Ok((old, values))
}
