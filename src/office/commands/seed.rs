//! `korob seed`: an invented office of any size.

use super::{Desk, Refusal, refusal::invalid};
use crate::access::Viewer;
use crate::kernel::{Problem, Via};
use crate::office::seed::{self, Made, Plan};
use crate::records::search;
use serde::{Deserialize, Serialize};

/// More than the box is made for.
const MAX_CONTACTS: i64 = 10_000_000;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub plan: Plan,
    /// Also where there are records already.
    pub is_forced: bool,
}

pub fn run(desk: &mut Desk<'_>, order: &Order) -> Result<Made, Refusal> {
    let plan = order.plan;
    if !(0..=MAX_CONTACTS).contains(&plan.contacts) {
        return Err(invalid("contacts", Problem::OutOfRange { min: 0, max: MAX_CONTACTS }));
    }
    // Nobody did all that today: what the box makes up has the times that it says.
    let viewer = Viewer { via: Via::System, ..desk.viewer()? };
    if !order.is_forced && !desk.db.read_blocking(search::is_empty)? {
        return Err(Refusal::HoldsRecords);
    }
    let total = plan.total().sum();
    let progress = &mut *desk.progress;
    Ok(seed::seed(desk.db, desk.registry, &viewer, plan, &mut |done| progress(done, total))?)
}
