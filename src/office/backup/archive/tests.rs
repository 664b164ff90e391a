use super::seal::Sealing;
use super::*;
use crate::kernel::SystemClock;
use crate::office::backup::{BackupError, prepare};
use crate::platform::db::Db;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tar::{EntryType, Header};
use tempfile::TempDir;

/// A folder with an archive in it and the parts that it was made of.
struct Made {
    folder: TempDir,
    manifest: Manifest,
}

fn part(folder: &Path, name: PartName, bytes: &[u8]) -> Part {
    let path = folder.join("parts").join(name.to_string());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    let (size_bytes, sha256) = Hashed::new(bytes).finish().unwrap();
    Part { name, size_bytes, sha256 }
}

fn file_part(folder: &Path, bytes: &[u8]) -> Part {
    let (_, sha256) = Hashed::new(bytes).finish().unwrap();
    part(folder, PartName::File(sha256.parse().unwrap()), bytes)
}

fn manifest_of(parts: Vec<Part>) -> Manifest {
    let heading = Heading {
        made_by: "0.1.0".into(),
        schema: 7,
        instance_id: "f".repeat(32),
        office: "ООО «Кедр»".into(),
        created_at: "2026-11-27T05:00:00Z".into(),
        counts: BTreeMap::from([("contacts".into(), 3)]),
    };
    Manifest::new(heading, parts, 0)
}

impl Made {
    fn new(lock: &Lock) -> Made {
        let folder = tempfile::tempdir().unwrap();
        let parts = vec![
            part(folder.path(), PartName::Database, &b"pages and rows ".repeat(40)),
            part(folder.path(), PartName::Secret, b"0123456789abcdef"),
            file_part(folder.path(), b"a contract"),
            file_part(folder.path(), b""),
        ];
        let made = Made { folder, manifest: manifest_of(parts) };
        made.write(lock).unwrap();
        made
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn write(&self, lock: &Lock) -> Result<()> {
        let parts = self.folder.path().join("parts");
        let target = File::create(self.path()).unwrap();
        write(
            Outlet { file: &target, lock, plain: None },
            &self.manifest,
            |name| File::open(parts.join(name.to_string())),
            &mut |_| {},
        )
    }

    fn read(&self, key: &Key) -> std::result::Result<BTreeMap<PartName, Vec<u8>>, BackupError> {
        read(&self.path(), key)
    }
}

fn read(path: &Path, key: &Key) -> std::result::Result<BTreeMap<PartName, Vec<u8>>, BackupError> {
    let mut parts = BTreeMap::new();
    ArchiveFile::open(path)?.read(
        key,
        |_| Ok(()),
        |part, bytes| {
            let mut kept = Vec::new();
            bytes.read_to_end(&mut kept).map_err(|error| BackupError::Other(error.into()))?;
            parts.insert(part.name, kept);
            Ok(())
        },
    )?;
    Ok(parts)
}

#[track_caller]
fn refused(outcome: std::result::Result<impl Sized, BackupError>) -> ArchiveError {
    match outcome {
        Err(BackupError::Archive { error, .. }) => error,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was taken for a backup"),
    }
}

/// Refused as it is read, and as it is to take the place of an office, which stays as it was.
#[track_caller]
fn replaces_nothing(path: &Path) -> ArchiveError {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("data");
    fs::create_dir(&data).unwrap();
    Db::open(&data.join("korob.db"), 1, Arc::new(SystemClock)).unwrap().stop();
    fs::write(data.join("secret.key"), "cedar").unwrap();
    let before = listing(parent.path());
    let error = refused(prepare(&data, path, &Key::None, false));
    fs::remove_file(data.join("lock")).unwrap();
    assert_eq!(listing(parent.path()), before, "nothing was written, here or elsewhere");
    assert_eq!(refused(read(path, &Key::None)).to_string(), error.to_string());
    error
}

/// Every file below the folder with its bytes, and every folder.
fn listing(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let path = entry.path();
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(listing(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).unwrap())),
        }
        found.entry(path).or_default();
    }
    found
}

