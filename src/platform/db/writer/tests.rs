//! What a caller of [`Db::write`] may rely on.

use crate::kernel::{Error, Result};
use crate::platform::db::testing::{TestDb, db};
use crate::platform::db::{Db, Tx};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn notebook() -> TestDb {
    let db = db();
    db.write_blocking(|tx| {
        Ok(tx.execute_batch(
            "CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT NOT NULL, next_id INTEGER REFERENCES page (id)) STRICT",
        )?)
    })
    .unwrap();
    db
}

fn note(tx: &mut Tx<'_>, text: &str) -> Result<()> {
    tx.execute("INSERT INTO page (text) VALUES (?1)", [text])?;
    Ok(())
}

fn notes(db: &Db) -> Vec<String> {
    db.read_blocking(|conn| {
        let mut statement = conn.prepare("SELECT text FROM page ORDER BY id")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    })
    .unwrap()
}

type Action = Box<dyn FnOnce(&mut Tx<'_>) -> Result<()> + Send>;

/// Runs all in one batch, in this order, and gives back each answer.
fn in_one_batch(db: &Db, actions: Vec<Action>) -> Vec<Result<()>> {
    let (go, wait) = mpsc::channel::<()>();
    // Longer than a batch may last, so that what queues up behind it becomes a batch of its own.
    let hold = db.inner.writer.enqueue(move |_| {
        let _ = wait.recv();
        std::thread::sleep(Duration::from_millis(25));
        Ok(())
    });
    let waiting: Vec<_> = actions.into_iter().map(|action| db.inner.writer.enqueue(action).unwrap()).collect();
    go.send(()).unwrap();
    hold.unwrap().blocking_recv().unwrap().unwrap();
    waiting.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect()
}

#[test]
fn waiting_actions_share_one_commit() {
    let db = notebook();
    let before = db.write_stats();
    let actions = (0..16).map(|number| -> Action { Box::new(move |tx| note(tx, &number.to_string())) });
    let answers = in_one_batch(&db, actions.collect());
    assert!(answers.iter().all(Result::is_ok));
    let after = db.write_stats();
    // One for the action that held the queue up, one for all that waited behind it.
    assert_eq!((after.actions - before.actions, after.commits - before.commits), (17, 2));
    assert_eq!(notes(&db).len(), 16);
}

#[test]
fn an_action_knows_whether_others_wait_behind_it() {
    let db = notebook();
    assert!(!db.write_blocking(|tx| Ok(tx.is_awaited())).unwrap());
    let other = db.clone();
    let (is_awaited, waiting) = db
        .write_blocking(move |tx| {
            let waiting = other.inner.writer.enqueue(|tx| note(tx, "behind"))?;
            Ok((tx.is_awaited(), waiting))
        })
        .unwrap();
    waiting.blocking_recv().unwrap().unwrap();
    assert!(is_awaited);
}

#[test]
fn an_action_knows_that_others_wait_for_the_commit_it_shares() {
    let is_last_awaited: Action = Box::new(|tx| if tx.is_awaited() { Ok(()) } else { Err(Error::NotFound) });
    let answers = in_one_batch(&notebook(), vec![Box::new(|tx| note(tx, "first")), is_last_awaited]);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
}

#[test]
fn an_error_or_a_panic_undoes_its_own_action_alone() {
    let db = notebook();
    let answers = in_one_batch(
        &db,
        vec![
            Box::new(|tx| note(tx, "first")),
            Box::new(|tx| {
                note(tx, "refused")?;
                Err(Error::Forbidden)
            }),
            Box::new(|tx| {
                note(tx, "panicked")?;
                panic!("as this test asks")
            }),
            Box::new(|tx| note(tx, "last")),
        ],
    );
    assert!(matches!(answers[1], Err(Error::Forbidden)));
    assert!(matches!(&answers[2], Err(Error::Internal(why)) if why.to_string().contains("as this test asks")));
    assert!(answers[0].is_ok() && answers[3].is_ok());
    assert_eq!(notes(&db), ["first", "last"]);
}

#[test]
fn the_first_of_a_batch_is_undone_alone_too() {
    let db = notebook();
    let refused = |text: &'static str| -> Action {
        Box::new(move |tx| {
            note(tx, text)?;
            Err(Error::Forbidden)
        })
    };
    let answers =
        in_one_batch(&db, vec![refused("first"), refused("second"), Box::new(|tx| note(tx, "kept")), refused("third")]);
    assert_eq!(answers.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true, false]);
    assert_eq!(notes(&db), ["kept"]);
}

#[test]
fn who_writes_much_has_more_memory_for_that_long() {
    let db = notebook();
    let cache =
        || db.write_blocking(|tx| Ok(tx.query_row("PRAGMA cache_size", [], |row| row.get::<_, i64>(0))?)).unwrap();
    let usual = cache();
    let (one, two) = (db.expect_much(), db.expect_much());
    // In KiB, as negative numbers.
    assert!(cache() < usual);
    drop(one);
    assert!(cache() < usual);
    drop(two);
    assert_eq!(cache(), usual);
}

