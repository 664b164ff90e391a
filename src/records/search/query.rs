//! Finding records by what somebody typed.

use super::index::KIND_MASK;
use super::layout::other_layout;
use super::number::{digits_of, phone_digits, without_trunk};
use crate::access::{Scope, Viewer};
use crate::kernel::text::fold;
use crate::kernel::{Access, KindKey, Result, UserId};
use crate::records::registry::Kind;
use crate::records::sql::Sql;
use rusqlite::{Connection, params_from_iter};

/// No search for the eye shows more than this, the newest: it is gathered before anything is sorted or filtered, a page
/// of the file for each.
pub const MAX_HITS: usize = 500;

/// What is read of a row of `search`.
const OF_HIT: &str = "s.id, s.record_id, s.created_at";

/// Words of so many characters are in few records of an office.
const RARE_CHARS: usize = 4;

/// Fewer digits with dashes, points or slashes between them are a phone number only where nothing is called that.
const PHONE_DIGITS: usize = 5;

/// A record that was found, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: KindKey,
    pub record_id: i64,
    pub created_at: i64,
}

/// The newest records of any of `kinds` whose text holds every word of `typed`, in any order. Where nothing is found
/// that way it is read otherwise: see [`readings`]; and in the other layout.
pub fn find(conn: &Connection, viewer: &Viewer, kinds: &[&Kind], typed: &str, limit: usize) -> Result<Vec<Hit>> {
    let folded = fold(typed);
    let swapped = other_layout(&folded);
    for terms in [Some(folded), swapped].into_iter().flatten().flat_map(|folded| readings(&folded)) {
        let hits = find_terms(conn, viewer, kinds, &terms, limit)?;
        if !hits.is_empty() {
            return Ok(hits);
        }
    }
    Ok(Vec::new())
}

/// Whether there is nothing to be found: no record of any kind but in the bin.
pub fn is_empty(conn: &Connection) -> Result<bool> {
    Ok(!conn.query_row("SELECT EXISTS (SELECT 1 FROM search)", [], |row| row.get::<_, bool>(0))?)
}

/// [`find`] within one kind: ids alone, the newest first.
pub fn matching_ids(conn: &Connection, viewer: &Viewer, kind: &Kind, typed: &str, limit: usize) -> Result<Vec<i64>> {
    Ok(find(conn, viewer, &[kind], typed, limit)?.into_iter().map(|hit| hit.record_id).collect())
}

/// What the index of threes is asked for to find a folded text; `None` when it is too short.
fn grams(folded: &str) -> Option<String> {
    let grams: Vec<String> = folded.split_whitespace().flat_map(grams_of).collect();
    (!grams.is_empty()).then(|| grams.join(" AND "))
}

/// The rows of `search`, under the alias `s`, of the records of a kind whose text may hold this folded term, as tables to
/// start from: what the index says before a re-check. With `responsible`, only those of that person. `None` when the term
/// is too short for the index.
pub fn candidates(kind: &Kind, folded: &str, responsible: Option<UserId>) -> Option<Sql> {
    let grams = grams(folded)?;
    let mut sql = Sql::new("search_grams w");
    if let Some(user) = responsible {
        only_of(&mut sql, user);
    }
    sql.push(" CROSS JOIN search s ON s.id = w.rowid AND w.search_grams MATCH ").bind(grams);
    of_kinds(&mut sql, "w.rowid", &[kind]);
    Some(sql)
}

fn find_terms(conn: &Connection, viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Result<Vec<Hit>> {
    let visible: Vec<&Kind> =
        kinds.iter().copied().filter(|kind| viewer.scope(kind.key, Access::View) != Scope::None).collect();
    if terms.is_empty() || visible.is_empty() {
        return Ok(Vec::new());
    }
    let sql = hits_sql(viewer, &visible, terms, limit);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get::<_, i64>(0)? & KIND_MASK;
        // Only these were asked for.
        let Some(kind) = visible.iter().find(|kind| i64::from(kind.number) == number) else { continue };
        hits.push(Hit { kind: kind.key, record_id: row.get(1)?, created_at: row.get(2)? });
    }
    Ok(hits)
}

/// What a typed text may mean, as words to look for, the likeliest first. A run of digits, brackets, dashes and a plus is
/// one phone number, whatever its spaces, unless it is so short that it may be a name («24/7»).
pub(super) fn readings(folded: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = folded.split_whitespace().map(str::to_owned).take(8).collect();
    let digits = digits_of(folded);
    if digits.len() < 3 || !folded.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c)) {
        return vec![words];
    }
    let mut readings = vec![vec![phone_digits(folded)]];
    readings.extend(without_trunk(&digits).map(|national| vec![national.to_owned()]));
    let is_short = digits.len() < PHONE_DIGITS && folded.contains(['/', '.', '-']);
    readings.insert(if is_short { 0 } else { readings.len() }, words);
    readings.dedup();
    readings
}

/// Words drive where they are rare; where they are short and the viewer has but a few records, those are gone through.
pub(super) fn hits_sql(viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    let is_rare = terms.iter().any(|term| term.chars().count() >= RARE_CHARS);
    if is_bounded(viewer, kinds) && !is_rare {
        owner_first(viewer, kinds, terms, limit)
    } else {
        words_first(viewer, kinds, terms, limit)
    }
}

fn is_bounded(viewer: &Viewer, kinds: &[&Kind]) -> bool {
    kinds.iter().any(|kind| viewer.scope(kind.key, Access::View) == Scope::Own)
}

