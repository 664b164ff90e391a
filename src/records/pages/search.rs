//! What the palette shows while somebody types: records of all kinds that the viewer may see, the commands that fit, and
//! the lists that would show all of it.

use crate::access::Viewer;
use crate::kernel::text::fold;
use crate::kernel::{Access, Result};
use crate::platform::db::Db;
use crate::platform::events;
use crate::platform::i18n::tr;
use crate::platform::ui::{PaletteItem, kbd, matched, palette_results};
use crate::platform::web::{Page, PageError, Params};
use crate::records::registry::{Channel, Field, FieldType, Kind, Registry, Usage};
use crate::records::value::{Record, Values};
use crate::records::{search, show, store};
use actix_web::web;
use maud::{Markup, html};
use rusqlite::Connection;
use serde::Deserialize;
use std::collections::HashMap;
use url::form_urlencoded;

/// Lines of the palette; more would not be read.
const SHOWN: usize = 12;
/// Before anything is typed.
const RECENT: usize = 8;
/// So many of a person's last events are gone through for them.
const LOOKED_AT: usize = 300;
const USUAL_COMMANDS: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

struct Line {
    href: String,
    icon: &'static str,
    name: Markup,
    note: Markup,
    end: Markup,
}

pub(super) async fn index(
    db: web::Data<Db>,
    registry: web::Data<Registry>,
    viewer: Viewer,
    asked: Params<Asked>,
) -> Result<Page, PageError> {
    let (lang, typed) = (viewer.lang, asked.0.q.trim().to_owned());
    let (records, commands, lists) = db
        .read(move |conn| {
            let all = commands(conn, &registry, &viewer)?;
            if let Some(wanted) = typed.strip_prefix('>') {
                return Ok((Vec::new(), fitting(all, wanted), Vec::new()));
            }
            if typed.is_empty() {
                let usual = all.into_iter().take(USUAL_COMMANDS).map(|(line, _)| line).collect();
                return Ok((recent(conn, &registry, &viewer)?, usual, Vec::new()));
            }
            let (found, lists) = find(conn, &registry, &viewer, &typed)?;
            Ok((found, fitting(all, &typed), lists))
        })
        .await?;
    let (records, commands, lists) = (items(&records), items(&commands), items(&lists));
    let groups = [
        (tr::ui_records(lang), &*records),
        (tr::palette_commands(lang), &*commands),
        (tr::palette_lists(lang), &*lists),
    ];
    Ok(Page::part(palette_results(&groups, tr::ui_nothing_found(lang))))
}

fn items(lines: &[Line]) -> Vec<PaletteItem<'_>> {
    lines.iter().map(Line::item).collect()
}

impl Line {
    fn item(&self) -> PaletteItem<'_> {
        PaletteItem {
            href: &self.href,
            icon: self.icon,
            name: self.name.clone(),
            note: self.note.clone(),
            end: self.end.clone(),
        }
    }
}

/// One search, then one query for the records of each kind, in the order of the hits; and the lists that hold them.
fn find(conn: &Connection, registry: &Registry, viewer: &Viewer, typed: &str) -> Result<(Vec<Line>, Vec<Line>)> {
    let kinds = registry.kinds();
    let all: Vec<&Kind> = kinds.iter().map(AsRef::as_ref).collect();
    let hits = search::find(conn, viewer, &all, typed, SHOWN)?;
    let words = search::words(typed);
    let (mut found, mut lists) = (Vec::new(), Vec::new());
    for kind in kinds.iter() {
        let ids: Vec<i64> = hits.iter().filter(|hit| hit.kind == kind.key).map(|hit| hit.record_id).collect();
        if ids.is_empty() {
            continue;
        }
        found.extend(
            store::by_ids(conn, viewer, kind, &fields_of(kind), &ids)?
                .iter()
                .map(|record| line(viewer, kind, record, &words)),
        );
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs([("view", "all"), ("q", typed)]).finish();
        let view =
            if kind.views.iter().any(|view| view.key == "all") { query } else { query.replacen("view=all&", "", 1) };
        lists.push(Line {
            href: format!("/{}?{view}", kind.plural),
            icon: "filter",
            name: html! { (tr::palette_show_in(viewer.lang, (kind.names.many)(viewer.lang), typed)) },
            note: html! {},
            end: html! {},
        });
    }
    Ok((found, lists))
}

/// The records that this person worked on last.
fn recent(conn: &Connection, registry: &Registry, viewer: &Viewer) -> Result<Vec<Line>> {
    let wanted = events::last_touched(conn, viewer.user_id, LOOKED_AT)?;
    let mut lines = Vec::new();
    // A few at a time: most often the first are enough, and those that are gone or hidden cost no query each.
    for some in wanted.chunks(RECENT * 4) {
        let mut found = HashMap::new();
        for kind in registry.kinds().iter() {
            let ids: Vec<i64> = some.iter().filter(|(key, _)| key == kind.key).map(|(_, id)| *id).collect();
            for record in store::by_ids(conn, viewer, kind, &fields_of(kind), &ids)? {
                found.insert((kind.key.to_owned(), record.id), line(viewer, kind, &record, &[]));
            }
        }
        lines.extend(some.iter().filter_map(|key| found.remove(key)));
        if lines.len() >= RECENT {
            break;
        }
    }
    lines.truncate(RECENT);
    Ok(lines)
}

