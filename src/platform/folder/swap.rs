//! Putting another database into the folder so that, whenever the machine stops, the old one is in use or the new one, and
//! never parts of both.
//!
//! The new parts are made ready in a folder of their own, `restoring/`. The marker `restore-pending` is the moment of
//! decision: before it is on the disk nothing has happened and `restoring/` is thrown away; after it the swap is only
//! ever finished, by whoever takes the folder next. What was there is kept in a folder of its own.

use super::{FolderError, make_private_dir, open_private, sync_folder};
use anyhow::Context;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const READY: &str = "restoring";
const MARKER: &str = "restore-pending";
const DATABASE: &str = "korob.db";

/// How the folders begin that keep what was replaced.
const KEPT: &str = "before-";

/// What SQLite keeps beside a database: with another one it would be taken for a part of it.
const BESIDE: [&str; 3] = ["korob.db-wal", "korob.db-shm", "korob.db-journal"];

/// What takes the place of what is there.
const REPLACED: [&str; 3] = ["secret.key", "tls/authority.key", DATABASE];

/// What only comes where there is none: it belongs to the machine.
const ADDED: [&str; 2] = ["license.key", "korob.toml"];

/// New parts of the data folder, not yet in use. The caller holds the lock of the folder.
#[derive(Debug)]
pub struct Swap {
    folder: PathBuf,
}

impl Swap {
    /// An empty place for the new parts: `korob.db`, `secret.key`, `tls/authority.key`, `license.key`, `korob.toml`, `files/`.
    pub fn begin(folder: &Path) -> Result<Swap, FolderError> {
        let swap = Swap { folder: folder.to_owned() };
        let ready = swap.ready();
        let made = swap.clear().and_then(|()| make_private_dir(&ready));
        made.map(|()| swap).map_err(|cause| FolderError::NotWritable { path: ready, cause })
    }

    /// Where the new parts are put.
    pub fn ready(&self) -> PathBuf {
        self.folder.join(READY)
    }

    /// What is decided must be possible: parts are moved by renaming, which no disk does to another.
    ///
    /// # Errors
    /// `Elsewhere` with the part that lies on another disk, or is a link, which would be moved in its stead.
    pub fn ensure_possible(&self) -> Result<(), FolderError> {
        let device = |path: &Path| rustix::fs::stat(path).map(|found| found.st_dev).ok();
        let own = device(&self.folder);
        for name in REPLACED.iter().chain(&["files", "tls"]) {
            let path = self.folder.join(name);
            if *name != DATABASE && !self.ready().join(name).exists() {
                continue;
            }
            if path.is_symlink() || device(&path).is_some_and(|device| Some(device) != own) {
                return Err(FolderError::Elsewhere { path });
            }
        }
        Ok(())
    }

    /// Puts the new parts in their places; what was there is afterwards in the folder `aside` of the data folder.
    ///
    /// Everything in [`Swap::ready`] must be on the disk, with the names in its folders.
    ///
    /// # Errors
    /// `Unfinished` from the moment of decision on: whoever takes the folder next goes on. Before it everything is as it was.
    pub fn commit(self, aside: &str) -> Result<(), FolderError> {
        if let Err(error) = self.ensure_possible().and_then(|()| self.decide(aside)) {
            let _ = self.clear();
            return Err(error);
        }
        let done = sync_folder(&self.folder).map_err(anyhow::Error::from).and_then(|()| finish(&self.folder));
        done.map_err(|cause| FolderError::Unfinished { path: self.folder.clone(), cause: format!("{cause:#}") })
    }

    /// Leaves the marker.
    fn decide(&self, aside: &str) -> Result<(), FolderError> {
        let marker = self.folder.join(MARKER);
        let new = marker.with_extension("new");
        let written = sync_folder(&self.ready()).and_then(|()| open_private(&new)).and_then(|mut file| {
            file.set_len(0)?;
            file.write_all(aside.as_bytes())?;
            file.sync_all()
        });
        let decided = written.and_then(|()| fs::rename(new, &marker));
        decided.map_err(|cause| FolderError::NotWritable { path: marker, cause })
    }

