//! One record: its form, its card, the bin, and taking back what was done.

use super::list::people;
use crate::access::{Viewer, users};
use crate::kernel::{Access, ActionId, Error, FieldErrors, KindKey, RecordRef, UserId};
use crate::platform::db::Db;
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, SeeOther, request};
use crate::records::input::{self, Pairs, typed};
use crate::records::options::Dictionary;
use crate::records::panels::{PanelContext, Panels};
use crate::records::registry::{FieldType, Kind, Registry};
use crate::records::show::{self, Lookup, Reader};
use crate::records::value::Record;
use crate::records::views::card::{CardView, card};
use crate::records::views::form::{FormView, form, pairs_of};
use crate::records::views::list::Person;
use crate::records::{service, store};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Lines of the history on a card.
const HISTORY_LINES: u32 = 100;

/// What every handler of this page works with.
pub(super) struct Desk {
    pub kind: KindKey,
    pub db: web::Data<Db>,
    pub registry: web::Data<Registry>,
    pub panels: web::Data<Panels>,
    pub viewer: Viewer,
}

impl Desk {
    pub(super) fn new(kind: KindKey, (db, registry, panels, viewer): super::Tools) -> Desk {
        Desk { kind, db, registry, panels, viewer }
    }

    fn kind(&self) -> Result<Arc<Kind>, Error> {
        self.registry.kind(self.kind)
    }

    /// The form with what was typed, and what is wrong with it.
    async fn form(
        &self,
        id: Option<(i64, i64)>,
        pairs: Pairs,
        errors: FieldErrors,
        is_stale: bool,
    ) -> Result<Page, PageError> {
        let (kind, viewer) = (self.kind()?, self.viewer.clone());
        let lang = viewer.lang;
        let (registry, reader) = (self.registry.clone(), Reader::of(&viewer, self.db.clock().now()));
        let (zone, of_kind) = (viewer.zone, kind.clone());
        let read = move |conn: &Connection| {
            let kind = of_kind;
            let record = id.map(|(id, _)| store::get(conn, &viewer, &kind, id, Access::View)).transpose()?;
            let now = match &record {
                Some(record) if is_stale => {
                    let lookup = Lookup::load(conn, &registry, &viewer, &kind, std::slice::from_ref(record))?;
                    let (typed, _) = input::read(&viewer, &Office::load(conn)?, &kind, &pairs);
                    let changes = service::only_different(record, typed);
                    let fields = kind.fields.iter().filter(|field| changes.contains(&field.key));
                    let now = fields.map(|field| {
                        let text = show::text(&reader, field, &record.values, &lookup);
                        let text = if text.is_empty() { tr::ui_not_set(lang) } else { &text };
                        (field.key.to_string(), tr::cards_now(lang, text))
                    });
                    now.collect()
                }
                _ => BTreeMap::new(),
            };
            let people = people_of(conn, &kind, record.as_ref())?;
            let title = record.map_or_else(|| (kind.names.new)(lang).to_owned(), |record| record.title);
            Ok((title, Dictionary::load(conn, lang)?, people, now, pairs))
        };
        let (title, dictionary, people, now, pairs) = self.db.read(read).await?;
        let list = ["/", kind.plural].concat();
        let action = id.map_or_else(|| list.clone(), |(id, _)| format!("{list}/{id}"));
        let body = form(&FormView {
            lang,
            zone,
            kind: &kind,
            title: &title,
            action: &action,
            cancel: &action,
            version: id.map(|(_, version)| version),
            pairs: &pairs,
            errors: &errors,
            is_stale,
            now: &now,
            dictionary: &dictionary,
            people: &people,
        });
        Ok(Page::new(title, body))
    }
}

/// Who can be chosen: all who work here, and those whom the record names although they left.
fn people_of(conn: &Connection, kind: &Kind, record: Option<&Record>) -> Result<Vec<Person>, Error> {
    let mut people = people(conn)?;
    for field in kind.form_fields().filter(|field| field.field_type == FieldType::User) {
        let named = record.and_then(|record| record.values.int(&field.key));
        if let Some(id) = named.filter(|id| people.iter().all(|person| person.id != *id))
            && let Some(user) = users::find(conn, UserId(id))?
        {
            people.push(Person { id, name: user.name });
        }
    }
    Ok(people)
}

pub(super) async fn new(desk: Desk) -> Result<Page, PageError> {
    let office = desk.db.read(Office::load).await?;
    let pairs = vec![
        ("responsible_id".to_owned(), desk.viewer.user_id.0.to_string()),
        ("currency".to_owned(), office.currency),
    ];
    desk.form(None, pairs, FieldErrors::default(), false).await
}

