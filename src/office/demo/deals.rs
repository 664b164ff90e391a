//! What the demo office sells, at every stage of its pipeline.

use super::activities;
use super::records::{DAY_SECS, SEED, Stage};
use crate::crm::{deals, pipelines};
use crate::kernel::{Lang, Result};
use crate::office::seed::{Draft, Random};
use crate::platform::db::Tx;
use crate::platform::i18n::format;
use crate::records::options;
use crate::records::value::{LinkItem, Value, Values};
use chrono::Days;

const DEALS: i64 = 40;

/// Of ten deals one is won and one lost; the others are on their way.
fn end_of(index: usize) -> Option<&'static str> {
    match index % 10 {
        4 => Some(pipelines::WON),
        9 => Some(pipelines::LOST),
        _ => None,
    }
}

pub(super) fn fill(tx: &mut Tx<'_>, stage: &Stage<'_>, contacts: &[i64], companies: &[i64]) -> Result<Vec<i64>> {
    let Some(pipeline) = options::of_list(tx, Lang::En, pipelines::PIPELINES)?.into_iter().next() else {
        return Ok(Vec::new());
    };
    let stages = pipelines::of_pipeline(tx, stage.lang, pipeline.id)?;
    let open: Vec<_> = stages.iter().filter(|at| at.means(pipelines::OPEN)).collect();
    let today = format::local_day(stage.zone, tx.now());
    let drafts = (0..DEALS).map(|number| {
        let random = &mut Random::of(SEED, deals::KEY, number);
        let index = usize::try_from(number).unwrap_or_default();
        let (title, amount) = stage.words.wishes[index % stage.words.wishes.len()];
        // The further on, the fewer.
        let place = usize::try_from(random.below(10) * random.below(10) / 15).unwrap_or_default();
        let at = match end_of(index) {
            Some(end) => stages.iter().find(|at| at.means(end)),
            None => open.get(place.min(open.len().saturating_sub(1))).copied(),
        };
        let contact =
            LinkItem { id: *random.pick(contacts), position: Some("decision_maker".to_owned()), is_main: true };
        let mut values = Values::default()
            .with("title", title)
            .with("amount_minor", Value::Int(amount * 100))
            .with("company_id", Value::Int(*random.pick(companies)))
            .with("contacts", Value::Links(vec![contact]))
            .with("deal_type", *random.pick(&["sale", "goods", "services", "complex"]));
        if let Some(at) = at {
            values.set("stage_id", at.item.code.as_str());
        }
        if end_of(index) == Some(pipelines::LOST) {
            values.set("lost_reason", *random.pick(&["expensive", "competitor", "timing", "no_answer"]));
        }
        if let Some(day) = today.checked_add_days(Days::new(u64::try_from(random.below(60) + 3).unwrap_or_default())) {
            values.set("expected_close_on", day.to_string().as_str());
        }
        Draft { values, age_secs: random.below(45 * DAY_SECS) }
    });
    let ids = stage.create(tx, deals::KEY, drafts.collect())?;
    activities::fill(tx, stage, deals::KEY, &ids, |index| end_of(index).is_none())?;
    Ok(ids)
}
