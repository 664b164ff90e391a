//! An import from its first row to its last: in chunks, so that nobody's click has to wait for it, and as one action, so
//! that Undo takes it back as a whole.
//!
//! How far it is stands in the same transaction as the rows: whatever happens between two chunks, no row is lost or
//! taken twice. A server that is killed leaves an import that can be gone on with or taken back.

use super::apply::Ledger;
use super::lines::Wholes;
use super::model::{Import, Plan, Policy, Report, Status, Tally};
use super::plans::{ImportError, Plans, look};
use super::rehearsed::Rehearsed;
use super::rehearsing::Rehearsing;
use super::resolve::Resolver;
use super::running::{Turn, status};
use super::work::Job;
use super::{files, store, targets};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, RecordRef, Result, Via};
use crate::platform::db::{Db, Tx};
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::records::registry::{Kind, Registry};
use crate::records::search;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// From so many records on the index of search is tidied behind them; it is written anew for that.
const TIDIED_FROM: u64 = 10_000;

/// Takes a file in as a draft; nothing is imported yet.
pub fn begin(db: &Db, viewer: &Viewer, kind: &Kind, arriving: files::Arriving, name: &str, plan: &Plan) -> Result<i64> {
    let forgotten = db.clock().now().plus_secs(-7 * 24 * 3600);
    for id in db.read_blocking(|conn| store::forgotten_drafts(conn, forgotten))? {
        // Somebody may have begun it this moment.
        if db.write_blocking(move |tx| store::delete_draft(tx, id))? {
            files::remove_of(db, id);
        }
    }
    let (author, key, name, plan) = (viewer.clone(), kind.key, name.to_owned(), plan.clone());
    let id = db.write_blocking(move |tx| store::insert(tx, &author, key, &name, &plan))?;
    if let Err(error) = arriving.keep(db, id) {
        db.write_blocking(move |tx| store::delete_draft(tx, id))?;
        return Err(error);
    }
    Ok(id)
}

