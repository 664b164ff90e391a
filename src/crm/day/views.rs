//! The page: four numbers, then the work behind them.

use super::read::{AtStage, Day, First};
use crate::crm::activities::{OVERDUE, TODAY};
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Hue, page_head};
use crate::records::show::money_text;
use maud::{Markup, html};
use url::form_urlencoded;

pub(super) fn day(day: &Day) -> Markup {
    let lang = day.lang;
    let first_name = day.name.split(' ').next().unwrap_or_default();
    html! {
        (page_head(&tr::day_greeting(lang, first_name), &format::date_weekday(lang, day.today), html! {}, html! {}))
        div class="scroll" tabindex="0" role="region" aria-label=(tr::day_title(lang)) {
            div class="dash" {
                (numbers(day))
                (agenda(day))
                (stages(day))
                (unplanned(day))
                @if let Some(leads) = &day.new_leads { (new_leads(lang, leads)) }
            }
        }
    }
}

fn numbers(day: &Day) -> Markup {
    let lang = day.lang;
    let number = |title: &str, value: &str, href: String, is_bad: bool| {
        html! {
            section {
                h2 { (title) }
                p class="val" { a href=(href) class=[is_bad.then_some("late")] { (value) } }
            }
        }
    };
    html! {
        div class="kpis" {
            (number(tr::day_overdue(lang), &day.agenda.overdue, list("activities", OVERDUE), day.agenda.has_overdue))
            (number(tr::day_today(lang), &day.agenda.today, list("activities", TODAY), false))
            (number(tr::day_unplanned(lang), &day.unplanned.count, list("deals", &day.unplanned.filter), false))
            @if let Some(leads) = &day.new_leads {
                (number(tr::day_new_leads(lang), &leads.count, list("leads", &leads.filter), false))
            }
        }
    }
}

fn agenda(day: &Day) -> Markup {
    let lang = day.lang;
    html! {
        section class="card w7" {
            header {
                h2 { (tr::day_agenda(lang)) }
                a class="link small" href="/activities?view=mine" { (tr::activities_show_all(lang)) }
            }
            @match &day.agenda.body {
                Some(body) => (body),
                None => { p class="pad soft" { (tr::day_nothing(lang)) } }
            }
        }
    }
}

fn stages(day: &Day) -> Markup {
    let lang = day.lang;
    let most = day.stages.iter().map(|at| at.count).max().unwrap_or_default().max(1);
    html! {
        section class="card w5" {
            header {
                h2 { (tr::day_stages(lang)) }
                a class="link small" href="/deals/board?view=mine" { (tr::records_board(lang)) }
            }
            @if day.stages.is_empty() { p class="pad soft" { (tr::day_no_deals(lang)) } }
            @else { div class="pad" {
                div class="hbars" { @for at in &day.stages { (stage(lang, at, most)) } }
            } }
        }
    }
}

fn stage(lang: Lang, at: &AtStage, most: i64) -> Markup {
    let share = at.count * 100 / most;
    let filter = format!("stage_id:in:{};responsible_id:in:me", at.stage.code);
    let sums: Vec<String> = at.sums.iter().map(|(code, amount)| money_text(lang, *amount, code)).collect();
    let hue = Hue::parse(&at.stage.color).unwrap_or_default();
    html! {
        a class="link cut" href=(list("deals", &filter)) { (at.stage.full_label()) }
        span { @if at.count > 0 { span class="hb" data-c=(hue.name()) style={ "--v:" (share) "%" } {} } }
        span class="num" { (sums.join(" + ")) }
        small { (format::integer(lang, at.count)) }
    }
}

fn unplanned(day: &Day) -> Markup {
    let lang = day.lang;
    let texts = [tr::day_unplanned(lang), tr::deals_show_all(lang), tr::day_all_planned(lang)];
    first("w7", "deals", texts, &day.unplanned)
}

fn new_leads(lang: Lang, leads: &First) -> Markup {
    first("w5", "leads", [tr::day_new_leads(lang), tr::leads_show_all(lang), tr::day_no_leads(lang)], leads)
}

/// The first records of a list, and the way to the others.
fn first(width: &str, plural: &str, [title, all, none]: [&str; 3], first: &First) -> Markup {
    html! {
        section class={ "card " (width) } {
            header {
                h2 { (title) }
                a class="link small" href=(list(plural, &first.filter)) { (all) }
            }
            @if first.records.is_empty() { p class="pad soft" { (none) } }
            ul class="agenda" {
                @for record in &first.records { li { p { a href={ "/" (plural) "/" (record.id) } { (record.title) } } } }
            }
        }
    }
}

/// The address of a list with this condition.
fn list(plural: &str, filter: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([("view", "all"), ("filter", filter)]);
    format!("/{plural}?{}", query.finish())
}
