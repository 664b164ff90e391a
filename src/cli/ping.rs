//! `korob ping`: whether the server on the folder answers.

use super::{Failure, Global, output};
use crate::app::control::{self, Order};
use crate::office::commands::Command;
use crate::platform::i18n::{reasons, tr};
use clap::Args;
use std::io::{ErrorKind, sink};

/// Ask whether the server on the data folder answers, writer and readers of its database too; exit code 0 if it does
#[derive(Debug, Args)]
pub(super) struct Ping {}

pub(super) fn run(global: &Global, _: &Ping) -> Result<(), Failure> {
    let lang = global.lang();
    let (output, progress) = (&mut sink(), &mut |_, _| {});
    let order = Order { command: Command::Ping, act_as: None, lang, input: None, output, progress };
    global.has_office()?;
    control::send(&global.data.join("control.sock"), order).map_err(|error| {
        let kind = error.root_cause().downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        Failure::new(match kind {
            Some(ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
                tr::cli_no_server(lang, &global.data.display().to_string())
            }
            _ => tr::cli_no_answer(lang, &reasons(lang, &error)),
        })
    })?;
    output::print(&(tr::cli_answers(lang).to_owned() + "\n"))
}
