use super::*;
use crate::access::users::{self, NewUser};
use crate::access::{Role, Viewer};
use crate::crm;
use crate::kernel::email::EmailAddress;
use crate::kernel::{Actor, Error, Lang, Problem, Via};
use crate::platform::db::testing::{self, TestDb};
use crate::platform::settings::Office;
use crate::records::options;

fn furnished() -> (TestDb, Viewer) {
    let db = testing::db();
    let anna = db
        .write_blocking(|tx| {
            Office {
                name: "Тулаполис".into(),
                lang: Lang::Ru,
                country: "RU".into(),
                currency: "RUB".into(),
                zone: "Europe/Moscow".into(),
            }
            .save(tx)?;
            ship(tx)?;
            let user = NewUser {
                name: "Анна".into(),
                email: EmailAddress::parse("anna@tulapolis.example").unwrap(),
                role: Role::Admin,
                lang: Lang::Ru,
                zone: chrono_tz::Europe::Moscow,
                password: None,
            };
            let id = users::create(tx, &Actor::SYSTEM, &user)?;
            Ok::<Viewer, Error>(users::get(tx, id)?.viewer(Via::Page))
        })
        .unwrap();
    (db, anna)
}

#[test]
fn a_box_comes_with_one_pipeline_and_gets_it_once() {
    let (db, _) = furnished();
    db.write_blocking(|tx| ship(tx)).unwrap();
    let pipelines = db.read_blocking(|conn| options::of_list(conn, Lang::En, PIPELINES)).unwrap();
    assert_eq!(pipelines.iter().map(|item| item.label.as_str()).collect::<Vec<_>>(), ["Sales"]);
    let stages = db.read_blocking(|conn| of_pipeline(conn, Lang::En, pipelines[0].id)).unwrap();
    let told: Vec<(&str, i64)> =
        stages.iter().map(|stage| (stage.item.label.as_str(), stage.rules.probability)).collect();
    assert_eq!(told[0], ("New", 10));
    assert_eq!(told[7..], [("Won", 100), ("Lost", 0)]);
    assert!(stages.iter().all(|stage| stage.item.code == stage.id().to_string() && stage.item.group.is_none()));
}

#[test]
fn pipelines_have_stages_of_the_same_names() {
    let (db, anna) = furnished();
    let labels = ["Wholesale".to_owned(), "Опт".to_owned(), "Hurt".to_owned()];
    let who = anna.clone();
    let id = db.write_blocking(move |tx| create(tx, &who, labels, "green")).unwrap();
    let stages = db.read_blocking(|conn| of_pipeline(conn, Lang::En, id)).unwrap();
    let told: Vec<_> = stages.iter().map(|stage| stage.item.full_label().into_owned()).collect();
    assert_eq!(told, ["Wholesale: New", "Wholesale: Won", "Wholesale: Lost"]);
    let kind = crm::deals::kind();
    let stage = |name: &str, rules| NewStage {
        labels: std::array::from_fn(|_| name.to_owned()),
        color: "blue".into(),
        meaning: OPEN.into(),
        rules,
    };
    let refused = |rules: StageRules| {
        let (who, kind, new) = (anna.clone(), kind.clone(), stage("Проба", rules));
        match db.write_blocking(move |tx| add_stage(tx, &who, &kind, id, &new)) {
            Err(Error::Invalid(errors)) => errors.iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(StageRules { probability: 101, ..StageRules::default() }), ["probability"]);
    assert_eq!(refused(StageRules { norm_days: Some(0), ..StageRules::default() }), ["norm_days"]);
    assert_eq!(refused(StageRules { required: vec!["title".into()], ..StageRules::default() }), ["required"]);
    let (who, of_kind, new) = (anna.clone(), kind.clone(), stage("Замер", StageRules::default()));
    db.write_blocking(move |tx| add_stage(tx, &who, &of_kind, id, &new)).unwrap();
    let stages = db.read_blocking(|conn| of_pipeline(conn, Lang::En, id)).unwrap();
    assert_eq!(stages[1].item.label, "Замер", "before the closed ones");
    let (who, new) = (anna, stage("замер", StageRules::default()));
    let taken = db.write_blocking(move |tx| add_stage(tx, &who, &kind, id, &new));
    assert!(matches!(taken, Err(Error::Invalid(errors)) if errors.first("label_en") == Some(&Problem::AlreadyTaken)));
}
