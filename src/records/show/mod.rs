//! Values as people read them: plain text for exports and histories, markup for lists and cards.

mod lookup;
mod markup;
mod text;

pub use lookup::Lookup;
pub use markup::{address, cell, full};
pub(crate) use text::{day_text, is_day};
pub use text::{money_text, point_label, point_text, position_text, text};

use crate::access::Viewer;
use crate::kernel::{Lang, Timestamp};
use crate::platform::i18n::format;
use chrono::NaiveDate;

/// For whom and when something is shown.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    pub now: Timestamp,
    /// The day of `now`, where the reader is.
    pub today: NaiveDate,
}

impl Reader {
    pub fn of(viewer: &Viewer, now: Timestamp) -> Reader {
        Reader { lang: viewer.lang, zone: viewer.zone, now, today: format::local_day(viewer.zone, now) }
    }
}
