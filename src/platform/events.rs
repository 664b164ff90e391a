//! What happened. Every change is an event, written in the transaction that makes the change, and belongs to an
//! action: one click, one import, one undo.
//!
//! An event says which rows of which tables changed, from what to what: enough to show a history, to tell what a
//! record was on any date, and to undo the action. The values lie apart from the event, which keeps only their salted
//! hash and is chained to the event before it: values can be erased, the chain stays whole.

mod held;
mod record;
mod since;

pub use held::{Held, hold, is_held};
pub use record::{Verbs, last_of_record, last_touched, of_record, of_record_naming, time_of};
pub use since::{Since, Told, last, last_done_at, position_at, since, since_naming};

use crate::kernel::{ActionId, Actor, RecordRef, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use anyhow::Context;
use rand::Rng;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

/// Columns of one row, by name, with the values SQLite holds.
pub type Row = Map<String, Json>;

/// One row of one table: `before` is `None` for an inserted row, `after` for a deleted one. For a changed row both
/// hold the changed columns only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowChange {
    pub table: String,
    pub id: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Row>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Row>,
}

impl RowChange {
    /// The change that takes this one back.
    pub fn inverse(self) -> RowChange {
        RowChange { before: self.after, after: self.before, ..self }
    }

    /// Both changes of one row as one; `None` if it is then as it was before the first.
    pub fn and_then(mut self, next: RowChange) -> Option<RowChange> {
        // What the first did not change was before it what it was before the second.
        if let (Some(before), Some(between)) = (&mut self.before, next.before) {
            for (column, value) in between {
                before.entry(column).or_insert(value);
            }
        }
        self.after = match (self.after, next.after) {
            (Some(mut after), Some(later)) => {
                after.extend(later);
                Some(after)
            }
            (_, later) => later,
        };
        if let (Some(before), Some(after)) = (&mut self.before, &mut self.after) {
            after.retain(|column, value| before.get(column) != Some(value));
            before.retain(|column, _| after.contains_key(column));
        }
        let is_nothing = match (&self.before, &self.after) {
            (Some(_), Some(after)) => after.is_empty(),
            (before, after) => before.is_none() && after.is_none(),
        };
        (!is_nothing).then_some(self)
    }
}

/// What an event is about; `verb` is `kind.past_tense`, such as `lead.converted`.
pub struct NewEvent<'a> {
    pub verb: &'a str,
    pub subject: RecordRef,
    pub rows: &'a [RowChange],
}

#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: i64,
    pub action: ActionId,
    pub verb: String,
    pub kind: String,
    pub record_id: i64,
    pub at: Timestamp,
    pub user_id: Option<UserId>,
    pub via: String,
    /// Empty once the values were erased.
    pub rows: Vec<RowChange>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    pub id: ActionId,
    pub verb: String,
    pub user_id: Option<UserId>,
    pub via: String,
    pub at: Timestamp,
    pub subject_kind: String,
    pub subject_id: i64,
    pub undoes: Option<ActionId>,
    pub undone_by: Option<ActionId>,
}

/// The action that this transaction belongs to, opened now if it is not yet: the outermost verb names it.
pub fn open(tx: &mut Tx<'_>, actor: &Actor, verb: &str, subject: RecordRef) -> Result<ActionId> {
    if let Some(action) = tx.action() {
        return Ok(action);
    }
    tx.prepare_cached(
        "INSERT INTO actions (verb, user_id, via, at, subject_kind, subject_id)
         VALUES (:verb, :user_id, :via, :at, :kind, :id)",
    )?
    .execute(named_params! {
        ":verb": verb, ":user_id": actor.user_id.map(|id| id.0), ":via": actor.via.code(), ":at": tx.now().0,
        ":kind": subject.kind, ":id": subject.id,
    })?;
    let action = ActionId(tx.last_insert_rowid());
    tx.set_action(Some(action));
    Ok(action)
}

/// Goes on with an action that an earlier transaction opened: the next chunk of an import or a bulk edit.
pub fn resume(tx: &mut Tx<'_>, action: ActionId) {
    tx.set_action(Some(action));
}

/// What follows in this transaction is another action: people can take back each by itself.
pub fn next(tx: &mut Tx<'_>) {
    tx.set_action(None);
}

