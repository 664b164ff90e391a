//! One record: its card, and the way into the bin.

use super::desk::Desk;
use super::{files, form};
use crate::access::Viewer;
use crate::kernel::{Access, ActionId, RecordRef, Result, Timestamp};
use crate::platform::events;
use crate::platform::files::Limits;
use crate::platform::web::{Page, PageError, SeeOther};
use crate::records::list::{self, Address};
use crate::records::panels::PanelContext;
use crate::records::registry::Kind;
use crate::records::show::Lookup;
use crate::records::store::Titles;
use crate::records::store::access::may;
use crate::records::timeline::{self, Feed};
use crate::records::views::bin::binned;
use crate::records::views::card::{CardView, Way, card};
use crate::records::views::fields::Shown;
use crate::records::{bin, service, store};
use rusqlite::Connection;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The action that led here, offered for undo once.
    #[serde(default)]
    done: Option<i64>,
    /// The list it was opened from: see [`Address::origin`].
    #[serde(default)]
    from: String,
    /// What of the history is shown.
    #[serde(default)]
    feed: Feed,
}

pub(super) async fn show(desk: Desk, limits: Limits, id: i64, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer, registry) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone());
    let (panels, reader) = (desk.panels.clone(), desk.reader());
    let (title, body) = desk
        .db
        .read(move |conn| {
            let mut titles = Titles::default();
            let Some(record) = store::find_noting(conn, &viewer, &kind, id, Access::View, &mut titles)? else {
                let there = bin::get(conn, &viewer, &kind, id)?;
                return Ok((there.title.clone(), binned(&reader, &kind, &there)));
            };
            let can_edit = may(&viewer, kind.key, &record, Access::Edit);
            let lookup = Lookup::of_record(conn, &registry, &viewer, &kind, &record, titles)?;
            let context = PanelContext {
                conn,
                registry: &registry,
                viewer: &viewer,
                now: reader.now,
                kind: &kind,
                record: &record,
                lookup: &lookup,
                can_edit,
            };
            let mut drawn = panels.draw(&context)?;
            drawn.extend(files::section(&context, &reader, &limits)?);
            let wanted = timeline::Asked { feed: asked.feed, before: None };
            let mut history = timeline::page(&context, &reader, wanted)?;
            if asked.feed.has_others() {
                history.add(panels.others(&context, history.span)?);
            }
            let body = card(&CardView {
                shown: &Shown { reader, registry: &registry, kind: &kind, record: &record, lookup: &lookup, can_edit },
                can_delete: may(&viewer, kind.key, &record, Access::Delete),
                timeline: &history,
                feed: asked.feed,
                from: &asked.from,
                panels: &panels,
                drawn: &drawn,
                done: done(conn, &viewer, asked.done)?,
                last_event: events::last_of_record(conn, RecordRef::new(kind.key, id))?,
                way: &way(conn, &viewer, &kind, &asked.from, id, reader.now)?,
            });
            Ok((record.title.clone(), body))
        })
        .await?;
    Ok(Page::new(title, body))
}

/// Back to the list that the card was opened from, and on to its neighbours there.
fn way(conn: &Connection, viewer: &Viewer, kind: &Kind, from: &str, id: i64, now: Timestamp) -> Result<Way> {
    let Some(list) = Address::of_origin(conn, viewer, kind, from) else {
        return Ok(Way { list: ["/", kind.plural].concat(), ..Way::default() });
    };
    let (previous, next) = list::neighbours(conn, viewer, kind, &list.query, id, now)?;
    let card = |id: Option<i64>| id.map(|id| list.card(id));
    Ok(Way { list: list.href(), previous: card(previous), next: card(next) })
}

pub(super) async fn delete(desk: Desk, id: i64) -> Result<SeeOther, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let plural = kind.plural;
    let saved = desk.db.write(move |tx| service::delete(tx, &viewer, &kind, id, None)).await?;
    // The list offers Undo: there is no other way back from here.
    Ok(SeeOther(form::done(format!("/{plural}"), &saved)))
}

/// The action that led here, while its author can still take it back.
pub(super) fn done(conn: &Connection, viewer: &Viewer, id: Option<i64>) -> Result<Option<events::Action>> {
    let Some(id) = id else { return Ok(None) };
    let action = events::find_action(conn, ActionId(id))?;
    Ok(action.filter(|action| action.user_id == Some(viewer.user_id) && action.undone_by.is_none()))
}
