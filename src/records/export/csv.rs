//! CSV as the office's spreadsheet opens it with a double click: UTF-8 with its mark, separated as the language of the
//! office does, figures with its decimal mark.

use super::cell::{self, Cell};
use super::{Page, Writing};
use crate::kernel::formula::harmless;
use crate::kernel::{Lang, Result};
use crate::platform::settings::Office;
use crate::records::value::Record;
use anyhow::Context;
use std::io::Write;

pub struct Csv<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    pub fn begin(mut out: W, office: &Office, titles: &[&str]) -> Result<Csv<W>> {
        out.write_all("\u{feff}".as_bytes()).context("write the file")?;
        let mut writer = csv::WriterBuilder::new()
            .delimiter(if office.lang == Lang::En { b',' } else { b';' })
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(titles).context("write the file")?;
        Ok(Csv { writer })
    }
}

impl<W: Write> Writing for Csv<W> {
    fn record(&mut self, page: &Page<'_>, record: &Record) -> Result<()> {
        for column in page.columns {
            let text = text(cell::of(page, column, record), page.office.lang);
            self.writer.write_field(text).context("write the file")?;
        }
        self.writer.write_record(None::<&[u8]>).context("write the file")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.writer.flush().context("write the file")?)
    }
}

fn text(cell: Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(&text),
        Cell::Plain(text) => text,
        Cell::Number(number) if lang == Lang::En => number.to_string(),
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Day(day) => day.format("%Y-%m-%d").to_string(),
        Cell::Moment(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}
