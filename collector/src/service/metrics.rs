//! Numbers for Prometheus. None of them tells anything of a person.

use std::fmt::{self, Write};
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// The upper ends of the steps in which times are counted, in seconds.
const TIMES: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What is counted of a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: Status,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Status(StatusCode);

impl EncodeLabelValue for Status {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), fmt::Error> {
        encoder.write_str(self.0.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KindLabel {
    kind: &'static str,
}

/// All that is counted.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<Route, Histogram>,
    problems: Family<KindLabel, Counter>,
    store_errors: Family<KindLabel, Counter>,
    /// Contributions that were acknowledged, new and replaced.
    pub contributions: Counter,
    /// Ratings in them.
    pub ratings: Counter,
    /// Ratings that were left out, since the catalogue does not have their shows.
    pub unknown_ratings: Counter,
    /// Contributions that were erased.
    pub erasures: Counter,
    /// Connections that are open.
    pub connections: Gauge,
    /// People whose contributions are stored, as of the last count.
    pub stored: Gauge<u64, AtomicU64>,
    /// Addresses that the rate limit remembers.
    pub addresses: Gauge<u64, AtomicU64>,
}

/// Every metric with what it means; the runbook has the same table.
pub const MEANINGS: [(&str, &str); 11] = [
    ("collector_requests_total", "Requests answered, by method, route and status"),
    ("collector_request_seconds", "Time from the head of a request to its answer, by route"),
    ("collector_problems_total", "Requests refused, by kind of problem"),
    ("collector_store_errors_total", "Times that the database could not do what was asked, by kind"),
    ("collector_contributions_total", "Contributions acknowledged, new and replaced"),
    ("collector_ratings_total", "Ratings in acknowledged contributions"),
    ("collector_unknown_ratings_total", "Ratings left out, since the catalogue does not have their shows"),
    ("collector_erasures_total", "Contributions erased"),
    ("collector_connections", "Connections open"),
    ("collector_contributions_stored", "People whose contributions are stored, counted at most once a minute"),
    ("collector_addresses", "Addresses that the rate limit remembers"),
];

impl Default for Metrics {
    fn default() -> Metrics {
        let mut registry = Registry::with_prefix("collector");
        let mut at = MEANINGS.iter().map(|(_, meaning)| *meaning);
        let mut meaning = || at.next().unwrap_or_default();
        let requests = Family::default();
        registry.register("requests", meaning(), requests.clone());
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(TIMES));
        registry.register_with_unit("request", meaning(), Unit::Seconds, seconds.clone());
        let problems = Family::default();
        registry.register("problems", meaning(), problems.clone());
        let store_errors = Family::default();
        registry.register("store_errors", meaning(), store_errors.clone());
        let contributions = Counter::default();
        registry.register("contributions", meaning(), contributions.clone());
        let ratings = Counter::default();
        registry.register("ratings", meaning(), ratings.clone());
        let unknown_ratings = Counter::default();
        registry.register("unknown_ratings", meaning(), unknown_ratings.clone());
        let erasures = Counter::default();
        registry.register("erasures", meaning(), erasures.clone());
        let connections = Gauge::default();
        registry.register("connections", meaning(), connections.clone());
        let stored = Gauge::default();
        registry.register("contributions_stored", meaning(), stored.clone());
        let addresses = Gauge::default();
        registry.register("addresses", meaning(), addresses.clone());
        Metrics {
            registry,
            requests,
            seconds,
            problems,
            store_errors,
            contributions,
            ratings,
            unknown_ratings,
            erasures,
            connections,
            stored,
            addresses,
        }
    }
}

impl Metrics {
    /// Counts an answered request. Only known methods and routes become labels, so that their number stays bounded.
    pub fn answered(&self, method: &Method, route: &str, status: StatusCode, time: Duration) {
        let known = [Method::GET, Method::HEAD, Method::POST, Method::DELETE, Method::OPTIONS];
        let method = match known.iter().position(|known| known == method) {
            Some(at) => ["GET", "HEAD", "POST", "DELETE", "OPTIONS"][at],
            None => "other",
        };
        let request = Request { method, route: route.to_owned(), status: Status(status) };
        self.requests.get_or_create(&request).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(time.as_secs_f64());
    }

    /// Counts a problem.
    pub fn problem(&self, kind: &'static str) {
        self.problems.get_or_create(&KindLabel { kind }).inc();
    }

    /// Counts an error of the store.
    pub fn store_error(&self, kind: &'static str) {
        self.store_errors.get_or_create(&KindLabel { kind }).inc();
    }

    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing into memory does not fail.
        let _ = text::encode(&mut out, &self.registry);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_its_meaning_here_and_in_the_runbook() {
        let metrics = Metrics::default();
        metrics.answered(&Method::GET, "/v1/status", StatusCode::OK, Duration::from_millis(3));
        metrics.problem("busy");
        metrics.store_error("busy");
        let text = metrics.text();
        let runbook = include_str!("../../../docs/runbook.md");
        for (name, meaning) in MEANINGS {
            let family = name.trim_end_matches("_total");
            assert!(text.contains(&format!("# HELP {family} {meaning}.")), "{name} in\n{text}");
            assert!(text.contains(&format!("\n{name}")), "{name} in\n{text}");
            assert!(runbook.contains(&format!("| `{name}` | {meaning}")), "{name} in docs/runbook.md");
        }
    }
}
