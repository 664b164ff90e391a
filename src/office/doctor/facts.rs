//! The box in a few numbers.

use super::examiner::Examiner;
use crate::access::sessions;
use crate::kernel::{Result, Timestamp};
use crate::office::backup::Outcome;
use crate::office::licence::Found;
use crate::platform::db::inspect::{Sizes, sizes};
use crate::records::attachments;

/// What administrators want to know before anything is wrong.
pub(super) struct Facts {
    pub now: Timestamp,
    pub started_at: Timestamp,
    pub sizes: Sizes,
    /// How many different files hang on records, and their bytes.
    pub files: (i64, u64),
    /// Bytes that are free and that there are; `None` where the disk does not tell.
    pub disk: Option<(u64, u64)>,
    pub outcome: Outcome,
    pub licence: Found,
    /// Browsers that are signed in.
    pub sessions: i64,
}

impl Facts {
    /// For threads that may block.
    pub fn of(examiner: &Examiner) -> Result<Facts> {
        let served = examiner.served();
        let folder = served.folder.path();
        let (files, outcome, sessions) = served
            .db
            .read_blocking(|conn| Ok((attachments::total(conn)?, Outcome::load(conn)?, sessions::count(conn)?)))?;
        let disk = rustix::fs::statvfs(folder).ok();
        let bytes = |blocks: u64, size: u64| blocks.saturating_mul(size);
        Ok(Facts {
            now: served.db.clock().now(),
            started_at: examiner.started_at(),
            sizes: sizes(served.db.path()),
            files,
            disk: disk.map(|disk| (bytes(disk.f_bavail, disk.f_frsize), bytes(disk.f_blocks, disk.f_frsize))),
            outcome,
            licence: Found::at(
                &folder.join(crate::office::licence::FILE),
                &served.vendor,
                Some(served.db.instance_id()),
            ),
            sessions,
        })
    }
}
