//! Lists the office edits: statuses, sources, types. A record keeps the code; labels, order and colours may change,
//! and logic hangs on the semantic type alone.

mod deleted;
mod dictionary;
mod edit;
mod family;
mod looks;
mod usage;

pub use deleted::with_deleted;
pub use dictionary::Dictionary;
pub use edit::{
    NewOption, OptionChanges, add, add_as, archive, change, check_replaceable, create, delete, next_id, reorder,
};
pub use family::{delete_whole, members};
pub use usage::{OPEN, count_of, counts, is_fixed, is_last, is_of_statuses, is_shipped, is_used, uses};

use crate::kernel::text::fold;
use crate::kernel::{Error, Lang, Result};
use crate::platform::db::Tx;
use crate::platform::events::Row;
use crate::platform::i18n::Text;
use crate::records::store::rows;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A value a box comes with.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    pub list: &'static str,
    pub code: &'static str,
    pub label: Text,
    pub semantic: Option<&'static str>,
    pub color: &'static str,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OptionItem {
    pub id: i64,
    pub list: String,
    pub code: String,
    /// In the language asked for.
    pub label: String,
    /// In every language, in the order of [`Lang::ALL`].
    pub labels: [String; 3],
    pub semantic: Option<String>,
    pub color: String,
    pub position: i64,
    pub is_archived: bool,
    /// The value of another list that it belongs to: the pipeline of a stage.
    pub parent_id: Option<i64>,
    /// What whoever knows the list keeps of it beside, as JSON: when a deal may enter a stage.
    pub rules: Option<String>,
    /// What the other is called, where it has to be told apart from more.
    pub group: Option<String>,
    /// Whether the other is archived, where lists are read as a whole: deals finish their way there, none begins it.
    pub is_group_archived: bool,
}

impl OptionItem {
    /// What it is called where values of several groups stand together: "Wholesale: New".
    pub fn full_label(&self) -> Cow<'_, str> {
        match &self.group {
            Some(group) => Cow::Owned([group, ": ", &self.label].concat()),
            None => Cow::Borrowed(&self.label),
        }
    }

    /// Whether this is the meaning of the value: see [`OptionItem::semantic`].
    pub fn means(&self, meaning: &str) -> bool {
        self.semantic.as_deref() == Some(meaning)
    }

    /// Days after which a record has stood at this value for too long, where its rules say so: their `norm_days`.
    pub fn norm_days(&self) -> Option<i64> {
        serde_json::from_str::<Json>(self.rules.as_deref()?).ok()?.get("norm_days")?.as_i64()
    }

    /// What was read, for whoever changes it: another name, hue or rule is another version.
    pub fn version(&self) -> i64 {
        let mut hasher = Sha256::new();
        for text in self.labels.iter().chain([&self.color]).chain(&self.rules) {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
        let start = hasher.finalize().iter().take(8).fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        (start >> 1).cast_signed()
    }
}

pub fn find(conn: &Connection, list: &str, code: &str) -> Result<Option<OptionItem>> {
    Ok(query(conn, Lang::En, "list = ?1 AND code = ?2", (list, code))?.pop())
}

/// The value with this id; `NotFound` if there is none.
pub fn get(conn: &Connection, lang: Lang, id: i64) -> Result<OptionItem> {
    query(conn, lang, "id = ?1", [id])?.pop().ok_or(Error::NotFound)
}

/// A value of this very list.
///
/// # Errors
/// `NotFound` where the list has no such value.
pub fn get_of(conn: &Connection, lang: Lang, list: &str, id: i64) -> Result<OptionItem> {
    query(conn, lang, "list = ?1 AND id = ?2", (list, id))?.pop().ok_or(Error::NotFound)
}

/// All values of a list, the archived too, in the office's order.
pub fn of_list(conn: &Connection, lang: Lang, list: &str) -> Result<Vec<OptionItem>> {
    query(conn, lang, "list = ?1 ORDER BY position, id", [list])
}

