//! Into what a lead is converted, and why it is junk.

use super::conversion::{Conversion, Known, Proposal, Side, Target};
use crate::kernel::{FieldErrors, Lang};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::tr;
use crate::platform::ui::{
    Choice, Field, InputKind, btn, field, field_group, form_actions, form_section, input, page_head, radios, select,
    sheet, textarea,
};
use crate::platform::web::csrf;
use crate::records::Record;
use crate::records::options::OptionItem;
use crate::records::registry::MatchBy;
use maud::{Markup, html};

pub(super) struct ConversionView<'a> {
    pub lang: Lang,
    pub proposal: &'a Proposal,
    pub chosen: Conversion,
    pub looked_for: [&'a str; 2],
    pub errors: &'a FieldErrors,
}

pub(super) fn conversion(view: &ConversionView) -> Markup {
    let lang = view.lang;
    let lead = &view.proposal.lead;
    let errors = FormErrors::new(lang, view.errors);
    let (contact, company) = (tr::ui_contact(lang), tr::ui_company(lang));
    let action = format!("/leads/{}/conversion", lead.id);
    html! {
        (page_head(&tr::leads_conversion_title(lang, &lead.title), "", html! {}, html! {}))
        (sheet(tr::leads_conversion(lang), html! {
            form class="stack" method="post" action=(action) {
                (csrf::field())
                input type="hidden" name="version" value=(lead.version);
                (errors.summary(&[("contact", contact), ("company", company)]))
                p class="soft" { (tr::leads_conversion_text(lang)) }
                (side(view, "contact", contact, &view.proposal.contact, view.chosen.contact, view.looked_for[0], &errors))
                (side(view, "company", company, &view.proposal.company, view.chosen.company, view.looked_for[1], &errors))
                (form_actions(html! {
                    (btn(tr::ui_cancel(lang)).href(format!("/leads/{}", lead.id)))
                    (btn(tr::leads_convert(lang)).primary().submit())
                }))
            }
            // The searches send their own small form.
            form id="looking" method="get" action=(action) {}
        }))
    }
}

fn side(
    view: &ConversionView,
    name: &str,
    label: &str,
    side: &Side,
    chosen: Target,
    looked_for: &str,
    errors: &FormErrors,
) -> Markup {
    let lang = view.lang;
    let known: Vec<(String, String)> =
        side.known.iter().map(|known| (known.id.to_string(), known_label(lang, known))).collect();
    let new = tr::leads_conversion_new(lang, &side.title);
    let none =
        if name == "contact" { tr::leads_conversion_no_contact(lang) } else { tr::leads_conversion_no_company(lang) };
    let mut choices: Vec<Choice> = known
        .iter()
        .zip(&side.known)
        .map(|((value, label), known)| choice(value, label, chosen == Target::Existing(known.id)))
        .collect();
    if side.new.is_some() {
        choices.push(choice("new", &new, chosen == Target::New));
    }
    choices.push(choice("none", none, chosen == Target::Nothing));
    let group = Field::new(name, label).error(errors.of(name));
    let find = Field::new(format!("{name}_q"), tr::leads_conversion_find(lang)).optional("");
    html! {
        section class="card" {
            div class="pad stack" {
                (field_group(&group, radios(&group, &choices)))
                div class="row" {
                    (input(&find, InputKind::Search, looked_for).attr("form", "looking").attr("aria-label", find.label)
                        .attr("placeholder", find.label))
                    (btn(tr::ui_search(lang)).icon("search").submit().attr("form", "looking"))
                }
            }
        }
    }
}

fn choice<'a>(value: &'a str, label: &'a str, is_chosen: bool) -> Choice<'a> {
    Choice { value, label, is_chosen, is_disabled: false }
}

/// "ООО «Ромашка» — same phone".
fn known_label(lang: Lang, known: &Known) -> String {
    let why = match known.by {
        None => return known.title.clone(),
        Some(MatchBy::Phone) => tr::leads_same_phone(lang),
        Some(MatchBy::Email) => tr::leads_same_email(lang),
        Some(MatchBy::TaxId(_)) => tr::leads_same_tax_id(lang),
        Some(MatchBy::Title | MatchBy::ExternalId) => tr::leads_same_name(lang),
    };
    tr::leads_known_client(lang, &known.title, why)
}

pub(super) fn junk(
    lang: Lang,
    lead: &Record,
    reasons: &[&OptionItem],
    [reason, note]: [&str; 2],
    errors: &FieldErrors,
) -> Markup {
    let errors = FormErrors::new(lang, errors);
    let why = Field::new("junk_reason", tr::leads_junk_reason(lang)).error(errors.of("junk_reason"));
    let words = Field::new("junk_note", tr::leads_junk_note(lang))
        .optional(tr::ui_optional(lang))
        .hint(Some(tr::leads_junk_note_hint(lang)))
        .error(errors.of("junk_note"));
    let choices: Vec<Choice> =
        reasons.iter().map(|item| choice(&item.code, &item.label, item.code == reason)).collect();
    html! {
        (page_head(&tr::leads_junk_title(lang, &lead.title), "", html! {}, html! {}))
        (sheet(tr::leads_junk(lang), html! {
            form class="stack" method="post" action={ "/leads/" (lead.id) "/junk" } {
                (csrf::field())
                input type="hidden" name="version" value=(lead.version);
                (errors.summary(&[("junk_reason", why.label), ("junk_note", words.label)]))
                (form_section("", html! {
                    (field(&why, select(&why, Some(tr::ui_not_set(lang)), &choices)))
                    (field(&words, textarea(&words, note)))
                }))
                (form_actions(html! {
                    (btn(tr::ui_cancel(lang)).href(format!("/leads/{}", lead.id)))
                    (btn(tr::leads_junk_do(lang)).danger().submit())
                }))
            }
        }))
    }
}
