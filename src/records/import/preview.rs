//! The first rows of a file as the records they will be.

use super::draft::{Draft, Judge, Word};
use super::plans::Plans;
use super::reading::rows::read_row;
use super::reading::values::Settings;
use super::resolve::{Listed, Resolver};
use super::targets;
use crate::access::Viewer;
use crate::kernel::{Result, Timestamp};
use crate::platform::db::Db;
use crate::platform::i18n::format;
use crate::platform::settings::Office;
use crate::records::options::Dictionary;
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::show::{self, Lookup, Reader};
use crate::records::value::Values;
use rusqlite::Connection;

/// A cell of the preview.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    pub text: String,
    /// A word that becomes a value of its list.
    pub is_new: bool,
}

pub struct Line {
    pub row: u64,
    /// Why it would be rejected.
    pub reason: Option<&'static str>,
    pub cells: Vec<Seen>,
}

pub struct Preview {
    pub titles: Vec<String>,
    pub lines: Vec<Line>,
}

/// For threads that may block.
pub fn preview(db: &Db, viewer: &Viewer, kind: &Kind, plans: &Plans) -> Result<Preview> {
    db.read_blocking(|conn| {
        let office = Office::load(conn)?;
        let settings =
            Settings { country: office.country.clone(), date_order: plans.survey.date_order.unwrap_or_default() };
        let judge = Judge::new(kind, office, &plans.mapping);
        let fields = fields(kind, plans);
        let mut seeing = Seeing {
            reader: Reader::of(viewer, db.clock().now()),
            resolver: Resolver::load(conn)?,
            lookup: Lookup::of_words(Dictionary::load(conn, viewer.lang)?),
            viewer,
            kind,
        };
        let mut lines = Vec::new();
        for row in &plans.survey.preview {
            let drafted = read_row(row, &plans.mapping, &settings).map_err(|rejection| rejection.code());
            let line = match drafted.and_then(|read| judge.draft(kind, read)) {
                Ok(draft) => {
                    let cells = fields.iter().map(|field| seeing.cell(conn, field, &draft)).collect::<Result<_>>()?;
                    Line { row: row.number, reason: None, cells }
                }
                Err(reason) => Line { row: row.number, reason: Some(reason), cells: Vec::new() },
            };
            lines.push(line);
        }
        let titles = fields.iter().map(|field| field.label.text(viewer.lang).to_owned()).collect();
        Ok(Preview { titles, lines })
    })
}

/// The fields that the mapping fills, in the order of the kind.
fn fields<'k>(kind: &'k Kind, plans: &Plans) -> Vec<&'k Field> {
    let targets = targets::all(kind);
    let is_filled = |field: &&Field| {
        plans.columns.iter().flatten().any(|name| {
            let place = targets.iter().find(|target| target.name == *name).map(|target| &target.place);
            match place {
                Some(targets::Place::Field { key, .. } | targets::Place::Positions { key }) => *key == field.key,
                Some(targets::Place::FullName) => {
                    matches!(field.key.as_ref(), "first_name" | "middle_name" | "last_name")
                }
                Some(targets::Place::AddressPart { key, .. }) => *key == field.key,
                Some(targets::Place::Ended { key }) => *key == field.key,
                Some(targets::Place::Line(_)) => {
                    let is_comment = targets::comment_of(kind).is_some_and(|comment| comment.key == field.key);
                    is_comment || kind.sum_of_lines == Some(field.key.as_ref())
                }
                Some(targets::Place::Note) => targets::comment_of(kind).is_some_and(|c| c.key == field.key),
                None => false,
            }
        })
    };
    kind.fields.iter().filter(is_filled).collect()
}

struct Seeing<'a> {
    reader: Reader,
    resolver: Resolver,
    lookup: Lookup,
    viewer: &'a Viewer,
    kind: &'a Kind,
}

impl Seeing<'_> {
    /// The value that a word stands for, if there is one by now: of values that belong to one that is still to be made there
    /// is none.
    fn code(&mut self, conn: &Connection, draft: &Draft, word: &Word) -> Result<Option<String>> {
        let mut values = Values::default();
        let owner = self.kind.owner_of(&word.key).map(|owner| owner.key.as_ref());
        if let Some(owner) = draft.words.iter().find(|other| Some(other.key.as_str()) == owner) {
            let list = Listed::of(conn, self.kind, owner, &values)?;
            let Some(code) = self.resolver.word(conn, &list, &owner.word)? else { return Ok(None) };
            values.set(owner.key.as_str(), code.as_str());
        }
        let list = Listed::of(conn, self.kind, word, &values)?;
        self.resolver.word(conn, &list, &word.word)
    }

    fn cell(&mut self, conn: &Connection, field: &Field, draft: &Draft) -> Result<Seen> {
        if let Some(word) = draft.words.iter().find(|word| word.key == field.key) {
            let code = self.code(conn, draft, word)?;
            return Ok(match code {
                Some(code) => Seen { text: self.lookup.dictionary.label(word.list, &code).to_owned(), is_new: false },
                None => Seen { text: word.word.clone(), is_new: true },
            });
        }
        let named: Vec<&str> =
            draft.named.iter().filter(|named| named.key == field.key).map(|named| named.name.as_str()).collect();
        if !named.is_empty() {
            return Ok(Seen { text: named.join("; "), is_new: false });
        }
        if let Some(people) = draft.people.iter().find(|people| people.key == field.key) {
            let name = people.names.first().map_or("", String::as_str);
            let is_known =
                self.resolver.person(name).is_some_and(|id| self.viewer.may_assign() || id == self.viewer.user_id.0);
            let text = if is_known || field.field_type != FieldType::User { name } else { &self.viewer.name };
            return Ok(Seen { text: text.to_owned(), is_new: false });
        }
        let moment = |at: Option<Timestamp>| at.map(|at| format::datetime(self.reader.lang, self.reader.zone, at));
        let text = match field.key.as_ref() {
            "created_at" => moment(draft.created_at).unwrap_or_default(),
            "updated_at" => moment(draft.updated_at).unwrap_or_default(),
            _ => {
                let mut text = show::text(&self.reader, field, &draft.values, &self.lookup);
                if field.import_names.contains(&"comment") {
                    let notes = draft.notes.iter().chain(draft.line.iter().map(|line| &line.text)).map(String::as_str);
                    text = Some(text.as_str())
                        .filter(|text| !text.is_empty())
                        .into_iter()
                        .chain(notes)
                        .collect::<Vec<_>>()
                        .join("\n");
                }
                text
            }
        };
        Ok(Seen { text, is_new: false })
    }
}
