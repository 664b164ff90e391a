//! Bringing the office of an earlier version to this one: rehearsed on a copy, looked at, and only then put in the place of
//! the file, which is kept. Whatever goes wrong, the file is as the earlier version left it.

use super::connection::{open_reader, open_writer, refuse_remains};
use super::copy::{copy, examine};
use super::start::StartError;
use super::{APPLICATION_ID, OpenError, instance, migrations, quick_check};
use crate::kernel::{Clock, SystemClock};
use crate::platform::folder::{DataFolder, FolderError, Swap, open_private};
use anyhow::Context;
use rusqlite::Connection;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The copy, what rebuilding a table writes beside it, and the log of both.
const ROOM: u64 = 3;

/// An upgrade that went well on a copy.
pub struct Rehearsed {
    folder: DataFolder,
    swap: Swap,
    upgrade: Upgrade,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgrade {
    pub from: i64,
    pub to: i64,
    /// The version that shaped the file last: with it one can go back.
    pub made_by: String,
    /// Names of the steps, in order.
    pub applied: Vec<String>,
}

/// Takes the steps that are due on a copy of the database; `None` if none are. The caller holds the lock of the folder.
///
/// # Errors
/// What is wrong with the file, with a step, or with the room on the disk.
pub fn rehearse(folder: &DataFolder) -> Result<Option<Rehearsed>, StartError> {
    let path = folder.database();
    refuse_remains(&path)?;
    let Some((from, made_by)) = due(&path)? else { return Ok(None) };
    ensure_room(&path)?;
    let swap = Swap::begin(folder.path())?;
    let possible = swap.ensure_possible().map_err(StartError::from);
    match possible.and_then(|()| Ok(upgrade_copy(&path, &swap.ready().join("korob.db"))?)) {
        Ok(applied) => {
            let upgrade = Upgrade { from, to: migrations::newest_schema(), made_by, applied };
            Ok(Some(Rehearsed { folder: folder.clone(), swap, upgrade }))
        }
        Err(error) => {
            if let Err(error) = swap.give_up() {
                tracing::warn!(%error, "the copy that was to be upgraded cannot be removed");
            }
            Err(error)
        }
    }
}

/// The schema and the version of a file of ours that an upgrade is due for. What cannot be read is left to whoever opens it.
fn due(path: &Path) -> Result<Option<(i64, String)>, OpenError> {
    if fs::metadata(path).map_or(0, |found| found.len()) == 0 {
        return Ok(None);
    }
    let connection = open_reader(path, super::connection::SPARE_READER_CACHE_KIB)
        .map_err(|error| OpenError::from_any(path, error))?;
    let application_id = connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0));
    if application_id.ok() != Some(i64::from(APPLICATION_ID)) {
        return Ok(None);
    }
    let schema = migrations::schema_known(&connection, path)?;
    let is_due = schema != 0 && schema < migrations::newest_schema();
    Ok(is_due.then(|| (schema, migrations::made_by(&connection))))
}

fn ensure_room(path: &Path) -> Result<(), OpenError> {
    let size_bytes = fs::metadata(path).map_err(anyhow::Error::from)?.len();
    let disk = rustix::fs::statvfs(path.parent().unwrap_or(path)).map_err(anyhow::Error::from)?;
    let free_bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
    let needed_bytes = size_bytes.saturating_mul(ROOM);
    if free_bytes < needed_bytes {
        return Err(OpenError::NoRoom { path: path.to_owned(), needed_bytes, free_bytes });
    }
    Ok(())
}

