//! The activity's declaration for the field registry, and the lists it comes with.

use super::rules;
use crate::crm::fields;
use crate::platform::i18n::{Text, tr};
use crate::records::options::{OPEN, Shipped};
use crate::records::registry::{BuiltInView, End, Field, Kind, Mask, MatchBy, Meaning, Names, WorkOrder};

pub const KEY: &str = "activity";

/// The meanings of a status, beside [`OPEN`].
pub const DONE: &str = "done";
pub const MISSED: &str = "missed";

/// The lists an activity chooses from.
pub const TYPES: &str = "activity_types";
pub const STATUSES: &str = "activity_statuses";
const DIRECTIONS: &str = "directions";
const PRIORITIES: &str = "priorities";

/// What an activity is unless somebody says so.
pub const USUAL_TYPE: &str = "task";

/// The longest an activity may take: a week.
const MAX_MINUTES: i64 = 7 * 24 * 60;

pub fn kind() -> Kind {
    let names = Names {
        one: tr::ui_activity,
        many: tr::ui_activities,
        new: tr::activities_new,
        count: tr::ui_activities_count,
    };
    Kind {
        icon: "cal",
        letter: Some("A"),
        title: |values| values.text("subject").unwrap_or_default().to_owned(),
        identity: &["subject"],
        matches: &[MatchBy::ExternalId],
        columns: &["about", "due_at", "type", "responsible_id", "status", "contact_id"],
        views: VIEWS,
        work_order: Some(WorkOrder { flag: "is_open", by: "due_at", own_index: "activities_of_responsible_by_open" }),
        meanings: MEANINGS,
        before_save: rules::before_save,
        must_hold: rules::must_hold,
        ..Kind::new(5, KEY, "activities", names, own_fields())
    }
}

fn own_fields() -> Vec<Field> {
    vec![
        Field::choice("type", tr::activities_type, TYPES).import_as(&["type"]),
        Field::text("subject", tr::activities_subject).masked(Mask::Subject).searchable().import_as(&["title"]),
        Field::instant("due_at", tr::activities_due).or_day("due_is_day").late_while("is_open"),
        Field::bool("due_is_day", tr::activities_due_is_day).hidden(),
        Field::reference("about", tr::activities_about),
        Field::choice("status", tr::activities_status, STATUSES).import_as(&["stage"]),
        Field::bool("is_open", tr::activities_is_open).read_only().hidden(),
        Field::long_text("result", tr::activities_result).import_as(&["result"]),
        Field::instant("done_at", tr::activities_done_at).read_only(),
        Field::choice("priority", tr::activities_priority, PRIORITIES),
        Field::integer("duration_min", tr::activities_duration, 0, MAX_MINUTES).not_sortable().rare(),
        Field::choice("direction", tr::activities_direction, DIRECTIONS).rare(),
        // Named here as the kinds call themselves: they come after this one.
        Field::link("contact_id", tr::ui_contact, "contact", "contacts").section(tr::activities_section_with),
        Field::link("company_id", tr::ui_company, "company", "companies").section(tr::activities_section_with),
        fields::comment(),
    ]
}

const MEANINGS: &[Meaning] = &[
    Meaning { key: OPEN, name: tr::options_meaning_open, end: None, is_chosen: true },
    Meaning { key: DONE, name: tr::options_meaning_done, end: Some(End::Good), is_chosen: true },
    Meaning { key: MISSED, name: tr::options_meaning_missed, end: Some(End::Bad), is_chosen: true },
];

const VIEWS: &[BuiltInView] = &[
    BuiltInView { key: "planned", name: tr::activities_view_planned, query: "filter=is_open%3Aeq%3Ayes&sort=due_at" },
    BuiltInView {
        key: "mine",
        name: tr::records_view_mine,
        query: "filter=is_open%3Aeq%3Ayes%3Bresponsible_id%3Ain%3Ame&sort=due_at",
    },
    BuiltInView {
        key: "overdue",
        name: tr::activities_view_overdue,
        query: "filter=is_open%3Aeq%3Ayes%3Bdue_at%3Alt%3Anow&sort=due_at",
    },
    BuiltInView {
        key: "today",
        name: tr::activities_view_today,
        query: "filter=is_open%3Aeq%3Ayes%3Bdue_at%3Aeq%3Atoday&sort=due_at",
    },
    BuiltInView { key: "done", name: tr::activities_view_done, query: "filter=is_open%3Aeq%3Ano&sort=-done_at" },
    BuiltInView { key: "all", name: tr::records_view_all, query: "" },
];

/// The icon of a type; those that an office adds look like tasks.
pub fn type_icon(code: &str) -> &'static str {
    match code {
        "call" => "phone",
        "email" => "mail",
        "meeting" => "people",
        "visit" => "pin",
        "message" => "chat",
        _ => "task",
    }
}

pub fn shipped_options() -> Vec<Shipped> {
    let types = [
        ("call", tr::activities_type_call as Text, "sky"),
        ("email", tr::activities_type_email, "indigo"),
        ("meeting", tr::activities_type_meeting, "violet"),
        ("visit", tr::activities_type_visit, "orange"),
        (USUAL_TYPE, tr::activities_type_task, "slate"),
        ("message", tr::activities_type_message, "green"),
    ];
    let statuses = [
        ("planned", tr::activities_status_planned as Text, OPEN, "blue"),
        ("done", tr::activities_status_done, DONE, "green"),
        ("missed", tr::activities_status_missed, MISSED, "slate"),
    ];
    let others = [
        (DIRECTIONS, "in", tr::activities_direction_in as Text, "slate"),
        (DIRECTIONS, "out", tr::activities_direction_out, "slate"),
        (PRIORITIES, "low", tr::activities_priority_low, "slate"),
        (PRIORITIES, "normal", tr::activities_priority_normal, "slate"),
        (PRIORITIES, "high", tr::activities_priority_high, "amber"),
    ];
    let plain = |list, code, label, color| Shipped { list, code, label, semantic: None, color };
    let types = types.into_iter().map(|(code, label, color)| plain(TYPES, code, label, color));
    let statuses = statuses.into_iter().map(|(code, label, semantic, color)| Shipped {
        semantic: Some(semantic),
        ..plain(STATUSES, code, label, color)
    });
    types
        .chain(statuses)
        .chain(others.into_iter().map(|(list, code, label, color)| plain(list, code, label, color)))
        .collect()
}
