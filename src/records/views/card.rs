//! The card of a record: its fields at the left, what happened to it at the right.

use super::board::money_field;
use super::fields::{At, Shown, edit_url, linked, sections, title_field};
use super::live;
use super::timeline::{TimelineView, entries, writing};
use crate::platform::events::Action;
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Hue, RecordHead, Segment, btn, crumb, icon_btn, menu, menu_item, menu_rule, meta_dot, pane_switch, quick_actions,
    record_body, record_head, seg, side_section, tag, toast_template, who,
};
use crate::platform::web::csrf;
use crate::records::panels::{Drawn, Panels, Place};
use crate::records::registry::{Channel, FieldType};
use crate::records::show::{address, money_text};
use crate::records::timeline::{self, Feed, TimelinePage};
use crate::records::value::Value;
use maud::{Markup, html};
use url::form_urlencoded;

pub struct CardView<'a> {
    pub shown: &'a Shown<'a>,
    pub can_delete: bool,
    pub timeline: &'a TimelinePage,
    /// What of the history is shown.
    pub feed: Feed,
    /// The list it was opened from, as its address says it.
    pub from: &'a str,
    pub panels: &'a Panels,
    pub drawn: &'a [Drawn],
    /// What was done just now, to be taken back from the toast.
    pub done: Option<Action>,
    /// The last one of the record.
    pub last_event: i64,
    pub way: &'a Way,
}

/// The list that the card was opened from.
#[derive(Debug, Clone, Default)]
pub struct Way {
    pub list: String,
    pub previous: Option<String>,
    pub next: Option<String>,
}

pub fn card(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    html! {
        @if let Some(action) = &view.done {
            (toast_template(timeline::deed(lang, &action.verb), Some(&format!("/actions/{}/undo", action.id.0)), false))
        }
        (live::of_card(lang, view.shown.kind, view.shown.record, view.last_event))
        (head(view))
        (record_body(tr::cards_data(lang), side(view), tr::cards_history(lang), history(view)))
    }
}

fn head(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    let (kind, record) = (view.shown.kind, view.shown.record);
    let url = format!("/{}/{}", kind.plural, record.id);
    let number = tr::ui_record_number(lang, &record.id.to_string());
    let title_field = title_field(kind, record).filter(|_| view.shown.can_edit);
    let title_url = title_field.map(|field| edit_url(kind, record.id, field, At::Title));
    // What moves through stages is worth something or other; that is told first.
    let sum = kind.board_by.and_then(|_| money_field(kind));
    let amount = sum.and_then(|(field, currency)| {
        let amount = record.values.int(&field.key)?;
        Some(money_text(lang, amount, record.values.text(currency).unwrap_or_default()))
    });
    record_head(&RecordHead {
        crumb: crumb(tr::cards_way(lang), &[((kind.names.many)(lang), Some(&view.way.list)), (&number, None)]),
        title: &record.title,
        title_edit_url: title_url.as_deref(),
        amount: amount.as_deref(),
        actions: html! {
            @for panel in at(view, Place::Actions) { (panel.body.body) }
            @if view.shown.can_edit {
                span class="wide" { (btn(tr::cards_edit(lang)).icon("note").href([&url, "/edit"].concat()).attr("data-letter", "e")) }
            }
            (walk(view))
            (icon_btn("dots", tr::ui_more(lang)).opens_menu("card-menu"))
            (more(view, &url))
        },
        stages: html! { @for panel in at(view, Place::Stages) { (panel.body.body) } },
        meta: meta(view),
        phone: html! {
            (reach(view, &url))
            (pane_switch(tr::cards_panes(lang), tr::cards_history(lang), tr::cards_data(lang)))
        },
    })
}

/// To the neighbours in the list that the card was opened from.
fn walk(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    let step = |icon, label, href: &Option<String>, rel| match href {
        Some(href) => icon_btn(icon, label).href(href.clone()).attr("rel", rel),
        None => icon_btn(icon, label).disabled(true),
    };
    html! {
        @if view.way.previous.is_some() || view.way.next.is_some() {
            span class="row tight wide" {
                (step("up", tr::cards_previous(lang), &view.way.previous, "prev").attr("aria-keyshortcuts", "Alt+ArrowUp"))
                (step("down", tr::cards_next(lang), &view.way.next, "next").attr("aria-keyshortcuts", "Alt+ArrowDown"))
            }
        }
    }
}

fn more(view: &CardView, url: &str) -> Markup {
    let lang = view.shown.reader.lang;
    let items = html! {
        (menu_item(tr::cards_copy_link(lang)).icon("link").attr("data-copy", url).attr("data-copied", tr::cards_link_copied(lang)))
        @if view.can_delete {
            (menu_rule())
            form method="post" action=(format!("{url}/deletion")) {
                (csrf::field())
                (menu_item(tr::cards_delete(lang)).icon("trash").attr("type", "submit"))
            }
        }
    };
    menu("card-menu", tr::ui_more(lang), items)
}

