//! The values that choice fields take: the office's own words for the codes on records.

use super::schema;
use crate::access::Viewer;
use crate::kernel::Error;
use crate::platform::db::Db;
use crate::platform::web::operation::{Answer, Operation, in_path};
use crate::platform::web::{ApiError, Params};
use crate::records::options::{Dictionary, OptionItem};
use crate::records::registry::{FieldType, Registry};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
pub(super) struct NoParams {}

/// In the office's order, labels in the language of the token's user. Values that are no longer offered come, too:
/// records may still hold them.
pub(super) async fn show(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    list: web::Path<String>,
    _: Params<NoParams>,
) -> Result<HttpResponse, ApiError> {
    if !names(&registry).contains(&list.as_str()) {
        return Err(Error::NotFound.into());
    }
    let dictionary = db.read(move |conn| Dictionary::load(conn, viewer.lang)).await?;
    let items: Vec<Json> = dictionary.all(&list).iter().map(item).collect();
    Ok(HttpResponse::Ok().json(json!({ "items": items, "next": null })))
}

fn item(option: &OptionItem) -> Json {
    json!({
        "code": option.code,
        "label": option.label,
        "semantic": option.semantic,
        "color": option.color,
        "is_archived": option.is_archived,
    })
}

/// The lists that fields of this box take their values from.
pub(super) fn names(registry: &Registry) -> Vec<&'static str> {
    let mut names = Vec::new();
    for kind in registry.kinds().iter() {
        for field in &kind.fields {
            if let FieldType::Choice { list } = field.field_type
                && !names.contains(&list)
            {
                names.push(list);
            }
        }
    }
    names
}

pub(super) fn operation() -> Operation {
    Operation {
        id: "list_options".to_owned(),
        tag: "Option lists".to_owned(),
        summary: "The values of a choice field".to_owned(),
        description: "In the office's order, labels in the language of the token's user. Values that are no longer \
                      offered come, too: records may still hold them."
            .to_owned(),
        parameters: vec![in_path("list", json!({ "type": "string" }), "The list that a field's description names.")],
        answers: vec![(
            200,
            Answer { description: "The values".to_owned(), schema: Some("OptionList".to_owned()), ..Answer::default() },
        )],
        problems: vec![400, 401, 404],
        ..Operation::default()
    }
}

/// `(name, schema)`
pub fn schema() -> (String, Json) {
    let item = json!({
        "type": "object",
        "required": ["code", "label", "semantic", "color", "is_archived"],
        "properties": {
            "code": { "type": "string", "description": "What records hold." },
            "label": { "type": "string" },
            "semantic": {
                "type": ["string", "null"],
                "description": "What rules hang on, whatever the label says: open, converted or junk of a lead status.",
            },
            "color": { "type": "string" },
            "is_archived": { "type": "boolean", "description": "No longer offered." },
        },
    });
    ("OptionList".to_owned(), schema::list_of(item))
}
