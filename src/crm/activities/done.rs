//! What was done with a record, in its history.

use super::fields::{DONE, KEY, STATUSES, type_icon};
use super::panels::{Found, address_of, list_of, load, of};
use super::store::Of;
use super::{service, store};
use crate::kernel::{RecordRef, Result, Timestamp};
use crate::platform::i18n::tr;
use crate::records::Record;
use crate::records::list::{self, ListQuery};
use crate::records::panels::{Other, PanelContext, Span};
use maud::html;

/// As many as one page of a history takes in; the others are behind its link.
const MOST: usize = 50;

/// What is shown of them.
const SHOWN_DONE: [&str; 6] = ["type", "status", "result", "done_at", "contact_id", "responsible_id"];

/// What was done, in the history of the records it was done with.
pub fn done_of(context: &PanelContext<'_>, span: Span) -> Result<Vec<Other>> {
    if context.kind.key == KEY {
        return Ok(Vec::new());
    }
    let about = RecordRef::new(context.kind.key, context.record.id).to_string();
    let of = of(context.kind, context.record.id, &about);
    let Found { mut records, lookup } = load(context, &SHOWN_DONE, store::done(context.viewer, of, span, MOST + 1))?;
    let has_more = records.len() > MOST;
    records.truncate(MOST);
    let text = |activity: &Record, key: &str| activity.values.text(key).unwrap_or_default().to_owned();
    let other = |activity: &Record| {
        let (code, status) = (text(activity, "type"), text(activity, "status"));
        let who = activity.values.int("responsible_id").and_then(|id| lookup.user(id));
        let contact = activity.values.int("contact_id").filter(|_| context.kind.key != "contact");
        let contact = contact.and_then(|id| lookup.title("contact", id));
        let people = [who, contact].into_iter().flatten().collect::<Vec<_>>().join(" → ");
        let state = lookup.dictionary.find(STATUSES, &status);
        let state = state.filter(|state| state.semantic.as_deref() != Some(DONE)).map(|state| state.label.clone());
        let label = service::type_label(&lookup.dictionary, &code);
        let (result, href) = (text(activity, "result"), format!("/activities/{}", activity.id));
        Other {
            id: format!("activity-{}", activity.id),
            at: Timestamp(activity.values.int("done_at").unwrap_or_default()),
            icon: type_icon(&code),
            what: html! {
                b { a href=(href) { (activity.title) } }
                @if activity.title != label { small { (label) } }
                @if let Some(state) = state { small { (state) } }
                small { (people) }
            },
            say: html! { @if !result.is_empty() { (result) } },
            actions: html! {},
        }
    };
    let mut others: Vec<Other> = records.iter().map(other).collect();
    if let Some(last) = others.last().filter(|_| has_more) {
        others.push(all(context, &of, last.at)?);
    }
    Ok(others)
}

/// Stands where no more are shown: the way to all of them.
fn all(context: &PanelContext<'_>, of: &Of<'_>, at: Timestamp) -> Result<Other> {
    let (lang, kind) = (context.viewer.lang, context.registry.kind(KEY)?);
    let filter = list_of(of, "is_open:eq:no");
    let query = ListQuery::parse(&kind, None, Some(&filter), None)?;
    let count = list::count_capped(context.conn, context.viewer, &kind, &query, context.now)?;
    let words = tr::activities_all_done(lang, &query.capped(count).show(lang));
    let href = address_of(&filter, "view=done&sort=-done_at&");
    Ok(Other {
        id: "activities-all".to_owned(),
        at,
        icon: "list",
        what: html! { a class="link" href=(href) { (words) } },
        say: html! {},
        actions: html! {},
    })
}
