//! One field of a record type.

use super::LinkTable;
use super::field_type::{Channel, FieldType, Label, Mask};
use crate::access::Viewer;
use crate::kernel::{KindKey, Result};
use crate::platform::db::Tx;
use crate::platform::i18n::Text;
use std::borrow::Cow;

/// Makes a value of a choice's list with this name, for imports that meet a word they do not know; of the value of another
/// list that it is to belong to, if it belongs to one. Its code.
pub type NewValue = fn(&mut Tx<'_>, &Viewer, &str, Option<&str>) -> Result<String>;

/// Built with the functions named after the types, then refined: `Field::text("name", tr::companies_name).required()`.
#[derive(Debug, Clone)]
pub struct Field {
    /// Also its column, where it has one, and its name in the API.
    pub key: Cow<'static, str>,
    pub label: Label,
    pub field_type: FieldType,
    pub is_required: bool,
    /// Set by the box: shown and exported, never taken from a form or the API.
    pub is_read_only: bool,
    /// Part of the text that search looks through.
    pub is_searchable: bool,
    /// Has an index to sort by; a text is sorted by the stored key in `{column}_sort`.
    pub is_sortable: bool,
    /// A text that many records share, such as a city: an index `(column, created_at, id)` of live records has them by value.
    pub is_repeated: bool,
    pub is_filterable: bool,
    /// Kept off forms and cards: bookkeeping such as the id in the system the record came from.
    pub is_hidden: bool,
    /// A choice that is kept by the number of its value, not by its code: see [`Field::by_number`].
    pub is_by_number: bool,
    /// Left off the card while it is empty: what only few records have, such as the reason for closing.
    pub is_rare: bool,
    /// Names of `records::import`'s headers that fill this field; for points, the part before the dot.
    pub import_names: &'static [&'static str],
    /// How an import makes a value of a list whose values are more than names.
    pub new_value: Option<NewValue>,
    /// Whether an import reports each name of a linked record that nobody here bears, also where it makes one.
    pub tells_unknown: bool,
    /// The heading it stands under on forms and cards.
    pub section: Text,
    /// See [`Mask`]; of texts alone. Ways to reach somebody and birthdays are replaced whatever it is.
    pub mask: Mask,
    /// Of an instant: the field that says that only its day is meant. The instant is then the last one of that day.
    pub day_flag: Option<&'static str>,
    /// Of an instant: the field that is true as long as passing it is late.
    pub late_flag: Option<&'static str>,
}

impl Field {
    fn new(key: &'static str, label: Text, field_type: FieldType) -> Field {
        Field {
            key: Cow::Borrowed(key),
            label: Label::Shipped(label),
            field_type,
            is_required: false,
            is_read_only: false,
            is_searchable: false,
            is_sortable: false,
            is_repeated: false,
            is_filterable: true,
            is_hidden: false,
            is_by_number: false,
            is_rare: false,
            import_names: &[],
            new_value: None,
            tells_unknown: false,
            section: crate::platform::i18n::tr::records_section_main,
            mask: Mask::Words,
            day_flag: None,
            late_flag: None,
        }
    }

