//! What must hold of a deal whenever it is saved, by whatever door.

use super::fields::{LOST_REASONS, NEEDS_NOTE};
use super::stays::{self, Stay};
use super::{store, worth};
use crate::access::Viewer;
use crate::crm::pipelines::{self, LOST, OPEN, Stage};
use crate::crm::{activities, bant};
use crate::kernel::{Error, FieldErrors, Problem, Result, Via};
use crate::platform::db::Tx;
use crate::platform::settings::Office;
use crate::records::{Record, Value, Values, options};
use chrono::NaiveDate;
use rusqlite::Connection;

/// Puts a deal where it is to stand and checks whether it may come there: what the stages up to this one ask for, why it
/// is lost. Former systems are believed.
pub(super) fn before_save(tx: &mut Tx<'_>, viewer: &Viewer, old: Option<&Record>, values: &mut Values) -> Result<()> {
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    let stage = place(tx, viewer, old, values)?;
    let before = match old.and_then(|old| old.values.text("stage_id")) {
        Some(code) => pipelines::find(tx, viewer.lang, code)?,
        None => None,
    };
    let is_moved = before.as_ref().is_none_or(|before| before.id() != stage.id());
    if is_moved && viewer.via != Via::Import {
        let stays = old.map(|old| store::stays(tx, old.id)).transpose()?.unwrap_or_default();
        check_way(tx, viewer, before.as_ref(), &stays, &stage, &merged)?;
    } else if viewer.via != Via::Import {
        keep_asked(old, values, &merged, &stage)?;
    }
    // From one stage of winning to another it was closed then, not now.
    let is_as_closed = before.is_some_and(|before| !stage.means(OPEN) && before.item.semantic == stage.item.semantic);
    let is_turned = is_moved && !is_as_closed;
    if is_turned && (values.get("probability").is_empty() || !is_other(old, values, "probability")) {
        values.set("probability", Value::Int(stage.rules.probability));
    }
    close(tx, viewer, old, values, &stage, is_turned)?;
    tell_loss(tx, viewer, old, values, &stage, is_turned)?;
    worth::keep(tx, old, values, &stage, is_turned)?;
    if old.is_none() && values.get("is_repeat").is_empty() && has_bought(tx, viewer, &merged)? {
        values.set("is_repeat", Value::Bool(true));
    }
    values.set("is_promising", Value::Bool(bant::is_promising(tx, &merged)?));
    activities::show_planned(tx, viewer, super::KEY, old, values)?;
    Ok(())
}

/// A stage is one of its deal's pipeline, and a deal that is closed says when. What is said of the end, is said of no open
/// one. Why a deal is lost may be missing: former systems do not always tell.
pub(super) fn must_hold(conn: &Connection, values: &Values) -> Result<()> {
    const OF_THE_END: [&str; 4] = ["closed_at", "lost_reason", "lost_note", "base_amount_minor"];
    let Some(code) = values.text("stage_id") else { return Ok(()) };
    let Some(stage) = pipelines::find(conn, crate::kernel::Lang::En, code)? else { return Ok(()) };
    let mut errors = FieldErrors::default();
    if values.text("pipeline_id") != Some(stage.pipeline_id().to_string().as_str()) {
        errors.add("stage_id", Problem::NotAnOption);
    }
    if stage.means(OPEN) {
        for key in OF_THE_END.into_iter().filter(|key| !values.get(key).is_empty()) {
            errors.add(key, Problem::NotAnOption);
        }
    } else if values.get("closed_at").is_empty() {
        errors.add("closed_at", Problem::Required);
    }
    errors.into_result()
}

/// Whether a save makes something else of a field. A form sends all of them.
pub(super) fn is_other(old: Option<&Record>, values: &Values, key: &str) -> bool {
    let was = old.map_or(&Value::Empty, |old| old.values.get(key));
    let now = values.get(key);
    values.contains(key) && was != now && !(was.is_empty() && now.is_empty())
}

