//! How SQLite goes about a search, and that it finds what is there and one's own.

use super::index::{self, Title};
use super::query::{find, hits_sql, matching_ids};
use super::tidy::tidy;
use crate::access::users::{self, NewUser};
use crate::access::{Role, Viewer};
use crate::kernel::email::EmailAddress;
use crate::kernel::text::{fold, has_word};
use crate::kernel::{Actor, Lang, Via};
use crate::platform::db::testing::{self, TestDb};
use crate::records::registry::{Field, Kind, Names};
use crate::records::sql::Sql;
use crate::records::value::{Value, Values};
use rusqlite::{Connection, params_from_iter};

fn boats() -> Kind {
    let names = Names { one: |_| "Boat", many: |_| "Boats", new: |_| "New boat", count: |_, n| format!("{n} boats") };
    Kind::new(1, "boat", "boats", names, vec![Field::text("name", |_| "Name").required().searchable()])
}

fn ships() -> Kind {
    Kind { number: 2, key: "ship", plural: "ships", ..boats() }
}

const TABLES: [&str; 2] = ["boats", "ships"];

const COUNT: usize = 140;

struct Box {
    db: TestDb,
    anna: Viewer,
    olga: Viewer,
}

/// Half of the boats are the admin's; a fifth of these is observed by the member of staff. Each has a ship of the same
/// name and id.
fn harbour() -> Box {
    let db = testing::db();
    let [anna, olga] = db
        .write_blocking(|tx| {
            for table in TABLES {
                tx.execute_batch(&format!(
                    "CREATE VIRTUAL TABLE {table}_grams USING fts5 (
                        fold, people, content = '', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
                    CREATE VIRTUAL TABLE {table}_words USING fts5 (
                        fold, people, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2',
                        detail = none, columnsize = 0);"
                ))?;
            }
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
            for id in 0..COUNT {
                let observers = if id % 10 == 0 { vec![viewers[1].user_id.0] } else { Vec::new() };
                let values = Values::default()
                    .with("name", name_of(id).as_str())
                    .with("responsible_id", viewers[id % 2].user_id)
                    .with("observers", Value::Ids(observers));
                index::put(tx, &boats(), id as i64, &title(&name_of(id)), &values)?;
                index::put(tx, &ships(), id as i64, &title(&name_of(id)), &values)?;
            }
            Ok(viewers)
        })
        .unwrap();
    Box { db, anna, olga }
}

fn title(text: &str) -> Title {
    Title { text: text.to_owned(), sort: text.as_bytes().to_vec() }
}

fn name_of(id: usize) -> String {
    const WORDS: [&str; 7] = ["Ива", "Иванов и Ко", "(иволга)", "Петрова-А", "А1 12345", "Łódź", "Ёлка, ивы"];
    [WORDS[id % 7], WORDS[id / 7 % 7], &id.to_string()].join(" ")
}

fn terms(typed: &str) -> Vec<String> {
    super::query::readings(&fold(typed)).remove(0)
}

/// Without any index: whether a name holds each of the terms, a short one at the beginning of a word.
fn holds(name: &str, terms: &[String]) -> bool {
    let name = fold(name);
    terms.iter().all(|term| {
        let letters: String = term.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_short = term.chars().count() < 3;
        if is_short { !letters.is_empty() && has_word(&name, &letters) } else { name.contains(term) }
    })
}

fn ids(conn: &Connection, sql: Sql) -> Vec<i64> {
    let mut statement = conn.prepare(&sql.text).unwrap();
    let rows = statement.query_map(params_from_iter(sql.params), |row| row.get(1)).unwrap();
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
            let sql_text = sql.text.clone();
            let steps = harbour.db.read_blocking(|conn| Ok(plan(conn, sql))).unwrap();
            for step in &steps {
                // An index of words is always "scanned"; `M` says that it is asked for words. What was found is gone
                // through as "(subquery)".
                let is_index = step.contains("VIRTUAL TABLE INDEX") && step.contains(":M");
                let is_sound = !step.starts_with("SCAN ") || is_index || step.starts_with("SCAN (subquery");
                assert!(is_sound, "{:?} {typed}: {steps:#?}", viewer.role);
            }
            // Each kind has its own index, and the rows of `search` are looked up by their ids.
            for kind in TABLES {
                assert!(sql_text.contains(&format!(" FROM {kind}_")), "{sql_text}");
            }
            let by_ids = steps.iter().filter(|step| *step == "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)");
            assert_eq!(by_ids.count(), 2, "{:?} {typed}: {steps:#?}", viewer.role);
        }
    }
}

#[test]
fn a_search_finds_what_is_there_and_of_ones_own_what_is_ones_own() {
    let harbour = harbour();
    let mut count = 0;
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
        "иванов",
        "петрова",
        "волга ивы",
        "иванов ко",
        "елка",
        "вано",
        "ванов",
    ] {
        for limit in [3, 500] {
            for (viewer, is_bounded) in [(&harbour.anna, false), (&harbour.olga, true)] {
                let terms = terms(typed);
                let sees = |id: &usize| !is_bounded || id % 2 == 1 || id.is_multiple_of(10);
                let there = (0..COUNT).rev().filter(|id| sees(id) && holds(&name_of(*id), &terms));
                let there: Vec<i64> = there.take(limit).map(|id| id as i64).collect();
                let sql = hits_sql(viewer, &[&boats()], &terms, limit);
                let found = harbour.db.read_blocking(|conn| Ok(ids(conn, sql))).unwrap();
                assert_eq!(found, there, "{typed}, {limit}, {:?}", viewer.role);
                count += found.len();
            }
        }
    }
    assert!(count > 1_000, "{count}");
}

