//! Long work that goes on while people do other things: how far it is, for the toast that shows it on every page. What
//! it did is in the log of events; this is forgotten with the process.

use crate::access::Viewer;
use crate::kernel::{ActionId, Error, UserId};
use crate::platform::i18n::{format, tr};
use crate::platform::web::{PageError, ascii};
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
    outcome: Option<Outcome>,
}

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

impl Works {
    pub fn begin(&self, user_id: UserId, total: usize) -> u64 {
        let mut works = self.lock();
        let id = works.keys().next_back().map_or(1, |last| last + 1);
        works.insert(id, Work { user_id, done: 0, total, outcome: None });
        if works.len() > REMEMBERED {
            let oldest = works.iter().find(|(_, work)| work.outcome.is_some()).map(|(id, _)| *id);
            oldest.and_then(|id| works.remove(&id));
        }
        id
    }

    pub fn progress(&self, id: u64, done: usize) {
        if let Some(work) = self.lock().get_mut(&id) {
            work.done = done;
        }
    }

    pub fn end(&self, id: u64, outcome: Outcome) {
        if let Some(work) = self.lock().get_mut(&id) {
            work.outcome = Some(outcome);
        }
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
