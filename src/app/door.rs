//! The socket to which browsers come over TLS. Who comes without it, since `http://` was typed, is sent on to the same place over
//! TLS; a server that takes every connection for TLS only hangs up.
//!
//! It is what [`actix_web::HttpServer`] makes of the same crates, with a look at the first byte before it.

use crate::platform::web::Hosts;
use actix_http::{HttpService, Request};
use actix_server::Server;
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, Response};
use actix_web::rt::net::TcpStream;
use std::fmt::Debug;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// How long running requests may go on after the order to stop.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// A browser keeps its connections between two clicks; a client that sends its request drop by drop is cut off.
pub const KEEP_ALIVE: Duration = Duration::from_secs(75);
pub const REQUEST_HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Of each worker. Reads wait for a connection of the pool anyway; more threads only hold more memory.
pub const MAX_BLOCKING_THREADS: usize = 8;

/// For the first byte, and again for a request without TLS; the handshake has as long.
const PATIENCE: Duration = Duration::from_secs(3);

/// For the end of a connection, as with actix-web.
const GOODBYE: Duration = Duration::from_secs(1);

/// More says nobody who only typed an address.
const LONGEST_HEAD: u64 = 16 * 1024;

/// Of what stands before a body.
const END: &[u8] = b"\r\n\r\n";

/// Where is listened, and how it is spoken there.
pub struct Door {
    pub listen: SocketAddr,
    pub workers: usize,
    pub hosts: Hosts,
    pub tls: rustls::ServerConfig,
}

impl Door {
    /// Serves this application to whoever comes over TLS; the address, with the port it really got.
    pub fn serve<F, I, S, B>(self, application: F) -> io::Result<(SocketAddr, Server)>
    where
        F: Fn() -> I + Send + Clone + 'static,
        I: IntoServiceFactory<S, Request>,
        S: ServiceFactory<Request, Config = AppConfig> + 'static,
        S::Error: Into<actix_web::Error> + 'static,
        S::InitError: Debug,
        S::Response: Into<Response<B>> + 'static,
        S::Service: 'static,
        <S::Service as Service<Request>>::Future: 'static,
        B: MessageBody + 'static,
    {
        let Door { listen, workers, hosts, tls } = self;
        let listener = TcpListener::bind(listen)?;
        let address = listener.local_addr()?;
        let builder = Server::build()
            .workers(workers)
            .worker_max_blocking_threads(MAX_BLOCKING_THREADS)
            .shutdown_timeout(STOP_TIMEOUT.as_secs())
            .disable_signals();
        let stopping = builder.graceful_shutdown_signal();
        let builder = builder.listen("https", listener, move || {
            let (stopping, hosts) = (stopping.clone(), hosts.clone());
            let application = application().into_factory().map_err(|error| error.into().error_response());
            let http = HttpService::build()
                .graceful_shutdown_signal(move || {
                    let stopping = stopping.clone();
                    async move { stopping.notified().await }
                })
                .keep_alive(KEEP_ALIVE)
                .client_request_timeout(REQUEST_HEAD_TIMEOUT)
                .client_disconnect_timeout(GOODBYE)
                .finish(map_config(application, |_| AppConfig::default()))
                .rustls_0_23(tls.clone())
                .map_err(|_| ());
            fn_service(move |stream| look(stream, hosts.clone())).and_then(http)
        })?;
        Ok((address, builder.run()))
    }
}

/// Lets through what may be TLS. An error ends the connection; somebody who is slow keeps nobody else waiting.
async fn look(stream: TcpStream, hosts: Hosts) -> Result<TcpStream, ()> {
    let mut first = [0];
    match timeout(PATIENCE, stream.peek(&mut first)).await {
        // Every request of HTTP/1 begins with its method, a record of TLS never with a letter.
        Ok(Ok(1)) if first[0].is_ascii_uppercase() => {
            let _ = timeout(PATIENCE, send_on(stream, &hosts)).await;
            Err(())
        }
        Ok(Ok(1)) => Ok(stream),
        _ => Err(()),
    }
}

async fn send_on(mut stream: TcpStream, hosts: &Hosts) -> io::Result<()> {
    let (mut head, mut limited) = (Vec::new(), (&mut stream).take(LONGEST_HEAD));
    while !head.windows(END.len()).any(|some| some == END) {
        if limited.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    if let Some(answer) = answer(&head, hosts) {
        stream.write_all(answer.as_bytes()).await?;
    }
    stream.shutdown().await
}

/// What somebody is told who asks without TLS. Not for good: the office may give TLS up one day. What is to be changed is
/// not asked again, so that it is noticed that it went over the network in clear.
fn answer(head: &[u8], hosts: &Hosts) -> Option<String> {
    let mut lines = str::from_utf8(head).ok()?.split("\r\n");
    let mut asked = lines.next()?.split(' ');
    let (method, target) = (asked.next()?, asked.next()?);
    let named = lines.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
    let mut named = named.filter(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, host)| host.trim());
    let (host, others) = (named.next()?, named.next());
    let is_plain = target.starts_with('/') && target.bytes().all(|byte| byte.is_ascii_graphic());
    let told = match () {
        () if others.is_some() || !hosts.knows(host) => "421 Misdirected Request".to_owned(),
        () if !is_plain || !matches!(method, "GET" | "HEAD") => "400 Bad Request".to_owned(),
        () => format!("307 Temporary Redirect\r\nLocation: https://{host}{target}"),
    };
    Some(format!("HTTP/1.1 {told}\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"))
}