#[test]
fn nobody_can_type_the_word_of_a_person() {
    let harbour = harbour();
    let word = super::people::word_of(harbour.olga.user_id);
    let private: String = word.chars().skip(1).collect();
    for typed in [word.clone(), private.clone(), [&private, "ива"].concat(), format!("{word} ива")] {
        let found = harbour.db.read_blocking(|conn| matching_ids(conn, &harbour.anna, &boats(), &typed, 500)).unwrap();
        assert_eq!(found, Vec::<i64>::new(), "{typed:?}");
    }
}

#[test]
fn a_search_of_one_kind_reads_nothing_of_the_others() {
    let harbour = harbour();
    let searches = ["ив", "ива", "иванов ко"];
    let search = |typed: &&str| {
        harbour.db.read_blocking(|conn| matching_ids(conn, &harbour.olga, &boats(), typed, 500)).unwrap()
    };
    let before: Vec<Vec<i64>> = searches.iter().map(search).collect();
    let delete = "DROP TABLE ships_grams; DROP TABLE ships_words; DELETE FROM search WHERE kind = 'ship'";
    harbour.db.write_blocking(move |tx| Ok(tx.execute_batch(delete)?)).unwrap();
    assert!(before.iter().all(|found| !found.is_empty()));
    assert_eq!(searches.iter().map(search).collect::<Vec<_>>(), before);
}

#[test]
fn no_kind_crowds_another_out() {
    let harbour = harbour();
    let hits = harbour.db.read_blocking(|conn| find(conn, &harbour.anna, &[&boats(), &ships()], "ива", 7)).unwrap();
    let of = |key: &str| hits.iter().filter(|hit| hit.kind == key).count();
    assert_eq!((of("boat"), of("ship")), (4, 3), "{hits:?}");
    let few = harbour.db.read_blocking(|conn| find(conn, &harbour.anna, &[&boats(), &ships()], "139", 7)).unwrap();
    assert_eq!(few.len(), 2, "{few:?}");
}

#[test]
fn whoever_takes_a_record_over_finds_it_and_who_gave_it_away_does_not() {
    let harbour = harbour();
    let found = |viewer: &Viewer, typed: &str| {
        harbour.db.read_blocking(|conn| matching_ids(conn, viewer, &boats(), typed, 500)).unwrap()
    };
    let put = |name: &'static str, responsible: &Viewer, observers: &[&Viewer]| {
        let values = Values::default()
            .with("responsible_id", responsible.user_id)
            .with("observers", Value::Ids(observers.iter().map(|viewer| viewer.user_id.0).collect()));
        harbour.db.write_blocking(move |tx| index::put(tx, &boats(), 1, &title(name), &values)).unwrap();
    };
    let (anna, olga) = (&harbour.anna, &harbour.olga);
    for (name, typed) in [("Чайка", ["ча", "чай", "чайка"]), ("Морская чайка", ["мо", "мор", "морск"])]
    {
        for (responsible, observers, is_seen) in
            [(olga, vec![], true), (anna, vec![], false), (anna, vec![olga], true), (olga, vec![olga], true)]
        {
            put(name, responsible, &observers);
            for typed in typed {
                assert_eq!(found(olga, typed), if is_seen { vec![1] } else { vec![] }, "{typed}");
                assert_eq!(found(anna, typed), [1], "{typed}");
            }
        }
    }
    assert_eq!(found(anna, "чайка"), [1]);
    harbour.db.write_blocking(|tx| index::remove(tx, &boats(), 1)).unwrap();
    let check = |conn: &Connection| Ok(conn.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?);
    assert_eq!(harbour.db.read_blocking(check).unwrap(), "ok");
    for typed in ["мо", "мор", "чайка"] {
        assert!(found(anna, typed).is_empty(), "{typed}");
        assert!(found(olga, typed).is_empty(), "{typed}");
    }
}

#[test]
fn a_tidied_index_is_of_one_piece_and_finds_the_same() {
    let harbour = harbour();
    // Each commit is a piece.
    for id in 0..3 {
        harbour.db.write_blocking(move |tx| index::remove(tx, &boats(), id)).unwrap();
    }
    let pieces = |conn: &Connection| {
        let sql = "SELECT count(DISTINCT segid) FROM boats_grams_idx";
        Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?)
    };
    let found = || harbour.db.read_blocking(|conn| matching_ids(conn, &harbour.olga, &boats(), "ива", 500)).unwrap();
    let before = (harbour.db.read_blocking(pieces).unwrap(), found());
    tidy(&harbour.db, [&boats(), &ships()]).unwrap();
    assert_eq!((harbour.db.read_blocking(pieces).unwrap(), found()), (1, before.1));
    assert!(before.0 > 1, "{}", before.0);
}
