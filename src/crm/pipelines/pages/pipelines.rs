//! The dialogs of a pipeline.

use super::{Id, Tools, answered};
use crate::crm::pipelines::forms::{Typed, is_look};
use crate::crm::pipelines::model::PIPELINES;
use crate::crm::pipelines::service;
use crate::crm::pipelines::views::{self, LooksForm};
use crate::kernel::{FieldErrors, Result};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, done_and_refresh};
use crate::records::options::{self, OptionChanges};
use actix_web::HttpResponse;

pub(super) async fn ask_new((db, _, viewer): Tools) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let office_lang = Office::load(conn)?.lang;
        let (typed, errors) = (Typed::fresh(), FieldErrors::default());
        Ok(views::pipeline_form(&LooksForm { lang, office_lang, of: None, typed: &typed, errors: &errors, now: None }))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn create((db, _, viewer): Tools, form: RawForm) -> Result<HttpResponse, PageError> {
    form.only(is_look)?;
    let (typed, lang) = (Typed::read(&form), viewer.lang);
    let (labels, color) = (typed.labels.clone(), typed.color.clone());
    let outcome = db
        .write(move |tx| {
            service::create(tx, &viewer, labels, &color)?;
            Ok(tx.action())
        })
        .await;
    answered(&db, lang, tr::pipelines_added(lang), outcome, None, move |conn, errors, now| {
        let office_lang = Office::load(conn)?.lang;
        Ok(views::pipeline_form(&LooksForm { lang, office_lang, of: None, typed: &typed, errors, now }))
    })
    .await
}

pub(super) async fn ask_edit((db, _, viewer): Tools, id: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let item = options::get_of(conn, lang, PIPELINES, *id)?;
        let office_lang = Office::load(conn)?.lang;
        let (of, typed, errors) = (Some((*id, item.version())), Typed::of(&item), FieldErrors::default());
        Ok(views::pipeline_form(&LooksForm { lang, office_lang, of, typed: &typed, errors: &errors, now: None }))
    });
    Ok(Page::part(body.await?))
}

/// `version` is what was read: where somebody changed it since, that is shown first.
pub(super) async fn edit((db, _, viewer): Tools, id: Id, form: RawForm) -> Result<HttpResponse, PageError> {
    form.only(|name| is_look(name) || name == "version")?;
    let (id, typed, lang) = (*id, Typed::read(&form), viewer.lang);
    // One that cannot be read is none that ever was.
    let version: i64 = form.value("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    let changes = OptionChanges { labels: Some(typed.labels.clone()), color: Some(typed.color.clone()), rules: None };
    let outcome = db
        .write(move |tx| {
            options::get_of(tx, lang, PIPELINES, id)?;
            options::change(tx, &viewer, id, Some(version), &changes)?;
            Ok(tx.action())
        })
        .await;
    answered(&db, lang, tr::ui_saved(lang), outcome, Some(id), move |conn, errors, now| {
        let office_lang = Office::load(conn)?.lang;
        let of = Some((id, now.map_or(version, options::OptionItem::version)));
        Ok(views::pipeline_form(&LooksForm { lang, office_lang, of, typed: &typed, errors, now }))
    })
    .await
}

pub(super) async fn ask_deletion((db, registry, viewer): Tools, id: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let item = options::get_of(conn, lang, PIPELINES, *id)?;
        let count = options::count_of(conn, &registry, PIPELINES, &item.code)?;
        Ok(views::pipeline_deletion(lang, &item, count))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn delete((db, registry, viewer): Tools, id: Id) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            service::delete(tx, &viewer, &registry, *id)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done_and_refresh(tr::pipelines_deleted(lang), action))
}
