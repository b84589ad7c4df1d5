//! A model file as a model in chunks ([`model_core::chunked`]), for catalogues too large to be loaded whole.
//!
//! The rows of a model at its smallest and at its largest input size become the two sets of rows; at the sizes between them
//! a row is nearly a sum of both, since a model is a mixture of two, and how much of each is found by least squares. Of every
//! row only the strongest weights are kept, the low-rank part included: that is what this form costs, and
//! `trainer evaluate --chunked` measures it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use model_core::catalogue::ShowIndex;
use model_core::chunked::{Basis, ChunkName, NewRegime, NewRow, ROOT_NAME, Record, Writer};
use model_core::{Model, Scratch};
use rayon::prelude::*;

use crate::output;

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Weights of each show.
    pub weights: usize,
    /// Shows that are candidates whatever is named.
    pub head: usize,
}

impl Keep {
    /// A row is then some six hundred bytes, the head some ten kilobytes.
    pub const USUAL: Keep = Keep { weights: 100, head: 2048 };
}

/// So many rows are looked at to find how much of each regime there is at a knot.
const ROWS_TO_FIT: usize = 300;
/// So many rows are made at once.
const AT_ONCE: usize = 256;

/// Writes a model in chunks; `sink` keeps each chunk under its name. Returns the root.
///
/// # Errors
/// What the sink says.
pub fn write<E>(model: &Model, keep: Keep, sink: impl FnMut(ChunkName, &[u8]) -> Result<(), E>) -> Result<Vec<u8>, E> {
    let shows = model.catalogue().len();
    let sizes = model.input_sizes();
    let ends = [sizes[0], sizes[sizes.len() - 1]];
    let kin = kin(model);
    let mut writer = Writer::new(basis(model, ends, keep), sink)?;
    for first in (0..shows).step_by(AT_ONCE) {
        let rows: Vec<NewRow> = (first..shows.min(first + AT_ONCE))
            .into_par_iter()
            .map_init(Scratch::default, |scratch, show| {
                let rows = ends.map(|size| model.row(show as ShowIndex, size, scratch).to_vec());
                strongest(&rows, keep.weights, kin[show].clone())
            })
            .collect();
        for (show, row) in (first..).zip(&rows) {
            let (title, facts) = (&model.catalogue().titles()[show], &model.catalogue().facts()[show]);
            writer.push(row, &Record { title: title.clone(), facts: facts.clone() })?;
        }
    }
    writer.finish()
}

/// The regimes, and how much each counts at every knot.
fn basis(model: &Model, ends: [f32; 2], keep: Keep) -> Basis {
    let shows = model.catalogue().len();
    let knots = model.input_sizes();
    let mut scratch = Scratch::default();
    let mut rows_at = |size: f32| -> Vec<f32> {
        let some = (0..shows).step_by(shows.div_ceil(ROWS_TO_FIT).max(1));
        some.flat_map(|show| model.row(show as ShowIndex, size, &mut scratch).to_vec()).collect()
    };
    let rows = ends.map(&mut rows_at);
    let biases = ends.map(|size| model.popularity(size));
    let of_rows: Vec<[f32; 2]> = knots.iter().map(|size| parts(&rows_at(*size), &rows)).collect();
    let of_biases: Vec<[f32; 2]> = knots.iter().map(|size| parts(&model.popularity(*size), &biases)).collect();
    let regimes = biases
        .into_iter()
        .enumerate()
        .map(|(regime, biases)| NewRegime {
            gains: of_rows.iter().map(|parts| parts[regime]).collect(),
            bias_gains: of_biases.iter().map(|parts| parts[regime]).collect(),
            biases,
        })
        .collect();
    Basis { knots: knots.to_vec(), feedback: model.feedback(), regimes, head: keep.head }
}

