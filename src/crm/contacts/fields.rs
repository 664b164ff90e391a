//! The contact's declaration for the field registry, and the lists it comes with.

use crate::crm::activities;
use crate::crm::{companies, fields};
use crate::platform::i18n::{Text, tr};
use crate::records::options::Shipped;
use crate::records::registry::{Field, Kind, Mask, MatchBy, Names};

pub const KEY: &str = companies::CONTACTS.other_kind;

pub fn kind() -> Kind {
    let names =
        Names { one: tr::ui_contact, many: tr::ui_contacts, new: tr::contacts_new, count: tr::ui_contacts_count };
    let mut all = fields::names();
    all.extend([
        Field::links("companies", tr::contacts_companies, companies::CONTACTS.reversed(companies::KEY, "companies"))
            .import_as(&["company"]),
        Field::text("position", tr::crm_position).masked(Mask::Position).searchable().import_as(&["position"]),
        Field::choice("contact_type", tr::contacts_type, "contact_types").import_as(&["contact_type"]),
    ]);
    all.extend(fields::reach());
    all.extend(fields::address());
    all.extend(fields::source());
    all.extend([
        fields::comment(),
        fields::next(),
        Field::bool("open_to_all", tr::crm_open_to_all).hidden().import_as(&["open_to_all"]),
        Field::bool("exportable", tr::contacts_exportable).hidden().import_as(&["exportable"]),
    ]);
    Kind {
        icon: "person",
        letter: Some("C"),
        title: |values| {
            let name = fields::full_name(values);
            if name.is_empty() { fields::reached_by(values).unwrap_or_default() } else { name }
        },
        is_person: true,
        identity: &["last_name", "first_name", "middle_name", "phones", "emails"],
        matches: &[MatchBy::ExternalId, MatchBy::Phone, MatchBy::Email],
        columns: &["companies", "phones", "emails", "tags", "responsible_id", "created_at"],
        before_save: |tx, viewer, old, values| activities::show_planned(tx, viewer, KEY, old, values),
        ..Kind::new(2, KEY, "contacts", names, all)
    }
}

pub fn shipped_options() -> Vec<Shipped> {
    let types = [
        ("client", tr::contacts_type_client as Text, "green"),
        ("supplier", tr::contacts_type_supplier, "amber"),
        ("partner", tr::contacts_type_partner, "violet"),
        ("other", tr::contacts_type_other, "slate"),
    ];
    let shipped = |(code, label, color)| Shipped { list: "contact_types", code, label, semantic: None, color };
    types.into_iter().map(shipped).collect()
}
