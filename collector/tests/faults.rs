//! The real program in bad company: a locked database, a full disk, clients that wait and clients that send bombs. What
//! it cannot do it says, with the status for that; what it acknowledged is kept; and it recovers by itself.
//!
//! `--nocapture` prints the figures of `docs/reliability.md`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{Answer, ask, payload, started, token};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn served(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_collector"));
    configure(&mut command, database);
    command
}

fn configure(command: &mut Command, database: &Path) {
    command.args(["--listen", "127.0.0.1:0"]);
    command.env("COLLECTOR_DATABASE", database).env("COLLECTOR_REQUESTS_PER_MINUTE", "0");
}

async fn post(address: SocketAddr, number: u64, shows: usize) -> Answer {
    let shows: Vec<String> = (0..shows).map(|show| format!("show-{show}")).collect();
    let ratings: Vec<(&str, &str)> = shows.iter().map(|show| (show.as_str(), "loved")).collect();
    let body = payload(&token(number), &ratings).to_string();
    ask(address, "POST", "/v1/contributions", &[JSON], body.as_bytes()).await
}

async fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, "GET", path, &[], b"").await
}

/// A number from the metrics.
async fn metric(address: SocketAddr, line: &str) -> f64 {
    let metrics = get(address, "/metrics").await.body;
    let found = metrics.lines().find_map(|text| text.strip_prefix(line)?.trim().parse().ok());
    found.unwrap_or_else(|| panic!("no {line} in {metrics}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_database_is_503_until_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.sqlite");
    let (mut child, address) = started(served(&file).env("COLLECTOR_BUSY_SECONDS", "1")).await;
    assert_eq!(post(address, 1, 3).await.status, 200);
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting: Vec<_> = (2..22).map(|number| tokio::spawn(post(address, number, 3))).collect();
    for answer in waiting {
        let answer = answer.await.unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (503, "unavailable"), "{answer:?}");
        assert!(answer.head.to_ascii_lowercase().contains("\r\nretry-after: "), "{answer:?}");
    }
    assert_eq!(get(address, "/readyz").await.status, 503);
    assert_eq!(get(address, "/healthz").await.status, 200);
    assert_eq!(get(address, "/v1/status").await.status, 200, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(post(address, 2, 3).await.status, 200);
    assert_eq!(get(address, "/readyz").await.status, 200);
    child.kill().await.unwrap();
}

/// A disk of 640 KiB of its own, in a mount namespace of its own; `None` where the system does not allow that.
async fn on_a_small_disk(folder: &Path) -> Option<(Child, SocketAddr)> {
    let script = "mount -t tmpfs -o size=640k tmpfs \"$1\" && head -c 131072 /dev/zero > \"$1/ballast\" && exec \"$2\" --listen 127.0.0.1:0";
    for user in [&[][..], &["--user", "--map-root-user"]] {
        let unshared = |script: &str| {
            let mut command = Command::new("unshare");
            command.args(user).args(["--mount", "sh", "-c", script, "sh"]).arg(folder);
            command
        };
        let tried = unshared("mount -t tmpfs -o size=64k tmpfs \"$1\"").output().await;
        if tried.is_ok_and(|tried| tried.status.success()) {
            let mut command = unshared(script);
            command.arg(env!("CARGO_BIN_EXE_collector"));
            configure(&mut command, &folder.join("c.sqlite"));
            return Some(started(&mut command).await);
        }
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_507_until_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some((mut child, address)) = on_a_small_disk(folder.path()).await else {
        eprintln!("no mount of our own is allowed here: a full disk is not tested");
        return;
    };
    // A refused one may need a page more than the next, which still has room: it is full when nobody gets in any more.
    let (mut stored, mut refused_in_a_row) = (Vec::new(), 0);
    for number in 0..1_000 {
        match post(address, number, 200).await {
            Answer { status: 200, .. } => {
                stored.push(number);
                refused_in_a_row = 0;
            }
            answer => {
                assert_eq!((answer.status, answer.problem().as_str()), (507, "storage-full"), "{answer:?}");
                refused_in_a_row += 1;
            }
        }
        if refused_in_a_row == 20 {
            break;
        }
    }
    assert_eq!(refused_in_a_row, 20, "the disk is full");
    assert_eq!(get(address, "/healthz").await.status, 200);
    assert_eq!(get(address, "/readyz").await.status, 507);
    // What the program sees of the disk is also seen through it.
    let pid = child.id().unwrap();
    let seen = Path::new("/proc").join(pid.to_string()).join("root").join(folder.path().strip_prefix("/").unwrap());
    std::fs::remove_file(seen.join("ballast")).unwrap();
    let answer = post(address, 1_000, 200).await;
    assert_eq!(answer.status, 200, "there is room again: {answer:?}");
    assert_eq!(get(address, "/readyz").await.status, 200);
    // Nothing is under way, so that the files can be copied as they are.
    let copy = tempfile::tempdir().unwrap();
    for name in ["c.sqlite", "c.sqlite-wal"] {
        std::fs::copy(seen.join(name), copy.path().join(name)).unwrap();
    }
    let kept = rusqlite::Connection::open(copy.path().join("c.sqlite")).unwrap();
    stored.push(1_000);
    let mut select = kept.prepare("SELECT token_hash FROM contribution").unwrap();
    let rows = select.query_map([], |row| row.get::<_, [u8; 32]>(0)).unwrap();
    let kept: BTreeSet<[u8; 32]> = rows.map(|row| row.unwrap()).collect();
    let acknowledged: BTreeSet<[u8; 32]> = stored.iter().map(|number| token(*number).hash().0).collect();
    assert!(kept == acknowledged, "what was acknowledged, and nothing else");
    eprintln!("a disk of 640 KiB: {} contributions of 200 ratings, then 507; with room again, 200", stored.len() - 1);
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_clients_do_not_keep_others_out() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, address) = started(&mut served(&folder.path().join("c.sqlite"))).await;
    // A thousand who begin and do not go on; the limit of connections is 1,024.
    let mut slow = Vec::new();
    for number in 0..1_000 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let begun = match number % 3 {
            0 => "",
            1 => "POST /v1/contributions HTTP/1.1\r\nHo",
            _ => {
                "POST /v1/contributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
            }
        };
        stream.write_all(begun.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let mut longest = Duration::ZERO;
    for number in 0..50 {
        let begin = Instant::now();
        assert_eq!(post(address, number, 20).await.status, 200);
        longest = longest.max(begin.elapsed());
    }
    let open = metric(address, "collector_connections").await;
    assert!(open >= 900.0, "the slow ones are still there: {open}");
    assert!(longest < Duration::from_secs(5), "{longest:?}");
    eprintln!("beside 1,000 slow clients 50 contributions took {longest:?} at most");
    drop(slow);
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn when_all_connections_are_taken_the_next_waits_for_the_slowest() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = served(&folder.path().join("c.sqlite"));
    command.env("COLLECTOR_CONNECTIONS", "20").env("COLLECTOR_HEAD_SECONDS", "2");
    let (mut child, address) = started(&mut command).await;
    let mut slow = Vec::new();
    for _ in 0..20 {
        slow.push(TcpStream::connect(address).await.unwrap());
    }
    let begin = Instant::now();
    assert_eq!(post(address, 1, 3).await.status, 200);
    let waited = begin.elapsed();
    assert!(waited < Duration::from_secs(10), "{waited:?}");
    eprintln!(
        "with all 20 connections taken by clients that say nothing, the next waited {waited:?} (head_seconds = 2)"
    );
    child.kill().await.unwrap();
}

/// The most memory that a process has had, in MiB; `None` where the system does not tell.
fn most_memory(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? / 1024)
}

#[tokio::test(flavor = "multi_thread")]
async fn bombs_are_refused_at_their_first_bytes_too_many() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, address) = started(&mut served(&folder.path().join("c.sqlite"))).await;
    // 200 MiB of spaces, in about 200 kB: less than the limit as it comes.
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..200 {
        packer.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 262_144, "{}", bomb.len());
    let before = most_memory(child.id().unwrap());
    let headers = [JSON, ("Content-Encoding", "gzip")];
    let begin = Instant::now();
    for round in 0..4 {
        let bombs: Vec<_> = (0..100)
            .map(|_| {
                let bomb = bomb.clone();
                tokio::spawn(async move { ask(address, "POST", "/v1/contributions", &headers, &bomb).await })
            })
            .collect();
        for answer in bombs {
            let answer = answer.await.unwrap();
            assert_eq!((answer.status, answer.problem().as_str()), (413, "too-large"), "{answer:?}");
        }
        assert_eq!(post(address, round, 3).await.status, 200);
    }
    let (took, after) = (begin.elapsed(), most_memory(child.id().unwrap()));
    if let Some((before, after)) = before.zip(after) {
        // A hundred at once, each with the packed and the unpacked limit.
        assert!(after - before < 150, "{before} MiB before, {after} after");
        eprintln!(
            "400 bombs of 200 MiB in {} kB: {took:.1?}, {before} MiB of memory before, {after} at most",
            bomb.len() / 1000
        );
    }
    child.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_never_the_servers_fault() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, address) = started(&mut served(&folder.path().join("c.sqlite"))).await;
    let good = payload(&token(1), &[("a", "loved"), ("b", "seen")]).to_string();
    let deep = "[".repeat(100_000);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut body: Value = serde_json::from_str(&good).unwrap();
        change(&mut body);
        body.to_string()
    };
    let mut bodies: Vec<String> = vec![
        deep,
        good.repeat(2),
        good.replace("loved", "adored"),
        good.replace("\"version\":1", "\"version\":1e999"),
        good.replace("\"version\":1", "\"version\":-1"),
        good.replace("\"version\":1", "\"version\":1,\"version\":1"),
        changed(&|body| body["ratings"] = Value::Array(Vec::new())),
        changed(&|body| body["ratings"] = vec![body["ratings"][0].clone(); 2_001].into()),
        changed(&|body| body["ratings"][0]["show"] = "x".repeat(129).into()),
        changed(&|body| body["ratings"][0]["show"] = "\u{0}".into()),
        changed(&|body| body["more"] = 1.into()),
        changed(&|body| body["token"] = "A".repeat(42).into()),
    ];
    // Cut anywhere, and with any byte of it another.
    for at in (0..good.len()).step_by(7) {
        bodies.push(good[..at].to_owned());
        let mut bytes = good.clone().into_bytes();
        bytes[at] = b'\\';
        bodies.push(String::from_utf8(bytes).unwrap());
    }
    let count = bodies.len();
    for body in bodies {
        let answer = ask(address, "POST", "/v1/contributions", &[JSON], body.as_bytes()).await;
        let start: String = body.chars().take(80).collect();
        assert!((400..500).contains(&answer.status), "{start}: {answer:?}");
    }
    eprintln!("{count} bodies that cannot be: all 4xx");
    assert_eq!(metric(address, "collector_contributions_stored").await, 0.0);
    child.kill().await.unwrap();
}
