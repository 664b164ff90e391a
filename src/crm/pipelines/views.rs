//! The pipelines of the office with their stages, as administrators see them.

use super::forms::Typed;
use super::model::Stage;
use super::service::can_be_required;
use crate::kernel::{FieldErrors, Lang};
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::{
    Choice, Dialog, Field, Hue, InputKind, State, btn, check_field, checks, dialog, dialog_footer, dot, field,
    field_group, icon, icon_btn, input, menu, menu_item, note, page_head, ring, select,
};
use crate::platform::web::csrf;
use crate::records::options::{OptionItem, is_fixed};
use crate::records::registry::{Kind, Meaning};
use crate::records::views::option_lists::{looks, stands};
use maud::{Markup, html};
use std::collections::HashMap;

const BASE: &str = "/settings/pipelines";

pub(super) struct PipelineView {
    pub item: OptionItem,
    pub stages: Vec<Stage>,
}

/// `counts` says how many deals stand at each stage.
pub(super) fn index(lang: Lang, kind: &Kind, all: &[PipelineView], counts: &HashMap<String, i64>) -> Markup {
    let add = opens(tr::pipelines_add(lang), format!("{BASE}/new")).primary();
    let items: Vec<OptionItem> = all.iter().map(|pipeline| pipeline.item.clone()).collect();
    let count_of = |stage: &Stage| counts.get(&stage.item.code).copied().unwrap_or_default();
    html! {
        (page_head(tr::pipelines_title(lang), &format::integer(lang, all.len() as i64), html! {}, html! { (add) }))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::pipelines_title(lang)) {
            @if all.len() > 1 {
                (order_form(&format!("{BASE}/order"), html! {
                    @for (index, pipeline) in all.iter().enumerate() {
                        @let deals = pipeline.stages.iter().map(count_of).sum();
                        (line(lang, &pipeline.item, index, BASE, html! {}, deals))
                    }
                }))
            }
            @for pipeline in all {
                section class="pipeline" {
                    header {
                        h2 { (dot(&pipeline.item.label, hue(&pipeline.item))) }
                        @if pipeline.item.is_archived { span class="tag" { (tr::options_archived(lang)) } }
                        span class="row" {
                            (opens(tr::pipelines_add_stage(lang), format!("{BASE}/{}/stages/new", pipeline.item.id)).small())
                            @if all.len() == 1 { (more(lang, &pipeline.item)) }
                        }
                    }
                    (order_form(&format!("{BASE}/{}/stages/order", pipeline.item.id), html! {
                        @for (index, stage) in pipeline.stages.iter().enumerate() {
                            (line(lang, &stage.item, index, "/settings/stages", facts(lang, kind, stage), count_of(stage)))
                        }
                    }))
                }
            }
            p class="hint pad" { (tr::pipelines_hint(lang)) }
        }
        @for pipeline in all {
            (deeds(lang, BASE, &pipeline.item, is_fixed(&items, &pipeline.item)))
            @let stages: Vec<OptionItem> = pipeline.stages.iter().map(|stage| stage.item.clone()).collect();
            @for stage in &stages { (deeds(lang, "/settings/stages", stage, is_fixed(&stages, stage))) }
        }
    }
}

fn opens(label: &str, url: String) -> crate::platform::ui::Btn<'_> {
    btn(label).icon("plus").attr("hx-get", url).attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML")
}

/// Lines that are dragged, or moved with Alt and the arrow keys.
fn order_form(url: &str, lines: Markup) -> Markup {
    html! {
        form class="option-list" action=(url) method="post" data-columns hx-post=(url) hx-trigger="change" hx-swap="none" {
            (csrf::field())
            (lines)
        }
    }
}

fn line(lang: Lang, item: &OptionItem, index: usize, base: &str, facts: Markup, count: i64) -> Markup {
    let others: Vec<&str> = item.labels.iter().map(String::as_str).filter(|label| *label != item.label).collect();
    html! {
        div class="option-line" data-column-key=(item.id) data-dim[item.is_archived] {
            input type="hidden" name="ids" value=(item.id);
            span class="grip" title=(tr::options_drag(lang)) { (icon("grip")) }
            span class="grow" {
                @if item.is_archived || item.semantic.as_deref() == Some(super::LOST) { (ring(&item.label, hue(item))) }
                @else { (dot(&item.label, hue(item))) }
                " " @if !others.is_empty() { small class="muted" { (others.join(" · ")) } }
            }
            span class="tags" { (facts) @if item.is_archived { span class="tag" { (tr::options_archived(lang)) } } }
            span class="muted num" { (tr::options_used(lang, count)) }
            (icon_btn("up", &tr::options_up(lang, &item.label)).small().disabled(index == 0)
                .attr("hx-post", format!("{base}/{}/up", item.id)).attr("hx-swap", "none").attr("hx-params", "none"))
            (more(lang, item))
        }
    }
}