/// Where the deal is to stand; both its fields say it then. A pipeline alone means its first stage, or the end that it has
/// come to.
fn place(tx: &Tx<'_>, viewer: &Viewer, old: Option<&Record>, values: &mut Values) -> Result<Stage> {
    let said = |key: &str| values.text(key).filter(|code| !code.is_empty());
    let was = |key: &str| old.and_then(|old| old.values.text(key));
    let stage = said("stage_id").filter(|code| Some(*code) != was("stage_id"));
    let pipeline = said("pipeline_id").filter(|code| Some(*code) != was("pipeline_id"));
    let at_stage = || Error::invalid("stage_id", Problem::NotAnOption);
    let found = match (stage, pipeline) {
        (Some(code), pipeline) => {
            let found = pipelines::find(tx, viewer.lang, code)?.ok_or_else(at_stage)?;
            if pipeline.is_some_and(|pipeline| pipeline != found.pipeline_id().to_string()) {
                return Err(at_stage());
            }
            found
        }
        (None, Some(pipeline)) => begin_or_end(tx, viewer, was("stage_id"), pipeline)?
            .ok_or_else(|| Error::invalid("pipeline_id", Problem::NotAnOption))?,
        (None, None) => match was("stage_id") {
            Some(code) => pipelines::find(tx, viewer.lang, code)?.ok_or_else(at_stage)?,
            None => pipelines::first_stage(tx, viewer.lang, None)?
                .ok_or_else(|| Error::invalid("stage_id", Problem::Required))?,
        },
    };
    // Emptied, they would be refused: somebody wants to know where a deal is.
    for (key, code) in [("stage_id", found.item.code.clone()), ("pipeline_id", found.pipeline_id().to_string())] {
        let is_emptied = old.is_some() && values.contains(key) && values.get(key).is_empty();
        if !is_emptied && was(key) != Some(code.as_str()) {
            values.set(key, Value::Text(code));
        }
    }
    Ok(found)
}

/// The stage of a pipeline at which a deal comes into it: the first one, but what is won or lost stays that.
fn begin_or_end(tx: &Tx<'_>, viewer: &Viewer, was: Option<&str>, pipeline: &str) -> Result<Option<Stage>> {
    let was = was.map(|code| pipelines::find(tx, viewer.lang, code)).transpose()?.flatten();
    if let (Some(ended), Ok(id)) = (was.filter(|stage| !stage.means(OPEN)), pipeline.parse()) {
        let ends = pipelines::of_pipeline(tx, viewer.lang, id)?;
        let mut ends = ends.into_iter().filter(|stage| !stage.item.is_archived);
        return Ok(ends.find(|stage| stage.item.semantic == ended.item.semantic));
    }
    pipelines::first_stage(tx, viewer.lang, Some(pipeline))
}

/// What the stage asked for stays said for as long as the deal stands there.
fn keep_asked(old: Option<&Record>, values: &Values, merged: &Values, stage: &Stage) -> Result<()> {
    let mut errors = FieldErrors::default();
    for key in stage.rules.required.iter().filter(|key| merged.get(key).is_empty() && is_other(old, values, key)) {
        errors.add(key.as_str(), Problem::Required);
    }
    errors.into_result()
}

/// All that stands in the way to a stage, told at once. Nothing does on the way to lost, nor out of a stage that is no
/// more.
fn check_way(
    tx: &Tx<'_>,
    viewer: &Viewer,
    from: Option<&Stage>,
    stays: &[Stay],
    to: &Stage,
    merged: &Values,
) -> Result<()> {
    if to.means(LOST) || from.is_some_and(|from| from.item.is_archived) {
        return Ok(());
    }
    let stages = pipelines::of_pipeline(tx, viewer.lang, to.pipeline_id())?;
    let is_open = |stage: &&Stage| stage.means(OPEN) && !stage.item.is_archived;
    let place = |stage: &Stage| if stage.means(OPEN) { stage.item.position } else { i64::MAX };
    let mut errors = FieldErrors::default();
    let passed = stages.iter().filter(is_open).filter(|stage| place(stage) < place(to));
    for stage in passed.clone().chain([to]) {
        for key in stage.rules.required.iter().filter(|key| merged.get(key).is_empty()) {
            if errors.first(key).is_none() {
                errors.add(key.as_str(), Problem::Required);
            }
        }
    }
    let is_same_way = |from: &Stage| from.pipeline_id() == to.pipeline_id();
    // Whoever is lost, or on another way, has come no further on this one than before.
    let last_open =
        || stays::latest(stays, stages.iter().filter(|stage| stage.means(OPEN)).map(|stage| (stage.id(), stage)));
    let begun = match from {
        None => i64::MIN,
        Some(from) if from.means(OPEN) && is_same_way(from) => place(from),
        Some(from) => match last_open() {
            Some(stage) => place(stage),
            None if from.means(LOST) && is_same_way(from) => i64::MIN,
            // Where it came from on another way does not count, and former systems are believed.
            None => i64::MAX,
        },
    };
    if let Some(stage) = passed.filter(|stage| place(stage) > begun).find(|stage| stage.rules.must_not_be_skipped) {
        errors.add("stage_id", Problem::StageSkipped { named: stage.item.label.clone() });
    }
    errors.into_result()
}

