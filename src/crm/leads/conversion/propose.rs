//! Into what a lead could be converted.

use super::{Target, convertible, given, new_company, new_contact};
use crate::access::{Scope, Viewer};
use crate::crm::leads::fields::KEY;
use crate::crm::pipelines::PIPELINES;
use crate::crm::{companies, contacts, deals};
use crate::kernel::{Access, Result};
use crate::records::duplicates::{self, Duplicate};
use crate::records::options::Dictionary;
use crate::records::registry::{Kind, MatchBy};
use crate::records::{Record, Registry, Values, search, store};
use rusqlite::Connection;

/// How many known clients are offered for each of the two.
const OFFERED: usize = 5;

/// What a conversion would make of a lead, to be chosen from.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub lead: Record,
    pub contact: Side,
    pub company: Side,
    /// The pipelines in which a deal could begin, by number; none where the viewer makes no deals.
    pub pipelines: Vec<(i64, String)>,
}

/// What somebody has asked for on one side so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// Words by which a client is looked for beside those found.
    pub looked_for: &'a str,
    pub chosen: Option<Target>,
}

/// One of the two.
#[derive(Debug, Clone)]
pub struct Side {
    /// The values a new one would have; `None` where the lead does not say who it would be.
    pub new: Option<Values>,
    /// How the new one would be called.
    pub title: String,
    /// Clients that exist: the one the lead is linked to, the chosen one, those searched for, then by phone, e-mail, tax number, name.
    pub known: Vec<Known>,
    /// Whether words were looked for and no client has them.
    pub is_in_vain: bool,
    /// What is chosen unless somebody chooses otherwise: what was chosen before, as long as it is there.
    pub usual: Target,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub id: i64,
    pub title: String,
    /// `None` for one that is linked already or was searched for.
    pub by: Option<MatchBy>,
}

/// The lead, if the viewer may convert it, and what it could become: `wishes` are those for the contact and the company.
///
/// # Errors
/// `NotFound` or `Forbidden` as for editing; `Conflict` if it was converted before.
pub fn propose(
    conn: &Connection,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    wishes: [Wish<'_>; 2],
) -> Result<Proposal> {
    let lead = convertible(conn, viewer, &*registry.kind(KEY)?, id)?;
    let given = given(conn, viewer, &lead)?;
    let asked = Asked { new: new_contact(&given), wish: wishes[0] };
    let contact = side(conn, viewer, &*registry.kind(contacts::KEY)?, &lead, asked)?;
    let asked = Asked { new: new_company(&given, contact.new.is_some()), wish: wishes[1] };
    let company = side(conn, viewer, &*registry.kind(companies::KEY)?, &lead, asked)?;
    let is_seller = viewer.scope(deals::KEY, Access::Create) != Scope::None;
    let dictionary = Dictionary::load(conn, viewer.lang)?;
    let offered = dictionary.offered(PIPELINES).filter(|_| is_seller);
    let pipelines = offered.map(|item| (item.id, item.label.clone())).collect();
    Ok(Proposal { lead, contact, company, pipelines })
}

/// What one side is made from.
struct Asked<'a> {
    new: Option<Values>,
    wish: Wish<'a>,
}

fn side(conn: &Connection, viewer: &Viewer, kind: &Kind, lead: &Record, asked: Asked<'_>) -> Result<Side> {
    let Asked { new, wish } = asked;
    let link = if kind.key == contacts::KEY { "contact_id" } else { "company_id" };
    let mut known: Vec<Known> = Vec::new();
    let chosen = match wish.chosen {
        Some(Target::Existing(id)) => Some(id),
        _ => None,
    };
    let linked: Vec<i64> = lead.values.int(link).into_iter().chain(chosen).collect();
    let found = search::matching_ids(conn, viewer, kind, wish.looked_for, OFFERED)?;
    let titles = store::titles(conn, viewer, kind, &[linked.as_slice(), &found].concat())?;
    let is_in_vain = !wish.looked_for.trim().is_empty() && !found.iter().any(|id| titles.contains_key(id));
    for id in linked.into_iter().chain(found) {
        if let Some(title) = titles.get(&id)
            && known.iter().all(|there| there.id != id)
        {
            known.push(Known { id, title: title.clone(), by: None });
        }
    }
    let sought = sought(kind, &lead.values, new.as_ref());
    for Duplicate { id, title, by } in duplicates::find(conn, viewer, kind, &sought, None, OFFERED)? {
        if known.iter().all(|there| there.id != id) {
            known.push(Known { id, title, by: Some(by) });
        }
    }
    let is_offered = |target: &Target| match target {
        Target::Nothing => true,
        Target::New => new.is_some(),
        Target::Existing(id) => known.iter().any(|there| there.id == *id),
    };
    let usual = match (known.first(), &new) {
        (Some(first), _) => Target::Existing(first.id),
        (None, Some(_)) => Target::New,
        (None, None) => Target::Nothing,
    };
    let usual = wish.chosen.filter(is_offered).unwrap_or(usual);
    let title = new.as_ref().map(|values| (kind.title)(values)).unwrap_or_default();
    Ok(Side { new, title, known, is_in_vain, usual })
}

/// By what a known client is looked for: also the ways to reach the person find a firm.
fn sought(kind: &Kind, lead: &Values, new: Option<&Values>) -> Values {
    let mut sought = new.cloned().unwrap_or_default();
    for key in ["phones", "emails"] {
        if kind.field(key).is_some() {
            sought.set(key, lead.get(key).clone());
        }
    }
    // An id of a former system is the lead's, not the client's.
    sought.remove("external_id");
    sought
}
