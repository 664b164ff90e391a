//! An invented office of any size, for measuring and trying things out: `korob seed --contacts N`.
//!
//! The same number and seed make the same people and firms at the same distances in time, whatever else there is: record
//! 7 of ten is record 7 of a million (only which firm somebody works for depends on how many there are). Surnames are
//! spread evenly over 50 Russian and 50 Polish ones. Everything is written through the verbs of `records`, as one action.

pub(super) mod draft;
mod names;
mod random;
#[cfg(test)]
mod tests;

use crate::access::Viewer;
use crate::crm::pipelines;
use crate::kernel::{ActionId, Lang, Result, Timestamp};
use crate::platform::db::{ChunkPace, Db, Tx};
use crate::platform::events;
use crate::records::{Kind, Registry, Values, options, search, service};
use names::{PL, RU};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Instant;

pub(super) use names::Names;
pub(super) use random::Random;

/// The seed of every published figure.
pub const DEFAULT_SEED: u64 = 20_261_122;

/// Records of the first chunk; those behind it are as long as [`ChunkPace`] says.
const FIRST_CHUNK: i64 = 50;
/// However fast it goes.
const LONGEST_CHUNK: i64 = 5000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub contacts: i64,
    pub seed: u64,
}

/// How many records of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Made {
    pub companies: i64,
    pub contacts: i64,
    pub leads: i64,
    pub deals: i64,
    pub activities: i64,
}

impl Plan {
    /// For ten people two firms, three leads, five deals and twenty activities.
    pub fn total(&self) -> Made {
        let contacts = self.contacts;
        Made {
            companies: contacts / 5,
            contacts,
            leads: contacts * 3 / 10,
            deals: contacts / 2,
            activities: contacts * 2,
        }
    }
}

impl Made {
    pub fn sum(&self) -> i64 {
        self.companies + self.contacts + self.leads + self.deals + self.activities
    }
}

/// Makes the records; the viewer becomes responsible for all of them. `progress` is told how many are done.
///
/// Blocks for long: for a thread of its own.
pub fn seed(db: &Db, registry: &Registry, viewer: &Viewer, plan: Plan, progress: &mut dyn FnMut(i64)) -> Result<Made> {
    let total = plan.total();
    let today = start_of_day(db.clock().now());
    let pace = ChunkPace::of(db);
    let mut work =
        Work { db, viewer, seed: plan.seed, today, pace, chunk: FIRST_CHUNK, action: None, done: 0, progress };
    let companies = work
        .fill(registry, "company", total.companies, |random, index| draft::company(language(random), random, index))?;
    let contacts = work.fill(registry, "contact", total.contacts, |random, index| {
        draft::contact(language(random), random, index, &companies)
    })?;
    let leads =
        work.fill(registry, "lead", total.leads, |random, index| draft::lead(language(random), random, index))?;
    let stages = work.db.read_blocking(stages)?;
    let deals = match stages.is_empty() || contacts.is_empty() {
        true => Vec::new(),
        false => work.fill(registry, "deal", total.deals, |random, index| {
            draft::deal(language(random), random, index, &stages, (&contacts, &companies))
        })?,
    };
    let activities = match contacts.is_empty() {
        true => Vec::new(),
        false => work.fill(registry, "activity", total.activities, |random, index| {
            draft::activity(language(random), random, index, &contacts)
        })?,
    };
    search::tidy(db, registry.kinds().iter().map(AsRef::as_ref))?;
    Ok(Made {
        companies: count(&companies),
        contacts: count(&contacts),
        leads: count(&leads),
        deals: count(&deals),
        activities: count(&activities),
    })
}

