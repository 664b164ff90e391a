//! What stands on the page, read in a handful of queries.

use crate::access::Viewer;
use crate::crm::activities::{self, Agenda};
use crate::crm::pipelines::{OPEN, STAGES};
use crate::crm::{deals, leads};
use crate::kernel::{KindKey, Lang, Result, Timestamp};
use crate::platform::i18n::format;
use crate::records::list::{self, ListQuery, Slice};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::registry::Usage;
use crate::records::{Record, Registry};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::HashSet;

/// Records that a box shows; the others are behind its link.
const SHOWN: usize = 6;

/// The viewer's open deals that nothing is planned for.
const UNPLANNED: &str = "stage_id:in:@open;responsible_id:in:me;next_at:in:@none";

/// The first records of a list.
pub(super) struct First {
    pub records: Vec<Record>,
    pub count: String,
    /// The condition of their list.
    pub filter: String,
}

/// The viewer's open deals at one stage.
pub(super) struct AtStage {
    pub stage: OptionItem,
    pub count: i64,
    /// By currency, the sums that are not nothing.
    pub sums: Vec<(String, i64)>,
}

pub(super) struct Day {
    pub lang: Lang,
    pub name: String,
    pub today: NaiveDate,
    pub agenda: Agenda,
    /// Open deals of the viewer's own that nothing is planned for, the oldest first.
    pub unplanned: First,
    /// Open leads of the viewer's own at the first status; `None` in an office that works without leads and has none
    /// left.
    pub new_leads: Option<First>,
    pub stages: Vec<AtStage>,
}

pub(super) fn day(conn: &Connection, registry: &Registry, viewer: &Viewer, now: Timestamp) -> Result<Day> {
    let dictionary = Dictionary::load(conn, viewer.lang)?;
    let usage = leads::mode::usage(conn)?;
    let new_leads = if usage == Usage::Nothing { None } else { new_leads(conn, registry, viewer, &dictionary, now)? };
    let open = dictionary.all(STAGES).iter().filter(|stage| stage.semantic.as_deref() == Some(OPEN));
    let mut standing = deals::of_person(conn, viewer.user_id, open.clone().map(|stage| stage.code.as_str()))?;
    let at_stage = |stage: &OptionItem| {
        let (count, sums) = standing.remove(&stage.code).unwrap_or_default();
        AtStage { stage: stage.clone(), count, sums }
    };
    let stages = open.map(at_stage).collect();
    Ok(Day {
        lang: viewer.lang,
        name: viewer.name.clone(),
        today: format::local_day(viewer.zone, now),
        agenda: activities::agenda(conn, registry, viewer, now)?,
        unplanned: first(conn, registry, viewer, deals::KEY, UNPLANNED, Some("created_at"), now)?,
        new_leads,
        stages: told(stages),
    })
}

/// Where somebody has deals, and what is empty on the way there, as long as others can come to it.
fn told(mut stages: Vec<AtStage>) -> Vec<AtStage> {
    let ways: HashSet<Option<i64>> = stages.iter().filter(|at| at.count > 0).map(|at| at.stage.parent_id).collect();
    let is_on_way =
        |stage: &OptionItem| ways.contains(&stage.parent_id) && !stage.is_archived && !stage.is_group_archived;
    stages.retain(|at| at.count > 0 || is_on_way(&at.stage));
    stages
}

fn new_leads(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    dictionary: &Dictionary,
    now: Timestamp,
) -> Result<Option<First>> {
    let Some(status) = dictionary.offered(leads::STATUSES).next() else { return Ok(None) };
    let filter = format!("status:in:{};responsible_id:in:me", status.code);
    first(conn, registry, viewer, leads::KEY, &filter, None, now).map(Some)
}

fn first(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    kind: KindKey,
    filter: &str,
    sort: Option<&str>,
    now: Timestamp,
) -> Result<First> {
    let kind = registry.kind(kind)?;
    let query = ListQuery::parse(&kind, None, Some(filter), sort)?;
    let slice = Slice { after: None, before: None, limit: SHOWN };
    let page = list::page(conn, viewer, &kind, &query, &[], &slice, now)?;
    let count = match page.count {
        Some(count) => count,
        None => list::count_capped(conn, viewer, &kind, &query, now)?,
    };
    Ok(First { records: page.records, count: query.capped(count).show(viewer.lang), filter: filter.to_owned() })
}