/// How much of `one` and of `other` make `wanted`, by least squares.
fn parts(wanted: &[f32], [one, other]: &[Vec<f32>; 2]) -> [f32; 2] {
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let (aa, ab, bb) = (product(one, one), product(one, other), product(other, other));
    let (wa, wb) = (product(wanted, one), product(wanted, other));
    let determinant = aa * bb - ab * ab;
    // Where both are the same but for a factor, or nothing, one suffices.
    if determinant <= 1e-9 * aa * bb {
        return if aa > 0.0 { [(wa / aa) as f32, 0.0] } else { [0.0, if bb > 0.0 { (wb / bb) as f32 } else { 0.0 }] };
    }
    [((wa * bb - wb * ab) / determinant) as f32, ((wb * aa - wa * ab) / determinant) as f32]
}

/// The strongest weights of a row, by the regime in which they are stronger, each regime measured by its strongest.
fn strongest(rows: &[Vec<f32>; 2], weights: usize, kin: Vec<ShowIndex>) -> NewRow {
    let scales = rows.each_ref().map(|row| row.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs())));
    let strength = |show: ShowIndex| {
        let each = rows.iter().zip(scales).map(|(row, scale)| row[show as usize].abs() / scale);
        each.fold(0.0, f32::max)
    };
    let mut shows: Vec<ShowIndex> = (0..rows[0].len() as ShowIndex).filter(|show| strength(*show) > 0.0).collect();
    if shows.len() > weights {
        shows.select_nth_unstable_by(weights, |a, b| strength(*b).total_cmp(&strength(*a)).then(a.cmp(b)));
        shows.truncate(weights);
    }
    shows.sort_unstable();
    let weights = rows.iter().map(|row| shows.iter().map(|show| row[*show as usize]).collect()).collect();
    NewRow { kin, shows, weights }
}

/// For each show the others of its franchise.
fn kin(model: &Model) -> Vec<Vec<ShowIndex>> {
    let facts = model.catalogue().facts();
    let mut franchises: HashMap<&str, Vec<ShowIndex>> = HashMap::new();
    for (show, facts) in facts.iter().enumerate() {
        if let Some(franchise) = &facts.franchise {
            franchises.entry(franchise).or_default().push(show as ShowIndex);
        }
    }
    let others = |(show, franchise): (usize, &Option<String>)| {
        let all = franchise.as_deref().map(|franchise| franchises[franchise].as_slice()).unwrap_or_default();
        all.iter().copied().filter(|other| *other as usize != show).collect()
    };
    facts.iter().map(|facts| &facts.franchise).enumerate().map(others).collect()
}

/// A folder of chunks.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// How many files were written, and how many bytes.
    written: (usize, u64),
}

impl Folder {
    /// A folder that may be there already. Chunks that nothing names any more stay in it.
    pub fn new(path: &Path) -> Folder {
        Folder { path: path.to_owned(), written: (0, 0) }
    }

    /// Keeps a chunk. One that is there already stays as it is; half of one, from a program that was ended, is written again.
    ///
    /// # Errors
    /// When it cannot be written, or other bytes have the same name.
    pub fn put(&mut self, name: ChunkName, bytes: &[u8]) -> Result<()> {
        let path = self.path.join(name.path());
        let writing = || format!("cannot write {}", path.display());
        match std::fs::read(&path) {
            Ok(there) if there == bytes => return Ok(()),
            Ok(there) if ChunkName::of(&there) == name => {
                bail!("two different chunks have the hash {}: change the catalogue by a letter", name.path())
            }
            _ => {}
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(writing)?;
        }
        std::fs::write(&path, bytes).with_context(writing)?;
        self.written.0 += 1;
        self.written.1 += bytes.len() as u64;
        Ok(())
    }

    /// Writes the root, after everything that it names: from now on the folder is this model.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&self, root: &[u8]) -> Result<()> {
        output::write_whole(&self.path.join(ROOT_NAME), root)
    }

    /// How many chunks were written, and how many bytes they have together.
    pub fn written(&self) -> (usize, u64) {
        self.written
    }

    /// Reads a chunk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn get(&self, name: ChunkName) -> Result<Vec<u8>> {
        let path = self.path.join(name.path());
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// A model in chunks in memory: the root, and the chunks by their names.
pub type InMemory = (Vec<u8>, HashMap<ChunkName, Vec<u8>>);

