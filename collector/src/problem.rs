//! What goes wrong, as RFC 9457 problem documents that name the field, the value and the way out.

use std::fmt;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// The page on which every kind is explained, under a heading of its name.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/collector.md");

/// The longest value that is repeated in an answer, in characters.
const LONGEST_VALUE: usize = 60;

/// The kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The body is not JSON.
    MalformedJson,
    /// The body says it is compressed, and cannot be unpacked.
    MalformedBody,
    /// A field has a value that cannot be.
    InvalidField,
    /// Most shows are not in the catalogue.
    WrongCatalogue,
    /// A request to erase without a token.
    MissingToken,
    /// Nothing is there.
    NotFound,
    /// The address is right, the method is not.
    MethodNotAllowed,
    /// The body did not arrive in time.
    BodyTimeout,
    /// The body is too large, packed or unpacked.
    TooLarge,
    /// The body is not announced as JSON.
    UnsupportedMediaType,
    /// The body is packed in a way that is not understood.
    UnsupportedEncoding,
    /// Too many requests from one address.
    RateLimited,
    /// A mistake in this program.
    Internal,
    /// The database is locked, out of reach, or has too much to do.
    Unavailable,
    /// The database is full.
    StorageFull,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 15] = [
        Kind::MalformedJson,
        Kind::MalformedBody,
        Kind::InvalidField,
        Kind::WrongCatalogue,
        Kind::MissingToken,
        Kind::NotFound,
        Kind::MethodNotAllowed,
        Kind::BodyTimeout,
        Kind::TooLarge,
        Kind::UnsupportedMediaType,
        Kind::UnsupportedEncoding,
        Kind::RateLimited,
        Kind::Internal,
        Kind::Unavailable,
        Kind::StorageFull,
    ];

    /// The name: the end of the `type` address, and the label in metrics and logs.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        self.facts().1
    }

    fn facts(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Kind::MalformedJson => ("malformed-json", StatusCode::BAD_REQUEST, "The body is not JSON"),
            Kind::MalformedBody => ("malformed-body", StatusCode::BAD_REQUEST, "The body cannot be read"),
            Kind::InvalidField => ("invalid-field", StatusCode::UNPROCESSABLE_ENTITY, "A value cannot be accepted"),
            Kind::WrongCatalogue => {
                ("wrong-catalogue", StatusCode::UNPROCESSABLE_ENTITY, "The shows are those of another catalogue")
            }
            Kind::MissingToken => ("missing-token", StatusCode::BAD_REQUEST, "No usable erasure token"),
            Kind::NotFound => ("not-found", StatusCode::NOT_FOUND, "Nothing is here"),
            Kind::MethodNotAllowed => {
                ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "The method is not allowed here")
            }
            Kind::BodyTimeout => ("body-timeout", StatusCode::REQUEST_TIMEOUT, "The body did not arrive in time"),
            Kind::TooLarge => ("too-large", StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Kind::UnsupportedMediaType => {
                ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body is not announced as JSON")
            }
            Kind::UnsupportedEncoding => {
                ("unsupported-encoding", StatusCode::UNSUPPORTED_MEDIA_TYPE, "The body is packed in an unknown way")
            }
            Kind::RateLimited => ("rate-limited", StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Kind::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "A mistake in the collector"),
            Kind::Unavailable => ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "The database cannot answer now"),
            Kind::StorageFull => ("storage-full", StatusCode::INSUFFICIENT_STORAGE, "The database is full"),
        }
    }
}

/// One problem, ready to be sent.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Its kind.
    pub kind: Kind,
    detail: String,
    field: Option<String>,
    value: Option<String>,
    hint: Option<String>,
    retry_after: Option<u64>,
}

/// A problem as it is sent, after RFC 9457.
#[derive(Serialize, ToSchema)]
pub struct ProblemDocument<'p> {
    /// An address that tells the kinds apart, and explains them.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: &'p str,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What was found, in this request.
    detail: &'p str,
    /// The field that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'p str>,
    /// The value of that field, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'p str>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'p str>,
}

impl Problem {
    /// A problem with what was found.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Problem {
        Problem { kind, detail: detail.into(), field: None, value: None, hint: None, retry_after: None }
    }

    /// A field with a value that cannot be accepted; `why` goes on after the value.
    pub fn field(field: impl Into<String>, value: impl fmt::Display, why: &str) -> Problem {
        let (field, value) = (field.into(), shortened(&value.to_string()));
        Problem::new(Kind::InvalidField, format!("{field} {why}: {value}")).at(field, value)
    }

    /// Names the field, and its value where that is not empty.
    pub fn at(mut self, field: impl Into<String>, value: impl fmt::Display) -> Problem {
        let value = shortened(&value.to_string());
        self.field = Some(field.into());
        self.value = (!value.is_empty()).then_some(value);
        self
    }

    /// What to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }

    /// After how many seconds another try is worth while.
    pub fn retry_after(mut self, seconds: u64) -> Problem {
        self.retry_after = Some(seconds);
        self
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.status().as_u16(), self.detail)?;
        if let Some(hint) = &self.hint {
            write!(f, " [{hint}]")?;
        }
        Ok(())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (name, status, title) = self.kind.facts();
        let document = ProblemDocument {
            kind: format!("{PAGE}#{name}"),
            title,
            status: status.as_u16(),
            detail: &self.detail,
            field: self.field.as_deref(),
            value: self.value.as_deref(),
            hint: self.hint.as_deref(),
        };
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.kind == Kind::UnsupportedEncoding {
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, identity"));
        }
        // For the log and the metrics.
        response.extensions_mut().insert(self.kind);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_explained_in_the_documentation() {
        let page = include_str!("../../docs/collector.md");
        for kind in Kind::ALL {
            let heading = format!("\n#### {}\n", kind.name());
            assert!(page.contains(&heading), "docs/collector.md has no heading {heading:?}");
            assert!(page.contains(&format!("Status {}", kind.status().as_u16())));
        }
    }

    #[test]
    fn long_values_are_shortened_between_characters() {
        let problem = Problem::field("catalogue", "é".repeat(100), "is too long");
        assert_eq!(problem.value.as_deref(), Some(format!("{}…", "é".repeat(60)).as_str()));
    }
}