/// The index of words drives; the rows of `search` are read in its order, which is age. Of which kind they are is known
/// from their ids and whose they are from an index, before they are read.
pub(super) fn words_first(viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    if !is_bounded(viewer, kinds) {
        return by_words(None, kinds, terms, limit);
    }
    let mut sql = Sql::new("SELECT id, record_id, created_at FROM (SELECT * FROM (");
    sql.append(by_words(Some(viewer.user_id), kinds, terms, limit)).push(") UNION ");
    sql.append(observed(viewer, kinds, terms, limit)).push(") ORDER BY id DESC LIMIT ").bind(limit as i64);
    sql
}

/// The rows that the index of words finds: all of them, or those that one person is responsible for.
fn by_words(responsible: Option<UserId>, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    let (long, short): (Vec<&String>, Vec<&String>) = terms.iter().partition(|term| is_long(term));
    let mut sql = Sql::new("SELECT ");
    sql.push(OF_HIT);
    let index = if long.is_empty() { "search_words" } else { "search_grams" };
    sql.push(" FROM ").push(index).push(" w");
    if let Some(user) = responsible {
        only_of(&mut sql, user);
    }
    sql.push(" CROSS JOIN search s ON s.id = w.rowid WHERE w.").push(index).push(" MATCH ");
    if long.is_empty() {
        sql.bind(short.iter().map(|term| prefix(term)).collect::<Vec<_>>().join(" AND "));
        of_kinds(&mut sql, "w.rowid", kinds);
    } else {
        sql.bind(long.iter().flat_map(|term| grams_of(term)).collect::<Vec<_>>().join(" AND "));
        of_kinds(&mut sql, "w.rowid", kinds);
        // Three characters are what the index holds; a longer term may be there in pieces.
        for term in long.iter().filter(|term| term.chars().count() > 3) {
            sql.push(" AND korob_has(s.fold, ").bind((*term).clone()).push(")");
        }
        if !short.is_empty() {
            sql.push(" AND s.id IN (SELECT rowid FROM search_words WHERE search_words MATCH ");
            sql.bind(short.iter().map(|term| prefix(term)).collect::<Vec<_>>().join(" AND ")).push(")");
        }
    }
    sql.push(" ORDER BY w.rowid DESC LIMIT ").bind(limit as i64);
    sql
}

/// The viewer's own records, newest first, and those the viewer observes: each by its index.
pub(super) fn owner_first(viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    let mut sql = Sql::new("SELECT id, record_id, created_at FROM (SELECT * FROM (SELECT ");
    sql.push(OF_HIT).push(" FROM search s WHERE s.responsible_id = ").bind(viewer.user_id.0);
    having(&mut sql, kinds, terms, limit);
    sql.push(") UNION ").append(observed(viewer, kinds, terms, limit)).push(") ORDER BY id DESC LIMIT ");
    sql.bind(limit as i64);
    sql
}

/// The records that the viewer observes, one by one.
fn observed(viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    let mut sql = Sql::new("SELECT * FROM (SELECT ");
    sql.push(OF_HIT).push(" FROM record_observers o ");
    sql.push("CROSS JOIN search s ON s.kind = o.owner_kind AND s.record_id = o.owner_id WHERE o.user_id = ");
    sql.bind(viewer.user_id.0);
    having(&mut sql, kinds, terms, limit);
    sql.push(")");
    sql
}

/// Rows that hold every term, as the indexes of words would find them.
fn having(sql: &mut Sql, kinds: &[&Kind], terms: &[String], limit: usize) {
    of_kinds(sql, "s.id", kinds);
    for term in terms {
        if is_long(term) {
            sql.push(" AND korob_has(s.fold, ").bind(term.clone()).push(")");
            continue;
        }
        match letters(term) {
            letters if letters.is_empty() => sql.push(" AND 0"),
            letters => sql.push(" AND korob_has_word(s.fold, ").bind(letters).push(")"),
        };
    }
    sql.push(" ORDER BY s.id DESC LIMIT ").bind(limit as i64);
}

/// `id` is the column that has the ids of `search`.
fn of_kinds(sql: &mut Sql, id: &'static str, kinds: &[&Kind]) {
    sql.push(" AND (").push(id).push(" & ").bind(KIND_MASK).push(") IN (");
    sql.bind_all(kinds.iter().map(|kind| i64::from(kind.number))).push(")");
}

/// Of the rows of an index of words under the alias `w`, those that one person is responsible for.
fn only_of(sql: &mut Sql, responsible: UserId) {
    sql.push(" CROSS JOIN search o INDEXED BY search_by_responsible ON o.id = w.rowid AND o.responsible_id = ");
    sql.bind(responsible.0);
}

/// Whether the index of threes knows the term.
fn is_long(term: &str) -> bool {
    term.chars().count() >= 3
}

/// The overlapping threes of a term, quoted: with `detail=none` a longer phrase cannot be asked for.
fn grams_of(term: &str) -> Vec<String> {
    let chars: Vec<char> = term.chars().collect();
    chars.windows(3).map(|three| quoted(&three.iter().collect::<String>())).collect()
}

fn prefix(term: &str) -> String {
    let letters = letters(term);
    if letters.is_empty() { quoted("\u{1}") } else { quoted(&letters) + "*" }
}

/// The index of words sees no punctuation; a term of nothing else matches nothing.
fn letters(term: &str) -> String {
    term.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn quoted(text: &str) -> String {
    ["\"", &text.replace('"', "\"\""), "\""].concat()
}