/// How many of a hundred deals stand at each of six stages of the first pipeline: its first four, won and lost. None where
/// the box has no such pipeline.
fn stages(conn: &Connection) -> Result<Vec<(String, i64)>> {
    let Some(pipeline) = options::of_list(conn, Lang::En, pipelines::PIPELINES)?.into_iter().next() else {
        return Ok(Vec::new());
    };
    let all = pipelines::of_pipeline(conn, Lang::En, pipeline.id)?;
    let open = all.iter().filter(|stage| stage.means(pipelines::OPEN)).take(4);
    let ends = [pipelines::WON, pipelines::LOST].map(|end| all.iter().find(|stage| stage.means(end)));
    let chosen = open.chain(ends.into_iter().flatten());
    Ok(chosen.zip([25, 20, 20, 10, 15, 10]).map(|(stage, share)| (stage.item.code.clone(), share)).collect())
}

/// 55 % of the office's clients are Russian, the others Polish.
const RUSSIAN_PERCENT: i64 = 55;

fn language(random: &mut Random) -> &'static Names {
    if random.percent(RUSSIAN_PERCENT) { &RU } else { &PL }
}

fn count(ids: &[i64]) -> i64 {
    i64::try_from(ids.len()).unwrap_or(i64::MAX)
}

/// Distances in time are from here, so that an hour more or less makes no other office.
fn start_of_day(now: Timestamp) -> Timestamp {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    Timestamp(now.0 - now.0.rem_euclid(DAY_MS))
}

/// A record to be made, and how long before today it was.
pub(super) struct Draft {
    pub values: Values,
    pub age_secs: i64,
}

struct Work<'a> {
    db: &'a Db,
    viewer: &'a Viewer,
    seed: u64,
    today: Timestamp,
    pace: ChunkPace,
    /// How many records the next chunk has.
    chunk: i64,
    /// Opened by the first record.
    action: Option<ActionId>,
    done: i64,
    progress: &'a mut dyn FnMut(i64),
}

impl Work<'_> {
    /// The ids of `total` new records; none where the box does without this kind.
    fn fill(
        &mut self,
        registry: &Registry,
        kind: &str,
        total: i64,
        draft: impl Fn(&mut Random, i64) -> Draft,
    ) -> Result<Vec<i64>> {
        let Ok(kind) = registry.kind(kind) else { return Ok(Vec::new()) };
        let mut ids = Vec::new();
        let mut start = 0;
        while start < total {
            let end = total.min(start + self.chunk);
            let drafts: Vec<Draft> =
                (start..end).map(|index| draft(&mut Random::of(self.seed, kind.key, index), index)).collect();
            ids.extend(self.write(&kind, drafts)?);
            start = end;
            (self.progress)(self.done);
        }
        Ok(ids)
    }

    /// Writes one chunk and sets the length of the next.
    fn write(&mut self, kind: &Arc<Kind>, drafts: Vec<Draft>) -> Result<Vec<i64>> {
        let (viewer, kind, action, today) = (self.viewer.clone(), kind.clone(), self.action, self.today);
        let (ids, action, took, ended) = self.db.write_blocking(move |tx| {
            let started = Instant::now();
            let (ids, action) = write(tx, &viewer, &kind, action, today, drafts)?;
            Ok((ids, action, started.elapsed(), Instant::now()))
        })?;
        self.action = action;
        self.done += count(&ids);
        self.pace.learn(self.db, took, ended);
        let fitting = count(&ids) as f64 * self.pace.next().as_secs_f64() / took.as_secs_f64().max(0.001);
        self.chunk = (fitting as i64).clamp(FIRST_CHUNK, LONGEST_CHUNK);
        Ok(ids)
    }
}

fn write(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    mut action: Option<ActionId>,
    today: Timestamp,
    drafts: Vec<Draft>,
) -> Result<(Vec<i64>, Option<ActionId>)> {
    if let Some(action) = action {
        events::resume(tx, action);
    }
    let mut ids = Vec::new();
    for draft in drafts {
        let saved = service::create_at(tx, viewer, kind, draft.values, today.plus_secs(-draft.age_secs))?;
        action = action.or(saved.action);
        ids.push(saved.id);
    }
    Ok((ids, action))
}
