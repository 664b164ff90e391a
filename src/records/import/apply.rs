//! One row after another into records, through the verbs that everybody uses.

use super::draft::Draft;
use super::lines::Wholes;
use super::model::{Policy, RowReport, Tally, Warning};
use super::rehearsed::{Place, Rehearsed};
use super::resolve::{Guard, Made, Resolver, World};
use crate::kernel::{Access, Error, Result, Timestamp};
use crate::platform::db::Tx;
use crate::records::registry::MatchBy;
use crate::records::service::Times;
use crate::records::store;
use crate::records::value::{Value, Values};
use crate::records::{additions, duplicates, service};
use anyhow::anyhow;
use std::collections::HashMap;

/// A row that was read, not yet written.
pub struct Prepared {
    pub row: u64,
    pub line: u64,
    pub draft: Result<Draft, &'static str>,
    /// Kept for rejected rows.
    pub cells: Vec<String>,
}

/// What is known from one row to the next.
pub struct Ledger {
    pub policy: Policy,
    pub resolver: Resolver,
    pub tally: Tally,
    /// The rows by the records they became.
    pub row_of: HashMap<i64, u64>,
    /// The records of this file that further product lines may belong to.
    pub wholes: Wholes,
    pub is_rehearsal: bool,
    /// Of a rehearsal only, whose records are taken back.
    pub rehearsed: Option<Rehearsed>,
}

/// Writes one row; `None` when it simply became a record. A row that is refused leaves nothing behind.
pub fn apply(
    tx: &mut Tx<'_>,
    world: &World<'_>,
    ledger: &mut Ledger,
    prepared: &Prepared,
) -> Result<Option<RowReport>> {
    let mut report = RowReport { row: prepared.row, line: prepared.line, ..RowReport::default() };
    ledger.tally.records += 1;
    let draft = match &prepared.draft {
        Ok(draft) => draft,
        Err(reason) => return Ok(Some(reject(ledger, report, reason))),
    };
    if let Some(row) = ledger.wholes.row_of(draft) {
        return add_line(tx, world, ledger, draft, RowReport { of: Some(row), ..report }).map(Some);
    }
    let written = write(tx, world, ledger, draft, &mut report);
    let guard = ledger.resolver.take_guard();
    match written {
        Ok(made) => {
            if let Guard::Savepoint(savepoint) = guard {
                tx.release(savepoint)?;
            }
            made.count_into(&mut ledger.tally, &mut ledger.resolver);
            for warning in &report.warnings {
                *ledger.tally.warnings_by_code.entry(warning.code.clone()).or_default() += 1;
            }
            let is_plain = report.outcome == "new" && report.warnings.is_empty();
            Ok((!is_plain).then_some(report))
        }
        Err(error) => {
            let reason = reason_of(error)?;
            match guard {
                // Verbs look at all of a record before they write any of it.
                Guard::Nothing => {}
                Guard::Savepoint(savepoint) => {
                    tx.roll_back(savepoint)?;
                    // What the row made is gone with it.
                    ledger.resolver.forget();
                }
                Guard::Sure => return Err(anyhow!("row {} was refused: {reason}", prepared.row).into()),
            }
            let report = RowReport { row: prepared.row, line: prepared.line, ..RowReport::default() };
            Ok(Some(reject(ledger, report, reason)))
        }
    }
}

/// Why a row was refused, where it is the row that is wrong.
fn reason_of(error: Error) -> Result<&'static str> {
    match error {
        Error::Invalid(errors) => Ok(errors.iter().next().map_or("invalid", |(_, problem)| problem.code())),
        Error::Forbidden | Error::NotFound => Ok("forbidden"),
        other => Err(other),
    }
}

/// Takes a row that is one more product of the record of an earlier one. The rest of it says that record once more.
fn add_line(
    tx: &mut Tx<'_>,
    world: &World<'_>,
    ledger: &mut Ledger,
    draft: &Draft,
    report: RowReport,
) -> Result<RowReport> {
    let added = match ledger.wholes.add(tx, world, draft) {
        Ok(added) => added,
        Err(error) => Err(reason_of(error)?),
    };
    if let Err(reason) = added {
        return Ok(reject(ledger, RowReport { of: None, ..report }, reason));
    }
    ledger.tally.product_rows += 1;
    ledger.tally.product_lines += 1;
    let is_of_line = |column: &str| matches!(column, "product" | "price" | "quantity");
    let warnings: Vec<Warning> = draft.warnings.iter().filter(|warning| is_of_line(&warning.column)).cloned().collect();
    for warning in &warnings {
        *ledger.tally.warnings_by_code.entry(warning.code.clone()).or_default() += 1;
    }
    Ok(RowReport { outcome: "product_row".to_owned(), warnings, ..report })
}

fn reject(ledger: &mut Ledger, report: RowReport, reason: &str) -> RowReport {
    ledger.tally.rejected += 1;
    *ledger.tally.rejected_by_reason.entry(reason.to_owned()).or_default() += 1;
    RowReport { outcome: "rejected".to_owned(), reason: Some(reason.to_owned()), ..report }
}

