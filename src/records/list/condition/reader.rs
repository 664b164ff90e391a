//! The values of a condition as columns hold them.

use super::Condition;
use crate::access::Viewer;
use crate::kernel::{Error, Result, Timestamp};
use crate::records::registry::{Field, FieldType};
use chrono::{Datelike, Days, Months, NaiveDate, TimeZone, Utc};
use rusqlite::types::Value as SqlValue;

/// A value as the column holds it; a day of an instant is the span from its midnight to the next.
pub(super) struct Span {
    pub start: SqlValue,
    pub end: Option<SqlValue>,
}

impl From<SqlValue> for Span {
    fn from(start: SqlValue) -> Self {
        Span { start, end: None }
    }
}

/// Reads the values of one condition, by the type of its field.
pub(super) struct Reader<'a> {
    pub viewer: &'a Viewer,
    pub field: &'a Field,
    pub now: Timestamp,
}

impl Reader<'_> {
    pub fn one(&self, condition: &Condition) -> Result<Span> {
        match condition.values.first() {
            Some(value) => self.read(value),
            None => Err(Error::BadRequest(format!("{}: a value is missing", condition.field))),
        }
    }

    /// An instant or a day for what stands for a whole day (`parse::whole_day`): the days that the viewer's calendar
    /// names, as they are in UTC.
    pub fn of_days(&self, text: &str) -> Result<Span> {
        self.instant(text, true).ok_or_else(|| self.bad(text))
    }

    pub fn read_all(&self, texts: &[String]) -> Result<Vec<SqlValue>> {
        texts.iter().map(|text| Ok(self.read(text)?.start)).collect()
    }

    pub fn read(&self, text: &str) -> Result<Span> {
        let bad = || self.bad(text);
        let number = || text.parse::<i64>().map_err(|_| bad());
        Ok(match &self.field.field_type {
            FieldType::Integer { .. } | FieldType::Money { .. } | FieldType::Link { .. } | FieldType::Links(_) => {
                SqlValue::Integer(number()?).into()
            }
            FieldType::User | FieldType::Observers if text == "me" => SqlValue::Integer(self.viewer.user_id.0).into(),
            FieldType::User | FieldType::Observers => SqlValue::Integer(number()?).into(),
            FieldType::Choice { .. } if self.field.is_by_number => SqlValue::Integer(number()?).into(),
            FieldType::Bool => match text {
                "yes" => SqlValue::Integer(1).into(),
                "no" => SqlValue::Integer(0).into(),
                _ => return Err(bad()),
            },
            FieldType::Date => SqlValue::Text(self.day(text).ok_or_else(bad)?.to_string()).into(),
            FieldType::Instant => self.instant(text, false).ok_or_else(bad)?,
            _ => SqlValue::Text(text.to_owned()).into(),
        })
    }

    pub fn bad(&self, text: &str) -> Error {
        Error::BadRequest(format!("{}: {text:?} does not fit this field", self.field.key))
    }

    /// `2026-01-31`, `today`, `-30d`, `7d`, and the first day of this `week`, `month`, `quarter`, `year`.
    fn day(&self, text: &str) -> Option<NaiveDate> {
        let today = self.now.to_utc().with_timezone(&self.viewer.zone).date_naive();
        match text {
            "today" => Some(today),
            "week" => today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday()))),
            "month" => today.with_day(1),
            "quarter" => today.with_day(1)?.checked_sub_months(Months::new(today.month0() % 3)),
            "year" => today.with_day(1)?.with_month(1),
            _ => match text.strip_suffix('d').and_then(|days| days.parse::<i32>().ok()) {
                Some(days) if days < 0 => today.checked_sub_days(Days::new(u64::from(days.unsigned_abs()))),
                Some(days) => today.checked_add_days(Days::new(u64::from(days.unsigned_abs()))),
                None => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
            },
        }
        .filter(is_typed)
    }

    /// `of_days`: of an instant only its day counts, and days are those of UTC.
    pub fn instant(&self, text: &str, of_days: bool) -> Option<Span> {
        let exact = match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(at) => Some(is_typed(&at.date_naive()).then(|| Timestamp::from(at.with_timezone(&Utc)))?),
            Err(_) => (text == "now").then_some(self.now),
        };
        let zone = if of_days { chrono_tz::UTC } else { self.viewer.zone };
        if let Some(at) = exact {
            let day = at.to_utc().with_timezone(&self.viewer.zone).date_naive();
            let at = if of_days { midnight(zone, day)? } else { at };
            return Some(SqlValue::Integer(at.0).into());
        }
        let day = self.day(text)?;
        let start = midnight(zone, day)?;
        let end = midnight(zone, day.succ_opt()?)?;
        Some(Span { start: SqlValue::Integer(start.0), end: Some(SqlValue::Integer(end.0)) })
    }
}

fn midnight(zone: chrono_tz::Tz, day: NaiveDate) -> Option<Timestamp> {
    let local = day.and_hms_opt(0, 0, 0)?;
    // A zone may skip midnight when its clocks go forward: the day then begins an hour later.
    let later = local + chrono::Duration::hours(1);
    let at = zone.from_local_datetime(&local).earliest().or_else(|| zone.from_local_datetime(&later).earliest())?;
    Some(at.with_timezone(&Utc).into())
}

/// Whether a record could have this day: its year has four digits, as forms read it and columns hold it.
fn is_typed(day: &NaiveDate) -> bool {
    (1000..=9999).contains(&day.year())
}