/// A closed deal says when it was closed, an open one does not.
fn close(
    tx: &Tx<'_>,
    viewer: &Viewer,
    old: Option<&Record>,
    values: &mut Values,
    stage: &Stage,
    is_turned: bool,
) -> Result<()> {
    let was = old.map_or(&Value::Empty, |old| old.values.get("closed_at"));
    let now = if values.contains("closed_at") { values.get("closed_at") } else { was };
    if stage.means(OPEN) {
        if !now.is_empty() {
            values.set("closed_at", Value::Empty);
        }
        return Ok(());
    }
    let is_said = !now.is_empty() && (!is_turned || is_other(old, values, "closed_at"));
    if is_said {
        return Ok(());
    }
    let at = if is_turned || was.is_empty() {
        let expected = if viewer.via == Via::Import { expected_end(tx, values)? } else { None };
        Value::Int(expected.unwrap_or(tx.now().0))
    } else {
        was.clone()
    };
    values.set("closed_at", at);
    Ok(())
}

/// Of what a former system closed without saying when, the day it was to be closed says the most, if it has come.
fn expected_end(tx: &Tx<'_>, values: &Values) -> Result<Option<i64>> {
    let Some(day) = values.text("expected_close_on").and_then(|day| day.parse::<NaiveDate>().ok()) else {
        return Ok(None);
    };
    let zone = Office::load(tx)?.tz();
    let noon = day.and_hms_opt(12, 0, 0).and_then(|noon| noon.and_local_timezone(zone).earliest());
    Ok(noon.map(|noon| noon.timestamp_millis()).filter(|at| *at <= tx.now().0))
}

/// Why a deal is lost is said when it is; of others nothing is said any more. Former systems need not tell.
fn tell_loss(
    tx: &Tx<'_>,
    viewer: &Viewer,
    old: Option<&Record>,
    values: &mut Values,
    stage: &Stage,
    is_turned: bool,
) -> Result<()> {
    const TOLD: [&str; 2] = ["lost_reason", "lost_note"];
    let merged = old.map_or_else(|| values.clone(), |old| old.values.overlaid(values));
    if !stage.means(LOST) {
        for key in TOLD.into_iter().filter(|key| !merged.get(key).is_empty()) {
            values.set(key, Value::Empty);
        }
        return Ok(());
    }
    let is_told = TOLD.into_iter().any(|key| is_other(old, values, key));
    if viewer.via == Via::Import || !(is_turned || is_told) {
        return Ok(());
    }
    let mut errors = FieldErrors::default();
    match merged.text("lost_reason").filter(|code| !code.is_empty()) {
        None => errors.add("lost_reason", Problem::ReasonRequired),
        Some(code) => {
            let reason = options::find(tx, LOST_REASONS, code)?;
            let needs_note = reason.is_some_and(|reason| reason.semantic.as_deref() == Some(NEEDS_NOTE));
            if needs_note && merged.get("lost_note").is_empty() {
                errors.add("lost_note", Problem::Required);
            }
        }
    }
    errors.into_result()
}

/// Whether the client of a new deal has bought before, as far as the viewer may know.
fn has_bought(tx: &Tx<'_>, viewer: &Viewer, merged: &Values) -> Result<bool> {
    let contacts = merged.get("contacts").as_links().iter().map(|link| link.id);
    store::has_won(tx, viewer, merged.int("company_id"), contacts)
}
