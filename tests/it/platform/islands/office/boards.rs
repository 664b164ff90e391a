//! The board of leads.

use super::{Sent, Shared, answer, html_answer};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use korob::platform::ui::*;
use maud::{Markup, html};

pub async fn board_page(request: HttpRequest) -> HttpResponse {
    let texts = Board {
        label: "Board of leads",
        moved: "{card} moved to {column}, {position} of {count}",
        not_moved: "Not moved",
    };
    let column = |key, name, hue| BoardColumn { key, name, hue, count: "2", sum: None, add: None, mix: None };
    let main = html! {
        (page_head("Leads", "", html! {}, html! {}))
        (board(&texts, html! {
            (board_column(&column("new", "New", Hue::Slate), html! { (card_of("1", 1)) (card_of("2", 1)) }))
            (board_column(&column("work", "In work", Hue::Blue), html! { (card_of("3", 1)) }))
            (board_column(&column("ready", "Ready", Hue::Green), html! {}))
        }))
        (drop_zones("Close the lead", &[DropZone { key: "junk", label: "Junk", icon: "x", state: State::Late }]))
    };
    answer(&request, "Leads", main)
}

pub fn card_of(id: &str, version: i64) -> Markup {
    board_card(&BoardCard {
        id,
        version,
        title: &format!("Card {id}"),
        href: "/companies/1",
        move_url: Some(&format!("/cards/{id}/move")),
        move_label: "Move to…",
        has_peek: false,
        by: None,
        money: None,
        age: None,
        stale: None,
        marks: html! {},
        next: act(Due::Unplanned, "warn", "Nothing planned"),
        responsible: Some("Tom Bennett"),
    })
}

/// Card 2 may not be moved.
pub async fn move_card(id: web::Path<String>, sent: Sent, desk: Shared) -> HttpResponse {
    let fields: Vec<String> = sent.iter().map(|(name, value)| format!("{name}={value}")).collect();
    desk.lock().unwrap().log.push(format!("move {id} {}", fields.join(" ")));
    if id.as_str() == "2" {
        let page = html! { div class="empty" data-failure { h1 { "No right to move it" } p { "Responsible: Tom" } } };
        return html_answer(StatusCode::FORBIDDEN, page);
    }
    html_answer(StatusCode::OK, card_of(&id, 2))
}
