//! From the order to serve to the last goodbye.

use super::config::Settings;
use super::control::Control;
use super::listen_error::ListenError;
use super::presence::Presence;
use super::server::{STOP_TIMEOUT, Server, State};
use super::supervisor::Supervised;
use super::{own_names, supervisor, wiring};
use crate::kernel::{Error, Lang, SystemClock};
use crate::office::backup::Keeper;
use crate::office::clone;
use crate::office::licence::{Licences, Vendor, ensure_covered};
use crate::office::{demo, setup, versions};
use crate::platform::db::Db;
use crate::platform::db::start::{StartError, start};
use crate::platform::files::FileStore;
use crate::platform::folder::{DataFolder, open_private};
use crate::platform::i18n::tr;
use crate::platform::settings::{CopyMark, Office};
use crate::platform::tls::TlsError;
use crate::platform::ui;
use anyhow::{Context, anyhow};
use chrono_tz::Tz;
use rusqlite::Connection;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serves the folder until SIGTERM or SIGINT, then finishes what runs and closes the database.
///
/// Prints on stdout where browsers find it and, before there is an office, the link for the set-up in this language.
/// With `is_demo` an empty folder is filled with an invented office first, and the logins of its people are printed.
pub fn serve(folder: &Path, settings: &Settings, vendor: &Vendor, lang: Lang, is_demo: bool) -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let in_words = |error: StartError| anyhow!(error.text(lang));
    let folder = DataFolder::open(folder).map_err(|error| in_words(error.into()))?;
    ensure_covered(folder.path(), vendor).map_err(|needed| anyhow!(needed.text(lang)))?;
    let running = start(folder, Arc::new(SystemClock), readers(cores)).map_err(in_words)?;
    let keeper = Keeper::new(running.db.clone(), running.folder.clone());
    let licences = Licences::open(vendor.clone(), running.db.clone())?;
    let state =
        State { db: running.db.clone(), registry: Arc::new(wiring::registry()), keeper: keeper.clone(), licences };
    if is_demo {
        show_demo(&state, &running.folder, settings, lang)?;
    }
    let server = Server::start(&state, settings, cores).map_err(|error| {
        let of_tls = error.downcast_ref::<TlsError>().map(|error| error.text(lang));
        let told = of_tls.or_else(|| error.downcast_ref::<ListenError>().map(|error| error.text(lang)));
        told.map_or(error, |told| anyhow!(told))
    })?;
    let presence = server.presence().clone();
    let url = own_names::url(settings, server.address().port());
    let socket = running.folder.control_socket();
    let control = Control::listen(&socket, state, url.clone()).context("listen for commands")?;
    running.check_in_background();
    keeper.start().context("begin to make backups")?;
    versions::note(&running.db);
    // Before anybody is told that it serves: an order that comes right after must not kill it.
    let orders = Orders::listen()?;
    if let Some(secret) = setup::link(&running.db).context("make the link for the set-up")? {
        let link = format!("{url}/setup/{}", secret.as_str());
        println!("{}", tr::setup_printed(lang, &link));
    }
    presence.start().context("begin to look after names and certificates")?;
    show_ways(&presence, lang);
    tell_copy(&running.db, lang)?;
    println!("{}", tr::start_serves(lang, &format!("{url}/")));
    let supervised = supervisor::serving(&running.db).context("begin to tell the supervisor")?;
    let outcome = orders.serve_until_told_to_stop(server, &supervised, &presence);
    presence.stop();
    keeper.stop();
    control.stop(STOP_TIMEOUT);
    running.stop();
    outcome
}

/// Nobody is to take a copy for the office that people work in.
fn tell_copy(db: &Db, lang: Lang) -> anyhow::Result<()> {
    let read = |conn: &Connection| Ok((CopyMark::find(conn)?, Office::find(conn)?));
    let (mark, office) = db.read_blocking(read).context("look whether this is a copy")?;
    if let Some(mark) = mark {
        println!("{}", clone::words(lang, office.map_or(Tz::UTC, |office| office.tz()), &mark));
    }
    Ok(())
}

/// Makes the demo office if there is none yet, and says how to sign in.
fn show_demo(state: &State, folder: &DataFolder, settings: &Settings, lang: Lang) -> anyhow::Result<()> {
    let files = FileStore::open(&folder.files(), settings.file_limits.clone()).context("open the folder of files")?;
    let file = folder.demo_logins();
    let keep = |logins: &[demo::Login]| {
        let lines: Vec<String> = logins
            .iter()
            .map(|login| {
                format!("{:<24} {:<22} {}", login.email, login.password, [&*login.name, &login.role].join(", "))
            })
            .collect();
        let mut file = open_private(&file)?;
        // Those of a demo whose making was cut short are good for nothing any more.
        file.set_len(0)?;
        file.write_all(format!("{}\n", lines.join("\n")).as_bytes()).context("keep the logins")
    };
    demo::begin(&state.db, &state.registry, &Arc::new(files), &wiring::beginning(), lang, keep).map_err(|error| {
        match error {
            Error::Conflict(text) => anyhow!("{}", text.text(lang)),
            other => other.into(),
        }
    })?;
    // Somebody may have tidied the file away: the office is served all the same.
    if let Ok(logins) = std::fs::read_to_string(&file) {
        println!("{}\n{logins}", tr::start_demo_logins(lang));
    }
    Ok(())
}

/// How people of the office find it, and by what they know that it is the right one.
fn show_ways(presence: &Presence, lang: Lang) {
    if presence.is_open() {
        let urls = presence.urls();
        println!("{}", tr::start_ways(lang));
        for url in &urls {
            println!("  {url}/");
        }
        if let Some(best) = urls.first().filter(|_| std::io::stdout().is_terminal()) {
            println!("{}", ui::qr_text(&format!("{best}/")));
        }
    }
    if let Some(authority) = presence.certificates().and_then(|certificates| certificates.authority()) {
        println!("{}", tr::start_fingerprint(lang, &authority.facts().fingerprint()));
    }
}

/// Reads wait for the disk at times: two for each core.
fn readers(cores: usize) -> usize {
    (cores * 2).max(4)
}

/// The orders to stop, heard from the moment this is made.
struct Orders {
    runtime: tokio::runtime::Runtime,
    terminate: Signal,
    interrupt: Signal,
    /// The old way to say that files changed (signal(7)).
    hang_up: Signal,
}

impl Orders {
    fn listen() -> anyhow::Result<Orders> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let context = runtime.enter();
        let terminate = signal(SignalKind::terminate()).context("listen for SIGTERM")?;
        let interrupt = signal(SignalKind::interrupt()).context("listen for SIGINT")?;
        let hang_up = signal(SignalKind::hangup()).context("listen for SIGHUP")?;
        drop(context);
        Ok(Orders { runtime, terminate, interrupt, hang_up })
    }

    fn serve_until_told_to_stop(
        self,
        mut server: Server,
        supervised: &Supervised,
        presence: &Presence,
    ) -> anyhow::Result<()> {
        let Orders { runtime, mut terminate, mut interrupt, mut hang_up } = self;
        runtime.block_on(async {
            loop {
                tokio::select! {
                    _ = terminate.recv() => tracing::info!("SIGTERM: finishing what runs"),
                    _ = interrupt.recv() => tracing::info!("interrupted: finishing what runs"),
                    () = server.ended() => tracing::error!("the server ended by itself"),
                    _ = hang_up.recv() => {
                        tracing::info!("SIGHUP: looking at the certificate");
                        presence.wake();
                        continue;
                    }
                }
                break;
            }
        });
        supervised.stopping();
        server.stop()
    }
}
