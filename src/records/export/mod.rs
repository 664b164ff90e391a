//! Records as files for other programs: any list, or all records one may export.
//!
//! - CSV for people and spreadsheets, which an import of ours takes back; XLSX; JSON as the API shows records; vCard of people.
//! - Text that a spreadsheet would run as a formula is made harmless in CSV ([`crate::kernel::formula`]); telephones and numbers
//!   stay as they are. XLSX says of each cell what it is, so nothing is run there.
//! - Read page by page, each in a transaction of its own: neither the memory nor the log grows with the number of
//!   records. What changes meanwhile is in the file as it was when its page was read.

mod cell;
mod columns;
mod csv;
mod json;
mod vcard;
mod xlsx;

use crate::access::Viewer;
use crate::kernel::{Access, Error, Result};
use crate::platform::db::Db;
use crate::platform::settings::Office;
use crate::records::list::{self, ListQuery, Slice};
use crate::records::registry::{Field, Kind, Registry};
use crate::records::show::Lookup;
use crate::records::store;
use crate::records::value::Record;
use columns::Column;
use std::io::Write;
use std::sync::Arc;

/// Records read at once.
const PAGE: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    #[default]
    Csv,
    Xlsx,
    Json,
    /// vCard, for people only.
    Vcf,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::Csv, Format::Xlsx, Format::Json, Format::Vcf];

    /// What records of this kind can be written as.
    pub fn of(kind: &Kind) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| *format != Format::Vcf || kind.is_person)
    }

    /// Also the ending of the file.
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Json => "json",
            Format::Vcf => "vcf",
        }
    }

    pub fn parse(code: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.code() == code)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Json => "application/json",
            Format::Vcf => "text/vcard; charset=utf-8",
        }
    }
}

/// What goes into the file.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub query: ListQuery,
    /// The keys of the fields, in order; `None` for all of them, in such a way that an import loses nothing.
    pub columns: Option<Vec<String>>,
    pub format: Format,
}

/// In which a record is written.
struct Page<'a> {
    viewer: &'a Viewer,
    office: &'a Office,
    kind: &'a Kind,
    columns: &'a [Column],
    lookup: &'a Lookup,
}

/// One way to write records.
trait Writing {
    fn record(&mut self, page: &Page<'_>, record: &Record) -> Result<()>;
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes the records of a list that the viewer may export; how many. For threads that may block. `progress` is told how
/// many are written.
///
/// # Errors
/// `BadRequest` for a format that the kind has not ([`Format::of`]).
pub fn export(
    db: &Db,
    registry: &Registry,
    viewer: &Viewer,
    kind: &Arc<Kind>,
    wanted: &Wanted,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(usize),
) -> Result<usize> {
    if !Format::of(kind).any(|format| format == wanted.format) {
        return Err(Error::BadRequest(format!("{} are no people: export them in another format", kind.plural)));
    }
    let now = db.clock().now();
    let office = db.read_blocking(Office::load)?;
    let columns = db.read_blocking(|conn| columns::of(conn, viewer, kind, wanted.columns.as_deref()))?;
    let fields: Vec<&Field> = match wanted.format {
        Format::Json | Format::Vcf => kind.fields.iter().collect(),
        _ => columns::fields(kind, &columns),
    };
    // A list shows the first thousand of what a search finds; its export has them all.
    let query = db.read_blocking(|conn| wanted.query.clone().found_whole(conn, viewer, kind))?;
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let mut writing: Box<dyn Writing + '_> = match wanted.format {
        Format::Csv => Box::new(csv::Csv::begin(out, &office, &titles)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::begin(out, (kind.names.many)(viewer.lang), &titles)?),
        Format::Json => Box::new(json::Json::begin(out)?),
        Format::Vcf => Box::new(vcard::Vcard::begin(out)),
    };
    let mut slice = Slice { after: None, before: None, limit: PAGE };
    let mut written = 0;
    loop {
        let (next, records, lookup) = db.read_blocking(|conn| {
            let page = list::page(conn, viewer, kind, &query, &[], &slice, now)?;
            let ids: Vec<i64> = page.records.iter().map(|record| record.id).collect();
            let allowed = store::access::allowed(conn, viewer, kind, &ids, Access::Export)?;
            let ids: Vec<i64> = ids.into_iter().filter(|id| allowed.contains(id)).collect();
            let records = store::by_ids(conn, viewer, kind, &fields, &ids)?;
            let lookup = Lookup::load(conn, registry, viewer, kind, &records)?;
            Ok((page.next, records, lookup))
        })?;
        let page = Page { viewer, office: &office, kind, columns: &columns, lookup: &lookup };
        for record in &records {
            writing.record(&page, record)?;
        }
        written += records.len();
        progress(written);
        match next {
            Some(next) => slice.after = Some(next),
            None => break,
        }
    }
    writing.finish()?;
    Ok(written)
}
