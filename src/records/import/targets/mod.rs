//! Where the columns of a file can go in a type of record: its own fields, read from the registry, and a few places that
//! are no field.
//!
//! A target is named as reports and kept mappings write it: by the name mappings of other programs' files use for it
//! ([`super::reading::fields`]), else by the field's key; ways to reach somebody carry their label (`phone.work`).

mod fields;

use super::reading::headers::{self, ImportKind, match_header};
use super::reading::rows::{Column, Mapping};
use super::reading::values::Reading;
use crate::kernel::text::fold;
use crate::kernel::{KindKey, Lang};
use crate::platform::i18n::tr;
use crate::records::registry::{Field, FieldType, Kind, LinkTable};
use crate::records::show::point_label;
use fields::{is_importable, of_field};

/// What has no other place: goes to the comment, with the column's title before it.
pub const NOTE: &str = "note";
const FULL_NAME: &str = "full_name";

/// Where the values of a column go.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// The field with this key; a way to reach somebody under this label.
    Field {
        key: String,
        label: Option<&'static str>,
    },
    /// What a person is in each of the firms in the field with this key, in their order.
    Positions {
        key: String,
    },
    /// Told apart into first, middle and last name.
    FullName,
    /// A part of the address in the field with this key; parts stand in the order of their ranks.
    AddressPart {
        key: &'static str,
        rank: usize,
    },
    /// Whether and how the work ended, beside the choice with this key.
    Ended {
        key: &'static str,
    },
    /// A part of a product line: see [`Kind::sum_of_lines`].
    Line(LinePart),
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinePart {
    Product,
    Price,
    Quantity,
}

#[derive(Debug, Clone)]
pub struct Target {
    pub name: String,
    pub reading: Reading,
    pub place: Place,
}

const ADDRESS_PARTS: [&str; 8] = ["postal_code", "country", "region", "district", "city", "street", "house", "flat"];

/// All targets of a kind, in the order of its fields.
pub fn all(kind: &Kind) -> Vec<Target> {
    let mut targets: Vec<Target> = kind.fields.iter().filter(|field| is_importable(field)).flat_map(of_field).collect();
    let has = |key: &str| kind.field(key).is_some();
    if has("first_name") && has("last_name") {
        targets.push(Target { name: FULL_NAME.into(), reading: Reading::Line, place: Place::FullName });
    }
    for (prefix, key) in [("", "address"), ("legal_", "legal_address")] {
        if !has(key) {
            continue;
        }
        for (rank, part) in ADDRESS_PARTS.iter().enumerate() {
            let name = [prefix, *part].concat();
            if targets.iter().all(|target| target.name != name) {
                targets.push(Target { name, reading: Reading::Line, place: Place::AddressPart { key, rank } });
            }
        }
    }
    if let Some(key) = kind.ended_by {
        targets.push(Target { name: "closed".into(), reading: Reading::Line, place: Place::Ended { key } });
    }
    if kind.sum_of_lines.is_some() {
        let parts = [
            ("product", Reading::Line, LinePart::Product),
            ("price", Reading::Amount, LinePart::Price),
            ("quantity", Reading::Number, LinePart::Quantity),
        ];
        let targets_of =
            parts.map(|(name, reading, part)| Target { name: name.into(), reading, place: Place::Line(part) });
        targets.extend(targets_of);
    }
    if comment_of(kind).is_some() {
        targets.push(Target { name: NOTE.into(), reading: Reading::Comment, place: Place::Note });
    }
    targets
}

pub fn find(kind: &Kind, name: &str) -> Option<Target> {
    all(kind).into_iter().find(|target| target.name == name)
}

/// The field that takes what has no place of its own.
pub fn comment_of(kind: &Kind) -> Option<&Field> {
    kind.fields.iter().find(|field| field.import_names.contains(&"comment") && !field.is_read_only)
}

/// What a target is called in lists to choose from.
pub fn label(kind: &Kind, target: &Target, lang: Lang) -> String {
    let part = |rank: usize| match ADDRESS_PARTS[rank] {
        "postal_code" => tr::imports_part_postal_code(lang),
        "country" => tr::imports_part_country(lang),
        "region" => tr::imports_part_region(lang),
        "district" => tr::imports_part_district(lang),
        "city" => tr::imports_part_city(lang),
        "street" => tr::imports_part_street(lang),
        "house" => tr::imports_part_house(lang),
        _ => tr::imports_part_flat(lang),
    };
    match &target.place {
        Place::Field { key, label } => kind.field(key).map_or_else(String::new, |field| title(field, *label, lang)),
        Place::Positions { key } => kind.field(key).map_or_else(String::new, |field| title_of_positions(field, lang)),
        Place::FullName => tr::imports_full_name(lang).to_owned(),
        Place::AddressPart { key, rank } => {
            let address = kind.field(key).map_or("", |field| field.label.text(lang));
            [address, ": ", part(*rank)].concat()
        }
        Place::Ended { .. } => tr::imports_closed(lang).to_owned(),
        Place::Line(LinePart::Product) => tr::imports_product(lang).to_owned(),
        Place::Line(LinePart::Price) => tr::imports_price(lang).to_owned(),
        Place::Line(LinePart::Quantity) => tr::imports_quantity(lang).to_owned(),
        Place::Note => tr::imports_to_comment(lang).to_owned(),
    }
}

