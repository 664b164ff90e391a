//! Rates over the API: everybody reads them, administrators change them.

use super::service::{self, MAX_RATE_MICRO, NewRate};
use super::store::{self, Rate};
use crate::access::Viewer;
use crate::kernel::Problem;
use crate::platform::db::{Db, Tx};
use crate::platform::settings::Office;
use crate::platform::web::operation::{Answer, Operation, in_header, in_path, in_query, schema_ref};
use crate::platform::web::{ApiError, JsonObject, Need, Params, Routes};
use crate::records::api::shown::{answer as answered, created, version, versioned, whole_list};
use crate::records::api::{self, IfMatch, Key, Members, ROOT, idempotency_key, list_of};
use crate::records::registry::Registry;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value as Json, json};

type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);

pub fn routes(routes: &mut Routes) {
    let all = format!("{ROOT}/currency-rates");
    routes.get(all.clone(), Need::SignedIn, list).described(list_operation());
    routes.post(all.clone(), Need::Admin, create).described(create_operation());
    let one = format!("{all}/{{id}}");
    routes.get(one.clone(), Need::SignedIn, show).described(show_operation());
    routes.patch(one.clone(), Need::Admin, update).described(update_operation());
    routes.delete(one, Need::Admin, delete).described(delete_operation());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListParams {
    currency: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

async fn list((db, ..): Tools, params: Params<ListParams>) -> Result<HttpResponse, ApiError> {
    let rates = db.read(|conn| store::list(conn, &Office::load(conn)?)).await?;
    let wanted = params.0.currency;
    let of = rates.iter().filter(|rate| wanted.as_ref().is_none_or(|code| rate.currency == *code));
    Ok(whole_list(of.map(shown).collect()))
}

async fn show(
    (db, ..): Tools,
    request: HttpRequest,
    id: web::Path<i64>,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    let rate = db.read(move |conn| store::get(conn, &Office::load(conn)?, *id)).await?;
    Ok(answered(&request, &shown(&rate)))
}

async fn create(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let mut members = Members::of(&body.0);
    let sent = Sent::read(&mut members);
    for name in ["currency", "valid_from", "rate_micro"] {
        if !body.0.contains_key(name) {
            members.problem(name, Problem::Required);
        }
    }
    members.finish(&READ_ONLY)?;
    let (new, by) = (sent.onto(NewRate::default()), viewer.clone());
    let code = new.currency.clone();
    let make = move |tx: &mut Tx<'_>| {
        let id = service::create(tx, &by, &new)?;
        let rate = store::get(tx, &Office::load(tx)?, id)?;
        Ok(created("currency-rates", &shown(&rate)))
    };
    let (answer, action) = api::create(&db, viewer.user_id, Key::of(&request, &body.0)?, make).await?;
    service::tell(&db, &registry, &viewer, action, &code).await?;
    Ok(answer)
}

async fn update(
    (db, registry, viewer): Tools,
    request: HttpRequest,
    id: web::Path<i64>,
    body: JsonObject,
) -> Result<HttpResponse, ApiError> {
    let (condition, by) = (IfMatch::of(&request)?, viewer.clone());
    let write = move |tx: &mut Tx<'_>| {
        let office = Office::load(tx)?;
        let there = store::get(tx, &office, *id)?;
        let mut members = Members::of(&body.0);
        let sent = Sent::read(&mut members);
        members.finish(&READ_ONLY)?;
        condition.check(version(&shown(&there)))?;
        let Rate { currency, valid_from, rate_micro, .. } = there;
        service::change(tx, &by, *id, &sent.onto(NewRate { currency, valid_from, rate_micro }))?;
        Ok((store::get(tx, &office, *id)?, tx.action()))
    };
    let (rate, action) = db.write(write).await?;
    service::tell(&db, &registry, &viewer, action, &rate.currency).await?;
    Ok(answered(&request, &shown(&rate)))
}

/// Members that are shown and never sent.
const READ_ONLY: [&str; 3] = ["id", "version", "base"];

/// What a body says; left out is `None`.
struct Sent {
    currency: Option<String>,
    valid_from: Option<String>,
    rate_micro: Option<i64>,
}

impl Sent {
    fn read(members: &mut Members<'_>) -> Sent {
        Sent {
            currency: members.text("currency"),
            valid_from: members.text("valid_from"),
            rate_micro: members.integer("rate_micro"),
        }
    }

    fn onto(self, there: NewRate) -> NewRate {
        NewRate {
            currency: self.currency.unwrap_or(there.currency),
            valid_from: self.valid_from.unwrap_or(there.valid_from),
            rate_micro: self.rate_micro.unwrap_or(there.rate_micro),
        }
    }
}

async fn delete(
    (db, _, viewer): Tools,
    request: HttpRequest,
    id: web::Path<i64>,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    let condition = IfMatch::of(&request)?;
    let write = move |tx: &mut Tx<'_>| {
        condition.check(version(&shown(&store::get(tx, &Office::load(tx)?, *id)?)))?;
        service::delete(tx, &viewer, *id)
    };
    db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn shown(rate: &Rate) -> Json {
    versioned(json!({
        "id": rate.id,
        "currency": rate.currency,
        "base": rate.base,
        "valid_from": rate.valid_from,
        "rate_micro": rate.rate_micro,
    }))
}

