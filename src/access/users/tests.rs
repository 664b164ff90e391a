use super::*;
use crate::access::links::{self, Purpose};
use crate::access::sessions::{self, NewSession};
use crate::access::{Role, password, tokens};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Error, Lang, Problem, Result, UserId};
use crate::platform::db::testing::{TestDb, db};
use crate::platform::events;

fn new_user(name: &str, email: &str, role: Role) -> NewUser {
    let email = EmailAddress::parse(email).unwrap();
    NewUser { name: name.into(), email, role, lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, password: None }
}

fn add(db: &TestDb, name: &str, email: &str, role: Role) -> Result<UserId> {
    let new = new_user(name, email, role);
    db.write_blocking(move |tx| create(tx, &Actor::SYSTEM, &new))
}

fn changes_of(user: &User) -> UserChanges {
    let email = EmailAddress::parse(&user.email).unwrap();
    UserChanges { name: user.name.clone(), email, role: user.role, version: user.version }
}

fn user(db: &TestDb, id: UserId) -> User {
    db.read_blocking(|conn| get(conn, id)).unwrap()
}

/// Every way in that a user can have: sessions, live tokens, links.
fn ways_in(db: &TestDb, id: UserId) -> (usize, usize, i64) {
    db.read_blocking(|conn| {
        let live = tokens::of_user(conn, id)?.iter().filter(|token| token.revoked_at.is_none()).count();
        let links =
            conn.query_row("SELECT count(*) FROM one_time_links WHERE user_id = ?1", [id.0], |row| row.get(0))?;
        Ok((sessions::of_user(conn, id)?.len(), live, links))
    })
    .unwrap()
}

fn open_ways_in(db: &TestDb, id: UserId) {
    db.write_blocking(move |tx| {
        let new = NewSession { is_kept: false, ip: "192.0.2.1".into(), agent: "test".into() };
        sessions::begin(tx, id, &new)?;
        tokens::create(tx, &Actor::SYSTEM, id, "robot", None)?;
        links::create_for_user(tx, id, Purpose::Reset)
    })
    .unwrap();
    assert_eq!(ways_in(db, id), (1, 1, 1));
}

#[test]
fn an_address_belongs_to_one_user_whatever_its_case() {
    let db = db();
    let olga = add(&db, "  Ольга   Сидорова ", "Olga@Firma.PL", Role::Staff).unwrap();
    assert_eq!(user(&db, olga).name, "Ольга Сидорова");
    assert_eq!(user(&db, olga).email, "olga@firma.pl");
    let taken = add(&db, "", "OLGA@firma.pl", Role::Staff).unwrap_err();
    assert_eq!(taken.to_string(), "invalid input: email: already_taken, name: required");
}

#[test]
fn there_is_always_an_active_administrator() {
    let db = db();
    let piotr = add(&db, "Piotr Lis", "piotr@firma.pl", Role::Admin).unwrap();
    let refused = db.write_blocking(move |tx| disable(tx, &Actor::SYSTEM, piotr));
    assert_eq!(refused.unwrap_err().to_string(), "invalid input: role: last_admin");
    let demotion = UserChanges { role: Role::Staff, ..changes_of(&user(&db, piotr)) };
    let refused = db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, piotr, &demotion));
    assert_eq!(refused.unwrap_err().to_string(), "invalid input: role: last_admin");
    let anna = add(&db, "Anna Wójcik", "anna@firma.pl", Role::Admin).unwrap();
    db.write_blocking(move |tx| disable(tx, &Actor::SYSTEM, piotr)).unwrap();
    assert!(!user(&db, piotr).is_active());
    assert!(db.write_blocking(move |tx| disable(tx, &Actor::SYSTEM, anna)).is_err(), "a disabled one does not count");
}

