//! `korob upgrade`: the office of an earlier version, brought to this one.

use super::{Failure, Global, output};
use crate::app::log;
use crate::office::licence::ensure_covered;
use crate::platform::db::OpenError;
use crate::platform::db::copy::instance_id;
use crate::platform::db::start::StartError;
use crate::platform::db::upgrade::{Rehearsed, rehearse};
use crate::platform::folder::{DataFolder, finish_swap, is_swapping};
use crate::platform::i18n::tr;
use clap::Args;

/// Bring the office to this version; the server does so by itself when it starts
///
/// The steps are taken on a copy, which is looked at and then put in the place of the database. What was there is kept, and
/// how to go back is printed.
#[derive(Debug, Args)]
pub(super) struct Upgrade {
    /// Take the steps on a copy and throw it away: nothing is changed
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(global: &Global, command: &Upgrade) -> Result<(), Failure> {
    let lang = global.lang();
    log::start("warn", global.verbose);
    // Half way to another database the old one may have left its place.
    if !is_swapping(&global.data) {
        global.ensure_office()?;
    }
    let in_words = |error: StartError| Failure::new(error.text(lang));
    let folder = DataFolder::open(&global.data).map_err(|error| in_words(error.into()))?;
    ensure_covered(folder.path(), &global.vendor).map_err(|needed| Failure::new(needed.text(lang)))?;
    // To finish it would change something.
    if command.dry_run && is_swapping(folder.path()) {
        return Err(Failure::new(tr::backup_unfinished(lang, &folder.path().display().to_string())));
    }
    let lock = folder.lock().map_err(|error| in_words(error.into()))?;
    let told = finish_swap(folder.path())
        .map_err(Failure::from)
        .and_then(|()| rehearse(&folder).map_err(in_words))
        .and_then(|rehearsed| told(global, command.dry_run, rehearsed));
    // What became of the office matters more.
    if let Err(error) = lock.return_unused() {
        tracing::warn!(%error, "the lock file could not be written");
    }
    output::print(&told?)
}

fn told(global: &Global, is_dry_run: bool, rehearsed: Option<Rehearsed>) -> Result<String, Failure> {
    let lang = global.lang();
    let in_words = |error: StartError| Failure::new(error.text(lang));
    let Some(rehearsed) = rehearsed else {
        // Of what is no office of ours there is no version.
        let path = global.data.join("korob.db");
        instance_id(&path).map_err(|_| in_words(OpenError::NotOurs { path }.into()))?;
        return Ok(tr::upgrade_none(lang).to_owned() + "\n");
    };
    let count = rehearsed.upgrade().applied.len() as i64;
    if is_dry_run {
        rehearsed.give_up().map_err(in_words)?;
        return Ok(tr::upgrade_rehearsed(lang, count) + "\n");
    }
    let (upgrade, kept) = rehearsed.commit().map_err(in_words)?;
    let way_back = tr::upgrade_way_back(lang, &kept.display().to_string(), &upgrade.made_by);
    Ok(format!("{}\n{way_back}\n", tr::upgrade_done(lang, count)))
}
