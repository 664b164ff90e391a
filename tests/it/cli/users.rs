use crate::harness::{Answer, Client, Korob, Served};
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;

const PASSWORD: &str = "kedrovka-semnadcat-ulic";

pub fn add_anna(korob: &Korob) {
    let arguments = [
        "user",
        "add",
        "--role",
        "admin",
        "--email",
        "Anna@Tulapolis.example",
        "--name",
        "Анна Соколова",
        "--password-stdin",
    ];
    korob.run_with_input(&arguments, &format!("{PASSWORD}\n")).expect(0);
}

fn sign_in(served: &Served, email: &str, password: &str) -> (Client, Answer) {
    let client = served.client().with_header("Origin", served.base());
    let answer = client.post_form("/login", &[("email", email), ("password", password)]);
    (client, answer)
}

#[test]
fn the_first_administrator_begins_the_office_without_a_browser() {
    let korob = Korob::new();
    let refused =
        korob.run(&["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга"]).expect(1);
    assert!(refused.err.contains("there is no office"), "{}", refused.err);
    add_anna(&korob);
    let listed: Value = serde_json::from_str(&korob.run(&["user", "list", "--json"]).expect(0).out).unwrap();
    assert_eq!(listed[0]["email"], "anna@tulapolis.example");
    assert_eq!((&listed[0]["role"], &listed[0]["is_active"]), (&"admin".into(), &true.into()));

    let served = korob.serve(&[]);
    assert!(!served.said.contains("/setup/"), "there is nothing to set up: {}", served.said);
    served.client().get("/readyz").expect(200);
    let (_, answer) = sign_in(&served, "anna@tulapolis.example", PASSWORD);
    assert_eq!(answer.expect_redirect(), "/");
}

#[test]
fn an_office_can_begin_in_another_country() {
    let korob = Korob::new();
    let arguments = ["--lang", "pl", "user", "add", "--role", "admin", "--email", "ewa@firma.example", "--name", "Ewa"];
    let added = korob.run(&[&arguments[..], &["--country", "PL", "--password-stdin"]].concat());
    assert_eq!(added.code, 2, "no password on stdin: {}", added.err);
    let refused = korob.run(&[&arguments[..], &["--country", "XX"]].concat()).expect(1);
    assert!(refused.err.contains("country: "), "{}", refused.err);
    korob.run(&[&arguments[..], &["--country", "PL"]].concat()).expect(0);
    let again = korob.run(&["user", "list"]).expect(0);
    assert!(again.out.contains("invited"), "{}", again.out);
}

/// A command says the same, and does the same, whether a server holds the folder or not.
#[test]
fn a_running_server_carries_commands_out_as_they_would_be_without_it() {
    let session = |korob: &Korob| -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |arguments: &[&str], input: &str, code: i32| {
            let done = korob.run_with_input(arguments, input).expect(code);
            said.push(format!("{}|{}", blind(&done.out), done.err));
        };
        say(&["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга Белкина"], "", 0);
        say(&["user", "add", "--role", "staff", "--email", "OLGA@a.example", "--name", "Вторая Ольга"], "", 1);
        say(&["user", "add", "--role", "head", "--email", "x", "--name", "Пётр"], "", 1);
        say(&["--lang", "ru", "user", "reset-password", "olga@a.example", "--password-stdin"], "12345678\n", 1);
        say(&["user", "reset-password", "olga@a.example", "--password-stdin"], PASSWORD, 0);
        say(&["user", "disable", "anna@tulapolis.example"], "", 1);
        say(&["user", "disable", "olga@a.example"], "", 0);
        say(&["user", "enable", "olga@a.example"], "", 0);
        say(&["user", "enable", "nobody@a.example"], "", 1);
        say(&["--as", "olga@a.example", "token", "create", "--user", "olga@a.example", "--name", "1С"], "", 0);
        say(&["token", "create", "--user", "olga@a.example", "--name", "1С", "--expires", "soon"], "", 1);
        say(&["token", "list"], "", 0);
        say(&["token", "revoke", "1"], "", 0);
        say(&["token", "revoke", "1"], "", 1);
        say(&["user", "list"], "", 0);
        said
    };
    let (alone, accompanied) = (Korob::new(), Korob::new());
    add_anna(&alone);
    add_anna(&accompanied);
    let served = accompanied.serve(&[]);
    let without = session(&alone);
    assert_eq!(session(&accompanied), without);
    assert!(without[1].contains("email: "), "{}", without[1]);
    assert!(without[3].contains("password: Легко угадать"), "{}", without[3]);
    assert!(without[5].contains("needs an active administrator"), "{}", without[5]);
    served.client().get("/healthz").expect(200);
}

