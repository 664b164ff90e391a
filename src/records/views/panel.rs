//! The filter panel: one group for each field that can be filtered by a choice, folds for the rest.

use super::list::ListView;
use crate::platform::i18n::tr;
use crate::platform::ui::{Filters, Opt, btn, filter_fold, filter_group, filters, opt};
use crate::records::list::{Filter, Op};
use crate::records::registry::{Field, FieldType};
use maud::{Markup, html};

pub fn panel(view: &ListView) -> Markup {
    let lang = view.lang();
    let action = format!("/{}/filter", view.kind.plural);
    let fields: Vec<&Field> = view.kind.fields.iter().filter(|field| field.is_filterable && !field.is_hidden).collect();
    let body = html! {
        input type="hidden" name="view" value=(view.address.view.key());
        input type="hidden" name="sort" value=(view.address.query.sort.to_text());
        input type="hidden" name="q" value=(view.address.query.q);
        @for field in fields { (condition(view, field)) }
        (btn(tr::records_filters_apply(lang)).primary().submit())
    };
    let footer = html! {
        (btn(tr::ui_clear_all(lang)).quiet().href(view.address.with_filter(Filter::default()).href()))
    };
    let panel = Filters {
        title: tr::records_filters(lang),
        close: tr::records_filters_close(lang),
        conditions: tr::records_filters_conditions(lang),
        action: &action,
        is_open: view.address.is_panel_open,
    };
    filters(&panel, body, footer)
}

fn condition(view: &ListView, field: &Field) -> Markup {
    let lang = view.lang();
    let id = format!("f-{}", field.key);
    let label = field.label.text(lang);
    let name = format!("f.{}", field.key);
    let chosen = |value: &str| {
        let conditions = view.address.query.filter.find(&field.key);
        conditions
            .filter(|there| matches!(there.op, Op::In | Op::Eq))
            .any(|there| there.values.iter().any(|v| v == value))
    };
    let option = |value: &str, text: &str, is_radio: bool| {
        opt(&Opt { label: text, name: &name, value, is_checked: chosen(value), is_radio, count: None })
    };
    let is_open = view.address.query.filter.find(&field.key).next().is_some();
    match &field.field_type {
        FieldType::Choice { list } => {
            let body = html! { @for item in view.lookup.dictionary.offered(list) { (option(&item.code, &item.label, false)) } };
            filter_fold(&id, label, is_open, body)
        }
        FieldType::User => {
            let body = html! {
                (option("me", tr::records_me(lang), false))
                @for person in view.people.iter().filter(|person| person.id != view.viewer.user_id.0) {
                    (option(&person.id.to_string(), &person.name, false))
                }
            };
            if field.key == "responsible_id" {
                filter_group(&id, label, body)
            } else {
                filter_fold(&id, label, is_open, body)
            }
        }
        FieldType::Bool => {
            let body = html! { (option("yes", tr::ui_yes(lang), true)) (option("no", tr::ui_no(lang), true)) };
            filter_fold(&id, label, is_open, body)
        }
        FieldType::Date | FieldType::Instant => {
            let body = html! {
                (bound(view, field, Op::Ge, tr::records_from(lang), "date"))
                (bound(view, field, Op::Le, tr::records_to(lang), "date"))
            };
            filter_fold(&id, label, is_open, body)
        }
        FieldType::Integer { .. } => {
            let body = html! {
                (bound(view, field, Op::Ge, tr::records_at_least(lang), "number"))
                (bound(view, field, Op::Le, tr::records_at_most(lang), "number"))
            };
            filter_fold(&id, label, is_open, body)
        }
        FieldType::Text { .. } | FieldType::Points(_) | FieldType::Tags => {
            let body = bound(view, field, Op::Has, tr::records_contains(lang), "text");
            filter_fold(&id, label, is_open, body)
        }
        // Sums need a currency and links a picker: their conditions come from saved views and addresses.
        _ => html! {},
    }
}

/// One input of a condition, filled with what holds now.
fn bound(view: &ListView, field: &Field, op: Op, label: &str, input_type: &str) -> Markup {
    let there = view.address.query.filter.find(&field.key).find(|condition| condition.op == op);
    let value = there.and_then(|condition| condition.values.first()).map(String::as_str).unwrap_or_default();
    let name = format!("f.{}.{}", field.key, op.code());
    html! {
        label class="stack" { span class="small soft" { (label) }
            input class="input" data-s="s" type=(input_type) name=(name) value=(value) maxlength="200";
        }
    }
}
