//! Whether and how the work on a record ended, where a file tells it beside the choice that says so here: a closed flag, or
//! a status beside the stage.

use super::{Listed, World};
use crate::kernel::{Lang, Result};
use crate::records::import::draft::{Draft, Ended, Word};
use crate::records::import::model::Warning;
use crate::records::import::reading::values::Closing;
use crate::records::options::Dictionary;
use crate::records::registry::{End, FieldType};
use crate::records::value::Values;
use rusqlite::Connection;

/// Has the choice say what the file says of the end. A stage that is no such end gives way to the first one that is, and is
/// kept in the comment. What says nothing of how it ended changes nothing; a contradiction is told.
pub(super) fn settle(
    conn: &Connection,
    world: &World<'_>,
    draft: &Draft,
    ended: &Ended,
    values: &mut Values,
    notes: &mut Vec<String>,
    warnings: &mut Vec<Warning>,
) -> Result<()> {
    let Some(FieldType::Choice { list }) = world.kind.field(ended.key).map(|field| &field.field_type) else {
        return Ok(());
    };
    let dictionary = Dictionary::load(conn, Lang::En)?;
    let chosen = values.text(ended.key).and_then(|code| dictionary.find(list, code));
    let end = chosen.and_then(|item| world.kind.end_of(item.semantic.as_deref()));
    let said = match ended.said {
        Some(Closing::Won) => End::Good,
        Some(Closing::Lost) => End::Bad,
        Some(Closing::Open) if end.is_none() => return Ok(()),
        Some(Closing::Closed) if end.is_some() => return Ok(()),
        said => {
            notes.push(world.closed(&ended.word));
            let code = if said.is_none() { "closed_unclear" } else { "closed_contradicts" };
            warnings.push(Warning { code: code.to_owned(), column: "closed".to_owned(), value: ended.word.clone() });
            return Ok(());
        }
    };
    if end == Some(said) {
        return Ok(());
    }
    let word = Word { key: ended.key.to_owned(), list, word: String::new() };
    let listed = Listed::of(conn, world.kind, &word, values)?;
    let is_such = |meaning: Option<&str>| world.kind.end_of(meaning) == Some(said);
    if let Some(item) = listed.offered(&dictionary).find(|item| is_such(item.semantic.as_deref())) {
        let word = draft.words.iter().find(|word| word.key == ended.key && chosen.is_some());
        notes.extend(word.map(|word| world.noted(ended.key, &word.word)));
        values.set(ended.key, item.code.as_str());
    }
    Ok(())
}
