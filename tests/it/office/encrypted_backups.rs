//! Backups of the night that only the holder of a key can read.

use super::backup::{company_with_file, path_of};
use super::backups_page::{FORM, made};
use super::looking_back::{base, open};
use crate::harness::{Korob, TestApp};
use korob::kernel::{Clock, Lang, SystemClock};
use korob::office::backup::{Encryption, Key, Lock, Order, Plan, Target, make_key, take, verify};
use korob::platform::folder::DataFolder;
use korob::platform::i18n::tr;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const PAGE: &str = "/settings/backups";
const WORDS: &str = "семнадцать кедровых улиц";

fn chosen<'a>(encryption: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let rest = FORM.into_iter().filter(|(name, _)| *name != "encryption");
    rest.chain([("encryption", encryption)]).chain(more.iter().copied()).collect()
}

fn plan(app: &TestApp) -> Plan {
    app.db().read_blocking(Plan::load).unwrap()
}

/// Bytes that no compression changes: in a file that is not encrypted they are found again.
fn noise() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let step = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    (0..512 * 1024).map(step).collect()
}

/// The files below a folder in which a piece of this is to be read.
fn betraying(folder: &Path, secret: &[u8]) -> Vec<PathBuf> {
    let piece = &secret[secret.len() / 2..secret.len() / 2 + 24];
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(betraying(&path, secret));
        } else if fs::read(&path).unwrap().windows(piece.len()).any(|window| window == piece) {
            found.push(path);
        }
    }
    found
}

/// The only file in a folder.
fn only(folder: &Path) -> PathBuf {
    let found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let [path] = found.as_slice() else { panic!("{found:?}") };
    path.clone()
}

