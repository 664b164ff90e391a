//! Where a database must not lie: the log needs memory shared on one machine and locks that hold.

use super::FolderError;
use std::path::Path;

/// Names that sync tools leave at the top of a folder they sync.
const SYNC_MARKS: [(&str, &str); 6] = [
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
];

pub(super) fn refuse_synced_folder(path: &Path) -> Result<(), FolderError> {
    for folder in path.ancestors() {
        if let Some((_, tool)) = SYNC_MARKS.iter().find(|(mark, _)| folder.join(mark).exists()) {
            return Err(FolderError::SyncedFolder { path: path.to_owned(), tool });
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
pub(super) fn refuse_network_disk(path: &Path) -> Result<(), FolderError> {
    let refuse = |kind: &str| Err(FolderError::NetworkDisk { path: path.to_owned(), kind: kind.to_owned() });
    let found = rustix::fs::statfs(path).map_err(|error| anyhow::Error::from(error).context("look at the disk"))?;
    // Magic numbers of linux/magic.h and of the file systems' own headers.
    match found.f_type as u32 {
        0x6969 => refuse("NFS"),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => refuse("SMB"),
        0x5346_414f | 0x6b41_4653 => refuse("AFS"),
        0x7375_7245 => refuse("Coda"),
        0x564c => refuse("NetWare"),
        0x0102_1997 => refuse("9P"),
        0x00c3_6400 => refuse("Ceph"),
        0x6573_5546 => match fuse_kind(path) {
            Some(kind) if is_remote_fuse(&kind) => refuse(&kind),
            // Local disks come over FUSE too: NTFS, exFAT, encrypted folders.
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn refuse_network_disk(_: &Path) -> Result<(), FolderError> {
    Ok(())
}

/// `fuse.sshfs` and the like: the type of the mount that holds the path.
#[cfg(target_os = "linux")]
fn fuse_kind(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    mounts
        .lines()
        .filter_map(|line| {
            let (mount, source) = line.split_once(" - ")?;
            let point = mount.split(' ').nth(4)?.replace("\\040", " ");
            let kind = source.split(' ').next()?;
            path.starts_with(&point).then(|| (point.len(), kind.to_owned()))
        })
        .max()
        .map(|(_, kind)| kind)
}

fn is_remote_fuse(kind: &str) -> bool {
    const REMOTE: [&str; 10] =
        ["sshfs", "rclone", "s3fs", "davfs", "gvfsd", "smbnetfs", "curlftpfs", "glusterfs", "gcsfuse", "google-drive"];
    kind.strip_prefix("fuse.").is_some_and(|name| REMOTE.iter().any(|remote| name.starts_with(remote)))
}

#[cfg(test)]
mod tests {
    use super::is_remote_fuse;

    #[test]
    fn only_remote_fuse_is_refused() {
        assert!(is_remote_fuse("fuse.sshfs"));
        assert!(is_remote_fuse("fuse.gvfsd-fuse"));
        assert!(!is_remote_fuse("fuseblk"));
        assert!(!is_remote_fuse("fuse.gocryptfs"));
    }
}
