//! Comments: what colleagues tell each other about a record. Who may view the record reads and writes them; one changes
//! and deletes one's own, an administrator anybody's.
//!
//! The text stays as it was typed. A name after "@" mentions a colleague, which is kept beside the text; whoever cannot see
//! the record is not made to by being mentioned.
//!
//! A comment is part of its record's history: its events (`comment.created`, `.updated`, `.deleted`) are the record's.

mod service;
mod store;
mod text;

pub use service::{create, delete, get_own, unseeing, update};
pub use store::{Comment, by_ids};
pub use text::{Part, mentioned, parts};

/// Characters of one comment.
pub const MAX_CHARS: usize = 10_000;
