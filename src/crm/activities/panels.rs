//! What activities show on cards, in histories, on boards and in lists.

use super::fields::{DONE, KEY, STATUSES, TYPES, type_icon};
use super::service::{self, Plan};
use super::store::{self, Of};
use super::views;
use crate::access::{Scope, Viewer};
use crate::kernel::{Access, KindKey, RecordRef, Result, Timestamp};
use crate::platform::db::Tx;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Counter, Due, act, btn, n, planned, round_check, timeline_heading};
use crate::platform::web::csrf;
use crate::records::options::{Dictionary, OPEN};
use crate::records::panels::{Entry, Mark, Next, Other, Panel, PanelBody, PanelContext, Place, Span, Writer, Written};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::show::{Lookup, Reader};
use crate::records::store as records;
use crate::records::store::{ById, access};
use crate::records::{Record, Registry, Value};
use maud::{Markup, html};
use rusqlite::Connection;

/// Planned activities that a card shows; the others are behind the link.
const SHOWN: usize = 20;

/// Done ones that one page of a history takes in.
const MOST_DONE: usize = 200;

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
    views::understood(conn, viewer, now, &Plan { type_code: key, text })
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
fn of<'a>(kind: &Kind, id: i64, about: &'a str) -> Of<'a> {
    let column = CLIENTS.iter().find(|(key, _)| *key == kind.key).map(|(_, column)| *column);
    Of { about, client: column.map(|column| (column, id)) }
}

/// Activities with all that is shown of them.
struct Found {
    records: Vec<Record>,
    lookup: Lookup,
}

fn load(context: &PanelContext<'_>, ids: &[i64]) -> Result<Found> {
    let kind = context.registry.kind(KEY)?;
    let fields: Vec<&Field> = kind.fields.iter().collect();
    let records = records::by_ids(context.conn, context.viewer, &kind, &fields, ids)?;
    let lookup = Lookup::load(context.conn, context.registry, context.viewer, &kind, &records)?;
    Ok(Found { records, lookup })
}

fn planned_of(context: &PanelContext<'_>) -> Result<Option<PanelBody>> {
    let (conn, viewer, lang) = (context.conn, context.viewer, context.viewer.lang);
    let about = RecordRef::new(context.kind.key, context.record.id).to_string();
    let mut ids = store::planned(conn, viewer, of(context.kind, context.record.id, &about), SHOWN + 1)?;
    if ids.is_empty() {
        return Ok((!is_closed(context)?).then(|| {
            PanelBody::new(html! {
                (timeline_heading(tr::activities_planned(lang), html! {}, html! {}))
                p { (act(Due::Unplanned, "warn", tr::activities_nothing_planned(lang))) }
            })
        }));
    }
    let has_more = ids.len() > SHOWN;
    ids.truncate(SHOWN);
    let kind = context.registry.kind(KEY)?;
    let may_edit = access::allowed(conn, viewer, &kind, &ids, Access::Edit)?;
    let found = load(context, &ids)?;
    let reader = Reader::of(viewer, context.now);
    let late = found.records.iter().filter(|record| due_of(&reader, record) == Due::Late).count();
    let all =
        format!("/activities?view=planned&filter=is_open%3Aeq%3Ayes%3Babout%3Ain%3A{}", about.replace('/', "%2F"));
    let end = html! { @if has_more { a class="link small" href=(all) { (tr::activities_show_all(lang)) } } };
    let body = html! {
        (timeline_heading(tr::activities_planned(lang), n(late as i64, Counter::Late, tr::activities_overdue_said(lang)), end))
        @for (index, activity) in found.records.iter().enumerate() {
            (one(context, &reader, activity, &found.lookup, may_edit.contains(&activity.id), index == 0))
        }
    };
    Ok(Some(PanelBody::new(body)))
}

/// Whether nothing more is to be done with the record itself.
fn is_closed(context: &PanelContext<'_>) -> Result<bool> {
    let field = context.kind.board_by.and_then(|key| context.kind.field(key));
    let Some(Field { field_type: FieldType::Choice { list }, key, .. }) = field else { return Ok(false) };
    let dictionary = Dictionary::load(context.conn, context.viewer.lang)?;
    let status = context.record.values.text(key).and_then(|code| dictionary.find(list, code));
    Ok(status.and_then(|status| status.semantic.as_deref()).is_some_and(|meaning| meaning != OPEN))
}

fn one(
    context: &PanelContext<'_>,
    reader: &Reader,
    activity: &Record,
    lookup: &Lookup,
    may_edit: bool,
    is_first: bool,
) -> Markup {
    let lang = reader.lang;
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
    due(reader, activity.values.int("due_at").map(Timestamp))
}

