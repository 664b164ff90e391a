//! Records that may be meant, while somebody types: for fields that hold other records.

use super::desk::Desk;
use crate::access::Viewer;
use crate::kernel::{RecordRef, Result};
use crate::platform::db::Db;
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::platform::ui::{Suggestion, suggestions};
use crate::platform::web::{Page, PageError, Params};
use crate::records::list::{self, ListQuery, Slice};
use crate::records::registry::{Field, FieldType, Kind, Registry};
use crate::records::show::{self, Lookup};
use crate::records::{search, store};
use actix_web::web;
use serde::Deserialize;

const SHOWN: usize = 8;
/// So many of a person's last events are gone through for them.
const LOOKED_AT: usize = 300;

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
            .map(|(record, note)| Suggestion { id: record.id.to_string(), title: &record.title, note, warn: None })
            .collect();
        Ok(suggestions(&found, tr::ui_nothing_found(lang)))
    });
    Ok(Page::part(body.await?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedOfKinds {
    #[serde(default)]
    q: String,
    /// Their keys, by commas.
    #[serde(default)]
    kinds: String,
}

/// Records of several kinds, by `lead/7`; those that the viewer worked on last, before anything was typed.
pub(super) async fn of_kinds(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    asked: Params<AskedOfKinds>,
) -> Result<Page, PageError> {
    let lang = viewer.lang;
    let body = db.read(move |conn| {
        let all = registry.kinds();
        let kinds: Vec<&Kind> = all.iter().map(AsRef::as_ref).filter(|kind| is_named(&asked.0.kinds, kind)).collect();
        let found: Vec<(String, i64)> = if asked.0.q.trim().is_empty() {
            let touched = events::last_touched(conn, viewer.user_id, LOOKED_AT)?.into_iter();
            touched.filter(|(key, _)| kinds.iter().any(|kind| kind.key == key)).take(SHOWN * 4).collect()
        } else {
            let hits = search::find(conn, &viewer, &kinds, &asked.0.q, SHOWN)?.into_iter();
            hits.map(|hit| (hit.kind.to_owned(), hit.record_id)).collect()
        };
        let mut shown = Vec::new();
        for kind in kinds {
            let ids: Vec<i64> = found.iter().filter(|(key, _)| key == kind.key).map(|(_, id)| *id).collect();
            let titles = store::titles(conn, &viewer, kind, &ids)?;
            for (place, (key, id)) in found.iter().enumerate() {
                if key == kind.key
                    && let Some(title) = titles.get(id)
                {
                    shown.push((place, RecordRef::new(kind.key, *id), title.clone(), (kind.names.one)(lang)));
                }
            }
        }
        shown.sort_by_key(|(place, ..)| *place);
        let shown: Vec<Suggestion> = shown
            .iter()
            .take(SHOWN)
            .map(|(_, record, title, note)| Suggestion { id: record.to_string(), title, note, warn: None })
            .collect();
        Ok(suggestions(&shown, tr::ui_nothing_found(lang)))
    });
    Ok(Page::part(body.await?))
}

fn is_named(keys: &str, kind: &Kind) -> bool {
    keys.is_empty() || keys.split(',').any(|key| key == kind.key)
}

/// The first column of the list that tells two records of the same name apart.
fn telling_field(kind: &Kind) -> Option<&Field> {
    let columns = kind.columns.iter().filter_map(|key| kind.field(key));
    columns.into_iter().find(|field| matches!(field.field_type, FieldType::Points(_) | FieldType::Text { .. }))
}
