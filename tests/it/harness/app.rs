//! The real app inside the test: real database file, real migrations, real HTTP on a free port.

use super::client::Client;
use super::content;
use korob::app::config::{self, Key};
use korob::app::server::{Server, State};
use korob::app::wiring;
use korob::kernel::SystemClock;
use korob::platform::db::{Db, start};
use korob::platform::folder::DataFolder;
use korob::records::Registry;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A server with an office of its own, gone with this value.
pub struct TestApp {
    running: Option<start::Running>,
    server: Option<Server>,
    base: String,
    folder: TempDir,
}

impl TestApp {
    /// A server on an empty folder: nobody has set it up.
    pub fn empty() -> TestApp {
        TestApp::with_registry(wiring::registry())
    }

    /// The same with other types of records.
    pub fn with_registry(registry: Registry) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        let running = start::start(data, Arc::new(SystemClock), 2).unwrap_or_else(|error| panic!("{error}"));
        let flags = [(Key::Listen, "127.0.0.1:0".to_owned())];
        let settings = config::load(folder.path(), &flags, |_| None).unwrap();
        let state = State { db: running.db.clone(), registry: Arc::new(registry) };
        let server = Server::start(&state, &settings, 1).unwrap();
        let base = format!("http://{}", server.address());
        TestApp { running: Some(running), server: Some(server), base, folder }
    }

    /// `http://127.0.0.1:34309`
    pub fn base(&self) -> &str {
        &self.base
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub fn db(&self) -> &Db {
        &self.running.as_ref().unwrap().db
    }

    pub fn data(&self) -> &Path {
        self.running.as_ref().unwrap().folder.path()
    }

    /// A folder that goes away with the app, for files the test makes.
    pub fn scratch(&self) -> &Path {
        self.folder.path()
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.base)
    }

    /// A hash per table of everything people would miss: see [`content::hashes`].
    pub fn content(&self) -> BTreeMap<String, String> {
        self.db().read_blocking(|connection| Ok(content::hashes(connection)?)).unwrap()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }
}
