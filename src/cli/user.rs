//! `korob user`: the people of the office, also when nobody can sign in.

use super::misuse::Misfit;
use super::{Failure, Global, desk, output};
use crate::access::Role;
use crate::kernel::Lang;
use crate::office::commands::Command;
use crate::office::commands::users::{Add, Invited, Listed, OfficeOrder, SetPassword, Who};
use crate::platform::i18n::tr;
use clap::{Args, Subcommand};
use std::io::{BufRead, IsTerminal};

/// Add and manage the people of the office
#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add somebody; on an empty folder, an administrator with whom the office begins
    Add(AddUser),
    /// List everybody
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Give somebody another password, or a link with which to choose one
    ResetPassword {
        #[command(flatten)]
        who: Whom,
        #[command(flatten)]
        password: Password,
    },
    /// End somebody's access at once; records and history stay
    Disable(Whom),
    /// Let somebody in again
    Enable(Whom),
}

#[derive(Debug, Args)]
struct AddUser {
    /// The address to sign in with
    #[arg(long)]
    email: String,
    /// First and last name
    #[arg(long)]
    name: String,
    /// admin, head (sees all records) or staff (sees their own)
    #[arg(long, value_parser = parse_role)]
    role: Role,
    #[command(flatten)]
    password: Password,
    /// A new office: the name of the firm [default: the host of the e-mail]
    #[arg(long, value_name = "NAME", help_heading = "On an empty folder")]
    firm: Option<String>,
    /// A new office: its country, such as RU or PL [default: RU]
    #[arg(long, value_name = "CODE", help_heading = "On an empty folder")]
    country: Option<String>,
    /// A new office: its currency, such as RUB or PLN [default: the country's]
    #[arg(long, value_name = "CODE", help_heading = "On an empty folder")]
    currency: Option<String>,
    /// A new office: its time zone, such as Europe/Moscow [default: that of the country's capital]
    #[arg(long, value_name = "NAME", help_heading = "On an empty folder")]
    zone: Option<String>,
}

#[derive(Debug, Args)]
struct Whom {
    /// The address that the user signs in with
    email: String,
}

#[derive(Debug, Args)]
struct Password {
    /// Read the password from the first line of stdin; on a terminal it is asked for, unseen
    #[arg(long)]
    password_stdin: bool,
}

pub(super) fn run(global: &Global, command: User) -> Result<(), Failure> {
    let lang = global.lang();
    let say = |text: String| output::print(&(text + "\n"));
    match command.action {
        Action::Add(add) => {
            let office = OfficeOrder {
                firm: add.firm,
                lang: global.lang.unwrap_or(Lang::Ru),
                country: add.country,
                currency: add.currency,
                zone: add.zone,
            };
            let password = add.password.read(lang)?;
            let order = Add { email: add.email, name: add.name, role: add.role, password, office };
            let invited: Invited = desk::carry_out(global, Command::UserAdd(order))?;
            say(tr::cli_user_added(lang, &invited.user.email, invited.user.role.code()))?;
            tell_link(global, &invited)
        }
        Action::List { json } => {
            let people: Vec<Listed> = desk::carry_out(global, Command::UserList)?;
            desk::print_list(&people, json, |user| line(lang, user))
        }
        Action::ResetPassword { who, password } => {
            let order = SetPassword { email: who.email, password: password.read(lang)? };
            let invited: Invited = desk::carry_out(global, Command::UserSetPassword(order))?;
            if invited.link.is_none() {
                say(tr::cli_password_set(lang, &invited.user.email))?;
            }
            tell_link(global, &invited)
        }
        Action::Disable(who) => {
            let user: Listed = desk::carry_out(global, Command::UserDisable(Who { email: who.email }))?;
            say(tr::cli_user_disabled(lang, &user.email))
        }
        Action::Enable(who) => {
            let user: Listed = desk::carry_out(global, Command::UserEnable(Who { email: who.email }))?;
            say(tr::cli_user_enabled(lang, &user.email))
        }
    }
}

impl Password {
    fn read(&self, lang: Lang) -> Result<Option<String>, Failure> {
        if !self.password_stdin {
            return Ok(None);
        }
        let stdin = std::io::stdin();
        if stdin.is_terminal() {
            return Ok(Some(rpassword::prompt_password(format!("{} ", tr::cli_password_prompt(lang)))?));
        }
        let mut line = String::new();
        stdin.lock().read_line(&mut line)?;
        let password = line.trim_end_matches(['\n', '\r']);
        if password.is_empty() {
            return Err(Failure::usage(tr::cli_password_missing(lang)));
        }
        Ok(Some(password.to_owned()))
    }
}

fn tell_link(global: &Global, invited: &Invited) -> Result<(), Failure> {
    let Some(link) = &invited.link else { return Ok(()) };
    output::print(&format!("{}\n{link}\n", tr::cli_password_link(global.lang())))
}

fn line(lang: Lang, user: &Listed) -> String {
    let state = match (user.is_active, user.has_password) {
        (false, _) => tr::cli_state_disabled(lang),
        (true, false) => tr::cli_state_invited(lang),
        (true, true) => tr::cli_state_active(lang),
    };
    format!("{:<6} {:<10} {:<36} {}", user.role.code(), state, user.email, user.name)
}

fn parse_role(text: &str) -> Result<Role, Misfit> {
    Role::parse(text).ok_or(Misfit::NotOneOf("admin, head, staff"))
}
