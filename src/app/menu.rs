//! The menu, the top bar and what else stands around the pages of the office.

use crate::access::{Role, SignedIn};
use crate::kernel::{KindKey, Lang};
use crate::office::backup::{self, Keeper};
use crate::office::certificate::{self, Reach};
use crate::office::licence::{self, Licences};
use crate::platform::i18n::tr;
use crate::platform::settings::Office;
use crate::platform::ui::{
    BottomNav, Create, Frame, Nav, NavGroup, NavItem, Palette, Toasts, Topbar, app, menu_item, palette, toasts,
};
use crate::platform::web::body_place;
use crate::records::Registry;
use actix_web::{HttpRequest, web};
use maud::{Markup, html};

/// The office whose menu it is.
pub struct Of<'a> {
    pub office: &'a Office,
    /// Kinds of records that it does without.
    pub unused: &'a [KindKey],
    /// What stands above every page for everybody.
    pub notice: Markup,
}

/// The menu for who is signed in, around the place of a page.
pub fn around(request: &HttpRequest, signed_in: &SignedIn, registry: &Registry, of: &Of<'_>) -> Markup {
    let (lang, office) = (signed_in.viewer.lang, of.office);
    let kinds = registry.kinds();
    let kinds: Vec<_> = kinds.iter().filter(|kind| !of.unused.contains(&kind.key)).collect();
    let path = request.path();
    let hrefs: Vec<String> = kinds.iter().map(|kind| ["/", kind.plural].concat()).collect();
    let is_at = |href: &str| path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    let clients: Vec<NavItem> = kinds
        .iter()
        .zip(&hrefs)
        .map(|(kind, href)| NavItem {
            icon: kind.icon,
            label: (kind.names.many)(lang),
            href,
            is_current: is_at(href),
            counter: None,
            go_key: kind.letter,
        })
        .collect();
    let day = [NavItem {
        icon: "sun",
        label: tr::day_title(lang),
        href: "/",
        is_current: path == "/",
        counter: None,
        go_key: Some("M"),
    }];
    let foot: &[(&'static str, &'static str, &'static str, Option<&'static str>)] = match signed_in.viewer.role {
        Role::Admin => &[
            ("gear", tr::access_users(lang), "/settings/users", Some("S")),
            ("list", tr::options_lists(lang), "/settings/lists", None),
            ("swap", tr::leads_mode(lang), "/settings/leads", None),
            ("cols", tr::pipelines_title(lang), "/settings/pipelines", None),
            ("globe", tr::rates_title(lang), "/settings/currencies", None),
            ("box", tr::backups_title(lang), "/settings/backups", None),
            ("lock", tr::certificate_title(lang), "/settings/certificate", None),
            ("key", tr::licence_title(lang), "/settings/licence", None),
            ("clock", tr::jobs_title(lang), "/settings/jobs", None),
            ("shield", tr::health_title(lang), "/settings/health", None),
            ("history", tr::versions_title(lang), "/settings/versions", None),
        ],
        Role::Head | Role::Staff => &[("gear", tr::access_profile(lang), "/profile", Some("S"))],
    };
    let foot: Vec<NavItem> = foot
        .iter()
        .map(|(icon, label, href, go_key)| NavItem {
            icon,
            label,
            href,
            is_current: is_at(href),
            counter: None,
            go_key: *go_key,
        })
        .collect();
    // Where one is among records of some kind, it is one more of these that is wanted.
    let here = hrefs.iter().position(|href| is_at(href)).unwrap_or(0);
    let create_href = hrefs.get(here).map(|href| [href, "/new"].concat()).unwrap_or_default();
    let create_label = kinds.get(here).map_or("", |kind| (kind.names.new)(lang));
    let before: Vec<NavItem> = day.iter().chain(clients.first()).copied().collect();
    let is_in_more = foot.iter().any(|item| item.is_current) || is_at("/profile");
    let frame = Frame {
        skip: tr::app_skip(lang),
        nav: Nav {
            label: tr::app_menu(lang),
            office: &office.name,
            groups: &[
                NavGroup { heading: "", items: &day },
                NavGroup { heading: tr::app_clients(lang), items: &clients },
            ],
            foot: &foot,
        },
        topbar: Topbar {
            search: tr::app_search(lang),
            search_href: "/search",
            counters: &[],
            create: Some(Create {
                label: tr::ui_create(lang),
                href: &create_href,
                choose: tr::app_create_what(lang),
                items: html! {
                    @for (kind, href) in kinds.iter().zip(&hrefs) {
                        (menu_item((kind.names.one)(lang)).icon(kind.icon).href([href, "/new"].concat())
                            .attr("data-new", kind.letter.unwrap_or_default()))
                    }
                },
            }),
            offline: tr::ui_server_away(lang),
            ping_url: "/healthz",
            user_name: &signed_in.viewer.name,
            user_items: html! {
                (menu_item(tr::access_profile(lang)).icon("person").href("/profile"))
                (menu_item(tr::access_logout(lang)).icon("logout").attr("hx-post", "/logout"))
            },
            end: html! {},
        },
        notices: html! { (of.notice) (notices(request, signed_in)) },
        bottom_nav: BottomNav {
            label: tr::app_menu_phone(lang),
            before: &before,
            create: (create_label, &create_href),
            after: clients.get(1..clients.len().min(2)).unwrap_or_default(),
            more: Some((tr::ui_more(lang), more(lang, clients.get(2..).unwrap_or_default(), &foot), is_in_more)),
        },
        is_rail: request.cookie("nav").is_some_and(|cookie| cookie.value() == "rail"),
        toasts: toasts(&Toasts {
            label: tr::app_messages(lang),
            undo: tr::ui_undo(lang),
            close: tr::ui_close(lang),
            failed: tr::app_failed(lang),
        }),
        dialogs: palette(&Palette {
            label: tr::app_palette(lang),
            results: tr::app_search_results(lang),
            url: "/search",
            choose: tr::app_palette_choose(lang),
            new_tab: tr::app_palette_tab(lang),
            commands: tr::app_palette_commands(lang),
        }),
    };
    app(&frame, html! { (body_place()) })
}

/// What administrators are told above every page.
fn notices(request: &HttpRequest, signed_in: &SignedIn) -> Markup {
    let lang = signed_in.viewer.lang;
    if signed_in.viewer.role != Role::Admin {
        return html! {};
    }
    let is_in_the_clear = request.app_data::<web::Data<Reach>>().is_some_and(|reach| reach.is_in_the_clear);
    let of_licence = request.app_data::<web::Data<Licences>>().and_then(|found| licence::notice(lang, found, request));
    let alarm = request.app_data::<web::Data<Keeper>>().and_then(|keeper| keeper.alarm());
    html! {
        @if let Some(alarm) = alarm { (backup::alarm(lang, alarm)) }
        @if is_in_the_clear { (certificate::in_the_clear(lang)) }
        @if let Some(notice) = of_licence { (notice) }
    }
}

/// What a phone's menu has no place for: all that the menu of a desk shows beside it.
fn more(lang: Lang, kinds: &[NavItem], foot: &[NavItem]) -> Markup {
    let has_profile = foot.iter().any(|item| item.href == "/profile");
    html! {
        @for item in kinds.iter().chain(foot) {
            (menu_item(item.label).icon(item.icon).href(item.href).current(item.is_current))
        }
        @if !has_profile { (menu_item(tr::access_profile(lang)).icon("person").href("/profile")) }
    }
}