fn due(reader: &Reader, at: Option<Timestamp>) -> Due {
    match at {
        Some(at) if at < reader.now => Due::Late,
        Some(at) if format::local_day(reader.zone, at) == reader.today => Due::Today,
        _ => Due::Later,
    }
}

/// "Yesterday, 18:00 · 1 day overdue".
fn when(reader: &Reader, activity: &Record) -> String {
    let Some(at) = activity.values.int("due_at").map(Timestamp) else {
        return tr::activities_no_date(reader.lang).to_owned();
    };
    let is_day = activity.values.get("due_is_day") == &Value::Bool(true);
    let words = format::due(reader.lang, reader.zone, at, is_day, reader.now);
    match format::overdue(reader.lang, format::local_day(reader.zone, at), reader.today) {
        Some(late) => [words, late].join(" · "),
        None => words,
    }
}

/// When it is due, in a word: the time of today, else the day.
pub(super) fn when_short(reader: &Reader, activity: &Record) -> String {
    let Some(at) = activity.values.int("due_at").map(Timestamp) else { return String::new() };
    let day = format::local_day(reader.zone, at);
    let is_day = activity.values.get("due_is_day") == &Value::Bool(true);
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

/// What was done, in the history of the records it was done with.
pub fn done_of(context: &PanelContext<'_>, span: Span) -> Result<Vec<Other>> {
    if context.kind.key == KEY {
        return Ok(Vec::new());
    }
    let about = RecordRef::new(context.kind.key, context.record.id).to_string();
    let ids = store::done(context.conn, context.viewer, of(context.kind, context.record.id, &about), span, MOST_DONE)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let Found { records, lookup } = load(context, &ids)?;
    let text = |activity: &Record, key: &str| activity.values.text(key).unwrap_or_default().to_owned();
    let other = |activity: &Record| {
        let (code, status) = (text(activity, "type"), text(activity, "status"));
        let who = activity.values.int("responsible_id").and_then(|id| lookup.user(id));
        let contact = activity.values.int("contact_id").filter(|_| context.kind.key != "contact");
        let contact = contact.and_then(|id| lookup.title("contact", id));
        let people = [who, contact].into_iter().flatten().collect::<Vec<_>>().join(" → ");
        let state = lookup.dictionary.find(STATUSES, &status);
        let state = state.filter(|state| state.semantic.as_deref() != Some(DONE)).map(|state| state.label.clone());
        let label = service::type_label(&lookup.dictionary, &code);
        let (result, href) = (text(activity, "result"), format!("/activities/{}", activity.id));
        Other {
            id: format!("activity-{}", activity.id),
            at: Timestamp(activity.values.int("done_at").unwrap_or_default()),
            icon: type_icon(&code),
            what: html! {
                b { a href=(href) { (activity.title) } }
                @if activity.title != label { small { (label) } }
                @if let Some(state) = state { small { (state) } }
                small { (people) }
            },
            say: html! { @if !result.is_empty() { (result) } },
            actions: html! {},
        }
    };
    Ok(records.iter().map(other).collect())
}

/// What comes next with each of these records: a state, when, and of which type.
pub fn next_of(conn: &Connection, viewer: &Viewer, kind: &Kind, ids: &[i64], now: Timestamp) -> Result<ById<Next>> {
    let mut next = ById::default();
    if kind.key == KEY || ids.is_empty() {
        return Ok(next);
    }
    let reader = Reader::of(viewer, now);
    let about: Vec<String> = ids.iter().map(|id| RecordRef::new(kind.key, *id).to_string()).collect();
    for row in store::next_of(conn, viewer, &about)? {
        let Some(place) = about.iter().position(|about| *about == row.about) else { continue };
        let at = row.due_at.map(Timestamp);
        let text = match at {
            None => tr::activities_no_date(viewer.lang).to_owned(),
            Some(at) => {
                let late = format::overdue(viewer.lang, format::local_day(viewer.zone, at), reader.today);
                late.unwrap_or_else(|| format::due(viewer.lang, viewer.zone, at, row.is_day, now))
            }
        };
        next.insert(ids[place], Next { due: due(&reader, at), icon: type_icon(&row.type_code), text });
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
    let is_own = activity.values.int("responsible_id") == Some(viewer.user_id.0);
    let may_edit = match viewer.scope(KEY, Access::Edit) {
        Scope::All => true,
        Scope::Own => is_own,
        Scope::None => false,
    };
    let url = format!("/activities/{}/completion", activity.id);
    let label = tr::activities_done_label(viewer.lang, &activity.title);
    html! { @if is_open && may_edit { (round_check(Some(&url), &label, None)) } }
}

/// The types that can be chosen, for a form.
pub(super) fn types(dictionary: &Dictionary) -> Vec<(String, String)> {
    dictionary.offered(TYPES).map(|item| (item.code.clone(), item.label.clone())).collect()
}
