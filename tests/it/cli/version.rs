use crate::harness::Korob;

#[test]
fn the_version_is_told_to_people_and_scripts() {
    let korob = Korob::new();
    let text = korob.run(&["version"]).expect(0).out;
    assert!(text.starts_with(&format!("korob {} (schema 20", env!("CARGO_PKG_VERSION"))), "{text}");
    let json: serde_json::Value = serde_json::from_str(&korob.run(&["version", "--json"]).expect(0).out).unwrap();
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn the_licences_of_what_is_inside_are_shown_in_full() {
    let text = Korob::new().run(&["version", "--licenses"]).expect(0).out;
    for part in
        ["\nactix-web 4.", "\nhtmx.org 2.", "SIL OPEN FONT LICENSE", "Apache License", "Permission is hereby granted"]
    {
        assert!(text.contains(part), "no {part:?}");
    }
    assert!(!text.contains("\ncriterion "), "tools of the tests are not inside");
    assert!(!text.contains("\nesbuild "), "the bundler is not inside");
}

#[test]
fn migrations_are_listed_before_and_after_the_first_start() {
    let korob = Korob::new();
    let before = korob.run(&["migrate", "status"]).expect(0).out;
    assert!(before.lines().next().unwrap().starts_with("due "), "{before}");
    assert!(before.ends_with("There is no database yet: the first start makes one.\n"), "{before}");
    assert!(!korob.data().exists(), "looking made nothing");
    assert_eq!(korob.serve(&[]).stop().0, 0);
    let after = korob.run(&["migrate", "status"]).expect(0).out;
    assert!(after.lines().next().unwrap().starts_with("applied "), "{after}");
    assert!(after.ends_with("The database is up to date.\n"), "{after}");
}

#[test]
fn each_shell_gets_its_completions() {
    let korob = Korob::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(korob.run(&["completions", shell]).expect(0).out.contains("licenses"), "{shell}");
    }
}
