//! Making and changing pipelines and their stages; renaming, ordering and archiving are those of every list.

use super::model::{LOST, OPEN, PIPELINES, STAGES, StageRules, WON};
use crate::access::Viewer;
use crate::kernel::{Error, FieldErrors, Lang, Problem, Result};
use crate::platform::db::Tx;
use crate::platform::events::Row;
use crate::platform::i18n::{Text, tr};
use crate::records::options::{self, LABELS, NewOption, OptionChanges, OptionItem};
use crate::records::registry::Kind;
use crate::records::store::rows;
use serde_json::json;

/// More could not be told apart on a board.
const MAX_PIPELINES: usize = 50;

/// No deal stands still for longer than this by rule: ten years.
const MAX_NORM_DAYS: i64 = 3_650;

/// A stage as a new office gets it: name, meaning, per cent, hue.
type ShippedStage = (Text, &'static str, i64, &'static str);

fn shipped_stages() -> [ShippedStage; 9] {
    [
        (tr::deals_stage_new, OPEN, 10, "sky"),
        (tr::deals_stage_qualification, OPEN, 20, "blue"),
        (tr::deals_stage_proposal, OPEN, 50, "indigo"),
        (tr::deals_stage_negotiation, OPEN, 70, "violet"),
        (tr::deals_stage_contract, OPEN, 80, "amber"),
        (tr::deals_stage_prepayment, OPEN, 90, "orange"),
        (tr::deals_stage_execution, OPEN, 95, "lime"),
        (tr::deals_stage_won, WON, 100, "green"),
        (tr::deals_stage_lost, LOST, 0, "slate"),
    ]
}

/// The pipeline that a new office begins with; nothing happens where there is one. Not an action of anybody.
pub fn ship(tx: &Tx<'_>) -> Result<()> {
    if !options::of_list(tx, Lang::En, PIPELINES)?.is_empty() {
        return Ok(());
    }
    let named = |list: &str, name: Text, position: usize| {
        let mut row = Row::new();
        for (column, lang) in LABELS.into_iter().zip(Lang::ALL) {
            row.insert(column.to_owned(), json!(name(lang)));
        }
        row.insert("list".to_owned(), json!(list));
        row.insert("position".to_owned(), json!(position));
        row
    };
    let numbered = |mut row: Row| -> Result<i64> {
        let id = options::next_id(tx)?;
        row.insert("id".to_owned(), json!(id));
        row.insert("code".to_owned(), json!(id.to_string()));
        rows::insert(tx, "options", row)?;
        Ok(id)
    };
    let mut row = named(PIPELINES, tr::deals_pipeline_shipped, 0);
    row.insert("color".to_owned(), json!("blue"));
    let pipeline = numbered(row)?;
    for (position, (name, meaning, probability, color)) in shipped_stages().into_iter().enumerate() {
        let rules = StageRules { probability, ..StageRules::default() };
        let mut row = named(STAGES, name, position);
        row.insert("color".to_owned(), json!(color));
        row.insert("semantic".to_owned(), json!(meaning));
        row.insert("parent_id".to_owned(), json!(pipeline));
        row.insert("rules".to_owned(), json!(to_text(&rules)?));
        numbered(row)?;
    }
    Ok(())
}

/// A new pipeline with the least of stages: a first one, won and lost. Its number.
///
/// # Errors
/// As [`options::create`]; `Invalid` at `label_en` where there are too many already.
pub fn create(tx: &mut Tx<'_>, viewer: &Viewer, labels: [String; 3], color: &str) -> Result<i64> {
    if options::of_list(tx, Lang::En, PIPELINES)?.len() >= MAX_PIPELINES {
        return Err(Error::invalid("label_en", Problem::TooMany { max: MAX_PIPELINES }));
    }
    let new = NewOption { labels, color: color.to_owned(), is_by_number: true, ..NewOption::default() };
    let pipeline = options::create(tx, viewer, PIPELINES, &new)?;
    let stages = shipped_stages();
    for (name, meaning, probability, color) in stages.iter().take(1).chain(&stages[7..]) {
        let labels = Lang::ALL.map(|lang| name(lang).to_owned());
        let rules = StageRules { probability: *probability, ..StageRules::default() };
        let new = NewStage { labels, color: (*color).to_owned(), meaning: (*meaning).to_owned(), rules };
        insert_stage(tx, viewer, pipeline.id, &new)?;
    }
    Ok(pipeline.id)
}

/// A stage as it is wished for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewStage {
    pub labels: [String; 3],
    pub color: String,
    pub meaning: String,
    pub rules: StageRules,
}

/// Adds a stage at the end of those that are open or closed as it is.
///
/// # Errors
/// As [`options::create`]; `NotFound` for no pipeline; `Invalid` at the rule that makes no sense for `kind`, the deals.
pub fn add_stage(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    pipeline_id: i64,
    new: &NewStage,
) -> Result<OptionItem> {
    options::get_of(tx, Lang::En, PIPELINES, pipeline_id)?;
    check(kind, &new.rules)?;
    insert_stage(tx, viewer, pipeline_id, new)
}

fn insert_stage(tx: &mut Tx<'_>, viewer: &Viewer, pipeline_id: i64, new: &NewStage) -> Result<OptionItem> {
    let new = NewOption {
        labels: new.labels.clone(),
        color: new.color.clone(),
        semantic: Some(new.meaning.clone()),
        parent_id: Some(pipeline_id),
        rules: Some(to_text(&new.rules)?),
        is_by_number: true,
    };
    options::create(tx, viewer, STAGES, &new)
}

/// Changes names, hue and rules of a stage; its meaning stays.
///
/// # Errors
/// As [`options::change`] and [`add_stage`].
pub fn change_stage(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    kind: &Kind,
    id: i64,
    expected_version: Option<i64>,
    wanted: &NewStage,
) -> Result<()> {
    options::get_of(tx, Lang::En, STAGES, id)?;
    check(kind, &wanted.rules)?;
    let changes = OptionChanges {
        labels: Some(wanted.labels.clone()),
        color: Some(wanted.color.clone()),
        rules: Some(to_text(&wanted.rules)?),
    };
    options::change(tx, viewer, id, expected_version, &changes)
}

fn check(kind: &Kind, rules: &StageRules) -> Result<()> {
    let mut errors = FieldErrors::default();
    if !(0..=100).contains(&rules.probability) {
        errors.add("probability", Problem::OutOfRange { min: 0, max: 100 });
    }
    if rules.norm_days.is_some_and(|days| !(1..=MAX_NORM_DAYS).contains(&days)) {
        errors.add("norm_days", Problem::OutOfRange { min: 1, max: MAX_NORM_DAYS });
    }
    if rules.required.iter().any(|key| !can_be_required(kind, key)) {
        errors.add("required", Problem::NotAnOption);
    }
    errors.into_result()
}

/// What people can fill in, and may leave empty until then.
pub fn can_be_required(kind: &Kind, key: &str) -> bool {
    kind.form_fields().any(|field| field.key == key && !field.is_required && field.key != "responsible_id")
}

fn to_text(rules: &StageRules) -> Result<String> {
    Ok(serde_json::to_string(rules).map_err(anyhow::Error::from)?)
}
