use super::store as deals_store;
use super::*;
use crate::access::users::{self, NewUser};
use crate::access::{Role, Viewer};
use crate::crm;
use crate::crm::pipelines::{self, NewStage, OPEN, STAGES, StageRules};
use crate::kernel::email::EmailAddress;
use crate::kernel::{Access, Actor, Error, FieldErrors, Lang, Problem, Result, Via};
use crate::platform::db::Tx;
use crate::platform::db::testing::{self, TestDb};
use crate::platform::settings::Office;
use crate::records::list::{self, ListQuery};
use crate::records::options::Dictionary;
use crate::records::service::Saved;
use crate::records::{Record, Registry, Value, Values, options, service, store};
use proptest::prelude::*;

struct Box {
    db: TestDb,
    registry: &'static Registry,
    anna: Viewer,
    olga: Viewer,
}

fn furnished() -> Box {
    let db = testing::db();
    let [anna, olga] = db
        .write_blocking(|tx| {
            Office {
                name: "Тулаполис".into(),
                lang: Lang::Ru,
                country: "RU".into(),
                currency: "RUB".into(),
                zone: "Europe/Moscow".into(),
            }
            .save(tx)?;
            options::ship(tx, &crm::shipped_options())?;
            pipelines::ship(tx)?;
            let mut viewer = |name: &str, role| {
                let user = NewUser {
                    name: name.into(),
                    email: EmailAddress::parse(&format!("{name}@tulapolis.example")).unwrap(),
                    role,
                    lang: Lang::Ru,
                    zone: chrono_tz::Europe::Moscow,
                    password: None,
                };
                let id = users::create(tx, &Actor::SYSTEM, &user)?;
                Ok::<Viewer, Error>(users::get(tx, id)?.viewer(Via::Page))
            };
            Ok([viewer("anna", Role::Admin)?, viewer("olga", Role::Staff)?])
        })
        .unwrap();
    let kinds = vec![kind(), crm::contacts::kind(), crm::companies::kind()];
    let registry = std::boxed::Box::leak(std::boxed::Box::new(Registry::new(kinds)));
    Box { db, registry, anna, olga }
}

impl Box {
    fn write<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&mut Tx<'_>, &'static Registry) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let registry = self.registry;
        self.db.write_blocking(move |tx| deed(tx, registry))
    }

    fn try_create(&self, key: &'static str, values: Values) -> Result<Saved> {
        let viewer = self.olga.clone();
        self.write(move |tx, registry| service::create(tx, &viewer, &*registry.kind(key)?, values))
    }

    fn create(&self, values: Values) -> i64 {
        self.try_create(KEY, values).unwrap().id
    }

    fn update(&self, id: i64, changes: Values) -> Result<Saved> {
        let viewer = self.olga.clone();
        self.write(move |tx, registry| service::update(tx, &viewer, &*registry.kind(KEY)?, id, None, changes))
    }

    fn move_to(&self, id: i64, stage: &str) -> Result<Saved> {
        self.update(id, Values::default().with("stage_id", stage))
    }

    fn get(&self, id: i64) -> Record {
        let kind = self.registry.kind(KEY).unwrap();
        self.db.read_blocking(|conn| store::get(conn, &self.olga, &kind, id, Access::View)).unwrap()
    }

    /// The codes of the first pipeline's stages in their order.
    fn stages(&self) -> Vec<String> {
        let dictionary = self.db.read_blocking(|conn| Dictionary::load(conn, Lang::En)).unwrap();
        dictionary.all(STAGES).iter().map(|item| item.code.clone()).collect()
    }

    fn stage(&self, label: &str) -> String {
        let dictionary = self.db.read_blocking(|conn| Dictionary::load(conn, Lang::En)).unwrap();
        dictionary.all(STAGES).iter().find(|item| item.label == label).unwrap().code.clone()
    }

    /// Changes what a stage asks for.
    fn rule(&self, label: &str, rules: StageRules) {
        let (anna, code) = (self.anna.clone(), self.stage(label));
        self.write(move |tx, registry| {
            let item = options::find(tx, STAGES, &code)?.unwrap();
            let wanted = NewStage { labels: item.labels, color: item.color, meaning: String::new(), rules };
            pipelines::change_stage(tx, &anna, &*registry.kind(KEY)?, item.id, None, &wanted)
        })
        .unwrap();
    }
}

fn deal() -> Values {
    Values::default().with("title", "Поставка шин").with("amount_minor", Value::Int(15_000_000))
}