#[test]
fn what_was_packed_comes_out_as_it_went_in() {
    let made = Made::new(&Lock::Open);
    let parts = made.read(&Key::None).unwrap();
    assert_eq!(parts.len(), 4);
    assert_eq!(parts[&PartName::Database], b"pages and rows ".repeat(40));
    assert_eq!(parts[&PartName::Secret], b"0123456789abcdef");
    let archive = ArchiveFile::open(&made.path()).unwrap();
    let peeked = archive.peek(&Key::None).unwrap();
    assert_eq!((peeked.files, peeked.files_bytes, peeked.counts["contacts"]), (2, 10, 3));
    assert_eq!(archive.needed_key().unwrap(), Needed::Nothing);
}

/// The ordinary tools are the way out if there should be no Korob any more.
#[test]
fn an_archive_is_a_compressed_tar_to_other_programs() {
    let made = Made::new(&Lock::Open);
    // Through a reader that, like the programs, goes on to the end of the file.
    let decoder = zstd::Decoder::new(File::open(made.path()).unwrap()).unwrap();
    let mut tar = tar::Archive::new(decoder);
    let names: Vec<String> =
        tar.entries().unwrap().map(|entry| entry.unwrap().path().unwrap().display().to_string()).collect();
    assert_eq!(names[..4], ["korob-backup.json", "korob-parts.json", "korob.db", "secret.key"]);
    let mut rest = Vec::new();
    tar.into_inner().read_to_end(&mut rest).unwrap();
}

#[test]
fn no_byte_of_an_archive_can_be_changed_and_none_can_be_missing() {
    let identity = age::x25519::Identity::generate();
    let locked = Lock::to_recipient(&identity.to_public().to_string()).unwrap();
    for (lock, key) in [(Lock::Open, Key::None), (locked, Key::Identities(vec![identity]))] {
        let made = Made::new(&lock);
        let whole = fs::read(made.path()).unwrap();
        assert_eq!(made.read(&key).unwrap().len(), 4);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            fs::write(made.path(), &bytes).unwrap();
            refused(made.read(&key));
            refused(ArchiveFile::open(&made.path()).unwrap().check_seal());
            fs::write(made.path(), &whole[..at]).unwrap();
            refused(made.read(&key));
        }
        fs::write(made.path(), [whole.as_slice(), b"x"].concat()).unwrap();
        refused(made.read(&key));
    }
}

#[test]
fn what_is_encrypted_opens_only_with_its_key() {
    let words = |text: &str| Key::Passphrase(text.to_owned().into());
    let made = Made::new(&Lock::Passphrase("семнадцать кедровых улиц".to_owned().into()));
    let archive = ArchiveFile::open(&made.path()).unwrap();
    assert_eq!(archive.needed_key().unwrap(), Needed::Passphrase);
    archive.check_seal().unwrap();
    assert!(matches!(refused(made.read(&Key::None)), ArchiveError::Encrypted));
    assert!(matches!(refused(made.read(&words("восемнадцать"))), ArchiveError::WrongKey));
    assert_eq!(made.read(&words("семнадцать кедровых улиц")).unwrap().len(), 4);
    let bytes = fs::read(made.path()).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"contacts"), "nothing of it can be read");

    let identity = age::x25519::Identity::generate();
    let made = Made::new(&Lock::to_recipient(&identity.to_public().to_string()).unwrap());
    assert_eq!(ArchiveFile::open(&made.path()).unwrap().needed_key().unwrap(), Needed::Identity);
    let other = Key::Identities(vec![age::x25519::Identity::generate()]);
    assert!(matches!(refused(made.read(&other)), ArchiveError::WrongKey));
    use age::secrecy::ExposeSecret;
    let file =
        format!("# created: today\n# public key: {}\n{}\n", identity.to_public(), identity.to_string().expose_secret());
    assert_eq!(made.read(&Key::of_identities(&file).unwrap()).unwrap().len(), 4);
    // As a field of one line takes it.
    assert_eq!(made.read(&Key::of_pasted(&file.replace('\n', ""))).unwrap().len(), 4);
    assert!(matches!(refused(made.read(&Key::of_pasted("AGE-SECRET-KEY-1НЕТ"))), ArchiveError::WrongKey));
    assert!(Key::of_identities("# nothing").is_none());
    assert!(Key::of_identities("AGE-SECRET-KEY-1NO").is_none());
}

