//! The server's end: a thread that listens and one for each command that runs.

use super::path::SocketPath;
use super::{Envelope, Refusal, Reply};
use crate::app::server::State;
use crate::app::wiring;
use crate::kernel::{Error, Lang};
use crate::office::commands::{self, Desk};
use crate::platform::i18n::tr;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Commands that run at once; more wait for nobody and are told so.
const MAX_RUNNING: usize = 8;

/// Envelopes are short; files come after them.
const MAX_ENVELOPE_BYTES: u64 = 1024 * 1024;

/// A client that sends nothing for so long is gone.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// How files of commands are called while they wait in the data folder.
const SPOOLED: &str = ".command-";

/// The socket of a running server; closed when stopped.
pub struct Control {
    socket: PathBuf,
    shared: Arc<Shared>,
    thread: thread::JoinHandle<()>,
}

struct Shared {
    state: State,
    /// Where browsers find this server.
    url: String,
    /// Where files of commands wait, inside the data folder.
    spool: PathBuf,
    is_stopping: AtomicBool,
    running: AtomicUsize,
}

impl Control {
    /// Listens on `socket` for a server that browsers find at `url`. What an earlier server left there is replaced: the folder's lock says that it is gone.
    pub fn listen(socket: &Path, state: State, url: String) -> io::Result<Control> {
        match fs::remove_file(socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let spool = socket.parent().unwrap_or(Path::new(".")).to_owned();
        sweep(&spool);
        let listener = UnixListener::bind(SocketPath::to(socket)?)?;
        fs::set_permissions(socket, fs::Permissions::from_mode(0o600))?;
        let (is_stopping, running) = (AtomicBool::new(false), AtomicUsize::new(0));
        let shared = Arc::new(Shared { state, url, spool, is_stopping, running });
        let listening = shared.clone();
        let thread = thread::Builder::new().name("control".into()).spawn(move || accept_all(&listener, &listening))?;
        Ok(Control { socket: socket.to_owned(), shared, thread })
    }

    /// Takes no new command and gives the running ones `patience` to finish.
    pub fn stop(self, patience: Duration) {
        self.shared.is_stopping.store(true, Ordering::SeqCst);
        // Wakes the listening thread; if that fails it ends with the process.
        if SocketPath::to(&self.socket).and_then(UnixStream::connect).is_ok() {
            let _ = self.thread.join();
        }
        let started = Instant::now();
        while self.shared.running.load(Ordering::SeqCst) > 0 && started.elapsed() < patience {
            thread::sleep(Duration::from_millis(10));
        }
        // Left behind it would only be replaced by the next server.
        let _ = fs::remove_file(&self.socket);
    }
}

/// Removes files of commands that a killed server left behind.
fn sweep(spool: &Path) {
    for entry in fs::read_dir(spool).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(SPOOLED)
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::warn!(%error, "a left file of a command cannot be removed");
        }
    }
}

fn accept_all(listener: &UnixListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.is_stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let serving = shared.clone();
        let spawned = thread::Builder::new().name("command".into()).spawn(move || serve(&serving, stream));
        if let Err(error) = spawned {
            tracing::error!(%error, "a command could not be taken");
        }
    }
}

fn serve(shared: &Shared, stream: UnixStream) {
    let is_free = shared.running.fetch_add(1, Ordering::SeqCst) < MAX_RUNNING;
    let _leave = Leave(&shared.running);
    let outcome = carry_out(shared, &stream, is_free);
    // The client went away; what it ordered is done or undone all the same.
    if let Err(error) = outcome {
        tracing::debug!(%error, "a command's client is gone");
    }
}

/// Counts a command as ended, however it ends: one that panics must not take its place for ever.
struct Leave<'a>(&'a AtomicUsize);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn carry_out(shared: &Shared, stream: &UnixStream, is_free: bool) -> io::Result<()> {
    stream.set_read_timeout(Some(READ_TIMEOUT))?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    (&mut reader).take(MAX_ENVELOPE_BYTES).read_line(&mut line)?;
    let envelope: Envelope = match serde_json::from_str(&line) {
        Ok(envelope) => envelope,
        // In which language it was meant cannot be told either.
        Err(error) => return refuse(stream, &tr::cli_not_understood(Lang::En, &error.to_string())),
    };
    let lang = envelope.lang;
    if !is_free {
        return refuse(stream, tr::cli_too_many(lang));
    }
    let version = env!("CARGO_PKG_VERSION");
    if envelope.version != version {
        return refuse(stream, &tr::cli_other_version(lang, version, &envelope.version));
    }
    let input = match envelope.input_bytes {
        Some(length) => match receive(&shared.spool, &mut reader, length) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                return refuse(stream, &commands::Refusal::from(Error::DiskFull).text(lang));
            }
            Err(error) => return Err(error),
        },
        None => None,
    };
    // The last reply will tell whether anybody still listens.
    let mut progress = |done, total| drop(reply(stream, &Reply::Progress { done, total }));
    let mut desk = Desk {
        db: &shared.state.db,
        registry: &shared.state.registry,
        beginning: &wiring::beginning(),
        licences: &shared.state.licences,
        url: &shared.url,
        act_as: envelope.act_as.as_deref(),
        input: input.as_ref().map(tempfile::NamedTempFile::path),
        output: &mut Output(stream),
        progress: &mut progress,
    };
    match commands::run(&mut desk, envelope.command) {
        Ok(answer) => reply(stream, &Reply::Done(answer)),
        Err(refusal) => refuse(stream, &refusal.text(lang)),
    }
}

/// Keeps the file that comes with a command until it was carried out.
fn receive(spool: &Path, from: &mut impl Read, length: u64) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(SPOOLED).tempfile_in(spool)?;
    let copied = io::copy(&mut from.take(length), &mut file)?;
    if copied < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
    }
    file.flush()?;
    Ok(file)
}

fn refuse(stream: &UnixStream, text: &str) -> io::Result<()> {
    reply(stream, &Reply::Failed(Refusal { text: text.to_owned() }))
}

fn reply(mut stream: &UnixStream, reply: &Reply) -> io::Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    stream.write_all(&line)
}

/// Sends what a command writes as replies.
struct Output<'a>(&'a UnixStream);

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        reply(self.0, &Reply::Output(BASE64_STANDARD.encode(bytes)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_panics_gives_its_place_back() {
        let running = AtomicUsize::new(1);
        let panicked = std::panic::catch_unwind(|| {
            let _leave = Leave(&running);
            panic!("as this test asks")
        });
        assert!(panicked.is_err());
        assert_eq!(running.load(Ordering::SeqCst), 0);
    }
}