/// What tells two records of the same name apart.
fn fields_of(kind: &Kind) -> Vec<&Field> {
    let is_told = |field: &&Field| {
        kind.note.fields.contains(&field.key.as_ref())
            || matches!(field.field_type, FieldType::Points(Channel::Phone | Channel::Email))
            || (field.is_searchable && matches!(field.field_type, FieldType::Text { .. }))
    };
    kind.fields.iter().filter(is_told).collect()
}

fn line(viewer: &Viewer, kind: &Kind, record: &Record, words: &[String]) -> Line {
    let marked = |text: &str| matched(text, &search::spans(text, words));
    let note = (kind.note.text)(&record.values);
    let reach = reached_by(viewer, kind, &record.values, words, [record.title.as_str(), note.as_str()]);
    Line {
        href: format!("/{}/{}", kind.plural, record.id),
        icon: kind.icon,
        name: marked(&record.title),
        note: html! {
            @if !note.is_empty() && note != record.title { (marked(&note)) }
            @if let Some(reach) = &reach { @if !note.is_empty() { " · " } (marked(reach)) }
        },
        end: html! { span class="muted" { ((kind.names.one)(viewer.lang)) } },
    }
}

/// The telephone, address or number by which the record was found; else its first telephone.
fn reached_by(viewer: &Viewer, kind: &Kind, values: &Values, words: &[String], shown: [&str; 2]) -> Option<String> {
    let mut first = None;
    for field in fields_of(kind) {
        let texts: Vec<String> = match (&field.field_type, values.get(&field.key)) {
            (FieldType::Points(channel), value) => {
                let shown = value.as_points().iter().map(|point| show::point_text(viewer.lang, *channel, point));
                shown.collect()
            }
            (_, value) => value.as_text().map(str::to_owned).into_iter().collect(),
        };
        for text in texts.into_iter().filter(|text| !shown.contains(&text.as_str())) {
            if !search::spans(&text, words).is_empty() {
                return Some(text);
            }
            if matches!(field.field_type, FieldType::Points(Channel::Phone)) {
                first.get_or_insert(text);
            }
        }
    }
    first
}

/// What can be done from anywhere, each with the text it is found by.
fn commands(conn: &Connection, registry: &Registry, viewer: &Viewer) -> Result<Vec<(Line, String)>> {
    let lang = viewer.lang;
    let mut kinds = Vec::new();
    for kind in registry.kinds().iter() {
        if (kind.used)(conn)? != Usage::Nothing {
            kinds.push(kind.clone());
        }
    }
    let mut all: Vec<(Line, String)> = Vec::new();
    let mut add = |icon, text: &str, href: String, keys: &str| {
        let end = if keys.is_empty() {
            html! {}
        } else {
            kbd(keys)
        };
        all.push((Line { href, icon, name: html! { (text) }, note: html! {}, end }, fold(text)));
    };
    for kind in kinds.iter().filter(|kind| viewer.scope(kind.key, Access::Create) != crate::access::Scope::None) {
        let keys = kind.letter.map(|key| format!("N {key}")).unwrap_or_default();
        add("plus", (kind.names.new)(lang), format!("/{}/new", kind.plural), &keys);
    }
    for kind in kinds.iter() {
        let keys = kind.letter.map(|key| format!("G {key}")).unwrap_or_default();
        add(kind.icon, (kind.names.many)(lang), format!("/{}", kind.plural), &keys);
        if kind.board_by.is_some() {
            let text = format!("{}: {}", (kind.names.many)(lang), tr::records_board(lang));
            add("deal", &text, format!("/{}/board", kind.plural), "");
        }
    }
    if viewer.is_admin() {
        add("list", tr::options_lists(lang), "/settings/lists".to_owned(), "");
        add("cols", tr::pipelines_title(lang), "/settings/pipelines".to_owned(), "");
        add("globe", tr::rates_title(lang), "/settings/currencies".to_owned(), "");
        add("box", tr::backups_title(lang), "/settings/backups".to_owned(), "");
        add("lock", tr::certificate_title(lang), "/settings/certificate".to_owned(), "");
        add("key", tr::licence_title(lang), "/settings/licence".to_owned(), "");
        add("clock", tr::jobs_title(lang), "/settings/jobs".to_owned(), "");
        add("shield", tr::health_title(lang), "/settings/health".to_owned(), "");
        add("history", tr::versions_title(lang), "/settings/versions".to_owned(), "");
        add("people", tr::access_users(lang), "/settings/users".to_owned(), "");
    }
    add("person", tr::access_profile(lang), "/profile".to_owned(), "");
    Ok(all)
}

/// The commands with a word for every beginning that was typed, in the layout as typed or else in the other.
fn fitting(all: Vec<(Line, String)>, typed: &str) -> Vec<Line> {
    let has = |text: &str, beginning: &str| text.split_whitespace().any(|word| word.starts_with(beginning));
    let holds = |text: &str, typed: &str| typed.split_whitespace().all(|beginning| has(text, beginning));
    let folded = fold(typed);
    let is_found = all.iter().any(|(_, text)| holds(text, &folded));
    let words = if is_found { Some(folded) } else { search::other_layout(&folded) };
    let Some(words) = words else { return Vec::new() };
    all.into_iter().filter(|(_, text)| holds(text, &words)).map(|(line, _)| line).collect()
}
