//! An office without leads.

use super::*;
use crate::kernel::ActionId;
use crate::records::registry::Usage;
use crate::records::service::BulkDone;
use std::sync::Arc;

fn shared() -> Arc<Registry> {
    Arc::new(Registry::new(vec![
        crm::activities::kind(),
        kind(),
        crm::deals::kind(),
        crm::contacts::kind(),
        crm::companies::kind(),
    ]))
}

impl Box {
    fn decide(&self, viewer: &Viewer, is_without: bool, pipeline: Option<i64>) -> Result<BulkDone> {
        let viewer = viewer.clone();
        self.write(move |tx, _| mode::decide(tx, &viewer, is_without, pipeline))
    }

    /// All open leads, as a part of what was begun; `look` sees each step.
    fn convert_open(&self, begun: BulkDone, look: impl FnMut(&BulkDone)) -> BulkDone {
        let ids = self.db.read_blocking(|conn| mode::open_ids(conn, &self.anna, self.registry)).unwrap();
        let registry = shared();
        let work = mode::convert_open(&self.db, &self.anna, &registry, (ids, begun), look);
        actix_web::rt::System::new().block_on(work).unwrap()
    }

    fn way(&self) -> mode::Way {
        self.db.read_blocking(mode::way).unwrap()
    }

    fn usage(&self) -> Usage {
        self.db.read_blocking(mode::usage).unwrap()
    }

    fn undo(&self, action: ActionId) -> Result<service::Undone> {
        let anna = self.anna.clone();
        self.write(move |tx, registry| service::undo(tx, registry, &anna, action))
    }

    fn second_pipeline(&self) -> i64 {
        let anna = self.anna.clone();
        let labels = std::array::from_fn(|_| "Опт".to_owned());
        self.write(move |tx, _| crm::pipelines::create(tx, &anna, labels, "blue")).unwrap()
    }
}

#[test]
fn an_office_without_leads_makes_deals_of_them_and_can_think_better_of_it() {
    let office = furnished();
    let new = |n: usize| office.create(&office.olga, KEY, lead().with("title", format!("Партия {n}").as_str()));
    let ids: Vec<i64> = (0..25).map(new).collect();
    assert!(matches!(office.decide(&office.olga, true, None), Err(Error::Forbidden)));
    assert!(matches!(office.decide(&office.anna, true, Some(999)), Err(Error::Invalid(_))));
    assert!(office.way().has_leads);
    let wholesale = office.second_pipeline();
    let begun = office.decide(&office.anna, true, Some(wholesale)).unwrap();
    let action = begun.action.unwrap();
    // Nobody takes the first steps back while the next are done.
    let mut steps = 0;
    let done = office.convert_open(begun, |_| {
        steps += 1;
        let undone = std::thread::scope(|scope| scope.spawn(|| office.undo(action)).join().unwrap());
        assert!(matches!(undone, Err(Error::Conflict(_))), "step {steps}");
    });
    assert_eq!((done.changed, done.refused, steps), (25, 0, 3));
    assert_eq!((office.way().has_leads, office.usage()), (false, Usage::Nothing));
    let status = |id: i64| office.get(&office.anna, KEY, id).values.text("status").unwrap().to_owned();
    assert!(ids.iter().all(|id| status(*id) == "converted"));
    // What comes now is a deal at once, where it was decided; of one person there is one contact.
    let new = office.create(&office.olga, KEY, lead());
    let new = office.get(&office.olga, KEY, new);
    assert!(new.values.int("contact_id").is_some());
    let deal = office.get(&office.olga, "deal", new.values.int("deal_id").unwrap());
    assert_eq!(deal.values.text("pipeline_id"), Some(wholesale.to_string().as_str()));
    assert_eq!(office.way().pipeline_id, Some(wholesale));
    drop(done);
    office.undo(action).unwrap();
    assert!(office.way().has_leads && ids.iter().all(|id| status(*id) == "new"));
}

#[test]
fn what_cannot_become_a_deal_yet_stays_to_be_seen() {
    let office = furnished();
    let pipeline = office.pipeline();
    drop(office.decide(&office.anna, true, Some(pipeline)).unwrap());
    assert_eq!(office.usage(), Usage::Nothing);
    let rules = r#"{"required":["expected_close_on"]}"#;
    let first = office.first_stage(pipeline);
    office.write(move |tx, _| Ok(tx.execute("UPDATE options SET rules = ?1 WHERE id = ?2", (rules, first))?)).unwrap();
    let id = office.create(&office.olga, KEY, lead());
    assert_eq!(office.get(&office.olga, KEY, id).values.text("status"), Some("new"));
    assert_eq!(office.usage(), Usage::Rest);
    let none = office.convert_open(BulkDone::default(), |_| {});
    assert_eq!((none.changed, none.refused, none.action), (0, 1, None));
    // Once the stage asks for nothing, the rest of them is offered again and goes.
    office.write(move |tx, _| Ok(tx.execute("UPDATE options SET rules = '{}' WHERE id = ?1", [first])?)).unwrap();
    let done = office.convert_open(BulkDone::default(), |_| {});
    assert_eq!((done.changed, office.usage()), (1, Usage::Nothing));
}
