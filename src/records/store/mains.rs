//! The main one of several: of the phones of a record, of the firms of a person. Where there are any there is exactly
//! one, also after rows came and went one by one and two people had each chosen theirs.

use super::children::noted;
use super::rows;
use super::sql::{Sql, name};
use crate::kernel::Result;
use crate::platform::db::Tx;
use crate::platform::events::{Row, RowChange};
use crate::records::registry::{FieldType, Kind};
use rusqlite::params_from_iter;
use serde_json::json;

/// Rows of which one is the main one: those of a table that agree in some columns.
struct Several<'a> {
    table: &'a str,
    alike: &'a [&'a str],
    main: &'a str,
    order: &'a str,
}

/// Leaves one main row wherever these changes of a record of this kind touched some; what it changed for that. Of two,
/// the one that the changes did not make the main one stays it: that is the later choice.
pub fn settle_mains(tx: &Tx<'_>, kind: &Kind, changes: &[RowChange]) -> Result<Vec<RowChange>> {
    let points = Several {
        table: "contact_points",
        alike: &["owner_kind", "owner_id", "channel"],
        main: "is_main",
        order: "position",
    };
    let mut settled = points.settle(tx, changes)?;
    for field in &kind.fields {
        let FieldType::Links(links) = field.field_type else { continue };
        for (end, main) in [(links.own, links.main), (links.other, links.main_there)] {
            let pairs = Several { table: links.table, alike: &[end], main, order: "id" };
            settled.extend(pairs.settle(tx, changes)?);
        }
    }
    Ok(settled)
}

impl Several<'_> {
    fn settle(&self, tx: &Tx<'_>, changes: &[RowChange]) -> Result<Vec<RowChange>> {
        let changes: Vec<&RowChange> = changes.iter().filter(|change| change.table == self.table).collect();
        let mut groups: Vec<Row> = Vec::new();
        for change in &changes {
            let group = noted(tx, change, self.alike)?;
            groups.extend(group.filter(|group| !groups.contains(group)));
        }
        let was_chosen = |id: i64| {
            let of_row = changes.iter().filter(|change| change.id == id);
            of_row.filter_map(|change| change.after.as_ref()?.get(self.main)).any(|main| *main == 1)
        };
        let mut settled = Vec::new();
        for group in groups {
            let there = self.of_group(tx, &group)?;
            let mains: Vec<i64> = there.iter().filter(|(_, is_main)| *is_main).map(|(id, _)| *id).collect();
            let later = mains.iter().find(|id| !was_chosen(**id)).or(mains.first()).copied();
            let Some(main) = later.or(there.first().map(|(id, _)| *id)) else { continue };
            for id in mains.into_iter().filter(|id| *id != main).chain([main]) {
                let row = Row::from_iter([(self.main.to_owned(), json!(i64::from(id == main)))]);
                settled.extend(rows::update(tx, self.table, id, row)?);
            }
        }
        Ok(settled)
    }

    /// Each row, and whether it is a main one.
    fn of_group(&self, tx: &Tx<'_>, group: &Row) -> Result<Vec<(i64, bool)>> {
        let mut sql = Sql::new("SELECT id, ");
        sql.push(name(self.main)).push(" FROM ").push(name(self.table));
        for (index, (column, value)) in group.iter().enumerate() {
            sql.push(if index > 0 { " AND " } else { " WHERE " }).push(name(column));
            sql.push(" = ").bind(rows::to_sql(value));
        }
        sql.push(" ORDER BY ").push(name(self.order)).push(", id");
        let mut statement = tx.prepare_cached(&sql.text)?;
        let rows = statement.query_map(params_from_iter(sql.params), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
