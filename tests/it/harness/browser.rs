//! Real Chromium with the verbs of a person, who waits until what they look for is there.

use super::webdriver::{DriverError, Result, Session};
use super::{PASSWORD, TestApp, email};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How long a person would wait before calling it broken.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Browser {
    session: Session,
    base: String,
}

impl Browser {
    pub fn open(app: &TestApp) -> Browser {
        Browser::at(app.base())
    }

    /// For a server that is not a [`TestApp`].
    pub fn at(base: &str) -> Browser {
        Browser::begin(base, None)
    }

    /// A browser of a machine on which somebody installed the certificate authority in the file (PEM). `home` is empty.
    pub fn trusting(base: &str, authority: &Path, home: &Path) -> Browser {
        let database = home.join(".pki/nssdb");
        std::fs::create_dir_all(&database).unwrap();
        let database = format!("sql:{}", database.display());
        let certutil = |arguments: &[&str]| {
            let outcome = Command::new("certutil").args(["-d", &database]).args(arguments).output();
            let outcome = outcome.expect("certutil runs: tests/install brings it");
            assert!(outcome.status.success(), "certutil {arguments:?}: {outcome:?}");
        };
        certutil(&["-N", "--empty-password"]);
        certutil(&["-A", "-n", "korob", "-t", "C,,", "-i", authority.to_str().unwrap()]);
        Browser::begin(base, Some(home))
    }

    fn begin(base: &str, home: Option<&Path>) -> Browser {
        let browser = Browser { session: Session::start(home), base: base.to_owned() };
        // The whole of it for the page: a headless window counts its missing bars.
        browser.size(1440, 900);
        // A window lets a click copy without a question; the headless shell refuses where it was not told.
        let copying = json!({ "permissions": ["clipboardSanitizedWrite"] });
        browser.session.devtools("Browser.grantPermissions", &copying).unwrap();
        browser.prefer_dark(false);
        browser
    }

    #[track_caller]
    pub fn go(&self, path: &str) {
        self.session.go(&format!("{}{path}", self.base)).unwrap_or_else(|error| panic!("{path}: {error:?}"));
    }

    /// Signs the office's user of this name in by the page; whoever is signed in may not be.
    #[track_caller]
    pub fn sign_in(&self, name: &str) {
        self.go("/login");
        self.fill("[name=email]", &email(name));
        self.fill("[name=password]", PASSWORD);
        self.click("button[type=submit]");
        self.see_no("[name=password]");
    }

    /// Path and query of the page one is on.
    pub fn path(&self) -> String {
        let url = self.session.url().unwrap();
        url.strip_prefix(&self.base).unwrap_or(&url).to_owned()
    }

    /// Waits until the element is there and shown.
    #[track_caller]
    pub fn see(&self, selector: &str) -> String {
        self.wait(&format!("no {selector}"), || {
            let element = self.session.find(selector)?;
            Ok(self.session.is_displayed(&element)?.then_some(element))
        })
    }

    /// Waits until no such element is shown.
    #[track_caller]
    pub fn see_no(&self, selector: &str) {
        self.wait(&format!("{selector} is still there"), || match self.session.find(selector) {
            Err(error) if error.code == "no such element" => Ok(Some(())),
            Err(error) => Err(error),
            Ok(element) => Ok((!self.session.is_displayed(&element)?).then_some(())),
        })
    }

    /// Waits until the text stands on the page.
    #[track_caller]
    pub fn see_text(&self, text: &str) {
        self.wait(&format!("no text {text:?}"), || Ok(self.page_text()?.contains(text).then_some(())))
    }

    /// Waits until the element no longer begins with this text.
    #[track_caller]
    pub fn see_no_value(&self, selector: &str, text: &str) {
        const READ: &str = "return document.querySelector(arguments[0])?.innerText ?? ''";
        self.wait(&format!("{selector} still says {text:?}"), || {
            let now = self.session.run(READ, &[json!(selector)])?;
            Ok((!now.as_str().unwrap_or_default().trim().starts_with(text)).then_some(()))
        })
    }

