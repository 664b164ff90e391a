//! `korob config`: the settings the server would start with, and what is wrong with them.

use super::{Failure, Global, output};
use crate::app::config::{self, SettingError, Settings, Source, Wrong};
use crate::kernel::Lang;
use crate::platform::i18n::tr;
use clap::{Args, Subcommand};
use serde_json::{Map, json};

/// Show or check the start-up settings (korob.toml, KOROB_... variables)
#[derive(Debug, Args)]
pub(super) struct Config {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print each setting and where it comes from
    Show {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Name every wrong setting with its place
    Check,
}

pub(super) fn run(global: &Global, command: &Config) -> Result<(), Failure> {
    let settings = load(global)?;
    match command.action {
        Action::Show { json: true } => output::print_json(&as_json(&settings)),
        Action::Show { json: false } => output::print(&as_toml(&settings)),
        Action::Check => output::print(&(good(global) + "\n")),
    }
}

/// Without a file all of them are good, which may be those of a folder that was not meant.
fn good(global: &Global) -> String {
    let file = global.data.join("korob.toml");
    match file.exists() {
        true => tr::config_good(global.lang()).to_owned(),
        false => tr::config_good_without_file(global.lang(), &file.display().to_string()),
    }
}

fn load(global: &Global) -> Result<Settings, Failure> {
    global.has_office()?;
    config::load(&global.data, &[], |name| std::env::var(name).ok()).map_err(|errors| wrong(global.lang(), &errors))
}

/// What is wrong, each on its own line: a command that is called wrongly if nothing but what its flags say is.
pub(super) fn wrong(lang: Lang, errors: &[SettingError]) -> Failure {
    let failure = Failure::lines(errors.iter().map(|error| error.text(lang)).collect());
    let is_of_call = |error: &SettingError| {
        matches!(error.source, Source::Flag(_)) && !matches!(error.problem, Wrong::CannotRead { .. })
    };
    if errors.iter().all(is_of_call) { failure.wrongly_called() } else { failure }
}

fn as_json(settings: &Settings) -> serde_json::Value {
    let entries = settings.listing().into_iter().map(|(key, given)| {
        (key.name().to_owned(), json!({ "value": given.text, "source": given.source.to_string() }))
    });
    entries.collect::<Map<_, _>>().into()
}

/// As `korob.toml` would say it.
fn as_toml(settings: &Settings) -> String {
    let lines = settings.listing().into_iter().map(|(key, given)| {
        let value = format!("{} = {}", key.name(), key.as_toml(&given.text));
        format!("{value:<40} # {}\n", given.source)
    });
    lines.collect()
}
