//! What can still be read of a damaged office: each table as a CSV file, and the files under their names.

use crate::access::{COLUMNS_OF_SECRETS, TABLES_OF_SECRETS};
use crate::kernel::Lang;
use crate::platform::db::OpenError;
use crate::platform::db::salvage::{Salvage, Table, Walked};
use crate::platform::db::start::StartError;
use crate::platform::files::{BlobHash, clean, is_whole, stored};
use crate::platform::folder::{FolderError, Holder, holder, make_private_dir, open_private, sync_folder};
use crate::platform::i18n::{reason, tr};
use rusqlite::types::Value;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Of a file that is saved under its own name.
const LONGEST_NAME_BYTES: usize = 200;

/// What was saved.
#[derive(Debug, Serialize)]
pub struct Salvaged {
    /// Why no table could be read; the files are saved all the same.
    pub database_error: Option<String>,
    pub tables: Vec<SavedTable>,
    pub files: usize,
    /// Files whose bytes are not what they were; they were saved as they are.
    pub damaged_files: usize,
    /// Files that the records name and that are not there.
    pub missing_files: usize,
}

#[derive(Debug, Serialize)]
pub struct SavedTable {
    pub name: String,
    /// `None` where nothing of it is left.
    pub file: Option<String>,
    pub rows: i64,
    /// Rows that could not be read; `None` where nothing tells how many there were.
    pub lost: Option<i64>,
    pub is_damaged: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum SalvageError {
    /// The folder that is saved from.
    #[error(transparent)]
    Folder(StartError),
    #[error("{} is not empty; name a new folder", path.display())]
    NotEmpty { path: PathBuf },
    #[error("{} lies in the data folder; name another", path.display())]
    Within { path: PathBuf },
    #[error("{}: {error}", path.display())]
    Io { path: PathBuf, error: io::Error },
}

impl SalvageError {
    /// What, why and what to do, in one line for a person.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            SalvageError::Folder(error) => error.text(lang),
            SalvageError::NotEmpty { path } => tr::doctor_not_empty(lang, &path.display().to_string()),
            SalvageError::Within { path } => tr::doctor_within(lang, &path.display().to_string()),
            SalvageError::Io { path, error } => {
                tr::cli_cannot_write(lang, &path.display().to_string(), &reason(lang, error))
            }
        }
    }
}

impl From<FolderError> for SalvageError {
    fn from(error: FolderError) -> Self {
        SalvageError::Folder(error.into())
    }
}

/// Saves what can be read of the office in `folder` into the new folder `target`. Nothing is written in `folder`; what is
/// saved is on the disk when this returns.
///
/// # Errors
/// `InUse` under a running server; what is wrong with `target`. Damage is none: it is told.
pub fn salvage(folder: &Path, target: &Path, lang: Lang) -> Result<Salvaged, SalvageError> {
    let at_target = |error| SalvageError::Io { path: target.to_owned(), error };
    let held = holder(folder).map_err(|cause| FolderError::NotWritable { path: folder.join("lock"), cause })?;
    if let Holder::Process(pid) = held {
        return Err(FolderError::InUse { path: folder.to_owned(), pid }.into());
    }
    prepare(folder, target)?;
    let work = Work(target.join(".work"));
    make_private_dir(&work.0).map_err(at_target)?;
    let mut saved = Salvaged { database_error: None, tables: Vec::new(), files: 0, damaged_files: 0, missing_files: 0 };
    let mut names = HashMap::new();
    match Salvage::open(&folder.join("korob.db"), &work.0) {
        Ok(database) => save_tables(&database, target, &mut saved.tables, &mut names).map_err(at_target)?,
        // Of the disk that is saved to nothing follows for the database.
        Err(error @ OpenError::DiskFull { .. }) => return Err(SalvageError::Folder(error.into())),
        Err(error) => saved.database_error = Some(in_words(error, lang)),
    }
    save_files(&folder.join("files"), &target.join("files"), &names, &mut saved).map_err(at_target)?;
    drop(work);
    let report = serde_json::to_vec_pretty(&saved).map_err(|error| at_target(error.into()))?;
    let write_report = || -> io::Result<()> {
        let mut file = open_private(&target.join("report.json"))?;
        file.write_all(&report)?;
        file.sync_all()?;
        sync_folder(target)?;
        sync_folder(&fs::canonicalize(target.join(".."))?)
    };
    write_report().map_err(at_target)?;
    Ok(saved)
}

/// Holds the database as it is, secrets and all: whatever becomes of the rest, it goes.
struct Work(PathBuf);

