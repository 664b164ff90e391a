//! `korob serve`: the server, until it is told to stop.

use super::config::wrong;
use super::{Failure, Global};
use crate::app::config::{self, Key, Settings};
use crate::app::{log, startup};
use clap::Args;

/// Serve the office; on an empty folder a link for the set-up is printed
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen [default: 127.0.0.1:8090]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Protect connections: off, auto (a certificate that Korob makes and renews) or files [default: off]
    #[arg(long, value_name = "HOW")]
    tls: Option<String>,
    /// The certificate chain for --tls files, PEM
    #[arg(long, value_name = "FILE")]
    tls_cert: Option<String>,
    /// Its private key, PEM
    #[arg(long, value_name = "FILE")]
    tls_key: Option<String>,
    /// Serve without TLS beyond this machine, on a network that is protected otherwise
    #[arg(long)]
    allow_plain_http: bool,
    /// A name by which browsers may call this server; may be given several times
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Where people find it if a proxy stands in front, such as https://crm.example.com
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Proxies on other machines that are believed about who asks, such as 192.168.1.2,10.0.0.0/8
    #[arg(long, value_name = "ADDRESSES")]
    trusted_proxies: Option<String>,
    /// Whether the local network is told the name korob.local: yes or no [default: yes]
    #[arg(long, value_name = "YES|NO")]
    mdns: Option<String>,
    /// How large a file on a record may be, in megabytes [default: 50]
    #[arg(long, value_name = "MB")]
    max_file_mb: Option<String>,
    /// How many files are taken at once [default: 20]
    #[arg(long, value_name = "COUNT")]
    max_files: Option<String>,
    /// Which files are not taken, by the endings of their names [default: exe, bat, js and others that Windows runs]
    #[arg(long, value_name = "ENDINGS")]
    refused_endings: Option<String>,
    /// Serve an invented office to look around in: made on an empty folder, with its logins printed
    #[arg(long)]
    demo: bool,
    /// What to log: a level, or a filter such as info,korob::http=debug [default: info]
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
    /// How to log: text, json, or auto, which is json where the journal of systemd reads it [default: auto]
    #[arg(long, value_name = "HOW")]
    log_format: Option<String>,
}

pub(super) fn run(global: &Global, command: &Serve) -> Result<(), Failure> {
    // Its settings could not be read either, which says less.
    global.has_office()?;
    let settings = settings(global, command)?;
    log::start_as(settings.log_format, &settings.log, global.verbose);
    startup::serve(&global.data, &settings, &global.vendor, global.lang(), command.demo)?;
    Ok(())
}

fn settings(global: &Global, command: &Serve) -> Result<Settings, Failure> {
    let mut flags = Vec::new();
    for (key, value) in [
        (Key::Listen, &command.listen),
        (Key::Tls, &command.tls),
        (Key::TlsCert, &command.tls_cert),
        (Key::TlsKey, &command.tls_key),
        (Key::Url, &command.url),
        (Key::TrustedProxies, &command.trusted_proxies),
        (Key::Mdns, &command.mdns),
        (Key::MaxFileMb, &command.max_file_mb),
        (Key::MaxFiles, &command.max_files),
        (Key::RefusedEndings, &command.refused_endings),
        (Key::Log, &command.log),
        (Key::LogFormat, &command.log_format),
    ] {
        flags.extend(value.clone().map(|text| (key, text)));
    }
    if command.allow_plain_http {
        flags.push((Key::AllowPlainHttp, "true".to_owned()));
    }
    if !command.host.is_empty() {
        flags.push((Key::Hosts, command.host.join(",")));
    }
    config::load(&global.data, &flags, |name| std::env::var(name).ok()).map_err(|errors| wrong(global.lang(), &errors))
}
