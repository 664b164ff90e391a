//! The calls about stages.

use super::{Id, NoParams, READ_ONLY, Sent, Tools, stage};
use crate::crm::pipelines::model::{OPEN, PIPELINES, STAGES, StageRules, get_stage, of_pipeline};
use crate::crm::pipelines::service::{self, NewStage, kind};
use crate::kernel::{Error, Lang, Problem, Result};
use crate::platform::db::Tx;
use crate::platform::web::{ApiError, JsonObject, Params};
use crate::records::api::shown::{answer, created, version, whole_list};
use crate::records::api::{self, IfMatch, Key, Members};
use crate::records::options;
use crate::records::service as records;
use actix_web::{HttpRequest, HttpResponse};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::Value as Json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListParams {
    pipeline_id: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeletionParams {
    to: Option<i64>,
}

/// In the office's order, the archived too.
pub(super) async fn list((db, _, viewer): Tools, params: Params<ListParams>) -> Result<HttpResponse, ApiError> {
    let wanted = params.0.pipeline_id;
    let read = move |conn: &Connection| {
        let mut items = Vec::new();
        let all = options::of_list(conn, viewer.lang, PIPELINES)?;
        for pipeline in all.iter().filter(|item| wanted.is_none_or(|wanted| item.id == wanted)) {
            let stages = of_pipeline(conn, viewer.lang, pipeline.id)?;
            items.extend(stages.iter().enumerate().map(|(place, one)| stage(one, place)));
        }
        Ok(items)
    };
    Ok(whole_list(db.read(read).await?))
}

pub(super) async fn show(
    (db, _, viewer): Tools,
    request: HttpRequest,
    id: Id,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    Ok(answer(&request, &db.read(move |conn| find(conn, viewer.lang, *id)).await?))
}

pub(super) async fn create(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let mut members = Members::of(&body.0);
    let sent = Sent::read(&mut members);
    let (pipeline, meaning) = (members.integer("pipeline_id"), members.text("semantic"));
    let rules = SentRules::read(&mut members);
    if !body.0.contains_key("pipeline_id") {
        members.problem("pipeline_id", Problem::Required);
    }
    members.finish(&READ_ONLY)?;
    let new = NewStage {
        labels: sent.labels(&Default::default()),
        color: sent.color.clone().unwrap_or_else(|| "blue".to_owned()),
        meaning: meaning.unwrap_or_else(|| OPEN.to_owned()),
        rules: rules.onto(StageRules::default()),
    };
    let (kind, user) = (kind(&registry)?, viewer.user_id);
    let make = move |tx: &mut Tx<'_>| {
        let no_pipeline = || Error::invalid("pipeline_id", Problem::NotAnOption);
        let pipeline = pipeline.ok_or_else(no_pipeline)?;
        let id = match service::add_stage(tx, &viewer, &kind, pipeline, &new) {
            Err(Error::NotFound) => return Err(no_pipeline()),
            added => added?.id,
        };
        sent.settle(tx, &viewer, STAGES, id)?;
        Ok(created("stages", &find(tx, viewer.lang, id)?))
    };
    Ok(api::create(&db, user, Key::of(&request, &body.0)?, make).await?.0)
}

pub(super) async fn update(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    id: Id,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let (condition, kind) = (IfMatch::of(&request)?, kind(&registry)?);
    let write = move |tx: &mut Tx<'_>| {
        let there = get_stage(tx, Lang::En, *id)?;
        let mut members = Members::of(&body.0);
        let (sent, rules) = (Sent::read(&mut members), SentRules::read(&mut members));
        // Where a stage belongs and what it means is said once.
        members.finish(&[&READ_ONLY[..], &["pipeline_id", "semantic"]].concat())?;
        condition.check(version(&find(tx, viewer.lang, *id)?))?;
        let wanted = NewStage {
            labels: sent.labels(&there.item.labels),
            color: sent.color.clone().unwrap_or_else(|| there.item.color.clone()),
            meaning: there.item.semantic.clone().unwrap_or_default(),
            rules: rules.onto(there.rules),
        };
        service::change_stage(tx, &viewer, &kind, *id, None, &wanted)?;
        sent.settle(tx, &viewer, STAGES, *id)?;
        find(tx, viewer.lang, *id)
    };
    Ok(answer(&request, &db.write(write).await?))
}

/// Its deals go to `to`; where some lie in the bin, it is archived instead.
pub(super) async fn delete(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    id: Id,
    params: Params<DeletionParams>,
) -> Result<HttpResponse, ApiError> {
    let (condition, lang, to) = (IfMatch::of(&request)?, viewer.lang, params.0.to);
    let found = *id;
    db.read(move |conn| condition.check(version(&find(conn, lang, found)?))).await?;
    let to = to.map(|to| to.to_string());
    records::delete_option(&db, &viewer, &registry, STAGES, *id, to.as_deref()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a body says of the rules; left out is `None`.
struct SentRules {
    probability: Option<i64>,
    norm_days: Option<Option<i64>>,
    must_not_be_skipped: Option<bool>,
    required: Option<Vec<String>>,
}

impl SentRules {
    fn read(members: &mut Members<'_>) -> SentRules {
        SentRules {
            probability: members.integer("probability"),
            norm_days: members.optional_integer("norm_days"),
            must_not_be_skipped: members.flag("must_not_be_skipped"),
            required: members.texts("required"),
        }
    }

    fn onto(self, there: StageRules) -> StageRules {
        StageRules {
            probability: self.probability.unwrap_or(there.probability),
            norm_days: self.norm_days.unwrap_or(there.norm_days),
            must_not_be_skipped: self.must_not_be_skipped.unwrap_or(there.must_not_be_skipped),
            required: self.required.unwrap_or(there.required),
        }
    }
}

fn find(conn: &Connection, lang: Lang, id: i64) -> Result<Json> {
    let pipeline = get_stage(conn, lang, id)?.pipeline_id();
    let all = of_pipeline(conn, lang, pipeline)?;
    let place = all.iter().position(|stage| stage.id() == id).ok_or(Error::NotFound)?;
    Ok(stage(&all[place], place))
}
