//! Whether the licence of a folder covers this executable: looked at before anything in the folder is touched.

use super::in_force::Found;
use super::vendor::Vendor;
use crate::kernel::Lang;
use crate::office::versions;
use crate::platform::db::{copy, migrations};
use crate::platform::i18n::{format, tr};
use chrono::NaiveDate;
use std::path::Path;

/// Of this executable.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// In the data folder.
pub const FILE: &str = "license.key";

/// This executable was released after the updates of the licence ended. Nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsRenewal {
    pub firm: String,
    pub updates_until: NaiveDate,
    pub released_on: NaiveDate,
    /// The version to go back to, where one is known.
    pub last_version: Option<String>,
}

/// Asked before an office is opened for writing. Without a licence, and with one that is good for nothing, every version may.
///
/// # Errors
/// What to tell the administrator.
pub fn ensure_covered(folder: &Path, vendor: &Vendor) -> Result<(), Box<NeedsRenewal>> {
    let Some(released_on) = vendor.released_on() else { return Ok(()) };
    let database = folder.join("korob.db");
    let instance_id = copy::instance_id(&database).ok();
    let Found::Good(licence) = Found::at(&folder.join(FILE), vendor, instance_id.as_deref()) else { return Ok(()) };
    if licence.updates_until >= released_on {
        return Ok(());
    }
    // The one that has served this office until now; where this one was tried without a licence, any that is covered.
    let served = migrations::version_of_file(&database).filter(|version| version != VERSION);
    let last_version = served.or_else(|| versions::newest_until(licence.updates_until));
    Err(Box::new(NeedsRenewal { firm: licence.firm, updates_until: licence.updates_until, released_on, last_version }))
}

impl NeedsRenewal {
    /// What, why and what to do, in one line.
    pub fn text(&self, lang: Lang) -> String {
        let day = |day| format::date(lang, day);
        let why = tr::licence_needs_renewal(
            lang,
            VERSION,
            &day(self.released_on),
            &day(self.updates_until),
            &format::quote(lang, &self.firm),
        );
        let way_back = match &self.last_version {
            Some(version) => tr::licence_go_back(lang, version),
            None => tr::licence_go_back_unnamed(lang, &day(self.updates_until)),
        };
        [&why, tr::licence_renew_how(lang), &way_back, tr::licence_never_asks(lang)].join(" ")
    }
}
