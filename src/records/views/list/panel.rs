//! The filter panel: one fold for each field that can be asked for; who is responsible and the choices first.

use super::Frame;
use super::condition_form::{Place, inputs, kept};
use crate::platform::i18n::tr;
use crate::platform::ui::{Filters, btn, filter_fold, filter_group, filters, filters_place};
use crate::records::list::Filter;
use crate::records::registry::{Field, FieldType};
use maud::{Markup, html};

/// Folds that are open before anybody chose.
const OPEN_FIRST: usize = 2;

/// The panel; while it is closed only its place, which asks for it when it is opened for the first time: it is a
/// quarter of the page.
pub fn panel(frame: &Frame) -> Markup {
    let lang = frame.lang();
    if !frame.address.is_panel_open {
        let url = frame.path("/filter/panel?") + &frame.address.with_panel(true).query_string();
        return filters_place(tr::records_filters(lang), &url);
    }
    let action = frame.path("/filter");
    let body = html! {
        (kept(frame))
        input type="hidden" name="panel" value="filters";
        @for (index, field) in fields(frame).into_iter().enumerate() {
            @let is_open = index < OPEN_FIRST || is_asked(frame, field);
            @let id = format!("f-{}", field.key);
            @let body = inputs(frame, field, Place::Panel);
            @if index == 0 { (filter_group(&id, field.label.text(lang), body)) }
            @else { (filter_fold(&id, field.label.text(lang), is_open, body)) }
        }
        noscript { (btn(tr::records_filters_apply(lang)).primary().submit()) }
        // How many records each choice would leave: counted once the panel is seen.
        span data-counts=([frame.path("/filter/counts?").as_str(), &frame.address.query_string()].concat()) {}
    };
    let footer = html! {
        @if frame.address.is_changed() {
            (btn(tr::lists_save_as_view(lang)).primary().opens_menu("save-view"))
        }
        (btn(tr::ui_clear_all(lang)).quiet().href(frame.address.with_filter(Filter::default()).href()))
    };
    let panel = Filters {
        title: tr::records_filters(lang),
        close: tr::records_filters_close(lang),
        conditions: tr::records_filters_conditions(lang),
        action: &action,
    };
    filters(&panel, body, footer)
}

fn is_asked(frame: &Frame, field: &Field) -> bool {
    let is_refused = frame.refused.iter().any(|refused| refused.field == field.key);
    is_refused || frame.address.query.filter.find(&field.key).next().is_some()
}

/// The fields that can be asked for, the most asked first.
fn fields(frame: &Frame) -> Vec<&Field> {
    let mut fields: Vec<&Field> = frame.kind.fields.iter().filter(|field| field.is_offered()).collect();
    fields.sort_by_key(|field| match &field.field_type {
        _ if frame.kind.board_by == Some(field.key.as_ref()) => 0,
        _ if field.key == "responsible_id" => 1,
        FieldType::Tags | FieldType::Plan => 2,
        _ if field.key == "created_at" => 3,
        FieldType::Choice { .. } => 4,
        FieldType::Money { .. } => 5,
        _ => 6,
    });
    fields
}
