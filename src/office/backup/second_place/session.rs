//! A conversation with a server over SFTP: OpenSSH's own `ssh` opens the line, so that what is known of its safety holds here.
//! Whoever holds it waits for the answers; the crate that speaks SFTP is `async`.

use super::Store;
use super::key::{own_key, public_key};
use super::server::{Server, ServerError};
use crate::office::backup::error::{BackupError, Result};
use crate::office::backup::room::Disk;
use anyhow::Context;
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::client::fs::File;
use russh_sftp::client::{Config, SftpSession};
use russh_sftp::protocol::{FileAttributes, OpenFlags, StatusCode};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::runtime::{self, Runtime};
use tokio::time::timeout;

/// Somebody looks at a page meanwhile.
const GREETING: Duration = Duration::from_secs(15);

/// A slow line takes half a megabyte in this time: what is under way at once.
const ANSWER: Duration = Duration::from_secs(60);

const BLOCK_BYTES: usize = 256 * 1024;

/// What `ssh` writes to people; it knows no other language.
const ANOTHER: [&str; 2] = ["REMOTE HOST IDENTIFICATION HAS CHANGED", "Host key verification failed"];
const KEPT_OUT: &str = "Permission denied";

pub(super) struct Session {
    server: Server,
    sftp: SftpSession,
    line: Line,
}

/// The process that holds the connection; it ends with this.
struct Line {
    ssh: Child,
    runtime: Runtime,
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.ssh.kill());
    }
}

impl Session {
    /// The key of the server is the one in this file; where there is no such file, it is written there.
    ///
    /// # Errors
    /// `Server`.
    pub(super) fn open(server: &Server, data: &Path, known: &Path) -> Result<Session> {
        let key = own_key(data)?;
        let runtime = runtime::Builder::new_current_thread().enable_all().build().context("speak to a server")?;
        let of = |error| BackupError::Server { address: server.to_string(), error };
        let unreachable = |cause: io::Error| of(ServerError::Unreachable { cause });
        let mut command = Command::from(ssh(server, &key, known));
        let ssh = runtime.block_on(async { command.spawn() });
        let ssh = ssh.map_err(|error| match error.kind() {
            ErrorKind::NotFound => BackupError::NoSsh,
            _ => unreachable(error),
        })?;
        let mut line = Line { ssh, runtime };
        let (from, to, words) = (line.ssh.stdout.take(), line.ssh.stdin.take(), line.ssh.stderr.take());
        let stream = from.zip(to).map(|(from, to)| tokio::io::join(from, to)).context("speak to ssh")?;
        let config = Config { request_timeout_secs: ANSWER.as_secs(), ..Config::default() };
        // Twice the time that ssh has: what it says of a server that does not answer is the better answer.
        let greeted = async { timeout(GREETING * 2, SftpSession::new_with_config(stream, config)).await };
        if let Ok(Ok(sftp)) = line.runtime.block_on(greeted) {
            return Ok(Session { server: server.clone(), sftp, line });
        }
        let mut said = String::new();
        if let Some(mut words) = words {
            // Of one that hangs there may be no end.
            let _ = line.runtime.block_on(async { timeout(GREETING, words.read_to_string(&mut said)).await });
        }
        Err(match said.trim() {
            said if ANOTHER.iter().any(|words| said.contains(words)) => of(ServerError::Another),
            said if said.contains(KEPT_OUT) => of(ServerError::KeptOut { public_key: public_key(data)? }),
            "" => unreachable(ErrorKind::TimedOut.into()),
            said => unreachable(io::Error::other(said.lines().last().unwrap_or_default())),
        })
    }

    fn place_of(&self, name: &str) -> String {
        match name {
            "" => self.server.folder.clone(),
            name => format!("{}/{name}", self.server.folder.trim_end_matches('/')),
        }
    }

    fn wait<T>(&self, asked: impl Future<Output = std::result::Result<T, SftpError>>) -> io::Result<T> {
        self.line.runtime.block_on(asked).map_err(told)
    }
}