fn write(
    tx: &mut Tx<'_>,
    world: &World<'_>,
    ledger: &mut Ledger,
    draft: &Draft,
    report: &mut RowReport,
) -> Result<Made> {
    report.warnings.extend(draft.warnings.iter().cloned());
    if ledger.policy != Policy::Allow
        && let Some((by, place)) = earlier(tx, world, ledger, &draft.values)?
    {
        report.outcome = "duplicate".to_owned();
        report.by = Some(by.code().to_owned());
        match place {
            Place::Row(row) => report.of = Some(row),
            Place::Record(id) => match ledger.row_of.get(&id) {
                Some(row) => report.of = Some(*row),
                None => report.record = Some(id),
            },
        }
        return merge(tx, world, ledger, draft, place, report);
    }
    report.outcome = "new".to_owned();
    let (values, warnings, made) = ledger.resolver.resolve(tx, world, draft, &ledger.tally, None)?;
    report.warnings.extend(warnings);
    let sign = ledger.rehearsed.as_ref().map(|rehearsed| rehearsed.sign(world.kind, &values));
    let now = tx.now();
    if let Some(at) = draft.created_at.filter(|at| *at > now) {
        let value = at.to_utc().format("%Y-%m-%d %H:%M").to_string();
        report.warnings.push(Warning { code: "date_in_future".into(), column: "created_at".into(), value });
    }
    let past = |at: Option<Timestamp>| at.filter(|at| *at <= now).unwrap_or(now);
    let times = Times { created_at: past(draft.created_at), updated_at: past(draft.updated_at) };
    let brought = world.kind.sum_of_lines.map(|_| values.clone());
    let saved = service::bring_in(tx, world.viewer, world.kind, values, times)?;
    ledger.row_of.insert(saved.id, report.row);
    if let Some(brought) = brought {
        let record = (!ledger.is_rehearsal).then_some(saved.id);
        ledger.wholes.note_new(world.kind, report.row, record, &brought);
        ledger.tally.product_lines += u64::from(draft.line.is_some());
    }
    if let (Some(rehearsed), Some(sign)) = (&mut ledger.rehearsed, sign) {
        rehearsed.keep(Place::Row(report.row), sign);
    }
    ledger.tally.created += 1;
    Ok(made)
}

/// The record or row that these values describe once more, by the surest sign.
fn earlier(tx: &Tx<'_>, world: &World<'_>, ledger: &Ledger, values: &Values) -> Result<Option<(MatchBy, Place)>> {
    for key in duplicates::keys(world.kind, values) {
        if let Some((id, _)) = duplicates::look_up(tx, world.viewer, world.kind, (key.0, &key.1), values, 1)?.pop() {
            return Ok(Some((key.0, Place::Record(id))));
        }
        let rehearsed = ledger.rehearsed.as_ref().and_then(|known| known.find(world.kind, &key, values));
        if let Some(place) = rehearsed {
            return Ok(Some((key.0, place)));
        }
    }
    Ok(None)
}

fn merge(
    tx: &mut Tx<'_>,
    world: &World<'_>,
    ledger: &mut Ledger,
    draft: &Draft,
    place: Place,
    report: &mut RowReport,
) -> Result<Made> {
    if ledger.policy == Policy::Skip {
        ledger.tally.skipped += 1;
        return Ok(Made::default());
    }
    let Place::Record(id) = place else { return merge_rehearsed(tx, world, ledger, draft, place, report) };
    let Some(old) = store::find(tx, world.viewer, world.kind, id, Access::Edit)? else {
        // Seen, but not theirs to change.
        ledger.tally.skipped += 1;
        return Ok(Made::default());
    };
    let is_wanted = |key: &str| is_wanted(old.values.get(key));
    let (values, warnings, made) = ledger.resolver.resolve(tx, world, draft, &ledger.tally, Some(&is_wanted))?;
    report.warnings.extend(warnings);
    let changes = additions(world.kind, &old.values, &values);
    let sign = ledger.rehearsed.as_ref().map(|rehearsed| rehearsed.sign(world.kind, &changes));
    if world.kind.sum_of_lines.is_some_and(|key| changes.contains(key)) {
        // More lines are to be counted to the sum that this row began.
        let record = (!ledger.is_rehearsal).then_some(id);
        ledger.wholes.note(world.kind, &draft.values, report.row, record, &changes);
        ledger.tally.product_lines += u64::from(draft.line.is_some());
    }
    service::update(tx, world.viewer, world.kind, id, None, changes)?;
    if let (Some(rehearsed), Some(sign)) = (&mut ledger.rehearsed, sign) {
        let place = ledger.row_of.get(&id).map_or(place, |row| Place::Row(*row));
        rehearsed.keep(place, sign);
    }
    ledger.tally.updated += 1;
    Ok(made)
}

/// Whether a record that has this value takes more from a file: what may be several is joined with what is there.
fn is_wanted(there: &Value) -> bool {
    there.is_empty() || matches!(there, Value::Links(_) | Value::Ids(_))
}

/// The earlier row was taken back by the rehearsal: only what is remembered of it can be told.
fn merge_rehearsed(
    tx: &mut Tx<'_>,
    world: &World<'_>,
    ledger: &mut Ledger,
    draft: &Draft,
    place: Place,
    report: &mut RowReport,
) -> Result<Made> {
    let Some(rehearsed) = &mut ledger.rehearsed else { return Ok(Made::default()) };
    let is_wanted = |key: &str| rehearsed.is_wanted(world.kind, place, key);
    let (values, warnings, made) = ledger.resolver.resolve(tx, world, draft, &ledger.tally, Some(&is_wanted))?;
    report.warnings.extend(warnings);
    let added = rehearsed.additions(world.kind, place, &values);
    rehearsed.keep(place, rehearsed.sign(world.kind, &added));
    ledger.tally.updated += 1;
    Ok(made)
}
