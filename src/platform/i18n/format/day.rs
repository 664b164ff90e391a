//! Days and times. Instants are shown in the zone of the person who looks.

use super::MINUS;
use crate::{
    kernel::{Lang, Timestamp, zone::Zone},
    platform::i18n::tr,
};
use chrono::{DateTime, Datelike, NaiveDate, Offset, Timelike};
use chrono_tz::Tz;

pub const SHORT_MONTHS: [[&str; 12]; 3] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
];

/// As they stand after a day: in the genitive in Russian and Polish.
#[rustfmt::skip]
pub const MONTHS: [[&str; 12]; 3] = [
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
];

const WEEKDAYS: [[&str; 7]; 3] = [
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
];

/// `19 Nov 2026`, `19 ноя 2026`, `19 lis 2026`.
pub fn date(lang: Lang, date: NaiveDate) -> String {
    let mut text = day_and_short_month(lang, date);
    push_year(&mut text, date);
    text
}

/// `19 Nov` in this year, with the year in any other.
pub fn date_short(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { day_and_short_month(lang, day) } else { date(lang, day) }
}

/// `19 November 2026`, `19 ноября 2026 г.`, `19 listopada 2026 r.`
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    let year = match lang {
        Lang::En => "",
        Lang::Ru => "\u{a0}г.",
        Lang::Pl => "\u{a0}r.",
    };
    format!("{} {} {}{year}", date.day(), MONTHS[lang as usize][date.month0() as usize], date.year())
}

/// `19/11/2026` in English, `19.11.2026` in Russian and Polish: for documents, and for a field being edited.
pub fn date_document(lang: Lang, date: NaiveDate) -> String {
    let pattern = match lang {
        Lang::En => "%d/%m/%Y",
        Lang::Ru | Lang::Pl => "%d.%m.%Y",
    };
    date.format(pattern).to_string()
}

/// The heading of a day: `Thursday, 19 November`, `четверг, 19 ноября`, `czwartek, 19 listopada`.
pub fn date_weekday(lang: Lang, date: NaiveDate) -> String {
    let weekday = WEEKDAYS[lang as usize][date.weekday().num_days_from_monday() as usize];
    format!("{weekday}, {} {}", date.day(), MONTHS[lang as usize][date.month0() as usize])
}

/// `15:30`, in all languages.
pub fn time(zone: Tz, at: Timestamp) -> String {
    time_of(local(zone, at))
}

fn time_of(local: DateTime<Tz>) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `19 Nov 2026, 15:30`.
pub fn datetime(lang: Lang, zone: Tz, at: Timestamp) -> String {
    datetime_of(lang, local(zone, at))
}

fn datetime_of(lang: Lang, local: DateTime<Tz>) -> String {
    let mut text = date(lang, local.date_naive());
    push_time(&mut text, &local);
    text
}

fn push_time(text: &mut String, local: &DateTime<Tz>) {
    text.push_str(", ");
    push_two_digits(text, local.hour());
    text.push(':');
    push_two_digits(text, local.minute());
}

