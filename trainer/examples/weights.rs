//! What a model file ranks by, for pages with other engines, and questions with the lists that are right: `bench/web` reads it.
//!
//! ```sh
//! cargo run --profile native -p trainer --example weights -- target/model/bundled.bin target/peers/weights
//! ```
//!
//! Each array is a file of little-endian numbers named for what it holds; `weights.json` has the rest. The sparse weights are
//! written twice: as steps, as the model file has them, and as a matrix of 8-bit numbers that is mostly 0.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use model_core::catalogue::ShowIndex;
use model_core::file::{AlignedBytes, SectionKind};
use model_core::request::{Feedback, Filter, Request};
use model_core::weights::{LowRank, NewComponent, NewWeights, SparseRows};
use model_core::{Model, Scratch};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// How many shows are named.
const SIZES: [usize; 5] = [1, 3, 5, 10, 20];
/// Questions of each size.
const QUESTIONS: usize = 8;
/// Named are shows that many people know.
const WELL_KNOWN: usize = 400;
const LIMIT: usize = 20;
const SEED: u64 = 1;

/// Writes a model's weights for other engines.
#[derive(Parser)]
struct Arguments {
    /// The model file.
    model: PathBuf,
    /// The folder to write into.
    out: PathBuf,
}

fn main() -> Result<()> {
    let Arguments { model: path, out } = Arguments::parse();
    let file = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let model = Model::open_verified(AlignedBytes::from_slice(&file)).context("the model file")?;
    fs::create_dir_all(&out).with_context(|| format!("{} cannot be made", out.display()))?;
    let mut described = write_weights(&model.weights()?, &out)?;
    described["section"] = json!(model.sections().get(&file, SectionKind::WEIGHTS)?.len());
    write(&out, "section.bin", model.sections().get(&file, SectionKind::WEIGHTS)?)?;
    write(&out, "model.bin", &file)?;
    write(&out, "weights.json", described.to_string().as_bytes())?;
    write(&out, "questions.json", questions(&model)?.to_string().as_bytes())
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// Writes the arrays and returns what else there is to know.
fn write_weights(weights: &NewWeights, out: &Path) -> Result<Value> {
    let sparse: Vec<&SparseRows> = weights.components.iter().filter_map(sparse_part).collect();
    let low: Vec<&LowRank> = weights.components.iter().filter_map(low_rank_part).collect();
    let [low] = low[..] else { bail!("the pages know models of one low-rank part, this one has {}", low.len()) };
    // As the file has them: 16 bits and a scale for each input size.
    let mut scales = Vec::new();
    let mut bias = Vec::new();
    for row in weights.bias.chunks(weights.shows.max(1)) {
        let scale = row.iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs())) / f32::from(i16::MAX);
        scales.push(scale);
        bias.extend(row.iter().flat_map(|value| ((value / scale).round() as i16).to_le_bytes()));
    }
    write(out, "bias.i16", &bias)?;
    let mut entries = Vec::new();
    for (at, sparse) in sparse.iter().enumerate() {
        entries.push(write_sparse(sparse, at, weights.shows, out)?);
    }
    write_low_rank(low, out)?;
    Ok(json!({
        "shows": weights.shows,
        "knots": weights.knots,
        "biasScales": scales,
        "sparseGains": sparse.iter().map(|sparse| &sparse.gains).collect::<Vec<_>>(),
        "entries": entries,
        "rank": low.rank,
        "lowRankGains": low.gains,
    }))
}

fn sparse_part(component: &NewComponent) -> Option<&SparseRows> {
    match component {
        NewComponent::Sparse(sparse) => Some(sparse),
        NewComponent::LowRank(_) => None,
    }
}

fn low_rank_part(component: &NewComponent) -> Option<&LowRank> {
    match component {
        NewComponent::LowRank(low) => Some(low).filter(|low| low.rank > 0),
        NewComponent::Sparse(_) => None,
    }
}

/// Writes one of several sparse parts and returns how many weights there are.
fn write_sparse(sparse: &SparseRows, number: usize, shows: usize, out: &Path) -> Result<usize> {
    let mut matrix = vec![0; shows * shows];
    let (mut steps, mut ends) = (Vec::new(), Vec::new());
    for (row, weights) in sparse.rows.iter().enumerate() {
        let mut at = 0;
        for &(column, weight) in weights {
            matrix[row * shows + column as usize] = weight as u8;
            while column - at > 255 {
                steps.extend([255, 0]);
                at += 255;
            }
            steps.extend([(column - at) as u8, weight as u8]);
            at = column;
        }
        ends.push(steps.len() as u32 / 2);
    }
    let ends: Vec<u8> = ends.iter().flat_map(|end: &u32| end.to_le_bytes()).collect();
    write(out, &format!("sparse-matrix-{number}.i8"), &matrix)?;
    write(out, &format!("sparse-steps-{number}.u8"), &steps)?;
    write(out, &format!("sparse-ends-{number}.u32"), &ends)?;
    write(out, &format!("sparse-scales-{number}.f32"), &floats(&sparse.scales))?;
    Ok(sparse.rows.iter().map(Vec::len).sum())
}

fn write_low_rank(low: &LowRank, out: &Path) -> Result<()> {
    write(out, "inputs.i8", &low.inputs.iter().map(|weight| *weight as u8).collect::<Vec<u8>>())?;
    write(out, "input-scales.f32", &floats(&low.input_scales))?;
    write(out, "outputs.i8", &low.outputs.iter().map(|weight| *weight as u8).collect::<Vec<u8>>())?;
    write(out, "output-scales.f32", &floats(&low.output_scales))
}

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// Questions of every size, each with the best shows and their scores; and what the site's page lists, which leaves out
/// sequels of what was named.
fn questions(model: &Model) -> Result<Value> {
    let titles = model.catalogue().titles();
    let mut named_so = HashMap::new();
    for show in titles {
        *named_so.entry(show.title.as_str()).or_insert(0) += 1;
    }
    // Whoever types its title gets the show: so a script may name it in the page.
    let is_certain = |show: &ShowIndex| {
        let title = titles[*show as usize].title.as_str();
        named_so[title] == 1 && model.search(title, 1).first().is_some_and(|hit| hit.show == *show)
    };
    let mut known: Vec<ShowIndex> = (0..titles.len().min(WELL_KNOWN) as ShowIndex).filter(is_certain).collect();
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut scratch = Scratch::default();
    let mut all = Vec::new();
    for size in SIZES {
        for _ in 0..QUESTIONS {
            let named = known.partial_shuffle(&mut random, size).0.to_vec();
            let mut ask = |with_franchise| {
                let request = Request {
                    taste: named.iter().map(|show| (*show, Feedback::Liked)).collect(),
                    filter: Filter { with_franchise, ..Filter::default() },
                    limit: LIMIT,
                    reasons: 0,
                    ..Request::default()
                };
                model.recommend(&request, &mut scratch)
            };
            let title = |show: ShowIndex| titles[show as usize].title.as_str();
            let best = ask(true);
            all.push(json!({
                "named": named,
                "titles": named.iter().map(|show| title(*show)).collect::<Vec<_>>(),
                "shows": best.iter().map(|one| one.show).collect::<Vec<_>>(),
                "scores": best.iter().map(|one| one.score).collect::<Vec<_>>(),
                "listed": ask(false).iter().map(|one| title(one.show)).collect::<Vec<_>>(),
            }));
        }
    }
    Ok(json!(all))
}
