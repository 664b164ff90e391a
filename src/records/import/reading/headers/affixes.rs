//! Words around a title that tell whose field it is: `Реквизит: ИНН`, `Город (юридический адрес)`, `Person - Phone`.

use super::ImportKind::{self, Companies, Contacts, Deals, Leads};

/// What the words beside a title mean for the field behind it.
enum Meaning {
    /// Only requisites may follow: `Реквизит: Название` is not the company's name.
    Requisite,
    /// An address beside the main one; its parts carry this prefix.
    Address(&'static str),
    /// Another program's name for the record type itself.
    Record(&'static [ImportKind]),
}

/// Requisites, as far as there are fields for them.
const REQUISITES: [&str; 11] =
    ["tax_id", "kpp", "ogrn", "okpo", "regon", "krs", "bik", "account", "corr_account", "bank_name", "legal_name"];

/// Parts of an address, with their names in the legal and in the home address.
#[rustfmt::skip]
const ADDRESS_PARTS: [(&str, &str, &str); 9] = [
    ("address",     "legal_address",     "home_address"),
    ("street",      "legal_street",      "home_street"),
    ("house",       "legal_house",       "home_house"),
    ("flat",        "legal_flat",        "home_flat"),
    ("city",        "legal_city",        "home_city"),
    ("district",    "legal_district",    "home_district"),
    ("region",      "legal_region",      "home_region"),
    ("postal_code", "legal_postal_code", "home_postal_code"),
    ("country",     "legal_country",     "home_country"),
];

/// Longer ones first where one begins another.
#[rustfmt::skip]
const PREFIXES: [(&str, Meaning); 17] = [
    ("банковский реквизит",  Meaning::Requisite),
    ("банковские реквизиты", Meaning::Requisite),
    ("реквизит",             Meaning::Requisite),
    ("реквизиты",            Meaning::Requisite),
    ("bank details",         Meaning::Requisite),
    ("company details",      Meaning::Requisite),
    ("requisite",            Meaning::Requisite),
    ("dane rejestrowe",      Meaning::Requisite),
    ("business",             Meaning::Address("")),
    ("adres sluzbowy",       Meaning::Address("")),
    ("home",                 Meaning::Address("home_")),
    ("adres domowy",         Meaning::Address("home_")),
    ("billing",              Meaning::Address("legal_")),
    ("person",               Meaning::Record(&[Leads, Contacts])),
    ("organization",         Meaning::Record(&[Companies])),
    ("lead",                 Meaning::Record(&[Leads])),
    ("deal",                 Meaning::Record(&[Deals])),
];

#[rustfmt::skip]
const SUFFIXES: [(&str, Meaning); 11] = [
    ("юридический адрес", Meaning::Address("legal_")),
    ("billing",           Meaning::Address("legal_")),
    ("раб адрес",         Meaning::Address("")),
    ("дом адрес",         Meaning::Address("home_")),
    ("дом",               Meaning::Address("home_")),
    ("контакт",           Meaning::Record(&[Leads, Contacts])),
    ("contact",           Meaning::Record(&[Leads, Contacts])),
    ("компания",          Meaning::Record(&[Companies])),
    ("company",           Meaning::Record(&[Companies])),
    ("лид",               Meaning::Record(&[Leads])),
    ("сделка",            Meaning::Record(&[Deals])),
];

/// The field of a title with one of these words around it; `known` looks the rest up.
pub(super) fn find(kind: ImportKind, key: &str, known: &dyn Fn(&str) -> Option<&'static str>) -> Option<&'static str> {
    let before =
        PREFIXES.iter().filter_map(|(words, meaning)| Some((key.strip_prefix(words)?.strip_prefix(' ')?, meaning)));
    let after =
        SUFFIXES.iter().filter_map(|(words, meaning)| Some((key.strip_suffix(words)?.strip_suffix(' ')?, meaning)));
    before.chain(after).find_map(|(rest, meaning)| meaning.apply(kind, known(rest)?))
}

impl Meaning {
    fn apply(&self, kind: ImportKind, field: &'static str) -> Option<&'static str> {
        match self {
            Meaning::Requisite => REQUISITES.contains(&field).then_some(field),
            Meaning::Record(kinds) => kinds.contains(&kind).then_some(field),
            Meaning::Address(prefix) => {
                let (main, legal, home) = ADDRESS_PARTS.iter().find(|(main, ..)| *main == field)?;
                match *prefix {
                    "legal_" => Some(legal),
                    "home_" => Some(home),
                    _ => Some(main),
                }
            }
        }
    }
}
