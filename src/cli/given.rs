//! Small texts that are given to commands as files: keys, words, maps.

use super::Failure;
use crate::kernel::Lang;
use crate::platform::i18n::{reason, tr};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// None of them is nearly as long; a device without end is read no further.
const LONGEST_BYTES: u64 = 1024 * 1024;

/// What stands in the file, which may be a pipe.
///
/// # Errors
/// Where it cannot be read, is longer than 1 MiB, or is no text in UTF-8.
pub(super) fn text(path: &Path, lang: Lang) -> Result<String, Failure> {
    let shown = path.display().to_string();
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LONGEST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Failure::new(tr::cli_cannot_read(lang, &shown, &reason(lang, &error))))?;
    if bytes.len() as u64 > LONGEST_BYTES {
        return Err(Failure::new(tr::cli_too_long(lang, &shown)));
    }
    String::from_utf8(bytes).map_err(|_| Failure::new(tr::cli_no_text(lang, &shown)))
}
