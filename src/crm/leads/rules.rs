//! What must hold of a lead whenever it is saved, by whatever door.

use super::fields::{CONVERTED, JUNK, JUNK_REASONS, NEEDS_NOTE, OPEN, STATUSES};
use crate::access::Viewer;
use crate::crm::{activities, bant, companies, contacts, fields};
use crate::kernel::{Error, FieldErrors, Problem, Result, Via};
use crate::platform::db::Tx;
use crate::records::registry::Kind;
use crate::records::{Record, Value, Values, duplicates, options};
use rusqlite::Connection;
use std::sync::LazyLock;

/// Completes a lead and checks its status: junk asks for a reason, and a status that means "converted" is reached by
/// conversion alone and left by undoing it. Former systems are believed: what is imported as closed needs neither.
pub(super) fn before_save(tx: &mut Tx<'_>, viewer: &Viewer, old: Option<&Record>, values: &mut Values) -> Result<()> {
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    if merged.get("title").is_empty() {
        values.set("title", Value::Text(title(&merged)));
    }
    status(tx, viewer, old, values, &merged)?;
    match old {
        None => link_known(tx, viewer, values)?,
        // Former systems are believed, and who does not see the client did not take it away.
        Some(old) if viewer.via != Via::Import && must_hold(tx, &old.values).is_ok() => {
            must_hold(tx, &old.values.overlaid(values))?;
        }
        Some(_) => {}
    }
    values.set("is_promising", Value::Bool(bant::is_promising(tx, &merged)?));
    activities::show_planned(tx, viewer, super::KEY, old, values)?;
    Ok(())
}

/// A lead that was converted is closed as such, and has become somebody or something.
pub(super) fn must_hold(conn: &Connection, values: &Values) -> Result<()> {
    if values.get("converted_at").is_empty() {
        return Ok(());
    }
    let is_closed = match values.text("status") {
        Some(code) => meaning(conn, code)?.as_deref() == Some(CONVERTED),
        None => false,
    };
    let has_client = ["contact_id", "company_id", "deal_id"].iter().any(|key| !values.get(key).is_empty());
    if is_closed && has_client { Ok(()) } else { Err(Error::invalid("status", Problem::AlreadyConverted)) }
}

/// A new lead of somebody the office knows is linked to them and marked. Who may not see the client does not learn of it.
fn link_known(tx: &Tx<'_>, viewer: &Viewer, values: &mut Values) -> Result<()> {
    // The shipped fields are enough to be recognised by.
    static CLIENTS: LazyLock<[(Kind, &str); 2]> =
        LazyLock::new(|| [(contacts::kind(), "contact_id"), (companies::kind(), "company_id")]);
    for (kind, link) in CLIENTS.iter() {
        if !values.get(link).is_empty() {
            values.set("is_repeat", Value::Bool(true));
            continue;
        }
        let mut reach = Values::default();
        for key in ["phones", "emails", "tax_id"] {
            reach.set(key, values.get(key).clone());
        }
        if let Some(known) = duplicates::find(tx, viewer, kind, &reach, None, 1)?.pop() {
            values.set(*link, Value::Int(known.id));
            values.set("is_repeat", Value::Bool(true));
        }
    }
    Ok(())
}

/// A lead is called by what was asked for, else by who asked.
fn title(values: &Values) -> String {
    let company = values.text("company_name").filter(|name| !name.is_empty()).map(str::to_owned);
    // First and last name: what somebody is called in a list. The patronymic stands on the card.
    let name = ["first_name", "last_name"].map(|key| values.text(key).unwrap_or_default());
    let name = Some(name.join(" ").trim().to_owned()).filter(|name| !name.is_empty());
    let patronymic = || values.text("middle_name").filter(|name| !name.is_empty()).map(str::to_owned);
    name.or(company).or_else(patronymic).or_else(|| fields::reached_by(values)).unwrap_or_default()
}

fn status(tx: &Tx<'_>, viewer: &Viewer, old: Option<&Record>, values: &mut Values, merged: &Values) -> Result<()> {
    let code = match merged.text("status").filter(|code| !code.is_empty()) {
        Some(code) => code.to_owned(),
        None => {
            let first = options::first_with(tx, STATUSES, OPEN)?;
            let first = first.ok_or_else(|| Error::invalid("status", Problem::Required))?;
            values.set("status", Value::Text(first.code.clone()));
            first.code
        }
    };
    let code = code.as_str();
    let before = old.and_then(|old| old.values.text("status"));
    if viewer.via == Via::Import {
        return Ok(());
    }
    let meaning = meaning(tx, code)?;
    if before == Some(code) && !values.contains("junk_reason") && !values.contains("junk_note") {
        return Ok(());
    }
    let was_converted = before.map(|code| self::meaning(tx, code)).transpose()?.flatten().as_deref() == Some(CONVERTED);
    let is_kept = old.is_some_and(|old| !old.values.get("converted_at").is_empty());
    if was_converted && is_kept && meaning.as_deref() != Some(CONVERTED) {
        // The client that came of it would stay behind, with nobody knowing why the lead is open again.
        return Err(Error::invalid("status", Problem::AlreadyConverted));
    }
    if meaning.as_deref() == Some(JUNK) {
        return reason(tx, merged);
    }
    // What was said when it was closed no longer holds, or not yet; the history keeps it. A note can also be what a
    // former system said of an open lead.
    values.set("junk_reason", Value::Empty);
    if before != Some(code) {
        values.set("junk_note", Value::Empty);
    }
    match meaning.as_deref() {
        Some(CONVERTED) if !was_converted && !values.contains("converted_at") => {
            Err(Error::invalid("status", Problem::NeedsConversion))
        }
        Some(CONVERTED) => Ok(()),
        _ => {
            values.set("converted_at", Value::Empty);
            Ok(())
        }
    }
}

fn reason(tx: &Tx<'_>, merged: &Values) -> Result<()> {
    let mut errors = FieldErrors::default();
    match merged.text("junk_reason").filter(|code| !code.is_empty()) {
        None => errors.add("junk_reason", Problem::ReasonRequired),
        Some(code) => {
            let needs_note = options::find(tx, JUNK_REASONS, code)?
                .is_some_and(|reason| reason.semantic.as_deref() == Some(NEEDS_NOTE));
            if needs_note && merged.get("junk_note").is_empty() {
                errors.add("junk_note", Problem::Required);
            }
        }
    }
    errors.into_result()
}

/// What a status means: open, converted or junk; `None` for a code that is in no list.
pub(super) fn meaning(conn: &Connection, code: &str) -> Result<Option<String>> {
    Ok(options::find(conn, STATUSES, code)?.and_then(|status| status.semantic))
}
