//! A condition of a list in words: "from 1 Nov 2026", "not Trade".

use crate::kernel::{Lang, currency};
use crate::platform::i18n::{format, parse, tr};
use crate::platform::settings::Office;
use crate::records::list::{Condition, Filter, Op};
use crate::records::registry::{Field, FieldType};
use crate::records::show::{Lookup, Reader};

/// Longer lists of values are cut.
const SHOWN: usize = 3;

/// What stands after the name of the field on a chip.
pub fn words(
    reader: &Reader,
    office: &Office,
    field: &Field,
    condition: &Condition,
    lookup: &Lookup,
    people: &[(i64, &str)],
) -> String {
    let lang = reader.lang;
    if condition.op == Op::Empty {
        if field.field_type == FieldType::Plan && !condition.is_negated_empty() {
            return tr::records_plan_none(lang).to_owned();
        }
        let text = if condition.is_negated_empty() { tr::records_is_filled(lang) } else { tr::records_is_empty(lang) };
        return text.to_lowercase();
    }
    let mut values: Vec<String> =
        condition.values.iter().map(|value| one(lang, office, field, value, lookup, people)).collect();
    if values.len() > SHOWN + 1 {
        let more = values.len() - SHOWN;
        values.truncate(SHOWN);
        values.push(tr::lists_and_more(lang, more as i64));
    }
    let joined = match field.field_type {
        FieldType::Bool if condition.op == Op::Ne && condition.values == ["yes"] => {
            return tr::ui_no(lang).to_lowercase();
        }
        _ => format::list_or(lang, &values),
    };
    let is_day = matches!(field.field_type, FieldType::Date | FieldType::Instant);
    match condition.op {
        Op::Ne => tr::records_cond_not(lang, &joined),
        Op::Ge if is_span(&condition.values) => joined,
        Op::Ge if is_day => tr::records_cond_since(lang, &joined),
        Op::Le if is_day => tr::records_cond_until(lang, &joined),
        Op::Ge => tr::records_cond_from(lang, &joined),
        Op::Le => tr::records_cond_to(lang, &joined),
        Op::Gt => tr::records_cond_after(lang, &joined),
        Op::Lt => tr::records_cond_before(lang, &joined),
        Op::Eq | Op::In | Op::Has | Op::Empty => joined,
    }
}

/// "This week", "last 30 days": says by itself that it reaches until now.
fn is_span(values: &[String]) -> bool {
    let value = values.first().map_or("", String::as_str);
    matches!(value, "week" | "month" | "quarter" | "year") || (value.starts_with('-') && value.ends_with('d'))
}

fn one(lang: Lang, office: &Office, field: &Field, value: &str, lookup: &Lookup, people: &[(i64, &str)]) -> String {
    if field.field_type == FieldType::Plan {
        return plan_word(lang, value).unwrap_or(value).to_owned();
    }
    if value == Filter::NONE {
        return tr::records_is_empty(lang).to_lowercase();
    }
    match &field.field_type {
        FieldType::Choice { .. } if value == "@open" => tr::records_cond_open(lang).to_owned(),
        FieldType::Choice { list } if value.starts_with('@') => {
            let items = lookup.dictionary.all(list).iter();
            let meant: Vec<&str> = items
                .filter(|item| item.semantic.as_deref() == value.strip_prefix('@'))
                .map(|item| item.label.as_str())
                .collect();
            if meant.is_empty() { tr::records_cond_closed(lang).to_owned() } else { meant.join(", ") }
        }
        FieldType::Choice { list } => lookup.dictionary.label(list, value).to_owned(),
        FieldType::User | FieldType::Observers if value == "me" => tr::records_me(lang).to_owned(),
        FieldType::User | FieldType::Observers => people
            .iter()
            .find(|(id, _)| id.to_string() == value)
            .map(|(_, name)| *name)
            .or_else(|| lookup.user(value.parse().ok()?))
            .unwrap_or(value)
            .to_owned(),
        FieldType::Bool if value == "yes" => tr::ui_yes(lang).to_lowercase(),
        FieldType::Bool => tr::ui_no(lang).to_lowercase(),
        FieldType::Date | FieldType::Instant => day(lang, value),
        FieldType::Money { .. } => match (value.parse(), currency::find(&office.currency)) {
            (Ok(minor), Some(currency)) => format::amount(lang, minor, currency),
            _ => value.to_owned(),
        },
        FieldType::Currency => currency::find(value).map_or(value, |known| known.name(lang)).to_owned(),
        FieldType::Link { kind, .. } => title(lang, lookup, kind, value),
        FieldType::Links(links) => title(lang, lookup, links.other_kind, value),
        FieldType::Reference(_) => {
            lookup.referenced(field, value).map_or_else(|| value.to_owned(), |(_, _, title)| title.to_owned())
        }
        _ => value.to_owned(),
    }
}

/// How soon something is planned for; `None` for a word that says no such thing.
pub fn plan_word(lang: Lang, value: &str) -> Option<&'static str> {
    Some(match value {
        "overdue" => tr::records_plan_overdue(lang),
        "today" => tr::records_plan_today(lang),
        "later" => tr::records_plan_later(lang),
        Filter::NONE => tr::records_plan_none(lang),
        _ => return None,
    })
}

fn title(lang: Lang, lookup: &Lookup, kind: &'static str, value: &str) -> String {
    let found = value.parse().ok().and_then(|id| lookup.title(kind, id));
    found.map_or_else(|| tr::ui_record_number(lang, value), str::to_owned)
}

fn day(lang: Lang, value: &str) -> String {
    match value {
        "today" => tr::ui_today(lang).to_lowercase(),
        "now" => tr::records_now(lang).to_owned(),
        "week" => tr::records_this_week(lang).to_owned(),
        "month" => tr::records_this_month(lang).to_owned(),
        "quarter" => tr::records_this_quarter(lang).to_owned(),
        "year" => tr::records_this_year(lang).to_owned(),
        _ => match value
            .strip_prefix('-')
            .and_then(|days| days.strip_suffix('d'))
            .and_then(|days| days.parse::<i64>().ok())
        {
            // From six days ago until today are seven days.
            Some(days) => tr::records_last_days(lang, days + 1),
            None => parse::date(value).map_or_else(|_| value.to_owned(), |day| format::date(lang, day)),
        },
    }
}
