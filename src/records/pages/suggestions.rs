//! Records that may be meant, while somebody types: for fields that hold other records.

use super::desk::Desk;
use crate::kernel::Result;
use crate::platform::i18n::tr;
use crate::platform::ui::{Suggestion, suggestions};
use crate::platform::web::{Page, PageError};
use crate::records::list::{self, ListQuery, Slice};
use crate::records::registry::{Field, FieldType, Kind};
use crate::records::show::{self, Lookup};
use crate::records::{search, store};
use serde::Deserialize;

const SHOWN: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// The best hits, or the newest records before anything was typed; only what the viewer may see.
pub(super) async fn index(desk: Desk, asked: Asked) -> Result<Page, PageError> {
    let (kind, viewer, registry, reader) = (desk.kind()?, desk.viewer.clone(), desk.registry.clone(), desk.reader());
    let lang = viewer.lang;
    let body = desk.db.read(move |conn| {
        let fields: Vec<&Field> = telling_field(&kind).into_iter().collect();
        let records = if asked.q.trim().is_empty() {
            let newest = Slice { after: None, before: None, limit: SHOWN };
            list::page(conn, &viewer, &kind, &ListQuery::default(), &fields, &newest, reader.now)?.records
        } else {
            let hits = search::find(conn, &viewer, &[&kind], &asked.q, SHOWN)?;
            let ids: Vec<i64> = hits.iter().map(|hit| hit.record_id).collect();
            store::by_ids(conn, &viewer, &kind, &fields, &ids)?
        };
        let lookup = Lookup::load(conn, &registry, &viewer, &kind, &records)?;
        let note = |values| fields.first().map(|field| show::text(&reader, field, values, &lookup)).unwrap_or_default();
        let notes: Vec<String> = records.iter().map(|record| note(&record.values)).collect();
        let found: Vec<Suggestion> = records
            .iter()
            .zip(&notes)
            .map(|(record, note)| Suggestion { id: record.id, title: &record.title, note, warn: None })
            .collect();
        Ok(suggestions(&found, tr::ui_nothing_found(lang)))
    });
    Ok(Page::part(body.await?))
}

/// The first column of the list that tells two records of the same name apart.
fn telling_field(kind: &Kind) -> Option<&Field> {
    let columns = kind.columns.iter().filter_map(|key| kind.field(key));
    columns.into_iter().find(|field| matches!(field.field_type, FieldType::Points(_) | FieldType::Text { .. }))
}
