//! What a value is called in every language, and its hue.

use super::{LABELS, OptionItem, at};
use crate::kernel::text::fold;
use crate::kernel::{Error, FieldErrors, Problem, Result};
use crate::platform::db::Tx;
use crate::platform::events::Row;
use crate::platform::settings::Office;
use serde_json::json;

const MAX_LABEL: usize = 100;

/// Labels as they are stored: whatever has no name in a language is called as the office calls it.
///
/// # Errors
/// `Invalid` for a name that is missing, too long, or borne by another of `there`.
pub(super) fn checked_labels(
    tx: &Tx<'_>,
    there: &[OptionItem],
    labels: &[String; 3],
    own: Option<i64>,
) -> Result<[String; 3]> {
    let mut labels: [String; 3] = std::array::from_fn(|index| labels[index].trim().to_owned());
    let mut errors = FieldErrors::default();
    // What was left empty is a copy, and no mistake of its own.
    for (label, name) in labels.iter().zip(LABELS).filter(|(label, _)| !label.is_empty()) {
        if label.chars().count() > MAX_LABEL {
            errors.add(name, Problem::TooLong { max: MAX_LABEL });
        } else if label.chars().any(char::is_control) {
            errors.add(name, Problem::BadCharacters);
        } else if is_taken(there, label, own) {
            errors.add(name, Problem::AlreadyTaken);
        }
    }
    // Whatever has no name in a language is called as the office calls it.
    let office = at(Office::load(tx)?.lang);
    let own_name = labels[office].clone();
    if own_name.is_empty() {
        errors.add(LABELS[office], Problem::Required);
    }
    errors.into_result()?;
    for label in labels.iter_mut().filter(|label| label.is_empty()) {
        label.clone_from(&own_name);
    }
    Ok(labels)
}

/// Imports know values by their labels, and by the codes of shipped ones.
fn is_taken(there: &[OptionItem], label: &str, own: Option<i64>) -> bool {
    let wanted = fold(label);
    let is_called = |item: &OptionItem| item.labels.iter().any(|label| fold(label) == wanted);
    let has_code = |item: &OptionItem| own.is_none() && fold(&item.code) == wanted;
    there.iter().any(|item| Some(item.id) != own && (is_called(item) || has_code(item)))
}

pub(super) fn checked_color(color: &str) -> Result<&str> {
    let is_hue = crate::platform::ui::Hue::parse(color).is_some();
    if is_hue { Ok(color) } else { Err(Error::invalid("color", Problem::NotAnOption)) }
}

pub(super) fn label_columns(row: &mut Row, labels: &[String; 3]) {
    for (label, name) in labels.iter().zip(LABELS) {
        row.insert(name.to_owned(), json!(label));
    }
}
