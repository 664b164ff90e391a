//! Whose a record is, as words of the search index: who sees only their own asks for theirs beside what they typed.

use crate::kernel::UserId;
use crate::records::registry::{FieldType, Kind};
use crate::records::value::{Value, Values};
use std::collections::BTreeSet;

/// Before the word of each person. No folded text has it, so nobody can type a word that the index of threes takes for a
/// person; the index of words passes it over.
const MARK: char = '\u{1}';

/// Of the private characters of Unicode, by which the index of words knows people: no letters, so they are not typed either.
const FIRST: u32 = 0xe000;
const DIGITS: i64 = 0x1000;

/// Who may see the record as one of their own: who is responsible for it, and who observes it.
pub(super) fn people_of(kind: &Kind, values: &Values) -> String {
    let is_list = |field_type: &FieldType| matches!(field_type, FieldType::Observers);
    let observers = kind.fields.iter().filter(|field| is_list(&field.field_type)).map(|field| values.get(&field.key));
    let ids = observers.flat_map(|value| if let Value::Ids(ids) = value { ids.as_slice() } else { &[] });
    let people: BTreeSet<i64> = ids.copied().chain(values.int("responsible_id")).collect();
    people.into_iter().map(|id| word_of(UserId(id))).collect()
}

/// Three characters, which are one entry in the index of threes; the last digit of the id first, so that few people share
/// a beginning.
pub(super) fn word_of(user: UserId) -> String {
    let digit = |number: i64| u32::try_from(number % DIGITS).ok().and_then(|digit| char::from_u32(FIRST + digit));
    [Some(MARK), digit(user.0), digit(user.0 / DIGITS)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_has_a_word_of_three_characters() {
        let words: BTreeSet<String> = [1, 2, 4095, 4096, 4097, 8192, 16_777_215].map(UserId).map(word_of).into();
        assert_eq!(words.len(), 7);
        assert!(words.iter().all(|word| word.chars().count() == 3), "{words:?}");
    }
}
