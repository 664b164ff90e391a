//! Why a setting cannot be used.

use super::{Key, Source};
use crate::kernel::Lang;
use crate::platform::i18n::{reason, tr};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// A setting that cannot be used.
#[derive(Debug)]
pub struct SettingError {
    /// As it is written in the file, also where it is no setting's name; `None` where the file as a whole is wrong.
    pub key: Option<String>,
    pub source: Source,
    pub problem: Wrong,
}

/// What is wrong with it; `text` is what was given.
#[derive(Debug)]
pub enum Wrong {
    NotAnAddress {
        text: String,
    },
    NotOneOf {
        text: String,
        choice: &'static str,
    },
    NotANetwork {
        text: String,
    },
    NotYesOrNo {
        text: String,
    },
    NotWhole {
        text: String,
        most: u64,
    },
    NotAnEnding {
        text: String,
    },
    NotAHost {
        text: String,
    },
    NotAUrl {
        text: String,
    },
    NotAFilter {
        text: String,
        detail: String,
    },
    /// Passwords would cross a network unprotected.
    InTheClear {
        listen: SocketAddr,
    },
    /// A certificate of one's own is two files.
    NeedsFile {
        key: Key,
    },
    CannotRead {
        path: PathBuf,
        error: io::Error,
    },
    /// No setting has this name.
    Unknown,
    /// Another type of TOML.
    MustBe(Expected),
    /// The file is no TOML; what the parser says of it.
    NotToml {
        message: String,
    },
}

/// What a value in the file has to be.
#[derive(Debug, Clone, Copy)]
pub enum Expected {
    Answer,
    Texts,
    Number,
    Text,
}

impl SettingError {
    /// Where, which and what, in one line for a person.
    pub fn text(&self, lang: Lang) -> String {
        let place = match &self.source {
            Source::File { path, line } => tr::config_line(lang, &path.display().to_string(), &line.to_string()),
            other => other.to_string(),
        };
        // A flag names the setting.
        let key = self.key.clone().filter(|_| !matches!(self.source, Source::Flag(_)));
        let parts = [Some(place), key, Some(self.problem.text(lang))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
    }
}

impl Wrong {
    fn text(&self, lang: Lang) -> String {
        match self {
            Wrong::NotAnAddress { text } => tr::config_not_an_address(lang, text),
            Wrong::NotOneOf { text, choice } => tr::config_not_one_of(lang, text, choice),
            Wrong::NotANetwork { text } => tr::config_not_a_network(lang, text),
            Wrong::NotYesOrNo { text } => tr::config_not_yes_or_no(lang, text),
            Wrong::NotWhole { text, most } => tr::config_not_whole(lang, text, &most.to_string()),
            Wrong::NotAnEnding { text } => tr::config_not_an_ending(lang, text),
            Wrong::NotAHost { text } => tr::config_not_a_host(lang, text),
            Wrong::NotAUrl { text } => tr::config_not_a_url(lang, text),
            Wrong::NotAFilter { text, detail } => tr::config_not_a_filter(lang, text, detail),
            Wrong::InTheClear { listen } => tr::config_in_the_clear(lang, &listen.to_string()),
            Wrong::NeedsFile { key } => tr::config_needs_file(lang, key.name(), key.flag()),
            Wrong::CannotRead { path, error } => {
                tr::cli_cannot_read(lang, &path.display().to_string(), &reason(lang, error))
            }
            Wrong::Unknown => tr::config_unknown(lang, &Key::ALL.map(Key::name).join(", ")),
            Wrong::MustBe(Expected::Answer) => tr::config_must_be_answer(lang).to_owned(),
            Wrong::MustBe(Expected::Texts) => tr::config_must_be_texts(lang).to_owned(),
            Wrong::MustBe(Expected::Number) => tr::config_must_be_number(lang).to_owned(),
            Wrong::MustBe(Expected::Text) => tr::config_must_be_text(lang).to_owned(),
            Wrong::NotToml { message } => tr::config_not_toml(lang, message),
        }
    }
}
