//! Numbers, amounts, days and times as people type them.
//!
//! Read leniently where there is one meaning, and refused where there could be two: `1,284` is 1284 in English; in
//! Russian and Polish, where a comma begins the decimals, it is refused as an amount. Spaces of any kind may group digits
//! everywhere. Days stand before months; nothing here is ever read as month/day.

use super::format::{MONTHS, SHORT_MONTHS};
use crate::kernel::{Currency, Lang, Problem, Timestamp, currency, text};
use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// A whole number: `1284`, `1 284`, `-5`; in English also `1,284`.
pub fn number(lang: Lang, typed: &str) -> Result<i64, Problem> {
    let typed = typed.trim();
    let (is_negative, digits) = sign(typed);
    let number = Digits::read(lang, digits).filter(|number| number.decimals.is_empty()).ok_or(Problem::NotANumber)?;
    number.to_minor(0, is_negative).ok_or(Problem::NotANumber)
}

/// An amount in minor units of `currency`: `1 284 500,50`, `1284500.5`, `1,284.50`, with or without its sign, code or
/// name before or after. Another currency's sign, or more decimals than the currency has, is `NotAnAmount`.
pub fn amount(lang: Lang, typed: &str, currency: &Currency) -> Result<i64, Problem> {
    read_amount(lang, typed.trim(), currency).ok_or(Problem::NotAnAmount)
}

/// A positive number with up to six decimals, in millionths: `91,25`, `0.0071`; a rate is never a float.
pub fn millionths(lang: Lang, typed: &str) -> Result<i64, Problem> {
    let number = Digits::read(lang, typed.trim()).and_then(|number| number.to_minor(6, false));
    number.filter(|number| *number > 0).ok_or(Problem::NotAnAmount)
}

fn read_amount(lang: Lang, typed: &str, currency: &Currency) -> Option<i64> {
    let first = typed.find(|c: char| c.is_ascii_digit())?;
    let last = typed.rfind(|c: char| c.is_ascii_digit())?;
    // A minus may stand before the sign or between it and the number: −£5, RUB −5.
    let (outer_minus, before) = sign(&typed[..first]);
    let before = before.trim();
    let (inner_minus, before) = match before.strip_suffix(MINUSES) {
        Some(before) => (true, before),
        None => (false, before),
    };
    if outer_minus && inner_minus {
        return None;
    }
    for word in [before, &typed[last + 1..]] {
        let word = word.trim();
        if !word.is_empty() && currency::lookup(word)? != currency {
            return None;
        }
    }
    let number = Digits::read(lang, &typed[first..=last])?;
    number.to_minor(currency.digits as usize, outer_minus || inner_minus)
}

/// A day: `19.11.2026`, `9.1.2026`, `19/11/2026`, `2026-11-19`, `19 Nov 2026`, `19 ноября 2026 г.`, `Nov 19, 2026`.
/// Months are understood in all three languages. A year has four digits: of `26` nobody knows the century.
pub fn date(typed: &str) -> Result<NaiveDate, Problem> {
    read_date(typed).ok_or(Problem::NotADate)
}

/// A birthday as it is stored: [`date`], or `--04-12` where the year is unknown: `12.04`, `12 апреля`, `Apr 12`, `--04-12`.
pub fn birthday(typed: &str) -> Result<String, Problem> {
    if let Ok(day) = date(typed) {
        return Ok(day.to_string());
    }
    let day = read_yearless(typed).ok_or(Problem::NotADate)?;
    Ok(day.format("--%m-%d").to_string())
}

/// In a leap year, so that 29 February is a day.
fn read_yearless(typed: &str) -> Option<NaiveDate> {
    let is_iso = typed.trim().starts_with("--");
    let folded = text::fold(typed);
    let parts: Vec<&str> = folded.split(|c: char| " .,/-".contains(c)).filter(|part| !part.is_empty()).collect();
    let [first, second] = parts[..] else { return None };
    let (month, day) = match (month_name(first), month_name(second)) {
        (Some(month), _) => (month, digits(second)?),
        (None, Some(month)) => (month, digits(first)?),
        (None, None) if is_iso => (digits(first)?, digits(second)?),
        (None, None) => (digits(second)?, digits(first)?),
    };
    NaiveDate::from_ymd_opt(2000, month, day)
}

fn read_date(typed: &str) -> Option<NaiveDate> {
    let folded = text::fold(typed);
    let parts: Vec<&str> = folded
        .split(|c: char| " .,/-".contains(c))
        .filter(|part| !part.is_empty() && !matches!(*part, "г" | "r"))
        .collect();
    let [first, second, third] = parts[..] else { return None };
    // ISO 8601 is the one form that begins with the year.
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(year(first)?, digits(second)?, digits(third)?);
    }
    let year = year(third)?;
    match (month_name(first), month_name(second)) {
        (Some(month), _) => NaiveDate::from_ymd_opt(year, month, digits(second)?),
        (None, Some(month)) => NaiveDate::from_ymd_opt(year, month, digits(first)?),
        (None, None) => NaiveDate::from_ymd_opt(year, digits(second)?, digits(first)?),
    }
}

/// A time of day: `15:30`, `9:05`, `15.30`, `15:30:45`.
pub fn time(typed: &str) -> Result<NaiveTime, Problem> {
    read_time(typed.trim()).ok_or(Problem::NotATime)
}

