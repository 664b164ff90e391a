//! Comments as they are read and changed.

use super::timeline::signed;
use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{FeedItem, FeedTone, btn, feed_item, icon, icon_btn};
use crate::platform::web::csrf;
use crate::records::comments::{Comment, Part, parts};
use crate::records::show::Reader;
use crate::records::timeline::Entry;
use maud::{Markup, html};

pub(super) fn comment(
    reader: &Reader,
    url: &str,
    entry: &Entry,
    comment: &Comment,
    is_edited: bool,
    is_own: bool,
) -> Markup {
    let lang = reader.lang;
    let id = format!("comment-{}", comment.id);
    let place = format!("{url}/comments/{}", comment.id);
    let say = format!("#feed-{id} .say");
    feed_item(&FeedItem {
        id: &id,
        tone: FeedTone::Normal,
        icon: "chat",
        what: html! {
            b { (signed(lang, entry)) }
            @if is_edited { small { (tr::timeline_edited(lang)) } }
        },
        time: &format::time(reader.zone, entry.at),
        instant: &entry.at.to_rfc3339(),
        say: body(comment),
        actions: html! {
            @if is_own {
                (icon_btn("note", tr::timeline_edit_comment(lang)).small().attr("hx-get", [&place, "/edit"].concat())
                    .attr("hx-target", say.as_str()).attr("hx-swap", "innerHTML"))
                (icon_btn("trash", tr::timeline_delete_comment(lang)).small()
                    .attr("hx-post", [&place, "/deletion"].concat()).attr("hx-swap", "none"))
            }
        },
    })
}

/// The text with its mentions marked and its addresses as links.
pub fn body(comment: &Comment) -> Markup {
    html! {
        @for part in parts(&comment.body, &comment.mentions) {
            @match part {
                Part::Words(text) => (text),
                Part::Mention(name) => b class="mention" { (name) },
                Part::Link(url) => a class="link" href=(url) rel="noopener noreferrer nofollow" target="_blank" { (url) },
            }
        }
    }
}

/// The form in place of the text.
pub fn editor(lang: Lang, place: &str, text: &str, error: Option<&str>) -> Markup {
    html! {
        form class="stack" method="post" action=(place) hx-post=(place) hx-target="closest .say" hx-swap="innerHTML" {
            (csrf::field())
            textarea class="input" name="text" aria-label=(tr::timeline_text(lang)) required
                aria-invalid=[error.map(|_| "true")] autofocus { "\n" (text) }
            @if let Some(error) = error { p class="error" role="alert" { (icon("warn")) span { (error) } } }
            div class="row" {
                (btn(tr::ui_save(lang)).primary().small().submit())
                (btn(tr::ui_cancel(lang)).small().attr("hx-get", place).attr("hx-target", "closest .say").attr("hx-swap", "innerHTML"))
            }
        }
    }
}
