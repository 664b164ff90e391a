//! The database: its pages, the links between its rows, its schema, its history.

use super::{Depth, Place, to_restore};
use crate::kernel::Result;
use crate::office::doctor::finding::{Check, Finding};
use crate::platform::db::inspect::{Inspection, sizes};
use crate::platform::db::migrations;
use crate::platform::db::start::StartError;
use crate::platform::events;
use crate::platform::i18n::{format, tr};
use crate::records::Registry;

/// Damages that are told; a sick file has hundreds.
const TOLD: usize = 3;

pub(super) fn examine(place: &Place<'_>, found: &Inspection) -> Vec<Finding> {
    let mut findings = pages(place, found);
    if place.subject.depth > Depth::Glance {
        findings.push(place.told(Check::Links, links(place, found)));
    }
    findings.push(schema(place, found));
    findings
}

/// What is wrong with an index of the search is not wrong with the records.
fn pages(place: &Place<'_>, found: &Inspection) -> Vec<Finding> {
    let lang = place.subject.lang;
    let size = format::file_size(lang, sizes(&place.database).database_bytes);
    if let Some(fault) = place.subject.served.and_then(|db| db.fault()) {
        return vec![Finding::bad(Check::Database, tr::doctor_fault(lang, &fault), to_restore(lang))];
    }
    if place.subject.depth == Depth::Glance {
        return vec![Finding::good(Check::Database, tr::doctor_database_in_use(lang, &size))];
    }
    let damages = found.damages(usize::MAX);
    let (of_search, others): (Vec<_>, Vec<_>) =
        damages.into_iter().partition(|text| names_an_index(place.subject.registry, text));
    let shown = |damages: &[String]| damages[..damages.len().min(TOLD)].join("; ");
    let mut findings = vec![match others.is_empty() {
        true => Finding::good(Check::Database, tr::doctor_database_whole(lang, &size)),
        false => Finding::bad(
            Check::Database,
            tr::doctor_database_damaged(lang, &shown(&others)),
            tr::doctor_do_salvage(lang),
        ),
    }];
    if !of_search.is_empty() {
        let text = tr::doctor_search_damaged(lang, &shown(&of_search));
        findings.push(Finding::bad(Check::Search, text, tr::doctor_do_rebuild(lang)).mendable());
    }
    findings
}

fn names_an_index(registry: &Registry, text: &str) -> bool {
    registry
        .kinds()
        .iter()
        .any(|kind| ["_grams", "_words"].iter().any(|end| text.contains(&[kind.plural, end].concat())))
}

fn links(place: &Place<'_>, found: &Inspection) -> Result<Finding> {
    let lang = place.subject.lang;
    let broken = found.broken_links()?;
    let tables: Vec<String> = broken.iter().map(|(table, count)| format!("{table} {count}")).collect();
    Ok(match tables.is_empty() {
        true => Finding::good(Check::Links, tr::doctor_links_good(lang)),
        false => Finding::bad(Check::Links, tr::doctor_links_broken(lang, &tables.join(", ")), to_restore(lang)),
    })
}

fn schema(place: &Place<'_>, found: &Inspection) -> Finding {
    let lang = place.subject.lang;
    let shown = |schema: i64| schema.to_string();
    match found.schema() {
        Ok(schema) if schema == migrations::newest_schema() => {
            Finding::good(Check::Schema, tr::doctor_schema_newest(lang, &shown(schema)))
        }
        Ok(schema) => {
            let text = tr::doctor_schema_due(lang, &shown(schema), &found.made_by());
            Finding::warning(Check::Schema, text, tr::doctor_do_upgrade(lang))
        }
        Err(error) => Finding::failed(Check::Schema, StartError::from(error).text(lang)),
    }
}

/// Whether anybody changed what was written down of the past.
pub(super) fn history(place: &Place<'_>, found: &Inspection) -> Option<Finding> {
    let lang = place.subject.lang;
    if place.subject.depth < Depth::Whole {
        return None;
    }
    let looked = events::first_broken_link(found.connection()).map(|broken| match broken {
        None => Finding::good(Check::History, tr::doctor_history_good(lang)),
        Some(event) => Finding::bad(
            Check::History,
            tr::doctor_history_broken(lang, &event.to_string()),
            tr::doctor_do_history(lang),
        ),
    });
    Some(place.told(Check::History, looked))
}
