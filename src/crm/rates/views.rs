//! The office's rates, as administrators see them.

use super::pages::Typed;
use super::store::Rate;
use crate::kernel::{FieldErrors, Lang, currency};
use crate::platform::i18n::{self, format, tr};
use crate::platform::settings::Office;
use crate::platform::ui::{
    Choice, Column, Dialog, Field, InputKind, State, btn, dialog, dialog_footer, empty, field, icon_btn, input, note,
    page_head, select, table, table_head,
};
use crate::platform::web::csrf;
use maud::{Markup, html};

const BASE: &str = "/settings/currencies";

pub(super) struct Index<'a> {
    pub lang: Lang,
    pub office: &'a Office,
    /// By currency, the latest first.
    pub rates: &'a [Rate],
    /// `yyyy-mm-dd`
    pub today: &'a str,
    /// The last one of the page before: its currency and day.
    pub after: Option<(&'a str, &'a str)>,
    pub has_more: bool,
}

pub(super) fn index(index: &Index<'_>) -> Markup {
    let Index { lang, office, rates, today, after, has_more } = *index;
    let base = currency::find(&office.currency).map_or(office.currency.as_str(), |base| base.name(lang));
    let add = || {
        btn(tr::rates_add(lang))
            .primary()
            .icon("plus")
            .attr("hx-get", [BASE, "/new"].concat())
            .attr("hx-target", "#dialogs")
            .attr("hx-swap", "innerHTML")
    };
    html! {
        (page_head(tr::rates_title(lang), &tr::rates_in(lang, base), html! {}, html! { (add()) }))
        @if rates.is_empty() {
            (empty("globe", tr::rates_none(lang), tr::rates_why(lang), html! { (add()) }))
        } @else {
            (table(tr::rates_title(lang), head(lang), html! {
                @for (rate, holds) in rates.iter().zip(holding(rates, today, after)) { (row(lang, rate, holds)) }
            }))
            @if let Some(last) = rates.last().filter(|_| has_more) {
                p class="pad" {
                    a class="link" href={ (BASE) "?currency=" (last.currency) "&before=" (last.valid_from) } { (tr::ui_show_earlier(lang)) }
                }
            }
        }
    }
}

/// Of each currency the latest that has begun holds.
fn holding(rates: &[Rate], today: &str, after: Option<(&str, &str)>) -> Vec<bool> {
    let mut found = after.filter(|(_, day)| *day <= today).map(|(code, _)| code);
    let mut holding = Vec::with_capacity(rates.len());
    for rate in rates {
        let holds = found != Some(&rate.currency) && rate.valid_from.as_str() <= today;
        if holds {
            found = Some(&rate.currency);
        }
        holding.push(holds);
    }
    holding
}

fn head(lang: Lang) -> Markup {
    let column = |label| Column { label, ..Column::default() };
    let columns =
        [column(tr::rates_rate(lang)), column(tr::rates_from(lang)), Column { label: "", ..Column::default() }];
    table_head(None, &columns)
}

fn row(lang: Lang, rate: &Rate, holds: bool) -> Markup {
    let line = told(lang, rate);
    html! {
        tr {
            td {
                b class="num" { (line) }
                @if holds { " " span class="tag" { (tr::rates_holds(lang)) } }
            }
            td data-m="end" { (day(lang, rate)) }
            td class="fit" data-m="end" {
                span class="row" {
                    (icon_btn("note", &tr::rates_edit(lang, &line)).small().attr("hx-get", format!("{BASE}/{}/edit", rate.id))
                        .attr("hx-target", "#dialogs").attr("hx-swap", "innerHTML"))
                    (icon_btn("trash", &tr::rates_delete(lang, &line)).small()
                        .attr("hx-post", format!("{BASE}/{}/deletion", rate.id)).attr("hx-swap", "none"))
                }
            }
        }
    }
}

/// "1 USD = 91,25 ₽"
pub fn told(lang: Lang, rate: &Rate) -> String {
    let worth = match currency::find(&rate.base) {
        Some(base) => format::rate(lang, rate.rate_micro, base),
        None => format::millionths(lang, rate.rate_micro),
    };
    tr::rates_line(lang, &rate.currency, &worth)
}

fn day(lang: Lang, rate: &Rate) -> String {
    rate.valid_from.parse().map_or_else(|_| rate.valid_from.clone(), |day| format::date(lang, day))
}

pub(super) struct RateForm<'a> {
    pub lang: Lang,
    pub office: &'a Office,
    /// `None` for a new one.
    pub of: Option<i64>,
    pub typed: &'a Typed,
    pub errors: &'a FieldErrors,
    /// What it is now, where somebody changed it meanwhile.
    pub now: Option<&'a Rate>,
}

pub(super) fn form(form: &RateForm<'_>) -> Markup {
    let RateForm { lang, office, typed, .. } = *form;
    let (url, title) = match form.of {
        Some(id) => (format!("{BASE}/{id}/edit"), tr::options_edit(lang)),
        None => (format!("{BASE}/new"), tr::rates_add(lang)),
    };
    let problem = |name: &str| form.errors.first(name).map(|problem| i18n::problem(lang, problem));
    let errors = [problem("currency"), problem("rate").or_else(|| problem("rate_micro")), problem("valid_from")];
    let others = currency::CURRENCIES.iter().filter(|known| known.code != office.currency);
    let named: Vec<(&str, String)> =
        others.map(|known| (known.code, [known.code, " · ", known.name(lang)].concat())).collect();
    let choices: Vec<Choice> = named
        .iter()
        .map(|(code, label)| Choice { value: code, label, is_chosen: *code == typed.currency, is_disabled: false })
        .collect();
    let (at_rate, hint) = (tr::rates_worth(lang, &office.currency), tr::rates_hint(lang));
    let of = Field::new("currency", tr::crm_currency(lang)).error(errors[0].as_deref());
    let rate = Field::new("rate", &at_rate).error(errors[1].as_deref());
    let from = Field::new("valid_from", tr::rates_from(lang)).error(errors[2].as_deref()).hint(Some(hint));
    let body = html! {
        form id="rate" class="stack" method="post" hx-post=(url) hx-swap="none" {
            (csrf::field())
            @if form.of.is_some() { input type="hidden" name="was" value=(typed.was); }
            @if let Some(now) = form.now {
                (note(State::Late, html! { p { (tr::options_overtaken(lang)) } p { (told(lang, now)) ", " (day(lang, now)) } }))
            }
            (field(&of, select(&of, form.of.is_none().then_some(tr::rates_choose(lang)), &choices)))
            (field(&rate, input(&rate, InputKind::Decimal, &typed.rate).attr("maxlength", "40")))
            (field(&from, input(&from, InputKind::Text, &typed.valid_from).attr("maxlength", "40")))
        }
    };
    let verb = btn(tr::ui_save(lang)).primary().submit().attr("form", "rate");
    dialog(
        &Dialog { id: "rate-dialog", title, close: tr::ui_close(lang), is_open: false },
        body,
        dialog_footer(tr::ui_cancel(lang), verb),
    )
}
