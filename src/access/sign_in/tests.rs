use super::begin::begin_by_password;
use super::*;
use crate::access::credentials::{Credentials, Origin, Proof, Tried};
use crate::access::users::{self, NewUser};
use crate::access::{Role, password, sessions};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Lang, Result, UserId};
use crate::platform::db::Tx;
use crate::platform::db::testing::{TestDb, db};
use actix_web::test::TestRequest;
use std::net::{IpAddr, Ipv4Addr};

const OLD: &str = "sem pryzhkov cherez ozero";

/// Somebody who knows Olga's password has typed it; it fits.
fn typed(db: &TestDb) -> Proof {
    let credentials = Credentials::new((*db).clone());
    let from = Origin { ip: IpAddr::V4(Ipv4Addr::LOCALHOST), device: None };
    let trying = credentials.try_sign_in("olga@firma.pl", OLD.to_owned(), from);
    let tried = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(trying).unwrap();
    let Tried::Right(proof) = tried else { panic!("the password is right") };
    proof
}

fn come_in(db: &TestDb, proof: Proof) -> bool {
    let user = proof.user;
    let browser = Browser::of(&TestRequest::default().to_http_request(), false);
    let begun = db.write_blocking(move |tx| begin_by_password(tx, &proof, &browser));
    let sessions = db.read_blocking(|conn| sessions::of_user(conn, user)).unwrap();
    assert_eq!(sessions.len(), usize::from(begun.is_ok()));
    begun.is_ok()
}

/// Looking at a password takes a while, and much can happen meanwhile.
#[test]
fn a_password_that_was_changed_or_whose_user_was_disabled_lets_nobody_in() {
    type Deed = fn(&mut Tx<'_>, UserId) -> Result<()>;
    let cases: [(&str, Deed, bool); 4] = [
        ("nothing", |_, _| Ok(()), true),
        ("another password", |tx, id| users::set_password(tx, &Actor::SYSTEM, id, &password::hash("another")?), false),
        ("the same anew", |tx, id| users::set_password(tx, &Actor::SYSTEM, id, &password::hash(OLD)?), false),
        ("disabled", |tx, id| users::disable(tx, &Actor::SYSTEM, id), false),
    ];
    for (deed, meanwhile, comes_in) in cases {
        let db = db();
        let olga = db
            .write_blocking(|tx| {
                let new = NewUser {
                    name: "Ольга".into(),
                    email: EmailAddress::parse("olga@firma.pl").unwrap(),
                    role: Role::Staff,
                    lang: Lang::Ru,
                    zone: chrono_tz::Europe::Moscow,
                    password: Some(password::hash(OLD)?),
                };
                users::create(tx, &Actor::SYSTEM, &new)
            })
            .unwrap();
        let proof = typed(&db);
        db.write_blocking(move |tx| meanwhile(tx, olga)).unwrap();
        assert_eq!(come_in(&db, proof), comes_in, "{deed}");
    }
}