impl Drop for Work {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn prepare(folder: &Path, target: &Path) -> Result<(), SalvageError> {
    let at_target = |error| SalvageError::Io { path: target.to_owned(), error };
    let is_new = !target.exists();
    if is_new {
        make_private_dir(target).map_err(at_target)?;
    } else if fs::read_dir(target).map_err(at_target)?.next().is_some() {
        return Err(SalvageError::NotEmpty { path: target.to_owned() });
    }
    let (inner, outer) = (fs::canonicalize(target).map_err(at_target)?, fs::canonicalize(folder).map_err(at_target)?);
    if inner.starts_with(outer) {
        if is_new {
            let _ = fs::remove_dir(target);
        }
        return Err(SalvageError::Within { path: target.to_owned() });
    }
    Ok(())
}

fn in_words(error: OpenError, lang: Lang) -> String {
    StartError::from(error).text(lang)
}

fn save_tables(
    database: &Salvage,
    target: &Path,
    saved: &mut Vec<SavedTable>,
    names: &mut HashMap<BlobHash, String>,
) -> io::Result<()> {
    let mut taken = HashSet::new();
    for table in database.tables() {
        if TABLES_OF_SECRETS.contains(&table.name.as_str()) {
            continue;
        }
        let file = file_of(&table.name, &mut taken);
        let walked = save_table(database, &table, &target.join(&file), names)?;
        let is_damaged = !walked.gaps.is_empty() || walked.is_cut || walked.expected.is_none();
        let lost = walked.expected.map(|expected| (expected - walked.rows).max(0));
        saved.push(SavedTable { name: table.name, file: Some(file), rows: walked.rows, lost, is_damaged });
    }
    let lost = database.lost_tables().into_iter().filter(|name| !TABLES_OF_SECRETS.contains(&name.as_str()));
    saved.extend(lost.map(|name| SavedTable { name, file: None, rows: 0, lost: None, is_damaged: true }));
    Ok(())
}

/// A damaged schema may name tables as nobody would, and several alike but for what no file can be called.
fn file_of(table: &str, taken: &mut HashSet<String>) -> String {
    let name: String = table.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    // No disk takes a longer one.
    let name = if name.is_empty() { "table" } else { &name[..name.len().min(LONGEST_NAME_BYTES)] };
    let mut file = [name, ".csv"].concat();
    // To some disks capitals are no other letters. What is counted on has no dash of its own.
    for number in 2.. {
        if taken.insert(file.to_lowercase()) {
            break;
        }
        file = format!("{name}-{number}.csv");
    }
    file
}

fn save_table(
    database: &Salvage,
    table: &Table,
    path: &Path,
    names: &mut HashMap<BlobHash, String>,
) -> io::Result<Walked> {
    let columns: Vec<&str> =
        table.columns.iter().map(String::as_str).filter(|column| !COLUMNS_OF_SECRETS.contains(column)).collect();
    let mut file = csv::Writer::from_writer(open_private(path)?);
    file.write_record(&columns)?;
    let place = |column: &str| columns.iter().position(|name| *name == column);
    let of_file = (table.name == "attachments").then(|| place("id").zip(place("sha256")).zip(place("name"))).flatten();
    let walked = database.walk(table, &columns, &mut |row| {
        if let Some(((id, hash), name)) = of_file {
            let hash = cell(&row[hash]).parse::<BlobHash>();
            hash.map(|hash| names.entry(hash).or_insert_with(|| file_name(&cell(&row[id]), &cell(&row[name])))).ok();
        }
        Ok(file.write_record(row.iter().map(cell))?)
    })?;
    file.into_inner().map_err(|error| io::Error::from(error.error().kind()))?.sync_all()?;
    Ok(walked)
}

fn file_name(id: &str, name: &str) -> String {
    // No disk takes a longer one.
    let name = clean(name).filter(|name| name.len() <= LONGEST_NAME_BYTES);
    name.map_or_else(|| id.to_owned(), |name| format!("{id}-{name}"))
}

/// Bytes are written as hexadecimal digits, nothing as an empty cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn save_files(from: &Path, to: &Path, names: &HashMap<BlobHash, String>, saved: &mut Salvaged) -> io::Result<()> {
    let there = stored(from);
    saved.missing_files = names.keys().filter(|hash| !there.iter().any(|file| file.hash == **hash)).count();
    if there.is_empty() {
        return Ok(());
    }
    make_private_dir(to)?;
    for file in there {
        let name = names.get(&file.hash).filter(|name| !to.join(name).exists()).cloned();
        let path = to.join(name.unwrap_or_else(|| file.hash.to_string()));
        // One that cannot be read at all is damaged, too.
        let is_copied = fs::copy(from.join(file.hash.place()), &path).is_ok();
        if is_copied {
            fs::File::open(&path)?.sync_all()?;
        }
        saved.files += usize::from(is_copied);
        saved.damaged_files += usize::from(!is_copied || !is_whole(from, file.hash).unwrap_or(false));
    }
    sync_folder(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_folder_that_was_there_stays_where_nothing_may_be_saved() {
        let data = tempfile::tempdir().unwrap();
        let (there, new) = (data.path().join("scans"), data.path().join("new"));
        fs::create_dir(&there).unwrap();
        for target in [&there, &new] {
            assert!(matches!(salvage(data.path(), target, Lang::En), Err(SalvageError::Within { .. })));
        }
        assert!(there.is_dir() && !new.exists());
    }

    #[test]
    fn each_table_has_a_file_of_its_own() {
        let mut taken = HashSet::new();
        let long = "x".repeat(300);
        let files =
            ["papers", "pa pers", "Papers", "papers-2", "Жук", "../", &long].map(|name| file_of(name, &mut taken));
        assert_eq!(
            files[..6],
            ["papers.csv", "papers-2.csv", "Papers-3.csv", "papers2.csv", "table.csv", "table-2.csv"]
        );
        assert!(files[6].len() < 255);
    }

    #[test]
    fn a_folder_that_cannot_be_looked_at_is_told_in_the_language_of_the_reader() {
        let error = SalvageError::from(FolderError::NetworkDisk { path: "/mnt".into(), kind: "NFS".into() });
        assert_eq!(error.text(Lang::Ru), tr::start_network_disk(Lang::Ru, "/mnt", "NFS"));
    }

    #[test]
    fn nobody_else_reads_what_was_saved() {
        let (data, target) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let saved = salvage(data.path(), target.path(), Lang::En).unwrap();
        assert!(saved.database_error.is_some());
        let report = fs::metadata(target.path().join("report.json")).unwrap();
        assert_eq!(report.permissions().mode() & 0o777, 0o600);
    }
}
