//! Every component in every state, on one page. Debug builds only.

mod lists;
mod records;
mod states;

use super::*;
use crate::kernel::Lang;
use maud::{Markup, html};

/// The whole page, as a browser gets it.
pub fn page() -> Markup {
    let settings = Document {
        lang: Lang::En,
        title: "Components",
        theme: Theme::Auto,
        density: Density::Normal,
        csrf: None,
        has_keys: true,
    };
    document(&settings, app(&frame(), sheet()))
}

fn sheet() -> Markup {
    html! {
        (page_head("Components and states", "every state a page can be in", html! {}, html! {}))
        div class="scroll" tabindex="0" role="region" aria-label="Components" {
            div class="sheet" {
                (states::cards())
                (lists::cards())
                (records::cards())
            }
        }
    }
}

fn frame() -> Frame<'static> {
    const OVERDUE: &str = "overdue";
    const fn item(icon: &'static str, label: &'static str) -> NavItem<'static> {
        NavItem { icon, label, href: "#", is_current: false, counter: None, go_key: None }
    }
    const fn counted(item: NavItem<'static>, count: i64, counter: Counter, said: &'static str) -> NavItem<'static> {
        NavItem { counter: Some((count, counter, said)), ..item }
    }
    const GROUPS: &[NavGroup] = &[
        NavGroup {
            heading: "",
            items: &[counted(item("today", "My day"), 7, Counter::Late, OVERDUE), item("cal", "Activities")],
        },
        NavGroup {
            heading: "Sales",
            items: &[
                counted(item("lead", "Leads"), 3, Counter::Waiting, "waiting"),
                counted(item("deal", "Deals"), 3, Counter::Late, OVERDUE),
                item("person", "Contacts"),
                item("company", "Companies"),
                item("doc", "Quotes & invoices"),
                item("box", "Products"),
            ],
        },
        NavGroup {
            heading: "Service",
            items: &[counted(item("help", "Tickets"), 2, Counter::Late, OVERDUE), item("book", "Knowledge base")],
        },
        NavGroup { heading: "Manage", items: &[item("chart", "Reports"), item("bolt", "Automation")] },
    ];
    const FOOT: &[NavItem] = &[NavItem { is_current: true, ..item("gear", "Settings") }];
    const COUNTERS: &[CounterLink] = &[
        CounterLink { href: "#", count: 7, counter: Counter::Late, label: "overdue" },
        CounterLink { href: "#", count: 3, counter: Counter::Waiting, label: "waiting" },
    ];
    const BEFORE: &[NavItem] = &[counted(item("today", "My day"), 7, Counter::Late, OVERDUE), item("deal", "Deals")];
    const AFTER: &[NavItem] =
        &[item("person", "Clients"), counted(item("list", "More"), 3, Counter::Waiting, "waiting")];
    Frame {
        skip: "Skip to content",
        nav: Nav { label: "Main menu", office: "Northgate Storage, office", groups: GROUPS, foot: FOOT },
        topbar: Topbar {
            search: "Search clients, deals, phones, commands",
            search_href: "/search",
            counters: COUNTERS,
            create: Some(Create {
                label: "Create",
                href: "#",
                choose: "Choose what to create",
                items: html! { (menu_item("Deal").key("D").href("#")) },
            }),
            offline: "Server is out of reach. Trying again",
            ping_url: "/",
            user_name: "Hannah Reid",
            user_items: html! { (menu_item("Sign out").icon("logout")) },
            end: html! { (icon_btn("bell", "Notifications")) },
        },
        bottom_nav: BottomNav {
            label: "Main menu, phone",
            before: BEFORE,
            create: ("Create", "#"),
            after: AFTER,
            more: None,
        },
        is_rail: true,
        notices: html! {},
        toasts: toasts(&Toasts { label: "Messages", undo: "Undo", close: "Close", failed: "Not done. Try again" }),
        dialogs: html! {},
    }
}
