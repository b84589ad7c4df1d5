//! An export of a thousand simulated people, searched for everything about them that was ever sent, seen or kept.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use collector::contribution::Token;
use common::{ask, started_with_log};
use sha2::{Digest, Sha256};
use tokio::process::Command;

const PEOPLE: u64 = 1_000;
/// Whose shows nobody else names.
const LONERS: u64 = 20;

/// Numbers that look drawn, and are the same in every run.
fn drawn(person: u64, what: &str) -> [u8; 32] {
    Sha256::digest(format!("{person} {what}")).into()
}

fn token(person: u64) -> Token {
    Token::from_bytes(drawn(person, "token"))
}

/// An address of a network that is there for documentation, and a browser that is the person's alone.
fn address(person: u64) -> String {
    format!("2001:db8:{:x}:{:x}::{:x}", person / 97 + 1, person % 97 + 1, person * 7 + 1)
}

fn browser(person: u64) -> String {
    format!("Browser-{}", URL_SAFE_NO_PAD.encode(&drawn(person, "browser")[..9]))
}

/// Twelve of two hundred shows, by a taste of their own. A loner also rated a show that nobody else did.
fn ratings(person: u64) -> BTreeMap<String, &'static str> {
    let draw = drawn(person, "ratings");
    let marks = ["loved", "liked", "disliked", "seen"];
    let mut ratings: BTreeMap<String, &str> = (0..12)
        .map(|at| {
            (format!("show-{}", (u64::from(draw[at]) * (at as u64 + 3)) % 200), marks[usize::from(draw[at + 12] % 4)])
        })
        .collect();
    if person < LONERS {
        ratings.insert(format!("only-{}", URL_SAFE_NO_PAD.encode(&drawn(person, "show")[..6])), "loved");
    }
    ratings
}

