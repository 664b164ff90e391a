//! The real app inside the test: real database file, real migrations, real HTTP on a free port.

use super::client::Client;
use super::licence::vendor;
use super::{content, office};
use korob::access::sessions::{self, NewSession};
use korob::access::{User, Viewer, tokens, users};
use korob::app::config::{self, Key};
use korob::app::presence::Presence;
use korob::app::server::{Server, State};
use korob::app::wiring;
use korob::kernel::{Actor, SystemClock, Via};
use korob::office::backup::Keeper;
use korob::office::licence::{Licences, Vendor};
use korob::platform::db::{Db, start};
use korob::platform::folder::DataFolder;
use korob::platform::web::csrf;
use korob::records::Registry;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// Seats without a licence, where a test is about something else.
const ROOM_ENOUGH: u32 = 1000;

/// A server with an office of its own, gone with this value.
pub struct TestApp {
    running: Option<start::Running>,
    server: Option<Server>,
    registry: Arc<Registry>,
    keeper: Keeper,
    licences: Licences,
    base: String,
    folder: TempDir,
}

impl TestApp {
    /// The office of [`office`]: people, but no records yet.
    pub fn start() -> TestApp {
        let app = TestApp::empty();
        office::furnish(app.db());
        app
    }

    /// [`TestApp::start`] with other types of records.
    pub fn start_with(registry: Registry) -> TestApp {
        let app = TestApp::make(registry, &[], vendor(ROOM_ENOUGH));
        office::furnish(app.db());
        app
    }

    /// [`TestApp::start`] behind a proxy that people find at `url`.
    pub fn behind(url: &str) -> TestApp {
        TestApp::with_settings(&[(Key::Url, url)])
    }

    /// [`TestApp::start`] with these start-up settings.
    pub fn with_settings(flags: &[(Key, &str)]) -> TestApp {
        let app = TestApp::make(wiring::registry(), flags, vendor(ROOM_ENOUGH));
        office::furnish(app.db());
        app
    }

    /// A server on an empty folder: nobody has set it up.
    pub fn empty() -> TestApp {
        TestApp::make(wiring::registry(), &[], vendor(ROOM_ENOUGH))
    }

    /// [`TestApp::start`] as the executable of this vendor.
    pub fn of(vendor: Vendor) -> TestApp {
        let app = TestApp::make(wiring::registry(), &[], vendor);
        office::furnish(app.db());
        app
    }

    fn make(registry: Registry, flags: &[(Key, &str)], vendor: Vendor) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(&folder.path().join("data")).unwrap();
        let running = start::start(data, Arc::new(SystemClock), 2).unwrap_or_else(|error| panic!("{error}"));
        let mut flags: Vec<_> = flags.iter().map(|(key, text)| (*key, (*text).to_owned())).collect();
        if !flags.iter().any(|(key, _)| *key == Key::Listen) {
            flags.push((Key::Listen, "127.0.0.1:0".to_owned()));
        }
        let settings = config::load(folder.path(), &flags, |_| None).unwrap();
        let registry = Arc::new(registry);
        let keeper = Keeper::new(running.db.clone(), running.folder.clone());
        let licences = Licences::open(vendor, running.db.clone()).unwrap();
        let state = State {
            db: running.db.clone(),
            registry: registry.clone(),
            keeper: keeper.clone(),
            licences: licences.clone(),
        };
        let server = Server::start(&state, &settings, 1).unwrap();
        let scheme = if server.presence().certificates().is_some() { "https" } else { "http" };
        let base = format!("{scheme}://{}", server.address()).replace("//0.0.0.0:", "//127.0.0.1:");
        TestApp { running: Some(running), server: Some(server), registry, keeper, licences, base, folder }
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

    /// Begins to make backups, which no test should do that is not about them.
    pub fn keep(&self) {
        self.keeper.start().unwrap();
    }

    pub fn licences(&self) -> &Licences {
        &self.licences
    }

    /// How it is found, and its certificate.
    pub fn presence(&self) -> &Presence {
        self.server.as_ref().unwrap().presence()
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

    /// Somebody of the office, signed in with a browser. Changes carry the token of the session.
    pub fn as_(&self, name: &str) -> Client {
        let user = self.user(name).id;
        let new = NewSession { is_kept: false, ip: "127.0.0.1".to_owned(), agent: "test".to_owned() };
        let session = self.db().write_blocking(move |tx| sessions::begin(tx, user, &new)).unwrap();
        let client = self.anonymous().with_header("X-CSRF", &csrf::token(session.as_str()));
        client.set_session(session.as_str());
        client
    }

    /// A program with a token of somebody's.
    pub fn api(&self, name: &str) -> Client {
        self.anonymous().with_header("Authorization", &format!("Bearer {}", self.token(name)))
    }

    /// A new API token of somebody's.
    pub fn token(&self, name: &str) -> String {
        let user = self.user(name).id;
        let actor = Actor::user(user, Via::Cli);
        let (_, secret) = self.db().write_blocking(move |tx| tokens::create(tx, &actor, user, "test", None)).unwrap();
        secret.as_str().to_owned()
    }

    pub fn user(&self, name: &str) -> User {
        let email = office::email(name);
        let found = self.db().read_blocking(|connection| users::find_by_email(connection, &email)).unwrap();
        found.unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// For tests that call verbs without HTTP.
    pub fn viewer(&self, name: &str) -> Viewer {
        self.user(name).viewer(Via::Page)
    }

    pub fn registry(&self) -> &Arc<Registry> {
        &self.registry
    }

    /// Does something that must be refused, and fails the test if it changed anything all the same.
    #[track_caller]
    pub fn expect_unchanged<T>(&self, attempt: impl FnOnce() -> T) -> T {
        let before = self.content();
        let outcome = attempt();
        assert_eq!(self.content(), before, "something was changed");
        outcome
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
