//! What is done with the ticked rows: the bar, and the dialogs that ask what it needs.

use super::ListView;
use crate::kernel::{Access, FieldErrors, Lang, Problem, currency};
use crate::platform::i18n::{self, tr};
use crate::platform::ui::{
    BulkBar, Choice, Dialog, Field as FormField, btn, bulk_bar, dialog, dialog_footer, field, input, menu, menu_item,
    select,
};
use crate::platform::ui::{InputKind, check_field, textarea};
use crate::platform::web::csrf;
use crate::records::options::{Dictionary, OptionItem};
use crate::records::registry::{Field, FieldType, Kind};
use maud::{Markup, html};

/// Names of forms that a dialog sends, beside those of fields.
pub const SET: &str = "set.";

pub fn bar(view: &ListView) -> Markup {
    let frame = &view.frame;
    let lang = frame.lang();
    let query = frame.address.query_string();
    let all = tr::records_bulk_all(lang, &frame.shown_count());
    let bar = BulkBar {
        label: tr::records_bulk(lang),
        count: tr::records_bulk_selected(lang),
        all_in_view: (frame.count > view.page.records.len()).then_some(all.as_str()),
        view_query: &query,
        clear: tr::records_bulk_clear(lang),
    };
    let may_edit = frame.may(Access::Edit);
    let may_assign = may_edit && frame.viewer.may_assign();
    let asks = |label, icon, url: String| {
        btn(label).icon(icon).attr("hx-get", url).attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML")
    };
    let mut actions = Vec::new();
    if may_assign {
        actions.push(btn(tr::records_bulk_assign(lang)).icon("swap").opens_menu("bulk-assign"));
    }
    if may_edit {
        actions.push(asks(tr::records_bulk_status(lang), "task", frame.path("/bulk/change")));
        actions.push(asks(tr::records_bulk_tag(lang), "tag", frame.path("/bulk/tags")));
    }
    if frame.may(Access::Delete) {
        let url = frame.path("/bulk/deletion");
        actions.push(
            btn(tr::records_bulk_delete(lang))
                .bad()
                .icon("trash")
                .submit()
                .attr("formaction", url.clone())
                .attr("hx-post", url)
                .attr("hx-swap", "none"),
        );
    }
    let assign = frame.path("/bulk/assignment");
    let people = html! {
        @for person in &frame.people {
            (menu_item(&person.name).attr("hx-post", assign.as_str()).attr("hx-include", "#bulk").attr("hx-swap", "none")
                .attr("hx-vals", format!(r#"{{"responsible_id":"{}"}}"#, person.id)))
        }
    };
    html! {
        (bulk_bar(&bar, &actions))
        @if may_assign { (menu("bulk-assign", tr::records_bulk_assign_title(lang), people)) }
    }
}

/// Asks which value of which choice the ticked records get; again with what was `chosen` and what is wrong with it.
pub fn change_dialog(
    lang: Lang,
    kind: &Kind,
    dictionary: &Dictionary,
    chosen: &str,
    problem: Option<&Problem>,
) -> Markup {
    let url = format!("/{}/bulk/change", kind.plural);
    let error = problem.map(|problem| i18n::problem(lang, problem));
    let part = FormField::new("change", tr::lists_bulk_value(lang)).error(error.as_deref());
    let value = |field: &Field, code: &str| [&field.key, "=", code].concat();
    let choice = |value: &str, label: &str| html! { option value=(value) selected[value == chosen] { (label) } };
    let body = html! {
        form id="bulk-change" class="stack" method="post" hx-post=(url) hx-include="#bulk" hx-swap="none" {
            (field(&part, html! {
                select class="input" id=(part.id()) name="change" required aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| [&part.id(), "-error"].concat())] {
                    option value="" { (tr::lists_bulk_choose(lang)) }
                    @for field in choices(kind) {
                        @if let FieldType::Choice { list } = field.field_type {
                            optgroup label=(field.label.text(lang)) {
                                @for item in dictionary.offered(list).filter(|item| is_chosen(kind, item) && !item.is_group_archived) {
                                    (choice(&value(field, &item.code), &item.full_label()))
                                }
                                @if !field.is_required && kind.board_by != Some(field.key.as_ref()) {
                                    (choice(&value(field, ""), tr::records_is_empty(lang)))
                                }
                            }
                        }
                    }
                }
            }))
        }
    };
    let verb = btn(tr::lists_bulk_change(lang)).primary().submit().attr("form", "bulk-change");
    in_dialog(lang, tr::records_bulk_change_title(lang), body, dialog_footer(tr::ui_cancel(lang), verb))
}

/// Whether people set this value, and no deed of its own does.
fn is_chosen(kind: &Kind, item: &OptionItem) -> bool {
    let meaning = kind.meanings.iter().find(|meaning| Some(meaning.key) == item.semantic.as_deref());
    meaning.is_none_or(|meaning| meaning.is_chosen)
}

/// The choice fields that people may fill, the station of the record first.
fn choices(kind: &Kind) -> Vec<&Field> {
    let mut fields: Vec<&Field> =
        kind.form_fields().filter(|field| matches!(field.field_type, FieldType::Choice { .. })).collect();
    fields.sort_by_key(|field| kind.board_by != Some(field.key.as_ref()));
    fields
}

/// What was typed into the dialog of tags.
#[derive(Debug, Default)]
pub struct TypedTags<'a> {
    pub names: &'a str,
    pub is_removal: bool,
    pub problem: Option<Problem>,
}

