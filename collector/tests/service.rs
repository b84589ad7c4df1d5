//! The real service on a port of its own.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::Write;
use std::time::Duration;

use collector::config::Config;
use common::{Answer, config, payload, read_answer, sqlite, start, token};
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).and_then(|()| gzip.finish()).unwrap()
}

#[tokio::test]
async fn ratings_are_stored_replaced_and_erased() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(&folder);
    let service = start(config(), store.clone(), common::catalogue()).await;
    let mine = payload(&token(1), &[("the-wire", "loved"), ("gone", "seen"), ("dark", "seen")]);
    let first = service.post(&mine).await;
    assert_eq!((first.status, first.body.as_str()), (200, r#"{"ratings":2,"replaced":false,"unknown":["gone"]}"#));
    assert_eq!(service.post(&mine).await.body, r#"{"ratings":2,"replaced":true,"unknown":["gone"]}"#);
    assert_eq!(store.count().await.unwrap(), 1);
    let shorter = packed(payload(&token(1), &[("lost", "disliked")]).to_string().as_bytes());
    assert_eq!(service.ask("POST", "/v1/contributions", &[JSON, GZIP], &shorter).await.status, 200);
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!((snapshot.people(), snapshot.shows()), (1, &["lost".to_owned()][..]));
    assert_eq!(service.erase(&token(2)).await.status, 204);
    assert_eq!(store.count().await.unwrap(), 1);
    assert_eq!(service.erase(&token(1)).await.status, 204);
    assert_eq!(service.erase(&token(1)).await.status, 204);
    assert_eq!(store.count().await.unwrap(), 0);
    service.end().await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let bounds = Config { max_body_bytes: 20_000, ..config() };
    let service = start(bounds, sqlite(&folder), common::catalogue()).await;
    let good = payload(&token(1), &[("the-wire", "loved")]).to_string();
    let bomb = packed(&vec![b' '; 10_000_000]);
    let large = vec![b' '; 30_000];
    let cut = &packed(good.as_bytes())[..40];
    let other_shows = payload(&token(1), &[("x", "loved"), ("y", "loved"), ("dark", "liked")]).to_string();
    let path = "/v1/contributions";
    /// Method, address, headers and body; the status and the kind of problem that answer them.
    type Case<'c> = (&'c str, &'c str, Vec<(&'c str, &'c str)>, &'c [u8], u16, &'c str);
    let cases: Vec<Case<'_>> = vec![
        ("POST", path, vec![JSON], b"", 400, "malformed-json"),
        ("POST", path, vec![JSON], b"{\"version\":1", 400, "malformed-json"),
        ("POST", path, vec![JSON], b"\xff\xfe\x00", 400, "malformed-json"),
        ("POST", path, vec![JSON], b"{}", 422, "invalid-field"),
        ("POST", path, vec![JSON], other_shows.as_bytes(), 422, "wrong-catalogue"),
        ("POST", path, vec![JSON], &large, 413, "too-large"),
        ("POST", path, vec![JSON, GZIP], &bomb, 413, "too-large"),
        ("POST", path, vec![JSON, GZIP], b"not gzip", 400, "malformed-body"),
        ("POST", path, vec![JSON, GZIP], cut, 400, "malformed-body"),
        ("POST", path, vec![JSON, ("Content-Encoding", "br")], good.as_bytes(), 415, "unsupported-encoding"),
        ("POST", path, vec![("Content-Type", "text/plain")], good.as_bytes(), 415, "unsupported-media-type"),
        ("POST", path, vec![], good.as_bytes(), 415, "unsupported-media-type"),
        ("DELETE", path, vec![], b"", 400, "missing-token"),
        ("DELETE", path, vec![("Erasure-Token", "x")], b"", 400, "missing-token"),
        ("PUT", path, vec![JSON], good.as_bytes(), 405, "method-not-allowed"),
        ("GET", "/v1/nothing", vec![], b"", 404, "not-found"),
    ];
    for (method, path, headers, body, status, kind) in cases {
        let answer = service.ask(method, path, &headers, body).await;
        let case = format!("{method} {path} {headers:?} {answer:?}");
        assert_eq!((answer.status, answer.problem().as_str()), (status, kind), "{case}");
        assert!(answer.has_header("content-type: application/problem+json"), "{case}");
        assert!(answer.json()["detail"].is_string() && answer.json()["status"] == status, "{case}");
        if status == 405 {
            assert!(answer.head.to_ascii_lowercase().contains("\r\nallow: "), "{case}");
        }
    }
    assert_eq!(service.ask("POST", path, &[JSON], good.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn a_token_is_never_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let service = start(config(), sqlite(&folder), common::catalogue()).await;
    let almost = format!("{}x", token(1).text());
    let body = payload(&token(1), &[("dark", "loved")]).to_string().replace(&token(1).text(), &almost);
    let refused = service.ask("POST", "/v1/contributions", &[JSON], body.as_bytes()).await;
    assert!(refused.status == 422 && !refused.body.contains(&almost[..20]), "{refused:?}");
    let refused = service.ask("DELETE", "/v1/contributions", &[("Erasure-Token", &almost)], b"").await;
    assert!(refused.status == 400 && !refused.body.contains(&almost[..20]), "{refused:?}");
}

#[tokio::test]
async fn slow_clients_are_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let patience = Config { body_seconds: 1, head_seconds: 1, ..config() };
    let service = start(patience, sqlite(&folder), common::catalogue()).await;
    let begun = |text: &'static str| async move {
        let mut stream = TcpStream::connect(service.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        tokio::time::timeout(Duration::from_secs(20), read_answer(&mut stream)).await.unwrap()
    };
    let slow_body: Answer = begun(
        "POST /v1/contributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    )
    .await;
    assert_eq!((slow_body.status, slow_body.problem().as_str()), (408, "body-timeout"));
    let slow_head = begun("POST /v1/contributions HTTP/1.1\r\nHo").await;
    assert!(matches!(slow_head.status, 0 | 408), "{slow_head:?}");
    let idle = begun("").await;
    assert_eq!(idle.status, 0);
}

#[tokio::test]
async fn other_sites_are_not_told_that_they_may() {
    let folder = tempfile::tempdir().unwrap();
    let site = Config { allowed_origins: vec!["https://shows.example".into()], ..config() };
    let service = start(site, sqlite(&folder), common::catalogue()).await;
    let preflight = |origin: &'static str| {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "DELETE"),
            ("Access-Control-Request-Headers", "erasure-token"),
        ];
        let service = &service;
        async move { service.ask("OPTIONS", "/v1/contributions", &headers, b"").await }
    };
    let ours = preflight("https://shows.example").await;
    assert!(ours.status == 200 && ours.has_header("access-control-allow-origin: https://shows.example"), "{ours:?}");
    assert!(ours.head.to_ascii_lowercase().contains("erasure-token"), "{ours:?}");
    let theirs = preflight("https://evil.example").await;
    assert!(!theirs.head.to_ascii_lowercase().contains("access-control-allow-origin"), "{theirs:?}");
}

#[tokio::test]
async fn an_address_has_its_share() {
    let folder = tempfile::tempdir().unwrap();
    let share = Config { requests_per_minute: 6, requests_at_once: 2, ..config() };
    let service = start(share, sqlite(&folder), common::catalogue()).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(service.erase(&token(1)).await.status);
    }
    assert_eq!(statuses, [204, 204, 429, 429]);
    let refused = service.ask("GET", "/v1/status", &[("X-Forwarded-For", "192.0.2.1")], b"").await;
    assert!(refused.status == 429 && refused.head.to_ascii_lowercase().contains("\r\nretry-after: "), "{refused:?}");
    assert_eq!(service.ask("GET", "/healthz", &[], b"").await.status, 200);
    let metrics = service.ask("GET", "/metrics", &[], b"").await;
    assert!(metrics.body.contains("\ncollector_addresses 1\n"), "{}", metrics.body);
    assert!(metrics.body.contains("collector_problems_total{kind=\"rate-limited\"} 3\n"), "{}", metrics.body);
}

