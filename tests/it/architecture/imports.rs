//! Who imports whom: a room imports only rooms before it, and inside a room slices form no cycle.

use super::source::{Line, SourceFile, Token, read_src, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// Foundation first. `main.rs` and `lib.rs` stand apart.
const ROOMS: [&str; 14] = [
    "kernel",
    "platform",
    "access",
    "records",
    "crm",
    "sales",
    "channels",
    "support",
    "marketing",
    "automation",
    "reports",
    "office",
    "app",
    "cli",
];

/// Rooms in which the slices have an order of their own, too.
const ORDERED_SLICES: [(&str, &[&str]); 1] = [(
    "crm",
    &["fields", "bant", "rates", "activities", "companies", "contacts", "pipelines", "deals", "leads", "day"],
)];

#[test]
fn imports_go_one_way() {
    let found = problems(&read_src());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_backward_import_is_found_however_it_is_written() {
    for text in [
        "use crate::access::Viewer;",
        "use crate::{\n    kernel::Error,\n    access::{Viewer, users::{self, User}},\n};",
        "fn f() -> crate::access::Viewer { todo!() }",
        "use super::super::access::Viewer;",
        "mod inner { use super::super::super::access::Viewer; }",
        "macro_rules! m { () => { $crate::access::f() } }",
    ] {
        let found = problems(&tree(&[("platform/db.rs", text), ("access/mod.rs", "")]));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains("platform/db.rs") && found[0].contains("access"), "{}", found[0]);
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    let found = problems(&tree(&[
        ("lib.rs", "pub mod cli; pub mod kernel;"),
        ("main.rs", "use korob::cli;"),
        ("kernel/mod.rs", "mod error; pub use error::Error;"),
        ("kernel/error.rs", "// use crate::cli::run;\nconst S: &str = \"crate::cli\";"),
        ("platform/db/mod.rs", "mod writer; use crate::kernel::Error; use writer::Tx;"),
        ("platform/db/writer.rs", "use super::Db; mod tests { use super::super::Db; }"),
        ("crm/mod.rs", "pub mod companies; pub mod leads;"),
        ("crm/leads/mod.rs", "use crate::crm::companies; use crate::{platform::db::Db, kernel};"),
        ("crm/companies/mod.rs", ""),
    ]));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_cycle_is_named_with_its_slices() {
    let found = problems(&tree(&[
        ("platform/mod.rs", "pub mod db; pub mod events; pub mod jobs; pub use jobs::Queue;"),
        ("platform/db.rs", "use crate::platform::events::Event;"),
        ("platform/events/mod.rs", "mod store;"),
        ("platform/events/store.rs", "use crate::platform::Queue;"),
        ("platform/jobs.rs", "use super::db::Db;"),
    ]));
    assert_eq!(found, ["platform: a cycle: db -> events -> jobs -> db"]);
}

#[test]
fn the_order_inside_crm_is_kept() {
    let found = problems(&tree(&[
        ("crm/companies/store.rs", "use crate::crm::leads::Lead;"),
        ("crm/leads/mod.rs", ""),
        ("crm/surprises/mod.rs", ""),
    ]));
    assert_eq!(
        found,
        [
            "crm/companies/store.rs:1: crm::companies may not import crm::leads, which comes after it",
            "crm/surprises: not in the order of the room's slices"
        ]
    );
}

#[test]
fn a_room_without_a_place_is_found() {
    assert_eq!(problems(&tree(&[("utils/mod.rs", "")])), ["utils: not one of the rooms"]);
}

fn tree(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files.iter().map(|(path, text)| SourceFile::new(path, text)).collect()
}

/// One line for each rule that is broken, in a steady order.
fn problems(files: &[SourceFile]) -> Vec<String> {
    let mut found = BTreeSet::new();
    let reexports = reexports(files);
    // Room -> slice -> slices of the same room that it imports.
    let mut slices: BTreeMap<&str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in files {
        let module = file.module();
        let room = module[0].as_str();
        if matches!(room, "main" | "lib") {
            continue;
        }
        let Some(&room) = ROOMS.iter().find(|name| **name == room) else {
            found.insert(format!("{room}: not one of the rooms"));
            continue;
        };
        let slice = module.get(1);
        if let Some(slice) = slice {
            slices.entry(room).or_default().entry(slice.clone()).or_default();
        }
        for (line, path) in paths(&tokens(&file.text), &module) {
            let target_room = path[0].as_str();
            match (place(&ROOMS, room), place(&ROOMS, target_room)) {
                (Some(own), Some(target)) if target > own => {
                    found.insert(format!(
                        "{}:{line}: {room} may not import {target_room}, which comes after it",
                        file.path
                    ));
                }
                (Some(own), Some(target)) if target == own => {
                    let target = path.get(1).map(|name| {
                        reexports.get(&(room.to_owned(), name.clone())).cloned().unwrap_or_else(|| name.clone())
                    });
                    if let (Some(slice), Some(target)) = (slice, target)
                        && *slice != target
                        && is_slice(files, room, &target)
                    {
                        if comes_after(room, &target, slice) {
                            found.insert(format!(
                                "{}:{line}: {room}::{slice} may not import {room}::{target}, which comes after it",
                                file.path
                            ));
                        }
                        slices.entry(room).or_default().entry(slice.clone()).or_default().insert(target);
                    }
                }
                _ => {}
            }
        }
    }
    for (room, imports) in &slices {
        if let Some(order) = order_of(room) {
            let strangers = imports.keys().filter(|slice| !order.contains(&slice.as_str()) && *slice != "tests");
            found.extend(strangers.map(|slice| format!("{room}/{slice}: not in the order of the room's slices")));
        } else if let Some(cycle) = cycle(imports) {
            found.insert(format!("{room}: a cycle: {}", cycle.join(" -> ")));
        }
    }
    found.into_iter().collect()
}

fn place(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

fn order_of(room: &str) -> Option<&'static [&'static str]> {
    ORDERED_SLICES.iter().find(|(name, _)| *name == room).map(|(_, order)| *order)
}

fn comes_after(room: &str, target: &str, slice: &str) -> bool {
    order_of(room).is_some_and(|order| place(order, target) > place(order, slice))
}

fn is_slice(files: &[SourceFile], room: &str, name: &str) -> bool {
    let (file, folder) = (format!("{room}/{name}.rs"), format!("{room}/{name}/"));
    files.iter().any(|known| known.path == file || known.path.starts_with(&folder))
}

/// `(room, name) -> slice` for the names that a room's `mod.rs` hands on from its slices.
fn reexports(files: &[SourceFile]) -> BTreeMap<(String, String), String> {
    let mut names = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.ends_with("/mod.rs") && file.module().len() == 1) {
        let room = file.module().remove(0);
        let tokens = tokens(&file.text);
        for (at, line) in tokens.iter().enumerate() {
            if line.token == Token::Word("use".into()) {
                for path in tree_paths(&tokens, &mut (at + 1)) {
                    let path: Vec<&String> =
                        path.iter().filter(|part| !matches!(part.as_str(), "self" | "crate")).collect();
                    let path = if path.first().is_some_and(|first| **first == room) { &path[1..] } else { &path[..] };
                    if let [slice, .., name] = path {
                        names.insert((room.clone(), (*name).clone()), (*slice).clone());
                    }
                }
            }
        }
    }
    names
}

/// The absolute paths that a file names, with their lines: those that begin with `crate` or `super`.
fn paths(tokens: &[Line], module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    // The inline modules we are in: name and the depth of braces at which each ends.
    let mut inline: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        let starts_path = !matches!(at.checked_sub(1).map(|before| &tokens[before].token), Some(Token::Mark("::")));
        match &tokens[at].token {
            Token::Mark("{") => depth += 1,
            Token::Mark("}") => {
                depth -= 1;
                inline.pop_if(|(_, end)| *end == depth);
            }
            Token::Word(word) if word == "mod" => {
                if let (Some(Token::Word(name)), Some(Token::Mark("{"))) =
                    (tokens.get(at + 1).map(|line| &line.token), tokens.get(at + 2).map(|line| &line.token))
                {
                    inline.push((name.clone(), depth));
                }
            }
            Token::Word(word) if starts_path && (word == "crate" || word == "super" || word == "use") => {
                let (number, is_use) = (tokens[at].number, word == "use");
                let mut next = if is_use { at + 1 } else { at };
                let here: Vec<String> =
                    module.iter().chain(inline.iter().map(|(name, _)| name)).map(String::clone).collect();
                let written = if is_use { tree_paths(tokens, &mut next) } else { vec![plain_path(tokens, &mut next)] };
                found.extend(written.iter().filter_map(|path| absolute(path, &here)).map(|path| (number, path)));
                at = next;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn absolute(path: &[String], here: &[String]) -> Option<Vec<String>> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    let absolute: Vec<String> = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "super" => here[..here.len().checked_sub(supers)?].iter().chain(&path[supers..]).cloned().collect(),
        _ => return None,
    };
    (!absolute.is_empty()).then_some(absolute)
}

/// `a::b::c` as far as it goes; moves `at` behind it.
fn plain_path(tokens: &[Line], at: &mut usize) -> Vec<String> {
    let mut path = Vec::new();
    while let Some(Token::Word(word)) = tokens.get(*at).map(|line| &line.token) {
        path.push(word.clone());
        *at += 1;
        let goes_on = matches!(tokens.get(*at).map(|line| &line.token), Some(Token::Mark("::")))
            && matches!(tokens.get(*at + 1).map(|line| &line.token), Some(Token::Word(_)));
        if !goes_on {
            break;
        }
        *at += 1;
    }
    path
}

/// Every path of a `use` tree such as `a::{b, c::{self, d}}`; moves `at` behind it.
fn tree_paths(tokens: &[Line], at: &mut usize) -> Vec<Vec<String>> {
    let start = plain_path(tokens, at);
    if matches!(tokens.get(*at).map(|line| &line.token), Some(Token::Mark("::"))) {
        *at += 1;
    }
    match tokens.get(*at).map(|line| &line.token) {
        Some(Token::Mark("*")) => {
            *at += 1;
            vec![start]
        }
        Some(Token::Mark("{")) => {
            *at += 1;
            let mut paths = Vec::new();
            while *at < tokens.len() {
                match &tokens[*at].token {
                    Token::Mark("}") => {
                        *at += 1;
                        break;
                    }
                    Token::Word(word) if word == "as" => *at += 2,
                    Token::Word(_) | Token::Mark("{") => {
                        let ends = tree_paths(tokens, at);
                        paths.extend(ends.into_iter().map(|end| start.iter().cloned().chain(end).collect()));
                    }
                    _ => *at += 1,
                }
            }
            paths
        }
        _ => vec![start],
    }
}

/// The slices of one cycle, the first repeated at the end; `None` when there is none.
fn cycle(imports: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        slice: &str,
        imports: &BTreeMap<String, BTreeSet<String>>,
        trail: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = trail.iter().position(|seen| seen == slice) {
            return Some(trail[start..].iter().cloned().chain([slice.to_owned()]).collect());
        }
        if !done.insert(slice.to_owned()) {
            return None;
        }
        trail.push(slice.to_owned());
        let cycle = imports.get(slice)?.iter().find_map(|next| visit(next, imports, trail, done));
        trail.pop();
        cycle
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|slice| visit(slice, imports, &mut Vec::new(), &mut done))
}
