//! A small disk, which is soon full.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Says in the process of the test where the disk is.
const DISK: &str = "KOROB_TEST_DISK";

/// A disk in memory; temporary folders are made on it.
pub struct Disk {
    path: PathBuf,
}

/// Runs a test, called so, on a disk of its own: once more, in a process that alone sees the disk, which goes with it.
pub fn on_a_small_disk(test: &str, body: impl FnOnce(&Disk)) {
    if let Some(path) = std::env::var_os(DISK) {
        return body(&Disk { path: path.into() });
    }
    let outside = tempfile::tempdir().unwrap();
    let place = outside.path().join("disk");
    std::fs::create_dir(&place).unwrap();
    let mut command = Command::new("unshare");
    command.arg("--mount");
    if !rustix::process::geteuid().is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    let mount = "mount -t tmpfs -o size=1g tmpfs \"$0\" && exec \"$@\"";
    command.args(["sh", "-c", mount]).arg(&place).arg(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]).env(DISK, &place).env("TMPDIR", &place);
    let done = command.output().unwrap();
    let told = [done.stdout, done.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    println!("{told}");
    assert!(done.status.success() && told.contains("1 passed"), "{test} on a small disk:\n{told}");
}

impl Disk {
    /// A folder that is not on it.
    pub fn outside(&self) -> &Path {
        self.path.parent().unwrap()
    }

    /// Leaves so much room, and may be made so many more files on it.
    pub fn leave(&self, bytes: u64, files: u64) {
        let now = rustix::fs::statvfs(&self.path).unwrap();
        let used_bytes = (now.f_blocks - now.f_bfree) * now.f_frsize;
        let used_files = now.f_files - now.f_ffree;
        self.remount(used_bytes + bytes, used_files + files);
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.remount(1024 * 1024 * 1024, 1_000_000);
    }

    fn remount(&self, bytes: u64, files: u64) {
        let options = format!("remount,size={bytes},nr_inodes={files}");
        assert!(Command::new("mount").args(["-o", &options]).arg(&self.path).status().unwrap().success());
    }
}
