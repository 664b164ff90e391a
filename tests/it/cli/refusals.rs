//! What a command says that does nothing: one line with what, why and what to do.

use super::users::add_anna;
use crate::harness::Korob;
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use rustix::process::{Pid, Signal};
use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::time::{Duration, Instant};

/// One line on stderr, nothing on stdout, and none of these inner words.
#[track_caller]
fn refuses(korob: &Korob, arguments: &[&str], says: &[&str]) {
    let done = korob.run(arguments).expect(1);
    assert_eq!((done.err.lines().count(), done.out.as_str()), (1, ""), "{arguments:?}: {}{}", done.err, done.out);
    for word in says {
        assert!(done.err.contains(word), "{arguments:?}: no {word:?} in {}", done.err);
    }
    for inner in ["conflict:", "invalid input", "no_such", "_invalid", "Error", "None"] {
        assert!(!done.err.contains(inner), "{arguments:?}: {}", done.err);
    }
}

#[test]
fn every_refusal_names_the_thing_and_the_way_out() {
    let korob = Korob::new();
    let of_anna = ["user", "list", "--as", "nobody@a.example"];
    refuses(&korob, &of_anna, &["there is no office", "--data"]);
    let staff = ["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга"];
    refuses(&korob, &staff, &["there is no office", "--data"]);
    refuses(&korob, &["seed", "--contacts", "5"], &["there is no office", "korob user add"]);
    assert!(!korob.data().exists(), "nothing was made");
    korob.serve(&[]).stop();
    refuses(&korob, &staff, &["not set up", "--role admin"]);
    refuses(&korob, &["seed", "--contacts", "5"], &["not set up", "korob user add"]);
    add_anna(&korob);
    korob.run(&staff).expect(0);
    let gone = "nobody@a.example";
    refuses(&korob, &of_anna, &[gone, "korob user list"]);
    for verb in ["disable", "enable", "reset-password"] {
        refuses(&korob, &["user", verb, gone], &[gone, "korob user list"]);
    }
    refuses(&korob, &["token", "list", "--user", gone], &[gone]);
    refuses(&korob, &["token", "create", "--user", gone, "--name", "1С"], &[gone]);
    for day in ["soon", "19.11.2099", "2020-01-01", "-3d"] {
        let expires = format!("--expires={day}");
        refuses(
            &korob,
            &["token", "create", "--user", "olga@a.example", "--name", "1С", &expires],
            &[day, "2027-01-31"],
        );
    }
    refuses(&korob, &["token", "revoke", "77"], &["77", "korob token list"]);
    refuses(&korob, &["user", "disable", "anna@tulapolis.example"], &["active administrator"]);
    korob.run(&["user", "disable", "olga@a.example"]).expect(0);
    refuses(&korob, &["user", "list", "--as", "olga@a.example"], &["olga@a.example", "korob user enable"]);
    korob.run(&["seed", "--contacts", "5"]).expect(0);
    refuses(&korob, &["seed", "--contacts", "5"], &["holds records", "--yes"]);
    refuses(&korob, &["import", "contacts", "nowhere.csv"], &["nowhere.csv"]);
    let nowhere = korob.data().join("no/such/folder.csv");
    refuses(
        &korob,
        &["export", "contacts", "--out", nowhere.to_str().unwrap()],
        &["no/such: there is no such file or folder\n"],
    );
    let told = korob.run(&["--lang", "pl", "user", "disable", gone]).expect(1);
    assert!(told.err.contains("nikt tu nie ma"), "{}", told.err);
}

#[test]
fn a_running_server_says_the_same() {
    let korob = Korob::new();
    add_anna(&korob);
    let _served = korob.serve(&[]);
    refuses(&korob, &["user", "disable", "nobody@a.example"], &["nobody@a.example"]);
    refuses(&korob, &["user", "list", "--as", "nobody@a.example"], &["nobody@a.example"]);
    refuses(&korob, &["token", "revoke", "77"], &["77"]);
}

#[test]
fn an_import_tells_reasons_in_words() {
    let korob = Korob::new();
    add_anna(&korob);
    let path = korob.data().join("firms.csv");
    fs::write(&path, "Название;Телефон;Годовой оборот\nА;нет;1\nБ;;-5\n;8 999 000 12 36;1\n").unwrap();
    let told = korob.run(&["--lang", "en", "import", "companies", path.to_str().unwrap()]).expect(0);
    assert!(!told.out.contains('_'), "{}", told.out);
    assert!(told.out.contains("below zero: 1") && told.out.contains("no name: 1"), "{}", told.out);
}

