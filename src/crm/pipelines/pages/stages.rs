//! The dialogs of a stage.

use super::{Id, Tools, answered};
use crate::crm::pipelines::forms::{Typed, is_look, is_rule};
use crate::crm::pipelines::model::{PIPELINES, STAGES, get_stage};
use crate::crm::pipelines::service::{self, kind};
use crate::crm::pipelines::views::{self, LooksForm};
use crate::kernel::{FieldErrors, Result};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm, done_and_refresh};
use crate::records::options::{self, OptionItem};
use crate::records::service as records;
use crate::records::views::option_lists;
use actix_web::HttpResponse;

pub(super) async fn ask_new((db, registry, viewer): Tools, pipeline: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        options::get_of(conn, lang, PIPELINES, *pipeline)?;
        let office_lang = Office::load(conn)?.lang;
        let (typed, errors) = (Typed::fresh(), FieldErrors::default());
        let looks = LooksForm { lang, office_lang, of: None, typed: &typed, errors: &errors, now: None };
        Ok(views::stage_form(&looks, &*kind(&registry)?, *pipeline))
    });
    Ok(Page::part(body.await?))
}

pub(super) async fn create(
    (db, registry, viewer): Tools,
    pipeline: Id,
    form: RawForm,
) -> Result<HttpResponse, PageError> {
    form.only(|name| is_look(name) || is_rule(name) || name == "semantic")?;
    let (pipeline, typed, lang, kind) = (*pipeline, Typed::read(&form), viewer.lang, kind(&registry)?);
    let (wanted, of_kind) = (typed.clone(), kind.clone());
    let outcome = db
        .write(move |tx| {
            options::get_of(tx, lang, PIPELINES, pipeline)?;
            service::add_stage(tx, &viewer, &of_kind, pipeline, &wanted.stage(lang)?)?;
            Ok(tx.action())
        })
        .await;
    answered(&db, lang, tr::pipelines_stage_added(lang), outcome, None, move |conn, errors, now| {
        let office_lang = Office::load(conn)?.lang;
        let looks = LooksForm { lang, office_lang, of: None, typed: &typed, errors, now };
        Ok(views::stage_form(&looks, &kind, pipeline))
    })
    .await
}

pub(super) async fn ask_edit((db, registry, viewer): Tools, id: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let stage = get_stage(conn, lang, *id)?;
        let office_lang = Office::load(conn)?.lang;
        let (of, typed) = (Some((*id, stage.item.version())), Typed::of_stage(&stage));
        let errors = FieldErrors::default();
        let looks = LooksForm { lang, office_lang, of, typed: &typed, errors: &errors, now: None };
        Ok(views::stage_form(&looks, &*kind(&registry)?, stage.pipeline_id()))
    });
    Ok(Page::part(body.await?))
}

/// `version` is what was read: where somebody changed it since, that is shown first.
pub(super) async fn edit((db, registry, viewer): Tools, id: Id, form: RawForm) -> Result<HttpResponse, PageError> {
    form.only(|name| is_look(name) || is_rule(name) || name == "version")?;
    let (id, typed, lang, kind) = (*id, Typed::read(&form), viewer.lang, kind(&registry)?);
    // One that cannot be read is none that ever was.
    let version: i64 = form.value("version").and_then(|version| version.parse().ok()).unwrap_or_default();
    let (wanted, of_kind) = (typed.clone(), kind.clone());
    let outcome = db
        .write(move |tx| {
            get_stage(tx, lang, id)?;
            service::change_stage(tx, &viewer, &of_kind, id, Some(version), &wanted.stage(lang)?)?;
            Ok(tx.action())
        })
        .await;
    answered(&db, lang, tr::ui_saved(lang), outcome, Some(id), move |conn, errors, now| {
        let office_lang = Office::load(conn)?.lang;
        let of = Some((id, now.map_or(version, OptionItem::version)));
        // Its meaning is not asked for again.
        let stage = get_stage(conn, lang, id)?;
        let looks = LooksForm { lang, office_lang, of, typed: &typed, errors, now };
        Ok(views::stage_form(&looks, &kind, stage.pipeline_id()))
    })
    .await
}

/// Asks where its deals go.
pub(super) async fn ask_deletion((db, registry, viewer): Tools, id: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let item = options::get_of(conn, lang, STAGES, *id)?;
        let count = options::count_of(conn, &registry, STAGES, &item.code)?;
        let is_fit = |other: &OptionItem| other.id != item.id && !other.is_archived && other.semantic == item.semantic;
        let others: Vec<OptionItem> = options::siblings(conn, lang, &item)?.into_iter().filter(is_fit).collect();
        Ok(option_lists::deletion(lang, &format!("/settings/stages/{id}/deletion"), &item, count, &others))
    });
    Ok(Page::part(body.await?))
}

/// Deletes a stage; its deals go to `to`. What lies in the bin keeps it: the stage is then archived instead.
pub(super) async fn delete((db, registry, viewer): Tools, id: Id, form: RawForm) -> Result<HttpResponse, PageError> {
    form.only(|name| name == "to")?;
    let lang = viewer.lang;
    let done = records::delete_option(&db, &viewer, &registry, STAGES, *id, form.value("to")).await?;
    let said = if done.is_archived { tr::options_archived_instead(lang) } else { tr::pipelines_stage_deleted(lang) };
    Ok(done_and_refresh(said, done.action))
}
