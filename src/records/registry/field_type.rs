//! What a field holds, and what it is called.

use super::LinkTable;
use crate::kernel::{KindKey, Lang};
use crate::platform::i18n::Text;

/// A name shown to people: of the product (in three languages) or given by the office (one text).
#[derive(Debug, Clone)]
pub enum Label {
    Shipped(Text),
    Own(String),
}

impl Label {
    pub fn text(&self, lang: Lang) -> &str {
        match self {
            Label::Shipped(text) => text(lang),
            Label::Own(text) => text,
        }
    }
}

/// Ways to reach somebody; each keeps several values with a label and a main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    Phone,
    Email,
    Messenger,
    Site,
}

impl Channel {
    pub fn code(self) -> &'static str {
        match self {
            Channel::Phone => "phone",
            Channel::Email => "email",
            Channel::Messenger => "messenger",
            Channel::Site => "site",
        }
    }

    /// What a value of this channel can be called; the first is the default.
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Channel::Phone => &["work", "mobile", "home", "fax", "pager", "mailing", "other"],
            Channel::Email => &["work", "home", "mailing", "other"],
            Channel::Messenger => &["telegram", "whatsapp", "viber", "vk", "max", "skype", "facebook", "other"],
            Channel::Site => &["work", "home", "other"],
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// One line, at most `max` characters.
    Text {
        max: usize,
    },
    LongText {
        max: usize,
    },
    Integer {
        min: i64,
        max: i64,
    },
    /// Minor units; the currency is in the field named here.
    Money {
        currency: &'static str,
    },
    /// An ISO 4217 code.
    Currency,
    /// A calendar day, `yyyy-mm-dd`.
    Date,
    /// A calendar day whose year may be unknown: `yyyy-mm-dd` or `--mm-dd` (RFC 6350, 4.3.1).
    Birthday,
    /// An instant in UTC, milliseconds since 1970.
    Instant,
    Bool,
    /// A code out of a list the office can edit.
    Choice {
        list: &'static str,
    },
    /// A member of staff.
    User,
    /// Several members of staff.
    Observers,
    /// One record of another type.
    Link {
        kind: KindKey,
        table: &'static str,
    },
    Links(LinkTable),
    /// One record of any kind, kept as `lead/7`. Which kinds there are, the registry tells it.
    Reference(Vec<Target>),
    Points(Channel),
    Tags,
    /// When the first of what is planned about the record is due, kept by the schema; asked for by one of
    /// [`FieldType::PLANS`], or as empty.
    Plan,
}

/// What takes the place of a text in a copy in which nobody is to be recognised. Texts hold what people like, so each is
/// replaced; which of them stays of its shape, its field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mask {
    /// About as many words that say nothing: of a field that does not say otherwise.
    Words,
    /// One line of what somebody may want.
    Subject,
    FirstName,
    LastName,
    Firm,
    City,
    Street,
    /// What somebody is in a firm.
    Position,
    /// Nothing: numbers of registers and of accounts, codes of other programs.
    Nothing,
}

/// A kind that a reference may point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub kind: KindKey,
    pub table: &'static str,
}

impl FieldType {
    /// What comes next is late, due later today, or on a later day.
    pub const PLANS: [&str; 3] = ["overdue", "today", "later"];

    /// When what is planned for no day is due: after all days, 9999-12-31T23:59:59.999Z.
    pub const NO_DAY: i64 = 253_402_300_799_999;

    /// The path that suggests what a reference may point at.
    pub fn suggestions(targets: &[Target]) -> String {
        let kinds: Vec<&str> = targets.iter().map(|target| target.kind).collect();
        ["/search/suggestions?kinds=", &kinds.join(",")].concat()
    }

    /// What a reference with this text points at; `None` for what is none of its kinds, or no text that the box writes.
    pub fn target(&self, text: &str) -> Option<(Target, i64)> {
        let FieldType::Reference(targets) = self else { return None };
        let (kind, id) = text.split_once('/')?;
        let target = targets.iter().find(|target| target.kind == kind)?;
        let number: i64 = id.parse().ok().filter(|number: &i64| *number > 0 && number.to_string() == id)?;
        Some((*target, number))
    }
}