/// Writes one event of the present action (opening it with the event's own verb if need be). Who listens to the kind of its
/// subject is told after the commit.
pub fn record(tx: &mut Tx<'_>, actor: &Actor, event: &NewEvent<'_>) -> Result<i64> {
    let action = open(tx, actor, event.verb, event.subject)?;
    let body = serde_json::to_string(event.rows).context("encode an event")?;
    let mut salt = [0u8; 16];
    rand::rng().fill_bytes(&mut salt);
    let values_hash = hash_of_values(&salt, &body);
    let previous: Option<(i64, Vec<u8>)> = tx
        .prepare_cached("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (last_id, last_hash) = previous.unwrap_or_default();
    let link = Link {
        // AUTOINCREMENT never reuses the last id, and nothing is ever deleted from the chain.
        id: last_id + 1,
        action: action.0,
        verb: event.verb,
        kind: event.subject.kind,
        record_id: event.subject.id,
        at: tx.now().0,
        values_hash: &values_hash,
    };
    let hash = link.seal(&last_hash);
    tx.prepare_cached(
        "INSERT INTO events (id, action_id, verb, kind, record_id, at, values_hash, hash)
         VALUES (:id, :action, :verb, :kind, :record, :at, :values_hash, :hash)",
    )?
    .execute(named_params! {
        ":id": link.id, ":action": link.action, ":verb": link.verb, ":kind": link.kind, ":record": link.record_id,
        ":at": link.at, ":values_hash": values_hash, ":hash": hash,
    })?;
    tx.prepare_cached("INSERT INTO event_values (event_id, salt, body) VALUES (?1, ?2, ?3)")?
        .execute((link.id, salt, body))?;
    tx.touch(event.subject.kind);
    Ok(link.id)
}

/// Marks `undone` as taken back by the present action; what `undone` had taken back itself is in force again.
pub fn mark_undone(tx: &mut Tx<'_>, undone: ActionId, by: ActionId) -> Result<()> {
    tx.execute("UPDATE actions SET undone_by = NULL WHERE undone_by = ?1", [undone.0])?;
    tx.execute("UPDATE actions SET undone_by = ?2 WHERE id = ?1", (undone.0, by.0))?;
    tx.execute("UPDATE actions SET undoes = ?2 WHERE id = ?1", (by.0, undone.0))?;
    Ok(())
}

pub fn find_action(conn: &Connection, id: ActionId) -> Result<Option<Action>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, verb, user_id, via, at, subject_kind, subject_id, undoes, undone_by FROM actions WHERE id = ?1",
    )?;
    Ok(statement.query_row([id.0], action_from_row).optional()?)
}

/// The latest action of a user that is in force, is no undo itself, and whose verb can be undone.
pub fn last_undoable(
    conn: &Connection,
    user: UserId,
    since: Timestamp,
    can_be_undone: impl Fn(&str) -> bool,
) -> Result<Option<Action>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, verb, user_id, via, at, subject_kind, subject_id, undoes, undone_by FROM actions
         WHERE user_id = ?1 AND undone_by IS NULL AND undoes IS NULL AND at >= ?2 ORDER BY id DESC",
    )?;
    let mut rows = statement.query((user.0, since.0))?;
    while let Some(row) = rows.next()? {
        let action = action_from_row(row)?;
        if can_be_undone(&action.verb) {
            return Ok(Some(action));
        }
    }
    Ok(None)
}

/// The events of one action, newest first: the order in which they are undone. Pages by `before` (an event id).
pub fn of_action(conn: &Connection, action: ActionId, before: Option<i64>, limit: u32) -> Result<Vec<Event>> {
    query(
        conn,
        "e.action_id = ?1 AND e.id < ?2 ORDER BY e.id DESC LIMIT ?3",
        (action.0, before.unwrap_or(i64::MAX), limit),
    )
}

/// The events of one action that are of one record, newest first.
pub fn of_action_on(conn: &Connection, action: ActionId, kind: &str, record_id: i64) -> Result<Vec<Event>> {
    query(conn, "e.kind = ?1 AND e.record_id = ?2 AND e.action_id = ?3 ORDER BY e.id DESC", (kind, record_id, action.0))
}

/// What happened to anything of a kind, newest first: for kinds that little happens to.
pub fn of_kind(conn: &Connection, kind: &str) -> Result<Vec<Event>> {
    query(conn, "e.kind = ?1 ORDER BY e.id DESC", (kind,))
}

