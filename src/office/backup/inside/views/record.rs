//! A record as it was, beside what it is.

use super::standing;
use crate::kernel::Lang;
use crate::office::backup::inside::answers::Answer;
use crate::office::backup::inside::asked::records_of;
use crate::platform::events::Row;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{self, btn, form_actions, note, page_head};
use crate::platform::web::csrf;
use crate::records::past::{self, Past, Standing};
use crate::records::registry::{Field, Kind, Registry};
use crate::records::show::Reader;
use crate::records::store::children;
use crate::records::value::Record;
use maud::{Markup, html};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};

/// More comments than these are only counted.
const SHOWN_COMMENTS: usize = 20;

/// The record as it is, with its values in words.
pub(in crate::office::backup::inside) struct Today {
    pub record: Record,
    pub texts: HashMap<String, String>,
}

pub(in crate::office::backup::inside) struct RecordView<'a> {
    pub reader: &'a Reader,
    pub registry: &'a Registry,
    pub name: &'a str,
    /// What the backup is called.
    pub crumb: &'a str,
    pub kind: &'a Kind,
    pub past: &'a Past,
    pub today: Option<&'a Today>,
    /// Who wrote the comments.
    pub authors: &'a [(i64, String)],
    pub answer: Option<&'a Answer>,
}

pub(in crate::office::backup::inside) fn record(view: &RecordView<'_>) -> Markup {
    let lang = view.reader.lang;
    let standing_today = past::standing(view.kind, &view.past.record, view.today.map(|today| &today.record));
    let list = format!("{}/{}", records_of(view.name), view.kind.plural);
    let card = format!("/{}/{}", view.kind.plural, view.past.record.id);
    let has_card = !matches!(standing_today, Standing::Gone | Standing::Other);
    html! {
        (page_head(&view.past.record.title, "", html! { (standing(lang, standing_today)) }, html! {
            (btn((view.kind.names.many)(lang)).icon("left").href(list.as_str()))
            @if has_card { (btn(tr::past_open_today(lang)).href(card)) }
        }))
        div class="scroll" tabindex="0" role="region" aria-label=(view.past.record.title) {
            form class="form stack" method="post" action=(format!("{list}/{}", view.past.record.id)) {
                (csrf::field())
                @if let Some(today) = view.today { input type="hidden" name="version" value=(today.record.version); }
                @if let Some(answer) = view.answer { (said(lang, answer)) }
                p class="soft" { (view.crumb) ". " (what_now(lang, standing_today)) }
                (fields(view, standing_today))
                (hung_on_it(view))
                (deed(lang, standing_today))
            }
        }
    }
}

fn said(lang: Lang, answer: &Answer) -> Markup {
    let state = if answer.is_done { ui::State::Good } else { ui::State::Late };
    note(
        state,
        html! {
            b { (answer.heading) }
            @if answer.is_done && !answer.lines.is_empty() { ". " (tr::past_lost(lang)) ":" }
            @if !answer.lines.is_empty() { ul { @for line in &answer.lines { li { (line) } } } }
        },
    )
}

fn what_now(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Same => tr::past_is_same(lang),
        Standing::Changed => tr::past_is_changed(lang),
        Standing::InBin => tr::past_is_in_bin(lang),
        Standing::Gone => tr::past_is_gone(lang),
        Standing::Other => tr::past_other_record(lang),
    }
}

fn deed(lang: Lang, standing: Standing) -> Markup {
    let label = match standing {
        Standing::Changed => tr::past_bring_fields(lang),
        Standing::Gone | Standing::InBin => tr::past_bring_back(lang),
        Standing::Same | Standing::Other => return html! {},
    };
    form_actions(html! { (btn(label).primary().icon("undo").submit()) })
}

