//! Where a deal stood, over the API; all else of deals is called as of every record.

use super::fields::KEY;
use super::stays::{self, Stay};
use crate::access::Viewer;
use crate::crm::pipelines::{STAGES, find};
use crate::kernel::Access;
use crate::platform::db::Db;
use crate::platform::web::operation::{Answer, Operation, in_path};
use crate::platform::web::{ApiError, Need, Params, Routes};
use crate::records::api::shown::whole_list;
use crate::records::api::{ROOT, list_of};
use crate::records::{Registry, store};
use actix_web::{HttpResponse, web};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoParams {}

pub fn routes(routes: &mut Routes) {
    routes.get(format!("{ROOT}/deals/{{id}}/stays"), Need::view(KEY), list).described(operation());
}

/// From its first day on; the last is where it stands.
async fn list(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    id: web::Path<i64>,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    let kind = registry.kind(KEY)?;
    let read = move |conn: &Connection| {
        store::get(conn, &viewer, &kind, *id, Access::View)?;
        let stays = stays::list(conn, *id)?;
        let mut items = Vec::with_capacity(stays.len());
        for stay in &stays {
            let stage = find(conn, viewer.lang, &stay.stage_id.to_string())?;
            items.push(shown(stay, stage.map(|stage| stage.item.label)));
        }
        Ok(items)
    };
    Ok(whole_list(db.read(read).await?))
}

fn shown(stay: &Stay, stage: Option<String>) -> Json {
    json!({
        "pipeline_id": stay.pipeline_id,
        "stage_id": stay.stage_id,
        "stage": stage,
        "entered_at": stay.entered_at.to_rfc3339(),
        "left_at": stay.left_at.map(|at| at.to_rfc3339()),
        "duration_ms": stay.left_at.map(|left_at| stay.duration_ms(left_at)),
        "moved_by": stay.moved_by.map(|user| user.0),
    })
}

fn operation() -> Operation {
    let answer = Answer {
        description: "Its way so far, on one page".to_owned(),
        schema: Some("DealStayList".to_owned()),
        ..Answer::default()
    };
    Operation {
        id: "list_deal_stays".to_owned(),
        tag: "Deals".to_owned(),
        summary: "Stage history".to_owned(),
        description: "Where the deal stood and for how long, from its first day on; the last is where it stands."
            .to_owned(),
        parameters: vec![in_path("id", id_schema(), "The id of the record.")],
        answers: vec![(200, answer)],
        problems: vec![400, 401, 403, 404],
        ..Operation::default()
    }
}

fn id_schema() -> Json {
    json!({ "type": "integer", "format": "int64" })
}

/// The schemas by name.
pub fn schemas() -> Vec<(String, Json)> {
    let stage = format!("The name of the stage; null for one that was deleted from the list `{STAGES}`.");
    let item = json!({
        "type": "object",
        "required": ["pipeline_id", "stage_id", "stage", "entered_at", "left_at", "duration_ms", "moved_by"],
        "properties": {
            "pipeline_id": id_schema(),
            "stage_id": id_schema(),
            "stage": { "type": ["string", "null"], "description": stage },
            "entered_at": { "type": "string", "format": "date-time" },
            "left_at": { "type": ["string", "null"], "format": "date-time", "description": "Null while it is there." },
            "duration_ms": { "type": ["integer", "null"], "format": "int64", "description": "Null while it is there." },
            "moved_by": { "type": ["integer", "null"], "format": "int64", "description": "The id of a user." },
        },
    });
    vec![("DealStayList".to_owned(), list_of(item))]
}
