//! The table of a list, and its foot.

use super::{Frame, ListView};
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Cell, Column, OnPhone, Pager, ROW_BYTES, Row, Sorted, pager, row, table, table_head};
use crate::records::list::{PAGE_ROWS, Sort};
use crate::records::options;
use crate::records::registry::{Field, FieldType};
use crate::records::show::{cell, money_text};
use crate::records::value::{Record, Value};
use crate::records::views::fields::is_editable;
use maud::{Markup, Render, html};
use std::collections::BTreeMap;

pub fn of(view: &ListView) -> Markup {
    let frame = &view.frame;
    let label = tr::records_list_of(frame.lang(), (frame.kind.names.many)(frame.lang()));
    table(&label, top(frame), Rows(view))
}

/// The rows of a page, written at once where they belong: together they are most of it.
struct Rows<'a>(&'a ListView);

/// About what the rows take.
pub fn bytes(view: &ListView) -> usize {
    view.page.records.len() * ROW_BYTES
}

impl Render for Rows<'_> {
    fn render_to(&self, buffer: &mut String) {
        let Rows(view) = self;
        let (fields, card): (Vec<&Field>, _) = (view.frame.fields().collect(), view.frame.address.cards());
        buffer.reserve(bytes(view));
        for record in &view.page.records {
            record_row(view, &fields, &card(record.id), record).render_to(buffer);
        }
    }
}

fn top(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let title_href = sort_href(frame, "title");
    let hrefs: Vec<Option<String>> =
        frame.fields().map(|field| field.sort_column().map(|_| sort_href(frame, &field.key))).collect();
    let mut columns = vec![Column {
        label: (frame.kind.names.one)(lang),
        sort_href: Some(&title_href),
        sorted: sorted(frame, "title"),
        ..Column::default()
    }];
    for (index, (field, href)) in frame.fields().zip(&hrefs).enumerate() {
        columns.push(Column {
            label: field.label.text(lang),
            key: Some(&field.key),
            sort_href: href.as_deref(),
            sorted: sorted(frame, &field.key),
            is_numeric: is_numeric(field),
            priority: priority(index),
        });
    }
    table_head(Some(tr::records_select_page(lang)), &columns)
}

/// A click sorts upwards, the next downwards, the third as the view does.
fn sort_href(frame: &Frame, key: &str) -> String {
    let now = &frame.address.query.sort;
    let next = match (now.key == key, now.is_descending) {
        (false, _) => Sort::parse(&frame.kind, key).ok(),
        (true, false) => Sort::parse(&frame.kind, &format!("-{key}")).ok(),
        (true, true) => Some(frame.address.usual_sort().clone()),
    };
    // The key is one of a declared field, so it parses; if not, the list keeps its order.
    frame.address.with_sort(next.unwrap_or_else(|| now.clone())).href()
}

fn sorted(frame: &Frame, key: &str) -> Option<Sorted> {
    let sort = &frame.address.query.sort;
    (sort.key == key).then_some(if sort.is_descending { Sorted::Descending } else { Sorted::Ascending })
}

fn is_numeric(field: &Field) -> bool {
    matches!(field.field_type, FieldType::Money { .. } | FieldType::Integer { .. })
}

/// The first two columns stay as the sheet narrows, the later ones leave first.
fn priority(index: usize) -> Option<u8> {
    match index {
        0 | 1 => None,
        2 | 3 => Some(2),
        _ => Some(3),
    }
}

fn record_row(view: &ListView, fields: &[&Field], href: &str, record: &Record) -> Markup {
    let frame = &view.frame;
    let id = record.id.to_string();
    let can_edit = frame.may_edit(record);
    let label = tr::records_select_one(frame.lang(), &record.title);
    let note = (frame.kind.note.text)(&record.values);
    let cells: Vec<Cell> = fields
        .iter()
        .enumerate()
        .map(|(index, field)| Cell {
            content: cell(&frame.reader, field, &record.values, &frame.lookup),
            is_numeric: is_numeric(field),
            priority: priority(index),
            on_phone: match index {
                0 => OnPhone::Show,
                1 => OnPhone::End,
                _ => OnPhone::Hide,
            },
            edits: (can_edit && is_editable(field)).then_some(field.key.as_ref()),
        })
        .collect();
    row(
        &Row {
            id: &id,
            name: &record.title,
            href,
            mark: frame.mark.map(|mark| (mark.draw)(&frame.viewer, record)),
            note: (!note.is_empty() && note != record.title).then_some(note.as_str()),
            has_peek: true,
            tick_label: Some(&label),
            is_selected: view.peek.as_ref().is_some_and(|(id, _)| *id == record.id),
            is_dim: is_closed(frame, record),
        },
        &cells,
    )
}

/// Converted, junk, done: nothing is left to do.
fn is_closed(frame: &Frame, record: &Record) -> bool {
    if let Some(order) = frame.kind.work_order {
        return record.values.get(order.flag) == &Value::Bool(false);
    }
    let field = frame.kind.board_by.and_then(|key| frame.kind.field(key));
    let Some(Field { field_type: FieldType::Choice { list }, key, .. }) = field else { return false };
    let status = record.values.text(key).and_then(|code| frame.lookup.dictionary.find(list, code));
    status.and_then(|status| status.semantic.as_deref()).is_some_and(|semantic| semantic != options::OPEN)
}

pub fn foot(view: &ListView) -> Markup {
    let frame = &view.frame;
    let lang = frame.lang();
    let first = frame.address.first;
    let last = first + view.page.records.len() - 1;
    let number = |number: usize| format::integer(lang, number as i64);
    let range = html! {
        (tr::records_range(lang, &number(first), &number(last))) " " span id="list-count" { b { (frame.shown_count()) } }
    };
    let note = html! { span id="list-totals" { (ask_totals(frame)) } };
    let previous = view.page.previous.clone().map(|cursor| frame.address.page_before(cursor).href());
    let next = view.page.next.clone().map(|cursor| frame.address.page_after(cursor).href());
    let pages =
        if frame.is_capped() { String::new() } else { format!(" / {}", number(frame.count.div_ceil(PAGE_ROWS))) };
    let page = format!("{}{pages}", number((first - 1) / PAGE_ROWS + 1));
    pager(&Pager {
        range: &range,
        note: Some(&note),
        previous: (tr::ui_previous_page(lang), previous.as_deref()),
        next: (tr::ui_next_page(lang), next.as_deref()),
        page: &page,
    })
}

/// What is not counted before somebody wants to know.
fn ask_totals(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let has_sum = frame.kind.fields.iter().any(|field| matches!(field.field_type, FieldType::Money { .. }));
    let label = match (frame.is_capped(), has_sum) {
        (true, true) => tr::lists_ask_both(lang),
        (true, false) => tr::lists_ask_count(lang),
        (false, true) => tr::lists_ask_sum(lang),
        (false, false) => return html! {},
    };
    let url = [frame.path("/totals?").as_str(), &frame.address.query_string()].concat();
    html! { a class="link" href=(url) hx-get=(url) hx-target="#list-totals" hx-boost="false" hx-push-url="false" { (label) } }
}

/// The exact number of records, and the sum of each money field, by currency.
pub fn totals(lang: Lang, count: usize, sums: &[(&str, BTreeMap<String, i64>)]) -> Markup {
    html! {
        (tr::lists_exactly(lang, count as i64))
        @for (label, sums) in sums {
            @if !sums.is_empty() {
                " · " (label) ": "
                @for (index, (code, amount)) in sums.iter().enumerate() {
                    @if index > 0 { " + " }
                    b class="nw" { (money_text(lang, *amount, code)) }
                }
            }
        }
    }
}
