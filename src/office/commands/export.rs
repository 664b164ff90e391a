//! `korob export`: all records of a kind that one may export, as a file.

use super::{Desk, Refusal, refusal::invalid};
use crate::kernel::Problem;
use crate::records::export::{self, Format, Wanted};
use crate::records::list::ListQuery;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The plural of the kind.
    pub kind: String,
    pub format: Format,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exported {
    pub records: usize,
}

/// Oldest first, with all fields. Errors: `Invalid` at `kind`.
pub fn run(desk: &mut Desk<'_>, order: &Order) -> Result<Exported, Refusal> {
    let viewer = desk.viewer()?;
    let kind = desk.registry.by_plural(&order.kind).map_err(|_| invalid("kind", Problem::NotAnOption))?;
    let query = ListQuery::parse(&kind, None, None, Some("id"))?;
    let wanted = Wanted { query, columns: None, format: order.format };
    let progress = &mut *desk.progress;
    let mut told = |done: usize| progress(done as i64, 0);
    let records = export::export(desk.db, desk.registry, &viewer, &kind, &wanted, &mut *desk.output, &mut told)?;
    Ok(Exported { records })
}