/// Opens the line, asks nobody anything, and takes nothing from the files of whoever runs the server.
fn ssh(server: &Server, key: &Path, known: &Path) -> std::process::Command {
    let mut command = std::process::Command::new("ssh");
    command.args(["-F", "none", "-T", "-x", "-a", "-i"]).arg(key).args([
        "-l",
        &server.user,
        "-p",
        &server.port.to_string(),
    ]);
    // A file that is there and does not know the server would be added to.
    let is_new = !known.exists();
    let options = [
        format!("ConnectTimeout={}", GREETING.as_secs()),
        format!("UserKnownHostsFile={}", quoted(known)),
        format!("StrictHostKeyChecking={}", if is_new { "accept-new" } else { "yes" }),
        "GlobalKnownHostsFile=/dev/null".to_owned(),
        "HashKnownHosts=no".to_owned(),
        "UpdateHostKeys=no".to_owned(),
        "BatchMode=yes".to_owned(),
        "IdentitiesOnly=yes".to_owned(),
        "IdentityAgent=none".to_owned(),
        "PreferredAuthentications=publickey".to_owned(),
        "ServerAliveInterval=15".to_owned(),
    ];
    for option in options {
        command.args(["-o", &option]);
    }
    command.args(["-s", "--", &server.host, "sftp"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// As one word of a setting of ssh: `ssh_config(5)`, "ARGUMENTS" and "TOKENS".
fn quoted(path: &Path) -> String {
    let text = path.display().to_string().replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
    format!("\"{text}\"")
}

/// As the disk of this machine would say it.
fn told(error: SftpError) -> io::Error {
    let kind = match &error {
        SftpError::Status(status) if status.status_code == StatusCode::NoSuchFile => ErrorKind::NotFound,
        SftpError::Status(status) if status.status_code == StatusCode::PermissionDenied => ErrorKind::PermissionDenied,
        SftpError::Timeout => ErrorKind::TimedOut,
        _ => ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

impl Store for Session {
    fn path_of(&self, name: &str) -> PathBuf {
        PathBuf::from(self.server.to_string()).join(name)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        Ok(self.wait(self.sftp.read_dir(self.place_of("")))?.map(|entry| entry.file_name()).collect())
    }

    fn size_bytes(&self, name: &str) -> io::Result<Option<u64>> {
        match self.wait(self.sftp.metadata(self.place_of(name))) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            found => Ok(Some(found?.len())),
        }
    }

    fn disk(&self) -> io::Result<Option<Disk>> {
        // Many servers cannot tell; one that says no tells as much.
        let found = self.wait(self.sftp.fs_info(self.place_of(""))).unwrap_or_default();
        Ok(found.map(|disk| Disk {
            free_bytes: disk.blocks_avail.saturating_mul(disk.fragment_size),
            size_bytes: disk.blocks.saturating_mul(disk.fragment_size),
        }))
    }

    fn write(&self, name: &str, from: &mut dyn Read) -> io::Result<()> {
        let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
        let private = FileAttributes { permissions: Some(0o600), ..FileAttributes::empty() };
        let mut file = self.wait(self.sftp.open_with_flags_and_attributes(self.place_of(name), flags, private))?;
        self.line.runtime.block_on(async {
            let mut block = vec![0; BLOCK_BYTES];
            loop {
                match from.read(&mut block)? {
                    0 => break,
                    count => file.write_all(&block[..count]).await?,
                }
            }
            file.flush().await?;
            file.sync_all().await.map_err(told)?;
            file.close().await
        })
    }

    fn read<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + 'a>> {
        let file = self.wait(self.sftp.open(self.place_of(name)))?;
        let read = RemoteFile { file, runtime: &self.line.runtime };
        Ok(Box::new(io::BufReader::with_capacity(BLOCK_BYTES, read)))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.wait(self.sftp.rename(self.place_of(from), self.place_of(to)))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.wait(self.sftp.remove_file(self.place_of(name)))
    }
}

struct RemoteFile<'a> {
    file: File,
    runtime: &'a Runtime,
}

impl Read for RemoteFile<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.runtime.block_on(self.file.read(buffer))
    }
}
