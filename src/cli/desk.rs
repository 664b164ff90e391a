//! Where a command is carried out: here, if nobody holds the data folder, else by the server that does.

use super::{Failure, Global, output};
use crate::access::Role;
use crate::app::control::{self, Order, Refusal};
use crate::app::{config, log, own_names, wiring};
use crate::kernel::SystemClock;
use crate::office::backup::Copied;
use crate::office::commands::{self, Command, Desk};
use crate::office::licence::{Licences, ensure_covered, would_cover};
use crate::platform::db::start::{StartError, start};
use crate::platform::db::{Db, copy};
use crate::platform::folder::{DataFolder, FolderError};
use indicatif::{ProgressBar, ProgressStyle};
use serde::de::DeserializeOwned;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// A command without files.
pub(super) fn carry_out<T: DeserializeOwned>(global: &Global, command: Command) -> Result<T, Failure> {
    carry_out_with(global, command, None, &mut std::io::sink())
}

/// A command that is given the file `input` or makes one, written to `output`.
pub(super) fn carry_out_with<T: DeserializeOwned>(
    global: &Global,
    command: Command,
    input: Option<&Path>,
    output: &mut dyn Write,
) -> Result<T, Failure> {
    let lang = global.lang();
    let bar = bar();
    let mut progress = |done: i64, total: i64| {
        bar.set_length(u64::try_from(total).unwrap_or_default());
        bar.set_position(u64::try_from(done).unwrap_or_default());
    };
    let order = Order { command, act_as: global.act_as.as_deref(), lang, input, output, progress: &mut progress };
    let outcome = here_or_there(global, order);
    bar.finish_and_clear();
    Ok(serde_json::from_value(outcome?).map_err(anyhow::Error::from)?)
}

fn here_or_there(global: &Global, order: Order<'_>) -> Result<serde_json::Value, Failure> {
    let lang = order.lang;
    let in_words = |error: StartError| Failure::new(error.text(lang));
    // Only an administrator does: whoever adds a colleague in the wrong folder is not to begin a second one there.
    if !global.has_office()? {
        match &order.command {
            Command::UserAdd(add) if add.role == Role::Admin => {
                commands::ensure_begins(add).map_err(|refusal| Failure::new(refusal.text(lang)))?;
            }
            _ => return Err(global.no_office()),
        }
    }
    let folder = DataFolder::open(&global.data).map_err(|error| in_words(error.into()))?;
    let socket = folder.control_socket();
    log::start("warn", global.verbose);
    if let Err(needed) = ensure_covered(folder.path(), &global.vendor)
        && is_free(&folder).map_err(in_words)?
    {
        match &order.command {
            command if command.only_reads() => return on_copy(global, &folder, order),
            // The very licence that is missing.
            Command::LicenceRenew(renew) => {
                let instance_id = copy::instance_id(&folder.database()).ok();
                would_cover(&renew.text, &global.vendor, instance_id.as_deref())
                    .map_err(|error| Failure::new(error.text(lang)))?;
            }
            _ => return Err(Failure::new(needed.text(lang))),
        }
    }
    let running = match start(folder, Arc::new(SystemClock), 2) {
        Ok(running) => running,
        Err(StartError::Folder(FolderError::InUse { .. })) => {
            return control::send(&socket, order).map_err(|error| match error.downcast::<Refusal>() {
                Ok(refusal) => Failure::new(refusal),
                Err(error) => error.into(),
            });
        }
        Err(error) => return Err(in_words(error)),
    };
    let outcome = here(global, &running.db, order);
    running.stop();
    outcome
}

/// Carries a command out on this database.
fn here(global: &Global, db: &Db, order: Order<'_>) -> Result<serde_json::Value, Failure> {
    let registry = wiring::registry();
    // A server would keep this memory for long: the allocator does not give all of it back.
    let _room = db.expect_much();
    let outcome = commands::run(
        &mut Desk {
            db,
            registry: &registry,
            beginning: &wiring::beginning(),
            licences: &Licences::open(global.vendor.clone(), db.clone())?,
            url: &url(&global.data),
            act_as: order.act_as,
            input: order.input,
            output: order.output,
            progress: order.progress,
        },
        order.command,
    );
    outcome.map_err(|refusal| Failure::new(refusal.text(order.lang)))
}

/// A command that only reads, with an executable that the licence does not cover: the database stays as the version left it
/// that one may go back to.
fn on_copy(global: &Global, folder: &DataFolder, order: Order<'_>) -> Result<serde_json::Value, Failure> {
    let lang = order.lang;
    let copied = Copied::of(folder).map_err(|error| Failure::new(error.text(lang)))?;
    let db = Db::open(&copied.database(), 2, Arc::new(SystemClock))
        .map_err(|error| Failure::new(StartError::from(error).text(lang)))?;
    let outcome = here(global, &db, order);
    db.stop();
    outcome
}

/// Whether no server holds the folder.
fn is_free(folder: &DataFolder) -> Result<bool, StartError> {
    match folder.lock() {
        Ok(lock) => {
            lock.return_unused().map(|()| true).map_err(|error| FolderError::from(anyhow::Error::from(error)).into())
        }
        Err(FolderError::InUse { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Where a server with the settings in force would be found. With settings that cannot be read nobody is served anyway;
/// the path of a link alone is still worth having.
fn url(data: &Path) -> String {
    let settings = config::load(data, &[], |name| std::env::var(name).ok());
    settings.map(|settings| own_names::url(&settings, settings.listen.port())).unwrap_or_default()
}

/// Shown on a terminal only, once there is something to show.
pub(super) fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // A template that cannot be read would be a mistake of ours: the plain bar does, too.
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {human_pos} / {human_len}  {eta}") {
        bar.set_style(style);
    }
    bar
}

/// Prints a list as JSON or, for people, one line each.
pub(super) fn print_list<T: serde::Serialize>(
    items: &[T],
    is_json: bool,
    line: impl Fn(&T) -> String,
) -> Result<(), Failure> {
    if is_json {
        return output::print_json(&serde_json::to_value(items).map_err(anyhow::Error::from)?);
    }
    let lines: String = items.iter().map(|item| line(item) + "\n").collect();
    output::print(&lines)
}
