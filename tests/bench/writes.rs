//! Durable single-record writes per second, by one client and by sixteen, and how many syncs each write cost.
//!
//! `cargo bench --bench writes [-- FOLDER]`; the folder chooses the disk (default: the temporary folder).

use korob::kernel::SystemClock;
use korob::platform::db::Db;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ROUND: Duration = Duration::from_secs(3);

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = folder.map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(folder).expect("a temporary folder");
    let db = Db::open(&folder.path().join("korob.db"), 1, Arc::new(SystemClock)).expect("a new database");
    db.write_blocking(|tx| {
        Ok(tx.execute_batch(
            "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
             CREATE INDEX note_by_text ON note (text);",
        )?)
    })
    .expect("a table");
    let alone = round(&db, 1);
    println!("one durable commit costs {:.2} ms here", 1000.0 / alone);
    let together = round(&db, 16);
    println!("16 clients write {:.1} times as much as one", together / alone);
}

/// Writes per second.
fn round(db: &Db, clients: u32) -> f64 {
    let (stop, written) = (AtomicBool::new(false), AtomicU64::new(0));
    let (before, started) = (db.write_stats(), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    db.write_blocking(|tx| {
                        let text = format!("{:016x}", rand::random::<u64>());
                        tx.prepare_cached("INSERT INTO note (text, at) VALUES (?1, ?2)")?
                            .execute((text, tx.now().0))?;
                        Ok(())
                    })
                    .expect("a durable write");
                    written.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::Relaxed);
    });
    let rate = written.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64();
    let after = db.write_stats();
    let syncs = (after.commits - before.commits) as f64 / (after.actions - before.actions) as f64;
    println!("{clients:2} clients: {rate:7.0} writes/s, {syncs:.3} syncs per write");
    rate
}
