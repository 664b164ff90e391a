//! Names of files as people sent them, made fit to be shown and handed out again.

use unicode_normalization::UnicodeNormalization;

/// Characters of a name that are kept.
const MAX_CHARS: usize = 200;

/// Of those, as many belong to the ending: `.pdf`, `.tar.gz`.
const MAX_ENDING_CHARS: usize = 16;

/// The last part of the path that was sent, without what would mislead a reader (marks that turn the direction of writing
/// or take no room), a header (line ends) or a file system; shortened before its ending. `None` if nothing is left.
pub fn clean(sent: &str) -> Option<String> {
    // Browsers write these three so in a form (HTML, "multipart form data").
    let sent = sent.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.nfc().filter(|c| !is_hidden(*c)).collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    // A point in front hides a file, one at the end is lost on Windows.
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if name.is_empty() { None } else { Some(shortened(name)) }
}

fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= MAX_CHARS {
        return name.to_owned();
    }
    let ending = name.rfind('.').map(|at| &name[at..]).filter(|ending| ending.chars().count() <= MAX_ENDING_CHARS);
    let ending = ending.unwrap_or_default();
    let kept = MAX_CHARS - ending.chars().count() - 1;
    name.chars().take(kept).chain(['…']).chain(ending.chars()).collect()
}

/// Control characters, line and paragraph ends, and format characters that show nothing but change how the rest is read
/// (Unicode TR 36, bidirectional text spoofing).
fn is_hidden(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fffd}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_of_what_misleads() {
        for (sent, kept) in [
            ("Договор № 7.pdf", "Договор № 7.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Анна\\счёт.xlsx", "счёт.xlsx"),
            ("a\r\nSet-Cookie: x=1.txt", "a Set-Cookie: x=1.txt"),
            ("a%0D%0Ab.txt", "a b.txt"),
            ("он сказал %22да%22.doc", "он сказал \"да\".doc"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\0b.png", "ab.png"),
            ("  .htaccess  ", "htaccess"),
            ("report.pdf...", "report.pdf"),
            ("е\u{308}лка.txt", "ёлка.txt"),
        ] {
            assert_eq!(clean(sent).as_deref(), Some(kept), "{sent:?}");
        }
        for sent in ["", "   ", "/", "..", ".", "\u{202e}", "\0", "a/"] {
            assert_eq!(clean(sent), None, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = clean(&format!("{}.pdf", "я".repeat(300))).unwrap();
        assert_eq!(name.chars().count(), 200);
        assert!(name.ends_with("я….pdf"), "{name}");
        let name = clean(&format!("a.{}", "b".repeat(300))).unwrap();
        assert_eq!(name.chars().count(), 200);
        assert!(name.starts_with("a.bbb") && name.ends_with("b…"), "{name}");
    }
}