    /// Waits until one is on the path.
    #[track_caller]
    pub fn see_path(&self, path: &str) {
        self.wait(&format!("not on {path}"), || Ok((self.path() == path).then_some(())))
    }

    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.wait(&format!("{selector} cannot be clicked"), || {
            let element = self.session.find(selector)?;
            self.session.click(&element).map(Some)
        })
    }

    /// Clicks the first link or button with exactly this text.
    #[track_caller]
    pub fn click_text(&self, text: &str) {
        const FIND: &str =
            "return [...document.querySelectorAll('a, button, summary, label, [role=menuitem], [role=tab]')]
            .find(e => e.checkVisibility() && e.innerText.trim() === arguments[0]) ?? null";
        self.wait(&format!("no {text:?} to click"), || {
            let found = self.session.run(FIND, &[json!(text)])?;
            let Some(element) = found.as_object().and_then(|found| found.values().next()?.as_str()) else {
                return Ok(None);
            };
            self.session.click(element).map(Some)
        })
    }

    /// Replaces what is in the field.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        self.wait(&format!("{selector} cannot be filled"), || {
            let element = self.session.find(selector)?;
            self.session.clear(&element)?;
            self.session.type_into(&element, text).map(Some)
        })
    }

    /// Chooses the option with this value, as a person would with the keyboard.
    #[track_caller]
    pub fn choose(&self, selector: &str, value: &str) {
        self.click(&format!("{selector} option[value=\"{value}\"]"));
    }

    /// Hands a file to a file input.
    #[track_caller]
    pub fn upload(&self, selector: &str, file: &std::path::Path) {
        self.wait(&format!("{selector} takes no file"), || {
            let element = self.session.find(selector)?;
            self.session.type_into(&element, &file.to_string_lossy()).map(Some)
        })
    }

    /// Presses keys together: `Control+k`, `Escape`, `Shift+Tab`; letters as they stand on the key.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        let keys: Vec<String> = keys.split('+').map(key).collect();
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let steps: Vec<Value> = down.chain(up).collect();
        self.session.actions(&json!([{ "type": "key", "id": "keyboard", "actions": steps }])).unwrap();
    }

    /// Goes on with Tab until the element has the focus, as somebody without a mouse does.
    #[track_caller]
    pub fn tab_to(&self, selector: &str) {
        const IS_THERE: &str = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.see(selector);
        for _ in 0..120 {
            if self.eval(IS_THERE, &[json!(selector)]) == true {
                return;
            }
            self.press("Tab");
        }
        panic!("Tab does not come to {selector} on {}", self.path());
    }

    /// Types into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let steps: Vec<Value> = text
            .chars()
            .flat_map(|c| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": c.to_string() })))
            .collect();
        self.session.actions(&json!([{ "type": "key", "id": "keyboard", "actions": steps }])).unwrap();
    }

    /// Drags with the mouse from the middle of one element to the middle of another, which may appear once it is lifted.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let middle = |selector: &str| {
            let script = "const r = document.querySelector(arguments[0]).getBoundingClientRect();
                return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]";
            self.see(selector);
            let found = self.session.run(script, &[json!(selector)]).unwrap();
            (found[0].as_i64().unwrap(), found[1].as_i64().unwrap())
        };
        let step = |x: i64, y: i64, duration: i64| json!({ "type": "pointerMove", "duration": duration, "x": x, "y": y, "origin": "viewport" });
        let mouse = |steps: &[Value]| {
            self.session.actions(&json!([{ "type": "pointer", "id": "mouse", "actions": steps }])).unwrap();
        };
        let (from_x, from_y) = middle(from);
        // Islands begin to drag after a first small move.
        mouse(&[
            step(from_x, from_y, 0),
            json!({ "type": "pointerDown", "button": 0 }),
            step(from_x + 8, from_y + 8, 100),
        ]);
        let (to_x, to_y) = middle(to);
        mouse(&[step(to_x, to_y, 300), step(to_x, to_y, 100), json!({ "type": "pointerUp", "button": 0 })]);
    }

    /// Touches the middle of an element with a finger for so long.
    #[track_caller]
    pub fn touch(&self, selector: &str, long: Duration) {
        self.see(selector);
        let middle = "const r = document.querySelector(arguments[0]).getBoundingClientRect();
            return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]";
        let at = self.eval(middle, &[json!(selector)]);
        let steps = json!([
            { "type": "pointerMove", "duration": 0, "x": at[0], "y": at[1], "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
            { "type": "pause", "duration": u64::try_from(long.as_millis()).unwrap() },
            { "type": "pointerUp", "button": 0 },
        ]);
        let finger =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": steps });
        self.session.actions(&json!([finger])).unwrap();
    }

    /// The text of an element as it is shown.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.see(selector);
        let text = self.eval("return document.querySelector(arguments[0]).innerText", &[json!(selector)]);
        text.as_str().unwrap_or_default().trim().to_owned()
    }

    /// How many elements the selector finds now.
    pub fn count(&self, selector: &str) -> usize {
        let count = self.eval("return document.querySelectorAll(arguments[0]).length", &[json!(selector)]);
        usize::try_from(count.as_u64().unwrap()).unwrap()
    }

    /// Runs the body of a function in the page.
    #[track_caller]
    pub fn eval(&self, script: &str, arguments: &[Value]) -> Value {
        self.session.run(script, arguments).unwrap_or_else(|error| panic!("{script}: {error:?}"))
    }

    #[track_caller]
    pub fn back(&self) {
        self.eval("history.back()", &[]);
    }

    #[track_caller]
    pub fn reload(&self) {
        self.session.devtools("Page.reload", &json!({})).unwrap();
    }

    /// A desktop window of this size.
    pub fn size(&self, width: u32, height: u32) {
        self.metrics(width, height, false);
    }

    /// A phone held upright, with a touch screen.
    pub fn phone(&self) {
        self.metrics(390, 844, true);
        self.session.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true })).unwrap();
    }

    /// What the system prefers; a page may have a choice of its own.
    pub fn prefer_dark(&self, is_dark: bool) {
        let value = if is_dark { "dark" } else { "light" };
        // Without motion: what fades in or out would have too little contrast while axe looks.
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }, still] });
        self.session.devtools("Emulation.setEmulatedMedia", &features).unwrap();
    }

    fn metrics(&self, width: u32, height: u32, is_mobile: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_mobile });
        self.session.devtools("Emulation.setDeviceMetricsOverride", &metrics).unwrap();
    }

    /// Keeps a picture of what is shown in `target/shots/NAME.png`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("shots").join(format!("{name}.png"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, BASE64_STANDARD.decode(self.session.screenshot().unwrap()).unwrap()).unwrap();
        path
    }

    /// Fails the test if the console had an error since the last call (a violation of the content policy is one), if
    /// axe-core finds a serious or critical violation, or if the page is wider than the window.
    #[track_caller]
    pub fn no_problems(&self) {
        let mut problems = self.console_errors();
        problems.extend(self.axe_violations());
        let overhang = self.eval("return document.documentElement.scrollWidth - window.innerWidth", &[]);
        if overhang.as_i64().unwrap_or_default() > 0 {
            problems.push(format!("the page is {overhang} px wider than the window"));
        }
        assert!(problems.is_empty(), "{}:\n{}", self.path(), problems.join("\n"));
    }

    /// Errors of the console since the last call.
    pub fn console_errors(&self) -> Vec<String> {
        let entries = self.session.console().unwrap();
        entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| format!("console: {}", entry["message"].as_str().unwrap_or_default()))
            .collect()
    }

    fn axe_violations(&self) -> Vec<String> {
        const RUN: &str = "const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'], preload: false }).then(
                found => done(found.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => `axe: ${v.id} (${v.impact}): ${v.nodes.slice(0, 5).map(n => n.target + ' ' + n.failureSummary).join('; ')}`)),
                error => done(['axe: ' + error]))";
        if self.eval("return typeof axe", &[]) == "undefined" {
            self.eval(&format!("{AXE}; window.axe = axe"), &[]);
        }
        let found = self.session.run_async(RUN, &[]).unwrap_or_else(|error| panic!("axe: {error:?}"));
        found.as_array().unwrap().iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    fn page_text(&self) -> Result<String> {
        let text = self.session.run("return document.body ? document.body.innerText : ''", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Tries again until there is something. A page that changes under one's hands is no failure, only a reason to look
    /// once more.
    #[track_caller]
    fn wait<T>(&self, complaint: &str, look: impl Fn() -> Result<Option<T>>) -> T {
        let started = Instant::now();
        loop {
            let outcome = look();
            if let Ok(Some(found)) = outcome {
                return found;
            }
            if started.elapsed() > PATIENCE {
                let shot = self.screenshot(&format!("failed-{}", std::process::id()));
                let reason = outcome.err().map(|DriverError { code, message }| format!(" ({code}: {message})"));
                panic!(
                    "{complaint} on {}{} [picture: {}]\n{}\n{}",
                    self.path(),
                    reason.unwrap_or_default(),
                    shot.display(),
                    self.page_text().unwrap_or_default(),
                    self.console_errors().join("\n")
                );
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }
}

/// Installed by npm beside what the build bundles.
const AXE: &str = include_str!(concat!(env!("OUT_DIR"), "/npm/node_modules/axe-core/axe.min.js"));

/// The protocol's code points for keys without a character (section 17.4.2).
fn key(name: &str) -> String {
    let code = match name {
        "Control" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Escape" => '\u{e00c}',
        "Enter" => '\u{e007}',
        "Tab" => '\u{e004}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        other => return other.to_owned(),
    };
    code.to_string()
}
