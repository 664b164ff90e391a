//! What must hold of an activity whenever it is saved, by whatever door.

use super::fields::{STATUSES, TYPES, USUAL_TYPE};
use super::store;
use crate::access::{Viewer, users};
use crate::kernel::{Error, Problem, Result, Timestamp, UserId, Via};
use crate::platform::db::Tx;
use crate::platform::i18n::{format, parse};
use crate::records::options::{self, Dictionary, OPEN};
use crate::records::{Record, Value, Values};
use rusqlite::Connection;

/// Completes an activity: what it is and is called, whether it is still to be done and since when not, with whom, and who
/// observes what it is newly about.
pub(super) fn before_save(tx: &mut Tx<'_>, viewer: &Viewer, old: Option<&Record>, values: &mut Values) -> Result<()> {
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    name(tx, viewer, &merged, values)?;
    status(tx, viewer, old, &merged, values)?;
    due(viewer, &merged, values)?;
    with_whom(tx, viewer, &merged, values)?;
    match old {
        None => observers(tx, viewer, &merged, values, true)?,
        // About another record: whoever works on that one is to see it.
        Some(old) if !merged.get("about").is_empty() && merged.get("about") != old.values.get("about") => {
            observers(tx, viewer, &merged, values, false)?;
        }
        Some(_) => {}
    }
    Ok(())
}

/// Whether it is still to be done is what its status means; what is not, is so since some time.
pub(super) fn must_hold(conn: &Connection, values: &Values) -> Result<()> {
    let is_open = is_open(conn, values.text("status").unwrap_or_default())?;
    let is_noted = values.get("is_open") == &Value::Bool(is_open);
    if is_noted && values.get("done_at").is_empty() == is_open {
        return Ok(());
    }
    Err(Error::invalid("status", Problem::NotAnOption))
}

/// What a status means; one without a meaning is no end.
pub(super) fn is_open(conn: &Connection, status: &str) -> Result<bool> {
    let meaning = options::find(conn, STATUSES, status)?.and_then(|status| status.semantic);
    Ok(meaning.is_none_or(|meaning| meaning == OPEN))
}

/// What has no subject is called by its type: "Call".
fn name(tx: &Tx<'_>, viewer: &Viewer, merged: &Values, values: &mut Values) -> Result<()> {
    let code = match merged.text("type").filter(|code| !code.is_empty()) {
        Some(code) => code.to_owned(),
        None => {
            let code = usual_type(tx)?;
            values.set("type", code.as_str());
            code
        }
    };
    if merged.get("subject").is_empty() {
        let dictionary = Dictionary::load(tx, viewer.lang)?;
        values.set("subject", dictionary.label(TYPES, &code));
    }
    Ok(())
}

/// A task, as long as the office has such a type.
pub(super) fn usual_type(conn: &Connection) -> Result<String> {
    if options::is_offered(conn, TYPES, USUAL_TYPE)? {
        return Ok(USUAL_TYPE.to_owned());
    }
    let all = options::of_list(conn, crate::kernel::Lang::En, TYPES)?;
    let first = all.into_iter().find(|item| !item.is_archived);
    first.map(|item| item.code).ok_or_else(|| Error::invalid("type", Problem::Required))
}

fn status(tx: &Tx<'_>, viewer: &Viewer, old: Option<&Record>, merged: &Values, values: &mut Values) -> Result<()> {
    let code = match merged.text("status").filter(|code| !code.is_empty()) {
        Some(code) => code.to_owned(),
        None => {
            let first = options::first_with(tx, STATUSES, OPEN)?;
            let first = first.ok_or_else(|| Error::invalid("status", Problem::Required))?;
            values.set("status", first.code.as_str());
            first.code
        }
    };
    let is_open = is_open(tx, &code)?;
    values.set("is_open", Value::Bool(is_open));
    if is_open {
        values.set("done_at", Value::Empty);
    } else if old.is_none_or(|old| old.values.get("done_at").is_empty()) {
        // A former system tells when something was due, not when it was done.
        let is_brought = matches!(viewer.via, Via::Import | Via::System);
        let due = merged.int("due_at").filter(|at| is_brought && *at < tx.now().0);
        values.set("done_at", Value::Int(due.unwrap_or(tx.now().0)));
    }
    Ok(())
}

/// Of what is due on a day, the instant stands for that day ([`parse::whole_day`]): which it is, the planner's clocks say,
/// unless it stands for one already.
fn due(viewer: &Viewer, merged: &Values, values: &mut Values) -> Result<()> {
    let Some(at) = merged.int("due_at") else {
        values.set("due_is_day", Value::Empty);
        return Ok(());
    };
    if values.contains("due_at") && !values.contains("due_is_day") {
        values.set("due_is_day", Value::Bool(false));
    }
    if values.get("due_is_day") == &Value::Bool(true) {
        let at = Timestamp(at);
        let day = format::day_of(viewer.zone, at, true);
        if parse::whole_day(day) != at {
            values.set("due_at", Value::Int(parse::whole_day(format::local_day(viewer.zone, at)).0));
        }
    }
    Ok(())
}

/// With whom: as the record says that it is about, where nobody said it otherwise.
fn with_whom(tx: &Tx<'_>, viewer: &Viewer, merged: &Values, values: &mut Values) -> Result<()> {
    let is_said = ["contact_id", "company_id"].iter().any(|key| !merged.get(key).is_empty() || values.contains(key));
    let Some(about) = values.text("about").filter(|_| !is_said) else { return Ok(()) };
    let (contact, company) = store::clients_of(tx, viewer, about)?;
    for (key, id) in [("contact_id", contact), ("company_id", company)] {
        if let Some(id) = id {
            values.set(key, Value::Int(id));
        }
    }
    Ok(())
}

/// Whoever works on the record is to see what is planned on it, and whoever planned it what becomes of it.
fn observers(tx: &Tx<'_>, viewer: &Viewer, merged: &Values, values: &mut Values, is_new: bool) -> Result<()> {
    let responsible = merged.int("responsible_id");
    let of_record = merged.text("about").map(|about| store::responsible_for(tx, about)).transpose()?.flatten();
    let mut observers = if let Value::Ids(ids) = merged.get("observers") { ids.clone() } else { Vec::new() };
    for id in [of_record, is_new.then_some(viewer.user_id.0)].into_iter().flatten() {
        let is_active = || Ok::<_, Error>(users::find(tx, UserId(id))?.is_some_and(|user| user.is_active()));
        if Some(id) != responsible && !observers.contains(&id) && is_active()? {
            observers.push(id);
        }
    }
    values.set("observers", Value::Ids(observers));
    Ok(())
}
