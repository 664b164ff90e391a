//! One field, edited where it is read.

use super::desk::{Desk, overtaken_by, people_of};
use super::toast;
use crate::access::Viewer;
use crate::kernel::{Access, Error, FieldErrors, Problem};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{problem, tr};
use crate::platform::settings::Office;
use crate::platform::web::request::wants_fragment;
use crate::platform::web::{Page, PageError, RawForm, ascii};
use crate::records::input::{self, Pairs, typed};
use crate::records::merge::Base;
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::show::{self, Lookup, Reader};
use crate::records::value::{Record, Values};
use crate::records::views::control::Controls;
use crate::records::views::editor::{EditorView, conflict, editor};
use crate::records::views::fields::{At, Shown, is_editable, saved};
use crate::records::views::pairs::{leave_instants, pairs_of};
use crate::records::{service, store};
use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, Responder};
use maud::Markup;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// One of [`At::code`].
    #[serde(default)]
    at: String,
}

/// What happened to a field that was sent.
enum Outcome {
    Saved(service::Saved),
    /// Both changed it.
    Overtaken,
    Refused(FieldErrors),
}

/// The editor in place of the value.
pub(super) async fn edit(
    desk: Desk,
    request: HttpRequest,
    id: i64,
    key: String,
    asked: Asked,
) -> Result<HttpResponse, PageError> {
    let (lang, at) = (desk.viewer.lang, At::parse(&asked.at));
    match open(desk, id, key, at).await {
        Ok(page) => Ok(page.respond_to(&request)),
        Err(Error::NotFound) if wants_fragment(&request) => Ok(gone(tr::lists_gone(lang), at)),
        Err(error) => Err(error.into()),
    }
}

async fn open(desk: Desk, id: i64, key: String, at: At) -> Result<Page, Error> {
    let (kind, viewer, registry, reader) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone(), desk.reader());
    let body = desk.db.read(move |conn| {
        let field = editable(&kind, &key)?;
        let record = store::get(conn, &viewer, &kind, id, Access::Edit)?;
        let pairs = of_field(conn, &viewer, &kind, field, &record)?;
        let view = Editing { conn, registry: &registry, viewer: &viewer, reader: &reader, kind: &kind, field, at };
        view.editor(&record, &pairs, &FieldErrors::default())
    });
    Ok(Page::part(body.await?))
}

/// Saves it; answers what is read from then on, or the editor with what is wrong.
pub(super) async fn update(
    desk: Desk,
    request: HttpRequest,
    id: i64,
    key: String,
    asked: Asked,
    sent: RawForm,
) -> Result<HttpResponse, PageError> {
    let (lang, at) = (desk.viewer.lang, At::parse(&asked.at));
    match save(desk, &request, id, key, at, sent).await {
        Err(Error::NotFound) if wants_fragment(&request) => Ok(gone(tr::cards_gone(lang), at)),
        outcome => Ok(outcome?),
    }
}

/// The record was deleted or handed to somebody else meanwhile: a list is drawn anew without it.
fn gone(text: &str, at: At) -> HttpResponse {
    let mut trigger = json!({ "toast": { "text": text, "kind": "error" } });
    if at == At::Cell {
        trigger["refresh"] = "".into();
    }
    let mut response = HttpResponse::NotFound();
    response.insert_header((toast::HEADER, ascii(&trigger.to_string()))).insert_header(ContentType::plaintext());
    // Without a body the answer would be dressed as that of an address which leads nowhere.
    response.body(text.to_owned())
}

async fn save(
    desk: Desk,
    request: &HttpRequest,
    id: i64,
    key: String,
    at: At,
    sent: RawForm,
) -> Result<HttpResponse, Error> {
    let (kind, viewer, registry, reader) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone(), desk.reader());
    let lang = viewer.lang;
    let office = desk.db.read(Office::load).await?;
    let mut pairs = sent.0;
    let version: i64 = typed(&pairs, "version").parse().unwrap_or_default();
    let base = Base::parse(typed(&pairs, "base"));
    let takes_theirs = typed(&pairs, "take") == "theirs";
    pairs.retain(|(name, _)| !matches!(name.as_str(), "version" | "base" | "take"));
    let pairs = input::compacted(&kind, pairs);
    let (mut values, mut errors) = input::read(&viewer, &office, &kind, &pairs);
    let keys = keys_of(editable(&kind, &key)?);
    for (name, _) in values.clone().iter().filter(|(name, _)| !keys.contains(name)) {
        errors.add(name, Problem::UnknownField);
        values.remove(name);
    }
    let (of_kind, of_viewer, sent) = (kind.clone(), viewer.clone(), pairs.clone());
    let write = move |tx: &mut crate::platform::db::Tx<'_>| {
        let record = store::get(tx, &of_viewer, &of_kind, id, Access::View)?;
        leave_instants(of_viewer.lang, of_viewer.zone, &of_kind, &record.values, &sent, &mut values);
        let is_same =
            |key: &str| base.held(&of_kind, key, record.values.get(key)) || values.get(key) == record.values.get(key);
        if record.version != version && !values.iter().all(|(key, _)| is_same(key)) {
            return Err(Error::Stale { current_version: record.version });
        }
        service::update(tx, &of_viewer, &of_kind, id, Some(record.version), values)
    };
    let outcome = match errors.into_result() {
        Ok(()) if takes_theirs => Ok(service::Saved { id, action: None }),
        Ok(()) => desk.db.write(write).await,
        Err(error) => Err(error),
    };
    let outcome = match outcome {
        Ok(saved) => Outcome::Saved(saved),
        Err(Error::Stale { .. }) => Outcome::Overtaken,
        Err(Error::Invalid(errors)) => Outcome::Refused(errors),
        Err(error) => return Err(error),
    };
    let (status, trigger) = match &outcome {
        Outcome::Saved(saved) => (StatusCode::OK, toast::saved(lang, saved, at != At::Cell)),
        Outcome::Overtaken => (StatusCode::CONFLICT, None),
        Outcome::Refused(_) => (StatusCode::UNPROCESSABLE_ENTITY, None),
    };
    let body = desk
        .db
        .read(move |conn| {
            let field = editable(&kind, &key)?;
            let record = store::get(conn, &viewer, &kind, id, Access::View)?;
            let view = Editing { conn, registry: &registry, viewer: &viewer, reader: &reader, kind: &kind, field, at };
            match outcome {
                Outcome::Saved(_) => view.saved(&record),
                Outcome::Overtaken => view.conflict(&record, &office, &pairs),
                Outcome::Refused(errors) => view.editor(&record, &pairs, &errors),
            }
        })
        .await?;
    let mut response = Page::part(body).status(status).respond_to(request);
    if let Some(trigger) = trigger {
        response.headers_mut().insert(toast::HEADER, trigger);
    }
    Ok(response)
}

