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
