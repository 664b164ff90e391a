//! Which version it is, what is kept of those before, and what changed.

use super::changes::{Changes, changes, released_on};
use super::kept::{Replaced, Why, way_back};
use super::news::news;
use super::pages::BASE;
use super::past::Served;
use crate::kernel::Lang;
use crate::platform::db::migrations;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{self, btn, card, note, page_head, sheet};
use crate::platform::web::csrf;
use chrono_tz::Tz;
use maud::{Markup, html};
use std::path::Path;
use url::form_urlencoded;

pub(super) struct VersionsView<'a> {
    pub lang: Lang,
    pub zone: Tz,
    /// The oldest first.
    pub served: &'a [Served],
    /// The newest first.
    pub kept: &'a [Replaced],
    pub data: &'a Path,
}

pub(super) fn page(view: &VersionsView<'_>) -> Markup {
    let lang = view.lang;
    let content = html! {
        (card(tr::versions_this(lang), None, html! {}, this(lang)))
        (card(tr::versions_past(lang), None, html! {}, past(view)))
        (card(tr::versions_kept(lang), None, html! {}, kept(view)))
        (card(tr::versions_changes(lang), None, html! {}, what_changed(lang)))
    };
    html! {
        (page_head(tr::versions_title(lang), "", html! {}, html! {}))
        (sheet(tr::versions_title(lang), content))
    }
}

fn this(lang: Lang) -> Markup {
    let version = env!("CARGO_PKG_VERSION");
    let released = released_on(version).map(|day| format::date(lang, day));
    html! {
        dl class="facts" {
            dt { (tr::health_version(lang)) } dd { (version) }
            dt { (tr::versions_released(lang)) } dd { (released.as_deref().unwrap_or(tr::versions_own_build(lang))) }
            dt { (tr::versions_schema(lang)) } dd { (migrations::newest_schema()) }
        }
    }
}

fn past(view: &VersionsView<'_>) -> Markup {
    let lang = view.lang;
    html! {
        @if view.served.is_empty() { p class="soft" { (tr::versions_past_none(lang)) } }
        @else {
            ul class="points" {
                @for served in view.served.iter().rev() {
                    li { (tr::versions_past_one(lang, &served.version, &served.schema.to_string(), &format::datetime(lang, view.zone, served.since))) }
                }
            }
        }
    }
}

fn kept(view: &VersionsView<'_>) -> Markup {
    let lang = view.lang;
    html! {
        @if view.kept.is_empty() { p class="soft" { (tr::versions_kept_none(lang)) } }
        @else {
            p class="soft" { (tr::versions_kept_text(lang)) }
            ul class="findings" { @for kept in view.kept { (one(view, kept)) } }
        }
    }
}

fn one(view: &VersionsView<'_>, kept: &Replaced) -> Markup {
    let lang = view.lang;
    let why = match kept.why {
        Why::Restore => tr::versions_before_restore(lang),
        Why::Upgrade => tr::versions_before_upgrade(lang),
        Why::Unknown => tr::versions_before_something(lang),
    };
    let at = kept.at.map(|at| format::datetime(lang, view.zone, at));
    let version = kept.made_by.as_deref().map(|version| ["Korob ", version].concat());
    let facts = [at, version, Some(format::file_size(lang, kept.size_bytes))];
    let earlier = kept.made_by.as_deref().filter(|version| *version != env!("CARGO_PKG_VERSION"));
    let start = earlier.map(|version| tr::versions_then_start_version(lang, version));
    html! {
        li {
            div { strong { (why) } }
            p { (facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
            p class="small muted" { (kept.name) }
            details {
                summary { (tr::versions_how_back(lang)) }
                div class="stack" {
                    p { (tr::versions_first_stop(lang)) }
                    pre class="code" tabindex="0" { (way_back(view.data, &kept.name)) }
                    p { (start.as_deref().unwrap_or(tr::versions_then_start(lang))) }
                }
            }
            details {
                summary { (tr::versions_remove(lang)) }
                form class="stack" method="post" action=(removal(kept)) hx-post=(removal(kept)) hx-swap="none" {
                    (csrf::field())
                    (note(ui::State::Warn, html! { (tr::versions_remove_text(lang, &kept.name)) }))
                    div class="row" { (btn(tr::versions_remove_now(lang)).danger().submit()) }
                }
            }
        }
    }
}

fn removal(kept: &Replaced) -> String {
    let name = form_urlencoded::byte_serialize(kept.name.as_bytes()).collect::<String>().replace('+', "%20");
    format!("{BASE}/kept/{name}/removal")
}

/// In a few words of the reader; all of it in English, as it is written.
fn what_changed(lang: Lang) -> Markup {
    let all = changes();
    let (newest, earlier) = all.split_at(all.len().min(1));
    html! {
        @for changes in newest { h3 { (heading(lang, changes)) } (brought(lang, changes)) }
        @for changes in earlier {
            details { summary { (heading(lang, changes)) } (brought(lang, changes)) }
        }
    }
}

fn brought(lang: Lang, changes: &Changes) -> Markup {
    html! {
        ul class="points" { @for text in news(changes.version.as_deref()) { li { (text(lang)) } } }
        details { summary { (tr::versions_changes_all(lang)) } div class="stack" { (texts(lang, changes)) } }
    }
}

fn heading(lang: Lang, changes: &Changes) -> String {
    let Some(version) = &changes.version else { return tr::versions_unreleased(lang).to_owned() };
    let day = changes.released_on.map(|day| format::date(lang, day));
    [Some(version.clone()), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn texts(lang: Lang, changes: &Changes) -> Markup {
    let spoken = (lang != Lang::En).then_some(Lang::En.code());
    html! {
        ul class="points" lang=[spoken] {
            @for text in &changes.texts {
                li { @for (place, part) in text.split('`').enumerate() {
                    @if place % 2 == 1 { code { (part) } } @else { (part) }
                } }
            }
        }
    }
}
