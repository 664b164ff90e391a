//! What people do with leads beyond filling in fields.

use super::fields::{KEY, OPEN, STATUSES};
use super::rules::meaning;
use crate::access::Viewer;
use crate::kernel::{Access, Error, Result};
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use crate::records::service::Saved;
use crate::records::{Registry, Value, Values, options, service, store};

/// The status of a lead somebody works on; an office that has archived it does without the step.
const IN_WORK: &str = "in_work";

/// Takes a lead into work: the viewer becomes responsible for it. A new one is then in work; one that is further on its
/// way stays where it is.
///
/// # Errors
/// As [`service::update`]; `Conflict` for a lead that is closed.
pub fn take(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    expected_version: Option<i64>,
) -> Result<Saved> {
    let kind = registry.kind(KEY)?;
    let lead = store::get(tx, viewer, &kind, id, Access::View)?;
    let status = lead.values.text("status").unwrap_or_default();
    if meaning(tx, status)?.as_deref() != Some(OPEN) {
        return Err(Error::conflict(tr::leads_closed));
    }
    let mut changes = Values::default().with("responsible_id", viewer.user_id);
    let is_new = options::first_with(tx, STATUSES, OPEN)?.is_some_and(|first| first.code == status);
    if is_new && options::is_offered(tx, STATUSES, IN_WORK)? {
        changes.set("status", IN_WORK);
    }
    service::update(tx, viewer, &kind, id, expected_version, changes)
}

/// Another status for a lead.
#[derive(Debug, Clone, Copy, Default)]
pub struct Move<'a> {
    pub status: &'a str,
    /// The reason and the note that closing it as junk asks for.
    pub why: Option<(&'a str, &'a str)>,
    /// As for [`service::update`].
    pub expected_version: Option<i64>,
}

/// Moves a lead to another status.
///
/// # Errors
/// As [`service::update`]; `Invalid` with `reason_required` at `junk_reason`, or `needs_conversion` at `status`.
pub fn set_status(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64, step: &Move<'_>) -> Result<Saved> {
    let mut changes = Values::default().with("status", step.status);
    if let Some((reason, note)) = step.why {
        changes.set("junk_reason", reason);
        changes.set("junk_note", Value::Text(note.trim().to_owned()));
    }
    service::update(tx, viewer, &*registry.kind(KEY)?, id, step.expected_version, changes)
}
