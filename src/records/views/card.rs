//! The card of a record: its fields at the left, what happened to it at the right.

use super::list::Person;
use crate::kernel::Lang;
use crate::platform::events::Event;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    FeedItem, FeedTone, FieldRow, RecordHead, btn, crumb, feed, feed_item, field_rows, record_body, record_head,
    side_section, timeline_heading, who,
};
use crate::platform::web::csrf;
use crate::records::panels::{Drawn, Place};
use crate::records::registry::{Field, Kind, Registry};
use crate::records::show::{Lookup, Reader, full};
use crate::records::value::Record;
use maud::{Markup, html};

pub struct CardView<'a> {
    /// Whether the viewer may do this with this very record: an observer sees it and no more.
    pub can_edit: bool,
    pub can_delete: bool,
    pub reader: Reader,
    pub registry: &'a Registry,
    pub kind: &'a Kind,
    pub record: &'a Record,
    pub lookup: &'a Lookup,
    pub people: &'a [Person],
    /// Newest first.
    pub events: &'a [Event],
    pub panels: &'a [Drawn],
}

pub fn card(view: &CardView) -> Markup {
    let lang = view.reader.lang;
    html! {
        (head(view))
        (record_body(tr::cards_data(lang), side(view), tr::cards_history(lang), history(view)))
    }
}

fn head(view: &CardView) -> Markup {
    let lang = view.reader.lang;
    let list = ["/", view.kind.plural].concat();
    let url = format!("{list}/{}", view.record.id);
    let number = format!("№ {}", view.record.id);
    let responsible = view.record.values.int("responsible_id").and_then(|id| view.lookup.user(id));
    record_head(&RecordHead {
        crumb: crumb(tr::cards_way(lang), &[((view.kind.names.many)(lang), Some(&list)), (&number, None)]),
        title: &view.record.title,
        title_edit_url: None,
        amount: None,
        actions: html! {
            @for panel in at(view, Place::Actions) { (panel.body.body) }
            @if view.can_edit { (btn(tr::cards_edit(lang)).icon("note").href([&url, "/edit"].concat())) }
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
    let lang = view.reader.lang;
    let mut sections: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in view.kind.fields.iter().filter(|field| !field.is_hidden && field.key != "name") {
        let heading = (field.section)(lang);
        match sections.iter_mut().find(|(there, _)| *there == heading) {
            Some((_, list)) => list.push(field),
            None => sections.push((heading, vec![field])),
        }
    }
    html! {
        @for (heading, fields) in &sections {
            @let rows: Vec<FieldRow> = fields.iter().map(|field| row(view, field)).collect();
            (side_section(heading, None, html! {}, field_rows(&rows)))
        }
        @for panel in at(view, Place::Side) { (section_of(panel)) }
    }
}

fn row<'a>(view: &'a CardView, field: &'a Field) -> FieldRow<'a> {
    let lang = view.reader.lang;
    let values = &view.record.values;
    let value =
        (!values.get(&field.key).is_empty()).then(|| full(&view.reader, field, values, view.lookup, view.registry));
    FieldRow { label: field.label.text(lang), value, has_links: false, empty: tr::ui_not_set(lang), edit_url: None }
}

fn history(view: &CardView) -> Markup {
    let lang = view.reader.lang;
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
    let lang = view.reader.lang;
    let author = event.user_id.and_then(|id| view.people.iter().find(|person| person.id == id.0));
    let author = author.map_or(tr::cards_korob(lang), |person| &person.name);
    let changed = changed_labels(view.kind, lang, event);
    let id = event.id.to_string();
    let when = format::datetime_short(lang, view.reader.zone, event.at, view.reader.now);
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
