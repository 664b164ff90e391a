//! A value as markup: short for the cell of a list, whole for a card.

use super::text::{day_text, is_day, money_text, point_text};
use super::{Lookup, Reader, text};
use crate::kernel::Timestamp;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{Due, Hue, Text, act, dot, tag, who};
use crate::records::registry::{Channel, Field, FieldType, Registry};
use crate::records::show::point_label;
use crate::records::value::{Point, Value, Values};
use chrono::NaiveDate;
use maud::{Markup, html};

/// The value in one line: the main phone, the first companies, a day without its year where that is clear.
pub fn cell(reader: &Reader, field: &Field, values: &Values, lookup: &Lookup) -> Markup {
    match (&field.field_type, values.get(&field.key)) {
        (_, Value::Empty) => html! {},
        (FieldType::Choice { list }, Value::Text(code)) => choice(lookup, list, code),
        (FieldType::User, Value::Int(id)) => lookup.who(*id).cloned().unwrap_or_default(),
        (FieldType::Instant, Value::Int(at)) if field.late_flag.is_some() => {
            let at = Timestamp(*at);
            let words = format::due(reader.lang, reader.zone, at, is_day(field, values), reader.now);
            let state = due_of(reader, field, values, at);
            html! { time class="nw" datetime=(machine_read(at, is_day(field, values))) title=(text(reader, field, values, lookup)) {
                (act(state, "clock", &words))
            } }
        }
        (FieldType::Instant, Value::Int(at)) => {
            let at = Timestamp(*at);
            let (mut short, mut long) = format::date_short_and_datetime(reader.lang, reader.zone, at, reader.today);
            if is_day(field, values) {
                short = format::date_short(reader.lang, format::day_of(reader.zone, at, true), reader.today);
                long = text(reader, field, values, lookup);
            }
            html! { time class="soft nw" datetime=(Text(&machine_read(at, is_day(field, values)))) title=(Text(&long)) { (Text(&short)) } }
        }
        (FieldType::Date, Value::Text(day)) => {
            let short = NaiveDate::parse_from_str(day, "%Y-%m-%d")
                .map_or_else(|_| day.clone(), |day| format::date_short(reader.lang, day, reader.today));
            html! { time class="nw" datetime=(day) title=(day_text(reader.lang, day)) { (short) } }
        }
        (FieldType::Money { currency }, Value::Int(amount)) => {
            html! { span class="nw" { (money_text(reader.lang, *amount, values.text(currency).unwrap_or_default())) } }
        }
        (FieldType::Points(channel), Value::Points(points)) => {
            let main = points.iter().find(|point| point.is_main).or(points.first());
            html! { @if let Some(point) = main { span class="nw" { (Text(&point_text(reader.lang, *channel, point))) } } }
        }
        (FieldType::Tags, Value::Names(names)) => tags(lookup, names),
        _ => Text(&text(reader, field, values, lookup)).markup(),
    }
}

/// The value as a card shows it: every phone as a link with its label, every linked record as a link.
pub fn full(reader: &Reader, field: &Field, values: &Values, lookup: &Lookup, registry: &Registry) -> Markup {
    match (&field.field_type, values.get(&field.key)) {
        (FieldType::LongText { .. }, Value::Text(text)) => html! { span class="pre" { (text) } },
        (FieldType::Points(channel), Value::Points(points)) => html! {
            ul class="points" { @for point in points { li { (reach(reader, *channel, point)) } } }
        },
        (FieldType::User, Value::Int(id)) => html! {
            @if let Some(who) = lookup.who(*id) { (who) }
            @if lookup.has_left(*id) { " " small class="muted" { (tr::access_user_disabled(reader.lang)) } }
        },
        (FieldType::Observers, Value::Ids(ids)) => html! {
            @for name in ids.iter().filter_map(|id| lookup.user(*id)) { (who(name)) " " }
        },
        (FieldType::Link { kind, .. }, Value::Int(id)) => link(registry, lookup, kind, *id),
        (FieldType::Reference(_), Value::Text(text)) => html! {
            @if let Some((kind, id, _)) = lookup.referenced(field, text) { (link(registry, lookup, kind, id)) }
        },
        (FieldType::Links(links), Value::Links(items)) => html! {
            ul class="points" {
                @for item in items {
                    li {
                        (link(registry, lookup, links.other_kind, item.id))
                        @if let Some(position) = super::position_text(lookup, links, item) { " " small class="muted" { (position) } }
                    }
                }
            }
        },
        (FieldType::Instant, Value::Int(at)) => {
            let at = Timestamp(*at);
            html! { time datetime=(machine_read(at, is_day(field, values))) { (text(reader, field, values, lookup)) } }
        }
        (FieldType::Date | FieldType::Birthday, Value::Text(day)) => {
            html! { time datetime=(day.trim_start_matches("--")) { (day_text(reader.lang, day)) } }
        }
        _ => cell(reader, field, values, lookup),
    }
}

