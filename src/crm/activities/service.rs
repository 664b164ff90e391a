//! What people do with activities beyond filling in fields.

use super::fields::{DONE, KEY, STATUSES, TYPES, USUAL_TYPE};
use super::rules::is_open;
use super::sentence::{self, DueAt, Understood};
use super::store;
use crate::access::{Role, Viewer};
use crate::kernel::{Access, ActionId, Error, KindKey, Problem, RecordRef, Result, Timestamp, Via};
use crate::platform::db::Tx;
use crate::platform::i18n::tr;
use crate::records::options::{self, OPEN};
use crate::records::registry::Kind;
use crate::records::service::Saved;
use crate::records::store as records;
use crate::records::{Record, Registry, Value, Values, service};
use std::sync::LazyLock;

/// A sentence, and the type that was chosen for it.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    pub type_code: &'a str,
    pub text: &'a str,
}

impl Plan<'_> {
    /// What it says, at `now`: its first line.
    pub fn read(&self, viewer: &Viewer, now: Timestamp) -> Understood {
        sentence::read(self.lines().0, viewer.zone, now)
    }

    /// The first line, and what stands below it as it was written.
    fn lines(&self) -> (&str, &str) {
        let (first, rest) = self.text.trim().split_once('\n').unwrap_or((self.text.trim(), ""));
        (first.trim_end(), rest.trim_matches(['\n', '\r']))
    }

    /// The type: what is planned as a task is whatever its sentence begins with.
    pub fn type_of<'t>(&'t self, understood: &Understood) -> &'t str {
        match understood.type_code {
            Some(code) if self.type_code == USUAL_TYPE => code,
            _ => self.type_code,
        }
    }

    fn values(&self, viewer: &Viewer, now: Timestamp) -> Result<Values> {
        let understood = self.read(viewer, now);
        if understood.is_past {
            return Err(Error::invalid("text", Problem::InThePast));
        }
        let code = self.type_of(&understood);
        let subject = if understood.type_code == Some(code) { &understood.subject } else { &understood.whole };
        let (subject, more) = cut(subject);
        let mut values = Values::default().with("type", code).with("subject", subject.as_str());
        let comment = [more, self.lines().1].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        if !comment.is_empty() {
            values.set("comment", comment.as_str());
        }
        if let Some(DueAt { at, is_day }) = understood.due {
            values.set("due_at", Value::Int(at.0));
            values.set("due_is_day", Value::Bool(is_day));
        }
        if let Some(minutes) = understood.duration_min {
            values.set("duration_min", Value::Int(minutes));
        }
        Ok(values)
    }
}

/// The longest a subject may be, in letters.
const LONGEST_SUBJECT: usize = 255;

/// A subject that fits, cut between two words, and all of it again where it had to be cut.
fn cut(subject: &str) -> (String, &str) {
    if subject.chars().count() <= LONGEST_SUBJECT {
        return (subject.to_owned(), "");
    }
    let fitting: String = subject.chars().take(LONGEST_SUBJECT - 1).collect();
    let whole_words = fitting.rsplit_once(' ').map_or(fitting.as_str(), |(words, _)| words);
    ([whole_words, "…"].concat(), subject)
}

/// Plans what a sentence says about a record, for the viewer.
///
/// # Errors
/// As [`service::create`]; `Invalid` at `text` for a time that is over.
pub fn plan(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, about: RecordRef, plan: &Plan<'_>) -> Result<Saved> {
    let values = plan.values(viewer, tx.now())?.with("about", Value::Text(about.to_string()));
    service::create(tx, viewer, &*registry.kind(KEY)?, values)
}

/// How an activity ended.
#[derive(Debug, Clone, Copy, Default)]
pub struct Completion<'a> {
    /// What came of it; left as it is where nothing is said.
    pub result: &'a str,
    /// What is next with the same record and people.
    pub next: Option<Plan<'a>>,
    /// As for [`service::update`].
    pub expected_version: Option<i64>,
}

/// Completes an activity and plans the next one: one action, taken back as a whole.
///
/// # Errors
/// As [`service::update`]; `Conflict` for one that is not to be done any more; `Invalid` at `next` for a time that is over.
pub fn complete(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    id: i64,
    completion: &Completion<'_>,
) -> Result<Saved> {
    let kind = registry.kind(KEY)?;
    let activity = open(tx, viewer, &kind, id)?;
    let status = options::first_with(tx, STATUSES, DONE)?.ok_or_else(|| Error::conflict(tr::activities_no_done))?;
    let mut changes = Values::default().with("status", status.code.as_str());
    let result = completion.result.trim();
    if !result.is_empty() {
        changes.set("result", result);
    }
    let saved = service::update(tx, viewer, &kind, id, completion.expected_version, changes)?;
    if let Some(next) = &completion.next {
        let at_next = |error| match error {
            Error::Invalid(errors) => {
                let problem = errors.iter().next().map_or(Problem::Required, |(_, problem)| problem.clone());
                Error::invalid("next", problem)
            }
            other => other,
        };
        let mut values = next.values(viewer, tx.now()).map_err(at_next)?;
        for key in ["about", "contact_id", "company_id"] {
            values.set(key, activity.values.get(key).clone());
        }
        // Who may not give work away plans the next step for themselves.
        let responsible = if viewer.may_assign() { activity.values.int("responsible_id") } else { None };
        if let Some(responsible) = responsible {
            values.set("responsible_id", Value::Int(responsible));
        }
        service::create_from(tx, viewer, &kind, values, &activity.values).map_err(at_next)?;
    }
    Ok(saved)
}

