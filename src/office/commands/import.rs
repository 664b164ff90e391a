//! `korob import`: records from a file, as one action.

use super::{Desk, Refusal, refusal::invalid};
use crate::kernel::Problem;
use crate::records::import::{self, Plan, Policy, Report, files::Arriving, targets};
use crate::records::registry::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The plural of the kind.
    pub kind: String,
    /// As the file is called where it comes from.
    pub file_name: String,
    pub duplicates: Policy,
    /// Tell what would happen and write nothing.
    pub is_rehearsal: bool,
    /// Targets of columns by their titles, instead of those found by themselves; none leaves a column out.
    pub map: BTreeMap<String, Option<String>>,
}

/// Errors: `Invalid` at `kind`, `file` or `map`; `NoColumn`.
pub fn run(desk: &mut Desk<'_>, order: &Order) -> Result<Report, Refusal> {
    let viewer = desk.viewer()?;
    let kind = desk.registry.by_plural(&order.kind).map_err(|_| invalid("kind", Problem::NotAnOption))?;
    let path = desk.input.ok_or_else(|| invalid("file", Problem::Required))?;
    let mut plan = Plan { duplicates: order.duplicates, ..Plan::default() };
    plan.columns = Some(columns(desk, &kind, path, order, &plan)?);
    let progress = &mut *desk.progress;
    if order.is_rehearsal {
        let source = (path, order.file_name.as_str());
        return Ok(import::rehearse(desk.db, desk.registry, &viewer, &kind, source, &plan, progress)?);
    }
    let arriving = Arriving::begin(desk.db)?.copy_from(path)?;
    let id = import::begin(desk.db, &viewer, &kind, arriving, &order.file_name, &plan)?;
    import::run(desk.db, desk.registry, &viewer, &kind, id, progress)?;
    Ok(import::report(desk.db, &viewer, &kind, id)?)
}

/// What the titles say, with what was ordered laid over it.
fn columns(
    desk: &Desk<'_>,
    kind: &Kind,
    path: &Path,
    order: &Order,
    plan: &Plan,
) -> Result<Vec<Option<String>>, Refusal> {
    let found = import::look(desk.db, kind, path, plan)?;
    let mut columns = found.columns;
    for (title, target) in &order.map {
        if target.as_ref().is_some_and(|target| targets::find(kind, target).is_none()) {
            return Err(invalid(format!("map[{title}]"), Problem::NotAnOption));
        }
        let mut is_there = false;
        for (at, _) in found.survey.header.iter().enumerate().filter(|(_, there)| *there == title) {
            columns[at] = target.clone();
            is_there = true;
        }
        if !is_there {
            return Err(invalid(format!("map[{title}]"), Problem::UnknownField));
        }
    }
    if columns.iter().all(Option::is_none) {
        return Err(Refusal::NoColumn { titles: found.survey.header });
    }
    Ok(columns)
}
