//! How a file is read, where its columns go, and the first rows as they will be. Every choice draws it anew.

use super::words;
use crate::kernel::{Lang, Problem};
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::Hue;
use crate::platform::ui::{
    Choice, Field, State, btn, card, field, field_group, form_actions, icon, note, page_head, radios, select, sheet,
    tag,
};
use crate::records::import::reading::encoding::Charset;
use crate::records::import::reading::table::Delimiter;
use crate::records::import::{Import, Plans, Policy, Preview, targets};
use crate::records::registry::Kind;
use maud::{Markup, html};

pub struct DraftView<'a> {
    pub lang: Lang,
    pub kind: &'a Kind,
    pub import: &'a Import,
    /// None where the file cannot be read as it was chosen to be.
    pub plans: Option<&'a Plans>,
    pub preview: Option<&'a Preview>,
    pub problem: Option<Problem>,
}

/// Files up to this size are rehearsed without being asked for.
const REHEARSED: u64 = 1024 * 1024;

/// The whole region, which is drawn anew with every choice.
pub fn draft(view: &DraftView) -> Markup {
    let lang = view.lang;
    let path = format!("/{}/import/{}", view.kind.plural, view.import.id);
    let title = tr::imports_title_file(lang, &view.import.file_name);
    html! {
        div id="import" class="import" {
            (page_head(&title, "", html! {}, html! {}))
            (sheet(&title, html! {
                form id="import-form" class="stack import-form" hx-post={ (path) "/plan" } hx-trigger="change" hx-target="#import"
                    hx-swap="outerHTML" method="post" action={ (path) "/start" } {
                    (crate::platform::web::csrf::field())
                    (recognised(view))
                    @if let Some(plans) = view.plans {
                        (duplicates(view))
                        (columns(view, plans))
                    }
                    @if let Some(preview) = view.preview { (first_rows(view, preview)) }
                    @if let Some(plans) = view.plans {
                        @let is_small = plans.survey.bytes <= REHEARSED;
                        div id="rehearsal" hx-post={ (path) "/rehearsal" } hx-include="#import-form"
                            hx-trigger=(if is_small { "load" } else { "rehearse" }) hx-swap="innerHTML" hx-target="this" {
                            @if is_small { p class="soft" role="status" { (tr::imports_rehearsing(lang)) } }
                        }
                    }
                    (form_actions(html! {
                        @if view.plans.is_some() {
                            (btn(tr::imports_start(lang)).primary().icon("import").submit())
                            (btn(tr::imports_rehearse(lang)).icon("eye").attr("hx-post", format!("{path}/rehearsal"))
                                .attr("hx-include", "#import-form").attr("hx-target", "#rehearsal").attr("hx-swap", "innerHTML")
                                .attr("hx-trigger", "click"))
                        }
                        (btn(tr::imports_discard(lang)).quiet().attr("hx-post", format!("{path}/deletion")).attr("hx-params", "none")
                            .attr("hx-trigger", "click"))
                    }))
                }
            }))
        }
    }
}

fn recognised(view: &DraftView) -> Markup {
    let lang = view.lang;
    let plan = &view.import.plan;
    let problem = view.problem.as_ref().map(|problem| i18n::problem(lang, problem));
    let found = view.plans.map(|plans| &plans.survey.form);
    let encoding_hint = found.map(|form| tr::imports_recognised(lang, form.encoding.name()));
    let charset = Field::new("charset", tr::imports_encoding(lang))
        .optional("")
        .hint(encoding_hint.as_deref())
        .error(problem.as_deref());
    let charsets: Vec<Choice> = Charset::ALL
        .into_iter()
        .map(|charset| Choice {
            value: charset.name(),
            label: charset.name(),
            is_chosen: plan.charset.as_deref() == Some(charset.name()),
            ..Choice::default()
        })
        .collect();
    let delimiter_hint =
        found.and_then(|form| form.delimiter).map(|found| tr::imports_recognised(lang, name_of(lang, found)));
    let delimiter = Field::new("delimiter", tr::imports_delimiter(lang)).optional("").hint(delimiter_hint.as_deref());
    let values: Vec<String> = Delimiter::ALL.iter().map(|delimiter| delimiter.char().to_string()).collect();
    let delimiters: Vec<Choice> = Delimiter::ALL
        .iter()
        .zip(&values)
        .map(|(delimiter, value)| Choice {
            value,
            label: name_of(lang, *delimiter),
            is_chosen: plan.delimiter == Some(delimiter.char()),
            ..Choice::default()
        })
        .collect();
    let survey = view.plans.map(|plans| &plans.survey);
    card(
        tr::imports_recognition(lang),
        None,
        html! {},
        html! {
            div class="form-grid" {
                (field(&charset, select(&charset, Some(tr::imports_automatic(lang)), &charsets)))
                (field(&delimiter, select(&delimiter, Some(tr::imports_automatic(lang)), &delimiters)))
            }
            @if survey.is_some_and(|survey| survey.is_single_column()) {
                (note(State::Warn, html! { (tr::imports_single_column(lang)) }))
            }
            @if survey.is_some_and(|survey| survey.unreadable > 0) {
                (note(State::Warn, html! { (tr::imports_unreadable_letters(lang)) }))
            }
        },
    )
}

