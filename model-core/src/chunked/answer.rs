//! Answers from chunks.

use super::bytes::{Cursor, name_at, unpack};
use super::keys::{Finds, wanted};
use super::root::Root;
use super::row::{Head, Row};
use super::store::Store;
use super::{CHUNK, ChunkName, HEAD, KEYS, RECORDS, ROWS, Record, Step, TABLE};
use crate::catalogue::{ShowIndex, from_bytes};
use crate::error::{OpenError, SectionName, invalid};
use crate::file::SectionKind;
use crate::model::{better, shares};
use crate::request::{Feedback, Filter, Reason};
use crate::taste::{last_words, weigh};

/// Of more named shows only so many are heard, those that were said last: each costs a chunk.
pub const MOST_HEARD: usize = 200;
/// So many records are looked at, at most, to find shows that pass a filter.
const MOST_LOOKED_AT: usize = 400;
/// So many blocks are searched at most. What [`super::Writer`] wrote needs fewer.
const MOST_BLOCKS: usize = 6;
const NOWHERE: u32 = u32::MAX;

/// A question: what this person said, and what may be in the answer. As [`Request`](crate::request::Request), without the
/// adventurous list, which compares shows by an embedding that is not here.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// As [`Request::taste`](crate::request::Request::taste); of more than [`MOST_HEARD`] shows the last are heard. None of
    /// them is recommended.
    pub taste: Vec<(ShowIndex, Feedback)>,
    /// Shows that must not be in the list for any other reason.
    pub hidden: Vec<ShowIndex>,
    /// Which shows may be in the list. A rule about facts needs the records of all shows that it rejects: a narrow one costs
    /// many chunks, and the list ends where 400 have been looked at.
    pub filter: Filter,
    /// How many to recommend at most.
    pub limit: usize,
    /// How many reasons to give for each at most.
    pub reasons: usize,
}

impl Default for Question {
    fn default() -> Self {
        Question { taste: Vec::new(), hidden: Vec::new(), filter: Filter::default(), limit: 20, reasons: 3 }
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The best shows, the best first.
    pub lines: Vec<Line>,
    /// Whether a look at every show would have given the same list. Otherwise a show that no named show speaks for might
    /// stand in it, since so little speaks for the last.
    pub complete: bool,
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The show.
    pub show: ShowIndex,
    /// What is known of it.
    pub record: Record,
    /// As [`Recommendation::score`](crate::request::Recommendation::score).
    pub score: f32,
    /// As [`Recommendation::because`](crate::request::Recommendation::because).
    pub because: Vec<Reason>,
    /// As [`Recommendation::popularity_share`](crate::request::Recommendation::popularity_share).
    pub popularity_share: f32,
}

/// A model in chunks, opened: the root, and the chunks that have come in so far.
#[derive(Debug, Clone)]
pub struct ChunkedModel {
    root: Root,
    store: Store,
    head: Option<Head>,
    /// By show number, where a show is among the candidates; `NOWHERE` for the others. The head's places come first and stay.
    place: Vec<u32>,
}

/// Chunks that are missing.
#[derive(Default)]
struct Missing(Vec<ChunkName>);

impl Missing {
    fn add(&mut self, name: ChunkName) {
        if !self.0.contains(&name) {
            self.0.push(name);
        }
    }
}

/// The candidates of a question, in any order: the head, then what the rows name.
struct Candidates {
    shows: Vec<ShowIndex>,
    /// Each show's bias at the question's input size.
    bias: Vec<f32>,
    scores: Vec<f32>,
    /// For each row the place of each of its shows.
    places: Vec<Vec<u32>>,
}

impl ChunkedModel {
    /// Opens a root. `limit` is how many bytes of chunks are kept between questions; a question under way may hold more.
    ///
    /// # Errors
    /// What is wrong with the bytes; see [`OpenError`].
    pub fn open(root: &[u8], limit: usize) -> Result<ChunkedModel, OpenError> {
        Ok(ChunkedModel { root: Root::decode(root)?, store: Store::new(limit), head: None, place: Vec::new() })
    }

