//! The parts of a sentence that say when and how long, each tried at the words that follow.

use super::times::{clock, hour_of_half, is_time, time};
use super::words::{
    BEFORE_DAY, FROM_NOW, HALF_HOUR, LASTING, MONTHS, NEAR_DAYS, NEXT, NEXT_MONTH, NEXT_WEEK, NUMBERS, OF_THE_DAY,
    ONLY_BEFORE_TIME, OVERMORROW, PARTS, SHORT_WEEKDAYS, UNITS, Unit, WEEKDAYS,
};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

/// Something that a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Day(NaiveDate),
    /// The coming one, and which day of a week it is, from Monday on.
    Weekday(NaiveDate, u64),
    /// The week that begins with this Monday.
    Week(NaiveDate),
    Time(NaiveTime),
    TimeAndLength(NaiveTime, i64),
    FromNow {
        minutes: i64,
    },
    Lasting {
        minutes: i64,
    },
}

/// Where in the sentence the words stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// Nothing stands before them, or only what it is.
    pub is_first: bool,
    /// Right behind a day.
    pub is_after_day: bool,
    /// Right behind a time.
    pub is_after_time: bool,
    /// Nothing but a time is asked for.
    pub is_asked_when: bool,
}

/// Numbers of days and the like above this are no plans.
const MOST: i64 = 999;

/// What the words begin with, and how many of them say it.
pub fn phrase(words: &[&str], today: NaiveDate, place: Place) -> Option<(usize, Piece)> {
    lasting(words)
        .or_else(|| from_now(words, today))
        .or_else(|| day(words, today, place))
        .or_else(|| time(words, place, |rest| is_day(rest, today)))
        .or_else(|| part_of_day(words).filter(|(length, _)| place.is_after_day || is_day(&words[*length..], today)))
}

fn lasting(words: &[&str]) -> Option<(usize, Piece)> {
    let rest = LASTING.contains(words.first()?).then(|| &words[1..])?;
    let (length, count, unit) = span(rest)?;
    let minutes = minutes(count, unit)?;
    let is_time = rest.get(length).is_some_and(|word| OF_THE_DAY.contains(word));
    (!is_time).then_some((length + 1, Piece::Lasting { minutes }))
}

fn from_now(words: &[&str], today: NaiveDate) -> Option<(usize, Piece)> {
    let rest = FROM_NOW.contains(words.first()?).then(|| &words[1..])?;
    let (length, count, unit) = span(rest)?;
    if let Some(minutes) = minutes(count, unit) {
        return Some((length + 1, Piece::FromNow { minutes }));
    }
    let number = u32::try_from(count).ok()?;
    let date = match unit {
        Unit::Week => today.checked_add_days(Days::new(u64::from(number) * 7)),
        Unit::Month => today.checked_add_months(Months::new(number)),
        Unit::Year => today.checked_add_months(Months::new(number * 12)),
        _ => today.checked_add_days(Days::new(u64::from(number))),
    }?;
    Some((length + 1, Piece::Day(date)))
}

/// "2 hours", "час", "dwa dni", "half an hour": the words, the number, the unit.
fn span(words: &[&str]) -> Option<(usize, i64, Unit)> {
    if let Some(length) = begins(words, HALF_HOUR) {
        return Some((length, 30, Unit::Minute));
    }
    if let Some(unit) = unit(words.first()?) {
        return Some((1, 1, unit));
    }
    // "30min", "2h" as one word.
    let first = words[0];
    let letters = first.trim_start_matches(|c: char| c.is_ascii_digit());
    if letters.len() < first.len() && !letters.is_empty() {
        return Some((1, number(&first[..first.len() - letters.len()])?, unit(letters)?));
    }
    Some((2, number(first)?, unit(words.get(1)?)?))
}

fn minutes(count: i64, unit: Unit) -> Option<i64> {
    match unit {
        Unit::Minute => Some(count),
        Unit::Hour => Some(count * 60),
        _ => None,
    }
}

fn number(word: &str) -> Option<i64> {
    let named = NUMBERS.iter().find(|(_, words)| words.contains(&word)).map(|(number, _)| *number);
    named.or_else(|| digits(word).map(i64::from)).filter(|number| (1..=MOST).contains(number))
}

fn unit(word: &str) -> Option<Unit> {
    UNITS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit)
}

/// With any words before it that belong to it: "on Friday", "by the 25th of December".
fn day(words: &[&str], today: NaiveDate, place: Place) -> Option<(usize, Piece)> {
    let before = words.iter().take(2).take_while(|word| BEFORE_DAY.contains(word)).count();
    (0..=before).rev().find_map(|skipped| {
        let rest = words.get(skipped..)?;
        let (length, piece) = named_day(rest, today, skipped > 0).or_else(|| {
            let (length, day) = date(rest, today)?;
            let is_meant = match skipped.checked_sub(1) {
                // "at 11.10" is a time.
                Some(last) => !ONLY_BEFORE_TIME.contains(&words[last]) || clock(rest[0]).is_none(),
                None => is_surely_a_date(rest, place),
            };
            is_meant.then_some((length, Piece::Day(day)))
        })?;
        Some((skipped + length, piece))
    })
}

/// A day that has a name, or a month with one.
fn named_day(words: &[&str], today: NaiveDate, is_expected: bool) -> Option<(usize, Piece)> {
    let day = |(length, day)| (length, Piece::Day(day));
    next_week(words, today)
        .or_else(|| next_month(words, today).map(day))
        .or_else(|| near(words, today).map(day))
        .or_else(|| weekday(words, today, is_expected))
        .or_else(|| named_date(words, today).map(day))
}

