//! A good lead becomes a contact and/or a company, new ones or those that the office already knows, and a deal with them.

mod convert;
mod propose;

pub use convert::{Converted, convert};
pub use propose::{Known, Proposal, Side, Wish, propose};

use super::fields::CONVERTED;
use super::rules::meaning;
use crate::access::{Viewer, users};
use crate::crm::fields;
use crate::kernel::{Access, Error, FieldErrors, Result, UserId};
use crate::platform::i18n::tr;
use crate::records::registry::Kind;
use crate::records::{Record, Value, Values, store};
use rusqlite::Connection;

/// What becomes of one side of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    #[default]
    Nothing,
    New,
    /// A client that exists: what it lacks is filled in from the lead, nothing is overwritten.
    Existing(i64),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conversion {
    pub contact: Target,
    pub company: Target,
    pub deal: DealTarget,
    /// What the deal has beside what the lead says: a stage may ask for it.
    pub more: Values,
    /// As for [`crate::records::service::update`].
    pub expected_version: Option<i64>,
}

/// Before the key of a field of the deal, where something is wrong with it.
pub const OF_DEAL: &str = "deal.";

/// What is wrong with the deal, at the choice where that is made; at the field itself where it is to be filled in.
pub(super) fn of_deal(errors: &FieldErrors) -> FieldErrors {
    let mut told = FieldErrors::default();
    for (key, problem) in errors.iter() {
        match key {
            "company_id" => told.add("company", problem.clone()),
            "contacts" => told.add("contact", problem.clone()),
            "title" | "lead_id" | "pipeline_id" | "stage_id" => told.add("deal", problem.clone()),
            key => told.add([OF_DEAL, key].concat(), problem.clone()),
        }
    }
    told
}

/// Whether there is something to sell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DealTarget {
    #[default]
    Nothing,
    /// A new deal at the first stage of this pipeline.
    New { pipeline_id: i64 },
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
        return Err(Error::conflict(tr::leads_converted_already));
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

/// What the deal has of the lead; with whom it is comes with the clients.
fn new_deal(lead: &Record, given: &Values) -> Values {
    const COPIED: &[&str] =
        &["amount_minor", "currency", "budget_minor", "has_authority", "decision_maker", "need", "timeline"];
    copied(given, COPIED).with("title", lead.title.as_str()).with("lead_id", Value::Int(lead.id))
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
