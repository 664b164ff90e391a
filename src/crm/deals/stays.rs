//! How long a deal stood at which stage, from its first day: made from where it stands, whatever brought it there.

use super::fields::KEY;
use super::store;
use crate::kernel::{ActionId, Result, Timestamp, UserId};
use crate::platform::db::Tx;
use crate::platform::events;
use crate::records::Values;

pub use super::store::{spent, stays as list};

/// One time at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    pub id: i64,
    pub pipeline_id: i64,
    pub stage_id: i64,
    pub entered_at: Timestamp,
    /// `None` while the deal is there.
    pub left_at: Option<Timestamp>,
    pub moved_by: Option<UserId>,
}

impl Stay {
    pub fn duration_ms(&self, now: Timestamp) -> i64 {
        (self.left_at.unwrap_or(now).0 - self.entered_at.0).max(0)
    }
}

/// Ends the stay at the stage a deal has left, and begins the one at the stage it has come to. The first begins when the
/// deal was made. What is taken back was no move: the deal stands where it stood, since it came there.
pub(super) fn keep(tx: &Tx<'_>, id: i64, values: &Values) -> Result<()> {
    let number = |key: &str| values.text(key).and_then(|code| code.parse::<i64>().ok());
    let (Some(stage), Some(pipeline)) = (number("stage_id"), number("pipeline_id")) else { return Ok(()) };
    let now = tx.now();
    let Some(there) = store::stay_now(tx, id)? else {
        return store::begin_stay(tx, id, (pipeline, stage), values.int("created_at").map_or(now, Timestamp));
    };
    if there.stage_id == stage {
        return Ok(());
    }
    let moved_at = match undone_move(tx, id)? {
        Some(undone) if !undone.is_again && undone.brought(&there) => {
            let stays = store::stays(tx, id)?;
            // All that the action had the deal pass through goes with it.
            let mut earlier = stays.iter().rev().skip_while(|stay| stay.stage_id != stage && undone.brought(stay));
            if let Some(back) = earlier.next().filter(|stay| stay.stage_id == stage) {
                return store::reopen_stay(tx, id, back);
            }
            now
        }
        Some(undone) if undone.is_again && undone.last_at >= there.entered_at => undone.last_at,
        _ => now,
    };
    store::end_stay(tx, &there, moved_at)?;
    store::begin_stay(tx, id, (pipeline, stage), moved_at)
}

/// What an undo is about: an action of people, whose changes of a deal were made between these instants.
struct Undone {
    first_at: Timestamp,
    last_at: Timestamp,
    /// Whether it is not taken back, but put in force again.
    is_again: bool,
}

impl Undone {
    fn brought(&self, stay: &Stay) -> bool {
        (self.first_at..=self.last_at).contains(&stay.entered_at)
    }
}

/// `None` where nothing is being undone.
fn undone_move(tx: &Tx<'_>, id: i64) -> Result<Option<Undone>> {
    let find = |id: ActionId| events::find_action(tx, id);
    let mut action = tx.action().map(find).transpose()?.flatten();
    let mut times = 0;
    while let Some(undoing) = action.as_ref().filter(|action| action.verb == "action.undone") {
        action = find(ActionId(undoing.subject_id))?;
        times += 1;
    }
    let Some(action) = action.filter(|_| times > 0) else { return Ok(None) };
    let changes = events::of_action_on(tx, action.id, KEY, id)?;
    let (Some(last), Some(first)) = (changes.first(), changes.last()) else { return Ok(None) };
    Ok(Some(Undone { first_at: first.at, last_at: last.at, is_again: times % 2 == 0 }))
}

/// The stage of these, each with its number, that a deal was at last; `None` where it was at none of them.
pub(super) fn latest<S>(stays: &[Stay], stages: impl Iterator<Item = (i64, S)> + Clone) -> Option<S> {
    let there = |stay: &Stay| stages.clone().find(|(id, _)| *id == stay.stage_id);
    stays.iter().rev().find_map(there).map(|(_, stage)| stage)
}
