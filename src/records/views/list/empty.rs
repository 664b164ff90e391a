//! A list without records: what belongs here, or which condition to drop.

use super::{ListView, words};
use crate::kernel::Access;
use crate::platform::i18n::tr;
use crate::platform::ui::{btn, empty, nothing_found};
use crate::records::list::Filter;
use maud::{Markup, html};

pub fn nothing(view: &ListView) -> Markup {
    let frame = &view.frame;
    let lang = frame.lang();
    if view.is_blank {
        let actions = html! {
            @if frame.may(Access::Create) {
                (btn((frame.kind.names.new)(lang)).primary().icon("plus").href(frame.path("/new")))
            }
        };
        return empty(frame.kind.icon, tr::records_empty_title(lang), "", actions);
    }
    let query = &frame.address.query;
    let title = match (query.q.is_empty(), query.filter.0.len()) {
        (false, _) => tr::records_none_search(lang, &query.q),
        (true, 1) => tr::records_none_title(lang).to_owned(),
        (true, count) => tr::lists_none_of(lang, count as i64),
    };
    let people: Vec<(i64, &str)> = frame.people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let drops = view.to_drop.iter().filter_map(|(index, count)| {
        let condition = query.filter.0.get(*index)?;
        let field = frame.kind.field(&condition.field)?;
        let value = words::words(&frame.reader, &frame.office, field, condition, &frame.lookup, &people);
        let mut rest = query.filter.0.clone();
        rest.remove(*index);
        let count = query.capped(*count).show(lang);
        let text = tr::lists_without(lang, &count, &format!("{}: {value}", field.label.text(lang)));
        Some((text, frame.address.with_filter(Filter(rest)).href()))
    });
    let actions = html! {
        @for (text, href) in drops { (btn(&text).href(href)) }
        @if !query.q.is_empty() { (btn(tr::lists_drop_search(lang)).href(frame.address.with_q(String::new()).href())) }
        (btn(tr::ui_clear_all(lang)).quiet().href(frame.address.cleared().href()))
    };
    nothing_found(&title, tr::records_none_text(lang), actions)
}
