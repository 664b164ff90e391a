//! Pairs of people and firms, changed from both ends.

use super::*;
use crate::records::list::{self, ListQuery};
use crate::records::merge::{Base, merge};
use crate::records::service::Saved;
use crate::records::value::LinkItem;

fn link(id: i64) -> LinkItem {
    LinkItem { id, ..LinkItem::default() }
}

fn person(companies: &[i64]) -> Values {
    let links = companies.iter().map(|id| link(*id)).collect();
    Values::default().with("first_name", "Пётр").with("companies", Value::Links(links))
}

fn firm(name: &str) -> Values {
    Values::default().with("name", name)
}

impl Box {
    fn update(&self, key: &'static str, id: i64, version: Option<i64>, changes: Values) -> Result<Saved> {
        let anna = self.anna.clone();
        self.write(move |tx, registry| service::update(tx, &anna, &*registry.kind(key)?, id, version, changes))
    }

    fn linked(&self, key: &str, id: i64, field: &str) -> Vec<(i64, bool)> {
        let record = self.get(&self.anna, key, id);
        record.values.get(field).as_links().iter().map(|link| (link.id, link.is_main)).collect()
    }

    fn found(&self, viewer: &Viewer, filter: &str) -> Vec<i64> {
        let kind = self.registry.kind(KEY).unwrap();
        let query = ListQuery::parse(&kind, None, Some(filter), None).unwrap();
        let now = crate::kernel::Timestamp(0);
        self.db.read_blocking(|conn| list::all_ids(conn, viewer, &kind, &query, now)).unwrap()
    }
}

#[test]
fn a_link_made_at_the_other_end_outlives_a_form_that_was_open() {
    let office = furnished();
    let [old, new] = ["Ёлка", "Ива"].map(|name| office.create(&office.anna, "company", firm(name)));
    let contact = office.create(&office.anna, "contact", person(&[old]));
    let opened = office.get(&office.anna, "contact", contact);
    let kind = office.registry.kind("contact").unwrap();
    let base = Base::of(&kind, &opened.values);

    let added = Values::default().with("contacts", Value::Links(vec![link(contact)]));
    let saved = office.update("company", new, None, added).unwrap();
    let stale = office.update("contact", contact, Some(opened.version), person(&[old]).with("city", "Тула"));
    assert!(matches!(stale, Err(Error::Stale { .. })), "{stale:?}");
    let now = office.get(&office.anna, "contact", contact);
    let typed = opened.values.clone().with("city", "Тула");
    let mine =
        Values::default().with("city", typed.get("city").clone()).with("companies", typed.get("companies").clone());
    let merged = merge(&kind, &now, &mine, &base);
    assert_eq!((merged.theirs, merged.conflicts), (vec!["companies".to_owned()], Vec::new()));
    office.update("contact", contact, Some(now.version), merged.changes).unwrap();
    assert_eq!(office.linked("contact", contact, "companies"), [(old, true), (new, false)]);

    let before = office.get(&office.anna, "contact", contact).version;
    let anna = office.anna.clone();
    office.write(move |tx, registry| service::undo(tx, registry, &anna, saved.action.unwrap())).unwrap();
    assert_eq!(office.linked("contact", contact, "companies"), [(old, true)]);
    assert!(office.get(&office.anna, "contact", contact).version > before, "undo is a change there too");
}

#[test]
fn who_leaves_the_main_firm_has_the_next_one_for_it() {
    let office = furnished();
    let [main, next] = ["Ёлка", "Ива"].map(|name| office.create(&office.anna, "company", firm(name)));
    let contact = office.create(&office.anna, "contact", person(&[main, next]));
    let nobody = Values::default().with("contacts", Value::Links(Vec::new()));
    let saved = office.update("company", main, None, nobody).unwrap();
    assert_eq!(office.linked("contact", contact, "companies"), [(next, true)]);
    let anna = office.anna.clone();
    office.write(move |tx, registry| service::undo(tx, registry, &anna, saved.action.unwrap())).unwrap();
    assert_eq!(office.linked("contact", contact, "companies"), [(main, true), (next, false)]);
}

#[test]
fn a_filter_does_not_tell_of_a_hidden_link() {
    let office = furnished();
    let [hidden, shown] = [&office.igor, &office.olga].map(|viewer| office.create(viewer, "company", firm("ООО Ива")));
    let lead_of = |company: Option<i64>| {
        let values = Values::default().with("title", "Склад").with("responsible_id", office.olga.user_id);
        let values = company.map_or(values.clone(), |id| values.with("company_id", Value::Int(id)));
        office.create(&office.anna, KEY, values)
    };
    let (with_hidden, with_shown, without) = (lead_of(Some(hidden)), lead_of(Some(shown)), lead_of(None));
    let nothing = vec![with_hidden, without];
    assert_eq!(office.found(&office.olga, "company_id:empty"), nothing);
    assert_eq!(office.found(&office.olga, "company_id:in:@none"), nothing);
    assert_eq!(office.found(&office.olga, &format!("company_id:ne:{shown}")), nothing);
    assert_eq!(office.found(&office.olga, &format!("company_id:ne:{hidden}")), [with_hidden, with_shown, without]);
    assert_eq!(office.found(&office.olga, "company_id:ne:@none"), [with_shown]);
    assert_eq!(office.found(&office.olga, &format!("company_id:in:{hidden}")), Vec::<i64>::new());
    assert_eq!(office.found(&office.olga, &format!("company_id:in:{shown}|@none")), [with_hidden, with_shown, without]);
    assert_eq!(office.found(&office.anna, "company_id:in:@none"), [without]);
}