/// What a stage means and asks for.
fn facts(lang: Lang, kind: &Kind, stage: &Stage) -> Markup {
    let label = |key: &String| kind.field(key).map(|field| field.label.text(lang).to_owned());
    let required: Vec<String> = stage.rules.required.iter().filter_map(label).collect();
    html! {
        @if let Some(meaning) = meaning(kind, &stage.item).filter(|meaning| meaning.end.is_some()) {
            span class="tag" { ((meaning.name)(lang)) }
        } @else {
            span class="tag" { (tr::pipelines_likely(lang, &stage.rules.probability.to_string())) }
        }
        @if let Some(days) = stage.rules.norm_days { span class="tag" { (tr::pipelines_norm(lang, &days.to_string())) } }
        @if stage.rules.must_not_be_skipped { span class="tag" { (tr::pipelines_unskippable(lang)) } }
        @if !required.is_empty() { span class="tag" { (tr::pipelines_asks_for(lang, &required.join(", "))) } }
    }
}

fn meaning<'k>(kind: &'k Kind, item: &OptionItem) -> Option<&'k Meaning> {
    kind.meanings.iter().find(|meaning| item.semantic.as_deref() == Some(meaning.key))
}

fn hue(item: &OptionItem) -> Hue {
    Hue::parse(&item.color).unwrap_or_default()
}

fn more(lang: Lang, item: &OptionItem) -> Markup {
    let menu_id = format!("deeds-{}", item.id);
    html! { (icon_btn("dots", &tr::options_deeds(lang, &item.label)).small().opens_menu(&menu_id)) }
}

fn deeds(lang: Lang, base: &str, item: &OptionItem, is_fixed: bool) -> Markup {
    let path = |deed: &str| format!("{base}/{}/{deed}", item.id);
    menu(
        &format!("deeds-{}", item.id),
        &tr::options_deeds(lang, &item.label),
        html! {
            (menu_item(tr::options_edit(lang)).icon("note").dialog(path("edit")))
            @if item.is_archived {
                (menu_item(tr::options_unarchive(lang)).icon("undo").attr("hx-post", path("unarchived")).attr("hx-swap", "none"))
            } @else if !is_fixed {
                (menu_item(tr::options_archive(lang)).icon("box").attr("hx-post", path("archived")).attr("hx-swap", "none"))
            }
            @if !is_fixed { (menu_item(tr::options_delete(lang)).icon("trash").dialog(path("deletion"))) }
        },
    )
}

/// What the dialogs of a pipeline and a stage have alike.
pub(super) struct LooksForm<'a> {
    pub lang: Lang,
    /// The office's language: everything has a name in it.
    pub office_lang: Lang,
    /// The number and the version that was read; `None` for a new one.
    pub of: Option<(i64, i64)>,
    pub typed: &'a Typed,
    pub errors: &'a FieldErrors,
    /// What it is now, where somebody changed it meanwhile.
    pub now: Option<&'a OptionItem>,
}

pub(super) fn pipeline_form(form: &LooksForm<'_>) -> Markup {
    let lang = form.lang;
    let (url, title) = match form.of {
        Some((id, _)) => (format!("{BASE}/{id}/edit"), tr::options_edit(lang)),
        None => (format!("{BASE}/new"), tr::pipelines_add(lang)),
    };
    in_dialog(
        form,
        &url,
        title,
        html! { @if form.of.is_none() { p class="hint" { (tr::pipelines_begins_with(lang)) } } },
    )
}

