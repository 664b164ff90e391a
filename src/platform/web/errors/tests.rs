use super::*;
use crate::kernel::Problem;
use crate::platform::i18n::tr;
use crate::platform::web::request::set_lang;
use actix_web::body::to_bytes;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body_json};
use actix_web::{App, web};

/// One of each; whoever adds a kind of error is sent here by the compiler.
fn errors() -> Vec<Error> {
    let all = vec![
        Error::NotFound,
        Error::invalid("company_type", Problem::NotAnOption),
        Error::BadRequest("no_such_key".into()),
        Error::Forbidden,
        Error::Stale { current_version: 7 },
        Error::conflict(tr::undo_running),
        Error::Busy,
        Error::DiskFull,
        Error::WritesStopped("io_error".into()),
        Error::Internal(anyhow::anyhow!("secret_cause")),
    ];
    for error in &all {
        match error {
            Error::NotFound | Error::Invalid(_) | Error::BadRequest(_) | Error::Forbidden | Error::Stale { .. } => {}
            Error::Conflict(_) | Error::Busy | Error::DiskFull | Error::WritesStopped(_) | Error::Internal(_) => {}
        }
    }
    all
}

fn others() -> Vec<Failure> {
    vec![
        Failure::unauthorized(),
        Failure::foreign_origin(),
        Failure::stale_page(),
        Failure::idempotency_key_reused(),
        Failure::too_large(1024),
        Failure::media_type("application/json"),
        Failure::not_allowed(),
    ]
}

/// The words of the page, without its markup.
fn shown(failure: &Failure, lang: Lang, titles: Option<FieldTitles>) -> String {
    let mut request = TestRequest::default();
    if let Some(titles) = titles {
        request = request.app_data(titles);
    }
    let request = request.to_http_request();
    set_lang(&request, lang);
    let answer = page(failure, &request);
    assert_eq!(answer.status(), failure.status);
    let html = actix_web::rt::System::new().block_on(to_bytes(answer.into_body())).unwrap();
    let html = scraper::Html::parse_document(std::str::from_utf8(&html).unwrap());
    let found = html.select(&scraper::Selector::parse("[data-failure]").unwrap()).next().unwrap();
    found.text().collect::<Vec<_>>().join("|")
}

#[test]
fn every_kind_of_error_is_a_page_in_three_languages_without_a_key_or_code() {
    let failures: Vec<Failure> = errors().into_iter().map(Failure::from).chain(others()).collect();
    for failure in &failures {
        let told = Lang::ALL.map(|lang| shown(failure, lang, None));
        for text in &told {
            assert!(!text.contains('_'), "{}: {text}", failure.code);
            assert!(!text.contains("secret"), "{text}");
        }
        assert!(told[0] != told[1] && told[1] != told[2] && told[0] != told[2], "{told:?}");
    }
}

#[test]
fn a_field_is_called_by_its_title_and_not_at_all_where_it_has_none() {
    let titles = FieldTitles(|_, name| (name == "phones").then(|| "Телефоны".to_owned()));
    let mut fields = FieldErrors::default();
    fields.add("phones[1].value", Problem::NotAPhone);
    fields.add("set.secret_key", Problem::Required);
    let text = shown(&Error::Invalid(fields).into(), Lang::Ru, Some(titles));
    assert!(text.contains("Телефоны: Это не номер телефона"), "{text}");
    assert!(text.contains("|Заполните") && !text.contains("secret"), "{text}");
}

/// A program is told in the language of its user, whom the gate knows only once the handler answers.
#[actix_web::test]
async fn why_a_step_does_not_fit_is_told_to_programs_in_the_language_of_their_user() {
    async fn handler(request: HttpRequest) -> Result<HttpResponse, ApiError> {
        set_lang(&request, Lang::Pl);
        Err(Error::conflict(tr::undo_running).into())
    }
    let app = App::new().route("/api/v1/x", web::get().to(handler)).wrap(from_fn(dress));
    let app = init_service(app).await;
    let answer = call_service(&app, TestRequest::get().uri("/api/v1/x").to_request()).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert_eq!(answer.headers().get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
    let body: serde_json::Value = read_body_json(answer).await;
    assert_eq!((&body["code"], &body["detail"]), (&"conflict".into(), &tr::undo_running(Lang::Pl).into()));
}

#[test]
fn programs_are_told_how_days_are_written() {
    let failure = Error::invalid("birth_date", Problem::NotADate).into();
    let body = actix_web::rt::System::new().block_on(to_bytes(problem(&failure, Lang::En).into_body())).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["errors"][0]["detail"], "Give the day as 2026-11-19");
}
