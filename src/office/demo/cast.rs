//! Who works in the demo office, in each language.

use crate::access::Role;
use crate::kernel::Lang;

pub(super) struct Cast {
    pub firm: &'static str,
    pub country: &'static str,
    pub currency: &'static str,
    pub zone: &'static str,
    /// Name, the local part of the e-mail, role; the administrator first.
    pub people: &'static [(&'static str, &'static str, Role)],
}

pub(super) fn of(lang: Lang) -> &'static Cast {
    match lang {
        Lang::Ru => &RU,
        Lang::Pl => &PL,
        Lang::En => &EN,
    }
}

const RU: Cast = Cast {
    firm: "СкладТех",
    country: "RU",
    currency: "RUB",
    zone: "Europe/Moscow",
    people: &[
        ("Ирина Савельева", "irina", Role::Admin),
        ("Алексей Громов", "alexey", Role::Head),
        ("Дарья Климова", "daria", Role::Staff),
        ("Тимур Ахметов", "timur", Role::Staff),
    ],
};

const PL: Cast = Cast {
    firm: "MagTech",
    country: "PL",
    currency: "PLN",
    zone: "Europe/Warsaw",
    people: &[
        ("Irena Sawicka", "irena", Role::Admin),
        ("Paweł Ćwikła", "pawel", Role::Head),
        ("Dorota Klimek", "dorota", Role::Staff),
        ("Tomasz Żak", "tomasz", Role::Staff),
    ],
};

const EN: Cast = Cast {
    firm: "StoreTech",
    country: "GB",
    currency: "GBP",
    zone: "Europe/London",
    people: &[
        ("Helen Reed", "helen", Role::Admin),
        ("Tom Bennett", "tom", Role::Head),
        ("Alice Marsh", "alice", Role::Staff),
        ("George Kemp", "george", Role::Staff),
    ],
};
