//! Finding records by what somebody typed.

use super::index::{first_id, grams, words};
use super::layout::other_layout;
use super::number::{digits_of, phone_digits, without_trunk};
use super::people::word_of;
use crate::access::{Scope, Viewer};
use crate::kernel::text::fold;
use crate::kernel::{Access, KindKey, Result, UserId};
use crate::records::registry::Kind;
use crate::records::sql::Sql;
use rusqlite::{Connection, params_from_iter};
use std::cmp::Reverse;
use std::collections::HashMap;

/// No search for the eye shows more than this, the newest: it is gathered before anything is sorted or filtered, a page
/// of the file for each.
pub const MAX_HITS: usize = 500;

/// Fewer digits with dashes, points or slashes between them are a phone number only where nothing is called that.
const PHONE_DIGITS: usize = 5;

/// A record that was found, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub kind: KindKey,
    pub record_id: i64,
    pub created_at: i64,
    /// By which titles are compared.
    pub title_sort: Vec<u8>,
}

/// The newest records of `kinds` whose text holds every word of `typed`, in any order; of several kinds, the newest of
/// each. Where nothing is found that way it is read otherwise: see [`readings`]; and in the other layout.
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

/// The records of a kind whose text may hold this folded term, as a table to start from whose `w.rowid` are their ids:
/// what the index says before a re-check. With `own_of`, only those that this person may see as their own. `None` when the
/// term is too short for the index.
pub fn candidates(kind: &Kind, folded: &str, own_of: Option<UserId>) -> Option<Sql> {
    let mut asked: Vec<String> = folded.split_whitespace().flat_map(grams_of).collect();
    if asked.is_empty() {
        return None;
    }
    asked.extend(own_of.map(|user| quoted(&word_of(user))));
    Some(index(&grams(kind), &asked))
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
        let kind = visible[usize::from(row.get::<_, u8>(0)?)];
        hits.push(Hit { kind: kind.key, record_id: row.get(1)?, created_at: row.get(2)?, title_sort: row.get(3)? });
    }
    Ok(if visible.len() > 1 { shared_out(hits, limit) } else { hits })
}

/// Of the newest of each kind, so many in all that no kind crowds another out: the newest of each, the second of each...
fn shared_out(hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let mut places: HashMap<KindKey, usize> = HashMap::new();
    let mut placed: Vec<(usize, Hit)> = Vec::with_capacity(hits.len());
    for hit in hits {
        let place = places.entry(hit.kind).or_default();
        placed.push((*place, hit));
        *place += 1;
    }
    placed.sort_by_key(|(place, hit)| (*place, Reverse(hit.created_at)));
    let mut shown: Vec<Hit> = placed.into_iter().take(limit).map(|(_, hit)| hit).collect();
    shown.sort_by_key(|hit| Reverse(hit.created_at));
    shown
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

/// The newest records of each of the kinds, with the place of the kind among them.
pub(super) fn hits_sql(viewer: &Viewer, kinds: &[&Kind], terms: &[String], limit: usize) -> Sql {
    let mut sql = Sql::default();
    for (place, kind) in kinds.iter().enumerate() {
        sql.push(if place > 0 { " UNION ALL SELECT * FROM (SELECT " } else { "SELECT * FROM (SELECT " });
        sql.push(&place.to_string()).push(", w.rowid, s.created_at, s.title_sort FROM ");
        sql.append(of_kind(viewer, kind, terms)).push(" ORDER BY w.rowid DESC LIMIT ").bind(limit as i64).push(")");
    }
    sql
}

/// An index of the kind drives, in its order, which is age. Whose the records are is asked of it as well.
fn of_kind(viewer: &Viewer, kind: &Kind, terms: &[String]) -> Sql {
    let is_bounded = viewer.scope(kind.key, Access::View) == Scope::Own;
    let own: Vec<String> = is_bounded.then(|| quoted(&word_of(viewer.user_id))).into_iter().collect();
    let (long, short): (Vec<&String>, Vec<&String>) = terms.iter().partition(|term| is_long(term));
    let by_grams = [own.clone(), long.iter().flat_map(|term| grams_of(term)).collect()].concat();
    let by_words = [own, short.iter().map(|term| prefix(term)).collect()].concat();
    let mut sql = if long.is_empty() { index(&words(kind), &by_words) } else { index(&grams(kind), &by_grams) };
    sql.push(" CROSS JOIN search s ON s.id = w.rowid + ").bind(first_id(kind));
    if !long.is_empty() && !short.is_empty() {
        sql.push(" AND +w.rowid IN (SELECT w.rowid FROM ").append(index(&words(kind), &by_words)).push(")");
    }
    // Three characters are what the index holds; a longer term may be there in pieces.
    for term in long.into_iter().filter(|term| term.chars().count() > 3) {
        sql.push(" AND korob_has(s.fold, ").bind(term.clone()).push(")");
    }
    sql
}

/// The rows, under the alias `w`, of an index that hold all of this.
fn index(name: &str, asked: &[String]) -> Sql {
    let mut sql = Sql::new(name);
    sql.push("(").bind(asked.join(" AND ")).push(") w");
    sql
}

/// Whether the index of threes knows the term.
fn is_long(term: &str) -> bool {
    term.chars().count() >= 3
}

/// The threes that a term is made of, quoted: with `detail=none` a longer phrase cannot be asked for. One after the other
/// and the last; the index would be gone through for each of those between, which tell little more.
fn grams_of(term: &str) -> Vec<String> {
    let chars: Vec<char> = term.chars().collect();
    let last = chars.len().saturating_sub(3);
    let threes = chars.windows(3).enumerate().filter(|(at, _)| at % 3 == 0 || *at == last);
    threes.map(|(_, three)| quoted(&three.iter().collect::<String>())).collect()
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