/// The fields that were filled or are, those that differ first of each line's eye: with a box to bring them back.
fn fields(view: &RecordView<'_>, standing: Standing) -> Markup {
    let lang = view.reader.lang;
    let today = view.today.filter(|_| standing != Standing::Other);
    let differing: Vec<&str> = today
        .map(|today| past::differing(view.kind, &view.past.record.values, &today.record.values))
        .unwrap_or_default()
        .into_iter()
        .map(|field| field.key.as_ref())
        .collect();
    let then = |field: &Field| view.past.texts.get(field.key.as_ref()).map_or("", String::as_str);
    let now = |field: &Field| today.and_then(|today| today.texts.get(field.key.as_ref())).map_or("", String::as_str);
    let is_shown = |field: &&Field| {
        !field.is_hidden
            && (!then(field).is_empty() || !now(field).is_empty() || differing.contains(&field.key.as_ref()))
    };
    html! {
        table class="then-now" {
            thead { tr {
                th scope="col" { (tr::past_field(lang)) }
                th scope="col" { (tr::past_then(lang)) }
                @if today.is_some() { th scope="col" { (tr::past_today(lang)) } }
            } }
            tbody { @for field in view.kind.fields.iter().filter(is_shown) {
                @let differs = differing.contains(&field.key.as_ref());
                @let label = field.label.text(lang);
                tr data-differs[differs] {
                    th scope="row" {
                        @if differs {
                            label class="opt" {
                                input class="check" type="checkbox" name="fields" value=(field.key) checked aria-label=(tr::past_take_field(lang, label));
                                (label)
                            }
                        } @else { (label) }
                    }
                    td { (shown(lang, then(field), differs)) }
                    @if today.is_some() { td { (today_cell(lang, then(field), now(field), differs)) } }
                }
            } }
        }
    }
}

/// What would be lost is struck out; what only follows, such as who changed it last, is told as it is.
fn today_cell(lang: Lang, then: &str, now: &str, differs: bool) -> Markup {
    html! {
        @if differs { s { (shown(lang, now, false)) } }
        @else if then == now { span class="muted" { (tr::past_same(lang)) } }
        @else { (shown(lang, now, false)) }
    }
}

fn shown(lang: Lang, text: &str, is_strong: bool) -> Markup {
    html! {
        @if text.is_empty() { span class="muted" { (tr::past_empty(lang)) } }
        @else if is_strong { b { (text) } }
        @else { (text) }
    }
}

/// Comments, files and links that belonged to it.
fn hung_on_it(view: &RecordView<'_>) -> Markup {
    let lang = view.reader.lang;
    let is_there = |row: &&Row| row.get("deleted_at").is_none_or(Json::is_null);
    let comments: Vec<_> = view.past.of_table("comments").filter(is_there).collect();
    let files: Vec<_> = view.past.of_table("attachments").filter(is_there).collect();
    let linked = linked(view);
    html! {
        @if !files.is_empty() {
            h2 { (tr::past_files(lang)) }
            ul { @for file in &files {
                @let size = file.get("size_bytes").and_then(Json::as_u64).unwrap_or_default();
                li { bdi { (text(file, "name")) } " " small class="muted" { (format::file_size(lang, size)) } }
            } }
        }
        @if !linked.is_empty() {
            h2 { (tr::past_linked(lang)) }
            ul { @for ((table, id), title) in &linked {
                @let kind = view.registry.by_plural(table);
                li {
                    @if let Ok(kind) = kind { span class="muted" { ((kind.names.one)(lang)) ": " } }
                    a class="link" href=(format!("{}/{table}/{id}", records_of(view.name))) { (title) }
                }
            } }
        }
        @if !comments.is_empty() {
            h2 { (tr::past_comments(lang)) " " span class="n" { (comments.len()) } }
            ul { @for comment in comments.iter().rev().take(SHOWN_COMMENTS) {
                @let author = comment.get("user_id").and_then(Json::as_i64);
                @let name = view.authors.iter().find(|(id, _)| Some(*id) == author).map_or("", |(_, name)| name.as_str());
                li { span class="muted" { (name) ": " } (text(comment, "body")) }
            } }
        }
    }
}

/// Other records that led here, or were paired with it from their end, each once.
fn linked<'v>(view: &'v RecordView<'_>) -> BTreeMap<(&'static str, i64), &'v str> {
    let pointing = view.past.pointing.iter();
    let mut found: BTreeMap<_, _> =
        pointing.map(|pointing| ((pointing.table, pointing.id), pointing.title.as_str())).collect();
    let is_own = |table: &str| view.kind.fields.iter().any(|field| children::table_of(field) == Some(table));
    for beside in view.past.beside.iter().filter(|beside| !is_own(beside.table)) {
        for (column, table) in beside.refers.iter().filter(|(_, table)| *table != "users") {
            let id = beside.row.get(*column).and_then(Json::as_i64).unwrap_or_default();
            if let Some((_, title)) = view.past.names.get(&((*table).to_owned(), id)) {
                found.insert((table, id), title);
            }
        }
    }
    found
}

fn text<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).and_then(Json::as_str).unwrap_or_default()
}
