//! Lists the office edits: statuses, sources, types. A record keeps the code; labels, order and colours may change,
//! and logic hangs on the semantic type alone.

use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Error, Lang, Problem, RecordRef, Result};
use crate::platform::db::Tx;
use crate::platform::events::{self, NewEvent, Row};
use crate::platform::i18n::Text;
use crate::records::store::rows;
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use std::collections::HashMap;

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
    pub semantic: Option<String>,
    pub color: String,
    pub position: i64,
    pub is_archived: bool,
}

/// All lists, read once for a page.
#[derive(Debug, Clone, Default)]
pub struct Dictionary(HashMap<String, Vec<OptionItem>>);

impl Dictionary {
    pub fn load(conn: &Connection, lang: Lang) -> Result<Dictionary> {
        let mut lists: HashMap<String, Vec<OptionItem>> = HashMap::new();
        for item in query(conn, lang, "1 ORDER BY list, position, id", [])? {
            lists.entry(item.list.clone()).or_default().push(item);
        }
        Ok(Dictionary(lists))
    }

    /// The values that can be chosen now, in the office's order.
    pub fn offered(&self, list: &str) -> impl Iterator<Item = &OptionItem> {
        self.all(list).iter().filter(|item| !item.is_archived)
    }

    pub fn all(&self, list: &str) -> &[OptionItem] {
        self.0.get(list).map_or(&[], Vec::as_slice)
    }

    pub fn find(&self, list: &str, code: &str) -> Option<&OptionItem> {
        self.all(list).iter().find(|item| item.code == code)
    }

    /// The label of a code; the code itself if the list no longer has it.
    pub fn label<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        self.find(list, code).map_or(code, |item| &item.label)
    }
}

pub fn find(conn: &Connection, list: &str, code: &str) -> Result<Option<OptionItem>> {
    Ok(query(conn, Lang::En, "list = ?1 AND code = ?2", (list, code))?.pop())
}

/// The first value of a list with this meaning, in the office's order.
pub fn first_with(conn: &Connection, list: &str, semantic: &str) -> Result<Option<OptionItem>> {
    let mut items =
        query(conn, Lang::En, "list = ?1 AND semantic = ?2 ORDER BY position, id LIMIT 1", (list, semantic))?;
    Ok(items.pop())
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

/// A new value at the end of its list, before the closed ones when `semantic` is open; its code.
pub fn add(tx: &mut Tx<'_>, viewer: &Viewer, list: &str, label: &str, semantic: Option<&str>) -> Result<String> {
    let label = label.trim();
    if label.is_empty() {
        return Err(Error::invalid("label", Problem::Required));
    }
    if label.chars().count() > 100 {
        return Err(Error::invalid("label", Problem::TooLong { max: 100 }));
    }
    if code_of_word(tx, list, label)?.is_some() {
        return Err(Error::invalid("label", Problem::AlreadyTaken));
    }
    let position: i64 = tx.query_row(
        "SELECT coalesce(max(position), 0) + 1 FROM options WHERE list = ?1 AND semantic IS ?2",
        (list, semantic),
        |row| row.get(0),
    )?;
    let next: i64 = tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM options", [], |row| row.get(0))?;
    let code = format!("own_{next}");
    let mut row = Row::new();
    for (column, value) in [
        ("list", json!(list)),
        ("code", json!(code)),
        ("label_en", json!(label)),
        ("label_ru", json!(label)),
        ("label_pl", json!(label)),
        ("semantic", json!(semantic)),
        ("color", json!("slate")),
        ("position", json!(position)),
    ] {
        row.insert(column.to_owned(), value);
    }
    let change = rows::insert(tx, "options", row)?;
    let subject = RecordRef::new("option", change.id);
    events::record(tx, &viewer.actor(), &NewEvent { verb: "option.created", subject, rows: &[change] })?;
    Ok(code)
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

fn query(
    conn: &Connection,
    lang: Lang,
    condition: &'static str,
    params: impl rusqlite::Params,
) -> Result<Vec<OptionItem>> {
    let label = match lang {
        Lang::En => "label_en",
        Lang::Ru => "label_ru",
        Lang::Pl => "label_pl",
    };
    let sql = [
        "SELECT id, list, code, ",
        label,
        ", semantic, color, position, archived_at IS NOT NULL FROM options WHERE ",
        condition,
    ]
    .concat();
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params, |row| {
        Ok(OptionItem {
            id: row.get(0)?,
            list: row.get(1)?,
            code: row.get(2)?,
            label: row.get(3)?,
            semantic: row.get(4)?,
            color: row.get(5)?,
            position: row.get(6)?,
            is_archived: row.get(7)?,
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
