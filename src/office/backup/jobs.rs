//! What the keeper does by itself, for the list of jobs.

use super::keeper::Keeper;
use super::plan::{Outcome, Plan};
use crate::kernel::{Lang, Result};
use crate::platform::db::Db;
use crate::platform::i18n::tr;
use crate::platform::jobs::{Ended, Job, Next, Standing};
use crate::platform::settings::Office;

/// The backups with their proofs, and the copies in the second place.
pub fn jobs(db: &Db, keeper: &Keeper) -> Vec<Job> {
    let (of_backups, of_copies) = ((db.clone(), keeper.clone()), (db.clone(), keeper.clone()));
    let (making, copying) = (keeper.clone(), keeper.clone());
    vec![
        Job::new("backups", tr::backups_title, tr::jobs_backups, move |lang| {
            backups(&of_backups.0, &of_backups.1, lang)
        })
        .at_once(move || making.make_one()),
        Job::new("copies", tr::doctor_second_place, tr::jobs_copies, move |lang| {
            copies(&of_copies.0, &of_copies.1, lang)
        })
        .at_once(move || copying.copy_one()),
    ]
}

fn read(db: &Db) -> Result<(Plan, Outcome, Option<Office>)> {
    db.read_blocking(|conn| Ok((Plan::load(conn)?, Outcome::load(conn)?, Office::find(conn)?)))
}

fn backups(db: &Db, keeper: &Keeper, lang: Lang) -> Result<Standing> {
    // Asked first: what one that is over by then came to is read after.
    let is_running = keeper.is_making();
    let (plan, outcome, office) = read(db)?;
    let now = db.clock().now();
    let next = office.and_then(|office| plan.next(&outcome, now, office.tz()));
    let proven = outcome.proven_at.map(|at| Ended { at, outcome: Ok(tr::jobs_backup_good(lang).to_owned()) });
    let failed = outcome.failed_at.zip(outcome.failure).map(|(at, why)| Ended { at, outcome: Err(why) });
    Ok(Standing { is_running, next: next.map_or(Next::Never, Next::At), last: failed.or(proven), trouble: None })
}

fn copies(db: &Db, keeper: &Keeper, lang: Lang) -> Result<Standing> {
    let is_running = keeper.is_copying();
    let (plan, outcome, _) = read(db)?;
    let is_wanted = plan.second_place.is_some();
    let copied = outcome.copied_at.map(|at| Ended { at, outcome: Ok(tr::jobs_copy_good(lang).to_owned()) });
    let failed = outcome.copy_failed_at.zip(outcome.copy_failure.clone());
    let next = match plan.next_copy(&outcome, db.clock().now()) {
        Some(at) => Next::At(at),
        None if is_wanted => Next::WithBackup,
        None => Next::Never,
    };
    let last = failed.map(|(at, why)| Ended { at, outcome: Err(why) }).or(copied);
    Ok(Standing { is_running, next, last, trouble: None })
}
