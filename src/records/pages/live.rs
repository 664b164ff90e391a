//! A stream for each open page that shows records of a kind: which of them others change. Of what is in them it says
//! nothing; the page asks for what it wants to show.
//!
//! Idle, a stream holds neither a thread nor a connection of the database. It ends with the session, the right to view
//! the kind, or the server.

use super::list::Tools;
use crate::access::{Me, Scope, Staying, Viewer};
use crate::kernel::{Access, KindKey, Result};
use crate::platform::db::{Db, Listener};
use crate::platform::events;
use crate::platform::web::streams::{event, event_stream};
use crate::platform::web::{PageError, Seat, Streams};
use crate::records::live::{Heard, news, news_of};
use crate::records::registry::Kind;
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// A sign of life, so that neither proxies nor the page take a quiet stream for a broken one.
const BEAT: Duration = Duration::from_secs(20);

/// What happens within this time is told at once.
const GATHERED: Duration = Duration::from_millis(150);

/// A page that has to look anew is left in peace for as long, and nobody looks through much more often.
const REST: Duration = Duration::from_secs(5);

/// How much earlier the page may have been read than it believes.
const MARGIN_SECS: i64 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Seconds since the page was drawn or last heard anything: what happened meanwhile is told first.
    ago: u32,
    /// The one record that the page is about.
    #[serde(default)]
    id: Option<i64>,
}

pub(super) async fn listen(
    kind: KindKey,
    (db, registry, viewer): Tools,
    (me, staying, streams): (Me, Staying, web::Data<Streams>),
    request: HttpRequest,
    asked: Asked,
) -> Result<HttpResponse, PageError> {
    let kind = registry.kind(kind)?;
    let seat = streams.into_inner().take(me.0.session.id.0)?;
    let listener = db.listen(kind.key);
    let since = db.clock().now().plus_secs(-i64::from(asked.ago) - MARGIN_SECS);
    let after = db.read(move |conn| events::position_at(conn, since)).await?;
    let now = Instant::now();
    let (db, due) = (db.get_ref().clone(), Some(now));
    let only = asked.id;
    let watch = Watch { db, kind, only, viewer, seat, staying, listener, after, next_beat: now, due, rested: now };
    event_stream(&request, stream::unfold(watch, Watch::next))
}

struct Watch {
    db: Db,
    kind: Arc<Kind>,
    only: Option<i64>,
    viewer: Viewer,
    seat: Seat,
    staying: Staying,
    listener: Listener,
    /// The last event that was looked at.
    after: Option<i64>,
    next_beat: Instant,
    /// When to look for what the listener heard of.
    due: Option<Instant>,
    /// Not before.
    rested: Instant,
}

impl Watch {
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Watch)> {
        loop {
            tokio::select! {
                () = self.seat.ended() => return None,
                () = self.staying.changed() => if !self.may_stay().await { return None },
                () = self.listener.news(), if self.due.is_none() => {
                    self.due = Some(self.rested.max(Instant::now() + GATHERED));
                }
                () = sleep_until(self.due.unwrap_or(self.next_beat)), if self.due.is_some() => {
                    self.due = None;
                    if let Some(told) = self.look().await? {
                        return Some((Ok(told), self));
                    }
                }
                () = sleep_until(self.next_beat) => {
                    self.next_beat = Instant::now() + BEAT;
                    if !self.may_stay().await {
                        return None;
                    }
                    return Some((Ok(event("beat", "{}")), self));
                }
            }
        }
    }

    /// The event to send, if there is something to tell; `None` where the database cannot be read: the page comes back.
    async fn look(&mut self) -> Option<Option<Bytes>> {
        self.listener.catch_up();
        let (viewer, kind, after, only) = (self.viewer.clone(), self.kind.clone(), self.after, self.only);
        let found = self.db.read(move |conn| match only {
            None => news(conn, &viewer, &kind, after),
            Some(id) => news_of(conn, &viewer, &kind, id, after).map(|(last, news)| (last, Heard::News(news))),
        });
        let found = found.await;
        let (last, heard) = found.inspect_err(|error| tracing::warn!(%error, "a live page was not told")).ok()?;
        self.after = Some(last);
        let news = match heard {
            Heard::News(news) => news,
            Heard::Much { is_theirs } => {
                self.rested = Instant::now() + REST;
                return Some(is_theirs.then(|| event("over", "{}")));
            }
        };
        if news.is_empty() {
            return Some(None);
        }
        Some(Some(event("news", &serde_json::to_string(&news).ok()?)))
    }

    async fn may_stay(&mut self) -> bool {
        let Ok(Some(signed_in)) = self.staying.signed_in().await else { return false };
        self.viewer = signed_in.viewer.clone();
        self.viewer.scope(self.kind.key, Access::View) != Scope::None
    }
}
