//! Editing the office's lists: `/settings/lists`.

use super::list::Tools;
use super::toast;
use crate::kernel::{Error, FieldErrors, Lang, Result};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, dialog_again};
use crate::records::options::{self, LABELS, NewOption, OptionChanges, OptionItem};
use crate::records::registry::Registry;
use crate::records::service;
use crate::records::views::option_lists as views;
use crate::records::views::option_lists::{ListOf, OptionForm};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use rusqlite::Connection;

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
                let items = dictionary.all(list).to_vec();
                lists.push(ListOf { list: list.to_owned(), title, items, meanings: registry.meanings() });
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
        let meanings = meanings(lang, &of);
        let semantic = meanings.first().map(|(key, _)| (*key).to_owned()).filter(|key| !key.is_empty());
        let typed = NewOption { color: "slate".to_owned(), semantic, ..NewOption::default() };
        let errors = FieldErrors::default();
        Ok(views::form(&OptionForm { meanings: &meanings, ..form_of(conn, lang, &list, &typed, &errors)? }))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn create(
    (db, registry, viewer): Tools,
    list: List,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| LABELS.contains(&name) || matches!(name, "color" | "semantic"))?;
    only_here(&registry, &list)?;
    let (typed, lang, name) = (typed(&form), viewer.lang, list.into_inner());
    let (new, of) = (typed.clone(), name.clone());
    let outcome = db
        .write(move |tx| {
            options::create(tx, &viewer, &of, &new)?;
            Ok(tx.action())
        })
        .await;
    match outcome {
        Ok(action) => Ok(toast::refreshing(tr::options_added(lang), action)),
        Err(Error::Invalid(errors)) => {
            let draw = move |conn: &Connection| {
                let of = read(conn, lang, &registry, &name)?;
                let meanings = meanings(lang, &of);
                Ok(views::form(&OptionForm { meanings: &meanings, ..form_of(conn, lang, &name, &typed, &errors)? }))
            };
            Ok(dialog_again(StatusCode::UNPROCESSABLE_ENTITY, &db.read(draw).await?))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn ask_edit((db, registry, viewer): Tools, value: Value) -> Result<Page, PageError> {
    let (list, id) = value.into_inner();
    only_here(&registry, &list)?;
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let item = options::get_of(conn, lang, &list, id)?;
        let of = Some((id, item.version()));
        let typed =
            NewOption { labels: item.labels, color: item.color, semantic: item.semantic, ..NewOption::default() };
        let errors = FieldErrors::default();
        Ok(views::form(&OptionForm { of, ..form_of(conn, lang, &list, &typed, &errors)? }))
    });
    Ok(Page::part(body.await?))
}

/// `version` is what was read: where somebody changed the value since, that is shown first.
pub(super) async fn edit(
    (db, registry, viewer): Tools,
    value: Value,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| LABELS.contains(&name) || matches!(name, "color" | "version"))?;
    let (list, id) = value.into_inner();
    only_here(&registry, &list)?;
    let (typed, lang, of) = (typed(&form), viewer.lang, list.clone());
    // One that cannot be read is none that ever was.
    let version: i64 = form.value("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    let changes = OptionChanges { labels: Some(typed.labels.clone()), color: Some(typed.color.clone()), rules: None };
    let outcome = db
        .write(move |tx| {
            options::get_of(tx, lang, &of, id)?;
            options::change(tx, &viewer, id, Some(version), &changes)?;
            Ok(tx.action())
        })
        .await;
    let (status, errors) = match outcome {
        Ok(action) => return Ok(toast::refreshing(tr::ui_saved(lang), action)),
        Err(Error::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        Err(Error::Stale { .. }) => (StatusCode::CONFLICT, FieldErrors::default()),
        Err(error) => return Err(error.into()),
    };
    let draw = move |conn: &Connection| {
        let item = options::get_of(conn, lang, &list, id)?;
        let overtaken_by = (status == StatusCode::CONFLICT).then_some(&item);
        // What is wrong with the names says nothing of what else was changed meanwhile.
        let version = if overtaken_by.is_some() { item.version() } else { version };
        let of = Some((id, version));
        Ok(views::form(&OptionForm { of, overtaken_by, ..form_of(conn, lang, &list, &typed, &errors)? }))
    };
    Ok(dialog_again(status, &db.read(draw).await?))
}

pub(super) async fn archive(
    (db, registry, viewer): Tools,
    value: Value,
    is_archived: bool,
) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    only_here(&registry, &list)?;
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            options::get_of(tx, lang, &list, id)?;
            options::archive(tx, &viewer, id, is_archived)?;
            Ok(tx.action())
        })
        .await?;
    Ok(toast::refreshing(if is_archived { tr::options_now_archived(lang) } else { tr::options_now_back(lang) }, action))
}

