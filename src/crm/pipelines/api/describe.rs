//! The calls, told to programs.

use crate::crm::pipelines::model::{LOST, OPEN, WON};
use crate::platform::web::operation::{Answer, Operation, in_header, in_path, in_query, schema_ref};
use crate::records::api::{idempotency_key, list_of};
use serde_json::{Value as Json, json};

const ETAG: (&str, &str) = ("ETag", "The version");
const READ: &[u16] = &[400, 401, 404];
const WRITE: &[u16] = &[400, 401, 403, 404, 409, 412, 413, 415, 422, 503, 507];
const DELETE: &[u16] = &[400, 401, 403, 404, 409, 412, 503, 507];

pub(super) fn list_pipelines() -> Operation {
    let told =
        "In the office's order, the archived too, each with its stages; labels in the language of the token's user.";
    listing("list_pipelines", told, "PipelineList")
}

pub(super) fn create_pipeline() -> Operation {
    let told = "It begins with a first stage, one of winning and one of losing. For administrators.";
    creating("create_pipeline", told, "PipelineInput", "Pipeline")
}

pub(super) fn show_pipeline() -> Operation {
    showing("get_pipeline", "Pipeline")
}

pub(super) fn update_pipeline() -> Operation {
    updating("update_pipeline", "PipelineInput", "Pipeline")
}

pub(super) fn delete_pipeline() -> Operation {
    let told =
        "Goes with its stages; 409 where deals are in it, also in the bin, and for the last one. For administrators.";
    deleting("delete_pipeline", told)
}

pub(super) fn list_stages() -> Operation {
    let of = in_query("pipeline_id", id_schema(), "Only those of this pipeline.");
    let told = "In the office's order, the archived too; labels in the language of the token's user.";
    Operation { parameters: vec![of], ..listing("list_stages", told, "StageList") }
}

pub(super) fn create_stage() -> Operation {
    let told = "It comes after the open ones, or at the end where it closes deals. For administrators.";
    creating("create_stage", told, "StageInput", "Stage")
}

pub(super) fn show_stage() -> Operation {
    showing("get_stage", "Stage")
}

pub(super) fn update_stage() -> Operation {
    updating("update_stage", "StageChanges", "Stage")
}

pub(super) fn delete_stage() -> Operation {
    let told = "Deals that stand there go to `to` first. Where some lie in the bin it is archived instead. 409 without `to` \
                where deals stand there, and for the first open stage and the last won or lost one. For administrators.";
    let mut operation = deleting("delete_stage", told);
    let to = in_query("to", id_schema(), "Another stage of the same pipeline and meaning that is not archived.");
    operation.parameters.push(to);
    operation.problems.push(422);
    operation
}

fn general() -> Operation {
    Operation { tag: "Pipelines".to_owned(), ..Operation::default() }
}

fn listing(id: &str, told: &str, schema: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        summary: "List".to_owned(),
        description: told.to_owned(),
        answers: vec![(200, answer("All, on one page", schema, vec![]))],
        problems: vec![400, 401],
        ..general()
    }
}

fn creating(id: &str, told: &str, input: &str, schema: &str) -> Operation {
    let headers = vec![ETAG, ("Location", "Its path")];
    Operation {
        id: id.to_owned(),
        summary: "Create".to_owned(),
        description: told.to_owned(),
        parameters: vec![idempotency_key("the same body")],
        body: Some(input.to_owned()),
        answers: vec![(201, answer("As it is now", schema, headers))],
        problems: vec![400, 401, 403, 413, 415, 422, 503, 507],
        ..general()
    }
}

fn showing(id: &str, schema: &str) -> Operation {
    let known = in_header("If-None-Match", json!({ "type": "string" }), "ETags of versions one has.");
    let unchanged =
        Answer { headers: vec![ETAG], description: "One has this version already".to_owned(), ..Answer::default() };
    Operation {
        id: id.to_owned(),
        summary: "Get".to_owned(),
        parameters: vec![in_path("id", id_schema(), "Its number."), known],
        answers: vec![(200, answer("As it is now", schema, vec![ETAG])), (304, unchanged)],
        problems: READ.to_vec(),
        ..general()
    }
}