/// Links, tokens and times differ each time.
fn blind(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| match word {
            _ if word.contains("/password/") => "LINK\n",
            _ if word.starts_with("korob_") => "TOKEN\n",
            _ if word.starts_with("20") && word.contains('T') => "TIME\n",
            other => other,
        })
        .collect()
}

#[test]
fn what_a_command_changes_is_true_for_the_server_at_once() {
    let korob = Korob::new();
    add_anna(&korob);
    let served = korob.serve(&[]);
    let arguments =
        ["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга", "--password-stdin"];
    korob.run_with_input(&arguments, PASSWORD).expect(0);
    let (olga, answer) = sign_in(&served, "olga@a.example", PASSWORD);
    answer.expect(303);
    olga.get("/profile").expect(200);
    korob.run(&["user", "disable", "olga@a.example"]).expect(0);
    assert!(olga.get("/profile").expect_redirect().starts_with("/login"), "her session is over");
}

/// The settings of the command know nothing of the flags that the server was started with.
#[test]
fn a_link_leads_to_the_server_that_runs() {
    let korob = Korob::new();
    add_anna(&korob);
    let served = korob.serve(&["--host", "crm.tulapolis.example"]);
    let port = served.base().rsplit_once(':').unwrap().1;
    for arguments in [
        &["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга"][..],
        &["user", "reset-password", "anna@tulapolis.example"],
    ] {
        let said = korob.run(arguments).expect(0).out;
        let link = said.split_whitespace().find(|word| word.contains("/password/")).unwrap();
        let path = link.strip_prefix(&format!("http://crm.tulapolis.example:{port}"));
        let local = Client::new(&format!("http://127.0.0.1:{port}"));
        local.get(path.unwrap_or_else(|| panic!("{link}"))).expect(200);
    }
}

#[test]
fn a_mistyped_folder_does_not_become_an_office() {
    let korob = Korob::new();
    let refused = korob.run(&["user", "list"]).expect(1);
    assert!(refused.err.contains("--data"), "{}", refused.err);
    assert!(!korob.data().exists());
    // What cannot be meant begins none, either.
    let anna = ["user", "add", "--role", "admin", "--name", "Anna", "--email"];
    for wrong in [
        &["anna@a.example", "--zone", "Mars/Base"][..],
        &["anna@a.example", "--currency", "ABC"],
        &["anna@a.example", "--country", "XX"],
        &["nobody"],
    ] {
        let refused = korob.run(&[&anna[..], wrong].concat()).expect(1);
        assert!(refused.err.lines().count() == 1, "{}", refused.err);
        assert!(!korob.data().exists(), "{wrong:?}");
    }
}

#[test]
fn the_socket_is_private_may_lie_deep_and_survives_a_killed_server() {
    let korob = Korob::deep();
    assert!(korob.data().as_os_str().len() > 150);
    add_anna(&korob);
    let served = korob.serve(&[]);
    let mode = fs::metadata(korob.data().join("control.sock")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    korob.run(&["user", "list"]).expect(0);
    served.kill();
    korob.run(&["user", "list"]).expect(0);
    let served = korob.serve(&[]);
    korob.run(&["user", "list"]).expect(0);
    served.stop();
    assert!(!korob.data().join("control.sock").exists());
}

/// As when the executable was replaced and the server not started again.
#[test]
fn a_command_of_another_version_is_refused_in_its_language() {
    let korob = Korob::new();
    add_anna(&korob);
    let _served = korob.serve(&[]);
    let told = |lang: &str| {
        let mut socket = UnixStream::connect(korob.data().join("control.sock")).unwrap();
        let envelope = json!({ "version": "0.0.1", "lang": lang, "command": "user_list" });
        writeln!(socket, "{envelope}").unwrap();
        let mut reply = String::new();
        BufReader::new(socket).read_line(&mut reply).unwrap();
        reply
    };
    for (code, lang) in [("ru", Lang::Ru), ("pl", Lang::Pl)] {
        let text = tr::cli_other_version(lang, env!("CARGO_PKG_VERSION"), "0.0.1");
        assert!(told(code).contains(&text), "{}", told(code));
    }
}
