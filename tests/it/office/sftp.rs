//! Copies of backups on another machine: a real OpenSSH server takes them.

use super::backups_page::{FORM, made};
use crate::harness::{Browser, TestApp};
use serde_json::json;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that lets in who runs the tests, by key.
struct Sshd {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Sshd {
    fn start(folder: &Path, port: u16) -> Sshd {
        let path = |name: &str| folder.join(name).display().to_string();
        fs::create_dir_all(path("backups")).unwrap();
        if !folder.join("host").exists() {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &path("host")]).status();
            assert!(made.unwrap().success());
        }
        // Where it goes when it runs as root; a package that was installed without its service lacks it.
        let _ = fs::create_dir("/run/sshd");
        let settings = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey \"{}\"\nAuthorizedKeysFile \"{}\"\nPidFile none\nUsePAM no\nStrictModes no\n\
             PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n",
            path("host"),
            path("authorized_keys")
        );
        fs::write(path("config"), settings).unwrap();
        let process = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f", &path("config")])
            .stderr(fs::File::create(path("log")).unwrap())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", fs::read_to_string(path("log")).unwrap());
            std::thread::yield_now();
        }
        Sshd { process, port, folder: folder.to_owned() }
    }

    /// Of the folder for backups.
    fn address(&self) -> String {
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap();
        format!("sftp://{}@127.0.0.1:{}{}", user.trim(), self.port, self.backups().display())
    }

    fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.backups()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn form(place: &str) -> Vec<(&str, &str)> {
    FORM.iter().map(|(name, value)| (*name, if *name == "second_place" { place } else { *value })).collect()
}

/// The line of a public key in a text.
fn key_in(text: &str) -> String {
    let from = text.find("ssh-ed25519 ").unwrap_or_else(|| panic!("{text}"));
    text[from..].split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_server_that_knows_korobs_key_takes_the_copies() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let sshd = Sshd::start(&app.scratch().join("server"), free_port());
    let address = sshd.address();

    let refused = anna.post_form("/settings/backups", &form(&address)).expect(422);
    assert_eq!(refused.attributes("[name=second_place]", "value"), [address.as_str()], "what was typed stays");
    // A line as long as that finds room on a phone.
    let browser = Browser::open(&app);
    browser.sign_in("anna");
    browser.phone();
    browser.go("/settings/backups");
    browser.fill("[name=second_place]", &address);
    browser.click("form[action='/settings/backups'] button[type=submit]");
    browser.see("[name=second_place][aria-invalid=true]");
    let is_cut =
        "return [...document.querySelectorAll('.scroll, .card')].some(part => part.scrollWidth > part.clientWidth)";
    assert_eq!(browser.eval(is_cut, &[]), json!(false));
    // Chromium counts the refusal itself as one.
    browser.console_errors();
    browser.no_problems();
    drop(browser);

    fs::write(sshd.folder.join("authorized_keys"), key_in(&refused.text()) + "\n").unwrap();
    anna.post_form("/settings/backups", &form(&address)).expect(204);
    assert_eq!(sshd.names().len(), 1, "the mark of the place: {:?}", sshd.names());

    // What this office need not keep goes, what is another's stays.
    let id = app.db().instance_id()[..8].to_owned();
    let old = |id: &str, hour: &str| format!("korob-auto-{id}-2020-01-01-{hour}0000.tar.zst");
    for name in [old(&id, "02"), old(&id, "03"), old("ffffffff", "02")] {
        fs::write(sshd.backups().join(name), "").unwrap();
    }
    anna.post_form("/settings/backups/making", &[]).expect(204);
    let state = made(&app);
    let link = anna.get("/settings/backups").expect(200).attributes("#backups td a[download]", "href")[0].clone();
    let name = link.rsplit('/').next().unwrap().to_owned();
    assert!(sshd.names().contains(&name), "{state} {:?}", sshd.names());
    let there = fs::read(sshd.backups().join(&name)).unwrap();
    assert_eq!(there, anna.get(&link).expect(200).body, "byte for byte");
    let names = sshd.names();
    assert!(!names.contains(&old(&id, "02")) && names.contains(&old(&id, "03")), "{names:?}");
    assert!(names.contains(&old("ffffffff", "02")), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("unfinished")), "{names:?}");

    let host = Command::new("ssh-keygen").arg("-lf").arg(sshd.folder.join("host.pub")).output().unwrap().stdout;
    let fingerprint = String::from_utf8(host).unwrap().split(' ').nth(1).unwrap().to_owned();
    anna.get("/settings/backups").expect(200).has(&fingerprint);
}

#[test]
fn another_server_in_its_place_gets_nothing() {
    let app = TestApp::start();
    app.keep();
    let anna = app.as_("anna").htmx();
    let (real, false_one, port) = (app.scratch().join("real"), app.scratch().join("false"), free_port());
    let sshd = Sshd::start(&real, port);
    let address = sshd.address();
    let refused = anna.post_form("/settings/backups", &form(&address)).expect(422);
    let key = key_in(&refused.text()) + "\n";
    fs::write(real.join("authorized_keys"), &key).unwrap();
    anna.post_form("/settings/backups", &form(&address)).expect(204);
    drop(sshd);

    // Nobody is there: told, and the place stays chosen.
    anna.post_form("/settings/backups/making", &[]).expect(204);
    assert!(made(&app).contains(&address));
    anna.post_form("/settings/backups", &form(&address)).expect(204);
    assert!(made(&app).contains(&address), "tried at once, and told");

    let sshd = Sshd::start(&false_one, port);
    fs::write(false_one.join("authorized_keys"), &key).unwrap();
    anna.post_form("/settings/backups/making", &[]).expect(204);
    let state = made(&app);
    assert!(state.contains("показывает другой ключ"), "{state}");
    anna.post_form("/settings/backups", &form(&address)).expect(204);
    assert!(made(&app).contains("показывает другой ключ"), "saving again believes nobody");
    assert_eq!(sshd.names(), Vec::<String>::new());

    // The server was really installed anew: as the message says.
    anna.post_form("/settings/backups", &form("")).expect(204);
    anna.post_form("/settings/backups", &form(&sshd.address())).expect(204);
    made(&app);
    assert_eq!(sshd.names().len(), 2, "the mark and the last backup");
}

#[test]
fn a_folder_that_is_not_there_or_no_address_is_refused_at_the_field() {
    let app = TestApp::start();
    let anna = app.as_("anna").htmx();
    let sshd = Sshd::start(&app.scratch().join("server"), free_port());
    let refused = anna.post_form("/settings/backups", &form(&sshd.address())).expect(422);
    fs::write(sshd.folder.join("authorized_keys"), key_in(&refused.text()) + "\n").unwrap();
    for wrong in [
        format!("{}/nowhere", sshd.address()),
        "sftp://anna:secret@127.0.0.1/backups".to_owned(),
        "sftp://anna@-oProxyCommand=touch/backups".to_owned(),
        "sftp://".to_owned(),
    ] {
        let refused = anna.post_form("/settings/backups", &form(&wrong)).expect(422);
        assert_eq!(refused.attributes("[name=second_place]", "aria-invalid"), ["true"], "{wrong}");
    }
    assert_eq!(sshd.names(), Vec::<String>::new());
}
