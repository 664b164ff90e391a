//! A file as JSON, and its schemas.

use crate::platform::web::operation::schema_ref;
use crate::records::api::schema;
use crate::records::attachments::Attachment;
use serde_json::{Value as Json, json};

pub(super) fn of_list<'a>(files: impl Iterator<Item = &'a Attachment>) -> Json {
    json!({ "items": files.map(json_of).collect::<Vec<_>>(), "next": null })
}

pub(super) fn json_of(file: &Attachment) -> Json {
    json!({
        "id": file.id,
        "record": { "kind": file.owner_kind, "id": file.owner_id },
        "name": file.name,
        "media_type": file.media_type.name(),
        "size_bytes": file.size_bytes,
        "sha256": file.hash.to_string(),
        "created_at": file.created_at.to_rfc3339(),
        "created_by": file.created_by,
    })
}

/// `(name, schema)`
pub fn schemas() -> Vec<(String, Json)> {
    let id = json!({ "type": "integer", "format": "int64" });
    let properties = json!({
        "id": id,
        "record": {
            "type": "object",
            "required": ["kind", "id"],
            "properties": { "kind": { "type": "string" }, "id": id },
        },
        "name": { "type": "string" },
        "media_type": {
            "type": "string",
            "description": "By its first bytes: PNG, JPEG, GIF, WebP, PDF, or application/octet-stream for all else.",
        },
        "size_bytes": { "type": "integer", "format": "int64" },
        "sha256": { "type": "string", "description": "Of its bytes; the ETag of its content." },
        "created_at": { "type": "string", "format": "date-time" },
        "created_by": id,
    });
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(|all| all.keys()).collect();
    let file = json!({ "type": "object", "required": required, "properties": properties });
    let input = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "name": { "type": "string", "maxLength": 200 } },
    });
    vec![
        ("FileInput".to_owned(), input),
        ("File".to_owned(), file),
        ("FileList".to_owned(), schema::list_of(schema_ref("File"))),
    ]
}
