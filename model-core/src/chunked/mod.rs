//! A model in chunks: for catalogues that are too large to be loaded whole.
//!
//! A [`Model`](crate::Model) is one file that is fetched once. With a hundred thousand shows it would be too much to fetch
//! before the first answer, and with a million too much to keep in a browser's memory. In this form an answer needs a small
//! *root*, the *head* (the best-known shows, which are candidates whatever is named), one *row* for each named show, and one
//! *record* for each show in the list. All but the root are chunks named by the hash of their bytes, so that any static host
//! can serve them, any cache may keep them for ever, and none can be taken for another.
//!
//! Nothing here fetches. A question is answered ([`Step::Ready`]) or says which chunks it needs ([`Step::Need`]); whoever
//! asks gets them any way they like, hands them over ([`ChunkedModel::supply`]) and asks again:
//!
//! ```
//! use model_core::chunked::{ChunkName, ChunkedModel, Question, Step};
//! use model_core::request::Feedback;
//! # let (root, chunks) = model_core::example::chunks();
//! let mut model = ChunkedModel::open(&root, 1 << 24)?;
//! let question = Question { taste: vec![(2, Feedback::Liked)], limit: 1, ..Question::default() };
//! let answer = loop {
//!     match model.recommend(&question)? {
//!         Step::Ready(answer) => break answer,
//!         Step::Need(names) => {
//!             for name in names {
//!                 // Here a browser fetches `name.path()`.
//!                 model.supply(name, chunks[&name].clone())?;
//!             }
//!         }
//!     }
//! };
//! assert_eq!(answer.lines[0].record.title.title, "Better Call Saul");
//! # Ok::<(), model_core::error::OpenError>(())
//! ```
//!
//! # Scores
//!
//! There is a set of sparse rows for each *regime* `r` (few shows named, whole histories named), and for an input of `k`
//! shows the score of show `j` is
//!
//! ```text
//! Σ over regimes r:  bias_gain_r(k) · bias_r[j]  +  gain_r(k) · Σ over named shows i:  weight_i · W_r[i][j]
//! ```
//!
//! with gains given at the knots and interpolated as in [`weights`](crate::weights). Of a show that is neither in the head
//! nor in a row of a named show the sum is its bias alone, and the root says how large that is at most: where the last of a
//! list scores higher, the list is the one that a look at every show would give ([`Answer::complete`]).

mod answer;
mod bytes;
mod keys;
mod root;
mod row;
mod store;
mod write;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::xxh64;

pub use answer::{Answer, ChunkedModel, Line, MOST_HEARD, Question};
pub use keys::BEST as MOST_FOUND;
pub use root::{MAGIC, VERSION};
pub use row::NewRow;
pub use write::{Basis, NewRegime, Writer};

use crate::catalogue::{Facts, Title};
use crate::file::SectionKind;

const ROOT: SectionKind = SectionKind(*b"ROOT");
const HEAD: SectionKind = SectionKind(*b"HEAD");
const ROWS: SectionKind = SectionKind(*b"ROWS");
const RECORDS: SectionKind = SectionKind(*b"RECS");
const KEYS: SectionKind = SectionKind(*b"KEYS");
const TABLE: SectionKind = SectionKind(*b"TABL");
const CHUNK: SectionKind = SectionKind(*b"CHNK");

/// The name of the root, beside which the chunks are.
pub const ROOT_NAME: &str = "root.bin";

/// A chunk's name: the XXH64 of its bytes. That tells damage and mistakes, as the checksums of a model file do; it is no
/// protection from somebody who forges both, against whom only the connection to the host protects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChunkName(pub u64);

impl ChunkName {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> ChunkName {
        ChunkName(xxh64(bytes, 0))
    }

    /// Where the chunk is, beside the root: in one of 256 folders, since some file systems and hosts are slow with more files
    /// in one. The name has the form by which servers know what never changes.
    pub fn path(self) -> String {
        format!("{:02x}/c-{:016x}.bin", self.0 >> 56, self.0)
    }
}

/// What a question has led to.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<T> {
    /// The answer.
    Ready(T),
    /// These chunks are needed, each named once; then ask again. There may be more to come, since some chunks name others.
    Need(Vec<ChunkName>),
}

/// What is known of a show that is on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What lists need of it.
    pub title: Title,
    /// Everything else.
    pub facts: Facts,
}
