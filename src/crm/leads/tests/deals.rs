//! The deals that leads become.

use super::*;

#[test]
fn a_lead_becomes_a_deal_of_a_known_firm_and_undo_takes_it_back() {
    let office = furnished();
    let firm = office.create(&office.olga, "company", Values::default().with("name", "Ромашка"));
    let id = office.create(&office.olga, KEY, lead().with("amount_minor", Value::Int(9_000_000)));
    let proposal = office.propose(&office.olga, id);
    let [(pipeline_id, _)] = proposal.pipelines.as_slice() else { panic!("{:?}", proposal.pipelines) };
    let into = Conversion {
        contact: Target::New,
        company: Target::Existing(firm),
        deal: DealTarget::New { pipeline_id: *pipeline_id },
        ..Default::default()
    };
    let done = office.convert(&office.olga, id, into).unwrap();
    let deal = office.get(&office.olga, "deal", done.deal_id.unwrap());
    assert_eq!(deal.title, "Стеллажи для склада");
    assert_eq!(deal.values.int("company_id"), Some(firm));
    assert_eq!(deal.values.get("contacts").as_links()[0].id, done.contact_id.unwrap());
    assert_eq!((deal.values.int("amount_minor"), deal.values.int("lead_id")), (Some(9_000_000), Some(id)));
    assert_eq!(deal.values.text("utm_campaign"), Some("осень"));
    assert_eq!(office.get(&office.olga, KEY, id).values.int("deal_id"), done.deal_id);
    let olga = office.olga.clone();
    office.write(move |tx, registry| service::undo(tx, registry, &olga, done.action)).unwrap();
    let deals = office.registry.kind("deal").unwrap();
    let gone =
        office.db.read_blocking(|conn| store::find(conn, &office.anna, &deals, done.deal_id.unwrap(), Access::View));
    assert!(gone.unwrap().is_none());
    // A deal alone is enough, of nobody yet.
    let id = office.create(&office.olga, KEY, lead());
    let into = Conversion { deal: DealTarget::New { pipeline_id: *pipeline_id }, ..Default::default() };
    assert!(office.convert(&office.olga, id, into).unwrap().deal_id.is_some());
    let nowhere = Conversion { deal: DealTarget::New { pipeline_id: 999 }, ..Default::default() };
    let id = office.create(&office.olga, KEY, lead());
    let refused = office.convert(&office.olga, id, nowhere);
    assert!(matches!(refused, Err(Error::Invalid(errors)) if errors.first("deal").is_some()));
}

#[test]
fn a_deal_that_somebody_works_on_keeps_its_lead_closed() {
    let office = furnished();
    let pipeline_id = office.pipeline();
    let moved = office.create(&office.olga, KEY, lead());
    let left = office.create(&office.olga, KEY, lead().with("phones", phone("+79160000000")));
    let into = || Conversion { deal: DealTarget::New { pipeline_id }, ..Default::default() };
    let [moved_by, left_by] = [moved, left].map(|id| office.convert(&office.olga, id, into()).unwrap());
    let deal = moved_by.deal_id.unwrap();
    let olga = office.olga.clone();
    let changed = office.write(move |tx, registry| {
        let values = Values::default().with("title", "Стеллажи, вторая очередь");
        service::update(tx, &olga, &*registry.kind("deal")?, deal, None, values)
    });
    let undo = |action| {
        let olga = office.olga.clone();
        office.write(move |tx, registry| service::undo(tx, registry, &olga, action)).unwrap()
    };
    let undone = undo(moved_by.action);
    let named: Vec<(&str, i64)> = undone.conflicts.iter().map(|stays| (stays.kind.as_str(), stays.record_id)).collect();
    assert!(named.contains(&(KEY, moved)) && named.contains(&("deal", deal)), "{named:?}");
    let kept = office.get(&office.olga, KEY, moved).values;
    assert_eq!((kept.text("status"), kept.int("deal_id")), (Some("converted"), Some(deal)));
    let again = office.convert(&office.olga, moved, into());
    assert!(matches!(again, Err(Error::Conflict(_))), "no second deal with the same sum");
    // As soon as the deal is as it was, both go back; so does one that nobody touched.
    undo(changed.unwrap().action.unwrap());
    for (id, done) in [(moved, moved_by), (left, left_by)] {
        assert_eq!(undo(done.action).conflicts, [], "{id}");
        assert_eq!(office.get(&office.olga, KEY, id).values.text("status"), Some("new"));
    }
}