#[test]
fn what_was_done_is_said_in_the_language_of_the_terminal() {
    let korob = Korob::new();
    add_anna(&korob);
    let own = ["seed", "--contacts", "10", "--lang", "ru"];
    let said = |arguments: &[&str]| korob.run(arguments).expect(0).out;
    assert!(said(&own).starts_with("Создано: компаний — "), "in Russian");
    for (arguments, word) in [
        (["user", "list", "--lang", "ru"].as_slice(), "работает"),
        (&["user", "reset-password", "anna@tulapolis.example", "--lang", "pl"], "jednorazowo"),
        (&["migrate", "status", "--lang", "pl"], "Baza jest aktualna."),
        (&["export", "contacts", "--out", "out.csv", "--lang", "ru"], "out.csv: 10 записей, "),
        (&["export", "contacts", "--out", "out.csv", "--lang", "en"], "out.csv: 10 records, "),
    ] {
        let out = said(arguments);
        assert!(out.contains(word), "{arguments:?}: {out}");
    }
    for (arguments, word) in [
        (["import", "orders", "x.csv", "--lang", "ru"].as_slice(), "таких записей нет: orders; выберите "),
        (&["export", "companies", "--format", "vcf", "--lang", "pl"], "nie zapisuje się w vcf"),
    ] {
        let err = korob.run(arguments).expect(2).err;
        assert!(err.contains(word), "{arguments:?}: {err}");
    }
    refuses(&korob, &["import", "contacts", "nowhere.csv", "--lang", "ru"], &["nowhere.csv — не файл"]);
}

#[test]
fn what_is_no_command_is_told_in_one_line_of_the_own_language() {
    let korob = Korob::new();
    for (arguments, says) in [
        (["statsu"].as_slice(), "there is no command statsu; see korob --help"),
        (&["user"], "korob user needs one of add, list, reset-password, disable, enable"),
        (&["doctor", "--fix", "bundle", "--out", "x"], "bundle does not go together with --fix"),
        (
            &["config", "shwo", "--lang", "pl"],
            "nie ma takiego polecenia: shwo; może chodziło o show; zobacz korob config --help",
        ),
        (
            &["user", "add", "--lang=ru"],
            "не хватает: --email <EMAIL>, --name <NAME>, --role <ROLE>; подсказка: korob user add --help",
        ),
        (
            &["export", "contacts", "--format", "xml"],
            "--format <FORMAT> cannot be \"xml\": choose one of: csv, xlsx, json, vcf",
        ),
        (&["completions", "cmd"], "choose one of: bash, elvish, fish"),
        (&["license", "issue", "--updates-until", "31.12.2027"], "write the day as in 2027-12-31"),
        (&["seed", "--contacts", "many"], "write a whole number"),
        (
            &["user", "add", "--password-stdin=hunter2", "--lang=ru"],
            "--password-stdin не принимает значения; подсказка: korob user add",
        ),
        (&["--data", "backup", "serve", "--zz"], "--zz is not understood here; see korob serve --help"),
        (&["two\nkorob: lines"], "there is no command two korob: lines"),
        (&["seed", "--contacts"], "--contacts <N> needs a value"),
        (
            &["backup", "--encrypt-to", "a", "--passphrase-file", "b"],
            "--encrypt-to <RECIPIENT> does not go together with --passphrase-file <FILE>",
        ),
        (&["backup", "--out", "a", "--out", "b"], "--out <FILE> is given more than once"),
        (&["--lang", "de", "config", "show"], "cannot be \"de\": choose one of: ru, pl, en"),
        (
            &["serve", "--listn", "127.0.0.1:0"],
            "--listn is not understood here; perhaps --listen was meant; see korob serve --help",
        ),
    ] {
        let done = korob.run(arguments).expect(2);
        assert_eq!((done.err.lines().count(), done.out.as_str()), (1, ""), "{arguments:?}: {}", done.err);
        assert!(done.err.starts_with("korob: ") && done.err.contains(says), "{arguments:?}: {}", done.err);
        assert!(!done.err.contains("hunter2"), "{}", done.err);
    }
    assert!(!korob.data().exists(), "nothing was made");
}

#[test]
fn a_file_without_a_known_column_and_a_second_office_are_refused() {
    let korob = Korob::new();
    add_anna(&korob);
    let path = korob.data().join("firms.csv");
    fs::write(&path, "Ящик;\"По\nлка\";\n1;2;\n").unwrap();
    for extra in [[].as_slice(), &["--dry-run"]] {
        let import = ["import", "companies", path.to_str().unwrap()];
        refuses(&korob, &[&import, extra].concat(), &["(Ящик, По лка)", "--map"]);
    }
    let olga = ["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга"];
    for of_office in [["--currency", "PLN"], ["--firm", "Кедр"]] {
        refuses(&korob, &[&olga[..], &of_office].concat(), &["the office is set up", "--currency"]);
    }
    korob.run(&olga).expect(0);
}