const ETAG: (&str, &str) = ("ETag", "The version");

fn list_operation() -> Operation {
    let code = in_query("currency", json!({ "type": "string" }), "Only those of this currency (ISO 4217).");
    Operation {
        id: "list_currency_rates".to_owned(),
        summary: "List".to_owned(),
        description:
            "All on one page, by currency, the latest first. A rate holds from its day until that of the next."
                .to_owned(),
        parameters: vec![code],
        answers: vec![(200, answer("The rates", "CurrencyRateList", vec![]))],
        problems: vec![400, 401],
        ..general()
    }
}

fn create_operation() -> Operation {
    let headers = vec![ETAG, ("Location", "Its path")];
    Operation {
        id: "create_currency_rate".to_owned(),
        summary: "Create".to_owned(),
        description: "One of each currency for a day. For administrators.".to_owned(),
        parameters: vec![idempotency_key("the same body")],
        body: Some("CurrencyRateInput".to_owned()),
        answers: vec![(201, answer("The rate", "CurrencyRate", headers))],
        problems: vec![400, 401, 403, 413, 415, 422, 503, 507],
        ..general()
    }
}

fn show_operation() -> Operation {
    let known = in_header("If-None-Match", json!({ "type": "string" }), "ETags of versions one has.");
    let unchanged =
        Answer { headers: vec![ETAG], description: "One has this version already".to_owned(), ..Answer::default() };
    Operation {
        id: "get_currency_rate".to_owned(),
        summary: "Get".to_owned(),
        parameters: vec![in_path("id", id_schema(), "The id of the rate."), known],
        answers: vec![(200, answer("The rate", "CurrencyRate", vec![ETAG])), (304, unchanged)],
        problems: vec![400, 401, 404],
        ..general()
    }
}

fn update_operation() -> Operation {
    let if_match = in_header("If-Match", json!({ "type": "string" }), "ETags of the versions that may be changed.");
    Operation {
        id: "update_currency_rate".to_owned(),
        summary: "Change".to_owned(),
        description:
            "Members that are left out stay as they are. What closed deals were worth stays. For administrators."
                .to_owned(),
        parameters: vec![in_path("id", id_schema(), "The id of the rate."), if_match],
        body: Some("CurrencyRateChanges".to_owned()),
        answers: vec![(200, answer("The rate", "CurrencyRate", vec![ETAG]))],
        problems: vec![400, 401, 403, 404, 412, 413, 415, 422, 503, 507],
        ..general()
    }
}

fn delete_operation() -> Operation {
    let if_match = in_header("If-Match", json!({ "type": "string" }), "ETags of the versions that may be deleted.");
    Operation {
        id: "delete_currency_rate".to_owned(),
        summary: "Delete".to_owned(),
        description: "What closed deals were worth stays. For administrators.".to_owned(),
        parameters: vec![in_path("id", id_schema(), "The id of the rate."), if_match],
        answers: vec![(204, Answer { description: "It is deleted".to_owned(), ..Answer::default() })],
        problems: vec![400, 401, 403, 404, 412, 503, 507],
        ..general()
    }
}

fn general() -> Operation {
    Operation { tag: "Currency rates".to_owned(), ..Operation::default() }
}

fn answer(description: &str, schema: &str, headers: Vec<(&'static str, &'static str)>) -> Answer {
    Answer { description: description.to_owned(), schema: Some(schema.to_owned()), headers, ..Answer::default() }
}

fn id_schema() -> Json {
    json!({ "type": "integer", "format": "int64" })
}

/// The schemas by name.
pub fn schemas() -> Vec<(String, Json)> {
    let currency = json!({ "type": "string", "description": "ISO 4217; another than the office's." });
    let valid_from = json!({ "type": "string", "format": "date", "description": "The first day on which it holds." });
    let rate_micro = json!({
        "type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_RATE_MICRO,
        "description": "What one unit is worth in the office's currency, in millionths: 91250000 for 91.25.",
    });
    let input = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["currency", "valid_from", "rate_micro"],
        "properties": { "currency": currency, "valid_from": valid_from, "rate_micro": rate_micro },
    });
    let mut changes = input.clone();
    changes.as_object_mut().map(|schema| schema.remove("required"));
    let rate = json!({
        "type": "object",
        "required": ["id", "version", "currency", "base", "valid_from", "rate_micro"],
        "properties": {
            "id": id_schema(),
            "version": { "type": "integer", "format": "int64", "description": "Another one after each change; the ETag." },
            "currency": currency,
            "base": { "type": "string", "description": "The currency of the office." },
            "valid_from": valid_from,
            "rate_micro": rate_micro,
        },
    });
    [
        ("CurrencyRateList", list_of(schema_ref("CurrencyRate"))),
        ("CurrencyRate", rate),
        ("CurrencyRateInput", input),
        ("CurrencyRateChanges", changes),
    ]
    .map(|(name, schema)| (name.to_owned(), schema))
    .into()
}
