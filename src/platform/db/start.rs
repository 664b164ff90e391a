//! From a data folder to a database in use, and back.

use super::connection::refuse_remains;
use super::{Db, OpenError, Options, VERSION, upgrade};
use crate::kernel::{Clock, Lang};
use crate::platform::folder::{DataFolder, FolderError, FolderLock, LastStop, finish_swap, open_private};
use crate::platform::i18n::{format, reason, reasons, tr};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// Why a server cannot start on a folder.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Database(#[from] OpenError),
}

impl StartError {
    /// What, why and what to do, in one line for a person.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            StartError::Folder(error) => folder_text(error, lang),
            StartError::Database(error) => database_text(error, lang),
        }
    }
}

fn folder_text(error: &FolderError, lang: Lang) -> String {
    match error {
        FolderError::NotAFolder { path } => tr::start_not_a_folder(lang, &shown(path)),
        FolderError::NotWritable { path, cause } if cause.kind() == ErrorKind::StorageFull => {
            tr::start_disk_full(lang, &shown(path))
        }
        FolderError::NotWritable { path, cause } => tr::start_not_writable(lang, &shown(path), &reason(lang, cause)),
        FolderError::NetworkDisk { path, kind } => tr::start_network_disk(lang, &shown(path), kind),
        FolderError::SyncedFolder { path, tool } => tr::start_synced_folder(lang, &shown(path), tool),
        FolderError::InUse { path, pid } => tr::start_in_use(lang, &shown(path), pid),
        FolderError::Elsewhere { path } => tr::start_elsewhere(lang, &shown(path)),
        FolderError::Unfinished { path, cause } => tr::start_unfinished(lang, &shown(path), cause),
        FolderError::Other(error) => reasons(lang, error),
    }
}

fn database_text(error: &OpenError, lang: Lang) -> String {
    match error {
        OpenError::OldSqlite { found } => tr::start_old_sqlite(lang, found),
        OpenError::NotOurs { path } => tr::start_not_ours(lang, &shown(path)),
        OpenError::Emptied { path } => tr::start_emptied(lang, &shown(path)),
        OpenError::Newer { path, made_by, found, known } => {
            tr::start_newer(lang, &shown(path), made_by, &found.to_string(), VERSION, &known.to_string())
        }
        OpenError::Corrupt { path, detail } => tr::start_corrupt(lang, &shown(path), detail),
        OpenError::LogWithoutDatabase { path } => tr::start_log_without_database(lang, &shown(path)),
        OpenError::ReadOnly { path } => tr::start_read_only(lang, &shown(path)),
        OpenError::CannotOpen { path } => tr::start_cannot_open(lang, &shown(path)),
        OpenError::DiskFull { path } => tr::start_disk_full(lang, &shown(path)),
        OpenError::InUse { path } => tr::start_database_in_use(lang, &shown(path)),
        OpenError::NoRoom { path, needed_bytes, free_bytes } => tr::start_no_room(
            lang,
            &shown(path),
            &format::file_size(lang, *needed_bytes),
            &format::file_size(lang, *free_bytes),
        ),
        OpenError::Migration { path, detail } => tr::start_migration(lang, &shown(path), detail),
        OpenError::Other(error) => reasons(lang, error),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A database in use by this process alone.
pub struct Running {
    pub db: Db,
    pub folder: DataFolder,
    lock: FolderLock,
    needs_check: bool,
}

/// Takes the folder and opens the database in it, creating what is missing.
///
/// After the machine went down under the last server, the file is looked at before anything is served. After a clean
/// stop or a mere death of the process there is nothing that could be damaged: call [`Running::check_in_background`]
/// once the server listens.
pub fn start(folder: DataFolder, clock: Arc<dyn Clock>, readers: usize) -> Result<Running, StartError> {
    let lock = folder.lock()?;
    match open(&folder, &lock, clock, readers) {
        Ok(db) => Ok(Running { db, needs_check: lock.last_stop() != LastStop::MachineDied, folder, lock }),
        Err(error) => {
            if let Err(error) = lock.return_unused() {
                tracing::warn!(%error, "the lock file could not be written");
            }
            Err(error)
        }
    }
}

/// The folder's own parts are made only once its database is known to be good.
fn open(folder: &DataFolder, lock: &FolderLock, clock: Arc<dyn Clock>, readers: usize) -> Result<Db, StartError> {
    // A restore that was cut short after it had decided.
    finish_swap(folder.path()).map_err(FolderError::from)?;
    let path = folder.database();
    refuse_remains(&path)?;
    if let Some(rehearsed) = upgrade::rehearse(folder)? {
        let (upgrade, kept) = rehearsed.commit()?;
        // What was there can be served by the version that it is of, and by no later one.
        tracing::warn!(
            from = upgrade.from, to = upgrade.to, kept = %kept.display(), made_by = upgrade.made_by,
            "upgraded; to go back, stop this server, move korob.db, korob.db-wal and korob.db-shm out of the data folder, put \
             korob.db from the kept folder there and start that version"
        );
    }
    let is_new = !path.exists();
    // SQLite gives the log and its index the rights of the database file. Closed again before SQLite opens it: closing it
    // later would give up SQLite's locks, and another program could take the log away (sqlite.org/howtocorrupt.html 2.2).
    drop(open_private(&path).map_err(|cause| FolderError::NotWritable { path: path.clone(), cause })?);
    if !is_new && is_empty(&path) && folder.trace_of_use().is_some() {
        return Err(OpenError::Emptied { path }.into());
    }
    let check_first = lock.last_stop() == LastStop::MachineDied;
    if check_first {
        tracing::warn!("the machine stopped without a goodbye: looking at the database first");
    }
    let options = Options { readers, reserve: Some(folder.reserve()), check_first };
    let db = Db::open_with(&path, clock, options).inspect_err(|_| {
        // What was only begun must not look like a database that was lost.
        if is_new && is_empty(&path) {
            let _ = std::fs::remove_file(&path);
        }
    })?;
    folder.lay_out().map_err(FolderError::from)?;
    Ok(db)
}

/// SQLite takes one byte for none, too. Nothing is opened for this, see [`open`].
fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| found.len() <= 1)
}

