//! What an administrator types of a pipeline or a stage.

use super::model::{OPEN, Stage, StageRules};
use super::service::NewStage;
use crate::kernel::{FieldErrors, Lang, Problem, Result};
use crate::platform::i18n::parse;
use crate::platform::web::RawForm;
use crate::records::options::{LABELS, OptionItem};

/// As it was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub labels: [String; 3],
    pub color: String,
    pub semantic: String,
    pub probability: String,
    pub norm_days: String,
    pub must_not_be_skipped: bool,
    pub required: Vec<String>,
}

/// Names of the fields that a pipeline and a stage have.
pub(super) fn is_look(name: &str) -> bool {
    LABELS.contains(&name) || name == "color"
}

/// Those of a stage beside.
pub(super) fn is_rule(name: &str) -> bool {
    matches!(name, "probability" | "norm_days" | "must_not_be_skipped" | "required")
}

impl Typed {
    pub fn read(form: &RawForm) -> Typed {
        let value = |name: &str| form.value(name).unwrap_or_default().to_owned();
        let required = form.0.iter().filter(|(name, key)| name == "required" && !key.is_empty());
        Typed {
            labels: LABELS.map(value),
            color: value("color"),
            semantic: value("semantic"),
            probability: value("probability"),
            norm_days: value("norm_days"),
            must_not_be_skipped: form.value("must_not_be_skipped").is_some(),
            required: required.map(|(_, key)| key.clone()).collect(),
        }
    }

    /// What the form of something new begins with.
    pub fn fresh() -> Typed {
        Typed { color: "blue".to_owned(), semantic: OPEN.to_owned(), probability: "50".to_owned(), ..Typed::default() }
    }

    pub fn of(item: &OptionItem) -> Typed {
        Typed {
            labels: item.labels.clone(),
            color: item.color.clone(),
            semantic: item.semantic.clone().unwrap_or_default(),
            ..Typed::default()
        }
    }

    pub fn of_stage(stage: &Stage) -> Typed {
        Typed {
            probability: stage.rules.probability.to_string(),
            norm_days: stage.rules.norm_days.map(|days| days.to_string()).unwrap_or_default(),
            must_not_be_skipped: stage.rules.must_not_be_skipped,
            required: stage.rules.required.clone(),
            ..Typed::of(&stage.item)
        }
    }

    /// # Errors
    /// `Invalid` at each number that is none.
    pub fn stage(&self, lang: Lang) -> Result<NewStage> {
        let mut errors = FieldErrors::default();
        let mut number = |name: &str, typed: &str| match typed.trim() {
            "" => None,
            typed => parse::number(lang, typed.trim_end_matches('%').trim_end())
                .map_err(|problem| errors.add(name, problem))
                .ok(),
        };
        let (probability, norm_days) = (number("probability", &self.probability), number("norm_days", &self.norm_days));
        if self.probability.trim().is_empty() {
            errors.add("probability", Problem::Required);
        }
        errors.into_result()?;
        Ok(NewStage {
            labels: self.labels.clone(),
            color: self.color.clone(),
            meaning: self.semantic.clone(),
            rules: StageRules {
                probability: probability.unwrap_or_default(),
                norm_days,
                must_not_be_skipped: self.must_not_be_skipped,
                required: self.required.clone(),
            },
        })
    }
}
