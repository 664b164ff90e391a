//! Reading `korob.toml`, keeping the line of each value.

use super::{Given, Key, SettingError, Source};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The values of the file; what cannot be read is added to `errors`. No file is no value and no error.
pub(super) fn read(path: &Path, errors: &mut Vec<SettingError>) -> BTreeMap<Key, Given> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text, errors),
        // Whoever opens the folder says more of a file in its place.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => BTreeMap::new(),
        Err(error) => {
            let source = Source::File { path: path.to_owned(), line: 1 };
            errors.push(SettingError {
                key: "the file".to_owned(),
                source,
                problem: format!("cannot be read: {error}"),
            });
            BTreeMap::new()
        }
    }
}

fn parse(path: &Path, text: &str, errors: &mut Vec<SettingError>) -> BTreeMap<Key, Given> {
    let at = |span: Range<usize>| {
        let line = text[..span.start.min(text.len())].matches('\n').count() + 1;
        Source::File { path: path.to_owned(), line }
    };
    let (table, mistakes) = DeTable::parse_recoverable(text);
    for mistake in mistakes {
        errors.push(SettingError {
            key: "the text".to_owned(),
            source: at(mistake.span().unwrap_or_default()),
            problem: mistake.message().to_owned(),
        });
    }
    let mut given = BTreeMap::new();
    for (name, value) in table.into_inner() {
        let source = at(name.span());
        let found = Key::ALL.into_iter().find(|key| key.name() == name.get_ref());
        let outcome = match found {
            Some(key) => as_text(key, value.get_ref()).map(|text| (key, text)),
            None => Err(unknown()),
        };
        match outcome {
            Ok((key, text)) => drop(given.insert(key, Given { text, source })),
            Err(problem) => errors.push(SettingError { key: name.get_ref().to_string(), source, problem }),
        }
    }
    given
}

fn unknown() -> String {
    let names: Vec<&str> = Key::ALL.iter().map(|key| key.name()).collect();
    format!("is no setting; there are {}", names.join(", "))
}

fn as_text(key: Key, value: &DeValue<'_>) -> Result<String, String> {
    let wrong = |expected: &str| Err(format!("is {}, but must be {expected}", value.type_str()));
    match value {
        DeValue::Boolean(answer) if key.is_yes_or_no() => Ok(answer.to_string()),
        _ if key.is_yes_or_no() => wrong("true or false"),
        DeValue::Array(items) if key.is_list() => {
            let texts: Option<Vec<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
            texts.map_or_else(|| wrong("a list of texts in quotes"), |texts| Ok(texts.join(",")))
        }
        DeValue::Integer(number) if key.is_number() => Ok(number.as_str().to_owned()),
        _ if key.is_number() => wrong("a whole number"),
        DeValue::String(text) => Ok(text.to_string()),
        _ => wrong(if key.is_list() { "a list of texts in quotes" } else { "a text in quotes" }),
    }
}