pub(super) async fn create(desk: Desk, request: HttpRequest, sent: RawForm) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let office = desk.db.read(Office::load).await?;
    let sent = input::compacted(&kind, sent.0);
    let (values, errors) = input::read(&viewer, &office, &kind, &sent);
    let plural = kind.plural;
    let outcome = match errors.into_result() {
        Ok(()) => desk.db.write(move |tx| service::create(tx, &viewer, &kind, values)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(saved) => Ok(SeeOther(format!("/{plural}/{}", saved.id)).respond_to(&request)),
        Err(Error::Invalid(errors)) => Ok(desk.form(None, sent, errors, false).await?.invalid().respond_to(&request)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn show(desk: Desk, id: i64) -> Result<Page, PageError> {
    let (kind, viewer, registry) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone());
    let (panels, now) = (desk.panels.clone(), desk.db.clock().now());
    let (title, body) = desk
        .db
        .read(move |conn| {
            let record = store::get(conn, &viewer, &kind, id, Access::View)?;
            let can = |access| store::find(conn, &viewer, &kind, id, access).map(|found| found.is_some());
            let can_edit = can(Access::Edit)?;
            let drawn = panels.draw(&PanelContext {
                conn,
                registry: &registry,
                viewer: &viewer,
                now,
                kind: &kind,
                record: &record,
                can_edit,
            })?;
            let body = card(&CardView {
                panels: &drawn,
                reader: Reader::of(&viewer, now),
                lookup: &Lookup::load(conn, &registry, &viewer, &kind, std::slice::from_ref(&record))?,
                people: &people(conn)?,
                events: &events::of_record(conn, RecordRef::new(kind.key, id), None, HISTORY_LINES)?,
                can_edit,
                can_delete: can(Access::Delete)?,
                registry: &registry,
                kind: &kind,
                record: &record,
            });
            Ok((record.title.clone(), body))
        })
        .await?;
    Ok(Page::new(title, body))
}

pub(super) async fn edit(desk: Desk, id: i64) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let read = move |conn: &rusqlite::Connection| {
        let record = store::get(conn, &viewer, &kind, id, Access::Edit)?;
        let currency = Office::load(conn)?.currency;
        let pairs = pairs_of(viewer.lang, viewer.zone, &kind, &record.values, &currency);
        Ok((record.version, pairs))
    };
    let (version, pairs) = desk.db.read(read).await?;
    desk.form(Some((id, version)), pairs, FieldErrors::default(), false).await
}

pub(super) async fn update(
    desk: Desk,
    request: HttpRequest,
    id: i64,
    sent: RawForm,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let office = desk.db.read(Office::load).await?;
    let sent = input::compacted(&kind, sent.0);
    let version: i64 = typed(&sent, "version").parse().unwrap_or_default();
    let (values, errors) = input::read(&viewer, &office, &kind, &sent);
    let plural = kind.plural;
    let outcome = match errors.into_result() {
        Ok(()) => desk.db.write(move |tx| service::update(tx, &viewer, &kind, id, Some(version), values)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => Ok(SeeOther(format!("/{plural}/{id}")).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            let page = desk.form(Some((id, version)), sent, errors, false).await?;
            Ok(page.invalid().respond_to(&request))
        }
        Err(Error::Stale { current_version }) => {
            // What was typed stays; sent again, it goes onto the version that is shown beside it now.
            let page = desk.form(Some((id, current_version)), sent, FieldErrors::default(), true).await?;
            Ok(page.status(StatusCode::CONFLICT).respond_to(&request))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn delete(desk: Desk, id: i64) -> Result<SeeOther, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let plural = kind.plural;
    let saved = desk.db.write(move |tx| service::delete(tx, &viewer, &kind, id, None)).await?;
    // The list offers Undo: there is no other way back from here.
    let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
    Ok(SeeOther(format!("/{plural}{done}")))
}

/// The toast's Undo: answers a script with another toast, a plain form with the first page.
pub(super) async fn undo(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    id: web::Path<i64>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let id = ActionId(*id);
    let (reader, now) = (viewer.clone(), db.clock().now());
    let refusal = db.read(move |conn| service::refusal(conn, &reader, id, now)).await?;
    if let Some(refusal) = refusal.filter(|_| request::wants_fragment(&asked)) {
        let trigger = serde_json::json!({ "toast": { "text": refusal.text(lang), "kind": "error" } });
        let trigger = super::bulk::ascii(&trigger.to_string());
        return Ok(HttpResponse::Conflict().insert_header(("HX-Trigger", trigger)).finish());
    }
    let undone = service::undo_in_chunks(&db, &registry, &viewer, id).await?;
    if !request::wants_fragment(&asked) {
        return Ok(SeeOther("/".to_owned()).respond_to(&asked));
    }
    let text = match (undone.records, undone.conflicts.len()) {
        (_, 0) => tr::cards_undone_all(lang).to_owned(),
        (0, _) => tr::cards_undone_nothing(lang).to_owned(),
        (_, left) => tr::cards_undone_partly(lang, left as i64),
    };
    let trigger = serde_json::json!({ "toast": { "text": text }, "refresh": "" });
    let trigger = super::bulk::ascii(&trigger.to_string());
    Ok(HttpResponse::NoContent().insert_header(("HX-Trigger", trigger)).finish())
}
