//! The quick look at a record beside its list: the parts of its card in one column.

use super::card::{reach_by, section_of};
use super::fields::{At, Shown, edit_url, linked, sections, title_field};
use super::timeline::{TimelineView, entries};
use crate::platform::i18n::tr;
use crate::platform::ui::{AvatarSize, Peek, avatar, btn, peek as panel, side_section};
use crate::records::panels::{Drawn, Panels, Place};
use crate::records::registry::Channel;
use crate::records::timeline::TimelinePage;
use maud::{Markup, html};

pub struct PeekView<'a> {
    pub shown: &'a Shown<'a>,
    pub drawn: &'a [Drawn],
    pub panels: &'a Panels,
    /// The latest entries, with nothing after them.
    pub timeline: &'a TimelinePage,
    /// The whole page.
    pub url: &'a str,
}

pub fn peek(view: &PeekView) -> Markup {
    let lang = view.shown.reader.lang;
    let title = &view.shown.record.title;
    let shell = Peek {
        label: &tr::cards_peek(lang, title),
        body_label: tr::cards_data(lang),
        position: "",
        previous: tr::cards_previous(lang),
        next: tr::cards_next(lang),
        open: (tr::cards_open_whole(lang), view.url),
        close: tr::cards_close_peek(lang),
        actions: html! {},
    };
    panel(&shell, body(view))
}

fn body(view: &PeekView) -> Markup {
    let (lang, shown) = (view.shown.reader.lang, view.shown);
    let url = format!("/{}/{}", shown.kind.plural, shown.record.id);
    html! {
        (head(view))
        @for panel in at(view, Place::Stages) { section { div class="pad-x" { (panel.body.body) } } }
        @for panel in at(view, Place::Top).chain(at(view, Place::Side)) { (section_of(panel)) }
        @for panel in at(view, Place::Planned) { section { div class="pad-x" { (panel.body.body) } } }
        (linked(shown))
        (sections(shown))
        (side_section(tr::cards_history(lang), None,
            html! { (btn(tr::cards_all_history(lang)).quiet().small().href(view.url)) },
            html! { div class="pad-x" { (entries(&TimelineView {
                reader: &shown.reader,
                panels: view.panels,
                url: &url,
                page: view.timeline,
                feed: crate::records::timeline::Feed::All,
                after_day: None,
            })) } }))
    }
}

fn head(view: &PeekView) -> Markup {
    let (lang, shown) = (view.shown.reader.lang, view.shown);
    let title = &shown.record.title;
    let field = title_field(shown.kind, shown.record).filter(|_| shown.can_edit);
    let edit = field.map(|field| edit_url(shown.kind, shown.record.id, field, At::Title));
    let note = (shown.kind.note.text)(&shown.record.values);
    let (call, mail) = (reach_by(shown, Channel::Phone), reach_by(shown, Channel::Email));
    html! {
        section {
            div class="party head" {
                (avatar(title, AvatarSize::Large))
                div { h2 data-inline=[edit] { (title) } @if !note.is_empty() && note != *title { p { (note) } } }
            }
            div class="row" {
                @if let Some(url) = call { (btn(tr::cards_call(lang)).small().icon("phone").href(url)) }
                @if let Some(url) = mail { (btn(tr::cards_mail(lang)).small().icon("mail").href(url)) }
                (btn(tr::ui_open(lang)).small().icon("wide").href(view.url))
                @for panel in at(view, Place::Actions) { (panel.body.body) }
            }
        }
    }
}

fn at<'a>(view: &'a PeekView, place: Place) -> impl Iterator<Item = &'a Drawn> {
    view.drawn.iter().filter(move |panel| panel.place == place)
}
