//! How time and memory grow with the catalogue, on made-up viewers; and how fast a solve is beside NumPy.
//!
//! ```sh
//! cargo build --profile native -p trainer
//! cargo run --profile native -p trainer --example scale -- table
//! cargo run --profile native -p trainer --example scale -- solve --python PYTHON_WITH_NUMPY
//! cargo run --profile native -p trainer --example scale -- data --shows 40000 --out FOLDER
//! cargo run --profile native -p trainer --example scale -- chunks --shows 1000000 --out FOLDER
//! ```

mod chunks;
mod data;
mod solve;
mod table;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use trainer::chunked::Keep;

/// Measures the trainer on made-up viewers.
#[derive(Parser)]
enum Command {
    /// Writes `shows.csv` and `ratings.csv` into a folder.
    Data {
        /// How many shows.
        #[arg(long, default_value_t = 40_000)]
        shows: usize,
        /// How many ratings, about.
        #[arg(long, default_value_t = 1_000_000)]
        ratings: usize,
        /// The seed of every draw.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes a made-up model in chunks into a folder.
    Chunks {
        /// How many shows.
        #[arg(long, default_value_t = 1_000_000)]
        shows: usize,
        /// Weights of each show.
        #[arg(long, default_value_t = Keep::USUAL.weights)]
        weights: usize,
        /// Shows that are candidates whatever is named.
        #[arg(long, default_value_t = Keep::USUAL.head)]
        head: usize,
        /// The seed of every draw.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where to write: a folder for this model alone.
        #[arg(long)]
        out: PathBuf,
    },
    /// Trains on made-up viewers of catalogues of several sizes, and prints time and memory (Linux).
    Table {
        /// How many shows.
        #[arg(long, value_delimiter = ',', default_value = "2500,5000,10000,20000,40000")]
        shows: Vec<usize>,
        /// How many ratings, about.
        #[arg(long, default_value_t = 1_000_000)]
        ratings: usize,
        /// The trainer, when it is not beside this program.
        #[arg(long)]
        trainer: Option<PathBuf>,
    },
    /// Times one solve, and NumPy's inverse of the very same matrix.
    Solve {
        /// How many shows.
        #[arg(long, default_value_t = 4000)]
        shows: usize,
        /// How often each is done; the median counts.
        #[arg(long, default_value_t = 5)]
        times: usize,
        /// A Python that has NumPy; without one only our own solve is timed.
        #[arg(long)]
        python: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Data { shows, ratings, seed, out } => data::write(shows, ratings, seed, &out),
        Command::Chunks { shows, weights, head, seed, out } => chunks::write(shows, Keep { weights, head }, seed, &out),
        Command::Table { shows, ratings, trainer } => table::print(&shows, ratings, trainer),
        Command::Solve { shows, times, python } => solve::print(shows, times, python),
    }
}
