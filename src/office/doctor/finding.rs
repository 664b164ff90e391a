//! What a check says.

use crate::kernel::Lang;
use crate::platform::i18n::tr;
use serde::Serialize;

/// How bad it is. Only what is bad makes the box a sick one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Good,
    /// To be looked at some day.
    Warning,
    /// To be set right now.
    Bad,
}

/// What is looked at, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    Folder,
    Rights,
    Server,
    Versions,
    Settings,
    Keys,
    Licence,
    Certificate,
    Disk,
    Reserve,
    Copy,
    Database,
    Links,
    Schema,
    Log,
    Search,
    History,
    Files,
    Leftovers,
    Kept,
    Backups,
    SecondPlace,
    Imports,
    Clock,
}

/// One line of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    pub check: Check,
    pub health: Health,
    pub found: String,
    /// What to do about it; `None` where there is nothing to be done.
    pub to_do: Option<String>,
    /// Whether [`super::mend`] sets it right.
    pub can_be_mended: bool,
}

impl Finding {
    pub fn good(check: Check, found: impl Into<String>) -> Finding {
        Finding { check, health: Health::Good, found: found.into(), to_do: None, can_be_mended: false }
    }

    pub fn warning(check: Check, found: impl Into<String>, to_do: impl Into<String>) -> Finding {
        Finding { health: Health::Warning, to_do: Some(to_do.into()), ..Finding::good(check, found) }
    }

    pub fn bad(check: Check, found: impl Into<String>, to_do: impl Into<String>) -> Finding {
        Finding { health: Health::Bad, ..Finding::warning(check, found, to_do) }
    }

    /// For errors that say themselves what to do.
    pub fn failed(check: Check, error: impl Into<String>) -> Finding {
        Finding { health: Health::Bad, ..Finding::good(check, error) }
    }

    pub fn mendable(self) -> Finding {
        Finding { can_be_mended: true, ..self }
    }
}

impl Check {
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Check::Folder => tr::doctor_folder(lang),
            Check::Rights => tr::doctor_rights(lang),
            Check::Server => tr::doctor_server(lang),
            Check::Versions => tr::doctor_versions(lang),
            Check::Settings => tr::doctor_settings(lang),
            Check::Keys => tr::doctor_keys(lang),
            Check::Licence => tr::doctor_licence(lang),
            Check::Certificate => tr::doctor_certificate(lang),
            Check::Disk => tr::doctor_disk(lang),
            Check::Reserve => tr::doctor_reserve(lang),
            Check::Copy => tr::doctor_copy(lang),
            Check::Database => tr::doctor_database(lang),
            Check::Links => tr::doctor_links(lang),
            Check::Schema => tr::doctor_schema(lang),
            Check::Log => tr::doctor_log(lang),
            Check::Search => tr::doctor_search(lang),
            Check::History => tr::doctor_history(lang),
            Check::Files => tr::doctor_files(lang),
            Check::Leftovers => tr::doctor_leftovers(lang),
            Check::Kept => tr::doctor_kept(lang),
            Check::Backups => tr::doctor_backups(lang),
            Check::SecondPlace => tr::doctor_second_place(lang),
            Check::Imports => tr::doctor_imports(lang),
            Check::Clock => tr::doctor_clock(lang),
        }
    }
}
