//! What is asked of leads beside their lists.

use super::fields::{OPEN, STATUSES};
use crate::kernel::Result;
use rusqlite::Connection;

/// Whether any lead is open.
const ANY_OPEN: &str = "SELECT EXISTS (SELECT 1 FROM leads WHERE deleted_at IS NULL
        AND status IN (SELECT code FROM options WHERE list = ?1 AND semantic = ?2))";

pub(super) fn is_any_open(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached(ANY_OPEN)?.query_row([STATUSES, OPEN], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::testing;

    #[test]
    fn an_open_lead_is_found_without_going_through_all() {
        let plan = testing::db().read_blocking(|conn| {
            let mut statement = conn.prepare(&["EXPLAIN QUERY PLAN ", ANY_OPEN].concat())?;
            let lines = statement.query_map([STATUSES, OPEN], |row| row.get::<_, String>(3))?;
            Ok(lines.collect::<rusqlite::Result<Vec<_>>>()?.join("; "))
        });
        let plan = plan.unwrap();
        assert!(
            plan.contains("USING COVERING INDEX leads_by_status") || plan.contains("USING INDEX leads_by_status"),
            "{plan}"
        );
        assert!(!plan.contains("SCAN leads"), "{plan}");
    }
}
