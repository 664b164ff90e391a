//! Text typed with the wrong keyboard layout: `ghbdtn` was meant as «привет», «ащч» as "fox".

const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/// The same keys in the other layout; `None` when the text has no letters that would change.
pub fn other_layout(folded: &str) -> Option<String> {
    let is_cyrillic = folded.chars().any(|c| CYRILLIC.contains(c));
    let (from, to) = if is_cyrillic { (CYRILLIC, LATIN) } else { (LATIN, CYRILLIC) };
    let swapped: String = folded
        .chars()
        .map(|c| from.chars().position(|key| key == c).and_then(|index| to.chars().nth(index)).unwrap_or(c))
        .collect();
    (swapped != folded).then(|| crate::kernel::text::fold(&swapped))
}

#[cfg(test)]
mod tests {
    use super::other_layout;

    #[test]
    fn keys_of_the_other_layout() {
        assert_eq!(other_layout("ghbdtn").as_deref(), Some("привет"));
        assert_eq!(other_layout("repytwjd").as_deref(), Some("кузнецов"));
        assert_eq!(other_layout("ащч").as_deref(), Some("fox"));
        assert_eq!(other_layout("7999"), None);
    }
}