    /// How many shows there are.
    pub fn shows(&self) -> usize {
        self.root.shows as usize
    }

    /// How many bytes the chunks take that are kept now.
    pub fn kept_bytes(&self) -> usize {
        self.store.taken()
    }

    /// Takes a chunk that was asked for.
    ///
    /// # Errors
    /// [`OpenError::Checksum`] when these bytes do not have that name: they were damaged on their way, or are another file.
    pub fn supply(&mut self, name: ChunkName, bytes: impl Into<Box<[u8]>>) -> Result<(), OpenError> {
        let bytes = bytes.into();
        let got = ChunkName::of(&bytes);
        if got != name {
            return Err(OpenError::Checksum { section: SectionName::Section(CHUNK), expected: name.0, got: got.0 });
        }
        self.store.insert(name, bytes);
        Ok(())
    }

    /// Asks until there is the answer, for whoever need not wait for chunks: `fetch` gives the bytes of one.
    ///
    /// ```
    /// use model_core::chunked::{ChunkedModel, Question};
    /// # let (root, chunks) = model_core::example::chunks();
    /// # let read = |name| Ok::<_, Box<dyn std::error::Error>>(chunks[&name].clone());
    /// let mut model = ChunkedModel::open(&root, 1 << 24)?;
    /// let best = Question { limit: 1, ..Question::default() };
    /// let popular = model.answer(|model| model.recommend(&best), read)?;
    /// assert!(popular.complete);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// What the question, [`ChunkedModel::supply`] and `fetch` say.
    pub fn answer<T, E: From<OpenError>>(
        &mut self,
        ask: impl Fn(&mut ChunkedModel) -> Result<Step<T>, OpenError>,
        fetch: impl Fn(ChunkName) -> Result<Vec<u8>, E>,
    ) -> Result<T, E> {
        loop {
            match ask(self)? {
                Step::Ready(answer) => return Ok(answer),
                Step::Need(names) => {
                    for name in names {
                        self.supply(name, fetch(name)?)?;
                    }
                }
            }
        }
    }

    /// The best shows for what a person said, with exact reasons. Equal scores are ordered by popularity. Without any taste
    /// the most popular shows come back.
    ///
    /// Costs a pass over the rows of the named shows and one over the head, whatever the size of the catalogue.
    ///
    /// # Errors
    /// [`OpenError::Invalid`] when a chunk has the right name but makes no sense.
    pub fn recommend(&mut self, question: &Question) -> Result<Step<Answer>, OpenError> {
        self.store.asked();
        let mut missing = Missing::default();
        self.open_head(&mut missing)?;
        let said: Vec<(ShowIndex, Feedback)> = last_words(&question.taste, self.shows()).collect();
        let heard = &said[said.len().saturating_sub(MOST_HEARD)..];
        let mut taste = Vec::new();
        let size = weigh(heard.iter().copied(), self.root.feedback, &mut taste);
        let mut rows: Vec<Row> = Vec::with_capacity(taste.len());
        let mut kin: Vec<ShowIndex> = Vec::new();
        for &(show, feedback) in heard {
            let is_seen = feedback == Feedback::Seen;
            if is_seen && question.filter.with_franchise {
                continue;
            }
            let Some(row) = self.row(show, &mut missing)? else { continue };
            kin.extend(&row.kin);
            if !is_seen {
                rows.push(row);
            }
        }
        if !missing.0.is_empty() {
            return Ok(Step::Need(missing.0));
        }
        let gains = self.root.gains(size);
        let candidates = self.score(&rows, &taste, &gains)?;
        let mut out: Vec<ShowIndex> = question.taste.iter().map(|(show, _)| *show).collect();
        out.extend(&question.hidden);
        if !question.filter.with_franchise {
            out.extend(&kin);
        }
        out.sort_unstable();
        let scored = candidates.shows.iter().zip(&candidates.scores);
        let mut ranked: Vec<(f32, ShowIndex)> =
            scored.map(|(show, score)| (*score, *show)).filter(|(_, show)| out.binary_search(show).is_err()).collect();
        ranked.sort_unstable_by(better);

        let listed = self.look_at(&ranked, question, &mut missing)?;
        if !missing.0.is_empty() {
            return Ok(Step::Need(missing.0));
        }
        let is_full = listed.len() == question.limit;
        let complete = candidates.shows.len() == self.shows() && (is_full || ranked.len() <= MOST_LOOKED_AT)
            || is_full && listed.last().is_none_or(|(at, _)| ranked[*at].0 > self.root.ceiling(size));
        let shows: Vec<ShowIndex> = listed.iter().map(|(at, _)| ranked[*at].1).collect();
        let reasons = explain(&shows, &rows, &taste, &gains, &candidates, question.reasons);
        let lines = listed
            .into_iter()
            .zip(reasons)
            .map(|((at, record), (because, popularity_share))| {
                let (score, show) = ranked[at];
                Line { show, record, score, because, popularity_share }
            })
            .collect();
        self.store.answered();
        Ok(Step::Ready(Answer { lines, complete }))
    }

