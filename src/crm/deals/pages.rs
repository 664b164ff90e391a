//! Selling the same again. Stages are moved as cards of the board are.

use super::fields::KEY;
use super::service;
use crate::access::Viewer;
use crate::kernel::Error;
use crate::platform::db::Db;
use crate::platform::web::{Need, PageError, RawForm, Routes, SeeOther};
use crate::records::pages::unmade;
use crate::records::{Panels, Registry};
use actix_web::{HttpRequest, HttpResponse, Responder, web};

pub fn routes(routes: &mut Routes) {
    routes.post("/deals/{id}/repetition", Need::create(KEY), create_repetition);
}

/// Where the new deal needs more to be said, its form is filled with what is known.
async fn create_repetition(
    (db, registry, panels, viewer): (web::Data<Db>, web::Data<Registry>, web::Data<Panels>, Viewer),
    id: web::Path<i64>,
    form: RawForm,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    form.only(|_| false)?;
    let (id, who, kinds) = (*id, viewer.clone(), registry.clone());
    match db.write(move |tx| service::repeat(tx, &who, &kinds, id)).await {
        Ok(saved) => {
            let done = saved.action.map_or_else(String::new, |action| format!("?done={}", action.0));
            Ok(SeeOther(format!("/deals/{}{done}", saved.id)).respond_to(&asked))
        }
        Err(Error::Invalid(errors)) => {
            let (who, kinds) = (viewer.clone(), registry.clone());
            let (_, values) = db.read(move |conn| service::repetition(conn, &who, &kinds, id)).await?;
            Ok(unmade(KEY, (db, registry, panels, viewer), values, errors).await?.respond_to(&asked))
        }
        Err(error) => Err(error.into()),
    }
}