fn name_of(lang: Lang, delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Semicolon => tr::imports_semicolon(lang),
        Delimiter::Comma => tr::imports_comma(lang),
        Delimiter::Tab => tr::imports_tab(lang),
        Delimiter::Pipe => tr::imports_pipe(lang),
        Delimiter::Space => tr::imports_space(lang),
    }
}

fn duplicates(view: &DraftView) -> Markup {
    let lang = view.lang;
    let of = Field::new("duplicates", tr::imports_duplicates(lang));
    let choices: Vec<Choice> = Policy::ALL
        .into_iter()
        .map(|policy| Choice {
            value: policy.code(),
            label: match policy {
                Policy::Skip => tr::imports_policy_skip(lang),
                Policy::Merge => tr::imports_policy_merge(lang),
                Policy::Allow => tr::imports_policy_allow(lang),
            },
            is_chosen: view.import.plan.duplicates == policy,
            ..Choice::default()
        })
        .collect();
    field_group(&of, radios(&of, &choices))
}

/// A line for each column: its title, what stands in it, where it goes.
fn columns(view: &DraftView, plans: &Plans) -> Markup {
    let lang = view.lang;
    let targets: Vec<(String, String)> = targets::all(view.kind)
        .into_iter()
        .map(|target| (target.name.clone(), targets::label(view.kind, &target, lang)))
        .collect();
    let left = plans.unmapped();
    let summary = tr::imports_columns_left(lang, left.len() as i64);
    card(
        tr::imports_columns(lang),
        (!left.is_empty()).then_some(summary.as_str()),
        html! {},
        html! {
            ul class="import-columns" {
                @for (at, title) in plans.survey.header.iter().enumerate() {
                    @let number = format::integer(lang, at as i64 + 1);
                    @let unnamed = tr::imports_unnamed(lang, &number);
                    @let title = if title.is_empty() { unnamed.as_str() } else { title.as_str() };
                    @let chosen = plans.columns.get(at).cloned().flatten();
                    @let of = Field::new(format!("column[{at}]"), title).optional("");
                    li data-s=[chosen.is_none().then_some("warn")] {
                        label for=(of.id()) {
                            b { (title) }
                            small class="muted" { (examples(plans, at)) }
                        }
                        (icon("right"))
                        (select(&of, Some(tr::imports_leave_out(lang)), &targets.iter().map(|(name, label)| Choice {
                            value: name,
                            label,
                            is_chosen: chosen.as_deref() == Some(name.as_str()),
                            ..Choice::default()
                        }).collect::<Vec<_>>()))
                    }
                }
            }
        },
    )
}

/// The first values of a column that are not empty.
fn examples(plans: &Plans, at: usize) -> String {
    let cells = plans.survey.preview.iter().filter_map(|row| row.cells.get(at));
    let filled: Vec<String> = cells
        .map(|cell| crate::kernel::text::single_line(cell))
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.chars().take(40).collect())
        .take(2)
        .collect();
    filled.join(" · ")
}

fn first_rows(view: &DraftView, preview: &Preview) -> Markup {
    let lang = view.lang;
    card(
        tr::imports_preview(lang),
        Some(tr::imports_preview_note(lang)),
        html! {},
        html! {
            div class="import-preview" tabindex="0" role="region" aria-label=(tr::imports_preview(lang)) {
                table class="table" data-flush {
                    thead { tr {
                        th scope="col" class="num" { (tr::imports_row(lang)) }
                        @for title in &preview.titles { th scope="col" { (title) } }
                    } }
                    tbody {
                        @for line in &preview.lines {
                            tr data-dim[line.reason.is_some()] {
                                td class="num" { (line.row) }
                                @if let Some(reason) = line.reason {
                                    td colspan=(preview.titles.len().max(1)) {
                                        (icon("warn")) " " (words::reason(lang, reason))
                                    }
                                }
                                @for cell in &line.cells {
                                    td title=(cell.text) {
                                        (cell.text)
                                        @if cell.is_new { " " (tag(tr::imports_new_value(lang), Hue::default())) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}