#[test]
fn a_new_role_a_new_password_and_disabling_close_every_way_in() {
    let db = db();
    add(&db, "Piotr Lis", "piotr@firma.pl", Role::Admin).unwrap();
    let olga = add(&db, "Ольга", "olga@firma.pl", Role::Staff).unwrap();

    open_ways_in(&db, olga);
    let renamed = UserChanges { name: "Ольга Сидорова".into(), ..changes_of(&user(&db, olga)) };
    db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, olga, &renamed)).unwrap();
    assert_eq!(ways_in(&db, olga), (1, 1, 1), "another name changes nothing");
    let promoted = UserChanges { role: Role::Head, ..changes_of(&user(&db, olga)) };
    db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, olga, &promoted)).unwrap();
    assert_eq!(ways_in(&db, olga), (0, 0, 0));

    open_ways_in(&db, olga);
    let hash = password::hash("тихий омут у мельницы").unwrap();
    db.write_blocking(move |tx| set_password(tx, &Actor::SYSTEM, olga, &hash)).unwrap();
    assert_eq!(ways_in(&db, olga), (0, 0, 0));
    assert!(user(&db, olga).has_password);

    open_ways_in(&db, olga);
    db.write_blocking(move |tx| disable(tx, &Actor::SYSTEM, olga)).unwrap();
    assert_eq!(ways_in(&db, olga), (0, 0, 0));
    db.write_blocking(move |tx| enable(tx, &Actor::SYSTEM, &Seats::new(100), olga)).unwrap();
    assert!(user(&db, olga).is_active() && user(&db, olga).has_password);
}

#[test]
fn an_edit_of_what_was_changed_since_is_stale() {
    let db = db();
    let olga = add(&db, "Ольга", "olga@firma.pl", Role::Staff).unwrap();
    let first = changes_of(&user(&db, olga));
    let second = changes_of(&user(&db, olga));
    db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, olga, &first)).unwrap();
    let stale = db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, olga, &second));
    assert!(matches!(stale, Err(Error::Stale { current_version: 2 })), "{stale:?}");
}

#[test]
fn history_names_what_changed_and_never_the_password() {
    let db = db();
    let olga = add(&db, "Ольга", "olga@firma.pl", Role::Staff).unwrap();
    let hash = password::hash("тихий омут у мельницы").unwrap();
    db.write_blocking(move |tx| set_password(tx, &Actor::SYSTEM, olga, &hash)).unwrap();
    let changes = UserChanges { role: Role::Head, ..changes_of(&user(&db, olga)) };
    db.write_blocking(move |tx| update(tx, &Actor::SYSTEM, olga, &changes)).unwrap();
    let subject = crate::kernel::RecordRef::new("user", olga.0);
    let events = db.read_blocking(|conn| events::of_record(conn, subject, events::Verbs::All, None, 10)).unwrap();
    let verbs: Vec<&str> = events.iter().map(|event| event.verb.as_str()).collect();
    assert_eq!(verbs, ["user.updated", "user.password_set", "user.created"]);
    let changed = &events[0].rows[0];
    assert_eq!(serde_json::to_string(&changed.before).unwrap(), r#"{"role":"staff"}"#);
    assert_eq!(serde_json::to_string(&changed.after).unwrap(), r#"{"role":"head"}"#);
    assert!(!format!("{events:?}").contains("argon2"));
}

#[test]
fn nobody_is_let_in_without_a_free_seat_and_nobody_is_locked_out() {
    let db = db();
    let anna = add(&db, "Анна", "anna@a.example", Role::Admin).unwrap();
    let olga = add(&db, "Ольга", "olga@a.example", Role::Staff).unwrap();
    let seats = Seats::new(2);
    let full = |error: Error| matches!(&error, Error::Invalid(errors) if errors.first("email") == Some(&Problem::NoFreeSeat { seats: 2 }));
    let let_in = |seats: &Seats, email: &str| {
        let (seats, new) = (seats.clone(), new_user("Игорь", email, Role::Staff));
        db.write_blocking(move |tx| let_in(tx, &Actor::SYSTEM, &seats, &new))
    };
    let enable_olga = |seats: &Seats| {
        let seats = seats.clone();
        db.write_blocking(move |tx| enable(tx, &Actor::SYSTEM, &seats, olga))
    };
    assert!(full(let_in(&seats, "igor@a.example").unwrap_err()));
    db.write_blocking(move |tx| disable(tx, &Actor::SYSTEM, olga)).unwrap();
    let_in(&seats, "igor@a.example").unwrap();
    assert!(full(enable_olga(&seats).unwrap_err()));
    // Who is there stays, however few seats are left; another number counts at once, in every clone.
    seats.clone().set(1);
    assert!(user(&db, anna).is_active());
    enable_olga(&seats).unwrap_err();
    seats.set(3);
    enable_olga(&seats).unwrap();
    enable_olga(&Seats::new(0)).unwrap_or_else(|error| panic!("she is in already: {error}"));
}
