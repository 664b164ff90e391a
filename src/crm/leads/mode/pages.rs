//! `/settings/leads`: with or without leads.

use super::switch;
use super::views::{self, ModeView};
use crate::access::Viewer;
use crate::crm::pipelines::PIPELINES;
use crate::kernel::{ActionId, Error, FieldErrors, Lang, Problem, Result};
use crate::platform::db::Db;
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, Params, RawForm, Routes, SeeOther, request, toast_and_refresh};
use crate::records::Registry;
use crate::records::options::Dictionary;
use crate::records::pages::works::{AT_ONCE, Begun, Outcome, Works};
use crate::records::service::{BulkDone, CutShort};
use actix_web::http::header::HeaderName;
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Deserialize;

/// Leads shown of what would become of them.
const SHOWN: usize = 20;

pub fn routes(routes: &mut Routes) {
    routes.get("/settings/leads", Need::Admin, show);
    routes.post("/settings/leads", Need::Admin, update);
}

type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The decision that led here, where no script could tell of it.
    done: Option<i64>,
}

/// What was chosen in vain, and why.
#[derive(Default)]
struct Refused {
    is_without: bool,
    errors: FieldErrors,
}

async fn show(tools: Tools, asked: Params<Asked>) -> Result<Page, PageError> {
    page(&tools, asked.0.done, None).await
}

async fn page((db, registry, viewer): &Tools, done: Option<i64>, refused: Option<Refused>) -> Result<Page, PageError> {
    let (registry, viewer, lang) = (registry.clone(), viewer.clone(), viewer.lang);
    let body = db.read(move |conn| {
        let way = switch::way(conn)?;
        let (proposals, count) = switch::preview(conn, &viewer, &registry, SHOWN)?;
        let dictionary = Dictionary::load(conn, lang)?;
        let pipelines: Vec<_> = dictionary.offered(PIPELINES).cloned().collect();
        let done = done.map(|id| events::find_action(conn, ActionId(id))).transpose()?.flatten();
        Ok(views::page(&ModeView {
            lang,
            has_leads: way.has_leads,
            is_without: refused.as_ref().map_or(!way.has_leads, |refused| refused.is_without),
            proposals: &proposals,
            count,
            pipelines: &pipelines,
            pipeline_id: way.pipeline_id,
            done: done.filter(|action| action.user_id == Some(viewer.user_id) && action.undone_by.is_none()),
            errors: &refused.unwrap_or_default().errors,
        }))
    });
    Ok(Page::new(tr::leads_mode(lang), body.await?))
}

/// `mode` is `leads` or `deals`; `pipeline` is where enquiries then begin, and `convert` is sent where the open leads are to
/// become deals there, too.
async fn update(
    tools: Tools,
    works: web::Data<Works>,
    form: RawForm,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    form.only(|name| matches!(name, "mode" | "convert" | "pipeline"))?;
    let (db, registry, viewer) = tools.clone();
    let (who, is_without) = (viewer.clone(), form.value("mode") == Some("deals"));
    let work = Begun::of(works, viewer.user_id);
    let begun = match pipeline_of(&form) {
        Ok(pipeline) => db.write(move |tx| switch::decide(tx, &who, is_without, pipeline)).await,
        Err(error) => Err(error),
    };
    let begun = match begun {
        Ok(begun) => begun,
        Err(Error::Invalid(errors)) => {
            let page = page(&tools, None, Some(Refused { is_without, errors })).await?.invalid();
            // A script has asked for a toast: it gets the page with what is wrong instead.
            let to = |name, value| (HeaderName::from_static(name), value);
            let [(target, main), (swap, inner)] = [to("hx-retarget", "#main"), to("hx-reswap", "innerHTML")];
            return Ok(page.header(target, main).header(swap, inner).respond_to(&asked));
        }
        Err(error) => return Err(error.into()),
    };
    let (lang, is_wished) = (viewer.lang, is_without && form.value("convert").is_some());
    let (of_kinds, who) = (registry.clone(), viewer.clone());
    let ids = match is_wished {
        true => db.read(move |conn| switch::open_ids(conn, &who, &of_kinds)).await?,
        false => Vec::new(),
    };
    let (total, decision) = (ids.len(), begun.action);
    let registry = registry.into_inner();
    let outcome = if total <= AT_ONCE {
        let done = switch::convert_open(&db, &viewer, &registry, (ids, begun), |done| work.progress(done)).await;
        outcome(lang, is_without, done)
    } else {
        let answer = work.answer(lang, total);
        actix_web::rt::spawn(async move {
            let done = switch::convert_open(&db, &viewer, &registry, (ids, begun), |done| work.progress(done)).await;
            work.end(outcome(lang, is_without, done));
        });
        if request::wants_fragment(&asked) {
            return Ok(answer);
        }
        Outcome { text: String::new(), undo: decision, is_failed: false }
    };
    if request::wants_fragment(&asked) {
        let undo = outcome.undo.map(|action| format!("/actions/{}/undo", action.0));
        return Ok(toast_and_refresh(&outcome.text, undo.as_deref()));
    }
    let done = outcome.undo.map_or_else(String::new, |action| format!("?done={}", action.0));
    Ok(SeeOther(format!("/settings/leads{done}")).respond_to(&asked))
}

/// The number of the pipeline, if one is sent.
fn pipeline_of(form: &RawForm) -> Result<Option<i64>> {
    if !matches!(form.value("mode"), Some("leads" | "deals")) {
        return Err(Error::invalid("mode", Problem::NotAnOption));
    }
    let number = |code: &str| code.parse().map_err(|_| Error::invalid("pipeline", Problem::NotAnOption));
    form.value("pipeline").filter(|code| !code.is_empty()).map(number).transpose()
}

/// What came of it: leads that stay are told, and what was done of work that ended early can be taken back.
fn outcome(lang: Lang, is_without: bool, done: Result<BulkDone, Box<CutShort>>) -> Outcome {
    let (done, is_failed) = match done {
        Ok(done) => (done, false),
        Err(cut) => {
            tracing::error!("the conversion of the open leads ended early: {:#}", cut.error);
            (cut.done, true)
        }
    };
    let left = done.refused + done.skipped;
    let failed = is_failed.then(|| tr::lists_work_failed(lang).to_owned());
    let converted = (done.changed > 0).then(|| tr::leads_mode_converted(lang, done.changed as i64));
    let left = (left > 0).then(|| tr::leads_mode_refused(lang, left as i64));
    let mut parts: Vec<String> = [failed, converted, left].into_iter().flatten().collect();
    if parts.is_empty() {
        parts.push(if is_without { tr::leads_mode_without(lang) } else { tr::leads_mode_with(lang) }.to_owned());
    }
    Outcome { text: parts.join(". "), undo: done.action, is_failed }
}
