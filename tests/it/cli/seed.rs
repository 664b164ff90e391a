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
    seed(&["--yes"]).expect(0);
    korob.run(&["seed", "--contacts", "-1"]).expect(2);
    korob.run(&["seed", "--contacts", "100000000", "--yes"]).expect(1);
}
