//! Where contributions are kept: SQLite in a file, or PostgreSQL.
//!
//! A contribution is replaced and erased as a whole, so it is one row: the hash of its token, the month, and the ratings
//! as a JSON object (`{"the-wire":"loved"}`), which both databases can look into. No order of arrival is kept, and no
//! number that would last from one export to the next.

mod postgres;
mod snapshot;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use thiserror::Error;

pub use postgres::Postgres;
pub use snapshot::{Snapshot, SnapshotBuilder};
pub use sqlite::{Sqlite, SqliteOptions};

use crate::contribution::{Contribution, TokenHash};

/// What storing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// The token was not known.
    New,
    /// What the token sent before is replaced.
    Replaced,
}

/// Why a store could not do what was asked. After any of these nothing has changed, or the whole of it has: the same
/// request may be sent again.
#[derive(Debug, Clone, Error)]
pub enum StoreError {
    /// Another program holds the database, or too much is waiting.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// No room is left.
    #[error("the database is full: {0}")]
    Full(String),
    /// The database cannot be reached, or a disk fails.
    #[error("the database failed: {0}")]
    Failed(String),
    /// This store cannot do that at all; the text says what can.
    #[error("{0}")]
    Unsupported(String),
}

impl StoreError {
    /// For metrics and logs.
    pub fn name(&self) -> &'static str {
        match self {
            StoreError::Busy(_) => "busy",
            StoreError::Full(_) => "full",
            StoreError::Failed(_) => "failed",
            StoreError::Unsupported(_) => "unsupported",
        }
    }
}

/// A place where contributions are kept.
///
/// What [`Store::put`] and [`Store::erase`] answer is durable: it holds after the process is killed, and after a loss of
/// power as far as the disk tells the truth about it.
#[async_trait]
pub trait Store: Send + Sync {
    /// Stores a contribution in the place of what the same token sent before.
    async fn put(&self, contribution: Contribution) -> Result<Put, StoreError>;

    /// Forgets what a token sent; says whether there was anything.
    async fn erase(&self, token: TokenHash) -> Result<bool, StoreError>;

    /// Whether a contribution could be stored now.
    async fn check(&self) -> Result<(), StoreError>;

    /// How many people's contributions there are.
    async fn count(&self) -> Result<u64, StoreError>;

    /// Everything, as it was at one moment, however much is written meanwhile.
    async fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// Writes a copy of the database, as it was at one moment, to a new file.
    async fn backup(&self, out: &Path) -> Result<(), StoreError>;

    /// Ends the work in good order. What comes later is refused.
    async fn close(&self);
}

/// Opens the database at an address: `postgres://…` or `postgresql://…`, everything else is a file for SQLite.
///
/// # Errors
/// When it cannot be opened, or holds something else or a later version.
pub async fn open(address: &str, sqlite: &SqliteOptions, connections: usize) -> Result<Arc<dyn Store>, StoreError> {
    match ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
        true => Ok(Arc::new(Postgres::open(address, connections).await?)),
        false => Ok(Arc::new(Sqlite::open(Path::new(address), sqlite)?)),
    }
}
