//! Who may call what: every route of the table, by every role, on things of their own, of others, deleted and missing.
//! What is expected follows from what a route is declared to need; a route with a parameter that [`samples`] does not
//! know fails here until it is given one.

mod leaks;
mod mass_assignment;
mod samples;

use crate::harness::{Answer, Client, TestApp};
use actix_web::http::Method;
use korob::app::routes;
use korob::kernel::Access;
use korob::platform::web::{Need, RouteRow};
use samples::{Owner, Sample, State};
use std::collections::BTreeMap;

/// Things belong to Olga; Igor observes her records; Małgorzata is a stranger to them.
const ROLES: [Option<&str>; 6] = [None, Some("anna"), Some("pyotr"), Some("olga"), Some("igor"), Some("malgorzata")];

/// What a call must be answered with.
#[derive(Debug, PartialEq)]
enum Expected {
    /// The sign-in page, or 401 for a program.
    Door,
    /// One of these.
    Refusal(&'static [u16]),
    /// Anything that is no refusal: done, or something is wrong with what was sent.
    Admission,
    /// Not for the matrix to say.
    Anything,
}

/// One cell of the matrix.
struct Cell<'a> {
    row: &'a RouteRow,
    role: Option<&'static str>,
    sample: &'a Sample,
    state: State,
}

impl Cell<'_> {
    fn expected(&self) -> Expected {
        let Some(role) = self.role else {
            return if self.row.need == Need::Public { Expected::Anything } else { Expected::Door };
        };
        if self.row.need == Need::Admin && role != "anna" {
            return Expected::Refusal(&[403]);
        }
        // Who sees own records alone gives none away.
        if self.row.path.ends_with("/bulk/assignment") && !matches!(role, "anna" | "pyotr") {
            return Expected::Refusal(&[403]);
        }
        match (self.sample.owner, self.state) {
            (Owner::Nobody, _) if self.row.need == Need::Public => Expected::Anything,
            (Owner::Nobody, _) => Expected::Admission,
            (Owner::Gone, _) | (_, State::Missing) => Expected::Refusal(&[404]),
            (Owner::Everybody, _) => Expected::Admission,
            (Owner::OlgaAlone | Owner::OlgaAndAdministrators, _) if role == "olga" => Expected::Admission,
            (Owner::OlgaAndAdministrators, _) if role == "anna" => Expected::Admission,
            (Owner::OlgaAlone | Owner::OlgaAndAdministrators, _) => Expected::Refusal(&[403, 404]),
            (Owner::Record, State::Deleted) => match self.sample.is_for_the_bin || self.sample.is_also_of_the_bin {
                true if matches!(role, "anna" | "pyotr" | "olga") => Expected::Admission,
                _ => Expected::Refusal(&[404]),
            },
            (Owner::Record, _) => match role {
                "malgorzata" => Expected::Refusal(&[404]),
                _ if self.sample.is_for_the_bin => Expected::Refusal(&[404]),
                "pyotr" | "igor" if self.sample.is_for_the_author => Expected::Refusal(&[403]),
                // Seen, but not to be changed.
                "igor" if changes(self.row.need) || self.sample.is_for_editors => Expected::Refusal(&[403, 404]),
                _ => Expected::Admission,
            },
        }
    }

    /// What is wrong with the answer.
    fn objection(&self, answer: &Answer) -> Option<String> {
        let is_at_door = answer.header("location").starts_with("/login");
        let expected = self.expected();
        let is_good = match &expected {
            Expected::Anything => true,
            Expected::Door if is_api(self.row) => answer.status == 401 && answer.header("www-authenticate") == "Bearer",
            Expected::Door => answer.status == 303 && is_at_door,
            Expected::Refusal(statuses) => statuses.contains(&answer.status),
            Expected::Admission if self.row.path == "/logout" => is_at_door,
            Expected::Admission => !matches!(answer.status, 401 | 403 | 404 | 405) && !is_at_door,
        };
        let is_good = is_good && answer.status < 500;
        (!is_good).then(|| {
            let (method, path) = (&self.row.method, &self.row.path);
            let role = self.role.unwrap_or("anybody");
            format!("{method} {path} by {role} ({:?}): {} instead of {expected:?}", self.state, answer.status)
        })
    }
}

