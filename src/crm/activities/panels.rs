//! What activities show on cards, on boards and in lists.

use super::fields::{KEY, TYPES, type_icon};
use super::service::{self, Plan};
use super::store::{self, Of};
use super::views;
use crate::access::Viewer;
use crate::kernel::{Access, KindKey, RecordRef, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Counter, Due, act, btn, n, planned, round_check, timeline_heading};
use crate::platform::web::csrf;
use crate::records::options::{Dictionary, OPEN};
use crate::records::panels::{Entry, Mark, Next, Panel, PanelBody, PanelContext, Place, Writer, Written};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::show::{Lookup, Reader};
use crate::records::sql::Sql;
use crate::records::store as records;
use crate::records::store::{ById, Titles};
use crate::records::{Record, Registry, Value};
use maud::{Markup, html};
use rusqlite::Connection;

/// Planned activities that a card shows; the others are behind the link.
const SHOWN: usize = 20;

/// What is shown of them.
const SHOWN_PLANNED: [&str; 6] = ["type", "due_at", "due_is_day", "about", "contact_id", "responsible_id"];

/// Kinds that activities are with, beside being about them.
const CLIENTS: [(KindKey, &str); 2] = [("contact", "contact_id"), ("company", "company_id")];

/// What is planned, on the cards of every other kind; what can be done, on its own.
pub fn panels(registry: &Registry) -> Vec<Panel> {
    let kinds = registry.kinds();
    let others = kinds.iter().filter(|kind| kind.key != KEY);
    let planned = others.map(|kind| Panel {
        kind: kind.key,
        place: Place::Planned,
        title: tr::activities_planned,
        draw: planned_of,
    });
    let own = Panel { kind: KEY, place: Place::Actions, title: tr::ui_activity, draw: actions };
    planned.chain([own]).collect()
}

pub const WRITER: Writer = Writer {
    entries: &[
        entry("task", tr::activities_type_task, "t", tr::activities_say_task),
        entry("call", tr::activities_type_call, "p", tr::activities_say_call),
        entry("meeting", tr::activities_type_meeting, "m", tr::activities_say_meeting),
        entry("email", tr::activities_type_email, "w", tr::activities_say_email),
        entry("visit", tr::activities_type_visit, "v", tr::activities_say_visit),
    ],
    is_for: |kind| kind.key != KEY,
    preview,
    write,
};

pub const MARKS: [Mark; 1] = [Mark { kind: KEY, draw: mark }];

const fn entry(
    key: &'static str,
    label: crate::platform::i18n::Text,
    letter: &'static str,
    placeholder: crate::platform::i18n::Text,
) -> Entry {
    // The icons of `type_icon`, which no constant can ask.
    let icon = match key.as_bytes()[0] {
        b'c' => "phone",
        b'm' => "people",
        b'e' => "mail",
        b'v' => "pin",
        _ => "task",
    };
    Entry { key, label, icon, placeholder, submit: tr::activities_plan, letter }
}

fn preview(conn: &Connection, viewer: &Viewer, now: Timestamp, key: &str, text: &str) -> Result<Markup> {
    let plan = Plan { type_code: key, text };
    let said = plan.read(viewer, now);
    views::understood(conn, viewer, now, text, &said, plan.type_of(&said))
}

fn write(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    registry: &Registry,
    about: RecordRef,
    key: &str,
    text: &str,
) -> Result<Written> {
    let saved = service::plan(tx, viewer, registry, about, &Plan { type_code: key, text })?;
    Ok(Written { action: saved.action, said: tr::activities_planned_said(viewer.lang).to_owned() })
}

/// Under which names the activities of a record are kept.
pub(super) fn of<'a>(kind: &Kind, id: i64, about: &'a str) -> Of<'a> {
    let column = CLIENTS.iter().find(|(key, _)| *key == kind.key).map(|(_, column)| *column);
    Of { about, client: column.map(|column| (column, id)) }
}

/// Activities, and whom and what those name.
pub(super) struct Found {
    pub records: Vec<Record>,
    pub lookup: Lookup,
}

/// These fields of the activities that `tail` chooses.
pub(super) fn load(context: &PanelContext<'_>, keys: &[&str], tail: Sql) -> Result<Found> {
    let kind = context.registry.kind(KEY)?;
    let fields: Vec<&Field> = keys.iter().filter_map(|key| kind.field(key)).collect();
    let mut titles = Titles::default();
    let records = records::load_noting(context.conn, Some(context.viewer), &kind, &fields, tail, &mut titles)?;
    let mut lookup = context.lookup.clone();
    lookup.note(titles);
    let values = records.iter().map(|record| &record.values);
    lookup.learn(context.conn, context.registry, context.viewer, &kind, values)?;
    Ok(Found { records, lookup })
}

