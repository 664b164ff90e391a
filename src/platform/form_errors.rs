//! What is wrong with a form, as texts beside its fields.

use crate::kernel::{FieldErrors, Lang};
use crate::platform::i18n::{problem, tr};
use crate::platform::ui::{Field, error_summary};
use maud::Markup;

/// The problems of one form in the reader's language.
pub struct FormErrors {
    lang: Lang,
    texts: Vec<(String, String)>,
}

impl FormErrors {
    pub fn new(lang: Lang, errors: &FieldErrors) -> FormErrors {
        let texts = errors.iter().map(|(path, wrong)| (path.to_owned(), problem(lang, wrong))).collect();
        FormErrors { lang, texts }
    }

    /// What stands under the field; `None` when nothing is wrong with it.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.texts.iter().find(|(path, _)| path == field).map(|(_, text)| text.as_str())
    }

    /// What stands above the form, each line leading to its field; `labels` are the names of the fields and their labels.
    /// Empty when nothing is wrong.
    pub fn summary(&self, labels: &[(&str, &str)]) -> Markup {
        let label = |path: &str| labels.iter().find(|(name, _)| *name == path).map_or("", |(_, label)| *label);
        let lines: Vec<(String, &str, &str)> = self
            .texts
            .iter()
            .map(|(path, text)| (Field::new(path.as_str(), "").id(), label(path), text.as_str()))
            .collect();
        error_summary(tr::web_invalid(self.lang), &lines)
    }
}
