//! The HTTP server on threads of its own.

pub use super::door::STOP_TIMEOUT;

use super::config::Settings;
use super::door::{Door, KEEP_ALIVE, MAX_BLOCKING_THREADS, REQUEST_HEAD_TIMEOUT};
use super::listen_error::ListenError;
use super::office_memory::{self, OfficeMemory};
use super::presence::Presence;
use super::{frame, openapi, requests, routes, wiring};
use crate::access::{Access, gate};
use crate::kernel::Error;
use crate::office::backup::{self, Keeper};
use crate::office::doctor::{Examiner, Served};
use crate::office::licence::Licences;
use crate::platform::db::Db;
use crate::platform::files::FileStore;
use crate::platform::jobs::Jobs;
use crate::platform::web::{FieldTitles, Frames, PageError, Streams, csrf, errors, host, security};
use crate::records::pages::works::Works;
use crate::records::{Registry, api, attachments};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use anyhow::{Context, anyhow};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// For what reads a body in one piece. Uploads have a limit of their own where they are received.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// What handlers can ask for: `web::Data<Db>`, `web::Data<Registry>`.
#[derive(Clone)]
pub struct State {
    pub db: Db,
    pub registry: Arc<Registry>,
    pub keeper: Keeper,
    pub licences: Licences,
}

/// A server that listens. Dropping it leaves it running: [`Server::stop`] ends it.
pub struct Server {
    address: SocketAddr,
    handle: ServerHandle,
    streams: web::Data<Streams>,
    presence: Arc<Presence>,
    thread: JoinHandle<std::io::Result<()>>,
    ended: oneshot::Receiver<()>,
}

impl Server {
    /// Listens on the address of the settings (port 0: any free one), with `workers` threads.
    pub fn start(state: &State, settings: &Settings, workers: usize) -> anyhow::Result<Server> {
        let presence = Presence::prepare(settings, state.keeper.folder(), &state.db)?;
        let tls = presence.certificates().map(|certificates| certificates.server_config()).transpose()?;
        let listen = settings.listen;
        let folder = state.db.path().parent().unwrap_or(Path::new(".")).join("files");
        let files =
            Arc::new(FileStore::open(&folder, settings.file_limits.clone()).context("open the folder of files")?);
        let state = state.clone();
        let streams = web::Data::new(Streams::default());
        let (of_pages, present) = (streams.clone(), presence.clone());
        let (tell_started, started) = std::sync::mpsc::channel();
        let (tell_ended, ended) = oneshot::channel();
        let thread = std::thread::Builder::new().name("http".into()).spawn(move || {
            let outcome = actix_web::rt::System::new().block_on(async move {
                let server = match bind(&state, files, listen, &present, of_pages, tls, workers) {
                    Ok((address, server)) => {
                        // Nobody waits only if the caller is gone: then the server ends with the process.
                        let _ = tell_started.send(Ok((address, server.handle())));
                        server
                    }
                    Err(error) => {
                        let _ = tell_started.send(Err(error));
                        return Ok(());
                    }
                };
                server.await
            });
            let _ = tell_ended.send(());
            outcome
        })?;
        let (address, handle) = started
            .recv()
            .map_err(|_| anyhow!("the server ended before it began"))?
            .map_err(|cause| ListenError { address: listen, cause })?;
        presence.listens_at(address);
        Ok(Server { address, handle, streams, presence, thread, ended })
    }

    /// How it is found on its network.
    pub fn presence(&self) -> &Arc<Presence> {
        &self.presence
    }

    /// Where it listens, with the port it really got.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the server ended by itself, which it does only when it fails.
    pub async fn ended(&mut self) {
        let _ = (&mut self.ended).await;
    }

    /// Cuts off what runs: for tests, which have seen all they wanted.
    pub fn kill(self) {
        drop(self.handle.stop(false));
        // However it ended, it is gone.
        let _ = self.thread.join();
    }

