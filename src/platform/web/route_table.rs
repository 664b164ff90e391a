//! Routes as data: what a slice declares is both mounted into the server and listed in a table.
//!
//! The table is what the golden file of routes, the access matrix test and the gate in front of every handler are
//! made from; there is no other way to mount a handler, so no route can be forgotten in any of them.

use super::operation::Operation;
use super::{PageError, RawForm};
use crate::kernel::{Access, Error, KindKey};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::guard;
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::{FromRequest, Handler, HttpRequest, Responder, ResponseError, Route, web};
use anyhow::anyhow;
use futures_util::FutureExt;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

/// What a request must bring to reach a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: sign-in, set-up (which asks for its own one-time token), health, assets.
    Public,
    /// A signed-in user, or an API token where the path is below `/api/`.
    SignedIn,
    /// A signed-in administrator.
    Admin,
    /// A role that may do this with at least some records of the type; which ones is a condition of the query.
    Record { kind: KindKey, access: Access },
}

impl Need {
    pub fn view(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::View }
    }

    pub fn create(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::Create }
    }

    pub fn edit(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::Edit }
    }

    pub fn delete(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::Delete }
    }

    pub fn export(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::Export }
    }

    pub fn import(kind: KindKey) -> Need {
        Need::Record { kind, access: Access::Import }
    }
}

impl std::fmt::Display for Need {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Need::Public => f.write_str("public"),
            Need::SignedIn => f.write_str("signed-in"),
            Need::Admin => f.write_str("admin"),
            Need::Record { kind, access } => write!(f, "{kind}:{}", access.name()),
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteRow {
    pub method: Method,
    /// With its parameters in braces: `/leads/{id}`.
    pub path: Cow<'static, str>,
    pub need: Need,
    /// What programs are told about it. Every route of the API has one.
    pub operation: Option<Operation>,
}

/// The route that was just declared.
pub struct Declared<'r>(&'r mut RouteRow);

impl Declared<'_> {
    /// Tells programs what the route takes and gives.
    pub fn described(self, operation: Operation) {
        self.0.operation = Some(operation);
    }
}

/// Decides whether a request may pass on to a handler with this need; the error is the whole answer.
///
/// Not asked for [`Need::Public`].
pub type Gate = fn(&HttpRequest, Need) -> Pin<Box<dyn Future<Output = Result<(), actix_web::Error>>>>;

/// The routes of the program, filled slice by slice.
///
/// ```
/// # use korob::platform::web::{Need, Routes};
/// # async fn index() -> &'static str { "" }
/// # async fn create() -> &'static str { "" }
/// pub fn routes(routes: &mut Routes) {
///     routes.get("/deals", Need::view("deal"), index);
///     routes.post("/deals", Need::create("deal"), create);
/// }
/// # routes(&mut Routes::default());
/// ```
#[derive(Default)]
pub struct Routes {
    entries: Vec<(RouteRow, Route)>,
}