pub(super) fn stage_form(form: &LooksForm<'_>, kind: &Kind, pipeline: i64) -> Markup {
    let LooksForm { lang, typed, .. } = *form;
    let (url, title) = match form.of {
        Some((id, _)) => (format!("/settings/stages/{id}/edit"), tr::options_edit(lang)),
        None => (format!("{BASE}/{pipeline}/stages/new"), tr::pipelines_add_stage(lang)),
    };
    let problem = |name: &str| form.errors.first(name).map(|problem| i18n::problem(lang, problem));
    let (at_semantic, at_probability) = (problem("semantic"), problem("probability"));
    let (at_norm, at_required) = (problem("norm_days"), problem("required"));
    let meanings: Vec<Choice> = kind
        .meanings
        .iter()
        .map(|meaning| Choice {
            value: meaning.key,
            label: (meaning.name)(lang),
            is_chosen: meaning.key == typed.semantic,
            is_disabled: false,
        })
        .collect();
    let offered: Vec<Choice> = kind
        .form_fields()
        .filter(|field| can_be_required(kind, &field.key))
        .map(|field| Choice {
            value: &field.key,
            label: field.label.text(lang),
            is_chosen: typed.required.iter().any(|key| *key == field.key),
            is_disabled: false,
        })
        .collect();
    let semantic = Field::new("semantic", tr::options_meaning(lang)).error(at_semantic.as_deref());
    let probability = Field::new("probability", tr::deals_probability(lang)).error(at_probability.as_deref());
    let norm = Field::new("norm_days", tr::pipelines_norm_days(lang)).error(at_norm.as_deref());
    let norm = norm.hint(Some(tr::pipelines_norm_hint(lang))).optional(tr::ui_optional(lang));
    let required = Field::new("required", tr::pipelines_required(lang)).error(at_required.as_deref());
    let required = required.optional(tr::ui_optional(lang));
    let rules = html! {
        @if form.of.is_none() { (field(&semantic, select(&semantic, None, &meanings))) }
        (field(&probability, input(&probability, InputKind::Integer, &typed.probability).attr("maxlength", "5")))
        (field(&norm, input(&norm, InputKind::Integer, &typed.norm_days).attr("maxlength", "7")))
        (check_field("must_not_be_skipped", tr::pipelines_not_left_out(lang), typed.must_not_be_skipped))
        details open[!typed.required.is_empty() || at_required.is_some()] {
            summary { (tr::pipelines_required(lang)) }
            (field_group(&required, checks(&required, &offered)))
        }
    };
    in_dialog(form, &url, title, rules)
}

fn in_dialog(form: &LooksForm<'_>, url: &str, title: &str, more: Markup) -> Markup {
    let LooksForm { lang, typed, .. } = *form;
    let body = html! {
        form id="option" class="stack" method="post" hx-post=(url) hx-swap="none" {
            (csrf::field())
            @if let Some((_, version)) = form.of { input type="hidden" name="version" value=(version); }
            @if let Some(item) = form.now { (note(State::Late, stands(lang, item))) }
            (looks(lang, form.office_lang, &typed.labels, &typed.color, form.errors))
            (more)
        }
    };
    let verb = btn(tr::ui_save(lang)).primary().submit().attr("form", "option");
    dialog(
        &Dialog { id: "option-dialog", title, close: tr::ui_close(lang), is_open: false },
        body,
        dialog_footer(tr::ui_cancel(lang), verb),
    )
}

/// Deletes it, or says why not and archives it instead.
pub(super) fn pipeline_deletion(lang: Lang, item: &OptionItem, count: i64) -> Markup {
    let (text, deed, verb) = match count {
        0 => (tr::pipelines_delete_unused(lang), "deletion", btn(tr::options_delete(lang)).danger()),
        _ => (tr::pipelines_in_use(lang), "archived", btn(tr::options_archive(lang)).primary()),
    };
    let can_do = count == 0 || !item.is_archived;
    let body = html! {
        form id="option" class="stack" method="post" hx-post=(format!("{BASE}/{}/{deed}", item.id)) hx-swap="none" {
            (csrf::field())
            p { (text) }
            @if count > 0 { p class="muted" { (tr::options_used(lang, count)) } }
        }
    };
    let title = tr::options_delete_title(lang, &item.label);
    let footer = match can_do {
        true => dialog_footer(tr::ui_cancel(lang), verb.submit().attr("form", "option")),
        false => html! { (btn(tr::ui_close(lang)).flag("data-close")) },
    };
    dialog(&Dialog { id: "option-dialog", title: &title, close: tr::ui_close(lang), is_open: false }, body, footer)
}
