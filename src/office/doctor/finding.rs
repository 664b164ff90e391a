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
        Finding { health: Health::Bad, ..Finding::good(check, begun(error.into())) }
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

/// With a capital, as every finding begins; on stderr, behind the name of the program, such a line has none. What is no word,
/// such as the name of a file, stays as it is.
pub(super) fn begun(text: String) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let is_word = first != "korob" && first.trim_end_matches([',', ':', ';']).chars().all(char::is_alphabetic);
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if is_word => letter.to_uppercase().chain(letters).collect(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    fn read_all(folder: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).map(|path| fs::read_to_string(path).unwrap() + "\n").collect()
    }

    /// The texts that checks and mending take their words from.
    fn ids() -> BTreeSet<String> {
        let mending = include_str!("mending.rs");
        let sources = read_all("src/office/doctor/checks") + mending;
        let ids = sources.split("tr::").skip(1);
        ids.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()).collect()
    }

    /// What a text says, in each of its forms for numbers.
    fn forms<'t>(texts: &'t str, id: &str) -> Vec<&'t str> {
        let beginning = ["\n", &id.replace('_', "-"), " ="].concat();
        let (_, rest) = texts.split_once(&beginning).unwrap_or_else(|| panic!("{id}"));
        let whole = rest.split_once("\n    }").map_or(rest, |(whole, _)| whole);
        let first = rest.lines().next().unwrap_or_default().trim();
        if !first.is_empty() {
            return vec![first];
        }
        let of_form = |line: &'t str| line.trim().trim_start_matches('*').strip_prefix('[')?.split_once(']');
        whole.lines().filter_map(of_form).map(|(_, text)| text.trim()).collect()
    }

    #[test]
    fn every_finding_begins_with_a_capital_in_every_language() {
        let ids: BTreeSet<String> = ids().into_iter().filter(|id| !id.is_empty()).collect();
        assert!(ids.len() > 70, "{}", ids.len());
        for lang in Lang::ALL {
            let texts = read_all(&["assets/i18n/", lang.code()].concat());
            // Errors of the start are lines on stderr: see `begun`.
            for id in ids.iter().filter(|id| !id.starts_with("start_")) {
                let forms = forms(&texts, id);
                assert!(!forms.is_empty(), "{id}");
                for text in forms {
                    assert_eq!(begun(text.to_owned()), text, "{id} in {}", lang.code());
                }
            }
        }
    }

    #[test]
    fn what_is_told_of_errors_begins_like_the_rest() {
        for (told, shown) in [
            ("the disk with /data is full", "The disk with /data is full"),
            ("диск полон", "Диск полон"),
            ("/data is a file", "/data is a file"),
            ("license.key is there", "license.key is there"),
            ("korob doctor --fix", "korob doctor --fix"),
            ("", ""),
        ] {
            assert_eq!(Finding::failed(Check::Disk, told).found, shown);
        }
    }
}
