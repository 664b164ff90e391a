mod browser;
mod devices;
mod doors;
mod links;
mod matrix;
mod sessions;
mod sign_in;
mod tokens;
mod tokens_in_use;
mod users;

use crate::harness::{Answer, Client, PASSWORD, TestApp, email};
use korob::platform::web::csrf;
use ureq::http::Method;

/// Signs in through the page, as a person does.
fn sign_in(client: &Client, name: &str) -> Answer {
    sign_in_with(client, &email(name), PASSWORD)
}

fn sign_in_with(client: &Client, email: &str, password: &str) -> Answer {
    client.send_form(Method::POST, "/login", &[("email", email), ("password", password)])
}

/// A browser that signed in through the page; changes carry its token.
fn browser_of(app: &TestApp, name: &str) -> Client {
    let client = app.anonymous();
    sign_in(&client, name).expect(303);
    with_token(&client)
}

/// The same browser with the token of the session it has now.
fn with_token(client: &Client) -> Client {
    let session = client.session().expect("nobody is signed in");
    client.with_header("X-CSRF", &csrf::token(&session))
}

fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client.send_form(Method::POST, path, fields)
}

/// Whether the session of this browser is good.
#[track_caller]
fn is_signed_in(client: &Client) -> bool {
    let answer = client.get("/profile");
    match answer.status {
        200 => true,
        303 => false,
        status => panic!("/profile answered {status}: {}", answer.text()),
    }
}
