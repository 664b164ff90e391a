//! The part of WebDriver (w3.org/TR/webdriver2) that the tests need, spoken to chromedriver.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use ureq::Agent;

/// The key under which the protocol names an element (section 12.3).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Chromium without a desktop's window around its pages: it starts in a fifth of a second and takes two thirds of the
/// time for the same tests. Not the script in /usr/bin, which would stay between the driver and it.
const HEADLESS_SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

/// One browser with a profile of its own; both processes end with this value.
pub struct Session {
    driver: Child,
    url: String,
    agent: Agent,
    _profile: TempDir,
}

/// What the driver says went wrong, with its code: `no such element`.
#[derive(Debug, Clone)]
pub struct DriverError {
    pub code: String,
    pub message: String,
}

pub type Result<T> = std::result::Result<T, DriverError>;

impl Session {
    /// With `home`, the browser keeps there what it trusts.
    pub fn start(home: Option<&std::path::Path>) -> Session {
        let (driver, port) = drive(home);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let profile = tempfile::tempdir().unwrap();
        let mut session = Session { driver, url: format!("http://127.0.0.1:{port}/session"), agent, _profile: profile };
        let opened = session.post("", &capabilities(session._profile.path())).unwrap_or_else(|error| {
            panic!("no browser: {error:?}");
        });
        session.url = format!("{}/{}", session.url, opened["sessionId"].as_str().unwrap());
        session
    }

    pub fn go(&self, url: &str) -> Result<()> {
        self.post("/url", &json!({ "url": url })).map(drop)
    }

    pub fn url(&self) -> Result<String> {
        Ok(self.get("/url")?.as_str().unwrap_or_default().to_owned())
    }

    /// The first element that the CSS selector finds.
    pub fn find(&self, selector: &str) -> Result<String> {
        let found = self.post("/element", &json!({ "using": "css selector", "value": selector }))?;
        Ok(found[ELEMENT].as_str().unwrap_or_default().to_owned())
    }

    pub fn click(&self, element: &str) -> Result<()> {
        self.post(&format!("/element/{element}/click"), &json!({})).map(drop)
    }

    pub fn clear(&self, element: &str) -> Result<()> {
        self.post(&format!("/element/{element}/clear"), &json!({})).map(drop)
    }

    /// Types, or names the file for a file input.
    pub fn type_into(&self, element: &str, text: &str) -> Result<()> {
        self.post(&format!("/element/{element}/value"), &json!({ "text": text })).map(drop)
    }

    pub fn is_displayed(&self, element: &str) -> Result<bool> {
        Ok(self.get(&format!("/element/{element}/displayed"))?.as_bool().unwrap_or_default())
    }

    /// Input events as the protocol's "actions" describe them (section 15).
    pub fn actions(&self, sources: &Value) -> Result<()> {
        self.post("/actions", &json!({ "actions": sources })).map(drop)
    }

    /// Runs the body of a function and gives back what it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs the body of a function whose last argument is to be called with the outcome.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.post("/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// PNG in base64.
    pub fn screenshot(&self) -> Result<String> {
        Ok(self.get("/screenshot")?.as_str().unwrap_or_default().to_owned())
    }

    /// What the console said since the last call; chromedriver's own addition to the protocol.
    pub fn console(&self) -> Result<Vec<Value>> {
        let found = self.post("/se/log", &json!({ "type": "browser" }))?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    /// A command of the DevTools protocol; chromedriver's own addition to the protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn get(&self, path: &str) -> Result<Value> {
        value(self.agent.get(format!("{}{path}", self.url)).call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        value(self.agent.post(format!("{}{path}", self.url)).send_json(body))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Closes the browser in good order; the driver would leave it running.
        let _ = self.agent.delete(&self.url).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn value(answer: std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value> {
    let failed = |code: &str, message: String| DriverError { code: code.to_owned(), message };
    let mut answer = answer.map_err(|error| failed("no answer", error.to_string()))?;
    let body = answer.body_mut().with_config().limit(64 * 1024 * 1024).read_json::<Value>();
    let mut body = body.map_err(|error| failed("no JSON", error.to_string()))?;
    if answer.status().is_success() {
        return Ok(body["value"].take());
    }
    let text = |key: &str| body["value"][key].as_str().unwrap_or_default().to_owned();
    Err(DriverError { code: text("error"), message: text("message") })
}

/// A driver that listens, and its port. Others may have the port that it took for IPv4 for IPv6: then it ends at once, and
/// another one takes another port.
fn drive(home: Option<&std::path::Path>) -> (Child, u16) {
    for _ in 0..10 {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .envs(home.map(|home| ("HOME", home)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver runs: tests/install brings it");
        if let Some(port) = port(&mut driver) {
            return (driver, port);
        }
        let _ = driver.wait();
    }
    panic!("chromedriver says no port");
}

/// The driver says on its stdout which port it took.
fn port(driver: &mut Child) -> Option<u16> {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines
        .by_ref()
        .map_while(std::io::Result::ok)
        .find_map(|line| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok())?;
    // Read on, so that the driver never waits for a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Some(port)
}

fn capabilities(profile: &std::path::Path) -> Value {
    let arguments = [
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome-headless-shell",
        "goog:chromeOptions": { "args": arguments, "binary": HEADLESS_SHELL },
        "goog:loggingPrefs": { "browser": "ALL" },
        "timeouts": { "script": 30_000, "pageLoad": 30_000 },
    } } })
}
