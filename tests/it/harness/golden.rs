//! Golden files: what the program said the last time somebody looked, kept in `tests/it/golden/`.

use std::fs;
use std::path::PathBuf;

/// Fails when `text` is not what the golden file holds. With `UPDATE_GOLDEN=1` the file is written instead:
/// look at its difference before committing.
pub fn check(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden").join(name);
    if is_updating() {
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let difference = difference(&kept, text);
    assert!(
        difference.is_empty(),
        "{} differs (- kept, + now); if this is meant, run the test with UPDATE_GOLDEN=1:\n{difference}",
        path.display()
    );
}

pub fn is_updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// The lines between the first and the last that differ.
fn difference(kept: &str, now: &str) -> String {
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), now.lines().collect());
    let same_start = kept.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let same_end =
        kept[same_start..].iter().rev().zip(now[same_start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let removed = kept[same_start..kept.len() - same_end].iter().map(|line| format!("-{line}\n"));
    let added = now[same_start..now.len() - same_end].iter().map(|line| format!("+{line}\n"));
    removed.chain(added).collect()
}
