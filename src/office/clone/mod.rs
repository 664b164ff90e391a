//! A copy of the office to try things in, in a data folder of its own, beside the one that people work in.
//!
//! It is another office to everybody: it has its own id, nobody is signed in to it and no program's token is good for it. It
//! bears a mark ([`crate::platform::settings::CopyMark`]) that pages and the start tell, listens to this machine alone, makes no
//! backups by itself and knows no second place for them, so that it neither reaches nor overwrites anything of the other.
//!
//! Masked, nobody is to be recognised in it: whatever people wrote is replaced by what was made up, and what records were before is
//! forgotten; how many there are, their links, days, sums and stages stay. What the office calls its lists and stages stays, too.

mod config;
mod invented;
mod making;
mod masking;
mod notice;
mod store;

pub use making::{Made, Order, make};
pub use masking::Login;
pub use notice::{notice, words};
pub use store::undecided;