/// How many events an action has.
pub fn count_of_action(conn: &Connection, action: ActionId) -> Result<usize> {
    let mut statement = conn.prepare_cached("SELECT count(*) FROM events WHERE action_id = ?1")?;
    let count: i64 = statement.query_row([action.0], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Walks the chain from the first event; the id of the first event that does not fit, if any.
pub fn first_broken_link(conn: &Connection) -> Result<Option<i64>> {
    let mut statement = conn.prepare(
        "SELECT e.id, e.action_id, e.verb, e.kind, e.record_id, e.at, e.values_hash, e.hash, v.salt, v.body
         FROM events e LEFT JOIN event_values v ON v.event_id = e.id ORDER BY e.id",
    )?;
    let mut rows = statement.query([])?;
    let mut last_hash: Vec<u8> = Vec::new();
    while let Some(row) = rows.next()? {
        let (verb, kind): (String, String) = (row.get(2)?, row.get(3)?);
        let values_hash: Vec<u8> = row.get(6)?;
        let link = Link {
            id: row.get(0)?,
            action: row.get(1)?,
            verb: &verb,
            kind: &kind,
            record_id: row.get(4)?,
            at: row.get(5)?,
            values_hash: &values_hash,
        };
        let hash: Vec<u8> = row.get(7)?;
        let salt: Option<Vec<u8>> = row.get(8)?;
        let body: Option<String> = row.get(9)?;
        let values_fit = match (salt, body) {
            (Some(salt), Some(body)) => hash_of_values(&salt, &body) == values_hash,
            // Erased on purpose.
            _ => true,
        };
        if !values_fit || link.seal(&last_hash) != hash {
            return Ok(Some(link.id));
        }
        last_hash = hash;
    }
    Ok(None)
}

fn query(conn: &Connection, condition: &'static str, params: impl rusqlite::Params) -> Result<Vec<Event>> {
    let sql = [
        "SELECT e.id, e.action_id, e.verb, e.kind, e.record_id, e.at, a.user_id, a.via, v.body
         FROM events e JOIN actions a ON a.id = e.action_id LEFT JOIN event_values v ON v.event_id = e.id WHERE ",
        condition,
    ]
    .concat();
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params, |row| {
        let body: Option<String> = row.get(8)?;
        Ok((
            Event {
                id: row.get(0)?,
                action: ActionId(row.get(1)?),
                verb: row.get(2)?,
                kind: row.get(3)?,
                record_id: row.get(4)?,
                at: Timestamp(row.get(5)?),
                user_id: row.get::<_, Option<i64>>(6)?.map(UserId),
                via: row.get(7)?,
                rows: Vec::new(),
            },
            body,
        ))
    })?;
    let mut events = Vec::new();
    for row in rows {
        let (mut event, body) = row?;
        if let Some(body) = body {
            event.rows = serde_json::from_str(&body).context("decode an event")?;
        }
        events.push(event);
    }
    Ok(events)
}

fn action_from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        id: ActionId(row.get(0)?),
        verb: row.get(1)?,
        user_id: row.get::<_, Option<i64>>(2)?.map(UserId),
        via: row.get(3)?,
        at: Timestamp(row.get(4)?),
        subject_kind: row.get(5)?,
        subject_id: row.get(6)?,
        undoes: row.get::<_, Option<i64>>(7)?.map(ActionId),
        undone_by: row.get::<_, Option<i64>>(8)?.map(ActionId),
    })
}

/// The sealed part of an event.
struct Link<'a> {
    id: i64,
    action: i64,
    verb: &'a str,
    kind: &'a str,
    record_id: i64,
    at: i64,
    values_hash: &'a [u8],
}

impl Link<'_> {
    fn seal(&self, previous: &[u8]) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(previous);
        for number in [self.id, self.action, self.record_id, self.at] {
            hasher.update(number.to_be_bytes());
        }
        for text in [self.verb, self.kind] {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.update(self.values_hash);
        hasher.finalize().to_vec()
    }
}

fn hash_of_values(salt: &[u8], body: &str) -> Vec<u8> {
    Sha256::new().chain_update(salt).chain_update(body.as_bytes()).finalize().to_vec()
}
