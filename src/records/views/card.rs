//! The card of a record: its fields at the left, what happened to it at the right.

use super::fields::{At, Shown, edit_url, sections, title_field};
use super::list::Person;
use crate::kernel::Lang;
use crate::platform::events::{Action, Event};
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    FeedItem, FeedTone, RecordHead, btn, crumb, feed, feed_item, record_body, record_head, side_section,
    timeline_heading, toast_template, who,
};
use crate::platform::web::csrf;
use crate::records::panels::{Drawn, Place};
use crate::records::registry::Kind;
use maud::{Markup, html};

pub struct CardView<'a> {
    pub shown: &'a Shown<'a>,
    pub can_delete: bool,
    pub people: &'a [Person],
    /// Newest first.
    pub events: &'a [Event],
    pub panels: &'a [Drawn],
    /// What was done just now, to be taken back from the toast.
    pub done: Option<Action>,
}

pub fn card(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    html! {
        @if let Some(action) = &view.done {
            (toast_template(tr::ui_saved(lang), Some(&format!("/actions/{}/undo", action.id.0)), false))
        }
        (head(view))
        (record_body(tr::cards_data(lang), side(view), tr::cards_history(lang), history(view)))
    }
}

fn head(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    let list = ["/", view.shown.kind.plural].concat();
    let url = format!("{list}/{}", view.shown.record.id);
    let number = format!("№ {}", view.shown.record.id);
    let responsible = view.shown.record.values.int("responsible_id").and_then(|id| view.shown.lookup.user(id));
    let title_field = title_field(view.shown.kind, view.shown.record).filter(|_| view.shown.can_edit);
    let title_url = title_field.map(|field| edit_url(view.shown.kind, view.shown.record.id, field, At::Title));
    record_head(&RecordHead {
        crumb: crumb(tr::cards_way(lang), &[((view.shown.kind.names.many)(lang), Some(&list)), (&number, None)]),
        title: &view.shown.record.title,
        title_edit_url: title_url.as_deref(),
        amount: None,
        actions: html! {
            @for panel in at(view, Place::Actions) { (panel.body.body) }
            @if view.shown.can_edit { (btn(tr::cards_edit(lang)).icon("note").href([&url, "/edit"].concat())) }
            @if view.can_delete {
                form class="inline" method="post" action=[Some([&url, "/deletion"].concat())] {
                    (csrf::field())
                    (btn(tr::cards_delete(lang)).bad().icon("trash").submit())
                }
            }
        },
        stages: html! { @for panel in at(view, Place::Stages) { (panel.body.body) } },
        meta: html! { @if let Some(name) = responsible { (who(name)) } },
        phone: html! {},
    })
}

fn side(view: &CardView) -> Markup {
    html! {
        (sections(view.shown))
        @for panel in at(view, Place::Side) { (section_of(panel)) }
    }
}

fn history(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    let items = html! { @for event in view.events { (line(view, event)) } };
    html! {
        @for panel in at(view, Place::Top) { (section_of(panel)) }
        (timeline_heading(tr::cards_history(lang), html! {}, html! {}))
        (feed(items))
    }
}

fn at<'a>(view: &'a CardView, place: Place) -> impl Iterator<Item = &'a Drawn> {
    view.panels.iter().filter(move |panel| panel.place == place)
}

fn section_of(panel: &Drawn) -> Markup {
    side_section(panel.title, panel.body.note.as_deref(), panel.body.end.clone(), panel.body.body.clone())
}

/// "Anna Sokolova: changed — City, Phones".
fn line(view: &CardView, event: &Event) -> Markup {
    let lang = view.shown.reader.lang;
    let author = event.user_id.and_then(|id| view.people.iter().find(|person| person.id == id.0));
    let author = author.map_or(tr::cards_korob(lang), |person| &person.name);
    let changed = changed_labels(view.shown.kind, lang, event);
    let id = event.id.to_string();
    let when = format::datetime_short(lang, view.shown.reader.zone, event.at, view.shown.reader.now);
    feed_item(&FeedItem {
        id: &id,
        tone: FeedTone::System,
        icon: "note",
        what: html! {
            b { (author) } " " (deed(lang, &event.verb))
            @if !changed.is_empty() && !event.verb.ends_with(".created") { ": " (changed.join(", ")) }
        },
        time: &when,
        instant: &event.at.to_rfc3339(),
        say: html! {},
        actions: html! {},
    })
}

fn deed(lang: Lang, verb: &str) -> &'static str {
    match verb.rsplit('.').next().unwrap_or_default() {
        "created" => tr::cards_created(lang),
        "deleted" => tr::cards_deleted(lang),
        "restored" => tr::cards_restored(lang),
        "undone" => tr::cards_undone(lang),
        _ => tr::cards_updated(lang),
    }
}

/// The labels of the fields that an event changed, each once.
fn changed_labels<'k>(kind: &'k Kind, lang: Lang, event: &Event) -> Vec<&'k str> {
    let mut labels: Vec<&str> = Vec::new();
    for change in event.rows.iter().filter(|change| change.table == kind.plural) {
        for column in change.after.iter().flat_map(|after| after.keys()) {
            if let Some(field) = kind.field(column) {
                let label = field.label.text(lang);
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
    }
    labels
}
