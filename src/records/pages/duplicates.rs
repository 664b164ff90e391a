//! Records that may be the same as the one being typed.

use super::desk::Desk;
use crate::kernel::tax_id;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm};
use crate::records::registry::{Channel, FieldType, Kind, MatchBy};
use crate::records::views::form::{Remarks, Same, remarks};
use crate::records::{duplicates, input};

/// More would not help to decide.
const SHOWN: usize = 3;

/// For each field by which records are recognised, the place under it: filled or emptied. `typing` names the field
/// that somebody is still in.
pub(super) async fn index(desk: Desk, sent: RawForm) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let body = desk.db.read(move |conn| {
        let typing = sent.value("typing").map(str::to_owned);
        let pairs = input::compacted(&kind, sent.0);
        let office = Office::load(conn)?;
        let (values, _) = input::read(&viewer, &office, &kind, &pairs);
        let found = duplicates::find(conn, &viewer, &kind, &values, None, SHOWN)?;
        let is_mistyped = |by: &MatchBy| match by {
            MatchBy::TaxId(key) => values.text(key).is_some_and(|text| {
                // Half of a number is no mistake yet, unless that was all.
                let is_whole = typing.as_ref().is_some_and(|typing| typing != key);
                let is_wrong = tax_id::is_tax_id(&office.country, text) == Some(false);
                (is_whole && is_wrong) || tax_id::is_mistyped(&office.country, text)
            }),
            _ => false,
        };
        let fields = kind.matches.iter().filter_map(|by| Some((place(&kind, *by)?, is_mistyped(by))));
        let mut places: Vec<Remarks> =
            fields.map(|(key, is_mistyped)| Remarks { key, same: Vec::new(), is_mistyped }).collect();
        for duplicate in found {
            let key = place(&kind, duplicate.by);
            if let Some(place) = places.iter_mut().find(|place| Some(place.key) == key) {
                place.same.push(Same { url: format!("/{}/{}", kind.plural, duplicate.id), title: duplicate.title });
            }
        }
        Ok(remarks(viewer.lang, &places))
    });
    Ok(Page::part(body.await?))
}

/// The field under which such a likeness is told.
fn place(kind: &Kind, by: MatchBy) -> Option<&str> {
    let of_channel = |channel| kind.fields.iter().find(|field| field.field_type == FieldType::Points(channel));
    match by {
        MatchBy::ExternalId => None,
        MatchBy::TaxId(key) => Some(key),
        MatchBy::Title => kind.identity.first().copied(),
        MatchBy::Phone => of_channel(Channel::Phone).map(|field| field.key.as_ref()),
        MatchBy::Email => of_channel(Channel::Email).map(|field| field.key.as_ref()),
    }
}
