//! Partial sums: what was counted of some viewers, to be added to and subtracted from what was counted of others.
//!
//! Sums are whole multiples of 2⁻³², and every summand is rounded to one before it is added: so the order of viewers, how
//! they were divided, and what was added and taken away again leave no trace in the result. The rounding is smaller than
//! that of the 32-bit numbers which the sums become when they are solved.

mod file;
mod rows;

use anyhow::{Result, bail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::gram::{Expectation, ExpectedGram};
use crate::histories::{Histories, ViewerCounts};
use crate::progress::{Cancelled, Progress};
use crate::viewers::Viewers;

pub(crate) use rows::{NO_SCALE, PAIRS, USABLE, counted_for};

/// One, in the unit of the sums.
const ONE: f64 = 4_294_967_296.0;

/// What was counted, for catalogues with the same ids in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// The shows' ids by number.
    pub ids: Vec<String>,
    /// How many viewers, and how many ratings they gave.
    pub people: People,
    /// How much of the ratings of each show liked it, in units of 2⁻³².
    popularity: Vec<i64>,
    sums: Vec<Sums>,
}

/// What was counted, for a catalogue whose shows are numbered otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The sums.
    pub counts: Counts,
    /// The catalogue's number of each of their shows.
    pub numbers: Vec<u32>,
}

impl Counted {
    /// How many people liked each show, by the catalogue's number.
    pub fn popularity(&self) -> Vec<f64> {
        let mut popularity = vec![0.0; self.numbers.len()];
        for (&number, liked) in self.numbers.iter().zip(self.counts.popularity()) {
            popularity[number as usize] = liked;
        }
        popularity
    }

    /// Whether anybody has said anything of each show that was counted, by the catalogue's number.
    pub fn rated(&self) -> Vec<bool> {
        let mut rated = vec![false; self.numbers.len()];
        for (show, &number) in self.numbers.iter().enumerate() {
            let named = self.counts.sums.iter().any(|sums| sums.totals.named[show] > 0);
            rated[number as usize] = named || self.counts.popularity[show] > 0;
        }
        rated
    }

    /// What was counted for an expectation, as dense matrices; `None` when nothing was counted for it.
    pub fn gram(&self, expectation: Expectation) -> Option<ExpectedGram> {
        self.counts.gram(expectation, &self.numbers)
    }

    /// What was counted for an expectation, by row; `None` when nothing was counted for it.
    pub fn rows(&self, expectation: Expectation) -> Option<CountedRows> {
        let sums = self.counts.sums.iter().find(|sums| sums.expectation == expectation)?;
        let n = self.numbers.len();
        let value = |sum: i64| sum as f64 / ONE;
        let mut rows = CountedRows {
            people: self.counts.people.viewers as f64,
            viewers: value(sums.totals.viewers),
            named: vec![0.0; n],
            squared: vec![0.0; n],
            itself: vec![0.0; n],
            liked: vec![0.0; n],
            rows: vec![Vec::new(); n],
        };
        for (show, row) in sums.rows.iter().enumerate() {
            let i = self.numbers[show];
            rows.named[i as usize] = value(sums.totals.named[show]);
            rows.squared[i as usize] = value(sums.totals.squared[show]);
            rows.itself[i as usize] = value(sums.totals.itself[show]);
            rows.liked[i as usize] = value(sums.totals.liked[show]);
            for pair in row {
                let j = self.numbers[pair.show as usize];
                rows.rows[i as usize].push((j, value(pair.input), value(pair.aimed)));
                rows.rows[j as usize].push((i, value(pair.input), value(pair.named)));
            }
        }
        Some(rows)
    }
}

/// Sums by row, of both triangles without the diagonal.
#[derive(Debug, Clone)]
pub struct CountedRows {
    /// How many viewers there are.
    pub(crate) people: f64,
    /// Their weights, summed.
    pub(crate) viewers: f64,
    /// `E[z_i]`, by show.
    pub(crate) named: Vec<f64>,
    /// `E[z_i²]`, by show.
    pub(crate) squared: Vec<f64>,
    /// `E[z_i y_i]`, by show.
    pub(crate) itself: Vec<f64>,
    /// `E[1·y_j]`, by show.
    pub(crate) liked: Vec<f64>,
    /// For each show `j` the shows `i` with which it has viewers in common, in any order: `(i, E[z_i z_j], E[z_i y_j])`.
    pub(crate) rows: Vec<Vec<(u32, f64, f64)>>,
}

/// How many were counted. Below 0 where more was subtracted than there was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Viewers.
    pub viewers: i64,
    /// Their ratings.
    pub ratings: i64,
}

