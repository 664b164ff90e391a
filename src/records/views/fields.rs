//! The fields of a record as they are read: rows under headings, each edited where it stands.

use crate::platform::i18n::tr;
use crate::platform::ui::{FieldRow, Party, btn, field_rows, field_value, party, side_section};
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::show::{Lookup, Reader, cell, full, position_text};
use crate::records::value::Record;
use maud::{Markup, html};

/// A record as it is shown.
pub struct Shown<'a> {
    pub reader: Reader,
    pub registry: &'a Registry,
    pub kind: &'a Kind,
    pub record: &'a Record,
    pub lookup: &'a Lookup,
    /// Whether the viewer may change this very record: an observer sees it and no more.
    pub can_edit: bool,
}

/// Where a field is edited: what stands there when it was saved differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Among the fields of a card.
    Row,
    /// In a list.
    Cell,
    /// The heading of a card.
    Title,
}

impl At {
    pub fn code(self) -> &'static str {
        match self {
            At::Row => "row",
            At::Cell => "cell",
            At::Title => "title",
        }
    }

    pub fn parse(code: &str) -> At {
        [At::Cell, At::Title].into_iter().find(|at| at.code() == code).unwrap_or(At::Row)
    }
}

/// The URL that answers with the editor of a field.
pub fn edit_url(kind: &Kind, id: i64, field: &Field, at: At) -> String {
    format!("/{}/{id}/fields/{}?at={}", kind.plural, field.key, at.code())
}

/// Whether a field can be edited in place at all.
pub fn is_editable(field: &Field) -> bool {
    !field.is_read_only && !field.is_hidden
}

/// The field that is the title itself: the name of a company. A contact's title is put together from several.
pub fn title_field<'k>(kind: &'k Kind, record: &Record) -> Option<&'k Field> {
    let is_title = |field: &&Field| record.values.text(&field.key) == Some(record.title.as_str());
    let texts = kind.identity.iter().filter_map(|key| kind.field(key));
    texts.filter(|field| matches!(field.field_type, FieldType::Text { .. })).take(1).find(is_title)
}

/// All fields but those that stand elsewhere on the card, under their headings.
pub fn sections(shown: &Shown) -> Markup {
    let lang = shown.reader.lang;
    let title = title_field(shown.kind, shown.record).map(|field| field.key.as_ref());
    let mut sections: Vec<(&str, Vec<&Field>)> = Vec::new();
    let fields = shown.kind.fields.iter().filter(|field| !field.is_hidden && Some(field.key.as_ref()) != title);
    let is_shown = |field: &&Field| {
        let is_rare = field.is_rare || field.is_read_only;
        let is_missing = is_rare && shown.record.values.get(&field.key).is_empty();
        !is_missing && !is_part_of_sum(shown.kind, field) && !is_party(field)
    };
    for field in fields.filter(is_shown) {
        let heading = (field.section)(lang);
        match sections.iter_mut().find(|(there, _)| *there == heading) {
            Some((_, list)) => list.push(field),
            None => sections.push((heading, vec![field])),
        }
    }
    html! { @for (heading, fields) in &sections { (side_section(heading, None, html! {}, rows(shown, fields))) } }
}

/// A section for each field that holds several records.
pub fn linked(shown: &Shown) -> Markup {
    let lang = shown.reader.lang;
    let fields: Vec<&Field> = shown.kind.fields.iter().filter(|field| is_party(field) && !field.is_hidden).collect();
    html! {
        @for field in fields {
            @let count = shown.record.values.get(&field.key).as_links().len();
            @let note = (count > 0).then(|| count.to_string());
            (side_section(field.label.text(lang), note.as_deref(), html! {}, html! {
                div class="parties" data-inline=[url_of(shown, field)] { (parties(shown, field)) }
            }))
        }
    }
}

fn parties(shown: &Shown, field: &Field) -> Markup {
    let lang = shown.reader.lang;
    let FieldType::Links(links) = field.field_type else { return html! {} };
    let plural = shown.registry.kind(links.other_kind).map(|kind| kind.plural).unwrap_or_default();
    let items = shown.record.values.get(&field.key).as_links();
    html! {
        @for item in items {
            @if let Some(title) = shown.lookup.title(links.other_kind, item.id) {
                @let main = item.is_main && items.len() > 1;
                @let notes = [position_text(shown.lookup, &links, item), main.then(|| tr::cards_is_main(lang))];
                @let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                (party(&Party {
                    name: title,
                    href: &format!("/{plural}/{}", item.id),
                    note: (!note.is_empty()).then_some(note.as_str()),
                    actions: html! {},
                }))
            }
        }
        @if url_of(shown, field).is_some() {
            div class="pad-x" {
                @if items.is_empty() {
                    (btn(tr::ui_add(lang)).quiet().small().icon("plus").flag("data-inline-open"))
                } @else {
                    (btn(tr::cards_choose_links(lang)).quiet().small().icon("note").flag("data-inline-open"))
                }
            }
        } @else if items.is_empty() { p class="pad-x muted small" { (tr::ui_not_set(lang)) } }
    }
}

fn rows(shown: &Shown, fields: &[&Field]) -> Markup {
    let lang = shown.reader.lang;
    let urls: Vec<Option<String>> = fields.iter().map(|field| url_of(shown, field)).collect();
    let rows: Vec<FieldRow> = fields
        .iter()
        .zip(&urls)
        .map(|(field, url)| FieldRow {
            label: field.label.text(lang),
            value: value_of(shown, field),
            has_links: has_links(shown, field),
            empty: tr::ui_not_set(lang),
            edit_url: url.as_deref(),
        })
        .collect();
    field_rows(&rows)
}

/// What stands in the place of a field once it was saved.
pub fn saved(shown: &Shown, field: &Field, at: At) -> Markup {
    let lang = shown.reader.lang;
    match at {
        At::Title => html! { (shown.record.title) },
        At::Cell => cell(&shown.reader, field, &shown.record.values, shown.lookup),
        At::Row if is_party(field) => parties(shown, field),
        At::Row => {
            let url = url_of(shown, field);
            field_value(&FieldRow {
                label: field.label.text(lang),
                value: value_of(shown, field),
                has_links: has_links(shown, field),
                empty: tr::ui_not_set(lang),
                edit_url: url.as_deref(),
            })
        }
    }
}

fn url_of(shown: &Shown, field: &Field) -> Option<String> {
    (shown.can_edit && is_editable(field)).then(|| edit_url(shown.kind, shown.record.id, field, At::Row))
}

fn value_of(shown: &Shown, field: &Field) -> Option<Markup> {
    let values = &shown.record.values;
    (!values.get(&field.key).is_empty()).then(|| full(&shown.reader, field, values, shown.lookup, shown.registry))
}

/// A button may not hold links, nor lists.
fn has_links(shown: &Shown, field: &Field) -> bool {
    let is_filled = !shown.record.values.get(&field.key).is_empty();
    is_filled
        && matches!(
            field.field_type,
            FieldType::Points(_) | FieldType::Link { .. } | FieldType::Links(_) | FieldType::Reference(_)
        )
}

/// The currency is shown, and edited, with its sum.
fn is_part_of_sum(kind: &Kind, field: &Field) -> bool {
    field.field_type == FieldType::Currency && !kind.sum_of(&field.key).is_empty()
}

/// Linked records have sections of their own.
pub fn is_party(field: &Field) -> bool {
    matches!(field.field_type, FieldType::Links(_))
}