#[tokio::test]
async fn the_operator_sees_how_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(&folder);
    for number in 0..25 {
        store.put(common::contribution(number, &[("dark", collector::contribution::Mark::Loved)])).await.unwrap();
    }
    let service = start(config(), store.clone(), common::catalogue()).await;
    assert_eq!(service.ask("GET", "/readyz", &[], b"").await.body, "ready\n");
    // Counted soon after the start.
    let mut status = service.ask("GET", "/v1/status", &[], b"").await.json();
    for _ in 0..100 {
        if status["contributions"] != 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        status = service.ask("GET", "/v1/status", &[], b"").await.json();
    }
    assert_eq!((&status["contributions"], &status["shows"], &status["version"]), (&20.into(), &4.into(), &1.into()));
    let metrics = service.ask("GET", "/metrics", &[], b"").await;
    assert!(metrics.body.contains("\ncollector_contributions_stored 25\n"), "{}", metrics.body);
    assert!(metrics.body.ends_with("# EOF\n"));
    store.close().await;
    let unready = service.ask("GET", "/readyz", &[], b"").await;
    assert_eq!((unready.status, unready.problem().as_str()), (503, "unavailable"));
    assert_eq!(service.post(&payload(&token(1), &[("dark", "loved")])).await.status, 503);
}

#[tokio::test]
async fn the_document_says_what_the_service_does() {
    let folder = tempfile::tempdir().unwrap();
    let service = start(config(), sqlite(&folder), common::catalogue()).await;
    let document = service.ask("GET", "/openapi.json", &[], b"").await;
    assert!(document.json()["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    insta::assert_snapshot!(document.body);
}

#[tokio::test]
async fn it_ends_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    let service = start(config(), sqlite(&folder), common::catalogue()).await;
    let body = payload(&token(1), &[("dark", "loved")]).to_string();
    let (begin, rest) = body.split_at(20);
    let mut stream = TcpStream::connect(service.address).await.unwrap();
    let head = format!(
        "POST /v1/contributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{begin}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let address = service.address;
    let ending = tokio::spawn(service.end());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(address).await.is_err(), "nothing new is accepted");
    stream.write_all(rest.as_bytes()).await.unwrap();
    let answer = read_answer(&mut stream).await;
    assert_eq!(answer.status, 200, "what was under way is answered: {answer:?}");
    ending.await.unwrap();
    assert_eq!(sqlite(&folder).count().await.unwrap(), 1);
    assert!(!folder.path().join("c.sqlite-wal").metadata().is_ok_and(|log| log.len() > 0));
}