/// The sums for one expectation, in units of 2⁻³².
#[derive(Debug, Clone, PartialEq)]
struct Sums {
    expectation: Expectation,
    totals: Totals,
    /// For each show the shows of lower numbers, ascending.
    rows: Vec<Vec<Pair>>,
}

/// The sums of two shows: of the row's show `i`, and of one of a lower number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Pair {
    /// The show of the lower number, `j`.
    show: u32,
    /// `E[z_i z_j]`.
    input: i64,
    /// `E[z_i y_j]`.
    named: i64,
    /// `E[z_j y_i]`.
    aimed: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Totals {
    viewers: i64,
    /// `E[z_i]`, by show.
    named: Vec<i64>,
    /// `E[z_i²]`, by show.
    squared: Vec<i64>,
    /// `E[z_i y_i]`, by show.
    itself: Vec<i64>,
    /// `E[1·y_j]`, by show.
    liked: Vec<i64>,
}

impl Totals {
    fn new(n: usize) -> Totals {
        let zeros = || vec![0; n];
        Totals { viewers: 0, named: zeros(), squared: zeros(), itself: zeros(), liked: zeros() }
    }

    fn by_show(&mut self) -> [&mut Vec<i64>; 4] {
        [&mut self.named, &mut self.squared, &mut self.itself, &mut self.liked]
    }

    fn add(&mut self, other: &Totals, sign: i64) {
        self.viewers += sign * other.viewers;
        let others = [&other.named, &other.squared, &other.itself, &other.liked];
        for (to, from) in self.by_show().into_iter().zip(others) {
            add(to, from, sign);
        }
    }
}

fn add(to: &mut [i64], from: &[i64], sign: i64) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += sign * from);
}

/// In the unit of the sums. Written so that it is the same on any engine ([`crate::sql`]).
fn fixed(value: f64) -> i64 {
    (value * ONE + 0.5).floor() as i64
}

impl Counts {
    /// Nothing counted yet.
    pub fn new(ids: Vec<String>, expectations: &[Expectation]) -> Counts {
        let n = ids.len();
        let empty = |expectation: &Expectation| Sums {
            expectation: *expectation,
            totals: Totals::new(n),
            rows: vec![Vec::new(); n],
        };
        let sums = expectations.iter().map(empty).collect();
        Counts { ids, people: People::default(), popularity: vec![0; n], sums }
    }

    /// Counts more people: viewers whose evidence counts once, and who have seen what they like.
    ///
    /// # Errors
    /// [`Cancelled`]; what was counted is then incomplete.
    pub fn add_viewers(&mut self, viewers: &Viewers, progress: &Progress) -> Result<(), Cancelled> {
        let n = self.ids.len();
        self.people.viewers += viewers.len() as i64;
        self.people.ratings += viewers.entries() as i64;
        for entry in (0..viewers.len()).flat_map(|viewer| viewers.liked(viewer)) {
            self.popularity[entry.show as usize] += fixed(f64::from(entry.preference));
        }
        for sums in &mut self.sums {
            let histories = Histories::new(&[viewers], n, sums.expectation);
            for (viewer, counts) in histories.counts.iter().enumerate() {
                sums.totals.viewers += fixed(counts.whole);
                for entry in histories.of(viewer as u32) {
                    let (squared, itself) = entry.itself();
                    let show = entry.show as usize;
                    sums.totals.named[show] += fixed(counts.single * entry.named);
                    sums.totals.squared[show] += fixed(counts.single * squared);
                    sums.totals.itself[show] += fixed(counts.single * itself);
                    sums.totals.liked[show] += fixed(counts.whole * entry.aimed);
                }
            }
            sums.rows.par_iter_mut().enumerate().for_each_init(
                || Row::new(n),
                |row, (show, so_far)| {
                    if !progress.is_cancelled() {
                        row.add(&histories, show, so_far);
                    }
                },
            );
            progress.check()?;
        }
        Ok(())
    }

    /// Adds what was counted elsewhere.
    ///
    /// # Errors
    /// When it is of another catalogue or counted for other expectations.
    pub fn add(&mut self, other: &Counts) -> Result<()> {
        self.combine(other, 1)
    }

    /// Takes away what was counted of some viewers before.
    ///
    /// # Errors
    /// As [`Counts::add`].
    pub fn subtract(&mut self, other: &Counts) -> Result<()> {
        self.combine(other, -1)
    }

