//! The earlier part of a record's history.

use super::desk::Desk;
use crate::kernel::Access;
use crate::platform::i18n::tr;
use crate::platform::web::{Page, PageError, request};
use crate::records::panels::PanelContext;
use crate::records::show::Lookup;
use crate::records::store;
use crate::records::timeline::{self, Feed};
use crate::records::views::timeline::{TimelineView, entries, history_page};
use actix_web::HttpRequest;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The event that the part shown ends with.
    before: Option<i64>,
    #[serde(default)]
    feed: Feed,
    /// The day whose heading stands above already.
    #[serde(default)]
    day: String,
}

pub(super) async fn index(desk: Desk, asked_from: HttpRequest, id: i64, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer, registry) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone());
    let (panels, reader) = (desk.panels.clone(), desk.reader());
    let is_part = request::wants_fragment(&asked_from);
    let (title, body) = desk
        .db
        .read(move |conn| {
            let record = store::get(conn, &viewer, &kind, id, Access::View)?;
            let wanted = timeline::Asked { feed: asked.feed, before: asked.before };
            let context = PanelContext {
                conn,
                registry: &registry,
                viewer: &viewer,
                now: reader.now,
                kind: &kind,
                record: &record,
                lookup: &Lookup::load(conn, &registry, &viewer, &kind, std::slice::from_ref(&record))?,
                can_edit: false,
            };
            let mut page = timeline::page(&context, &reader, wanted)?;
            if asked.feed.has_others() {
                page.add(panels.others(&context, page.span)?);
            }
            let url = format!("/{}/{id}", kind.plural);
            let after_day = asked.day.parse().ok().filter(|_| is_part);
            let view =
                TimelineView { reader: &reader, panels: &panels, url: &url, page: &page, feed: asked.feed, after_day };
            Ok((record.title, (url.clone(), entries(&view))))
        })
        .await?;
    let (url, body) = body;
    Ok(if is_part {
        Page::part(body)
    } else {
        let lang = desk.viewer.lang;
        let body = history_page((tr::ui_back(lang), &url), &title, body);
        Page::new(title, body)
    })
}
