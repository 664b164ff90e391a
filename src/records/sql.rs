//! The one place that composes SQL text. Names of tables and columns come from declarations and are checked again
//! here; values are always bound.

use rusqlite::types::Value as SqlValue;

/// SQL text with its bound values, in the order of their `?`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sql {
    pub text: String,
    pub params: Vec<SqlValue>,
}

impl Sql {
    pub fn new(text: impl Into<String>) -> Sql {
        Sql { text: text.into(), params: Vec::new() }
    }

    /// Fixed text, or names that went through [`name`].
    pub fn push(&mut self, text: &str) -> &mut Sql {
        self.text.push_str(text);
        self
    }

    /// A `?` and its value.
    pub fn bind(&mut self, value: impl Into<SqlValue>) -> &mut Sql {
        self.text.push('?');
        self.params.push(value.into());
        self
    }

    /// `?, ?, ?`
    pub fn bind_all<V: Into<SqlValue>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Sql {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.bind(value);
        }
        self
    }

    pub fn append(&mut self, other: Sql) -> &mut Sql {
        self.text.push_str(&other.text);
        self.params.extend(other.params);
        self
    }

    pub fn and(&mut self, other: Sql) -> &mut Sql {
        self.text.push_str(" AND ");
        self.append(other)
    }
}

/// A table or column name, as it may stand in SQL text.
///
/// # Panics
/// On anything but small letters, digits and underscores: such a name can only come from a mistake in a declaration
/// or from an event log that was tampered with, and must never reach SQLite.
pub fn name(identifier: &str) -> &str {
    let is_plain = !identifier.is_empty()
        && identifier.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !identifier.as_bytes()[0].is_ascii_digit();
    assert!(is_plain, "not a table or column name: {identifier:?}");
    identifier
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_bound_and_names_are_plain() {
        let mut sql = Sql::new("SELECT 1 FROM ");
        sql.push(name("contact_points")).push(" WHERE id IN (").bind_all([1, 2, 3]).push(")");
        assert_eq!(sql.text, "SELECT 1 FROM contact_points WHERE id IN (?, ?, ?)");
        assert_eq!(sql.params.len(), 3);
    }

    #[test]
    #[should_panic(expected = "not a table or column name")]
    fn a_hostile_name_never_becomes_sql() {
        name("id; DROP TABLE users");
    }
}
