//! What happened to a record: a composer on top, then days, the latest first.

use super::comments::comment;
use super::files;
use crate::kernel::{Lang, Timestamp};
use crate::platform::i18n::{format, tr};
use crate::platform::ui::{
    Composer, ComposerTab, FeedItem, FeedTone, btn, composer, feed, feed_fold, feed_item, timeline_heading,
};
use crate::records::panels::{Other, Panels, Writer};
use crate::records::service::BROUGHT_BACK;
use crate::records::show::Reader;
use crate::records::timeline::{self, Change, Entry, Feed, TimelinePage, What, Words};
use chrono::NaiveDate;
use maud::{Markup, html};

pub struct TimelineView<'a> {
    pub reader: &'a Reader,
    pub panels: &'a Panels,
    /// `/companies/7`
    pub url: &'a str,
    pub page: &'a TimelinePage,
    /// What of the history is shown: the earlier part, too.
    pub feed: Feed,
    /// The day whose heading stands above already.
    pub after_day: Option<NaiveDate>,
}

/// How many grey lines in a row become one.
const FOLDED: usize = 3;

/// Where a new comment is written, and what a writer adds to it.
pub fn writing(lang: Lang, url: &str, writer: Option<&Writer>) -> Markup {
    let comment = ComposerTab {
        key: "comment",
        label: tr::timeline_comment(lang),
        icon: "note",
        placeholder: tr::timeline_write(lang),
        submit: tr::ui_save(lang),
        letter: "c",
    };
    let entries = writer.map_or(&[][..], |writer| writer.entries).iter().map(|entry| ComposerTab {
        key: entry.key,
        label: (entry.label)(lang),
        icon: entry.icon,
        placeholder: (entry.placeholder)(lang),
        submit: (entry.submit)(lang),
        letter: entry.letter,
    });
    let tabs: Vec<ComposerTab> = std::iter::once(comment).chain(entries).collect();
    let preview = writer.map(|_| [url, "/preview"].concat());
    let people = [url, "/mentions"].concat();
    let form = Composer {
        label: tr::timeline_new(lang),
        tabs_label: tr::timeline_new(lang),
        text_label: tr::timeline_text(lang),
        action: &[url, "/comments"].concat(),
        tabs: &tabs,
        preview: preview.as_deref(),
        mention: Some((&people, tr::timeline_people(lang))),
    };
    composer(&form, html! { small class="muted" data-mention-hint hidden {} })
}