/// As programs read it: an instant, or a day.
fn machine_read(at: Timestamp, is_day: bool) -> String {
    if is_day { format::day_of(chrono_tz::UTC, at, true).to_string() } else { at.to_rfc3339() }
}

/// How urgent an instant is that can be late.
pub fn due_of(reader: &Reader, field: &Field, values: &Values, at: Timestamp) -> Due {
    let is_day = is_day(field, values);
    if field.late_flag.is_none_or(|flag| values.get(flag) != &Value::Bool(true)) {
        Due::Done
    } else if format::is_over(reader.zone, at, is_day, reader.now) {
        Due::Late
    } else if format::day_of(reader.zone, at, is_day) == reader.today {
        Due::Today
    } else {
        Due::Later
    }
}

fn choice(lookup: &Lookup, list: &str, code: &str) -> Markup {
    let label = lookup.dictionary.label(list, code);
    match lookup.dictionary.find(list, code) {
        // A dot tells a state; a plain list of words needs no hue.
        Some(item) if item.semantic.is_some() => dot(label, Hue::parse(&item.color).unwrap_or_default()),
        Some(item) if item.color != "slate" => tag(label, Hue::parse(&item.color).unwrap_or_default()),
        _ => Text(label).markup(),
    }
}

fn tags(lookup: &Lookup, names: &[String]) -> Markup {
    html! {
        span class="nw" {
            @for name in names.iter().take(2) { (tag(name, Hue::parse(lookup.hue(name)).unwrap_or_default())) " " }
            @if names.len() > 2 { span class="muted" title=(names[2..].join(", ")) { "+" (names.len() - 2) } }
        }
    }
}

/// One point as a link where there is something to call, write to or open.
fn reach(reader: &Reader, channel: Channel, point: &Point) -> Markup {
    let shown = point_text(reader.lang, channel, point);
    html! {
        @match address(channel, point) {
            Some(url) => a class="link" href=(url) rel="noopener noreferrer" { (shown) },
            None => (shown),
        }
        " " small class="muted" { (point_label(reader.lang, channel, &point.label)) }
    }
}

/// Only schemes that cannot run anything: whatever was typed, the link calls, mails or opens a web page.
pub fn address(channel: Channel, point: &Point) -> Option<String> {
    let value = point.value.trim();
    match channel {
        Channel::Phone => Some(match &point.extension {
            Some(extension) => format!("tel:{value};ext={extension}"),
            None => format!("tel:{value}"),
        }),
        Channel::Email => Some(format!("mailto:{value}")),
        Channel::Messenger if point.label == "telegram" => {
            let name = value.trim_start_matches("https://t.me/").trim_start_matches('@');
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            is_name.then(|| format!("https://t.me/{name}"))
        }
        Channel::Messenger => None,
        Channel::Site => {
            let with_scheme = if value.contains("://") { value.to_owned() } else { ["https://", value].concat() };
            let url = url::Url::parse(&with_scheme).ok()?;
            matches!(url.scheme(), "http" | "https").then(|| url.into())
        }
    }
}

fn link(registry: &Registry, lookup: &Lookup, kind: &'static str, id: i64) -> Markup {
    let kind_found = registry.kind(kind).ok();
    html! {
        @if let (Some(kind), Some(title)) = (&kind_found, lookup.title(kind, id)) {
            a class="link" href={ "/" (kind.plural) "/" (id) } { (title) }
        }
    }
}
