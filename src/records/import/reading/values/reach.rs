//! Telephones, e-mails and websites: cells that may hold several.

use super::{CellValue, Value, WarningCode};
use crate::kernel::phone::{self, Phone};
use crate::kernel::several::Several;
use crate::kernel::{EmailAddress, text};
use std::collections::HashSet;

/// The kinds of telephones.
pub const PHONE_KINDS: [&str; 7] = ["work", "mobile", "home", "fax", "pager", "mailing", "other"];
/// The kinds of e-mail addresses.
pub const EMAIL_KINDS: [&str; 4] = ["work", "home", "mailing", "other"];

#[derive(Debug, Clone, PartialEq)]
pub struct TypedPhone {
    pub phone: Phone,
    /// One of [`PHONE_KINDS`].
    pub kind: &'static str,
    /// The file marks it as the one to use.
    pub is_main: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Email {
    pub address: EmailAddress,
    /// One of [`EMAIL_KINDS`].
    pub kind: &'static str,
    /// The file marks it as the one to use.
    pub is_main: bool,
}

/// All numbers of a cell; a warning with the whole cell when something in it is none.
pub fn read_phones(cell: &str, kind: &'static str, country: &str) -> CellValue {
    let read = phone::read_cell(cell, country);
    let phones: Vec<TypedPhone> =
        read.phones.into_iter().map(|phone| TypedPhone { phone, kind, is_main: false }).collect();
    CellValue {
        value: (!phones.is_empty()).then_some(Value::Phones(phones)),
        warnings: if read.has_unread { vec![(WarningCode::PhoneUnparsed, cell.to_owned())] } else { Vec::new() },
    }
}

/// All addresses of a cell, each once; a warning for every part that is none.
pub fn read_emails(cell: &str, kind: &'static str) -> CellValue {
    let mut read = CellValue::default();
    let (mut emails, mut known) = (Vec::new(), HashSet::new());
    if !text::says_none(cell) {
        for part in parts(cell).filter(|part| !text::says_none(part)) {
            let written = part.trim_start_matches("mailto:").trim_matches(['<', '>']);
            match EmailAddress::parse(written) {
                Some(address) if !known.insert(address.clone()) => {}
                Some(address) => emails.push(Email { address, kind, is_main: false }),
                None => read.warnings.push((WarningCode::EmailInvalid, part.to_owned())),
            }
        }
    }
    if !emails.is_empty() {
        read.value = Some(Value::Emails(emails));
    }
    read
}

/// The addresses of pages, as written.
pub fn read_websites(cell: &str) -> Vec<String> {
    let items = Several::Addresses.split(cell).into_iter().map(|item| item.text.into_owned());
    items.filter(|item| !item.is_empty() && !text::says_none(item)).collect()
}

/// Split at commas, semicolons, ` ::: ` and white space; none of these can stand in an address of mail.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let is_separator = |c: char| matches!(c, ',' | ';') || text::is_blank(c);
    cell.split(is_separator).filter(|part| !part.is_empty() && *part != ":::")
}

/// What a label of Google or a remark beside a number says: the kind among `kinds`, and whether it is the main one
/// (marked by a leading `* `). A label that names no kind is `other`.
pub fn label_kind(label: &str, kinds: &'static [&'static str]) -> (&'static str, bool) {
    const WORDS: [(&str, &str); 21] = [
        ("mobile", "mobile"),
        ("iphone", "mobile"),
        ("cell", "mobile"),
        ("мобильный", "mobile"),
        ("сотовый", "mobile"),
        ("komorka", "mobile"),
        ("komorkowy", "mobile"),
        ("work fax", "fax"),
        ("home fax", "fax"),
        ("fax", "fax"),
        ("факс", "fax"),
        ("faks", "fax"),
        ("work", "work"),
        ("main", "work"),
        ("рабочий", "work"),
        ("sluzbowy", "work"),
        ("praca", "work"),
        ("home", "home"),
        ("домашний", "home"),
        ("dom", "home"),
        ("pager", "pager"),
    ];
    let trimmed = text::trim(label);
    let is_main = trimmed.starts_with('*');
    let word = text::fold(trimmed.trim_start_matches(['*', ' ']));
    let kind = WORDS.iter().find(|(known, _)| *known == word).map_or("other", |(_, kind)| kind);
    (kinds.iter().find(|known| **known == kind).copied().unwrap_or("other"), is_main)
}
