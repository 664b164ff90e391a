//! The deal's declaration for the field registry, and the lists it comes with.

use super::{rules, stays, store};
use crate::crm::pipelines::{self, LOST, OPEN, PIPELINES, STAGES, WON};
use crate::crm::{bant, companies, contacts, fields};
use crate::platform::i18n::{Text, tr};
use crate::records::options::Shipped;
use crate::records::registry::{BuiltInView, End, Field, Kind, LinkTable, Mask, MatchBy, Meaning, Names, Note};

pub const KEY: &str = "deal";

/// The lists a deal chooses from.
pub const LOST_REASONS: &str = "lost_reasons";
/// What somebody is in a deal: who decides, who pays.
pub const ROLES: &str = "deal_roles";

/// A reason of this meaning says nothing without a note: the same word as for junk leads.
pub const NEEDS_NOTE: &str = "needs_note";

/// The people of a deal.
pub const CONTACTS: LinkTable = LinkTable {
    table: "deal_contacts",
    own: "deal_id",
    other: "contact_id",
    other_kind: contacts::KEY,
    other_table: "contacts",
    main: "is_main_contact",
    main_there: "is_main_deal",
    roles: Some(ROLES),
};

pub fn kind() -> Kind {
    let names = Names { one: tr::ui_deal, many: tr::ui_deals, new: tr::deals_new, count: tr::ui_deals_count };
    let mut all = main_fields();
    all.extend(ending_fields());
    all.extend(bant::fields());
    all.extend(fields::source());
    all.extend([
        fields::comment(),
        fields::next(),
        Field::bool("open_to_all", tr::crm_open_to_all).hidden().import_as(&["open_to_all"]),
    ]);
    Kind {
        icon: "deal",
        letter: Some("D"),
        title: |values| values.text("title").unwrap_or_default().to_owned(),
        note: Note { fields: &[], text: |_| String::new() },
        identity: &["title"],
        matches: &[MatchBy::ExternalId],
        columns: &["stage_id", "amount_minor", "company_id", "expected_close_on", "responsible_id", "created_at"],
        views: VIEWS,
        board_by: Some("stage_id"),
        board_of: Some("pipeline_id"),
        board_since: Some("stage_since"),
        board_totals: Some("deal_totals"),
        ended_by: Some("stage_id"),
        sum_of_lines: Some("amount_minor"),
        meanings: MEANINGS,
        before_save: rules::before_save,
        must_hold: rules::must_hold,
        waiting_for_rate: store::without_worth,
        derive: stays::keep,
        gathered: &[("deal_stays", "deal_id")],
        ..Kind::new(4, KEY, "deals", names, all)
    }
}

const MEANINGS: &[Meaning] = &[
    Meaning { key: OPEN, name: tr::options_meaning_open, end: None, is_chosen: true },
    Meaning { key: WON, name: tr::options_meaning_won, end: Some(End::Good), is_chosen: true },
    Meaning { key: LOST, name: tr::options_meaning_lost, end: Some(End::Bad), is_chosen: true },
];

const VIEWS: &[BuiltInView] = &[
    BuiltInView { key: "open", name: tr::deals_view_open, query: "filter=stage_id%3Ain%3A%40open" },
    BuiltInView {
        key: "mine",
        name: tr::records_view_mine,
        query: "filter=stage_id%3Ain%3A%40open%3Bresponsible_id%3Ain%3Ame",
    },
    BuiltInView { key: "won", name: tr::deals_view_won, query: "filter=stage_id%3Ain%3A%40won" },
    BuiltInView { key: "lost", name: tr::deals_view_lost, query: "filter=stage_id%3Ain%3A%40lost" },
    BuiltInView { key: "all", name: tr::records_view_all, query: "" },
];

