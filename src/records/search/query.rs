//! Finding records by what somebody typed.

use super::layout::other_layout;
use super::number::{digits_of, phone_digits, without_trunk};
use crate::access::{Scope, Viewer};
use crate::kernel::text::fold;
use crate::kernel::{Access, KindKey, Result, UserId};
use crate::records::sql::Sql;
use rusqlite::{Connection, params_from_iter};

/// No search for the eye gathers more than this before it sorts or filters: one more than lists count.
pub const MAX_HITS: usize = 1001;

/// What is read of a row of `search`; where several ways are joined, also by what they are sorted.
const OF_ALL: &str = "s.kind, s.record_id, s.created_at";
const OF_SOMEBODY: &str = "s.id, s.kind, s.record_id, s.created_at";

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
pub fn find(conn: &Connection, viewer: &Viewer, kinds: &[KindKey], typed: &str, limit: usize) -> Result<Vec<Hit>> {
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
pub fn matching_ids(conn: &Connection, viewer: &Viewer, kind: KindKey, typed: &str, limit: usize) -> Result<Vec<i64>> {
    Ok(find(conn, viewer, &[kind], typed, limit)?.into_iter().map(|hit| hit.record_id).collect())
}

/// What the index of threes is asked for to find a folded text; `None` when it is too short.
pub fn grams(folded: &str) -> Option<String> {
    let grams: Vec<String> = folded.split_whitespace().flat_map(grams_of).collect();
    (!grams.is_empty()).then(|| grams.join(" AND "))
}

/// The ids of records of a kind whose text may hold this folded term: what the index says before a re-check. `None`
/// when the term is too short for the index.
pub fn candidates(kind: KindKey, folded: &str) -> Option<Sql> {
    let mut sql = Sql::new(
        "SELECT s.record_id FROM search_grams g CROSS JOIN search s ON s.id = g.rowid WHERE g.search_grams MATCH ",
    );
    sql.bind(grams(folded)?).push(" AND s.kind = ").bind(kind.to_owned());
    Some(sql)
}

fn find_terms(
    conn: &Connection,
    viewer: &Viewer,
    kinds: &[KindKey],
    terms: &[String],
    limit: usize,
) -> Result<Vec<Hit>> {
    let visible: Vec<KindKey> =
        kinds.iter().copied().filter(|kind| viewer.scope(kind, Access::View) != Scope::None).collect();
    if terms.is_empty() || visible.is_empty() {
        return Ok(Vec::new());
    }
    let sql = hits_sql(viewer, &visible, terms, limit);
    let mut statement = conn.prepare_cached(&sql.text)?;
    let mut rows = statement.query(params_from_iter(sql.params))?;
    let mut hits = Vec::new();
    while let Some(row) = rows.next()? {
        let code = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        // Only these were asked for.
        let Some(kind) = visible.iter().copied().find(|kind| *kind == code) else { continue };
        hits.push(Hit { kind, record_id: row.get(1)?, created_at: row.get(2)? });
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
pub(super) fn hits_sql(viewer: &Viewer, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    let is_rare = terms.iter().any(|term| term.chars().count() >= RARE_CHARS);
    if is_bounded(viewer, kinds) && !is_rare {
        owner_first(viewer, kinds, terms, limit)
    } else {
        words_first(viewer, kinds, terms, limit)
    }
}

fn is_bounded(viewer: &Viewer, kinds: &[KindKey]) -> bool {
    kinds.iter().any(|kind| viewer.scope(kind, Access::View) == Scope::Own)
}

/// The index of words drives; the rows of `search` are read in its order, which is age. Whose rows they are is known
/// from an index, before they are read.
pub(super) fn words_first(viewer: &Viewer, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    if !is_bounded(viewer, kinds) {
        return by_words(None, kinds, terms, limit);
    }
    let mut sql = Sql::new("SELECT kind, record_id, created_at FROM (SELECT * FROM (");
    sql.append(by_words(Some(viewer.user_id), kinds, terms, limit)).push(") UNION ");
    sql.append(observed(viewer, kinds, terms, limit)).push(") ORDER BY id DESC LIMIT ").bind(limit as i64);
    sql
}

/// The rows that the index of words finds: all of them, or those that one person is responsible for.
fn by_words(responsible: Option<UserId>, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    let (long, short): (Vec<&String>, Vec<&String>) = terms.iter().partition(|term| is_long(term));
    let mut sql = Sql::new("SELECT ");
    sql.push(if responsible.is_some() { OF_SOMEBODY } else { OF_ALL });
    let index = if long.is_empty() { "search_words" } else { "search_grams" };
    sql.push(" FROM ").push(index).push(" w");
    if let Some(user) = responsible {
        sql.push(" CROSS JOIN search o INDEXED BY search_by_responsible ON o.id = w.rowid AND o.responsible_id = ");
        sql.bind(user.0);
    }
    sql.push(" CROSS JOIN search s ON s.id = w.rowid WHERE w.").push(index).push(" MATCH ");
    if long.is_empty() {
        sql.bind(short.iter().map(|term| prefix(term)).collect::<Vec<_>>().join(" AND "));
        of_kinds(&mut sql, kinds);
    } else {
        sql.bind(long.iter().flat_map(|term| grams_of(term)).collect::<Vec<_>>().join(" AND "));
        // Before the text is looked into, which costs more.
        of_kinds(&mut sql, kinds);
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
pub(super) fn owner_first(viewer: &Viewer, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    let mut sql = Sql::new("SELECT kind, record_id, created_at FROM (SELECT * FROM (SELECT ");
    sql.push(OF_SOMEBODY).push(" FROM search s WHERE s.responsible_id = ").bind(viewer.user_id.0);
    having(&mut sql, kinds, terms, limit);
    sql.push(") UNION ").append(observed(viewer, kinds, terms, limit)).push(") ORDER BY id DESC LIMIT ");
    sql.bind(limit as i64);
    sql
}

/// The records that the viewer observes, one by one.
fn observed(viewer: &Viewer, kinds: &[KindKey], terms: &[String], limit: usize) -> Sql {
    let mut sql = Sql::new("SELECT * FROM (SELECT ");
    sql.push(OF_SOMEBODY).push(" FROM record_observers o ");
    sql.push("CROSS JOIN search s ON s.kind = o.owner_kind AND s.record_id = o.owner_id WHERE o.user_id = ");
    sql.bind(viewer.user_id.0);
    having(&mut sql, kinds, terms, limit);
    sql.push(")");
    sql
}

/// Rows that hold every term, as the indexes of words would find them.
fn having(sql: &mut Sql, kinds: &[KindKey], terms: &[String], limit: usize) {
    of_kinds(sql, kinds);
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

fn of_kinds(sql: &mut Sql, kinds: &[KindKey]) {
    // The plus keeps SQLite from the index by kind: it holds almost everything.
    sql.push(" AND +s.kind IN (").bind_all(kinds.iter().map(|kind| (*kind).to_owned())).push(")");
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
