use super::*;
use crate::kernel::Lang;
use std::fs;

fn folder(toml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("korob.toml"), toml).unwrap();
    folder
}

fn problems(toml: &str) -> Vec<String> {
    let folder = folder(toml);
    let errors = load(folder.path(), &[], |_| None).unwrap_err();
    let place = format!("{}/", folder.path().display());
    errors.iter().map(|error| error.text(Lang::En).replace(&place, "")).collect()
}

#[test]
fn without_anything_given_it_listens_on_this_machine_only() {
    let nowhere = tempfile::tempdir().unwrap();
    let settings = load(nowhere.path(), &[], |_| None).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8090");
    assert_eq!((settings.tls, settings.hosts.len(), settings.log.as_str()), (Tls::Off, 0, "info"));
}

#[test]
fn a_flag_outweighs_a_variable_and_a_variable_the_file() {
    let folder = folder("listen = \"127.0.0.1:1\"\nlog = \"warn\"\nhosts = [\"CRM.firma.pl\", \"срм.рф\"]\n");
    let variable = |name: &str| (name == "KOROB_LISTEN").then(|| "127.0.0.1:2".to_owned());
    let settings = load(folder.path(), &[], variable).unwrap();
    assert_eq!(settings.listen.port(), 2);
    assert_eq!(settings.log, "warn");
    assert_eq!(settings.hosts, ["crm.firma.pl", "xn--l1ahc.xn--p1ai"]);

    let flags = [(Key::Listen, "127.0.0.1:3".to_owned())];
    let settings = load(folder.path(), &flags, variable).unwrap();
    assert_eq!(settings.listen.port(), 3);
    let sources: Vec<String> =
        settings.listing().into_iter().map(|(key, given)| format!("{} {}", key.name(), given.source)).collect();
    assert_eq!(sources[0], "listen --listen");
    assert_eq!(sources[1], "tls default");
    let log = sources.iter().find(|source| source.starts_with("log ")).unwrap();
    assert!(log.ends_with("korob.toml, line 2"), "{log}");
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let found =
        problems("# ours\nlisten = \"8090\"\n\nlistn = 1\nallow_plain_http = \"perhaps\"\nhosts = \"http://a\"\n");
    assert_eq!(
        found,
        [
            "korob.toml, line 5: allow_plain_http: must be true or false, without quotes",
            "korob.toml, line 4: listn: is no setting; there are listen, tls, tls_cert, tls_key, allow_plain_http, hosts, url, trusted_proxies, mdns, max_file_mb, max_files, refused_endings, log, log_format",
            "korob.toml, line 2: listen: \"8090\" is not an address with a port, such as 127.0.0.1:8090 or [::]:8090",
            "korob.toml, line 6: hosts: \"http://a\" is not a host name; write it without http:// and port, such as crm.example.com",
        ]
    );
    let broken = problems("listen = \"127.0.0.1:1\"\nlog = info\n");
    assert!(broken[0].starts_with("korob.toml, line 2: is no TOML: "), "{broken:?}");
}

#[test]
fn plain_http_leaves_the_machine_only_when_it_is_said_so() {
    let refused = problems("listen = \"0.0.0.0:8090\"\n");
    assert!(refused[0].starts_with("korob.toml, line 1: listen: without TLS, passwords would cross"), "{refused:?}");
    let folder = folder("listen = \"0.0.0.0:8090\"\nallow_plain_http = true\n");
    assert!(load(folder.path(), &[], |_| None).is_ok());
}

#[test]
fn a_certificate_must_be_there_and_is_looked_for_beside_the_file() {
    let found = problems("tls = \"files\"\ntls_cert = \"tls/box.pem\"\n");
    assert!(found[0].contains("tls_cert: ") && found[0].contains("tls/box.pem cannot be read"), "{found:?}");
    assert_eq!(found[1], "korob.toml, line 1: tls: \"files\" needs tls_key (--tls-key), too, the name of a PEM file");

    let folder = folder("tls = \"files\"\ntls_cert = \"box.pem\"\ntls_key = \"box.key\"\nlisten = \"0.0.0.0:443\"\n");
    for name in ["box.pem", "box.key"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let settings = load(folder.path(), &[], |_| None).unwrap();
    assert_eq!(
        settings.tls,
        Tls::Files { certificate: folder.path().join("box.pem"), key: folder.path().join("box.key") }
    );
}

#[test]
fn a_trusted_proxy_is_an_address_or_a_network() {
    for wrong in ["proxy.lan", "10.0.0.0/33", "10.0.0.0/", "192.168.1.2:80"] {
        let found = problems(&format!("trusted_proxies = [\"{wrong}\"]\n"));
        assert!(found[0].contains("line 1: trusted_proxies: ") && found[0].contains(wrong), "{found:?}");
    }
    let folder = folder("trusted_proxies = [\"192.168.1.2\", \"fd00::/8\"]\nmdns = false\ntls = \"auto\"\n");
    let settings = load(folder.path(), &[], |_| None).unwrap();
    assert_eq!((settings.trusted_proxies.len(), settings.is_announced, settings.tls), (2, false, Tls::Auto));
    assert!(problems("tls = \"on\"")[0].contains("choose one of: off, auto, files"));
}

#[test]
fn the_address_of_a_proxy_has_no_path() {
    for wrong in ["crm.example.com", "https://crm.example.com/korob", "ftp://crm", "https://a@crm", "https://crm/?a"] {
        let found = problems(&format!("url = \"{wrong}\"\n"));
        assert!(found[0].contains("line 1: url: ") && found[0].contains("https://crm.example.com"), "{found:?}");
    }
    let folder = folder("url = \"https://crm.example.com/\"\n");
    assert!(load(folder.path(), &[], |_| None).unwrap().url.is_some());
}

#[test]
fn how_much_is_taken_of_files_is_a_number() {
    for wrong in ["max_file_mb = 0", "max_file_mb = \"50\"", "max_files = 1.5", "max_files = 5000", "max_file_mb = -1"]
    {
        let found = problems(wrong);
        assert!(found[0].contains("whole number"), "{wrong}: {found:?}");
    }
    let folder = folder("max_file_mb = 200\nmax_files = 5\n");
    let settings = load(folder.path(), &[(Key::MaxFiles, "7".to_owned())], |_| None).unwrap();
    assert_eq!(settings.file_limits, Limits { max_bytes: 200 * 1024 * 1024, max_files: 7, ..Limits::default() });
    let listed: Vec<String> = settings.listing().iter().map(|(key, given)| key.as_toml(&given.text)).collect();
    assert!(listed.contains(&"200".to_owned()) && listed.contains(&"7".to_owned()), "{listed:?}");
}

#[test]
fn which_files_are_not_taken_is_a_list_of_endings() {
    for wrong in ["refused_endings = [\"*.exe\"]", "refused_endings = [\"tar.gz\"]"] {
        let found = problems(wrong);
        assert!(found[0].contains("line 1: refused_endings: "), "{wrong}: {found:?}");
    }
    let folder = folder("refused_endings = [\".EXE\", \"dmg\"]\n");
    let refused = |flags: &[(Key, String)]| load(folder.path(), flags, |_| None).unwrap().file_limits.refused.to_vec();
    assert_eq!(refused(&[]), ["exe", "dmg"]);
    assert_eq!(refused(&[(Key::RefusedEndings, String::new())]), Vec::<String>::new(), "everything is taken");
}
