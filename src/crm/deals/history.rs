//! What the card of a deal tells of its way: where it stood and for how long, and what its sum is worth at home.

use super::stays;
use super::views::{self, Step, Worth};
use crate::access::users;
use crate::crm::pipelines::{OPEN, PIPELINES, STAGES};
use crate::crm::rates;
use crate::kernel::{Result, UserId};
use crate::platform::i18n::format;
use crate::platform::settings::Office;
use crate::records::options;
use crate::records::panels::{PanelBody, PanelContext};

/// The latest first. Stages and colleagues that are no more are called as they last were.
pub(super) fn steps(context: &PanelContext) -> Result<Option<PanelBody>> {
    let (conn, lang) = (context.conn, context.viewer.lang);
    let stays = stays::list(conn, context.record.id)?;
    if stays.is_empty() {
        return Ok(None);
    }
    let codes: Vec<(String, String)> =
        stays.iter().map(|stay| (stay.stage_id.to_string(), stay.pipeline_id.to_string())).collect();
    let known = context.dictionary();
    let is_gone = |list: &str, code: &str| known.find(list, code).is_none();
    let gone: Vec<(&str, &str)> = codes
        .iter()
        .flat_map(|(stage, pipeline)| [(STAGES, stage.as_str()), (PIPELINES, pipeline.as_str())])
        .filter(|(list, code)| is_gone(list, code))
        .collect();
    let with_deleted = if gone.is_empty() { None } else { Some(options::with_deleted(conn, lang, known, &gone)?) };
    let dictionary = with_deleted.as_ref().unwrap_or(known);
    let mut movers: Vec<UserId> = stays.iter().filter_map(|stay| stay.moved_by).collect();
    movers.sort_unstable();
    movers.dedup();
    let names = users::names(conn, &movers)?;
    // Where a deal has gone through several, each step says which.
    let is_of_many = stays.iter().any(|stay| stay.pipeline_id != stays[0].pipeline_id);
    let steps: Vec<Step> = stays
        .iter()
        .zip(&codes)
        .rev()
        .map(|(stay, (stage, pipeline))| Step {
            stage: dictionary.label(STAGES, stage),
            color: dictionary.find(STAGES, stage).map_or("slate", |item| &item.color),
            pipeline: is_of_many.then(|| dictionary.label(PIPELINES, pipeline)),
            duration_ms: stay.duration_ms(context.now),
            entered_at: stay.entered_at,
            is_now: stay.left_at.is_none(),
            by: stay.moved_by.and_then(|id| names.get(&id)).map(String::as_str),
        })
        .collect();
    Ok(Some(PanelBody::new(views::steps(lang, context.viewer.zone, context.now, &steps))))
}

/// What a deal in another currency is worth in the office's: of an open one today; of a closed one that is a field, and
/// told here only where no rate is known.
pub(super) fn worth(context: &PanelContext) -> Result<Option<PanelBody>> {
    let (conn, values, lang) = (context.conn, &context.record.values, context.viewer.lang);
    let stage = values.text("stage_id").and_then(|code| context.dictionary().find(STAGES, code));
    let (Some(amount), Some(code)) = (values.int("amount_minor"), values.text("currency")) else { return Ok(None) };
    let office = Office::load(conn)?;
    let is_open = stage.is_some_and(|stage| stage.means(OPEN));
    if code == office.currency || (!is_open && !values.get("base_amount_minor").is_empty()) {
        return Ok(None);
    }
    let rate = match is_open {
        true => {
            let today = format::local_day(office.tz(), context.now).to_string();
            rates::find_on(conn, &office, code, &today)?
        }
        false => None,
    };
    let worth = rate.as_ref().and_then(|rate| rates::worth(&office, amount, code, rate.rate_micro));
    let shown = Worth { code, base: &office.currency, worth, rate: rate.as_ref(), may_add: context.viewer.is_admin() };
    Ok(Some(PanelBody::new(views::worth(lang, &shown))))
}
