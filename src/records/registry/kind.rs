//! One type of record.

use super::field::Field;
use super::field_type::{FieldType, Mask};
use crate::access::Viewer;
use crate::kernel::{KindKey, Lang, Problem, Result};
use crate::platform::db::Tx;
use crate::platform::i18n::{Text, tr};
use crate::records::value::{Record, Values};
use rusqlite::Connection;

/// What people call records of a type.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    pub one: Text,
    pub many: Text,
    /// The heading of an empty form: "New company".
    pub new: Text,
    /// "12 companies".
    pub count: fn(Lang, i64) -> String,
}

/// By what an existing record is recognised, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchBy {
    /// The id in the system the record came from.
    ExternalId,
    /// The digits of the field named here.
    TaxId(&'static str),
    /// The title without case, quote marks, ё/е and runs of white space: the table has the column `title_key`.
    Title,
    Phone,
    Email,
}

/// A view that every box has. `query` is that of a list's address.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInView {
    pub key: &'static str,
    pub name: Text,
    pub query: &'static str,
}

/// All records, and one's own.
pub const USUAL_VIEWS: &[BuiltInView] = &[
    BuiltInView { key: "all", name: tr::records_view_all, query: "" },
    BuiltInView { key: "mine", name: tr::records_view_mine, query: "filter=responsible_id%3Ain%3Ame" },
];

/// A check or completion that a slice adds to every create and update: the record as it is (`None` for a new one)
/// and the values about to be written, which it may change or refuse.
pub type BeforeSave = fn(&mut Tx<'_>, &Viewer, Option<&Record>, &mut Values) -> Result<()>;

/// A rule on the whole of a record as it is stored, which undo is not to break.
pub type MustHold = fn(&Connection, &Values) -> Result<()>;

/// What follows at once on a new record that people or programs make, in the same action; not on what is imported.
pub type AfterCreate = fn(&mut Tx<'_>, &Viewer, i64) -> Result<()>;

/// What a kind keeps beside the record, made from its values: called whenever these were written, by whatever verb or
/// undo, in the same transaction.
pub type Derive = fn(&Tx<'_>, i64, &Values) -> Result<()>;

/// The records that wait for a rate of this currency: saved once more they are worth something, as soon as one is known.
pub type WaitingForRate = fn(&Connection, &str) -> Result<Vec<i64>>;

/// What stands in grey beside the title in lists, on boards and in the search: made from these fields.
#[derive(Debug, Clone, Copy)]
pub struct Note {
    pub fields: &'static [&'static str],
    pub text: fn(&Values) -> String,
}

/// What the box understands by values of a list, whatever the office calls them.
#[derive(Debug, Clone, Copy)]
pub struct Meaning {
    /// As the values hold it: `options.semantic`.
    pub key: &'static str,
    pub name: Text,
    /// Where it is an end of the work on a record.
    pub end: Option<End>,
    /// Whether people choose its values; those of others come of a deed of their own.
    pub is_chosen: bool,
}

/// Records that are worked off in the order of an instant: those of which `flag` is true, by `by`. Indexes of the table
/// have the flag and then the instant, of all records and of what one person is responsible for; and of that the instant
/// alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkOrder {
    pub flag: &'static str,
    pub by: &'static str,
    /// The index of what one person is responsible for.
    pub own_index: &'static str,
}

/// How far the office works with records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    Full,
    /// It does without them, and some are still to be worked off.
    Rest,
    Nothing,
}

/// See [`Usage`].
pub type Used = fn(&Connection) -> Result<Usage>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Good,
    Bad,
}

/// The path of the page where somebody says what is missing, for a problem that no field takes away; of the record with
/// this id.
pub type WayOut = fn(&Problem, i64) -> Option<String>;

/// A type of record: declared once by its slice, see `crm::companies::fields` for an example.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Stands in the ids of the rows of `search`, so it is never changed and never given again: 1 to
    /// [`Kind::MOST_NUMBERS`].
    pub number: u8,
    /// `company`
    pub key: KindKey,
    /// `companies`: its table, its URL, its name in the API and the CLI.
    pub plural: &'static str,
    pub icon: &'static str,
    /// After `G` its list opens, after `N` its form; the same letter in every language.
    pub letter: Option<&'static str>,
    pub names: Names,
    /// Its own fields, then those that every record has ([`system`]).
    pub fields: Vec<Field>,
    /// How a record is called, made from its values.
    pub title: fn(&Values) -> String,
    pub note: Note,
    /// Records are people, whom address books take.
    pub is_person: bool,
    /// At least one of these must be filled.
    pub identity: &'static [&'static str],
    pub matches: &'static [MatchBy],
    /// The columns of the list before anybody chose.
    pub columns: &'static [&'static str],
    /// The views every office has; the first is what the list opens with.
    pub views: &'static [BuiltInView],
    /// The choice field whose values are the columns of the board, for kinds that have one.
    pub board_by: Option<&'static str>,
    /// The choice that says which board a record is on, where its kind has several: the columns are values that belong to
    /// a value of this field.
    pub board_of: Option<&'static str>,
    /// The instant since which a record stands in its column, which [`Kind::derive`] keeps; since it was made, where
    /// nothing else is known.
    pub board_since: Option<&'static str>,
    /// A table with counts and sums of its live records by `board_by`, `responsible_id` and `currency`, which the schema
    /// keeps in step: heads of columns need not count.
    pub board_totals: Option<&'static str>,
    pub work_order: Option<WorkOrder>,
    /// The choice whose values say how the work ended, where files of other programs tell that in a column of its own, too.
    pub ended_by: Option<&'static str>,
    /// The sum that the products of a record come to, where files of other programs have a row for each of them.
    pub sum_of_lines: Option<&'static str>,
    /// The meanings that values of its lists have.
    pub meanings: &'static [Meaning],
    pub before_save: BeforeSave,
    pub must_hold: MustHold,
    pub after_create: AfterCreate,
    pub waiting_for_rate: WaitingForRate,
    /// What the office does without stands in no menu.
    pub used: Used,
    /// The link to what a record of this kind became: where both came with one action, undo opens the record again only as
    /// that goes. Else it would be made twice.
    pub became: Option<&'static str>,
    pub derive: Derive,
    /// Tables with what [`Kind::derive`] gathered over time and could not make again, each with the column that names the
    /// record: a record that is brought back from a backup brings their rows along. They go with the record.
    pub gathered: &'static [(&'static str, &'static str)],
    pub way_out: WayOut,
}

