//! Deciding it. The decision is a value of a list that can be archived: so it has a history and undo like those. Where
//! enquiries then begin as deals is kept in the rules of that value.

use super::super::conversion::{self, Conversion, DealTarget, Proposal};
use super::super::fields::{KEY, OPEN, kind};
use super::super::store;
use crate::access::Viewer;
use crate::crm::pipelines::PIPELINES;
use crate::crm::{activities, companies, contacts, deals};
use crate::kernel::{Error, Lang, Problem, Result, Timestamp};
use crate::platform::db::{Db, Tx};
use crate::records::list::{self, ListQuery, Slice};
use crate::records::options::{self, Dictionary, OptionChanges, OptionItem, Shipped};
use crate::records::registry::Usage;
use crate::records::service::{BulkDone, CutShort, Deed, Saved, bulk_by};
use crate::records::{Kind, Registry};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// The list of ways of work, and the one that is about leads.
const WAYS: &str = "ways_of_work";
const WITH_LEADS: &str = "leads";

/// Leads that are converted in one go while people may be clicking.
const CHUNK: usize = 10;

pub fn ship() -> Vec<Shipped> {
    let label = crate::platform::i18n::tr::ui_leads;
    vec![Shipped { list: WAYS, code: WITH_LEADS, label, semantic: None, color: "slate" }]
}

/// How the office takes enquiries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// It works with leads; it does unless it decided otherwise.
    pub has_leads: bool,
    /// Where enquiries begin as deals, in an office without leads; `None` where deals can begin nowhere.
    pub pipeline_id: Option<i64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Rules {
    pipeline_id: Option<i64>,
}

pub fn way(conn: &Connection) -> Result<Way> {
    let dictionary = Dictionary::load(conn, Lang::En)?;
    let item = dictionary.find(WAYS, WITH_LEADS);
    let rules: Option<Rules> = item.and_then(|item| serde_json::from_str(item.rules.as_deref()?).ok());
    let chosen = rules.and_then(|rules| rules.pipeline_id);
    // One that is gone or no longer offered gives way to the first.
    let is_chosen = |pipeline: &&OptionItem| Some(pipeline.id) == chosen;
    let pipeline = dictionary.offered(PIPELINES).find(is_chosen).or_else(|| dictionary.offered(PIPELINES).next());
    Ok(Way { has_leads: item.is_none_or(|item| !item.is_archived), pipeline_id: pipeline.map(|item| item.id) })
}

/// Also in an office without leads, those that are still open are to be found: what was imported, or what a stage of deals
/// asks more for than the enquiry said.
pub fn usage(conn: &Connection) -> Result<Usage> {
    if way(conn)?.has_leads {
        return Ok(Usage::Full);
    }
    Ok(if store::is_any_open(conn)? { Usage::Rest } else { Usage::Nothing })
}

/// What would become of the first open leads, and how many there are: at most one more than lists count.
pub fn preview(conn: &Connection, viewer: &Viewer, registry: &Registry, most: usize) -> Result<(Vec<Proposal>, usize)> {
    let kind = registry.kind(KEY)?;
    let (query, now) = (open_leads()?, Timestamp(0));
    let count = list::count_capped(conn, viewer, &kind, &query, now)?;
    let slice = Slice { after: None, before: None, limit: most };
    let page = list::page(conn, viewer, &kind, &query, &[], &slice, now)?;
    let proposals = page.records.iter();
    let proposals = proposals.map(|lead| conversion::propose(conn, viewer, registry, lead.id, Default::default()));
    Ok((proposals.collect::<Result<_>>()?, count))
}

