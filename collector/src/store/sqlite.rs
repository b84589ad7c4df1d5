//! SQLite in a file. One thread writes; it commits together what came in while it was committing before, so that the
//! cost of reaching the disk is shared by all who wait for it.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, params};
use tokio::sync::oneshot;

use crate::contribution::{Contribution, TokenHash};
use crate::store::snapshot::stored;
use crate::store::{Put, Snapshot, SnapshotBuilder, Store, StoreError};

/// Marks a file as a collector's: the letters `chaw`.
const APPLICATION: i32 = 0x6368_6177;

/// The version of the tables. A later one is refused: it was made by a later program.
const VERSION: i32 = 1;

const TABLES: &str = "
CREATE TABLE contribution (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    month TEXT NOT NULL,
    ratings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_by_month ON contribution (month);
";

/// With less room than this, in bytes, no contribution of some length could be stored.
const ROOM: usize = 64 * 1024;

/// So many requests may wait; further ones are told to come back.
const QUEUE: usize = 1024;

/// So many requests share a commit.
const BATCH: usize = 256;

/// After so much quiet the write-ahead log is emptied, and with it the last copies of what was erased.
const QUIET: Duration = Duration::from_secs(30);

/// How a file is opened.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// Whether a file that is not there is made.
    pub create: bool,
    /// How long to wait for another program that holds the database.
    pub busy_timeout: Duration,
    /// The largest size of the file in bytes; 0 is no limit.
    pub largest: u64,
}

impl Default for SqliteOptions {
    fn default() -> SqliteOptions {
        SqliteOptions { create: true, busy_timeout: Duration::from_secs(5), largest: 0 }
    }
}

/// Contributions in a file.
pub struct Sqlite {
    file: PathBuf,
    busy_timeout: Duration,
    /// `None` once it is closed.
    jobs: Mutex<Option<SyncSender<Job>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

enum Job {
    Put(Contribution, oneshot::Sender<Result<Put, StoreError>>),
    Erase(TokenHash, oneshot::Sender<Result<bool, StoreError>>),
    Check(oneshot::Sender<Result<(), StoreError>>),
}

/// What a job has to say once its transaction is committed.
enum Done {
    Put(Put),
    Erased(bool),
    Checked,
}

impl Sqlite {
    /// Opens a file, and makes the tables in a new one.
    ///
    /// # Errors
    /// When the file cannot be opened, or is another program's or a later version's.
    pub fn open(file: &Path, options: &SqliteOptions) -> Result<Sqlite, StoreError> {
        if options.create
            && let Some(folder) = file.parent()
        {
            fs::create_dir_all(folder)
                .map_err(|error| StoreError::Failed(format!("the folder {}: {error}", folder.display())))?;
        }
        let named = |error: StoreError| match error {
            StoreError::Failed(why) => StoreError::Failed(format!("{}: {why}", file.display())),
            other => other,
        };
        let connection = open_for_writing(file, options).map_err(named)?;
        let (jobs, queue) = sync_channel(QUEUE);
        let writer = std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write(connection, &queue))
            .map_err(|error| StoreError::Failed(format!("no thread for writing: {error}")))?;
        Ok(Sqlite {
            file: file.to_owned(),
            busy_timeout: options.busy_timeout,
            jobs: Mutex::new(Some(jobs)),
            writer: Mutex::new(Some(writer)),
        })
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let sent = match &*self.jobs.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(jobs) => jobs.try_send(job(answer)),
            None => return Err(StoreError::Busy("it is being closed".into())),
        };
        match sent {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(StoreError::Busy(format!("{QUEUE} requests are waiting"))),
            Err(TrySendError::Disconnected(_)) => return Err(StoreError::Failed("its thread has ended".into())),
        }
        answered.await.unwrap_or_else(|_| Err(StoreError::Failed("its thread has ended".into())))
    }

    /// Does something with a connection of its own that only reads.
    async fn reading<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (file, busy_timeout) = (self.file.clone(), self.busy_timeout);
        let task = tokio::task::spawn_blocking(move || {
            let mut connection = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(told)?;
            connection.busy_timeout(busy_timeout).map_err(told)?;
            read(&mut connection)
        });
        task.await.unwrap_or_else(|error| Err(StoreError::Failed(error.to_string())))
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn put(&self, contribution: Contribution) -> Result<Put, StoreError> {
        self.ask(|answer| Job::Put(contribution, answer)).await
    }

    async fn erase(&self, token: TokenHash) -> Result<bool, StoreError> {
        self.ask(|answer| Job::Erase(token, answer)).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.ask(Job::Check).await
    }

    async fn count(&self) -> Result<u64, StoreError> {
        self.reading(|connection| {
            let count: i64 =
                connection.query_row("SELECT count(*) FROM contribution", [], |row| row.get(0)).map_err(told)?;
            Ok(count as u64)
        })
        .await
    }

    async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        // One statement is one read transaction: in WAL mode it sees the moment at which it began.
        self.reading(|connection| {
            let mut builder = SnapshotBuilder::default();
            let mut select = connection.prepare("SELECT token_hash, ratings FROM contribution").map_err(told)?;
            let mut rows = select.query([]).map_err(told)?;
            while let Some(row) = rows.next().map_err(told)? {
                let token = TokenHash(row.get(0).map_err(told)?);
                let text = row.get_ref(1).map_err(told)?;
                builder.add(token, text.as_str().map_err(|error| StoreError::Failed(error.to_string()))?)?;
            }
            Ok(builder.finish())
        })
        .await
    }

    async fn backup(&self, out: &Path) -> Result<(), StoreError> {
        let out = out.to_owned();
        self.reading(move |connection| {
            let failed = |error: std::io::Error| StoreError::Failed(format!("{}: {error}", out.display()));
            let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            // A temporary file that nobody else may read; SQLite writes into it since it is empty.
            let copy = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
            let Some(name) = copy.path().to_str() else {
                return Err(StoreError::Unsupported(format!("{} is not UTF-8; choose another name", out.display())));
            };
            connection.execute("VACUUM INTO ?1", [name]).map_err(told)?;
            File::open(copy.path()).and_then(|file| file.sync_all()).map_err(failed)?;
            copy.persist(&out).map_err(|error| failed(error.error))?;
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
        })
        .await
    }

    async fn close(&self) {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // It ends once the last job is done. A panic in it was reported when it happened.
            let _ = tokio::task::spawn_blocking(move || writer.join()).await;
        }
    }
}

