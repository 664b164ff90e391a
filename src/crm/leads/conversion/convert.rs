//! The conversion itself: one action.

use super::{Conversion, DealTarget, Target, convertible, given, new_company, new_contact, new_deal, of_deal};
use crate::access::Viewer;
use crate::crm::leads::fields::{CONVERTED, KEY, STATUSES};
use crate::crm::{activities, companies, contacts, deals};
use crate::kernel::{Access, ActionId, Error, FieldErrors, KindKey, Problem, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::records::registry::Kind;
use crate::records::value::LinkItem;
use crate::records::{Registry, Value, Values, additions, attachments, options, service, store};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    pub contact_id: Option<i64>,
    pub company_id: Option<i64>,
    pub deal_id: Option<i64>,
    pub action: ActionId,
}

/// Converts a lead. Everything is one action: undo takes back the client and the deal that were made, what was filled in,
/// and the lead's closing.
///
/// # Errors
/// As [`propose`]; `Stale` if it changed since; `Invalid` when nothing is chosen, at the side that cannot be made, or at the
/// fields that the deal lacks, see [`of_deal`].
pub fn convert(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    conversion: &Conversion,
) -> Result<Converted> {
    let kind = registry.kind(KEY)?;
    let lead = convertible(tx, viewer, &kind, id)?;
    if conversion.expected_version.is_some_and(|version| version != lead.version) {
        return Err(Error::Stale { current_version: lead.version });
    }
    let is_nothing = [conversion.contact, conversion.company] == [Target::Nothing; 2];
    if is_nothing && conversion.deal == DealTarget::Nothing {
        return Err(Error::invalid("contact", Problem::Required));
    }
    let action = events::open(tx, &viewer.actor(), "lead.converted", RecordRef::new(KEY, id))?;
    let has_contact = conversion.contact != Target::Nothing;
    let given = given(tx, viewer, &lead)?;
    let settling = Settling { viewer, registry, lead_id: id, lead: &given };
    let company_id = settling.settle(tx, companies::KEY, conversion.company, new_company(&given, has_contact))?;
    let contact_id = settling.settle(tx, contacts::KEY, conversion.contact, new_contact(&given))?;
    if let (Some(contact_id), Some(company_id)) = (contact_id, company_id) {
        join(tx, viewer, registry, contact_id, company_id, lead.values.text("position"))?;
    }
    let deal_id = match conversion.deal {
        DealTarget::Nothing => None,
        DealTarget::New { pipeline_id } => {
            let mut values = new_deal(&lead, &given).with("pipeline_id", pipeline_id.to_string().as_str());
            for (key, value) in conversion.more.iter() {
                values.set(key, value.clone());
            }
            if let Some(id) = company_id {
                values.set("company_id", Value::Int(id));
            }
            if let Some(id) = contact_id {
                values.set("contacts", Value::Links(vec![LinkItem { id, position: None, is_main: true }]));
            }
            let deal = registry.kind(deals::KEY)?;
            let saved = service::create_from(tx, viewer, &deal, values, &given);
            let id = match saved {
                Ok(saved) => saved.id,
                Err(Error::Invalid(errors)) => return Err(Error::Invalid(of_deal(&errors))),
                Err(error) => return Err(error),
            };
            settling.hand_on_files(tx, &deal, id)?;
            Some(id)
        }
    };
    let status = options::first_with(tx, STATUSES, CONVERTED)?;
    let status = status.ok_or_else(|| Error::conflict(tr::leads_no_converted))?;
    let mut changes =
        Values::default().with("status", status.code.as_str()).with("converted_at", Value::Int(tx.now().0));
    for (key, id) in [("contact_id", contact_id), ("company_id", company_id), ("deal_id", deal_id)] {
        if let Some(id) = id {
            changes.set(key, Value::Int(id));
        }
    }
    service::update_as_box(tx, viewer, &kind, id, changes, "converted")?;
    // What was planned and done goes on with what the lead became: the deal where there is one, else the person.
    let became = [(deals::KEY, deal_id), (contacts::KEY, contact_id), (companies::KEY, company_id)];
    if let Some(main) = became.into_iter().find_map(|(key, id)| Some(RecordRef::new(key, id?))) {
        activities::carry_over(tx, viewer, registry, [RecordRef::new(KEY, id), main], [contact_id, company_id])?;
    }
    Ok(Converted { contact_id, company_id, deal_id, action })
}

/// The clients of a lead being made or completed.
struct Settling<'a> {
    viewer: &'a Viewer,
    registry: &'a Registry,
    lead_id: i64,
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
                let id = saved.map_err(|error| at_side(side, error))?.id;
                self.hand_on_files(tx, &kind, id)?;
                Ok(Some(id))
            }
            Target::Existing(id) => {
                let known = store::find(tx, viewer, &kind, id, Access::View)?;
                let known = known.ok_or_else(|| Error::invalid(side, Problem::NoSuchRecord))?;
                // Who may only look at the client still may say that this is whom the lead came from.
                if store::find(tx, viewer, &kind, id, Access::Edit)?.is_some() {
                    let missing = additions(&kind, &known.values, &of_kind(new.unwrap_or_default()));
                    let saved = service::update_from(tx, viewer, &kind, id, missing, self.lead);
                    saved.map_err(|error| at_side(side, error))?;
                    self.hand_on_files(tx, &kind, id)?;
                }
                Ok(Some(id))
            }
        }
    }

    /// A file of the lead hangs on what it becomes, too.
    fn hand_on_files(&self, tx: &mut Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
        attachments::copy(tx, self.viewer, (&*self.registry.kind(KEY)?, self.lead_id), (kind, id))
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
