//! The rows of a copy in which nobody is to be recognised, but for records.

use super::invented::{Somebody, firm, random_of, words};
use crate::access::password::PasswordHash;
use crate::kernel::text::fold;
use crate::kernel::{Lang, Result};
use crate::office::backup::Plan;
use crate::office::seed::Names;
use crate::platform::db::Tx;
use crate::platform::files::BlobHash;
use crate::platform::settings::{CopyMark, Office};
use crate::records::{Kind, masking};
use rusqlite::Connection;

/// Ways in, texts that came with imports and programs, what people looked for, and what records were before. In an order in
/// which nothing points at what is gone.
const EMPTIED: [&str; 11] = [
    "sessions",
    "one_time_links",
    "known_devices",
    "api_tokens",
    "idempotency_keys",
    "import_rows",
    "imports",
    "import_mappings",
    "saved_views",
    "list_habits",
    "event_values",
];

/// What is replaced below, or with the records.
const REPLACED: [(&str, &[&str]); 8] = [
    ("settings", &["key", "value"]),
    ("instance", &["id"]),
    ("users", &["name", "email", "password_hash"]),
    ("tags", &["name", "fold"]),
    ("comments", &["body"]),
    ("attachments", &["sha256", "name", "media_type"]),
    ("contact_points", &["value", "extension"]),
    ("search", &["title_sort", "people", "fold"]),
];

/// What says nothing of anybody: codes of the box, words that the office calls its lists, stages and colours by, hashes over
/// values that are gone with their salt.
const IMPERSONAL: [(&str, &[&str]); 15] = [
    ("instance", &["made_by"]),
    ("actions", &["verb", "via", "subject_kind"]),
    ("events", &["verb", "kind", "values_hash", "hash"]),
    ("users", &["role", "lang", "zone", "theme", "density"]),
    ("options", &["list", "code", "label_en", "label_ru", "label_pl", "semantic", "color", "rules"]),
    ("stamps", &["name"]),
    ("contact_points", &["owner_kind", "channel", "label"]),
    ("tags", &["color"]),
    ("record_tags", &["owner_kind"]),
    ("record_observers", &["owner_kind"]),
    ("search", &["kind"]),
    ("comments", &["owner_kind"]),
    ("currency_rates", &["currency", "base", "valid_from"]),
    ("deal_totals", &["currency"]),
    ("attachments", &["owner_kind"]),
];

/// Columns that may hold texts and of which nobody has said whether they are about people: `table.column`. As long as there
/// are some, no copy is masked.
pub fn undecided(conn: &Connection, kinds: &[impl AsRef<Kind>]) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND t.name <> 'refinery_schema_history' AND c.type <> 'INTEGER' ORDER BY t.name, c.cid",
    )?;
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let columns = columns.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    let listed = |(table, column): &(String, String)| {
        let is_in = |(known, columns): &(&str, &[&str])| known == table && columns.contains(&column.as_str());
        EMPTIED.contains(&table.as_str()) || REPLACED.iter().chain(&IMPERSONAL).any(is_in)
    };
    let of_records =
        |(table, column): &(String, String)| kinds.iter().any(|kind| masking::knows(kind.as_ref(), table, column));
    let open = columns.iter().filter(|column| !listed(column) && !of_records(column));
    Ok(open.map(|(table, column)| format!("{table}.{column}")).collect())
}

/// Everything but records. Afterwards the oldest active administrator signs in with the password of `hash`, the others with
/// none.
///
/// # Errors
/// `NotFound` where no administrator is active.
pub(super) fn mask(tx: &mut Tx<'_>, hash: &PasswordHash, paper: (BlobHash, u64)) -> Result<()> {
    for table in EMPTIED {
        tx.execute(&["DELETE FROM ", table].concat(), [])?;
    }
    let lang = mask_settings(tx)?;
    let names = Names::of(lang);
    for id in ids(tx, "SELECT id FROM users")? {
        let somebody = Somebody::of(names, &mut random_of("users", id), None);
        let name = [somebody.first_name, &somebody.last_name].join(" ");
        let email = format!("{}.{id}@office.example", somebody.latin);
        let sql = "UPDATE users SET name = ?2, email = ?3, password_hash = NULL WHERE id = ?1";
        tx.execute(sql, (id, name, email))?;
    }
    let admin = "UPDATE users SET password_hash = ?1 WHERE id = (
        SELECT id FROM users WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id LIMIT 1)";
    tx.execute(admin, [hash.as_str()])?;
    // No two may be called alike, not even on the way; what people typed begins with no space.
    tx.execute("UPDATE tags SET fold = ' ' || id", [])?;
    for id in ids(tx, "SELECT id FROM tags")? {
        let name = format!("#{id}");
        tx.execute("UPDATE tags SET name = ?2, fold = ?3 WHERE id = ?1", (id, &name, fold(&name)))?;
    }
    let comments = tx
        .prepare("SELECT id, body FROM comments")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    for (id, body) in comments {
        let body = words(names, &mut random_of("comments", id), &body);
        tx.execute("UPDATE comments SET body = ?2 WHERE id = ?1", (id, body))?;
    }
    let files = "UPDATE attachments SET name = 'file ' || id || '.txt', sha256 = ?1, size_bytes = ?2,
        media_type = 'application/octet-stream'";
    tx.execute(files, (paper.0.to_string(), i64::try_from(paper.1).unwrap_or_default()))?;
    Ok(())
}

/// What the office decided of how it works stays; its name does not. The language of the office.
fn mask_settings(tx: &mut Tx<'_>) -> Result<Lang> {
    let (office, plan, mark) = (Office::load(tx)?, Plan::load(tx)?, CopyMark::find(tx)?);
    tx.execute("DELETE FROM settings", [])?;
    let name = firm(Names::of(office.lang), &mut random_of("settings", 1), 1);
    let lang = office.lang;
    Office { name, ..office }.save(tx)?;
    plan.save(tx)?;
    if let Some(mark) = mark {
        mark.save(tx)?;
    }
    Ok(lang)
}

fn ids(conn: &Connection, sql: &str) -> Result<Vec<i64>> {
    let mut statement = conn.prepare(sql)?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
