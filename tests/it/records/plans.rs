//! How SQLite goes about the hot queries of lists, boards and bins: through an index, in the order of the list, whoever
//! asks.

use crate::harness::TestApp;
use korob::access::{Role, Scope, Viewer};
use korob::app::wiring;
use korob::crm::activities;
use korob::kernel::Access;
use korob::kernel::text::fold;
use korob::platform::db::Tx;
use korob::records::list::{self, ListQuery, Slice};
use korob::records::panels::Span;
use korob::records::registry::{Field, FieldType, Kind};
use korob::records::show::Lookup;
use korob::records::{self, Value, Values, attachments, bin, options, service, store};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::types::Value as Output;
use rusqlite::{Connection, StatementStatus};
use std::sync::{Arc, Mutex};

/// A few records of several people: plans do not hang on how many there are, since nothing is analysed.
fn office() -> TestApp {
    let app = TestApp::start();
    for (key, name) in
        [("company", "name"), ("contact", "last_name"), ("lead", "title"), ("deal", "title"), ("activity", "subject")]
    {
        let kind = app.registry().kind(key).unwrap();
        for (index, who) in ["anna", "olga", "igor", "olga"].into_iter().cycle().take(60).enumerate() {
            let (viewer, kind) = (app.viewer(who), kind.clone());
            let mut values = Values::default().with(name, format!("Иванов {index}").as_str());
            if kind.field("city").is_some() {
                values.set("city", "Иваново");
            }
            if let Some(order) = kind.work_order {
                values.set(order.by, Value::Int(index as i64));
                values.set("about", format!("lead/{}", index + 1).as_str());
            }
            app.db().write_blocking(move |tx| records::create(tx, &viewer, &kind, values)).unwrap();
        }
    }
    app
}

/// The steps of each statement that this work runs, with its text before them.
fn plans(app: &TestApp, work: impl FnOnce(&Connection)) -> Vec<(String, Vec<String>)> {
    let mut connection = Connection::open(app.data().join("korob.db")).unwrap();
    // What these tell is of no matter here, as long as rows are found.
    for (name, arguments) in [("korob_fold", 1), ("korob_has", 2), ("korob_has_word", 2)] {
        let function = |context: &Context<'_>| match context.len() {
            1 => Ok(Output::from(context.get::<Option<String>>(0)?.map(|text| fold(&text)))),
            _ => Ok(Output::from(true)),
        };
        connection.create_scalar_function(name, arguments, FunctionFlags::SQLITE_UTF8, function).unwrap();
    }
    let ran = Arc::new(Mutex::new(Vec::new()));
    let noted = ran.clone();
    let note = move |event: TraceEvent<'_>| {
        if let TraceEvent::Stmt(statement, _) = event {
            noted.lock().unwrap().extend(statement.expanded_sql());
        }
    };
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note)).unwrap();
    work(&connection);
    let statements = std::mem::take(&mut *ran.lock().unwrap());
    let plan = |sql: &String| {
        let mut statement = connection.prepare(&["EXPLAIN QUERY PLAN ", sql].concat()).unwrap();
        let steps = statement.query_map([], |row| row.get("detail")).unwrap();
        steps.collect::<rusqlite::Result<Vec<String>>>().unwrap()
    };
    // What an index of full text asks of its own tables is traced as well.
    statements
        .iter()
        .filter(|sql| !sql.contains("'main'.'") && !sql.starts_with("--"))
        .map(|sql| (sql.clone(), plan(sql)))
        .collect()
}

