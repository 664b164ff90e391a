//! The page that tells people how programs come in.

use super::ROOT;
use crate::access::Viewer;
use crate::kernel::Lang;
use crate::platform::i18n::tr;
use crate::platform::ui::{card, page_head, sheet};
use crate::platform::web::{Page, request};
use crate::records::registry::{Kind, Registry};
use actix_web::{HttpRequest, web};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) async fn show(registry: web::Data<Registry>, viewer: Viewer, asked: HttpRequest) -> Page {
    let lang = viewer.lang;
    Page::new(tr::api_title(lang), view(lang, &request::own_url(&asked), &registry.kinds()))
}

fn view(lang: Lang, base: &str, kinds: &[Arc<Kind>]) -> Markup {
    html! {
        (page_head(tr::api_title(lang), tr::api_note(lang), html! {}, html! {}))
        (sheet(tr::api_title(lang), html! {
            (card(tr::api_token(lang), None, html! {}, token(lang)))
            @if let Some(kind) = kinds.first() { (card(tr::api_try(lang), None, html! {}, example(lang, base, kind))) }
            (card(tr::api_kinds(lang), None, html! {}, calls(lang, kinds)))
            (card(tr::api_rules(lang), None, html! {}, rules(lang)))
        }))
    }
}

fn token(lang: Lang) -> Markup {
    html! {
        p { (tr::api_token_text(lang)) }
        p { a class="link" href="/profile" { (tr::api_token_link(lang)) } }
        p { (tr::api_token_cli(lang)) }
        pre tabindex="0" { code { "korob token create --user anna@example.com --name \"1C\"" } }
    }
}

fn example(lang: Lang, base: &str, kind: &Kind) -> Markup {
    let url = format!("{base}{ROOT}/{}", kind.plural);
    // A field that says who or what the record is, of those that are plain text.
    let name = kind.identity.first().copied().unwrap_or("name");
    html! {
        p { (tr::api_try_text(lang, (kind.names.many)(lang))) }
        pre tabindex="0" { code {
            // In double quotes, so that the shell fills the token in.
            "curl -H \"Authorization: Bearer $TOKEN\" \\\n  '" (url) "?sort=-created_at&limit=10'\n\n"
            "curl -X POST -H \"Authorization: Bearer $TOKEN\" \\\n  -H 'Content-Type: application/json' \\\n"
            "  -H 'Idempotency-Key: 5f0c1d9e' \\\n  -d '{\"" (name) "\": \"Korob\"}' \\\n  '" (url) "'"
        } }
    }
}

fn calls(lang: Lang, kinds: &[Arc<Kind>]) -> Markup {
    html! {
        p { (tr::api_kinds_text(lang)) }
        dl class="frows" {
            @for kind in kinds {
                div {
                    dt { (tr::api_kinds_list(lang)) }
                    dd { code { "GET, POST " (ROOT) "/" (kind.plural) } }
                }
                div {
                    dt { (tr::api_kinds_one(lang)) }
                    dd { code { "GET, PATCH, DELETE " (ROOT) "/" (kind.plural) "/{id}" } }
                }
            }
            div { dt { (tr::api_files_of(lang)) } dd { code { "GET, POST " (ROOT) "/…/{id}/files" } } }
            div { dt { (tr::api_files_one(lang)) } dd { code { "GET, PATCH, DELETE " (ROOT) "/files/{id}, GET …/content" } } }
            div { dt { (tr::api_users_text(lang)) } dd { code { "GET " (ROOT) "/users" } } }
            div { dt { (tr::api_options_text(lang)) } dd { code { "GET " (ROOT) "/option-lists/{list}" } } }
        }
        p { a class="link" href="/api/openapi.json" { (tr::api_description(lang)) } }
    }
}

fn rules(lang: Lang) -> Markup {
    html! {
        ul class="stack" {
            li { (tr::api_rules_strict(lang)) }
            li { (tr::api_rules_version(lang)) }
            li { (tr::api_rules_again(lang)) }
            li { (tr::api_rules_errors(lang)) }
        }
    }
}
