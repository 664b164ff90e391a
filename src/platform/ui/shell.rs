//! The frame around every page: menu, top bar, phone menu, and the places that scripts fill.

use super::badges::{Counter, n};
use super::buttons::{btn, btn_group};
use super::icon::{icon, logo};
use super::overlays::menu;
use super::people::{AvatarSize, avatar};
use super::text::Text;
use crate::platform::web::asset_url;
use maud::{Markup, html};

/// An entry of the menu.
#[derive(Debug, Clone, Copy)]
pub struct NavItem<'a> {
    pub icon: &'a str,
    pub label: &'a str,
    pub href: &'a str,
    pub is_current: bool,
    /// The number at the right, what it counts, and its words for those who hear them: "overdue".
    pub counter: Option<(i64, Counter, &'a str)>,
    /// The letter after `G`: "L" for leads.
    pub go_key: Option<&'a str>,
}

/// Entries under a heading; the first group has none.
#[derive(Debug, Clone, Copy)]
pub struct NavGroup<'a> {
    pub heading: &'a str,
    pub items: &'a [NavItem<'a>],
}

#[derive(Debug, Clone, Copy)]
pub struct Nav<'a> {
    /// "Main menu"
    pub label: &'a str,
    /// Under the program's name: the firm.
    pub office: &'a str,
    pub groups: &'a [NavGroup<'a>],
    /// At the foot: settings.
    pub foot: &'a [NavItem<'a>],
}

fn nav(nav: &Nav) -> Markup {
    html! {
        nav class="nav" aria-label=(nav.label) {
            a class="nav-brand" href="/" { (logo(26)) span { "Korob" small { (nav.office) } } }
            @for group in nav.groups {
                @if !group.heading.is_empty() { div class="nav-head" { (group.heading) } }
                @for item in group.items { (nav_item(item)) }
            }
            div class="nav-foot" { @for item in nav.foot { (nav_item(item)) } }
        }
    }
}

/// Also for the menu of the settings.
pub fn nav_item(item: &NavItem) -> Markup {
    html! {
        a class="nav-item" href=(Text(item.href)) title=(Text(item.label)) aria-current=[item.is_current.then_some("page")]
            data-go=[item.go_key] {
            (icon(item.icon)) span { (Text(item.label)) }
            @if let Some((count, counter, said)) = item.counter { (n(count, counter, said)) }
        }
    }
}

/// A personal counter of the top bar: a link to exactly that list.
#[derive(Debug, Clone, Copy)]
pub struct CounterLink<'a> {
    pub href: &'a str,
    pub count: i64,
    pub counter: Counter,
    pub label: &'a str,
}

/// "Create": the usual thing at once, anything else from the menu.
#[derive(Debug, Clone)]
pub struct Create<'a> {
    pub label: &'a str,
    pub href: &'a str,
    /// "Choose what to create"
    pub choose: &'a str,
    /// From [`super::menu_item`]; links carry `data-new` with the letter after `N`.
    pub items: Markup,
}

#[derive(Debug, Clone)]
pub struct Topbar<'a> {
    /// "Search clients, deals, phones, commands"
    pub search: &'a str,
    pub search_href: &'a str,
    pub counters: &'a [CounterLink<'a>],
    pub create: Option<Create<'a>>,
    /// "Server is out of reach. Trying again"
    pub offline: &'a str,
    /// Asked every few seconds while the server is away.
    pub ping_url: &'a str,
    pub user_name: &'a str,
    /// From [`super::menu_item`]: profile, theme, sign out.
    pub user_items: Markup,
    /// Before the user: notifications.
    pub end: Markup,
}