fn open_for_writing(file: &Path, options: &SqliteOptions) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    if options.create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(file, flags).map_err(told)?;
    connection.busy_timeout(options.busy_timeout).map_err(told)?;
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(told);
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(told)?;
    if (application != APPLICATION && (application, version, tables) != (0, 0, 0)) || version > VERSION {
        return Err(StoreError::Unsupported(format!(
            "{} is not a collector's database of version {VERSION} or earlier (application {application:#x}, version \
             {version}): choose another file, or update this program",
            file.display()
        )));
    }
    // FULL: each commit reaches the disk before it is acknowledged. What is erased is overwritten with zeros.
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
        .map_err(told)?;
    if options.largest > 0 {
        let page: u64 =
            connection.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0)).map_err(told)? as u64;
        let most = (options.largest / page).clamp(1, u64::from(u32::MAX) - 1);
        connection.pragma_update_and_check(None, "max_page_count", most as i64, |_| Ok(())).map_err(told)?;
    }
    if version < VERSION {
        let script = format!(
            "BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        );
        if let Err(error) = connection.execute_batch(&script) {
            // Another process may have made them between the look and the lock.
            let _ = connection.execute_batch("ROLLBACK");
            if number("user_version")? != VERSION {
                return Err(told(error));
            }
        }
    }
    Ok(connection)
}

