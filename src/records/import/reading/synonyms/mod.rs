//! Words of other programs' files for values that ship with Korob: statuses, sources, types, forms of address. Those for
//! currencies and countries are in the kernel.
//!
//! A word is compared folded, without the point of an abbreviation. A word that is not here becomes a value of its own:
//! the caller asks first.

mod lists;

pub use lists::{
    COMPANY_TYPES, CONTACT_TYPES, DEAL_STAGES, DEAL_TYPES, LEAD_STATUSES, SALUTATIONS, SOURCES, TEMPERATURES,
};

use crate::kernel::text;

/// A value that ships and what others call it: their titles in three languages and their codes.
pub struct Synonyms {
    pub code: &'static str,
    pub words: &'static [&'static str],
}

/// The code of a word of the file, from one of the lists of this module.
pub fn find(list: &'static [Synonyms], word: &str) -> Option<&'static str> {
    let word = key(word);
    let value = list.iter().find(|value| value.code == word || value.words.iter().any(|known| key(known) == word))?;
    Some(value.code)
}

fn key(word: &str) -> String {
    text::fold(text::trim(word)).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;
