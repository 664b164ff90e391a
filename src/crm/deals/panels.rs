//! What deals show on cards: their stages and what can be done next, and on the cards of clients what they may buy.

use super::fields::KEY;
use super::{history, stays, views};
use crate::access::Scope;
use crate::crm::pipelines::{LOST, OPEN, STAGES, WON};
use crate::crm::{companies, contacts};
use crate::kernel::{Access, Result};
use crate::platform::i18n::tr;
use crate::records::list::{self, Linking};
use crate::records::options::OptionItem;
use crate::records::panels::{Deed, Panel, PanelBody, PanelContext, Place};

/// Deals of one client that its card shows; the others are behind the link.
const SHOWN: usize = 5;

pub fn panels() -> Vec<Panel> {
    vec![
        Panel { kind: KEY, place: Place::Actions, title: tr::ui_deal, draw: actions },
        Panel { kind: KEY, place: Place::Stages, title: tr::deals_stage, draw: stages },
        Panel { kind: KEY, place: Place::Side, title: tr::deals_base_amount, draw: history::worth },
        Panel { kind: KEY, place: Place::Side, title: tr::deals_steps, draw: history::steps },
        Panel { kind: contacts::KEY, place: Place::Side, title: tr::ui_deals, draw: of_contact },
        Panel { kind: companies::KEY, place: Place::Side, title: tr::ui_deals, draw: of_company },
    ]
}

/// The words of the timeline.
pub const DEEDS: [Deed; 0] = [];

/// Where a deal stands and where it could go.
struct Standing<'a> {
    stage: &'a OptionItem,
    /// Of its pipeline, in their order.
    all: Vec<&'a OptionItem>,
}

impl<'a> Standing<'a> {
    fn of(context: &'a PanelContext<'_>) -> Option<Standing<'a>> {
        let code = context.record.values.text("stage_id")?;
        let stage = context.dictionary().find(STAGES, code)?;
        let stages = context.dictionary().all(STAGES).iter();
        let all = stages.filter(|other| other.parent_id == stage.parent_id).collect();
        Some(Standing { stage, all })
    }

    fn first(&self, meaning: &str) -> Option<&'a OptionItem> {
        self.all.iter().copied().find(|stage| stage.means(meaning) && !stage.is_archived)
    }
}

fn actions(context: &PanelContext) -> Result<Option<PanelBody>> {
    let Some(standing) = Standing::of(context) else { return Ok(None) };
    let is_open = standing.stage.means(OPEN);
    let reopens_at = match is_open {
        true => None,
        false => {
            let stays = stays::list(context.conn, context.record.id)?;
            let offered = standing.all.iter().copied().filter(|stage| stage.means(OPEN) && !stage.is_archived);
            stays::latest(&stays, offered.map(|stage| (stage.id, stage))).or_else(|| standing.first(OPEN))
        }
    };
    let closing = |meaning: &str| standing.first(meaning).filter(|_| is_open && context.can_edit);
    Ok(Some(PanelBody::new(views::actions(&views::Actions {
        lang: context.viewer.lang,
        deal: context.record,
        won: closing(WON),
        lost: closing(LOST),
        reopens_at: reopens_at.filter(|_| context.can_edit),
        can_repeat: !is_open && context.viewer.scope(KEY, Access::Create) != Scope::None,
    }))))
}

/// The open stages in their order and, where the deal is closed, how; each with the time spent there.
fn stages(context: &PanelContext) -> Result<Option<PanelBody>> {
    let Some(standing) = Standing::of(context) else { return Ok(None) };
    let spent = stays::spent(context.conn, context.record.id, context.now)?;
    let is_shown = |stage: &&OptionItem| stage.id == standing.stage.id || (stage.means(OPEN) && !stage.is_archived);
    let shown: Vec<&OptionItem> = standing.all.iter().copied().filter(is_shown).collect();
    let bar = views::stages(context.viewer.lang, context.record, standing.stage, &shown, &spent, context.can_edit);
    Ok(Some(PanelBody::new(bar)))
}

fn of_contact(context: &PanelContext) -> Result<Option<PanelBody>> {
    of_client(context, "contacts")
}

fn of_company(context: &PanelContext) -> Result<Option<PanelBody>> {
    of_client(context, "company_id")
}

fn of_client(context: &PanelContext, link: &str) -> Result<Option<PanelBody>> {
    let lang = context.viewer.lang;
    let kind = context.registry.kind(KEY)?;
    let (of, keys) = ((link, context.record.id), ["stage_id", "amount_minor", "currency"]);
    let Linking { records, count } = list::linking(context.conn, context.viewer, &kind, of, &keys, SHOWN, context.now)?;
    if records.is_empty() {
        return Ok(None);
    }
    Ok(Some(PanelBody {
        body: views::of_client(lang, &records, context.dictionary()),
        note: Some(count.show(lang)),
        end: views::show_all(lang, link, context.record.id),
    }))
}
