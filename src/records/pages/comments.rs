//! Comments of a record.

use super::desk::Desk;
use super::toast;
use crate::access::users;
use crate::kernel::text::fold;
use crate::kernel::{Access, ActionId, Error, Problem, RecordRef, Via};
use crate::platform::i18n::{problem, tr};
use crate::platform::ui::{Suggestion, suggestions};
use crate::platform::web::{Page, PageError, SeeOther, request};
use crate::records::panels::Writer;
use crate::records::registry::Kind;
use crate::records::views::comments::{body, editor};
use crate::records::{comments, store};
use actix_web::http::header::HeaderValue;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Deserialize;

/// Lines of the list of people.
const SHOWN: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    text: String,
    /// What the composer calls the entry.
    #[serde(default)]
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

pub(super) async fn create(
    desk: Desk,
    asked: HttpRequest,
    id: i64,
    written: Written,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    if let Some(key) = written.kind.as_deref().filter(|kind| *kind != "comment") {
        return write_entry(&desk, &asked, id, key, written.text.clone()).await;
    }
    let text = written.text.clone();
    let of_kind = kind.clone();
    let action = desk.db.write(move |tx| comments::create(tx, &viewer, &of_kind, id, &text)).await?;
    let unseeing = desk.db.read(move |conn| comments::unseeing(conn, &kind, id, &written.text)).await?;
    let said = if unseeing.is_empty() {
        tr::timeline_commented(lang).to_owned()
    } else {
        tr::timeline_unseen(lang, &unseeing.join(", "))
    };
    Ok(answer(&asked, format!("/{plural}/{id}?done={}", action.0), toast::header(&said, Some(action), true)))
}

/// Another tab of the composer than the comment's.
async fn write_entry(
    desk: &Desk,
    asked: &HttpRequest,
    id: i64,
    key: &str,
    text: String,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer, registry) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone());
    let writer = *entry_of(desk, &kind, key)?;
    let (about, key) = (RecordRef::new(kind.key, id), key.to_owned());
    let path = format!("/{}/{id}", kind.plural);
    let entry = desk.db.write(move |tx| {
        store::get(tx, &viewer, &kind, id, Access::View)?;
        (writer.write)(tx, &viewer, &registry, about, &key, &text)
    });
    let entry = entry.await?;
    let back = entry.action.map_or_else(|| path.clone(), |action| format!("{path}?done={}", action.0));
    Ok(answer(asked, back, toast::header(&entry.said, entry.action, true)))
}

fn entry_of<'d>(desk: &'d Desk, kind: &Kind, key: &str) -> Result<&'d Writer, Error> {
    let writer = desk.panels.writer(kind).filter(|writer| writer.entries.iter().any(|entry| entry.key == key));
    writer.ok_or_else(|| Error::invalid("kind", Problem::NotAnOption))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    text: String,
}

/// What was understood of a text that is being typed.
pub(super) async fn preview(desk: Desk, id: i64, typed: Typed) -> Result<Page, PageError> {
    let (kind, viewer, now) = (desk.kind()?, desk.viewer.clone(), desk.db.clock().now());
    let writer = entry_of(&desk, &kind, &typed.kind).ok().copied();
    let body = desk.db.read(move |conn| {
        store::get(conn, &viewer, &kind, id, Access::View)?;
        match writer {
            Some(writer) => (writer.preview)(conn, &viewer, now, &typed.kind, &typed.text),
            None => Ok(maud::html! {}),
        }
    });
    let body = body.await?;
    Ok(Page::part(body))
}

/// The text alone: what the editor goes back to.
pub(super) async fn show(desk: Desk, id: i64, comment: i64) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let comment = desk.db.read(move |conn| comments::get_own(conn, &viewer, &kind, id, comment)).await?;
    Ok(Page::part(body(&comment)))
}

pub(super) async fn edit(desk: Desk, id: i64, comment: i64) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let place = format!("/{}/{id}/comments/{comment}", kind.plural);
    let comment = desk.db.read(move |conn| comments::get_own(conn, &viewer, &kind, id, comment)).await?;
    Ok(Page::part(editor(desk.viewer.lang, &place, &comment.body, None)))
}

pub(super) async fn update(
    desk: Desk,
    asked: HttpRequest,
    id: i64,
    comment: i64,
    written: Written,
) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    let text = written.text.clone();
    let outcome = desk.db.write(move |tx| comments::update(tx, &viewer, &kind, id, comment, &text)).await;
    match outcome {
        Ok(action) => Ok(done(&asked, format!("/{plural}/{id}"), action, tr::ui_saved(lang))),
        Err(Error::Invalid(errors)) => {
            let wrong = errors.first("text").map(|wrong| problem(lang, wrong)).unwrap_or_default();
            let place = format!("/{plural}/{id}/comments/{comment}");
            Ok(Page::part(editor(lang, &place, &written.text, Some(&wrong))).invalid().respond_to(&asked))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn delete(desk: Desk, asked: HttpRequest, id: i64, comment: i64) -> Result<HttpResponse, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let (lang, plural) = (viewer.lang, kind.plural);
    let action = desk.db.write(move |tx| comments::delete(tx, &viewer, &kind, id, comment)).await?;
    Ok(done(&asked, format!("/{plural}/{id}"), Some(action), tr::timeline_comment_deleted(lang)))
}

/// Colleagues whose name begins so; it is said of those who would not see the record.
pub(super) async fn mentions(desk: Desk, id: i64, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let lang = viewer.lang;
    let body = desk.db.read(move |conn| {
        store::get(conn, &viewer, &kind, id, Access::View)?;
        let wanted = fold(&asked.q);
        let is_meant = |name: &str| {
            let name = fold(name);
            name.starts_with(&wanted) || name.split(' ').any(|word| word.starts_with(&wanted))
        };
        let people = users::list(conn)?.into_iter();
        let people = people.filter(|user| user.disabled_at.is_none() && is_meant(&user.name)).take(SHOWN);
        let mut found = Vec::new();
        for user in people {
            let sees = store::find(conn, &user.viewer(Via::Page), &kind, id, Access::View)?.is_some();
            found.push((user, sees));
        }
        let shown: Vec<Suggestion> = found
            .iter()
            .map(|(user, sees)| Suggestion {
                id: user.id.0.to_string(),
                title: &user.name,
                note: if *sees { "" } else { tr::timeline_does_not_see(lang) },
                warn: (!sees).then(|| tr::timeline_unseen(lang, &user.name)),
            })
            .collect();
        Ok(suggestions(&shown, tr::ui_nothing_found(lang)))
    });
    Ok(Page::part(body.await?))
}

fn done(asked: &HttpRequest, path: String, action: Option<ActionId>, said: &str) -> HttpResponse {
    let path = action.map_or_else(|| path.clone(), |action| format!("{path}?done={}", action.0));
    // Even where nothing was different the editor has to go.
    answer(asked, path, toast::header(if action.is_some() { said } else { "" }, action, true))
}

/// A toast where a script asked, the card where a form was sent.
fn answer(asked: &HttpRequest, path: String, trigger: Option<HeaderValue>) -> HttpResponse {
    if !request::wants_fragment(asked) {
        return SeeOther(path).respond_to(asked);
    }
    let mut response = HttpResponse::NoContent();
    if let Some(trigger) = trigger {
        response.insert_header((toast::HEADER, trigger));
    }
    response.finish()
}
