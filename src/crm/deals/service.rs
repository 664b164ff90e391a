//! What people do with deals beyond filling in fields.

use super::fields::KEY;
use crate::access::Viewer;
use crate::crm::pipelines::{self, Stage};
use crate::kernel::{Access, Error, Lang, Result};
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use crate::records::service::Saved;
use crate::records::{Record, Registry, Value, Values, options, service, store};
use rusqlite::Connection;

/// Moves a deal to a stage; `more` is what the stage asks for, and why it is lost.
///
/// # Errors
/// As [`service::update`]; `Invalid` at each field that has to be filled in first, with `reason_required` at
/// `lost_reason`, or with `stage_skipped` at `stage_id`.
pub fn set_stage(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    expected_version: Option<i64>,
    stage: &str,
    more: Values,
) -> Result<Saved> {
    let changes = more.with("stage_id", stage);
    service::update(tx, viewer, &*registry.kind(KEY)?, id, expected_version, changes)
}

/// The stage of a pipeline at which deals end that are won or lost: the first of this meaning.
///
/// # Errors
/// `Conflict` where the office has none.
pub fn close_as(conn: &Connection, lang: Lang, pipeline_id: i64, meaning: &str) -> Result<Stage> {
    let stages = pipelines::of_pipeline(conn, lang, pipeline_id)?;
    let found = stages.into_iter().find(|stage| stage.means(meaning) && !stage.item.is_archived);
    found.ok_or_else(|| Error::conflict(tr::deals_no_such_end))
}

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
