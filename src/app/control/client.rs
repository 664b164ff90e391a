//! The command's end.

use super::path::SocketPath;
use super::{Envelope, Reply};
use crate::kernel::Lang;
use crate::office::commands::Command;
use crate::platform::i18n::tr;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

/// A command and what it works with.
pub struct Order<'a> {
    pub command: Command,
    pub act_as: Option<&'a str>,
    pub lang: Lang,
    /// Sent along.
    pub input: Option<&'a Path>,
    /// Gets what the command makes.
    pub output: &'a mut dyn Write,
    pub progress: &'a mut dyn FnMut(i64, i64),
}

/// Has the server behind `socket` carry a command out and gives back its answer.
///
/// Errors: a [`super::Refusal`] when the server would not or could not do it.
pub fn send(socket: &Path, order: Order<'_>) -> Result<Value> {
    let open = |path: &Path| File::open(path).with_context(|| format!("open {}", path.display()));
    let mut file = order.input.map(open).transpose()?;
    let input_bytes = file.as_ref().map(|file| file.metadata().map(|found| found.len())).transpose()?;
    let stream = SocketPath::to(socket)
        .and_then(UnixStream::connect)
        .with_context(|| format!("reach the running server at {}", socket.display()))?;
    let envelope = Envelope {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        act_as: order.act_as.map(str::to_owned),
        lang: order.lang,
        command: order.command,
        input_bytes,
    };
    let mut line = serde_json::to_vec(&envelope)?;
    line.push(b'\n');
    (&stream).write_all(&line)?;
    if let Some(file) = &mut file {
        // A server that refuses early closes its end: its reply says more than this error.
        drop(io::copy(file, &mut &stream));
    }
    for line in BufReader::new(&stream).lines() {
        match serde_json::from_str(&line?).context("read the server's answer")? {
            Reply::Progress { done, total } => (order.progress)(done, total),
            Reply::Output(part) => {
                order.output.write_all(&BASE64_STANDARD.decode(part).context("read the server's answer")?)?;
            }
            Reply::Done(answer) => return Ok(answer),
            Reply::Failed(refusal) => return Err(refusal.into()),
        }
    }
    bail!(tr::cli_server_stopped(order.lang))
}
