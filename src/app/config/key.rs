//! The names of the settings and how each value is read.

use super::{LogFormat, Wrong};
use crate::platform::files;
use crate::platform::web::Network;
use std::net::SocketAddr;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;
use url::Url;

/// A setting of `korob.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Listen,
    Tls,
    TlsCert,
    TlsKey,
    AllowPlainHttp,
    Hosts,
    Url,
    TrustedProxies,
    Mdns,
    MaxFileMb,
    MaxFiles,
    RefusedEndings,
    Log,
    LogFormat,
}

impl Key {
    pub const ALL: [Key; 14] = [
        Key::Listen,
        Key::Tls,
        Key::TlsCert,
        Key::TlsKey,
        Key::AllowPlainHttp,
        Key::Hosts,
        Key::Url,
        Key::TrustedProxies,
        Key::Mdns,
        Key::MaxFileMb,
        Key::MaxFiles,
        Key::RefusedEndings,
        Key::Log,
        Key::LogFormat,
    ];

    /// As written in the file.
    pub fn name(self) -> &'static str {
        match self {
            Key::Listen => "listen",
            Key::Tls => "tls",
            Key::TlsCert => "tls_cert",
            Key::TlsKey => "tls_key",
            Key::AllowPlainHttp => "allow_plain_http",
            Key::Hosts => "hosts",
            Key::Url => "url",
            Key::TrustedProxies => "trusted_proxies",
            Key::Mdns => "mdns",
            Key::MaxFileMb => "max_file_mb",
            Key::MaxFiles => "max_files",
            Key::RefusedEndings => "refused_endings",
            Key::Log => "log",
            Key::LogFormat => "log_format",
        }
    }

    /// As given on the command line, without the dashes in front.
    pub fn flag(self) -> &'static str {
        match self {
            Key::Listen => "listen",
            Key::Tls => "tls",
            Key::TlsCert => "tls-cert",
            Key::TlsKey => "tls-key",
            Key::AllowPlainHttp => "allow-plain-http",
            Key::Hosts => "host",
            Key::Url => "url",
            Key::TrustedProxies => "trusted-proxies",
            Key::Mdns => "mdns",
            Key::MaxFileMb => "max-file-mb",
            Key::MaxFiles => "max-files",
            Key::RefusedEndings => "refused-endings",
            Key::Log => "log",
            Key::LogFormat => "log-format",
        }
    }

    /// The environment variable: `KOROB_LISTEN`.
    pub fn variable(self) -> String {
        format!("KOROB_{}", self.name().to_ascii_uppercase())
    }

    /// The text in force when nobody gave one.
    pub fn default(self) -> &'static str {
        match self {
            Key::Listen => "127.0.0.1:8090",
            Key::Tls => "off",
            Key::TlsCert | Key::TlsKey | Key::Hosts | Key::Url | Key::TrustedProxies => "",
            Key::AllowPlainHttp => "false",
            Key::Mdns => "true",
            Key::MaxFileMb => "50",
            Key::MaxFiles => "20",
            Key::RefusedEndings => files::REFUSED,
            Key::Log => "info",
            Key::LogFormat => "auto",
        }
    }

    /// The value as `korob.toml` would hold it.
    pub fn as_toml(self, text: &str) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        if self.is_yes_or_no() {
            yes_or_no(text).unwrap_or_default().to_string()
        } else if self.is_list() {
            let items: Vec<String> =
                text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
            format!("[{}]", items.join(", "))
        } else if self.is_number() {
            text.trim().to_owned()
        } else {
            quoted(text)
        }
    }

    /// Whether the value is a list, written with commas outside the file.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Key::Hosts | Key::TrustedProxies | Key::RefusedEndings)
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Key::MaxFileMb | Key::MaxFiles)
    }

    pub(super) fn is_yes_or_no(self) -> bool {
        matches!(self, Key::AllowPlainHttp | Key::Mdns)
    }
}

pub(super) fn address(text: &str) -> Result<SocketAddr, Wrong> {
    text.parse().map_err(|_| Wrong::NotAnAddress { text: text.to_owned() })
}

/// How connections are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Off,
    Auto,
    Files,
}

pub(super) fn how(text: &str) -> Result<How, Wrong> {
    match text {
        "off" => Ok(How::Off),
        "auto" => Ok(How::Auto),
        "files" => Ok(How::Files),
        _ => Err(Wrong::NotOneOf { text: text.to_owned(), choice: "off, auto, files" }),
    }
}

/// Addresses or networks: `192.168.1.2`, `10.0.0.0/8`.
pub(super) fn networks(text: &str) -> Result<Vec<Network>, Wrong> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| Network::parse(item).ok_or_else(|| Wrong::NotANetwork { text: item.to_owned() })).collect()
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, Wrong> {
    match text {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" | "" => Ok(false),
        _ => Err(Wrong::NotYesOrNo { text: text.to_owned() }),
    }
}

/// Megabytes of one file: a terabyte is more than any office sends.
pub(super) fn megabytes(text: &str) -> Result<u64, Wrong> {
    number(text, 1_000_000).map(|count| count * 1024 * 1024)
}

pub(super) fn files_at_once(text: &str) -> Result<usize, Wrong> {
    number(text, 1000).map(|count| count as usize)
}

/// Endings with or without the point in front; none where everything is taken.
pub(super) fn endings(text: &str) -> Result<Arc<[String]>, Wrong> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items
        .map(|item| {
            let ending = item.strip_prefix('.').unwrap_or(item);
            if ending.is_empty() || ending.contains(['.', '/', '\\', '*']) || ending.contains(char::is_whitespace) {
                return Err(Wrong::NotAnEnding { text: item.to_owned() });
            }
            Ok(ending.to_lowercase())
        })
        .collect()
}

fn number(text: &str, most: u64) -> Result<u64, Wrong> {
    let found = text.parse().ok().filter(|number| (1..=most).contains(number));
    found.ok_or_else(|| Wrong::NotWhole { text: text.to_owned(), most })
}

/// Bare names or addresses: the port does not matter to who we are.
pub(super) fn hosts(text: &str) -> Result<Vec<String>, Wrong> {
    text.split(',')
        .map(str::trim)
        .filter(|host| !host.is_empty())
        .map(|host| {
            let name = url::Host::parse(host).map_err(|_| Wrong::NotAHost { text: host.to_owned() })?;
            Ok(name.to_string())
        })
        .collect()
}

/// Where people find the server: what stands before the path, without a port that the scheme has anyway.
pub(super) fn url(text: &str) -> Result<Option<Url>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let found = Url::parse(text).ok().filter(|url| {
        let is_whole = matches!(url.scheme(), "http" | "https") && url.has_host() && url.path() == "/";
        is_whole
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    });
    found.map(Some).ok_or_else(|| Wrong::NotAUrl { text: without_login(text) })
}

/// What is wrong is told to others, too: no password is.
fn without_login(url: &str) -> String {
    url.rsplit_once('@').map_or_else(|| url.to_owned(), |(_, host)| ["…@", host].concat())
}

pub(super) fn log_filter(text: &str) -> Result<String, Wrong> {
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(Wrong::NotAFilter { text: text.to_owned(), detail: error.to_string() }),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, Wrong> {
    match text {
        "auto" => Ok(LogFormat::Auto),
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(Wrong::NotOneOf { text: text.to_owned(), choice: "auto, text, json" }),
    }
}
