//! `korob token`: API tokens for programs.

use super::{Failure, Global, desk, output};
use crate::kernel::Lang;
use crate::office::commands::Command;
use crate::office::commands::tokens::{Create, Created, List, Listed, Revoke};
use crate::platform::i18n::tr;
use clap::{Args, Subcommand};

/// Make and end API tokens
#[derive(Debug, Args)]
pub(super) struct Token {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make a token and print it, alone; it cannot be shown again
    Create {
        /// The e-mail of the user with whose rights the program acts
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// Until when it is good: a day (2027-01-31) or a number of days (90d) [default: for ever]
        #[arg(long, value_name = "D")]
        expires: Option<String>,
    },
    /// List tokens, without their secrets
    List {
        /// Only this user's
        #[arg(long, value_name = "EMAIL")]
        user: Option<String>,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// End a token at once
    Revoke {
        /// Its number in the list
        id: i64,
    },
}

pub(super) fn run(global: &Global, command: Token) -> Result<(), Failure> {
    let lang = global.lang();
    match command.action {
        Action::Create { user, name, expires } => {
            let created: Created = desk::carry_out(global, Command::TokenCreate(Create { user, name, expires }))?;
            output::print(&format!("{}\n", created.token))
        }
        Action::List { user, json } => {
            let tokens: Vec<Listed> = desk::carry_out(global, Command::TokenList(List { user }))?;
            desk::print_list(&tokens, json, |token| line(lang, token))
        }
        Action::Revoke { id } => {
            desk::carry_out::<()>(global, Command::TokenRevoke(Revoke { id }))?;
            output::print(&(tr::cli_token_revoked(lang, &id.to_string()) + "\n"))
        }
    }
}

fn line(lang: Lang, token: &Listed) -> String {
    let state = match (&token.revoked_at, &token.expires_at) {
        (Some(at), _) => tr::cli_token_revoked_at(lang, at),
        (None, Some(at)) => tr::cli_token_until(lang, at),
        (None, None) => tr::cli_token_for_ever(lang).to_owned(),
    };
    format!("{:<5} {:<36} {:<24} {}", token.id, token.user, token.name, state)
}
