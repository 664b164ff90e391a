//! The names of the settings and how each value is read.

use super::LogFormat;
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

pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| format!("\"{text}\" is not an address with a port, such as 127.0.0.1:8090 or [::]:8090"))
}

/// How connections are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Off,
    Auto,
    Files,
}

pub(super) fn how(text: &str) -> Result<How, String> {
    match text {
        "off" => Ok(How::Off),
        "auto" => Ok(How::Auto),
        "files" => Ok(How::Files),
        _ => Err(format!("\"{text}\" is neither off, auto nor files")),
    }
}

/// Addresses or networks: `192.168.1.2`, `10.0.0.0/8`.
pub(super) fn networks(text: &str) -> Result<Vec<Network>, String> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items
        .map(|item| {
            let found = Network::parse(item);
            found.ok_or_else(|| {
                format!("\"{item}\" is neither an address nor a network, such as 192.168.1.2 or 10.0.0.0/8")
            })
        })
        .collect()
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" | "" => Ok(false),
        _ => Err(format!("\"{text}\" is neither yes (true) nor no (false)")),
    }
}

/// Megabytes of one file: a terabyte is more than any office sends.
pub(super) fn megabytes(text: &str) -> Result<u64, String> {
    number(text, 1_000_000).map(|count| count * 1024 * 1024)
}

pub(super) fn files_at_once(text: &str) -> Result<usize, String> {
    number(text, 1000).map(|count| count as usize)
}

/// Endings with or without the point in front; none where everything is taken.
pub(super) fn endings(text: &str) -> Result<Arc<[String]>, String> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items
        .map(|item| {
            let ending = item.strip_prefix('.').unwrap_or(item);
            if ending.is_empty() || ending.contains(['.', '/', '\\', '*']) || ending.contains(char::is_whitespace) {
                return Err(format!("\"{item}\" is not the ending of a file's name, such as exe"));
            }
            Ok(ending.to_lowercase())
        })
        .collect()
}

fn number(text: &str, most: u64) -> Result<u64, String> {
    let found = text.parse().ok().filter(|number| (1..=most).contains(number));
    found.ok_or_else(|| format!("\"{text}\" is not a whole number from 1 to {most}"))
}

/// Bare names or addresses: the port does not matter to who we are.
pub(super) fn hosts(text: &str) -> Result<Vec<String>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|host| !host.is_empty())
        .map(|host| {
            let name = url::Host::parse(host).map_err(|_| {
                format!("\"{host}\" is not a host name; write it without http:// and port, such as crm.example.com")
            })?;
            Ok(name.to_string())
        })
        .collect()
}

/// Where people find the server: what stands before the path, without a port that the scheme has anyway.
pub(super) fn url(text: &str) -> Result<Option<Url>, String> {
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
    let found = found.ok_or_else(|| {
        format!("\"{text}\" is not an address without a path, such as https://crm.example.com or http://crm:8080")
    })?;
    Ok(Some(found))
}

pub(super) fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("\"{text}\" is not a level (error, warn, info, debug, trace) or a filter: {error}")),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "auto" => Ok(LogFormat::Auto),
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("\"{text}\" is not one of auto, text, json")),
    }
}
