//! A record as it was, beside what it is.

use super::{standing, undo};
use crate::kernel::Lang;
use crate::office::backup::inside::answers::Answer;
use crate::office::backup::inside::asked::records_of;
use crate::platform::events::Row;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{self, btn, form_actions, note, page_head};
use crate::platform::web::csrf;
use crate::records::past::{self, Beside, Hung, Past, Standing};
use crate::records::registry::{Field, Kind, Registry};
use crate::records::show::Reader;
use crate::records::store::children;
use crate::records::value::Record;
use maud::{Markup, html};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// Comments and files that are not there any more.
    pub missing: &'a BTreeSet<Hung>,
    pub answer: Option<&'a Answer>,
}

pub(in crate::office::backup::inside) fn record(view: &RecordView<'_>) -> Markup {
    let lang = view.reader.lang;
    let standing_today = match past::standing(view.kind, &view.past.record, view.today.map(|today| &today.record)) {
        Standing::Same if !view.missing.is_empty() => Standing::Changed,
        standing => standing,
    };
    let list = format!("{}/{}", records_of(view.name), view.kind.plural);
    let card = format!("/{}/{}", view.kind.plural, view.past.record.id);
    let has_card = !matches!(standing_today, Standing::Gone | Standing::Other);
    html! {
        (page_head(&view.past.record.title, "", html! { (standing(lang, standing_today)) }, html! {
            (btn((view.kind.names.many)(lang)).icon("left").href(list.as_str()))
            @if has_card { (btn(tr::past_open_today(lang)).href(card)) }
        }))
        div class="scroll" tabindex="0" role="region" aria-label=(view.past.record.title) {
            @if let Some(answer) = view.answer { div class="form stack" { (said(lang, answer)) (undo(lang, answer.action)) } }
            form class="form stack" method="post" action=(format!("{list}/{}", view.past.record.id)) {
                (csrf::field())
                @if let Some(today) = view.today { input type="hidden" name="version" value=(today.record.version); }
                p class="soft" { (view.crumb) ". " (what_now(lang, standing_today)) }
                (fields(view, standing_today))
                (hung_on_it(view, matches!(standing_today, Standing::Changed | Standing::InBin)))
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

/// Comments, files and links that belonged to it; what was taken off, with a box to bring it back where the record is there.
fn hung_on_it(view: &RecordView<'_>, is_offered: bool) -> Markup {
    let lang = view.reader.lang;
    let is_missing = |beside: &Beside| view.missing.contains(&(beside.table, beside.id));
    let of_table = |table: &'static str| {
        let is_there = |row: &Row| row.get("deleted_at").is_none_or(Json::is_null);
        view.past.beside.iter().filter(move |beside| beside.table == table && is_there(&beside.row))
    };
    let files: Vec<_> = of_table("attachments").collect();
    let (mut comments, others): (Vec<_>, Vec<_>) = of_table("comments").rev().partition(|beside| is_missing(beside));
    let count = comments.len() + others.len();
    comments.extend(others.into_iter().take(SHOWN_COMMENTS.saturating_sub(comments.len())));
    let boxed = |beside: &Beside, field: &str, content: Markup| {
        hung(lang, (is_offered && is_missing(beside)).then_some((field, beside.id)), content)
    };
    let linked = linked(view);
    html! {
        @if !files.is_empty() {
            h2 { (tr::past_files(lang)) }
            ul { @for file in &files {
                @let size = file.row.get("size_bytes").and_then(Json::as_u64).unwrap_or_default();
                li { (boxed(file, "files", html! {
                    bdi { (text(&file.row, "name")) } " " small class="muted" { (format::file_size(lang, size)) }
                })) }
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
            h2 { (tr::past_comments(lang)) " " span class="n" { (count) } }
            ul { @for comment in &comments {
                @let author = comment.row.get("user_id").and_then(Json::as_i64).unwrap_or_default();
                @let name = view.past.names.get(&("users".to_owned(), author)).map_or("", |(_, name)| name.as_str());
                li { (boxed(comment, "comments", html! {
                    span class="muted" { (name) ": " } (text(&comment.row, "body"))
                })) }
            } }
        }
    }
}

/// Something that hung on it; with the field and number of its box, if it can be brought back.
fn hung(lang: Lang, offered: Option<(&str, i64)>, content: Markup) -> Markup {
    html! {
        @if let Some((field, id)) = offered {
            label class="opt" {
                input class="check" type="checkbox" name=(field) value=(id) checked;
                span { (content) " " (standing(lang, Standing::Gone)) }
            }
        } @else { (content) }
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