impl Running {
    /// Looks for damage on a thread of its own; a finding ends all writing (see [`Db::fault`]) and is logged.
    pub fn check_in_background(&self) {
        if !self.needs_check {
            return;
        }
        let db = self.db.clone();
        let spawned = std::thread::Builder::new().name("check".into()).spawn(move || match db.check() {
            Ok(None) => {}
            Ok(Some(damage)) => tracing::error!(damage, "the database file is damaged"),
            Err(error) => tracing::error!(%error, "the database file could not be checked"),
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "the database file could not be checked");
        }
    }

    /// Finishes the writes that wait, folds the log into the file and gives the folder back. Call it when no request
    /// runs any more.
    pub fn stop(self) {
        self.db.stop();
        let fault = self.db.fault();
        drop(self.db);
        let released = if fault.is_none() { self.lock.release() } else { self.lock.release_in_doubt() };
        if let Err(error) = released {
            tracing::warn!(%error, "the lock file could not be written");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::SystemClock;
    use std::fs;
    use std::io::{Seek, SeekFrom, Write};

    fn open(folder: &Path) -> Result<Running, StartError> {
        start(DataFolder::open(folder)?, Arc::new(SystemClock), 1)
    }

    #[test]
    fn a_full_disk_is_told_as_that() {
        let full = |kind| FolderError::NotWritable { path: "/srv/korob".into(), cause: kind };
        let told = StartError::from(full(ErrorKind::StorageFull.into())).text(Lang::En);
        assert!(told.contains("/srv/korob is full"), "{told}");
        let told = StartError::from(full(ErrorKind::PermissionDenied.into())).text(Lang::En);
        assert!(told.contains("check its owner and rights"), "{told}");
    }

    fn refusal(folder: &Path) -> OpenError {
        match open(folder) {
            Err(StartError::Database(error)) => error,
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it started"),
        }
    }

    #[test]
    fn a_folder_is_made_used_and_given_back() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        let running = open(&path).unwrap();
        let id = running.db.instance_id().to_owned();
        assert!(matches!(open(&path), Err(StartError::Folder(FolderError::InUse { .. }))));
        running.stop();
        let again = open(&path).unwrap();
        assert_eq!(again.db.instance_id(), id);
        assert_eq!(again.lock.last_stop(), LastStop::Clean);
    }

    #[test]
    fn the_file_of_another_program_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("korob.db");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE theirs (id INTEGER); PRAGMA user_version = 7").unwrap();
        drop(other);
        let before = fs::read(&path).unwrap();
        assert!(matches!(refusal(folder.path()), OpenError::NotOurs { .. }));
        assert_eq!(fs::read(&path).unwrap(), before);
        fs::write(&path, "a text, no database at all, however long it may be").unwrap();
        assert!(matches!(refusal(folder.path()), OpenError::NotOurs { .. }));
    }

    #[test]
    fn damage_ends_writing_and_the_next_start_refuses_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let running = open(folder.path()).unwrap();
        running
            .db
            .write_blocking(|tx| {
                tx.execute_batch("CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")?;
                for _ in 0..200 {
                    tx.execute("INSERT INTO page (text) VALUES (?1)", ["x".repeat(1000)])?;
                }
                Ok(())
            })
            .unwrap();
        running.stop();
        let path = folder.path().join("korob.db");
        let size = fs::metadata(&path).unwrap().len();
        let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        // Near the end lie the rows of the table, far from those that say which tables there are.
        file.seek(SeekFrom::Start((size / 4096 - 10) * 4096)).unwrap();
        file.write_all(&[0xff; 4096]).unwrap();
        drop(file);

        // A clean stop, so nothing is looked at before use.
        let running = open(folder.path()).unwrap();
        assert!(running.db.check().unwrap().is_some());
        assert!(running.db.write_blocking(|tx| Ok(tx.execute("DELETE FROM page WHERE id = 1", [])?)).is_err());
        running.stop();
        let refused = refusal(folder.path());
        assert!(matches!(refused, OpenError::Corrupt { .. }), "{refused}");
        let refused = StartError::from(refused);
        for lang in Lang::ALL {
            let text = refused.text(lang);
            assert!(text.contains("korob.db") && !text.contains('\n'), "{text}");
        }
    }

    #[test]
    fn a_log_without_its_database_is_not_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("korob.db-wal"), "the office's last work").unwrap();
        assert!(matches!(refusal(folder.path()), OpenError::LogWithoutDatabase { .. }));
        assert_eq!(fs::read(folder.path().join("korob.db-wal")).unwrap(), b"the office's last work");
    }
}
