//! Printing to stdout. Whoever closes the pipe early (`korob ... | head`) has seen enough: that is no failure.

use super::Failure;
use std::io::{ErrorKind, Write, stdout};

/// Prints the text as it is, with no line end added.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON and a line end.
pub(super) fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print(&format!("{value:#}\n"))
}

/// A path as it stands in a command that is to be copied into a shell (POSIX 2.2.2).
pub(super) fn for_shell(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    if is_plain { path.to_owned() } else { ["'", &path.replace('\'', "'\\''"), "'"].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_space_is_one_word_of_a_shell() {
        for (path, told) in [("/srv/короб-2", "/srv/короб-2"), ("/a b/c", "'/a b/c'"), ("/o'clock", r"'/o'\''clock'")]
        {
            assert_eq!(for_shell(path), told);
        }
    }
}
