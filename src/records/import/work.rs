//! The rows of a file, chunk by chunk: one thread reads them while the writer writes those before them.

use super::apply::{Ledger, Prepared, apply};
use super::draft::Judge;
use super::model::{RowReport, Tally};
use super::plans::{ImportError, Plans};
use super::reading::rows::{Mapping, read_row};
use super::reading::table::{Limits, Row, Table, Unreadable};
use super::reading::values::Settings;
use super::resolve::World;
use super::store;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Result};
use crate::platform::db::{ChunkPace, Db, Tx};
use crate::platform::events;
use crate::platform::settings::Office;
use crate::records::registry::Kind;
use anyhow::Context;
use crossbeam_channel::{Receiver, RecvError, Sender};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long one chunk may write while somebody waits for their turn.
const CHUNK_TIME: Duration = Duration::from_millis(20);
/// Rows that are read ahead are handed over by the batch.
const BATCH: usize = 50;
const BATCHES_AHEAD: usize = 20;
/// How long a chunk waits for a row that is still being read.
const PATIENCE: Duration = Duration::from_millis(2);

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
        let mut pace = ChunkPace::of(self.db);
        std::thread::scope(|scope| {
            let (ahead, rows) = crossbeam_channel::bounded(BATCHES_AHEAD);
            let (mapping, settings, judge) = (&plans.mapping, &settings, &judge);
            let prepare = move |row| prepare(row, kind, mapping, settings, judge);
            scope.spawn(move || read_ahead(table, rows_done, prepare, &ahead));
            let mut incoming = Incoming { at_hand: Vec::new().into_iter(), rows };
            while !stop.load(Ordering::SeqCst) {
                let next = incoming.wait().context("the file is no longer read").map_err(Error::from)?;
                if next.row.as_ref().is_ok_and(Option::is_some) {
                    let chunk = self.chunk(ledger, incoming, pace.next())?;
                    pace.learn(self.db, chunk.took, chunk.ended);
                    (ledger, incoming) = (chunk.ledger, chunk.incoming);
                    reports.extend(chunk.reports);
                    progress((read.load(Ordering::Relaxed) as i64).min(total), total);
                } else if let Some(end) = incoming.at_hand.next() {
                    end.row?;
                    ledger.tally.blank_records = end.blank_records;
                    return Ok(Worked { tally: ledger.tally, reports, is_complete: true });
                }
            }
            Ok(Worked { tally: ledger.tally, reports, is_complete: false })
        })
    }

    /// Writes as many of the rows as fit into a chunk of this length.
    fn chunk(&self, ledger: Ledger, incoming: Incoming, longest: Duration) -> Result<Chunk> {
        let (kinds, viewer, kind, keep) = (self.kinds.clone(), self.viewer.clone(), self.kind.clone(), self.keep);
        self.db.write_blocking(move |tx| {
            let world = World { kinds: &kinds, viewer: &viewer, kind: &kind };
            let started = Instant::now();
            let mut chunk = Chunk { ledger, incoming, reports: Vec::new(), took: Duration::ZERO, ended: started };
            match keep {
                Some((import, action)) => {
                    events::resume(tx, action);
                    chunk.write(tx, &world, Some(import), longest)?;
                    let tally = &chunk.ledger.tally;
                    store::set_progress(tx, import, tally.records, tally)?;
                }
                None => {
                    tx.rehearse(|tx| chunk.write(tx, &world, None, longest))?;
                    // What was made is gone, and its ids will be given to others.
                    chunk.ledger.resolver.forget();
                    chunk.ledger.row_of.clear();
                }
            }
            (chunk.took, chunk.ended) = (started.elapsed(), Instant::now());
            Ok(chunk)
        })
    }
}

/// What the thread that reads hands to the one that writes.
struct Ahead {
    /// None at the end of the file.
    row: Result<Option<Prepared>, Unreadable>,
    /// Met before it.
    blank_records: u64,
}

/// What was read ahead, in its order.
struct Incoming {
    at_hand: std::vec::IntoIter<Ahead>,
    rows: Receiver<Vec<Ahead>>,
}

impl Incoming {
    /// What comes next, as soon as it is read.
    fn wait(&mut self) -> Result<&Ahead, RecvError> {
        if self.at_hand.len() == 0 {
            self.at_hand = self.rows.recv()?.into_iter();
        }
        self.at_hand.as_slice().first().ok_or(RecvError)
    }

    /// The next row, unless something else comes next or it is not read yet.
    fn row(&mut self) -> Option<(Prepared, u64)> {
        if self.at_hand.len() == 0 {
            self.at_hand = self.rows.recv_timeout(PATIENCE).ok()?.into_iter();
        }
        if !matches!(self.at_hand.as_slice().first()?.row, Ok(Some(_))) {
            return None;
        }
        let next = self.at_hand.next()?;
        Some((next.row.ok()??, next.blank_records))
    }
}

/// Reads the rows behind the first `rows_done`, until nobody wants them any more.
fn read_ahead<R: Read>(
    mut table: Table<R>,
    rows_done: u64,
    prepare: impl Fn(Row) -> Prepared,
    ahead: &Sender<Vec<Ahead>>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let row = match table.next().transpose() {
            Ok(Some(row)) if row.number <= rows_done => continue,
            other => other,
        };
        let is_last = !matches!(row, Ok(Some(_)));
        let blank_records = table.blank_records();
        batch.push(Ahead { row: row.map(|row| row.map(&prepare)), blank_records });
        if is_last || batch.len() == BATCH {
            let is_wanted = ahead.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_ok();
            if is_last || !is_wanted {
                return;
            }
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
    incoming: Incoming,
    reports: Vec<RowReport>,
    /// How long it wrote.
    took: Duration,
    /// When that was over, and the commit began.
    ended: Instant,
}

impl Chunk {
    /// Writes what comes for as long as one chunk may, at least one row. Reports are kept with the import, if there is one.
    fn write(&mut self, tx: &mut Tx<'_>, world: &World<'_>, import: Option<i64>, longest: Duration) -> Result<()> {
        let started = Instant::now();
        while let Some((row, blank_records)) = self.incoming.row() {
            self.ledger.tally.blank_records = blank_records;
            if let Some(report) = apply(tx, world, &mut self.ledger, &row)? {
                match import {
                    Some(import) => {
                        let cells = (report.outcome == "rejected").then_some(row.cells.as_slice());
                        store::add_row(tx, import, &report, cells)?;
                    }
                    None => self.reports.push(report),
                }
            }
            let limit = if tx.is_awaited() { CHUNK_TIME } else { longest };
            if started.elapsed() >= limit {
                break;
            }
        }
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
