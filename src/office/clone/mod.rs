//! A copy of the office to try things in, in a data folder of its own, beside the one that people work in.
//!
//! It is another office to everybody: it has its own id, nobody is signed in to it and no program's token is good for it. It
//! bears a mark ([`crate::platform::settings::CopyMark`]) that pages and the start tell, listens to this machine alone, makes no
//! backups by itself and knows no second place for them, so that it neither reaches nor overwrites anything of the other.

mod config;
mod making;
mod notice;

pub use making::{Made, Order, make};
pub use notice::{notice, words};
