//! A record, its feed, and a whole form.

use crate::platform::ui::*;
use maud::{Markup, html};

pub fn cards() -> Markup {
    html! {
        section class="card all" { header { h2 { "Record" } } (head()) (record_body("Details", side(), "What happened", story())) }
        section class="card all" { header { h2 { "Form" } } (form()) }
        section class="card all" { header { h2 { "Notes and progress" } } div class="pad stack" { (notes()) } }
    }
}

fn head() -> Markup {
    let stages = [
        Stage { key: "new", name: "New", spent: Some("1 d") },
        Stage { key: "survey", name: "Survey & estimate", spent: Some("5 d") },
        Stage { key: "quote", name: "Quote sent", spent: None },
    ];
    let bar = StageBar { label: "Stage", hue: Hue::Blue, move_url: Some("#"), version: 1, is_board: false };
    let sections = [
        Tab { label: "Overview", href: "#", count: None, is_current: true },
        Tab { label: "Files", href: "#", count: Some("6"), is_current: false },
    ];
    html! {
        (record_head(&RecordHead {
            crumb: crumb("Path", &[("Deals", Some("#")), ("No. 1428", None)]),
            title: "Racking for the north warehouse",
            title_edit_url: None,
            amount: Some("£64,000"),
            actions: html! { (btn("Won").good().icon("check")) (btn("Lost").bad().icon("x")) (icon_btn("dots", "More actions")) },
            stages: stage_bar(&bar, &stages, 1),
            meta: html! { (who("Tom Bennett")) (meta_dot()) span { "Closes 30 Nov" } (meta_dot()) (tag("Repeat", Hue::Green)) },
            phone: html! {
                (stage_line("Survey & estimate", "2 of 3 · 5 d", html! { (btn("Next: quote").quiet().icon_after("right")) }))
                (quick_actions(&[("phone", "Call", "#"), ("mail", "E-mail", "#"), ("people", "Meeting", "#"), ("task", "Task", "#")]))
                (pane_switch("Section", "Feed", "Data"))
            },
        }))
        (tabs("Sections", &sections))
    }
}

fn side() -> Markup {
    let rows = [
        FieldRow {
            label: "Sum",
            value: Some(html! { "£64,000" }),
            has_links: false,
            empty: "Not set",
            edit_url: Some("#"),
        },
        FieldRow {
            label: "Phone",
            value: Some(html! { a class="link" href="tel:+441733555018" { "01733 555 018" } }),
            has_links: true,
            empty: "Not set",
            edit_url: Some("#"),
        },
        FieldRow { label: "Competitor", value: None, has_links: false, empty: "Not set", edit_url: Some("#") },
        FieldRow {
            label: "Created",
            value: Some(html! { "19 Nov 2026" }),
            has_links: false,
            empty: "",
            edit_url: None,
        },
    ];
    let client = Party {
        name: "Gareth Kemp",
        href: "#",
        note: Some("Head of logistics"),
        actions: html! { (icon_btn("phone", "Call Gareth Kemp").small()) (icon_btn("mail", "Write to Gareth Kemp").small()) },
    };
    let goods = [
        Line {
            what: html! { "Frame 6,000 × 1,100" },
            end: html! { "£48,600" },
            note: html! { "36 pcs" },
            is_total: false,
        },
        Line { what: html! { "Total" }, end: html! { "£64,000" }, note: html! {}, is_total: true },
    ];
    html! {
        (side_section("About", None, html! { (icon_btn("gear", "Choose fields").small()) }, field_rows(&rows)))
        (side_section("Client", None, html! {}, party(&client)))
        (side_section("Goods", Some("2"), html! { a class="link small end" href="#" { "Open" } }, lines(&goods)))
    }
}

