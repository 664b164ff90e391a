//! Records that may be the same as the one being typed.

use super::desk::Desk;
use crate::platform::settings::Office;
use crate::platform::web::{Page, PageError, RawForm};
use crate::records::registry::{Channel, FieldType, Kind, MatchBy};
use crate::records::views::form::{Same, same};
use crate::records::{duplicates, input};

/// More would not help to decide.
const SHOWN: usize = 3;

/// For each field by which records are recognised, the place under it: filled or emptied.
pub(super) async fn index(desk: Desk, sent: RawForm) -> Result<Page, PageError> {
    let (kind, viewer) = (desk.kind()?, desk.viewer.clone());
    let body = desk.db.read(move |conn| {
        let pairs = input::compacted(&kind, sent.0);
        // Half of a number is no mistake yet.
        let (values, _) = input::read(&viewer, &Office::load(conn)?, &kind, &pairs);
        let found = duplicates::find(conn, &viewer, &kind, &values, None, SHOWN)?;
        let mut places: Vec<(&str, Vec<Same>)> =
            kind.matches.iter().filter_map(|by| place(&kind, *by)).map(|key| (key, Vec::new())).collect();
        for duplicate in found {
            let key = place(&kind, duplicate.by);
            let list = places.iter_mut().find(|(there, _)| Some(*there) == key);
            if let Some((_, list)) = list {
                list.push(Same { url: format!("/{}/{}", kind.plural, duplicate.id), title: duplicate.title });
            }
        }
        Ok(same(viewer.lang, &places))
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
