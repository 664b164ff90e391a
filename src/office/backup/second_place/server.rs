//! The address of a folder on another machine, as people type it: `sftp://name@host:port/folder`.

use serde::{Deserialize, Serialize};
use std::{fmt, io};
use url::Url;

const SCHEME: &str = "sftp";
const PORT: u16 = 22;
/// Before the folder in an address: it is looked for in the home folder of the account.
const HOME: &str = "/~/";

/// A folder of an account on another machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    pub user: String,
    pub host: String,
    pub port: u16,
    /// From the root, or where it does not begin with a slash, from the home folder of the account.
    pub folder: String,
}

/// Why a server is of no use.
#[derive(Debug)]
pub enum ServerError {
    /// What ssh says of it is English, as machines tell things.
    Unreachable { cause: io::Error },
    /// It shows another key than when it was chosen: somebody may stand in its place.
    Another,
    /// It does not know Korob's own key; the line that makes it known.
    KeptOut { public_key: String },
}

impl Server {
    /// Whether somebody meant a server and not a folder of this machine.
    pub(in crate::office::backup) fn is_meant(text: &str) -> bool {
        text.split_once("://").is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
    }

    /// `None` for what is no such address, or has a password in it.
    pub(in crate::office::backup) fn read(text: &str) -> Option<Server> {
        let url = Url::parse(text).ok().filter(|url| url.scheme() == SCHEME)?;
        let decoded = |text: &str| {
            let text = percent_encoding::percent_decode_str(text).decode_utf8().ok()?.into_owned();
            (!text.is_empty() && !text.chars().any(char::is_control)).then_some(text)
        };
        let is_plain = url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        let path = decoded(url.path())?;
        let folder = path.strip_prefix(HOME).unwrap_or(&path).trim_end_matches('/');
        let host = decoded(url.host_str()?)?;
        // What begins so is an order to ssh.
        let is_plain = is_plain && !host.starts_with('-') && !url.username().starts_with('-');
        is_plain.then_some(Server {
            user: decoded(url.username())?,
            host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: url.port().unwrap_or(PORT),
            folder: match folder {
                "" if path.starts_with(HOME) => ".".to_owned(),
                "" => "/".to_owned(),
                folder => folder.to_owned(),
            },
        })
    }

    /// Whether both are the same machine, whatever the account.
    pub(in crate::office::backup) fn is_at(&self, other: &Server) -> bool {
        (&self.host, self.port) == (&other.host, other.port)
    }
}

impl fmt::Display for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Server { user, host, port, folder, .. } = self;
        write!(out, "{SCHEME}://{user}@")?;
        if host.contains(':') {
            write!(out, "[{host}]")?
        } else {
            out.write_str(host)?
        }
        if *port != PORT {
            write!(out, ":{port}")?;
        }
        match folder.strip_prefix('/') {
            Some(folder) => write!(out, "/{folder}"),
            None => write!(out, "{HOME}{}", folder.trim_start_matches('.')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for text in [
            "sftp://korob@nas.local/backups",
            "sftp://korob@nas.local:2222/mnt/disk 2/копии",
            "sftp://korob@[fd00::7]/backups",
            "sftp://korob@10.0.0.7/~/backups",
            "sftp://korob@10.0.0.7/~/",
            "sftp://korob@10.0.0.7/",
        ] {
            let server = Server::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(server.to_string(), text);
            assert_eq!(Server::read(&server.to_string()), Some(server));
        }
        let home = Server::read("SFTP://korob@nas.local/~/backups/").unwrap();
        assert_eq!((home.folder.as_str(), home.port), ("backups", 22));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            "sftp://",
            "sftp://nas.local/backups",
            "sftp://korob@/backups",
            "sftp://korob:secret@nas.local/backups",
            "sftp://korob@nas.local:99999/backups",
            "sftp://-oProxyCommand=sh@nas.local/backups",
            "sftp://korob@-oProxyCommand=sh/backups",
            "sftp://korob@nas.local/back%00ups",
            "sftp://korob@nas.local/%ff",
            "sftp://korob@nas.local/backups?x=1",
            "ftp://korob@nas.local/backups",
            "https://korob@nas.local/backups",
            "/mnt/backups",
        ] {
            assert_eq!(Server::read(text), None, "{text}");
        }
    }
}
