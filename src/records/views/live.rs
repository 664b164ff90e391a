//! What a page says of changes that others make while it is open.

use crate::kernel::Lang;
use crate::platform::i18n::tr;
use crate::platform::ui::{btn, icon};
use crate::records::registry::Kind;
use crate::records::value::Record;
use maud::{Markup, html};

/// A line that is hidden until others changed the record of this card, or something on it; `event` is the last one there
/// was when it was drawn.
pub fn of_card(lang: Lang, kind: &Kind, record: &Record, event: i64) -> Markup {
    html! {
        div class="note changes" hidden data-live=(format!("/{}/live?id={}", kind.plural, record.id)) data-live-line
            data-record=(record.id) data-event=(event)
            data-changed=(tr::live_changed_by(lang)) data-gone=(tr::live_gone(lang)) { (inside(lang)) }
    }
}

/// A line that is hidden until others changed records that this list shows.
pub fn of_list(lang: Lang, kind: &Kind, records: &[Record]) -> Markup {
    let versions: Vec<String> = records.iter().map(|record| format!("{}:{}", record.id, record.version)).collect();
    html! {
        div class="note changes" hidden data-live=(format!("/{}/live", kind.plural)) data-live-line
            data-versions=(versions.join(",")) data-changed=(tr::live_records(lang)) data-many=(tr::live_many(lang)) { (inside(lang)) }
    }
}

fn inside(lang: Lang) -> Markup {
    html! {
        (icon("info"))
        span class="grow" data-live-text {}
        (btn(tr::live_show(lang)).quiet().small().flag("data-live-show"))
    }
}