#[test]
fn nobody_is_told_ok_when_the_commit_fails() {
    let db = notebook();
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = told.clone();
    let lost_before = db.write_stats().lost_batches;
    let answers = in_one_batch(
        &db,
        vec![
            Box::new(move |tx| {
                tx.after_commit(move || listener.lock().unwrap().push("committed"));
                note(tx, "good")
            }),
            // A deferred foreign key is only looked at by COMMIT, so this makes COMMIT itself fail.
            Box::new(|tx| {
                tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
                tx.execute("INSERT INTO page (text, next_id) VALUES ('orphan', 999)", [])?;
                Ok(())
            }),
        ],
    );
    assert!(answers.iter().all(Result::is_err), "{answers:?}");
    assert_eq!(notes(&db), Vec::<String>::new());
    assert_eq!(*told.lock().unwrap(), Vec::<&str>::new());
    assert_eq!(db.write_stats().lost_batches - lost_before, 1);
    db.write_blocking(|tx| note(tx, "the writer lives on")).unwrap();
    assert_eq!(notes(&db), ["the writer lives on"]);
}

#[test]
fn what_follows_a_lost_transaction_is_neither_run_nor_committed() {
    let db = notebook();
    let answers = in_one_batch(
        &db,
        vec![
            Box::new(|tx| note(tx, "first")),
            // As SQLite itself does on some disk errors; what the action then writes would commit by itself.
            Box::new(|tx| {
                tx.execute_batch("ROLLBACK")?;
                let stray = note(tx, "stray");
                assert!(stray.is_err(), "a statement outside the transaction must not be kept");
                Ok(())
            }),
            Box::new(|tx| note(tx, "next batch")),
        ],
    );
    assert!(answers[0].is_err() && answers[1].is_err());
    assert!(answers[2].is_ok());
    assert_eq!(notes(&db), ["next batch"]);
}

#[test]
fn an_action_cannot_commit_by_itself() {
    let db = notebook();
    let answer = db.write_blocking(|tx| {
        note(tx, "early")?;
        Ok(tx.execute_batch("COMMIT")?)
    });
    assert!(answer.is_err());
    assert_eq!(notes(&db), Vec::<String>::new());
}

#[test]
fn an_action_that_cannot_begin_is_not_run() {
    let db = notebook();
    let path: String = db.read_blocking(|conn| Ok(conn.path().unwrap().to_owned())).unwrap();
    let foreign = rusqlite::Connection::open(&path).unwrap();
    db.write_blocking(|tx| Ok(tx.busy_timeout(Duration::from_millis(1))?)).unwrap();
    foreign.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = Arc::new(Mutex::new(false));
    let mark = ran.clone();
    let answer = db.write_blocking(move |_| {
        *mark.lock().unwrap() = true;
        Ok(())
    });
    assert!(matches!(answer, Err(Error::Busy)), "{answer:?}");
    assert!(!*ran.lock().unwrap());
    foreign.execute_batch("COMMIT").unwrap();
    db.write_blocking(|tx| note(tx, "free again")).unwrap();
}

#[test]
fn a_full_disk_is_said_so_and_work_goes_on_after_it() {
    let db = notebook();
    db.write_blocking(|tx| note(tx, "kept")).unwrap();
    let answer = db.write_blocking(|tx| {
        let pages: i64 = tx.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        tx.pragma_update(None, "max_page_count", pages)?;
        note(tx, &"x".repeat(100_000))
    });
    assert!(matches!(answer, Err(Error::DiskFull)), "{answer:?}");
    assert!(db.is_disk_full());
    assert_eq!(notes(&db), ["kept"]);
    db.write_blocking(|tx| Ok(tx.pragma_update(None, "max_page_count", 1_000_000)?)).unwrap();
    db.write_blocking(|tx| note(tx, "room again")).unwrap();
    assert_eq!(notes(&db), ["kept", "room again"]);
}

#[test]
fn after_a_disk_fault_nothing_is_written_and_reading_goes_on() {
    let db = notebook();
    db.write_blocking(|tx| note(tx, "kept")).unwrap();
    let io_error =
        || rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_FSYNC), None);
    let answer = db.write_blocking(move |tx| {
        note(tx, "doubtful")?;
        Err::<(), Error>(io_error().into())
    });
    assert!(answer.is_err());
    let refused = db.write_blocking(|tx| note(tx, "later"));
    assert!(matches!(refused, Err(Error::WritesStopped(_))), "{refused:?}");
    assert!(db.fault().unwrap().contains("restart"));
    assert_eq!(notes(&db), ["kept"]);
}

#[test]
fn notifications_come_after_the_commit_in_order_and_before_the_answer() {
    let db = notebook();
    let told = Arc::new(Mutex::new(Vec::new()));
    let reader = db.clone();
    let (first, second) = (told.clone(), told.clone());
    let answers = in_one_batch(
        &db,
        vec![
            Box::new(move |tx| {
                tx.after_commit(move || first.lock().unwrap().extend(notes(&reader)));
                note(tx, "one")
            }),
            Box::new(move |tx| {
                tx.after_commit(|| panic!("a listener's own mistake"));
                tx.after_commit(move || second.lock().unwrap().push("two was told".into()));
                note(tx, "two")
            }),
        ],
    );
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(*told.lock().unwrap(), ["one", "two", "two was told"]);
}

