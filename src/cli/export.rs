//! `korob export`: records as a file for other programs.

use super::backup::in_words;
use super::misuse::Misfit;
use super::{Failure, Global, desk, import, output};
use crate::app::wiring;
use crate::kernel::Lang;
use crate::office::backup::Scratch;
use crate::office::commands::Command;
use crate::office::commands::export::{Exported, Order};
use crate::platform::folder::open_private;
use crate::platform::i18n::{format, reason, tr};
use crate::records::export::Format;
use clap::Args;
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write all records of a kind into a file for other programs
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What to export: companies, contacts, leads or deals
    kind: String,
    /// csv, xlsx, json or, for contacts, vcf
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = parse_format)]
    format: Format,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn parse_format(text: &str) -> Result<Format, Misfit> {
    Format::parse(text).ok_or(Misfit::NotOneOf("csv, xlsx, json, vcf"))
}

/// Asked before a file is begun.
fn require_format(lang: Lang, plural: &str, format: Format) -> Result<(), Failure> {
    let kind = wiring::registry().by_plural(plural)?;
    if Format::of(&kind).any(|of_kind| of_kind == format) {
        return Ok(());
    }
    let fitting: Vec<&str> = Format::of(&kind).map(Format::code).collect();
    Err(Failure::usage(tr::cli_no_format(lang, format.code(), plural, &fitting.join(", "))))
}

pub(super) fn run(global: &Global, command: &Export) -> Result<(), Failure> {
    let lang = global.lang();
    import::require_kind(lang, &command.kind)?;
    require_format(lang, &command.kind, command.format)?;
    let order = Order { kind: command.kind.clone(), format: command.format };
    let Some(path) = &command.out else {
        let mut out = Named { out: BufWriter::new(std::io::stdout().lock()), name: "stdout", lang };
        desk::carry_out_with::<Exported>(global, Command::Export(order), None, &mut out)?;
        return Ok(out.flush()?);
    };
    // Whoever finds the file under its name finds all of it.
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.display().to_string();
    let cannot = |error: io::Error| Failure::new(cannot_write(lang, &name, &error));
    let scratch = Scratch::in_folder(folder).map_err(in_words(lang))?;
    let begun = scratch.path().join("export");
    let mut file = open_private(&begun).map_err(cannot)?;
    let mut out = Named { out: BufWriter::new(&mut file), name: &name, lang };
    let exported: Exported = desk::carry_out_with(global, Command::Export(order), None, &mut out)?;
    out.flush()?;
    drop(out);
    file.sync_all().and_then(|()| fs::rename(&begun, path)).map_err(cannot)?;
    let size = fs::metadata(path).map(|found| found.len()).unwrap_or_default();
    let (size, count) = (format::file_size(lang, size), exported.records as i64);
    output::print(&(tr::cli_exported(lang, count, &path.display().to_string(), &size) + "\n"))
}

fn cannot_write(lang: Lang, name: &str, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => [tr::cli_out_full(lang, name), tr::cli_disk_full(lang).to_owned()].join(". "),
        _ => tr::cli_cannot_write(lang, name, &reason(lang, error)),
    }
}

/// A file whose errors say which it is and what to do.
struct Named<'a, W> {
    out: W,
    name: &'a str,
    lang: Lang,
}

impl<W> Named<'_, W> {
    fn told<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.map_err(|error| io::Error::new(error.kind(), cannot_write(self.lang, self.name, &error)))
    }
}

impl<W: Write> Write for Named<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.out.write(bytes);
        self.told(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.out.flush();
        self.told(outcome)
    }
}
