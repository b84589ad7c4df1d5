//! `trainer publish` and `trainer rollback`: the model of a published site, by hand.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use trainer::publish::Site;

#[derive(Args)]
pub(crate) struct PublishArgs {
    /// The published site's folder.
    #[arg(long, value_name = "FOLDER")]
    site: PathBuf,
    /// The model file.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// How many models stay in the site, this one among them.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = super::watch::at_least_one)]
    keep: usize,
}

#[derive(Args)]
pub(crate) struct RollbackArgs {
    /// The published site's folder.
    #[arg(long, value_name = "FOLDER")]
    site: PathBuf,
    /// The model to go back to (or forth), as it is called in the folder; without it, the one before.
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
}

pub(crate) fn publish(args: &PublishArgs) -> Result<()> {
    let site = Site::open(&args.site)?;
    let bytes = std::fs::read(&args.model).with_context(|| format!("cannot read {}", args.model.display()))?;
    let manifest = site.publish(&bytes, args.keep).with_context(|| args.model.display().to_string())?;
    println!("{} counts now, {} bytes; before it: {}", manifest.file, manifest.bytes, list(&manifest.previous));
    Ok(())
}

pub(crate) fn roll_back(args: &RollbackArgs) -> Result<()> {
    let manifest = Site::open(&args.site)?.roll_back(args.to.as_deref())?;
    println!("{} counts again; others: {}", manifest.file, list(&manifest.previous));
    Ok(())
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".into() } else { names.join(", ") }
}