fn meta(view: &CardView) -> Markup {
    let lang = view.shown.reader.lang;
    let reader = &view.shown.reader;
    let values = &view.shown.record.values;
    let responsible = values.int("responsible_id").and_then(|id| view.shown.lookup.user(id));
    let created = values.int("created_at").map(|at| format::local_day(reader.zone, crate::kernel::Timestamp(at)));
    let tags: &[String] = if let Value::Names(names) = values.get("tags") { names } else { &[] };
    html! {
        @if let Some(name) = responsible { (who(name)) }
        @if let Some(day) = created { (meta_dot()) span { (tr::cards_created_on(lang, &format::date(lang, day))) } }
        @if !tags.is_empty() {
            (meta_dot())
            @for name in tags { (tag(name, Hue::parse(view.shown.lookup.hue(name)).unwrap_or_default())) }
        }
    }
}

/// What a thumb does first on a phone: call, write, tell the colleagues.
fn reach(view: &CardView, url: &str) -> Markup {
    let lang = view.shown.reader.lang;
    let (call, mail) = (reach_by(view.shown, Channel::Phone), reach_by(view.shown, Channel::Email));
    let edit = view.shown.can_edit.then(|| [url, "/edit"].concat());
    let actions: Vec<(&str, &str, &str)> = [
        call.as_deref().map(|url| ("phone", tr::cards_call(lang), url)),
        mail.as_deref().map(|url| ("mail", tr::cards_mail(lang), url)),
        Some(("chat", tr::cards_comment(lang), "#composer-text")),
        edit.as_deref().map(|url| ("note", tr::cards_edit(lang), url)),
    ]
    .into_iter()
    .flatten()
    .collect();
    quick_actions(&actions)
}

/// The address of the main phone or e-mail.
pub(super) fn reach_by(shown: &Shown, channel: Channel) -> Option<String> {
    let field = shown.kind.fields.iter().find(|field| field.field_type == FieldType::Points(channel))?;
    let points = shown.record.values.get(&field.key).as_points();
    let main = points.iter().find(|point| point.is_main).or(points.first())?;
    address(channel, main)
}

fn side(view: &CardView) -> Markup {
    html! {
        (linked(view.shown))
        @for panel in at(view, Place::Side) { (section_of(panel)) }
        (sections(view.shown))
    }
}

fn history(view: &CardView) -> Markup {
    let shown = view.shown;
    let url = format!("/{}/{}", shown.kind.plural, shown.record.id);
    html! {
        @for panel in at(view, Place::Top) { (section_of(panel)) }
        (writing(shown.reader.lang, &url, view.panels.writer(shown.kind)))
        @for panel in at(view, Place::Planned) { (panel.body.body) }
        (feeds(view, &url))
        (entries(&TimelineView {
            reader: &shown.reader,
            panels: view.panels,
            url: &url,
            page: view.timeline,
            feed: view.feed,
            after_day: None,
        }))
    }
}

/// All, comments or changes: each an address of its own.
fn feeds(view: &CardView, url: &str) -> Markup {
    let lang = view.shown.reader.lang;
    let of = |feed: Feed| {
        let from = Some(("from", view.from)).filter(|(_, from)| !from.is_empty());
        let pairs = feed.code().map(|code| ("feed", code)).into_iter().chain(from);
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { url.to_owned() } else { [url, "?", &query].concat() }
    };
    let hrefs = Feed::ALL.map(of);
    let labels = [tr::timeline_feed_all(lang), tr::timeline_feed_comments(lang), tr::timeline_feed_changes(lang)];
    let segments: Vec<Segment> = Feed::ALL
        .into_iter()
        .enumerate()
        .map(|(at, feed)| Segment {
            label: labels[at],
            href: &hrefs[at],
            is_current: feed == view.feed,
            ..Segment::default()
        })
        .collect();
    html! {
        div class="feeds" hx-boost="true" hx-target="#main" hx-swap="innerHTML" { (seg(tr::timeline_feed(lang), &segments)) }
        @if view.timeline.entries.is_empty() { p class="muted" { (tr::timeline_feed_empty(lang)) } }
    }
}

fn at<'a>(view: &'a CardView, place: Place) -> impl Iterator<Item = &'a Drawn> {
    view.drawn.iter().filter(move |panel| panel.place == place)
}

pub(super) fn section_of(panel: &Drawn) -> Markup {
    side_section(panel.title, panel.body.note.as_deref(), panel.body.end.clone(), panel.body.body.clone())
}
