//! A lively invented office to look around in: `korob serve --demo`, and "begin with examples" in the set-up.
//!
//! Everything is made by the verbs that people use, so it can be worked with, undone and deleted like anything else.

mod activities;
mod cast;
mod deals;
mod papers;
mod records;
#[cfg(test)]
mod tests;
mod words;

pub(in crate::office) use words::password as spoken_password;

use crate::access::users::{self, NewUser};
use crate::access::{Viewer, password};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Error, Lang, Result, Via};
use crate::office::setup::{self, Beginning, NewOffice, create_office};
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::i18n::tr;
use crate::platform::settings::{self, Office};
use crate::records::Registry;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Set in the database of a demo office: such a folder may be served as a demo again.
const IS_DEMO: &str = "is_demo";

/// With what somebody of the demo office signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    pub name: String,
    pub role: String,
    pub email: String,
    pub password: String,
}

/// Makes the demo office on an empty folder, after `keep` has kept the logins of its people somewhere; nothing happens where
/// there is a demo already.
///
/// Blocks for long: for a thread of its own.
///
/// # Errors
/// `Conflict` on a folder that holds another office.
pub fn begin(
    db: &Db,
    registry: &Arc<Registry>,
    files: &Arc<FileStore>,
    beginning: &Beginning,
    lang: Lang,
    keep: impl FnOnce(&[Login]) -> anyhow::Result<()>,
) -> Result<()> {
    if !db.read_blocking(setup::is_needed)? {
        let is_demo = db.read_blocking(|conn| settings::get::<bool>(conn, IS_DEMO))?;
        return match is_demo {
            Some(true) => Ok(()),
            _ => Err(Error::conflict(tr::start_demo_would_mix)),
        };
    }
    let cast = cast::of(lang);
    let office = Office {
        name: cast.firm.to_owned(),
        lang,
        country: cast.country.to_owned(),
        currency: cast.currency.to_owned(),
        zone: cast.zone.to_owned(),
    };
    let mut logins = Vec::new();
    let mut staff = Vec::new();
    for (name, address, role) in cast.people {
        let secret = words::password();
        staff.push(NewUser {
            name: (*name).to_owned(),
            email: EmailAddress::parse(&format!("{address}@demo.example"))
                .ok_or_else(|| Error::Internal(anyhow::anyhow!("the cast has a wrong address")))?,
            role: *role,
            lang,
            zone: office.tz(),
            password: Some(password::hash(&secret)?),
        });
        logins.push(Login {
            name: (*name).to_owned(),
            role: users::role_words(*role, lang).0.to_owned(),
            email: format!("{address}@demo.example"),
            password: secret,
        });
    }
    // Whatever happens after it, nobody is locked out of what there is.
    keep(&logins)?;
    let admin = staff.remove(0);
    let (steps, new) = (beginning.steps.clone(), NewOffice { office: office.clone(), admin });
    let registry = registry.clone();
    let papers = papers::keep(files, words::of(lang))?;
    // All in one transaction: a start that is cut short leaves an empty folder, and the next one begins anew.
    db.write_blocking(move |tx| {
        let admin = create_office(tx, &Actor::SYSTEM, &new, &steps)?;
        settings::set(tx, IS_DEMO, &true)?;
        let mut team = vec![users::get(tx, admin)?.viewer(Via::System)];
        for user in &staff {
            let id = users::create(tx, &Actor::SYSTEM, user)?;
            team.push(users::get(tx, id)?.viewer(Via::System));
        }
        records::fill(tx, &registry, &team, &office, &papers)
    })
}

/// Sample clients for an office that was set up just now, or none of them; its administrator looks after all of them.
pub fn fill(db: &Db, registry: &Arc<Registry>, files: &Arc<FileStore>, viewer: &Viewer, office: &Office) -> Result<()> {
    let papers = papers::keep(files, words::of(office.lang))?;
    let (registry, viewer, office) = (registry.clone(), viewer.clone(), office.clone());
    db.write_blocking(move |tx| records::fill(tx, &registry, &[viewer], &office, &papers))
}
