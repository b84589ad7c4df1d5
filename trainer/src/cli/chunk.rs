//! `trainer chunk`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use trainer::chunked::{self, Folder, Keep};

#[derive(Args)]
pub(crate) struct ChunkArgs {
    /// The model file.
    file: PathBuf,
    /// Where to write: a folder for this model alone.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// How many shows are candidates whatever is named.
    #[arg(long, value_name = "N", default_value_t = Keep::USUAL.head)]
    head: usize,
    /// How many weights of each show are kept.
    #[arg(long, value_name = "N", default_value_t = Keep::USUAL.weights)]
    weights: usize,
}

pub(crate) fn run(args: &ChunkArgs) -> Result<()> {
    let model = super::open(&args.file)?;
    let mut folder = Folder::new(&args.out);
    let keep = Keep { weights: args.weights, head: args.head };
    let root = chunked::write(&model, keep, |name, bytes: &[u8]| folder.put(name, bytes))?;
    folder.finish(&root)?;
    let (chunks, bytes) = folder.written();
    let shows = model.catalogue().len();
    println!("{}: {shows} shows, a root of {} bytes, {chunks} chunks of {bytes} bytes", args.out.display(), root.len());
    Ok(())
}
