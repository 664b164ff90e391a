//! Deciding it. The decision is a value of a list that can be archived: so it has a history and undo like those.

use super::super::conversion::{self, Conversion, DealTarget, Proposal};
use super::super::fields::{KEY, OPEN, kind};
use crate::access::Viewer;
use crate::crm::{activities, companies, contacts, deals};
use crate::kernel::{ActionId, Error, Lang, Problem, Result};
use crate::platform::db::{Db, Tx};
use crate::platform::events;
use crate::records::Registry;
use crate::records::list::{self, ListQuery, Slice};
use crate::records::options::{self, Dictionary, Shipped};
use rusqlite::Connection;
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

/// Whether the office works with leads; it does unless it decided otherwise.
pub fn are_used(conn: &Connection) -> Result<bool> {
    let dictionary = Dictionary::load(conn, Lang::En)?;
    Ok(dictionary.find(WAYS, WITH_LEADS).is_none_or(|way| !way.is_archived))
}

/// What would become of the first open leads, and how many there are: at most one more than lists count.
pub fn preview(conn: &Connection, viewer: &Viewer, registry: &Registry, most: usize) -> Result<(Vec<Proposal>, usize)> {
    let kind = registry.kind(KEY)?;
    let (query, now) = (open_leads()?, crate::kernel::Timestamp(0));
    let count = list::count_capped(conn, viewer, &kind, &query, now)?;
    let slice = Slice { after: None, before: None, limit: most };
    let page = list::page(conn, viewer, &kind, &query, &[], &slice, now)?;
    let proposals = page.records.iter();
    let proposals = proposals.map(|lead| conversion::propose(conn, viewer, registry, lead.id, Default::default()));
    Ok((proposals.collect::<Result<_>>()?, count))
}

/// What came of the decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Switched {
    pub converted: usize,
    /// Leads that a rule keeps from becoming a deal: they stay open.
    pub refused: usize,
    pub action: Option<ActionId>,
}

/// Has the office work without leads, or with them again. Without them, each open lead becomes a deal of this pipeline
/// with the clients that [`conversion::propose`] finds usual, if that is wished. All is one action.
///
/// # Errors
/// `Forbidden` for anybody but an administrator; `Invalid` at `pipeline` for one that is not offered.
pub async fn without_leads(
    db: &Db,
    viewer: &Viewer,
    registry: &Arc<Registry>,
    is_without: bool,
    pipeline: Option<i64>,
) -> Result<Switched> {
    if !viewer.is_admin() {
        return Err(Error::Forbidden);
    }
    let (who, code) = (viewer.clone(), pipeline.map(|id| id.to_string()));
    let action = db
        .write(move |tx| {
            if let Some(code) = code.filter(|_| is_without)
                && !options::is_offered(tx, crate::crm::pipelines::PIPELINES, &code)?
            {
                return Err(Error::invalid("pipeline", Problem::NotAnOption));
            }
            let way = options::find(tx, WAYS, WITH_LEADS)?.ok_or(Error::NotFound)?;
            options::archive(tx, &who, way.id, is_without)?;
            Ok(tx.action())
        })
        .await?;
    let mut done = Switched { action, ..Switched::default() };
    let Some(pipeline_id) = pipeline.filter(|_| is_without) else { return Ok(done) };
    let (who, kind) = (viewer.clone(), registry.kind(KEY)?);
    let ids =
        db.read(move |conn| list::all_ids(conn, &who, &kind, &open_leads()?, crate::kernel::Timestamp(0))).await?;
    for chunk in ids.chunks(CHUNK) {
        let (chunk, viewer, registry) = (chunk.to_vec(), viewer.clone(), registry.clone());
        done = db.write(move |tx| convert_chunk(tx, &viewer, &registry, &chunk, pipeline_id, done)).await?;
    }
    Ok(done)
}

fn convert_chunk(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    ids: &[i64],
    pipeline_id: i64,
    mut done: Switched,
) -> Result<Switched> {
    if let Some(action) = done.action {
        events::resume(tx, action);
    }
    for id in ids {
        let savepoint = tx.savepoint()?;
        match convert_as_usual(tx, viewer, registry, *id, pipeline_id) {
            Ok(_) => {
                tx.release(savepoint)?;
                done.converted += 1;
            }
            // It went away or was closed meanwhile, or something has to be filled in first.
            Err(Error::Invalid(_) | Error::NotFound | Error::Conflict(_) | Error::Forbidden) => {
                tx.roll_back(savepoint)?;
                done.refused += 1;
            }
            Err(error) => return Err(error),
        }
    }
    done.action = done.action.or(tx.action());
    Ok(done)
}

/// A new lead of an office that works without them is converted as it comes; what a rule keeps from it stays a lead.
pub fn convert_new(tx: &mut Tx<'_>, viewer: &Viewer, id: i64) -> Result<()> {
    // The shipped fields are enough to make a deal of it.
    static SHIPPED: LazyLock<Registry> = LazyLock::new(|| {
        Registry::new(vec![activities::kind(), kind(), deals::kind(), contacts::kind(), companies::kind()])
    });
    if are_used(tx)? {
        return Ok(());
    }
    let pipelines = Dictionary::load(tx, viewer.lang)?;
    let Some(pipeline) = pipelines.offered(crate::crm::pipelines::PIPELINES).next() else { return Ok(()) };
    let savepoint = tx.savepoint()?;
    match convert_as_usual(tx, viewer, &SHIPPED, id, pipeline.id) {
        Ok(_) => tx.release(savepoint),
        Err(Error::Invalid(_) | Error::Forbidden | Error::Conflict(_)) => tx.roll_back(savepoint),
        Err(error) => Err(error),
    }
}

fn convert_as_usual(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    pipeline_id: i64,
) -> Result<conversion::Converted> {
    let proposal = conversion::propose(tx, viewer, registry, id, Default::default())?;
    let into = Conversion {
        contact: proposal.contact.usual,
        company: proposal.company.usual,
        deal: DealTarget::New { pipeline_id },
    };
    conversion::convert(tx, viewer, registry, id, None, &into)
}

fn open_leads() -> Result<ListQuery> {
    static LEADS: LazyLock<crate::records::Kind> = LazyLock::new(kind);
    ListQuery::parse(&LEADS, None, Some(&format!("status:in:@{OPEN}")), None)
}