/// What a page of the list asks, with its count and its sums.
fn page(connection: &Connection, viewer: &Viewer, kind: &Kind, query: &ListQuery) {
    let (slice, now) = (Slice { after: None, before: None, limit: 20 }, korob::kernel::Timestamp(0));
    let query = query.clone().found(connection, viewer, kind).unwrap();
    let page = list::page(connection, viewer, kind, &query, &[], &slice, now).unwrap();
    assert!(!page.records.is_empty(), "{} {query:?}", kind.key);
    list::count_capped(connection, viewer, kind, &query, now).unwrap();
    for field in kind.fields.iter().filter(|field| matches!(field.field_type, FieldType::Money { .. })) {
        list::sums(connection, viewer, kind, &query, field, now).unwrap();
    }
    let choices: Vec<&Field> =
        kind.fields.iter().filter(|field| matches!(field.field_type, FieldType::Choice { .. })).collect();
    list::facets(connection, viewer, kind, &query, &choices, now).unwrap();
}

#[test]
fn no_list_reads_a_whole_table() {
    let app = office();
    let lists = [
        (None, "", ""),
        (None, "", "created_at"),
        (None, "", "title"),
        (None, "", "-title"),
        (None, "", "-updated_at"),
        (None, "created_at:ge:2020-01-01", ""),
        (None, "source:in:@none", "title"),
        (None, "responsible_id:in:me", ""),
        (None, "responsible_id:in:me", "title"),
        (None, "city:has:иванов", ""),
        (Some("и"), "", ""),
        (Some("иванов"), "", ""),
        (Some("иванов"), "responsible_id:in:me", "title"),
    ];
    let head = Viewer { role: Role::Head, ..app.viewer("anna") };
    for viewer in [app.viewer("anna"), head, app.viewer("olga")] {
        for kind in app.registry().kinds().iter() {
            let is_known = |filter: &str| filter.is_empty() || kind.field(filter.split(':').next().unwrap()).is_some();
            for (typed, filter, sort) in lists.into_iter().filter(|(_, filter, _)| is_known(filter)) {
                check_list(&app, &viewer, kind, (typed, filter, sort));
            }
            if kind.field("company_id").is_some() && viewer.role == Role::Staff {
                check_list(&app, &viewer, kind, (None, "company_id:empty", ""));
            }
            if kind.board_by == Some("status") {
                check_list(&app, &viewer, kind, (None, "status:eq:new", ""));
            }
            for filter in ["next_at:in:today|overdue", "next_at:ne:overdue", "stage_id:in:@open;next_at:in:@none"] {
                if (kind.key == "lead" && !filter.contains("stage")) || (kind.key == "deal" && filter.contains("stage"))
                {
                    check_list(&app, &viewer, kind, (None, filter, ""));
                }
            }
            for filter in ["", ";responsible_id:in:me", ";due_at:le:2030-01-01"] {
                if kind.work_order.is_some() {
                    check_list(&app, &viewer, kind, (None, &format!("is_open:eq:yes{filter}"), "due_at"));
                }
            }
        }
    }
}

fn check_list(app: &TestApp, viewer: &Viewer, kind: &Kind, (typed, filter, sort): (Option<&str>, &str, &str)) {
    let is_bounded = viewer.scope(kind.key, Access::View) == Scope::Own;
    let query = ListQuery::parse(kind, typed, Some(filter), Some(sort)).unwrap();
    for (sql, steps) in plans(app, |connection| page(connection, viewer, kind, &query)) {
        let told = format!("{:?} {} {typed:?} {filter} {sort}: {sql}\n{steps:#?}", viewer.role, kind.key);
        for step in &steps {
            // `SCAN r USING INDEX` walks an order and stops after a page, or counts to a limit.
            let walks = step.starts_with("SCAN r USING") && !is_bounded;
            let is_found = step.contains("VIRTUAL TABLE INDEX") || step.starts_with("SCAN (subquery");
            assert!(
                !step.starts_with("SCAN ") || walks || is_found || step == "SCAN CONSTANT ROW" || step == "SCAN seen",
                "{told}"
            );
        }
        // Whoever sees everything has each order from an index. What staff see is merged from two.
        assert!(is_bounded || !steps.iter().any(|step| step.contains("B-TREE FOR ORDER BY")), "{told}");
        let mut tables = steps.iter().filter(|step| step.starts_with("SEARCH "));
        let first = tables.next().cloned().unwrap_or_default();
        let is_count = sql.starts_with("SELECT 1 FROM ") || sql.starts_with("SELECT count(*) FROM ");
        let is_of_table = sql.contains(&format!("FROM {} r WHERE", kind.plural));
        let is_of_list = sql.contains("SELECT * FROM (SELECT r.") || (is_count && is_of_table);
        assert!(!is_bounded || !is_of_list || first.contains("(responsible_id=?") || typed.is_some(), "{told}");
    }
}

