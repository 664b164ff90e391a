//! Selling the same again. Stages are moved as cards of the board are.

use super::fields::KEY;
use super::service;
use crate::access::Viewer;
use crate::platform::db::Db;
use crate::platform::web::{Need, PageError, RawForm, Routes, SeeOther};
use crate::records::Registry;
use actix_web::web;

pub fn routes(routes: &mut Routes) {
    routes.post("/deals/{id}/repetition", Need::create(KEY), create_repetition);
}

async fn create_repetition(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    id: web::Path<i64>,
    form: RawForm,
) -> Result<SeeOther, PageError> {
    form.only(|_| false)?;
    let saved = db.write(move |tx| service::repeat(tx, &viewer, &registry, *id)).await?;
    let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
    Ok(SeeOther(format!("/deals/{}{done}", saved.id)))
}