/// The title of a column with this field's values: `Phones: mobile`. Exports write it, imports know it again.
pub fn title(field: &Field, label: Option<&str>, lang: Lang) -> String {
    match (&field.field_type, label) {
        (FieldType::Points(channel), Some(label)) => {
            [field.label.text(lang), ": ", point_label(lang, *channel, label)].concat()
        }
        _ => field.label.text(lang).to_owned(),
    }
}

/// The title of the column beside linked firms.
pub fn title_of_positions(field: &Field, lang: Lang) -> String {
    let is_role = matches!(field.field_type, FieldType::Links(LinkTable { roles: Some(_), .. }));
    let part = if is_role { tr::imports_role(lang) } else { tr::cards_position(lang) };
    [field.label.text(lang), ": ", part].concat()
}

/// Whether the column of this field has one beside it for positions: where links are written with the record.
pub fn has_positions(field: &Field) -> bool {
    matches!(field.field_type, FieldType::Links(_)) && is_importable(field)
}

/// What each column of a file is, by its title: a target, or nothing known.
pub fn match_columns(kind: &Kind, header: &[String]) -> Vec<Option<String>> {
    let own: Vec<Option<String>> = header.iter().map(|title| by_own_title(kind, title)).collect();
    if is_own(kind, header) {
        return own;
    }
    let Some(import_kind) = import_kind(kind) else { return own };
    let known = match_header(import_kind, header).into_iter();
    known.zip(own).map(|(found, own)| found.field.map_or(own, |field| of_known(kind, field))).collect()
}

/// A file that we wrote, where every column is called as a field is: the titles of other programs would take some of
/// ours for something else.
fn is_own(kind: &Kind, header: &[String]) -> bool {
    let is_field = |written: &String| {
        by_own_title(kind, written).is_some()
            || kind
                .fields
                .iter()
                .any(|field| Lang::ALL.iter().any(|lang| fold(field.label.text(*lang)) == fold(written)))
    };
    header.len() > 1 && header.iter().all(is_field)
}

/// The mapping that reads rows, from the names of targets. Names that are none leave their column out.
pub fn mapping(kind: &Kind, header: &[String], names: &[Option<String>]) -> Mapping {
    let labels: Vec<Option<usize>> = match import_kind(kind) {
        Some(import_kind) => match_header(import_kind, header).into_iter().map(|found| found.label_column).collect(),
        None => vec![None; header.len()],
    };
    let (targets, is_own) = (all(kind), is_own(kind, header));
    let column = |at: usize| {
        let name = names.get(at)?.as_ref()?;
        let target = targets.iter().find(|target| target.name == *name)?;
        // The title travels with the value, to stand before it in the comment.
        let field = match target.place {
            Place::Note => [NOTE, ":", &header[at]].concat(),
            _ => target.name.clone(),
        };
        let is_point = matches!(target.reading, Reading::Phones(_) | Reading::Emails(_));
        // Our own comments are text; `<` in them is no HTML.
        let reading = if is_own && target.reading == Reading::Comment { Reading::Text } else { target.reading };
        Some(Column { field, reading, label_column: labels[at].filter(|_| is_point) })
    };
    Mapping { columns: (0..header.len()).map(column).collect() }
}

/// What a remembered mapping hangs on.
pub fn fingerprint(header: &[String]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(headers::fingerprint(header).as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn import_kind(kind: &Kind) -> Option<ImportKind> {
    const KINDS: [(KindKey, ImportKind); 4] = [
        ("lead", ImportKind::Leads),
        ("contact", ImportKind::Contacts),
        ("company", ImportKind::Companies),
        ("deal", ImportKind::Deals),
    ];
    KINDS.into_iter().find(|(key, _)| *key == kind.key).map(|(_, import_kind)| import_kind)
}

/// The target for a field that some program's file has; what this kind lacks goes to the comment, except who wrote the
/// record there, which means nothing here.
fn of_known(kind: &Kind, field: &str) -> Option<String> {
    if find(kind, field).is_some() {
        return Some(field.to_owned());
    }
    let is_bookkeeping = matches!(field, "created_by" | "modified_by") || field.ends_with(".label");
    (!is_bookkeeping && comment_of(kind).is_some()).then(|| NOTE.to_owned())
}

fn by_own_title(kind: &Kind, written: &str) -> Option<String> {
    let wanted = fold(written);
    let is_called = |target: &&Target| match &target.place {
        Place::Field { key, label } => kind.field(key).is_some_and(|field| {
            let is_bare = label.is_none() && matches!(field.field_type, FieldType::Points(_));
            !is_bare
                && (fold(key) == wanted || Lang::ALL.iter().any(|lang| fold(&title(field, *label, *lang)) == wanted))
        }),
        Place::Positions { key } => kind
            .field(key)
            .is_some_and(|field| Lang::ALL.iter().any(|lang| fold(&title_of_positions(field, *lang)) == wanted)),
        _ => false,
    };
    let targets = all(kind);
    let found = targets.iter().find(is_called).map(|target| target.name.clone());
    // "Phones" alone: whichever label comes first.
    found.or_else(|| {
        let is_field = |field: &&Field| {
            matches!(field.field_type, FieldType::Points(_))
                && (fold(&field.key) == wanted || Lang::ALL.iter().any(|lang| fold(field.label.text(*lang)) == wanted))
        };
        let field = kind.fields.iter().find(is_field)?;
        of_field(field).into_iter().next().map(|target| target.name)
    })
}
