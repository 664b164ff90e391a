//! The thin bars below the heads of columns: how much is late, due today, later, or not planned at all.

use crate::platform::i18n::format;
use crate::platform::ui::{Due, MixPart, board_mix};
use crate::records::list::{Condition, Filter, Op};
use crate::records::options::OptionItem;
use crate::records::views::list::{Frame, capitalised, plan_word};
use maud::{Markup, html};

/// How many records have what comes next in each state, see [`plans`](crate::records::list::plans).
pub type Plans = Vec<(&'static str, usize)>;

/// Where the script asks for the bars, once a board is drawn.
pub(super) fn mix_later(frame: &Frame) -> Markup {
    let url = frame.path(&format!("/board/mix?{}", frame.address.query_string()));
    html! { @if frame.kind.plan().is_some() { div data-mix=(url) hx-push-url="false" hidden {} } }
}

/// The bars of a board, each to be put below the head of its column.
pub fn mixes(frame: &Frame, columns: &[(&OptionItem, Plans)]) -> Markup {
    html! { @for (item, plans) in columns { (board_mix(&item.code, &mix(frame, item, plans), true)) } }
}

/// The parts of a column by what comes next, each with its list.
pub(super) fn mix(frame: &Frame, item: &OptionItem, plans: &Plans) -> Vec<MixPart> {
    let (kind, lang) = (&frame.kind, frame.lang());
    let (Some(place), Some(plan)) = (kind.board_by, kind.plan()) else { return Vec::new() };
    let filter = &frame.address.query.filter;
    let filter = filter.with(place, vec![Condition::new(place, Op::In, [item.code.as_str()])]);
    let part = |(word, count): &(&'static str, usize)| {
        let condition = Condition::new(&plan.key, Op::In, [*word]);
        let count = *count as i64;
        let word = capitalised(plan_word(lang, word)?);
        Some(MixPart {
            due: due(condition.values.first()?),
            count,
            href: frame.address.as_list().with_filter(filter.with(&plan.key, vec![condition])).href(),
            label: [word.as_str(), ": ", &format::integer(lang, count)].concat(),
        })
    };
    plans.iter().filter_map(part).collect()
}

fn due(word: &str) -> Due {
    match word {
        "overdue" => Due::Late,
        "today" => Due::Today,
        Filter::NONE => Due::Unplanned,
        _ => Due::Later,
    }
}
