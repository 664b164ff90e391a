//! `korob license renew`: another licence in force, at once.

use super::{Desk, Refusal};
use crate::office::licence::{Licence, RenewError};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Renew {
    /// A code, or what is in a file.
    pub text: String,
    /// Also in the place of one that is newer, lasts longer or has more seats.
    pub may_be_older: bool,
}

pub fn renew(desk: &Desk<'_>, order: &Renew) -> Result<Licence, Refusal> {
    let actor = desk.actor()?;
    Ok(desk.licences.renew(&actor, &order.text, order.may_be_older)?)
}

impl From<RenewError> for Refusal {
    fn from(error: RenewError) -> Self {
        match error {
            RenewError::Licence(error) => Refusal::Licence(error),
            RenewError::Other(error) => error.into(),
        }
    }
}
