//! Who is asking. Stands before every handler that needs somebody, and finds the viewer from the session cookie or the
//! API token.
//!
//! Answers come from memory; the database is asked again after anything changed that concerns access. When a session or
//! a token was last used is noted in memory too and written now and then together with somebody's real change.

mod staying;

pub use staying::Staying;

use super::changes;
use super::secret::{self, SecretHash};
use super::sessions::{self, SessionId, SignedIn};
use super::tokens::{self, TokenId};
use super::viewer::{Scope, Viewer};
use crate::kernel::{Error, Result, Timestamp};
use crate::platform::db::{Db, Tx};
use crate::platform::web::request::{is_api, is_safe_method, set_lang, wants_fragment};
use crate::platform::web::{ApiError, Failure, Need, PageError, cookies, csrf};
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use std::collections::HashMap;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::form_urlencoded;

/// How often last-used times are written, at most.
const WRITE_EVERY: Duration = Duration::from_secs(60);

/// Sessions and tokens kept in memory; an office has a few hundred.
const MAX_REMEMBERED: usize = 10_000;

/// Knows who may come in.
pub struct Gatekeeper {
    db: Db,
    remembered: Mutex<Remembered>,
    uses: Arc<Mutex<Uses>>,
}

#[derive(Default)]
struct Remembered {
    generation: u64,
    sessions: HashMap<SecretHash, Arc<SignedIn>>,
    tokens: HashMap<SecretHash, Arc<Program>>,
}

/// A program with a token.
struct Program {
    id: TokenId,
    viewer: Viewer,
    expires_at: Option<Timestamp>,
}

/// When what was last used.
struct Uses {
    /// What is older is in the database. If that batch was lost after all, the next use is written.
    written_at: Timestamp,
    sessions: HashMap<SessionId, Timestamp>,
    tokens: HashMap<TokenId, Timestamp>,
}

impl Gatekeeper {
    pub fn new(db: Db) -> Gatekeeper {
        let uses = Arc::new(Mutex::new(Uses {
            written_at: Timestamp(i64::MIN),
            sessions: HashMap::new(),
            tokens: HashMap::new(),
        }));
        let to_write = uses.clone();
        db.ride_along(WRITE_EVERY, move |tx| write_uses(tx, &to_write));
        Gatekeeper { db, remembered: Mutex::default(), uses }
    }

    /// Who is signed in with this cookie; notes that the session was used.
    pub async fn signed_in(&self, cookie: &str) -> Result<Option<Arc<SignedIn>>> {
        let found = self.session(secret::hash(cookie)).await?;
        let now = self.db.clock().now();
        Ok(found.filter(|signed_in| self.use_session(signed_in, now)))
    }

    /// The session with this secret, however old.
    async fn session(&self, hash: SecretHash) -> Result<Option<Arc<SignedIn>>> {
        if let Some(known) = self.recall(|remembered| remembered.sessions.get(&hash).cloned()) {
            return Ok(Some(known));
        }
        let generation = changes::generation();
        let found = self.db.read(move |conn| sessions::find(conn, &hash)).await?.map(Arc::new);
        if let Some(found) = &found {
            self.remember(generation, |remembered| remembered.sessions.insert(hash, found.clone()));
        }
        Ok(found)
    }

    /// For whom the program with this token acts; notes that the token was used.
    pub async fn program(&self, token: &str) -> Result<Option<Viewer>> {
        let (hash, now) = (secret::hash(token), self.db.clock().now());
        let found = match self.recall(|remembered| remembered.tokens.get(&hash).cloned()) {
            Some(known) => Some(known),
            None => {
                let generation = changes::generation();
                let found = self.db.read(move |conn| tokens::find_alive(conn, &hash, now)).await?;
                let found = found.map(|(id, viewer, expires_at)| Arc::new(Program { id, viewer, expires_at }));
                if let Some(found) = &found {
                    self.remember(generation, |remembered| remembered.tokens.insert(hash, found.clone()));
                }
                found
            }
        };
        let found = found.filter(|program| program.expires_at.is_none_or(|expires_at| now < expires_at));
        if let (Some(program), Ok(mut uses)) = (&found, self.uses.lock()) {
            uses.tokens.insert(program.id, now);
        }
        Ok(found.map(|program| program.viewer.clone()))
    }

    fn use_session(&self, signed_in: &SignedIn, now: Timestamp) -> bool {
        let Ok(mut uses) = self.uses.lock() else { return false };
        let is_alive = uses.is_alive(signed_in, now);
        if is_alive {
            uses.sessions.insert(signed_in.session.id, now);
        }
        is_alive
    }

    fn recall<T>(&self, look: impl FnOnce(&Remembered) -> Option<T>) -> Option<T> {
        let remembered = self.remembered.lock().ok()?;
        if remembered.generation == changes::generation() { look(&remembered) } else { None }
    }

    /// Keeps what was read, unless something changed after the reading began.
    fn remember<T>(&self, generation: u64, keep: impl FnOnce(&mut Remembered) -> T) {
        let Ok(mut remembered) = self.remembered.lock() else { return };
        let now = changes::generation();
        let is_full = remembered.sessions.len() + remembered.tokens.len() >= MAX_REMEMBERED;
        if remembered.generation != now || is_full {
            *remembered = Remembered { generation: now, ..Remembered::default() };
        }
        if generation == now {
            keep(&mut remembered);
        }
    }
}

impl Uses {
    fn is_alive(&self, signed_in: &SignedIn, now: Timestamp) -> bool {
        let session = &signed_in.session;
        let last_seen_at = self.sessions.get(&session.id).copied().unwrap_or(session.last_seen_at);
        session.is_alive(last_seen_at.max(session.last_seen_at), now)
    }
}