fn errors(outcome: Result<Saved>) -> FieldErrors {
    match outcome {
        Err(Error::Invalid(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_deal_begins_at_the_first_stage() {
    let office = furnished();
    let deal = office.get(office.create(deal()));
    assert_eq!(deal.values.text("stage_id"), Some(office.stage("New").as_str()));
    assert_eq!(deal.values.int("probability"), Some(10));
    assert_eq!(deal.values.text("currency"), Some("RUB"));
    assert!(deal.values.text("pipeline_id").is_some() && deal.values.get("closed_at").is_empty());
}

#[test]
fn what_a_stage_asks_for_blocks_the_way_to_it_and_further() {
    let office = furnished();
    let required = vec!["expected_close_on".to_owned(), "company_id".to_owned()];
    office.rule("Quote sent", StageRules { probability: 50, required, ..StageRules::default() });
    let id = office.create(deal());
    office.move_to(id, &office.stage("Qualification")).unwrap();
    for stage in ["Quote sent", "Negotiation", "Won"] {
        let errors = errors(office.move_to(id, &office.stage(stage)));
        let keys: Vec<&str> = errors.iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["company_id", "expected_close_on"], "{stage}: all at once");
    }
    assert_eq!(office.get(id).values.text("stage_id"), Some(office.stage("Qualification").as_str()));
    let firm = office.try_create("company", Values::default().with("name", "Ива")).unwrap().id;
    let filled = Values::default().with("company_id", Value::Int(firm)).with("expected_close_on", "2026-12-24");
    office.update(id, filled.with("stage_id", office.stage("Quote sent").as_str())).unwrap();
    assert_eq!(office.get(id).values.int("probability"), Some(50));
    // Who gives up needs nothing but a reason.
    let bare = office.create(deal());
    let lost = Values::default().with("stage_id", office.stage("Lost").as_str()).with("lost_reason", "no_need");
    office.update(bare, lost).unwrap();
}

#[test]
fn a_stage_that_must_not_be_skipped_is_passed() {
    let office = furnished();
    office.rule("Contract in approval", StageRules { must_not_be_skipped: true, ..StageRules::default() });
    let id = office.create(deal());
    let refused = errors(office.move_to(id, &office.stage("Won")));
    let named = "Согласование договора".to_owned();
    assert_eq!(refused.first("stage_id"), Some(&Problem::StageSkipped { named }));
    office.move_to(id, &office.stage("Contract in approval")).unwrap();
    office.move_to(id, &office.stage("Won")).unwrap();
    office.move_to(id, &office.stage("New")).unwrap();
}

#[test]
fn a_lost_deal_says_why_and_a_reopened_one_no_more() {
    let office = furnished();
    let id = office.create(deal());
    let lost = office.stage("Lost");
    let refused = errors(office.move_to(id, &lost));
    assert_eq!(refused.first("lost_reason"), Some(&Problem::ReasonRequired));
    let other = Values::default().with("stage_id", lost.as_str()).with("lost_reason", "other");
    assert_eq!(errors(office.update(id, other.clone())).first("lost_note"), Some(&Problem::Required));
    office.update(id, other.with("lost_note", "Уехали в Пермь")).unwrap();
    let closed = office.get(id);
    assert!(!closed.values.get("closed_at").is_empty());
    assert_eq!(closed.values.int("base_amount_minor"), Some(15_000_000));
    office.move_to(id, &office.stage("Negotiation")).unwrap();
    let open = office.get(id);
    for key in ["closed_at", "lost_reason", "lost_note", "base_amount_minor", "base_currency"] {
        assert!(open.values.get(key).is_empty(), "{key}");
    }
}

#[test]
fn what_a_deal_is_worth_is_fixed_when_it_is_closed() {
    let office = furnished();
    let rate = |day: &'static str, rate: i64| {
        let insert =
            "INSERT INTO currency_rates (currency, base, valid_from, rate_micro) VALUES ('USD', 'RUB', ?1, ?2)";
        office.write(move |tx, _| Ok(tx.execute(insert, (day, rate))?)).unwrap();
    };
    let in_dollars = || deal().with("currency", "USD").with("amount_minor", Value::Int(100_000));
    let id = office.create(in_dollars());
    office.move_to(id, &office.stage("Won")).unwrap();
    assert!(office.get(id).values.get("base_amount_minor").is_empty(), "nobody knows");
    rate("2000-01-01", 91_500_000);
    let id = office.create(in_dollars());
    assert!(office.get(id).values.get("base_amount_minor").is_empty(), "not while it is open");
    office.move_to(id, &office.stage("Won")).unwrap();
    rate("2000-01-02", 50_000_000);
    office.update(id, Values::default().with("comment", "Спасибо")).unwrap();
    assert_eq!(office.get(id).values.int("base_amount_minor"), Some(9_150_000), "as on the day");
}

#[test]
fn a_client_who_has_bought_before_is_known() {
    let office = furnished();
    let firm = office.try_create("company", Values::default().with("name", "Ива")).unwrap().id;
    let of_firm = || deal().with("company_id", Value::Int(firm));
    let first = office.create(of_firm());
    assert!(office.get(first).values.get("is_repeat").is_empty());
    office.move_to(first, &office.stage("Won")).unwrap();
    assert_eq!(office.get(office.create(of_firm())).values.get("is_repeat"), &Value::Bool(true));
    let olga = office.olga.clone();
    let again = office.write(move |tx, registry| repeat(tx, &olga, registry, first)).unwrap();
    let again = office.get(again.id);
    assert_eq!(again.values.int("company_id"), Some(firm));
    assert_eq!(again.values.text("stage_id"), Some(office.stage("New").as_str()));
}

#[test]
fn whether_a_client_has_bought_is_asked_of_the_deals_of_that_client() {
    let office = furnished();
    for viewer in [&office.anna, &office.olga] {
        for (of, index) in [
            (deals_store::OF_COMPANY, "SEARCH r USING INDEX deals_by_company (company_id=?)"),
            (deals_store::OF_CONTACT, "SEARCH l USING COVERING INDEX deal_contacts_by_contact (contact_id=?)"),
        ] {
            let sql = deals_store::won_of(viewer, of, 1);
            let explain = ["EXPLAIN QUERY PLAN ", &sql.text].concat();
            let read = move |conn: &rusqlite::Connection| {
                let mut statement = conn.prepare(&explain)?;
                let steps = statement.query_map(rusqlite::params_from_iter(sql.params), |row| row.get("detail"))?;
                Ok(steps.collect::<rusqlite::Result<Vec<String>>>()?)
            };
            let steps = office.db.read_blocking(read).unwrap();
            assert!(steps.iter().any(|step| step == index), "{steps:#?}");
        }
    }
}

#[test]
fn a_pipeline_alone_means_its_first_stage() {
    let office = furnished();
    let anna = office.anna.clone();
    let labels = ["Wholesale".to_owned(), "Опт".to_owned(), "Hurt".to_owned()];
    let other = office.write(move |tx, _| pipelines::create(tx, &anna, labels, "green")).unwrap();
    let id = office.create(deal());
    let spent = office.db.read_blocking(|conn| stays::spent(conn, id, crate::kernel::Timestamp(i64::MAX / 2))).unwrap();
    assert_eq!(spent.len(), 1);
    office.update(id, Values::default().with("pipeline_id", other.to_string().as_str())).unwrap();
    let moved = office.get(id);
    let stage = pipelines_stage(&office, moved.values.text("stage_id").unwrap());
    assert_eq!((stage.pipeline_id(), stage.means(OPEN)), (other, true));
    let refused = errors(office.update(
        id,
        Values::default().with("stage_id", office.stage("Qualification").as_str()).with("pipeline_id", "999"),
    ));
    assert_eq!(refused.first("stage_id"), Some(&Problem::NotAnOption));
}

fn pipelines_stage(office: &Box, code: &str) -> pipelines::Stage {
    office.db.read_blocking(|conn| pipelines::find(conn, Lang::En, code)).unwrap().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is done to deals: what they stood where adds up to their age, and the board counts what the list does.
    #[test]
    fn stays_boards_and_lists_agree(steps in proptest::collection::vec((0_usize..6, 0_usize..9, 0_i64..1_000_000), 1..40)) {
        let office = furnished();
        let stages = office.stages();
        let mut ids = vec![office.create(deal())];
        let mut actions = Vec::new();
        for (verb, pick, amount) in steps {
            let id = ids[pick % ids.len()];
            let stage = stages[pick % stages.len()].as_str();
            let outcome = match verb {
                0 => {
                    ids.push(office.create(deal().with("amount_minor", Value::Int(amount))));
                    continue;
                }
                1 | 2 => office.update(id, Values::default().with("stage_id", stage).with("lost_reason", "no_need")),
                3 => office.update(id, Values::default().with("amount_minor", Value::Int(amount)).with("currency", ["RUB", "EUR"][pick % 2])),
                4 => {
                    let olga = office.olga.clone();
                    office.write(move |tx, registry| service::delete(tx, &olga, &*registry.kind(KEY)?, id, None))
                }
                _ => {
                    if let Some(action) = actions.pop() {
                        let olga = office.olga.clone();
                        office.write(move |tx, registry| service::undo(tx, registry, &olga, action)).unwrap();
                    }
                    continue;
                }
            };
            match outcome {
                Ok(saved) => actions.extend(saved.action),
                Err(Error::Invalid(_) | Error::NotFound) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        let kind = office.registry.kind(KEY).unwrap();
        let now = crate::kernel::Timestamp(i64::MAX / 4);
        office.db.read_blocking(|conn| {
            for stage in &stages {
                let query = ListQuery::parse(&kind, None, Some(&format!("stage_id:in:{stage}")), None)?;
                let amount = kind.field("amount_minor").unwrap();
                for viewer in [&office.anna, &office.olga] {
                    let (count, mut sums) = list::column_totals(conn, viewer, &kind, stage)?.unwrap();
                    let mut listed = list::sums(conn, viewer, &kind, &query, amount, now)?;
                    sums.retain(|_, sum| *sum != 0);
                    listed.retain(|_, sum| *sum != 0);
                    assert_eq!((count, sums), (list::count_all(conn, viewer, &kind, &query, now)?, listed));
                }
            }
            for record in list::page(conn, &office.anna, &kind, &ListQuery::default(), &[kind.field("created_at").unwrap()],
                &list::Slice { after: None, before: None, limit: 500 }, now)?.records
            {
                let spent: i64 = stays::spent(conn, record.id, now)?.values().sum();
                assert_eq!(spent, now.0 - record.values.int("created_at").unwrap());
            }
            Ok(())
        }).unwrap();
    }
}
