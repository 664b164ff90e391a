//! Why a command did not do its work.

use crate::kernel;
use std::fmt::Display;

const FAILED: u8 = 1;
pub(super) const WRONGLY_CALLED: u8 = 2;

/// One line for a person: what, why, what to do.
#[derive(Debug)]
pub struct Failure {
    text: String,
    code: u8,
}

impl Failure {
    pub fn new(text: impl Display) -> Failure {
        Failure { text: text.to_string(), code: FAILED }
    }

    /// The command cannot be meant like this; nothing was tried.
    pub fn usage(text: impl Display) -> Failure {
        Failure { text: text.to_string(), code: WRONGLY_CALLED }
    }

    /// Says it on stderr and gives the exit code. A terminal obeys what stands in a text: nothing that a file says, or is called,
    /// may give it orders.
    pub(super) fn report(&self) -> u8 {
        eprintln!("korob: {}", self.text.replace(|c: char| c.is_control() && c != '\n', " "));
        self.code
    }
}

impl From<kernel::Error> for Failure {
    fn from(error: kernel::Error) -> Self {
        match error {
            kernel::Error::Internal(error) => error.into(),
            other => Failure::new(other),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        // With its causes, on one line.
        Failure::new(format!("{error:#}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::new(error)
    }
}
