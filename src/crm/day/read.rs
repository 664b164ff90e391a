//! What stands on the page, read in a handful of queries.

use crate::access::{Viewer, users};
use crate::crm::activities::{self, Agenda};
use crate::crm::pipelines::{OPEN, STAGES};
use crate::crm::{deals, leads};
use crate::kernel::{Lang, Result, Timestamp};
use crate::platform::i18n::format;
use crate::records::list::{self, ListQuery, Slice};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::registry::Usage;
use crate::records::{Record, Registry};
use chrono::NaiveDate;
use rusqlite::Connection;

/// Records that a box shows; the others are behind its link.
const SHOWN: usize = 6;

/// Open leads of the viewer's own at the first status.
pub(super) struct NewLeads {
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
    /// Open deals of the viewer's own that nothing is planned for, the oldest first, and how many there are.
    pub unplanned: (Vec<(i64, String)>, i64),
    /// `None` in an office that works without leads and has none left.
    pub new_leads: Option<NewLeads>,
    pub stages: Vec<AtStage>,
}

pub(super) fn day(conn: &Connection, registry: &Registry, viewer: &Viewer, now: Timestamp) -> Result<Day> {
    let dictionary = Dictionary::load(conn, viewer.lang)?;
    let name = users::find(conn, viewer.user_id)?.map(|user| user.name).unwrap_or_default();
    let usage = leads::mode::usage(conn)?;
    let new_leads = if usage == Usage::Nothing { None } else { new_leads(conn, registry, viewer, &dictionary, now)? };
    let mut stages = Vec::new();
    for stage in dictionary.all(STAGES).iter().filter(|stage| stage.semantic.as_deref() == Some(OPEN)) {
        let (count, sums) = deals::of_person_at(conn, viewer.user_id, &stage.code)?;
        // Of a stage that is no more, what still stands there.
        if count > 0 || !stage.is_archived {
            stages.push(AtStage { stage: stage.clone(), count, sums });
        }
    }
    Ok(Day {
        lang: viewer.lang,
        name,
        today: format::local_day(viewer.zone, now),
        agenda: activities::agenda(conn, registry, viewer, now)?,
        unplanned: deals::unplanned(conn, viewer.user_id, SHOWN)?,
        new_leads,
        stages,
    })
}

fn new_leads(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    dictionary: &Dictionary,
    now: Timestamp,
) -> Result<Option<NewLeads>> {
    let kind = registry.kind(leads::KEY)?;
    let Some(first) = dictionary.offered(leads::STATUSES).next() else { return Ok(None) };
    let filter = format!("status:in:{};responsible_id:in:me", first.code);
    let query = ListQuery::parse(&kind, None, Some(&filter), None)?;
    let fields: Vec<_> = ["created_at"].iter().filter_map(|key| kind.field(key)).collect();
    let slice = Slice { after: None, before: None, limit: SHOWN };
    let page = list::page(conn, viewer, &kind, &query, &fields, &slice, now)?;
    let count = list::count_capped(conn, viewer, &kind, &query, now)?;
    Ok(Some(NewLeads { records: page.records, count: query.capped(count).show(viewer.lang), filter }))
}
