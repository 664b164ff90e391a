//! One Fluent file, read into messages that know only what we allow.

use super::{Language, Source};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    parser,
    unicode::unescape_unicode_to_string,
};
use std::fmt;

/// A text in one language.
pub struct Message {
    pub language: Language,
    pub file: String,
    pub id: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, PartialEq)]
pub enum Part {
    Text(String),
    /// The value of an argument.
    Show(String),
    /// One of several texts, by the value of an argument.
    Choose(Choice),
}

#[derive(Debug, PartialEq)]
pub struct Choice {
    pub argument: String,
    /// By words; otherwise by numbers, and the argument is one.
    pub by_word: bool,
    /// Exact numbers stand before categories, so that the first fitting case is the right one.
    pub cases: Vec<(Key, Vec<Part>)>,
    pub fallback: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    Number(i64),
    /// A plural category: `one`, `few`, `many`, `other`.
    Plural(&'static str),
    Word(String),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Number(number) => number.fmt(f),
            Key::Plural(plural) => plural.fmt(f),
            Key::Word(word) => word.fmt(f),
        }
    }
}

const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The messages of a file; what cannot be used is said in `mistakes`.
pub fn parse(source: &Source, mistakes: &mut Vec<String>) -> Vec<Message> {
    let place = format!("{}/{}/{}", super::FOLDER, source.language.code(), source.file);
    let resource = match parser::parse(source.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = source.text.bytes().take(error.pos.start).filter(|byte| *byte == b'\n').count() + 1;
                mistakes.push(format!("{place}: line {line}: {error}"));
            }
            resource
        }
    };
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.to_string();
                let mut reader = Reader { language: source.language, place: format!("{place}: {id}"), mistakes };
                if !message.attributes.is_empty() {
                    reader.wrong("attributes are not used; write a message of its own");
                }
                if !is_kebab_with_prefix(&id) {
                    reader.wrong("an id is lower-case words joined by hyphens, the first being the slice's prefix");
                }
                let parts = message.value.map(|pattern| reader.pattern(&pattern)).unwrap_or_default();
                if parts.is_empty() {
                    reader.wrong("has no text");
                }
                messages.push(Message { language: source.language, file: source.file.clone(), id, parts });
            }
            Entry::Term(term) => {
                mistakes.push(format!("{place}: -{}: terms are not used; write the word out", term.id.name));
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }
    messages
}

struct Reader<'a> {
    language: Language,
    /// File and key, as every mistake begins.
    place: String,
    mistakes: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn wrong(&mut self, what: impl fmt::Display) {
        self.mistakes.push(format!("{}: {what}", self.place));
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) -> Vec<Part> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut parts, value),
                PatternElement::Placeable { expression } => self.expression(expression, &mut parts),
            }
        }
        parts
    }

    fn expression(&mut self, expression: &Expression<&str>, parts: &mut Vec<Part>) {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                parts.push(Part::Show(self.argument(id.name)));
            }
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                push_text(parts, &unescape_unicode_to_string(value));
            }
            Expression::Inline(InlineExpression::NumberLiteral { value }) => push_text(parts, value),
            Expression::Inline(InlineExpression::Placeable { expression }) => self.expression(expression, parts),
            Expression::Inline(_) => {
                self.wrong("refers to another message, a term or a function; write the sentence out");
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let argument = self.argument(id.name);
                parts.push(Part::Choose(self.choice(argument, variants)));
            }
            Expression::Select { .. } => self.wrong("a selector must be a plain argument, such as { $count -> ..."),
        }
    }

    fn choice(&mut self, argument: String, variants: &[Variant<&str>]) -> Choice {
        let (mut cases, mut fallback, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for variant in variants {
            let key = self.key(&variant.key);
            let text = self.pattern(&variant.value);
            if keys.contains(&key) {
                self.wrong(format_args!("the selector on ${argument} has two variants for {key}"));
            }
            if variant.default {
                fallback = text;
                if matches!(key, Key::Number(_)) {
                    self.wrong(format_args!("the default of the selector on ${argument} is a single number"));
                }
            } else {
                cases.push((key.clone(), text));
                if key == Key::Plural("other") {
                    self.wrong(format_args!("the selector on ${argument} has other, but not as its default"));
                }
            }
            keys.push(key);
        }
        let by_word = keys.iter().any(|key| matches!(key, Key::Word(_)));
        self.check_keys(&argument, &keys, by_word);
        cases.sort_by_key(|(key, _)| !matches!(key, Key::Number(_)));
        Choice { argument, by_word, cases, fallback }
    }

    fn argument(&mut self, name: &str) -> String {
        // These two names are taken inside the generated functions.
        if matches!(name, "lang" | "out") {
            self.wrong(format_args!("an argument cannot be called ${name}"));
        }
        name.replace('-', "_").to_lowercase()
    }

    fn key(&mut self, key: &VariantKey<&str>) -> Key {
        match key {
            VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => Key::Number(number),
                Err(_) => {
                    self.wrong(format_args!("the variant {value} is not a whole number"));
                    Key::Number(0)
                }
            },
            VariantKey::Identifier { name } => match PLURALS.iter().find(|plural| *plural == name) {
                Some(plural) => Key::Plural(plural),
                None => Key::Word((*name).to_string()),
            },
        }
    }

    /// Either words, or numbers and plural categories; and if any category, then all of the language.
    fn check_keys(&mut self, argument: &str, keys: &[Key], by_word: bool) {
        let has = |plural| keys.contains(&Key::Plural(plural));
        if by_word {
            // `*[other]` is the customary default beside words as well.
            if keys.iter().any(|key| !matches!(key, Key::Word(_) | Key::Plural("other"))) {
                self.wrong(format_args!("the selector on ${argument} mixes words with numbers or plural categories"));
            }
            return;
        }
        let (code, known) = (self.language.code(), self.language.plurals());
        for key in keys {
            if matches!(key, Key::Plural(plural) if *plural != "other" && !known.contains(plural)) {
                self.wrong(format_args!("{code} has no plural category {key}; it has {}", known.join(", ")));
            }
        }
        // `*[other]` alone, beside exact numbers, says that the words do not change with the number.
        if !keys.iter().any(|key| matches!(key, Key::Plural(plural) if *plural != "other")) {
            return;
        }
        for needed in known {
            // In ru and pl `*[other]` may stand for `many`.
            let is_there = has(needed) || (*needed == "many" && has("other"));
            if !is_there {
                self.wrong(format_args!("the selector on ${argument} lacks the plural category {needed} of {code}"));
            }
        }
    }
}

/// Fluent gives text in pieces (per line, per literal): neighbours are joined.
fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Part::Text(last)) => last.push_str(text),
        _ => parts.push(Part::Text(text.to_string())),
    }
}

fn is_kebab_with_prefix(id: &str) -> bool {
    let mut words = id.split('-');
    let first_is_word = words.clone().next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    first_is_word && id.contains('-') && words.all(plain)
}