#[test]
fn a_column_of_a_board_comes_from_one_range_of_an_index() {
    let app = office();
    let kind = app.registry().kind("lead").unwrap();
    for (who, range) in [
        ("anna", "leads_by_status (status=?"),
        ("olga", "leads_of_responsible_by_status (responsible_id=? AND status=?"),
    ] {
        let query = ListQuery::parse(&kind, None, Some("status:eq:new"), None).unwrap();
        let viewer = app.viewer(who);
        let plans = plans(&app, |connection| page(connection, &viewer, &kind, &query));
        let of_column = plans.iter().filter(|(sql, _)| sql.contains("status") && sql.contains("= 'new'"));
        // What is observed is few, and found by whose it is.
        let of_range = |step: &String| step.contains(range) || step.contains("record_observers_by_user (user_id=?");
        let ranges = of_column.clone().filter(|(_, steps)| steps.iter().any(of_range));
        assert!(of_column.clone().count() >= 3, "{plans:#?}");
        assert_eq!(ranges.count(), of_column.count(), "{who}: {plans:#?}");
    }
}

#[test]
fn a_list_of_a_city_comes_from_one_range_of_an_index() {
    let app = office();
    let (viewer, kind) = (app.viewer("anna"), app.registry().kind("contact").unwrap());
    for filter in ["city:has:ванов", "city:eq:Иваново"] {
        let query = ListQuery::parse(&kind, None, Some(filter), None).unwrap();
        let plans = plans(&app, |connection| page(connection, &viewer, &kind, &query));
        let mut of_list = plans.iter().filter(|(sql, _)| sql.contains("IN ('Иваново')") || sql.contains("= 'Иваново'"));
        let is_of_range = |step: &String| step.contains("contacts_of_city (city=?");
        assert!(of_list.clone().count() >= 2, "{plans:#?}");
        assert!(of_list.all(|(_, steps)| steps.iter().any(is_of_range)), "{filter}: {plans:#?}");
    }
}

#[test]
fn what_a_client_has_is_found_through_its_links() {
    let app = office();
    let links = [("lead", "contact_id"), ("lead", "company_id"), ("deal", "company_id"), ("deal", "contacts")];
    for (who, (key, link)) in ["anna", "olga"].into_iter().flat_map(|who| links.map(|link| (who, link))) {
        let (viewer, kind) = (app.viewer(who), app.registry().kind(key).unwrap());
        let asked = plans(&app, |connection| {
            let now = korob::kernel::Timestamp(0);
            list::linking(connection, &viewer, &kind, (link, 1), &["created_at"], 5, now).unwrap();
        });
        let [(sql, steps)] = asked.as_slice() else { panic!("{asked:#?}") };
        assert!(steps.iter().all(|step| !step.starts_with("SCAN")), "{sql}: {steps:#?}");
        // One link has an index by age; of several, the few records are sorted.
        let is_sorted = steps.iter().any(|step| step.contains("B-TREE FOR ORDER BY"));
        assert_eq!(is_sorted, link == "contacts", "{sql}: {steps:#?}");
    }
}