/// Errors speak of the file that was copied.
fn upgrade_copy(original: &Path, path: &Path) -> Result<Vec<String>, OpenError> {
    let of_original = |error: OpenError| error.of(original);
    fold_log(original)?;
    // Whose the folder is, and for nobody else: SQLite would make it whoever's command this is.
    drop(open_private(path).with_context(|| format!("write {}", path.display()))?);
    copy(original, path).map_err(of_original)?;
    let told = |error| OpenError::from_sqlite(original, error);
    let mut connection = open_writer(path).map_err(of_original)?;
    if let Some(detail) = quick_check(&connection).map_err(told)? {
        return Err(OpenError::Corrupt { path: original.to_owned(), detail });
    }
    let migrated = migrations::migrate(&mut connection, original)?;
    instance::ensure(&connection, SystemClock.now())?;
    // One file, with no log beside it that would have to come along.
    connection.pragma_update(None, "journal_mode", "DELETE").map_err(told)?;
    close(connection, original)?;
    examine(path)
        .map_err(|error| OpenError::Migration { path: original.to_owned(), detail: error.of(original).to_string() })?;
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.with_context(|| format!("write {}", path.display()))?;
    Ok(migrated.applied)
}

/// What is kept of the office must be one file: whoever goes back to it might forget a log beside it.
fn fold_log(path: &Path) -> Result<(), OpenError> {
    let told = |error| OpenError::from_sqlite(path, error);
    let connection = open_writer(path)?;
    let is_busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(told)?;
    if is_busy != 0 {
        return Err(OpenError::InUse { path: path.to_owned() });
    }
    close(connection, path)
}

fn close(connection: Connection, path: &Path) -> Result<(), OpenError> {
    connection.close().map_err(|(_, error)| OpenError::from_sqlite(path, error))
}

impl Rehearsed {
    pub fn upgrade(&self) -> &Upgrade {
        &self.upgrade
    }

    /// Puts the upgraded database in its place; the folder that keeps the one before.
    pub fn commit(self) -> Result<(Upgrade, PathBuf), StartError> {
        let aside = self.folder.free_name(&format!("before-upgrade-{}", self.upgrade.from));
        self.swap.commit(&aside)?;
        Ok((self.upgrade, self.folder.path().join(aside)))
    }

    /// Leaves everything as it was.
    pub fn give_up(self) -> Result<(), StartError> {
        Ok(self.swap.give_up().map_err(anyhow::Error::from).map_err(FolderError::from)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Lang, SystemClock};
    use crate::platform::db::start::start;
    use std::sync::Arc;

    /// A folder with an office as a version left it that knew only the first so many steps.
    fn earlier(steps: usize) -> (tempfile::TempDir, DataFolder) {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&parent.path().join("data")).unwrap();
        let mut connection = open_writer(&folder.database()).unwrap();
        migrations::migrate_to(&mut connection, &folder.database(), steps).unwrap();
        connection
            .execute("INSERT INTO instance (only, id, created_at, made_by) VALUES (1, '0123456789abcdef0123456789abcdef', 1, '0.0.1')", [])
            .unwrap();
        connection.execute("INSERT INTO settings (key, value, updated_at) VALUES ('kept', '7', 1)", []).unwrap();
        (parent, folder)
    }

    fn kept(path: &Path) -> (i64, String) {
        let connection = Connection::open(path).unwrap();
        let schema = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        (schema, connection.query_row("SELECT value FROM settings WHERE key = 'kept'", [], |row| row.get(0)).unwrap())
    }

