//! Into what a lead is converted, and why it is junk.

use super::conversion::{Known, OF_DEAL, Proposal, Side, Target};
use crate::kernel::{FieldErrors, Lang};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::tr;
use crate::platform::ui::{
    Choice, Field, InputKind, State, btn, field, field_group, form_actions, form_section, input, note, page_head,
    radios, select, sheet, textarea,
};
use crate::platform::web::csrf;
use crate::records::Record;
use crate::records::options::OptionItem;
use crate::records::pages::reason::can_be_asked;
use crate::records::registry::MatchBy;
use crate::records::views::list::bulk::{Reason, SET, asked, asked_field};
use maud::{Markup, html};

pub(super) struct ConversionView<'a> {
    pub lang: Lang,
    pub proposal: &'a Proposal,
    pub looked_for: [&'a str; 2],
    /// What was chosen of the pipelines before; `None` on the first look.
    pub deal: Option<&'a str>,
    /// What the deal lacks, and what was said of it.
    pub missing: &'a Reason<'a>,
    pub errors: &'a FieldErrors,
    /// Somebody changed the lead meanwhile.
    pub is_overtaken: bool,
}

/// One of the two that a lead becomes, as it is asked for.
struct Question<'a> {
    name: &'static str,
    label: &'static str,
    none: &'static str,
    side: &'a Side,
    looked_for: &'a str,
}

pub(super) fn conversion(view: &ConversionView) -> Markup {
    let lang = view.lang;
    let lead = &view.proposal.lead;
    let errors = FormErrors::new(lang, &at_controls(view.errors));
    let contact = Question {
        name: "contact",
        label: tr::ui_contact(lang),
        none: tr::leads_conversion_no_contact(lang),
        side: &view.proposal.contact,
        looked_for: view.looked_for[0],
    };
    let company = Question {
        name: "company",
        label: tr::ui_company(lang),
        none: tr::leads_conversion_no_company(lang),
        side: &view.proposal.company,
        looked_for: view.looked_for[1],
    };
    let of_deal: Vec<(String, &str)> =
        view.missing.kind.fields.iter().map(|field| ([SET, &field.key].concat(), field.label.text(lang))).collect();
    let mut labels = vec![(contact.name, contact.label), (company.name, company.label), ("deal", tr::ui_deal(lang))];
    labels.extend(of_deal.iter().map(|(name, label)| (name.as_str(), *label)));
    html! {
        (page_head(&tr::leads_conversion_title(lang, &lead.title), "", html! {}, html! {}))
        (sheet(tr::leads_conversion(lang), html! {
            form class="stack" method="post" action={ "/leads/" (lead.id) "/conversion" } {
                (csrf::field())
                input type="hidden" name="version" value=(lead.version);
                @if view.is_overtaken { (overtaken(lang)) }
                (errors.summary(&labels))
                p class="soft" { (tr::leads_conversion_text(lang)) }
                (ask(lang, &contact, &errors))
                (ask(lang, &company, &errors))
                @if !view.proposal.pipelines.is_empty() { (ask_deal(view, &errors)) }
                (form_actions(html! {
                    (btn(tr::ui_cancel(lang)).href(format!("/leads/{}", lead.id)))
                    (btn(tr::leads_convert(lang)).primary().submit())
                }))
            }
        }))
    }
}

/// The problems of the deal by the names of their controls.
fn at_controls(errors: &FieldErrors) -> FieldErrors {
    let mut named = FieldErrors::default();
    for (key, problem) in errors.iter() {
        let name = key.strip_prefix(OF_DEAL).map_or_else(|| key.to_owned(), |key| [SET, key].concat());
        named.add(name, problem.clone());
    }
    named
}

fn overtaken(lang: Lang) -> Markup {
    note(State::Late, html! { p { (tr::leads_overtaken(lang)) } })
}

