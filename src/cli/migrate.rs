//! `korob migrate status`: which steps the database has taken and which the next start will take.

use super::{Failure, Global, output};
use crate::platform::db::migrations;
use crate::platform::folder::DataFolder;
use clap::{Args, Subcommand};
use serde_json::json;

/// Look at the state of the database schema
#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print which migrations were applied and which are due at the next start
    Status {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(global: &Global, command: &Migrate) -> Result<(), Failure> {
    let Action::Status { json } = command.action;
    todo!()
}