/// Has the office work without leads, or with them again; without them, enquiries begin in the pipeline. What is done then
/// with the open leads can go on as a part of this.
///
/// # Errors
/// `Forbidden` for anybody but an administrator; `Invalid` at `pipeline` for one that is not offered.
pub fn decide(tx: &mut Tx<'_>, viewer: &Viewer, is_without: bool, pipeline_id: Option<i64>) -> Result<BulkDone> {
    if !viewer.is_admin() {
        return Err(Error::Forbidden);
    }
    let way = options::find(tx, WAYS, WITH_LEADS)?.ok_or(Error::NotFound)?;
    options::archive(tx, viewer, way.id, is_without)?;
    if let Some(id) = pipeline_id.filter(|_| is_without) {
        if !options::is_offered(tx, PIPELINES, &id.to_string())? {
            return Err(Error::invalid("pipeline", Problem::NotAnOption));
        }
        let rules = serde_json::to_string(&Rules { pipeline_id }).map_err(anyhow::Error::from)?;
        if way.rules.as_deref() != Some(&rules) {
            let changes = OptionChanges { rules: Some(rules), ..OptionChanges::default() };
            options::change(tx, viewer, way.id, None, &changes)?;
        }
    }
    BulkDone::begun(tx)
}

/// The open leads, all of which [`convert_open`] tries.
pub fn open_ids(conn: &Connection, viewer: &Viewer, registry: &Registry) -> Result<Vec<i64>> {
    list::all_ids(conn, viewer, &*registry.kind(KEY)?, &open_leads()?, Timestamp(0))
}

/// Makes deals of these leads, with the clients that [`conversion::propose`] finds usual, as a part of what was `begun`.
/// Leads that a rule keeps from it stay open.
///
/// # Errors
/// As [`bulk_by`].
pub async fn convert_open(
    db: &Db,
    viewer: &Viewer,
    registry: &Arc<Registry>,
    (ids, begun): (Vec<i64>, BulkDone),
    progress: impl FnMut(&BulkDone),
) -> Result<BulkDone, Box<CutShort>> {
    let (viewer, registry) = (viewer.clone(), registry.clone());
    let each = move |tx: &mut Tx<'_>, id: i64| {
        let action = convert_as_usual(tx, &viewer, &registry, id)?.map(|done| done.action);
        Ok(Saved { id, action })
    };
    bulk_by(db, ids, &Deed { each: Arc::new(each), at_a_time: CHUNK }, begun, progress).await
}

/// A new lead of an office that works without them is converted as it comes; what a rule keeps from it stays a lead.
pub fn convert_new(tx: &mut Tx<'_>, viewer: &Viewer, id: i64) -> Result<()> {
    // The shipped fields are enough to make a deal of it.
    static SHIPPED: LazyLock<Registry> = LazyLock::new(|| {
        Registry::new(vec![activities::kind(), kind(), deals::kind(), contacts::kind(), companies::kind()])
    });
    if way(tx)?.has_leads {
        return Ok(());
    }
    match convert_as_usual(tx, viewer, &SHIPPED, id) {
        Ok(_) | Err(Error::Invalid(_) | Error::Forbidden) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Converts a lead whole or not at all; `None` where there is nothing to be converted any more, or nowhere to go.
fn convert_as_usual(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
) -> Result<Option<conversion::Converted>> {
    let Some(pipeline_id) = way(tx)?.pipeline_id else { return Ok(None) };
    let savepoint = tx.savepoint()?;
    let converted = conversion::propose(tx, viewer, registry, id, Default::default()).and_then(|proposal| {
        let into = Conversion {
            contact: proposal.contact.usual,
            company: proposal.company.usual,
            deal: DealTarget::New { pipeline_id },
            ..Conversion::default()
        };
        conversion::convert(tx, viewer, registry, id, &into)
    });
    match converted {
        Ok(done) => {
            tx.release(savepoint)?;
            Ok(Some(done))
        }
        Err(error) => {
            tx.roll_back(savepoint)?;
            if matches!(error, Error::Conflict(_)) { Ok(None) } else { Err(error) }
        }
    }
}

fn open_leads() -> Result<ListQuery> {
    static LEADS: LazyLock<Kind> = LazyLock::new(kind);
    ListQuery::parse(&LEADS, None, Some(&format!("status:in:@{OPEN}")), None)
}
