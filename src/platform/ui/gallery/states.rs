//! Small parts in all their states.

use crate::platform::ui::*;
use maud::{Markup, html};

/// The cards, in the order of the sheet.
pub fn cards() -> Markup {
    html! {
        (buttons()) (next_activity()) (hues())
        (forms()) (dialogs()) (toast_states())
        (empty_view()) (nothing()) (loading())
        (tickets()) (reschedule()) (dragging())
    }
}

fn buttons() -> Markup {
    let body = html! {
        div class="row wrap" {
            (btn("Save").primary()) (btn("Default")) (btn("Quiet").quiet())
            (btn("Won").good().icon("check")) (btn("Lost").bad().icon("x"))
        }
        div class="row wrap" {
            (btn("Delete 4 deals").danger()) (btn("Disabled").disabled(true)) (btn("Saving").primary().busy())
            (icon_btn("star", "Follow").pressed(true)) (icon_btn("dots", "More"))
        }
        div class="row" {
            (seg_radio("View", "gallery-view", &[("board", "Board"), ("list", "List"), ("calendar", "Calendar")], "board"))
            (switch("Robots on", "robots", true)) (check("Example", "example", "1", true))
        }
    };
    card("Buttons", None, html! {}, body)
}

fn next_activity() -> Markup {
    let states = [
        (Due::Late, "phone", "2 days overdue", "Late. Counts in the red counter"),
        (Due::Waiting, "chat", "Waiting 25 min", "Client wrote or called first"),
        (Due::Today, "people", "Today, 15:30", "Due today, still on time"),
        (Due::Unplanned, "warn", "Nothing planned", "Open record without a next step"),
        (Due::Later, "mail", "20 Nov", "Planned later"),
    ];
    let body = html! {
        dl class="frows" {
            @for (due, icon_name, text, meaning) in states { div { dt { (act(due, icon_name, text)) } dd { (meaning) } } }
        }
    };
    card("Next activity", Some("one hue, one meaning"), html! {}, body)
}

fn hues() -> Markup {
    let body = html! {
        div class="hues" {
            @for hue in Hue::ALL {
                @let name = capitalised(hue.name());
                span { (dot(&name, hue)) (tag("Label", hue)) }
            }
        }
    };
    card("Stage and label hues", Some("admin picks one of ten"), html! {}, body)
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn forms() -> Markup {
    let company = Field::new("company", "Company name");
    let phone = Field::new("phone", "Phone").error(Some("Too short. Include the area code, like 01733 555 018."));
    let close = Field::new("close", "Expected close").optional("optional");
    let close = close.hint(Some("You can type “fri”, “+2w” or a date."));
    let body = html! {
        (field(&company, input(&company, InputKind::Text, "Fenland Logistics")))
        (field(&phone, input(&phone, InputKind::Phone, "0173 55")))
        (field(&close, input(&close, InputKind::Text, "30 Nov 2026")))
    };
    card("Form and validation", Some("errors after blur, summary on submit"), html! {}, body)
}

fn dialogs() -> Markup {
    let why = Field::new("why", "Reason");
    let choices = [
        Choice { value: "price", label: "Price above budget", is_chosen: true, ..Choice::default() },
        Choice { value: "other", label: "Chose another supplier", ..Choice::default() },
        Choice { value: "silence", label: "No reply after quote", ..Choice::default() },
    ];
    let shell = Dialog { id: "lost", title: "Why was it lost?", close: "Close", is_open: true };
    let body = dialog(&shell, radios(&why, &choices), dialog_footer("Cancel", btn("Mark as lost").danger()));
    card("Dialog", Some("only when a reason or a choice is needed"), html! {}, body)
}

fn toast_states() -> Markup {
    let body = html! {
        div class="toasts" {
            (toast("Moved to “Contract”", State::Good, Some("Undo")))
            (toast("Not saved: Tom changed this deal a minute ago", State::Late, Some("Compare")))
            (toast("Server is out of reach. Trying again", State::Late, Some("Retry")))
        }
    };
    card("Toasts", Some("8 seconds, pause on hover, Ctrl Z"), html! {}, body)
}

fn empty_view() -> Markup {
    let actions = html! { (btn("Add a lead").primary().icon("plus")) (btn("Import")) };
    let text = "New ones from the site form, calls and mail will land here.";
    let body = empty("lead", "All leads are taken care of", text, actions);
    card("Empty view", Some("say what it is for, give the first step"), html! {}, body)
}

fn nothing() -> Markup {
    let actions = html! { (btn("Drop that condition")) (btn("Clear all").quiet()) };
    let text = "12 deals match if you drop “Closing in November”.";
    let body = nothing_found("No deals match these 3 conditions", text, actions);
    card("Nothing found", Some("offer the way out"), html! {}, body)
}

fn loading() -> Markup {
    card("Loading", Some("after 300 ms, same shape as the content"), html! {}, skeleton("Loading deals", 4))
}

fn tickets() -> Markup {
    let line = |number: &str, what: &str, end: Markup, note: &str| Line {
        what: html! { b { (number) } " " (what) },
        end,
        note: html! { (note) },
        is_total: false,
    };
    let list = [
        line(
            "#2207",
            "Rack leg bent by forklift",
            state_tag("clock", "18 min left", State::Warn),
            "Harbour Bakeries · first reply",
        ),
        line(
            "#2203",
            "Wrong bolts delivered",
            state_tag("warn", "Breached 2 h ago", State::Late),
            "Oakmoor Tiles · resolution",
        ),
        line(
            "#2198",
            "Inspection certificate",
            state_tag("check", "Within SLA", State::Good),
            "Norwood Pharmacy Group",
        ),
    ];
    let body = html! { (lines(&list)) (meter("82 % of the reply time used", State::Warn, 82, Some(100))) };
    card("Tickets and SLA", None, html! {}, body)
}

fn reschedule() -> Markup {
    let items = html! {
        (menu_item("In one hour").key("1")) (menu_item("Tomorrow, 9:00").key("2").flag("data-cursor"))
        (menu_item("Monday, 9:00").key("3")) (menu_item("In a week").key("4"))
        (menu_rule())
        (menu_item("Pick a date…").icon("cal"))
    };
    card("Reschedule", Some("one key each"), html! {}, menu("gallery-menu", "Reschedule", items))
}

fn dragging() -> Markup {
    let body = html! {
        div class="specimen" data-c="blue" {
            ul {
                li class="deal" data-drag {
                    h3 { a href="#" { "Phase 2, narrow aisle" } }
                    p class="by" { "Fenland Logistics" }
                    p class="money" { span { "£64,000" } small { "4 d" } }
                }
            }
            div class="drops" {
                span data-s="good" { (icon("check")) "Won" }
                span data-s="late" { (icon("x")) "Lost" }
                span { (icon("clock")) "Later" }
            }
        }
    };
    card("While dragging", Some("drop zones close the deal"), html! {}, body)
}