fn read_time(typed: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = typed.split([':', '.']).collect();
    // The minutes have two digits, so that 15:3 is not taken for 15:30 or 15:03.
    let two = |part: &str| if part.len() == 2 { digits(part) } else { None };
    match parts[..] {
        [hour, minute] => NaiveTime::from_hms_opt(digits(hour)?, two(minute)?, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(digits(hour)?, two(minute)?, two(second)?),
        _ => None,
    }
}

/// A day and a time in the person's zone: `19.11.2026 15:30`, `19 Nov 2026, 15:30`, `2026-11-19T15:30`. Of an hour that
/// comes twice the first is meant; an hour that clocks skip is moved on by the skipped time.
pub fn datetime(zone: Tz, typed: &str) -> Result<Timestamp, Problem> {
    let typed = typed.trim();
    let between = [' ', ',', 'T', '\u{a0}'];
    let Some(at) = typed.rfind(between) else {
        return Err(if date(typed).is_ok() { Problem::NotATime } else { Problem::NotADate });
    };
    let (day, clock) = typed.split_at(at);
    let time = time(clock.trim_start_matches(between))?;
    let local = date(day)?.and_time(time);
    in_zone(zone, local).ok_or(Problem::NotADate)
}

/// The instant that stands for a day where a day or a time may be said: the last of it in UTC, wherever people are. So
/// everybody reads the same day, which is over for each of them with their own; see `format::day_of`.
pub fn whole_day(day: NaiveDate) -> Timestamp {
    let begin = Timestamp::from(day.and_time(NaiveTime::MIN).and_utc());
    Timestamp(begin.0 + TimeDelta::days(1).num_milliseconds() - 1)
}

/// A day and a time of the clocks of a zone. Of an hour that comes twice the first is meant; one that clocks skip is moved
/// on by the skipped time.
pub fn in_zone(zone: Tz, local: NaiveDateTime) -> Option<Timestamp> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(Timestamp(at.timestamp_millis())),
        LocalResult::None => {
            // What the clocks showed a day before tells the offset that the skipped hour would have had.
            let before = zone.from_local_datetime(&(local - TimeDelta::days(1))).earliest()?;
            Some(Timestamp(before.timestamp_millis() + TimeDelta::days(1).num_milliseconds()))
        }
    }
}

const MINUSES: [char; 3] = ['-', '\u{2212}', '\u{2013}'];

/// Whether a minus stands in front, and what follows it.
fn sign(typed: &str) -> (bool, &str) {
    match typed.strip_prefix(MINUSES) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, typed),
    }
}

/// A number as typed: its digits before and after the decimal mark.
struct Digits {
    whole: String,
    decimals: String,
}

impl Digits {
    /// `None` unless the text is digits, at most one decimal mark, and groups of three that are parted by one and the
    /// same mark.
    fn read(lang: Lang, typed: &str) -> Option<Digits> {
        let typed: String = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let (whole, decimals) = match decimal_mark(lang, &typed) {
            Some(at) => (&typed[..at], &typed[at + 1..]),
            None => (typed.as_str(), ""),
        };
        if decimals.chars().any(|c| !c.is_ascii_digit()) {
            return None;
        }
        let mark = whole.chars().find(|c| !c.is_ascii_digit());
        let mut groups = whole.split(|c| Some(c) == mark);
        let first = groups.next()?;
        let has_groups = mark.is_some();
        if mark.is_some_and(|mark| !" ,.'’".contains(mark)) {
            return None;
        }
        let mut number = first.to_string();
        for group in groups {
            (group.len() == 3).then_some(())?;
            number.push_str(group);
        }
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !first.is_empty();
        let first_fits = !has_groups || first.len() <= 3;
        (is_number && first_fits).then(|| Digits { whole: number, decimals: decimals.to_string() })
    }

    /// In units of which `digits` decimals make one; `None` with more decimals than that, or beyond 64 bits.
    fn to_minor(&self, digits: usize, is_negative: bool) -> Option<i64> {
        (self.decimals.len() <= digits).then_some(())?;
        let all = format!("{}{:0<digits$}", self.whole, self.decimals);
        let number: i128 = all.parse().ok()?;
        i64::try_from(if is_negative { -number } else { number }).ok()
    }
}

/// Where the decimals begin. Of two kinds of marks the last is meant; one that comes twice parts groups; a single one is
/// taken by the habit of the language.
fn decimal_mark(lang: Lang, typed: &str) -> Option<usize> {
    let (comma, point) = (typed.rfind(','), typed.rfind('.'));
    let at = match (comma, point) {
        (Some(comma), Some(point)) => comma.max(point),
        (Some(at), None) | (None, Some(at)) => at,
        (None, None) => return None,
    };
    let mark = &typed[at..=at];
    if typed.matches(mark).count() > 1 {
        return None;
    }
    // Three digits after an only comma are a group in English.
    let is_english_group = lang == Lang::En && mark == "," && typed.len() - at == 4;
    (!is_english_group).then_some(at)
}

fn year(part: &str) -> Option<i32> {
    let year = digits(part)?;
    (part.len() == 4 && year >= 1000).then(|| year.cast_signed())
}

/// One to four ASCII digits.
fn digits(part: &str) -> Option<u32> {
    let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| part.parse().ok())?
}

/// The month of a name in any of the languages, folded; short or in full.
fn month_name(part: &str) -> Option<u32> {
    // What people write besides: May in the nominative, and longer shortenings.
    const OTHER: [(&str, u32); 5] = [("май", 5), ("sept", 9), ("сент", 9), ("нояб", 11), ("февр", 2)];
    if part.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_name = |name: &str| text::fold(name) == part;
    let listed = SHORT_MONTHS.iter().chain(&MONTHS).find_map(|months| months.iter().position(|name| is_name(name)));
    let other = || OTHER.iter().find(|(name, _)| is_name(name)).map(|(_, month)| *month);
    listed.map(|place| place as u32 + 1).or_else(other)
}

#[cfg(test)]
mod tests;
