//! Which of the scheduled backups are kept: the newest of each of the last so many days, weeks and months on which there
//! are any. Days without a backup do not count, so a clock that jumps makes none superfluous.

use chrono::{Datelike, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whatever else is there, these stay.
const YOUNG: TimeDelta = TimeDelta::hours(48);

/// For how many days, weeks and months a backup is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    pub daily: usize,
    pub weekly: usize,
    pub monthly: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Keep { daily: 7, weekly: 4, monthly: 12 }
    }
}

/// The places of those that are not kept. The newest up to `now` always is, and so are those of the last two days: what
/// somebody ruins is noticed by then. Those from a time that is still to come were made under a wrong clock: they take no
/// other's place, and go when their time has come.
pub(super) fn superfluous(made: &[NaiveDateTime], now: NaiveDateTime, keep: Keep) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..made.len()).filter(|place| made[*place] <= now).collect();
    newest_first.sort_by_key(|place| std::cmp::Reverse(made[*place]));
    let mut kept: BTreeSet<usize> = newest_first.first().copied().into_iter().collect();
    let is_young = |place: &&usize| now.signed_duration_since(made[**place]) < YOUNG;
    kept.extend(newest_first.iter().filter(is_young));
    for (period, count) in [(Period::Day, keep.daily), (Period::Week, keep.weekly), (Period::Month, keep.monthly)] {
        let mut seen = BTreeSet::new();
        // The first that is met of a period is its newest.
        let firsts = newest_first.iter().filter(|place| seen.insert(period.of(made[**place])));
        kept.extend(firsts.take(count).copied());
    }
    newest_first.into_iter().filter(|place| !kept.contains(place)).collect()
}

#[derive(Clone, Copy)]
enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    /// The same for all that lies in one.
    fn of(self, at: NaiveDateTime) -> (i32, u32) {
        match self {
            Period::Day => (at.year(), at.ordinal()),
            Period::Week => (at.iso_week().year(), at.iso_week().week()),
            Period::Month => (at.year(), at.month()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, NaiveDate};
    use proptest::prelude::*;

    fn at(day: &str, hour: u32) -> NaiveDateTime {
        day.parse::<NaiveDate>().unwrap().and_hms_opt(hour, 0, 0).unwrap()
    }

    fn kept(made: &[NaiveDateTime], now: NaiveDateTime, keep: Keep) -> Vec<NaiveDateTime> {
        let gone = superfluous(made, now, keep);
        made.iter().enumerate().filter(|(place, _)| !gone.contains(place)).map(|(_, at)| *at).collect()
    }

    #[test]
    fn a_year_of_nights_leaves_days_weeks_and_months() {
        let first = at("2025-11-27", 2);
        let nights: Vec<NaiveDateTime> = (0..=365).map(|day| first + Duration::days(day)).collect();
        let kept = kept(&nights, at("2026-11-27", 3), Keep::default());
        let days: Vec<String> = kept.iter().map(|at| at.date().to_string()).collect();
        // Months from their last night, weeks from their Sunday, the last seven nights.
        let expected = [
            "2025-12-31",
            "2026-01-31",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-05-31",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11-08",
            "2026-11-15",
            "2026-11-21",
            "2026-11-22",
            "2026-11-23",
            "2026-11-24",
            "2026-11-25",
            "2026-11-26",
            "2026-11-27",
        ];
        assert_eq!(days, expected);
    }

    #[test]
    fn of_one_day_the_newest_is_kept_once_the_day_is_over() {
        let made = [at("2026-11-27", 9), at("2026-11-27", 2), at("2026-11-26", 2)];
        assert!(superfluous(&made, at("2026-11-27", 9), Keep::default()).is_empty(), "what was good this morning");
        assert_eq!(superfluous(&made, at("2026-11-29", 3), Keep::default()), [1]);
        assert!(superfluous(&[], at("2026-11-29", 3), Keep::default()).is_empty());
        let none = Keep { daily: 0, weekly: 0, monthly: 0 };
        assert_eq!(superfluous(&made, at("2026-12-29", 3), none), [1, 2], "the newest stays whatever was chosen");
    }

    #[test]
    fn what_a_wrong_clock_made_takes_nobodys_place() {
        let ahead: Vec<NaiveDateTime> = (1..=9).map(|day| at(&format!("2036-01-{day:02}"), 2)).collect();
        let few = Keep { daily: 2, weekly: 0, monthly: 0 };
        let nights: Vec<NaiveDateTime> = (20..=27).map(|day| at(&format!("2026-11-{day}"), 2)).collect();
        let all = [ahead.clone(), nights].concat();
        let kept = kept(&all, at("2026-11-27", 3), few);
        assert_eq!(kept, [&ahead[..], &[at("2026-11-26", 2), at("2026-11-27", 2)]].concat());
    }

    proptest! {
        /// Night after night, as it is really done, under a clock that jumps.
        #[test]
        fn whatever_the_clock_does_what_was_just_made_is_kept(steps in prop::collection::vec(-2000i64..4000, 1..80)) {
            let keep = Keep { daily: 3, weekly: 1, monthly: 0 };
            let mut there = Vec::new();
            let mut now = at("2026-01-01", 2);
            for hours in steps {
                now += Duration::hours(hours);
                there.push(now);
                let gone = superfluous(&there, now, keep);
                let newest = there.len() - 1;
                prop_assert!(!gone.contains(&newest));
                let kept: Vec<_> = (0..there.len()).filter(|place| !gone.contains(place)).map(|place| there[place]).collect();
                for place in gone {
                    let newer: BTreeSet<_> =
                        kept.iter().filter(|at| **at >= there[place] && **at <= now).map(|at| at.date()).collect();
                    let is_of_a_kept_day = newer.contains(&there[place].date());
                    prop_assert!(is_of_a_kept_day || newer.len() >= keep.daily, "{} went", there[place]);
                }
                there = kept;
            }
        }
    }
}
