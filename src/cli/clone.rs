//! `korob clone`: a copy of the office to try things in.

use super::backup::{folder, holds, in_words};
use super::{Failure, Global, output};
use crate::app::{log, wiring};
use crate::kernel::{Clock, Lang, SystemClock};
use crate::office::clone::{self, Made};
use crate::platform::i18n::tr;
use clap::Args;
use std::path::PathBuf;

/// Copy the office into a data folder of its own to try things in, while it is being served or not
///
/// The copy is another office: every page says that it is a copy, it listens on this machine only, nobody is signed in to it, tokens
/// of programs are not good for it, and it makes no backups by itself. People sign in to it with their passwords; to a masked one
/// only the administrator whose sign-in is printed.
#[derive(Debug, Args)]
pub(super) struct Clone {
    /// The folder to make: it is not there yet, or empty
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Replace names, numbers, addresses, texts and files by invented ones, so that nobody is recognised in it; names of stages and
    /// of the values of lists stay
    #[arg(long)]
    mask: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(global: &Global, command: &Clone) -> Result<(), Failure> {
    let lang = global.lang();
    log::start("warn", global.verbose);
    let folder = folder(global)?;
    let registry = wiring::registry();
    let mask = command.mask.then_some(&registry);
    let order = clone::Order { folder: &folder, to: &command.to, mask, now: SystemClock.now() };
    let made = clone::make(order).map_err(in_words(lang))?;
    for hash in &made.missing_files {
        eprintln!("korob: {}", tr::clone_missing_file(lang, &hash.to_string()));
    }
    if command.json {
        return output::print_json(&serde_json::to_value(&made).map_err(anyhow::Error::from)?);
    }
    output::print(&told(lang, &made))
}

fn told(lang: Lang, made: &Made) -> String {
    let path = made.path.display().to_string();
    let mut lines = vec![
        tr::clone_made(lang, &path),
        holds(lang, &made.counts, made.files_bytes),
        tr::clone_serve(lang, &output::for_shell(&path)),
    ];
    if let Some(login) = &made.login {
        lines.push(tr::clone_login(lang, &login.email, &login.password));
    }
    lines.join("\n") + "\n"
}