fn body(person: u64) -> String {
    let ratings: Vec<String> =
        ratings(person).iter().map(|(show, mark)| format!(r#"{{"show":"{show}","mark":"{mark}"}}"#)).collect();
    let token = token(person).text();
    format!(r#"{{"version":1,"token":"{token}","catalogue":"0123456789abcdef","ratings":[{}]}}"#, ratings.join(","))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything that would tell who a person is, with what it is.
fn traces(person: u64) -> Vec<(&'static str, Vec<u8>)> {
    let secret = drawn(person, "token");
    let hash = token(person).hash().0;
    let mut traces: Vec<(&str, Vec<u8>)> = vec![
        ("the token as it was sent", token(person).text().into_bytes()),
        ("the token's bytes", secret.to_vec()),
        ("the token in hexadecimal digits", hex(&secret).into_bytes()),
        ("the hash's bytes", hash.to_vec()),
        ("the hash in hexadecimal digits", hex(&hash).into_bytes()),
        ("the hash in base64", STANDARD.encode(hash).into_bytes()),
        ("the hash in base64url", URL_SAFE_NO_PAD.encode(hash).into_bytes()),
        // A part of a token or a hash would be enough to find a row again.
        ("the beginning of the token", secret[..8].to_vec()),
        ("the beginning of the hash", hash[..8].to_vec()),
        ("the beginning of the token's text", token(person).text().as_bytes()[..10].to_vec()),
        ("the beginning of the hash's digits", hex(&hash[..5]).into_bytes()),
        ("the address", address(person).into_bytes()),
        ("the browser", browser(person).into_bytes()),
    ];
    if person < LONERS {
        let rare = ratings(person).into_keys().find(|show| show.starts_with("only-")).unwrap();
        traces.push(("a show that nobody else rated", rare.into_bytes()));
    }
    traces
}

/// Where any of the needles is in a hay, quickly: by their first eight bytes.
fn found(hay: &[u8], needles: &[(&'static str, Vec<u8>)]) -> BTreeSet<&'static str> {
    let mut by_start: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (number, (_, needle)) in needles.iter().enumerate() {
        by_start.entry(&needle[..8]).or_default().push(number);
    }
    let mut what = BTreeSet::new();
    for (at, window) in hay.windows(8).enumerate() {
        for number in by_start.get(window).into_iter().flatten() {
            if hay[at..].starts_with(&needles[*number].1) {
                what.insert(needles[*number].0);
            }
        }
    }
    what
}

/// Each person's lines of an export, by number.
fn people(csv: &str) -> BTreeMap<u32, Vec<(String, String)>> {
    let mut people: BTreeMap<u32, Vec<(String, String)>> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let values: Vec<&str> = line.split(',').collect();
        people.entry(values[0].parse().unwrap()).or_default().push((values[1].into(), values[2].into()));
    }
    people
}

/// Spearman's rank correlation of a permutation with the order that it permutes.
fn rank_correlation(places: &[usize]) -> f64 {
    let n = places.len() as f64;
    let squares: f64 = places.iter().enumerate().map(|(at, place)| (at as f64 - *place as f64).powi(2)).sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

async fn export(database: &Path, out: &Path, more: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_collector"))
        .env("COLLECTOR_DATABASE", database)
        .args(["export", "--out"])
        .arg(out)
        .args(more)
        .status()
        .await
        .unwrap();
    assert!(status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_an_export_tells_who_somebody_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_collector"));
    command.args(["--listen", "127.0.0.1:0"]);
    command.env("COLLECTOR_DATABASE", file("c.sqlite")).env("COLLECTOR_TRUSTED_PROXIES", "127.0.0.1");
    command.env("COLLECTOR_LOG", "trace");
    let (mut child, at, log) = started_with_log(&mut command).await;
    for person in 0..PEOPLE {
        let (address, browser) = (address(person), browser(person));
        let headers = [
            ("Content-Type", "application/json"),
            ("X-Forwarded-For", address.as_str()),
            ("User-Agent", &browser),
            ("Cookie", &browser),
        ];
        let answer = ask(at, "POST", "/v1/contributions", &headers, body(person).as_bytes()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let metrics = ask(at, "GET", "/metrics", &[], b"").await.body;

    let needles: Vec<(&str, Vec<u8>)> = (0..PEOPLE).flat_map(traces).collect();
    // The search finds what is there: each trace, once it is put into a file.
    for person in [0, PEOPLE - 1] {
        for (what, trace) in traces(person) {
            assert!(found(&[b"user,".as_slice(), &trace, b",1"].concat(), &needles).contains(what), "{what}");
        }
    }

    let exports = [("1.csv", &[][..]), ("2.csv", &[]), ("3.csv", &["--keep-apart"]), ("1.parquet", &["--keep-apart"])];
    for (name, more) in exports {
        export(&file("c.sqlite"), &file(name), more).await;
        let bytes = std::fs::read(file(name)).unwrap();
        assert_eq!(found(&bytes, &needles), BTreeSet::new(), "{name}");
        let text = String::from_utf8_lossy(&bytes);
        let is_date =
            |part: &[u8]| part.starts_with(b"20") && part[2..4].iter().all(u8::is_ascii_digit) && part[4] == b'-';
        assert!(!bytes.windows(5).any(is_date), "{name} has a date");
        for word in ["0123456789abcdef", "127.0.0.1", "2001:db8", "Browser", "token", "month", "sqlite"] {
            assert!(!text.contains(word), "{name} has {word:?}");
        }
    }
    child.kill().await.unwrap();
    let log = log.await.unwrap();
    assert!(log.len() > PEOPLE as usize, "the log was read");
    assert_eq!(found(log.join("\n").as_bytes(), &needles), BTreeSet::new(), "the log");
    assert_eq!(found(metrics.as_bytes(), &needles), BTreeSet::new(), "the metrics");

    let text = |name: &str| {
        let mut text = String::new();
        std::fs::File::open(file(name)).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    // Who sent what: nearly everybody's ratings are their own, so lines can be told apart by them here, and by nothing else.
    let sent: Vec<BTreeMap<String, &str>> = (0..PEOPLE)
        .map(|person| {
            let opinions = ratings(person).into_iter();
            opinions.filter(|(show, mark)| *mark != "seen" && !show.starts_with("only-")).collect()
        })
        .collect();
    let mut number_of: Vec<BTreeMap<usize, u32>> = Vec::new();
    for name in ["1.csv", "2.csv", "3.csv"] {
        let people = people(&text(name));
        let by_ratings: BTreeMap<BTreeMap<String, &str>, u32> = people
            .iter()
            .map(|(number, lines)| (lines.iter().map(|(show, mark)| (show.clone(), mark.as_str())).collect(), *number))
            .collect();
        let numbers: BTreeMap<usize, u32> =
            sent.iter().enumerate().filter_map(|(person, said)| Some((person, *by_ratings.get(said)?))).collect();
        assert!(numbers.len() > 900, "{name}: {} people were found again by their ratings", numbers.len());
        // The order tells nothing of who came when, and a person's lines nothing of what they named first.
        let order: Vec<usize> = places(&numbers);
        let correlation = rank_correlation(&order);
        assert!(correlation.abs() < 0.15, "{name}: numbers and arrivals, {correlation:.3}");
        for lines in people.values() {
            assert!(lines.is_sorted_by(|a, b| a.0 < b.0), "{name}");
        }
        eprintln!("{name}: {} people, rank correlation of number and arrival {correlation:+.3}", people.len());
        number_of.push(numbers);
    }
    // Two exports have nothing in common but ratings: with --keep-apart also who is measured on.
    let shared =
        |a: usize, b: usize| number_of[a].iter().filter(|(who, number)| number_of[b].get(who) == Some(number)).count();
    assert!(shared(0, 1) < 10 && shared(0, 2) < 10, "{} and {}", shared(0, 1), shared(0, 2));
    let apart = number_of[2].iter().filter(|(who, _)| token(**who as u64).hash().is_kept_apart());
    assert!(apart.clone().count() > 100 && apart.clone().all(|(_, number)| number.is_multiple_of(5)));
}

/// The place of each person, in the order of arrival, among the numbers.
fn places(numbers: &BTreeMap<usize, u32>) -> Vec<usize> {
    let mut sorted: Vec<u32> = numbers.values().copied().collect();
    sorted.sort_unstable();
    numbers.values().map(|number| sorted.binary_search(number).unwrap()).collect()
}

#[test]
fn the_search_would_see_an_order_of_arrival() {
    assert_eq!(rank_correlation(&[0, 1, 2, 3]), 1.0);
    assert_eq!(rank_correlation(&[3, 2, 1, 0]), -1.0);
}