/// Puts an activity off until another time.
///
/// # Errors
/// As [`service::update`]; `Conflict` for one that is not to be done any more.
pub fn postpone(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64, due: DueAt) -> Result<Saved> {
    let kind = registry.kind(KEY)?;
    open(tx, viewer, &kind, id)?;
    let changes = Values::default().with("due_at", Value::Int(due.at.0)).with("due_is_day", Value::Bool(due.is_day));
    service::update(tx, viewer, &kind, id, None, changes)
}

/// Takes up again what was done or missed; what came of it stays.
///
/// # Errors
/// As [`service::update`].
pub fn reopen(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64) -> Result<Saved> {
    let first = options::first_with(tx, STATUSES, OPEN)?.ok_or_else(|| Error::invalid("status", Problem::Required))?;
    let changes = Values::default().with("status", first.code.as_str());
    service::update(tx, viewer, &*registry.kind(KEY)?, id, None, changes)
}

/// What was planned and done about one record goes on with another, whosever it is: the box moves it. The people are
/// filled in where there are none; `clients` are the contact and the company.
///
/// # Errors
/// As [`service::update`].
pub fn carry_over(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    [from, to]: [RecordRef; 2],
    clients: [Option<i64>; 2],
) -> Result<Option<ActionId>> {
    let kind = registry.kind(KEY)?;
    let mut action = None;
    let mover = &of_box(viewer);
    for id in store::live_about(tx, &from.to_string(), false)? {
        let activity = records::get(tx, mover, &kind, id, Access::Edit)?;
        let mut changes = Values::default().with("about", Value::Text(to.to_string()));
        for (key, client) in ["contact_id", "company_id"].into_iter().zip(clients) {
            if let Some(client) = client.filter(|_| activity.values.get(key).is_empty()) {
                changes.set(key, Value::Int(client));
            }
        }
        action = service::update(tx, mover, &kind, id, None, changes)?.action.or(action);
    }
    Ok(action)
}

/// Who becomes responsible for a record sees from now on what is still planned about it.
///
/// # Errors
/// As [`service::update`].
pub fn show_planned(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    about: KindKey,
    old: Option<&Record>,
    values: &Values,
) -> Result<()> {
    static KIND: LazyLock<Kind> = LazyLock::new(super::kind);
    let (Some(old), Some(new)) = (old, values.int("responsible_id")) else { return Ok(()) };
    if old.values.int("responsible_id") == Some(new) {
        return Ok(());
    }
    let box_itself = &of_box(viewer);
    for id in store::live_about(tx, &RecordRef::new(about, old.id).to_string(), true)? {
        let activity = records::get(tx, box_itself, &KIND, id, Access::Edit)?;
        let mut observers =
            if let Value::Ids(ids) = activity.values.get("observers") { ids.clone() } else { Vec::new() };
        if activity.values.int("responsible_id") != Some(new) && !observers.contains(&new) {
            observers.push(new);
            let changes = Values::default().with("observers", Value::Ids(observers));
            service::update(tx, box_itself, &KIND, id, None, changes)?;
        }
    }
    Ok(())
}

/// What the box does of itself where the viewer does something, with activities of whomever.
fn of_box(viewer: &Viewer) -> Viewer {
    Viewer { role: Role::Admin, via: Via::System, ..viewer.clone() }
}

/// The activity, if the viewer may change it and it is still to be done.
fn open(tx: &Tx<'_>, viewer: &Viewer, kind: &Kind, id: i64) -> Result<Record> {
    let Some(activity) = records::find(tx, viewer, kind, id, Access::Edit)? else {
        records::get(tx, viewer, kind, id, Access::View)?;
        return Err(Error::Forbidden);
    };
    if !is_open(tx, activity.values.text("status").unwrap_or_default())? {
        return Err(Error::conflict(tr::activities_closed));
    }
    Ok(activity)
}

/// The type by its code as the office calls it now.
pub fn type_label(dictionary: &options::Dictionary, code: &str) -> String {
    dictionary.label(TYPES, code).to_owned()
}
