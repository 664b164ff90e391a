//! What each version brought, in a few words of whoever reads the page; `CHANGELOG.md` says all of it, in English.

use crate::platform::i18n::{Text, tr};

/// By version, the newest first; `None` for what was not released yet.
const NEWS: &[(Option<&str>, &[Text])] = &[(
    None,
    &[
        tr::versions_news_records,
        tr::versions_news_board,
        tr::versions_news_day,
        tr::versions_news_search,
        tr::versions_news_import,
        tr::versions_news_undo,
        tr::versions_news_backups,
        tr::versions_news_health,
        tr::versions_news_network,
        tr::versions_news_programs,
    ],
)];

/// Empty for a version that nobody knows.
pub(super) fn news(version: Option<&str>) -> &'static [Text] {
    NEWS.iter().find(|(known, _)| *known == version).map_or(&[], |(_, texts)| texts)
}

#[cfg(test)]
mod tests {
    use super::super::changes::changes;
    use super::*;
    use crate::kernel::Lang;
    use std::collections::BTreeSet;

    /// Whoever names a release in `CHANGELOG.md` gives its news the same name, and whoever begins the next writes its news.
    #[test]
    fn each_version_has_its_news_in_every_language_and_no_other_has() {
        let all = changes();
        let known: Vec<Option<&str>> = NEWS.iter().map(|(version, _)| *version).collect();
        assert_eq!(known, all.iter().map(|changes| changes.version.as_deref()).collect::<Vec<_>>());
        for changes in &all {
            let texts = news(changes.version.as_deref());
            assert!((1..=12).contains(&texts.len()), "{:?}: a few", changes.version);
            let said: BTreeSet<&str> = texts.iter().flat_map(|text| Lang::ALL.map(text)).collect();
            assert_eq!(said.len(), texts.len() * Lang::ALL.len(), "each in words of its own");
        }
        assert!(news(Some("0.0.0-unknown")).is_empty());
    }
}
