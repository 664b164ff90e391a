//! Why a command did not do its work.

use crate::kernel::{self, Lang};
use crate::platform::i18n::{reason, reasons};
use std::fmt::Display;
use std::io;

const FAILED: u8 = 1;
pub(super) const WRONGLY_CALLED: u8 = 2;

/// One line for a person: what, why, what to do.
#[derive(Debug)]
pub struct Failure {
    said: Said,
    code: u8,
}

#[derive(Debug)]
enum Said {
    /// Mostly one.
    Lines(Vec<String>),
    System(io::Error),
    Chain(anyhow::Error),
}

impl Failure {
    pub fn new(text: impl Display) -> Failure {
        Failure::lines(vec![text.to_string()])
    }

    /// Several things wrong at once, each on its own line.
    pub fn lines(lines: Vec<String>) -> Failure {
        Failure { said: Said::Lines(lines), code: FAILED }
    }

    /// The command cannot be meant like this; nothing was tried.
    pub fn usage(text: impl Display) -> Failure {
        Failure::new(text).wrongly_called()
    }

    /// The same as [`Failure::usage`].
    pub fn wrongly_called(self) -> Failure {
        Failure { code: WRONGLY_CALLED, ..self }
    }

    /// Says it on stderr and gives the exit code.
    pub(super) fn report(&self, lang: Lang) -> u8 {
        let lines = match &self.said {
            Said::Lines(lines) => lines,
            Said::System(error) => &vec![reason(lang, error)],
            Said::Chain(error) => &vec![reasons(lang, error)],
        };
        for line in lines {
            eprintln!("korob: {}", plain(line));
        }
        self.code
    }
}

/// As one line. A terminal obeys what stands in a text: nothing that a file says, or is called, may give it orders.
pub(super) fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
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
        Failure { said: Said::Chain(error), code: FAILED }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure { said: Said::System(error), code: FAILED }
    }
}