fn name_of(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn what_is_encrypted_to_a_key_is_proven_and_lies_nowhere_in_clear() {
    let app = TestApp::start();
    app.keep();
    let noise = noise();
    company_with_file(&app.api("anna"), "ООО «Кедр»", &noise);
    let anna = app.as_("anna").htmx();
    let (shelf, second, key) = (app.data().join("backups"), app.scratch().join("second"), app.scratch().join("key"));
    fs::create_dir(&second).unwrap();
    anna.post_form(&format!("{PAGE}/making"), &[]).expect(204);
    made(&app);
    let plain = only(&shelf);
    assert_eq!(betraying(&shelf, &noise), std::slice::from_ref(&plain), "the piece would be found");
    fs::remove_file(plain).unwrap();

    let recipient = make_key(&key, SystemClock.now()).unwrap().to_string();
    let form: Vec<_> = chosen("recipient", &[("recipient", &recipient)])
        .into_iter()
        .map(|(name, value)| if name == "second_place" { (name, second.to_str().unwrap()) } else { (name, value) })
        .collect();
    anna.post_form(PAGE, &form).expect(204);
    assert!(anna.get(PAGE).expect(200).attributes("[name=recipient]", "value").contains(&recipient));
    anna.post_form(&format!("{PAGE}/making"), &[]).expect(204);
    let state = made(&app);
    assert!(state.contains(tr::backups_needs_identity(Lang::Ru)), "{state}");
    assert!(!state.contains(tr::backups_never(Lang::Ru)) && !state.contains("age1"), "{state}");
    let path = only(&shelf);
    assert!(name_of(&path).ends_with(".tar.zst.age"), "nothing else is left of the work: {path:?}");
    assert_eq!(fs::read(second.join(name_of(&path))).unwrap(), fs::read(&path).unwrap());
    assert_eq!(betraying(&shelf, &noise), Vec::<PathBuf>::new());
    assert_eq!(betraying(&second, &noise), Vec::<PathBuf>::new());
    let identities = fs::read_to_string(&key).unwrap();
    assert!(verify(&path, &Key::of_identities(&identities).unwrap()).unwrap().is_proven);

    let copy = Korob::new();
    let restore = |more: &[&str]| copy.run(&[&["restore", path.to_str().unwrap()], more].concat());
    assert!(restore(&[]).expect(1).err.contains("is encrypted"));
    assert!(!copy.data().join("korob.db").exists());
    restore(&["--identity", key.to_str().unwrap()]).expect(0);
    assert_eq!(betraying(&copy.data().join("files"), &noise).len(), 1, "the file is there again");

    let anna = app.as_("anna");
    // Whoever looks inside pastes the key, whose lines a field of one line runs together.
    let closed = anna.get(&format!("{}/records", base(name_of(&path)))).expect(200);
    assert_eq!(closed.attributes("[name=identity]", "type"), ["password"]);
    let wrong = open(&anna, name_of(&path), &[("identity", "AGE-SECRET-KEY-1")]).unwrap();
    assert!(wrong.contains(tr::past_wrong_identity(Lang::Ru)), "{wrong}");
    assert_eq!(open(&anna, name_of(&path), &[("identity", &identities.replace('\n', ""))]), None);
    anna.get(&format!("{}/records/companies", base(name_of(&path)))).expect(200).has("ООО «Кедр»");
}

#[test]
fn a_passphrase_lies_on_the_server_and_in_no_backup() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let (shelf, kept) = (app.data().join("backups"), app.data().join("backup.passphrase"));
    anna.post_form(PAGE, &chosen("passphrase", &[("passphrase", WORDS)])).expect(204);
    assert_eq!(fs::read_to_string(&kept).unwrap(), format!("{WORDS}\n"));
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    anna.get(PAGE).expect(200).has_not(WORDS);
    // An empty field keeps what is there.
    anna.post_form(PAGE, &chosen("passphrase", &[("passphrase", "")])).expect(204);
    anna.post_form(&format!("{PAGE}/making"), &[]).expect(204);
    let state = made(&app);
    assert!(state.contains(tr::backups_needs_passphrase(Lang::Ru)), "{state}");
    let path = only(&shelf);
    assert!(verify(&path, &Key::Passphrase(WORDS.to_owned().into())).unwrap().is_proven);

    let copy = Korob::new();
    let restore = |more: &[&str]| copy.run(&[&["restore", path.to_str().unwrap()], more].concat());
    assert!(restore(&[]).expect(1).err.contains("is encrypted"));
    restore(&["--passphrase-file", kept.to_str().unwrap()]).expect(0);
    assert_eq!(betraying(copy.data(), &[WORDS.as_bytes(); 3].concat()), Vec::<PathBuf>::new());
    let told = copy.run(&["doctor"]).expect(1).out;
    assert!(told.contains(tr::backups_lacks_words(Lang::En)), "{told}");

    // Where the words are gone, nothing is made that anybody could read.
    fs::remove_file(&kept).unwrap();
    anna.get(PAGE).expect(200).has(tr::backups_lacks_words(Lang::Ru));
    anna.post_form(&format!("{PAGE}/making"), &[]).expect(204);
    let state = made(&app);
    assert!(state.contains(kept.to_str().unwrap()), "{state}");
    assert_eq!(only(&shelf), path);
    anna.post_form(PAGE, &chosen("passphrase", &[("passphrase", WORDS)])).expect(204);
    anna.post_form(PAGE, &chosen("off", &[])).expect(204);
    assert!(!kept.exists(), "nothing is encrypted with it any more");
}

#[test]
fn a_key_that_cannot_be_meant_is_told_at_its_field_and_kept_as_typed() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let wrong = [
        ("recipient", "recipient", ""),
        ("recipient", "recipient", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8"),
        ("recipient", "recipient", "ssh-ed25519 AAAA"),
        ("passphrase", "passphrase", ""),
        ("passphrase", "passphrase", "коротко"),
        ("passphrase", "passphrase", "две строки\nвместо одной"),
        ("rot13", "encryption", ""),
    ];
    for (way, field, value) in wrong {
        let form = chosen(way, &[(field, value)]);
        let form: Vec<_> =
            form.into_iter().filter(|(name, value)| *name != "encryption" || !value.is_empty()).collect();
        let told = app.expect_unchanged(|| anna.post_form(PAGE, &form)).expect(422);
        assert_eq!(told.texts(&format!("#f-{field}-error")).len(), 1, "{way} {value}");
        if way == "recipient" {
            assert_eq!(told.attributes("[name=recipient]", "value"), [value]);
            assert_eq!(told.attributes("[name=encryption][checked]", "value"), ["recipient"]);
        }
    }
    assert_eq!(plan(&app).encryption, Encryption::Off);
    assert!(!app.data().join("backup.passphrase").exists());
}