/// Whether a day follows, looked at by itself.
fn is_day(words: &[&str], today: NaiveDate) -> bool {
    let before = words.iter().take(2).take_while(|word| BEFORE_DAY.contains(word)).count();
    (0..=before).any(|skipped| {
        let rest = &words[skipped..];
        named_day(rest, today, skipped > 0).is_some() || date(rest, today).is_some()
    })
}

/// Whether a number without a word before it is a day: sums and houses are written with dots and strokes as well.
fn is_surely_a_date(words: &[&str], place: Place) -> bool {
    let word = words[0];
    let is_beside = place.is_first || place.is_after_time || words.get(1..).is_some_and(is_time);
    // "25.12.2026" and "5.12.26" are nothing else.
    is_beside || word.matches(['.', '/', '-']).count() == 2 || (words.len() == 1 && word.contains('.'))
}

fn next_week(words: &[&str], today: NaiveDate) -> Option<(usize, Piece)> {
    let length = begins(words, NEXT_WEEK)?;
    let days = 7 - u64::from(today.weekday().num_days_from_monday());
    Some((length, Piece::Week(today.checked_add_days(Days::new(days))?)))
}

/// By its first day.
fn next_month(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let length = begins(words, NEXT_MONTH)?;
    Some((length, today.with_day(1)?.checked_add_months(Months::new(1))?))
}

fn near(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let (length, days) = match begins(words, OVERMORROW) {
        Some(length) => (length, 2),
        None => {
            let word = words.first()?;
            (1, NEAR_DAYS.iter().find(|(_, named)| named.contains(word))?.0)
        }
    };
    Some((length, today.checked_add_days(Days::new(days))?))
}

/// The coming one, never today; that of the next week where it says so.
fn weekday(words: &[&str], today: NaiveDate, is_expected: bool) -> Option<(usize, Piece)> {
    let is_next = NEXT.contains(words.first()?);
    let rest = &words[usize::from(is_next)..];
    let word = rest.first()?;
    let is_short_good = is_expected || is_next || rest.get(1).is_some_and(|next| clock(next).is_some());
    let of = |all: &[&[&str]]| all.iter().position(|names| names.contains(word));
    let wanted = of(&WEEKDAYS).or_else(|| if is_short_good { of(&SHORT_WEEKDAYS) } else { None })?;
    let (there, wanted) = (u64::from(today.weekday().num_days_from_monday()), wanted as u64);
    let days = if is_next { 7 - there + wanted } else { (wanted + 6 - there) % 7 + 1 };
    Some((1 + usize::from(is_next), Piece::Weekday(today.checked_add_days(Days::new(days))?, wanted)))
}

/// "25 December", "25 декабря 2026", "Dec 25".
fn named_date(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let month = |word: &str| MONTHS.iter().position(|names| names.contains(&word)).map(|at| at as u32 + 1);
    let number = |word: &str| digits(word.trim_end_matches(|c: char| c.is_ascii_alphabetic())).filter(|day| *day <= 31);
    let (first, second) = (words.first()?, words.get(1)?);
    let is_of = *second == "of";
    let (length, day, month) = match (number(first), month(first)) {
        (Some(day), _) => (2 + usize::from(is_of), day, month(words.get(1 + usize::from(is_of))?)?),
        (None, Some(month)) => (2, number(second)?, month),
        (None, None) => return None,
    };
    let year = words.get(length).filter(|word| word.len() == 4).and_then(|word| digits(word));
    let found = resolve(day, month, year.and_then(|year| i32::try_from(year).ok()), today)?;
    Some((length + usize::from(year.is_some()), found))
}

/// "25.12", "25.12.2026", "25.12.26", "25/12", "2026-12-25".
fn date(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let word = words.first()?;
    if let Ok(date) = NaiveDate::parse_from_str(word, "%Y-%m-%d")
        && word.len() == 10
    {
        return Some((1, date));
    }
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    let two = |part: &str| if part.len() == 2 { digits(part) } else { None };
    let found = match parts[..] {
        [day, month] => resolve(digits(day)?, two(month)?, None, today)?,
        [day, month, year] if year.len() == 4 => {
            resolve(digits(day)?, digits(month)?, i32::try_from(digits(year)?).ok(), today)?
        }
        [day, month, year] => resolve(digits(day)?, two(month)?, i32::try_from(2000 + two(year)?).ok(), today)?,
        _ => return None,
    };
    Some((1, found))
}

/// Without a year the day that comes next: the 29th of February may be years away.
fn resolve(day: u32, month: u32, year: Option<i32>, today: NaiveDate) -> Option<NaiveDate> {
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => (0..=8)
            .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
            .find(|date| *date >= today),
    }
}

fn part_of_day(words: &[&str]) -> Option<(usize, Piece)> {
    PARTS.iter().find_map(|(hour, names)| {
        let length = begins(words, names)?;
        // "вечером в 7" says the hour itself.
        let (more, time) =
            hour_of_half(&words[length..], *hour >= 12).or_else(|| Some((0, NaiveTime::from_hms_opt(*hour, 0, 0)?)))?;
        Some((length + more, Piece::Time(time)))
    })
}

/// How many words one of these takes, where the text begins with it.
pub(super) fn begins(words: &[&str], any: &[&[&str]]) -> Option<usize> {
    any.iter().find(|names| words.starts_with(names)).map(|names| names.len())
}

pub(super) fn digits(word: &str) -> Option<u32> {
    let is_number = !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}
