//! Dates and times as programs of three countries write them.

use crate::kernel::Timestamp;
use chrono::{Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use std::fmt;

/// Which of two numbers separated by slashes is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    #[default]
    DayFirst,
    /// Programs set to US English.
    MonthFirst,
}

/// A day of birth; people do not always tell the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Birthday {
    Full(NaiveDate),
    Yearless { month: u32, day: u32 },
}

impl fmt::Display for Birthday {
    /// `1990-04-12` or, as vCard writes it, `--04-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Birthday::Full(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            Birthday::Yearless { month, day } => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

/// A time as the file has it, mostly without saying in which zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub local: NaiveDateTime,
    pub offset: Option<FixedOffset>,
}

impl Moment {
    /// The instant, in `zone` where the file names none. A time the clocks skipped is the one an hour later, of a time
    /// they showed twice the first.
    pub fn to_timestamp(self, zone: Tz) -> Timestamp {
        if let Some(offset) = self.offset {
            return (self.local - offset).and_utc().into();
        }
        let in_zone = |local: NaiveDateTime| match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc().into()),
            LocalResult::None => None,
        };
        in_zone(self.local)
            .or_else(|| in_zone(self.local + Duration::hours(1)))
            .unwrap_or_else(|| self.local.and_utc().into())
    }
}

/// What Outlook and amoCRM write into an empty date.
pub(super) fn says_none(cell: &str) -> bool {
    matches!(cell, "0/0/00" | "0.0.00" | "не закрыта")
}

/// `dd.mm.yyyy`, `d.m.yyyy`, `dd/mm/yyyy` (or `mm/dd/yyyy`), `yyyy-mm-dd`; a time of day behind it is read and dropped.
pub fn read_date(cell: &str, order: DateOrder) -> Option<NaiveDate> {
    read_moment(cell, order).map(|moment| moment.local.date())
}

/// A date, or a day and month alone: `--04-12`, `--0412`.
pub fn read_birthday(cell: &str, order: DateOrder) -> Option<Birthday> {
    let Some(yearless) = cell.strip_prefix("--") else {
        return read_date(cell, order).map(Birthday::Full);
    };
    let digits = yearless.replacen('-', "", 1);
    let (month, day) = (number(digits.get(..2)?, 2)?, number(digits.get(2..)?, 2)?);
    // Any leap year: the 29th of February is a birthday.
    NaiveDate::from_ymd_opt(2000, month, day).map(|_| Birthday::Yearless { month, day })
}

/// A date with or without a time: `13.09.2026 02:30:30`, `2026-09-13T02:30:30Z`, `9/13/2026 2:30 PM`.
pub fn read_moment(cell: &str, order: DateOrder) -> Option<Moment> {
    let cell = cell.trim_end_matches("г.").trim_end();
    let end = cell.find(|c: char| c.is_whitespace() || matches!(c, 'T' | ',')).unwrap_or(cell.len());
    let date = day(&cell[..end], order)?;
    let rest = cell[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | ','));
    if rest.is_empty() {
        return Some(Moment { local: date.and_time(NaiveTime::MIN), offset: None });
    }
    let (time, offset) = time(rest)?;
    Some(Moment { local: date.and_time(time), offset })
}

/// The order a file's dates with slashes show: a number above twelve is no month; without one, a clock of twelve hours
/// is that of US English. `None` when no cell tells.
pub fn guess_order<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<DateOrder> {
    let mut has_half_days = false;
    for cell in cells {
        let Some((first, second)) = slash_date(cell) else { continue };
        match (first, second) {
            (13..=31, 1..=12) => return Some(DateOrder::DayFirst),
            (1..=12, 13..=31) => return Some(DateOrder::MonthFirst),
            _ => {
                let cell = cell.trim_end().to_uppercase();
                has_half_days |= cell.ends_with("AM") || cell.ends_with("PM");
            }
        }
    }
    has_half_days.then_some(DateOrder::MonthFirst)
}

/// The first two numbers of a date such as `9/13/2026 2:30 PM`.
fn slash_date(cell: &str) -> Option<(u32, u32)> {
    let mut parts = cell.split_whitespace().next()?.trim_end_matches(',').split('/');
    let (first, second) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    number(parts.next()?, 4).map(|_| (first, second))
}

fn day(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = text.split(separator);
    let parts = (parts.next()?, parts.next()?, parts.next()?, parts.next());
    let (year, month, day) = match (separator, order, parts) {
        ('-', _, (year, month, day, None)) if year.len() == 4 => (year, month, day),
        ('/', DateOrder::MonthFirst, (month, day, year, None)) => (year, month, day),
        ('.' | '/' | '-', _, (day, month, year, None)) => (year, month, day),
        _ => return None,
    };
    let is_year = year.len() == 4 && !year.starts_with('0');
    let year = i32::try_from(number(year, 4)?).ok().filter(|_| is_year)?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

fn time(text: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let upper = text.trim().to_uppercase();
    let (upper, offset) = split_offset(&upper)?;
    let (clock, half) = match upper.strip_suffix("AM").or_else(|| upper.strip_suffix("PM")) {
        Some(clock) => (clock.trim(), Some(upper.ends_with("PM"))),
        None => (upper, None),
    };
    let whole = clock.split(['.', ',']).next()?;
    let mut parts = whole.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(is_pm) => hour % 12 + if is_pm { 12 } else { 0 },
        None => hour,
    };
    let is_end = parts.next().is_none() && clock[whole.len()..].bytes().skip(1).all(|b| b.is_ascii_digit());
    NaiveTime::from_hms_opt(hour, minute, second).filter(|_| is_end).map(|time| (time, offset))
}

/// Takes `Z`, `+03:00` or `+0300` off the end of a time.
fn split_offset(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(time) = text.strip_suffix('Z') {
        return Some((time, FixedOffset::east_opt(0)));
    }
    let Some(sign) = text.rfind(['+', '-']) else { return Some((text, None)) };
    let digits = text[sign + 1..].replace(':', "");
    let (hours, minutes) =
        (number(digits.get(..2)?, 2)?, number(digits.get(2..).filter(|m| !m.is_empty()).unwrap_or("0"), 2)?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let seconds = if text[sign..].starts_with('-') { -seconds } else { seconds };
    Some((text[..sign].trim_end(), Some(FixedOffset::east_opt(seconds)?)))
}

/// A number of at most so many digits.
fn number(text: &str, most: usize) -> Option<u32> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