#[test]
fn what_nothing_is_planned_for_is_found_in_an_index() {
    let app = office();
    let kind = app.registry().kind("deal").unwrap();
    let filter = "stage_id:in:@open;responsible_id:in:me;next_at:in:@none";
    let query = ListQuery::parse(&kind, None, Some(filter), Some("stage_since")).unwrap();
    let (viewer, slice) = (app.viewer("anna"), Slice { after: None, before: None, limit: 6 });
    let asked = plans(&app, |connection| {
        let now = korob::kernel::Timestamp(0);
        let page = list::page(connection, &viewer, &kind, &query, &[], &slice, now).unwrap();
        assert_eq!((page.records.len(), page.count), (6, Some(15)));
    });
    let (_, steps) = asked.iter().find(|(sql, _)| sql.contains("next_at")).unwrap();
    let range = "deals_of_responsible_by_stage (responsible_id=? AND stage_id=?)";
    assert!(steps.iter().any(|step| step.contains(range)), "{steps:#?}");
}

#[test]
fn what_comes_next_in_a_column_is_counted_in_its_index() {
    let app = office();
    let kind = app.registry().kind("deal").unwrap();
    let stage = app.db().read_blocking(|conn| Ok(conn.query_row("SELECT stage_id FROM deals", [], |row| row.get(0))?));
    let stage: i64 = stage.unwrap();
    for (who, index) in [
        ("anna", "COVERING INDEX deals_by_stage (stage_id=?"),
        ("olga", "deals_of_responsible_by_stage (responsible_id=? AND stage_id=?"),
    ] {
        let query = ListQuery::parse(&kind, None, Some(&format!("stage_id:eq:{stage}")), None).unwrap();
        let viewer = app.viewer(who);
        let asked = plans(&app, |connection| {
            let plans = list::plans(connection, &viewer, &kind, &query, korob::kernel::Timestamp(0)).unwrap();
            assert!(plans.contains(&("@none", if who == "anna" { 60 } else { 30 })), "{plans:?}");
        });
        let (_, steps) = asked.iter().find(|(sql, _)| sql.contains("next_at")).unwrap();
        assert!(steps.iter().any(|step| step.contains(index)), "{who}: {steps:#?}");
    }
}

#[test]
fn whether_a_value_of_a_list_is_used_is_seen_in_an_index() {
    let app = office();
    for (list, code) in [("deal_stages", "1"), ("pipelines", "1"), ("lead_statuses", "new"), ("sources", "callback")] {
        let asked = plans(&app, |connection| {
            options::is_used(connection, app.registry(), list, code).unwrap();
            options::count_of(connection, app.registry(), list, code).unwrap();
        });
        for (sql, steps) in &asked {
            assert!(steps.iter().all(|step| step.starts_with("SEARCH ")), "{sql}: {steps:#?}");
        }
    }
    // For the page with all of them, the live deals are added up already.
    let counted = plans(&app, |connection| {
        let counts = options::counts(connection, app.registry(), "deal_stages").unwrap();
        assert_eq!(counts.values().sum::<i64>(), 60);
    });
    let deals = counted.iter().filter(|(sql, _)| sql.contains("FROM deals "));
    let in_bin = deals.filter(|(_, steps)| !steps[0].contains("deals_in_bin")).collect::<Vec<_>>();
    assert!(in_bin.is_empty(), "{in_bin:#?}");
}

#[test]
fn a_value_of_a_list_is_deleted_without_reading_who_may_refer_to_it() {
    let app = office();
    let connection = Connection::open(app.data().join("korob.db")).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON; BEGIN").unwrap();
    let mut delete = connection.prepare("DELETE FROM options WHERE list = 'sources' AND code = 'callback'").unwrap();
    assert_eq!(delete.execute([]).unwrap(), 1);
    assert_eq!(delete.get_status(StatementStatus::FullscanStep), 0);
}

#[test]
fn people_are_found_by_their_names_in_an_index() {
    let app = office();
    let kind = app.registry().kind("contact").unwrap();
    for who in ["anna", "olga"] {
        let viewer = app.viewer(who);
        let asked = plans(&app, |connection| {
            store::only_with_names(connection, &viewer, &kind, "Иван", "Иванов 1").unwrap();
        });
        let (_, steps) = asked.iter().find(|(sql, _)| sql.contains("first_name = ")).unwrap();
        let index = "SEARCH r USING INDEX contacts_by_names (last_name_sort=? AND first_name=?)";
        assert_eq!(steps.first().map(String::as_str), Some(index), "{steps:#?}");
    }
}

