//! The log: one line on stderr per happening, whatever text a request brought along.

use super::config::LogFormat;
use std::io::{self, IsTerminal, Write};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Their start and stop are told in our own words.
const QUIET: &str = "actix_server=warn,refinery_core=warn";

/// [`start_as`] of commands, whose log people read.
pub fn start(filter: &str, verbosity: u8) {
    start_as(LogFormat::Text, filter, verbosity);
}

/// Starts logging for the life of the process. `filter` was checked when the settings were read.
pub fn start_as(format: LogFormat, filter: &str, verbosity: u8) {
    let filter = match verbosity {
        0 => format!("{QUIET},{filter}"),
        1 => format!("{QUIET},info,korob=debug"),
        _ => "debug,korob=trace".to_owned(),
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::builder().parse_lossy(filter))
        .with_ansi(false)
        .with_target(true)
        .with_writer(OneLine(io::stderr));
    let built = if is_json(format) { builder.json().try_init() } else { builder.try_init() };
    // Already started: another part of this process was first.
    drop(built);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // What was put together at run time may quote what people wrote, as a failed slice of a text does.
        let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("no text of its own");
        tracing::error!(place, "panic: {text}");
    }));
}

fn is_json(format: LogFormat) -> bool {
    match format {
        LogFormat::Text => false,
        LogFormat::Json => true,
        // Set by systemd where stderr goes to the journal (systemd.exec(5)); a shell in a service inherits it.
        LogFormat::Auto => std::env::var_os("JOURNAL_STREAM").is_some() && !io::stderr().is_terminal(),
    }
}

/// Writes each event as exactly one line: control characters inside it are written as escapes, so that no name or
/// address can forge a line or drive a terminal.
struct OneLine<W>(W);

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for OneLine<W> {
    type Writer = Escaping<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        Escaping(self.0.make_writer())
    }
}

/// The subscriber hands over a whole event in one call.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        self.0.write_all(&one_line(event))?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn one_line(event: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(event);
    let mut line = String::with_capacity(text.len() + 1);
    for c in text.trim_end_matches('\n').chars() {
        match c {
            '\t' => line.push(' '),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => line.extend(c.escape_default()),
            c => line.push(c),
        }
    }
    line.push('\n');
    line.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_hostile_name_stays_on_its_line() {
        let kept = Kept::default();
        let writer = kept.clone();
        let subscriber =
            tracing_subscriber::fmt().with_ansi(false).with_writer(OneLine(move || writer.clone())).finish();
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!(name = %"Ольга\r\n2026 ERROR forged \u{1b}[31m", "signed in\n");
            tracing::info!("next");
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("Ольга\\r\\n2026 ERROR forged \\u{1b}[31m"), "{text}");
    }
}
