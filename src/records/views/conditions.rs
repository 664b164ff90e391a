//! A condition of a list in words: "from 1 Nov 2026", "not Trade".

use crate::kernel::Lang;
use crate::kernel::money::Money;
use crate::platform::i18n::{format, parse, tr};
use crate::records::list::{Condition, Op};
use crate::records::registry::{Field, FieldType};
use crate::records::show::Lookup;

/// What stands after the name of the field on a chip.
pub fn words(lang: Lang, field: &Field, condition: &Condition, lookup: &Lookup, people: &[(i64, &str)]) -> String {
    if condition.op == Op::Empty {
        let text = if condition.is_negated_empty() { tr::records_is_filled(lang) } else { tr::records_is_empty(lang) };
        return text.to_lowercase();
    }
    let values: Vec<String> = condition.values.iter().map(|value| one(lang, field, value, lookup, people)).collect();
    let joined = format::list_or(lang, &values);
    match condition.op {
        Op::Ne => tr::records_cond_not(lang, &joined),
        Op::Ge => tr::records_cond_from(lang, &joined),
        Op::Le => tr::records_cond_to(lang, &joined),
        Op::Gt => tr::records_cond_after(lang, &joined),
        Op::Lt => tr::records_cond_before(lang, &joined),
        Op::Eq | Op::In | Op::Has | Op::Empty => joined,
    }
}

fn one(lang: Lang, field: &Field, value: &str, lookup: &Lookup, people: &[(i64, &str)]) -> String {
    match &field.field_type {
        FieldType::Choice { .. } if value == "@open" => tr::records_cond_open(lang).to_owned(),
        FieldType::Choice { .. } if value.starts_with('@') => tr::records_cond_closed(lang).to_owned(),
        FieldType::Choice { list } => lookup.dictionary.label(list, value).to_owned(),
        FieldType::User | FieldType::Observers if value == "me" => tr::records_me(lang).to_owned(),
        FieldType::User | FieldType::Observers => people
            .iter()
            .find(|(id, _)| id.to_string() == value)
            .map_or_else(|| value.to_owned(), |(_, name)| (*name).to_owned()),
        FieldType::Bool if value == "yes" => tr::ui_yes(lang).to_lowercase(),
        FieldType::Bool => tr::ui_no(lang).to_lowercase(),
        FieldType::Date | FieldType::Instant => day(lang, value),
        FieldType::Money { .. } => value.parse().map_or_else(|_| value.to_owned(), |minor| plain_money(lang, minor)),
        _ => value.to_owned(),
    }
}

/// The filter names no currency: hundredths without a sign.
fn plain_money(lang: Lang, amount_minor: i64) -> String {
    crate::kernel::currency::find("RUB").map_or_else(
        || amount_minor.to_string(),
        |currency| format::amount(lang, Money::new(amount_minor, currency).amount_minor, currency),
    )
}

fn day(lang: Lang, value: &str) -> String {
    match value {
        "today" => tr::ui_today(lang).to_lowercase(),
        "week" => tr::records_this_week(lang).to_owned(),
        "month" => tr::records_this_month(lang).to_owned(),
        "year" => tr::records_this_year(lang).to_owned(),
        _ => match value
            .strip_prefix('-')
            .and_then(|days| days.strip_suffix('d'))
            .and_then(|days| days.parse::<i64>().ok())
        {
            Some(days) => tr::records_last_days(lang, days),
            None => parse::date(value).map_or_else(|_| value.to_owned(), |day| format::date(lang, day)),
        },
    }
}
