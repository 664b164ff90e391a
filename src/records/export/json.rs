//! JSON: an array of records as the API shows them.

use super::{Page, Writing};
use crate::kernel::Result;
use crate::records::api;
use crate::records::value::Record;
use anyhow::Context;
use std::io::{BufWriter, Write};

pub struct Json<W: Write> {
    out: BufWriter<W>,
    is_first: bool,
}

impl<W: Write> Json<W> {
    pub fn begin(out: W) -> Result<Json<W>> {
        let mut out = BufWriter::new(out);
        out.write_all(b"[").context("write the file")?;
        Ok(Json { out, is_first: true })
    }
}

impl<W: Write> Writing for Json<W> {
    fn record(&mut self, page: &Page<'_>, record: &Record) -> Result<()> {
        let separator: &[u8] = if std::mem::take(&mut self.is_first) { b"\n" } else { b",\n" };
        self.out.write_all(separator).context("write the file")?;
        serde_json::to_writer(&mut self.out, &api::Shape::whole(page.kind).record(record)).context("write the file")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.out.write_all(b"\n]\n").and_then(|()| self.out.flush()).context("write the file")?;
        Ok(())
    }
}