/// Where the list of a record's activities is, of which `filter` chooses some.
pub(super) fn list_of(of: &Of<'_>, filter: &str) -> String {
    match of.client {
        Some((column, id)) => format!("{filter};{column}:in:{id}"),
        None => format!("{filter};about:in:{}", of.about),
    }
}

pub(super) fn address_of(filter: &str, rest: &str) -> String {
    let filter = filter.replace(':', "%3A").replace(';', "%3B").replace('/', "%2F");
    format!("/activities?{rest}filter={filter}")
}

fn planned_of(context: &PanelContext<'_>) -> Result<Option<PanelBody>> {
    let (conn, viewer, lang) = (context.conn, context.viewer, context.viewer.lang);
    let about = RecordRef::new(context.kind.key, context.record.id).to_string();
    let of = of(context.kind, context.record.id, &about);
    let mut found = load(context, &SHOWN_PLANNED, store::planned(viewer, of, SHOWN + 1))?;
    if found.records.is_empty() {
        return Ok((!is_closed(context)).then(|| {
            PanelBody::new(html! {
                (timeline_heading(tr::activities_planned(lang), html! {}, html! {}))
                p { (act(Due::Unplanned, "warn", tr::activities_nothing_planned(lang))) }
            })
        }));
    }
    let has_more = found.records.len() > SHOWN;
    found.records.truncate(SHOWN);
    let reader = Reader::of(viewer, context.now);
    let late = match has_more {
        true => store::overdue(conn, viewer, of, context.now)?,
        false => found.records.iter().filter(|record| due_of(&reader, record) == Due::Late).count() as i64,
    };
    let all = address_of(&list_of(&of, "is_open:eq:yes"), "view=planned&");
    let end = html! { @if has_more { a class="link small" href=(all) { (tr::activities_show_all(lang)) } } };
    let body = html! {
        (timeline_heading(tr::activities_planned(lang), n(late, Counter::Late, tr::activities_overdue_said(lang)), end))
        @for (index, activity) in found.records.iter().enumerate() {
            (one(context, &reader, activity, &found.lookup, index == 0))
        }
    };
    Ok(Some(PanelBody::new(body)))
}

/// Whether nothing more is to be done with the record itself.
fn is_closed(context: &PanelContext<'_>) -> bool {
    let field = context.kind.board_by.and_then(|key| context.kind.field(key));
    let Some(Field { field_type: FieldType::Choice { list }, key, .. }) = field else { return false };
    let status = context.record.values.text(key).and_then(|code| context.dictionary().find(list, code));
    status.and_then(|status| status.semantic.as_deref()).is_some_and(|meaning| meaning != OPEN)
}

fn one(context: &PanelContext<'_>, reader: &Reader, activity: &Record, lookup: &Lookup, is_first: bool) -> Markup {
    let (lang, may_edit) = (reader.lang, may_edit(context.viewer, activity));
    let id = activity.id.to_string();
    let href = ["/activities/", &id].concat();
    let done = [&href, "/completion"].concat();
    let code = activity.values.text("type").unwrap_or_default();
    let done_label = tr::activities_done_label(lang, &activity.title);
    // Who it is with, unless that is whose card this is; then, what it is about.
    let is_here = |kind: KindKey, id: i64| kind == context.kind.key && id == context.record.id;
    let contact = activity.values.int("contact_id").filter(|id| !is_here("contact", *id));
    let contact = contact.and_then(|id| lookup.title("contact", id));
    let about = context.registry.kind(KEY).ok().and_then(|kind| {
        let found = lookup.referenced(kind.field("about")?, activity.values.text("about")?);
        found.filter(|(kind, id, _)| !is_here(kind, *id)).map(|(_, _, title)| title.to_owned())
    });
    let beside = contact.map(str::to_owned).or(about);
    let when = [Some(when(reader, activity)), beside].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    planned(&crate::platform::ui::Planned {
        id: &id,
        title: &activity.title,
        href: &href,
        due: due_of(reader, activity),
        icon: type_icon(code),
        when: &when,
        responsible: activity.values.int("responsible_id").and_then(|id| lookup.user(id)),
        done_url: may_edit.then_some(done.as_str()),
        done_label: &done_label,
        done_letter: (may_edit && is_first).then_some("d"),
        actions: html! { @if may_edit { (views::postpone_menu(lang, activity.id)) } },
    })
}

/// How urgent an activity is.
pub(super) fn due_of(reader: &Reader, activity: &Record) -> Due {
    due(reader, activity.values.int("due_at").map(Timestamp), is_day(activity))
}