fn updating(id: &str, input: &str, schema: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        summary: "Change".to_owned(),
        description: "Members that are left out stay as they are. For administrators.".to_owned(),
        parameters: vec![in_path("id", id_schema(), "Its number."), if_match()],
        body: Some(input.to_owned()),
        answers: vec![(200, answer("As it is now", schema, vec![ETAG]))],
        problems: WRITE.to_vec(),
        ..general()
    }
}

fn deleting(id: &str, told: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        summary: "Delete".to_owned(),
        description: told.to_owned(),
        parameters: vec![in_path("id", id_schema(), "Its number."), if_match()],
        answers: vec![(204, Answer { description: "It is deleted".to_owned(), ..Answer::default() })],
        problems: DELETE.to_vec(),
        ..general()
    }
}

fn if_match() -> Json {
    in_header("If-Match", json!({ "type": "string" }), "ETags of the versions that may be changed: 412 for any other.")
}

fn answer(description: &str, schema: &str, headers: Vec<(&'static str, &'static str)>) -> Answer {
    Answer { description: description.to_owned(), schema: Some(schema.to_owned()), headers, ..Answer::default() }
}

fn id_schema() -> Json {
    json!({ "type": "integer", "format": "int64" })
}

/// The schemas by name.
pub fn schemas() -> Vec<(String, Json)> {
    let label = |text: &str| json!({ "type": "string", "maxLength": 100, "description": text });
    let looks = json!({
        "label_en": label("Left out or empty, it is called as in the language of the office."),
        "label_ru": label("As `label_en`."),
        "label_pl": label("As `label_en`."),
        "color": { "type": "string", "description": "A hue: slate, sky, blue, indigo, violet, pink, orange, amber, lime, green." },
        "position": { "type": "integer", "minimum": 0, "description": "Its place; open stages come before the others." },
        "is_archived": { "type": "boolean", "description": "Not offered any more; deals keep it." },
    });
    let rules = json!({
        "probability": { "type": "integer", "minimum": 0, "maximum": 100, "description": "Per cent: what a deal gets that comes here." },
        "norm_days": { "type": ["integer", "null"], "minimum": 1, "description": "Days after which a deal has stood here for too long." },
        "must_not_be_skipped": { "type": "boolean", "description": "A deal on its way forward may not leave this stage out." },
        "required": { "type": "array", "items": { "type": "string" }, "description": "Keys of the deal's fields to fill in before it comes here or further." },
    });
    let place = json!({
        "pipeline_id": id_schema(),
        "semantic": { "type": "string", "enum": [OPEN, WON, LOST], "default": OPEN, "description": "Said once, and never changed." },
    });
    let shown = json!({
        "id": id_schema(),
        "version": { "type": "integer", "format": "int64", "description": "Another one after each change; the ETag." },
        "label": { "type": "string", "description": "In the language of the token's user." },
    });
    let stages = json!({ "stages": { "type": "array", "items": schema_ref("Stage") } });
    let input = |required: &[&str], parts: &[&Json]| json!({ "type": "object", "additionalProperties": false, "required": required, "properties": joined(parts) });
    let output = |parts: &[&Json]| {
        let properties = joined(parts);
        let names: Vec<String> = properties.as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
        json!({ "type": "object", "required": names, "properties": properties })
    };
    [
        ("PipelineList", list_of(schema_ref("Pipeline"))),
        ("Pipeline", output(&[&shown, &looks, &stages])),
        ("PipelineInput", input(&[], &[&looks])),
        ("StageList", list_of(schema_ref("Stage"))),
        ("Stage", output(&[&shown, &looks, &place, &rules])),
        ("StageInput", input(&["pipeline_id"], &[&looks, &place, &rules])),
        ("StageChanges", input(&[], &[&looks, &rules])),
    ]
    .map(|(name, schema)| (name.to_owned(), schema))
    .into()
}

fn joined(parts: &[&Json]) -> Json {
    let all = parts.iter().filter_map(|part| part.as_object()).flat_map(|part| part.clone());
    Json::Object(all.collect())
}
