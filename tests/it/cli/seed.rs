use super::users::add_anna;
use crate::harness::Korob;
use serde_json::Value;

#[test]
fn seeding_fills_an_office_once_with_or_without_a_server() {
    let korob = Korob::new();
    add_anna(&korob);
    let served = korob.serve(&[]);
    let seed = |more: &[&str]| korob.run(&[&["seed", "--contacts", "100", "--json"], more].concat());
    let made: Value = serde_json::from_str(&seed(&[]).expect(0).out).unwrap();
    assert_eq!(made["companies"], 20);
    let refused = seed(&[]).expect(1);
    assert!(refused.err.contains("holds records"), "{}", refused.err);
    served.stop();
    seed(&[]).expect(1);
    // What was done was done over the years, not today.
    let database = rusqlite::Connection::open(korob.data().join("korob.db")).unwrap();
    let years = "SELECT (max(done_at) - min(done_at)) / 86400000 / 365 FROM activities";
    assert!(database.query_row(years, [], |row| row.get::<_, i64>(0)).unwrap() >= 2);
    drop(database);
    seed(&["--yes"]).expect(0);
    korob.run(&["seed", "--contacts", "-1"]).expect(2);
    korob.run(&["seed", "--contacts", "100000000", "--yes"]).expect(1);
}
