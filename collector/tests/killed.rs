//! The real program, killed again and again while people contribute: nothing that was acknowledged is lost, nothing is
//! there twice. (A killed process leaves what it wrote to the system; a loss of power is another matter, for which the
//! store has SQLite flush at each commit.)
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use collector::store::{Sqlite, SqliteOptions, Store};
use common::{payload, post_on, started, token};
use tokio::net::TcpStream;
use tokio::process::Command;

/// How often the program is killed, unless `COLLECTOR_KILLS` says otherwise.
const KILLS: u64 = 5;
const CLIENTS: u64 = 16;

fn program(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_collector"));
    command.env("COLLECTOR_DATABASE", database).env("COLLECTOR_REQUESTS_PER_MINUTE", "0").kill_on_drop(true);
    command
}

fn served(database: &Path) -> Command {
    let mut command = program(database);
    command.args(["--listen", "127.0.0.1:0"]);
    command
}

/// What a person sent last, and what of it was acknowledged last.
#[derive(Debug, Clone, Copy, Default)]
struct Person {
    sent: u64,
    acknowledged: u64,
}

type People = Arc<Mutex<BTreeMap<u64, Person>>>;

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
        match post_on(&mut stream, &payload(&token(number), &[(&show, "loved")]).to_string()).await {
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
    let kills = std::env::var("COLLECTOR_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    for kill in 0..kills {
        let (mut child, address) = started(&mut served(&database)).await;
        let clients: Vec<_> =
            (0..CLIENTS).map(|client| tokio::spawn(contribute(address, client, people.clone()))).collect();
        tokio::time::sleep(Duration::from_millis(150 + 70 * (kill % 10))).await;
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
    let (mut child, address) = started(&mut served(&database)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    for number in 0..6 {
        let body = payload(&token(number), &[("dark", "loved"), ("lost", "disliked")]).to_string();
        assert_eq!(post_on(&mut stream, &body).await, Some(200));
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
