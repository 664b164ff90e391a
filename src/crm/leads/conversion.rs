//! A good lead becomes a contact and/or a company: new ones, or those that the office already knows.

use super::fields::{CONVERTED, KEY, STATUSES};
use super::rules::meaning;
use crate::access::{Viewer, users};
use crate::crm::{companies, contacts, fields};
use crate::kernel::{Access, ActionId, Error, FieldErrors, KindKey, Problem, RecordRef, Result, UserId};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::records::duplicates::{self, Duplicate};
use crate::records::registry::{Kind, MatchBy};
use crate::records::value::LinkItem;
use crate::records::{Record, Registry, Value, Values, additions, options, search, service, store};
use rusqlite::Connection;

/// How many known clients are offered for each of the two.
const OFFERED: usize = 5;

/// What becomes of one side of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    #[default]
    Nothing,
    New,
    /// A client that exists: what it lacks is filled in from the lead, nothing is overwritten.
    Existing(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Conversion {
    pub contact: Target,
    pub company: Target,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    pub contact_id: Option<i64>,
    pub company_id: Option<i64>,
    pub action: ActionId,
}

/// What a conversion would make of a lead, to be chosen from.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub lead: Record,
    pub contact: Side,
    pub company: Side,
}

/// One of the two.
#[derive(Debug, Clone)]
pub struct Side {
    /// The values a new one would have; `None` where the lead does not say who it would be.
    pub new: Option<Values>,
    /// How the new one would be called.
    pub title: String,
    /// Clients that exist: the one the lead is linked to, then by phone, e-mail, tax number, name.
    pub known: Vec<Known>,
    /// What is chosen unless somebody chooses otherwise.
    pub usual: Target,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub id: i64,
    pub title: String,
    /// `None` for one that is linked already or was searched for.
    pub by: Option<MatchBy>,
}

/// The lead, if the viewer may convert it, and what it could become. `looked_for` are words by which the viewer searches
/// for a contact and a company beside those found.
///
/// # Errors
/// `NotFound` or `Forbidden` as for editing; `Conflict` if it was converted before.
pub fn propose(
    conn: &Connection,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    looked_for: [&str; 2],
) -> Result<Proposal> {
    let lead = convertible(conn, viewer, &*registry.kind(KEY)?, id)?;
    let given = given(conn, viewer, &lead)?;
    let contact = side(conn, viewer, &*registry.kind(contacts::KEY)?, &lead, new_contact(&given), looked_for[0])?;
    let company = new_company(&given, contact.new.is_some());
    let company = side(conn, viewer, &*registry.kind(companies::KEY)?, &lead, company, looked_for[1])?;
    Ok(Proposal { lead, contact, company })
}

/// Converts a lead. Everything is one action: undo takes back the client that was made, what was filled in, and the
/// lead's closing.
///
/// # Errors
/// As [`propose`]; `Stale` if it changed since `expected_version`; `Invalid` when neither side is chosen, or at the side
/// that cannot be made.
pub fn convert(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    expected_version: Option<i64>,
    conversion: &Conversion,
) -> Result<Converted> {
    let kind = registry.kind(KEY)?;
    let lead = convertible(tx, viewer, &kind, id)?;
    if expected_version.is_some_and(|version| version != lead.version) {
        return Err(Error::Stale { current_version: lead.version });
    }
    if (conversion.contact, conversion.company) == (Target::Nothing, Target::Nothing) {
        return Err(Error::invalid("contact", Problem::Required));
    }
    let action = events::open(tx, &viewer.actor(), "lead.converted", RecordRef::new(KEY, id))?;
    let has_contact = conversion.contact != Target::Nothing;
    let given = given(tx, viewer, &lead)?;
    let settling = Settling { viewer, registry, lead: &given };
    let company_id = settling.settle(tx, companies::KEY, conversion.company, new_company(&given, has_contact))?;
    let contact_id = settling.settle(tx, contacts::KEY, conversion.contact, new_contact(&given))?;
    if let (Some(contact_id), Some(company_id)) = (contact_id, company_id) {
        join(tx, viewer, registry, contact_id, company_id, lead.values.text("position"))?;
    }
    let status = options::first_with(tx, STATUSES, CONVERTED)?;
    let status = status.ok_or_else(|| Error::Conflict("no status means converted".into()))?;
    let mut changes =
        Values::default().with("status", status.code.as_str()).with("converted_at", Value::Int(tx.now().0));
    for (key, id) in [("contact_id", contact_id), ("company_id", company_id)] {
        if let Some(id) = id {
            changes.set(key, Value::Int(id));
        }
    }
    service::update_as_box(tx, viewer, &kind, id, changes, "converted")?;
    Ok(Converted { contact_id, company_id, action })
}

