//! Title, list or board, and what can be done with the whole list.

use super::Frame;
use crate::kernel::Access;
use crate::platform::i18n::tr;
use crate::platform::ui::{Density, Segment, btn, icon_btn, menu, menu_column, menu_item, page_head, popover, seg};
use crate::platform::web::csrf;
use crate::records::list::column_fields;
use crate::records::views::imports::buttons;
use maud::{Markup, html};

pub fn bar(frame: &Frame) -> Markup {
    let actions = actions(frame);
    let actions = html! { @for action in actions { (action) } };
    page_head((frame.kind.names.many)(frame.lang()), &frame.shown_count(), list_or_board(frame), actions)
}

/// From left to right.
fn actions(frame: &Frame) -> Vec<Markup> {
    let lang = frame.lang();
    let conditions = frame.address.query.filter.0.len().to_string();
    let count = (!frame.address.query.filter.is_empty()).then_some(conditions.as_str());
    let exports = buttons::exports(frame);
    let mut actions = Vec::new();
    if frame.may(Access::Create) {
        let new = btn((frame.kind.names.new)(lang)).icon("plus").href(frame.path("/new")).attr("data-letter", "c");
        // A phone has the plus of its bottom bar.
        actions.push(html! { span class="wide" { (new) } });
    }
    actions.push(html! {
        (btn(tr::records_filters(lang)).icon("filter").count(count).flag("data-toggle-filters")
            .controls("filters", frame.address.is_panel_open).attr("data-letter", "f"))
    });
    if !frame.address.is_board {
        actions.push(html! {
            span class="wide" { (btn(tr::ui_columns(lang)).icon("cols").opens_menu("columns")) }
            (columns(frame))
        });
    }
    actions.push(buttons::buttons(frame, &exports));
    if frame.may(Access::Delete) {
        let bin = icon_btn("trash", tr::records_bin(lang)).href(frame.path("/bin"));
        actions.push(html! { span class="wide" { (bin) } });
    }
    actions.push(on_a_phone(frame, &exports));
    actions
}

/// All that has no room as a button of its own.
fn on_a_phone(frame: &Frame, exports: &Markup) -> Markup {
    let lang = frame.lang();
    html! {
        span class="narrow" { (icon_btn("dots", tr::ui_more(lang)).opens_menu("list-more")) }
        (menu("list-more", tr::ui_more(lang), html! {
            @if !frame.address.is_board {
                (menu_item(tr::ui_columns(lang)).icon("cols").attr("popovertarget", "columns"))
            }
            @if frame.may(Access::Delete) { (menu_item(tr::records_bin(lang)).icon("trash").href(frame.path("/bin"))) }
            (buttons::items(frame, exports))
        }))
    }
}

fn list_or_board(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let (list, board) = (frame.address.as_list().href(), frame.address.as_board().href());
    let segment =
        |label, href, icon, is_current| Segment { label, href, icon: Some(icon), is_current, ..Segment::default() };
    html! {
        @if frame.kind.board_by.is_some() {
            (seg(tr::records_list_or_board(lang), &[
                segment(tr::records_list(lang), &list, "list", !frame.address.is_board),
                segment(tr::records_board(lang), &board, "deal", frame.address.is_board),
            ]))
        }
    }
}

fn columns(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let shown = column_fields(&frame.kind, &frame.address.columns);
    let densities = [
        (Density::Compact, "S", tr::lists_density_compact(lang)),
        (Density::Normal, "M", tr::lists_density_normal(lang)),
        (Density::Roomy, "L", tr::lists_density_roomy(lang)),
    ];
    popover(
        "columns",
        tr::records_columns_title(lang),
        html! {
            h3 { (tr::records_columns_title(lang)) }
            input class="input" data-s="s" type="search" placeholder=(tr::lists_find_column(lang))
                aria-label=(tr::lists_find_column(lang)) data-columns-search;
            form class="columns" action=(frame.path("/columns")) method="post" data-columns
                hx-post=(frame.path("/columns")) hx-trigger="change" hx-swap="none" {
                (csrf::field())
                @for (field, is_shown) in &shown { (menu_column(field.label.text(lang), &field.key, *is_shown)) }
                noscript { (btn(tr::records_columns_apply(lang)).submit()) }
            }
            hr role="separator";
            div class="row density" {
                span { (tr::lists_density(lang)) }
                span class="seg end" role="group" aria-label=(tr::lists_density(lang)) {
                    @for (density, letter, name) in densities {
                        // Of a view that keeps one it is a part; else it is how this person likes all lists.
                        @if let Some(now) = frame.address.density {
                            a href=(frame.address.with_density(density).href()) title=(name) aria-label=(name)
                                aria-current=[(density == now).then_some("true")] { (letter) }
                        } @else {
                            button type="button" data-set-density=(density.name()) title=(name) aria-label=(name) { (letter) }
                        }
                    }
                }
            }
        },
    )
}
