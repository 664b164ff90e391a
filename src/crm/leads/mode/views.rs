//! The choice between two ways of work, and what the second would make of the open leads.

use super::super::conversion::{Proposal, Side, Target};
use crate::kernel::{FieldErrors, Lang};
use crate::platform::events::Action;
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{Count, tr};
use crate::platform::ui::{
    Choice, Field, State, btn, check_field, field, field_group, form_actions, note, page_head, radios, select, sheet,
};
use crate::platform::web::csrf;
use crate::records::list::CAP;
use crate::records::options::OptionItem;
use maud::{Markup, html};

pub(super) struct ModeView<'a> {
    pub lang: Lang,
    pub has_leads: bool,
    /// What is chosen, which may be something else while it is refused.
    pub is_without: bool,
    pub proposals: &'a [Proposal],
    /// Open leads.
    pub count: usize,
    pub pipelines: &'a [OptionItem],
    /// Where enquiries begin without leads.
    pub pipeline_id: Option<i64>,
    /// The decision that led here.
    pub done: Option<Action>,
    pub errors: &'a FieldErrors,
}

pub(super) fn page(view: &ModeView) -> Markup {
    let lang = view.lang;
    let errors = FormErrors::new(lang, view.errors);
    let mode = Field::new("mode", tr::leads_mode(lang)).error(errors.of("mode"));
    let choices = [
        choice("leads", tr::leads_mode_choose_leads(lang), !view.is_without),
        choice("deals", tr::leads_mode_choose_deals(lang), view.is_without),
    ];
    let pipeline = Field::new("pipeline", tr::leads_mode_pipeline(lang)).error(errors.of("pipeline"));
    let offered = view.pipelines.iter().map(|item| choice(&item.code, &item.label, Some(item.id) == view.pipeline_id));
    html! {
        (page_head(tr::leads_mode(lang), "", html! {}, html! {}))
        (sheet(tr::leads_mode(lang), html! {
            form class="stack" method="post" action="/settings/leads" hx-post="/settings/leads" hx-swap="none" {
                (csrf::field())
                @if let Some(action) = &view.done { (told(view, action)) }
                (errors.summary(&[("mode", mode.label), ("pipeline", pipeline.label)]))
                p class="soft" { (tr::leads_mode_text(lang)) }
                (field_group(&mode, radios(&mode, &choices)))
                (field(&pipeline, select(&pipeline, None, &offered.collect::<Vec<_>>())))
                @if view.count > 0 { (open_leads(view)) }
                (form_actions(html! { (btn(tr::ui_save(lang)).primary().submit()) }))
            }
        }))
    }
}

fn told(view: &ModeView, action: &Action) -> Markup {
    let lang = view.lang;
    let text = if view.has_leads { tr::leads_mode_with(lang) } else { tr::leads_mode_without(lang) };
    note(
        State::Good,
        html! { p { (text) " " a class="link" href={ "/actions/" (action.id.0) } { (tr::ui_undo(lang)) } } },
    )
}

/// What becomes of those that are there: in an office without leads, of those that stayed.
fn open_leads(view: &ModeView) -> Markup {
    let lang = view.lang;
    let more = view.count.saturating_sub(view.proposals.len());
    html! {
        (check_field("convert", &tr::leads_mode_convert(lang, Count::capped(view.count as i64, CAP as i64)), true))
        section class="card" {
            header { h2 { (tr::leads_mode_preview(lang)) } }
            div class="scroll-x" {
                table class="table" {
                    thead { tr {
                        th scope="col" { (tr::ui_lead(lang)) }
                        th scope="col" { (tr::ui_contact(lang)) }
                        th scope="col" { (tr::ui_company(lang)) }
                    } }
                    tbody {
                        @for proposal in view.proposals {
                            tr {
                                td { a class="link" href={ "/leads/" (proposal.lead.id) } { (proposal.lead.title) } }
                                td { (side(lang, &proposal.contact)) }
                                td { (side(lang, &proposal.company)) }
                            }
                        }
                    }
                }
            }
            @if more > 0 { div class="pad" { (note(State::Neutral, html! { (tr::leads_mode_more(lang, Count::capped(more as i64, CAP as i64))) })) } }
        }
    }
}

/// Whom a lead would become.
fn side(lang: Lang, side: &Side) -> Markup {
    match side.usual {
        Target::Nothing => html! { span class="muted" { "—" } },
        Target::New => html! { (tr::leads_conversion_new(lang, &side.title)) },
        Target::Existing(id) => {
            let known = side.known.iter().find(|known| known.id == id);
            html! { @if let Some(known) = known { (known.title) } }
        }
    }
}

fn choice<'a>(value: &'a str, label: &'a str, is_chosen: bool) -> Choice<'a> {
    Choice { value, label, is_chosen, is_disabled: false }
}
