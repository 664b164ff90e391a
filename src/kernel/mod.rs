//! Words every room shares: who, when, how much, what went wrong. No I/O, no HTTP.

pub mod access;
pub mod actor;
pub mod clock;
pub mod error;
pub mod lang;
pub mod record_ref;
pub mod text;

pub use access::Access;
pub use actor::{Actor, Via};
pub use clock::{Clock, HeldClock, SystemClock, Timestamp};
pub use error::{Error, FieldErrors, Problem, Result};
pub use lang::Lang;
pub use record_ref::{ActionId, KindKey, RecordRef, UserId};
