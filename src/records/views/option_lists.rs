//! The lists the office edits, as administrators see them.

use crate::kernel::{FieldErrors, Lang};
use crate::platform::i18n::{self, format, tr};
use crate::platform::ui::{
    Choice, Dialog, Field, Hue, InputKind, State, btn, dialog, dialog_footer, dot, field, field_group, icon, icon_btn,
    input, menu, menu_item, note, page_head, ring, select,
};
use crate::platform::web::csrf;
use crate::records::options::{NewOption, OptionItem, is_fixed};
use crate::records::registry::{End, Meaning};
use maud::{Markup, html};

const LABELS: [(&str, Lang); 3] = [("label_en", Lang::En), ("label_ru", Lang::Ru), ("label_pl", Lang::Pl)];

/// One list, and where it is used.
pub struct ListOf {
    pub list: String,
    /// "Leads: Status"
    pub title: String,
    pub items: Vec<OptionItem>,
    /// What values may mean.
    pub meanings: Vec<Meaning>,
}

impl ListOf {
    fn meaning(&self, item: &OptionItem) -> Option<&Meaning> {
        self.meanings.iter().find(|meaning| item.semantic.as_deref() == Some(meaning.key))
    }
}

pub fn lists(lang: Lang, lists: &[ListOf]) -> Markup {
    html! {
        (page_head(tr::options_lists(lang), &format::integer(lang, lists.len() as i64), html! {}, html! {}))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::options_lists(lang)) {
            ul class="option-lists" {
                @for of in lists {
                    li {
                        a href={ "/settings/lists/" (of.list) } {
                            span class="grow" { b { (of.title) } }
                            span class="samples" {
                                @for item in of.items.iter().filter(|item| !item.is_archived).take(5) { (shown(of, item)) }
                                @if of.items.len() > 5 { span class="muted" { "+" (of.items.len() - 5) } }
                            }
                            (icon("right"))
                        }
                    }
                }
            }
        }
    }
}

fn shown(of: &ListOf, item: &OptionItem) -> Markup {
    let hue = Hue::parse(&item.color).unwrap_or_default();
    if item.is_archived || of.meaning(item).is_some_and(|meaning| meaning.end == Some(End::Bad)) {
        ring(&item.label, hue)
    } else {
        dot(&item.label, hue)
    }
}

/// A list with its values in their order; `counts` says how many records hold each.
pub fn list(lang: Lang, of: &ListOf, counts: &std::collections::HashMap<String, i64>) -> Markup {
    let base = format!("/settings/lists/{}", of.list);
    let add = btn(tr::options_add(lang))
        .primary()
        .icon("plus")
        .attr("hx-get", format!("{base}/new"))
        .attr("hx-target", "#dialogs")
        .attr("hx-swap", "innerHTML");
    let back = btn(tr::options_lists(lang)).icon("left").href("/settings/lists");
    html! {
        (page_head(&of.title, "", html! {}, html! { (back) (add) }))
        div class="scroll" tabindex="0" role="region" aria-label=(of.title) {
            form class="option-list" action={ (base) "/order" } method="post" data-columns hx-post={ (base) "/order" }
                hx-trigger="change" hx-swap="none" {
                (csrf::field())
                @for (index, item) in of.items.iter().enumerate() {
                    (line(lang, of, item, index, counts.get(&item.code).copied().unwrap_or_default()))
                }
            }
            p class="hint pad" { (tr::options_hint(lang)) }
        }
        @for item in &of.items { (deeds(lang, &base, of, item)) }
    }
}

fn line(lang: Lang, of: &ListOf, item: &OptionItem, index: usize, count: i64) -> Markup {
    let others: Vec<&str> = item.labels.iter().map(String::as_str).filter(|label| *label != item.label).collect();
    let menu_id = format!("deeds-{}", item.id);
    let more = tr::options_deeds(lang, &item.label);
    html! {
        div class="option-line" data-column-key=(item.id) data-dim[item.is_archived] {
            input type="hidden" name="ids" value=(item.id);
            span class="grip" title=(tr::options_drag(lang)) { (icon("grip")) }
            span class="grow" { (shown(of, item)) " " @if !others.is_empty() { small class="muted" { (others.join(" · ")) } } }
            span class="tags" {
                @if let Some(meaning) = of.meaning(item) { span class="tag" { ((meaning.name)(lang)) } }
                @if item.is_archived { span class="tag" { (tr::options_archived(lang)) } }
            }
            span class="muted num" { (tr::options_used(lang, count)) }
            (icon_btn("up", &tr::options_up(lang, &item.label)).small().disabled(index == 0)
                .attr("hx-post", format!("/settings/lists/{}/{}/up", of.list, item.id)).attr("hx-swap", "none").attr("hx-params", "none"))
            (icon_btn("dots", &more).small().opens_menu(&menu_id))
        }
    }
}

fn deeds(lang: Lang, base: &str, of: &ListOf, item: &OptionItem) -> Markup {
    let path = |deed: &str| format!("{base}/{}/{deed}", item.id);
    let is_fixed = is_fixed(&of.items, item);
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

fn hue_name(lang: Lang, hue: Hue) -> &'static str {
    match hue {
        Hue::Slate => tr::options_hue_slate(lang),
        Hue::Sky => tr::options_hue_sky(lang),
        Hue::Blue => tr::options_hue_blue(lang),
        Hue::Indigo => tr::options_hue_indigo(lang),
        Hue::Violet => tr::options_hue_violet(lang),
        Hue::Pink => tr::options_hue_pink(lang),
        Hue::Orange => tr::options_hue_orange(lang),
        Hue::Amber => tr::options_hue_amber(lang),
        Hue::Lime => tr::options_hue_lime(lang),
        Hue::Green => tr::options_hue_green(lang),
    }
}

