use super::*;
use std::io::Read;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

/// SHA-256 of "hello".
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

fn store() -> (tempfile::TempDir, Arc<FileStore>) {
    store_leaving(None)
}

fn store_leaving(left_bytes: Option<u64>) -> (tempfile::TempDir, Arc<FileStore>) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = FileStore::open(&folder.path().join("files"), Limits::default()).unwrap();
    if let Some(left) = left_bytes {
        store.space = Space::leaving(&store.folder, left);
    }
    (folder, Arc::new(store))
}

fn keep(store: &Arc<FileStore>, bytes: &[u8]) -> Blob {
    let mut arriving = store.begin(0).unwrap();
    bytes.chunks(3).for_each(|chunk| arriving.write(chunk).unwrap());
    arriving.keep().unwrap()
}

/// All files below the folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn in_days(days: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(days * 24 * 3600)
}

#[test]
fn a_file_lies_once_under_its_hash_and_is_private() {
    let (_folder, store) = store();
    let blob = keep(&store, b"hello");
    assert_eq!((blob.hash.to_string().as_str(), blob.size_bytes, blob.media_type), (HELLO, 5, MediaType::Other));
    let place = store.folder.join("2c/f2").join(HELLO);
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(store.folder.join("2c")).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(keep(&store, b"hello"), blob);
    assert_eq!(files(&store.folder), [place]);
    let mut text = String::new();
    store.open_blob(HELLO.parse().unwrap()).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "hello");
    assert_eq!(keep(&store, b"%PDF-1.7 and so on").media_type, MediaType::Pdf);
}

#[test]
fn a_file_that_was_damaged_is_mended_by_the_next_that_is_the_same() {
    let (_folder, store) = store();
    keep(&store, b"hello");
    let place = store.folder.join("2c/f2").join(HELLO);
    fs::write(&place, "hel").unwrap();
    keep(&store, b"hello");
    assert_eq!(fs::read(&place).unwrap(), b"hello");
}

#[test]
fn nothing_is_left_of_a_file_that_did_not_arrive() {
    let (_folder, store) = store();
    let mut arriving = store.begin(0).unwrap();
    arriving.write(b"half of").unwrap();
    assert_eq!(files(&store.folder).len(), 1);
    drop(arriving);
    assert_eq!(files(&store.folder), Vec::<PathBuf>::new());
}

#[test]
fn what_a_killed_server_left_on_its_way_in_is_gone_at_the_next_start() {
    let (_folder, store) = store();
    let kept = keep(&store, b"hello");
    let mut arriving = store.begin(0).unwrap();
    arriving.write(b"half of").unwrap();
    // As a kill would: nothing tidies up.
    std::mem::forget(arriving);
    let store = FileStore::open(&store.folder, Limits::default()).unwrap();
    assert_eq!(files(&store.folder).len(), 1);
    store.open_blob(kept.hash).unwrap();
}

#[test]
fn a_full_disk_is_said_and_nothing_is_left_behind() {
    let (_folder, store) = store();
    // The disk itself says so in the middle of a file.
    let mut arriving = store.begin(0).unwrap().onto(File::options().write(true).open("/dev/full").unwrap());
    assert!(matches!(arriving.write(b"hello"), Err(Error::DiskFull)));
    drop(arriving);
    assert!(matches!(store.begin(u64::MAX / 2), Err(Error::DiskFull)));
    assert_eq!(files(&store.folder), Vec::<PathBuf>::new());
}

#[test]
fn the_last_room_is_left_to_the_records() {
    let (_folder, store) = store_leaving(Some(u64::MAX / 2));
    assert!(matches!(store.begin(0), Err(Error::DiskFull)));
    // It may run out while a file grows.
    let mut arriving = Arriving::begin(store.clone()).unwrap();
    let part = vec![0; 1024 * 1024];
    let refused = (0..8).find_map(|_| arriving.write(&part).err());
    assert!(matches!(refused, Some(Error::DiskFull)), "{refused:?}");
    drop(arriving);
    assert_eq!(files(&store.folder), Vec::<PathBuf>::new());
}

#[test]
fn the_sweep_takes_what_nothing_needs_and_only_when_it_is_old() {
    let (_folder, store) = store();
    let (needed, other) = (keep(&store, b"needed").hash, keep(&store, b"other").hash);
    let needed_only = HashSet::from([needed]);
    assert_eq!(store.unneeded(&needed_only), [other]);
    assert_eq!(store.sweep(&needed_only, SystemTime::now()), 0, "its row may be about to be written");
    assert_eq!(store.sweep(&needed_only, in_days(2)), 1);
    assert!(matches!(store.open_blob(other), Err(Error::NotFound)));
    store.open_blob(needed).unwrap();
}

#[test]
fn a_file_that_comes_again_is_young_again() {
    let (_folder, store) = store();
    let hash = keep(&store, b"hello").hash;
    let long_ago = SystemTime::now() - Duration::from_secs(40 * 24 * 3600);
    File::open(store.path(hash)).unwrap().set_times(FileTimes::new().set_modified(long_ago)).unwrap();
    keep(&store, b"hello");
    assert_eq!(store.sweep(&HashSet::new(), SystemTime::now()), 0);
}

#[test]
fn only_a_hash_names_a_file() {
    for text in ["", "..", "../../korob.db", &HELLO.to_uppercase(), &HELLO[1..], &"é".repeat(32)] {
        assert!(matches!(text.parse::<BlobHash>(), Err(Error::NotFound)), "{text}");
    }
}
