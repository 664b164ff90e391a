//! What is not to be done, and what has no end.

use super::*;
use crate::records::list::{self, ListQuery};
use crate::records::panels::PanelContext;
use crate::records::service::MAX_AMOUNT;
use crate::records::show::{Lookup, Reader};
use crate::records::timeline;
use crate::records::value::LinkItem;

#[test]
fn taking_a_lead_never_sends_it_back() {
    let office = furnished();
    let take = |id| {
        let anna = office.anna.clone();
        office.write(move |tx, registry| take(tx, &anna, registry, id, None))
    };
    let id = office.create(&office.olga, KEY, lead().with("status", "contacted"));
    take(id).unwrap();
    let taken = office.get(&office.anna, KEY, id);
    assert_eq!(taken.values.text("status"), Some("contacted"), "it stays where it was");
    assert_eq!(taken.values.int("responsible_id"), Some(office.anna.user_id.0));
    office
        .convert(&office.anna, id, Conversion { contact: Target::New, company: Target::Nothing, ..Default::default() })
        .unwrap();
    let refused = take(id);
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
    assert_eq!(office.get(&office.anna, KEY, id).values.text("status"), Some("converted"));
}

#[test]
fn a_lead_begins_with_the_first_status_that_can_be_chosen() {
    let office = furnished();
    office
        .write(|tx, _| {
            Ok(tx.execute("UPDATE options SET archived_at = 1 WHERE list = 'lead_statuses' AND code = 'new'", [])?)
        })
        .unwrap();
    let id = office.create(&office.olga, KEY, lead());
    assert_ne!(office.get(&office.olga, KEY, id).values.text("status"), Some("new"));
}

#[test]
fn sums_have_an_end_and_add_up() {
    let office = furnished();
    let problem = |values: Values, key: &str| {
        let olga = office.olga.clone();
        let refused = office.write(move |tx, registry| service::create(tx, &olga, &*registry.kind(KEY)?, values));
        match refused {
            Err(Error::Invalid(errors)) => errors.first(key).cloned(),
            other => panic!("{other:?}"),
        }
    };
    let too_much = Problem::OutOfRange { min: 0, max: MAX_AMOUNT };
    assert_eq!(problem(lead().with("amount_minor", Value::Int(i64::MAX)), "amount_minor"), Some(too_much));
    for _ in 0..3 {
        office.create(&office.olga, KEY, lead().with("amount_minor", Value::Int(MAX_AMOUNT)));
    }
    let kind = office.registry.kind(KEY).unwrap();
    let (field, now) = (kind.field("amount_minor").unwrap(), crate::kernel::Timestamp(0));
    let sums = office
        .db
        .read_blocking(|conn| list::sums(conn, &office.olga, &kind, &ListQuery::default(), field, now))
        .unwrap();
    assert_eq!(sums.get("RUB"), Some(&(3 * MAX_AMOUNT)));
    // Forms and files part tags by commas: one with a comma would come back as two.
    let tags = Value::Names(vec!["опт, розница".into()]);
    assert_eq!(problem(lead().with("tags", tags), "tags"), Some(Problem::BadCharacters));
}