#[test]
fn what_rides_along_never_writes_alone_and_not_more_often_than_asked() {
    let db = notebook();
    db.ride_along(Duration::ZERO, |tx| note(tx, "rider"));
    db.ride_along(Duration::ZERO, |tx| {
        note(tx, "failing rider")?;
        Err(Error::Busy)
    });
    db.ride_along(Duration::from_secs(3600), |tx| note(tx, "hourly"));
    assert_eq!(notes(&db), Vec::<String>::new());
    db.write_blocking(|tx| note(tx, "driver")).unwrap();
    assert_eq!(notes(&db), ["driver", "rider"]);
    db.stop();
    assert_eq!(notes(&db), ["driver", "rider", "rider", "hourly"]);
}

#[test]
fn a_read_sees_one_moment_and_cannot_write() {
    let db = notebook();
    db.write_blocking(|tx| note(tx, "before")).unwrap();
    let writer = db.clone();
    let counts = db
        .read_blocking(|conn| {
            let count = || conn.query_row("SELECT count(*) FROM page", [], |row| row.get::<_, i64>(0));
            let first = count()?;
            writer.write_blocking(|tx| note(tx, "meanwhile"))?;
            Ok((first, count()?))
        })
        .unwrap();
    assert_eq!(counts, (1, 1));
    assert_eq!(notes(&db).len(), 2);
    assert!(db.read_blocking(|conn| Ok(conn.execute("DELETE FROM page", [])?)).is_err());
    assert_eq!(notes(&db).len(), 2);
}

#[test]
fn a_panicking_read_gives_its_connection_back() {
    let db = notebook();
    for _ in 0..4 {
        let reader: Db = (*db).clone();
        let panicked = std::thread::spawn(move || reader.read_blocking(|_| -> Result<()> { panic!("in a read") }));
        assert!(panicked.join().is_err());
    }
    assert_eq!(notes(&db), Vec::<String>::new());
}

#[test]
fn a_stopped_database_has_no_log_left_and_refuses_writes() {
    let db = notebook();
    db.write_blocking(|tx| note(tx, "last words")).unwrap();
    let path: String = db.read_blocking(|conn| Ok(conn.path().unwrap().to_owned())).unwrap();
    db.stop();
    assert!(db.write_blocking(|tx| note(tx, "too late")).is_err());
    let log = std::fs::metadata(format!("{path}-wal")).map_or(0, |file| file.len());
    assert_eq!(log, 0);
    assert_eq!(notes(&db), ["last words"]);
}

#[test]
fn the_guards_are_on_in_every_connection() {
    let db = notebook();
    let pragmas = |conn: &rusqlite::Connection| -> Result<Vec<i64>> {
        ["synchronous", "trusted_schema", "cell_size_check", "mmap_size"]
            .iter()
            .map(|name| Ok(conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?))
            .collect()
    };
    assert_eq!(db.write_blocking(move |tx| pragmas(tx)).unwrap(), [2, 0, 1, 0]);
    assert_eq!(db.read_blocking(pragmas).unwrap()[1..], [0, 1, 0]);
    let keys: i64 = db.write_blocking(|tx| Ok(tx.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?)).unwrap();
    assert_eq!(keys, 1);
    let misspelt = db.read_blocking(|conn| Ok(conn.prepare("SELECT \"no_such\" FROM page").is_err()));
    assert!(misspelt.unwrap());
    assert!(
        db.read_blocking(|conn| Ok(conn.query_row("SELECT load_extension('x')", [], |_| Ok(())).is_err())).unwrap()
    );
}

#[test]
fn what_is_left_for_the_commit_follows_all_that_share_it() {
    let db = notebook();
    let leaving = |text: &'static str| -> Action {
        Box::new(move |tx| {
            tx.before_commit(move |conn| conn.execute("INSERT INTO page (text) VALUES (?1)", [text]).map(drop))?;
            tx.rehearse(|tx| tx.before_commit(|conn| conn.execute_batch("no SQL, and never run")))?;
            note(tx, "at once")?;
            if text == "refused" { Err(Error::NotFound) } else { Ok(()) }
        })
    };
    let answers = in_one_batch(&db, ["one", "refused", "two"].map(leaving).into());
    assert!(matches!(answers[..], [Ok(()), Err(Error::NotFound), Ok(())]));
    assert_eq!(notes(&db), ["at once", "at once", "one", "two"]);
}

#[test]
fn what_fails_at_the_commit_fails_all_that_share_it() {
    let db = notebook();
    let fails: Action = Box::new(|tx| tx.before_commit(|conn| conn.execute_batch("this is no SQL")));
    let panics: Action = Box::new(|tx| tx.before_commit(|_| panic!("as this test asks")));
    for last in [fails, panics] {
        let answers = in_one_batch(&db, vec![Box::new(|tx| note(tx, "lost")), last]);
        assert!(answers.iter().all(Result::is_err));
    }
    db.write_blocking(|tx| note(tx, "kept")).unwrap();
    assert_eq!(notes(&db), ["kept"]);
}
