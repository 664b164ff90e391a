//! Handing over the records of somebody who leaves. What records there are is not known here: the app says how.

use super::store;
use crate::access::Viewer;
use crate::kernel::{Error, Problem, Result, UserId};
use crate::platform::db::Db;
use crate::platform::web::{Form, PageError, SeeOther};
use actix_web::web;
use rusqlite::Connection;
use serde::Deserialize;
use std::sync::Arc;

type Count = dyn Fn(&Connection, &Viewer, UserId) -> Result<usize> + Send + Sync;
type Run = dyn Fn(&Db, &Viewer, UserId, UserId) -> Result<usize> + Send + Sync;

/// How records are counted and handed over; put among the app's data by whoever knows the types of records.
#[derive(Clone)]
pub struct Handover {
    /// How many records a user is responsible for.
    pub count: Arc<Count>,
    /// Makes the second user responsible for all that the first is, in as many short writes as it takes; gives back how
    /// many. Runs on a thread where it may block.
    pub run: Arc<Run>,
}

#[derive(Deserialize)]
pub(super) struct To {
    to: i64,
}

pub(super) async fn create(
    db: web::Data<Db>,
    handover: Option<web::Data<Handover>>,
    viewer: Viewer,
    id: web::Path<i64>,
    form: Form<To>,
) -> Result<SeeOther, PageError> {
    let Some(handover) = handover else { return Err(Error::NotFound.into()) };
    let (from, to) = (UserId(*id), UserId(form.0.to));
    db.read(move |conn| {
        store::get(conn, from)?;
        let is_possible = from != to && store::find(conn, to)?.is_some_and(|user| user.is_active());
        if is_possible { Ok(()) } else { Err(Error::invalid("to", Problem::NoSuchRecord)) }
    })
    .await?;
    let (db, run) = (db.get_ref().clone(), handover.run.clone());
    let count =
        web::block(move || run(&db, &viewer, from, to)).await.map_err(anyhow::Error::from).map_err(Error::from)??;
    Ok(SeeOther(format!("/settings/users/{}?handed_over={count}", from.0)))
}
