//! What every store must do: SQLite always, PostgreSQL when `COLLECTOR_TEST_POSTGRES` has the address of a database that
//! the tests may empty.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use collector::contribution::{Mark, Ratings};
use collector::store::{Put, Snapshot, Sqlite, SqliteOptions, Store, StoreError};
use common::{contribution, token};

/// All people's ratings, in an order of their own.
fn people(snapshot: &Snapshot) -> BTreeSet<Ratings> {
    (0..snapshot.people()).map(|person| snapshot.ratings_of(person)).collect()
}

/// The tests that hold for every store, on an empty one.
async fn holds(store: Arc<dyn Store>) {
    replaced_and_erased(&*store).await;
    many_at_once(store.clone()).await;
    snapshots_are_of_one_moment(store.clone()).await;
    large_contributions(&*store).await;
    store.check().await.unwrap();
    store.close().await;
    assert!(store.put(contribution(1, &[("a", Mark::Loved)])).await.is_err());
}

async fn replaced_and_erased(store: &dyn Store) {
    assert_eq!(store.count().await.unwrap(), 0);
    assert_eq!(store.put(contribution(1, &[("a", Mark::Loved), ("b", Mark::Seen)])).await.unwrap(), Put::New);
    assert_eq!(store.put(contribution(2, &[("b", Mark::Disliked)])).await.unwrap(), Put::New);
    assert_eq!(store.put(contribution(1, &[("c\"'\\", Mark::Liked)])).await.unwrap(), Put::Replaced);
    assert_eq!(store.count().await.unwrap(), 2);
    let expected =
        [("b", Mark::Disliked), ("c\"'\\", Mark::Liked)].map(|(show, mark)| Ratings::from([(show.into(), mark)]));
    assert_eq!(people(&store.snapshot().await.unwrap()), BTreeSet::from(expected));
    assert!(store.erase(token(1).hash()).await.unwrap());
    assert!(!store.erase(token(1).hash()).await.unwrap());
    assert!(store.erase(token(2).hash()).await.unwrap());
    assert_eq!(store.snapshot().await.unwrap(), Snapshot::default());
}

