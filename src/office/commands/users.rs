//! `korob user ...`: also when nobody can sign in any more.

use super::{Desk, Refusal, refusal::invalid};
use crate::access::links::{self, Purpose};
use crate::access::password::{self, PasswordHash};
use crate::access::users::{self, NewUser};
use crate::access::{Role, Seats, User};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Error, Lang, Problem, Result, Via, country, currency, zone};
use crate::office::setup::{self, NewOffice};
use crate::platform::db::Tx;
use crate::platform::settings::Office;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Add {
    pub email: String,
    pub name: String,
    pub role: Role,
    /// Without one the user chooses it by the link in the answer.
    pub password: Option<String>,
    /// For an empty folder only: the first administrator sets the office up.
    pub office: OfficeOrder,
}

/// Where and in which language a new office works; codes as in set-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficeOrder {
    /// By default the host of the administrator's e-mail.
    pub firm: Option<String>,
    pub lang: Lang,
    /// By default Russia.
    pub country: Option<String>,
    /// By default the country's.
    pub currency: Option<String>,
    /// By default that of the country's capital.
    pub zone: Option<String>,
}

impl OfficeOrder {
    /// Whether anything is asked of an office, but its language, which that of messages may stand for.
    fn is_given(&self) -> bool {
        [&self.firm, &self.country, &self.currency, &self.zone].into_iter().any(Option::is_some)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Who {
    pub email: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetPassword {
    pub email: String,
    /// Without one the user chooses it by the link in the answer; the old one stays good until then.
    pub password: Option<String>,
}

/// A user as `korob user list --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub is_active: bool,
    /// False until the invitation is accepted.
    pub has_password: bool,
    pub created_at: String,
}

/// The user, and where to choose a password if none was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invited {
    pub user: Listed,
    /// The address of a page, good once.
    pub link: Option<String>,
}

/// Whether a new office can begin with this order: asked before anything is made for it.
///
/// # Errors
/// As for [`add`].
pub fn ensure_begins(order: &Add) -> Result<(), Refusal> {
    let email = address(order)?;
    let office = new_office(&order.office, &email)?;
    if let Some(password) = &order.password {
        ensure_good(password, &[&order.name, email.as_str(), &office.name])?;
    }
    Ok(())
}

fn address(order: &Add) -> Result<EmailAddress, Refusal> {
    EmailAddress::parse(&order.email).ok_or_else(|| invalid("email", Problem::NotAnEmail))
}

pub fn add(desk: &Desk<'_>, order: Add) -> Result<Invited, Refusal> {
    let email = address(&order)?;
    let office = desk.db.read_blocking(Office::find)?;
    let is_first = office.is_none();
    if is_first && order.role != Role::Admin {
        return Err(Refusal::FirstIsNoAdmin);
    }
    let office = match office {
        // What is asked for would not come about.
        Some(_) if order.office.is_given() => return Err(Refusal::Begun),
        Some(office) => office,
        None => new_office(&order.office, &email)?,
    };
    let actor = if is_first { Actor { user_id: None, via: Via::Cli } } else { desk.actor()? };
    let password = match &order.password {
        Some(password) => Some(hash(password, &[&order.name, email.as_str(), &office.name])?),
        None => None,
    };
    let new = NewUser { name: order.name, email, role: order.role, lang: office.lang, zone: office.tz(), password };
    let (steps, url) = (desk.beginning.steps.clone(), desk.url.to_owned());
    let seats = desk.licences.seats().clone();
    let added = desk.db.write_blocking(move |tx| {
        let id = if is_first {
            setup::create_office(tx, &actor, &NewOffice { office, admin: new }, &steps)?
        } else {
            users::let_in(tx, &actor, &seats, &new)?
        };
        let user = users::get(tx, id)?;
        let link = if user.has_password { None } else { Some(link(tx, &url, &user, Purpose::Invite)?) };
        Ok(Invited { user: Listed::from(&user), link })
    })?;
    Ok(added)
}

fn new_office(order: &OfficeOrder, admin: &EmailAddress) -> Result<Office> {
    let unknown = |field: &str| Error::invalid(field, Problem::UnknownCode);
    let country = country::find(order.country.as_deref().unwrap_or("RU")).ok_or_else(|| unknown("country"))?;
    let currency = match &order.currency {
        Some(code) => currency::find(code).ok_or_else(|| unknown("currency"))?.code,
        None => country.currency,
    };
    let zone = zone::parse(order.zone.as_deref().unwrap_or(country.zone)).ok_or_else(|| unknown("zone"))?;
    Ok(Office {
        name: order.firm.clone().unwrap_or_else(|| admin.host().to_owned()),
        lang: order.lang,
        country: country.code.to_owned(),
        currency: currency.to_owned(),
        zone: zone.name().to_owned(),
    })
}

pub fn list(desk: &Desk<'_>) -> Result<Vec<Listed>, Refusal> {
    let found = desk.db.read_blocking(users::list)?;
    Ok(found.iter().map(Listed::from).collect())
}

pub fn set_password(desk: &Desk<'_>, order: SetPassword) -> Result<Invited, Refusal> {
    let user = desk.user(&order.email)?;
    let office = desk.db.read_blocking(Office::find)?.ok_or(Refusal::NotSetUp)?;
    let actor = rescuer(desk)?;
    let password = match &order.password {
        Some(password) => Some(hash(password, &[&user.name, &user.email, &office.name])?),
        None => None,
    };
    let url = desk.url.to_owned();
    let invited = desk.db.write_blocking(move |tx| {
        let link = match &password {
            Some(hash) => {
                users::set_password(tx, &actor, user.id, hash)?;
                None
            }
            None => Some(link(tx, &url, &user, Purpose::Reset)?),
        };
        Ok(Invited { user: Listed::from(&users::get(tx, user.id)?), link })
    })?;
    Ok(invited)
}

pub fn disable(desk: &Desk<'_>, who: &Who) -> Result<Listed, Refusal> {
    change(desk, who, |tx, actor, _, id| users::disable(tx, actor, id))
}

pub fn enable(desk: &Desk<'_>, who: &Who) -> Result<Listed, Refusal> {
    change(desk, who, users::enable)
}

fn change(
    desk: &Desk<'_>,
    who: &Who,
    verb: fn(&mut Tx<'_>, &Actor, &Seats, crate::kernel::UserId) -> Result<()>,
) -> Result<Listed, Refusal> {
    let (actor, user, seats) = (rescuer(desk)?, desk.user(&who.email)?, desk.licences.seats().clone());
    let changed = desk.db.write_blocking(move |tx| {
        verb(tx, &actor, &seats, user.id)?;
        Ok(Listed::from(&users::get(tx, user.id)?))
    })?;
    Ok(changed)
}

/// Who helps people in again: an administrator, or the box itself where there is no active one left.
fn rescuer(desk: &Desk<'_>) -> Result<Actor, Refusal> {
    match desk.actor() {
        Err(Refusal::NotSetUp) if desk.act_as.is_none() => Ok(Actor::SYSTEM),
        found => found,
    }
}

fn hash(password: &str, known_words: &[&str]) -> Result<PasswordHash> {
    ensure_good(password, known_words)?;
    password::hash(password)
}

fn ensure_good(password: &str, known_words: &[&str]) -> Result<()> {
    password::check(password, known_words).map_err(|problem| Error::invalid("password", problem))
}

fn link(tx: &Tx<'_>, url: &str, user: &User, purpose: Purpose) -> Result<String> {
    Ok(format!("{url}/password/{}", links::create_for_user(tx, user.id, purpose)?.as_str()))
}

impl From<&User> for Listed {
    fn from(user: &User) -> Self {
        Listed {
            id: user.id.0,
            email: user.email.clone(),
            name: user.name.clone(),
            role: user.role,
            is_active: user.is_active(),
            has_password: user.has_password,
            created_at: user.created_at.to_rfc3339(),
        }
    }
}
