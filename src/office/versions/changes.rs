//! `CHANGELOG.md`, as it was when this executable was built.

use chrono::NaiveDate;

static CHANGELOG: &str = include_str!("../../../CHANGELOG.md");

/// What a version changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// `None` for what was not released yet.
    pub version: Option<String>,
    pub released_on: Option<NaiveDate>,
    /// One paragraph each, in the order of the file.
    pub texts: Vec<String>,
}

/// All of it, newest first.
pub fn changes() -> Vec<Changes> {
    read(CHANGELOG)
}

/// The day on which a version was released; `None` for one that was not, such as a build of one's own.
pub fn released_on(version: &str) -> Option<NaiveDate> {
    let is_it = |changes: &Changes| changes.version.as_deref() == Some(version);
    changes().into_iter().find(is_it)?.released_on
}

/// The newest version that was released by this day.
pub fn newest_until(day: NaiveDate) -> Option<String> {
    let is_by_then = |changes: &Changes| changes.released_on.is_some_and(|released| released <= day);
    changes().into_iter().find(is_by_then)?.version
}

/// Headings are `## 1.2.0 (2027-01-31)` and `## Unreleased`; below them stand lists, whose lines may go on indented.
fn read(text: &str) -> Vec<Changes> {
    let mut found: Vec<Changes> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            found.push(heading_of(heading.trim()));
            goes_on = false;
            continue;
        }
        let Some(changes) = found.last_mut() else { continue };
        if let Some(item) = line.strip_prefix("- ") {
            changes.texts.push(item.trim().to_owned());
            goes_on = true;
        } else if line.trim().is_empty() {
            goes_on = false;
        } else if let (true, Some(text)) = (goes_on, changes.texts.last_mut()) {
            text.push(' ');
            text.push_str(line.trim());
        } else {
            changes.texts.push(line.trim().to_owned());
            goes_on = true;
        }
    }
    found
}

fn heading_of(heading: &str) -> Changes {
    let (version, day) = heading.split_once(" (").unwrap_or((heading, ""));
    let released_on = day.strip_suffix(')').and_then(|day| day.parse().ok());
    let is_version = version.starts_with(|c: char| c.is_ascii_digit());
    Changes { version: is_version.then(|| version.to_owned()), released_on, texts: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn versions_their_days_and_what_they_changed_are_read() {
        let text = "# Changes\n\nNewest first.\n\n## Unreleased\n\nTowards more.\n\n- One\n  goes on.\n- Two.\n\n\
                    ## 1.2.0 (2027-01-31)\n\n- Three.\n\n## 1.1.0 (2026-12-01)\n";
        let found = read(text);
        let versions: Vec<_> = found.iter().map(|changes| (changes.version.as_deref(), changes.released_on)).collect();
        let expected =
            [(None, None), (Some("1.2.0"), Some(day("2027-01-31"))), (Some("1.1.0"), Some(day("2026-12-01")))];
        assert_eq!(versions, expected);
        assert_eq!(found[0].texts, ["Towards more.", "One goes on.", "Two."]);
        assert_eq!((found[1].texts.as_slice(), found[2].texts.len()), (&["Three.".to_owned()][..], 0));
    }

    /// Whether a licence covers an executable hangs on its day: a release without one would be covered by every licence.
    #[test]
    fn the_newest_heading_is_this_version_with_its_day_or_not_released() {
        let all = changes();
        let newest = &all[0];
        let own = newest.version.as_deref() == Some(env!("CARGO_PKG_VERSION"));
        assert!(newest.version.is_none() || own && newest.released_on.is_some(), "{newest:?}");
        assert!(all[1..].iter().all(|changes| changes.released_on.is_some()), "every release has its day");
        assert!(!newest.texts.is_empty());
    }
}
