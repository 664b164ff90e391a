//! The targets of one field.

use super::{Place, Target, has_positions};
use crate::records::import::reading::fields::reading_of;
use crate::records::import::reading::values::{EMAIL_KINDS, PHONE_KINDS, Reading};
use crate::records::registry::{Channel, Field, FieldType};

/// Behind the name of the target for firms.
const POSITIONS: &str = ".positions";

const MESSENGERS: [(&str, &str); 6] = [
    ("telegram", "telegram"),
    ("whatsapp", "whatsapp"),
    ("viber", "viber"),
    ("vk", "vk"),
    ("skype", "skype"),
    ("open_channel", "other"),
];

/// What only the box sets is not taken from a file, but for the times at which a record was made and changed elsewhere.
///
/// Of a many-to-many relation one end says that it can be imported: two would write it twice.
pub(super) fn is_importable(field: &Field) -> bool {
    let is_open = !field.is_read_only && !matches!(field.field_type, FieldType::Links(_));
    is_open || !field.import_names.is_empty()
}

pub(super) fn of_field(field: &Field) -> Vec<Target> {
    let place = |label| Place::Field { key: field.key.to_string(), label };
    let name = field.import_names.first().map_or_else(|| field.key.to_string(), |name| (*name).to_owned());
    let with_label = |label: &'static str, reading| Target {
        name: [&name, ".", label].concat(),
        reading,
        place: place(Some(label)),
    };
    // The label stands in a column of its own.
    let bare = |reading| Target { name: name.clone(), reading, place: place(None) };
    let is_shipped = !field.import_names.is_empty();
    match &field.field_type {
        FieldType::Points(Channel::Phone) => {
            let labelled = PHONE_KINDS.iter().map(|label| with_label(label, Reading::Phones(label)));
            labelled.chain([bare(Reading::Phones("other"))]).collect()
        }
        FieldType::Points(Channel::Email) => {
            let labelled = EMAIL_KINDS.iter().map(|label| with_label(label, Reading::Emails(label)));
            labelled.chain([bare(Reading::Emails("other"))]).collect()
        }
        FieldType::Points(Channel::Messenger) if is_shipped => MESSENGERS
            .iter()
            .map(|(name, label)| Target { name: (*name).to_owned(), reading: Reading::Tags, place: place(Some(label)) })
            .chain(["max", "facebook"].map(|label| with_label(label, Reading::Tags)))
            .collect(),
        FieldType::Points(Channel::Site) if is_shipped => {
            let work = Target { name, reading: Reading::Websites, place: place(Some("work")) };
            let others = ["home", "other"].map(|label| Target {
                name: ["website.", label].concat(),
                reading: Reading::Websites,
                place: place(Some(label)),
            });
            [work].into_iter().chain(others).collect()
        }
        FieldType::Points(channel) => channel.labels().iter().map(|label| with_label(label, Reading::Tags)).collect(),
        field_type => {
            let reading = reading_of(&name).unwrap_or_else(|| reading_by_type(field_type));
            // Other names of the same field are targets too, so that a mapping may use any of them.
            let others = field.import_names.iter().skip(1).map(|name| Target {
                name: (*name).to_owned(),
                reading,
                place: place(None),
            });
            let positions = has_positions(field).then(|| Target {
                name: [&name, POSITIONS].concat(),
                reading: Reading::Line,
                place: Place::Positions { key: field.key.to_string() },
            });
            [Target { name: name.clone(), reading, place: place(None) }]
                .into_iter()
                .chain(others)
                .chain(positions)
                .collect()
        }
    }
}

fn reading_by_type(field_type: &FieldType) -> Reading {
    match field_type {
        FieldType::LongText { .. } => Reading::Comment,
        FieldType::Integer { .. } => Reading::Number,
        FieldType::Money { .. } => Reading::Amount,
        FieldType::Date => Reading::Date,
        FieldType::Birthday => Reading::Birthday,
        FieldType::Instant => Reading::Moment,
        FieldType::Bool => Reading::YesNo,
        FieldType::Tags | FieldType::Observers => Reading::Tags,
        _ => Reading::Line,
    }
}