#[test]
fn a_part_that_changes_while_it_is_packed_is_noticed() {
    let made = Made::new(&Lock::Open);
    let secret = made.folder.path().join("parts/secret.key");
    for now in ["0123456789abcdeX", "0123456789abcdef and more", "012"] {
        fs::write(&secret, now).unwrap();
        assert!(matches!(made.write(&Lock::Open), Err(ArchiveError::Changed(PartName::Secret))), "{now}");
    }
}

/// A sealed file of these entries: what somebody else might send, with a seal that is good.
fn forged(entries: &[(EntryType, &str, &[u8])]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("forged");
    let zstd = zstd::Encoder::new(Sealing::new(File::create(&path).unwrap()), 1).unwrap();
    let mut tar = tar::Builder::new(zstd);
    for (kind, name, bytes) in entries {
        let mut header = Header::new_ustar();
        // Past the checks of the library: names such as `../x` are what this is about.
        header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        if *kind == EntryType::Symlink || *kind == EntryType::Link {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap().seal().unwrap();
    (folder, path)
}

/// What the two first entries say of these parts.
fn described(parts: &[Part]) -> [Vec<u8>; 2] {
    let manifest = serde_json::to_vec(&manifest_of(parts.to_vec())).unwrap();
    [manifest, serde_json::to_vec(&serde_json::json!({ "parts": parts })).unwrap()]
}

#[test]
fn nothing_but_what_is_named_is_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let database = part(folder.path(), PartName::Database, b"pages");
    let attachment = file_part(folder.path(), b"a contract");
    let file_name = attachment.name.to_string();
    let [manifest, contents] = described(&[database, attachment]);
    let manifest = (EntryType::Regular, "korob-backup.json", manifest.as_slice());
    let contents = (EntryType::Regular, "korob-parts.json", contents.as_slice());
    let database = (EntryType::Regular, "korob.db", &b"pages"[..]);
    let file = (EntryType::Regular, &*file_name, &b"a contract"[..]);
    let (_folder, path) = forged(&[manifest, contents, database, file]);
    assert_eq!(read(&path, &Key::None).unwrap().len(), 2, "the forgery itself is well made");

    let in_place_of_the_file: [(EntryType, &str, &[u8]); 8] = [
        (EntryType::Symlink, &file_name, b""),
        (EntryType::Link, &file_name, b""),
        (EntryType::Directory, &file_name, b""),
        (EntryType::Regular, "../../etc/cron.d/x", b"a contract"),
        (EntryType::Regular, "/etc/cron.d/x", b"a contract"),
        (EntryType::Regular, &file_name, b"another text"),
        (EntryType::Regular, &file_name, b"b contract"),
        (EntryType::GNULongName, "././@LongLink", b"korob.toml"),
    ];
    for entry in in_place_of_the_file {
        let (_folder, path) = forged(&[manifest, contents, database, entry]);
        let error = replaces_nothing(&path);
        assert!(matches!(error, ArchiveError::Strange(_)), "{entry:?}: {error}");
    }
    let too_much = (EntryType::Regular, "korob.toml", &b"listen = '0.0.0.0:80'"[..]);
    let too_little = [manifest, contents, database];
    let in_other_order = [manifest, contents, file, database];
    for entries in [&too_little[..], &[manifest, contents, database, file, too_much], &in_other_order] {
        let (_folder, path) = forged(entries);
        assert!(matches!(replaces_nothing(&path), ArchiveError::Strange(_)));
    }
    for entries in [&[contents, database, file][..], &[manifest, database, file], &[manifest], &[]] {
        let (_folder, path) = forged(entries);
        assert!(matches!(replaces_nothing(&path), ArchiveError::NotAnArchive));
    }
}

#[test]
fn nothing_else_can_be_named_than_parts_of_an_office() {
    let folder = tempfile::tempdir().unwrap();
    let [manifest, contents] = described(&[part(folder.path(), PartName::Database, b"pages")]);
    let good: serde_json::Value = serde_json::from_slice(&contents).unwrap();
    let with = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut json = good.clone();
        change(&mut json);
        let json = json.to_string();
        let (_folder, path) = forged(&[
            (EntryType::Regular, "korob-backup.json", &manifest),
            (EntryType::Regular, "korob-parts.json", json.as_bytes()),
        ]);
        replaces_nothing(&path)
    };
    for name in [
        "../korob.db",
        "/etc/passwd",
        "lock",
        "files/../korob.db",
        "files/aa/bb/cc",
        "korob.db/",
        "",
        "tls/ca.key",
        "tls/server.key",
        "tls/../tls/authority.key",
        "tls/authority.key/x",
    ] {
        let error = with(&|json| json["parts"][0]["name"] = name.into());
        assert!(matches!(error, ArchiveError::Strange(_)), "{name}: {error}");
    }
    let hash = "ab".repeat(32);
    let misplaced = format!("files/cd/ab/{hash}");
    assert!(matches!(with(&|json| json["parts"][0]["name"] = misplaced.clone().into()), ArchiveError::Strange(_)));
    let twice = with(&|json| json["parts"] = serde_json::json!([good["parts"][0], good["parts"][0]]));
    assert!(twice.to_string().contains("twice"), "{twice}");
    assert!(matches!(with(&|json| json["parts"] = serde_json::json!([])), ArchiveError::Strange(_)));
}

