//! Rates over the API: everybody reads them, administrators change them.

use super::service::{self, MAX_RATE_MICRO, NewRate};
use super::store::{self, Rate};
use crate::access::Viewer;
use crate::kernel::Problem;
use crate::platform::db::{Db, Tx};
use crate::platform::settings::Office;
use crate::platform::web::operation::{Answer, Operation, in_header, in_path, in_query, schema_ref};
use crate::platform::web::{ApiError, JsonObject, Need, Params, Routes};
use crate::records::api::shown::{created, version, versioned, whole_list};
use crate::records::api::{IfMatch, Members, ROOT, list_of};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value as Json, json};

type Tools = (web::Data<Db>, Viewer);

pub fn routes(routes: &mut Routes) {
    let all = format!("{ROOT}/currency-rates");
    routes.get(all.clone(), Need::SignedIn, list).described(list_operation());
    routes.post(all.clone(), Need::Admin, create).described(create_operation());
    routes.delete(format!("{all}/{{id}}"), Need::Admin, delete).described(delete_operation());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListParams {
    currency: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

async fn list((db, _): Tools, params: Params<ListParams>) -> Result<HttpResponse, ApiError> {
    let rates = db.read(|conn| store::list(conn, &Office::load(conn)?)).await?;
    let wanted = params.0.currency;
    let of = rates.iter().filter(|rate| wanted.as_ref().is_none_or(|code| rate.currency == *code));
    Ok(whole_list(of.map(shown).collect()))
}

async fn create((db, viewer): Tools, body: JsonObject) -> Result<HttpResponse, ApiError> {
    let mut members = Members::of(&body.0);
    let (currency, valid_from, rate_micro) =
        (members.text("currency"), members.text("valid_from"), members.integer("rate_micro"));
    for name in ["currency", "valid_from", "rate_micro"] {
        if !body.0.contains_key(name) {
            members.problem(name, Problem::Required);
        }
    }
    members.finish(&["id", "version", "base"])?;
    let new = NewRate {
        currency: currency.unwrap_or_default(),
        valid_from: valid_from.unwrap_or_default(),
        rate_micro: rate_micro.unwrap_or_default(),
    };
    let write = move |tx: &mut Tx<'_>| {
        let id = service::create(tx, &viewer, &new)?;
        store::get(tx, &Office::load(tx)?, id)
    };
    Ok(created("currency-rates", &shown(&db.write(write).await?)))
}

async fn delete(
    (db, viewer): Tools,
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
    let headers = vec![("ETag", "The version"), ("Location", "Its path")];
    Operation {
        id: "create_currency_rate".to_owned(),
        summary: "Create".to_owned(),
        description: "One of each currency for a day. For administrators.".to_owned(),
        body: Some("CurrencyRateInput".to_owned()),
        answers: vec![(201, answer("The rate", "CurrencyRate", headers))],
        problems: vec![400, 401, 403, 413, 415, 422, 503, 507],
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
    [("CurrencyRateList", list_of(schema_ref("CurrencyRate"))), ("CurrencyRate", rate), ("CurrencyRateInput", input)]
        .map(|(name, schema)| (name.to_owned(), schema))
        .into()
}