#[test]
fn a_key_is_made_for_those_who_have_no_tool_for_it() {
    let (korob, _) = Korob::office();
    let folder = korob.data().parent().unwrap();
    let recipient = korob.run(&["backup", "keygen", "--out", "key.txt"]).expect(0).out;
    assert!(recipient.starts_with("age1") && recipient.lines().count() == 1, "{recipient}");
    let key = folder.join("key.txt");
    let text = fs::read_to_string(&key).unwrap();
    assert!(text.contains(recipient.trim()) && text.contains("\nAGE-SECRET-KEY-1"), "{text}");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let refused = korob.run(&["backup", "keygen", "--out", "key.txt"]).expect(1);
    assert!(refused.err.contains("is there already"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&key).unwrap(), text, "it may be the only key to many backups");
    let taken = korob.run(&["backup", "--json", "--encrypt-to", recipient.trim()]).expect(0).out;
    let taken = path_of(&serde_json::from_str::<Value>(&taken).unwrap());
    let proven = korob.run(&["backup", "verify", taken.to_str().unwrap(), "--identity", "key.txt", "--json"]).expect(0);
    assert_eq!(serde_json::from_str::<Value>(&proven.out).unwrap()["is_proven"], json!(true));
}

#[test]
fn two_backups_of_one_second_get_a_name_each() {
    let app = TestApp::start();
    let folder = DataFolder::open(app.data()).unwrap();
    let now = SystemClock.now();
    let taken = [Target::Shelf, Target::Shelf, Target::Scheduled, Target::Scheduled].map(|target| {
        let lock = Lock::Open;
        let order = Order { folder: &folder, target, lock, prove: true, now, progress: &mut |_, _| {} };
        take(order).unwrap_or_else(|error| panic!("{}", error.text(Lang::En))).path
    });
    assert_eq!(fs::read_dir(folder.backups()).unwrap().count(), 4, "{taken:?}");
    for [first, second] in [[&taken[0], &taken[1]], [&taken[2], &taken[3]]] {
        let begin = name_of(first).strip_suffix(".tar.zst").unwrap();
        assert_eq!(name_of(second), format!("{begin}-2.tar.zst"));
        assert!(verify(second, &Key::None).unwrap().is_proven);
    }
    let page = app.as_("anna").htmx().get(PAGE).expect(200);
    let links = page.attributes("#backups td a[download]", "href");
    assert!(links.len() == 4 && links.iter().any(|link| link.ends_with("-2.tar.zst")), "{links:?}");
    app.as_("anna").get(&format!("{PAGE}/{}", name_of(&taken[1]))).expect(200);
}

/// What is named by mistake may have no end, or wait for somebody to write to it.
#[test]
fn a_device_is_neither_a_key_nor_a_backup() {
    let (korob, _) = Korob::office();
    let pipe = korob.data().with_file_name("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let made = korob.run(&["backup", "--passphrase-file", "/dev/zero"]).expect(1);
    assert!(made.err.contains("/dev/zero is too long") && made.err.lines().count() == 1, "{}", made.err);
    for file in ["/dev/zero", pipe.to_str().unwrap()] {
        let refused = korob.run(&["backup", "verify", file]).expect(1);
        assert!(refused.err.contains("no backup of Korob") && refused.err.lines().count() == 1, "{}", refused.err);
    }
    let binary = korob.data().with_file_name("binary");
    fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
    let refused = korob.run(&["backup", "--passphrase-file", binary.to_str().unwrap()]).expect(1);
    assert!(refused.err.contains("no text in UTF-8"), "{}", refused.err);
}