/// The values of this one's list that belong where it belongs, itself among them: what it is ordered and told apart in.
pub fn siblings(conn: &Connection, lang: Lang, item: &OptionItem) -> Result<Vec<OptionItem>> {
    of_parent(conn, lang, &item.list, item.parent_id)
}

/// The values of a list that belong to this value of another.
pub fn of_parent(conn: &Connection, lang: Lang, list: &str, parent_id: Option<i64>) -> Result<Vec<OptionItem>> {
    query(conn, lang, "list = ?1 AND parent_id IS ?2 ORDER BY position, id", (list, parent_id))
}

/// The first value of a list with this meaning that can be chosen, in the office's order.
pub fn first_with(conn: &Connection, list: &str, semantic: &str) -> Result<Option<OptionItem>> {
    let condition = "list = ?1 AND semantic = ?2 AND archived_at IS NULL ORDER BY position, id LIMIT 1";
    Ok(query(conn, Lang::En, condition, (list, semantic))?.pop())
}

/// The code whose label, in any language, or whose code itself is this word, folded.
pub fn code_of_word(conn: &Connection, list: &str, word: &str) -> Result<Option<String>> {
    let wanted = fold(word);
    let mut statement =
        conn.prepare_cached("SELECT code, label_en, label_ru, label_pl FROM options WHERE list = ?1")?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        for column in 0..4 {
            let text: String = row.get(column)?;
            if fold(&text) == wanted {
                return Ok(Some(row.get(0)?));
            }
        }
    }
    Ok(None)
}

/// Adds what a box comes with to lists that are still empty; not an action of anybody, and not undoable.
pub fn ship(tx: &Tx<'_>, shipped: &[Shipped]) -> Result<()> {
    let filled: Vec<String> = {
        let mut statement = tx.prepare("SELECT DISTINCT list FROM options")?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
    };
    for (position, option) in shipped.iter().enumerate() {
        if filled.iter().any(|list| list == option.list) {
            continue;
        }
        rows::insert(tx, "options", shipped_row(option, position))?;
    }
    Ok(())
}

fn shipped_row(option: &Shipped, position: usize) -> Row {
    [
        ("list", json!(option.list)),
        ("code", json!(option.code)),
        ("label_en", json!((option.label)(Lang::En))),
        ("label_ru", json!((option.label)(Lang::Ru))),
        ("label_pl", json!((option.label)(Lang::Pl))),
        ("semantic", json!(option.semantic)),
        ("color", json!(option.color)),
        ("position", json!(position)),
    ]
    .into_iter()
    .map(|(column, value)| (column.to_owned(), value))
    .collect()
}

/// The columns of the labels, in the order of [`Lang::ALL`].
pub const LABELS: [&str; 3] = ["label_en", "label_ru", "label_pl"];

fn at(lang: Lang) -> usize {
    match lang {
        Lang::En => 0,
        Lang::Ru => 1,
        Lang::Pl => 2,
    }
}

fn query(conn: &Connection, lang: Lang, condition: &str, params: impl rusqlite::Params) -> Result<Vec<OptionItem>> {
    let sql = [
        "SELECT id, list, code, label_en, label_ru, label_pl, semantic, color, position, archived_at IS NOT NULL,
            parent_id, rules
         FROM options WHERE ",
        condition,
    ]
    .concat();
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params, |row| {
        let labels: [String; 3] = [row.get(3)?, row.get(4)?, row.get(5)?];
        Ok(OptionItem {
            id: row.get(0)?,
            list: row.get(1)?,
            code: row.get(2)?,
            label: labels[at(lang)].clone(),
            labels,
            semantic: row.get(6)?,
            color: row.get(7)?,
            position: row.get(8)?,
            is_archived: row.get(9)?,
            parent_id: row.get(10)?,
            rules: row.get(11)?,
            group: None,
            is_group_archived: false,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a record may be given this code now.
pub fn is_offered(conn: &Connection, list: &str, code: &str) -> Result<bool> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT 1 FROM options WHERE list = ?1 AND code = ?2 AND archived_at IS NULL")?
        .query_row((list, code), |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}
