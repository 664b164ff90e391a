//! What a request carries, read strictly: bounded in size, each name once, no name that the handler does not know.

use super::{ApiError, Failure, PageError, csrf, fields};
use crate::kernel::{Error, FieldErrors, Problem};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use url::form_urlencoded;

/// A plain form: some fields and a long comment.
const MAX_FORM_BYTES: usize = 256 * 1024;

/// One record with all its text.
const MAX_JSON_BYTES: usize = 1024 * 1024;

/// A form may have this many fields (a wide record has a hundred).
const MAX_FIELDS: usize = 2000;

/// A posted form, read into `T`. A field that `T` does not declare or a scalar sent twice is a 422 at that field; the
/// page's token is taken off before.
pub struct Form<T>(pub T);

/// A posted form as it was sent, in order, without the page's token: for forms whose fields are known at run time.
pub struct RawForm(pub Vec<(String, String)>);

/// The query of the URL, read into `T` as strictly as a [`Form`]; errors are a 400.
pub struct Params<T>(pub T);

/// A JSON object. A member sent twice is a 400.
pub struct JsonObject(pub Map<String, Value>);

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, actix_web::Error>>>>;

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = actix_web::Error;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let pairs = read_form(request, payload);
        Box::pin(async move {
            let form = fields::read(pairs.await?).map_err(|errors| PageError::from(Error::Invalid(errors)))?;
            Ok(Form(form))
        })
    }
}

impl RawForm {
    /// The first value sent under this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Refuses a form with names that it does not have: whoever sends them believes that they do something.
    ///
    /// # Errors
    /// `Invalid` at each unknown name.
    pub fn only(&self, is_known: impl Fn(&str) -> bool) -> Result<(), Error> {
        let mut errors = FieldErrors::default();
        for (name, _) in self.0.iter().filter(|(name, _)| !is_known(name)) {
            errors.add(name.as_str(), Problem::UnknownField);
        }
        errors.into_result()
    }

    /// The record ids sent under this name.
    ///
    /// # Errors
    /// `Invalid` at the name where one is no number.
    pub fn ids(&self, name: &str) -> Result<Vec<i64>, Error> {
        let sent = self.0.iter().filter(|(key, _)| key == name);
        sent.map(|(_, id)| id.parse().map_err(|_| Error::invalid(name, Problem::NotANumber))).collect()
    }
}

impl FromRequest for RawForm {
    type Error = actix_web::Error;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let pairs = read_form(request, payload);
        Box::pin(async move { Ok(RawForm(pairs.await?)) })
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Params<T> {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = form_urlencoded::parse(request.query_string().as_bytes()).into_owned().take(MAX_FIELDS).collect();
        let params = fields::read(pairs).map_err(|errors| Error::BadRequest(errors.to_string()).into());
        ready(params.map(Params))
    }
}

impl FromRequest for JsonObject {
    type Error = actix_web::Error;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(ApiError::from(Failure::media_type("application/json")).into());
            }
            let body = read(body.await?, MAX_JSON_BYTES).await.map_err(ApiError::from)?;
            Ok(JsonObject(parse_object(&body).map_err(ApiError::from)?))
        })
    }
}

/// Reads a body to its end, but not past `max_bytes`.
pub(super) async fn read(body: web::Payload, max_bytes: usize) -> Result<Bytes, Failure> {
    match body.to_bytes_limited(max_bytes).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Error::BadRequest(error.to_string()).into()),
        Err(_) => Err(Failure::too_large(max_bytes)),
    }
}