    /// The shows that have a name, or a word in a name, that begins like this: first those with this very name, then the
    /// better known. At most [`MOST_FOUND`](super::MOST_FOUND). Typing errors are not forgiven.
    ///
    /// # Errors
    /// As [`ChunkedModel::recommend`].
    pub fn search(&mut self, typed: &str, limit: usize) -> Result<Step<Vec<(ShowIndex, Record)>>, OpenError> {
        let wanted = wanted(typed);
        if wanted.is_empty() {
            return Ok(Step::Ready(Vec::new()));
        }
        self.store.asked();
        let mut missing = Missing::default();
        let mut finds = Finds::default();
        let before = |first: &str| first < wanted.as_str();
        let first_table = self.root.keys.partition_point(|(first, _)| before(first)).saturating_sub(1);
        let mut looked_at = 0;
        'tables: for table in first_table..self.root.keys.len() {
            let name = ChunkName(self.root.keys[table].1);
            let Some(bytes) = self.find(name, &mut missing) else { return Ok(Step::Need(missing.0)) };
            let blocks = key_table(bytes).ok_or_else(|| invalid(TABLE, "a table of search blocks cannot be read"))?;
            let is_first = table == first_table;
            let at = blocks.partition_point(|(first, _)| is_first && before(first)).saturating_sub(1);
            let names: Vec<ChunkName> = blocks[at..].iter().take(MOST_BLOCKS).map(|(_, name)| *name).collect();
            for name in names {
                let Some(bytes) = self.find(name, &mut missing) else { return Ok(Step::Need(missing.0)) };
                let more = finds.look(bytes, &wanted).ok_or_else(|| invalid(KEYS, "a search block cannot be read"))?;
                looked_at += 1;
                if !more || looked_at == MOST_BLOCKS {
                    break 'tables;
                }
            }
        }
        let shows = finds.best(limit);
        let step = self.records_of(&shows)?;
        Ok(match step {
            Step::Ready(records) => Step::Ready(shows.into_iter().zip(records).collect()),
            Step::Need(names) => Step::Need(names),
        })
    }

    /// What is known of these shows, in their order.
    ///
    /// # Errors
    /// As [`ChunkedModel::recommend`]; also for a number beyond the catalogue.
    pub fn records(&mut self, shows: &[ShowIndex]) -> Result<Step<Vec<Record>>, OpenError> {
        self.store.asked();
        self.records_of(shows)
    }

    fn records_of(&mut self, shows: &[ShowIndex]) -> Result<Step<Vec<Record>>, OpenError> {
        let mut missing = Missing::default();
        let mut records = Vec::with_capacity(shows.len());
        for &show in shows {
            if show >= self.root.shows {
                return Err(invalid(KEYS, format!("show {show} is beyond the catalogue")));
            }
            records.extend(self.record(show, &mut missing)?);
        }
        if !missing.0.is_empty() {
            return Ok(Step::Need(missing.0));
        }
        self.store.answered();
        Ok(Step::Ready(records))
    }