impl Kind {
    pub const MOST_NUMBERS: u8 = 63;

    /// A kind with the system's fields added and no rules of its own.
    pub fn new(number: u8, key: KindKey, plural: &'static str, names: Names, own_fields: Vec<Field>) -> Kind {
        let mut fields = own_fields;
        fields.extend(system::fields());
        Kind {
            number,
            key,
            plural,
            icon: "box",
            letter: None,
            names,
            fields,
            title: |values| values.text("name").unwrap_or_default().to_owned(),
            note: Note { fields: &[], text: |_| String::new() },
            is_person: false,
            identity: &["name"],
            matches: &[MatchBy::ExternalId],
            columns: &["responsible_id", "created_at"],
            views: USUAL_VIEWS,
            board_by: None,
            board_of: None,
            board_since: None,
            board_totals: None,
            work_order: None,
            ended_by: None,
            sum_of_lines: None,
            meanings: &[],
            before_save: |_, _, _, _| Ok(()),
            must_hold: |_, _| Ok(()),
            after_create: |_, _, _| Ok(()),
            waiting_for_rate: |_, _| Ok(Vec::new()),
            used: |_| Ok(Usage::Full),
            became: None,
            derive: |_, _, _| Ok(()),
            gathered: &[],
            way_out: |_, _| None,
        }
    }

    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What comes next with its records, of kinds that activities are about.
    pub fn plan(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.field_type == FieldType::Plan)
    }

    /// The key of the currency that the sum in the field of this key is in.
    pub fn currency_of(&self, key: &str) -> Option<&'static str> {
        match self.field(key)?.field_type {
            FieldType::Money { currency } => Some(currency),
            _ => None,
        }
    }

    /// The choice whose values those of this one belong to: the pipeline of a stage.
    pub fn owner_of(&self, key: &str) -> Option<&Field> {
        self.field(self.board_of.filter(|_| self.board_by == Some(key))?)
    }

    /// How the work on a record ended that has a value of this meaning; `None` where it goes on.
    pub fn end_of(&self, meaning: Option<&str>) -> Option<End> {
        self.meanings.iter().find(|known| Some(known.key) == meaning)?.end
    }

    /// The currency that the field of this key is, or is in, and then every sum in it: a sum is worth nothing known without
    /// its currency, so whoever changes or takes back one of them looks at all. Empty for what is no part of a sum.
    pub fn sum_of(&self, key: &str) -> Vec<&Field> {
        let is_in =
            |code: &str, field: &Field| matches!(field.field_type, FieldType::Money { currency } if currency == code);
        let code = match self.field(key).map(|field| &field.field_type) {
            Some(FieldType::Money { currency }) => currency,
            Some(FieldType::Currency) => key,
            _ => return Vec::new(),
        };
        let sums: Vec<&Field> = self.fields.iter().filter(|field| is_in(code, field)).collect();
        if sums.is_empty() { sums } else { self.field(code).into_iter().chain(sums).collect() }
    }

    /// Fields that a person may fill, in the order of the form.
    pub fn form_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.is_read_only && !field.is_hidden)
    }
}

/// What every record has.
pub mod system {
    use super::*;

    /// The columns every record table has beside its fields: `deleted_at`, the derived `title` with its sort key,
    /// and the optimistic lock `version`.
    pub fn fields() -> Vec<Field> {
        [
            Field::user("responsible_id", tr::records_responsible).import_as(&["responsible"]),
            Field::observers("observers", tr::records_observers),
            Field::tags("tags", tr::records_tags).import_as(&["tags"]),
            Field::text("external_id", tr::records_external_id)
                .masked(Mask::Nothing)
                .hidden()
                .import_as(&["external_id"]),
            Field::instant("created_at", tr::records_created_at).read_only().import_as(&["created_at"]),
            Field::user("created_by", tr::records_created_by).read_only(),
            Field::instant("updated_at", tr::records_updated_at).read_only().import_as(&["modified_at"]),
            Field::user("updated_by", tr::records_updated_by).read_only(),
        ]
        .map(|field| field.section(tr::records_section_people))
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_its_currency_and_all_that_is_in_it() {
        let names = Names { one: |_| "", many: |_| "", new: |_| "", count: |_, _| String::new() };
        let fields = vec![
            Field::text("name", |_| ""),
            Field::money("amount_minor", |_| ""),
            Field::currency("currency", |_| ""),
            Field::currency("other_currency", |_| ""),
            Field::money("budget_minor", |_| ""),
        ];
        let kind = Kind::new(1, "deal", "deals", names, fields);
        let keys = |key| kind.sum_of(key).iter().map(|field| field.key.to_string()).collect::<Vec<_>>();
        for key in ["amount_minor", "currency", "budget_minor"] {
            assert_eq!(keys(key), ["currency", "amount_minor", "budget_minor"], "{key}");
        }
        for key in ["name", "other_currency", "nothing"] {
            assert!(keys(key).is_empty(), "{key}");
        }
    }
}
