//! Two people work by turns on the same few records and take back anything, in any order. What was changed since stays;
//! but whatever stays and whatever goes, what is left is such as the rules allow, and nothing of it is of two halves.

use super::Box;
use super::by_turns::DEEDS;
use super::chance::Chance;
use super::verbs::VERBS;
use korob::kernel::{ActionId, Error};
use korob::platform::events::{self, Event};
use korob::records::options;
use korob::records::registry::{FieldType, Kind};
use korob::records::service::{self, Undone};
use korob::records::sql::Sql;
use korob::records::store;
use korob::records::{Value, Values};
use proptest::prelude::*;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// Every record that is stored, by kind and id.
type Records = BTreeMap<(&'static str, i64), Values>;

/// Two values that say something only together: a number and its extension, an amount and its currency.
type Pair = (&'static str, i64, String, String);

const NOT_ONE_MAIN: &str = "
    SELECT 'points of ' || owner_kind || ' ' || owner_id || ' ' || channel FROM contact_points
     GROUP BY owner_kind, owner_id, channel HAVING sum(is_main) <> 1
    UNION ALL SELECT 'firms of contact ' || contact_id FROM contact_companies
     GROUP BY contact_id HAVING sum(is_main_company) <> 1
    UNION ALL SELECT 'people of company ' || company_id FROM contact_companies
     GROUP BY company_id HAVING sum(is_main_contact) <> 1";

impl Box {
    fn read<T>(&self, query: impl FnOnce(&Connection) -> korob::kernel::Result<T>) -> T {
        self.desk.db.read_blocking(query).unwrap()
    }

    fn records(&self) -> Records {
        let mut records = Records::new();
        for kind in self.desk.registry.kinds().iter() {
            let fields: Vec<_> = kind.fields.iter().collect();
            for record in self.read(|conn| store::load(conn, None, kind, &fields, Sql::new(""))) {
                records.insert((kind.key, record.id), record.values);
            }
        }
        records
    }

    /// What is wrong in the office, in words.
    fn wrongs(&self, records: &Records) -> BTreeSet<String> {
        let mut wrongs: BTreeSet<String> = self.read(|conn| {
            let mut statement = conn.prepare(NOT_ONE_MAIN)?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
        });
        for ((key, id), values) in records {
            let kind = self.desk.registry.kind(key).unwrap();
            let found = self.read(|conn| wrongs_of(conn, &kind, values));
            wrongs.extend(found.into_iter().map(|wrong| format!("{key} {id}: {wrong}")));
        }
        wrongs
    }

    /// Taken back as far as it can be; `None` where it is refused altogether.
    fn try_undo(&self, id: ActionId) -> Option<Undone> {
        let (registry, viewer) = (self.desk.registry.clone(), self.desk.viewer.clone());
        match self.desk.db.write_blocking(move |tx| service::undo(tx, &registry, &viewer, id)) {
            Ok(undone) => Some(undone),
            Err(Error::Conflict(_) | Error::NotFound) => None,
            Err(error) => panic!("action {}: {error:?}", id.0),
        }
    }
}

fn wrongs_of(conn: &Connection, kind: &Kind, values: &Values) -> korob::kernel::Result<Vec<String>> {
    let mut wrongs = Vec::new();
    if kind.identity.iter().all(|key| values.get(key).is_empty()) {
        wrongs.push("is known by nothing".to_owned());
    }
    for field in &kind.fields {
        let value = values.get(&field.key);
        if field.is_required && value.is_empty() {
            wrongs.push(format!("lacks {}", field.key));
        }
        if let (FieldType::Choice { list }, Some(code)) = (&field.field_type, value.as_text())
            && options::find(conn, list, code)?.is_none()
        {
            wrongs.push(format!("{} is {code}, which is in no list", field.key));
        }
    }
    if (kind.must_hold)(conn, values).is_err() {
        wrongs.push("breaks the rule of its kind".to_owned());
    }
    Ok(wrongs)
}

fn pairs(office: &Box, records: &Records) -> BTreeSet<Pair> {
    let mut pairs = BTreeSet::new();
    for ((key, id), values) in records {
        for field in &office.desk.registry.kind(key).unwrap().fields {
            match (&field.field_type, values.get(&field.key)) {
                (FieldType::Money { currency }, Value::Int(amount)) => {
                    let currency = values.text(currency).unwrap_or_default().to_owned();
                    pairs.insert((*key, *id, format!("{} {amount}", field.key), currency));
                }
                (FieldType::Points(_), Value::Points(points)) => {
                    for point in points {
                        let extension = format!("extension {}", point.extension.as_deref().unwrap_or_default());
                        pairs.insert((*key, *id, point.value.clone(), extension));
                        pairs.insert((*key, *id, point.value.clone(), format!("label {}", point.label)));
                    }
                }
                _ => {}
            }
        }
    }
    pairs
}

/// The values that are a record's own: links are as much the other end's.
fn own(office: &Box, kind: &str, values: &Values) -> Values {
    let kind = office.desk.registry.kind(kind).unwrap();
    let is_own = |key: &str| {
        let field = kind.field(key);
        !matches!(key, "updated_at" | "updated_by")
            && !field.is_some_and(|field| matches!(field.field_type, FieldType::Links(_)))
    };
    values
        .iter()
        .filter(|(key, _)| is_own(key))
        .fold(Values::default(), |own, (key, value)| own.with(key, value.clone()))
}

fn by_turns(steps: &[(usize, u64, bool, u64)]) {
    let mut office = Box::new();
    let mut actions: Vec<ActionId> = Vec::new();
    // Few records, so that they meet.
    let creating = VERBS.iter().position(|(name, _)| *name == "record.created").unwrap();
    (0..4).for_each(|seed| actions.extend(office.act(creating, seed)));
    let mut seen = pairs(&office, &office.records());
    for (verb, seed, is_other, choice) in steps {
        office.hand_to(if *is_other { "pyotr" } else { "anna" });
        actions.extend(match verb % 3 {
            0 => office.act(verb / 3, *seed),
            _ => office.act_with(DEEDS[verb / 3 % DEEDS.len()], *seed),
        });
        let before = office.records();
        seen.extend(pairs(&office, &before));
        let mut chance = Chance::new(*choice);
        // What was done lately has most to do with what was done since.
        let lately = if chance.is_one_in(4) { &actions[..] } else { &actions[actions.len().saturating_sub(8)..] };
        let Some(action) = chance.pick(lately) else { continue };
        office.hand_to("anna");
        let wrongs = office.wrongs(&before);
        let events: Vec<Event> = office.read(|conn| events::of_action(conn, action, None, 1000));
        let Some(undone) = office.try_undo(action) else { continue };
        actions.extend(undone.action);
        let after = office.records();
        let new_wrongs: Vec<String> = office.wrongs(&after).difference(&wrongs).cloned().collect();
        assert!(new_wrongs.is_empty(), "undoing action {}: {new_wrongs:?}", action.0);
        let halves: Vec<Pair> = pairs(&office, &after).difference(&seen).cloned().collect();
        assert!(halves.is_empty(), "undoing action {}: nobody ever saw {halves:?}", action.0);
        for event in events.iter().filter(|event| event.verb.ends_with(".created")) {
            let subject = before.keys().find(|(kind, id)| *kind == event.kind && *id == event.record_id);
            let Some((subject, values)) = subject.and_then(|subject| Some((subject, after.get(subject)?))) else {
                continue;
            };
            let [was, is] = [&before[subject], values].map(|values| own(&office, subject.0, values));
            assert_eq!(is, was, "{subject:?} stays, and stays whole, of action {}", action.0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn what_two_did_by_turns_is_taken_back_in_any_order(
        steps in prop::collection::vec((0usize..1000, any::<u64>(), any::<bool>(), any::<u64>()), 1..40),
    ) {
        by_turns(&steps);
    }
}
