//! The stages of a deal, what can be done with it, and the deals of a client.

use super::fields::KEY;
use crate::crm::pipelines::{OPEN, STAGES};
use crate::crm::rates::{self, Rate};
use crate::kernel::{Lang, Timestamp};
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Hue, Line, Stage as StageOf, StageBar, btn, dot, icon, lines, stage_bar, stage_line};
use crate::platform::web::csrf;
use crate::records::Record;
use crate::records::options::{Dictionary, OptionItem};
use crate::records::show::money_text;
use chrono_tz::Tz;
use maud::{Markup, html};
use std::collections::HashMap;

/// What can be done with a deal; `None` where it cannot.
pub(super) struct Actions<'a> {
    pub lang: Lang,
    pub deal: &'a Record,
    pub won: Option<&'a OptionItem>,
    pub lost: Option<&'a OptionItem>,
    pub reopens_at: Option<&'a OptionItem>,
    pub can_repeat: bool,
}

pub(super) fn actions(view: &Actions) -> Markup {
    let lang = view.lang;
    let url = format!("/deals/{}/board", view.deal.id);
    let deed = |label, icon, stage: &OptionItem| {
        btn(label)
            .icon(icon)
            .attr("hx-post", url.clone())
            .attr("hx-vals", move_to(view.deal, stage))
            .attr("hx-swap", "none")
    };
    html! {
        @if let Some(stage) = view.won { (deed(tr::deals_win(lang), "check", stage).good()) }
        @if let Some(stage) = view.lost { (deed(tr::deals_lose(lang), "x", stage).bad()) }
        @if let Some(stage) = view.reopens_at { (deed(tr::deals_reopen(lang), "undo", stage)) }
        @if view.can_repeat {
            form class="inline" method="post" action={ "/deals/" (view.deal.id) "/repetition" } {
                (csrf::field())
                (btn(tr::deals_repeat_do(lang)).icon("copy").submit())
            }
        }
    }
}

pub(super) fn stages(
    lang: Lang,
    deal: &Record,
    current: &OptionItem,
    shown: &[&OptionItem],
    spent: &HashMap<i64, i64>,
    can_edit: bool,
) -> Markup {
    let times: Vec<Option<String>> =
        shown.iter().map(|stage| spent.get(&stage.id).map(|time| time_spent(lang, *time))).collect();
    let stages: Vec<StageOf> = shown
        .iter()
        .zip(&times)
        .map(|(stage, spent)| StageOf { key: &stage.code, name: &stage.label, spent: spent.as_deref() })
        .collect();
    let place = shown.iter().position(|stage| stage.id == current.id).unwrap_or_default();
    let url = format!("/deals/{}/board", deal.id);
    let bar = StageBar {
        label: tr::deals_stage(lang),
        hue: Hue::parse(&current.color).unwrap_or_default(),
        move_url: can_edit.then_some(url.as_str()),
        version: deal.version,
        is_board: true,
    };
    let next = shown.get(place + 1).filter(|next| can_edit && current.means(OPEN) && next.means(OPEN));
    let next = html! {
        @if let Some(next) = next {
            (btn(&tr::deals_next_stage(lang, &next.label)).quiet().small().icon_after("right")
                .attr("hx-post", url.as_str()).attr("hx-vals", move_to(deal, next)).attr("hx-swap", "none"))
        }
    };
    // A closed deal is at none of them.
    let told = match current.means(OPEN) {
        true => tr::deals_stage_place(lang, &(place + 1).to_string(), shown.len() as i64),
        false => String::new(),
    };
    html! {
        (stage_bar(&bar, &stages, place))
        (stage_line(&current.label, &told, next))
    }
}

/// As a card moved on the board: what a stage asks for is asked in a dialog.
fn move_to(deal: &Record, stage: &OptionItem) -> String {
    serde_json::json!({ "status": stage.code, "version": deal.version, "dialog": 1 }).to_string()
}

/// One time at one stage.
pub(super) struct Step<'a> {
    pub stage: &'a str,
    pub color: &'a str,
    /// Where it has to be told.
    pub pipeline: Option<&'a str>,
    pub duration_ms: i64,
    pub entered_at: Timestamp,
    /// Where the deal stands.
    pub is_now: bool,
    pub by: Option<&'a str>,
}

