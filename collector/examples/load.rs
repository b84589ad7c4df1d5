//! How many contributions a second the program takes, and how long each waits: the real program on a port of its own,
//! asked by so many clients at once, each on one connection and as fast as it is answered.
//!
//! ```sh
//! cargo build --profile native -p collector
//! cargo run --profile native -p collector --example load -- [DATABASE [SECONDS [CLIENTS…]]]
//! ```
//!
//! Without DATABASE (a file or an address as in the configuration) a SQLite file in a temporary folder is filled. Each
//! request is the contribution of another person: 50 ratings of a catalogue of 2,000 shows. The table says what became
//! durable.
#![allow(clippy::unwrap_used, reason = "a measurement: what fails should stop it")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::process::Command;

#[path = "../tests/common/mod.rs"]
mod common;

const RATINGS: u64 = 50;
const SHOWS: u64 = 2_000;

/// What one client saw: the time that each answered request took, and how many were answered otherwise than with 200.
#[derive(Default)]
struct Seen {
    times: Vec<Duration>,
    refused: u64,
    broken: u64,
}

fn body(person: u64) -> String {
    // Shows a fixed step apart: each person names others, none twice.
    let ratings: Vec<String> = (0..RATINGS)
        .map(|at| format!(r#"{{"show":"show-{}","mark":"loved"}}"#, (person * 31 + at * 37) % SHOWS))
        .collect();
    let token = common::token(person).text();
    format!(r#"{{"version":1,"token":"{token}","catalogue":"load","ratings":[{}]}}"#, ratings.join(","))
}

async fn client(address: SocketAddr, next: Arc<AtomicU64>, end: Arc<AtomicBool>) -> Seen {
    let mut seen = Seen::default();
    let Ok(mut stream) = TcpStream::connect(address).await else {
        seen.broken += 1;
        return seen;
    };
    while !end.load(Ordering::Relaxed) {
        let body = body(next.fetch_add(1, Ordering::Relaxed));
        let begin = Instant::now();
        match common::post_on(&mut stream, &body).await {
            Some(200) => seen.times.push(begin.elapsed()),
            Some(_) => seen.refused += 1,
            None => {
                seen.broken += 1;
                break;
            }
        }
    }
    seen
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let folder = tempfile::tempdir().unwrap();
    let database = args.next().unwrap_or_else(|| folder.path().join("load.sqlite").display().to_string());
    let seconds: u64 = args.next().map_or(10, |seconds| seconds.parse().unwrap());
    let mut clients: Vec<usize> = args.map(|clients| clients.parse().unwrap()).collect();
    if clients.is_empty() {
        clients = vec![1, 32, 1_000];
    }
    let program: PathBuf = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("collector");
    assert!(program.is_file(), "{} is not there: build the collector with the same profile first", program.display());
    println!("| clients | accepted a second | median | 99th percentile | longest | refused | broken |");
    println!("|---|---|---|---|---|---|---|");
    let next = Arc::new(AtomicU64::new(0));
    for clients in clients {
        let mut command = Command::new(&program);
        command.env("COLLECTOR_DATABASE", &database).args(["--listen", "127.0.0.1:0"]);
        command.env("COLLECTOR_REQUESTS_PER_MINUTE", "0");
        let (mut child, address) = common::started(&mut command).await;
        let end = Arc::new(AtomicBool::new(false));
        let begin = Instant::now();
        let tasks: Vec<_> = (0..clients).map(|_| tokio::spawn(client(address, next.clone(), end.clone()))).collect();
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        end.store(true, Ordering::Relaxed);
        let mut all = Seen::default();
        for task in tasks {
            let seen = task.await.unwrap();
            all.times.extend(seen.times);
            all.refused += seen.refused;
            all.broken += seen.broken;
        }
        let took = begin.elapsed().as_secs_f64();
        child.kill().await.unwrap();
        all.times.sort_unstable();
        let at = |share: f64| {
            let place = ((all.times.len() as f64 * share) as usize).min(all.times.len().saturating_sub(1));
            all.times.get(place).map_or("none".into(), |time| format!("{:.1} ms", time.as_secs_f64() * 1e3))
        };
        println!(
            "| {clients} | {:.0} | {} | {} | {} | {} | {} |",
            all.times.len() as f64 / took,
            at(0.5),
            at(0.99),
            at(1.0),
            all.refused,
            all.broken
        );
    }
}