/// Asks which tags to add or to take away.
pub fn tags_dialog(lang: Lang, kind: &Kind, tags: &[(String, String)], typed: &TypedTags<'_>) -> Markup {
    let url = format!("/{}/bulk/tags", kind.plural);
    let error = typed.problem.as_ref().map(|problem| i18n::problem(lang, problem));
    let part = FormField::new("tags", tr::records_tags(lang)).hint(Some(tr::records_bulk_tag_hint(lang)));
    let part = part.error(error.as_deref());
    let body = html! {
        form id="bulk-tags" class="stack" method="post" hx-post=(url) hx-include="#bulk" hx-swap="none" {
            (field(&part, input(&part, InputKind::Text, typed.names).attr("list", "known-tags").attr("maxlength", "500").autocomplete("off")))
            datalist id="known-tags" { @for (name, _) in tags { option value=(name) {} } }
            (check_field("is_removal", tr::lists_bulk_untag(lang), typed.is_removal))
        }
    };
    let verb = btn(tr::lists_bulk_change(lang)).primary().submit().attr("form", "bulk-tags");
    in_dialog(lang, tr::lists_bulk_tags(lang), body, dialog_footer(tr::ui_cancel(lang), verb))
}

/// A change that needs more to be said first.
pub struct Reason<'a> {
    pub lang: Lang,
    pub kind: &'a Kind,
    pub dictionary: &'a Dictionary,
    pub title: &'a str,
    /// What is on the button.
    pub verb: &'a str,
    /// Where the form goes, and what it sends again.
    pub url: &'a str,
    pub pairs: &'a [(String, String)],
    pub errors: &'a FieldErrors,
    /// What sums are in, where that is known.
    pub currency: Option<&'a str>,
}

/// Asks for the fields that were missing, and does the same again with them.
pub fn reason_dialog(reason: &Reason) -> Markup {
    let lang = reason.lang;
    let rest = reason.pairs.iter().filter(|(name, _)| !name.starts_with(SET) && name != "csrf");
    let body = html! {
        form id="reason" class="stack" method="post" hx-post=(reason.url) hx-swap="none" {
            (csrf::field())
            @for (name, value) in rest { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="dialog" value="1";
            @for field in asked(reason) {
                div data-unsaid[reason.errors.first(&field.key).is_some()] { (asked_field(reason, field)) }
            }
        }
    };
    let verb = btn(reason.verb).primary().submit().attr("form", "reason");
    in_dialog(lang, reason.title, body, dialog_footer(tr::ui_cancel(lang), verb))
}

/// The fields that are missing or wrong, and those that were said already.
pub fn asked<'a>(reason: &Reason<'a>) -> Vec<&'a Field> {
    let is_said = |field: &Field| reason.pairs.iter().any(|(name, _)| is_set(name, field));
    let is_asked = |field: &&Field| reason.errors.first(&field.key).is_some() || is_said(field);
    reason.kind.fields.iter().filter(is_asked).collect()
}

fn is_set(name: &str, field: &Field) -> bool {
    name.strip_prefix(SET) == Some(field.key.as_ref())
}

/// One control for a field, with what was said of it.
pub fn asked_field(reason: &Reason, asked: &Field) -> Markup {
    let lang = reason.lang;
    let typed = reason.pairs.iter().find(|(name, _)| is_set(name, asked)).map_or("", |(_, value)| value.as_str());
    let is_first_time = !reason.pairs.iter().any(|(name, _)| is_set(name, asked));
    let problem =
        reason.errors.first(&asked.key).filter(|_| !is_first_time).map(|problem| i18n::problem(lang, problem));
    let name = [SET, &asked.key].concat();
    let label = match (&asked.field_type, reason.currency.and_then(currency::find)) {
        (FieldType::Money { .. }, Some(known)) => [asked.label.text(lang), ", ", known.symbol(lang)].concat(),
        _ => asked.label.text(lang).to_owned(),
    };
    let part = FormField::new(name, label.as_str()).error(problem.as_deref());
    match asked.field_type {
        FieldType::Choice { list } => {
            let choices: Vec<Choice> = reason
                .dictionary
                .offered(list)
                .map(|item| Choice {
                    value: &item.code,
                    label: &item.label,
                    is_chosen: item.code == typed,
                    is_disabled: false,
                })
                .collect();
            field(&part, select(&part, Some(tr::lists_bulk_choose(lang)), &choices))
        }
        FieldType::Money { .. } => field(&part, input(&part, InputKind::Decimal, typed)),
        FieldType::Integer { .. } => field(&part, input(&part, InputKind::Integer, typed)),
        FieldType::Bool => {
            let choice =
                |value: &'static str, label| Choice { value, label, is_chosen: value == typed, is_disabled: false };
            let choices = [choice("1", tr::ui_yes(lang)), choice("0", tr::ui_no(lang))];
            field(&part, select(&part, Some(tr::lists_bulk_choose(lang)), &choices))
        }
        FieldType::Date => field(&part, input(&part, InputKind::Date, typed)),
        FieldType::LongText { .. } => field(&part, textarea(&part, typed)),
        FieldType::Text { max } if max > 300 => field(&part, textarea(&part, typed)),
        _ => field(&part, input(&part, InputKind::Text, typed)),
    }
}

fn in_dialog(lang: Lang, title: &str, body: Markup, footer: Markup) -> Markup {
    dialog(&Dialog { id: "ask", title, close: tr::ui_close(lang), is_open: false }, body, footer)
}
