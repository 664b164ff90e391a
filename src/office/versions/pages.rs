//! Versions for administrators: `/settings/versions`.

use super::views::{self, VersionsView};
use super::{kept, past};
use crate::access::Viewer;
use crate::kernel::{Error, Result};
use crate::office::backup::Keeper;
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, Routes, SeeOther, request, toast_and_refresh};
use actix_web::{HttpRequest, HttpResponse, Responder, web};

pub(super) const BASE: &str = "/settings/versions";

pub fn routes(routes: &mut Routes) {
    routes.get(BASE, Need::Admin, show);
    routes.deed([BASE, "/kept/{name}/removal"].concat(), Need::Admin, remove);
}

async fn show(db: web::Data<Db>, keeper: web::Data<Keeper>, viewer: Viewer) -> Result<Page, PageError> {
    let (lang, zone) = (viewer.lang, viewer.zone);
    let served = db.read(past::served).await?;
    let data = keeper.folder().path().to_owned();
    let looked = data.clone();
    let kept = web::block(move || kept::replaced(&looked)).await.map_err(anyhow::Error::from).map_err(Error::from)?;
    let view = VersionsView { lang, zone, served: &served, kept: &kept, data: &data };
    Ok(Page::new(tr::versions_title(lang), views::page(&view)))
}

async fn remove(
    keeper: web::Data<Keeper>,
    viewer: Viewer,
    name: web::Path<String>,
    asked: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (data, name) = (keeper.folder().path().to_owned(), name.into_inner());
    let removed = name.clone();
    let gone = web::block(move || kept::remove(&data, &removed)).await;
    gone.map_err(anyhow::Error::from).map_err(Error::from)??;
    // It cannot be undone: who did it should be found in the log.
    tracing::info!(user = viewer.user_id.0, name, "what was kept of an office that was replaced is removed");
    if request::wants_fragment(&asked) {
        return Ok(toast_and_refresh(tr::versions_removed(viewer.lang), None));
    }
    Ok(SeeOther(BASE.to_owned()).respond_to(&asked))
}