/// The writing thread: takes what waits, commits it, answers.
fn write(mut connection: Connection, queue: &Receiver<Job>) {
    let mut log_is_empty = false;
    loop {
        match queue.recv_timeout(QUIET) {
            Ok(first) => {
                let jobs: Vec<Job> = std::iter::once(first).chain(queue.try_iter().take(BATCH - 1)).collect();
                commit(&mut connection, jobs);
                log_is_empty = false;
            }
            Err(RecvTimeoutError::Timeout) if log_is_empty => {}
            Err(RecvTimeoutError::Timeout) => log_is_empty = empty_log(&connection),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    empty_log(&connection);
}

/// Copies the write-ahead log into the database and cuts it to nothing; `false` while somebody reads.
fn empty_log(connection: &Connection) -> bool {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match busy {
        Ok(busy) => busy == 0,
        Err(error) => {
            tracing::warn!(%error, "the write-ahead log was not emptied");
            false
        }
    }
}

fn commit(connection: &mut Connection, jobs: Vec<Job>) {
    match together(connection, &jobs) {
        Ok(done) => jobs.into_iter().zip(done).for_each(|(job, done)| job.answer(Ok(done))),
        // A lock that was waited for once need not be waited for again by each.
        Err(error @ StoreError::Busy(_)) => jobs.into_iter().for_each(|job| job.answer(Err(error.clone()))),
        // One of them may be at fault, or too large for what is left: each by itself.
        Err(_) if jobs.len() > 1 => jobs.into_iter().for_each(|job| commit(connection, vec![job])),
        Err(error) => jobs.into_iter().for_each(|job| job.answer(Err(error.clone()))),
    }
}

fn together(connection: &mut Connection, jobs: &[Job]) -> Result<Vec<Done>, StoreError> {
    // Dropped without a commit, it is rolled back.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
    let done = jobs.iter().map(|job| job.carry_out(&transaction)).collect::<Result<Vec<Done>, StoreError>>()?;
    transaction.commit().map_err(told)?;
    Ok(done)
}

impl Job {
    fn carry_out(&self, connection: &Connection) -> Result<Done, StoreError> {
        match self {
            Job::Put(contribution, _) => {
                let Contribution { token, month, ratings } = contribution;
                let values = params![token.0, month.to_string(), stored(ratings)?];
                let mut update = connection
                    .prepare_cached("UPDATE contribution SET month = ?2, ratings = ?3 WHERE token_hash = ?1")
                    .map_err(told)?;
                if update.execute(values).map_err(told)? > 0 {
                    return Ok(Done::Put(Put::Replaced));
                }
                let mut insert = connection
                    .prepare_cached("INSERT INTO contribution (token_hash, month, ratings) VALUES (?1, ?2, ?3)")
                    .map_err(told)?;
                insert.execute(values).map_err(told)?;
                Ok(Done::Put(Put::New))
            }
            Job::Erase(token, _) => {
                let mut delete =
                    connection.prepare_cached("DELETE FROM contribution WHERE token_hash = ?1").map_err(told)?;
                Ok(Done::Erased(delete.execute(params![token.0]).map_err(told)? > 0))
            }
            // The transaction around it has shown that the lock can be had.
            Job::Check(_) => room(connection).map(|()| Done::Checked),
        }
    }

    /// Whoever does not wait any more need not be told.
    fn answer(self, done: Result<Done, StoreError>) {
        match (self, done) {
            (Job::Put(_, answer), Ok(Done::Put(put))) => drop(answer.send(Ok(put))),
            (Job::Erase(_, answer), Ok(Done::Erased(was))) => drop(answer.send(Ok(was))),
            (Job::Check(answer), Ok(_)) => drop(answer.send(Ok(()))),
            (Job::Put(_, answer), Err(error)) => drop(answer.send(Err(error))),
            (Job::Erase(_, answer), Err(error)) => drop(answer.send(Err(error))),
            (Job::Check(answer), Err(error)) => drop(answer.send(Err(error))),
            // Each job makes its own kind of answer.
            (_, Ok(_)) => {}
        }
    }
}

/// Whether there is room for more, within the largest size and on the disk. Nobody is there to try otherwise: who asks
/// keeps people away as long as the answer is no.
fn room(connection: &Connection) -> Result<(), StoreError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(told);
    let free = number("max_page_count")? - number("page_count")? + number("freelist_count")?;
    if free * number("page_size")? < ROOM as i64 {
        return Err(StoreError::Full("the database has reached its largest size".into()));
    }
    let folder = connection.path().and_then(|file| Path::new(file).parent()).unwrap_or(Path::new("."));
    // Reserving would be quicker, but not every file system does it.
    let tried = tempfile::tempfile_in(folder).and_then(|mut file| file.write_all(&[0; ROOM]));
    tried.map_err(|error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            StoreError::Full(format!("{}: {error}", folder.display()))
        }
        _ => StoreError::Failed(format!("{}: {error}", folder.display())),
    })
}

fn told(error: rusqlite::Error) -> StoreError {
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(text),
        Some(ErrorCode::DiskFull) => StoreError::Full(text),
        _ => StoreError::Failed(text),
    }
}
