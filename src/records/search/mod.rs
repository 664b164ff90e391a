//! The one search over all records: any substring of three and more characters, beginnings of words for one and two,
//! digits of phones and tax numbers, text typed in the wrong keyboard layout.

mod check;
mod highlight;
mod index;
mod layout;
mod number;
mod people;
mod query;
#[cfg(test)]
mod tests;
mod tidy;

pub use check::{clear, leads_to, unmatched};
pub use highlight::{spans, words};
pub use index::{Title, add, put, remove};
pub use layout::other_layout;
pub use number::{digits_of, phone_digits};
pub use query::{Hit, MAX_HITS, candidates, find, is_empty, matching_ids};
pub use tidy::tidy;
