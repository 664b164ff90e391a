//! Text in tables: a spreadsheet runs what begins like a formula.

use super::text::is_blank;

/// Text that no spreadsheet takes for a formula: one that begins like a formula, also behind blanks nobody sees, gets an
/// apostrophe. So does one that begins with such an apostrophe already, so that nothing is lost: see [`unharmed`].
pub fn harmless(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) || text.starts_with(['\t', '\r']) {
        return ["'", text].concat();
    }
    text.to_owned()
}

/// The text that [`harmless`] was given. Other programs write the same mark.
pub fn unharmed(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    text.trim_start_matches(is_blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::{harmless, unharmed};
    use proptest::prelude::*;

    #[test]
    fn what_begins_like_a_formula_is_marked() {
        for text in
            ["=1+1", "+7 x", "-2", "@SUM(A1)", "\u{feff}=1", "\u{a0} =1", "\t=1", "\tx", "\rx", "'=1", "''=1", "＝1"]
        {
            let marked = harmless(text);
            assert!(marked.starts_with('\'') && marked.len() > text.len(), "{text:?}: {marked:?}");
        }
        for text in ["ООО «Ёлка»", "'90-е", "a=b", "1-2", ""] {
            assert_eq!(harmless(text), text);
        }
    }

    proptest! {
        #[test]
        fn the_mark_comes_off_again(text in r"'{0,3}[=+@a-]{0,2}[a-z1=]{0,4}") {
            let marked = harmless(&text);
            prop_assert_eq!(unharmed(&marked), text);
        }
    }
}
