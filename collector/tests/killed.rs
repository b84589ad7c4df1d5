//! The real program, killed again and again while people contribute: nothing that was acknowledged is lost, nothing is
//! there twice. (A killed process leaves what it wrote to the system; a loss of power is another matter, for which the
//! store has SQLite flush at each commit.)
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use collector::store::{Sqlite, SqliteOptions, Store};
use common::{payload, token};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

const KILLS: u64 = 5;
const CLIENTS: u64 = 16;

fn program(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_collector"));
    command.env("COLLECTOR_DATABASE", database).env("COLLECTOR_REQUESTS_PER_MINUTE", "0").kill_on_drop(true);
    command
}

async fn started(database: &Path) -> (Child, SocketAddr) {
    let mut child = program(database).args(["--listen", "127.0.0.1:0"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut told = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let event: Value = serde_json::from_str(&line).unwrap_or_default();
        if event["message"] == "listening" {
            let address = event["address"].as_str().unwrap().parse().unwrap();
            // The rest is read, so that the program never waits for us.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (child, address);
        }
        told.push(line);
    }
    panic!("it did not start: {told:?}");
}

/// What a person sent last, and what of it was acknowledged last.
#[derive(Debug, Clone, Copy, Default)]
struct Person {
    sent: u64,
    acknowledged: u64,
}

type People = Arc<Mutex<BTreeMap<u64, Person>>>;

/// One request on an open connection; `None` when that breaks.
async fn post(stream: &mut TcpStream, body: &str) -> Option<u16> {
    let head = format!(
        "POST /v1/contributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).await.ok()?;
    let mut answer = [0; 4096];
    let length = stream.read(&mut answer).await.ok().filter(|length| *length > 12)?;
    std::str::from_utf8(&answer[9..12.min(length)]).ok()?.parse().ok()
}

/// Sends versions of its people's ratings until the connection breaks.
async fn contribute(address: SocketAddr, client: u64, people: People) {
    let Ok(mut stream) = TcpStream::connect(address).await else { return };
    for turn in 0.. {
        let number = client * 1000 + turn % 50;
        let version = {
            let mut people = people.lock().unwrap();
            let person = people.entry(number).or_default();
            person.sent += 1;
            person.sent
        };
        let show = format!("{number}/{version}");
        match post(&mut stream, &payload(&token(number), &[(&show, "loved")]).to_string()).await {
            Some(200) => people.lock().unwrap().get_mut(&number).unwrap().acknowledged = version,
            Some(status) => panic!("status {status}"),
            None => return,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_and_nothing_is_there_twice() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("c.sqlite");
    let people = People::default();
    for kill in 0..KILLS {
        let (mut child, address) = started(&database).await;
        let clients: Vec<_> =
            (0..CLIENTS).map(|client| tokio::spawn(contribute(address, client, people.clone()))).collect();
        tokio::time::sleep(Duration::from_millis(150 + 70 * kill)).await;
        child.kill().await.unwrap();
        for client in clients {
            client.await.unwrap();
        }
    }
    let store = Sqlite::open(&database, &SqliteOptions::default()).unwrap();
    let snapshot = store.snapshot().await.unwrap();
    let mut stored = BTreeMap::new();
    for person in 0..snapshot.people() {
        let ratings = snapshot.ratings_of(person);
        assert_eq!(ratings.len(), 1);
        let (number, version) = ratings.keys().next().and_then(|show| show.split_once('/')).unwrap();
        let before = stored.insert(number.parse::<u64>().unwrap(), version.parse::<u64>().unwrap());
        assert_eq!(before, None, "person {number} is there twice");
    }
    let people = people.lock().unwrap();
    assert!(people.values().map(|person| person.acknowledged).sum::<u64>() > 100, "too little was sent to tell");
    for (number, person) in people.iter() {
        let version = stored.get(number).copied().unwrap_or(0);
        assert!(
            (person.acknowledged..=person.sent).contains(&version),
            "person {number}: {person:?}, stored {version}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_work_beside_a_running_service() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("c.sqlite");
    let (mut child, address) = started(&database).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    for number in 0..6 {
        let body = payload(&token(number), &[("dark", "loved"), ("lost", "disliked")]).to_string();
        assert_eq!(post(&mut stream, &body).await, Some(200));
    }
    let run = |args: Vec<String>| {
        let mut command = program(&database);
        command.args(args);
        async move {
            let output = command.output().await.unwrap();
            (
                output.status.success(),
                String::from_utf8(output.stdout).unwrap(),
                String::from_utf8(output.stderr).unwrap(),
            )
        }
    };
    let file = |name: &str| folder.path().join(name);
    let arguments = |words: &[&str], out: &Path| {
        words.iter().map(|word| word.to_string()).chain([out.display().to_string()]).collect::<Vec<String>>()
    };
    let (ok, told, error) = run(arguments(&["export", "--out"], &file("1.csv"))).await;
    assert!(ok && told.starts_with("12 ratings of 2 shows by 6 people"), "{told}{error}");
    let erased = run(vec!["erase".into(), format!("--token={}", token(0).text())]).await;
    assert_eq!(erased.1, "The contribution is erased.\n");
    assert!(run(arguments(&["export", "--out"], &file("2.csv"))).await.0);
    assert!(run(arguments(&["export", "--out"], &file("2.parquet"))).await.0);
    let lines = |name: &str| std::fs::read_to_string(file(name)).unwrap().lines().count();
    assert_eq!((lines("1.csv"), lines("2.csv")), (13, 11), "who erased is in no later export");
    assert!(run(arguments(&["backup", "--out"], &file("copy.sqlite"))).await.0);
    let (ok, _, error) = run(arguments(&["export", "--out"], &file("3.txt"))).await;
    assert!(!ok && error.contains(".parquet"), "{error}");
    let (ok, _, error) = run(vec!["erase".into(), "--token=x".into()]).await;
    assert!(!ok && error.contains("43 characters"), "{error}");
    child.kill().await.unwrap();
    let restored = Sqlite::open(&file("copy.sqlite"), &SqliteOptions::default()).unwrap();
    assert_eq!(restored.count().await.unwrap(), 5);
}
