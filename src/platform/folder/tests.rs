use super::*;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_new_folder_and_all_in_it_are_private() {
    let parent = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(&parent.path().join("office/data")).unwrap();
    folder.lay_out().unwrap();
    let _lock = folder.lock().unwrap();
    assert_eq!(mode(folder.path()), 0o700);
    assert_eq!(mode(&folder.files()), 0o700);
    assert_eq!(mode(&folder.path().join("lock")), 0o600);
}

#[test]
fn an_existing_folder_becomes_private() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    DataFolder::open(folder.path()).unwrap();
    assert_eq!(mode(folder.path()), 0o700);
}

#[test]
fn a_second_lock_is_refused_with_the_pid_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(folder.path()).unwrap();
    let first = folder.lock().unwrap();
    let refused = folder.lock().unwrap_err();
    assert!(refused.to_string().contains(&format!("pid {}", std::process::id())), "{refused}");
    drop(first);
    assert_eq!(folder.lock().unwrap().last_stop(), LastStop::ProcessDied);
}

#[test]
fn a_goodbye_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(folder.path()).unwrap();
    folder.lock().unwrap().release().unwrap();
    assert_eq!(folder.lock().unwrap().last_stop(), LastStop::Clean);
}

#[test]
fn a_file_or_a_synced_folder_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(DataFolder::open(&file), Err(FolderError::NotAFolder { .. })));
    fs::create_dir(parent.path().join(".stfolder")).unwrap();
    let synced = DataFolder::open(&parent.path().join("data"));
    assert!(matches!(synced, Err(FolderError::SyncedFolder { tool: "Syncthing", .. })), "{synced:?}");
}