/// The form of a new value, or of one there is.
pub struct OptionForm<'a> {
    pub lang: Lang,
    /// The office's language: a value has a name in it.
    pub office_lang: Lang,
    pub list: &'a str,
    /// The id of the value and the version that was read; `None` for a new one.
    pub of: Option<(i64, i64)>,
    pub typed: &'a NewOption,
    /// Those a new value can have, each with its name.
    pub meanings: &'a [(&'a str, &'a str)],
    pub errors: &'a FieldErrors,
    /// What the value is now, where somebody changed it meanwhile.
    pub overtaken_by: Option<&'a OptionItem>,
}

pub fn form(form: &OptionForm<'_>) -> Markup {
    let OptionForm { lang, list, typed, meanings, .. } = *form;
    let action = match form.of {
        Some((id, _)) => format!("/settings/lists/{list}/{id}/edit"),
        None => format!("/settings/lists/{list}/new"),
    };
    let title = if form.of.is_some() { tr::options_edit(lang) } else { tr::options_add(lang) };
    let body = html! {
        form id="option" class="stack" method="post" hx-post=(action) hx-swap="none" {
            (csrf::field())
            @if let Some((_, version)) = form.of { input type="hidden" name="version" value=(version); }
            @if let Some(item) = form.overtaken_by { (note(State::Late, stands(lang, item))) }
            (looks(lang, form.office_lang, &typed.labels, &typed.color, form.errors))
            @if form.of.is_none() && meanings.iter().any(|(key, _)| !key.is_empty()) {
                @let part = Field::new("semantic", tr::options_meaning(lang));
                @let choices: Vec<Choice> = meanings.iter().map(|(value, label)| Choice {
                    value,
                    label,
                    is_chosen: *value == typed.semantic.as_deref().unwrap_or_default(),
                    is_disabled: false,
                }).collect();
                (field(&part, select(&part, None, &choices)))
            }
        }
    };
    let verb = btn(tr::ui_save(lang)).primary().submit().attr("form", "option");
    dialog(
        &Dialog { id: "option-dialog", title, close: tr::ui_close(lang), is_open: false },
        body,
        dialog_footer(tr::ui_cancel(lang), verb),
    )
}

/// What a value is called in each language, and its hue: the office's language and the reader's own come first; all but
/// the office's may stay empty.
pub fn looks(lang: Lang, office_lang: Lang, labels: &[String; 3], color: &str, errors: &FieldErrors) -> Markup {
    let mut order: Vec<usize> = (0..LABELS.len()).collect();
    order.sort_by_key(|index| (LABELS[*index].1 != office_lang, LABELS[*index].1 != lang));
    html! {
        @for index in order {
            @let (name, of) = LABELS[index];
            @let label = tr::options_name(lang, of.own_name());
            @let error = errors.first(name).map(|problem| i18n::problem(lang, problem));
            @let part = Field::new(name, &label).error(error.as_deref());
            @let part = if of == office_lang { part } else { part.optional(tr::ui_optional(lang)) };
            (field(&part, input(&part, InputKind::Text, &labels[index]).attr("maxlength", "100")))
        }
        (field_group(&Field::new("color", tr::options_color(lang)), html! {
            div class="hue-choice" {
                @for hue in Hue::ALL {
                    label data-c=(hue.name()) title=(hue_name(lang, hue)) {
                        input type="radio" name="color" value=(hue.name()) checked[hue.name() == color]
                            aria-label=(hue_name(lang, hue));
                        span {}
                    }
                }
            }
        }))
    }
}

/// What a value is now, in the languages of the form.
pub fn stands(lang: Lang, item: &OptionItem) -> Markup {
    let hue = Hue::parse(&item.color).unwrap_or_default();
    html! {
        p { (tr::options_overtaken(lang)) }
        p { (dot(&item.labels.join(" · "), hue)) " (" (hue_name(lang, hue)) ")" }
    }
}

/// Asks where the records of a value go before it does.
pub fn deletion(lang: Lang, url: &str, item: &OptionItem, count: i64, others: &[OptionItem]) -> Markup {
    let title = tr::options_delete_title(lang, &item.label);
    let body = html! {
        form id="option" class="stack" method="post" hx-post=(url) hx-swap="none" {
            (csrf::field())
            @if count == 0 {
                p { (tr::options_delete_unused(lang)) }
            } @else {
                p { (tr::options_delete_used(lang, count)) }
                @let part = Field::new("to", tr::options_move_to(lang));
                @let choices: Vec<Choice> = others.iter().map(|other| Choice {
                    value: &other.code,
                    label: &other.label,
                    ..Choice::default()
                }).collect();
                (field(&part, select(&part, None, &choices)))
            }
        }
    };
    let verb = if count == 0 { tr::options_delete(lang) } else { tr::options_move_and_delete(lang) };
    let verb = btn(verb).danger().submit().attr("form", "option");
    dialog(
        &Dialog { id: "option-dialog", title: &title, close: tr::ui_close(lang), is_open: false },
        body,
        dialog_footer(tr::ui_cancel(lang), verb),
    )
}