fn story() -> Markup {
    let tabs = [
        ComposerTab {
            key: "task",
            label: "Task",
            icon: "task",
            placeholder: "What is to be done?",
            submit: "Plan",
            letter: "t",
        },
        ComposerTab { key: "note", label: "Comment", icon: "note", placeholder: "Write", submit: "Save", letter: "c" },
    ];
    let writer = Composer {
        label: "New entry",
        tabs_label: "What to add",
        text_label: "Text",
        action: "#",
        tabs: &tabs,
        preview: None,
        mention: None,
    };
    let late = Planned {
        href: "#",
        done_letter: None,
        id: "1",
        title: "Send the drawing",
        due: Due::Late,
        icon: "task",
        when: "Yesterday, 18:00 · 1 day overdue",
        responsible: Some("Tom Bennett"),
        done_url: Some("#"),
        done_label: "Done: send the drawing",
        actions: html! { (btn("Reschedule").small().icon("clock")) },
    };
    let item = |id, tone, icon, what, say| FeedItem {
        id,
        tone,
        icon,
        what,
        time: "12:48",
        instant: "2026-11-19T12:48:00Z",
        say,
        actions: html! {},
    };
    html! {
        (composer(&writer, html! { (btn("Tomorrow, 11:00").small().icon("clock")) }))
        (timeline_heading("Planned", n(1, Counter::Late, "overdue"), html! { (btn("Show in calendar").quiet().small().icon("cal")) }))
        (planned(&late))
        (timeline_heading("Today", html! {}, html! {}))
        (feed(html! {
            (feed_item(&item("1", FeedTone::Incoming, "mail", html! { b { "Gareth Kemp" } " " small { "e-mail" } }, html! { "Can you hold the price?" })))
            (feed_item(&item("2", FeedTone::Missed, "missed", html! { b { "Missed call" } }, html! {})))
            (feed_item(&item("3", FeedTone::System, "move", html! { "Stage: New → " b { "Survey" } }, html! {})))
            (feed_fold("3 system events", html! { (feed_item(&item("4", FeedTone::System, "robot", html! { "Robot made a task" }, html! {}))) }))
        }))
    }
}

fn form() -> Markup {
    let name = Field::new("name", "Name").error(Some("Fill this in")).scope("g");
    let kind = Field::new("kind", "Kind").optional("optional").scope("g");
    let birthday = Field::new("birthday", "Birthday").optional("optional").scope("g");
    let code = Field::new("password", "Password").hint(Some("At least 10 characters")).scope("g");
    let comment = Field::new("comment", "Comment").optional("optional").scope("g");
    let consents = Field::new("consents", "May be told by").optional("optional").scope("g");
    let choices = [
        Choice { value: "mail", label: "E-mail", is_chosen: true, ..Choice::default() },
        Choice { value: "phone", label: "Phone", ..Choice::default() },
        Choice { value: "fax", label: "Fax", is_disabled: true, ..Choice::default() },
    ];
    let phones = Repeat { name: "phones", add: "Add phone", remove: "Remove phone" };
    let phone = |index: &str| {
        let value = Field::new(format!("phones[{index}].value"), "Phone").scope("g");
        let kind = Field::new(format!("phones[{index}].kind"), "Kind").optional("optional").scope("g");
        html! {
            (input(&value, InputKind::Phone, "01733 555 018").attr("aria-label", "Phone"))
            label class="sr" for=(kind.id()) { "Kind of phone" } (select(&kind, None, &choices))
        }
    };
    let group = Field::new("phones", "Phones").optional("optional").scope("g");
    let fields = html! {
        (field(&name, input(&name, InputKind::Text, "")))
        (field(&kind, select(&kind, Some("None"), &choices)))
        (field(&birthday, input(&birthday, InputKind::Date, "")))
        (field(&code, password(&code, "new-password", "Show password")))
        (field_group(&group, repeat(&phones, &[phone("0")], phone(REPEAT_INDEX))))
        (field_group(&consents, checks(&consents, &choices)))
        (field(&comment, textarea(&comment, "")))
    };
    html! {
        form class="form" {
            (error_summary("One field needs a look", &[(name.id(), name.label, "Fill this in")]))
            (form_section("", fields))
            (check_field("mine", "I am responsible", true))
            (form_actions(html! { (btn("Create").primary()) (btn("Cancel").quiet()) }))
        }
    }
}

fn notes() -> Markup {
    html! {
        (note(State::Neutral, html! { p { "Data stays in this office." } }))
        (note(State::Warn, html! { p { "12 rows have no phone." } }))
        (note(State::Good, html! { p { "Imported: 412." } }))
        (progress("Import", 412, 1000, "412 of 1,000 rows"))
        div class="row wrap" { (seg("View", &[
            Segment { label: "List", href: "#", icon: Some("list"), is_current: true, ..Segment::default() },
            Segment { label: "Board", href: "#", icon: Some("deal"), count: Some("6"), ..Segment::default() },
        ])) (btn_group(&[btn("Create").primary().icon("plus"), icon_button()])) (delta("+7 pts", true)) (delta("−2 pts", false)) (ring("Junk", Hue::Slate)) }
    }
}

fn icon_button() -> Btn<'static> {
    btn("").primary().icon("down").attr("aria-label", "Choose what to create")
}
