//! Values into text, as people of each language write them.
//!
//! Group spaces and the space before a unit are U+00A0, so that a line never breaks inside a number; the minus is U+2212.

mod day;
mod money;
mod number;
#[cfg(test)]
mod tests;
mod words;

pub(super) use day::{MONTHS, SHORT_MONTHS};
pub use day::{
    ago, date, date_document, date_long, date_short, date_short_and_datetime, date_weekday, datetime, datetime_short,
    day_of, due, duration, is_over, local_day, overdue, relative_day, time, zone,
};
pub use money::{amount, millionths, money, money_full, money_short, rate};
pub use number::{file_size, integer};
pub use words::{list_and, list_or, quote};

use crate::kernel::Lang;

/// No-break space: between groups of digits, and between a number and its unit.
const NBSP: char = '\u{a0}';
/// The minus sign proper, as wide as a digit.
const MINUS: char = '\u{2212}';

fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::En => '.',
        Lang::Ru | Lang::Pl => ',',
    }
}