/// A page of entries under the headings of their days, and the way to the earlier ones.
pub fn entries(view: &TimelineView) -> Markup {
    let reader = view.reader;
    let today = format::local_day(reader.zone, reader.now);
    let mut days: Vec<(NaiveDate, Vec<&Entry>)> = Vec::new();
    for entry in &view.page.entries {
        let day = format::local_day(reader.zone, entry.at);
        match days.last_mut() {
            Some((there, list)) if *there == day => list.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    html! {
        @for (day, list) in &days {
            @if view.after_day != Some(*day) { (timeline_heading(&heading(reader.lang, *day, today), html! {}, html! {})) }
            (feed(of_day(view, list)))
        }
        @if let Some(before) = view.page.before {
            @let last = days.last().map(|(day, _)| day.to_string()).unwrap_or_default();
            @let feed = view.feed.code().map(|code| ["&feed=", code].concat()).unwrap_or_default();
            @let earlier = format!("{}/history?before={before}&day={last}{feed}", view.url);
            div class="earlier" {
                (btn(tr::ui_show_earlier(reader.lang)).quiet().small()
                    .href(earlier.clone()).attr("hx-get", earlier)
                    .attr("hx-target", "closest .earlier").attr("hx-swap", "outerHTML"))
            }
        }
    }
}

fn heading(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    use chrono::Datelike;
    match (today - day).num_days() {
        0 => tr::ui_today(lang).to_owned(),
        1 => tr::ui_yesterday(lang).to_owned(),
        _ if day.year() == today.year() => {
            let text = format::date_weekday(lang, day);
            let mut letters = text.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        _ => format::date_long(lang, day),
    }
}

/// Three and more grey lines in a row are folded.
fn of_day(view: &TimelineView, list: &[&Entry]) -> Markup {
    let mut runs: Vec<Vec<&Entry>> = Vec::new();
    for entry in list {
        let is_system = matches!(entry.what, What::Deed { .. });
        match runs.last_mut() {
            Some(run) if is_system && matches!(run[0].what, What::Deed { .. }) => run.push(entry),
            _ => runs.push(vec![entry]),
        }
    }
    html! {
        @for run in &runs {
            @let lines = html! { @for entry in run { (line(view, entry)) } };
            @if run.len() >= FOLDED {
                (feed_fold(&tr::timeline_folded(view.reader.lang, run.len() as i64), lines))
            } @else { (lines) }
        }
    }
}

fn line(view: &TimelineView, entry: &Entry) -> Markup {
    let (verb, changes, is_erased) = match &entry.what {
        What::Comment { comment: there, is_edited, is_own } => {
            return comment(view.reader, view.url, entry, there, *is_edited, *is_own);
        }
        What::Other(other) => return other_line(view, other),
        What::Deed { verb, changes, is_erased } => (verb, changes, *is_erased),
    };
    let lang = view.reader.lang;
    let deed = view.panels.deed(lang, verb).unwrap_or_else(|| timeline::deed(lang, verb));
    // What the changes say by themselves is not said before them.
    let is_change = (verb.ends_with(".updated") || verb.starts_with("file.")) && !changes.is_empty();
    let id = entry.id.to_string();
    feed_item(&FeedItem {
        id: &id,
        tone: FeedTone::System,
        icon: view.panels.icon(verb).unwrap_or_else(|| icon_of(verb)),
        what: html! {
            div class="changes" {
                @if !is_change { span { (deed) } }
                @for change in changes { (change_line(lang, change, Some(view.url))) }
                @if is_erased { span class="muted" { (tr::timeline_erased(lang)) } }
            }
            small { (signed(lang, entry)) }
        },
        time: &format::time(view.reader.zone, entry.at),
        instant: &entry.at.to_rfc3339(),
        say: html! {},
        actions: html! {},
    })
}

fn other_line(view: &TimelineView, other: &Other) -> Markup {
    feed_item(&FeedItem {
        id: &other.id,
        tone: FeedTone::Normal,
        icon: other.icon,
        what: other.what.clone(),
        time: &format::time(view.reader.zone, other.at),
        instant: &other.at.to_rfc3339(),
        say: other.say.clone(),
        actions: other.actions.clone(),
    })
}

/// "Anna Sokolova · import".
pub(super) fn signed(lang: Lang, entry: &Entry) -> String {
    let author = entry.author.as_deref().unwrap_or(tr::cards_korob(lang));
    let via = match entry.via.as_str() {
        "api" => Some(tr::timeline_via_api(lang)),
        "cli" => Some(tr::timeline_via_cli(lang)),
        "import" => Some(tr::timeline_via_import(lang)),
        _ => None,
    };
    via.map_or_else(|| author.to_owned(), |via| [author, via].join(" · "))
}

/// "City: Tula → Tver".
///
/// `url` is that of the record, where files that are there can be opened.
pub fn change_line(lang: Lang, change: &Change, url: Option<&str>) -> Markup {
    let nothing = tr::ui_not_set(lang);
    let shown = |text: &str| if text.is_empty() { nothing.to_lowercase() } else { text.to_owned() };
    html! {
        span class="change" {
            em { (change.label) } ": "
            @match &change.words {
                Words::FromTo(before, after) => {
                    @if before.is_empty() { b { (shown(after)) } }
                    @else { s { (before) } span class="arrow" aria-hidden="true" { " → " } span class="sr" { " " (tr::timeline_now(lang)) " " } b { (shown(after)) } }
                },
                Words::Set { added, removed } => {
                    @if !added.is_empty() { b { (tr::timeline_added(lang, &format::list_and(lang, added))) } }
                    @if !added.is_empty() && !removed.is_empty() { "; " }
                    @if !removed.is_empty() { (tr::timeline_removed(lang, &format::list_and(lang, removed))) }
                },
                Words::Files(files) => {
                    @for (place, file) in files.iter().enumerate() {
                        @if place > 0 { ", " }
                        @match url.filter(|_| file.is_there) {
                            Some(url) => (files::link(url, file.id, &file.name, file.is_shown)),
                            None => bdi { (file.name) },
                        }
                    }
                },
                Words::Touched => (tr::timeline_touched(lang)),
            }
        }
    }
}

fn icon_of(verb: &str) -> &'static str {
    match verb.rsplit('.').next().unwrap_or_default() {
        "added" => "clip",
        "created" => "plus",
        "deleted" => "trash",
        "restored" | "undone" | BROUGHT_BACK => "undo",
        _ => "note",
    }
}

/// The history alone: for a page of its own where no script runs.
pub fn history_page(back: (&str, &str), title: &str, rest: Markup) -> Markup {
    html! {
        (crate::platform::ui::page_head(title, "", html! {}, html! { (btn(back.0).href(back.1)) }))
        div class="scroll" tabindex="0" role="region" aria-label=(title) { div class="tl" { (rest) } }
    }
}

/// The instant of a deed, as a machine and as a person reads it.
pub fn when(reader: &Reader, at: Timestamp) -> Markup {
    html! { time datetime=(at.to_rfc3339()) { (format::datetime_short(reader.lang, reader.zone, at, reader.now)) } }
}
