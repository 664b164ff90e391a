//! Editing the office's lists: `/settings/lists`.

use super::list::Tools;
use crate::kernel::{Error, FieldErrors, Lang, Problem, Result};
use crate::platform::i18n::tr;
use crate::platform::web::{Page, PageError, RawForm, ascii};
use crate::records::list::{Condition, Filter, ListQuery, Op, all_ids};
use crate::records::options::{self, NewOption, OptionChanges, OptionItem};
use crate::records::registry::Registry;
use crate::records::service::{BulkChange, BulkDone, bulk_chunk};
use crate::records::value::Values;
use crate::records::views::option_lists as views;
use crate::records::views::option_lists::ListOf;
use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use rusqlite::Connection;

/// About 20 ms of writing on a slow disk.
const CHUNK: usize = 50;

type List = web::Path<String>;
type Value = web::Path<(String, i64)>;

pub(super) async fn index((db, registry, viewer): Tools) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let dictionary = options::Dictionary::load(conn, lang)?;
        let mut names: Vec<&str> = dictionary.lists().collect();
        names.sort_unstable();
        let mut lists = Vec::new();
        for list in names {
            if let Some(title) = title(lang, &registry, list) {
                lists.push(ListOf { list: list.to_owned(), title, items: dictionary.all(list).to_vec() });
            }
        }
        lists.sort_by(|one, other| one.title.cmp(&other.title));
        Ok(views::lists(lang, &lists))
    });
    Ok(Page::new(tr::options_lists(lang), body.await?))
}

pub(super) async fn show((db, registry, viewer): Tools, list: List) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let (title, body) = db
        .read(move |conn| {
            let of = read(conn, lang, &registry, &list)?;
            let counts = options::counts(conn, &registry, &list)?;
            Ok((of.title.clone(), views::list(lang, &of, &counts)))
        })
        .await?;
    Ok(Page::new(title, body))
}

pub(super) async fn ask_new((db, registry, viewer): Tools, list: List) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let of = read(conn, lang, &registry, &list)?;
        let meanings = meanings(&of.items);
        let typed = NewOption {
            color: "slate".to_owned(),
            semantic: meanings.first().cloned().flatten(),
            ..NewOption::default()
        };
        Ok(views::form(lang, &list, None, &typed, &meanings, &FieldErrors::default()))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn create(
    (db, registry, viewer): Tools,
    list: List,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let (typed, lang, name) = (typed(&form), viewer.lang, list.into_inner());
    let (new, of) = (typed.clone(), name.clone());
    let outcome = db
        .write(move |tx| {
            options::create(tx, &viewer, &of, &new)?;
            Ok(tx.action())
        })
        .await;
    match outcome {
        Ok(action) => Ok(done(tr::options_added(lang), action)),
        Err(Error::Invalid(errors)) => {
            let of = name.clone();
            let meanings = db.read(move |conn| Ok(meanings(&read(conn, lang, &registry, &of)?.items))).await?;
            Ok(again(views::form(lang, &name, None, &typed, &meanings, &errors)))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn ask_edit((db, _, viewer): Tools, value: Value) -> Result<Page, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let item = of_list(conn, lang, &list, id)?;
        let typed = NewOption { labels: item.labels, color: item.color, semantic: item.semantic };
        Ok(views::form(lang, &list, Some(id), &typed, &[], &FieldErrors::default()))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn edit((db, _, viewer): Tools, value: Value, form: RawForm) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    let (typed, lang, of) = (typed(&form), viewer.lang, list.clone());
    let changes = OptionChanges { labels: Some(typed.labels.clone()), color: Some(typed.color.clone()) };
    let outcome = db
        .write(move |tx| {
            of_list(tx, lang, &of, id)?;
            options::change(tx, &viewer, id, &changes)?;
            Ok(tx.action())
        })
        .await;
    match outcome {
        Ok(action) => Ok(done(tr::ui_saved(lang), action)),
        Err(Error::Invalid(errors)) => Ok(again(views::form(lang, &list, Some(id), &typed, &[], &errors))),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn archive(
    (db, _, viewer): Tools,
    value: Value,
    is_archived: bool,
) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            of_list(tx, lang, &list, id)?;
            options::archive(tx, &viewer, id, is_archived)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done(if is_archived { tr::options_now_archived(lang) } else { tr::options_now_back(lang) }, action))
}

/// The whole order, as it was dragged.
pub(super) async fn order((db, _, viewer): Tools, list: List, form: RawForm) -> Result<HttpResponse, PageError> {
    let ids = form.0.iter().filter(|(name, _)| name == "ids");
    let ids = ids.map(|(_, id)| id.parse().map_err(|_| Error::invalid("ids", Problem::NotANumber)));
    let ids = ids.collect::<Result<Vec<i64>>>()?;
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            options::reorder(tx, &viewer, &list, &ids)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done(tr::options_reordered(lang), action))
}

/// One place up.
pub(super) async fn up((db, _, viewer): Tools, value: Value) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            let mut ids: Vec<i64> = options::of_list(tx, lang, &list)?.iter().map(|item| item.id).collect();
            let at = ids.iter().position(|there| *there == id).ok_or(Error::NotFound)?;
            ids.swap(at, at.saturating_sub(1));
            options::reorder(tx, &viewer, &list, &ids)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done(tr::options_reordered(lang), action))
}

