//! vCard 3.0 (RFC 2426), which every address book takes: one card per person. Days without a year are written as RFC 6350
//! (4.3.1) has them, as address books do in cards of this version, too.
//!
//! What goes where follows from what the fields are called in imports, so that a custom type of person has it for nothing.

use super::{Page, Writing};
use crate::kernel::Result;
use crate::records::registry::{Channel, Field, FieldType};
use crate::records::value::{LinkItem, Point, Record, Value};
use anyhow::Context;
use std::io::{BufWriter, Write};

/// Octets of a line without its end (RFC 2426, 2.6).
const LINE_BYTES: usize = 75;

pub struct Vcard<W: Write> {
    out: BufWriter<W>,
}

impl<W: Write> Vcard<W> {
    pub fn begin(out: W) -> Vcard<W> {
        Vcard { out: BufWriter::new(out) }
    }
}

impl<W: Write> Writing for Vcard<W> {
    fn record(&mut self, page: &Page<'_>, record: &Record) -> Result<()> {
        for line in card(page, record) {
            self.out.write_all(fold(&line).as_bytes()).context("write the file")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush().context("write the file")?)
    }
}

/// The lines of a card, not yet folded.
fn card(page: &Page<'_>, record: &Record) -> Vec<String> {
    let person = Person { page, record };
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()];
    let mut line = |name: &str, parts: &[String]| {
        if parts.iter().any(|part| !part.is_empty()) {
            lines.push(format!("{name}:{}", parts.iter().map(|part| escape(part)).collect::<Vec<_>>().join(";")));
        }
    };
    let names = ["last_name", "first_name", "middle_name", "salutation"].map(|role| person.text(role));
    // The name in parts must be there, if only with nothing in it.
    line("FN", std::slice::from_ref(&record.title));
    match names.iter().all(String::is_empty) {
        true => line("N", &[record.title.clone(), String::new()]),
        false => line("N", &[names.as_slice(), &[String::new()]].concat()),
    }
    let job = person.job();
    line("ORG", &[job.as_ref().map_or_else(String::new, |(company, _)| company.clone())]);
    let position = person.text("position");
    line("TITLE", &[if position.is_empty() { job.and_then(|(_, own)| own).unwrap_or_default() } else { position }]);
    for (channel, point) in person.points() {
        line(&reach_name(channel, point), &[reach_value(point)]);
    }
    line("ADR;TYPE=WORK", &person.address());
    line("BDAY", &[person.text("birth_date")]);
    line("NOTE", &[person.text("comment")]);
    if let Some(names) = person.tags() {
        lines.push(format!("CATEGORIES:{}", names.iter().map(|name| escape(name)).collect::<Vec<_>>().join(",")));
    }
    lines.push("END:VCARD".to_owned());
    lines
}

struct Person<'a> {
    page: &'a Page<'a>,
    record: &'a Record,
}

impl Person<'_> {
    fn field(&self, role: &str) -> Option<&Field> {
        self.page.kind.fields.iter().find(|field| field.import_names.contains(&role))
    }

    /// Empty for what is not filled.
    fn text(&self, role: &str) -> String {
        let Some(field) = self.field(role) else { return String::new() };
        let text = self.record.values.text(&field.key).unwrap_or_default();
        match &field.field_type {
            FieldType::Choice { list } if !text.is_empty() => self.page.lookup.dictionary.label(list, text).to_owned(),
            _ => text.to_owned(),
        }
    }

    /// Post office box, flat, street, town, region, code, country (RFC 2426, 3.2.1). An address in one line is all street.
    fn address(&self) -> Vec<String> {
        let parts = ["", "flat", "street", "city", "region", "postal_code", "country"].map(|role| self.text(role));
        if parts.iter().any(|part| !part.is_empty()) {
            return parts.into();
        }
        let mut parts = parts;
        parts[2] = self.text("address");
        parts.into()
    }

    /// The main company and what the person is there.
    fn job(&self) -> Option<(String, Option<String>)> {
        let field = self.field("company")?;
        let FieldType::Links(links) = &field.field_type else { return None };
        let items = self.record.values.get(&field.key).as_links();
        let main: &LinkItem = items.iter().find(|item| item.is_main).or(items.first())?;
        let title = self.page.lookup.title(links.other_kind, main.id)?;
        Some((title.to_owned(), main.position.clone()))
    }

    fn points(&self) -> impl Iterator<Item = (Channel, &Point)> {
        self.page
            .kind
            .fields
            .iter()
            .filter_map(|field| match field.field_type {
                FieldType::Points(channel) => Some((channel, self.record.values.get(&field.key).as_points())),
                _ => None,
            })
            .flat_map(|(channel, points)| points.iter().map(move |point| (channel, point)))
    }

    fn tags(&self) -> Option<&[String]> {
        let field = self.page.kind.fields.iter().find(|field| field.field_type == FieldType::Tags)?;
        match self.record.values.get(&field.key) {
            Value::Names(names) if !names.is_empty() => Some(names),
            _ => None,
        }
    }
}

/// The property with its types: `TEL;TYPE=CELL,PREF`.
fn reach_name(channel: Channel, point: &Point) -> String {
    let label = point.label.as_str();
    let (name, types) = match channel {
        Channel::Phone => (
            "TEL",
            match label {
                "mobile" => "CELL",
                "home" => "HOME,VOICE",
                "fax" => "FAX",
                "pager" => "PAGER",
                "work" => "WORK,VOICE",
                _ => "VOICE",
            },
        ),
        Channel::Email => (
            "EMAIL",
            match label {
                "work" => "INTERNET,WORK",
                "home" => "INTERNET,HOME",
                _ => "INTERNET",
            },
        ),
        // Address books know no better place; they show what they do not understand.
        Channel::Messenger => ("X-SOCIALPROFILE", label),
        Channel::Site => (
            "URL",
            match label {
                "home" => "HOME",
                _ => "WORK",
            },
        ),
    };
    format!("{name};TYPE={types}{}", if point.is_main { ",PREF" } else { "" })
}

fn reach_value(point: &Point) -> String {
    match &point.extension {
        Some(extension) => format!("{} x{extension}", point.value),
        None => point.value.clone(),
    }
}

/// RFC 6350, 3.4; the same holds for values of RFC 2426.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Cut into lines of at most [`LINE_BYTES`], never within a letter.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 4);
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE_BYTES {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(c);
        used += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_letters() {
        let line = format!("NOTE:{}", "ж".repeat(200));
        let folded = fold(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= LINE_BYTES), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(escape("a;b,c\\d\r\ne:\"f\""), "a\\;b\\,c\\\\d\\ne:\"f\"");
    }
}