/// SQLite's locks would go with the file when it is closed again.
#[test]
fn the_database_itself_is_no_file_to_import() {
    let korob = Korob::new();
    add_anna(&korob);
    let database = korob.data().join("korob.db");
    refuses(&korob, &["import", "contacts", database.to_str().unwrap()], &["korob.db", "database of this office"]);
}

/// Ctrl+C ends a command at once.
#[test]
fn what_a_killed_export_left_is_removed_by_the_next() {
    let korob = Korob::new();
    add_anna(&korob);
    let served = korob.serve(&[]);
    let folder = korob.data().with_file_name("exports");
    fs::create_dir(&folder).unwrap();
    let names = || -> Vec<String> {
        let entries = fs::read_dir(&folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let signal = |signal| rustix::process::kill_process(Pid::from_raw(served.pid() as i32).unwrap(), signal).unwrap();
    // A server that is held up holds up the export, too.
    signal(Signal::STOP);
    let export = ["export", "contacts", "--out", "exports/contacts.csv"];
    let mut killed = korob.command(&export).spawn().unwrap();
    let is_begun = || names().iter().any(|name| folder.join(name).join("export").exists());
    let patience = Instant::now() + Duration::from_secs(60);
    while !is_begun() {
        assert!(Instant::now() < patience, "{:?}", names());
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(names().len(), 1, "{:?}", names());
    signal(Signal::CONT);
    korob.run(&export).expect(0);
    assert_eq!(names(), ["contacts.csv"]);
}

#[test]
fn an_export_to_a_full_disk_names_the_disk() {
    let korob = Korob::new();
    add_anna(&korob);
    korob.run(&["seed", "--contacts", "200", "--yes"]).expect(0);
    for has_server in [false, true] {
        let _served = has_server.then(|| korob.serve(&[]));
        // Takes nothing, as full(4) says.
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let exported = korob.command(&["export", "contacts", "--lang", "ru"]).stdout(full).output().unwrap();
        let said = String::from_utf8(exported.stderr).unwrap();
        assert_eq!(exported.status.code(), Some(1), "{said}");
        let told = [&*tr::cli_out_full(Lang::Ru, "stdout"), tr::cli_disk_full(Lang::Ru)].join(". ");
        assert!(said.contains(&told), "{said}");
    }
}

/// As whoever types a command without sudo beside an installed service.
#[test]
fn an_office_that_one_may_not_look_into_is_not_told_to_be_missing() {
    let korob = Korob::new();
    add_anna(&korob);
    fs::set_permissions(korob.data(), Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(korob.data()).is_ok();
    for arguments in [
        ["user", "list"].as_slice(),
        &["user", "add", "--role", "staff", "--email", "olga@a.example", "--name", "Ольга"],
        &["backup"],
        &["backup", "list"],
        &["restore", "office.tar.zst"],
        &["license", "status"],
        &["upgrade", "--dry-run"],
        &["doctor"],
        &["doctor", "--fix"],
        &["clone", "--to", "copy"],
        &["config", "check"],
        &["migrate", "status"],
        &["serve", "--listen", "127.0.0.1:0"],
        &["ping"],
    ] {
        let mut command = korob.command(arguments);
        if is_root {
            // 65534: nobody, whose the folder is not.
            command.uid(65534).gid(65534).current_dir("/");
        }
        let done = command.output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(
            (done.status.code(), said.lines().count(), done.stdout.len()),
            (Some(1), 1, 0),
            "{arguments:?}: {said}"
        );
        assert!(said.contains("may not look into") && said.contains("sudo"), "{arguments:?}: {said}");
    }
    fs::set_permissions(korob.data(), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_server_that_cannot_listen_says_where_it_could() {
    let korob = Korob::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    refuses(
        &korob,
        &["serve", "--listen", &address.to_string()],
        &[&address.to_string(), "another port", "--listen 127.0.0.1:"],
    );
    // TEST-NET-3 of RFC 5737: no machine has it.
    let elsewhere = ["serve", "--allow-plain-http", "--listen", "203.0.113.7:8090"];
    refuses(&korob, &elsewhere, &["203.0.113.7:8090", "address of this machine"]);
    for (arguments, says) in [
        (["--tls", "files"], "--tls: \"files\" needs tls_cert (--tls-cert)"),
        (["--mdns", "maybe"], "--mdns: \"maybe\" is neither yes"),
    ] {
        let done = korob.run(&[&["serve", "--listen", "127.0.0.1:0"], &arguments[..]].concat()).expect(2);
        assert!(done.err.contains(says), "{}", done.err);
    }
    let file = korob.data().parent().unwrap().join("a-file");
    fs::write(&file, "").unwrap();
    refuses(&korob, &["serve", "--data", file.to_str().unwrap()], &["a-file is a file", "choose a folder"]);
    refuses(&korob, &["ping"], &["no server answers", "korob serve"]);
}