/// As [`write()`], into memory.
pub fn in_memory(model: &Model, keep: Keep) -> InMemory {
    let mut chunks = HashMap::new();
    let written = write(model, keep, |name, bytes: &[u8]| {
        chunks.insert(name, bytes.to_vec());
        Ok::<(), std::convert::Infallible>(())
    });
    let Ok(root) = written;
    (root, chunks)
}

#[cfg(test)]
mod tests {
    use model_core::chunked::{ChunkedModel, Question};
    use model_core::error::OpenError;
    use model_core::example;
    use model_core::file::AlignedBytes;
    use model_core::request::{Feedback, Request};

    use super::*;

    fn model() -> Model {
        Model::open(AlignedBytes::from_slice(&example::file())).expect("the example is sound")
    }

    /// With every weight kept the answers are those of the file, but for what bytes for weights change.
    #[test]
    fn whole_rows_answer_as_the_file_does() {
        let model = model();
        let (root, chunks) = in_memory(&model, Keep { weights: 6, head: 3 });
        let mut chunked = ChunkedModel::open(&root, 1 << 20).expect("own bytes");
        let mut scratch = Scratch::default();
        for taste in [
            vec![(2, Feedback::Liked)],
            vec![(0, Feedback::Loved), (3, Feedback::Disliked)],
            vec![(1, Feedback::Liked), (3, Feedback::Liked), (4, Feedback::Loved)],
        ] {
            let expected =
                model.recommend(&Request { taste: taste.clone(), limit: 3, ..Request::default() }, &mut scratch);
            let question = Question { taste, limit: 3, ..Question::default() };
            let fetch = |name| Ok::<_, OpenError>(chunks[&name].clone());
            let answer = chunked.answer(|model| model.recommend(&question), fetch).expect("own bytes");
            assert_eq!(answer.lines.len(), expected.len());
            for (line, expected) in answer.lines.iter().zip(expected) {
                assert_eq!(line.show, expected.show);
                assert_eq!(line.record.title, model.catalogue().titles()[line.show as usize]);
                let near = |a: f32, b: f32| (a - b).abs() < 0.01 * b.abs().max(0.1);
                assert!(near(line.score, expected.score), "{} {}", line.score, expected.score);
                assert_eq!(line.because.len(), expected.because.len());
                for (reason, expected) in line.because.iter().zip(&expected.because) {
                    assert!(reason.show == expected.show && near(reason.share, expected.share));
                }
            }
        }
    }

    #[test]
    fn parts_are_found_and_parallel_rows_do_no_harm() {
        let (one, other) = (vec![1.0, 2.0, 0.0], vec![0.0, 1.0, -1.0]);
        let [a, b] = parts(&[2.0, 4.5, -0.5], &[one.clone(), other]);
        assert!((a - 2.0).abs() < 1e-6 && (b - 0.5).abs() < 1e-6);
        assert_eq!(parts(&[3.0, 6.0, 0.0], &[one.clone(), one]), [3.0, 0.0]);
        assert_eq!(parts(&[1.0], &[vec![0.0], vec![0.0]]), [0.0, 0.0]);
    }

    #[test]
    fn half_a_chunk_is_written_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut chunks = Folder::new(folder.path());
        let name = ChunkName::of(b"whole");
        chunks.put(name, b"whole").expect("written");
        std::fs::write(folder.path().join(name.path()), b"who").expect("written");
        chunks.put(name, b"whole").expect("written");
        chunks.put(name, b"whole").expect("there already");
        assert_eq!(chunks.get(name).expect("read"), b"whole");
        assert_eq!(chunks.written(), (2, 10));
    }
}
