//! Making and changing pipelines and their stages; renaming, ordering and archiving are those of every list.

use super::model::{LOST, OPEN, PIPELINES, STAGES, Stage, StageRules, WON};
use crate::access::Viewer;
use crate::kernel::{Error, FieldErrors, Lang, Problem, Result};
use crate::platform::db::Tx;
use crate::platform::events::Row;
use crate::platform::i18n::{Text, tr};
use crate::records::options::{self, LABELS, NewOption, OptionChanges, OptionItem};
use crate::records::registry::{Kind, Registry};
use crate::records::store::rows;
use serde_json::json;
use std::sync::Arc;

/// More could not be told apart on a board.
const MAX_PIPELINES: usize = 50;
/// Of one pipeline, where an import makes them: more come from a column that is none of stages.
const MAX_STAGES: usize = 100;

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
    with_stages(tx, viewer, labels, color, options::create)
}

/// [`create`] of whoever imports deals that name one which is not there yet; its code.
///
/// # Errors
/// As [`create`], but for the right.
pub fn bring_in(tx: &mut Tx<'_>, viewer: &Viewer, label: &str, _owner: Option<&str>) -> Result<String> {
    let labels = std::array::from_fn(|_| label.to_owned());
    Ok(with_stages(tx, viewer, labels, "slate", options::add_as)?.to_string())
}

/// How a value is put into its list.
type Insert = fn(&mut Tx<'_>, &Viewer, &str, &NewOption) -> Result<OptionItem>;

fn with_stages(tx: &mut Tx<'_>, viewer: &Viewer, labels: [String; 3], color: &str, insert: Insert) -> Result<i64> {
    if options::of_list(tx, Lang::En, PIPELINES)?.len() >= MAX_PIPELINES {
        return Err(Error::invalid("label_en", Problem::TooMany { max: MAX_PIPELINES }));
    }
    let new = NewOption { labels, color: color.to_owned(), is_by_number: true, ..NewOption::default() };
    let pipeline = insert(tx, viewer, PIPELINES, &new)?;
    let stages = shipped_stages();
    for (name, meaning, probability, color) in stages.iter().take(1).chain(&stages[7..]) {
        let labels = Lang::ALL.map(|lang| name(lang).to_owned());
        let rules = StageRules { probability: *probability, ..StageRules::default() };
        let new = NewStage { labels, color: (*color).to_owned(), meaning: (*meaning).to_owned(), rules };
        insert(tx, viewer, STAGES, &new.as_option(pipeline.id)?)?;
    }
    Ok(pipeline.id)
}

/// Deletes a pipeline that no deal is in, with its stages.
///
/// # Errors
/// `Forbidden` for anybody but an admin; `NotFound` for no pipeline; `Conflict` where deals are in it, also in the bin, and
/// for the last one.
pub fn delete(tx: &mut Tx<'_>, viewer: &Viewer, registry: &Registry, id: i64) -> Result<()> {
    options::get_of(tx, Lang::En, PIPELINES, id)?;
    options::delete_whole(tx, viewer, registry, id, tr::pipelines_in_use)
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
    options::create(tx, viewer, STAGES, &new.as_option(pipeline_id)?)
}

/// A stage that deals stand at which are imported, and that its pipeline does not have: an open one, since nothing is closed
/// by a word that nobody here knows. It is as likely as the open stages before it; its code.
///
/// # Errors
/// As [`add_stage`], but for the right.
pub fn bring_in_stage(tx: &mut Tx<'_>, viewer: &Viewer, label: &str, pipeline: Option<&str>) -> Result<String> {
    let pipeline_id = pipeline.and_then(|code| code.parse().ok()).ok_or(Error::NotFound)?;
    let there = options::of_parent(tx, Lang::En, STAGES, Some(pipeline_id))?;
    if there.len() >= MAX_STAGES {
        return Err(Error::invalid("label_en", Problem::TooMany { max: MAX_STAGES }));
    }
    let mut open = there.iter().map(Stage::of).filter(|stage| stage.means(OPEN));
    let rules = StageRules {
        probability: open.next_back().map_or(0, |stage| stage.rules.probability),
        ..StageRules::default()
    };
    let labels = std::array::from_fn(|_| label.to_owned());
    let new = NewStage { labels, color: "slate".to_owned(), meaning: OPEN.to_owned(), rules };
    Ok(options::add_as(tx, viewer, STAGES, &new.as_option(pipeline_id)?)?.code)
}

impl NewStage {
    fn as_option(&self, pipeline_id: i64) -> Result<NewOption> {
        Ok(NewOption {
            labels: self.labels.clone(),
            color: self.color.clone(),
            semantic: Some(self.meaning.clone()),
            parent_id: Some(pipeline_id),
            rules: Some(to_text(&sure_at_the_end(&self.meaning, &self.rules))?),
            is_by_number: true,
        })
    }
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
    let stage = options::get_of(tx, Lang::En, STAGES, id)?;
    check(kind, &wanted.rules)?;
    let rules = sure_at_the_end(stage.semantic.as_deref().unwrap_or(OPEN), &wanted.rules);
    let changes = OptionChanges {
        labels: Some(wanted.labels.clone()),
        color: Some(wanted.color.clone()),
        rules: Some(to_text(&rules)?),
    };
    options::change(tx, viewer, id, expected_version, &changes)
}

/// What is won is certain and what is lost is out of the question, whatever else was said.
fn sure_at_the_end(meaning: &str, rules: &StageRules) -> StageRules {
    let probability = match meaning {
        WON => 100,
        LOST => 0,
        _ => rules.probability,
    };
    StageRules { probability, ..rules.clone() }
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
    /// What a stage says itself, and what is said of the end: no open deal keeps that, and a lost one is asked anyway.
    const OF_STAGES: [&str; 4] = ["probability", "closed_at", "lost_reason", "lost_note"];
    let is_free = |key: &str| key != "responsible_id" && !OF_STAGES.contains(&key);
    kind.form_fields().any(|field| field.key == key && !field.is_required && is_free(key))
}

/// The type of records that stand at stages.
pub(super) fn kind(registry: &Registry) -> Result<Arc<Kind>> {
    options::uses(registry, STAGES).into_iter().next().map(|(kind, _)| kind).ok_or(Error::NotFound)
}

fn to_text(rules: &StageRules) -> Result<String> {
    Ok(serde_json::to_string(rules).map_err(anyhow::Error::from)?)
}
