//! Budget, authority, need, timeline: four answers that tell a promising lead or deal.

use crate::kernel::Result;
use crate::platform::i18n::{Text, tr};
use crate::records::options::{self, Shipped};
use crate::records::registry::Field;
use crate::records::{Value, Values};
use rusqlite::Connection;

/// When somebody means to buy.
const TIMELINES: &str = "lead_timelines";

/// A time of buying of this meaning is near enough to plan with.
pub const SOON: &str = "soon";

pub fn fields() -> Vec<Field> {
    [
        Field::money("budget_minor", tr::leads_budget),
        Field::bool("has_authority", tr::leads_authority),
        Field::text("decision_maker", tr::leads_decision_maker).not_filterable(),
        Field::text("need", tr::leads_need).max(1000).not_filterable(),
        Field::choice("timeline", tr::leads_timeline, TIMELINES),
        Field::bool("is_promising", tr::leads_promising).read_only(),
    ]
    .map(|field| field.section(tr::leads_section_bant))
    .into()
}

/// All four are known and good.
pub fn is_promising(conn: &Connection, values: &Values) -> Result<bool> {
    let is_soon = match values.text("timeline") {
        Some(code) => options::find(conn, TIMELINES, code)?.is_some_and(|time| time.semantic.as_deref() == Some(SOON)),
        None => false,
    };
    Ok(is_soon
        && values.int("budget_minor").is_some_and(|budget| budget > 0)
        && values.get("has_authority") == &Value::Bool(true)
        && !values.get("need").is_empty())
}

pub fn shipped_options() -> Vec<Shipped> {
    let timelines = [
        ("now", tr::leads_timeline_now as Text, Some(SOON)),
        ("quarter", tr::leads_timeline_quarter, Some(SOON)),
        ("half_year", tr::leads_timeline_half_year, Some(SOON)),
        ("later", tr::leads_timeline_later, None),
    ];
    let shipped = |(code, label, semantic)| Shipped { list: TIMELINES, code, label, semantic, color: "slate" };
    timelines.into_iter().map(shipped).collect()
}
