//! The fields a file can bring in, by the names mappings use, and how the cells of each are read.

use super::values::Reading::{self, *};

/// Canonical names. Parts of an address beside the main one carry `legal_` or `home_` before theirs; `company` is the
/// company of a contact or deal, `company_name` the one a lead only names, `title` the name of a company, lead or deal.
#[rustfmt::skip]
const FIELDS: &[(&str, Reading)] = &[
    ("external_id", Line), ("title", Line), ("stage", Line), ("stage_note", Text), ("source", Line), ("source_note", Text),
    ("salutation", Line), ("first_name", Line), ("middle_name", Line), ("last_name", Line), ("full_name", Line),
    ("birth_date", Birthday), ("company_name", Line), ("company", Line), ("position", Line), ("department", Line),
    ("contact_type", Line), ("company_type", Line), ("industry", Line), ("employees", Line), ("temperature", Line),
    ("phone", Phones("other")), ("phone.work", Phones("work")), ("phone.mobile", Phones("mobile")),
    ("phone.fax", Phones("fax")), ("phone.home", Phones("home")), ("phone.pager", Phones("pager")),
    ("phone.mailing", Phones("mailing")), ("phone.other", Phones("other")), ("phone.label", Label),
    ("email", Emails("other")), ("email.work", Emails("work")), ("email.home", Emails("home")),
    ("email.mailing", Emails("mailing")), ("email.other", Emails("other")), ("email.label", Label),
    ("website", Websites), ("website.label", Label),
    ("telegram", Line), ("whatsapp", Line), ("viber", Line), ("vk", Line), ("skype", Line), ("open_channel", Line),
    ("address", Text), ("street", Line), ("house", Line), ("flat", Line), ("city", Line), ("district", Line),
    ("region", Line), ("postal_code", Line), ("country", Line), ("address.label", Label),
    ("legal_address", Text), ("legal_street", Line), ("legal_house", Line), ("legal_flat", Line), ("legal_city", Line),
    ("legal_district", Line), ("legal_region", Line), ("legal_postal_code", Line), ("legal_country", Line),
    ("home_address", Text), ("home_street", Line), ("home_house", Line), ("home_flat", Line), ("home_city", Line),
    ("home_district", Line), ("home_region", Line), ("home_postal_code", Line), ("home_country", Line),
    ("pipeline", Line), ("closed", Line), ("lost_reason", Line), ("deal_type", Line), ("probability", Number),
    ("contact", Line), ("begin_date", Date), ("close_date", Date), ("closed_at", Moment), ("repeat", YesNo),
    ("product", Line), ("price", Amount), ("quantity", Number),
    ("amount", Amount), ("revenue", Amount), ("currency", Line),
    ("tax_id", TaxId), ("kpp", Requisite), ("ogrn", Requisite), ("okpo", Requisite), ("regon", Requisite),
    ("krs", Requisite), ("bik", Requisite), ("account", Requisite), ("corr_account", Requisite), ("bank_name", Line),
    ("bank_details", Text), ("legal_name", Line),
    ("utm_source", Line), ("utm_medium", Line), ("utm_campaign", Line), ("utm_content", Line), ("utm_term", Line),
    ("comment", Comment), ("tags", Tags), ("open_to_all", YesNo), ("exportable", YesNo), ("responsible", Line),
    ("created_at", Moment), ("modified_at", Moment), ("created_by", Line), ("modified_by", Line),
];

/// How cells of this field are read; `None` for a name that is not canonical.
pub fn reading_of(field: &str) -> Option<Reading> {
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, reading)| *reading)
}
