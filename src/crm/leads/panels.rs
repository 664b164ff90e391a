//! What leads show on cards: their statuses and what can be done next, and on the cards of clients what they asked for.

use super::fields::{CONVERTED, KEY, OPEN, STATUSES};
use crate::crm::{companies, contacts};
use crate::kernel::Result;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Hue, Line, Stage, StageBar, btn, dot, lines, stage_bar, stage_line};
use crate::platform::web::csrf;
use crate::records::list::{self, Linking};
use crate::records::panels::{Deed, Panel, PanelBody, PanelContext, Place};
use maud::html;

/// Leads of one client that its card shows; the others are behind the link.
const SHOWN: usize = 5;

pub fn panels() -> Vec<Panel> {
    vec![
        Panel { kind: KEY, place: Place::Actions, title: tr::ui_lead, draw: actions },
        Panel { kind: KEY, place: Place::Stages, title: tr::leads_status, draw: statuses },
        Panel { kind: contacts::KEY, place: Place::Side, title: tr::ui_leads, draw: of_contact },
        Panel { kind: companies::KEY, place: Place::Side, title: tr::ui_leads, draw: of_company },
    ]
}

/// The words of the timeline.
pub const DEEDS: [Deed; 1] = [Deed { verb: "lead.converted", text: tr::leads_deed_converted, icon: "swap" }];

fn actions(context: &PanelContext) -> Result<Option<PanelBody>> {
    let (lang, lead) = (context.viewer.lang, context.record);
    let dictionary = context.dictionary();
    let status = lead.values.text("status").and_then(|code| dictionary.find(STATUSES, code));
    let meaning = status.and_then(|status| status.semantic.as_deref());
    let is_unconverted = meaning == Some(CONVERTED) && lead.values.get("converted_at").is_empty();
    if !context.can_edit || !(meaning == Some(OPEN) || is_unconverted) {
        return Ok(None);
    }
    let url = format!("/leads/{}", lead.id);
    let is_first = dictionary.offered(STATUSES).next().is_some_and(|first| Some(first) == status);
    let is_mine = lead.values.int("responsible_id") == Some(context.viewer.user_id.0);
    Ok(Some(PanelBody::new(html! {
        @if is_first || !is_mine {
            form class="inline" method="post" action={ (url) "/work" } {
                (csrf::field())
                input type="hidden" name="version" value=(lead.version);
                (btn(tr::leads_take(lang)).icon("check").submit())
            }
        }
        (btn(tr::leads_convert(lang)).good().icon("swap").href([&url, "/conversion"].concat()))
        @if meaning == Some(OPEN) { (btn(tr::leads_junk(lang)).bad().icon("x").href([&url, "/junk"].concat())) }
    })))
}

/// The open statuses in the office's order and, where the lead is closed, how.
fn statuses(context: &PanelContext) -> Result<Option<PanelBody>> {
    let (lang, lead) = (context.viewer.lang, context.record);
    let dictionary = context.dictionary();
    let code = lead.values.text("status").unwrap_or_default();
    let Some(status) = dictionary.find(STATUSES, code) else { return Ok(None) };
    let shown: Vec<_> = dictionary
        .all(STATUSES)
        .iter()
        .filter(|item| item.code == code || (item.semantic.as_deref() == Some(OPEN) && !item.is_archived))
        .collect();
    let stages: Vec<Stage> =
        shown.iter().map(|item| Stage { key: &item.code, name: &item.label, spent: None }).collect();
    let current = shown.iter().position(|item| item.code == code).unwrap_or_default();
    let move_url = format!("/leads/{}/status", lead.id);
    let may_move = context.can_edit && status.semantic.as_deref() != Some(CONVERTED);
    let bar = StageBar {
        label: tr::leads_status(lang),
        hue: Hue::parse(&status.color).unwrap_or_default(),
        move_url: may_move.then_some(move_url.as_str()),
        version: lead.version,
        is_board: false,
    };
    Ok(Some(PanelBody::new(html! {
        (stage_bar(&bar, &stages, current))
        (stage_line(&status.label, "", html! {}))
    })))
}

fn of_contact(context: &PanelContext) -> Result<Option<PanelBody>> {
    of_client(context, "contact_id")
}

fn of_company(context: &PanelContext) -> Result<Option<PanelBody>> {
    of_client(context, "company_id")
}

fn of_client(context: &PanelContext, link: &str) -> Result<Option<PanelBody>> {
    let lang = context.viewer.lang;
    let kind = context.registry.kind(KEY)?;
    let (of, keys) = ((link, context.record.id), ["status", "created_at"]);
    let Linking { records, count } = list::linking(context.conn, context.viewer, &kind, of, &keys, SHOWN, context.now)?;
    if records.is_empty() {
        return Ok(None);
    }
    let dictionary = context.dictionary();
    let today = format::local_day(context.viewer.zone, context.now);
    let of_lead = |lead: &crate::records::Record| {
        let status = lead.values.text("status").and_then(|code| dictionary.find(STATUSES, code));
        let created = lead.values.int("created_at").map(|at| {
            format::date_short(lang, format::local_day(context.viewer.zone, crate::kernel::Timestamp(at)), today)
        });
        Line {
            what: html! { a class="link" href={ "/leads/" (lead.id) } { (lead.title) } },
            end: html! { @if let Some(created) = created { (created) } },
            note: html! {
                @if let Some(status) = status {
                    (dot(&status.label, Hue::parse(&status.color).unwrap_or_default()))
                }
            },
            is_total: false,
        }
    };
    let shown: Vec<Line> = records.iter().map(of_lead).collect();
    let all = format!("/leads?view=all&filter={link}%3Ain%3A{}", context.record.id);
    Ok(Some(PanelBody {
        body: lines(&shown),
        note: Some(count.show(lang)),
        end: html! { a class="link end" href=(all) { (tr::leads_show_all(lang)) } },
    }))
}
