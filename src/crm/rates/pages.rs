//! The office's rates: `/settings/currencies`.

use super::service::{self, MAX_RATE_MICRO, NewRate};
use super::store::{self, Rate};
use super::views::{self, RateForm};
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, FieldErrors, Lang, Problem, Result};
use crate::platform::db::Db;
use crate::platform::i18n::{format, parse, tr};
use crate::platform::settings::Office;
use crate::platform::web::{Form, Need, Page, PageError, Params, Routes, dialog_answer, done_and_refresh};
use crate::records::Registry;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

type Tools = (web::Data<Db>, web::Data<Registry>, Viewer);
type Id = web::Path<i64>;

pub fn routes(routes: &mut Routes) {
    let path = |rest: &str| ["/settings/currencies", rest].concat();
    routes.get(path(""), Need::Admin, index);
    routes.get(path("/new"), Need::Admin, ask_new);
    routes.post(path("/new"), Need::Admin, create);
    routes.get(path("/{id}/edit"), Need::Admin, ask_edit);
    routes.post(path("/{id}/edit"), Need::Admin, edit);
    routes.deed(path("/{id}/deletion"), Need::Admin, delete);
}

/// So many on a page.
const SHOWN: usize = 100;

/// As it was typed. `was` is the rate that was read, so that nobody overwrites what a colleague changed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    #[serde(default)]
    pub currency: String,
    #[serde(default)]
    pub rate: String,
    #[serde(default)]
    pub valid_from: String,
    #[serde(default)]
    pub was: String,
}

impl Typed {
    fn of(lang: Lang, rate: &Rate) -> Typed {
        let day = rate.valid_from.parse::<NaiveDate>().map(|day| format::date_document(lang, day));
        Typed {
            currency: rate.currency.clone(),
            rate: format::millionths(lang, rate.rate_micro),
            valid_from: day.unwrap_or_else(|_| rate.valid_from.clone()),
            was: was(rate),
        }
    }

    /// # Errors
    /// `Invalid` at what cannot be read.
    fn rate(&self, lang: Lang) -> Result<NewRate> {
        let mut errors = FieldErrors::default();
        for (name, text) in [("currency", &self.currency), ("rate", &self.rate), ("valid_from", &self.valid_from)] {
            if text.trim().is_empty() {
                errors.add(name, Problem::Required);
            }
        }
        errors.into_result()?;
        let (rate, day) = (parse::millionths(lang, &self.rate), parse::date(&self.valid_from));
        let rate = rate.and_then(|rate| if rate > MAX_RATE_MICRO { Err(Problem::NotAnAmount) } else { Ok(rate) });
        match (rate, day) {
            (Ok(rate_micro), Ok(day)) => {
                Ok(NewRate { currency: self.currency.clone(), valid_from: day.to_string(), rate_micro })
            }
            (rate, day) => {
                let mut errors = FieldErrors::default();
                for (name, problem) in [("rate", rate.err()), ("valid_from", day.err())] {
                    problem.into_iter().for_each(|problem| errors.add(name, problem));
                }
                Err(Error::Invalid(errors))
            }
        }
    }
}

fn was(rate: &Rate) -> String {
    [&rate.currency, " ", &rate.valid_from, " ", &rate.rate_micro.to_string()].concat()
}

/// Which rates are shown: those after one of this currency, from this day on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    currency: Option<String>,
    before: Option<String>,
}

async fn index((db, _, viewer): Tools, asked: Params<Asked>) -> Result<Page, PageError> {
    let (lang, now) = (viewer.lang, db.clock().now());
    let body = db.read(move |conn| {
        let office = Office::load(conn)?;
        let today = format::local_day(office.tz(), now).to_string();
        let after = asked.0.currency.zip(asked.0.before);
        let after = after.as_ref().map(|(code, day)| (code.as_str(), day.as_str()));
        let mut rates = store::page(conn, &office, after, SHOWN + 1)?;
        let has_more = rates.len() > SHOWN;
        rates.truncate(SHOWN);
        Ok(views::index(&views::Index { lang, office: &office, rates: &rates, today: &today, after, has_more }))
    });
    Ok(Page::new(tr::rates_title(lang), body.await?))
}

async fn ask_new((db, _, viewer): Tools) -> Result<Page, PageError> {
    let (lang, now) = (viewer.lang, db.clock().now());
    let office = db.read(Office::load).await?;
    let today = format::local_day(office.tz(), now);
    let typed = Typed { valid_from: format::date_document(lang, today), ..Typed::default() };
    let errors = FieldErrors::default();
    Ok(Page::part(views::form(&RateForm {
        lang,
        office: &office,
        of: None,
        typed: &typed,
        errors: &errors,
        now: None,
    })))
}

async fn create((db, registry, viewer): Tools, form: Form<Typed>) -> Result<HttpResponse, PageError> {
    let (typed, lang) = (form.0, viewer.lang);
    let (wanted, by) = (typed.rate(lang), viewer.clone());
    let outcome = db
        .write(move |tx| {
            service::create(tx, &by, &wanted?)?;
            Ok(tx.action())
        })
        .await;
    if let Ok(action) = outcome {
        service::tell(&db, &registry, &viewer, action, &typed.currency).await?;
    }
    answered(&db, lang, tr::rates_added(lang), outcome, None, typed).await
}

async fn ask_edit((db, _, viewer): Tools, id: Id) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let (office, rate) = db
        .read(move |conn| {
            let office = Office::load(conn)?;
            let rate = store::get(conn, &office, *id)?;
            Ok((office, rate))
        })
        .await?;
    let (of, typed, errors) = (Some(rate.id), Typed::of(lang, &rate), FieldErrors::default());
    Ok(Page::part(views::form(&RateForm { lang, office: &office, of, typed: &typed, errors: &errors, now: None })))
}

async fn edit((db, registry, viewer): Tools, id: Id, form: Form<Typed>) -> Result<HttpResponse, PageError> {
    let (id, typed, lang) = (*id, form.0, viewer.lang);
    let (wanted, read, by) = (typed.rate(lang), typed.was.clone(), viewer.clone());
    let outcome = db
        .write(move |tx| {
            let there = store::get(tx, &Office::load(tx)?, id)?;
            let wanted = wanted?;
            if was(&there) != read {
                return Err(Error::Stale { current_version: 0 });
            }
            service::change(tx, &by, id, &wanted)?;
            Ok(tx.action())
        })
        .await;
    if let Ok(action) = outcome {
        service::tell(&db, &registry, &viewer, action, &typed.currency).await?;
    }
    answered(&db, lang, tr::ui_saved(lang), outcome, Some(id), typed).await
}

async fn delete((db, _, viewer): Tools, id: Id) -> Result<HttpResponse, PageError> {
    let lang = viewer.lang;
    let action = db
        .write(move |tx| {
            service::delete(tx, &viewer, *id)?;
            Ok(tx.action())
        })
        .await?;
    Ok(done_and_refresh(tr::rates_deleted(lang), action))
}

async fn answered(
    db: &Db,
    lang: Lang,
    said: &str,
    outcome: Result<Option<ActionId>>,
    of: Option<i64>,
    mut typed: Typed,
) -> Result<HttpResponse, PageError> {
    dialog_answer(db, said, outcome, move |conn, errors, is_overtaken| {
        let office = Office::load(conn)?;
        let now = of.filter(|_| is_overtaken).map(|id| store::get(conn, &office, id)).transpose()?;
        if let Some(now) = &now {
            typed.was = was(now);
        }
        Ok(views::form(&RateForm { lang, office: &office, of, typed: &typed, errors, now: now.as_ref() }))
    })
    .await
}
