//! A session begins: in the database and in the browser.

use crate::access::credentials::{DEVICE_DAYS, Proof, know_device};
use crate::access::sessions::{self, NewSession, limits};
use crate::access::users::{self, User};
use crate::access::{Secret, gate};
use crate::kernel::{Result, UserId};
use crate::platform::db::Tx;
use crate::platform::web::{cookies, request};
use actix_web::cookie::time::Duration;
use actix_web::{HttpRequest, HttpResponse};

/// What the browser gets to keep.
pub struct Begun {
    session: Secret,
    device: Secret,
    is_kept: bool,
    user: User,
}

/// What is known of the browser, taken from its request.
#[derive(Clone)]
pub struct Browser {
    new: NewSession,
    /// The cookies it came with.
    session: Option<String>,
    device: Option<String>,
}

impl Browser {
    pub fn of(request: &HttpRequest, is_kept: bool) -> Browser {
        let new =
            NewSession { is_kept, ip: request::client_ip(request).to_string(), agent: request::user_agent(request) };
        Browser { new, session: cookies::session(request), device: cookies::device(request) }
    }
}

/// Begins a session for who typed the right password. Errors: `Invalid` if it is not the right one any more.
pub(super) fn begin_by_password(tx: &mut Tx<'_>, proof: &Proof, browser: &Browser) -> Result<Begun> {
    proof.require(tx, "password")?;
    begin(tx, proof.user, browser)
}

/// Begins a session for a user who has just proved to be one; the session that the browser had ends, whoever's it was.
pub fn begin(tx: &mut Tx<'_>, user: UserId, browser: &Browser) -> Result<Begun> {
    if let Some(cookie) = &browser.session {
        gate::end_session(tx, cookie)?;
    }
    let session = sessions::begin(tx, user, &browser.new)?;
    let device = know_device(tx, user, browser.device.as_deref())?;
    Ok(Begun { session, device, is_kept: browser.new.is_kept, user: users::get(tx, user)? })
}

/// Hands the new session to the browser, and how its user wants pages to look, also those where nobody is known to be signed in.
pub fn set_cookies(request: &HttpRequest, response: &mut HttpResponse, begun: &Begun) {
    let age = begun.is_kept.then(|| Duration::seconds(limits(true).total_secs));
    for cookie in [
        cookies::new_session(request, begun.session.as_str(), age),
        cookies::new_device(request, begun.device.as_str(), Duration::days(DEVICE_DAYS)),
        cookies::new_lang(request, begun.user.lang.code()),
        cookies::new_theme(request, begun.user.theme.code()),
        cookies::new_density(request, begun.user.density.name()),
    ] {
        // A cookie whose name and value are of letters, digits and dashes can always stand in a header.
        let _ = response.add_cookie(&cookie);
    }
}