#[test]
fn what_a_user_has_in_the_bin_is_counted_in_an_index() {
    let app = office();
    let (anna, olga) = (app.viewer("anna"), app.user("olga").id);
    let counted = plans(&app, |connection| {
        service::count_responsible(connection, app.registry(), &anna, olga).unwrap();
    });
    for kind in app.registry().kinds().iter() {
        let index = format!("{}_of_responsible_in_bin (responsible_id=?)", kind.plural);
        let is_of_bin =
            |sql: &String| sql.contains(&format!("FROM {} r", kind.plural)) && sql.contains("deleted_at IS NOT NULL");
        let (_, steps) = counted.iter().find(|(sql, _)| is_of_bin(sql)).unwrap();
        assert_eq!(*steps, [format!("SEARCH r USING INDEX {index}")], "{counted:#?}");
    }
}

#[test]
fn who_deleted_a_page_of_the_bin_is_asked_once_and_found_by_the_records() {
    let app = office();
    let anna = app.viewer("anna");
    for kind in app.registry().kinds().iter() {
        let (viewer, deleted) = (anna.clone(), kind.clone());
        let delete = move |tx: &mut Tx<'_>| {
            (1..=3).try_for_each(|id| service::delete(tx, &viewer, &deleted, id, None).map(drop))
        };
        app.db().write_blocking(delete).unwrap();
        let asked = plans(&app, |connection| {
            let (page, _) = bin::page(connection, &anna, kind, "", None).unwrap();
            assert_eq!(page.len(), 3);
            assert!(page.iter().all(|binned| binned.deleted_by.is_some()), "{page:?}");
        });
        let asked: Vec<_> = asked.iter().filter(|(sql, _)| sql.contains("events")).collect();
        let [(_, steps)] = asked.as_slice() else { panic!("{asked:#?}") };
        assert!(steps.iter().all(|step| step.starts_with("SEARCH ")), "{steps:#?}");
        assert!(steps[1].contains("events_by_record (kind=? AND record_id=?)"), "{steps:#?}");
    }
}

#[test]
fn the_files_of_a_card_come_from_an_index_in_their_order() {
    let app = office();
    let asked = plans(&app, |connection| drop(attachments::list(connection, "company", 1, 12).unwrap()));
    let (_, steps) = asked.iter().find(|(sql, _)| sql.contains("FROM attachments")).unwrap();
    assert_eq!(
        *steps,
        [
            "SEARCH a USING INDEX attachments_by_owner (owner_kind=? AND owner_id=?)",
            "SEARCH u USING INTEGER PRIMARY KEY (rowid=?)"
        ]
    );
}

