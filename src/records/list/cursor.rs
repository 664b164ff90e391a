//! Where a page ends: the sort value and id of its last row, opaque to the outside.

use crate::kernel::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::types::Value as SqlValue;

/// A place in a sorted list, between two rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    pub value: SqlValue,
    pub id: i64,
}

impl Cursor {
    /// A letter for the type of the value, the id, the value.
    pub fn encode(&self) -> String {
        let (tag, value): (u8, Vec<u8>) = match &self.value {
            SqlValue::Integer(number) => (b'i', number.to_be_bytes().to_vec()),
            SqlValue::Blob(blob) => (b'b', blob.clone()),
            SqlValue::Text(text) => (b't', text.clone().into_bytes()),
            SqlValue::Null | SqlValue::Real(_) => (b'n', Vec::new()),
        };
        let mut bytes = vec![tag];
        bytes.extend(self.id.to_be_bytes());
        bytes.extend(value);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// # Errors
    /// `BadRequest` for anything that [`Cursor::encode`] did not make.
    pub fn decode(text: &str) -> Result<Cursor> {
        Self::read(text).ok_or_else(|| Error::BadRequest("this cursor was not made by this box".into()))
    }

    fn read(text: &str) -> Option<Cursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (tag, rest) = bytes.split_first()?;
        let (id, value) = rest.split_first_chunk::<8>()?;
        let value = match tag {
            b'n' if value.is_empty() => SqlValue::Null,
            b'i' => SqlValue::Integer(i64::from_be_bytes(value.try_into().ok()?)),
            b'b' => SqlValue::Blob(value.to_vec()),
            b't' => SqlValue::Text(String::from_utf8(value.to_vec()).ok()?),
            _ => return None,
        };
        Some(Cursor { value, id: i64::from_be_bytes(*id) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_comes_back_as_it_was(id: i64, number: i64, blob: Vec<u8>) {
            for value in [SqlValue::Null, SqlValue::Integer(number), SqlValue::Blob(blob)] {
                let cursor = Cursor { value, id };
                prop_assert_eq!(Cursor::decode(&cursor.encode()).unwrap(), cursor);
            }
        }

        #[test]
        fn rubbish_is_refused_quietly(text in ".*") {
            let _ = Cursor::decode(&text);
        }
    }
}