pub(super) async fn ask_deletion((db, registry, viewer): Tools, value: Value) -> Result<Page, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let of = read(conn, lang, &registry, &list)?;
        let item = of_list(conn, lang, &list, id)?;
        let count = options::uses_of(conn, &registry, &list, &item.code)?.iter().map(|used| used.count).sum();
        let others: Vec<OptionItem> = of
            .items
            .into_iter()
            .filter(|other| other.id != id && !other.is_archived && other.semantic == item.semantic)
            .collect();
        Ok(views::deletion(lang, &item, count, &others))
    });
    Ok(Page::part(body.await?))
}

/// Deletes a value; records that hold it get another one first, all as one action. What lies in the bin keeps it: the
/// value is then archived instead.
pub(super) async fn delete(
    (db, registry, viewer): Tools,
    value: Value,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let to = form.0.iter().find(|(name, _)| name == "to").map(|(_, code)| code.clone());
    let mut moved = BulkDone::default();
    if let Some(to) = to {
        let (of, as_viewer, code) = (list.clone(), viewer.clone(), to.clone());
        // What cannot be is said before any record is touched.
        let item = db.read(move |conn| options::check_replaceable(conn, &as_viewer, &of, id, &code)).await?;
        for (kind, field) in options::uses(&registry, &list) {
            let filter = Filter(vec![Condition::new(&field, Op::Eq, [item.code.as_str()])]);
            let query = ListQuery { filter, ..ListQuery::default() };
            let (of_kind, as_viewer, now) = (kind.clone(), viewer.clone(), db.clock().now());
            let ids = db.read(move |conn| all_ids(conn, &as_viewer, &of_kind, &query, now)).await?;
            let change = BulkChange::Set(Values::default().with(field.as_str(), to.as_str()));
            for chunk in ids.chunks(CHUNK) {
                let (chunk, kind, as_viewer, change, before) =
                    (chunk.to_vec(), kind.clone(), viewer.clone(), change.clone(), moved.clone());
                moved = db.write(move |tx| bulk_chunk(tx, &as_viewer, &kind, &chunk, &change, before)).await?;
            }
        }
    }
    let (is_deleted, action) = db
        .write(move |tx| {
            let item = of_list(tx, lang, &list, id)?;
            if let Some(action) = moved.action {
                crate::platform::events::resume(tx, action);
            }
            let is_used = options::uses_of(tx, &registry, &list, &item.code)?.iter().any(|used| used.count > 0);
            match is_used && moved.changed > 0 {
                true => options::archive(tx, &viewer, id, true)?,
                false => options::delete(tx, &viewer, &registry, id)?,
            }
            Ok((!(is_used && moved.changed > 0), tx.action()))
        })
        .await?;
    Ok(done(if is_deleted { tr::options_deleted(lang) } else { tr::options_archived_instead(lang) }, action))
}

/// "Leads: Status", by the fields that choose from it; `None` for a list that nothing chooses from.
fn title(lang: Lang, registry: &Registry, list: &str) -> Option<String> {
    let uses = options::uses(registry, list);
    let (kind, key) = uses.first()?;
    let label = kind.field(key)?.label.text(lang);
    let kinds: Vec<&str> = uses.iter().map(|(kind, _)| (kind.names.many)(lang)).collect();
    Some(format!("{}: {label}", kinds.join(", ")))
}

fn read(conn: &Connection, lang: Lang, registry: &Registry, list: &str) -> Result<ListOf> {
    let title = title(lang, registry, list).ok_or(Error::NotFound)?;
    Ok(ListOf { list: list.to_owned(), title, items: options::of_list(conn, lang, list)? })
}

fn of_list(conn: &Connection, lang: Lang, list: &str, id: i64) -> Result<OptionItem> {
    let item = options::get(conn, lang, id)?;
    if item.list == list { Ok(item) } else { Err(Error::NotFound) }
}

/// The meanings that values of a list have, in their order.
fn meanings(items: &[OptionItem]) -> Vec<Option<String>> {
    let mut meanings: Vec<Option<String>> = Vec::new();
    for item in items {
        if !meanings.contains(&item.semantic) {
            meanings.push(item.semantic.clone());
        }
    }
    meanings
}

fn typed(form: &RawForm) -> NewOption {
    let value =
        |name: &str| form.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    NewOption {
        labels: [value("label_en"), value("label_ru"), value("label_pl")],
        color: value("color"),
        semantic: Some(value("semantic")).filter(|semantic| !semantic.is_empty()),
    }
}

fn done(text: &str, action: Option<crate::kernel::ActionId>) -> HttpResponse {
    let undo = action.map(|action| format!("/actions/{}/undo", action.0));
    let trigger = serde_json::json!({ "toast": { "text": text, "undo": undo }, "refresh": "" });
    HttpResponse::NoContent().insert_header(("HX-Trigger", ascii(&trigger.to_string()))).finish()
}

fn again(dialog: maud::Markup) -> HttpResponse {
    HttpResponse::UnprocessableEntity()
        .insert_header(("HX-Retarget", "#dialogs"))
        .insert_header(("HX-Reswap", "innerHTML"))
        .insert_header(ContentType::html())
        .body(dialog.into_string())
}
