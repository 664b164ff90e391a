use super::forms::SetupForm;
use super::*;
use crate::access::users;
use crate::access::{Role, links};
use crate::kernel::{Actor, Error, Lang};
use crate::platform::db::testing::db;
use crate::platform::settings::Office;

fn answers() -> SetupForm {
    SetupForm {
        firm: " Норд  Стор ".into(),
        name: "Анна Соколова".into(),
        email: "Anna@nordstor.example".into(),
        password: "тихий омут у старой мельницы".into(),
        ..SetupForm::likely(Lang::Ru)
    }
}

#[test]
fn an_office_begins_once_with_all_it_ships_and_an_administrator() {
    fn ship(tx: &mut crate::platform::db::Tx<'_>, office: &Office) -> crate::kernel::Result<()> {
        crate::platform::settings::set(tx, "shipped", &office.country)
    }
    let db = db();
    let new = answers().new_office().unwrap();
    link(&db).unwrap().expect("there is something to set up");
    let admin = db.write_blocking(move |tx| create_office(tx, &Actor::SYSTEM, &new, &[ship])).unwrap();
    db.read_blocking(|conn| {
        let office = Office::load(conn)?;
        assert_eq!(
            (office.name.as_str(), office.country.as_str(), office.currency.as_str()),
            ("Норд Стор", "RU", "RUB")
        );
        let user = users::get(conn, admin)?;
        assert_eq!((user.role, user.email.as_str()), (Role::Admin, "anna@nordstor.example"));
        assert_eq!(crate::platform::settings::get::<String>(conn, "shipped")?.as_deref(), Some("RU"));
        Ok(())
    })
    .unwrap();
    assert!(link(&db).unwrap().is_none());
    let again = answers().new_office().unwrap();
    let refused = db.write_blocking(move |tx| create_office(tx, &Actor::SYSTEM, &again, &[]));
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

#[test]
fn a_newer_link_ends_the_one_before_and_each_has_its_time() {
    let db = db();
    let first = link(&db).unwrap().unwrap();
    let second = link(&db).unwrap().unwrap();
    let is_good = |token: &str| {
        let (token, now) = (token.to_owned(), db.clock().now());
        db.read_blocking(move |conn| links::find(conn, &token, now)).unwrap().is_some()
    };
    assert!(!is_good(first.as_str()) && is_good(second.as_str()));
    db.clock.advance_secs(24 * 3600);
    assert!(!is_good(second.as_str()));
}

#[test]
fn every_answer_is_looked_at() {
    for (change, problem) in [
        ((|form| form.firm = " ".into()) as fn(&mut SetupForm), "firm: required"),
        (|form| form.firm = "ф".repeat(201), "firm: too_long"),
        (|form| form.lang = "xx".into(), "lang: not_an_option"),
        (|form| form.country = "ru".into(), "country: not_an_option"),
        (|form| form.currency = "XYZ".into(), "currency: not_an_option"),
        (|form| form.zone = "Mars/Base".into(), "zone: not_an_option"),
        (|form| form.name = String::new(), "name: required"),
        (|form| form.email = "anna".into(), "email: email_invalid"),
        (|form| form.password = "нордстор1".into(), "password: password_too_common"),
        (|form| form.password = String::new(), "password: required"),
    ] {
        let mut form = answers();
        change(&mut form);
        assert_eq!(form.new_office().map(|_| ()).unwrap_err().to_string(), problem);
    }
}

#[test]
fn a_country_brings_its_currency_and_zone() {
    let mut form = SetupForm::likely(Lang::Pl);
    assert_eq!((form.country.as_str(), form.currency.as_str(), form.zone.as_str()), ("PL", "PLN", "Europe/Warsaw"));
    form.move_to("KZ");
    assert_eq!((form.country.as_str(), form.currency.as_str()), ("KZ", "KZT"));
    form.move_to("nowhere");
    assert_eq!(form.country, "KZ");
}
