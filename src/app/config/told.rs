//! What others are told of the settings.

use super::{Key, Settings, Source, Tls};
use crate::platform::tls::own_certificate;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Settings whose values name nobody and no place.
const TOLD: [Key; 6] = [Key::Tls, Key::AllowPlainHttp, Key::MaxFileMb, Key::MaxFiles, Key::Log, Key::LogFormat];

impl Settings {
    /// Each by name, whether it was given, and the values of those that name nobody and no place: for a stranger who helps.
    pub fn without_names(&self) -> Value {
        let entries = self.listing().into_iter().map(|(key, given)| {
            let is_given = given.source != Source::Default;
            (key.name().to_owned(), json!({ "is_given": is_given, "value": TOLD.contains(&key).then_some(given.text) }))
        });
        entries.collect::<serde_json::Map<_, _>>().into()
    }

    /// The file with the certificate that browsers get; `None` where connections are protected by none, or before there is one.
    pub fn certificate_file(&self, data: &Path) -> Option<PathBuf> {
        match &self.tls {
            Tls::Off => None,
            Tls::Files { certificate, .. } => Some(certificate.clone()),
            Tls::Auto => Some(own_certificate(&data.join("tls"))).filter(|path| path.exists()),
        }
    }
}
