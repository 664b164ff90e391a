//! What people are told in a copy, above every page.

use crate::kernel::Lang;
use crate::platform::i18n::{format, tr};
use crate::platform::settings::CopyMark;
use crate::platform::ui::{self, note};
use chrono_tz::Tz;
use maud::{Markup, html};

/// That this is a copy, of when, and of what; those who have not signed in are not told where folders lie on the server.
pub fn notice(lang: Lang, zone: Tz, mark: &CopyMark, is_signed_in: bool) -> Markup {
    let at = format::datetime(lang, zone, mark.made_at);
    let words = if is_signed_in { words(lang, zone, mark) } else { tr::clone_notice_brief(lang, &at) };
    note(ui::State::Warn, html! { (words) })
}

/// The whole of it, also for a terminal.
pub fn words(lang: Lang, zone: Tz, mark: &CopyMark) -> String {
    let at = format::datetime(lang, zone, mark.made_at);
    match &mark.from {
        Some(from) => tr::clone_notice(lang, &at, from),
        None => tr::clone_notice_masked(lang, &at),
    }
}