#[test]
fn a_position_at_a_firm_has_an_end() {
    let office = furnished();
    let company = office.create(&office.olga, "company", Values::default().with("name", "Ива"));
    let item = LinkItem { id: company, position: Some("я".repeat(256)), is_main: true };
    let values = Values::default().with("first_name", "Пётр").with("companies", Value::Links(vec![item]));
    let olga = office.olga.clone();
    let refused = office.write(move |tx, registry| service::create(tx, &olga, &*registry.kind("contact")?, values));
    let Err(Error::Invalid(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors.first("companies"), Some(&Problem::TooLong { max: 255 }));
}

#[test]
fn an_export_of_a_search_is_whole() {
    let office = furnished();
    let olga = office.olga.clone();
    office
        .write(move |tx, registry| {
            let kind = registry.kind(KEY)?;
            for number in 0..1_010 {
                let values = Values::default().with("title", Value::Text(format!("Стеллаж {number}")));
                service::create(tx, &olga, &kind, values)?;
            }
            Ok(())
        })
        .unwrap();
    let kind = office.registry.kind(KEY).unwrap();
    let query = ListQuery::parse(&kind, Some("стеллаж"), None, None).unwrap();
    let now = crate::kernel::Timestamp(0);
    let (all, count, shown, cap) = office
        .db
        .read_blocking(|conn| {
            let query = query.found(conn, &office.olga, &kind)?;
            let all = list::all_ids(conn, &office.olga, &kind, &query, now)?.len();
            let count = list::count_all(conn, &office.olga, &kind, &query, now)?;
            let shown = list::count_capped(conn, &office.olga, &kind, &query, now)?;
            Ok((all, count, shown, query.cap()))
        })
        .unwrap();
    assert_eq!((all, count), (1_010, 1_010));
    assert!(shown > cap, "500+, not 500: {shown}");
}

#[test]
fn a_value_that_must_stay_or_has_no_heir_is_not_deleted() {
    let office = furnished();
    let of = |code: &str| {
        let item = office.db.read_blocking(|conn| options::find(conn, "lead_statuses", code)).unwrap();
        item.unwrap().id
    };
    let check = |code: &str, to: &'static str| {
        let (id, anna) = (of(code), office.anna.clone());
        office.db.read_blocking(|conn| options::check_replaceable(conn, &anna, "lead_statuses", id, to))
    };
    assert!(matches!(check("new", "contacted"), Err(Error::Conflict(_))), "new leads begin with it");
    assert_eq!(check("in_work", "contacted").unwrap().code, "in_work");
    for to in ["in_work", "converted", "no such"] {
        let refused = check("in_work", to);
        assert!(matches!(&refused, Err(Error::Invalid(errors)) if errors.first("to").is_some()), "{to}: {refused:?}");
    }
}

#[test]
fn a_sum_of_the_past_is_told_in_the_currency_it_had() {
    let office = furnished();
    let sum = |amount| Values::default().with("amount_minor", Value::Int(amount));
    let id = office.create(&office.olga, KEY, lead().with("amount_minor", Value::Int(100_000)));
    for changes in [sum(200_000), sum(300_000).with("currency", "EUR"), sum(400_000).with("currency", "USD")] {
        let olga = office.olga.clone();
        office.write(move |tx, registry| service::update(tx, &olga, &*registry.kind(KEY)?, id, None, changes)).unwrap();
    }
    let (kind, lead) = (office.registry.kind(KEY).unwrap(), office.get(&office.olga, KEY, id));
    let reader = Reader::of(&office.olga, crate::kernel::Timestamp(0));
    let told = office
        .db
        .read_blocking(|conn| {
            let (kind, record, viewer) = (&*kind, &lead, &office.olga);
            let lookup = &Lookup::load(conn, office.registry, viewer, kind, std::slice::from_ref(record))?;
            let now = reader.now;
            let context =
                PanelContext { conn, registry: office.registry, viewer, now, kind, record, lookup, can_edit: true };
            timeline::page(&context, &reader, timeline::Asked::default())
        })
        .unwrap();
    let mut signs = Vec::new();
    for entry in told.entries {
        let timeline::What::Deed { changes, .. } = entry.what else { continue };
        signs.extend(changes.into_iter().filter_map(|change| match change.words {
            timeline::Words::FromTo(before, after) => Some([before, after].map(|sum| sum.chars().last())),
            _ => None,
        }));
    }
    signs.retain(|pair| pair.iter().all(|sign| sign.is_some_and(|sign| "₽€$".contains(sign))));
    assert_eq!(signs, [[Some('€'), Some('$')], [Some('₽'), Some('€')], [Some('₽'), Some('₽')]]);
}

#[test]
fn what_bulk_work_did_before_it_was_cut_short_can_be_taken_back() {
    let office = furnished();
    let mut kind = crm::companies::kind();
    let ids: Vec<i64> = (0..60)
        .map(|number| {
            office.create(&office.olga, "company", Values::default().with("name", format!("{number}").as_str()))
        })
        .collect();
    kind.before_save = |_, _, old, _| match old.and_then(|old| old.values.text("name")) {
        Some("55") => Err(Error::conflict(|_| "the disk is full")),
        _ => Ok(()),
    };
    let change = service::BulkChange::Set(Values::default().with("city", "Тула"));
    let kind = std::sync::Arc::new(kind);
    let work = service::bulk(&office.db, &office.olga, &kind, ids.clone(), change, |_| {});
    let cut = actix_web::rt::System::new().block_on(work).unwrap_err();
    assert_eq!(cut.done.changed, 50, "a chunk is done or not");
    let (action, olga) = (cut.done.action.unwrap(), office.olga.clone());
    office.write(move |tx, registry| service::undo(tx, registry, &olga, action)).unwrap();
    assert!(office.get(&office.olga, "company", ids[0]).values.get("city").is_empty());
}