impl Routes {
    /// Answers HEAD too, with the same headers and no body.
    pub fn get<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path.into(), need, handler)
    }

    pub fn post<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path.into(), need, handler)
    }

    /// A POST that says all in its address: a form with any field is refused before the handler, since whoever sends one
    /// believes that it does something.
    pub fn deed<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = Route::new().to(handler).wrap(from_fn(only_address));
        self.add_route(Method::POST, path.into(), need, route)
    }

    pub fn put<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PUT, path.into(), need, handler)
    }

    pub fn patch<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PATCH, path.into(), need, handler)
    }

    pub fn delete<F, Args>(&mut self, path: impl Into<Cow<'static, str>>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::DELETE, path.into(), need, handler)
    }

    fn add<F, Args>(&mut self, method: Method, path: Cow<'static, str>, need: Need, handler: F) -> Declared<'_>
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add_route(method, path, need, Route::new().to(handler))
    }

    fn add_route(&mut self, method: Method, path: Cow<'static, str>, need: Need, route: Route) -> Declared<'_> {
        let row = RouteRow { method, path, need, operation: None };
        assert!(
            !self.entries.iter().any(|(other, _)| other.method == row.method && other.path == row.path),
            "{} {} is declared twice",
            row.method,
            row.path
        );
        let (row, _) = self.entries.push_mut((row, route));
        Declared(row)
    }

    /// The table, in the order of paths.
    pub fn rows(&self) -> Vec<RouteRow> {
        let mut rows: Vec<RouteRow> = self.entries.iter().map(|(row, _)| row.clone()).collect();
        rows.sort_by(|a, b| (&a.path, a.method.as_str()).cmp(&(&b.path, b.method.as_str())));
        rows
    }

    /// Mounts everything, each handler behind the gate.
    ///
    /// The order of declaration does not matter: `/leads/board` is tried before `/leads/{id}`.
    pub fn mount(self, config: &mut web::ServiceConfig, gate: Gate) {
        let mut resources: BTreeMap<Vec<Segment>, (Cow<'static, str>, Vec<Route>)> = BTreeMap::new();
        for (row, route) in self.entries {
            let resource = resources.entry(segments(&row.path)).or_insert_with(|| (row.path.clone(), Vec::new()));
            assert_eq!(resource.0, row.path, "the same path with its parameters named in two ways");
            resource.1.push(behind_gate(route, &row, gate));
        }
        // A request is compared with every pattern before its own: those of other folders are passed over at once.
        let mut folders: BTreeMap<String, Vec<(String, Vec<Route>)>> = BTreeMap::new();
        for (path, routes) in resources.into_values() {
            let (folder, rest) = in_folder(&path);
            folders.entry(folder.to_owned()).or_default().push((rest.to_owned(), routes));
        }
        for (folder, resources) in folders {
            let resources = resources.into_iter().map(|(path, routes)| {
                routes.into_iter().fold(web::resource(path), |resource, route| resource.route(route))
            });
            if folder.is_empty() {
                for resource in resources {
                    config.service(resource);
                }
            } else {
                config.service(resources.fold(web::scope(&folder), |scope, resource| scope.service(resource)));
            }
        }
    }
}

/// `/leads/{id}` as `/leads` and `/{id}`; the folder is empty where the path begins with a parameter or ends at once.
fn in_folder(path: &str) -> (&str, &str) {
    let end = path.get(1..).and_then(|rest| rest.find('/')).map_or(path.len(), |at| at + 1);
    let (folder, rest) = path.split_at(end);
    if folder == "/" || folder.contains('{') { ("", path) } else { (folder, rest) }
}

fn behind_gate(route: Route, row: &RouteRow, gate: Gate) -> Route {
    let route = if row.method == Method::GET {
        route.guard(guard::Any(guard::Get()).or(guard::Head()))
    } else {
        route.method(row.method.clone())
    };
    let need = row.need;
    route.wrap(from_fn(move |request: ServiceRequest, next: Next<_>| async move {
        if need != Need::Public
            && let Err(refusal) = gate(request.request(), need).await
        {
            return Ok(request.error_response(refusal));
        }
        survive(request, next).await
    }))
}

/// See [`Routes::deed`].
async fn only_address(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let sent = request.extract::<RawForm>().await.and_then(|form| Ok(form.only(|_| false).map_err(PageError::from)?));
    match sent {
        Ok(()) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(refusal) => Ok(request.error_response(refusal)),
    }
}

/// A handler that panics answers 500 like any other error; the process and the connection live on.
async fn survive(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let asked = request.request().clone();
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(answer) => Ok(answer?.map_into_boxed_body()),
        Err(payload) => {
            let text = payload.downcast_ref::<&str>().copied();
            let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no text");
            // Not the path itself, which may hold the secret of a link.
            let route = asked.match_pattern().unwrap_or_default();
            let panicked = Error::Internal(anyhow!("the handler of {route} panicked: {text}"));
            let error = PageError::from(panicked);
            Ok(ServiceResponse::new(asked, error.error_response()))
        }
    }
}

