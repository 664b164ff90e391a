//! How near the end of the updates is. Nothing stops at it: administrators are told in time, that is all.

use super::document::Licence;
use chrono::NaiveDate;

/// From the last one on, each is told anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    TwoMonths,
    Month,
    Week,
    Over,
}

impl Stage {
    /// `None` while there is time.
    pub fn of(licence: &Licence, today: NaiveDate) -> Option<Stage> {
        match days_left(licence, today) {
            ..0 => Some(Stage::Over),
            0..=7 => Some(Stage::Week),
            8..=30 => Some(Stage::Month),
            31..=60 => Some(Stage::TwoMonths),
            61.. => None,
        }
    }

    /// Names it where somebody closed what was told of it.
    pub fn code(self) -> &'static str {
        match self {
            Stage::TwoMonths => "60",
            Stage::Month => "30",
            Stage::Week => "7",
            Stage::Over => "0",
        }
    }
}

/// Until the last day of the updates, which is 0; negative after it.
pub fn days_left(licence: &Licence, today: NaiveDate) -> i64 {
    licence.updates_until.signed_duration_since(today).num_days()
}
