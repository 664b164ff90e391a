//! What a program is told about a route: an operation of OpenAPI 3.1, as a slice declares it beside the route.

use serde_json::{Map, Value as Json, json};

/// One call of the API. Whatever else can go wrong is a problem (RFC 9457), too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Operation {
    /// Unique in the whole document: `list_companies`.
    pub id: String,
    /// The heading it stands under.
    pub tag: String,
    pub summary: String,
    pub description: String,
    /// Made by [`in_path`], [`in_query`] and [`in_header`].
    pub parameters: Vec<Json>,
    /// The schema of the JSON body.
    pub body: Option<String>,
    /// The name under which files are sent, where the body is one of files.
    pub files: Option<&'static str>,
    /// What comes back when all is well, by status.
    pub answers: Vec<(u16, Answer)>,
    /// The statuses of the usual refusals.
    pub problems: Vec<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    pub description: String,
    /// The schema of the JSON body; `None` for an answer without one.
    pub schema: Option<String>,
    /// The bytes of a file.
    pub is_file: bool,
    /// Names of headers with what they hold.
    pub headers: Vec<(&'static str, &'static str)>,
}

pub fn in_path(name: &str, schema: Json, description: &str) -> Json {
    json!({ "name": name, "in": "path", "required": true, "schema": schema, "description": description })
}

pub fn in_query(name: &str, schema: Json, description: &str) -> Json {
    json!({ "name": name, "in": "query", "required": false, "schema": schema, "description": description })
}

pub fn in_header(name: &str, schema: Json, description: &str) -> Json {
    json!({ "name": name, "in": "header", "required": false, "schema": schema, "description": description })
}

pub fn schema_ref(name: &str) -> Json {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

impl Operation {
    /// The operation object. Problems refer to [`problem_responses`].
    pub fn to_json(&self) -> Json {
        let mut answers = Map::new();
        for (status, answer) in &self.answers {
            answers.insert(status.to_string(), answer.to_json());
        }
        for status in &self.problems {
            answers.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/Problem{status}") }));
        }
        answers.insert("default".to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
        let mut object = json!({ "operationId": self.id, "tags": [self.tag], "summary": self.summary });
        if !self.description.is_empty() {
            object["description"] = json!(self.description);
        }
        if !self.parameters.is_empty() {
            object["parameters"] = json!(self.parameters);
        }
        if let Some(schema) = &self.body {
            object["requestBody"] =
                json!({ "required": true, "content": { "application/json": { "schema": schema_ref(schema) } } });
        }
        if let Some(name) = self.files {
            let files = json!({ "type": "array", "minItems": 1, "items": { "type": "string", "format": "binary" } });
            let schema = json!({ "type": "object", "required": [name], "properties": { name: files } });
            object["requestBody"] =
                json!({ "required": true, "content": { "multipart/form-data": { "schema": schema } } });
        }
        object["responses"] = Json::Object(answers);
        object
    }
}

impl Answer {
    fn to_json(&self) -> Json {
        let mut object = json!({ "description": self.description });
        if !self.headers.is_empty() {
            let headers = self.headers.iter().map(|(name, text)| {
                ((*name).to_owned(), json!({ "description": text, "schema": { "type": "string" } }))
            });
            object["headers"] = Json::Object(headers.collect());
        }
        if let Some(schema) = &self.schema {
            object["content"] = json!({ "application/json": { "schema": schema_ref(schema) } });
        }
        if self.is_file {
            object["content"] =
                json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } });
        }
        object
    }
}

/// What can go wrong, by the names that operations refer to.
pub fn problem_responses() -> Vec<(String, Json)> {
    let response = |text: &str| {
        json!({
            "description": text,
            "content": { "application/problem+json": { "schema": schema_ref("Problem") } },
        })
    };
    let named = PROBLEMS.iter().map(|(status, text)| (format!("Problem{status}"), response(text)));
    named.chain([("Problem".to_owned(), response("Any other problem"))]).collect()
}

const PROBLEMS: &[(u16, &str)] = &[
    (400, "The request cannot be understood: a parameter, a header, or a body that is no JSON object"),
    (401, "No token, or one that is not or no longer good"),
    (403, "The user of the token may see this, but not do it"),
    (404, "There is no such thing, or the user of the token may not see it"),
    (409, "It does not fit the present state: `detail` says why; nothing was written"),
    (412, "`If-Match` names no current version; `current_version` says which is"),
    (413, "The body is too large"),
    (415, "The body is not `application/json`"),
    (422, "Members cannot be accepted as they are: `errors` says which and why; nothing was written"),
    (503, "Nothing can be written now: try again after `Retry-After`"),
    (507, "The disk is full; nothing was written"),
];

/// What every refusal looks like.
pub fn problem_schema() -> Json {
    json!({
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "required": ["type", "title", "status", "code"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "code": { "type": "string", "description": "A stable word for programs: `not_found`, `invalid`, `stale`." },
            "detail": { "type": "string", "description": "For people: what is in the way (409) in the language of the user, all else in English." },
            "instance": { "type": "string", "description": "Names an internal error in the log of the server." },
            "current_version": { "type": "integer" },
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "code", "detail"],
                    "properties": {
                        "field": { "type": "string", "description": "The path of the member: `phones[1].value`." },
                        "code": { "type": "string", "description": "`unknown_field`, `read_only`, `required`, …" },
                        "detail": { "type": "string" },
                    },
                },
            },
        },
    })
}
