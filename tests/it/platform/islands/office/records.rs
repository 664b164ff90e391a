//! The page of a company.

use super::{NAMES, Sent, Shared, answer, html_answer};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use korob::platform::ui::*;
use maud::{Markup, html};

pub async fn record(request: HttpRequest, id: web::Path<String>, desk: Shared) -> HttpResponse {
    let phone_url = format!("/companies/{id}/phone");
    let phone = desk.lock().unwrap().phone.clone();
    let rows = [
        FieldRow {
            label: "Phone",
            value: Some(html! { (phone) }),
            has_links: false,
            empty: "Not set",
            edit_url: Some(&phone_url),
        },
        FieldRow { label: "Fax", value: None, has_links: false, empty: "Not set", edit_url: Some(&phone_url) },
    ];
    let tabs = [
        ComposerTab { key: "note", label: "Comment", icon: "note", placeholder: "Write", submit: "Save", letter: "c" },
        ComposerTab {
            key: "task",
            label: "Task",
            icon: "task",
            placeholder: "What to do",
            submit: "Plan",
            letter: "t",
        },
    ];
    let action = format!("/companies/{id}/notes");
    let form = Composer {
        label: "New entry",
        tabs_label: "What to add",
        text_label: "Text",
        action: &action,
        preview: None,
        tabs: &tabs,
        mention: None,
    };
    let mail = Repeat { name: "emails", add: "Add e-mail", remove: "Remove e-mail" };
    let address = |index: &str| {
        let field = Field::new(format!("emails[{index}].value"), "E-mail");
        html! { (input(&field, InputKind::Email, "").attr("aria-label", "E-mail")) }
    };
    let items = html! { (menu_item("Mark as lost").key("1").dialog(format!("/companies/{id}/loss"))) (menu_item("Print").key("2")) };
    let main = html! {
        (record_head(&RecordHead {
            title: NAMES[0],
            actions: html! { (icon_btn("dots", "More").opens_menu("more")) (menu("more", "More", items)) },
            ..RecordHead::default()
        }))
        (record_body(
            "Details",
            html! {
                (side_section("About", None, html! {}, field_rows(&rows)))
                (side_section("Mail", None, html! {}, html! { form class="pad-x" { (repeat(&mail, &[address("0")], address(REPEAT_INDEX))) } }))
            },
            "What happened",
            html! { (composer(&form, html! {})) },
        ))
    };
    answer(&request, NAMES[0], main)
}

pub fn phone_form(id: &str, value: &str, error: Option<&str>) -> Markup {
    let field = Field::new("phone", "Phone").error(error).scope("inline");
    html! {
        form hx-post={ "/companies/" (id) "/phone" } hx-target="closest [data-inline]" hx-swap="innerHTML" novalidate {
            (korob::platform::ui::field(&field, input(&field, InputKind::Phone, value)))
        }
    }
}

pub async fn phone_editor(id: web::Path<String>, desk: Shared) -> Markup {
    phone_form(&id, &desk.lock().unwrap().phone, None)
}

pub async fn save_phone(id: web::Path<String>, sent: Sent, desk: Shared) -> HttpResponse {
    let phone = &sent[0].1;
    desk.lock().unwrap().log.push(format!("phone {phone}"));
    if phone.len() < 6 {
        return html_answer(StatusCode::UNPROCESSABLE_ENTITY, phone_form(&id, phone, Some("Too short")));
    }
    desk.lock().unwrap().phone.clone_from(phone);
    html_answer(StatusCode::OK, html! { button type="button" data-inline-open { (phone) } })
}

pub async fn loss_dialog(id: web::Path<String>) -> Markup {
    let why = Field::new("why", "Why");
    let shell = Dialog { id: "loss", title: "Why was it lost?", close: "Close", is_open: false };
    let body = html! {
        form id="loss-form" hx-post={ "/companies/" (id) "/loss" } hx-swap="none" { (korob::platform::ui::field(&why, textarea(&why, ""))) }
    };
    dialog(&shell, body, dialog_footer("Cancel", btn("Mark as lost").danger().submit().attr("form", "loss-form")))
}

pub async fn lose(sent: Sent, desk: Shared) -> HttpResponse {
    desk.lock().unwrap().log.push(format!("lost {}", sent[0].1));
    HttpResponse::NoContent()
        .insert_header(("HX-Trigger", r#"{"toast":{"text":"Marked as lost","undo":"/actions/9/undo"}}"#))
        .finish()
}

pub async fn note_down(sent: Sent, desk: Shared) -> HttpResponse {
    let value = |name: &str| sent.iter().find(|(there, _)| there == name).map_or("", |(_, value)| value.as_str());
    desk.lock().unwrap().log.push(format!("{}: {}", value("kind"), value("text")));
    HttpResponse::NoContent().finish()
}
