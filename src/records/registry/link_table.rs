//! Where many-to-many links of records are kept.

use crate::kernel::KindKey;

/// A many-to-many relation with records of another type, kept in a table of its own: a row per pair, with the
/// position held there and whether it is the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTable {
    pub table: &'static str,
    /// The column that points at the record with this field.
    pub own: &'static str,
    /// The column that points at the other record.
    pub other: &'static str,
    pub other_kind: KindKey,
    pub other_table: &'static str,
    /// The column that marks the main one among the other records, and the one that marks this record there.
    pub main: &'static str,
    pub main_there: &'static str,
    /// The list that positions are chosen from; `None` where they are words.
    pub roles: Option<&'static str>,
}

impl LinkTable {
    /// The same pairs seen from the other end, where `kind` in `table` are the other records.
    pub const fn reversed(self, kind: KindKey, table: &'static str) -> LinkTable {
        LinkTable {
            table: self.table,
            own: self.other,
            other: self.own,
            other_kind: kind,
            other_table: table,
            main: self.main_there,
            main_there: self.main,
            roles: self.roles,
        }
    }
}
