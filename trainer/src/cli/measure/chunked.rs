//! A model in chunks, asked as the file is.

use std::collections::HashMap;

use anyhow::{Context, Result};
use model_core::Model;
use model_core::chunked::{self as core, ChunkName, ChunkedModel};
use model_core::error::OpenError;
use model_core::request::Filter;
use trainer::chunked::{self, Keep};
use trainer::evaluate::{Question, Survey, survey};

/// As far as any metric looks.
const DEEPEST: usize = 100;
/// No chunk has to go: everything is in memory anyway.
const NO_LIMIT: usize = usize::MAX;

/// The chunks, in memory.
pub(super) struct InChunks<'m> {
    opened: ChunkedModel,
    chunks: HashMap<ChunkName, Vec<u8>>,
    /// The model's number of each show of the input.
    map: &'m [Option<u32>],
    /// The input's number of each show of the model.
    back: HashMap<u32, usize>,
}

impl<'m> InChunks<'m> {
    pub(super) fn new(model: &Model, keep: Keep, map: &'m [Option<u32>]) -> Result<InChunks<'m>> {
        let (root, chunks) = chunked::in_memory(model, keep);
        let opened = ChunkedModel::open(&root, NO_LIMIT).context("the chunks just made")?;
        let back = map.iter().enumerate().filter_map(|(own, show)| Some(((*show)?, own))).collect();
        Ok(InChunks { opened, chunks, map, back })
    }

    /// Asks through the very code that would run in the browser. What is not in a list of a hundred has no score.
    pub(super) fn survey(&self, asked: &[Question]) -> Survey {
        survey(
            asked,
            || self.opened.clone(),
            |number, model, scores| {
                scores.clear();
                scores.resize(self.map.len(), f32::NEG_INFINITY);
                for (show, score) in self.list(model, &asked[number]) {
                    if let Some(own) = self.back.get(&show) {
                        scores[*own] = score;
                    }
                }
            },
        )
    }

    fn list(&self, model: &mut ChunkedModel, question: &Question) -> Vec<(u32, f32)> {
        let taste = question.taste().into_iter();
        let question = core::Question {
            taste: taste.filter_map(|(show, feedback)| Some((self.map[show as usize]?, feedback))).collect(),
            filter: Filter { with_franchise: true, ..Filter::default() },
            limit: DEEPEST,
            reasons: 0,
            ..core::Question::default()
        };
        let fetch = |name| Ok::<_, OpenError>(self.chunks[&name].clone());
        let answer = model.answer(|model| model.recommend(&question), fetch).expect("the chunks just made");
        answer.lines.iter().map(|line| (line.show, line.score)).collect()
    }
}