    fn folders(folder: &DataFolder) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("before-") || name.starts_with("restor"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_office_of_every_earlier_version_is_upgraded_and_kept_as_it_was() {
        let known = migrations::known();
        for steps in 2..known.len() {
            let (_parent, folder) = earlier(steps);
            let before = known[steps - 1].0;
            let running = start(folder.clone(), Arc::new(SystemClock), 1).unwrap_or_else(|error| panic!("{error}"));
            running.stop();
            assert_eq!(kept(&folder.database()), (migrations::newest_schema(), "7".to_owned()));
            let aside = format!("before-upgrade-{before}");
            assert_eq!(folders(&folder), std::slice::from_ref(&aside));
            assert_eq!(kept(&folder.path().join(aside).join("korob.db")), (before, "7".to_owned()), "the way back");
        }
    }

    #[test]
    fn the_kept_office_is_one_file_whatever_its_server_left() {
        let (_parent, folder) = earlier(3);
        let path = folder.database();
        // As after a kill: the last work is in the log alone.
        let connection = open_writer(&path).unwrap();
        connection.execute("UPDATE settings SET value = '8'", []).unwrap();
        let log = path.with_file_name("korob.db-wal");
        let (database, left) = (fs::read(&path).unwrap(), fs::read(&log).unwrap());
        drop(connection);
        fs::write(&path, database).unwrap();
        fs::write(&log, left).unwrap();
        start(folder.clone(), Arc::new(SystemClock), 1).unwrap_or_else(|error| panic!("{error}")).stop();
        let aside = folder.path().join(format!("before-upgrade-{}", migrations::known()[2].0));
        assert!(fs::metadata(aside.join("korob.db-wal")).map_or(0, |log| log.len()) == 0);
        assert_eq!(kept(&aside.join("korob.db")).1, "8");
        assert_eq!(kept(&path).1, "8");
    }

    #[test]
    fn a_rehearsal_changes_nothing() {
        let (_parent, folder) = earlier(3);
        let before = fs::read(folder.database()).unwrap();
        let rehearsed = rehearse(&folder).unwrap().unwrap();
        assert_eq!(
            (rehearsed.upgrade().made_by.as_str(), rehearsed.upgrade().applied.len()),
            ("0.0.1", migrations::known().len() - 3)
        );
        rehearsed.give_up().unwrap();
        assert_eq!(fs::read(folder.database()).unwrap(), before);
        assert!(folders(&folder).is_empty());
    }

    /// Root's command must not lock the server out of its own file.
    #[test]
    fn the_upgraded_office_is_its_owners_alone() {
        use std::os::unix::fs::{MetadataExt, chown};
        let (_parent, folder) = earlier(3);
        let owner = if rustix::process::geteuid().is_root() { 4711 } else { rustix::process::geteuid().as_raw() };
        chown(folder.path(), Some(owner), None).unwrap();
        rehearse(&folder).unwrap().unwrap().commit().unwrap();
        let found = fs::metadata(folder.database()).unwrap();
        assert_eq!((found.uid(), found.mode() & 0o777), (owner, 0o600));
    }

    #[test]
    fn a_database_that_only_a_link_leads_to_is_refused_before_any_work() {
        let (parent, folder) = earlier(3);
        let elsewhere = parent.path().join("elsewhere.db");
        fs::rename(folder.database(), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.database()).unwrap();
        let Err(refused) = rehearse(&folder) else { panic!("it was rehearsed") };
        assert!(matches!(refused, StartError::Folder(FolderError::Elsewhere { .. })), "{refused:?}");
        assert!(folders(&folder).is_empty());
        assert_eq!(kept(&elsewhere).0, migrations::known()[2].0);
    }

    #[test]
    fn an_upgrade_that_fails_leaves_the_office_to_the_version_before() {
        let (_parent, folder) = earlier(3);
        let path = folder.database();
        // A step to come finds its table taken.
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE companies (id INTEGER) STRICT").unwrap();
        let Err(refused) = start(folder.clone(), Arc::new(SystemClock), 1) else { panic!("it started") };
        for lang in Lang::ALL {
            let text = refused.text(lang);
            assert!(text.contains("korob.db") && !text.contains("restoring") && !text.contains('\n'), "{text}");
        }
        assert_eq!(kept(&path).0, migrations::known()[2].0);
        assert!(folders(&folder).is_empty());
    }

    #[test]
    fn what_is_new_or_of_this_version_needs_no_upgrade() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&parent.path().join("data")).unwrap();
        assert!(rehearse(&folder).unwrap().is_none());
        start(folder.clone(), Arc::new(SystemClock), 1).unwrap_or_else(|error| panic!("{error}")).stop();
        assert!(rehearse(&folder).unwrap().is_none());
        assert!(folders(&folder).is_empty());
    }
}
