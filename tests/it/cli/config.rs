use crate::harness::Korob;
use std::fs;

#[test]
fn check_names_each_wrong_key_with_its_line() {
    let korob = Korob::new();
    fs::create_dir_all(korob.data()).unwrap();
    fs::write(korob.data().join("korob.toml"), "listen = \"127.0.0.1:1\"\nlog = 7\ncolour = \"red\"\n").unwrap();
    let checked = korob.run(&["config", "check"]).expect(1);
    let lines: Vec<&str> = checked.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", checked.err);
    assert!(lines.iter().any(|line| line.contains("line 2: log: must be a text in quotes")), "{}", checked.err);
    assert!(lines.iter().any(|line| line.contains("line 3: colour: is no setting")), "{}", checked.err);
    assert_eq!(korob.run(&["serve"]).expect(1).err, checked.err, "the server does not start with it either");
    let checked = korob.run(&["config", "check", "--lang", "ru"]).expect(1);
    assert!(checked.err.contains("korob.toml, строка 3: colour: нет такой настройки"), "{}", checked.err);
    fs::remove_file(korob.data().join("korob.toml")).unwrap();
    let checked = korob.run(&["config", "check"]).expect(0);
    assert!(checked.out.contains("korob.toml"), "a mistyped folder is not told to be good: {}", checked.out);
}

#[test]
fn show_tells_each_setting_and_where_it_comes_from() {
    let korob = Korob::new();
    fs::create_dir_all(korob.data()).unwrap();
    let file = korob.data().join("korob.toml");
    fs::write(&file, "hosts = [\"crm.firma.pl\", \"crm.lan\"]\n").unwrap();
    let shown = korob.run(&["config", "show", "--json"]).expect(0);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["hosts"]["value"], "crm.firma.pl,crm.lan");
    assert_eq!(shown["hosts"]["source"], format!("{}, line 1", file.display()));
    assert_eq!(shown["listen"]["source"], "default");
    // What is shown can be put into the file.
    fs::write(&file, korob.run(&["config", "show"]).expect(0).out).unwrap();
    korob.run(&["config", "check"]).expect(0);
}

#[test]
fn a_wrong_call_is_told_apart_from_a_failure() {
    let korob = Korob::new();
    korob.run(&["config", "shwo"]).expect(2);
    korob.run(&["--lang", "de", "config", "show"]).expect(2);
    korob.run(&[]).expect(2);
    let help = korob.run(&["help"]).expect(0);
    assert!(help.out.contains("completions"), "{}", help.out);
    assert!(!korob.data().exists(), "nothing was made");
}

#[test]
fn what_a_file_is_called_gives_a_terminal_no_orders() {
    let told = Korob::new().run(&["backup", "verify", "no\u{1b}]0;such\u{7}.tar.zst"]).expect(1).err;
    assert!(told.contains(".tar.zst") && !told.contains(['\u{1b}', '\u{7}']), "{told:?}");
}
