//! What the demo office has planned with its clients, and what it did: some of it is late, as everywhere.

use super::records::Stage;
use super::words::{Deed, Plan};
use crate::access::Viewer;
use crate::crm::activities;
use crate::kernel::{RecordRef, Result};
use crate::office::seed::Random;
use crate::platform::db::Tx;
use crate::platform::events;
use crate::platform::i18n::{format, parse};
use crate::records::{Value, Values, service};
use chrono::{Days, NaiveTime};

const SEED: u64 = 20_261_127;

/// Days from today on which something is due: late, today, later.
const DUE_DAYS: [i64; 10] = [-3, -1, 0, 0, 1, 1, 2, 4, 7, 11];

/// Plans something with most of these records, and tells what was done with some; `is_open` says whether anything is still
/// to be done with the record of this index.
pub(super) fn fill(
    tx: &mut Tx<'_>,
    stage: &Stage<'_>,
    key: &'static str,
    ids: &[i64],
    is_open: fn(usize) -> bool,
) -> Result<()> {
    for (index, id) in ids.iter().enumerate() {
        let random = &mut Random::of(SEED, key, i64::try_from(index).unwrap_or_default());
        let of = Of { stage, about: RecordRef::new(key, *id), viewer: stage.responsible(index) };
        for step in 0..random.below(3) {
            let deed = random.pick(stage.words.done);
            let days = -2 - step * 5 - random.below(4);
            of.create(tx, random, Said::Done(deed), days)?;
        }
        if is_open(index) && index % 6 != 5 {
            let plan = random.pick(stage.words.planned);
            let days = DUE_DAYS[index % DUE_DAYS.len()];
            of.create(tx, random, Said::Planned(plan), days)?;
        }
    }
    Ok(())
}

enum Said<'w> {
    Planned(&'w Plan),
    Done(&'w Deed),
}

struct Of<'a> {
    stage: &'a Stage<'a>,
    about: RecordRef,
    viewer: &'a Viewer,
}

impl Of<'_> {
    fn create(&self, tx: &mut Tx<'_>, random: &mut Random, said: Said<'_>, days: i64) -> Result<()> {
        let zone = self.stage.zone;
        let today = format::local_day(zone, tx.now());
        let distance = Days::new(days.unsigned_abs());
        let day = if days < 0 { today.checked_sub_days(distance) } else { today.checked_add_days(distance) };
        let hour = u32::try_from(9 + random.below(9)).unwrap_or(9);
        let time = NaiveTime::from_hms_opt(hour, *random.pick(&[0, 15, 30]), 0);
        let at = day.zip(time).and_then(|(day, time)| parse::in_zone(zone, day.and_time(time)));
        let (code, subject) = match &said {
            Said::Planned((code, subject)) | Said::Done((code, subject, _)) => (*code, *subject),
        };
        let mut values = Values::default()
            .with("type", code)
            .with("subject", subject)
            .with("about", Value::Text(self.about.to_string()))
            .with("due_is_day", Value::Bool(matches!(said, Said::Planned(_)) && code == "task"));
        let at = at.unwrap_or(tx.now());
        values.set("due_at", Value::Int(at.0));
        let mut made_at = tx.now().plus_secs(-random.below(3) * 86_400);
        if let Said::Done((_, _, result)) = said {
            values.set("status", "done");
            values.set("result", *result);
            made_at = at.plus_secs(-86_400);
        }
        if code == "call" {
            values.set("direction", if random.percent(30) { "in" } else { "out" });
        }
        if random.percent(12) {
            values.set("priority", "high");
        }
        events::next(tx);
        let kind = self.stage.registry.kind(activities::KEY)?;
        service::create_at(tx, self.viewer, &kind, values, made_at).map(drop)
    }
}