/// The others are behind a click.
const STEPS_SHOWN: usize = 10;

pub(super) fn steps(lang: Lang, zone: Tz, now: Timestamp, steps: &[Step<'_>]) -> Markup {
    let line = |step: &Step| {
        let at = format::datetime_short(lang, zone, step.entered_at, now);
        let name = step.pipeline.map(|pipeline| [pipeline, ": ", step.stage].concat());
        Line {
            what: dot(name.as_deref().unwrap_or(step.stage), Hue::parse(step.color).unwrap_or_default()),
            end: html! { span class="nw" { (time_spent(lang, step.duration_ms)) } },
            note: html! {
                @if step.is_now { (tr::deals_since(lang, &at)) } @else { (at) }
                @if let Some(by) = step.by { " · " (by) }
            },
            is_total: false,
        }
    };
    let all: Vec<Line> = steps.iter().map(line).collect();
    let (shown, earlier) = all.split_at(all.len().min(STEPS_SHOWN));
    html! {
        (lines(shown))
        @if !earlier.is_empty() {
            details class="fold" { summary { (icon("down")) (tr::ui_show_earlier(lang)) } (lines(earlier)) }
        }
    }
}

/// A sum in the office's currency at today's rate.
pub(super) struct Worth<'a> {
    pub code: &'a str,
    pub base: &'a str,
    /// `None` where no rate is known.
    pub worth: Option<i64>,
    pub rate: Option<&'a Rate>,
    pub may_add: bool,
}

pub(super) fn worth(lang: Lang, shown: &Worth<'_>) -> Markup {
    let day =
        |rate: &Rate| rate.valid_from.parse().map_or_else(|_| rate.valid_from.clone(), |day| format::date(lang, day));
    match (shown.worth, shown.rate) {
        (Some(worth), Some(rate)) => lines(&[Line {
            what: html! { (tr::deals_worth_today(lang)) },
            end: html! { span class="nw" { (money_text(lang, worth, shown.base)) } },
            note: html! { (tr::deals_worth_rate(lang, &rates::told(lang, rate), &day(rate))) },
            is_total: false,
        }]),
        _ => html! {
            p class="muted small pad" {
                (tr::deals_worth_unknown(lang, shown.code))
                @if shown.may_add { " " a class="link" href="/settings/currencies" { (tr::rates_add(lang)) } }
            }
        },
    }
}

/// In the largest unit that is at least one.
fn time_spent(lang: Lang, ms: i64) -> String {
    let minutes = ms / 60_000;
    match (minutes / (24 * 60), minutes / 60) {
        (days, _) if days > 0 => tr::deals_spent_days(lang, days),
        (_, hours) if hours > 0 => tr::deals_spent_hours(lang, hours),
        _ => tr::deals_spent_minutes(lang, minutes),
    }
}

pub(super) fn of_client(lang: Lang, deals: &[Record], dictionary: &Dictionary) -> Markup {
    let line = |deal: &Record| {
        let stage = deal.values.text("stage_id").and_then(|code| dictionary.find(STAGES, code));
        let amount = deal
            .values
            .int("amount_minor")
            .map(|amount| money_text(lang, amount, deal.values.text("currency").unwrap_or_default()));
        Line {
            what: html! { a class="link" href={ "/deals/" (deal.id) } { (deal.title) } },
            end: html! { @if let Some(amount) = amount { span class="nw" { (amount) } } },
            note: html! {
                @if let Some(stage) = stage { (dot(&stage.label, Hue::parse(&stage.color).unwrap_or_default())) }
            },
            is_total: false,
        }
    };
    lines(&deals.iter().map(line).collect::<Vec<_>>())
}

pub(super) fn show_all(lang: Lang, link: &str, id: i64) -> Markup {
    let all = format!("/{KEY}s?view=all&filter={link}%3Ain%3A{id}");
    html! { a class="link end" href=(all) { (tr::deals_show_all(lang)) } }
}
