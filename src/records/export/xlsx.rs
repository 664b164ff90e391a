//! XLSX: every cell says what it is, so text is never run as a formula and figures are figures.

use super::cell::{self, Cell};
use super::{Page, Writing};
use crate::kernel::Result;
use crate::records::value::Record;
use anyhow::Context;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// A sheet ends at 2^20 rows; another follows.
const SHEET_ROWS: u32 = 1_000_000;
/// A cell holds no more.
const MAX_CELL: usize = 32_767;

pub struct Xlsx<'o> {
    out: &'o mut dyn Write,
    workbook: Workbook,
    name: String,
    titles: Vec<String>,
    sheet: usize,
    row: u32,
    day: Format,
    moment: Format,
}

impl<'o> Xlsx<'o> {
    pub fn begin(out: &'o mut dyn Write, name: &str, titles: &[&str]) -> Result<Xlsx<'o>> {
        let mut xlsx = Xlsx {
            out,
            workbook: Workbook::new(),
            name: name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(25).collect(),
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            sheet: 0,
            row: 0,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        xlsx.begin_sheet().context("write the file")?;
        Ok(xlsx)
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheet += 1;
        let name = if self.sheet == 1 { self.name.clone() } else { format!("{} {}", self.name, self.sheet) };
        let bold = Format::new().set_bold();
        // Rows go to the disk as they are written.
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0..).zip(&self.titles) {
            sheet.set_column_width(column, 18)?;
            sheet.write_string_with_format(0, column, title, &bold)?;
        }
        self.row = 1;
        Ok(())
    }

    fn write(&mut self, page: &Page<'_>, record: &Record) -> Result<(), XlsxError> {
        if self.row >= SHEET_ROWS {
            self.begin_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheet - 1)?;
        for (column, of) in (0..).zip(page.columns) {
            let cell = cell::of(page, of, record);
            write_cell(sheet, (self.row, column), cell, &self.day, &self.moment)?;
        }
        self.row += 1;
        Ok(())
    }
}

impl Writing for Xlsx<'_> {
    fn record(&mut self, page: &Page<'_>, record: &Record) -> Result<()> {
        Ok(self.write(page, record).context("write the file")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        // The archive is written with a way back to its beginning, which `out` may not have.
        let mut file = tempfile::tempfile().context("write the file")?;
        self.workbook.save_to_writer(&mut file).context("write the file")?;
        use std::io::{Seek, SeekFrom};
        file.seek(SeekFrom::Start(0)).context("write the file")?;
        std::io::copy(&mut file, self.out).context("write the file")?;
        Ok(())
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    day: &Format,
    moment: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Plain(text) => {
            let text = if text.chars().count() > MAX_CELL { text.chars().take(MAX_CELL).collect() } else { text };
            sheet.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            // Sums beyond what a spreadsheet can count exactly stay whole as text.
            match number.to_f64().filter(|_| number.mantissa().unsigned_abs() < 1 << 53) {
                Some(figure) => sheet.write_number(row, column, figure)?,
                None => sheet.write_string(row, column, number.to_string())?,
            };
        }
        Cell::Day(date) if chrono::Datelike::year(&date) >= 1900 => {
            sheet.write_datetime_with_format(row, column, date, day)?;
        }
        Cell::Day(date) => {
            sheet.write_string(row, column, date.format("%Y-%m-%d").to_string())?;
        }
        Cell::Moment(at) => {
            sheet.write_datetime_with_format(row, column, at, moment)?;
        }
    }
    Ok(())
}
