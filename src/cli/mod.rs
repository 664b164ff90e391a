//! The command line: one file per command. A command parses, calls the room that knows, and prints.
//!
//! Exit codes: 0 done, 1 failed, 2 wrongly called. A failure is one line on stderr: what, why, what to do.

mod backup;
mod clone;
mod completions;
mod config;
mod desk;
mod doctor;
mod export;
mod failure;
mod given;
mod import;
mod license;
mod migrate;
mod misuse;
mod output;
mod ping;
mod restore;
mod seed;
mod serve;
mod token;
mod upgrade;
mod user;
mod version;

pub use failure::Failure;

use crate::kernel::Lang;
use crate::office::licence::Vendor;
use crate::platform::folder::REMAINS;
use crate::platform::i18n::tr;
use clap::error::ErrorKind as Misuse;
use clap::{Args, Parser, Subcommand};
use misuse::Misfit;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

/// Korob: a self-hosted CRM in one executable and one data folder.
#[derive(Debug, Parser)]
#[command(name = "korob", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes, before or after its name.
#[derive(Debug, Clone, Args)]
struct Global {
    /// The data folder
    #[arg(long, global = true, env = "KOROB_DATA", default_value = "korob-data", value_name = "DIR")]
    data: PathBuf,
    /// The language of messages and of a new office: ru, pl or en
    #[arg(long, global = true, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<Lang>,
    /// On whose behalf it is done [default: the oldest active administrator]
    #[arg(long = "as", global = true, value_name = "EMAIL")]
    act_as: Option<String>,
    /// Log more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Whose licences are taken.
    #[arg(skip = Vendor::built_in())]
    vendor: Vendor,
}

impl Global {
    fn lang(&self) -> Lang {
        lang_of_messages(self.lang)
    }

    /// Whether an office lies in the data folder. One that this user may not look into is not told to be missing.
    fn has_office(&self) -> Result<bool, Failure> {
        self.has("korob.db")
    }

    /// Whether anything of an office lies there, such as the key or the log of a database that is lost.
    fn has_remains(&self) -> Result<bool, Failure> {
        let mut names = ["korob.db", "restore-pending"].into_iter().chain(REMAINS);
        names.try_fold(false, |found, name| Ok(found || self.has(name)?))
    }

    fn has(&self, name: &str) -> Result<bool, Failure> {
        match self.data.join(name).try_exists() {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                Err(Failure::new(tr::cli_not_yours(self.lang(), &self.data.display().to_string())))
            }
            found => Ok(found.unwrap_or_default()),
        }
    }

    /// Opening the folder would make it: a mistyped one must not become an empty office.
    fn ensure_office(&self) -> Result<(), Failure> {
        if self.has_office()? { Ok(()) } else { Err(self.no_office()) }
    }

    fn no_office(&self) -> Failure {
        Failure::new(tr::cli_no_office(self.lang(), &self.data.display().to_string()))
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    User(user::User),
    Token(token::Token),
    Import(import::Import),
    Export(export::Export),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Clone(clone::Clone),
    Upgrade(upgrade::Upgrade),
    Doctor(doctor::Doctor),
    Ping(ping::Ping),
    License(license::License),
    Seed(seed::Seed),
    Config(config::Config),
    Migrate(migrate::Migrate),
    Version(version::Version),
    Completions(completions::Completions),
}

/// As asked for, else the terminal's, else English.
fn lang_of_messages(asked: Option<Lang>) -> Lang {
    let of_terminal = || {
        // POSIX: the first of these that is set decides (The Open Group Base Specifications 8, 8.2).
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
        set.and_then(|locale| Lang::parse(&locale))
    };
    asked.or_else(of_terminal).unwrap_or(Lang::En)
}

/// Runs the command that the arguments name; the first argument is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::from(run_for(Vendor::built_in(), arguments))
}

/// [`run`] as the executable of another vendor: for tests, which have keys of their own.
pub fn run_for(vendor: Vendor, arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return answer_for(&error, &arguments),
    };
    cli.global.vendor = vendor;
    let outcome = match cli.command {
        Command::Serve(command) => serve::run(&cli.global, &command),
        Command::User(command) => user::run(&cli.global, command),
        Command::Token(command) => token::run(&cli.global, command),
        Command::Import(command) => import::run(&cli.global, &command),
        Command::Export(command) => export::run(&cli.global, &command),
        Command::Backup(command) => backup::run(&cli.global, &command),
        Command::Restore(command) => restore::run(&cli.global, &command),
        Command::Clone(command) => clone::run(&cli.global, &command),
        Command::Upgrade(command) => upgrade::run(&cli.global, &command),
        Command::Doctor(command) => doctor::run(&cli.global, &command),
        Command::Ping(command) => ping::run(&cli.global, &command),
        Command::License(command) => license::run(&cli.global, command),
        Command::Seed(command) => seed::run(&cli.global, &command),
        Command::Config(command) => config::run(&cli.global, &command),
        Command::Migrate(command) => migrate::run(&cli.global, &command),
        Command::Version(command) => version::run(&command),
        Command::Completions(command) => completions::run(&command),
    };
    match outcome {
        Ok(()) => 0,
        Err(failure) => failure.report(cli.global.lang()),
    }
}

/// Help where it is asked for or nothing is, else what is wrong with the arguments.
fn answer_for(error: &clap::Error, arguments: &[OsString]) -> u8 {
    let is_help = matches!(
        error.kind(),
        Misuse::DisplayHelp | Misuse::DisplayVersion | Misuse::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if !is_help {
        let lang = lang_of_messages(misuse::lang(arguments));
        return Failure::usage(misuse::told(error, lang)).report(lang);
    }
    // Nothing is left to tell if even this cannot be printed.
    let _ = error.print();
    if error.use_stderr() { failure::WRONGLY_CALLED } else { 0 }
}

fn parse_lang(text: &str) -> Result<Lang, Misfit> {
    Lang::parse(text).ok_or(Misfit::NotOneOf("ru, pl, en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_declaration_of_commands_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_or_after_the_command() {
        for arguments in [
            ["korob", "--data", "d", "--lang", "pl", "-vv", "config", "show"],
            ["korob", "config", "show", "--data", "d", "--lang", "pl", "-vv"],
        ] {
            let cli = Cli::try_parse_from(arguments).unwrap();
            assert_eq!((cli.global.data.to_str(), cli.global.lang), (Some("d"), Some(Lang::Pl)));
            assert_eq!(cli.global.verbose, 2);
        }
    }
}
