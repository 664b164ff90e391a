//! Files of imports: they lie beside the database until their import is done.

use crate::kernel::Result;
use crate::platform::db::Db;
use crate::platform::folder::{make_private_dir, open_private, sync_folder};
use anyhow::Context;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const ARRIVING: &str = ".arriving-";

/// What arrives takes no longer than this; older files were left behind.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// The file of an import.
pub fn of(db: &Db, id: i64) -> PathBuf {
    folder(db).join(id.to_string())
}

fn folder(db: &Db) -> PathBuf {
    db.path().parent().unwrap_or(Path::new(".")).join("imports")
}

/// A file on its way in; gone with this value unless it was kept.
pub struct Arriving {
    path: PathBuf,
    pub file: File,
    is_kept: bool,
}

impl Arriving {
    pub fn begin(db: &Db) -> Result<Arriving> {
        let folder = folder(db);
        if !folder.is_dir() {
            make_private_dir(&folder).with_context(|| format!("make {}", folder.display()))?;
        }
        sweep(&folder);
        let path = folder.join(format!("{ARRIVING}{:016x}", rand::random::<u64>()));
        let file = open_private(&path).with_context(|| format!("make {}", path.display()))?;
        Ok(Arriving { path, file, is_kept: false })
    }

    /// A file without a name, for what is made and sent: gone with its last handle, whatever happens.
    pub fn nameless(db: &Db) -> Result<File> {
        let folder = folder(db);
        if !folder.is_dir() {
            make_private_dir(&folder).with_context(|| format!("make {}", folder.display()))?;
        }
        Ok(tempfile::tempfile_in(&folder).with_context(|| format!("make a file in {}", folder.display()))?)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies a whole file in.
    pub fn copy_from(mut self, source: &Path) -> Result<Arriving> {
        let mut source = File::open(source).with_context(|| format!("open {}", source.display()))?;
        io::copy(&mut source, &mut self.file).context("keep the file until it is imported")?;
        Ok(self)
    }

    /// Makes it the file of this import, safe on the disk before anything says that it is there: its bytes, and its name
    /// in the folder.
    pub fn keep(mut self, db: &Db, id: i64) -> Result<()> {
        self.file.sync_all().context("keep the file until it is imported")?;
        fs::rename(&self.path, of(db, id)).context("keep the file until it is imported")?;
        self.is_kept = true;
        sync_folder(&folder(db)).context("keep the file until it is imported")?;
        Ok(())
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if !self.is_kept {
            remove(&self.path);
        }
    }
}

/// Removes the file of an import, if it is there.
pub fn remove_of(db: &Db, id: i64) {
    remove(&of(db, id));
}

fn remove(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, path = %path.display(), "a file that is not needed any more cannot be removed");
        }
        _ => {}
    }
}

/// Removes what a killed server left on its way in.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_arriving = entry.file_name().to_string_lossy().starts_with(ARRIVING);
        let changed = entry.metadata().and_then(|found| found.modified()).unwrap_or_else(|_| SystemTime::now());
        if is_arriving && changed.elapsed().is_ok_and(|age| age > STALE) {
            remove(&entry.path());
        }
    }
}
