//! The quick look: a part of its own, and the same part inside a list that is opened with it.

use super::desk::Desk;
use crate::access::Viewer;
use crate::kernel::{Access, Error, Result};
use crate::platform::web::{Page, PageError};
use crate::records::list::Address;
use crate::records::panels::{PanelContext, Panels};
use crate::records::registry::{Kind, Registry};
use crate::records::show::{Lookup, Reader};
use crate::records::store::Titles;
use crate::records::store::access::may;
use crate::records::views::fields::Shown;
use crate::records::views::peek::{PeekView, peek};
use crate::records::{store, timeline};
use maud::Markup;
use rusqlite::Connection;
use serde::Deserialize;

/// Entries of the history; the whole is on the card.
const ENTRIES: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The list it stands beside: see [`Address::origin`].
    #[serde(default)]
    from: String,
}

pub(super) async fn show(desk: Desk, id: i64, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer, registry) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone());
    let (panels, reader) = (desk.panels.clone(), desk.reader());
    let body = desk.db.read(move |conn| {
        let list = Address::of_origin(conn, &viewer, &kind, &asked.from);
        let url = list.map_or_else(|| format!("/{}/{id}", kind.plural), |list| list.card(id));
        draw(conn, &registry, &panels, &viewer, &reader, &Of { kind: &kind, id, url: &url })
    });
    Ok(Page::part(body.await?))
}

/// What is looked at, and the address of its card.
pub(super) struct Of<'a> {
    pub kind: &'a Kind,
    pub id: i64,
    pub url: &'a str,
}

/// `NotFound` for a record the viewer may not view.
pub(super) fn draw(
    conn: &Connection,
    registry: &Registry,
    panels: &Panels,
    viewer: &Viewer,
    reader: &Reader,
    of: &Of<'_>,
) -> Result<Markup> {
    let Of { kind, id, url } = *of;
    let mut titles = Titles::default();
    let record = store::find_noting(conn, viewer, kind, id, Access::View, &mut titles)?.ok_or(Error::NotFound)?;
    let can_edit = may(viewer, kind.key, &record, Access::Edit);
    let lookup = Lookup::of_record(conn, registry, viewer, kind, &record, titles)?;
    let (now, record, lookup) = (reader.now, &record, &lookup);
    let context = PanelContext { conn, registry, viewer, now, kind, record, lookup, can_edit };
    let drawn = panels.draw(&context)?;
    let mut history = timeline::page(&context, reader, timeline::Asked::default())?;
    history.add(panels.others(&context, history.span)?);
    history.entries.truncate(ENTRIES);
    history.before = None;
    let shown = Shown { reader: *reader, registry, kind, record, lookup, can_edit };
    Ok(peek(&PeekView { shown: &shown, drawn: &drawn, panels, timeline: &history, url }))
}