#[test]
fn what_is_still_to_do_comes_from_one_range_of_an_index_in_its_order() {
    let app = office();
    let kind = app.registry().kind("activity").unwrap();
    for (who, filter, range) in [
        ("anna", "is_open:eq:yes", "activities_by_open (is_open=?"),
        ("anna", "is_open:eq:yes;due_at:lt:now", "activities_by_open (is_open=?"),
        (
            "anna",
            "is_open:eq:yes;responsible_id:in:me",
            "activities_of_responsible_by_open (responsible_id=? AND is_open=?",
        ),
        ("olga", "is_open:eq:yes", "activities_of_responsible_by_open (responsible_id=? AND is_open=?"),
        (
            "anna",
            "is_open:eq:yes;responsible_id:in:me;due_at:lt:now",
            "activities_of_responsible_by_open (responsible_id=? AND is_open=? AND due_at",
        ),
        (
            "anna",
            "is_open:eq:yes;responsible_id:in:me;due_at:ge:now;due_at:le:today",
            "activities_of_responsible_by_open (responsible_id=? AND is_open=? AND due_at",
        ),
    ] {
        let query = ListQuery::parse(&kind, None, Some(filter), Some("due_at")).unwrap();
        let (viewer, slice) = (app.viewer(who), Slice { after: None, before: None, limit: 20 });
        let now = korob::kernel::Timestamp(1_000);
        let asked = plans(&app, |connection| {
            list::page(connection, &viewer, &kind, &query, &[], &slice, now).unwrap();
        });
        let own: Vec<_> = asked.iter().filter(|(sql, _)| sql.contains("due_at IS NOT NULL")).collect();
        assert!(!own.is_empty(), "{asked:#?}");
        // All that is overdue would be looked through for what has no time.
        let asks_for_none = asked.iter().any(|(sql, _)| sql.contains("due_at IS NULL"));
        assert_eq!(asks_for_none, !filter.contains("due_at:"), "{filter}: {asked:#?}");
        assert!(own.iter().all(|(_, steps)| steps.iter().any(|step| step.contains(range))), "{who} {filter}: {own:#?}");
    }
}

#[test]
fn what_is_planned_and_done_with_a_record_is_found_by_the_record() {
    let app = office();
    let now = korob::kernel::Timestamp(1_000);
    for who in ["anna", "olga"] {
        let viewer = app.viewer(who);
        for key in ["lead", "contact", "company", "deal"] {
            let kind = app.registry().kind(key).unwrap();
            let fields: Vec<&Field> = kind.fields.iter().collect();
            let asked = plans(&app, |connection| {
                let record = records::store::by_ids(connection, &viewer, &kind, &fields, &[2]).unwrap().pop().unwrap();
                let context = records::PanelContext {
                    conn: connection,
                    registry: app.registry(),
                    viewer: &viewer,
                    now,
                    kind: &kind,
                    record: &record,
                    lookup: &Lookup::load(connection, app.registry(), &viewer, &kind, std::slice::from_ref(&record))
                        .unwrap(),
                    can_edit: true,
                };
                wiring::panels().draw(&context).unwrap();
                activities::done_of(&context, Span::default()).unwrap();
                activities::next_of(connection, &viewer, &kind, &[1, 2, 3], now).unwrap();
            });
            // Nor does a panel of the card read a table of records for what belongs to this one.
            let is_of_records = |sql: &String| {
                app.registry().kinds().iter().any(|kind| sql.contains(&format!("FROM {} r", kind.plural)))
            };
            for (sql, steps) in asked.iter().filter(|(sql, _)| is_of_records(sql)) {
                assert!(!steps.iter().any(|step| step.starts_with("SCAN r")), "{who} {key} {sql}: {steps:#?}");
            }
            let own: Vec<_> = asked.iter().filter(|(sql, _)| sql.contains("FROM activities")).collect();
            assert!(own.len() >= 3, "{who} {key}: {asked:#?}");
            for (sql, steps) in own {
                let scans = |step: &&String| {
                    step.starts_with("SCAN ") && !step.contains("(subquery") && !step.contains("VIRTUAL TABLE")
                };
                assert!(!steps.iter().any(|step| scans(&step)), "{who} {key} {sql}: {steps:#?}");
                // What is done, in the order in which it was; what is planned is few.
                let is_done = sql.contains("r.is_open = 0");
                let is_by_record = |step: &String| match is_done {
                    true => step.contains("SEARCH r USING INDEX activities_done_about (about=?"),
                    false => step.contains("activities_by_about (about=? AND is_open=?"),
                };
                let is_asked = sql.contains("r.about = ");
                assert!(!is_asked || steps.iter().any(is_by_record), "{who} {key} {sql}: {steps:#?}");
                let sorts = steps.iter().filter(|step| step.contains("TEMP B-TREE"));
                assert!(sorts.count() <= usize::from(is_asked), "{who} {key} {sql}: {steps:#?}");
            }
        }
    }
}