    /// Throws the new parts away.
    pub fn give_up(self) -> io::Result<()> {
        self.clear()
    }

    fn clear(&self) -> io::Result<()> {
        let _ = fs::remove_file(self.folder.join(MARKER).with_extension("new"));
        match fs::remove_dir_all(self.ready()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Whether a swap was decided and not finished: the parts of the folder may belong to two offices.
pub fn is_swapping(folder: &Path) -> bool {
    folder.join(MARKER).exists()
}

/// Whether the folder keeps a database that was replaced: its files are needed for as long.
pub fn keeps_replaced(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| is_kept(&entry))
}

pub(super) fn is_kept(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with(KEPT) && entry.path().is_dir()
}

/// Finishes a swap that was decided, and throws away what was only made ready. The caller holds the lock of the folder.
pub fn finish(folder: &Path) -> anyhow::Result<()> {
    let (marker, ready) = (folder.join(MARKER), folder.join(READY));
    let aside = match fs::read_to_string(&marker) {
        Ok(name) => folder.join(name),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if ready.is_dir() {
                tracing::warn!(
                    "a restore or an upgrade was cut short before it changed anything; what it made ready is removed"
                );
            }
            return Ok(Swap { folder: folder.to_owned() }.clear()?);
        }
        Err(error) => return Err(error).context("read what a restore or an upgrade decided"),
    };
    if !aside.is_dir() {
        make_private_dir(&aside).with_context(|| format!("make {}", aside.display()))?;
    }
    for name in REPLACED {
        let (new, here) = (ready.join(name), folder.join(name));
        if !new.exists() {
            continue;
        }
        let kept = aside.join(name);
        // A folder for nothing would look like something that is kept.
        let needed = [here.exists().then_some(folder_of(&kept)), Some(folder_of(&here))];
        for folder in needed.into_iter().flatten().filter(|folder| !folder.is_dir()) {
            make_private_dir(folder).with_context(|| format!("make {}", folder.display()))?;
        }
        // A part that is still ready was not put in its place: what lies there is the old one.
        let beside: &[&str] = if name == DATABASE { &BESIDE } else { &[] };
        for old in [name].iter().chain(beside) {
            rename_if_there(&folder.join(old), &aside.join(old))?;
        }
        if folder_of(&kept).is_dir() {
            sync_folder(folder_of(&kept))?;
        }
        sync_folder(folder_of(&here))?;
        fs::rename(&new, &here).with_context(|| format!("put {} in its place", here.display()))?;
        sync_folder(folder_of(&here))?;
    }
    for name in ADDED {
        if !folder.join(name).exists() {
            rename_if_there(&ready.join(name), &folder.join(name))?;
        }
    }
    bring_files(&ready.join("files"), &folder.join("files"))?;
    sync_folder(folder)?;
    sync_folder(&aside)?;
    Swap { folder: folder.to_owned() }.clear()?;
    fs::remove_file(&marker).context("end the restore or the upgrade")?;
    Ok(sync_folder(folder)?)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Files lie under the SHA-256 of their bytes: one that is there already is the same.
fn bring_files(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    if !to.is_dir() {
        make_private_dir(to)?;
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            bring_files(&entry.path(), &target)?;
        } else {
            fs::rename(entry.path(), &target).with_context(|| format!("put {} in its place", target.display()))?;
        }
    }
    Ok(sync_folder(to)?)
}

fn rename_if_there(from: &Path, to: &Path) -> anyhow::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("move {} aside", from.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn put(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn contents(folder: &Path) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let mut open = vec![folder.to_owned()];
        while let Some(path) = open.pop() {
            for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    open.push(entry.path());
                } else {
                    let name = entry.path().strip_prefix(folder).unwrap().display().to_string();
                    found.insert(name, fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        found
    }

    fn old_folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let old = [
            ("korob.db", "old"),
            ("korob.db-wal", "old log"),
            ("korob.db-shm", "old index"),
            ("secret.key", "old key"),
            ("tls/authority.key", "old authority"),
            ("tls/server.key", "by the old one"),
            ("korob.toml", "of this machine"),
            ("files/aa/aa/one", "1"),
        ];
        put(folder.path(), &old);
        folder
    }

    const NEW: [(&str, &str); 7] = [
        ("korob.db", "new"),
        ("secret.key", "new key"),
        ("tls/authority.key", "new authority"),
        ("license.key", "licence"),
        ("korob.toml", "of another machine"),
        ("files/aa/aa/one", "1"),
        ("files/bb/cc/two", "2"),
    ];

    fn expected() -> BTreeMap<String, String> {
        let all = [
            ("korob.db", "new"),
            ("secret.key", "new key"),
            ("tls/authority.key", "new authority"),
            ("tls/server.key", "by the old one"),
            ("license.key", "licence"),
            ("korob.toml", "of this machine"),
            ("files/aa/aa/one", "1"),
            ("files/bb/cc/two", "2"),
            ("before/korob.db", "old"),
            ("before/korob.db-wal", "old log"),
            ("before/korob.db-shm", "old index"),
            ("before/secret.key", "old key"),
            ("before/tls/authority.key", "old authority"),
        ];
        all.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn new_parts_take_the_place_of_old_ones_which_are_kept() {
        let folder = old_folder();
        let swap = Swap::begin(folder.path()).unwrap();
        put(&swap.ready(), &NEW);
        swap.commit("before").unwrap();
        assert_eq!(contents(folder.path()), expected());
        finish(folder.path()).unwrap();
        assert_eq!(contents(folder.path()), expected(), "nothing is left to finish");
    }

    #[test]
    fn what_does_not_come_stays() {
        let folder = old_folder();
        let swap = Swap::begin(folder.path()).unwrap();
        put(&swap.ready(), &[("korob.db", "new")]);
        swap.commit("before").unwrap();
        let now = contents(folder.path());
        for (name, text) in [("tls/authority.key", "old authority"), ("secret.key", "old key"), ("korob.db", "new")] {
            assert_eq!(now[name], text, "{name}");
        }
        assert!(!folder.path().join("before/tls").exists());
    }

    #[test]
    fn what_was_not_decided_never_happened() {
        let folder = old_folder();
        let before = contents(folder.path());
        let swap = Swap::begin(folder.path()).unwrap();
        put(&swap.ready(), &NEW[..3]);
        drop(swap);
        finish(folder.path()).unwrap();
        assert_eq!(contents(folder.path()), before);
    }

    /// Every state that a swap passes through, as the disk may hold it when the machine stops, is brought to the same end.
    #[test]
    fn a_decided_swap_is_finished_from_wherever_it_was_left() {
        let moves = [
            ("secret.key", "before/secret.key"),
            ("restoring/secret.key", "secret.key"),
            ("tls/authority.key", "before/tls/authority.key"),
            ("restoring/tls/authority.key", "tls/authority.key"),
            ("korob.db", "before/korob.db"),
            ("korob.db-wal", "before/korob.db-wal"),
            ("korob.db-shm", "before/korob.db-shm"),
            ("restoring/korob.db", "korob.db"),
            ("restoring/license.key", "license.key"),
            ("restoring/files/bb/cc/two", "files/bb/cc/two"),
        ];
        for done in 0..=moves.len() {
            let folder = old_folder();
            let swap = Swap::begin(folder.path()).unwrap();
            put(&swap.ready(), &NEW);
            put(folder.path(), &[(MARKER, "before")]);
            for (from, to) in &moves[..done] {
                fs::create_dir_all(folder.path().join(to).parent().unwrap()).unwrap();
                fs::rename(folder.path().join(from), folder.path().join(to)).unwrap();
            }
            finish(folder.path()).unwrap();
            assert_eq!(contents(folder.path()), expected(), "after {done} moves");
        }
    }
}