async fn many_at_once(store: Arc<dyn Store>) {
    let writers: Vec<_> = (0..40u64)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                for turn in 0..10 {
                    let show = format!("s{number}-{turn}");
                    store.put(contribution(number, &[(&show, Mark::Liked)])).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let expected = (0..40).map(|number| Ratings::from([(format!("s{number}-9"), Mark::Liked)])).collect();
    assert_eq!(people(&store.snapshot().await.unwrap()), expected);
    for number in 0..40 {
        store.erase(token(number).hash()).await.unwrap();
    }
}

/// Two people always say the same; a snapshot that is not of one moment would see them differ by more than one step.
async fn snapshots_are_of_one_moment(store: Arc<dyn Store>) {
    let written = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (store, written) = (store.clone(), written.clone());
        async move {
            for step in 0..200u64 {
                for number in 0..2 {
                    store.put(contribution(number, &[(&step.to_string(), Mark::Loved)])).await.unwrap();
                }
            }
            written.store(true, Ordering::Relaxed);
        }
    });
    while !written.load(Ordering::Relaxed) {
        let snapshot = store.snapshot().await.unwrap();
        let steps: Vec<u64> = snapshot.shows().iter().map(|show| show.parse().unwrap()).collect();
        let (low, high) = (steps.iter().min(), steps.iter().max());
        assert!(high.unwrap_or(&0) - low.unwrap_or(&0) <= 1, "{steps:?}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    writer.await.unwrap();
    for number in 0..2 {
        store.erase(token(number).hash()).await.unwrap();
    }
}

async fn large_contributions(store: &dyn Store) {
    let shows: Vec<String> = (0..2000).map(|show| format!("{show:0>100}")).collect();
    let ratings: Vec<(&str, Mark)> = shows.iter().map(|show| (show.as_str(), Mark::Disliked)).collect();
    store.put(contribution(1, &ratings)).await.unwrap();
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!((snapshot.people(), snapshot.ratings()), (1, 2000));
    assert!(store.erase(token(1).hash()).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_holds() {
    let folder = tempfile::tempdir().unwrap();
    holds(common::sqlite(&folder)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_holds() {
    let Ok(address) = std::env::var("COLLECTOR_TEST_POSTGRES") else {
        eprintln!("COLLECTOR_TEST_POSTGRES is not set: PostgreSQL is not tested");
        return;
    };
    let options = SqliteOptions::default();
    let open = || collector::store::open(&address, &options, 4);
    let (first, second) = tokio::join!(open(), open());
    second.unwrap().close().await;
    let store = first.unwrap();
    for number in 0..3 {
        store.erase(token(number).hash()).await.unwrap();
    }
    let unsupported = store.backup(Path::new("copy")).await;
    assert!(matches!(unsupported, Err(StoreError::Unsupported(why)) if why.contains("pg_dump")));
    holds(store).await;
}

#[tokio::test]
async fn an_unreachable_postgres_is_named_without_its_password() {
    for (address, word) in [
        ("postgres://me:secret@127.0.0.1:1/db", "failed"),
        ("postgres://me:secret@127.0.0.1/db?sslmode=require", "without encryption"),
        ("postgres://me:secret@127.0.0.1:port/db", "address"),
    ] {
        let Err(error) = collector::store::open(address, &SqliteOptions::default(), 1).await else {
            panic!("{address}")
        };
        let text = error.to_string();
        assert!(text.contains(word) && !text.contains("secret"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_sqlite_is_busy_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.sqlite");
    let options = SqliteOptions { busy_timeout: Duration::from_millis(50), ..SqliteOptions::default() };
    let store = Sqlite::open(&file, &options).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = store.put(contribution(1, &[("a", Mark::Loved)])).await;
    assert!(matches!(refused, Err(StoreError::Busy(_))), "{refused:?}");
    assert!(matches!(store.check().await, Err(StoreError::Busy(_))));
    assert_eq!(store.count().await.unwrap(), 0, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.put(contribution(1, &[("a", Mark::Loved)])).await.unwrap(), Put::New);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_sqlite_says_so_and_still_erases() {
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteOptions { largest: 256 * 1024, ..SqliteOptions::default() };
    let store = Sqlite::open(&folder.path().join("c.sqlite"), &options).unwrap();
    let shows: Vec<String> = (0..500).map(|show| format!("show-{show}")).collect();
    let ratings: Vec<(&str, Mark)> = shows.iter().map(|show| (show.as_str(), Mark::Loved)).collect();
    store.check().await.unwrap();
    let mut stored = 0;
    let error = loop {
        match store.put(contribution(stored, &ratings)).await {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, StoreError::Full(_)), "{error:?}");
    assert!(matches!(store.check().await, Err(StoreError::Full(_))));
    assert!((5..100).contains(&stored), "{stored}");
    assert_eq!(store.count().await.unwrap(), stored, "what was acknowledged is there, and nothing else");
    assert!(store.erase(token(0).hash()).await.unwrap());
    assert_eq!(store.put(contribution(stored, &ratings)).await.unwrap(), Put::New, "there is room again");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_erased_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.sqlite");
    let store = Sqlite::open(&file, &SqliteOptions::default()).unwrap();
    store.put(contribution(1, &[("unforgettable-show", Mark::Loved)])).await.unwrap();
    store.put(contribution(2, &[("other-show", Mark::Loved)])).await.unwrap();
    store.erase(token(1).hash()).await.unwrap();
    store.close().await;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let found = |word: &[u8]| bytes.windows(word.len()).any(|bytes| bytes == word);
        assert!(!found(b"unforgettable-show") && !found(&token(1).hash().0));
        assert!(!found(token(2).text().as_bytes()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let store = common::sqlite(&folder);
    for number in 0..20 {
        store.put(contribution(number, &[("a", Mark::Loved)])).await.unwrap();
    }
    let copy = folder.path().join("copy.sqlite");
    store.backup(&copy).await.unwrap();
    store.erase(token(0).hash()).await.unwrap();
    let restored = Sqlite::open(&copy, &SqliteOptions { create: false, ..SqliteOptions::default() }).unwrap();
    assert_eq!(restored.count().await.unwrap(), 20);
    assert_eq!(restored.put(contribution(3, &[("b", Mark::Loved)])).await.unwrap(), Put::Replaced);
}

#[tokio::test]
async fn other_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.sqlite");
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let refused = |file: &Path, create: bool| {
        let options = SqliteOptions { create, ..SqliteOptions::default() };
        Sqlite::open(file, &options).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(refused(&file, true).contains("not a collector's database"));
    let later = folder.path().join("later.sqlite");
    drop(Sqlite::open(&later, &SqliteOptions::default()).unwrap());
    rusqlite::Connection::open(&later).unwrap().execute_batch("PRAGMA user_version = 2").unwrap();
    assert!(refused(&later, true).contains("version 2"));
    let text = folder.path().join("text");
    std::fs::write(&text, "not a database, but long enough to be looked at as if it were one ".repeat(20)).unwrap();
    assert!(refused(&text, true).contains("not a database"));
    assert!(!refused(&folder.path().join("none"), false).is_empty());
}
