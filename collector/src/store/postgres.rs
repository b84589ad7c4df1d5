//! PostgreSQL, for those who have it.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Timeouts};
use futures_util::{TryStreamExt, pin_mut};
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, IsolationLevel, NoTls};

use crate::contribution::{Contribution, TokenHash};
use crate::store::snapshot::stored;
use crate::store::{Put, Snapshot, SnapshotBuilder, Store, StoreError};

/// The version of the tables. A later one is refused: it was made by a later program.
const VERSION: i32 = 1;

/// How long to wait for a connection, or for one to be made.
const PATIENCE: Duration = Duration::from_secs(5);

/// Two programs that start at once make the tables one after the other: an advisory lock, by an arbitrary number.
const TABLES: &str = "
SELECT pg_advisory_xact_lock(7162443104);
CREATE TABLE IF NOT EXISTS collector_version (version integer NOT NULL);
INSERT INTO collector_version SELECT 1 WHERE NOT EXISTS (SELECT FROM collector_version);
CREATE TABLE IF NOT EXISTS contribution (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    month text NOT NULL,
    ratings text NOT NULL
);
";

/// An acknowledged contribution is on the disk, also where the server's own setting would allow less.
const SESSION: &str = "
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
SET statement_timeout = '10s';
SET lock_timeout = '5s';
";

/// Contributions in a PostgreSQL database.
pub struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects, and makes the tables where there are none.
    ///
    /// # Errors
    /// When the address cannot be read or reached, asks for encryption, or holds a later version.
    pub async fn open(address: &str, connections: usize) -> Result<Postgres, StoreError> {
        // The address holds a password: no message repeats it.
        let mut config = Config::from_str(address).map_err(|error| {
            StoreError::Unsupported(format!("the address of the PostgreSQL database cannot be read: {error}"))
        })?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(StoreError::Unsupported(
                "the collector speaks to PostgreSQL without encryption: use a Unix socket, a private network or a local \
                 proxy, and leave sslmode=require away"
                    .into(),
            ));
        }
        config.connect_timeout(PATIENCE).application_name("collector");
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let session = Hook::async_fn(|client: &mut deadpool_postgres::ClientWrapper, _| {
            Box::pin(async move { client.batch_execute(SESSION).await.map_err(HookError::Backend) })
        });
        let pool = Pool::builder(manager)
            .max_size(connections)
            .timeouts(Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) })
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .post_create(session)
            .build()
            .map_err(|error| StoreError::Failed(error.to_string()))?;
        let store = Postgres { pool };
        let mut client = store.client().await?;
        let transaction = client.transaction().await.map_err(told)?;
        transaction.batch_execute(TABLES).await.map_err(told)?;
        let version: i32 =
            transaction.query_one("SELECT version FROM collector_version", &[]).await.map_err(told)?.get(0);
        if version > VERSION {
            return Err(StoreError::Unsupported(format!(
                "the database has tables of version {version}, this program knows {VERSION}: update the program"
            )));
        }
        transaction.commit().await.map_err(told)?;
        drop(client);
        Ok(store)
    }

    async fn client(&self) -> Result<Object, StoreError> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => told(error),
            PoolError::Timeout(_) => StoreError::Busy("no connection was free in time".into()),
            PoolError::PostCreateHook(HookError::Backend(error)) => told(error),
            other => StoreError::Failed(other.to_string()),
        })
    }
}

#[async_trait]
impl Store for Postgres {
    async fn put(&self, contribution: Contribution) -> Result<Put, StoreError> {
        let Contribution { token, month, ratings } = contribution;
        let client = self.client().await?;
        // A row that was only now inserted has no transaction that replaced it.
        let put = client
            .prepare_cached(
                "INSERT INTO contribution (token_hash, month, ratings) VALUES ($1, $2, $3)
                 ON CONFLICT (token_hash) DO UPDATE SET month = excluded.month, ratings = excluded.ratings
                 RETURNING xmax = 0",
            )
            .await
            .map_err(told)?;
        let (token, month, ratings) = (token.0.as_slice(), month.to_string(), stored(&ratings)?);
        let row = client.query_one(&put, &[&token, &month, &ratings]).await.map_err(told)?;
        Ok(if row.get(0) { Put::New } else { Put::Replaced })
    }

    async fn erase(&self, token: TokenHash) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let erased = client
            .execute("DELETE FROM contribution WHERE token_hash = $1", &[&token.0.as_slice()])
            .await
            .map_err(told)?;
        Ok(erased > 0)
    }

    async fn check(&self) -> Result<(), StoreError> {
        let client = self.client().await?;
        // A standby answers, but stores nothing.
        let standby: bool = client.query_one("SELECT pg_is_in_recovery()", &[]).await.map_err(told)?.get(0);
        match standby {
            false => Ok(()),
            true => Err(StoreError::Failed("it is a standby, which cannot be written to".into())),
        }
    }

    async fn count(&self) -> Result<u64, StoreError> {
        let client = self.client().await?;
        let count: i64 = client.query_one("SELECT count(*) FROM contribution", &[]).await.map_err(told)?.get(0);
        Ok(count as u64)
    }

    async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut client = self.client().await?;
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(told)?;
        // Reading everything may take longer than a request may.
        transaction.batch_execute("SET LOCAL statement_timeout = 0").await.map_err(told)?;
        let rows = transaction
            .query_raw("SELECT token_hash, ratings FROM contribution", std::iter::empty::<&str>())
            .await
            .map_err(told)?;
        pin_mut!(rows);
        let mut builder = SnapshotBuilder::default();
        while let Some(row) = rows.try_next().await.map_err(told)? {
            let token: &[u8] = row.try_get(0).map_err(told)?;
            let token = token.try_into().map_err(|_| StoreError::Failed("a token's hash has a wrong length".into()))?;
            builder.add(TokenHash(token), row.try_get(1).map_err(told)?)?;
        }
        Ok(builder.finish())
    }

    async fn backup(&self, _out: &Path) -> Result<(), StoreError> {
        Err(StoreError::Unsupported(
            "PostgreSQL has its own tool for that: pg_dump --format=custom --table=contribution \
             --table=collector_version --file=FILE ADDRESS"
                .into(),
        ))
    }

    async fn close(&self) {
        self.pool.close();
    }
}

fn told(error: tokio_postgres::Error) -> StoreError {
    // What PostgreSQL says in detail may repeat the values of a row; its short message does not.
    let text = match error.as_db_error() {
        Some(error) => format!("{} ({})", error.message(), error.code().code()),
        None => error.to_string(),
    };
    match error.code() {
        Some(code)
            if [
                SqlState::LOCK_NOT_AVAILABLE,
                SqlState::QUERY_CANCELED,
                SqlState::TOO_MANY_CONNECTIONS,
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::T_R_DEADLOCK_DETECTED,
            ]
            .contains(code) =>
        {
            StoreError::Busy(text)
        }
        Some(code) if *code == SqlState::DISK_FULL => StoreError::Full(text),
        _ => StoreError::Failed(text),
    }
}
