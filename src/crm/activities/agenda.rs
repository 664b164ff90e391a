//! What one person has to do today, and what they should have done before.

use super::fields::{KEY, type_icon};
use super::{panels, views};
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::platform::i18n::{Count, tr};
use crate::platform::ui::{Due, icon, round_check};
use crate::records::list::{self, ListQuery, Slice};
use crate::records::options::Dictionary;
use crate::records::show::{Lookup, Reader};
use crate::records::{Record, Registry};
use maud::{Markup, html};
use rusqlite::Connection;

/// Lines of what is overdue, and as many of today; the others are behind their links.
const SHOWN: usize = 8;

/// What is shown of them, and tells who may tick them off.
const SHOWN_FIELDS: [&str; 5] = ["type", "due_at", "due_is_day", "about", "responsible_id"];

/// The condition of the list that holds what is overdue of the viewer's own, as an address has it.
pub const OVERDUE: &str = "is_open:eq:yes;responsible_id:in:me;due_at:lt:now";
/// And what is still to be done today.
pub const TODAY: &str = "is_open:eq:yes;responsible_id:in:me;due_at:ge:now;due_at:le:today";

/// The viewer's own work up to the end of today.
pub struct Agenda {
    pub overdue: String,
    pub today: String,
    pub has_overdue: bool,
    /// What is overdue, then what is due today, soonest first; nothing where there is nothing to do.
    pub body: Option<Markup>,
}

pub fn agenda(conn: &Connection, registry: &Registry, viewer: &Viewer, now: Timestamp) -> Result<Agenda> {
    let kind = registry.kind(KEY)?;
    let fields: Vec<_> = SHOWN_FIELDS.iter().filter_map(|key| kind.field(key)).collect();
    let slice = Slice { after: None, before: None, limit: SHOWN };
    let (mut records, mut lookup) = (Vec::new(), Lookup::of_words(Dictionary::load(conn, viewer.lang)?));
    let mut first = |filter: &str| -> Result<Count> {
        let query = ListQuery::parse(&kind, None, Some(filter), Some("due_at"))?;
        let page = list::page(conn, viewer, &kind, &query, &fields, &slice, now)?;
        let count = match page.count {
            Some(count) => count,
            None => list::count_capped(conn, viewer, &kind, &query, now)?,
        };
        lookup.note(page.titles);
        records.extend(page.records);
        Ok(query.capped(count))
    };
    let (overdue, today) = (first(OVERDUE)?, first(TODAY)?);
    let reader = Reader::of(viewer, now);
    let body = html! {
        ul class="agenda" {
            @for activity in &records {
                (line(registry, &reader, &lookup, activity, panels::may_edit(viewer, activity)))
            }
        }
    };
    Ok(Agenda {
        overdue: overdue.show(viewer.lang),
        today: today.show(viewer.lang),
        has_overdue: overdue.number() > 0,
        body: (!records.is_empty()).then_some(body),
    })
}

fn line(registry: &Registry, reader: &Reader, lookup: &Lookup, activity: &Record, may_edit: bool) -> Markup {
    let lang = reader.lang;
    let href = format!("/activities/{}", activity.id);
    let done = [&href, "/completion"].concat();
    let label = tr::activities_done_label(lang, &activity.title);
    let due = panels::due_of(reader, activity);
    let about = registry.kind(KEY).ok().and_then(|kind| {
        let found = lookup.referenced(kind.field("about")?, activity.values.text("about")?);
        found.map(|(_, _, title)| title.to_owned())
    });
    html! {
        li id={ "activity-" (activity.id) } {
            (round_check(may_edit.then_some(done.as_str()), &label, None))
            time data-s=[(due == Due::Late).then_some("late")] { (panels::when_short(reader, activity)) }
            (icon(type_icon(activity.values.text("type").unwrap_or_default())))
            p { a href=(href) { (activity.title) } @if let Some(about) = about { " " small { (about) } } }
            @if may_edit { (views::postpone_menu(lang, activity.id)) }
        }
    }
}
