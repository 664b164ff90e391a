//! `/`: the page that everybody begins with.

use super::{read, views};
use crate::access::Viewer;
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::web::{Need, Page, PageError, Routes};
use crate::records::Registry;
use actix_web::web;

pub fn routes(routes: &mut Routes) {
    routes.get("/", Need::SignedIn, index);
}

async fn index(db: web::Data<Db>, registry: web::Data<Registry>, viewer: Viewer) -> Result<Page, PageError> {
    let (lang, now) = (viewer.lang, db.clock().now());
    let body = db.read(move |conn| Ok(views::day(&read::day(conn, &registry, &viewer, now)?)));
    Ok(Page::new(tr::day_title(lang), body.await?))
}
