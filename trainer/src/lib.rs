//! Ratings in, model file out: read, count, solve, compress, evaluate.
//!
//! The path of the data: [`shows`] (or [`bundled`]) and [`ratings`] are read into [`viewers`]; [`gram`] counts them into
//! expected Gram matrices; [`ridge`] solves, with [`settings`] that [`choose`] finds on people kept apart; [`compress`] and
//! [`mix`] make a small file of the solutions ([`train`]);
//! [`evaluate`] measures such a file, through `model-core`, on people it has never seen, beside [`baselines`].
//! [`gate`] says whether it may replace the published one, and [`publish`] puts it into a site. [`chunked`] cuts a file into
//! chunks, for catalogues too large to be loaded whole.

pub mod baselines;
pub mod bundled;
pub mod check;
pub mod choose;
pub mod chunked;
pub mod cold_start;
pub mod compress;
pub mod counts;
pub mod dense;
pub mod evaluate;
pub mod fans;
pub mod full;
pub mod gate;
pub mod gram;
mod histories;
pub mod map;
pub mod mix;
pub mod output;
mod parquet;
pub mod patterns;
pub mod problems;
pub mod progress;
pub mod pseudo;
pub mod publish;
pub mod ratings;
pub mod report;
pub mod ridge;
pub mod settings;
pub mod shows;
pub mod sparse;
pub mod sql;
mod stars;
pub mod stream;
pub mod table;
pub mod train;
pub mod viewers;
