//! How SQLite goes about the hot queries of lists: through an index, in the order of the list, whoever asks.

use crate::harness::TestApp;
use korob::access::Viewer;
use korob::records::list::{self, ListQuery, Slice};
use korob::records::registry::Kind;
use korob::records::{self, Values};
use std::sync::Arc;

struct Office {
    app: TestApp,
    kind: Arc<Kind>,
}

/// A few companies of several people: plans do not hang on how many there are, since nothing is analysed.
fn office() -> Office {
    let app = TestApp::start();
    let kind = app.registry().kind("company").unwrap();
    for (index, who) in ["anna", "olga", "igor", "olga"].into_iter().cycle().take(120).enumerate() {
        let (viewer, kind) = (app.viewer(who), kind.clone());
        let values = Values::default().with("name", format!("Фирма {index}").as_str()).with("company_type", "client");
        app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap();
    }
    Office { app, kind }
}

impl Office {
    /// The steps of all statements that a page of this list runs.
    fn plan(&self, viewer: &Viewer, filter: &str, sort: &str) -> Vec<String> {
        let query = ListQuery::parse(&self.kind, None, Some(filter), Some(sort)).unwrap();
        let slice = Slice { after: None, before: None, limit: 50 };
        let now = self.app.db().clock().now();
        let read = self.app.db().read_blocking(|conn| {
            // Every statement is run once more as EXPLAIN QUERY PLAN.
            let statements = list::statements_of_page(conn, viewer, &self.kind, &query, &slice, now)?;
            let mut steps = Vec::new();
            for sql in statements {
                let explain = ["EXPLAIN QUERY PLAN ", &sql.text].concat();
                let mut statement = conn.prepare(&explain)?;
                let rows = statement
                    .query_map(rusqlite::params_from_iter(sql.params), |row| row.get::<_, String>("detail"))?;
                steps.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            Ok(steps)
        });
        read.unwrap()
    }
}

#[test]
fn the_usual_lists_come_from_an_index_in_their_order() {
    let office = office();
    for who in ["anna", "olga"] {
        let viewer = office.app.viewer(who);
        for (filter, sort) in [("", "-created_at"), ("", "created_at"), ("company_type:in:client", "-created_at")] {
            let steps = office.plan(&viewer, filter, sort);
            assert!(!steps.is_empty());
            for step in &steps {
                // `SCAN r USING INDEX` walks the order and stops after a page; without an index it reads the table.
                let reads_all = step.starts_with("SCAN r") && !step.contains("INDEX");
                assert!(!reads_all, "{who} {filter} {sort}: {steps:#?}");
            }
            // What staff see is two alternatives, each from its index, a page of each merged: only that is sorted.
            let own =
                steps.windows(2).filter(|pair| pair[0].starts_with("SEARCH r") && pair[0].contains(" INDEX companies"));
            for pair in own {
                assert!(!pair[1].contains("TEMP B-TREE FOR ORDER BY"), "{who} {filter} {sort}: {steps:#?}");
            }
            let is_sorted = steps.iter().any(|step| step.contains("TEMP B-TREE"));
            assert!(who == "olga" || !is_sorted, "{who} {filter} {sort}: {steps:#?}");
        }
        if who == "olga" {
            let steps = office.plan(&viewer, "", "-created_at").join("\n");
            assert!(steps.contains("companies_by_responsible (responsible_id=?"), "{steps}");
        }
    }
}
