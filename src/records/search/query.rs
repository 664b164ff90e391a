//! Finding records by what somebody typed.

use super::layout::other_layout;
use crate::access::{Scope, Viewer};
use crate::kernel::text::fold;
use crate::kernel::{Access, KindKey, Result};
use crate::records::sql::Sql;
use rusqlite::{Connection, params_from_iter};

/// No search gathers more than this before it sorts or filters.
pub const MAX_HITS: usize = 1000;

/// A record that was found, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: String,
    pub record_id: i64,
}

/// The newest records of any of `kinds` whose text holds every word of `typed`, in any order. Nothing found in the
/// layout as typed is looked for in the other one.
pub fn find(conn: &Connection, viewer: &Viewer, kinds: &[KindKey], typed: &str, limit: usize) -> Result<Vec<Hit>> {
    let limit = limit.min(MAX_HITS);
    let folded = fold(typed);
    let hits = find_folded(conn, viewer, kinds, &folded, limit)?;
    match other_layout(&folded) {
        Some(swapped) if hits.is_empty() => find_folded(conn, viewer, kinds, &swapped, limit),
        _ => Ok(hits),
    }
}

/// [`find`] within one kind: ids alone.
pub fn matching_ids(conn: &Connection, viewer: &Viewer, kind: KindKey, typed: &str, limit: usize) -> Result<Vec<i64>> {
    Ok(find(conn, viewer, &[kind], typed, limit)?.into_iter().map(|hit| hit.record_id).collect())
}

/// The ids of records of a kind whose text may hold this folded term: what the index says before a re-check. `None`
/// when the term is too short for the index.
pub fn candidates(kind: KindKey, folded: &str) -> Option<Sql> {
    let grams: Vec<String> = folded.split_whitespace().flat_map(grams).collect();
    if grams.is_empty() {
        return None;
    }
    let mut sql = Sql::new(
        "SELECT s.record_id FROM search_grams g CROSS JOIN search s ON s.id = g.rowid WHERE g.search_grams MATCH ",
    );
    sql.bind(grams.join(" AND ")).push(" AND s.kind = ").bind(kind.to_owned());
    Some(sql)
}

fn find_folded(conn: &Connection, viewer: &Viewer, kinds: &[KindKey], folded: &str, limit: usize) -> Result<Vec<Hit>> {
    let terms = terms(folded);
    let visible: Vec<KindKey> =
        kinds.iter().copied().filter(|kind| viewer.scope(kind, Access::View) != Scope::None).collect();
    if terms.is_empty() || visible.is_empty() {
        return Ok(Vec::new());
    }
    let sql = hits_sql(viewer, &visible, &terms, limit);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let rows = statement
        .query_map(params_from_iter(sql.params), |row| Ok(Hit { kind: row.get(0)?, record_id: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Words to look for. A run of digits, brackets, dashes and a plus is one phone number, whatever its spaces.
pub(super) fn terms(folded: &str) -> Vec<String> {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let is_phone = digits.len() >= 3 && folded.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if is_phone {
        // 8 916… and +7 916… are one number: the trunk digit is left out of a full national number.
        let national = if digits.len() == 11 && digits.starts_with('8') { &digits[1..] } else { &digits };
        return vec![national.to_owned()];
    }
    folded.split_whitespace().map(str::to_owned).take(8).collect()
}

fn hits_sql(viewer: &Viewer, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    let (long, short): (Vec<&String>, Vec<&String>) = terms.iter().partition(|term| term.chars().count() >= 3);
    let mut sql = Sql::new("SELECT s.kind, s.record_id FROM ");
    // The index of words drives; the rows of `search` are read in its order, which is age.
    if long.is_empty() {
        sql.push("search_words w CROSS JOIN search s ON s.id = w.rowid WHERE w.search_words MATCH ");
        sql.bind(short.iter().map(|term| prefix(term)).collect::<Vec<_>>().join(" AND "));
    } else {
        sql.push("search_grams g CROSS JOIN search s ON s.id = g.rowid WHERE g.search_grams MATCH ");
        sql.bind(long.iter().flat_map(|term| grams(term)).collect::<Vec<_>>().join(" AND "));
        for term in &long {
            sql.push(" AND instr(s.fold, ").bind((*term).clone()).push(") > 0");
        }
        if !short.is_empty() {
            sql.push(" AND s.id IN (SELECT rowid FROM search_words WHERE search_words MATCH ");
            sql.bind(short.iter().map(|term| prefix(term)).collect::<Vec<_>>().join(" AND ")).push(")");
        }
    }
    sql.push(" AND s.kind IN (").bind_all(kinds.iter().map(|kind| (*kind).to_owned())).push(")");
    let is_bounded = kinds.iter().any(|kind| viewer.scope(kind, Access::View) == Scope::Own);
    if is_bounded {
        sql.push(" AND (s.responsible_id = ").bind(viewer.user_id.0);
        sql.push(" OR EXISTS (SELECT 1 FROM record_observers o WHERE o.user_id = ").bind(viewer.user_id.0);
        sql.push(" AND o.owner_kind = s.kind AND o.owner_id = s.record_id))");
    }
    sql.push(if long.is_empty() { " ORDER BY w.rowid DESC LIMIT " } else { " ORDER BY g.rowid DESC LIMIT " });
    sql.bind(limit as i64);
    sql
}

/// The overlapping threes of a term, quoted: with `detail=none` a longer phrase cannot be asked for.
fn grams(term: &str) -> Vec<String> {
    let chars: Vec<char> = term.chars().collect();
    chars.windows(3).map(|three| quoted(&three.iter().collect::<String>())).collect()
}

fn prefix(term: &str) -> String {
    // The tokenizer of words sees no punctuation; a term of nothing else matches nothing.
    let letters: String = term.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.is_empty() { quoted("\u{1}") } else { quoted(&letters) + "*" }
}

fn quoted(text: &str) -> String {
    ["\"", &text.replace('"', "\"\""), "\""].concat()
}