    /// The first of the ranked shows that pass, each with its place among them and its record. Where records are missing it
    /// is not yet the answer.
    fn look_at(
        &mut self,
        ranked: &[(f32, ShowIndex)],
        question: &Question,
        missing: &mut Missing,
    ) -> Result<Vec<(usize, Record)>, OpenError> {
        let mut listed = Vec::new();
        let mut unknown = 0;
        for (at, &(_, show)) in ranked.iter().enumerate().take(MOST_LOOKED_AT.max(question.limit)) {
            // As many records are fetched at once as may be needed if they all pass.
            if listed.len() + unknown >= question.limit {
                break;
            }
            match self.record(show, missing)? {
                Some(record) if question.filter.passes(&record.title, &record.facts) => listed.push((at, record)),
                Some(_) => {}
                None => unknown += 1,
            }
        }
        Ok(listed)
    }

    /// Scores the head and every show that a row names.
    fn score(&mut self, rows: &[Row], taste: &[(ShowIndex, f32)], gains: &[[f32; 2]]) -> Result<Candidates, OpenError> {
        let ChunkedModel { root, head, place, .. } = self;
        let head = head.as_ref().ok_or_else(|| invalid(HEAD, "it is not there"))?;
        let count = head.shows.len();
        let mut shows = head.shows.clone();
        let mut bias: Vec<f32> = (0..count)
            .map(|at| gains.iter().enumerate().map(|(regime, [_, gain])| gain * head.biases[regime * count + at]).sum())
            .collect();
        let mut places = Vec::with_capacity(rows.len());
        for row in rows {
            let mut own = row.biases.chunks(gains.len());
            let of_row = row.shows.iter().map(|&show| {
                let known = place[show as usize];
                // Its bias stands in every row that names it; a row was read with this very head.
                let bytes = if (known as usize) < count { None } else { own.next() };
                if known != NOWHERE {
                    return known;
                }
                let at = shows.len() as u32;
                let each = bytes.unwrap_or_default().iter().zip(&root.regimes).zip(gains);
                bias.push(each.map(|((byte, regime), [_, gain])| gain * regime.bias(*byte)).sum());
                shows.push(show);
                place[show as usize] = at;
                at
            });
            places.push(of_row.collect::<Vec<u32>>());
        }
        shows[count..].iter().for_each(|show| place[*show as usize] = NOWHERE);
        let mut scores = bias.clone();
        for (regime, [gain, _]) in gains.iter().enumerate() {
            for ((row, places), (_, weight)) in rows.iter().zip(&places).zip(taste) {
                let factor = weight * gain * row.scales[regime];
                for (place, weight) in places.iter().zip(row.weights_of(regime)) {
                    scores[*place as usize] += factor * f32::from(*weight);
                }
            }
        }
        Ok(Candidates { shows, bias, scores, places })
    }

    fn open_head(&mut self, missing: &mut Missing) -> Result<(), OpenError> {
        if self.head.is_some() {
            return Ok(());
        }
        let (shows, regimes) = (self.shows(), self.root.regimes.len());
        let Some(bytes) = self.find(ChunkName(self.root.head), missing) else { return Ok(()) };
        let head = Head::read(bytes, shows, regimes).ok_or_else(|| invalid(HEAD, "the head cannot be read"))?;
        self.place = vec![NOWHERE; shows];
        for (at, show) in head.shows.iter().enumerate() {
            self.place[*show as usize] = at as u32;
        }
        self.head = Some(head);
        Ok(())
    }

