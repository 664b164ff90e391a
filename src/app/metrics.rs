//! `/metrics`: numbers for whoever watches the box from outside, in the text form of Prometheus. They name nobody.
//!
//! They are for this machine, and for programs with the token of an administrator.

use crate::access::gate::program_behind;
use crate::access::sessions;
use crate::kernel::{Error, Result};
use crate::office::backup::Outcome;
use crate::platform::db::Db;
use crate::platform::db::inspect::sizes;
use crate::platform::web::{ApiError, Need, Routes, Streams};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::fs;
use std::sync::LazyLock;
use std::time::Duration;

/// Seconds.
const BUCKETS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Headers of proxies: whoever sends one is not on this machine, though the proxy is.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    class: &'static str,
    method: &'static str,
    status: u16,
}

type Requests = Family<Asked, Histogram, fn() -> Histogram>;

/// Of all servers in this process, which as a rule is one.
static REQUESTS: LazyLock<Requests> = LazyLock::new(|| Family::new_with_constructor(|| Histogram::new(BUCKETS)));

pub fn routes(routes: &mut Routes) {
    routes.get("/metrics", Need::Public, show);
}

/// Notes an answer, by the route as it is written.
pub fn note(method: &Method, path: &str, status: StatusCode, duration: Duration) {
    let method = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].into_iter().find(|name| *name == method.as_str());
    let asked = Asked { class: class_of(path), method: method.unwrap_or("other"), status: status.as_u16() };
    REQUESTS.get_or_create(&asked).observe(duration.as_secs_f64());
}

fn class_of(path: &str) -> &'static str {
    match path.split('/').nth(1).unwrap_or_default() {
        "unknown" => "unknown",
        "api" => "api",
        "assets" => "asset",
        "healthz" | "readyz" | "metrics" => "health",
        _ => "page",
    }
}

async fn show(request: HttpRequest, db: web::Data<Db>, streams: web::Data<Streams>) -> Result<HttpResponse, ApiError> {
    if !is_from_here(&request) && !program_behind(&request).await?.is_some_and(|viewer| viewer.is_admin()) {
        return Err(Error::Forbidden.into());
    }
    let open_streams = streams.count();
    let text =
        web::block(move || text(&db, open_streams)).await.map_err(anyhow::Error::from).map_err(Error::from)??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(text))
}

fn is_from_here(request: &HttpRequest) -> bool {
    let is_loopback = request.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    is_loopback && !FORWARDED.iter().any(|name| request.headers().contains_key(*name))
}

fn text(db: &Db, open_streams: usize) -> Result<String> {
    let (sessions, outcome) = db.read_blocking(|conn| Ok((sessions::count(conn)?, Outcome::load(conn)?)))?;
    let mut registry = Registry::with_prefix("korob");
    registry.register_with_unit(
        "http_request_duration",
        "Requests, until their answer began",
        Unit::Seconds,
        REQUESTS.clone(),
    );
    let stats = db.write_stats();
    let counters = [
        ("writes", "Actions that were written", stats.actions),
        ("commits", "Commits, each of one or more actions", stats.commits),
        ("lost_batches", "Commits that failed", stats.lost_batches),
    ];
    for (name, help, count) in counters {
        registry.register(name, help, ConstCounter::new(count));
    }
    let commit_time = ConstCounter::new(stats.commit_time.as_secs_f64());
    registry.register_with_unit("commit_time", "Time spent in commits", Unit::Seconds, commit_time);
    let sizes = sizes(db.path());
    let gauges = [
        ("write_queue", "Actions that wait to be written", db.waiting_writes() as i64),
        ("can_write", "0 after a fault of the disk", i64::from(db.fault().is_none())),
        ("disk_full", "1 while the disk is full", i64::from(db.is_disk_full())),
        ("sessions", "Browsers that are signed in", sessions),
        ("event_streams", "Pages that are told of changes", open_streams as i64),
        ("database_bytes", "Size of the database", sizes.database_bytes as i64),
        ("database_log_bytes", "Size of the log beside it", sizes.log_bytes as i64),
        ("memory_bytes", "Memory of the process", memory_bytes().unwrap_or_default()),
        ("backup_failed", "1 if the last backup failed", i64::from(outcome.failure.is_some())),
    ];
    for (name, help, value) in gauges {
        registry.register(name, help, ConstGauge::new(value));
    }
    if let Some(at) = outcome.proven_at {
        let age = ConstGauge::new((db.clock().now().0 - at.0) / 1000);
        registry.register_with_unit("backup_age", "Since the last backup that is known to restore", Unit::Seconds, age);
    }
    let mut text = String::new();
    encode(&mut text, &registry).map_err(anyhow::Error::from)?;
    Ok(text)
}

/// What the process holds of the memory of the machine (proc(5), statm).
fn memory_bytes() -> Option<i64> {
    let pages: i64 = fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * rustix::param::page_size() as i64)
}