#[test]
fn a_backup_written_in_a_newer_way_names_the_version_that_wrote_it() {
    let newer = serde_json::json!({ "format": 3, "made_by": "9.0.0", "told": "in another way" }).to_string();
    let (_folder, path) = forged(&[(EntryType::Regular, "korob-backup.json", newer.as_bytes())]);
    assert!(matches!(refused(read(&path, &Key::None)), ArchiveError::Newer { made_by } if made_by == "9.0.0"));
}

/// 1 GB of zeros in a few kilobytes: no more of it is unpacked than the list says.
#[test]
fn a_bomb_does_not_go_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb");
    let [manifest, contents] = described(&[part(folder.path(), PartName::Database, b"pages")]);
    let mut zstd = zstd::Encoder::new(Sealing::new(File::create(&path).unwrap()), 1).unwrap();
    let entries = [
        ("korob-backup.json", manifest.len() as u64, manifest.as_slice()),
        ("korob-parts.json", contents.len() as u64, &contents),
        ("korob.db", 1 << 40, b""),
    ];
    for (name, size, bytes) in entries {
        let mut header = Header::new_gnu();
        header.set_path(name).unwrap();
        header.set_entry_type(EntryType::Regular);
        header.set_size(size);
        header.set_mode(0o600);
        header.set_cksum();
        zstd.write_all(header.as_bytes()).unwrap();
        zstd.write_all(bytes).unwrap();
        zstd.write_all(&vec![0; (512 - bytes.len() % 512) % 512]).unwrap();
    }
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..1024 {
        zstd.write_all(&zeros).unwrap();
    }
    zstd.finish().unwrap().seal().unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 1024 * 1024);
    assert!(matches!(replaces_nothing(&path), ArchiveError::Strange(_)));
}

/// A header of age is read whole before anything is known of it.
#[test]
fn a_header_without_end_is_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("endless");
    let stanza =
        b"-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
    let endless = [&b"age-encryption.org/v1\n"[..], &stanza.repeat(2_000)].concat();
    let one_line = [&b"age-encryption.org/v1\n"[..], stanza, b"--- ", &[b'A'; 200_000]].concat();
    for bytes in [endless, one_line] {
        let mut sealing = Sealing::new(File::create(&path).unwrap());
        sealing.write_all(&bytes).unwrap();
        sealing.seal().unwrap();
        let error = replaces_nothing(&path);
        assert!(matches!(&error, ArchiveError::Strange(why) if why.contains("without end")), "{error}");
    }
}

#[test]
fn other_files_are_no_backups() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other");
    for bytes in [&b""[..], b"x", b"PK\x03\x04 a zip of a photograph", &[0; 4096], b"age-encryption.org/v1\nno"] {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(replaces_nothing(&path), ArchiveError::NotAnArchive));
    }
    assert!(matches!(read(&folder.path().join("none"), &Key::None), Err(BackupError::Io { .. })));
}
