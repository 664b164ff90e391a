//! Reading `korob.toml`, keeping the line of each value.

use super::wrong::Expected;
use super::{Given, Key, SettingError, Source, Wrong};
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
            let problem = Wrong::CannotRead { path: path.to_owned(), error };
            errors.push(SettingError { key: None, source, problem });
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
            key: None,
            source: at(mistake.span().unwrap_or_default()),
            problem: Wrong::NotToml { message: mistake.message().to_owned() },
        });
    }
    let mut given = BTreeMap::new();
    for (name, value) in table.into_inner() {
        let source = at(name.span());
        let found = Key::ALL.into_iter().find(|key| key.name() == name.get_ref());
        let outcome = match found {
            Some(key) => as_text(key, value.get_ref()).map(|text| (key, text)),
            None => Err(Wrong::Unknown),
        };
        match outcome {
            Ok((key, text)) => drop(given.insert(key, Given { text, source })),
            Err(problem) => errors.push(SettingError { key: Some(name.get_ref().to_string()), source, problem }),
        }
    }
    given
}

fn as_text(key: Key, value: &DeValue<'_>) -> Result<String, Wrong> {
    let wrong = |expected| Err(Wrong::MustBe(expected));
    match value {
        DeValue::Boolean(answer) if key.is_yes_or_no() => Ok(answer.to_string()),
        _ if key.is_yes_or_no() => wrong(Expected::Answer),
        DeValue::Array(items) if key.is_list() => {
            let texts: Option<Vec<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
            texts.map_or_else(|| wrong(Expected::Texts), |texts| Ok(texts.join(",")))
        }
        DeValue::Integer(number) if key.is_number() => Ok(number.as_str().to_owned()),
        _ if key.is_number() => wrong(Expected::Number),
        DeValue::String(text) => Ok(text.to_string()),
        _ => wrong(if key.is_list() { Expected::Texts } else { Expected::Text }),
    }
}
