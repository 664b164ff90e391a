//! The lists as pages need them: all of them, kept in memory for as long as nothing in them changes.

use super::{OptionItem, query};
use crate::kernel::{Lang, Result};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// All lists of an office, in one language.
#[derive(Debug, Clone, Default)]
pub struct Dictionary(HashMap<String, Vec<OptionItem>>);

/// What was read last, with the stamp it had. A stamp is a random number that the database draws anew with every change
/// (see the table `stamps`), so that those of two databases, or of a change that was taken back, are never mistaken.
static KEPT: Mutex<Vec<(i64, Lang, Arc<Dictionary>)>> = Mutex::new(Vec::new());

/// One for each language, and a few of before a change.
const KEPT_MOST: usize = 8;

impl Dictionary {
    /// The lists as this very read (or write) sees them.
    pub fn load(conn: &Connection, lang: Lang) -> Result<Arc<Dictionary>> {
        let stamp: i64 =
            conn.prepare_cached("SELECT value FROM stamps WHERE name = 'options'")?.query_row([], |row| row.get(0))?;
        // A push or a clear is whole or has not happened.
        let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., found)) = kept().iter().find(|(of, its, _)| *of == stamp && *its == lang) {
            return Ok(found.clone());
        }
        let read = Arc::new(Dictionary::of(query(conn, lang, "1 ORDER BY list, position, id", [])?));
        let mut kept = kept();
        if kept.len() == KEPT_MOST {
            kept.clear();
        }
        kept.push((stamp, lang, read.clone()));
        Ok(read)
    }

    fn of(mut items: Vec<OptionItem>) -> Dictionary {
        name_groups(&mut items);
        let mut lists: HashMap<String, Vec<OptionItem>> = HashMap::new();
        for item in items {
            lists.entry(item.list.clone()).or_default().push(item);
        }
        Dictionary(lists)
    }

    /// A value at the end of its list.
    pub(super) fn add(&mut self, item: OptionItem) {
        self.0.entry(item.list.clone()).or_default().push(item);
    }

    /// The values that can be chosen now, in the office's order.
    pub fn offered(&self, list: &str) -> impl Iterator<Item = &OptionItem> {
        self.all(list).iter().filter(|item| !item.is_archived)
    }

    /// The codes of all lists together.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
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

/// Puts the values that belong to others in the order of these, and names their groups where a list has several.
fn name_groups(items: &mut [OptionItem]) {
    let parents: HashMap<i64, (i64, String, bool)> = {
        let wanted: HashSet<i64> = items.iter().filter_map(|item| item.parent_id).collect();
        let found = items.iter().filter(|item| wanted.contains(&item.id));
        found.map(|item| (item.id, (item.position, item.label.clone(), item.is_archived))).collect()
    };
    if parents.is_empty() {
        return;
    }
    let groups = |list: &str, items: &[OptionItem]| {
        let of_list = items.iter().filter(|item| item.list == list);
        of_list.filter_map(|item| item.parent_id).collect::<HashSet<i64>>().len()
    };
    let several: HashSet<String> = {
        let lists: HashSet<&String> =
            items.iter().filter(|item| item.parent_id.is_some()).map(|item| &item.list).collect();
        lists.into_iter().filter(|list| groups(list, items) > 1).cloned().collect()
    };
    for item in items.iter_mut() {
        let Some((_, label, is_archived)) = item.parent_id.and_then(|parent| parents.get(&parent)) else { continue };
        item.group = several.contains(&item.list).then(|| label.clone());
        item.is_group_archived = *is_archived;
    }
    let place =
        |item: &OptionItem| item.parent_id.and_then(|parent| parents.get(&parent)).map(|(position, ..)| *position);
    items.sort_by(|a, b| {
        (&a.list, place(a), a.parent_id, a.position, a.id).cmp(&(&b.list, place(b), b.parent_id, b.position, b.id))
    });
}