fn read_form(request: &HttpRequest, payload: &mut Payload) -> Reading<Vec<(String, String)>> {
    let is_form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    // An empty form may come without a type.
    let is_empty = request.headers().get(header::CONTENT_LENGTH).is_none_or(|length| length.as_bytes() == b"0");
    let body = web::Payload::from_request(request, payload);
    Box::pin(async move {
        if !is_form && !is_empty {
            return Err(PageError::from(Failure::media_type("application/x-www-form-urlencoded")).into());
        }
        let body = read(body.await?, MAX_FORM_BYTES).await.map_err(PageError::from)?;
        if std::str::from_utf8(&body).is_err() {
            return Err(PageError::from(Error::BadRequest("the form is not UTF-8".into())).into());
        }
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(&body).into_owned().filter(|(name, _)| name != csrf::FIELD).collect();
        if pairs.len() > MAX_FIELDS {
            return Err(PageError::from(Error::BadRequest("the form has too many fields".into())).into());
        }
        // What was no UTF-8 came out as U+FFFD, and SQLite's own functions end a text at NUL.
        if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains(['\u{fffd}', '\0'])) {
            return Err(PageError::from(Error::invalid(name.as_str(), Problem::BadCharacters)).into());
        }
        Ok(pairs)
    })
}

fn parse_object(body: &[u8]) -> Result<Map<String, Value>, Error> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let bad = |error: serde_json::Error| Error::BadRequest(format!("the body is no JSON object: {error}"));
    let value = OnceEach.deserialize(&mut reader).map_err(bad)?;
    reader.end().map_err(bad)?;
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(Error::BadRequest("the body is JSON, but no object".into())),
    }
}

/// Reads any JSON value in which no object has a member twice: two readers would disagree on which one counts.
struct OnceEach;

impl<'de> DeserializeSeed<'de> for OnceEach {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OnceEach {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(OnceEach)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(OnceEach)?;
            if object.contains_key(&name) {
                return Err(serde::de::Error::custom(format_args!("`{name}` is there twice")));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::App;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Sample {
        name: String,
        #[serde(default)]
        is_kept: bool,
    }

    async fn posted(kind: &str, body: impl Into<Bytes>) -> (u16, String) {
        let app = init_service(
            App::new()
                .route(
                    "/form",
                    web::post().to(|form: Form<Sample>| async move { format!("{} {}", form.0.name, form.0.is_kept) }),
                )
                .route("/json", web::post().to(|body: JsonObject| async move { Value::Object(body.0).to_string() })),
        )
        .await;
        let path = if kind.ends_with("json") { "/json" } else { "/form" };
        let request = TestRequest::post().uri(path).insert_header(("content-type", kind)).set_payload(body.into());
        let answer = call_service(&app, request.to_request()).await;
        (answer.status().as_u16(), String::from_utf8(read_body(answer).await.to_vec()).unwrap())
    }

    const FORM: &str = "application/x-www-form-urlencoded";
    const JSON: &str = "application/json";

    #[actix_web::test]
    async fn a_form_is_bounded_and_holds_known_fields_once() {
        let (status, body) = posted(FORM, "name=%D0%9E%D0%BB%D1%8F&is_kept=1&csrf=x").await;
        assert_eq!((status, body.as_str()), (200, "Оля true"));
        for (kind, body, status) in [
            (FORM, "name=a&name=b", 422),
            (FORM, "name=a&role=admin", 422),
            (FORM, "is_kept=1", 422),
            (FORM, "name=%ff", 422),
            (FORM, "name=a%00b", 422),
            ("text/plain", "name=a", 415),
        ] {
            assert_eq!(posted(kind, body).await.0, status, "{body}");
        }
        assert_eq!(posted(FORM, "x".repeat(MAX_FORM_BYTES + 1)).await.0, 413);
        assert_eq!(posted(FORM, vec![0xff, 0xfe]).await.0, 400);
    }

    #[actix_web::test]
    async fn json_is_one_object_with_each_member_once() {
        assert_eq!(posted(JSON, r#"{"a":[1,{"b":null}],"c":1.5}"#).await.1, r#"{"a":[1,{"b":null}],"c":1.5}"#);
        let deep = "[".repeat(100_000);
        for body in [r#"{"a":1,"a":2}"#, r#"{"x":{"a":1,"a":2}}"#, "[1]", "", "{", "{} {}", deep.as_str(), "\u{feff}{}"]
        {
            assert_eq!(posted(JSON, body.to_owned()).await.0, 400, "{}", &body[..body.len().min(20)]);
        }
        assert_eq!(posted(JSON, "x".repeat(MAX_JSON_BYTES + 1)).await.0, 413);
        assert_eq!(posted("text/json", "{}").await.0, 415);
    }
}
