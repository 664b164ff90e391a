//! What the palette shows while somebody types: records of all kinds that the viewer may see.

use crate::access::Viewer;
use crate::kernel::Result;
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::ui::{PaletteItem, palette_results};
use crate::platform::web::{Page, PageError, Params};
use crate::records::registry::Registry;
use crate::records::{search, store};
use actix_web::web;
use maud::html;
use serde::Deserialize;

/// Lines of the palette; more would not be read.
const SHOWN: usize = 12;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// A hit as the palette shows it.
struct Found {
    href: String,
    icon: &'static str,
    title: String,
    kind: &'static str,
}

pub(super) async fn index(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    asked: Params<Asked>,
) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let found = db.read(move |conn| find(conn, &registry, &viewer, &asked.0.q)).await?;
    let items: Vec<PaletteItem> = found
        .iter()
        .map(|found| PaletteItem {
            href: &found.href,
            icon: found.icon,
            name: html! { (found.title) },
            note: html! { (found.kind) },
            end: html! {},
        })
        .collect();
    Ok(Page::part(palette_results(&[(tr::ui_records(lang), &items)], tr::ui_nothing_found(lang))))
}

/// One search, then one query for the titles of each kind, in the order of the hits.
fn find(conn: &rusqlite::Connection, registry: &Registry, viewer: &Viewer, typed: &str) -> Result<Vec<Found>> {
    let kinds = registry.kinds();
    let keys: Vec<_> = kinds.iter().map(|kind| kind.key).collect();
    let hits = search::find(conn, viewer, &keys, typed, SHOWN)?;
    let mut found = Vec::new();
    for kind in kinds.iter() {
        let ids: Vec<i64> = hits.iter().filter(|hit| hit.kind == kind.key).map(|hit| hit.record_id).collect();
        let titles = store::titles(conn, viewer, kind, &ids)?;
        found.extend(ids.iter().filter_map(|id| {
            Some(Found {
                href: format!("/{}/{id}", kind.plural),
                icon: kind.icon,
                title: titles.get(id)?.clone(),
                kind: (kind.names.one)(viewer.lang),
            })
        }));
    }
    Ok(found)
}
