//! HTML inside cells: Bitrix24 keeps comments as it shows them.

use crate::kernel::text;

/// Tags that stand on lines of their own when a browser shows them.
const LINE_TAGS: [&str; 10] = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "pre"];
/// Tags that leave no trace in the text. Other words in angle brackets are the writer's own.
#[rustfmt::skip]
const OTHER_TAGS: [&str; 42] = [
    "a", "abbr", "b", "big", "body", "center", "cite", "code", "del", "em", "font", "h5", "h6", "head", "hr", "html", "i",
    "img", "ins", "label", "meta", "nobr", "ol", "s", "script", "section", "small", "span", "strike", "strong", "style",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "tt", "u", "ul", "wbr",
];

/// The text of a comment: `<br>` and the ends of paragraphs are line ends, other tags go, entities are decoded.
pub fn to_text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    // Looked for once: a cell of nothing but beginnings of tags would be gone through anew for each of them.
    let last = |end: &str| html.rfind(end).unwrap_or_default();
    let (last_tag, last_remark) = (last(">"), last("-->"));
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        rest = &rest[open..];
        let at = html.len() - rest.len();
        let last = if rest.starts_with(REMARK) { last_remark } else { last_tag };
        match Some(rest).filter(|_| at < last).and_then(tag_at) {
            Some((length, name)) => {
                let is_block = LINE_TAGS.contains(&name.as_str()) && !plain.is_empty() && !plain.ends_with('\n');
                if name == "br" || is_block {
                    plain.push('\n');
                }
                rest = &rest[length..];
            }
            None => {
                plain.push('<');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    text::multi_line(&decode_entities(&plain))
}

const REMARK: &str = "<!--";

/// The length of the tag that begins here, and its name.
fn tag_at(text: &str) -> Option<(usize, String)> {
    if text.starts_with(REMARK) {
        return text.find("-->").map(|end| (end + 3, String::new()));
    }
    let inner = text[1..].trim_start_matches('/');
    let length = inner.bytes().take(LONGEST_NAME + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = inner[..length].to_ascii_lowercase();
    let is_tag = matches!(inner[length..].chars().next(), Some('>' | ' ' | '/' | '\n' | '\t' | '\r'));
    let is_known = name == "br" || LINE_TAGS.contains(&name.as_str()) || OTHER_TAGS.contains(&name.as_str());
    if !is_tag || !is_known {
        return None;
    }
    text.find('>').map(|end| (end + 1, name))
}

/// `blockquote`
const LONGEST_NAME: usize = 10;

#[rustfmt::skip]
const ENTITIES: [(&str, &str); 26] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("euro", "€"),
    ("sect", "§"),
    ("deg", "°"),
    ("times", "×"),
    ("shy", ""),
];

/// Entities by name and by number; what is none stays as it stands. Decoded once: `&amp;lt;` is `&lt;`.
pub fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        match entity_at(rest) {
            Some((length, value)) => {
                decoded.push_str(&value);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity_at(text: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let name = &text[1..end];
    let value = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?.to_string()
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((end + 1, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn comments_become_text() {
        for (html, plain) in [
            ("Нужен счёт<br />Сумма &gt; 100 &amp; без <b>НДС</b>", "Нужен счёт\nСумма > 100 & без НДС"),
            ("<p>Первая</p><P class=\"x\">Вторая</P>", "Первая\nВторая"),
            ("до<div>внутри</div>после", "до\nвнутри\nпосле"),
            ("5 < 6 и 7 > 2, <Иван>, <ivan@example.com>", "5 < 6 и 7 > 2, <Иван>, <ivan@example.com>"),
            (
                "&laquo;Ромашка&raquo;&nbsp;&#8212; &#x2116;&nbsp;5 &amp;lt; AT&T &unknown; &#0;",
                "«Ромашка»\u{a0}— №\u{a0}5 &lt; AT&T &unknown; &#0;",
            ),
            ("a<!-- note -->b<br>c<", "ab\nc<"),
        ] {
            assert_eq!(to_text(html), plain);
        }
    }

    /// Minutes, were the rest of the cell searched at each of them.
    #[test]
    fn a_cell_of_beginnings_is_gone_through_once() {
        for beginning in ["<b ", "<!--", "<x>"] {
            let cell = beginning.repeat(200_000);
            assert_eq!(to_text(&cell), cell.trim());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>(), html in "[<>&;#a-zа-я/!-]{0,40}") {
            let _ = (to_text(&text), to_text(&html));
        }
    }
}
