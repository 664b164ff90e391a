//! What an error page says.

use super::Failure;
use crate::kernel::Lang;
use crate::platform::i18n::{self, tr};
use actix_web::HttpRequest;
use maud::{Markup, html};

/// What a field of a form is called; put among the app's data by whoever knows them. `None` for a name that nobody knows.
#[derive(Clone, Copy)]
pub struct FieldTitles(pub fn(&HttpRequest, &str) -> Option<String>);

/// What happened and what to do.
pub(super) fn words(failure: &Failure, lang: Lang) -> (String, String) {
    let (title, text): (i18n::Text, i18n::Text) = match failure.code {
        "not_found" => (tr::web_not_found, tr::web_not_found_text),
        "forbidden" => (tr::web_forbidden, tr::web_forbidden_text),
        "foreign_origin" | "stale_page" => (tr::web_stale_page, tr::web_stale_page_text),
        "stale" => (tr::web_stale, tr::web_stale_text),
        "conflict" => (tr::web_conflict, tr::web_conflict_text),
        "invalid" => (tr::web_invalid, tr::web_invalid_text),
        "busy" => (tr::web_busy, tr::web_busy_text),
        "disk_full" => (tr::web_disk_full, tr::web_disk_full_text),
        "writes_stopped" => (tr::web_writes_stopped, tr::web_writes_stopped_text),
        "too_large" => (tr::web_too_large, tr::web_too_large_text),
        "internal" => {
            let incident = failure.incident.as_deref().unwrap_or_default();
            return (tr::web_internal(lang).to_owned(), tr::web_internal_text(lang, incident));
        }
        _ => (tr::web_bad_request, tr::web_bad_request_text),
    };
    let text = failure.told.map_or_else(|| text(lang), |told| told.text(lang));
    (title(lang).to_owned(), text.to_owned())
}

/// What is wrong with which field, in words: a name that means nothing to people is left out.
pub(super) fn problems(failure: &Failure, request: &HttpRequest, lang: Lang) -> Vec<String> {
    let titles = request.app_data::<FieldTitles>();
    let told = failure.fields.iter().map(|(path, problem)| {
        let name = path.split(['[', '.']).next().unwrap_or(path);
        let title = titles.and_then(|FieldTitles(of)| of(request, name));
        let problem = i18n::problem(lang, problem);
        title.map_or(problem.clone(), |title| format!("{title}: {problem}"))
    });
    let mut told: Vec<String> = told.collect();
    told.dedup();
    told
}

pub(super) fn view(title: &str, text: &str, problems: &[String], lang: Lang) -> Markup {
    html! {
        div class="empty" role="alert" data-failure {
            h1 { (title) }
            p { (text) }
            @if !problems.is_empty() {
                ul { @for problem in problems { li { (problem) } } }
            }
            p { a class="btn" href="/" { (tr::web_to_start(lang)) } }
        }
    }
}
