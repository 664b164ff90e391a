//! What several types of clients have alike: names, ways to reach somebody, addresses, where they came from.

use crate::platform::i18n::{Text, tr};
use crate::records::options::Shipped;
use crate::records::registry::{Channel, Field, Mask};
use crate::records::{Value, Values};

/// A person's name in parts, with what goes with it.
pub fn names() -> Vec<Field> {
    vec![
        Field::choice("salutation", tr::crm_salutation, "salutations").not_filterable().import_as(&["salutation"]),
        Field::text("last_name", tr::crm_last_name)
            .masked(Mask::LastName)
            .max(100)
            .searchable()
            .sortable()
            .import_as(&["last_name"]),
        Field::text("first_name", tr::crm_first_name)
            .masked(Mask::FirstName)
            .max(100)
            .searchable()
            .import_as(&["first_name"]),
        Field::text("middle_name", tr::crm_middle_name)
            .masked(Mask::Nothing)
            .max(100)
            .searchable()
            .import_as(&["middle_name"]),
        Field::birthday("birth_date", tr::crm_birth_date).import_as(&["birth_date"]),
    ]
}

pub fn reach() -> Vec<Field> {
    [
        Field::points("phones", tr::crm_phones, Channel::Phone).import_as(&["phone"]),
        Field::points("emails", tr::crm_emails, Channel::Email).import_as(&["email"]),
        Field::points("messengers", tr::crm_messengers, Channel::Messenger).import_as(&["messenger"]),
        Field::points("sites", tr::crm_sites, Channel::Site).import_as(&["website"]),
    ]
    .map(|field| field.section(tr::records_section_contacts))
    .into()
}

pub fn address() -> Vec<Field> {
    [
        Field::text("street", tr::crm_street).masked(Mask::Street).max(500).not_filterable().import_as(&["street"]),
        Field::text("flat", tr::crm_flat).masked(Mask::Nothing).max(100).not_filterable().import_as(&["flat"]),
        Field::text("city", tr::crm_city).masked(Mask::City).searchable().sortable().repeated().import_as(&["city"]),
        Field::text("region", tr::crm_region).masked(Mask::Nothing).import_as(&["region"]),
        Field::text("postal_code", tr::crm_postal_code)
            .masked(Mask::Nothing)
            .max(20)
            .not_filterable()
            .import_as(&["postal_code"]),
        Field::text("country", tr::crm_country).masked(Mask::Nothing).import_as(&["country"]),
        // As other programs keep it, in one line.
        Field::long_text("address", tr::crm_address).masked(Mask::Street).max(500).import_as(&["address"]),
    ]
    .map(|field| field.section(tr::records_section_address))
    .into()
}

pub fn source() -> Vec<Field> {
    let utm = [
        ("utm_source", tr::crm_utm_source as Text, &["utm_source"]),
        ("utm_medium", tr::crm_utm_medium, &["utm_medium"]),
        ("utm_campaign", tr::crm_utm_campaign, &["utm_campaign"]),
        ("utm_content", tr::crm_utm_content, &["utm_content"]),
        ("utm_term", tr::crm_utm_term, &["utm_term"]),
    ];
    let utm = utm.into_iter().map(|(key, label, names)| Field::text(key, label).masked(Mask::Nothing).import_as(names));
    let said = [
        Field::choice("source", tr::crm_source, "sources").import_as(&["source"]),
        Field::text("source_note", tr::crm_source_note).max(1000).not_filterable().import_as(&["source_note"]),
    ];
    said.into_iter().chain(utm).map(|field| field.section(tr::records_section_source)).collect()
}

/// What comes next with a record: of the kinds that activities are about, whose tables their triggers write to.
pub fn next() -> Field {
    Field::plan("next_at", tr::activities_comes_next)
}

pub fn comment() -> Field {
    Field::long_text("comment", tr::crm_comment).section(tr::records_section_details).import_as(&["comment"])
}

/// "Пётр Иванович Громов", whatever of it there is.
pub fn full_name(values: &Values) -> String {
    let parts = ["first_name", "middle_name", "last_name"].map(|key| values.text(key).unwrap_or_default());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How somebody without a name is called: by the main phone or e-mail.
pub fn reached_by(values: &Values) -> Option<String> {
    ["phones", "emails"].into_iter().find_map(|key| {
        let Value::Points(points) = values.get(key) else { return None };
        let point = points.iter().find(|point| point.is_main).or(points.first())?;
        Some(crate::kernel::phone::display_e164(&point.value)).filter(|shown| !shown.is_empty())
    })
}

/// The lists that more than one type of record chooses from.
pub fn shipped_options() -> Vec<Shipped> {
    let sources = [
        ("call", tr::crm_source_call as Text),
        ("email", tr::crm_source_email),
        ("website", tr::crm_source_website),
        ("advertising", tr::crm_source_advertising),
        ("existing_client", tr::crm_source_existing_client),
        ("referral", tr::crm_source_referral),
        ("exhibition", tr::crm_source_exhibition),
        ("web_form", tr::crm_source_web_form),
        ("callback", tr::crm_source_callback),
        ("online_store", tr::crm_source_online_store),
        ("partner", tr::crm_source_partner),
        ("campaign", tr::crm_source_campaign),
        ("cold_call", tr::crm_source_cold_call),
        ("social", tr::crm_source_social),
        ("messenger", tr::crm_source_messenger),
        ("other", tr::crm_source_other),
    ];
    let salutations = [("mr", tr::crm_salutation_mr as Text), ("ms", tr::crm_salutation_ms)];
    let shipped = |list, code, label| Shipped { list, code, label, semantic: None, color: "slate" };
    let sources = sources.into_iter().map(|(code, label)| shipped("sources", code, label));
    sources.chain(salutations.into_iter().map(|(code, label)| shipped("salutations", code, label))).collect()
}