fn push_two_digits(text: &mut String, number: u32) {
    text.extend([number / 10 % 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
}

/// [`date_short`] and [`datetime`] of one instant: what a list shows, and what it tells on a closer look.
pub fn date_short_and_datetime(lang: Lang, zone: Tz, at: Timestamp, today: NaiveDate) -> (String, String) {
    let local = local(zone, at);
    let day = local.date_naive();
    let mut long = day_and_short_month(lang, day);
    let without_year = long.len();
    push_year(&mut long, day);
    let short = if day.year() == today.year() { &long[..without_year] } else { &long[..] }.to_owned();
    push_time(&mut long, &local);
    (short, long)
}

/// `19 Nov, 15:30` in this year, with the year in any other.
pub fn datetime_short(lang: Lang, zone: Tz, at: Timestamp, now: Timestamp) -> String {
    format!("{}, {}", date_short(lang, local_day(zone, at), local_day(zone, now)), time(zone, at))
}

/// A zone in a list of zones: `Warsaw, UTC+1`; the offset is that of the instant, since clocks change.
pub fn zone(lang: Lang, zone: &Zone, at: Timestamp) -> String {
    if zone.tz == Tz::UTC {
        return zone.city(lang).to_string();
    }
    let minutes = local(zone.tz, at).offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { MINUS } else { '+' };
    let offset = match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => String::new(),
        (hours, 0) => format!("{sign}{hours}"),
        (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
    };
    format!("{}, UTC{offset}", zone.city(lang))
}

/// The calendar day of an instant, where the person is.
pub fn local_day(zone: Tz, at: Timestamp) -> NaiveDate {
    local(zone, at).date_naive()
}

/// The day of an instant or, with `is_day`, the day that it stands for (`parse::whole_day`), which is the same for
/// everybody.
pub fn day_of(zone: Tz, at: Timestamp, is_day: bool) -> NaiveDate {
    local_day(if is_day { Tz::UTC } else { zone }, at)
}

/// Whether an instant, or the day that it stands for, is over for the person.
pub fn is_over(zone: Tz, at: Timestamp, is_day: bool, now: Timestamp) -> bool {
    if is_day { day_of(zone, at, true) < local_day(zone, now) } else { at < now }
}

/// `today`, `yesterday`, `tomorrow`, `in 11 days`, `3 days ago`.
pub fn relative_day(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => tr::format_today(lang).to_string(),
        1 => tr::format_tomorrow(lang).to_string(),
        -1 => tr::format_yesterday(lang).to_string(),
        days @ 2.. => tr::format_in_days(lang, days),
        days => tr::format_days_ago(lang, -days),
    }
}

/// When something is due: `Today, 15:30`, `Tomorrow`, `19 Nov, 15:30`; of a day without a time, the day alone.
pub fn due(lang: Lang, zone: Tz, at: Timestamp, is_day: bool, now: Timestamp) -> String {
    let (day, today) = (day_of(zone, at, is_day), local_day(zone, now));
    let words = match (day - today).num_days() {
        0 => tr::ui_today(lang).to_owned(),
        1 => tr::ui_tomorrow(lang).to_owned(),
        -1 => tr::ui_yesterday(lang).to_owned(),
        _ => date_short(lang, day, today),
    };
    if is_day { words } else { format!("{words}, {}", time(zone, at)) }
}

/// How late something is: `2 days overdue`. `None` for what is due today or later.
pub fn overdue(lang: Lang, due_on: NaiveDate, today: NaiveDate) -> Option<String> {
    let days = (today - due_on).num_days();
    (days > 0).then(|| tr::format_overdue_days(lang, days))
}

/// How long ago an instant was: `just now`, `12 min ago`, `3 h ago` on the same day; `yesterday, 15:30`; then the date
/// and time. An instant in the future is shown by date and time.
pub fn ago(lang: Lang, zone: Tz, at: Timestamp, now: Timestamp) -> String {
    let (day, today) = (local_day(zone, at), local_day(zone, now));
    match now.0.saturating_sub(at.0) / 60_000 {
        // Clocks of two machines differ a little: some seconds ahead are still now.
        0 => tr::format_just_now(lang).to_string(),
        minutes @ 1..60 => tr::format_minutes_ago(lang, minutes),
        minutes if minutes > 0 && day == today => tr::format_hours_ago(lang, minutes / 60),
        minutes if minutes > 0 && (today - day).num_days() == 1 => {
            format!("{}, {}", tr::format_yesterday(lang), time(zone, at))
        }
        _ => datetime_short(lang, zone, at, now),
    }
}

/// A length of time in its largest unit, rounded down: `25 min`, `2 h`, `3 days`. Less than a minute is `0 min`.
pub fn duration(lang: Lang, duration_ms: i64) -> String {
    match duration_ms / 60_000 {
        minutes if minutes < 60 => tr::format_minutes(lang, minutes.max(0)),
        minutes if minutes < 24 * 60 => tr::format_hours(lang, minutes / 60),
        minutes => tr::format_days(lang, minutes / (24 * 60)),
    }
}

/// The instants around the years that are shown: 0001-01-02 and 9999-12-30, in milliseconds since 1970.
const YEAR_1: i64 = -62_135_510_400_000;
const YEAR_9999: i64 = 253_402_128_000_000;

fn local(zone: Tz, at: Timestamp) -> DateTime<Tz> {
    // Chrono's calendar ends with the last instants it has: a zone ahead of UTC would leave it.
    Timestamp(at.0.clamp(YEAR_1, YEAR_9999)).to_utc().with_timezone(&zone)
}

/// With room for year and time: lists show a hundred of these.
fn day_and_short_month(lang: Lang, date: NaiveDate) -> String {
    let mut text = String::with_capacity(32);
    if date.day() >= 10 {
        push_two_digits(&mut text, date.day());
    } else {
        text.push(char::from(b'0' + date.day() as u8));
    }
    text.push(' ');
    text.push_str(SHORT_MONTHS[lang as usize][date.month0() as usize]);
    text
}

fn push_year(text: &mut String, date: NaiveDate) {
    text.push(' ');
    text.push_str(&date.year().to_string());
}
