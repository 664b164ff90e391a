//! Lists and boards.

use crate::platform::ui::*;
use maud::{Markup, html};

pub fn cards() -> Markup {
    html! {
        section class="card all" { header { h2 { "List" } } (list_head()) div class="split" { div class="pane" { (list()) } (panel()) } (foot()) }
        section class="card all" { header { h2 { "Board" } } (columns()) }
    }
}

fn list_head() -> Markup {
    let saved = [
        View { name: "All", href: "#", count: total("1 000+"), ..View::default() },
        View { name: "Mine", href: "#", count: total("64"), is_current: true, is_changed: true, ..View::default() },
        View {
            name: "Late",
            href: "#",
            count: n(3, Counter::Late, "overdue"),
            shared: Some("Shared with everyone"),
            ..View::default()
        },
    ];
    let condition = Chip {
        field: "Created",
        value: "last 30 days",
        remove_href: "#",
        remove_label: "Remove: Created",
        opens: Some("g-label"),
    };
    html! {
        div class="bar" { (views("Saved views", "changed", &saved, html! { (btn("Save").quiet().small()) })) }
        div class="bar" { (chip(&condition)) (btn("Condition").quiet().small().icon("plus")) }
    }
}

fn list() -> Markup {
    let columns = [
        Column { label: "Company", sort_href: Some("#"), sorted: Some(Sorted::Ascending), ..Column::default() },
        Column { label: "Label", ..Column::default() },
        Column { label: "Next activity", ..Column::default() },
        Column { label: "Responsible", priority: Some(3), ..Column::default() },
        Column { label: "Sum", sort_href: Some("#"), is_numeric: true, ..Column::default() },
    ];
    let line = |id, name, hue, due, icon_name, text, is_selected, is_dim| {
        let cell = |content, on_phone| Cell { content, is_numeric: false, priority: None, on_phone, edits: None };
        let cells = [
            cell(tag("Regular", hue), OnPhone::End),
            cell(act(due, icon_name, text), OnPhone::Show),
            Cell { priority: Some(3), ..cell(who("Tom Bennett"), OnPhone::Hide) },
            Cell { is_numeric: true, edits: Some("sum"), ..cell(html! { "£64,000" }, OnPhone::End) },
        ];
        let tick = format!("Select {name}");
        let line = Row {
            id,
            name,
            href: "#",
            mark: None,
            note: Some("Peterborough"),
            has_peek: false,
            tick_label: Some(&tick),
            is_selected,
            is_dim,
        };
        row(&line, &cells)
    };
    let rows = html! {
        (line("1", "Harbour Bakeries", Hue::Green, Due::Late, "phone", "2 days overdue", false, false))
        (line("2", "Oakmoor Tiles", Hue::Violet, Due::Waiting, "chat", "Waiting 25 min", true, false))
        (line("3", "Red Barn Cider", Hue::Amber, Due::Done, "check", "Closed", false, true))
    };
    table("Companies", table_head(Some("Select all on this page"), &columns), rows)
}

fn panel() -> Markup {
    let panel = Filters { title: "Filter", close: "Close filter", conditions: "Conditions", action: "#" };
    let options = [
        Opt { label: "Key", name: "label", value: "key", is_checked: true, count: Some("31"), ..Opt::default() },
        Opt { label: "Regular", name: "label", value: "regular", count: Some("178"), ..Opt::default() },
    ];
    let body = html! {
        (filter_group("g-label", "Label", html! { @for option in &options { (opt(option)) } }))
        (filter_fold("g-city", "City", false, html! { (opt(&options[0])) }))
    };
    filters(&panel, body, html! { (btn("Save as view").primary()) (btn("Clear").quiet()) })
}

fn foot() -> Markup {
    pager(&Pager {
        range: &html! { "1–50 of " b { "64" } },
        note: Some(&html! { "Sum: £192,000" }),
        previous: ("Previous page", None),
        next: ("Next page", Some("#")),
        page: "1 / 2",
    })
}

fn columns() -> Markup {
    let texts = Board { label: "Board of deals", moved: "", not_moved: "" };
    let mix = [
        MixPart { due: Due::Late, count: 1, href: "#".to_owned(), label: "Overdue: 1".to_owned() },
        MixPart { due: Due::Unplanned, count: 2, href: "#".to_owned(), label: "Nothing planned: 2".to_owned() },
        MixPart { due: Due::Later, count: 3, href: "#".to_owned(), label: "Later: 3".to_owned() },
    ];
    let column = |key, name, hue| BoardColumn {
        key,
        name,
        hue,
        count: "6",
        sum: Some("£118,400"),
        add: Some(("g-add", "New deal here")),
        mix: Some(&mix),
    };
    let new = column("new", "New", Hue::Slate);
    let survey = column("survey", "Survey & estimate", Hue::Blue);
    html! {
        (board(&texts, html! {
            (board_column(&new, html! { (deal("1", None)) }))
            (board_column(&survey, html! { (deal("2", Some("Longer than usual for this stage"))) }))
        }))
        (popover("g-add", "New deal here", html! {
            form class="pad stack" {
                (field(&Field::new("deal", "Title"), input(&Field::new("deal", "Title"), InputKind::Text, "")))
            }
        }))
    }
}

fn deal(id: &str, stale: Option<&str>) -> Markup {
    board_card(&BoardCard {
        id,
        version: 1,
        title: "Phase 2, narrow aisle",
        href: "#",
        move_url: Some("#"),
        move_label: "Move to…",
        has_peek: false,
        by: Some("Fenland Logistics"),
        money: Some("£64,000"),
        age: Some("9 d"),
        stale,
        marks: html! {},
        next: act(Due::Today, "phone", "Call at 15:30"),
        responsible: Some("Tom Bennett"),
    })
}
