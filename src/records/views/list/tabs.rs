//! The views above a list: chosen, kept, changed.

use super::Frame;
use crate::platform::i18n::tr;
use crate::platform::ui::{View as ViewChip, btn, icon_btn, popover, total, views};
use crate::platform::web::csrf;
use crate::records::list::View;
use crate::records::list::saved_views::SavedView;
use maud::{Markup, html};

pub fn of(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let current = frame.address.view.key();
    let mut all: Vec<(View, &str, bool)> =
        frame.kind.views.iter().map(|view| (View::BuiltIn(*view), (view.name)(lang), false)).collect();
    all.extend(frame.views.iter().map(|saved| (View::Saved(saved.clone()), saved.name.as_str(), saved.is_shared)));
    let hrefs: Vec<String> = all.iter().map(|(view, _, _)| frame.address.of_view(view)).collect();
    let chips: Vec<ViewChip> = all
        .iter()
        .zip(&hrefs)
        .map(|((view, name, is_shared), href)| {
            let key = view.key();
            let is_current = key == current;
            ViewChip {
                name,
                href,
                count: if is_current {
                    total(&frame.shown_count())
                } else {
                    html! { span class="n total" id=(count_id(&key)) {} }
                },
                is_current,
                is_changed: is_current && frame.address.is_changed(),
                shared: is_shared.then_some(tr::records_view_shared(lang)),
            }
        })
        .collect();
    html! {
        (views(tr::records_views(lang), tr::records_view_changed(lang), &chips, tools(frame)))
        // The page does not wait for the counts of views nobody looks at now.
        span data-counts=(frame.path("/views/counts")) {}
    }
}

/// The id of the place for a view's count.
pub fn count_id(key: &str) -> String {
    ["view-count-", key].concat()
}

fn tools(frame: &Frame) -> Markup {
    let lang = frame.lang();
    let is_changed = frame.address.is_changed();
    let own = own_view(frame);
    html! {
        @if let (Some(saved), true) = (own, is_changed) {
            form class="inline" method="post" action=(frame.path(&format!("/views/{}", saved.id))) {
                (csrf::field())
                input type="hidden" name="query" value=(frame.address.kept_query(&frame.kind));
                (btn(tr::records_view_save_changes(lang)).quiet().small().submit())
            }
        }
        @if is_changed {
            @let label = if own.is_some() { tr::records_view_save_as(lang) } else { tr::records_view_save(lang) };
            (btn(label).quiet().small().icon("plus").opens_menu("save-view"))
            (popover("save-view", label, save_form(frame)))
        }
        (icon_btn("dots", tr::lists_view_settings(lang)).small().opens_menu("view-settings"))
        (popover("view-settings", tr::lists_view_settings(lang), settings(frame, own)))
    }
}

/// The view that is looked at, if one may change it.
fn own_view(frame: &Frame) -> Option<&SavedView> {
    match &frame.address.view {
        View::Saved(saved) if saved.user_id == frame.viewer.user_id || frame.viewer.is_admin() => Some(saved),
        _ => None,
    }
}

fn save_form(frame: &Frame) -> Markup {
    let lang = frame.lang();
    html! {
        form class="pad stack" method="post" action=(frame.path("/views")) {
            (csrf::field())
            input type="hidden" name="query" value=(frame.address.kept_query(&frame.kind));
            label class="stack" { (tr::records_view_name(lang)) input class="input" name="name" maxlength="60" required; }
            @if frame.viewer.may_assign() { (share(frame, false)) }
            (btn(tr::records_view_save(lang)).primary().submit())
        }
    }
}

fn share(frame: &Frame, is_shared: bool) -> Markup {
    html! {
        label class="opt" {
            input class="check" type="checkbox" name="is_shared" value="1" checked[is_shared]; (tr::records_view_share(frame.lang()))
        }
    }
}

fn settings(frame: &Frame, own: Option<&SavedView>) -> Markup {
    let lang = frame.lang();
    let key = frame.address.view.key();
    let first = frame.kind.views.first().map_or("", |view| view.key);
    let is_default = frame.address.opens_with.as_deref().unwrap_or(first) == key;
    html! {
        form class="pad stack" method="post" action=(frame.path("/views/settings")) {
            (csrf::field())
            input type="hidden" name="view" value=(key);
            @if let Some(saved) = own {
                label class="stack" {
                    (tr::records_view_name(lang)) input class="input" name="name" value=(saved.name) maxlength="60" required;
                }
                @if frame.viewer.may_assign() { (share(frame, saved.is_shared)) }
            }
            label class="opt" {
                input class="check" type="checkbox" name="is_default" value="1" checked[is_default]; (tr::lists_view_default(lang))
            }
            div class="row" {
                (btn(tr::records_view_save_changes(lang)).primary().submit())
                @if let Some(saved) = own {
                    @let to = |deed: &str| frame.path(&format!("/views/{}/{deed}", saved.id));
                    span class="end row tight" {
                        (icon_btn("left", tr::lists_view_left(lang)).small().submit().attr("formaction", to("left")))
                        (icon_btn("right", tr::lists_view_right(lang)).small().submit().attr("formaction", to("right")))
                        (icon_btn("trash", tr::records_view_delete(lang)).small().submit().attr("formaction", to("deletion"))
                            .flag("formnovalidate"))
                    }
                }
            }
        }
    }
}
