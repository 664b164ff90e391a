//! A sentence such as "call Ivan tomorrow 11:30" or "встреча в пятницу в 15:00 обсудить договор", as an activity.
//!
//! What is understood of it is taken out: the day, the time, how long it takes; what is not stays the subject. The word it
//! begins with says what it is, and stands in the subject only where more is said with it: "call Ivan", but not "call
//! tomorrow". Nothing is planned for the past: a time that is over means the next day, a day without a year the next year,
//! a weekday the coming one, never today; what can mean nothing else is told.

mod phrases;
#[cfg(test)]
mod tests;
mod times;
mod words;

use crate::kernel::text::fold;
use crate::kernel::{Problem, Timestamp};
use crate::platform::i18n::{format, parse};
use chrono::{Days, NaiveDate, NaiveTime, Timelike};
use chrono_tz::Tz;
use phrases::{Piece, Place, phrase};

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Understood {
    /// The code of a type, by the word the sentence begins with.
    pub type_code: Option<&'static str>,
    pub due: Option<DueAt>,
    /// It speaks of a time that is over.
    pub is_past: bool,
    pub duration_min: Option<i64>,
    /// What is left of it, without a word that says no more than the type.
    pub subject: String,
    /// What is left of it with that word.
    pub whole: String,
}

/// An instant, or a day of which no time was said, as [`parse::whole_day`] has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueAt {
    pub at: Timestamp,
    pub is_day: bool,
}

/// A word of the sentence, as it was written and as it is compared.
struct Word<'t> {
    raw: &'t str,
    folded: String,
}

/// Reads a sentence written at `now` where the clocks are those of `zone`. Any text is read; of most all is the subject.
pub fn read(text: &str, zone: Tz, now: Timestamp) -> Understood {
    read_as(text, zone, now, false)
}

/// [`read`], where nothing but a time is asked for: "на 15" is one.
pub fn read_when(text: &str, zone: Tz, now: Timestamp) -> Understood {
    read_as(text, zone, now, true)
}

fn read_as(text: &str, zone: Tz, now: Timestamp, is_asked_when: bool) -> Understood {
    let words: Vec<Word> = text.split_whitespace().map(Word::of).collect();
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let today = format::local_day(zone, now);
    let mut said = Said::default();
    let mut kept: Vec<usize> = Vec::new();
    let (mut at, mut last) = (0, None);
    while at < words.len() {
        let is_first = kept.is_empty() || (kept.len() == 1 && type_of(folded[kept[0]]).is_some());
        let place = Place {
            is_first,
            is_after_day: matches!(last, Some(Piece::Day(_) | Piece::Weekday(..) | Piece::Week(_))),
            is_after_time: matches!(last, Some(Piece::Time(_) | Piece::TimeAndLength(..))),
            is_asked_when,
        };
        match phrase(&folded[at..], today, place).filter(|(_, piece)| said.has_room_for(piece)) {
            Some((length, piece)) => {
                last = Some(piece);
                said.note(piece);
                at += length;
            }
            None => {
                last = None;
                kept.push(at);
                at += 1;
            }
        }
    }
    let type_code = kept.first().and_then(|first| type_of(folded[*first]));
    let is_alone = kept.first().is_some_and(|first| kept.get(1) != Some(&(first + 1)));
    let subject = if type_code.is_some() && is_alone { &kept[1..] } else { &kept };
    let due = said.due(zone, now, today);
    Understood {
        type_code,
        due: due.as_ref().ok().copied().flatten(),
        is_past: due.is_err(),
        duration_min: said.duration_min,
        subject: joined(&words, subject),
        whole: joined(&words, &kept),
    }
}

impl<'t> Word<'t> {
    fn of(raw: &'t str) -> Word<'t> {
        let is_mark = |c: char| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '«' | '»');
        Word { raw, folded: fold(raw.trim_matches(is_mark)) }
    }
}

fn type_of(word: &str) -> Option<&'static str> {
    words::TYPES.iter().find(|(_, words)| words.contains(&word)).map(|(code, _)| *code)
}