fn changes(need: Need) -> bool {
    matches!(need, Need::Record { access: Access::Edit | Access::Delete, .. })
}

fn is_api(row: &RouteRow) -> bool {
    row.path.starts_with("/api/v1")
}

/// Everybody's browsers and programs.
struct Cast<'a> {
    app: &'a TestApp,
    programs: BTreeMap<&'static str, Client>,
}

impl<'a> Cast<'a> {
    fn of(app: &'a TestApp) -> Cast<'a> {
        Cast { app, programs: ROLES.into_iter().flatten().map(|name| (name, app.api(name))).collect() }
    }

    fn client(&self, row: &RouteRow, role: Option<&str>) -> Client {
        match role {
            None => self.app.anonymous(),
            Some(name) if is_api(row) => self.programs[name].clone(),
            // Anew each time: what was called before may have ended all sessions.
            Some(name) => self.app.as_(name),
        }
    }
}

/// Sends what the sample says, to this thing.
fn call(client: &Client, row: &RouteRow, sample: &Sample, path: &str) -> Answer {
    let body = match row.method {
        Method::GET | Method::DELETE => None,
        _ if is_api(row) => Some(("application/json", sample.json.clone().into_bytes())),
        _ => Some(("application/x-www-form-urlencoded", sample.form.clone().into_bytes())),
    };
    let method = ureq::http::Method::from_bytes(row.method.as_str().as_bytes()).unwrap();
    client.send(method, path, body)
}

#[test]
fn every_route_answers_everybody_as_it_is_declared() {
    let app = TestApp::start();
    let rows = routes::routes(app.registry()).rows();
    let cast = Cast::of(&app);
    let things = samples::Things::create(&app);
    let samples: Vec<Sample> = rows.iter().map(|row| samples::of(app.registry(), row)).collect();
    let (mut refusals, mut admissions) = (0, 0);
    let mut objections: Vec<String> = Vec::new();
    for (row, sample) in rows.iter().zip(&samples) {
        let cells: Vec<Cell<'_>> = ROLES
            .into_iter()
            .flat_map(|role| sample.states().iter().map(move |state| Cell { row, role, sample, state: *state }))
            .collect();
        let (refused, admitted): (Vec<Cell<'_>>, Vec<Cell<'_>>) = cells.into_iter().partition(|cell| {
            cell.role.is_none() || !matches!(cell.expected(), Expected::Admission | Expected::Anything)
        });
        // Sessions are begun before, so that nothing at all may change meanwhile.
        let calls: Vec<_> = refused.iter().map(|cell| (cell, cast.client(row, cell.role))).collect();
        let before = app.content();
        for (cell, client) in &calls {
            let answer = call(client, row, sample, &things.path(row, sample, cell.state));
            objections.extend(cell.objection(&answer));
        }
        if app.content() != before {
            objections.push(format!("{} {}: a refusal changed something", row.method, row.path));
        }
        for cell in &admitted {
            // What is changed is made for it, so that the next one finds things as they were.
            let fresh = (row.method != Method::GET).then(|| samples::Things::for_sample(&app, sample));
            let path = fresh.as_ref().unwrap_or(&things).path(row, sample, cell.state);
            let answer = call(&cast.client(row, cell.role), row, sample, &path);
            objections.extend(cell.objection(&answer));
        }
        (refusals, admissions) = (refusals + refused.len(), admissions + admitted.len());
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
    assert!(refusals > 300 && admissions > 200, "{refusals} refusals and {admissions} admissions");
}

#[test]
fn a_route_without_a_sample_is_found() {
    let registry = korob::app::wiring::registry();
    let is_known = |path: &'static str| {
        let row = RouteRow { method: Method::GET, path: path.into(), need: Need::SignedIn, operation: None };
        samples::find(&registry, &row).is_some()
    };
    for path in ["/companies/{id}/quotes/{quote}", "/quotes/{id}", "/companies/views/{view}"] {
        assert!(!is_known(path), "{path}");
    }
    assert!(is_known("/companies/{id}/anything"));
}
