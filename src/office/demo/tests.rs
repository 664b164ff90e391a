use super::*;
use crate::access::Role;
use crate::crm;
use crate::platform::db::testing;
use crate::platform::files::Limits;
use crate::records::options;

fn beginning() -> Beginning {
    Beginning {
        steps: vec![|tx, _| options::ship(tx, &crm::shipped_options()), |tx, _| crm::pipelines::ship(tx)],
        demo: None,
    }
}

fn registry() -> Arc<Registry> {
    Arc::new(Registry::new(vec![
        crm::leads::kind(),
        crm::deals::kind(),
        crm::contacts::kind(),
        crm::companies::kind(),
        crm::activities::kind(),
    ]))
}

fn files() -> (tempfile::TempDir, Arc<FileStore>) {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(&folder.path().join("files"), Limits::default()).unwrap();
    (folder, Arc::new(files))
}

fn count(db: &Db, sql: &'static str) -> i64 {
    db.read_blocking(|conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).unwrap()
}

#[test]
fn each_language_has_an_office_full_of_work() {
    for lang in Lang::ALL {
        let db = testing::db();
        let mut logins = Vec::new();
        let (_folder, files) = files();
        begin(&db, &registry(), &files, &beginning(), lang, |made| {
            logins = made.to_vec();
            Ok(())
        })
        .unwrap();
        assert_eq!(logins.len(), 4);
        assert_ne!(logins[0].password, logins[1].password);
        assert!(count(&db, "SELECT count(*) FROM contacts") > 60);
        assert!(count(&db, "SELECT count(DISTINCT status) FROM leads") >= 6, "{lang:?}");
        assert!(count(&db, "SELECT count(*) FROM leads WHERE contact_id IS NOT NULL AND converted_at IS NOT NULL") > 3);
        assert_eq!(count(&db, "SELECT count(*) FROM leads WHERE status = 'junk' AND junk_reason IS NULL"), 0);
        assert!(count(&db, "SELECT count(DISTINCT stage_id) FROM deals") >= 6, "{lang:?}");
        for (what, least) in [
            ("is_open AND due_at < strftime('%s') * 1000", 8),
            ("is_open AND due_at > strftime('%s') * 1000", 15),
            ("NOT is_open AND result <> ''", 40),
            ("contact_id IS NOT NULL", 20),
        ] {
            let sql = ["SELECT count(*) FROM activities WHERE ", what].concat();
            let there = db.read_blocking(|conn| Ok(conn.query_row(&sql, [], |row| row.get::<_, i64>(0))?)).unwrap();
            assert!(there > least, "{lang:?}: {there} {what}");
        }
        assert_eq!(count(&db, "SELECT count(DISTINCT owner_kind) FROM attachments"), 2);
        assert_eq!(count(&db, "SELECT count(DISTINCT media_type) FROM attachments"), 3, "a text, a picture and a PDF");
        let hash = "SELECT DISTINCT sha256 FROM attachments WHERE media_type = 'application/pdf'";
        let hash: String = db.read_blocking(|conn| Ok(conn.query_row(hash, [], |row| row.get(0))?)).unwrap();
        files.open_blob(hash.parse().unwrap()).unwrap();
        let once_more =
            begin(&db, &registry(), &files, &beginning(), lang, |_| panic!("its own folder is just served"));
        once_more.unwrap();
    }
}

#[test]
fn an_office_of_real_people_is_left_alone() {
    let db = testing::db();
    db.write_blocking(|tx| {
        let admin = NewUser {
            name: "Анна".into(),
            email: EmailAddress::parse("anna@firma.example").unwrap(),
            role: Role::Admin,
            lang: Lang::Ru,
            zone: chrono_tz::Europe::Moscow,
            password: None,
        };
        users::create(tx, &Actor::SYSTEM, &admin).map(drop)
    })
    .unwrap();
    let (_folder, files) = files();
    assert!(matches!(begin(&db, &registry(), &files, &beginning(), Lang::Ru, |_| Ok(())), Err(Error::Conflict(_))));
    assert_eq!(count(&db, "SELECT count(*) FROM companies"), 0);
}