fn topbar(bar: &Topbar) -> Markup {
    html! {
        header class="topbar" {
            a class="search" href=(bar.search_href) aria-haspopup="dialog" aria-keyshortcuts="Control+K" data-open-palette {
                (icon("search")) span { (bar.search) } kbd class="wide" { "Ctrl K" }
            }
            p class="offline" id="offline" role="alert" hidden data-ping=(bar.ping_url) { (icon("warn")) (bar.offline) }
            div class="topbar-end" {
                (counters(bar.counters))
                @if let Some(create) = &bar.create {
                    span class="wide" {
                        (btn_group(&[
                            btn(create.label).primary().icon("plus").href(create.href),
                            btn("").primary().icon("down").opens_menu("create-menu").attr("aria-label", create.choose),
                        ]))
                    }
                    (menu("create-menu", create.choose, create.items.clone()))
                }
                (bar.end)
                button class="ib" type="button" popovertarget="user-menu" aria-haspopup="menu" aria-expanded="false" {
                    (avatar(bar.user_name, AvatarSize::Normal)) span class="sr" { (bar.user_name) }
                }
                (menu("user-menu", bar.user_name, bar.user_items.clone()))
            }
        }
    }
}

/// The personal counters; swapped out of band when they change.
pub fn counters(links: &[CounterLink]) -> Markup {
    html! {
        div class="counters wide" id="counters" {
            @for link in links {
                @if link.count > 0 { a href=(link.href) { (n(link.count, link.counter, "")) span { (link.label) } } }
            }
        }
    }
}

/// The five places of the phone's menu; the third is "create".
#[derive(Debug, Clone)]
pub struct BottomNav<'a> {
    pub label: &'a str,
    pub before: &'a [NavItem<'a>],
    /// Name and URL.
    pub create: (&'a str, &'a str),
    pub after: &'a [NavItem<'a>],
    /// The last place, a menu of all else: its label, its entries from [`super::menu_item`], and whether one of them is here.
    pub more: Option<(&'a str, Markup, bool)>,
}

fn bottom_nav(nav: &BottomNav) -> Markup {
    let item = |item: &NavItem| {
        html! {
            a href=(item.href) aria-current=[item.is_current.then_some("page")] {
                (icon(item.icon))
                @if let Some((count, counter, said)) = item.counter { (n(count, counter, said)) }
                span { (item.label) }
            }
        }
    };
    html! {
        nav class="bottom-nav" aria-label=(nav.label) {
            @for entry in nav.before { (item(entry)) }
            a class="add" href=(nav.create.1) { (icon("plus")) span class="sr" { (nav.create.0) } }
            @for entry in nav.after { (item(entry)) }
            @if let Some((label, _, is_here)) = &nav.more {
                button type="button" popovertarget="phone-more" aria-haspopup="menu" aria-expanded="false"
                    aria-current=[is_here.then_some("true")] { (icon("list")) span { (label) } }
            }
        }
        @if let Some((label, items, _)) = &nav.more { (menu("phone-more", label, items.clone())) }
    }
}

/// Everything around the sheet.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// "Skip to content"
    pub skip: &'a str,
    pub nav: Nav<'a>,
    pub topbar: Topbar<'a>,
    /// What stands above every page until it is over or closed, each from [`super::note`].
    pub notices: Markup,
    pub bottom_nav: BottomNav<'a>,
    /// The menu was folded to icons (cookie `nav`).
    pub is_rail: bool,
    /// From [`super::toasts`].
    pub toasts: Markup,
    /// From [`super::palette`] and [`help`].
    pub dialogs: Markup,
}

/// The body of a page: `main` is what the sheet holds.
pub fn app(frame: &Frame, main: Markup) -> Markup {
    html! {
        div class="app" data-nav=[frame.is_rail.then_some("rail")] {
            a class="skip" href="#main" { (frame.skip) }
            (nav(&frame.nav))
            (topbar(&frame.topbar))
            @if !frame.notices.0.is_empty() { div class="notices" { (frame.notices) } }
            main class="main" id="main" tabindex="-1" hx-history-elt { (main) }
            (bottom_nav(&frame.bottom_nav))
            (frame.toasts)
            div class="sr" role="status" aria-live="polite" id="live" {}
            div id="dialogs" {}
            (frame.dialogs)
        }
    }
}

/// A page without menu: sign-in, set-up. `title` and `note` stand beside the box.
pub fn gate(title: &str, note: &str, body: Markup, footer: Markup) -> Markup {
    html! {
        div class="login" {
            svg aria-hidden="true" { use href={ (const { asset_url("crates.svg") }) "#crates" } {} }
            main id="main" {
                div class="brand" { (logo(40)) div { h1 { (title) } p class="small muted" { (note) } } }
                (body)
            }
            footer { (footer) }
        }
    }
}
