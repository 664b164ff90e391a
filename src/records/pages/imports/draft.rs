//! What is decided about a file before its rows are taken.

use super::Desk;
use crate::kernel::{Error, Problem, Result};
use crate::platform::i18n::tr;
use crate::platform::web::{Page, PageError, RawForm, SeeOther};
use crate::records::import::reading::encoding::Charset;
use crate::records::import::reading::table::Delimiter;
use crate::records::import::{self, Import, Plan, Policy, Status, files, store, targets};
use crate::records::views::imports::draft::{DraftView, draft};
use crate::records::views::imports::rehearsal;
use actix_web::{HttpRequest, HttpResponse, Responder};
use maud::Markup;

/// The form of a draft, as it stands.
pub fn view(desk: &Desk, import: &Import) -> Result<Markup> {
    let kind = desk.kind()?;
    let looked = import::look(&desk.db, kind, &files::of(&desk.db, import.id), &import.plan);
    let (plans, problem) = match looked.map_err(Error::from) {
        Ok(plans) => (Some(plans), None),
        Err(Error::Invalid(errors)) => (None, errors.first("file").cloned()),
        Err(error) => return Err(error),
    };
    let preview = plans.as_ref().map(|plans| import::preview(&desk.db, &desk.viewer, kind, plans)).transpose()?;
    Ok(draft(&DraftView {
        lang: desk.viewer.lang,
        kind,
        import,
        plans: plans.as_ref(),
        preview: preview.as_ref(),
        problem,
    }))
}

/// Keeps what was chosen and draws the form anew: the columns follow from how the file is read.
pub async fn plan(desk: Desk, id: i64, sent: RawForm) -> Result<Page, PageError> {
    let body = desk
        .block(move |desk| {
            keep(desk, id, &sent)?;
            view(desk, &desk.import(id)?)
        })
        .await?;
    Ok(Page::part(body))
}

pub async fn rehearse(desk: Desk, id: i64, sent: RawForm) -> Result<Page, PageError> {
    let body = desk
        .block(move |desk| {
            keep(desk, id, &sent)?;
            let (kind, import) = (desk.kind()?, desk.import(id)?);
            let path = files::of(&desk.db, id);
            let source = (path.as_path(), import.file_name.as_str());
            let outcome =
                import::rehearse(&desk.db, &desk.registry, &desk.viewer, kind, source, &import.plan, &mut |_, _| {});
            match outcome.map_err(Error::from) {
                Ok(report) => Ok(rehearsal::rehearsal(desk.viewer.lang, kind, &report)),
                Err(Error::Invalid(errors)) => Ok(rehearsal::failed(desk.viewer.lang, &errors)),
                Err(error) => Err(error),
            }
        })
        .await?;
    Ok(Page::part(body))
}

/// Begins, or goes on with what stopped.
pub async fn start(desk: Desk, id: i64, request: HttpRequest, sent: RawForm) -> Result<HttpResponse, PageError> {
    let path = desk.path(id)?;
    let started = desk
        .block(move |desk| {
            if desk.import(id)?.status == Status::Draft {
                keep(desk, id, &sent)?;
            }
            let started = import::start(&desk.db, desk.registry.clone(), &desk.viewer, desk.kind()?, id);
            match started.map_err(Error::from) {
                Ok(()) => Ok(None),
                Err(Error::Invalid(_)) => Ok(Some(view(desk, &desk.import(id)?)?)),
                Err(error) => Err(error),
            }
        })
        .await?;
    Ok(match started {
        None => SeeOther(path).respond_to(&request),
        Some(form) => Page::part(form).invalid().respond_to(&request),
    })
}

pub async fn delete(desk: Desk, id: i64) -> Result<SeeOther, PageError> {
    let list = format!("/{}/import", desk.kind()?.plural);
    desk.block(move |desk| import::discard(&desk.db, &desk.viewer, desk.kind()?, id)).await?;
    Ok(SeeOther(list))
}

/// What was sent becomes the plan of the draft. Another encoding or separator makes other columns: those that were sent
/// then say nothing.
fn keep(desk: &Desk, id: i64, sent: &RawForm) -> Result<()> {
    let (kind, import) = (desk.kind()?, desk.import(id)?);
    if import.status != Status::Draft {
        return Err(Error::conflict(tr::imports_begun));
    }
    let plan = read(kind, &import.plan, sent)?;
    if plan != import.plan {
        desk.db.write_blocking(move |tx| store::set_plan(tx, id, &plan))?;
    }
    Ok(())
}

fn read(kind: &crate::records::Kind, old: &Plan, sent: &RawForm) -> Result<Plan> {
    sent.only(|name| matches!(name, "charset" | "delimiter" | "duplicates") || name.starts_with("column["))?;
    let value = |name: &str| sent.value(name);
    let mut plan = old.clone();
    if let Some(charset) = value("charset") {
        let known = charset.is_empty() || Charset::parse(charset).is_some();
        plan.charset = Some(charset.to_owned()).filter(|name| !name.is_empty());
        require(known, "charset")?;
    }
    if let Some(delimiter) = value("delimiter") {
        plan.delimiter = delimiter.chars().next();
        require(plan.delimiter.is_none_or(|c| Delimiter::from_char(c).is_some()), "delimiter")?;
    }
    if let Some(policy) = value("duplicates") {
        plan.duplicates = Policy::parse(policy).ok_or_else(|| Error::invalid("duplicates", Problem::NotAnOption))?;
    }
    if plan.charset != old.charset || plan.delimiter != old.delimiter {
        plan.columns = None;
        return Ok(plan);
    }
    let mut columns = Vec::new();
    while let Some(target) = value(&format!("column[{}]", columns.len())) {
        let name = format!("column[{}]", columns.len());
        require(target.is_empty() || targets::find(kind, target).is_some(), &name)?;
        columns.push(Some(target.to_owned()).filter(|target| !target.is_empty()));
    }
    if !columns.is_empty() {
        plan.columns = Some(columns);
    }
    Ok(plan)
}

fn require(holds: bool, field: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::invalid(field, Problem::NotAnOption)) }
}
