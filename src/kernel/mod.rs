//! Words every room shares: who, when, how much, what went wrong. No I/O, no HTTP.

pub mod access;
pub mod actor;
pub mod clock;
pub mod country;
pub mod currency;
pub mod email;
pub mod error;
pub mod formula;
pub mod lang;
pub mod money;
pub mod phone;
pub mod record_ref;
pub mod several;
pub mod tax_id;
pub mod text;
pub mod zone;

pub use access::Access;
pub use actor::{Actor, Via};
pub use clock::{Clock, HeldClock, SystemClock, Timestamp};
pub use currency::Currency;
pub use email::EmailAddress;
pub use error::{Error, FieldErrors, Problem, Result, Told};
pub use lang::Lang;
pub use money::Money;
pub use phone::Phone;
pub use record_ref::{ActionId, KindKey, RecordRef, UserId};