fn due(reader: &Reader, at: Option<Timestamp>, is_day: bool) -> Due {
    match at {
        Some(at) if format::is_over(reader.zone, at, is_day, reader.now) => Due::Late,
        Some(at) if format::day_of(reader.zone, at, is_day) == reader.today => Due::Today,
        _ => Due::Later,
    }
}

fn is_day(activity: &Record) -> bool {
    activity.values.get("due_is_day") == &Value::Bool(true)
}

/// "Yesterday, 18:00 · 1 day overdue".
fn when(reader: &Reader, activity: &Record) -> String {
    let Some(at) = activity.values.int("due_at").map(Timestamp) else {
        return tr::activities_no_date(reader.lang).to_owned();
    };
    let is_day = is_day(activity);
    let words = format::due(reader.lang, reader.zone, at, is_day, reader.now);
    match format::overdue(reader.lang, format::day_of(reader.zone, at, is_day), reader.today) {
        Some(late) => [words, late].join(" · "),
        None => words,
    }
}

/// When it is due, in a word: the time of today, else the day.
pub(super) fn when_short(reader: &Reader, activity: &Record) -> String {
    let Some(at) = activity.values.int("due_at").map(Timestamp) else { return String::new() };
    let is_day = is_day(activity);
    let day = format::day_of(reader.zone, at, is_day);
    match day == reader.today {
        true if is_day => tr::day_any_time(reader.lang).to_owned(),
        true => format::time(reader.zone, at),
        false => format::date_short(reader.lang, day, reader.today),
    }
}

/// What can be done with an activity, on its card.
fn actions(context: &PanelContext<'_>) -> Result<Option<PanelBody>> {
    if !context.can_edit {
        return Ok(None);
    }
    let (lang, id) = (context.viewer.lang, context.record.id);
    let url = format!("/activities/{id}");
    let done = [&url, "/completion"].concat();
    Ok(Some(PanelBody::new(html! {
        @if context.record.values.get("is_open") == &Value::Bool(true) {
            (btn(tr::activities_complete(lang)).good().icon("check").href(done.clone()).attr("hx-get", done)
                .attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML").attr("hx-push-url", "false").attr("data-letter", "d"))
            (views::postpone_menu(lang, id))
        } @else {
            form class="inline" method="post" action={ (url) "/reopening" } {
                (csrf::field())
                (btn(tr::activities_reopen(lang)).icon("undo").submit())
            }
        }
    })))
}

/// What comes next with each of these records: a state, when, and of which type.
pub fn next_of(conn: &Connection, viewer: &Viewer, kind: &Kind, ids: &[i64], now: Timestamp) -> Result<ById<Next>> {
    let mut next = ById::default();
    if kind.key == KEY || ids.is_empty() {
        return Ok(next);
    }
    let reader = Reader::of(viewer, now);
    let about: Vec<String> = ids.iter().map(|id| RecordRef::new(kind.key, *id).to_string()).collect();
    let rows = store::next_of(conn, viewer, &about)?;
    for (id, about) in ids.iter().zip(&about) {
        let Some(row) = rows.get(about) else { continue };
        let at = row.due_at.map(Timestamp);
        let text = match at {
            None => tr::activities_no_date(viewer.lang).to_owned(),
            Some(at) => {
                let late = format::overdue(viewer.lang, format::day_of(viewer.zone, at, row.is_day), reader.today);
                late.unwrap_or_else(|| format::due(viewer.lang, viewer.zone, at, row.is_day, now))
            }
        };
        next.insert(*id, Next { due: due(&reader, at, row.is_day), icon: type_icon(&row.type_code), text });
    }
    for id in ids {
        next.entry(*id).or_insert_with(|| Next {
            due: Due::Unplanned,
            icon: "warn",
            text: tr::activities_nothing_planned(viewer.lang).to_owned(),
        });
    }
    Ok(next)
}

/// The round check in front of what is still to do.
fn mark(viewer: &Viewer, activity: &Record) -> Markup {
    let is_open = activity.values.get("is_open") == &Value::Bool(true);
    let url = format!("/activities/{}/completion", activity.id);
    let label = tr::activities_done_label(viewer.lang, &activity.title);
    html! { @if is_open && may_edit(viewer, activity) { (round_check(Some(&url), &label, None)) } }
}

/// Whether the viewer may change an activity that they see; of it, who is responsible must be known.
pub(super) fn may_edit(viewer: &Viewer, activity: &Record) -> bool {
    records::access::may(viewer, KEY, activity, Access::Edit)
}

/// The types that can be chosen, for a form.
pub(super) fn types(dictionary: &Dictionary) -> Vec<(String, String)> {
    dictionary.offered(TYPES).map(|item| (item.code.clone(), item.label.clone())).collect()
}
