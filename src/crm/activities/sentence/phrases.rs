//! The parts of a sentence that say when and how long, each tried at the words that follow.

use super::words::{
    AFTER_NOON, BEFORE_DAY, BEFORE_HOUR, BEFORE_NOON, BEFORE_TIME, FROM_NOW, HALF_HOUR, HOURS, LASTING, MONTHS,
    NEAR_DAYS, NEXT, NEXT_MONTH, NEXT_WEEK, NUMBERS, OVERMORROW, PARTS, SHORT_WEEKDAYS, UNITS, Unit, WEEKDAYS,
};
use super::working_hour;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

/// Something that a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Day(NaiveDate),
    Time(NaiveTime),
    FromNow { minutes: i64 },
    Lasting { minutes: i64 },
}

/// Numbers of days and the like above this are no plans.
const MOST: i64 = 999;

/// What the words begin with, and how many of them say it.
pub fn phrase(words: &[&str], today: NaiveDate, is_after_day: bool) -> Option<(usize, Piece)> {
    lasting(words)
        .or_else(|| from_now(words, today))
        .or_else(|| day(words, today))
        .or_else(|| time(words))
        .or_else(|| if is_after_day { part_of_day(words) } else { None })
}

fn lasting(words: &[&str]) -> Option<(usize, Piece)> {
    let rest = LASTING.contains(words.first()?).then(|| &words[1..])?;
    let (length, count, unit) = span(rest)?;
    let minutes = minutes(count, unit)?;
    Some((length + 1, Piece::Lasting { minutes }))
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
fn day(words: &[&str], today: NaiveDate) -> Option<(usize, Piece)> {
    let before = words.iter().take(2).take_while(|word| BEFORE_DAY.contains(word)).count();
    (0..=before).rev().find_map(|skipped| {
        let rest = words.get(skipped..)?;
        let (length, day) = weeks(rest, today)
            .or_else(|| near(rest, today))
            .or_else(|| weekday(rest, today, skipped > 0))
            .or_else(|| named_date(rest, today))
            // "at 11.10" is a time.
            .or_else(|| if skipped > 0 && is_hour_word(words[skipped - 1]) { None } else { date(rest, today) })?;
        Some((skipped + length, Piece::Day(day)))
    })
}

fn is_hour_word(word: &str) -> bool {
    BEFORE_HOUR.contains(&word)
}

/// The week and the month after this one, each by its first day.
fn weeks(words: &[&str], today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let monday = || {
        let days = 7 - u64::from(today.weekday().num_days_from_monday());
        today.checked_add_days(Days::new(days))
    };
    let first = || today.with_day(1)?.checked_add_months(Months::new(1));
    let (length, date) = match (begins(words, NEXT_WEEK), begins(words, NEXT_MONTH)) {
        (Some(length), _) => (length, monday()?),
        (None, Some(length)) => (length, first()?),
        (None, None) => return None,
    };
    Some((length, date))
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
fn weekday(words: &[&str], today: NaiveDate, is_expected: bool) -> Option<(usize, NaiveDate)> {
    let is_next = NEXT.contains(words.first()?);
    let rest = &words[usize::from(is_next)..];
    let word = rest.first()?;
    let is_short_good = is_expected || is_next || rest.get(1).is_some_and(|next| clock(next).is_some());
    let of = |all: &[&[&str]]| all.iter().position(|names| names.contains(word));
    let wanted = of(&WEEKDAYS).or_else(|| if is_short_good { of(&SHORT_WEEKDAYS) } else { None })?;
    let (there, wanted) = (u64::from(today.weekday().num_days_from_monday()), wanted as u64);
    let days = if is_next { 7 - there + wanted } else { (wanted + 6 - there) % 7 + 1 };
    Some((1 + usize::from(is_next), today.checked_add_days(Days::new(days))?))
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

/// "25.12", "25.12.2026", "25/12", "2026-12-25".
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

/// "11:30", "at 11", "в 9 утра", "3pm", "o godz. 15".
fn time(words: &[&str]) -> Option<(usize, Piece)> {
    let before = words.iter().take(2).take_while(|word| BEFORE_TIME.contains(word)).count();
    (0..=before).rev().find_map(|skipped| {
        let rest = words.get(skipped..)?;
        let is_expected = skipped > 0 && is_hour_word(words[skipped - 1]);
        let (length, time) = time_of_day(rest, is_expected)?;
        Some((skipped + length, Piece::Time(time)))
    })
}

fn time_of_day(words: &[&str], is_expected: bool) -> Option<(usize, NaiveTime)> {
    let word = words.first()?;
    // "11am", "3:30pm" as one word.
    let (bare, glued) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(bare), _) => (bare, Some(false)),
        (None, Some(bare)) => (bare, Some(true)),
        (None, None) => (*word, None),
    };
    let exact = clock(bare);
    let hour = || digits(bare).filter(|hour| *hour <= 24 && bare.len() <= 2).and_then(whole_hour);
    let time = exact.or_else(hour)?;
    let mut length = 1;
    let half = glued.or_else(|| {
        let behind = &words[1..];
        let (said, is_after) = match (begins(behind, BEFORE_NOON), begins(behind, AFTER_NOON)) {
            (Some(said), _) => (said, false),
            (None, Some(said)) => (said, true),
            (None, None) => return None,
        };
        length += said;
        Some(is_after)
    });
    match half {
        Some(is_after) => Some((length, of_half(time, is_after)?)),
        None if exact.is_some() => Some((length, time)),
        // Without anything before it, "11 часов" is how long something takes.
        None if is_expected => Some((length + begins(&words[1..], HOURS).unwrap_or_default(), working_hour(time))),
        None => None,
    }
}

/// "11:30", "9.05".
fn clock(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once(':').or_else(|| word.split_once('.'))?;
    if minute.len() != 2 || hour.len() > 2 {
        return None;
    }
    NaiveTime::from_hms_opt(digits(hour)?, digits(minute)?, 0)
}

fn whole_hour(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, 0, 0)
}

/// Of twelve hours, those before or after noon.
fn of_half(time: NaiveTime, is_after: bool) -> Option<NaiveTime> {
    use chrono::Timelike;
    let hour = match (time.hour(), is_after) {
        (13.., false) | (0, true) => return None,
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour, _) => hour,
    };
    time.with_hour(hour)
}

fn part_of_day(words: &[&str]) -> Option<(usize, Piece)> {
    PARTS.iter().find_map(|(hour, names)| {
        let length = begins(words, names)?;
        Some((length, Piece::Time(NaiveTime::from_hms_opt(*hour, 0, 0)?)))
    })
}

/// How many words one of these takes, where the text begins with it.
fn begins(words: &[&str], any: &[&[&str]]) -> Option<usize> {
    any.iter().find(|names| words.starts_with(names)).map(|names| names.len())
}

fn digits(word: &str) -> Option<u32> {
    let is_number = !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}