/// The whole order, as it was dragged.
pub(super) async fn order((db, registry, viewer): Tools, list: List, form: RawForm) -> Result<HttpResponse, PageError> {
    form.only(|name| name == "ids")?;
    only_here(&registry, &list)?;
    let ids = form.ids("ids")?;
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            options::reorder(tx, &viewer, &list, &ids)?;
            Ok(tx.action())
        })
        .await?;
    Ok(toast::refreshing(tr::options_reordered(lang), action))
}

/// One place up.
pub(super) async fn up((db, registry, viewer): Tools, value: Value) -> Result<HttpResponse, PageError> {
    let (list, id) = value.into_inner();
    only_here(&registry, &list)?;
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
    Ok(toast::refreshing(tr::options_reordered(lang), action))
}

pub(super) async fn ask_deletion((db, registry, viewer): Tools, value: Value) -> Result<Page, PageError> {
    let (list, id) = value.into_inner();
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let of = read(conn, lang, &registry, &list)?;
        let item = options::get_of(conn, lang, &list, id)?;
        let count = options::count_of(conn, &registry, &list, &item.code)?;
        let others: Vec<OptionItem> = of
            .items
            .into_iter()
            .filter(|other| other.id != id && !other.is_archived && other.semantic == item.semantic)
            .collect();
        let url = format!("/settings/lists/{list}/{id}/deletion");
        Ok(views::deletion(lang, &url, &item, count, &others))
    });
    Ok(Page::part(body.await?))
}

/// Deletes a value; records that hold it get the one named by `to`. What lies in the bin keeps it: the value is then
/// archived instead.
pub(super) async fn delete(
    (db, registry, viewer): Tools,
    value: Value,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| name == "to")?;
    let (list, id) = value.into_inner();
    only_here(&registry, &list)?;
    let lang = viewer.lang;
    let done = service::delete_option(&db, &viewer, &registry, &list, id, form.value("to")).await?;
    let said = if done.is_archived { tr::options_archived_instead(lang) } else { tr::options_deleted(lang) };
    Ok(toast::refreshing(said, done.action))
}

/// "Leads: Status", by the fields that choose from it; `None` for a list that nothing chooses from.
fn title(lang: Lang, registry: &Registry, list: &str) -> Option<String> {
    let uses = options::uses(registry, list);
    let (kind, key) = uses.first()?;
    // Those have pages of their own.
    let field = kind.field(key).filter(|field| !field.is_by_number)?;
    let label = field.label.text(lang);
    let kinds: Vec<&str> = uses.iter().map(|(kind, _)| (kind.names.many)(lang)).collect();
    Some(format!("{}: {label}", kinds.join(", ")))
}

/// Lists with rules of their own are edited on their own pages alone.
fn only_here(registry: &Registry, list: &str) -> Result<()> {
    title(Lang::En, registry, list).map(drop).ok_or(Error::NotFound)
}

fn read(conn: &Connection, lang: Lang, registry: &Registry, list: &str) -> Result<ListOf> {
    let title = title(lang, registry, list).ok_or(Error::NotFound)?;
    let items = options::of_list(conn, lang, list)?;
    Ok(ListOf { list: list.to_owned(), title, items, meanings: registry.meanings() })
}

/// The meanings that values of a list have, in their order, with their names; an empty one for those that have none.
fn meanings(lang: Lang, of: &ListOf) -> Vec<(&str, &'static str)> {
    let mut meanings: Vec<(&str, &'static str)> = Vec::new();
    for key in of.items.iter().map(|item| item.semantic.as_deref().unwrap_or_default()) {
        if meanings.iter().all(|(known, _)| *known != key) {
            let known = of.meanings.iter().find(|meaning| meaning.key == key);
            meanings.push((key, known.map_or(tr::options_meaning_none(lang), |meaning| (meaning.name)(lang))));
        }
    }
    meanings
}

fn typed(form: &RawForm) -> NewOption {
    let value = |name: &str| form.value(name).unwrap_or_default().to_owned();
    NewOption {
        labels: LABELS.map(value),
        color: value("color"),
        semantic: Some(value("semantic")).filter(|semantic| !semantic.is_empty()),
        ..NewOption::default()
    }
}

fn form_of<'a>(
    conn: &Connection,
    lang: Lang,
    list: &'a str,
    typed: &'a NewOption,
    errors: &'a FieldErrors,
) -> Result<OptionForm<'a>> {
    let office_lang = Office::load(conn)?.lang;
    Ok(OptionForm { lang, office_lang, list, of: None, typed, meanings: &[], errors, overtaken_by: None })
}
