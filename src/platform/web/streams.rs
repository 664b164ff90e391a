//! Answers that stay open while a page is: server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
//! Each has a [`Seat`], so that there are never too many of them and none holds up the end of the server.

use super::PageError;
use crate::kernel::Error;
use actix_web::http::Method;
use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::Stream;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Of all who are there.
const MOST: usize = 1_000;

/// Of one owner. A browser does not say that it left until the next beat, so the newest are those that are read.
const MOST_OF_ONE: usize = 6;

/// All streams that are open.
#[derive(Default)]
pub struct Streams(Mutex<Open>);

#[derive(Default)]
struct Open {
    is_closed: bool,
    last: u64,
    /// Oldest first.
    seats: VecDeque<Taken>,
}

struct Taken {
    number: u64,
    owner: i64,
    /// Its stream ends when this goes.
    _end: oneshot::Sender<()>,
}

/// The right to go on streaming; given back when it is dropped.
pub struct Seat {
    streams: Arc<Streams>,
    number: u64,
    end: oneshot::Receiver<()>,
}

impl Streams {
    /// A seat for a stream of this owner, whose oldest one ends if there were many.
    ///
    /// # Errors
    /// `Busy` if all seats are taken or the server is about to stop.
    pub fn take(self: &Arc<Streams>, owner: i64) -> Result<Seat, Error> {
        let mut open = self.open();
        let own = open.seats.iter().filter(|seat| seat.owner == owner).count();
        if own >= MOST_OF_ONE
            && let Some(oldest) = open.seats.iter().position(|seat| seat.owner == owner)
        {
            open.seats.remove(oldest);
        }
        if open.is_closed || open.seats.len() >= MOST {
            return Err(Error::Busy);
        }
        let (tell, end) = oneshot::channel();
        open.last += 1;
        let number = open.last;
        open.seats.push_back(Taken { number, owner, _end: tell });
        Ok(Seat { streams: self.clone(), number, end })
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.open().seats.len()
    }

    /// Ends all of them, and lets no other begin.
    pub fn close(&self) {
        let mut open = self.open();
        open.is_closed = true;
        open.seats.clear();
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Nothing that holds it can panic half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Waits until the stream has to end. Not to be waited for again then.
    pub async fn ended(&mut self) {
        let _ = (&mut self.end).await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let number = self.number;
        self.streams.open().seats.retain(|seat| seat.number != number);
    }
}

/// One event; `data` is a single line.
pub fn event(name: &str, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

/// The answer that consists of these events, passed on at once by whatever lies between.
pub fn event_stream(
    request: &HttpRequest,
    events: impl Stream<Item = Result<Bytes, Infallible>> + 'static,
) -> Result<HttpResponse, PageError> {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Packed, events would wait until there are enough of them.
        .insert_header(ContentEncoding::Identity)
        .insert_header(("X-Accel-Buffering", "no"));
    Ok(if request.method() == Method::HEAD { answer.finish() } else { answer.streaming(events) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    fn is_over(seat: &mut Seat) -> bool {
        seat.ended().now_or_never().is_some()
    }

    #[test]
    fn the_oldest_of_an_owner_makes_room_and_all_have_an_end() {
        let streams = Arc::new(Streams::default());
        let mut other = streams.take(2).unwrap();
        let mut seats: Vec<Seat> = (0..MOST_OF_ONE).map(|_| streams.take(1).unwrap()).collect();
        assert!(!is_over(&mut seats[0]));
        let mut newest = streams.take(1).unwrap();
        assert!(is_over(&mut seats[0]) && !is_over(&mut seats[1]) && !is_over(&mut other));
        drop(seats.remove(1));
        let _another = streams.take(1).unwrap();
        assert!(!is_over(&mut seats[1]), "there was room");
        streams.close();
        assert!(is_over(&mut newest) && is_over(&mut other) && streams.take(3).is_err());
    }

    #[test]
    fn there_are_never_too_many() {
        let streams = Arc::new(Streams::default());
        let mut seats: Vec<Seat> = (0..MOST as i64).map(|owner| streams.take(owner).unwrap()).collect();
        assert!(streams.take(-1).is_err());
        assert!(streams.take(0).is_err(), "not even for who has one");
        seats.pop();
        assert!(streams.take(-1).is_ok());
    }
}