    /// Takes no new request, lets the running ones finish within [`STOP_TIMEOUT`], then ends.
    pub fn stop(self) -> anyhow::Result<()> {
        // They would go on for as long as their pages are open.
        self.streams.close();
        // The order goes out with the call; the thread's end says that it was carried out.
        drop(self.handle.stop(true));
        self.thread.join().map_err(|_| anyhow!("the server panicked"))?.context("run the server")
    }
}

fn bind(
    state: &State,
    files: Arc<FileStore>,
    listen: SocketAddr,
    presence: &Arc<Presence>,
    streams: web::Data<Streams>,
    tls: Option<rustls::ServerConfig>,
    workers: usize,
) -> std::io::Result<(SocketAddr, actix_web::dev::Server)> {
    let db = web::Data::new(state.db.clone());
    let registry = web::Data::from(state.registry.clone());
    let keeper = web::Data::new(state.keeper.clone());
    let licences = web::Data::new(state.licences.clone());
    let seats = web::Data::new(state.licences.seats().clone());
    let panels = web::Data::new(wiring::panels());
    let access = Access::new(&state.db);
    let beginning = web::Data::new(wiring::beginning());
    let handover = web::Data::new(wiring::handover(&state.registry));
    let examiner = web::Data::new(Examiner::new(Served {
        db: state.db.clone(),
        registry: state.registry.clone(),
        folder: state.keeper.folder().clone(),
        vendor: state.licences.vendor().clone(),
        certificate: presence.settings().certificate_file(state.keeper.folder().path()),
        settings: presence.settings().without_names(),
    }));
    let hosts = web::Data::new(presence.hosts());
    let reach = web::Data::new(presence.reach());
    let frames = web::Data::new(Frames(frame::frame));
    let office = web::Data::new(OfficeMemory::new(state.db.clone()));
    let works = web::Data::new(Works::default());
    let description = web::Data::new(openapi::Description::of(routes::routes(&registry).rows()));
    let mut all = backup::jobs(&state.db, &state.keeper);
    all.extend([presence.job(), attachments::sweeping(&state.db, &files), api::sweeping(&state.db)]);
    let jobs = web::Data::new(Jobs(all));
    let files = web::Data::from(files);
    let application = move || {
        // The last one wrapped is the first to see a request.
        App::new()
            .app_data(db.clone())
            .app_data(registry.clone())
            .app_data(keeper.clone())
            .app_data(licences.clone())
            .app_data(examiner.clone())
            .app_data(jobs.clone())
            .app_data(seats.clone())
            .app_data(panels.clone())
            .app_data(beginning.clone())
            .app_data(handover.clone())
            .app_data(hosts.clone())
            .app_data(reach.clone())
            .app_data(streams.clone())
            .app_data(frames.clone())
            .app_data(office.clone())
            .app_data(FieldTitles(wiring::field_title))
            .app_data(works.clone())
            .app_data(files.clone())
            .app_data(description.clone())
            .app_data(web::PayloadConfig::new(MAX_BODY_BYTES))
            // An id that is no number is the id of nothing.
            .app_data(web::PathConfig::default().error_handler(|_, _| PageError::from(Error::NotFound).into()))
            .configure(|config| routes::routes(&registry).mount(config, gate))
            .configure(|config| access.configure(config))
            .default_service(web::to(errors::not_found))
            .wrap(from_fn(csrf::check))
            .wrap(from_fn(office_memory::keep))
            .wrap(from_fn(errors::dress))
            .wrap(Compress::default())
            .wrap(from_fn(host::check))
            .wrap(from_fn(security::headers))
            .wrap(from_fn(requests::note))
    };
    if let Some(tls) = tls {
        let door = Door { listen, workers, hosts: presence.hosts(), tls };
        return door.serve(application);
    }
    let server = HttpServer::new(application)
        .workers(workers)
        .worker_max_blocking_threads(MAX_BLOCKING_THREADS)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(REQUEST_HEAD_TIMEOUT)
        .shutdown_timeout(STOP_TIMEOUT.as_secs())
        .disable_signals()
        .bind(listen)?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((address, server.run()))
}
