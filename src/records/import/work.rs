//! The rows of a file, chunk by chunk: one thread reads them while the writer writes those before them.

use super::apply::{Ledger, Prepared, apply};
use super::draft::Judge;
use super::job::{ImportError, Plans};
use super::model::{RowReport, Tally};
use super::reading::rows::{Mapping, read_row};
use super::reading::table::{Limits, Row, Table, Unreadable};
use super::reading::values::Settings;
use super::resolve::World;
use super::store;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Result};
use crate::platform::db::{Db, Tx};
use crate::platform::events;
use crate::platform::settings::Office;
use crate::records::registry::Kind;
use anyhow::Context;
use crossbeam_channel::Sender;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long one chunk may write while somebody waits for their turn.
const CHUNK_TIME: Duration = Duration::from_millis(20);
/// How long it may write while nobody does: the commit behind it grows with it, and who comes then has to wait for that.
const LONGEST_CHUNK: Duration = Duration::from_millis(80);
/// Rows that are read ahead.
const READ_AHEAD: usize = 500;

pub struct Job<'a> {
    pub db: &'a Db,
    pub kinds: Arc<Vec<Arc<Kind>>>,
    pub viewer: Viewer,
    pub kind: &'a Arc<Kind>,
    /// The import and its action; none for a rehearsal.
    pub keep: Option<(i64, ActionId)>,
}

impl Job<'_> {
    /// Takes the rows behind the first `rows_done`, chunk by chunk, until told to stop.
    pub fn work(
        &self,
        path: &Path,
        plans: &Plans,
        mut ledger: Ledger,
        rows_done: u64,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<Worked, ImportError> {
        let office = self.db.read_blocking(Office::load)?;
        let settings =
            Settings { country: office.country.clone(), date_order: plans.survey.date_order.unwrap_or_default() };
        let judge = Judge::new(self.kind, office, &plans.mapping);
        let read = Arc::new(AtomicU64::new(0));
        let source =
            Counted { file: io::BufReader::new(File::open(path).map_err(Unreadable::from)?), read: read.clone() };
        let table = Table::open(source, plans.survey.form, Limits::default())?;
        let kind: &Kind = self.kind;
        let total = plans.survey.bytes as i64;
        let mut reports = Vec::new();
        let mut waiting: Vec<Prepared> = Vec::new();
        let mut is_at_end = false;
        std::thread::scope(|scope| {
            let (ahead, rows) = crossbeam_channel::bounded(READ_AHEAD);
            let (mapping, settings, judge) = (&plans.mapping, &settings, &judge);
            let prepare = move |row| prepare(row, kind, mapping, settings, judge);
            scope.spawn(move || read_ahead(table, rows_done, prepare, &ahead));
            while (!is_at_end || !waiting.is_empty()) && !stop.load(Ordering::SeqCst) {
                while !is_at_end && waiting.len() < READ_AHEAD {
                    let ahead = rows.recv().context("the file is no longer read").map_err(Error::from)??;
                    ledger.tally.blank_records = ahead.blank_records;
                    is_at_end = ahead.row.is_none();
                    waiting.extend(ahead.row);
                }
                let chunk = self.chunk(ledger, std::mem::take(&mut waiting))?;
                (ledger, waiting) = (chunk.ledger, chunk.waiting);
                reports.extend(chunk.reports);
                progress((read.load(Ordering::Relaxed) as i64).min(total), total);
            }
            Ok(Worked { tally: ledger.tally, reports, is_complete: is_at_end && waiting.is_empty() })
        })
    }

    /// Writes as many of the rows as fit into a chunk.
    fn chunk(&self, ledger: Ledger, rows: Vec<Prepared>) -> Result<Chunk> {
        let (kinds, viewer, kind, keep) = (self.kinds.clone(), self.viewer.clone(), self.kind.clone(), self.keep);
        self.db.write_blocking(move |tx| {
            let world = World { kinds: &kinds, viewer: &viewer, kind: &kind };
            let mut chunk = Chunk { ledger, waiting: rows, reports: Vec::new() };
            match keep {
                Some((import, action)) => {
                    events::resume(tx, action);
                    chunk.write(tx, &world, Some(import))?;
                    let tally = &chunk.ledger.tally;
                    store::set_progress(tx, import, tally.records, tally)?;
                }
                None => {
                    tx.rehearse(|tx| chunk.write(tx, &world, None))?;
                    // What was made is gone, and its ids will be given to others.
                    chunk.ledger.resolver.forget();
                    chunk.ledger.row_of.clear();
                }
            }
            Ok(chunk)
        })
    }
}

/// What the thread that reads hands to the one that writes.
struct Ahead {
    /// None at the end of the file.
    row: Option<Prepared>,
    /// Met before it.
    blank_records: u64,
}

/// Reads the rows behind the first `rows_done`, until nobody wants them any more.
fn read_ahead<R: Read>(
    mut table: Table<R>,
    rows_done: u64,
    prepare: impl Fn(Row) -> Prepared,
    ahead: &Sender<Result<Ahead, Unreadable>>,
) {
    loop {
        let row = match table.next().transpose() {
            Ok(Some(row)) if row.number <= rows_done => continue,
            other => other,
        };
        let is_last = !matches!(row, Ok(Some(_)));
        let blank_records = table.blank_records();
        if ahead.send(row.map(|row| Ahead { row: row.map(&prepare), blank_records })).is_err() || is_last {
            return;
        }
    }
}

fn prepare(row: Row, kind: &Kind, mapping: &Mapping, settings: &Settings, judge: &Judge) -> Prepared {
    let draft = read_row(&row, mapping, settings).map_err(|rejection| rejection.code());
    let draft = draft.and_then(|read| judge.draft(kind, read));
    Prepared { row: row.number, line: row.line, draft, cells: row.cells }
}

pub struct Worked {
    pub tally: Tally,
    pub reports: Vec<RowReport>,
    /// The end of the file was reached.
    pub is_complete: bool,
}

struct Chunk {
    ledger: Ledger,
    waiting: Vec<Prepared>,
    reports: Vec<RowReport>,
}

impl Chunk {
    /// Writes what is waiting for as long as one chunk may, at least one row. Reports are kept with the import, if
    /// there is one.
    fn write(&mut self, tx: &mut Tx<'_>, world: &World<'_>, import: Option<i64>) -> Result<()> {
        let started = Instant::now();
        let mut done = 0;
        for row in &self.waiting {
            let limit = if tx.is_awaited() { CHUNK_TIME } else { LONGEST_CHUNK };
            if done > 0 && started.elapsed() >= limit {
                break;
            }
            let report = apply(tx, world, &mut self.ledger, row)?;
            done += 1;
            let Some(report) = report else { continue };
            match import {
                Some(import) => {
                    let cells = (report.outcome == "rejected").then_some(row.cells.as_slice());
                    store::add_row(tx, import, &report, cells)?;
                }
                None => self.reports.push(report),
            }
        }
        self.waiting.drain(..done);
        Ok(())
    }
}

/// Tells how much was read.
struct Counted {
    file: io::BufReader<File>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
