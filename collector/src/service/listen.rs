//! Connections: how many, how long, and their end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::address::Peer;
use super::{App, COUNT_EVERY, router};
use crate::config::Config;

/// After an error in accepting (too many open files, mostly) so long nothing is accepted.
const RESPITE: Duration = Duration::from_millis(100);

/// A service that has its port.
pub struct Listening {
    listener: TcpListener,
}

impl Listening {
    /// Takes the port.
    ///
    /// # Errors
    /// When it is in use or not allowed.
    pub async fn bind(address: SocketAddr) -> io::Result<Listening> {
        Ok(Listening { listener: TcpListener::bind(address).await? })
    }

    /// The address, with the port that was found if 0 was asked for.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Answers requests until `end` comes about; then finishes those under way, for as long as the configuration allows.
///
/// The heads of requests have a time limit of their own, and so does an idle connection; the number of connections is
/// bounded, and further ones wait in the system's queue.
pub async fn serve(listening: Listening, config: &Config, app: Arc<App>, end: impl Future<Output = ()>) {
    let router = router(config, app.clone());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(config.head_seconds));
    let places = Arc::new(Semaphore::new(config.connections));
    let graceful = GracefulShutdown::new();
    let counting = tokio::spawn({
        let app = app.clone();
        async move {
            loop {
                app.count().await;
                tokio::time::sleep(COUNT_EVERY).await;
            }
        }
    });
    let accepting = async {
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { break };
            let (stream, peer) = match listening.listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(RESPITE).await;
                    continue;
                }
            };
            // Answers are small and whole: they should not wait for more.
            let _ = stream.set_nodelay(true);
            let connection = http.serve_connection(TokioIo::new(stream), answering(router.clone(), Peer(peer.ip())));
            let connection = graceful.watch(connection);
            let app = app.clone();
            tokio::spawn(async move {
                app.metrics.connections.inc();
                // A connection that breaks is the other side's matter.
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection broke");
                }
                app.metrics.connections.dec();
                drop(place);
            });
        }
    };
    tokio::select! {
        () = accepting => {}
        () = end => {}
    }
    counting.abort();
    drop(listening);
    let patience = Duration::from_secs(config.shutdown_seconds);
    match tokio::time::timeout(patience, graceful.shutdown()).await {
        Ok(()) => tracing::info!("all requests are answered"),
        Err(_) => tracing::warn!(seconds = config.shutdown_seconds, "some requests were cut off"),
    }
    app.store.close().await;
}

/// The router as hyper calls it.
fn answering(
    router: Router,
    peer: Peer,
) -> impl hyper::service::Service<
    hyper::Request<hyper::body::Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future = impl Future<Output = Result<axum::response::Response, std::convert::Infallible>> + Send,
> {
    service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    })
}
