//! What stands in the text of a comment: names of colleagues, addresses of pages, words.

use url::Url;

/// A piece of a comment as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    Words(&'a str),
    /// With its "@".
    Mention(&'a str),
    /// A web page: `http` or `https`, nothing that could run.
    Link(&'a str),
}

/// Those whose whole name stands after an "@", each once, in the order of the text. Of two names that fit, the longer.
pub fn mentioned(text: &str, people: &[(i64, String)]) -> Vec<i64> {
    let mut found = Vec::new();
    for at in places(text) {
        let fitting = people.iter().filter(|(_, name)| name_at(text, at, name).is_some());
        if let Some((id, _)) = fitting.max_by_key(|(_, name)| name.len())
            && !found.contains(id)
        {
            found.push(*id);
        }
    }
    found
}

/// The text in pieces; `names` are those of the people mentioned in it.
pub fn parts<'a>(text: &'a str, names: &[String]) -> Vec<Part<'a>> {
    let mut special: Vec<(usize, usize, bool)> = Vec::new();
    for at in places(text) {
        let ends = names.iter().filter_map(|name| name_at(text, at, name));
        special.extend(ends.max().map(|end| (at, end, true)));
    }
    for scheme in ["http://", "https://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = &text[at..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'));
            let address = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
            if address.len() > scheme.len() && Url::parse(address).is_ok() {
                special.push((at, at + address.len(), false));
            }
        }
    }
    special.sort_unstable();
    let mut parts = Vec::new();
    let mut done = 0;
    for (start, end, is_mention) in special {
        if start < done {
            continue;
        }
        if start > done {
            parts.push(Part::Words(&text[done..start]));
        }
        let piece = &text[start..end];
        parts.push(if is_mention { Part::Mention(piece) } else { Part::Link(piece) });
        done = end;
    }
    if done < text.len() {
        parts.push(Part::Words(&text[done..]));
    }
    parts
}

/// Where an "@" stands that is not inside a word, as it is in an e-mail address.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let is_free = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices('@').map(|(at, _)| at).filter(move |at| is_free(*at))
}

/// Where the name ends that follows the "@", whatever its case.
fn name_at(text: &str, at: usize, name: &str) -> Option<usize> {
    let rest = &text[at + 1..];
    let mut end = 0;
    let mut letters = rest.chars();
    for wanted in name.chars() {
        let there = letters.next()?;
        if !there.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        end += there.len_utf8();
    }
    let is_whole = !letters.next().is_some_and(char::is_alphanumeric);
    is_whole.then_some(at + 1 + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_after_a_free_at_sign_are_mentions() {
        let people = [(1, "Ольга Белкина".to_owned()), (2, "Ольга".to_owned()), (3, "Łukasz Żak".to_owned())];
        for (text, ids) in [
            ("@Ольга Белкина, посмотри", vec![1]),
            ("@ольга белкина", vec![1]),
            ("(@Ольга) и @Łukasz Żak!", vec![2, 3]),
            ("@Ольга Белкинаа", vec![2]),
            ("почта igor@Ольга", vec![]),
            ("@ @@ @Оль", vec![]),
            ("@Ольга @Ольга", vec![2]),
        ] {
            assert_eq!(mentioned(text, &people), ids, "{text}");
        }
    }

    #[test]
    fn only_addresses_of_pages_become_links() {
        let names = ["Ольга".to_owned()];
        assert_eq!(
            parts("@Ольга: см. https://a.example/б?в=1, javascript:alert(1)", &names),
            [
                Part::Mention("@Ольга"),
                Part::Words(": см. "),
                Part::Link("https://a.example/б?в=1"),
                Part::Words(", javascript:alert(1)"),
            ]
        );
        assert_eq!(parts("https:// (http://x.example)", &[])[1], Part::Link("http://x.example"));
        assert_eq!(parts("<a href=https://x.example>", &[])[1], Part::Link("https://x.example"));
        assert_eq!(parts("", &names), []);
    }
}
