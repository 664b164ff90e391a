//! `korob migrate status`: which steps the database has taken and which the next start will take.

use super::{Failure, Global, output};
use crate::platform::db::migrations;
use crate::platform::db::start::StartError;
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
    // Not through the folder's opening: that would make the folder, and this command only looks.
    let found = migrations::schema_of_file(&global.data.join("korob.db"))
        .map_err(|error| Failure::new(StartError::from(error).text(global.lang())))?;
    let schema = found.unwrap_or(0);
    let steps = migrations::known();
    if json {
        let steps: Vec<_> = steps
            .iter()
            .map(|(number, name)| json!({ "number": number, "name": name, "applied": *number <= schema }))
            .collect();
        return output::print_json(&json!({ "schema": found, "newest": migrations::newest_schema(), "steps": steps }));
    }
    let lines: String = steps
        .iter()
        .map(|(number, name)| format!("{:<8} {number} {name}\n", if *number <= schema { "applied" } else { "due" }))
        .collect();
    output::print(&lines)?;
    output::print(&summary(found))
}

fn summary(found: Option<i64>) -> String {
    let newest = migrations::newest_schema();
    match found {
        None => "There is no database yet: the first start makes one.\n".to_owned(),
        Some(schema) if schema > newest => {
            format!("The database has schema {schema}, made by a newer Korob; this one knows {newest}.\n")
        }
        Some(schema) if schema == newest => "The database is up to date.\n".to_owned(),
        Some(_) => "The next start of the server upgrades the database.\n".to_owned(),
    }
}
