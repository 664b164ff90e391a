//! A body that says more than its form or record has: refused, or of no effect.

use super::samples::{self, State, Things};
use super::{Cast, call, is_api};
use crate::harness::TestApp;
use actix_web::http::Method;
use korob::app::routes;
use korob::kernel::Lang;
use korob::platform::i18n::tr;
use korob::platform::web::{Need, RouteRow};
use std::collections::BTreeMap;

/// What nobody sets from outside, with a value that would be worth something.
fn hostile(stranger: i64) -> Vec<(&'static str, String)> {
    [
        ("role", "admin".to_owned()),
        ("is_admin", "1".to_owned()),
        ("id", "1".to_owned()),
        ("owner_id", stranger.to_string()),
        ("responsible_id", stranger.to_string()),
        ("user_id", "1".to_owned()),
        ("created_at", "2001-01-01T00:00:00Z".to_owned()),
        ("created_by", "1".to_owned()),
        ("version", "77".to_owned()),
        ("deleted_at", "1".to_owned()),
        ("password_hash", "x".to_owned()),
    ]
    .into()
}

#[test]
fn nothing_is_set_that_a_form_or_record_does_not_offer() {
    let app = TestApp::start();
    let cast = Cast::of(&app);
    let stranger = app.user("igor").id.0;
    let mut tried = 0;
    for row in routes::routes(app.registry()).rows() {
        if !matches!(row.method, Method::POST | Method::PATCH | Method::PUT) {
            continue;
        }
        let mut sample = samples::of(app.registry(), &row);
        let (mut things, mut client) = (Things::for_sample(&app, &sample), cast.client(&row, Some("olga")));
        let (mut content, mut precious) = (app.content(), precious_of(&app, stranger));
        for (name, value) in hostile(stranger) {
            (sample.form, sample.json) = bodies(&row, name, &value);
            let path = things.path(&row, &sample, State::Live);
            let answer = call(&client, &row, &sample, &path);
            let what = format!("{} {path} with {name}={value}: {}", row.method, answer.status);
            assert!(answer.status < 500, "{what}");
            tried += 1;
            if answer.status >= 400 {
                assert_eq!(app.content(), content, "{what}: refused, but something was changed");
                continue;
            }
            assert_eq!(precious_of(&app, stranger), precious, "{what}");
            // It may have been the end of the thing, or of the session.
            (things, client) = (Things::for_sample(&app, &sample), cast.client(&row, Some("olga")));
            (content, precious) = (app.content(), precious_of(&app, stranger));
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn every_form_refuses_names_that_it_does_not_have() {
    let app = TestApp::start();
    let cast = Cast::of(&app);
    let (mut tried, mut taken) = (0, Vec::new());
    for row in routes::routes(app.registry()).rows() {
        // What is typed into a record is looked at for likenesses, whatever it is; and files come in a form of parts.
        let is_other = ["/duplicates", "/import", "/files", "/licence"].iter().any(|end| row.path.ends_with(end));
        if row.method != Method::POST || is_api(&row) || is_other {
            continue;
        }
        let mut sample = samples::of(app.registry(), &row);
        sample.form = [sample.form.as_str(), if sample.form.is_empty() { "" } else { "&" }, "bogus=1"].concat();
        let things = Things::for_sample(&app, &sample);
        let path = things.path(&row, &sample, State::Live);
        // Olga gives none of her records away.
        let is_above_olga = row.need == Need::Admin || row.path.ends_with("/bulk/assignment");
        let client = cast.client(&row, Some(if is_above_olga { "anna" } else { "olga" }));
        let content = app.content();
        let answer = call(&client, &row, &sample, &path);
        // Whoever is not signed in is told in the language of the browser.
        let text = answer.text();
        let is_told = Lang::ALL.into_iter().any(|lang| text.contains(tr::problem_unknown_field(lang)));
        tried += 1;
        if answer.status != 422 || !is_told || app.content() != content {
            taken.push(format!("{} {path}: {}", answer.status, answer.texts("main").concat()));
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert!(tried > 90, "{tried}");
}

/// A body that is good but for the one name too many.
fn bodies(row: &RouteRow, name: &str, value: &str) -> (String, String) {
    let fields: &[(&str, &str)] = match row.path.as_ref() {
        path if path.ends_with("/views") => &[("name", "Вид"), ("query", "")],
        "/profile" => {
            &[("name", "Ольга"), ("lang", "ru"), ("zone", "Europe/Moscow"), ("theme", "auto"), ("density", "normal")]
        }
        path if is_create(path) || path.ends_with("{id}") => {
            &[("name", "Рассвет"), ("last_name", "Зорина"), ("title", "Партия")]
        }
        _ => &[],
    };
    // Each kind has one of these names, and would refuse the others.
    let own: Vec<(&str, &str)> = fields
        .iter()
        .copied()
        .filter(|(field, _)| match *field {
            "name" => {
                !["contacts", "leads", "deals"].iter().any(|kind| row.path.contains(kind))
                    || row.path.ends_with("/views")
            }
            "last_name" => row.path.contains("contacts"),
            "title" => ["leads", "deals"].iter().any(|kind| row.path.contains(kind)),
            _ => true,
        })
        .chain([(name, value)])
        .collect();
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&own).finish();
    if !is_api(row) {
        return (form, String::new());
    }
    let json: serde_json::Map<String, serde_json::Value> = own
        .iter()
        .map(|(field, text)| {
            let number: Result<i64, _> = text.parse();
            ((*field).to_owned(), number.map_or_else(|_| serde_json::json!(text), |number| serde_json::json!(number)))
        })
        .collect();
    (form, serde_json::Value::Object(json).to_string())
}

fn is_create(path: &str) -> bool {
    path.trim_start_matches("/api/v1").matches('/').count() == 1
}

/// What must be as before, whatever was answered: who the users are, and what is the stranger's.
fn precious_of(app: &TestApp, stranger: i64) -> BTreeMap<String, String> {
    let kinds = app.registry().kinds();
    app.db()
        .read_blocking(|conn| {
            let mut found = BTreeMap::new();
            let users = "SELECT coalesce(group_concat(id || role || email || coalesce(password_hash, '')), '') FROM users WHERE email NOT LIKE 'yulia%'";
            found.insert("users".to_owned(), conn.query_row(users, [], |row| row.get(0))?);
            for kind in kinds.iter() {
                let sql = format!(
                    "SELECT count(*) || ' of the stranger, ' || count(*) FILTER (WHERE created_at < 1577836800000) || ' old, '
                     || count(*) FILTER (WHERE version > 70) || ' often changed'
                     FROM {} WHERE responsible_id = ?1 OR created_at < 1577836800000 OR version > 70",
                    kind.plural
                );
                found.insert(kind.plural.to_owned(), conn.query_row(&sql, [stranger], |row| row.get(0))?);
            }
            Ok(found)
        })
        .unwrap()
}
