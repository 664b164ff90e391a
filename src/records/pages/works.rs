//! Long work that goes on while people do other things: how far it is, for the toast that shows it on every page. What
//! it did is in the log of events; this is forgotten with the process.

use super::toast;
use crate::access::Viewer;
use crate::kernel::{ActionId, Error, Lang, UserId};
use crate::platform::i18n::{format, tr};
use crate::platform::web::{PageError, ascii};
use crate::records::service::BulkDone;
use actix_web::{HttpResponse, web};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Finished work is remembered for as many others as this.
const REMEMBERED: usize = 200;

#[derive(Default)]
pub struct Works(Mutex<BTreeMap<u64, Work>>);

struct Work {
    user_id: UserId,
    done: usize,
    total: usize,
    /// Whether something was changed: it is then the last thing that was done, and no longer one to come.
    has_begun: bool,
    outcome: Option<Outcome>,
}

/// More records than these are changed while people go on with their work.
pub const AT_ONCE: usize = 100;

/// How it ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub text: String,
    pub undo: Option<ActionId>,
    pub is_failed: bool,
}

impl Outcome {
    pub(super) fn toast(&self) -> serde_json::Value {
        let undo = self.undo.map(|action| format!("/actions/{}/undo", action.0));
        json!({ "text": self.text, "undo": undo, "kind": if self.is_failed { "error" } else { "info" } })
    }
}

/// Work that somebody is at; given up without an outcome, it is forgotten.
pub struct Begun {
    works: web::Data<Works>,
    id: u64,
}

impl Begun {
    pub fn of(works: web::Data<Works>, user_id: UserId) -> Begun {
        let mut all = works.lock();
        let id = all.keys().next_back().map_or(1, |last| last + 1);
        all.insert(id, Work { user_id, done: 0, total: 0, has_begun: false, outcome: None });
        if all.len() > REMEMBERED {
            let oldest = all.iter().find(|(_, work)| work.outcome.is_some()).map(|(id, _)| *id);
            oldest.and_then(|id| all.remove(&id));
        }
        drop(all);
        Begun { works, id }
    }

    /// The answer while it goes on: a toast that tells how far it is, of so many records.
    pub fn answer(&self, lang: Lang, total: usize) -> HttpResponse {
        self.with(|work| work.total = total);
        let text = tr::lists_work_begun(lang, total as i64);
        let trigger = json!({ "toast": { "text": text, "work": format!("/works/{}", self.id) } });
        HttpResponse::NoContent().insert_header((toast::HEADER, ascii(&trigger.to_string()))).finish()
    }

    pub fn progress(&self, done: &BulkDone) {
        self.with(|work| {
            work.done = done.seen();
            work.has_begun = done.action.is_some();
        });
    }

    pub fn end(self, outcome: Outcome) {
        self.with(|work| work.outcome = Some(outcome));
    }

    fn with(&self, change: impl FnOnce(&mut Work)) {
        if let Some(work) = self.works.lock().get_mut(&self.id) {
            change(work);
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        let mut works = self.works.lock();
        if works.get(&self.id).is_some_and(|work| work.outcome.is_none()) {
            works.remove(&self.id);
        }
    }
}

impl Works {
    /// Whether this person began something of which nothing can be seen yet: what they did last is still to come.
    pub(super) fn are_beginning(&self, user_id: UserId) -> bool {
        let is_to_come = |work: &Work| work.user_id == user_id && !work.has_begun && work.outcome.is_none();
        self.lock().values().any(is_to_come)
    }

    /// What is being done now: so many records of so many.
    pub fn under_way(&self) -> Vec<(usize, usize)> {
        self.lock().values().filter(|work| work.outcome.is_none()).map(|work| (work.done, work.total)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Work>> {
        // Every change is one assignment: what a panic left is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One's own work: `{"text": "120 of 5 000"}`, then `{"toast": {...}}` once.
pub(super) async fn show(
    works: web::Data<Works>,
    viewer: Viewer,
    id: web::Path<u64>,
) -> Result<HttpResponse, PageError> {
    let works = works.lock();
    let work = works.get(&id).filter(|work| work.user_id == viewer.user_id).ok_or(Error::NotFound)?;
    let answer = match &work.outcome {
        None => {
            let number = |count: usize| format::integer(viewer.lang, count as i64);
            json!({ "text": tr::lists_work_progress(viewer.lang, &number(work.done), &number(work.total)) })
        }
        Some(outcome) => json!({ "toast": outcome.toast() }),
    };
    Ok(HttpResponse::Ok().content_type("application/json").body(ascii(&answer.to_string())))
}