/// Ends the session of this cookie, if there is one.
pub(super) fn end_session(tx: &mut Tx<'_>, cookie: &str) -> Result<()> {
    if let Some(found) = sessions::find(tx, &secret::hash(cookie))? {
        sessions::end(tx, found.viewer.user_id, found.session.id)?;
    }
    Ok(())
}

/// Writes what was used since the last time. The times stay in memory: what is remembered of a session may be older.
fn write_uses(tx: &mut Tx<'_>, uses: &Mutex<Uses>) -> Result<()> {
    let Ok(mut uses) = uses.lock() else { return Ok(()) };
    let since = uses.written_at;
    for (id, at) in uses.sessions.iter().filter(|(_, at)| **at >= since) {
        sessions::touch(tx, *id, *at)?;
    }
    for (id, at) in uses.tokens.iter().filter(|(_, at)| **at >= since) {
        tokens::touch(tx, *id, *at)?;
    }
    let oldest = tx.now().plus_secs(-sessions::limits(true).idle_secs);
    uses.sessions.retain(|_, at| *at >= oldest);
    uses.tokens.retain(|_, at| *at >= oldest);
    uses.written_at = tx.now();
    Ok(())
}

/// The gate of the route table ([`Need`]): lets a request pass with its [`Viewer`], or answers it.
pub fn gate(request: &HttpRequest, need: Need) -> Pin<Box<dyn Future<Output = Result<(), actix_web::Error>>>> {
    let request = request.clone();
    Box::pin(async move {
        if is_api(&request) {
            let viewer = program_behind(&request).await.map_err(ApiError::from)?;
            let viewer = viewer.ok_or_else(|| ApiError::from(Failure::unauthorized()))?;
            allow(&viewer, need).map_err(ApiError::from)?;
            request.extensions_mut().insert(viewer);
            return Ok(());
        }
        let signed_in = identify(&request).await.map_err(PageError::from)?;
        let Some(signed_in) = signed_in else { return Err(to_sign_in(&request)) };
        if !is_safe_method(&request) && !csrf::has_token(&request) {
            return Err(PageError::from(Failure::stale_page()).into());
        }
        allow(&signed_in.viewer, need).map_err(PageError::from)?;
        Ok(())
    })
}

fn allow(viewer: &Viewer, need: Need) -> Result<()> {
    let is_allowed = match need {
        Need::Public | Need::SignedIn => true,
        Need::Admin => viewer.is_admin(),
        Need::Record { kind, access } => viewer.scope(kind, access) != Scope::None,
    };
    if is_allowed { Ok(()) } else { Err(Error::Forbidden) }
}

/// Who is signed in, also on public pages; remembers it with the request, and the language to answer in.
pub async fn identify(request: &HttpRequest) -> Result<Option<Arc<SignedIn>>> {
    let known = request.extensions().get::<Arc<SignedIn>>().cloned();
    if known.is_some() {
        return Ok(known);
    }
    let (Some(cookie), Some(gatekeeper)) = (cookies::session(request), gatekeeper(request)) else { return Ok(None) };
    let found = gatekeeper.signed_in(&cookie).await?;
    if let Some(signed_in) = &found {
        set_lang(request, signed_in.viewer.lang);
        request.extensions_mut().insert(signed_in.viewer.clone());
        request.extensions_mut().insert(signed_in.clone());
    }
    Ok(found)
}

/// For whom the program acts whose token the request brings.
pub async fn program_behind(request: &HttpRequest) -> Result<Option<Viewer>> {
    let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.split_once(' ')).filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
    match (token, gatekeeper(request)) {
        (Some((_, token)), Some(gatekeeper)) => gatekeeper.program(token.trim()).await,
        _ => Ok(None),
    }
}

fn gatekeeper(request: &HttpRequest) -> Option<web::Data<Gatekeeper>> {
    request.app_data::<web::Data<Gatekeeper>>().cloned()
}

/// To the sign-in page and, after it, back to where one wanted to go.
fn to_sign_in(request: &HttpRequest) -> actix_web::Error {
    let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
    // A change cannot be repeated after signing in: only pages are gone back to.
    let location = if is_safe_method(request) && wanted != "/" && !wants_fragment(request) {
        let next: String = form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
        format!("/login?next={next}")
    } else {
        "/login".to_owned()
    };
    let mut response = if wants_fragment(request) {
        HttpResponse::Unauthorized().insert_header(("HX-Redirect", location)).finish()
    } else {
        HttpResponse::SeeOther().insert_header((header::LOCATION, location)).finish()
    };
    if cookies::session(request).is_some() {
        // Only a cookie whose name or value cannot stand in a header could fail, and ours is fixed.
        let _ = response.add_cookie(&cookies::no_session(request));
    }
    InternalError::from_response("not signed in", response).into()
}

/// The viewer that the gate let in.
impl FromRequest for Viewer {
    type Error = PageError;
    type Future = Ready<Result<Viewer, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Viewer>().cloned().ok_or_else(not_gated))
    }
}

/// The session that the gate let in: for pages about oneself.
pub struct Me(pub Arc<SignedIn>);

impl FromRequest for Me {
    type Error = PageError;
    type Future = Ready<Result<Me, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Arc<SignedIn>>().cloned().map(Me).ok_or_else(not_gated))
    }
}

fn not_gated() -> PageError {
    Error::Internal(anyhow::anyhow!("a handler asked for the viewer on a public route")).into()
}

#[cfg(test)]
mod tests;
