//! What the tests share: a running service, a small client, and the stores to test.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file uses its part of this"
)]

use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;

use collector::catalogue::Catalogue;
use collector::config::Config;
use collector::contribution::{Contribution, Mark, Month, Ratings, Token};
use collector::service::{App, Listening, serve};
use collector::store::{Sqlite, SqliteOptions, Store};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A service on a port of its own. It ends when this is dropped, or in good order with [`Running::end`].
pub struct Running {
    pub address: SocketAddr,
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

pub fn config() -> Config {
    Config { listen: SocketAddr::from(([127, 0, 0, 1], 0)), requests_per_minute: 0, ..Config::default() }
}

pub fn catalogue() -> Catalogue {
    Catalogue::of(["the-wire", "fleabag", "dark", "lost"].map(String::from))
}

pub async fn start(config: Config, store: Arc<dyn Store>, catalogue: Catalogue) -> Running {
    let listening = Listening::bind(config.listen).await.unwrap();
    let address = listening.address().unwrap();
    let (end, ended) = oneshot::channel();
    let app = Arc::new(App::new(&config, store, catalogue));
    let task = tokio::spawn(async move {
        serve(listening, &config, app, async {
            let _ = ended.await;
        })
        .await;
    });
    Running { address, end, task }
}

pub fn sqlite(folder: &tempfile::TempDir) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(&folder.path().join("c.sqlite"), &SqliteOptions::default()).unwrap())
}

impl Running {
    pub async fn end(self) {
        self.end.send(()).unwrap();
        self.task.await.unwrap();
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        ask(self.address, method, path, headers, body).await
    }

    pub async fn post(&self, body: &Value) -> Answer {
        self.ask("POST", "/v1/contributions", &[("Content-Type", "application/json")], body.to_string().as_bytes())
            .await
    }

    pub async fn erase(&self, token: &Token) -> Answer {
        self.ask("DELETE", "/v1/contributions", &[("Erasure-Token", &token.text())], b"").await
    }
}

/// An answer, with its head as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// The end of the problem's type.
    pub fn problem(&self) -> String {
        self.json()["type"].as_str().unwrap_or_default().rsplit('#').next().unwrap_or_default().to_owned()
    }

    pub fn has_header(&self, line: &str) -> bool {
        self.head.to_ascii_lowercase().lines().any(|header| header == line.to_ascii_lowercase())
    }
}

/// One request on a connection of its own.
pub async fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // A server that refuses need not read all of it.
    let _ = stream.write_all(body).await;
    read_answer(&mut stream).await
}

pub async fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

/// One request on an open connection; `None` when that breaks.
pub async fn post_on(stream: &mut TcpStream, body: &str) -> Option<u16> {
    let head = format!(
        "POST /v1/contributions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes()).await.ok()?;
    let mut answer = [0; 4096];
    let length = stream.read(&mut answer).await.ok().filter(|length| *length > 12)?;
    std::str::from_utf8(&answer[9..12.min(length)]).ok()?.parse().ok()
}

/// Starts the program, and waits until it says where it listens.
pub async fn started(command: &mut Command) -> (Child, SocketAddr) {
    let (child, address, _) = started_with_log(command).await;
    (child, address)
}

/// As [`started`], with what the program logs until it ends.
pub async fn started_with_log(command: &mut Command) -> (Child, SocketAddr, JoinHandle<Vec<String>>) {
    let mut child = command.stderr(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut told = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let event: Value = serde_json::from_str(&line).unwrap_or_default();
        if event["message"] == "listening" {
            let address = event["address"].as_str().unwrap().parse().unwrap();
            // The rest is read, so that the program never waits for us.
            let log = tokio::spawn(async move {
                while let Ok(Some(line)) = lines.next_line().await {
                    told.push(line);
                }
                told
            });
            return (child, address, log);
        }
        told.push(line);
    }
    panic!("it did not start: {told:?}");
}

pub fn token(number: u64) -> Token {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Token::from_bytes(bytes)
}

pub fn payload(token: &Token, ratings: &[(&str, &str)]) -> Value {
    let ratings: Vec<Value> =
        ratings.iter().map(|(show, mark)| serde_json::json!({"show": show, "mark": mark})).collect();
    serde_json::json!({"version": 1, "token": token.text(), "catalogue": "test", "ratings": ratings})
}

pub fn contribution(number: u64, ratings: &[(&str, Mark)]) -> Contribution {
    let ratings: Ratings = ratings.iter().map(|(show, mark)| (show.to_string(), *mark)).collect();
    Contribution { token: token(number).hash(), month: Month { year: 2026, month: 11 }, ratings }
}
