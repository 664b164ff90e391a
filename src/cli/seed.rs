//! `korob seed`: invented clients, for measuring and trying things out.

use super::{Failure, Global, desk, output};
use crate::office::commands::{Command, seed::Order};
use crate::office::seed::{DEFAULT_SEED, Made, Plan};
use crate::platform::i18n::{format, tr};
use clap::Args;

/// Fill an office with invented clients: the same number and seed always make the same ones
#[derive(Debug, Args)]
pub(super) struct Seed {
    /// How many contacts; companies, leads, deals and activities come in proportion
    #[arg(long, value_name = "N")]
    contacts: i64,
    /// Where the random numbers begin
    #[arg(long, value_name = "SEED", default_value_t = DEFAULT_SEED)]
    rng: u64,
    /// Also into a folder that holds records
    #[arg(long)]
    yes: bool,
    /// Print what was made as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(global: &Global, command: &Seed) -> Result<(), Failure> {
    let plan = Plan { contacts: command.contacts, seed: command.rng };
    let made: Made = desk::carry_out(global, Command::Seed(Order { plan, is_forced: command.yes }))?;
    if command.json {
        return output::print_json(&serde_json::to_value(made).map_err(anyhow::Error::from)?);
    }
    let lang = global.lang();
    let counts = [made.companies, made.contacts, made.leads, made.deals, made.activities];
    let [companies, contacts, leads, deals, activities] = counts.map(|count| format::integer(lang, count));
    output::print(&(tr::cli_seeded(lang, &companies, &contacts, &leads, &deals, &activities) + "\n"))
}
