//! What cannot be undone, and why. Every other verb can: a test does each of them at random and takes it back.

use crate::kernel::Lang;
use crate::platform::i18n::{Text, tr};
use std::fmt;

/// Why what was done stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Who may come in is decided on purpose, never by a key pressed too often.
    People,
    /// A token that was shown or revoked stays so: programs may hold it.
    Tokens,
    /// What is in force lies in a file of its own: the licence before is put in force like any other.
    Licence,
}

/// By the kind of the subject, which is the part of a verb before the dot.
const STANDING: [(&str, Standing); 3] =
    [("user", Standing::People), ("token", Standing::Tokens), ("licence", Standing::Licence)];

/// Why actions of this verb cannot be undone; `None` if they can.
pub fn why_final(verb: &str) -> Option<Standing> {
    let subject = verb.split('.').next().unwrap_or_default();
    STANDING.iter().find(|(kind, _)| *kind == subject).map(|(_, why)| *why)
}

/// Why an action cannot be undone, in English for programs and the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Final(Standing),
    UndoneAlready,
    /// It is still being done, or somebody takes it back right now.
    Running,
    TooOld,
}

impl Refusal {
    pub fn text(self, lang: Lang) -> &'static str {
        self.words()(lang)
    }

    pub fn words(self) -> Text {
        match self {
            Refusal::Final(Standing::People) => tr::undo_final_people,
            Refusal::Final(Standing::Tokens) => tr::undo_final_tokens,
            Refusal::Final(Standing::Licence) => tr::undo_final_licence,
            Refusal::Running => tr::undo_running,
            Refusal::UndoneAlready => tr::undo_already,
            Refusal::TooOld => tr::undo_too_old,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(Lang::En))
    }
}
