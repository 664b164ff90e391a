//! `korob migrate status`: which steps the database has taken and which the next start will take.

use super::{Failure, Global, output};
use crate::kernel::Lang;
use crate::platform::db::migrations;
use crate::platform::db::start::StartError;
use crate::platform::i18n::tr;
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
    global.has_office()?;
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
    let lang = global.lang();
    let state =
        |number: i64| if number <= schema { tr::cli_migration_applied(lang) } else { tr::cli_migration_due(lang) };
    let lines: String = steps.iter().map(|(number, name)| format!("{:<9} {number} {name}\n", state(*number))).collect();
    output::print(&lines)?;
    output::print(&(summary(lang, found) + "\n"))
}

fn summary(lang: Lang, found: Option<i64>) -> String {
    let newest = migrations::newest_schema();
    match found {
        None => tr::cli_database_none(lang).to_owned(),
        Some(schema) if schema > newest => tr::cli_database_newer(lang, &schema.to_string(), &newest.to_string()),
        Some(schema) if schema == newest => tr::cli_database_up_to_date(lang).to_owned(),
        Some(_) => tr::cli_database_due(lang).to_owned(),
    }
}
