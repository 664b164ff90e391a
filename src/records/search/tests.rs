//! How SQLite goes about a search, and that both ways find the same.

use super::index;
use super::query::{hits_sql, owner_first, words_first};
use crate::access::users::{self, NewUser};
use crate::access::{Role, Viewer};
use crate::kernel::email::EmailAddress;
use crate::kernel::text::fold;
use crate::kernel::{Actor, Lang, Via};
use crate::platform::db::testing::{self, TestDb};
use crate::records::registry::{Field, Kind, Names};
use crate::records::sql::Sql;
use crate::records::value::Values;
use rusqlite::{Connection, params_from_iter};

fn boats() -> Kind {
    let names = Names { one: |_| "Boat", many: |_| "Boats", new: |_| "New boat", count: |_, n| format!("{n} boats") };
    Kind::new(1, "boat", "boats", names, vec![Field::text("name", |_| "Name").required().searchable()])
}

fn ships() -> Kind {
    Kind { number: 2, key: "ship", plural: "ships", ..boats() }
}

/// The ids of ships begin here.
const SHIPS: i64 = 1_000;

struct Box {
    db: TestDb,
    anna: Viewer,
    olga: Viewer,
}

/// Half of the boats are the admin's; a fifth of these is observed by the member of staff. Each has a ship of the same
/// name.
fn harbour() -> Box {
    let db = testing::db();
    let [anna, olga] = db
        .write_blocking(|tx| {
            let mut viewer = |name: &str, role| {
                let user = NewUser {
                    name: name.into(),
                    email: EmailAddress::parse(&format!("{name}@tulapolis.example")).unwrap(),
                    role,
                    lang: Lang::Ru,
                    zone: chrono_tz::Europe::Moscow,
                    password: None,
                };
                let id = users::create(tx, &Actor::SYSTEM, &user)?;
                users::get(tx, id).map(|user| user.viewer(Via::Page))
            };
            let viewers = [viewer("anna", Role::Admin)?, viewer("olga", Role::Staff)?];
            const WORDS: [&str; 7] = ["Ива", "Иванов и Ко", "(иволга)", "Петрова-А", "А1 12345", "Łódź", "Ёлка, ивы"];
            for id in 0..140 {
                let name = [WORDS[id % 7], WORDS[id / 7 % 7], &id.to_string()].join(" ");
                let who = &viewers[id % 2];
                let values = Values::default().with("name", name.as_str()).with("responsible_id", who.user_id);
                index::put(tx, &boats(), id as i64, &name, &values)?;
                index::put(tx, &ships(), SHIPS + id as i64, &name, &values)?;
                if id % 10 == 0 {
                    tx.execute(
                        "INSERT INTO record_observers (owner_kind, owner_id, user_id) VALUES ('boat', ?1, ?2)",
                        (id as i64, viewers[1].user_id.0),
                    )?;
                }
            }
            Ok(viewers)
        })
        .unwrap();
    Box { db, anna, olga }
}

fn terms(typed: &str) -> Vec<String> {
    super::query::readings(&fold(typed)).remove(0)
}

fn ids(conn: &Connection, sql: Sql) -> Vec<i64> {
    let mut statement = conn.prepare(&sql.text).unwrap();
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get("record_id")).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn plan(conn: &Connection, sql: Sql) -> Vec<String> {
    let mut statement = conn.prepare(&["EXPLAIN QUERY PLAN ", &sql.text].concat()).unwrap();
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get("detail")).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn no_search_reads_a_whole_table() {
    let harbour = harbour();
    for viewer in [&harbour.anna, &harbour.olga] {
        for typed in ["и", "ив", "ива", "иван", "и ко", "иванов ко"] {
            let sql = hits_sql(viewer, &[&boats(), &ships()], &terms(typed), 50);
            let steps = harbour.db.read_blocking(|conn| Ok(plan(conn, sql))).unwrap();
            for step in &steps {
                // An index of words is always "scanned"; `M` says that it is asked for words. What was found is gone
                // through as "(subquery)".
                let is_index = step.contains("VIRTUAL TABLE INDEX") && step.contains(":M");
                let is_sound = !step.starts_with("SCAN ") || is_index || step.starts_with("SCAN (subquery");
                assert!(is_sound, "{:?} {typed}: {steps:#?}", viewer.role);
            }
            let by_owner = steps.iter().any(|step| step.contains("search_by_responsible (responsible_id=?)"));
            let by_words = steps.iter().any(|step| step.contains("search_by_responsible (responsible_id=? AND id=?"));
            let is_short = typed.split(' ').all(|term| term.chars().count() < 4);
            assert_eq!(by_owner, viewer.role == Role::Staff && is_short, "{:?} {typed}: {steps:#?}", viewer.role);
            assert_eq!(by_words, viewer.role == Role::Staff && !is_short, "{:?} {typed}: {steps:#?}", viewer.role);
        }
    }
}

#[test]
fn both_ways_find_the_same() {
    let harbour = harbour();
    let mut found = 0;
    for typed in [
        "а",
        "и",
        "ив",
        "ko",
        "ко",
        "lo",
        "ёл",
        "1",
        "12",
        "-",
        "-а",
        "ива",
        "ова",
        "123",
        "a1",
        "и ко",
        "иванов и",
        "12345",
    ] {
        for limit in [3, 500] {
            let terms = terms(typed);
            let [words, owner] = [words_first, owner_first].map(|way| {
                let sql = way(&harbour.olga, &[&boats()], &terms, limit);
                harbour.db.read_blocking(|conn| Ok(ids(conn, sql))).unwrap()
            });
            assert_eq!(words, owner, "{typed}, {limit}");
            assert!(owner.iter().all(|id| id % 2 == 1 || id % 10 == 0), "{typed}: {owner:?}");
            assert!(owner.iter().all(|id| *id < SHIPS), "no ships: {typed}: {owner:?}");
            assert!(owner.is_sorted_by(|a, b| a > b), "the newest first");
            found += owner.len();
        }
    }
    assert!(found > 300, "{found}");
}