    fn combine(&mut self, other: &Counts, sign: i64) -> Result<()> {
        if self.ids != other.ids {
            bail!("they are of different catalogues: count all of them with the same shows");
        }
        let expectations = |counts: &Counts| counts.sums.iter().map(|sums| sums.expectation).collect::<Vec<_>>();
        if expectations(self) != expectations(other) {
            bail!("they were counted for different input sizes: count all of them with the same trainer and settings");
        }
        self.people.viewers += sign * other.people.viewers;
        self.people.ratings += sign * other.people.ratings;
        add(&mut self.popularity, &other.popularity, sign);
        for (to, from) in self.sums.iter_mut().zip(&other.sums) {
            to.totals.add(&from.totals, sign);
            to.rows.par_iter_mut().zip(&from.rows).for_each(|(to, from)| {
                *to = merged(to, from.iter().map(|pair| pair.times(sign)));
            });
        }
        Ok(())
    }

    /// How many people liked each show, by number.
    pub fn popularity(&self) -> Vec<f64> {
        self.popularity.iter().map(|sum| *sum as f64 / ONE).collect()
    }

    /// Whether more was taken away than there was.
    pub fn is_negative(&self) -> bool {
        self.people.viewers < 0 || self.popularity.iter().any(|sum| *sum < 0)
    }

    fn gram(&self, expectation: Expectation, numbers: &[u32]) -> Option<ExpectedGram> {
        let sums = self.sums.iter().find(|sums| sums.expectation == expectation)?;
        let n = self.ids.len();
        let mut gram = ExpectedGram {
            n,
            inputs: vec![0.0; n * n],
            targets: vec![0.0; n * n],
            named: vec![0.0; n],
            popularity: vec![0.0; n],
            viewers: sums.totals.viewers as f64 / ONE,
        };
        let value = |sum: i64| (sum as f64 / ONE) as f32;
        for (show, row) in sums.rows.iter().enumerate() {
            let i = numbers[show] as usize;
            gram.inputs[i * n + i] = value(sums.totals.squared[show]);
            gram.targets[i * n + i] = value(sums.totals.itself[show]);
            gram.named[i] = value(sums.totals.named[show]);
            gram.popularity[i] = sums.totals.liked[show] as f64 / ONE;
            for pair in row {
                let j = numbers[pair.show as usize] as usize;
                gram.inputs[i * n + j] = value(pair.input);
                gram.inputs[j * n + i] = value(pair.input);
                gram.targets[i * n + j] = value(pair.named);
                gram.targets[j * n + i] = value(pair.aimed);
            }
        }
        Some(gram)
    }
}

impl Pair {
    fn times(self, sign: i64) -> Pair {
        Pair { show: self.show, input: sign * self.input, named: sign * self.named, aimed: sign * self.aimed }
    }

    fn plus(self, other: Pair) -> Pair {
        let Pair { show, input, named, aimed } = other;
        Pair { show, input: self.input + input, named: self.named + named, aimed: self.aimed + aimed }
    }

    fn is_nothing(self) -> bool {
        self.input == 0 && self.named == 0 && self.aimed == 0
    }
}

/// Both rows added up; what comes to nothing goes.
fn merged(a: &[Pair], b: impl Iterator<Item = Pair>) -> Vec<Pair> {
    let mut sum = Vec::with_capacity(a.len());
    let mut push = |pair: Pair| {
        if !pair.is_nothing() {
            sum.push(pair);
        }
    };
    let mut a = a.iter().copied().peekable();
    for pair in b {
        while let Some(before) = a.next_if(|other| other.show < pair.show) {
            push(before);
        }
        push(a.next_if(|other| other.show == pair.show).map_or(pair, |other| other.plus(pair)));
    }
    a.for_each(push);
    sum
}

/// One row of sums, and which of them are in use.
struct Row {
    sums: Vec<Pair>,
    touched: Vec<u32>,
}

impl Row {
    fn new(n: usize) -> Row {
        let empty = |show| Pair { show, input: 0, named: 0, aimed: 0 };
        Row { sums: (0..n as u32).map(empty).collect(), touched: Vec::new() }
    }

    fn add(&mut self, histories: &Histories, show: usize, so_far: &mut Vec<Pair>) {
        for (viewer, own) in histories.fans_of(show) {
            let ViewerCounts { pair, single, .. } = histories.counts[*viewer as usize];
            for other in histories.of(*viewer).iter().take_while(|other| (other.show as usize) < show) {
                let sum = &mut self.sums[other.show as usize];
                if sum.is_nothing() {
                    self.touched.push(other.show);
                }
                *sum = sum.plus(Pair {
                    show: other.show,
                    input: fixed(pair * (own.named * other.named)),
                    named: fixed(single * (own.named * other.aimed)),
                    aimed: fixed(single * (other.named * own.aimed)),
                });
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        if !self.touched.is_empty() {
            *so_far = merged(so_far, self.touched.iter().map(|other| self.sums[*other as usize]));
        }
        for other in self.touched.drain(..) {
            self.sums[other as usize] = Pair { show: other, input: 0, named: 0, aimed: 0 };
        }
    }
}
