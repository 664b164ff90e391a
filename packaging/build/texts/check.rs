//! The same messages with the same arguments in every language, or a line that says what differs.

use super::{
    FOLDER, Language,
    catalogue::{Message, Part},
};
use std::collections::{BTreeMap, BTreeSet};

/// A message in all languages.
pub struct Text {
    pub id: String,
    /// In the order of their first appearance in the first language.
    pub arguments: Vec<Argument>,
    /// In the order of `Language::ALL`.
    pub parts: Vec<Vec<Part>>,
}

pub struct Argument {
    pub name: String,
    pub is_number: bool,
}

/// Pairs the messages of all languages by id; `mistakes` tells of every one that does not pair.
pub fn pair(messages: Vec<Message>, mistakes: &mut Vec<String>) -> Vec<Text> {
    let mut by_id: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for message in messages {
        by_id.entry(message.id.clone()).or_default().push(message);
    }
    by_id.into_iter().filter_map(|(id, versions)| text(id, versions, mistakes)).collect()
}

fn text(id: String, mut versions: Vec<Message>, mistakes: &mut Vec<String>) -> Option<Text> {
    let before = mistakes.len();
    versions.sort_by_key(|message| message.language);
    for pair in versions.windows(2) {
        if pair[0].language == pair[1].language {
            mistakes.push(format!("{}: {id}: also written in {}; ids are global", place(&pair[1]), place(&pair[0])));
        }
    }
    for language in Language::ALL {
        if !versions.iter().any(|message| message.language == language) {
            let file = &versions[0].file;
            let others: Vec<&str> = versions.iter().map(|message| message.language.code()).collect();
            mistakes.push(format!(
                "{FOLDER}/{}/{file}: {id}: missing; it is in {}",
                language.code(),
                others.join(", ")
            ));
        }
    }
    for message in &versions[1..] {
        if message.file != versions[0].file {
            mistakes.push(format!("{}: {id}: stands in {} elsewhere", place(message), place(&versions[0])));
        }
    }
    if mistakes.len() > before {
        return None;
    }
    let arguments = arguments(&id, &versions, mistakes);
    Some(Text { id, arguments, parts: versions.into_iter().map(|message| message.parts).collect() })
}

fn arguments(id: &str, versions: &[Message], mistakes: &mut Vec<String>) -> Vec<Argument> {
    let used: Vec<Used> = versions.iter().map(|message| Used::of(&message.parts)).collect();
    let reference = &used[0];
    for (message, used) in versions.iter().zip(&used).skip(1) {
        let code = message.language.code();
        for name in reference.in_order.iter().filter(|name| !used.in_order.contains(name)) {
            let from = versions[0].language.code();
            mistakes.push(format!("{}: {id}: {code} does not use ${name}, which {from} does", place(message)));
        }
        for name in used.in_order.iter().filter(|name| !reference.in_order.contains(name)) {
            let from = versions[0].language.code();
            mistakes.push(format!("{}: {id}: {code} uses ${name}, which {from} does not", place(message)));
        }
    }
    let mut arguments = Vec::new();
    for name in &reference.in_order {
        let is_number = is_count(name) || used.iter().any(|used| used.numbers.contains(name));
        for (message, used) in versions.iter().zip(&used) {
            if is_number && used.words.contains(name) {
                let place = place(message);
                mistakes.push(format!("{place}: {id}: ${name} is a number, but a selector compares it with words"));
            }
        }
        arguments.push(Argument { name: name.clone(), is_number });
    }
    arguments
}

fn is_count(name: &str) -> bool {
    name == "count" || name.ends_with("_count")
}

fn place(message: &Message) -> String {
    format!("{FOLDER}/{}/{}", message.language.code(), message.file)
}

/// What a message does with its arguments.
#[derive(Default)]
struct Used {
    in_order: Vec<String>,
    /// Compared with numbers or plural categories.
    numbers: BTreeSet<String>,
    /// Compared with words.
    words: BTreeSet<String>,
}

impl Used {
    fn of(parts: &[Part]) -> Used {
        let mut used = Used::default();
        used.collect(parts);
        used
    }

    fn collect(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Show(name) => self.note(name),
                Part::Choose(choice) => {
                    self.note(&choice.argument);
                    let kind = if choice.by_word { &mut self.words } else { &mut self.numbers };
                    kind.insert(choice.argument.clone());
                    for (_, parts) in &choice.cases {
                        self.collect(parts);
                    }
                    self.collect(&choice.fallback);
                }
            }
        }
    }

    fn note(&mut self, name: &str) {
        if !self.in_order.iter().any(|known| known == name) {
            self.in_order.push(name.to_string());
        }
    }
}