/// The field, if it can be edited in place.
fn editable<'k>(kind: &'k Kind, key: &str) -> Result<&'k Field, Error> {
    kind.field(key).filter(|field| is_editable(field)).ok_or(Error::NotFound)
}

/// The keys that are saved with a field.
fn keys_of(field: &Field) -> Vec<&str> {
    match field.field_type {
        FieldType::Money { currency } => vec![field.key.as_ref(), currency],
        _ => vec![field.key.as_ref()],
    }
}

/// The part of the record's form that belongs to this field.
fn of_field(conn: &Connection, viewer: &Viewer, kind: &Kind, field: &Field, record: &Record) -> Result<Pairs, Error> {
    let currency = Office::load(conn)?.currency;
    let mut pairs = pairs_of(viewer.lang, viewer.zone, kind, &record.values, &currency);
    let keys = keys_of(field);
    let fields: Vec<&Field> = kind.fields.iter().filter(|field| keys.contains(&field.key.as_ref())).collect();
    pairs.retain(|(name, _)| fields.iter().any(|field| input::speaks_of(field, name)));
    Ok(pairs)
}

/// All that the answers are drawn from.
struct Editing<'a> {
    conn: &'a Connection,
    registry: &'a Registry,
    viewer: &'a Viewer,
    reader: &'a Reader,
    kind: &'a Kind,
    field: &'a Field,
    at: At,
}

impl Editing<'_> {
    fn editor(&self, record: &Record, pairs: &Pairs, errors: &FieldErrors) -> Result<Markup, Error> {
        let lang = self.reader.lang;
        let elsewhere = errors.iter().find(|(path, _)| !self.is_here(path)).map(|(_, wrong)| problem(lang, wrong));
        let office = Office::load(self.conn)?;
        let (typed, _) = input::read(self.viewer, &office, self.kind, pairs);
        self.with_view(record, pairs, errors, elsewhere, &typed, editor)
    }

    fn conflict(&self, record: &Record, office: &Office, pairs: &Pairs) -> Result<Markup, Error> {
        let (mine, _) = input::read(self.viewer, office, self.kind, pairs);
        let both = [&record.values, &mine];
        let lookup = Lookup::of_values(self.conn, self.registry, self.viewer, self.kind, both.into_iter())?;
        let text = |values: &Values| show::text(self.reader, self.field, values, &lookup);
        let by = overtaken_by(self.conn, self.reader, record)?;
        let (mine_text, theirs) = (text(&mine), text(&record.values));
        self.with_view(record, pairs, &FieldErrors::default(), None, &mine, |view| {
            conflict(view, &by, &mine_text, &theirs)
        })
    }

    fn saved(&self, record: &Record) -> Result<Markup, Error> {
        let lookup = Lookup::load(self.conn, self.registry, self.viewer, self.kind, std::slice::from_ref(record))?;
        let can_edit = store::find(self.conn, self.viewer, self.kind, record.id, Access::Edit)?.is_some();
        let shown =
            Shown { reader: *self.reader, registry: self.registry, kind: self.kind, record, lookup: &lookup, can_edit };
        Ok(saved(&shown, self.field, self.at))
    }

    fn with_view(
        &self,
        record: &Record,
        pairs: &Pairs,
        errors: &FieldErrors,
        other_error: Option<String>,
        typed: &Values,
        draw: impl Fn(&EditorView) -> Markup,
    ) -> Result<Markup, Error> {
        let both = [&record.values, typed];
        let lookup = Lookup::of_values(self.conn, self.registry, self.viewer, self.kind, both.into_iter())?;
        let people = people_of(self.conn, self.kind, Some(record))?;
        let (errors, hints) = (FormErrors::new(self.reader.lang, errors), BTreeMap::new());
        Ok(draw(&EditorView {
            kind: self.kind,
            id: record.id,
            field: self.field,
            at: self.at,
            version: record.version,
            base: Base::of(self.kind, &record.values).only(&keys_of(self.field)).to_text(),
            controls: Controls {
                lang: self.reader.lang,
                registry: self.registry,
                pairs,
                errors: &errors,
                hints: &hints,
                lookup: &lookup,
                people: &people,
                scope: "inline",
            },
            other_error,
        }))
    }

    /// Whether a problem stands at a control of this editor.
    fn is_here(&self, path: &str) -> bool {
        let key = path.split('[').next().unwrap_or_default();
        let has_rows = matches!(self.field.field_type, FieldType::Points(_));
        keys_of(self.field).contains(&key) && (path == key || has_rows) && !(path == key && has_rows)
    }
}