fn convertible(conn: &Connection, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Record> {
    let Some(lead) = store::find(conn, viewer, kind, id, Access::Edit)? else {
        store::get(conn, viewer, kind, id, Access::View)?;
        return Err(Error::Forbidden);
    };
    let is_converted = match lead.values.text("status") {
        Some(code) => meaning(conn, code)?.as_deref() == Some(CONVERTED),
        None => false,
    };
    // A lead that a former system had converted has no client here yet.
    if is_converted && !lead.values.get("converted_at").is_empty() {
        return Err(Error::Conflict("the lead is converted already".into()));
    }
    Ok(lead)
}

/// What the lead gives to its clients: its values. Who left cannot take a client on, whoever converts the lead does.
fn given(conn: &Connection, viewer: &Viewer, lead: &Record) -> Result<Values> {
    let mut given = lead.values.clone();
    let responsible = given.int("responsible_id").map(|id| users::find(conn, UserId(id))).transpose()?.flatten();
    if !responsible.is_some_and(|user| user.is_active()) {
        given.set("responsible_id", viewer.user_id);
    }
    Ok(given)
}

fn side(
    conn: &Connection,
    viewer: &Viewer,
    kind: &Kind,
    lead: &Record,
    new: Option<Values>,
    looked_for: &str,
) -> Result<Side> {
    let link = if kind.key == contacts::KEY { "contact_id" } else { "company_id" };
    let mut known: Vec<Known> = Vec::new();
    let linked: Vec<i64> = lead.values.int(link).into_iter().collect();
    let found = search::matching_ids(conn, viewer, kind.key, looked_for, OFFERED)?;
    let titles = store::titles(conn, viewer, kind, &[linked.as_slice(), &found].concat())?;
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
    let usual = match (known.first(), &new) {
        (Some(first), _) => Target::Existing(first.id),
        (None, Some(_)) => Target::New,
        (None, None) => Target::Nothing,
    };
    let title = new.as_ref().map(|values| (kind.title)(values)).unwrap_or_default();
    Ok(Side { new, title, known, usual })
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

/// A person needs a name or a way to be reached; a firm's lead without a person's name makes no person.
fn new_contact(lead: &Values) -> Option<Values> {
    let has_name = !fields::full_name(lead).is_empty();
    let is_reachable = !lead.get("phones").is_empty() || !lead.get("emails").is_empty();
    let is_firm = !lead.get("company_name").is_empty();
    (has_name || (is_reachable && !is_firm)).then(|| {
        const COPIED: &[&str] = &[
            "salutation",
            "last_name",
            "first_name",
            "middle_name",
            "birth_date",
            "position",
            "phones",
            "emails",
            "messengers",
            "sites",
            "street",
            "flat",
            "city",
            "region",
            "postal_code",
            "country",
            "address",
        ];
        copied(lead, COPIED)
    })
}

/// The phones and e-mails are the person's where there is one.
fn new_company(lead: &Values, has_contact: bool) -> Option<Values> {
    const COPIED: &[&str] = &["tax_id", "city", "country", "address"];
    const REACH: &[&str] = &["phones", "emails", "messengers", "sites"];
    let name = lead.text("company_name").filter(|name| !name.is_empty())?;
    let mut values = copied(lead, COPIED).with("name", name);
    if !has_contact {
        for key in REACH {
            values.set(*key, lead.get(key).clone());
        }
    }
    Some(values)
}

/// Those fields of the lead, and what goes along with every client.
fn copied(lead: &Values, keys: &[&str]) -> Values {
    const ALWAYS: &[&str] = &[
        "source",
        "source_note",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_content",
        "utm_term",
        "comment",
        "tags",
        "observers",
        "responsible_id",
    ];
    let mut values = Values::default();
    for key in keys.iter().chain(ALWAYS) {
        if !lead.get(key).is_empty() {
            values.set(*key, lead.get(key).clone());
        }
    }
    values
}

/// The clients of a lead being made or completed.
struct Settling<'a> {
    viewer: &'a Viewer,
    registry: &'a Registry,
    lead: &'a Values,
}

impl Settling<'_> {
    /// Makes or completes the client of this kind, which is also the name of its side; its id.
    fn settle(&self, tx: &mut Tx<'_>, side: KindKey, target: Target, new: Option<Values>) -> Result<Option<i64>> {
        let (viewer, kind) = (self.viewer, self.registry.kind(side)?);
        let of_kind = |values: Values| {
            let mut known = Values::default();
            for (key, value) in values.iter().filter(|(key, _)| kind.field(key).is_some()) {
                known.set(key, value.clone());
            }
            known
        };
        match target {
            Target::Nothing => Ok(None),
            Target::New => {
                let values = new.ok_or_else(|| Error::invalid(side, Problem::NoIdentity))?;
                let saved = service::create_from(tx, viewer, &kind, of_kind(values), self.lead);
                Ok(Some(saved.map_err(|error| at_side(side, error))?.id))
            }
            Target::Existing(id) => {
                let known = store::find(tx, viewer, &kind, id, Access::View)?;
                let known = known.ok_or_else(|| Error::invalid(side, Problem::NoSuchRecord))?;
                // Who may only look at the client still may say that this is whom the lead came from.
                if store::find(tx, viewer, &kind, id, Access::Edit)?.is_some() {
                    let missing = additions(&kind, &known.values, &of_kind(new.unwrap_or_default()));
                    let saved = service::update_from(tx, viewer, &kind, id, missing, self.lead);
                    saved.map_err(|error| at_side(side, error))?;
                }
                Ok(Some(id))
            }
        }
    }
}

/// Links the person to the firm, from whichever end the viewer may edit.
fn join(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    contact_id: i64,
    company_id: i64,
    position: Option<&str>,
) -> Result<()> {
    let ends =
        [(contacts::KEY, contact_id, "companies", company_id), (companies::KEY, company_id, "contacts", contact_id)];
    for (key, id, field, other) in ends {
        let kind = registry.kind(key)?;
        let Some(record) = store::find(tx, viewer, &kind, id, Access::Edit)? else { continue };
        let mut links = record.values.get(field).as_links().to_vec();
        if links.iter().all(|link| link.id != other) {
            links.push(LinkItem { id: other, position: position.map(str::to_owned), is_main: false });
            service::update(tx, viewer, &kind, id, None, Values::default().with(field, Value::Links(links)))?;
        }
        return Ok(());
    }
    Ok(())
}

/// A value of the lead that the client cannot take is told at the choice that it spoils.
fn at_side(field: &str, error: Error) -> Error {
    match error {
        Error::Invalid(errors) => {
            let mut at_side = FieldErrors::default();
            errors.iter().for_each(|(_, problem)| at_side.add(field, problem.clone()));
            Error::Invalid(at_side)
        }
        other => other,
    }
}
