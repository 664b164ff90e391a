//! The form of a record: every field of its kind, under its headings.

use super::list::Person;
use crate::kernel::money::Money;
use crate::kernel::{FieldErrors, Lang, Timestamp, currency, phone};
use crate::platform::form_errors::FormErrors;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Choice, Field as FormField, InputKind, State, btn, field, form_actions, form_section, input, note, page_head,
    select, sheet, textarea,
};
use crate::platform::web::csrf;
use crate::records::input::{Pairs, main_name, row_name, typed};
use crate::records::options::Dictionary;
use crate::records::registry::{Channel, Field, FieldType, Kind};
use crate::records::show::{day_text, point_label};
use crate::records::value::{Value, Values};
use maud::{Markup, html};
use std::collections::BTreeMap;

pub struct FormView<'a> {
    pub lang: Lang,
    pub zone: chrono_tz::Tz,
    pub kind: &'a Kind,
    pub title: &'a str,
    /// Where it is posted, and where Cancel leads.
    pub action: &'a str,
    pub cancel: &'a str,
    /// The version the values were read at; none for a new record.
    pub version: Option<i64>,
    pub pairs: &'a Pairs,
    pub errors: &'a FieldErrors,
    pub is_stale: bool,
    /// "Now: Tula": what stands in the record where that is not what was typed, by the key of the field.
    pub now: &'a BTreeMap<String, String>,
    pub dictionary: &'a Dictionary,
    pub people: &'a [Person],
}

pub fn form(view: &FormView) -> Markup {
    let errors = FormErrors::new(view.lang, view.errors);
    let fields: Vec<&Field> = view.kind.form_fields().filter(|field| is_in_form(field)).collect();
    let labels: Vec<(&str, &str)> =
        fields.iter().map(|field| (field.key.as_ref(), field.label.text(view.lang))).collect();
    let mut sections: Vec<(&str, Vec<&Field>)> = Vec::new();
    for field in &fields {
        let heading = (field.section)(view.lang);
        match sections.iter_mut().find(|(there, _)| *there == heading) {
            Some((_, list)) => list.push(field),
            None => sections.push((heading, vec![field])),
        }
    }
    html! {
        (page_head(view.title, "", html! {}, html! {}))
        (sheet(view.title, html! {
            form class="stack" method="post" action=(view.action) data-guard {
                (csrf::field())
                @if let Some(version) = view.version { input type="hidden" name="version" value=(version); }
                @if view.is_stale { (note(State::Late, html! { (tr::cards_changed_since(view.lang)) })) }
                (errors.summary(&labels))
                @for (heading, list) in &sections {
                    (form_section(heading, html! { @for field in list { (row(view, field, &errors)) } }))
                }
                (form_actions(html! {
                    (btn(tr::ui_cancel(view.lang)).href(view.cancel))
                    (btn(tr::ui_save(view.lang)).primary().submit())
                }))
            }
        }))
    }
}

/// Links to many and observers are kept on the card, not in the form.
fn is_in_form(field: &Field) -> bool {
    !matches!(field.field_type, FieldType::Links(_) | FieldType::Link { .. } | FieldType::Observers)
}

fn row(view: &FormView, declared: &Field, errors: &FormErrors) -> Markup {
    let lang = view.lang;
    let mut part = FormField::new(declared.key.as_ref(), declared.label.text(lang))
        .error(errors.of(&declared.key))
        .hint(view.now.get(declared.key.as_ref()).map(String::as_str));
    if !declared.is_required && declared.key != "responsible_id" {
        part = part.optional(tr::ui_optional(lang));
    }
    let value = typed(view.pairs, &declared.key);
    let choice = |value: &'static str, label: &'static str, now: &str| Choice {
        value,
        label,
        is_chosen: now == value,
        is_disabled: false,
    };
    match &declared.field_type {
        FieldType::Points(channel) => points(view, declared, *channel, errors),
        FieldType::LongText { .. } => field(&part, textarea(&part, value)),
        FieldType::Choice { list } => {
            let choices: Vec<Choice> = view
                .dictionary
                .all(list)
                .iter()
                .filter(|item| !item.is_archived || item.code == value)
                .map(|item| Choice {
                    value: &item.code,
                    label: &item.label,
                    is_chosen: item.code == value,
                    is_disabled: false,
                })
                .collect();
            field(&part, select(&part, Some(tr::ui_not_set(lang)), &choices))
        }
        FieldType::User => {
            let ids: Vec<String> = view.people.iter().map(|person| person.id.to_string()).collect();
            let choices: Vec<Choice> = view
                .people
                .iter()
                .zip(&ids)
                .map(|(person, id)| Choice {
                    value: id,
                    label: &person.name,
                    is_chosen: id == value,
                    is_disabled: false,
                })
                .collect();
            // Without this a browser sends the first person on the list in place of nobody.
            let nobody = (!ids.iter().any(|id| id == value)).then(|| tr::ui_not_set(lang));
            field(&part, select(&part, nobody, &choices))
        }
        FieldType::Currency => {
            let choices: Vec<Choice> = currency::CURRENCIES
                .iter()
                .map(|known| Choice {
                    value: known.code,
                    label: known.name(lang),
                    is_chosen: known.code == value,
                    is_disabled: false,
                })
                .collect();
            field(&part, select(&part, None, &choices))
        }
        FieldType::Bool => {
            let choices = [choice("1", tr::ui_yes(lang), value), choice("0", tr::ui_no(lang), value)];
            field(&part, select(&part, Some(tr::ui_not_set(lang)), &choices))
        }
        FieldType::Money { .. } => field(&part, input(&part, InputKind::Decimal, value)),
        FieldType::Integer { .. } => field(&part, input(&part, InputKind::Integer, value)),
        FieldType::Tags => {
            let now = view.now.get(declared.key.as_ref()).map(String::as_str);
            let part = part.hint(now.or(Some(tr::records_bulk_tag_hint(lang))));
            field(&part, input(&part, InputKind::Text, value))
        }
        _ => field(&part, input(&part, InputKind::Text, value)),
    }
}

