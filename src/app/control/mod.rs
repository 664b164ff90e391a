//! `control.sock`: how a command reaches the server that holds the data folder. The server carries it out with the same
//! function that the command would have called, and streams back what it says.
//!
//! Only who may enter the data folder can reach the socket (mode 0600 in a folder of mode 0700).
//!
//! One connection, one command. The client sends an [`Envelope`] as one line of JSON, then the bytes of its file if there
//! is one. The server answers with [`Reply`] lines, the last of which is `Done` or `Failed`.

mod client;
mod path;
mod server;

pub use client::{Order, send};
pub use server::Control;

use crate::kernel::Lang;
use crate::office::commands::Command;
use serde::{Deserialize, Serialize};

/// A command on its way.
#[derive(Debug, Serialize, Deserialize)]
struct Envelope {
    /// A command of another version may mean something else.
    version: String,
    act_as: Option<String>,
    /// In which its refusals are told.
    lang: Lang,
    command: Command,
    /// How many bytes of a file follow.
    input_bytes: Option<u64>,
}

/// What comes back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    Progress {
        done: i64,
        total: i64,
    },
    /// A part of the file that the command makes, in base64.
    Output(String),
    Done(serde_json::Value),
    Failed(Refusal),
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{text}")]
pub struct Refusal {
    /// A line for a person.
    pub text: String,
}
