//! An HTTP client that behaves as a person's browser or a program would, without hiding anything: no redirect is
//! followed, no status is an error.

use scraper::{Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use ureq::http::response::Parts;
use ureq::http::{HeaderValue, Method, Request, Response};
use ureq::{Agent, Body, BodyReader};

/// Sends requests to one server, with its own cookies and headers.
#[derive(Clone)]
pub struct Client {
    base: String,
    agent: Agent,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// `METHOD path`, for messages of failing tests.
    asked: String,
}

impl Client {
    /// `base` without the slash at its end: `http://127.0.0.1:8090`.
    pub fn new(base: &str) -> Client {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        Client { base: base.to_owned(), agent, cookies: Arc::default(), headers: Vec::new() }
    }

    /// The same client, but each request carries this header, too.
    pub fn with_header(&self, name: &str, value: &str) -> Client {
        let mut other = self.clone();
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// The same browser as htmx asks from it.
    pub fn htmx(&self) -> Client {
        self.with_header("HX-Request", "true")
    }

    /// By what its user is known, if it is signed in.
    pub fn session(&self) -> Option<String> {
        self.cookie(&self.session_cookie())
    }

    pub fn set_session(&self, session: &str) {
        self.set_cookie(&self.session_cookie(), session);
    }

    /// Each port of a machine has a cookie of its own.
    pub fn session_cookie(&self) -> String {
        let port = self.base.rsplit(':').next().unwrap();
        format!("korob_{port}")
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None)
    }

    /// A form as browsers send it.
    pub fn send_form(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(method, path, Some(("application/x-www-form-urlencoded", body.into_bytes())))
    }

    pub fn send_json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(method, path, Some(("application/json", body.to_string().into_bytes())))
    }

    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_form(Method::POST, path, fields)
    }

    pub fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::POST, path, body)
    }

    pub fn patch_json(&self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::PATCH, path, body)
    }

    /// Files as browsers send them, each with its name as it stands in the header.
    pub fn post_files(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, bytes) in files {
            let head = format!(
                "--x-x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: text/html\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--x-x--\r\n");
        self.send(Method::POST, path, Some(("multipart/form-data; boundary=x-x", body)))
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None)
    }

    pub fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let asked = format!("{method} {path}");
        let (parts, mut body) = self.begin(method, path, body).into_parts();
        let headers = headers(&parts);
        self.keep_cookies(&headers);
        let body = body.with_config().limit(100 * 1024 * 1024).read_to_vec();
        let body = body.unwrap_or_else(|error| panic!("{asked}: {error}"));
        Answer { status: parts.status.as_u16(), headers, body, asked }
    }

    /// Opens a stream of server-sent events.
    #[track_caller]
    pub fn listen(&self, path: &str) -> Events {
        let (parts, body) = self.begin(Method::GET, path, None).into_parts();
        assert_eq!(parts.status.as_u16(), 200, "{path}");
        Events { headers: headers(&parts), lines: BufReader::new(body.into_reader()).lines() }
    }

    /// The answer whose body is still to be read.
    fn begin(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Response<Body> {
        let asked = format!("{method} {path}");
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let answer = match body {
            None => self.agent.run(request.body(()).unwrap()),
            Some((media_type, bytes)) => {
                self.agent.run(request.header("content-type", media_type).body(bytes).unwrap())
            }
        };
        answer.unwrap_or_else(|error| panic!("{asked}: {error}"))
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn keep_cookies(&self, headers: &[(String, String)]) {
        let mut cookies = self.cookies.lock().unwrap();
        for (_, header) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if value.is_empty() || attributes.to_lowercase().contains("max-age=0") {
                cookies.remove(name.trim());
            } else {
                cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}

fn headers(parts: &Parts) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// A stream of server-sent events that is listened to.
pub struct Events {
    pub headers: Vec<(String, String)>,
    lines: Lines<BufReader<BodyReader<'static>>>,
}

impl Events {
    /// The name and the data of the next event that is more than a sign of life; `None` at the end of the stream.
    pub fn next(&mut self) -> Option<(String, Value)> {
        let mut name = String::new();
        loop {
            let line = self.lines.next()?.ok()?;
            if let Some(text) = line.strip_prefix("event: ") {
                name = text.to_owned();
            } else if let Some(data) = line.strip_prefix("data: ")
                && name != "beat"
            {
                return Some((name, serde_json::from_str(data).unwrap()));
            }
        }
    }
}

impl Answer {
    /// Fails the test with the body if the status is another one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}:\n{}", self.asked, self.text());
        self
    }

    /// The place a 303 leads to.
    #[track_caller]
    pub fn expect_redirect(&self) -> &str {
        assert_eq!(self.status, 303, "{}:\n{}", self.asked, self.text());
        self.header("location")
    }

    /// Empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} answered no JSON ({error}):\n{}", self.asked, self.text()))
    }

    /// The texts of the elements that the CSS selector finds, white space made single.
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector, |element| element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" "))
    }

    /// The values of an attribute of the elements that the CSS selector finds and that have it.
    #[track_caller]
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let found = self.select(selector, |element| element.value().attr(name).map(str::to_owned));
        found.into_iter().flatten().collect()
    }

    /// What a browser sends of the form that the CSS selector finds, as it stands.
    #[track_caller]
    pub fn form(&self, selector: &str) -> Vec<(String, String)> {
        let controls = ["input", "select", "textarea"].map(|tag| format!("{selector} {tag}[name]:not([disabled])"));
        let sent = self.select(&controls.join(", "), |control| {
            let attribute = |name: &str| control.value().attr(name).map(str::to_owned);
            let value = match control.value().name() {
                "textarea" => control.text().collect::<String>().trim_start_matches('\n').to_owned(),
                "select" => {
                    let options = Selector::parse("option").unwrap();
                    let chosen = control.select(&options).find(|option| option.value().attr("selected").is_some());
                    let chosen = chosen.or_else(|| control.select(&options).next())?;
                    chosen.value().attr("value").unwrap_or_default().to_owned()
                }
                _ => {
                    let is_choice = ["checkbox", "radio"].contains(&attribute("type").unwrap_or_default().as_str());
                    if is_choice && attribute("checked").is_none() {
                        return None;
                    }
                    attribute("value").unwrap_or(if is_choice { "on".to_owned() } else { String::new() })
                }
            };
            Some((attribute("name")?, value))
        });
        sent.into_iter().flatten().collect()
    }

    #[track_caller]
    fn select<T>(&self, selector: &str, read: impl Fn(scraper::ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        let text = self.text();
        // A fragment as htmx gets it is no document; rows of a table would be thrown out by a document's parser.
        let html = if text.trim_start().to_lowercase().starts_with("<!doctype") {
            Html::parse_document(&text)
        } else {
            Html::parse_fragment(&text)
        };
        html.select(&selector).map(read).collect()
    }

    /// Fails the test unless the text is somewhere in the body.
    #[track_caller]
    pub fn has(self, text: &str) -> Answer {
        assert!(self.text().contains(text), "{}: no {text:?} in\n{}", self.asked, self.text());
        self
    }

    #[track_caller]
    pub fn has_not(self, text: &str) -> Answer {
        assert!(!self.text().contains(text), "{}: {text:?} in\n{}", self.asked, self.text());
        self
    }
}