/// Ordered so that the more definite path comes first; two parameters in the same place are the same path.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Text(String),
    Parameter,
    /// `{path:.*}`: the rest of the path.
    Tail,
}

fn segments(path: &str) -> Vec<Segment> {
    path.split('/')
        .map(|part| match part {
            _ if part.contains(":.*}") => Segment::Tail,
            _ if part.contains('{') => Segment::Parameter,
            _ => Segment::Text(part.to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, error};

    async fn one(id: web::Path<i64>) -> String {
        format!("one {id}")
    }

    async fn board() -> &'static str {
        "board"
    }

    fn sample() -> Routes {
        let mut routes = Routes::default();
        routes.get("/leads/{id}", Need::view("lead"), one);
        routes.get("/leads/board", Need::SignedIn, board);
        routes.post("/leads/{id}", Need::edit("lead"), one);
        routes.get("/login", Need::Public, board);
        routes
    }

    fn refuse_edits(_: &HttpRequest, need: Need) -> Pin<Box<dyn Future<Output = Result<(), actix_web::Error>>>> {
        let refused = matches!(need, Need::Record { access: Access::Edit, .. });
        Box::pin(async move { if refused { Err(error::ErrorForbidden("no")) } else { Ok(()) } })
    }

    #[actix_web::test]
    async fn definite_paths_come_first_and_the_gate_stands_before_the_handler() {
        let app = init_service(App::new().configure(|config| sample().mount(config, refuse_edits))).await;
        for (method, path, status, body) in [
            (Method::GET, "/leads/board", StatusCode::OK, "board"),
            (Method::GET, "/leads/7", StatusCode::OK, "one 7"),
            (Method::GET, "/login", StatusCode::OK, "board"),
            (Method::PUT, "/leads/7", StatusCode::METHOD_NOT_ALLOWED, ""),
            (Method::GET, "/nowhere", StatusCode::NOT_FOUND, ""),
            (Method::GET, "/leads/7/nowhere", StatusCode::NOT_FOUND, ""),
            (Method::GET, "/leadsboard", StatusCode::NOT_FOUND, ""),
        ] {
            let answer = call_service(&app, TestRequest::default().method(method.clone()).uri(path).to_request()).await;
            assert_eq!(answer.status(), status, "{method} {path}");
            assert_eq!(read_body(answer).await, body, "{method} {path}");
        }
        let refused = call_service(&app, TestRequest::post().uri("/leads/7").to_request()).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    }

    #[actix_web::test]
    async fn a_panic_is_a_500_and_the_next_request_is_served() {
        async fn panics() -> &'static str {
            panic!("as this test asks")
        }
        let mut routes = sample();
        routes.get("/panic", Need::Public, panics);
        let app = init_service(App::new().configure(|config| routes.mount(config, refuse_edits))).await;
        for (path, status) in [("/panic", StatusCode::INTERNAL_SERVER_ERROR), ("/leads/7", StatusCode::OK)] {
            let answer = call_service(&app, TestRequest::get().uri(path).to_request()).await;
            assert_eq!(answer.status(), status, "{path}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_names_each_need() {
        let lines: Vec<String> =
            sample().rows().iter().map(|row| format!("{} {} {}", row.method, row.path, row.need)).collect();
        assert_eq!(
            lines,
            [
                "GET /leads/board signed-in",
                "GET /leads/{id} lead:view",
                "POST /leads/{id} lead:edit",
                "GET /login public"
            ]
        );
    }

    #[test]
    #[should_panic(expected = "declared twice")]
    fn a_route_declared_twice_is_a_mistake() {
        let mut routes = sample();
        routes.get("/login", Need::SignedIn, board);
    }
}
