//! Whatever was done, in whatever order: undone backwards, the database holds what it held at the start; and undoing
//! the undoing brings the later state back.

mod by_turns;
mod chance;
mod two_people;
mod verbs;

use self::chance::{Chance, ids};
use self::verbs::{Deed, Desk, VERBS};
use crate::architecture::source::{Token, read_src, tokens};
use crate::harness::{content, office};
use korob::access::Viewer;
use korob::app::wiring;
use korob::kernel::{ActionId, SystemClock, Via};
use korob::platform::db::Db;
use korob::records::{Registry, service};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The log itself, the office's words for tags (a word once learnt stays), and the reports of imports, which tell what
/// was read even when it was taken back; and by whose hand a deal came where it stands.
const LEFT_OUT_TABLES: [&str; 8] =
    ["actions", "events", "event_values", "tags", "imports", "import_rows", "import_mappings", "deal_stays"];
/// Who touched a record last.
const LEFT_OUT_COLUMNS: [&str; 3] = ["version", "updated_at", "updated_by"];

struct Box {
    desk: Desk,
    _folder: tempfile::TempDir,
}

impl Box {
    fn new() -> Box {
        let folder = folder();
        let db = Db::open(&folder.path().join("korob.db"), 1, Arc::new(SystemClock)).unwrap();
        office::furnish(&db);
        let registry: Arc<Registry> = Arc::new(wiring::registry());
        let viewer = viewer(&db, "anna");
        Box { desk: Desk { db, registry, viewer }, _folder: folder }
    }

    fn content(&self) -> BTreeMap<String, String> {
        let read =
            self.desk.db.read_blocking(|conn| Ok(content::hashes_but(conn, &LEFT_OUT_TABLES, &LEFT_OUT_COLUMNS)?));
        read.unwrap()
    }

    fn last_action(&self) -> i64 {
        let read = self.desk.db.read_blocking(|conn| {
            Ok(conn.query_row("SELECT coalesce(max(id), 0) FROM actions", [], |row| row.get::<_, i64>(0))?)
        });
        read.unwrap()
    }

    /// The undoing.
    fn undo(&self, id: ActionId) -> ActionId {
        let (registry, viewer) = (self.desk.registry.clone(), self.desk.viewer.clone());
        let undone = self.desk.db.write_blocking(move |tx| service::undo(tx, &registry, &viewer, id));
        let undone = undone.unwrap_or_else(|error| panic!("action {}: {error:?}", id.0));
        assert_eq!(undone.conflicts, [], "undoing action {}", id.0);
        undone.action.unwrap_or_else(|| panic!("action {} had changed nothing", id.0))
    }

    /// Who does what follows.
    fn hand_to(&mut self, name: &str) {
        self.desk.viewer = viewer(&self.desk.db, name);
    }

    /// Does one verb; the actions it made, oldest first. An import that took no row of its file is none.
    fn act(&self, verb: usize, seed: u64) -> Vec<ActionId> {
        self.act_with(VERBS[verb % VERBS.len()].1, seed)
    }

    fn act_with(&self, deed: Deed, seed: u64) -> Vec<ActionId> {
        let before = self.last_action();
        deed(&self.desk, &mut Chance::new(seed));
        let sql = format!("SELECT DISTINCT action_id FROM events WHERE action_id > {before} ORDER BY action_id");
        self.desk.db.read_blocking(|conn| Ok(ids(conn, &sql))).unwrap().into_iter().map(ActionId).collect()
    }
}

fn viewer(db: &Db, name: &str) -> Viewer {
    let user = db.read_blocking(|conn| korob::access::users::find_by_email(conn, &office::email(name)));
    user.unwrap().unwrap().viewer(Via::Page)
}

