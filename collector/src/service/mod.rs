//! The service: its addresses, and what stands around them (limits, CORS, metrics, logs).

mod address;
mod body;
mod handlers;
mod limit;
mod listen;
mod metrics;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use handlers::{ERASURE_TOKEN, Status, Stored};
pub use listen::{Listening, serve};
pub use metrics::{MEANINGS, Metrics};

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::problem::{Kind, Problem};
use crate::store::{Store, StoreError};
use body::Bounds;
use limit::RateLimit;

/// How often the contributions are counted.
const COUNT_EVERY: Duration = Duration::from_secs(60);

/// How long the database may take for one request.
const STORE_PATIENCE: Duration = Duration::from_secs(15);

/// How long a browser may remember what other origins are allowed.
const PREFLIGHT_AGE: Duration = Duration::from_secs(3600);

/// What all requests share.
pub struct App {
    store: Arc<dyn Store>,
    catalogue: Catalogue,
    metrics: Metrics,
    bounds: Bounds,
    limit: Option<RateLimit>,
    trusted_proxies: Vec<IpAddr>,
}

impl App {
    /// A service over a store.
    pub fn new(config: &Config, store: Arc<dyn Store>, catalogue: Catalogue) -> App {
        App {
            store,
            catalogue,
            metrics: Metrics::default(),
            bounds: Bounds { bytes: config.max_body_bytes, time: Duration::from_secs(config.body_seconds) },
            limit: RateLimit::new(config.requests_per_minute, config.requests_at_once, config.addresses),
            trusted_proxies: config.trusted_proxies.clone(),
        }
    }

    /// Asks the store, with a limit to the waiting; errors are counted and logged.
    async fn ask<T>(&self, answer: impl Future<Output = Result<T, StoreError>>) -> Result<T, Problem> {
        let answer = match tokio::time::timeout(STORE_PATIENCE, answer).await {
            Ok(answer) => answer,
            Err(_) => Err(StoreError::Busy(format!("no answer within {} seconds", STORE_PATIENCE.as_secs()))),
        };
        answer.map_err(|error| {
            self.metrics.store_error(error.name());
            tracing::error!(kind = error.name(), %error, "the store could not do what was asked");
            // What exactly a database says is for its keeper, not for everybody.
            match error {
                StoreError::Busy(_) => Problem::new(Kind::Unavailable, "the database is busy; nothing is lost")
                    .hint("send the same request again in a few seconds")
                    .retry_after(5),
                StoreError::Full(_) => Problem::new(Kind::StorageFull, "there is no room for more")
                    .hint("send the same request again later; erasing still works")
                    .retry_after(3600),
                StoreError::Failed(_) | StoreError::Unsupported(_) => {
                    Problem::new(Kind::Unavailable, "the database cannot be used now; nothing is lost")
                        .hint("send the same request again in a minute")
                        .retry_after(60)
                }
            }
        })
    }

    /// Counts what is stored, for the status and the metrics.
    async fn count(&self) {
        if let Ok(count) = self.ask(self.store.count()).await {
            self.metrics.stored.set(count);
        }
    }
}

/// What the API is, for its document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "canihasashowplz collector",
        description = "Takes ratings that people choose to contribute. There are no accounts; addresses and browsers are \
                       not kept, and of dates the month. Problems are RFC 9457 documents."
    ),
    tags(
        (name = "contributions", description = "What people send, replace and take back"),
        (name = "operations", description = "For whoever runs the service")
    )
)]
struct Api;

fn documented() -> (Router<Arc<App>>, Router<Arc<App>>, utoipa::openapi::OpenApi) {
    let (contributions, first) = OpenApiRouter::<Arc<App>>::with_openapi(Api::openapi())
        .routes(routes!(handlers::contribute, handlers::erase))
        .routes(routes!(handlers::status))
        .split_for_parts();
    let (operations, second) = OpenApiRouter::<Arc<App>>::new()
        .routes(routes!(handlers::healthz))
        .routes(routes!(handlers::readyz))
        .routes(routes!(handlers::metrics))
        .split_for_parts();
    (contributions, operations, first.merge_from(second))
}

/// The OpenAPI document, as `/openapi.json` serves it.
pub fn openapi() -> String {
    let (_, _, document) = documented();
    document.to_pretty_json().unwrap_or_default()
}

/// All addresses of the service.
pub fn router(config: &Config, app: Arc<App>) -> Router {
    let (contributions, operations, document) = documented();
    let document: Arc<str> = document.to_pretty_json().unwrap_or_default().into();
    let openapi = get(move || async move { ([(header::CONTENT_TYPE, "application/json")], document.to_string()) });
    contributions
        .route_layer(middleware::from_fn_with_state(app.clone(), limited))
        .merge(operations)
        .route("/openapi.json", openapi)
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(not_found)
        .layer(cors(&config.allowed_origins))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), observed))
        .with_state(app)
}

fn cors(origins: &[String]) -> CorsLayer {
    let allowed = match origins.iter().any(|origin| origin == "*") {
        true => AllowOrigin::any(),
        false => AllowOrigin::list(origins.iter().filter_map(|origin| origin.parse::<HeaderValue>().ok())),
    };
    CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers([header::CONTENT_TYPE, header::CONTENT_ENCODING, ERASURE_TOKEN])
        .expose_headers([header::RETRY_AFTER])
        .max_age(PREFLIGHT_AGE)
}

/// Counts and logs each answer: the route and not the address that was asked for, and nothing of who asked.
async fn observed(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("other", |path| path.as_str()).to_owned();
    let response = next.run(request).await;
    let (status, time) = (response.status(), begin.elapsed());
    let problem = response.extensions().get::<Kind>().map(|kind| kind.name());
    if let Some(kind) = problem {
        app.metrics.problem(kind);
    }
    app.metrics.answered(&method, &route, status, time);
    tracing::info!(
        method = method.as_str().get(..8).unwrap_or(method.as_str()),
        route,
        status = status.as_u16(),
        problem,
        milliseconds = time.as_secs_f64() * 1e3,
        "answered"
    );
    response
}

async fn limited(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if let Some(limit) = &app.limit
        && let Some(address) = address::of(request.extensions(), request.headers(), &app.trusted_proxies)
        && let Err(wait) = limit.admit(address)
    {
        let seconds = wait.as_secs() + 1;
        return Problem::new(Kind::RateLimited, "there were too many requests from this address")
            .hint(format!("send the request again in {seconds} seconds"))
            .retry_after(seconds)
            .into_response();
    }
    next.run(request).await
}

async fn not_found() -> Problem {
    Problem::new(Kind::NotFound, "this service has no such address").hint("GET /openapi.json lists what there is")
}

async fn method_not_allowed(method: Method) -> Problem {
    Problem::new(Kind::MethodNotAllowed, format!("{method} is not a method of this address"))
        .hint("the Allow header lists what there is")
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::new(Kind::Internal, "the collector made a mistake; it has been noted").into_response()
}
