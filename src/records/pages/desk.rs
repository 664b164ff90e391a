//! What the handlers of one kind of record work with, and the form they answer with.

use super::Tools;
use super::frame::people;
use crate::access::{Viewer, users};
use crate::kernel::{Access, Error, FieldErrors, KindKey, UserId};
use crate::platform::db::Db;
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, tr};
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError};
use crate::records::input::{self, Pairs};
use crate::records::merge::{self, Base};
use crate::records::panels::Panels;
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::show::{self, Lookup, Reader};
use crate::records::store;
use crate::records::value::{Record, Value, Values};
use crate::records::views::control::Controls;
use crate::records::views::form::{FormView, Opened, Overtaken, form};
use crate::records::views::list::Person;
use crate::records::views::pairs::{leave_instants, pairs_of};
use actix_web::web;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) struct Desk {
    pub kind: KindKey,
    pub db: web::Data<Db>,
    pub registry: web::Data<Registry>,
    pub panels: web::Data<Panels>,
    pub viewer: Viewer,
}

/// A form as it came back: for which record, opened with what, and what was typed.
#[derive(Default)]
pub(super) struct Draft {
    /// None for a new record.
    pub id: Option<i64>,
    pub version: i64,
    pub base: Base,
    pub pairs: Pairs,
    pub errors: FieldErrors,
    /// Somebody else saved since it was opened.
    pub is_overtaken: bool,
}

impl Desk {
    pub(super) fn new(kind: KindKey, (db, registry, panels, viewer): Tools) -> Desk {
        Desk { kind, db, registry, panels, viewer }
    }

    pub(super) fn kind(&self) -> Result<Arc<Kind>, Error> {
        self.registry.kind(self.kind)
    }

    pub(super) fn reader(&self) -> Reader {
        Reader::of(&self.viewer, self.db.clock().now())
    }

    /// The form with what was typed, and what is wrong with it: also that the record is gone, for whatever was typed is
    /// not to be lost with it.
    pub(super) async fn form(&self, draft: Draft) -> Result<Page, PageError> {
        let (kind, viewer) = (self.kind()?, self.viewer.clone());
        let (registry, reader) = (self.registry.clone(), self.reader());
        let (title, body) = self.db.read(move |conn| draw(conn, &registry, &viewer, &reader, &kind, draft)).await?;
        Ok(Page::new(title, body))
    }
}

fn draw(
    conn: &Connection,
    registry: &Registry,
    viewer: &Viewer,
    reader: &Reader,
    kind: &Kind,
    mut draft: Draft,
) -> Result<(String, maud::Markup), Error> {
    let lang = reader.lang;
    let office = Office::load(conn)?;
    let record = draft.id.map(|id| store::find(conn, viewer, kind, id, Access::View)).transpose()?.flatten();
    let is_gone = draft.id.is_some() && record.is_none();
    let (typed, _) = input::read(viewer, &office, kind, &draft.pairs);
    let mut overtaken = None;
    if let Some(record) = record.as_ref().filter(|_| draft.is_overtaken) {
        let lookup = Lookup::load(conn, registry, viewer, kind, std::slice::from_ref(record))?;
        let mut touched = typed.clone();
        leave_instants(lang, viewer.zone, kind, &record.values, &draft.pairs, &mut touched);
        let merged = merge::merge(kind, record, &touched, &draft.base);
        let now = |key: &String| (key.clone(), now_text(reader, kind, key, &record.values, &lookup));
        overtaken = Some(Overtaken {
            by: overtaken_by(conn, reader, record)?,
            conflicts: merged.conflicts.iter().map(now).collect(),
        });
        // What only others changed is not taken back by whoever did not touch it.
        let theirs = merged.theirs.iter().filter_map(|key| kind.field(key));
        for field in theirs {
            draft.pairs.retain(|(name, _)| !input::speaks_of(field, name));
            let now = pairs_of(lang, viewer.zone, kind, &record.values, &office.currency);
            draft.pairs.extend(now.into_iter().filter(|(name, _)| input::speaks_of(field, name)));
        }
        draft.version = record.version;
        draft.base = Base::of(kind, &record.values);
    }
    let of_record = record.iter().map(|record| &record.values);
    let lookup = Lookup::of_values(conn, registry, viewer, kind, of_record.chain([&typed]))?;
    let people = people_of(conn, kind, record.as_ref())?;
    let (errors, hints) = (FormErrors::new(lang, &draft.errors), BTreeMap::new());
    let untitled = if is_gone { kind.names.one } else { kind.names.new };
    let title = record.map_or_else(|| untitled(lang).to_owned(), |record| record.title);
    let list = ["/", kind.plural].concat();
    let action = draft.id.map_or_else(|| list.clone(), |id| format!("{list}/{id}"));
    let body = form(&FormView {
        kind,
        title: &title,
        action: &action,
        cancel: if is_gone { &list } else { &action },
        controls: Controls {
            lang,
            registry,
            pairs: &draft.pairs,
            errors: &errors,
            hints: &hints,
            lookup: &lookup,
            people: &people,
            scope: "",
        },
        errors: &errors,
        opened: draft.id.map(|_| Opened { version: draft.version, base: draft.base.to_text() }),
        overtaken,
        is_gone,
    });
    Ok((title, body))
}

/// What stands in a field that both changed; of a currency, the sums in it.
fn now_text(reader: &Reader, kind: &Kind, key: &str, values: &Values, lookup: &Lookup) -> String {
    let text = |field: &Field| show::text(reader, field, values, lookup);
    let sums = kind.sum_of(key).into_iter().skip(1).filter(|sum| !values.get(&sum.key).is_empty());
    let sums: Vec<String> = match kind.field(key).map(|field| &field.field_type) {
        Some(FieldType::Currency) => {
            sums.map(|sum| format!("{}: {}", sum.label.text(reader.lang), text(sum))).collect()
        }
        _ => Vec::new(),
    };
    let own = kind.field(key).map(text).filter(|text| !text.is_empty());
    if sums.is_empty() { own.unwrap_or_else(|| tr::ui_not_set(reader.lang).to_owned()) } else { sums.join(", ") }
}

/// "Not saved: Olga changed this a minute ago".
pub(super) fn overtaken_by(conn: &Connection, reader: &Reader, record: &Record) -> Result<String, Error> {
    let user = record.values.int("updated_by").map(|id| users::find(conn, UserId(id))).transpose()?.flatten();
    let name = user.map_or_else(|| tr::cards_korob(reader.lang).to_owned(), |user| user.name);
    let at = record.values.int("updated_at").unwrap_or(reader.now.0);
    let ago = format::ago(reader.lang, reader.zone, crate::kernel::Timestamp(at), reader.now);
    Ok(tr::cards_overtaken(reader.lang, &name, &ago))
}

/// Who can be chosen: all who work here, and those whom the record names although they left.
pub(super) fn people_of(conn: &Connection, kind: &Kind, record: Option<&Record>) -> Result<Vec<Person>, Error> {
    let mut people = people(conn)?;
    for field in kind.form_fields() {
        let named: Vec<i64> = match (&field.field_type, record.map(|record| record.values.get(&field.key))) {
            (FieldType::User, Some(Value::Int(id))) => vec![*id],
            (FieldType::Observers, Some(Value::Ids(ids))) => ids.clone(),
            _ => continue,
        };
        for id in named {
            if people.iter().all(|person| person.id != id)
                && let Some(user) = users::find(conn, UserId(id))?
            {
                people.push(Person { id, name: user.name });
            }
        }
    }
    Ok(people)
}