/// These words as a subject: begun with a capital letter, without the comma that stood before what was taken out.
fn joined(words: &[Word], kept: &[usize]) -> String {
    let text = kept.iter().map(|at| words[*at].raw).collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '-' | '–' | '—') || c.is_whitespace());
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| [capital(first)].into_iter().chain(chars).collect())
}

/// The letter itself where its capital is several letters, or would be another small letter.
fn capital(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if capital.to_lowercase().eq([letter]) => capital,
        _ => letter,
    }
}

/// Each thing that can be said, at most once: what is said again stays in the subject. A week may be said of a weekday.
#[derive(Default)]
struct Said {
    day: Option<NaiveDate>,
    weekday: Option<u64>,
    week: Option<NaiveDate>,
    time: Option<NaiveTime>,
    from_now_min: Option<i64>,
    duration_min: Option<i64>,
}

impl Said {
    fn has_room_for(&self, piece: &Piece) -> bool {
        let has_time = self.time.is_some() || self.from_now_min.is_some();
        let has_day = self.day.is_some() || self.from_now_min.is_some();
        match piece {
            Piece::Day(_) => !has_day && self.week.is_none(),
            Piece::Weekday(..) => !has_day,
            Piece::Week(_) => self.week.is_none() && (!has_day || self.weekday.is_some()),
            Piece::Time(_) => !has_time,
            Piece::TimeAndLength(..) => !has_time && self.duration_min.is_none(),
            Piece::FromNow { .. } => !has_day && self.week.is_none() && !has_time,
            Piece::Lasting { .. } => self.duration_min.is_none(),
        }
    }

    fn note(&mut self, piece: Piece) {
        match piece {
            Piece::Day(day) => self.day = Some(day),
            Piece::Weekday(day, weekday) => (self.day, self.weekday) = (Some(day), Some(weekday)),
            Piece::Week(monday) => self.week = Some(monday),
            Piece::Time(time) => self.time = Some(time),
            Piece::TimeAndLength(time, minutes) => {
                (self.time, self.duration_min) = (Some(time), Some(minutes));
            }
            Piece::FromNow { minutes } => self.from_now_min = Some(minutes),
            Piece::Lasting { minutes } => self.duration_min = Some(minutes),
        }
    }

    /// The weekday of the week that is said, the first day of a week alone.
    fn day(&self) -> Option<NaiveDate> {
        match self.week {
            Some(monday) => monday.checked_add_days(Days::new(self.weekday.unwrap_or_default())),
            None => self.day,
        }
    }

    /// When it is due, if anything was said of that; a problem where it would be in the past.
    fn due(&self, zone: Tz, now: Timestamp, today: NaiveDate) -> Result<Option<DueAt>, Problem> {
        if let Some(minutes) = self.from_now_min {
            // Clocks show whole minutes, and so does what is planned by them.
            let at = now.0 + minutes * 60_000;
            return Ok(Some(DueAt { at: Timestamp(at - at.rem_euclid(60_000)), is_day: false }));
        }
        let instant =
            |day: NaiveDate, time: NaiveTime| parse::in_zone(zone, day.and_time(time)).ok_or(Problem::NotADate);
        let due = match (self.day(), self.time) {
            (None, None) => return Ok(None),
            (Some(day), None) => DueAt { at: parse::whole_day(day), is_day: true },
            (Some(day), Some(time)) => DueAt { at: instant(day, time)?, is_day: false },
            (None, Some(time)) => {
                let at = instant(today, time)?;
                let tomorrow = today.checked_add_days(Days::new(1)).ok_or(Problem::NotADate)?;
                DueAt { at: if at > now { at } else { instant(tomorrow, time)? }, is_day: false }
            }
        };
        let is_over = format::is_over(zone, due.at, due.is_day, now);
        if is_over { Err(Problem::NotATime) } else { Ok(Some(due)) }
    }
}

/// The time that is meant by an hour without its half of the day: from one to six, that after noon, for nobody works at
/// three at night.
fn working_hour(time: NaiveTime) -> NaiveTime {
    if (1..=6).contains(&time.hour()) { time.with_hour(time.hour() + 12).unwrap_or(time) } else { time }
}
