//! The time of a day, as sentences say it.

use super::phrases::{Piece, Place, begins, digits};
use super::words::{
    AFTER_NOON, BEFORE_HOUR, BEFORE_HOUR_ALONE, BEFORE_NOON, BEFORE_TIME, HOURS, OF_THE_DAY, ONLY_BEFORE_TIME, UNTIL,
};
use super::working_hour;
use chrono::{NaiveTime, Timelike};

/// "11:30", "at 11", "в 9 утра", "3pm", "o godz. 15", "10:00-11:00". `is_day` tells whether words begin with a day.
pub fn time(words: &[&str], place: Place, is_day: impl Fn(&[&str]) -> bool) -> Option<(usize, Piece)> {
    let before = words.iter().take(2).take_while(|word| BEFORE_TIME.contains(word)).count();
    (0..=before).rev().find_map(|skipped| {
        let rest = words.get(skipped..)?;
        let last = skipped.checked_sub(1).map(|last| words[last]);
        if let Some((length, time, minutes)) = from_to(rest, last.is_some()) {
            return Some((skipped + length, Piece::TimeAndLength(time, minutes)));
        }
        let is_hour_word = last.is_some_and(|last| {
            BEFORE_HOUR.contains(&last) || (place.is_asked_when && BEFORE_HOUR_ALONE.contains(&last))
        });
        let (length, time, how) = time_of_day(rest)?;
        let is_beside_day = place.is_after_day || is_day(&rest[length..]);
        let is_meant = match how {
            How::Clear => true,
            // "скидка 10.50" is none.
            How::Dotted => last.is_some() || place.is_first || is_beside_day,
            How::Dashed => last.is_some_and(|last| ONLY_BEFORE_TIME.contains(&last)),
            How::Hour { is_called_so } => is_hour_word && (is_called_so || is_beside_day || rest.len() == length),
        };
        is_meant.then_some((skipped + length, Piece::Time(time)))
    })
}

/// Whether words begin with a time that nobody could take for anything else.
pub fn is_time(words: &[&str]) -> bool {
    let before = words.iter().take(2).take_while(|word| BEFORE_TIME.contains(word)).count();
    from_to(&words[before..], before > 0).is_some()
        || time_of_day(&words[before..]).is_some_and(|(_, _, how)| before > 0 || matches!(how, How::Clear))
}

/// How a time is written.
enum How {
    /// "11:30", "3pm"
    Clear,
    /// "11.30"
    Dotted,
    /// "9-30"
    Dashed,
    /// "11"; `is_called_so` where "часов" is behind it.
    Hour { is_called_so: bool },
}

fn time_of_day(words: &[&str]) -> Option<(usize, NaiveTime, How)> {
    let word = words.first()?;
    // "час дня", "в час".
    if *word == "час" {
        let is_after = words.get(1).is_none_or(|next| !["ночи", "утра"].contains(next));
        let length = 1 + usize::from(words.get(1).is_some_and(|next| OF_THE_DAY.contains(next)));
        let time = NaiveTime::from_hms_opt(if is_after { 13 } else { 1 }, 0, 0)?;
        return Some((length, time, if length == 2 { How::Clear } else { How::Hour { is_called_so: false } }));
    }
    // "11am", "3:30pm" as one word.
    let (bare, glued) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(bare), _) => (bare, Some(false)),
        (None, Some(bare)) => (bare, Some(true)),
        (None, None) => (*word, None),
    };
    let exact = clock(bare).map(|time| (time, if bare.contains(':') { How::Clear } else { How::Dotted }));
    let dashed = || Some((dashed(bare)?, How::Dashed));
    let hour = || {
        let hour = digits(bare).filter(|hour| *hour <= 24 && bare.len() <= 2).and_then(whole_hour)?;
        Some((hour, How::Hour { is_called_so: false }))
    };
    let (time, how) = exact.or_else(dashed).or_else(hour)?;
    if let Some(is_after) = glued {
        return Some((1, of_half(time, is_after)?, How::Clear));
    }
    // "2 часа дня"
    let hours = begins(&words[1..], HOURS).unwrap_or_default();
    for called in [0, hours] {
        let behind = &words[1 + called..];
        let half = begins(behind, BEFORE_NOON).map(|said| (said, false));
        if let Some((said, is_after)) = half.or_else(|| begins(behind, AFTER_NOON).map(|said| (said, true))) {
            return Some((1 + called + said, of_half(time, is_after)?, How::Clear));
        }
    }
    match how {
        How::Hour { .. } => Some((1 + hours, working_hour(time), How::Hour { is_called_so: hours > 0 })),
        how => Some((1, time, how)),
    }
}

/// "10:00-11:00", "10:00 - 11:00", "10:00 до 11:00": the beginning, and how many minutes to the end.
fn from_to(words: &[&str], is_expected: bool) -> Option<(usize, NaiveTime, i64)> {
    let is_clear = |word: &str| is_expected || word.contains(':');
    let clock = |word: &str| clock(word).filter(|_| is_clear(word));
    let word = words.first()?;
    let (length, from, to) = match word.split_once(['-', '–', '—']) {
        Some((from, to)) => (1, clock(from)?, clock(to)?),
        None => {
            UNTIL.contains(words.get(1)?).then_some(())?;
            (3, clock(word)?, clock(words.get(2)?)?)
        }
    };
    let minutes = (to - from).num_minutes();
    (minutes > 0).then_some((length, from, minutes))
}

/// "11:30", "9.05".
pub fn clock(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once(':').or_else(|| word.split_once('.'))?;
    if minute.len() != 2 || hour.len() > 2 {
        return None;
    }
    NaiveTime::from_hms_opt(digits(hour)?, digits(minute)?, 0)
}

/// "9-30": clocks are not looked at to the minute.
fn dashed(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once('-')?;
    let minute = if minute.len() == 2 { digits(minute)? } else { return None };
    if hour.len() > 2 || minute % 5 != 0 {
        return None;
    }
    NaiveTime::from_hms_opt(digits(hour)?, minute, 0)
}

/// The hour behind a part of the day, which says of which half it is: "в 7", "at 8:30".
pub fn hour_of_half(words: &[&str], is_after: bool) -> Option<(usize, NaiveTime)> {
    let before = usize::from(BEFORE_TIME.contains(words.first()?));
    let word = words.get(before)?;
    let hour = || digits(word).filter(|hour| (1..=12).contains(hour) && before > 0).and_then(whole_hour);
    Some((before + 1, of_half(clock(word).or_else(hour)?, is_after)?))
}

fn whole_hour(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, 0, 0)
}

/// Of twelve hours, those before or after noon.
fn of_half(time: NaiveTime, is_after: bool) -> Option<NaiveTime> {
    let hour = match (time.hour(), is_after) {
        (13.., false) | (0, true) => return None,
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour, _) => hour,
    };
    time.with_hour(hour)
}
