//! What each address does.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

use super::{App, body};
use crate::contribution::{self, Contribution, MOST_RATINGS, Month, Payload, Token, VERSION};
use crate::problem::{Kind, Problem, ProblemDocument};
use crate::store::Put;

/// The header that carries the token of an erasure. A header, since addresses end up in logs and histories.
pub const ERASURE_TOKEN: HeaderName = HeaderName::from_static("erasure-token");

/// The counts that everybody may see go down to a multiple of this, so that they do not tell when one person came.
const COUNT_STEP: u64 = 10;

/// What became of a contribution.
#[derive(Serialize, ToSchema)]
pub struct Stored {
    /// How many ratings are stored now.
    #[schema(minimum = 1, maximum = 2000)]
    ratings: u32,
    /// Whether they replaced an earlier contribution of the same token.
    replaced: bool,
    /// Shows that were left out, since this server's catalogue does not have them.
    unknown: Vec<String>,
}

/// What the service is.
#[derive(Serialize, ToSchema)]
pub struct Status {
    /// The version of the payload that is read.
    version: u32,
    /// The id of the catalogue; `any` if there is no list of shows.
    catalogue: String,
    /// How many shows can be rated; missing if there is no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    shows: Option<u32>,
    /// How many people contribute, rounded down to a multiple of ten.
    contributions: u64,
    /// The most ratings in a contribution.
    most_ratings: u32,
    /// The most bytes of a contribution, packed and unpacked.
    most_bytes: u64,
}

/// Stores a person's ratings as a whole. They replace what the same token sent before, so the same request may be sent
/// again and again. When the answer comes, they are on the disk.
#[utoipa::path(
    post,
    path = "/v1/contributions",
    tag = "contributions",
    request_body(content = Payload, description = "May be packed with gzip (`Content-Encoding: gzip`)."),
    responses(
        (status = 200, description = "Stored", body = Stored),
        (status = 400, description = "Not JSON, or damaged", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 408, description = "The body did not arrive in time", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 415, description = "Not announced as JSON, or packed in an unknown way", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "A value cannot be accepted", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot answer now", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 507, description = "The database is full", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub(super) async fn contribute(State(app): State<Arc<App>>, request: Request) -> Result<Json<Stored>, Problem> {
    let (head, body) = request.into_parts();
    let body = body::read(&head.headers, body, app.bounds).await?;
    let accepted = contribution::parse(&body, &app.catalogue)?;
    drop(body);
    let count = accepted.ratings.len();
    let contribution = Contribution { token: accepted.token.hash(), month: Month::now(), ratings: accepted.ratings };
    let put = app.ask(app.store.put(contribution)).await?;
    app.metrics.contributions.inc();
    app.metrics.ratings.inc_by(count as u64);
    app.metrics.unknown_ratings.inc_by(accepted.unknown.len() as u64);
    Ok(Json(Stored { ratings: count as u32, replaced: put == Put::Replaced, unknown: accepted.unknown }))
}

/// Forgets what a token sent. The answer is the same whether there was anything, so it may be sent again and again.
#[utoipa::path(
    delete,
    path = "/v1/contributions",
    tag = "contributions",
    params(
        ("Erasure-Token" = String, Header,
            description = "The token of the contribution: 32 bytes in base64url without padding",
            min_length = 43, max_length = 43, pattern = "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$",
            example = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA")
    ),
    responses(
        (status = 204, description = "Nothing of this token is stored any more"),
        (status = 400, description = "No usable token", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 429, description = "Too many requests", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 503, description = "The database cannot answer now", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub(super) async fn erase(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<StatusCode, Problem> {
    let Some(value) = headers.get(ERASURE_TOKEN) else {
        return Err(Problem::new(Kind::MissingToken, "the request has no header Erasure-Token")
            .at("Erasure-Token", "")
            .hint("send the token of the contribution in the header Erasure-Token"));
    };
    let Some(token) = value.to_str().ok().and_then(Token::parse) else {
        let found = format!("{} characters", value.len());
        let detail = format!("Erasure-Token is not 32 bytes in base64url without padding: {found}");
        return Err(Problem::new(Kind::MissingToken, detail)
            .at("Erasure-Token", found)
            .hint("send the same 43 characters as in the contribution"));
    };
    if app.ask(app.store.erase(token.hash())).await? {
        app.metrics.erasures.inc();
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What this service takes, and how many people contribute.
#[utoipa::path(
    get,
    path = "/v1/status",
    tag = "contributions",
    responses(
        (status = 200, description = "The status", body = Status),
        (status = 429, description = "Too many requests", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub(super) async fn status(State(app): State<Arc<App>>) -> Json<Status> {
    let stored = app.metrics.stored.get();
    Json(Status {
        version: VERSION,
        catalogue: app.catalogue.id().to_owned(),
        shows: app.catalogue.len().map(|shows| shows as u32),
        contributions: stored - stored % COUNT_STEP,
        most_ratings: MOST_RATINGS as u32,
        most_bytes: app.bounds.bytes as u64,
    })
}

/// Whether the program runs.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "operations",
    responses((status = 200, description = "It runs", body = String, content_type = "text/plain"))
)]
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether a contribution could be stored now.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "operations",
    responses(
        (status = 200, description = "It could", body = String, content_type = "text/plain"),
        (status = 503, description = "It could not", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 507, description = "There is no room", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub(super) async fn readyz(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    app.ask(app.store.check()).await?;
    Ok("ready\n")
}

/// Numbers for Prometheus.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operations",
    responses((status = 200, description = "OpenMetrics text", body = String, content_type = "application/openmetrics-text"))
)]
pub(super) async fn metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    let remembered = app.limit.as_ref().map_or(0, |limit| limit.remembered());
    app.metrics.addresses.inner().store(remembered as u64, Ordering::Relaxed);
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], app.metrics.text())
}