fn ask(lang: Lang, question: &Question, errors: &FormErrors) -> Markup {
    let side = question.side;
    let known: Vec<(String, String)> =
        side.known.iter().map(|known| (known.id.to_string(), known_label(lang, known))).collect();
    let new = tr::leads_conversion_new(lang, &side.title);
    let mut choices: Vec<Choice> = known
        .iter()
        .zip(&side.known)
        .map(|((value, label), known)| choice(value, label, side.usual == Target::Existing(known.id)))
        .collect();
    if side.new.is_some() {
        choices.push(choice("new", &new, side.usual == Target::New));
    }
    choices.push(choice("none", question.none, side.usual == Target::Nothing));
    let group = Field::new(question.name, question.label).error(errors.of(question.name));
    let find = Field::new(format!("{}_q", question.name), tr::leads_conversion_find(lang)).optional("");
    html! {
        section class="card" {
            div class="pad stack" {
                (field_group(&group, radios(&group, &choices)))
                div class="row" {
                    (input(&find, InputKind::Search, question.looked_for).attr("aria-label", find.label)
                        .attr("placeholder", find.label))
                    // Within the form of the conversion, which keeps what is chosen on both sides; also what Enter does in
                    // the field beside it.
                    (btn(tr::ui_search(lang)).icon("search").submit().attr("name", "find").attr("value", "1"))
                }
                @if side.is_in_vain {
                    p class="small soft" role="status" { (tr::records_none_search(lang, question.looked_for.trim())) }
                }
            }
        }
    }
}

/// Whether it becomes a deal, and where that begins.
fn ask_deal(view: &ConversionView, errors: &FormErrors) -> Markup {
    let lang = view.lang;
    let pipelines = &view.proposal.pipelines;
    let chosen = view.deal.map_or_else(|| pipelines[0].0.to_string(), str::to_owned);
    let codes: Vec<(String, String)> = pipelines
        .iter()
        .map(|(id, label)| {
            let new = tr::leads_conversion_new(lang, &view.proposal.lead.title);
            (id.to_string(), if pipelines.len() > 1 { [&new, " · ", label].concat() } else { new })
        })
        .collect();
    let none = chosen.is_empty() || chosen == "none";
    let mut choices: Vec<Choice> = codes.iter().map(|(code, label)| choice(code, label, *code == chosen)).collect();
    choices.push(choice("none", tr::leads_conversion_no_deal(lang), none));
    let group = Field::new("deal", tr::ui_deal(lang)).error(errors.of("deal"));
    let (asked, others): (Vec<_>, Vec<_>) = asked(view.missing).into_iter().partition(|field| can_be_asked(field));
    let others: Vec<&str> = others.iter().map(|field| field.label.text(lang)).collect();
    html! {
        section class="card" {
            div class="pad stack" {
                (field_group(&group, radios(&group, &choices)))
                @for field in asked { (asked_field(view.missing, field)) }
                // Those take more than one control; the lead hands them on.
                @if !others.is_empty() {
                    (note(State::Warn, html! { p {
                        (tr::boards_fill_in_first(lang, &others.join(", "))) " "
                        a class="link" href={ "/leads/" (view.proposal.lead.id) "/edit" } { (tr::boards_open_form(lang)) }
                    } }))
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

/// What was sent about junk, to be shown again.
#[derive(Default)]
pub(super) struct Typed {
    pub reason: String,
    pub note: String,
    pub errors: FieldErrors,
    pub is_overtaken: bool,
}

pub(super) fn junk(lang: Lang, lead: &Record, reasons: &[&OptionItem], typed: &Typed) -> Markup {
    let errors = FormErrors::new(lang, &typed.errors);
    let why = Field::new("junk_reason", tr::leads_junk_reason(lang)).error(errors.of("junk_reason"));
    let words = Field::new("junk_note", tr::leads_junk_note(lang))
        .optional(tr::ui_optional(lang))
        .hint(Some(tr::leads_junk_note_hint(lang)))
        .error(errors.of("junk_note"));
    let choices: Vec<Choice> =
        reasons.iter().map(|item| choice(&item.code, &item.label, item.code == typed.reason)).collect();
    html! {
        (page_head(&tr::leads_junk_title(lang, &lead.title), "", html! {}, html! {}))
        (sheet(tr::leads_junk(lang), html! {
            form class="stack" method="post" action={ "/leads/" (lead.id) "/junk" } {
                (csrf::field())
                input type="hidden" name="version" value=(lead.version);
                @if typed.is_overtaken { (overtaken(lang)) }
                (errors.summary(&[("junk_reason", why.label), ("junk_note", words.label)]))
                (form_section("", html! {
                    (field(&why, select(&why, Some(tr::ui_not_set(lang)), &choices)))
                    (field(&words, textarea(&words, &typed.note)))
                }))
                (form_actions(html! {
                    (btn(tr::ui_cancel(lang)).href(format!("/leads/{}", lead.id)))
                    (btn(tr::leads_junk_do(lang)).danger().submit())
                }))
            }
        }))
    }
}
