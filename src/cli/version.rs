//! `korob version`: what this executable is and what it contains.

use super::{Failure, output};
use crate::platform::db;
use anyhow::Context;
use clap::Args;
use flate2::read::GzDecoder;
use serde_json::json;
use std::io::Read;

/// Made by `packaging/build/licenses.rs`.
static LICENSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/licenses.txt.gz"));

/// Print the version
#[derive(Debug, Args)]
pub(super) struct Version {
    /// Print the licences of everything in this executable instead
    #[arg(long, conflicts_with = "json")]
    licenses: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(command: &Version) -> Result<(), Failure> {
    let (version, schema, sqlite) = (env!("CARGO_PKG_VERSION"), db::migrations::newest_schema(), rusqlite::version());
    if command.licenses {
        output::print(&licenses()?)
    } else if command.json {
        output::print_json(&json!({ "version": version, "schema": schema, "sqlite": sqlite }))
    } else {
        output::print(&format!("korob {version} (schema {schema}, SQLite {sqlite})\n"))
    }
}

fn licenses() -> Result<String, Failure> {
    let mut text = String::from("Korob is licensed under the Apache License 2.0.\n\n");
    GzDecoder::new(LICENSES).read_to_string(&mut text).context("unpack the embedded licences")?;
    Ok(text)
}