    pub fn text(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Text { max: 255 })
    }

    pub fn long_text(key: &'static str, label: Text) -> Field {
        Field { is_filterable: false, ..Field::new(key, label, FieldType::LongText { max: 20_000 }) }
    }

    pub fn integer(key: &'static str, label: Text, min: i64, max: i64) -> Field {
        Field::new(key, label, FieldType::Integer { min, max }).sortable()
    }

    pub fn money(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Money { currency: "currency" }).sortable()
    }

    /// A sum whose currency is in a field of another name than usual.
    pub fn amount_in(key: &'static str, label: Text, currency: &'static str) -> Field {
        Field::new(key, label, FieldType::Money { currency }).sortable()
    }

    pub fn currency(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Currency)
    }

    pub fn date(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Date).sortable()
    }

    pub fn birthday(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Birthday).not_filterable()
    }

    pub fn instant(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Instant).sortable()
    }

    pub fn bool(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Bool)
    }

    pub fn choice(key: &'static str, label: Text, list: &'static str) -> Field {
        Field::new(key, label, FieldType::Choice { list })
    }

    pub fn user(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::User)
    }

    pub fn observers(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Observers)
    }

    pub fn link(key: &'static str, label: Text, kind: KindKey, table: &'static str) -> Field {
        Field::new(key, label, FieldType::Link { kind, table })
    }

    pub fn links(key: &'static str, label: Text, links: LinkTable) -> Field {
        Field::new(key, label, FieldType::Links(links))
    }

    pub fn reference(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Reference(Vec::new()))
    }

    pub fn points(key: &'static str, label: Text, channel: Channel) -> Field {
        Field::new(key, label, FieldType::Points(channel)).searchable()
    }

    pub fn plan(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Plan).read_only().hidden()
    }

    pub fn tags(key: &'static str, label: Text) -> Field {
        Field::new(key, label, FieldType::Tags)
    }

    pub fn max(mut self, length: usize) -> Field {
        if let FieldType::Text { max } | FieldType::LongText { max } = &mut self.field_type {
            *max = length;
        }
        self
    }

    pub fn required(self) -> Field {
        Field { is_required: true, ..self }
    }

    pub fn read_only(self) -> Field {
        Field { is_read_only: true, ..self }
    }

    pub fn searchable(self) -> Field {
        Field { is_searchable: true, ..self }
    }

    pub fn sortable(self) -> Field {
        Field { is_sortable: true, ..self }
    }

    /// See [`Field::is_repeated`].
    pub fn repeated(self) -> Field {
        Field { is_repeated: true, ..self }
    }

    pub fn not_sortable(self) -> Field {
        Field { is_sortable: false, ..self }
    }

    pub fn not_filterable(self) -> Field {
        Field { is_filterable: false, ..self }
    }

    pub fn rare(self) -> Field {
        Field { is_rare: true, ..self }
    }

    pub fn hidden(self) -> Field {
        Field { is_hidden: true, ..self }
    }

    /// A choice out of a list whose values are known by numbers, which the column and the API have as integers; everywhere
    /// between they are codes like all others: "17".
    pub fn by_number(self) -> Field {
        Field { is_by_number: true, ..self }
    }

    pub fn import_as(self, names: &'static [&'static str]) -> Field {
        Field { import_names: names, ..self }
    }

    /// A time of day may be left out; the field named here, which forms do not ask for, then says so.
    pub fn or_day(self, flag: &'static str) -> Field {
        Field { day_flag: Some(flag), ..self }
    }

    /// Once it has passed it is late, as long as the field named here is true.
    pub fn late_while(self, flag: &'static str) -> Field {
        Field { late_flag: Some(flag), ..self }
    }

    pub fn masked(self, mask: Mask) -> Field {
        Field { mask, ..self }
    }

    /// See [`Field::new_value`].
    pub fn made_by(self, new_value: NewValue) -> Field {
        Field { new_value: Some(new_value), ..self }
    }

    /// See [`Field::tells_unknown`].
    pub fn telling_unknown(self) -> Field {
        Field { tells_unknown: true, ..self }
    }

    pub fn section(self, section: Text) -> Field {
        Field { section, ..self }
    }

    /// Whether lists offer to ask for it. What comes next is shown in other ways than by its field.
    pub fn is_offered(&self) -> bool {
        self.is_filterable && (!self.is_hidden || self.field_type == FieldType::Plan)
    }

    /// The column of the record's own table; `None` for what is kept in tables beside it.
    pub fn column(&self) -> Option<&str> {
        match self.field_type {
            FieldType::Points(_) | FieldType::Tags | FieldType::Observers | FieldType::Links(_) => None,
            _ => Some(&self.key),
        }
    }

    /// The column to order by.
    pub fn sort_column(&self) -> Option<String> {
        match self.field_type {
            _ if !self.is_sortable => None,
            FieldType::Text { .. } => Some([&self.key, "_sort"].concat()),
            _ => self.column().map(str::to_owned),
        }
    }
}
