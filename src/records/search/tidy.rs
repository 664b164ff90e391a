//! Many writes leave an index in many pieces, and every search looks into each of them.

use super::index::{grams, words};
use crate::kernel::Result;
use crate::platform::db::Db;
use crate::records::registry::Kind;

/// Pages of an index that are merged with one commit, so that nobody waits long in between.
const PAGES: i64 = 200;

/// Makes the indexes of the kinds whole, after much was written at once. For threads that may block.
pub fn tidy<'k>(db: &Db, kinds: impl IntoIterator<Item = &'k Kind>) -> Result<()> {
    for index in kinds.into_iter().flat_map(|kind| [grams(kind), words(kind)]) {
        let merge = ["INSERT INTO ", &index, " (", &index, ", rank) VALUES ('merge', ?1)"].concat();
        // A negative number begins to merge all that there is, the others go on with it.
        let mut pages = -PAGES;
        let mut is_going_on = true;
        while is_going_on {
            let merge = merge.clone();
            is_going_on = db.write_blocking(move |tx| {
                let before = tx.total_changes();
                tx.prepare_cached(&merge)?.execute([pages])?;
                // The command itself is one.
                Ok(tx.total_changes() - before > 1)
            })?;
            pages = PAGES;
        }
    }
    Ok(())
}
