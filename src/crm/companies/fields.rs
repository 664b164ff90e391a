//! The company's declaration for the field registry, and the lists it comes with.

use crate::crm::activities;
use crate::crm::fields::{comment, next, reach};
use crate::platform::i18n::{Text, tr};
use crate::records::options::Shipped;
use crate::records::registry::{Field, Kind, LinkTable, Mask, MatchBy, Names};

pub const KEY: &str = "company";

/// The people of a company. The other end of the link is declared by contacts.
pub const CONTACTS: LinkTable = LinkTable {
    table: "contact_companies",
    own: "company_id",
    other: "contact_id",
    other_kind: "contact",
    other_table: "contacts",
    main: "is_main_contact",
    main_there: "is_main_company",
    roles: None,
};

pub fn kind() -> Kind {
    let names =
        Names { one: tr::ui_company, many: tr::ui_companies, new: tr::companies_new, count: tr::ui_companies_count };
    let mut fields = main_fields();
    fields.extend(reach());
    fields.extend(requisites());
    fields.extend(address_and_source());
    Kind {
        icon: "company",
        letter: Some("T"),
        matches: &[MatchBy::ExternalId, MatchBy::TaxId("tax_id"), MatchBy::Title, MatchBy::Phone, MatchBy::Email],
        columns: &["phones", "city", "company_type", "tags", "responsible_id", "created_at"],
        before_save: |tx, viewer, old, values| activities::show_planned(tx, viewer, KEY, old, values),
        ..Kind::new(1, KEY, "companies", names, fields)
    }
}

fn main_fields() -> Vec<Field> {
    vec![
        Field::text("name", tr::crm_name)
            .masked(Mask::Firm)
            .required()
            .searchable()
            .not_filterable()
            .import_as(&["title", "company_name"]),
        Field::choice("company_type", tr::companies_type, "company_types").import_as(&["company_type"]),
        Field::choice("industry", tr::companies_industry, "industries").import_as(&["industry"]),
        Field::choice("employees", tr::companies_size, "company_sizes").import_as(&["employees"]),
        Field::money("revenue_minor", tr::companies_revenue).import_as(&["revenue"]),
        Field::currency("currency", tr::crm_currency).import_as(&["currency"]),
        Field::links("contacts", tr::companies_contacts, CONTACTS),
    ]
}

fn requisites() -> Vec<Field> {
    [
        Field::text("tax_id", tr::companies_tax_id).masked(Mask::Nothing).max(20).searchable().import_as(&["tax_id"]),
        Field::text("kpp", tr::companies_kpp).masked(Mask::Nothing).max(20).import_as(&["kpp"]),
        Field::text("ogrn", tr::companies_ogrn).masked(Mask::Nothing).max(20).searchable().import_as(&["ogrn"]),
        Field::text("regon", tr::companies_regon).masked(Mask::Nothing).max(20).searchable().import_as(&["regon"]),
        Field::text("krs", tr::companies_krs).masked(Mask::Nothing).max(20).searchable().import_as(&["krs"]),
        Field::text("bank_bik", tr::companies_bank_bik)
            .masked(Mask::Nothing)
            .max(20)
            .not_filterable()
            .import_as(&["bik"]),
        Field::text("bank_account", tr::companies_bank_account)
            .masked(Mask::Nothing)
            .max(40)
            .not_filterable()
            .import_as(&["account"]),
    ]
    .map(|field| field.section(tr::records_section_tax))
    .into()
}

fn address_and_source() -> Vec<Field> {
    vec![
        Field::long_text("address", tr::crm_address)
            .masked(Mask::Street)
            .max(500)
            .section(tr::records_section_address)
            .import_as(&["address"]),
        Field::long_text("legal_address", tr::crm_legal_address)
            .masked(Mask::Street)
            .max(500)
            .section(tr::records_section_address)
            .import_as(&["legal_address"]),
        Field::text("city", tr::crm_city)
            .masked(Mask::City)
            .searchable()
            .sortable()
            .repeated()
            .section(tr::records_section_address)
            .import_as(&["city"]),
        Field::text("country", tr::crm_country)
            .masked(Mask::Nothing)
            .section(tr::records_section_address)
            .import_as(&["country"]),
        Field::choice("source", tr::crm_source, "sources").section(tr::records_section_source).import_as(&["source"]),
        comment(),
        next(),
    ]
}

pub fn shipped_options() -> Vec<Shipped> {
    let types = [
        ("client", tr::companies_type_client as fn(_) -> _, "green"),
        ("prospect", tr::companies_type_prospect, "sky"),
        ("supplier", tr::companies_type_supplier, "amber"),
        ("partner", tr::companies_type_partner, "violet"),
        ("competitor", tr::companies_type_competitor, "pink"),
        ("other", tr::companies_type_other, "slate"),
    ];
    let industries = [
        ("trade", tr::companies_industry_trade as fn(_) -> _),
        ("manufacturing", tr::companies_industry_manufacturing),
        ("construction", tr::companies_industry_construction),
        ("logistics", tr::companies_industry_logistics),
        ("services", tr::companies_industry_services),
        ("it", tr::companies_industry_it),
        ("finance", tr::companies_industry_finance),
        ("health", tr::companies_industry_health),
        ("education", tr::companies_industry_education),
        ("food", tr::companies_industry_food),
        ("public", tr::companies_industry_public),
        ("other", tr::companies_industry_other),
    ];
    // Numbers read the same in every language.
    let sizes: [(&str, Text); 6] = [
        ("1_10", |_| "1–10"),
        ("11_50", |_| "11–50"),
        ("51_200", |_| "51–200"),
        ("201_500", |_| "201–500"),
        ("501_1000", |_| "501–1000"),
        ("over_1000", |_| "1000+"),
    ];
    let shipped = |list, code, label, color| Shipped { list, code, label, semantic: None, color };
    let types = types.into_iter().map(|(code, label, color)| shipped("company_types", code, label, color));
    let industries = industries.into_iter().map(|(code, label)| shipped("industries", code, label, "slate"));
    let sizes = sizes.into_iter().map(|(code, label)| shipped("company_sizes", code, label, "slate"));
    types.chain(industries).chain(sizes).collect()
}