    /// The row of a show; `None` where a chunk is missing, or the head, without which no row can be read.
    fn row(&mut self, show: ShowIndex, missing: &mut Missing) -> Result<Option<Row>, OpenError> {
        let place = self.root.place(&self.root.rows, self.root.rows_in_chunk, show);
        let (shows, regimes) = (self.shows(), self.root.regimes.len());
        let Some((name, at)) = self.name_of(place, missing)? else { return Ok(None) };
        // Both apart, so that the store can be asked.
        let (head, places) = (self.head.as_ref().map_or(0, |head| head.shows.len()), std::mem::take(&mut self.place));
        let row = self.find(name, missing).filter(|_| !places.is_empty()).map(|chunk| {
            let bytes = unpack(chunk, at)?;
            Row::read(bytes, shows, regimes, |show| (places[show as usize] as usize) < head)
        });
        self.place = places;
        match row {
            None => Ok(None),
            Some(Some(row)) => Ok(Some(row)),
            Some(None) => Err(unreadable(ROWS, "row", show)),
        }
    }

    fn record(&mut self, show: ShowIndex, missing: &mut Missing) -> Result<Option<Record>, OpenError> {
        let place = self.root.place(&self.root.records, self.root.records_in_chunk, show);
        let Some((name, at)) = self.name_of(place, missing)? else { return Ok(None) };
        let Some(chunk) = self.find(name, missing) else { return Ok(None) };
        let bytes = unpack(chunk, at).ok_or_else(|| unreadable(RECORDS, "record", show))?;
        from_bytes(RECORDS, bytes).map(Some)
    }

    /// The name of a chunk, from its table, and the place in it; `None` where the table is missing.
    fn name_of(
        &mut self,
        (table, number, at): (ChunkName, usize, usize),
        missing: &mut Missing,
    ) -> Result<Option<(ChunkName, usize)>, OpenError> {
        let Some(bytes) = self.find(table, missing) else { return Ok(None) };
        match name_at(bytes, number) {
            Some(name) => Ok(Some((name, at))),
            None => Err(invalid(TABLE, format!("a table names no chunk {number}"))),
        }
    }

    /// A chunk, or the wish for it.
    fn find(&mut self, name: ChunkName, missing: &mut Missing) -> Option<&[u8]> {
        let found = self.store.get(name);
        if found.is_none() {
            missing.add(name);
        }
        found
    }
}

/// Why each of these shows is recommended, and the share of its popularity.
fn explain(
    shows: &[ShowIndex],
    rows: &[Row],
    taste: &[(ShowIndex, f32)],
    gains: &[[f32; 2]],
    candidates: &Candidates,
    reasons: usize,
) -> Vec<(Vec<Reason>, f32)> {
    let named = taste.len();
    let mut line_of = vec![NOWHERE; candidates.shows.len()];
    let mut bias = vec![0.0; shows.len()];
    for (at, show) in candidates.shows.iter().enumerate() {
        if let Some(line) = shows.iter().position(|listed| listed == show) {
            line_of[at] = line as u32;
            bias[line] = candidates.bias[at];
        }
    }
    let mut addends = vec![0.0; shows.len() * named];
    for (regime, [gain, _]) in gains.iter().enumerate() {
        for (column, ((row, places), (_, weight))) in rows.iter().zip(&candidates.places).zip(taste).enumerate() {
            let factor = weight * gain * row.scales[regime];
            for (place, weight) in places.iter().zip(row.weights_of(regime)) {
                let line = line_of[*place as usize];
                if line != NOWHERE {
                    addends[line as usize * named + column] += factor * f32::from(*weight);
                }
            }
        }
    }
    let bias = bias.into_iter().enumerate();
    bias.map(|(line, bias)| shares(taste, &addends[line * named..(line + 1) * named], bias, reasons)).collect()
}

/// The search blocks that a table names, each with its first key.
fn key_table(bytes: &[u8]) -> Option<Vec<(&str, ChunkName)>> {
    let mut cursor = Cursor::new(bytes);
    let mut blocks = Vec::new();
    while !cursor.is_done() {
        let length = cursor.count()?;
        let first = str::from_utf8(cursor.take(length)?).ok()?;
        blocks.push((first, name_at(cursor.take(8)?, 0)?));
    }
    Some(blocks)
}

fn unreadable(kind: SectionKind, what: &str, show: ShowIndex) -> OpenError {
    invalid(kind, format!("the {what} of show {show} cannot be read"))
}
