//! Words joined and quoted.

use crate::kernel::Lang;

/// `Anna, Boris and Celina`; empty for no items.
pub fn list_and(lang: Lang, items: &[impl AsRef<str>]) -> String {
    let last = match lang {
        Lang::En => " and ",
        Lang::Ru => " и ",
        Lang::Pl => " i ",
    };
    join(items, last)
}

/// `xlsx, csv or txt`; empty for no items.
pub fn list_or(lang: Lang, items: &[impl AsRef<str>]) -> String {
    let last = match lang {
        Lang::En => " or ",
        Lang::Ru => " или ",
        Lang::Pl => " lub ",
    };
    join(items, last)
}

/// The text in the language's quotation marks: “ ”, « », „ ”.
pub fn quote(lang: Lang, text: &str) -> String {
    let (open, close) = match lang {
        Lang::En => ('“', '”'),
        Lang::Ru => ('«', '»'),
        Lang::Pl => ('„', '”'),
    };
    format!("{open}{text}{close}")
}

fn join(items: &[impl AsRef<str>], last: &str) -> String {
    let mut text = String::new();
    for (place, item) in items.iter().enumerate() {
        match place {
            0 => {}
            _ if place + 1 == items.len() => text.push_str(last),
            _ => text.push_str(", "),
        }
        text.push_str(item.as_ref());
    }
    text
}
