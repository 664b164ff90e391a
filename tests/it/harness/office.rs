//! One small office that all tests share: a trading firm in Tula with a colleague in Łódź.
//!
//! | name | who | role |
//! |---|---|---|
//! | `anna` | Анна Соколова | admin |
//! | `pyotr` | Пётр Громов | head |
//! | `olga` | Ольга Белкина | staff |
//! | `igor` | Игорь Лунин | staff |
//! | `malgorzata` | Małgorzata Wiśniewska, Polish, in Warsaw's time | staff |

use korob::access::password::PasswordHash;
use korob::access::users::{self, NewUser};
use korob::access::{Role, password};
use korob::crm;
use korob::kernel::email::EmailAddress;
use korob::kernel::{Actor, Lang, Result};
use korob::platform::db::Db;
use korob::platform::settings::Office;
use korob::records::options;
use std::sync::LazyLock;

/// Everybody's.
pub const PASSWORD: &str = "kedrovka-semnadcat-ulic";

/// Hashed once: it is slow on purpose.
static PASSWORD_HASH: LazyLock<PasswordHash> = LazyLock::new(|| password::hash(PASSWORD).unwrap());

const PEOPLE: [(&str, &str, Role, Lang, &str); 5] = [
    ("anna", "Анна Соколова", Role::Admin, Lang::Ru, "Europe/Moscow"),
    ("pyotr", "Пётр Громов", Role::Head, Lang::Ru, "Europe/Moscow"),
    ("olga", "Ольга Белкина", Role::Staff, Lang::Ru, "Europe/Moscow"),
    ("igor", "Игорь Лунин", Role::Staff, Lang::Ru, "Europe/Moscow"),
    ("malgorzata", "Małgorzata Wiśniewska", Role::Staff, Lang::Pl, "Europe/Warsaw"),
];

pub fn email(name: &str) -> String {
    format!("{name}@tulapolis.example")
}

/// Sets the office up and lets its people in.
pub fn furnish(db: &Db) {
    db.write_blocking(|tx| {
        let office = Office {
            name: "Тулаполис".to_owned(),
            lang: Lang::Ru,
            country: "RU".to_owned(),
            currency: "RUB".to_owned(),
            zone: "Europe/Moscow".to_owned(),
        };
        office.save(tx)?;
        options::ship(tx, &crm::shipped_options())?;
        crm::pipelines::ship(tx)?;
        PEOPLE.iter().try_for_each(|(name, full_name, role, lang, zone)| -> Result<()> {
            let new = NewUser {
                name: (*full_name).to_owned(),
                email: EmailAddress::parse(&email(name)).unwrap(),
                role: *role,
                lang: *lang,
                zone: zone.parse().unwrap(),
                password: Some(PASSWORD_HASH.clone()),
            };
            users::create(tx, &Actor::SYSTEM, &new).map(drop)
        })
    })
    .unwrap();
}
