//! `korob serve --demo`, as somebody tries Korob out.

use super::users::add_anna;
use crate::harness::Korob;
use std::process::Stdio;

#[test]
fn a_demo_is_made_once_and_its_people_can_sign_in() {
    let korob = Korob::new();
    let served = korob.serve(&["--demo", "--lang", "en"]);
    let login = served.said.lines().find(|line| line.contains("helen@demo.example")).unwrap().to_owned();
    let password = login.split_whitespace().nth(1).unwrap();
    let client = served.client();
    let fields = [("email", "helen@demo.example"), ("password", password)];
    client.post_form("/login", &fields).expect_redirect();
    assert_eq!(client.get("/contacts").expect(200).texts("td a.name").len(), 50);
    served.stop();
    let again = korob.serve(&["--demo", "--lang", "en"]);
    assert!(again.said.contains(&login), "{}", again.said);
    again.stop();
}

#[test]
fn a_demo_never_mixes_with_an_office() {
    let korob = Korob::new();
    add_anna(&korob);
    let refused = korob.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]).expect(1);
    assert!(refused.err.contains("would mix") && refused.err.lines().count() == 1, "{}", refused.err);
}

#[test]
fn a_demo_whose_making_was_killed_is_made_anew() {
    let korob = Korob::new();
    let mut begun =
        korob.command(&["serve", "--demo", "--listen", "127.0.0.1:0"]).stdout(Stdio::null()).spawn().unwrap();
    // The logins are kept right before the filling.
    let logins = korob.data().join("demo-logins.txt");
    while std::fs::metadata(&logins).map_or(0, |file| file.len()) == 0 {
        assert_eq!(begun.try_wait().unwrap(), None, "it ended by itself");
        std::thread::yield_now();
    }
    begun.kill().unwrap();
    begun.wait().unwrap();
    let contacts = || {
        let database = rusqlite::Connection::open(korob.data().join("korob.db")).unwrap();
        database.query_row("SELECT count(*) FROM contacts", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(contacts(), 0, "half a demo was left");
    let served = korob.serve(&["--demo", "--lang", "en"]);
    assert!(contacts() > 60);
    let login = served.said.lines().find(|line| line.contains("helen@demo.example")).unwrap();
    let password = login.split_whitespace().nth(1).unwrap();
    served.client().post_form("/login", &[("email", "helen@demo.example"), ("password", password)]).expect_redirect();
}
