//! What the server needs to know before it can start. What the office decides is in the database, not here.
//!
//! A setting comes from a flag, else from a `KOROB_...` variable, else from `korob.toml` in the data folder, else it has
//! a default. Every wrong value is told with the place where it stands, all of them at once.

mod file;
mod key;
mod told;
mod wrong;

use key::How;
pub use key::Key;
pub use wrong::{SettingError, Wrong};

use crate::platform::files::Limits;
use crate::platform::web::Network;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use url::Url;

/// The settings, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub listen: SocketAddr,
    pub tls: Tls,
    /// Host names by which browsers may call this server, besides loopback and the address it listens on.
    pub hosts: Vec<String>,
    /// Where people find this server when something stands in front of it, such as a proxy that speaks TLS.
    pub url: Option<Url>,
    /// Proxies on other machines that are believed about who asks.
    pub trusted_proxies: Vec<Network>,
    /// Whether the local network is told a name for this machine.
    pub is_announced: bool,
    /// What is taken of the files that people put on records.
    pub file_limits: Limits,
    /// Which log lines are written, as `tracing` reads it: `info`, or `info,korob::http=debug`.
    pub log: String,
    pub log_format: LogFormat,
    given: BTreeMap<Key, Given>,
}

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For programs if the journal of systemd reads them, else for people.
    Auto,
    Text,
    Json,
}

/// How connections are protected.
#[derive(Debug, Clone, PartialEq)]
pub enum Tls {
    Off,
    /// By a certificate of the machine's own authority.
    Auto,
    /// PEM files: the certificate chain and its private key.
    Files {
        certificate: PathBuf,
        key: PathBuf,
    },
}

/// Where the value of a setting came from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    Flag(&'static str),
    Variable(String),
    File { path: PathBuf, line: usize },
    Default,
}

/// A value as it was written, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub text: String,
    pub source: Source,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Flag(flag) => write!(f, "--{flag}"),
            Source::Variable(name) => f.write_str(name),
            Source::File { path, line } => write!(f, "{}, line {line}", path.display()),
            Source::Default => f.write_str("default"),
        }
    }
}

/// Reads and checks all settings.
///
/// `flags` holds the values given on the command line, `variable` looks up the environment, `data` is the folder in
/// which `korob.toml` may stand; a missing file is an empty one. The error lists every problem, those of the file first.
pub fn load(
    data: &Path,
    flags: &[(Key, String)],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Settings, Vec<SettingError>> {
    let mut errors = Vec::new();
    let mut given = file::read(&data.join("korob.toml"), &mut errors);
    for key in Key::ALL {
        let name = key.variable();
        if let Some(text) = variable(&name) {
            given.insert(key, Given { text, source: Source::Variable(name) });
        }
    }
    for (key, text) in flags {
        given.insert(*key, Given { text: text.clone(), source: Source::Flag(key.flag()) });
    }
    check(data, given, errors)
}

fn check(
    data: &Path,
    given: BTreeMap<Key, Given>,
    mut errors: Vec<SettingError>,
) -> Result<Settings, Vec<SettingError>> {
    let mut values = Values { given: &given, errors: &mut errors };
    let listen = values.parse(Key::Listen, key::address);
    let tls = values.tls(data);
    let hosts = values.parse(Key::Hosts, key::hosts);
    let url = values.parse(Key::Url, key::url);
    let proxies = values.parse(Key::TrustedProxies, key::networks);
    let is_announced = values.parse(Key::Mdns, key::yes_or_no);
    let max_bytes = values.parse(Key::MaxFileMb, key::megabytes);
    let max_files = values.parse(Key::MaxFiles, key::files_at_once);
    let refused = values.parse(Key::RefusedEndings, key::endings);
    let log = values.parse(Key::Log, key::log_filter);
    let log_format = values.parse(Key::LogFormat, key::log_format);
    let is_plain_allowed = values.parse(Key::AllowPlainHttp, key::yes_or_no);
    if let (Some(listen), Some(Tls::Off), Some(false)) = (listen, &tls, is_plain_allowed)
        && !listen.ip().is_loopback()
    {
        values.fail(Key::Listen, Wrong::InTheClear { listen });
    }
    let file_limits = max_bytes.zip(max_files).zip(refused);
    let file_limits = file_limits.map(|((max_bytes, max_files), refused)| Limits { max_bytes, max_files, refused });
    let people = hosts.zip(url).zip(proxies).zip(is_announced);
    let log = log.zip(log_format);
    match (listen, tls, people, file_limits, log) {
        (Some(listen), Some(tls), Some(people), Some(file_limits), Some((log, log_format))) if errors.is_empty() => {
            let (((hosts, url), trusted_proxies), is_announced) = people;
            Ok(Settings { listen, tls, hosts, url, trusted_proxies, is_announced, file_limits, log, log_format, given })
        }
        _ => Err(errors),
    }
}

impl Settings {
    /// Whether passwords and clients' data cross a network in the clear, as far as the server knows.
    pub fn is_in_the_clear(&self) -> bool {
        let is_behind_tls = self.url.as_ref().is_some_and(|url| url.scheme() == "https");
        self.tls == Tls::Off && !self.listen.ip().is_loopback() && !is_behind_tls
    }

    /// Every key with the text in force and its source, in the order of [`Key::ALL`].
    pub fn listing(&self) -> Vec<(Key, Given)> {
        Key::ALL.into_iter().map(|key| (key, in_force(&self.given, key))).collect()
    }
}

fn in_force(given: &BTreeMap<Key, Given>, key: Key) -> Given {
    given.get(&key).cloned().unwrap_or_else(|| Given { text: key.default().to_owned(), source: Source::Default })
}

struct Values<'a> {
    given: &'a BTreeMap<Key, Given>,
    errors: &'a mut Vec<SettingError>,
}

impl Values<'_> {
    fn parse<T>(&mut self, key: Key, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        match read(in_force(self.given, key).text.trim()) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fail(key, problem);
                None
            }
        }
    }

    fn fail(&mut self, key: Key, problem: Wrong) {
        let source = in_force(self.given, key).source;
        self.errors.push(SettingError { key: Some(key.name().to_owned()), source, problem });
    }

    fn tls(&mut self, data: &Path) -> Option<Tls> {
        match self.parse(Key::Tls, key::how)? {
            How::Off => return Some(Tls::Off),
            How::Auto => return Some(Tls::Auto),
            How::Files => {}
        }
        let certificate = self.pem_file(Key::TlsCert, data);
        let key = self.pem_file(Key::TlsKey, data);
        Some(Tls::Files { certificate: certificate?, key: key? })
    }

    /// A path in `korob.toml` is relative to the data folder, any other to the folder one is in.
    fn pem_file(&mut self, key: Key, data: &Path) -> Option<PathBuf> {
        let Given { text, source } = in_force(self.given, key);
        if text.is_empty() {
            self.fail(Key::Tls, Wrong::NeedsFile { key });
            return None;
        }
        let path = if matches!(source, Source::File { .. }) { data.join(&text) } else { PathBuf::from(&text) };
        if let Err(error) = std::fs::File::open(&path) {
            self.fail(key, Wrong::CannotRead { path, error });
            return None;
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests;