/// The values there are and an empty row for one more.
fn points(view: &FormView, declared: &Field, channel: Channel, errors: &FormErrors) -> Markup {
    let lang = view.lang;
    let prefix = format!("{}[", declared.key);
    let rows = view.pairs.iter().filter(|(name, _)| name.starts_with(&prefix) && name.ends_with("].value")).count();
    let kind = match channel {
        Channel::Phone => InputKind::Phone,
        Channel::Email => InputKind::Email,
        Channel::Site => InputKind::Url,
        Channel::Messenger => InputKind::Text,
    };
    let main_name = main_name(&declared.key);
    html! {
        input type="hidden" name=(main_name) value=(typed(view.pairs, &main_name));
        @for index in 0..=rows {
            @let name = row_name(&declared.key, index, "value");
            @let label_name = row_name(&declared.key, index, "kind");
            @let chosen = typed(view.pairs, &label_name);
            @let part = FormField::new(name.as_str(), declared.label.text(lang)).error(errors.of(&name))
                .hint(view.now.get(declared.key.as_ref()).map(String::as_str).filter(|_| index == 0))
                .optional(tr::ui_optional(lang));
            (field(&part, html! {
                div class="row" {
                    (input(&part, kind, typed(view.pairs, &name)))
                    select class="input" name=(label_name) aria-label=(declared.label.text(lang)) {
                        @for label in channel.labels() {
                            option value=(label) selected[chosen == *label] { (point_label(lang, channel, label)) }
                        }
                    }
                }
            }))
        }
    }
}

/// The values of a record as its form would send them. Sums without a currency are in that of the office, as the form
/// is read.
pub fn pairs_of(lang: Lang, zone: chrono_tz::Tz, kind: &Kind, values: &Values, office_currency: &str) -> Pairs {
    let mut pairs = Vec::new();
    for field in kind.form_fields().filter(|field| is_in_form(field)) {
        let key = field.key.to_string();
        match (&field.field_type, values.get(&field.key)) {
            (FieldType::Points(channel), Value::Points(points)) => {
                let main = points.iter().position(|point| point.is_main).unwrap_or_default();
                pairs.push((main_name(&key), main.to_string()));
                for (index, point) in points.iter().enumerate() {
                    let shown = match (channel, &point.extension) {
                        (Channel::Phone, Some(extension)) => {
                            [phone::display_e164(&point.value), tr::records_extension(lang, extension)].join(" ")
                        }
                        (Channel::Phone, None) => phone::display_e164(&point.value),
                        _ => point.value.clone(),
                    };
                    pairs.push((row_name(&key, index, "value"), shown));
                    pairs.push((row_name(&key, index, "kind"), point.label.clone()));
                }
            }
            (FieldType::Money { currency: named }, Value::Int(minor)) => {
                let known = values.text(named).and_then(currency::find).or_else(|| currency::find(office_currency));
                let shown = known.map_or_else(
                    || minor.to_string(),
                    |known| format::amount(lang, Money::new(*minor, known).amount_minor, known),
                );
                pairs.push((key, shown));
            }
            (FieldType::Date | FieldType::Birthday, Value::Text(day)) => pairs.push((key, day_text(lang, day))),
            (FieldType::Instant, Value::Int(at)) => pairs.push((key, format::datetime(lang, zone, Timestamp(*at)))),
            (FieldType::Currency, Value::Empty) => pairs.push((key, office_currency.to_owned())),
            (_, Value::Text(text)) => pairs.push((key, text.clone())),
            (_, Value::Int(number)) => pairs.push((key, number.to_string())),
            (_, Value::Bool(flag)) => pairs.push((key, i64::from(*flag).to_string())),
            (_, Value::Names(names)) => pairs.push((key, names.join(", "))),
            _ => {}
        }
    }
    pairs
}