/// Imports a draft, or goes on with what stopped, to the end. For threads that may block.
///
/// Errors: `Conflict` for one that is done, undone or running. A file that cannot be read to its end is no error: the
/// import stands as stopped with its failure.
pub fn run(
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    id: i64,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<(), ImportError> {
    let turn = Turn::take(db, id)?;
    run_in(&turn, db, registry, viewer, kind, id, progress)
}

/// [`run`] on a thread of its own. What can be refused is refused before this returns.
pub fn start(db: &Db, registry: Arc<Registry>, viewer: &Viewer, kind: &Arc<Kind>, id: i64) -> Result<(), ImportError> {
    let turn = Turn::take(db, id)?;
    let import = db.read_blocking(|conn| store::get(conn, viewer, kind.key, id))?;
    refuse_over(&import)?;
    look(db, kind, &files::of(db, id), &import.plan)?;
    db.write_blocking(move |tx| store::set_running(tx, id, import.action))?;
    let (db, viewer, kind) = (db.clone(), viewer.clone(), kind.clone());
    let work = move || {
        if let Err(error) = run_in(&turn, &db, &registry, &viewer, &kind, id, &mut |_, _| {}) {
            tracing::error!(import = id, error = %format_args!("{error:#}"), "an import ended early");
        }
    };
    let spawned = std::thread::Builder::new().name("import".into()).spawn(work);
    spawned.map(drop).map_err(|error| Error::Internal(error.into()).into())
}

fn refuse_over(import: &Import) -> Result<()> {
    if import.status == Status::Done || import.is_undone {
        return Err(Error::conflict(tr::imports_over));
    }
    Ok(())
}

fn run_in(
    turn: &Turn,
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    id: i64,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<(), ImportError> {
    let import = db.read_blocking(|conn| store::get(conn, viewer, kind.key, id))?;
    refuse_over(&import)?;
    let viewer = Viewer { via: Via::Import, ..viewer.clone() };
    let path = files::of(db, id);
    let plans = look(db, kind, &path, &import.plan)?;
    let mut ledger = ledger(db, import.plan.duplicates, false)?;
    let action = match import.action {
        Some(action) => {
            go_on(db, &viewer, kind, &import, action, &mut ledger)?;
            action
        }
        None => db.write_blocking(begin_action(id, viewer.clone(), kind.clone(), &plans))?,
    };
    // Nobody undoes it while it runs, and it does not run while somebody undoes it.
    let _held = db.read_blocking(|conn| events::hold(conn, action))?;
    db.write_blocking(move |tx| store::set_running(tx, id, Some(action)))?;
    let job = Job { db, kinds: registry.kinds(), viewer, kind, keep: Some((id, action)) };
    let ended = job.work(&path, &plans, ledger, import.rows_done, &turn.stop, progress).and_then(|worked| {
        if worked.tally.created + worked.tally.updated >= TIDIED_FROM {
            search::tidy(db, registry.kinds().iter().map(AsRef::as_ref))?;
        }
        Ok(worked)
    });
    match ended {
        Ok(worked) if !worked.is_complete => {
            db.write_blocking(move |tx| store::set_ended(tx, id, Status::Stopped, None))?;
        }
        Ok(_) => {
            db.write_blocking(move |tx| store::set_ended(tx, id, Status::Done, None))?;
            files::remove_of(db, id);
        }
        Err(ImportError::Unreadable(error)) => {
            let code = error.code();
            db.write_blocking(move |tx| store::set_ended(tx, id, Status::Stopped, Some(code)))?;
        }
        Err(error) => {
            // What exactly is in the log; the page must not show an import without an end.
            db.write_blocking(move |tx| store::set_ended(tx, id, Status::Stopped, Some("internal")))?;
            return Err(error);
        }
    }
    Ok(())
}

/// Does everything an import would do and takes it back chunk by chunk: the report is that of the real run.
///
/// Errors: `Conflict` where the same file is rehearsed again meanwhile.
pub fn rehearse(
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    source: (&Path, &str),
    plan: &Plan,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Report, ImportError> {
    let (path, name) = source;
    let viewer = Viewer { via: Via::Import, ..viewer.clone() };
    let plans = look(db, kind, path, plan)?;
    let ledger = ledger(db, plan.duplicates, true)?;
    let job = Job { db, kinds: registry.kinds(), viewer, kind, keep: None };
    let rehearsing = Rehearsing::begin(path);
    let worked = job.work(path, &plans, ledger, 0, &rehearsing.stop, progress)?;
    if !worked.is_complete {
        return Err(Error::conflict(tr::imports_checked_anew).into());
    }
    let form = plans.survey.form;
    Ok(Report {
        kind: kind.plural.to_owned(),
        file: name.to_owned(),
        encoding: form.encoding.name().to_owned(),
        delimiter: form.delimiter.map(|delimiter| delimiter.char()),
        tally: worked.tally,
        unmapped_columns: plans.unmapped(),
        rows: worked.reports,
        import_id: None,
        failure: None,
    })
}

/// The report of an import as it stands.
pub fn report(db: &Db, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Report> {
    db.read_blocking(|conn| {
        let import = store::get(conn, viewer, kind.key, id)?;
        let rows = store::rows(conn, id, None, 0, u32::MAX)?;
        let read = store::reading(conn, id)?;
        let is_stopped = status(db, &import) == Status::Stopped;
        Ok(Report {
            kind: kind.plural.to_owned(),
            file: import.file_name,
            encoding: read.encoding,
            delimiter: read.delimiter,
            tally: import.tally,
            unmapped_columns: read.unmapped,
            rows,
            import_id: Some(id),
            failure: is_stopped.then(|| import.failure.unwrap_or_else(|| "stopped".to_owned())),
        })
    })
}

fn ledger(db: &Db, policy: Policy, is_rehearsal: bool) -> Result<Ledger> {
    let resolver = db.read_blocking(Resolver::load)?;
    Ok(Ledger {
        policy,
        resolver,
        tally: Tally::default(),
        row_of: HashMap::new(),
        wholes: Wholes::default(),
        is_rehearsal,
        // Where nothing is compared, nothing has to be remembered.
        rehearsed: (is_rehearsal && policy != Policy::Allow).then(|| Rehearsed::new(policy)),
    })
}

/// Opens the action that every row belongs to, and keeps how the file is read for the report.
fn begin_action(
    id: i64,
    viewer: Viewer,
    kind: Arc<Kind>,
    plans: &Plans,
) -> impl FnOnce(&mut Tx<'_>) -> Result<ActionId> + Send + 'static {
    let fingerprint = targets::fingerprint(&plans.survey.header);
    let (columns, form, unmapped) = (plans.columns.clone(), plans.survey.form, plans.unmapped());
    let header = plans.survey.header.clone();
    move |tx| {
        let verb = [kind.key, ".imported"].concat();
        let action = events::open(tx, &viewer.actor(), &verb, RecordRef::new("import", id))?;
        store::remember_mapping(tx, kind.key, &fingerprint, &columns)?;
        let read = store::Read {
            encoding: form.encoding.name().to_owned(),
            delimiter: form.delimiter.map(|delimiter| delimiter.char()),
            unmapped,
            header,
        };
        store::set_reading(tx, id, &read)?;
        store::set_running(tx, id, Some(action))?;
        Ok(action)
    }
}

/// Finds again what was known when the import stopped: the records that its rows became. Those are the rows that are
/// neither duplicates nor rejected, and the records follow in the same order.
fn go_on(db: &Db, viewer: &Viewer, kind: &Kind, import: &Import, action: ActionId, ledger: &mut Ledger) -> Result<()> {
    ledger.tally = import.tally.clone();
    let (row_of, wholes) = db.read_blocking(|conn| {
        let rows = store::rows(conn, import.id, None, 0, u32::MAX)?;
        let others: HashSet<u64> = rows.iter().filter(|row| row.outcome != "new").map(|row| row.row).collect();
        let created = store::created_by(conn, action, &[kind.key, ".created"].concat())?;
        let row_of = created.into_iter().zip((1..=import.rows_done).filter(|row| !others.contains(row))).collect();
        let mut repeats = HashMap::new();
        if ledger.policy == Policy::Merge {
            for (record, row) in rows.iter().filter_map(|row| Some((row.record?, row.row))) {
                repeats.entry(record).or_insert(row);
            }
        }
        let wholes = Wholes::load(conn, viewer, kind, action, &row_of, &repeats)?;
        Ok((row_of, wholes))
    })?;
    (ledger.row_of, ledger.wholes) = (row_of, wholes);
    Ok(())
}
