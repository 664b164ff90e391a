//! The lead's declaration for the field registry, and the lists it comes with.

use super::{mode, rules};
use crate::crm::bant::{self, SOON};
use crate::crm::{companies, contacts, deals, fields};
use crate::kernel::Problem;
use crate::platform::i18n::{Text, tr};
use crate::records::options::Shipped;
use crate::records::registry::{BuiltInView, End, Field, Kind, Mask, MatchBy, Meaning, Names, Note};

pub const KEY: &str = "lead";

/// The meanings of a status.
pub const OPEN: &str = "open";
pub const CONVERTED: &str = "converted";
pub const JUNK: &str = "junk";

/// The lists a lead chooses from.
pub const STATUSES: &str = "lead_statuses";
pub const JUNK_REASONS: &str = "junk_reasons";

/// A reason of this meaning says nothing without a note.
pub const NEEDS_NOTE: &str = "needs_note";

pub fn kind() -> Kind {
    let names = Names { one: tr::ui_lead, many: tr::ui_leads, new: tr::leads_new, count: tr::ui_leads_count };
    let mut all = main_fields();
    all.extend(fields::names());
    all.extend([
        Field::text("company_name", tr::leads_company_name)
            .masked(Mask::Firm)
            .searchable()
            .import_as(&["company_name"]),
        Field::text("position", tr::crm_position).masked(Mask::Position).import_as(&["position"]),
        Field::text("tax_id", tr::companies_tax_id).masked(Mask::Nothing).max(20).searchable().import_as(&["tax_id"]),
    ]);
    all.extend(fields::reach());
    all.extend(bant::fields());
    all.extend(fields::address());
    all.extend(fields::source());
    all.extend([
        fields::comment(),
        fields::next(),
        Field::bool("open_to_all", tr::crm_open_to_all).hidden().import_as(&["open_to_all"]),
    ]);
    Kind {
        icon: "lead",
        letter: Some("L"),
        title: |values| values.text("title").unwrap_or_default().to_owned(),
        note: Note { fields: &["company_name", "first_name", "middle_name", "last_name"], text: client },
        identity: &["title", "last_name", "first_name", "middle_name", "company_name", "phones", "emails"],
        matches: &[MatchBy::ExternalId, MatchBy::Phone, MatchBy::Email],
        columns: &["status", "source", "phones", "tags", "responsible_id", "created_at", "amount_minor"],
        views: VIEWS,
        board_by: Some("status"),
        meanings: MEANINGS,
        before_save: rules::before_save,
        must_hold: rules::must_hold,
        after_create: mode::convert_new,
        used: mode::usage,
        became: Some("deal_id"),
        // Into whom a lead is converted is no field of it.
        way_out: |problem, id| (*problem == Problem::NeedsConversion).then(|| format!("/leads/{id}/conversion")),
        ..Kind::new(3, KEY, "leads", names, all)
    }
}

const MEANINGS: &[Meaning] = &[
    Meaning { key: OPEN, name: tr::options_meaning_open, end: None, is_chosen: true },
    Meaning { key: CONVERTED, name: tr::options_meaning_converted, end: Some(End::Good), is_chosen: false },
    Meaning { key: JUNK, name: tr::options_meaning_junk, end: Some(End::Bad), is_chosen: true },
    Meaning { key: NEEDS_NOTE, name: tr::options_meaning_note, end: None, is_chosen: true },
    Meaning { key: SOON, name: tr::options_meaning_soon, end: None, is_chosen: true },
];

const VIEWS: &[BuiltInView] = &[
    BuiltInView { key: "open", name: tr::leads_view_open, query: "filter=status%3Ain%3A%40open" },
    BuiltInView {
        key: "mine",
        name: tr::records_view_mine,
        query: "filter=status%3Ain%3A%40open%3Bresponsible_id%3Ain%3Ame",
    },
    BuiltInView { key: "junk", name: tr::leads_view_junk, query: "filter=status%3Ain%3A%40junk" },
    BuiltInView { key: "all", name: tr::records_view_all, query: "" },
];

/// Whom a lead is of: the firm, else the person.
fn client(values: &crate::records::Values) -> String {
    values.text("company_name").map_or_else(|| fields::full_name(values), str::to_owned)
}

fn main_fields() -> Vec<Field> {
    vec![
        Field::text("title", tr::leads_title).masked(Mask::Subject).not_filterable().sortable().import_as(&["title"]),
        Field::choice("status", tr::leads_status, STATUSES).import_as(&["stage"]),
        Field::choice("junk_reason", tr::leads_junk_reason, JUNK_REASONS).rare(),
        Field::text("junk_note", tr::leads_junk_note).max(1000).not_filterable().rare().import_as(&["stage_note"]),
        Field::choice("temperature", tr::leads_temperature, "temperatures").import_as(&["temperature"]),
        Field::money("amount_minor", tr::crm_amount).import_as(&["amount"]),
        Field::currency("currency", tr::crm_currency).import_as(&["currency"]),
        Field::link("company_id", tr::ui_company, companies::KEY, "companies"),
        Field::link("contact_id", tr::ui_contact, contacts::KEY, "contacts"),
        Field::link("deal_id", tr::ui_deal, deals::KEY, "deals").rare(),
        Field::bool("is_repeat", tr::leads_repeat).read_only(),
        Field::instant("converted_at", tr::leads_converted_at).read_only(),
    ]
}

pub fn shipped_options() -> Vec<Shipped> {
    let statuses = [
        ("new", tr::leads_status_new as Text, OPEN, "sky"),
        ("contacted", tr::leads_status_contacted, OPEN, "blue"),
        ("in_work", tr::leads_status_in_work, OPEN, "indigo"),
        ("nurture", tr::leads_status_nurture, OPEN, "amber"),
        ("mql", |_| "MQL", OPEN, "violet"),
        ("sql", |_| "SQL", OPEN, "lime"),
        ("converted", tr::leads_status_converted, CONVERTED, "green"),
        ("junk", tr::leads_status_junk, JUNK, "slate"),
    ];
    let reasons = [
        ("spam", tr::leads_junk_spam as Text, None),
        ("duplicate", tr::leads_junk_duplicate, None),
        ("mistake", tr::leads_junk_mistake, None),
        ("not_target", tr::leads_junk_not_target, None),
        ("bad_contact", tr::leads_junk_bad_contact, None),
        ("job_seeker", tr::leads_junk_job_seeker, None),
        ("other", tr::crm_source_other, Some(NEEDS_NOTE)),
    ];
    let temperatures = [
        ("hot", tr::leads_temperature_hot as Text, "pink"),
        ("warm", tr::leads_temperature_warm, "amber"),
        ("cold", tr::leads_temperature_cold, "sky"),
    ];
    let shipped = |list, code, label, semantic, color| Shipped { list, code, label, semantic, color };
    let statuses = statuses
        .into_iter()
        .map(|(code, label, semantic, color)| shipped(STATUSES, code, label, Some(semantic), color));
    let reasons =
        reasons.into_iter().map(|(code, label, semantic)| shipped(JUNK_REASONS, code, label, semantic, "slate"));
    let temperatures =
        temperatures.into_iter().map(|(code, label, color)| shipped("temperatures", code, label, None, color));
    statuses.chain(reasons).chain(temperatures).chain(mode::ship()).collect()
}
