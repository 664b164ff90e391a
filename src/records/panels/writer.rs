//! What the composer of a card writes beside comments.

use crate::access::Viewer;
use crate::kernel::{ActionId, RecordRef, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::Text;
use crate::records::registry::{Kind, Registry};
use maud::Markup;
use rusqlite::Connection;

/// A tab of the composer.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub key: &'static str,
    pub label: Text,
    pub icon: &'static str,
    /// The text inside the empty field.
    pub placeholder: Text,
    /// The name of the button: "Plan".
    pub submit: Text,
    /// The key that leads here.
    pub letter: &'static str,
}

/// Who writes them, for the cards of which kinds.
#[derive(Clone, Copy)]
pub struct Writer {
    /// They stand after the comment.
    pub entries: &'static [Entry],
    pub is_for: fn(&Kind) -> bool,
    /// What was understood of a text so far; empty where there is nothing to say.
    pub preview: fn(&Connection, &Viewer, Timestamp, &str, &str) -> Result<Markup>,
    /// Writes the entry of this key about a record that the viewer may view.
    pub write: fn(&mut Tx<'_>, &Viewer, &Registry, RecordRef, &str, &str) -> Result<Written>,
}

/// What was written, for the toast.
#[derive(Debug, Clone)]
pub struct Written {
    pub action: Option<ActionId>,
    pub said: String,
}
