//! Closing a lead well: into whom and into which deal it is converted.

use super::super::conversion::{self, Conversion, DealTarget, OF_DEAL, Target, Wish};
use super::super::fields::KEY;
use super::super::views;
use super::{Id, Tools};
use crate::crm::deals;
use crate::kernel::{Access, Error, FieldErrors, Problem, Result};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, Params, RawForm, SeeOther};
use crate::records::options::Dictionary;
use crate::records::pages::reason;
use crate::records::views::list::bulk::{Reason, SET};
use crate::records::{Values, store};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use rusqlite::Connection;
use serde::Deserialize;

/// Words by which a client is looked for beside those that are offered.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LookedFor {
    #[serde(default)]
    contact_q: String,
    #[serde(default)]
    company_q: String,
}

/// What is carried from one look at the page to the next.
#[derive(Default)]
struct Draft {
    looked_for: LookedFor,
    chosen: [Option<Target>; 2],
    /// As it was sent.
    deal: Option<String>,
    /// What was sent, of which `set.expected_close_on` is what the first stage of the deal asks for.
    pairs: Vec<(String, String)>,
    errors: FieldErrors,
    /// As whoever converts saw the lead: where it is another by now, that is told.
    version: Option<i64>,
}

pub(super) async fn new(tools: Tools, id: Id, looked_for: Params<LookedFor>) -> Result<Page, PageError> {
    page(&tools, *id, Draft { looked_for: looked_for.0, ..Draft::default() }).await
}

/// `find` is sent by the buttons beside the words: look for clients, convert nothing yet.
pub(super) async fn create(
    tools: Tools,
    id: Id,
    form: RawForm,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    form.only(|name| {
        matches!(name, "version" | "contact" | "company" | "deal" | "contact_q" | "company_q" | "find")
            || name.starts_with(SET)
    })?;
    let sent = |name: &str| form.value(name).unwrap_or_default().to_owned();
    let version = sent("version").parse().map_err(|_| Error::invalid("version", Problem::NotANumber))?;
    let targets = ["contact", "company"].map(|side| target(side, &sent(side)));
    let mut draft = Draft {
        looked_for: LookedFor { contact_q: sent("contact_q"), company_q: sent("company_q") },
        chosen: [0, 1].map(|side| targets[side].as_ref().ok().copied()),
        deal: Some(sent("deal")),
        version: Some(version),
        ..Draft::default()
    };
    let deal = deal_target(&sent("deal"));
    let is_search = form.value("find").is_some();
    draft.pairs = form.0;
    if is_search {
        return Ok(page(&tools, *id, draft).await?.respond_to(&request));
    }
    let [contact, company] = targets;
    let chosen = contact.and_then(|contact| {
        let (company, deal, expected_version) = (company?, deal?, Some(version));
        Ok(Conversion { contact, company, deal, expected_version, ..Conversion::default() })
    });
    let status = match convert(&tools, *id, chosen, &draft.pairs).await {
        Ok(done) => return Ok(SeeOther(format!("/leads/{}?done={}", *id, done.action.0)).respond_to(&request)),
        Err(Error::Invalid(errors)) => {
            draft.errors = errors;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(Error::Stale { .. }) => StatusCode::CONFLICT,
        Err(error) => return Err(error.into()),
    };
    Ok(page(&tools, *id, draft).await?.status(status).respond_to(&request))
}

async fn convert(
    (db, registry, viewer): &Tools,
    id: i64,
    chosen: Result<Conversion>,
    pairs: &[(String, String)],
) -> Result<conversion::Converted> {
    let chosen = chosen?;
    let (of_deals, of_leads, who) = (registry.kind(deals::KEY)?, registry.kind(KEY)?, viewer.clone());
    let read =
        move |conn: &Connection| Ok((store::get(conn, &who, &of_leads, id, Access::View)?.values, Office::load(conn)?));
    let (lead, office) = db.read(read).await?;
    let (more, errors) = reason::sets(viewer, &office, &of_deals, &currency_of(&lead), pairs);
    if !errors.is_empty() {
        return Err(Error::Invalid(conversion::of_deal(&errors)));
    }
    let (author, kinds, chosen) = (viewer.clone(), registry.clone(), Conversion { more, ..chosen });
    db.write(move |tx| conversion::convert(tx, &author, &kinds, id, &chosen)).await
}

/// What a sum is in that is asked for: that of the lead.
fn currency_of(lead: &Values) -> Values {
    let code = lead.text("currency").filter(|code| !code.is_empty());
    code.map_or_else(Values::default, |code| Values::default().with("currency", code))
}

async fn page((db, registry, viewer): &Tools, id: i64, draft: Draft) -> Result<Page, PageError> {
    let (kinds, who, lang) = (registry.clone(), viewer.clone(), viewer.lang);
    let (title, body) = db
        .read(move |conn: &Connection| {
            let wishes = [
                Wish { looked_for: &draft.looked_for.contact_q, chosen: draft.chosen[0] },
                Wish { looked_for: &draft.looked_for.company_q, chosen: draft.chosen[1] },
            ];
            let proposal = conversion::propose(conn, &who, &kinds, id, wishes)?;
            let (kind, dictionary) = (kinds.kind(deals::KEY)?, Dictionary::load(conn, lang)?);
            let mut of_deal = FieldErrors::default();
            for (field, problem) in draft.errors.iter() {
                if let Some(key) = field.strip_prefix(OF_DEAL) {
                    of_deal.add(key, problem.clone());
                }
            }
            let office = Office::load(conn)?.currency;
            let missing = Reason {
                lang,
                kind: &kind,
                dictionary: &dictionary,
                title: "",
                verb: "",
                url: "",
                pairs: &draft.pairs,
                errors: &of_deal,
                currency: Some(
                    proposal.lead.values.text("currency").filter(|code| !code.is_empty()).unwrap_or(&office),
                ),
            };
            let title = tr::leads_conversion_title(lang, &proposal.lead.title);
            let body = views::conversion(&views::ConversionView {
                lang,
                proposal: &proposal,
                looked_for: [&draft.looked_for.contact_q, &draft.looked_for.company_q],
                deal: draft.deal.as_deref(),
                missing: &missing,
                errors: &draft.errors,
                is_overtaken: draft.version.is_some_and(|version| version != proposal.lead.version),
            });
            Ok((title, body))
        })
        .await?;
    Ok(Page::new(title, body))
}

/// `new`, `none`, or the id of a client.
fn target(field: &str, text: &str) -> Result<Target> {
    match text {
        "new" => Ok(Target::New),
        "none" => Ok(Target::Nothing),
        _ => text.parse().map(Target::Existing).map_err(|_| Error::invalid(field, Problem::NotAnOption)),
    }
}

/// The number of a pipeline, or nothing.
fn deal_target(text: &str) -> Result<DealTarget> {
    match text {
        "" | "none" => Ok(DealTarget::Nothing),
        _ => match text.parse() {
            Ok(pipeline_id) => Ok(DealTarget::New { pipeline_id }),
            Err(_) => Err(Error::invalid("deal", Problem::NotAnOption)),
        },
    }
}
