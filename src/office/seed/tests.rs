use super::*;
use crate::access::Role;
use crate::access::users::{self, NewUser};
use crate::crm::companies;
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Lang, Via};
use crate::platform::db::testing::{self, TestDb};
use crate::platform::settings::Office;
use crate::records::{options, search};

fn office() -> (TestDb, Registry, Viewer) {
    let db = testing::db();
    let viewer = db
        .write_blocking(|tx| {
            let office = Office {
                name: "Тулаполис".into(),
                lang: Lang::Ru,
                country: "RU".into(),
                currency: "RUB".into(),
                zone: "Europe/Moscow".into(),
            };
            office.save(tx)?;
            options::ship(tx, &companies::shipped_options())?;
            let admin = NewUser {
                name: "Анна Соколова".into(),
                email: EmailAddress::parse("anna@tulapolis.example").unwrap(),
                role: Role::Admin,
                lang: Lang::Ru,
                zone: chrono_tz::Europe::Moscow,
                password: None,
            };
            let id = users::create(tx, &Actor::SYSTEM, &admin)?;
            Ok(users::get(tx, id)?.viewer(Via::Cli))
        })
        .unwrap();
    (db, Registry::new(vec![companies::kind()]), viewer)
}

fn rows(db: &Db) -> Vec<(i64, String, String, i64)> {
    db.read_blocking(|conn| {
        let mut statement = conn.prepare(
            "SELECT c.id, c.name, (SELECT value FROM contact_points p WHERE p.owner_id = c.id AND channel = 'phone'), c.created_at
             FROM companies c ORDER BY c.id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })
    .unwrap()
}

#[test]
fn the_same_seed_makes_the_same_office_and_a_small_one_is_the_beginning_of_a_large_one() {
    let made = |contacts, seed| {
        let (db, registry, viewer) = office();
        let mut told = Vec::new();
        let made = super::seed(&db, &registry, &viewer, Plan { contacts, seed }, &mut |done| told.push(done)).unwrap();
        assert_eq!(made.companies, contacts / 5);
        assert_eq!(told.last(), Some(&made.sum()));
        rows(&db)
    };
    let large = made(600, DEFAULT_SEED);
    assert_eq!(large, made(600, DEFAULT_SEED));
    assert_eq!(made(200, DEFAULT_SEED), large[..40]);
    assert_ne!(made(200, 7), large[..40]);
    assert!(large.iter().any(|(_, name, ..)| name.starts_with("ООО «")));
    assert!(large.iter().any(|(_, name, ..)| name.ends_with("Sp. z o.o.")));
}

#[test]
fn it_is_one_action_and_is_refused_where_records_are() {
    let (db, registry, viewer) = office();
    assert!(db.read_blocking(search::is_empty).unwrap());
    super::seed(&db, &registry, &viewer, Plan { contacts: 300, seed: DEFAULT_SEED }, &mut |_| ()).unwrap();
    assert!(!db.read_blocking(search::is_empty).unwrap());
    let actions: i64 = db
        .read_blocking(|conn| {
            Ok(conn.query_row("SELECT count(DISTINCT action_id) FROM events WHERE kind = 'company'", [], |row| {
                row.get(0)
            })?)
        })
        .unwrap();
    assert_eq!(actions, 1);
}