/// Thousands of commits are made here: in memory, where the machine has such a place, none of them waits for a disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn there_and_back(steps: &[(usize, u64)]) {
    let office = Box::new();
    let start = office.content();
    let mut done: Vec<(ActionId, BTreeMap<String, String>)> = Vec::new();
    for (verb, seed) in steps {
        let before = office.content();
        let actions = office.act(*verb, *seed);
        // Several actions of one step have no state between them to compare with.
        done.extend(actions.into_iter().map(|action| (action, before.clone())));
    }
    let later = office.content();
    let mut undoings = Vec::new();
    for (index, (action, before)) in done.iter().enumerate().rev() {
        undoings.push(office.undo(*action));
        let is_first_of_step = index == 0 || done[index - 1].1 != *before;
        if is_first_of_step {
            assert_eq!(office.content(), *before, "after undoing action {}", action.0);
        }
    }
    assert_eq!(office.content(), start);
    for undoing in undoings.into_iter().rev() {
        office.undo(undoing);
    }
    assert_eq!(office.content(), later, "the undoing undone");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn what_was_done_at_random_is_taken_back(steps in prop::collection::vec((0usize..1000, any::<u64>()), 1..25)) {
        there_and_back(&steps);
    }
}

#[test]
fn each_verb_is_taken_back() {
    for (index, (name, _)) in VERBS.iter().enumerate() {
        let office = Box::new();
        // Something to work on first, then the verb until it finds something to do.
        let creating = VERBS.iter().position(|(name, _)| *name == "record.created").unwrap();
        (0..12).for_each(|seed| drop(office.act(creating, seed)));
        let found = (0..40).any(|seed| {
            office.act(index, seed).iter().any(|action| {
                let read = office.desk.db.read_blocking(|conn| korob::platform::events::find_action(conn, *action));
                let verb = read.unwrap().unwrap().verb;
                verb == *name || (name.starts_with("record.") && verb.ends_with(&name["record".len()..]))
            })
        });
        assert!(found, "{name} was never done");
    }
    for (index, _) in VERBS.iter().enumerate() {
        let creating = VERBS.iter().position(|(name, _)| *name == "record.created").unwrap();
        let mut steps: Vec<(usize, u64)> = (0..6).map(|seed| (creating, seed)).collect();
        steps.extend((0..6).map(|seed| (index, seed)));
        there_and_back(&steps);
    }
}

/// A verb that the code writes is either done here at random and undone, or the box says why it cannot be.
#[test]
fn each_verb_can_be_undone_or_says_why_not() {
    let kinds = wiring::registry().kinds();
    let known: BTreeSet<&str> = VERBS.iter().map(|(name, _)| *name).collect();
    let missing: Vec<String> = verbs_of_the_code()
        .into_iter()
        .filter(|verb| {
            let (subject, past) = verb.split_once('.').unwrap();
            let is_record = kinds.iter().any(|kind| kind.key == subject);
            let general = format!("record.{past}");
            let is_known = known.contains(verb.as_str()) || (is_record && known.contains(general.as_str()));
            // The undoing itself is undone in every sequence.
            !is_known && past != "undone" && service::why_final(verb).is_none()
        })
        .collect();
    assert!(missing.is_empty(), "no undo and no reason: {missing:?}");
}

/// `kind.past_tense` in files that write events; `record.past_tense` for what `note` is told about any kind.
fn verbs_of_the_code() -> BTreeSet<String> {
    let mut verbs = BTreeSet::new();
    for file in read_src().iter().filter(|file| !file.is_test()) {
        let text = file.text_without_tests();
        let tokens = tokens(text);
        let writes_events = ["NewEvent", "events::open", "record(tx"].iter().any(|sign| text.contains(sign));
        for (at, line) in tokens.iter().enumerate() {
            match &line.token {
                Token::Literal(literal) if writes_events && is_verb(literal) => drop(verbs.insert(literal.clone())),
                Token::Word(word) if word == "note" && file.path.starts_with("records/service/") => {
                    let past = tokens[at..].iter().take(16).find_map(|line| match &line.token {
                        Token::Literal(past) => Some(past.clone()),
                        _ => None,
                    });
                    verbs.extend(
                        past.filter(|past| is_verb(&format!("record.{past}"))).map(|past| format!("record.{past}")),
                    );
                }
                _ => {}
            }
        }
    }
    assert!(verbs.len() > 8, "{verbs:?}");
    verbs
}

fn is_verb(text: &str) -> bool {
    let Some((kind, past)) = text.split_once('.') else { return false };
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_word(kind) && is_word(past) && ["ed", "set", "done", "made", "sent"].iter().any(|end| past.ends_with(end))
}