fn main_fields() -> Vec<Field> {
    // In the order of a talk: who buys what for how much, how far it is, when it may end.
    vec![
        Field::text("title", tr::deals_title)
            .masked(Mask::Subject)
            .required()
            .searchable()
            .not_filterable()
            .sortable()
            .import_as(&["title"]),
        Field::link("company_id", tr::ui_company, companies::KEY, "companies")
            .import_as(&["company"])
            .telling_unknown(),
        Field::links("contacts", tr::ui_contacts, CONTACTS).import_as(&["contact"]).telling_unknown(),
        Field::money("amount_minor", tr::crm_amount).import_as(&["amount"]),
        Field::currency("currency", tr::crm_currency).import_as(&["currency"]),
        Field::choice("pipeline_id", tr::deals_pipeline, PIPELINES)
            .by_number()
            .required()
            .import_as(&["pipeline"])
            .made_by(pipelines::bring_in),
        Field::choice("stage_id", tr::deals_stage, STAGES)
            .by_number()
            .required()
            .import_as(&["stage"])
            .made_by(pipelines::bring_in_stage),
        Field::instant("stage_since", tr::deals_stage_since).read_only(),
        Field::date("expected_close_on", tr::deals_expected_close_on).import_as(&["close_date"]),
        Field::integer("probability", tr::deals_probability, 0, 100).import_as(&["probability"]),
        Field::choice("deal_type", tr::deals_type, "deal_types").import_as(&["deal_type"]),
        Field::date("begin_on", tr::deals_begin_on).import_as(&["begin_date"]),
        Field::amount_in("base_amount_minor", tr::deals_base_amount, "base_currency").read_only().rare(),
        Field::currency("base_currency", tr::deals_base_currency).read_only().hidden(),
        Field::link("lead_id", tr::ui_lead, "lead", "leads").rare(),
        Field::bool("is_repeat", tr::deals_repeat).import_as(&["repeat"]),
    ]
}

/// How it ended: of no use before.
fn ending_fields() -> impl Iterator<Item = Field> {
    [
        Field::instant("closed_at", tr::deals_closed_at).rare().import_as(&["closed_at"]),
        Field::choice("lost_reason", tr::deals_lost_reason, LOST_REASONS).rare(),
        Field::text("lost_note", tr::deals_lost_note).max(1000).not_filterable().rare(),
    ]
    .into_iter()
    .map(|field| field.section(tr::deals_section_end))
}

pub fn shipped_options() -> Vec<Shipped> {
    let reasons = [
        ("expensive", tr::deals_lost_expensive as Text, None),
        ("no_need", tr::deals_lost_no_need, None),
        ("competitor", tr::deals_lost_competitor, None),
        ("terms", tr::deals_lost_terms, None),
        ("no_budget", tr::deals_lost_no_budget, None),
        ("no_answer", tr::deals_lost_no_answer, None),
        ("timing", tr::deals_lost_timing, None),
        ("no_dm", tr::deals_lost_no_dm, None),
        ("out_of_stock", tr::deals_lost_out_of_stock, None),
        ("other", tr::crm_source_other, Some(NEEDS_NOTE)),
    ];
    let roles = [
        ("decision_maker", tr::deals_role_decision_maker as Text),
        ("influencer", tr::deals_role_influencer),
        ("user", tr::deals_role_user),
        ("accounting", tr::deals_role_accounting),
    ];
    let types = [
        ("sale", tr::deals_type_sale as Text),
        ("services", tr::deals_type_services),
        ("goods", tr::deals_type_goods),
        ("complex", tr::deals_type_complex),
    ];
    let shipped = |list, code, label, semantic| Shipped { list, code, label, semantic, color: "slate" };
    let reasons = reasons.into_iter().map(|(code, label, semantic)| shipped(LOST_REASONS, code, label, semantic));
    let roles = roles.into_iter().map(|(code, label)| shipped(ROLES, code, label, None));
    let types = types.into_iter().map(|(code, label)| shipped("deal_types", code, label, None));
    reasons.chain(roles).chain(types).collect()
}
