//! The list of companies, with everything a list has.

use super::{NAMES, Query, Sent, Shared, answer, html_answer};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use korob::platform::ui::*;
use maud::{Markup, html};

pub async fn list(request: HttpRequest, query: Query, desk: Shared) -> HttpResponse {
    desk.lock().unwrap().log.push(format!("list {}", request.query_string()));
    let peeked = query.get("peek").cloned().unwrap_or_default();
    let rows = html! {
        @for (i, name) in NAMES.iter().enumerate() {
            @let id = (i + 1).to_string();
            @let phone = Cell {
                content: html! { (desk.lock().unwrap().phone) }, is_numeric: false, priority: None,
                on_phone: OnPhone::End, edits: Some("phone"),
            };
            (row(&Row {
                id: &id, name, href: &format!("/companies/{id}"), mark: None, note: None, has_peek: true,
                tick_label: Some(&format!("Select {name}")), is_selected: peeked == id, is_dim: false,
            }, &[phone]))
        }
    };
    let head = [
        Column { label: "Company", sort_href: Some("/companies?sort=name"), ..Column::default() },
        Column { label: "Phone", ..Column::default() },
    ];
    let bar = BulkBar {
        label: "With the selected",
        count: "{n} selected",
        all_in_view: Some("Select all 64"),
        view_query: "status=new",
        clear: "Clear",
    };
    let saved = [
        View { name: "All", href: "/companies", is_current: true, ..View::default() },
        View { name: "Mine", href: "/companies?mine=1", ..View::default() },
    ];
    let is_open = request.cookie("filters").is_some_and(|cookie| cookie.value() == "open");
    let main = html! {
        @if query.contains_key("imported") { (toast_template("Imported", Some("/actions/5/undo"), false)) }
        (page_head("Companies", "4", html! {}, html! { (columns_menu()) (btn("Filter").icon("filter").flag("data-toggle-filters").attr("data-letter", "f")) }))
        div class="bar" { (views("Saved views", "changed", &saved, html! {})) }
        div class="split" {
            div class="pane" {
                (table("Companies", table_head(Some("Select all on this page"), &head), rows))
                (bulk_bar(&bar, &[btn("Delete").icon("trash").attr("hx-post", "/bulk/delete").attr("hx-swap", "none")]))
            }
            @if is_open { (filter_panel()) } @else { (filters_place("Filter", "/companies/filter/panel")) }
            (peek_region(html! { @if !peeked.is_empty() { (peek_of(&peeked)) } }))
        }
    };
    answer(&request, "Companies", main)
}

fn filter_panel() -> Markup {
    let panel = Filters { title: "Filter", close: "Close filter", conditions: "Conditions", action: "/companies" };
    let label =
        filter_group("f-label", "Label", opt(&Opt { label: "Key", name: "label", value: "key", ..Opt::default() }));
    filters(&panel, label, html! { (btn("Clear all").quiet()) })
}

pub async fn panel() -> HttpResponse {
    html_answer(StatusCode::OK, filter_panel())
}

pub fn columns_menu() -> Markup {
    html! {
        (btn("Columns").icon("cols").opens_menu("columns"))
        (popover("columns", "Columns of the list", html! {
            form data-columns hx-put="/columns" hx-trigger="change" hx-swap="none" {
                (menu_column("City", "city", true)) (menu_column("Phone", "phone", true)) (menu_column("Label", "label", false))
            }
        }))
    }
}

pub async fn save_columns(sent: Sent, desk: Shared) -> HttpResponse {
    let keys: Vec<&str> = sent.iter().map(|(_, key)| key.as_str()).collect();
    desk.lock().unwrap().log.push(format!("columns {}", keys.join(" ")));
    HttpResponse::NoContent().finish()
}

pub fn peek_of(id: &str) -> Markup {
    let name = id.parse::<usize>().ok().and_then(|id| NAMES.get(id - 1)).copied().unwrap_or_default();
    let panel = Peek {
        label: "Quick look",
        body_label: "Details",
        position: "1 of 4",
        previous: "Previous company",
        next: "Next company",
        open: ("Open full page", "/companies/1"),
        close: "Close",
        actions: html! {},
    };
    peek(&panel, html! { h2 { (name) } })
}

pub async fn look(id: web::Path<String>) -> Markup {
    peek_of(&id)
}

pub async fn bulk_delete(request: HttpRequest, sent: Sent, desk: Shared) -> HttpResponse {
    let has_token = request.headers().get("x-csrf").is_some_and(|token| token == "token");
    let fields: Vec<String> =
        sent.iter().filter(|(name, _)| name != "csrf").map(|(name, value)| format!("{name}={value}")).collect();
    desk.lock().unwrap().log.push(format!("delete {} token={has_token}", fields.join(" ")));
    let toast =
        r#"{"toast":{"text":"\u0423\u0434\u0430\u043b\u0435\u043d\u043e","undo":"/actions/7/undo"},"refresh":""}"#;
    HttpResponse::NoContent().insert_header(("HX-Trigger", toast)).finish()
}

pub async fn undo(id: web::Path<String>, desk: Shared) -> HttpResponse {
    desk.lock().unwrap().log.push(format!("undo {id}"));
    let toast = r#"{"toast":{"text":"Undone","redo":"/actions/8/undo"}}"#;
    HttpResponse::NoContent().insert_header(("HX-Trigger", toast)).finish()
}

pub async fn search(query: Query, desk: Shared) -> Markup {
    let asked = query.get("q").map(String::as_str).unwrap_or_default();
    desk.lock().unwrap().log.push(format!("search {asked}"));
    let found: Vec<PaletteItem> = NAMES
        .iter()
        .zip(1..)
        .filter(|(name, _)| name.to_lowercase().contains(asked))
        .map(|(name, id)| PaletteItem {
            href: ["", "/companies/1", "/companies/2", "/companies/3", "/companies/4"][id],
            icon: "company",
            name: html! { (name) },
            note: html! {},
            end: html! {},
        })
        .collect();
    palette_results(&[("Companies", &found)], "Nothing found")
}
