use super::*;
use crate::access::sessions::NewSession;
use crate::access::users::{self, NewUser};
use crate::access::{Role, tokens};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Lang, UserId};
use crate::platform::db::testing::{TestDb, db};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn office() -> (TestDb, UserId) {
    let db = db();
    let olga = db
        .write_blocking(|tx| {
            let new = NewUser {
                name: "Ольга".into(),
                email: EmailAddress::parse("olga@firma.pl").unwrap(),
                role: Role::Staff,
                lang: Lang::Ru,
                zone: chrono_tz::Europe::Moscow,
                password: None,
            };
            users::create(tx, &Actor::SYSTEM, &new)
        })
        .unwrap();
    (db, olga)
}

fn begin(db: &TestDb, user: UserId, is_kept: bool) -> String {
    let new = NewSession { is_kept, ip: "192.0.2.1".into(), agent: "test".into() };
    db.write_blocking(move |tx| sessions::begin(tx, user, &new)).unwrap().as_str().to_owned()
}

fn wait<T>(future: impl Future<Output = Result<T>>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future).unwrap()
}

fn is_in(gatekeeper: &Gatekeeper, cookie: &str) -> bool {
    wait(gatekeeper.signed_in(cookie)).is_some()
}

#[test]
fn a_session_ends_when_it_is_not_used() {
    let (db, olga) = office();
    for (is_kept, idle) in [(false, 12 * HOUR), (true, 30 * DAY)] {
        let gatekeeper = Gatekeeper::new((*db).clone());
        let cookie = begin(&db, olga, is_kept);
        for _ in 0..3 {
            db.clock.advance_secs(idle - 1);
            assert!(is_in(&gatekeeper, &cookie), "used in time");
        }
        db.clock.advance_secs(idle);
        assert!(!is_in(&gatekeeper, &cookie));
    }
}

#[test]
fn a_session_ends_at_its_age_however_much_it_is_used() {
    let (db, olga) = office();
    let gatekeeper = Gatekeeper::new((*db).clone());
    let cookie = begin(&db, olga, false);
    for _ in 0..(7 * 24 - 1) {
        db.clock.advance_secs(HOUR);
        assert!(is_in(&gatekeeper, &cookie));
    }
    db.clock.advance_secs(HOUR);
    assert!(!is_in(&gatekeeper, &cookie));
    begin(&db, olga, false);
    let rows: i64 =
        db.read_blocking(|conn| Ok(conn.query_row("SELECT count(*) FROM sessions", [], |row| row.get(0))?)).unwrap();
    assert_eq!(rows, 1, "dead ones are swept at the next sign-in");
}

#[test]
fn a_clock_that_is_wrong_for_a_while_ends_nothing() {
    let (db, olga) = office();
    let gatekeeper = Gatekeeper::new((*db).clone());
    let cookie = begin(&db, olga, true);
    db.clock.advance_secs(-365 * DAY);
    assert!(is_in(&gatekeeper, &cookie));
    db.clock.advance_secs(365 * DAY);
    assert!(is_in(&gatekeeper, &cookie));
}

#[test]
fn what_is_remembered_is_forgotten_with_the_change() {
    let (db, olga) = office();
    let gatekeeper = Gatekeeper::new((*db).clone());
    let (first, second) = (begin(&db, olga, false), begin(&db, olga, false));
    assert!(is_in(&gatekeeper, &first) && is_in(&gatekeeper, &second));
    let id = wait(gatekeeper.signed_in(&first)).unwrap().session.id;
    db.write_blocking(move |tx| sessions::end(tx, olga, id)).unwrap();
    assert!(!is_in(&gatekeeper, &first));
    assert!(is_in(&gatekeeper, &second));
    // A change that is taken back is none.
    let failed = db.write_blocking(move |tx| {
        users::disable(tx, &Actor::SYSTEM, olga)?;
        Err::<(), _>(Error::Busy)
    });
    assert!(failed.is_err());
    assert!(is_in(&gatekeeper, &second));
    db.write_blocking(move |tx| users::disable(tx, &Actor::SYSTEM, olga)).unwrap();
    assert!(!is_in(&gatekeeper, &second));
}

#[test]
fn when_it_was_used_is_known_after_a_restart() {
    let (db, olga) = office();
    let gatekeeper = Gatekeeper::new((*db).clone());
    let cookie = begin(&db, olga, false);
    let (_, secret) = db.write_blocking(move |tx| tokens::create(tx, &Actor::SYSTEM, olga, "1С", None)).unwrap();
    db.clock.advance_secs(11 * HOUR);
    let used_at = db.clock().now();
    assert!(is_in(&gatekeeper, &cookie));
    assert!(wait(gatekeeper.program(secret.as_str())).is_some());
    db.stop();
    let (session, token) = db
        .read_blocking(|conn| Ok((sessions::of_user(conn, olga)?.remove(0), tokens::of_user(conn, olga)?.remove(0))))
        .unwrap();
    assert_eq!(session.last_seen_at, used_at);
    assert_eq!(token.last_used_at, Some(used_at));
}

#[test]
fn a_token_acts_for_its_user_until_it_ends() {
    let (db, olga) = office();
    let gatekeeper = Gatekeeper::new((*db).clone());
    let until = db.clock().now().plus_secs(DAY);
    let (id, secret) =
        db.write_blocking(move |tx| tokens::create(tx, &Actor::SYSTEM, olga, "1С", Some(until))).unwrap();
    let viewer = wait(gatekeeper.program(secret.as_str())).unwrap();
    assert_eq!((viewer.user_id, viewer.role, viewer.via), (olga, Role::Staff, crate::kernel::Via::Api));
    assert!(wait(gatekeeper.program("korob_guess")).is_none());
    // Neither is a session's cookie a token, nor the other way round.
    assert!(wait(gatekeeper.program(&begin(&db, olga, false))).is_none());
    assert!(!is_in(&gatekeeper, secret.as_str()));
    db.clock.advance_secs(DAY);
    assert!(wait(gatekeeper.program(secret.as_str())).is_none(), "remembered, but its time is over");
    db.clock.advance_secs(-DAY);
    db.write_blocking(move |tx| tokens::revoke(tx, &Actor::SYSTEM, olga, id)).unwrap();
    assert!(wait(gatekeeper.program(secret.as_str())).is_none());
}

#[test]
fn what_every_request_asks_is_found_by_an_index() {
    let (db, _) = office();
    for sql in [
        "SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = x'00' AND u.disabled_at IS NULL",
        "SELECT t.id FROM api_tokens t JOIN users u ON u.id = t.user_id WHERE t.token_hash = x'00'",
        "SELECT id FROM users WHERE email = 'a'",
        "SELECT id FROM sessions WHERE user_id = 1",
    ] {
        let plan: Vec<String> = db
            .read_blocking(|conn| {
                let mut statement = conn.prepare(&["EXPLAIN QUERY PLAN ", sql].concat())?;
                Ok(statement.query_map([], |row| row.get("detail"))?.collect::<rusqlite::Result<_>>()?)
            })
            .unwrap();
        assert!(plan.iter().all(|step| step.starts_with("SEARCH")), "{sql}: {plan:?}");
    }
}
