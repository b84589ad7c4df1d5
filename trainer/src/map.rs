//! A map of the catalogue: shows that the same people like lie near each other.
//!
//! The model itself says what is near: each show's nearest ones ([`Model::similar`]) are the edges of a graph, which is
//! laid out in the plane as LargeVis does it (Tang et al., "Visualizing Large-scale and High-dimensional Data", WWW 2016,
//! section 3.2): shows with an edge attract each other, shows drawn at random repel each other, by the odds `1 / (1 + d²)`
//! that two places have an edge. Edges are drawn by their weight in the order of epochs, as UMAP does it (McInnes et al.,
//! 2018, section 4.2), and the beginning is the graph's spectral embedding (Belkin and Niyogi, 2003), so that kinds of
//! shows lie sensibly beside each other and not only shows within a kind. The same model and seed give the same map.

use model_core::{Model, Scratch};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rayon::prelude::*;

use crate::progress::{Cancelled, Progress};

/// So many of the nearest shows are asked of each show.
const NEAREST: usize = 12;
/// How often the strongest edge is drawn.
const EPOCHS: usize = 400;
/// For each draw of an edge so many others are pushed away.
const REPELLED: usize = 5;
/// Steps of the power iteration. It need not converge: what follows only wants a sensible beginning.
const ITERATIONS: usize = 200;
/// How wide the beginning is: so wide that what follows is gentle.
const WIDTH: f32 = 20.0;
/// No draw moves a show further than this, in each direction.
const STRIDE: f32 = 4.0;
/// Of each direction's ends so much is left to the border: a few shows far from everything must not make all others small.
const BORDER: f64 = 0.002;

/// Two shows and how near they are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    one: u32,
    other: u32,
    weight: f32,
}

/// The place of each show, as the model file has it.
///
/// # Errors
/// [`Cancelled`], when the end was asked for.
pub fn layout(model: &Model, seed: u64, progress: &Progress) -> Result<Vec<[u16; 2]>, Cancelled> {
    let shows = model.catalogue().len();
    let nearest: Vec<Vec<(u32, f32)>> = (0..shows as u32)
        .into_par_iter()
        .map_init(Scratch::default, |scratch, show| {
            if progress.is_cancelled() { Vec::new() } else { model.similar(show, NEAREST, scratch) }
        })
        .collect();
    progress.check()?;
    let edges = edges(&nearest);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places = spectral(&edges, shows, &mut random);
    descend(&edges, &mut places, &mut random, progress)?;
    Ok(quantize(&places))
}

/// The edges, each once. What one show says of its nearest adds up to one, so that a show of which little is known is held
/// as firmly as others; what everybody is near to says little, so that it is divided by the root of both ends' sums.
fn edges(nearest: &[Vec<(u32, f32)>]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (show, near) in nearest.iter().enumerate() {
        let show = show as u32;
        let sum: f32 = near.iter().map(|(_, score)| score.max(0.0)).sum();
        let likes = near.iter().filter(|(other, score)| *score > 0.0 && *other != show);
        edges.extend(likes.map(|&(other, score)| Edge {
            one: show.min(other),
            other: show.max(other),
            weight: score / sum,
        }));
    }
    edges.sort_by_key(|edge| (edge.one, edge.other));
    edges.dedup_by(|again, first| {
        let same = (again.one, again.other) == (first.one, first.other);
        if same {
            first.weight += again.weight;
        }
        same
    });
    let sums = sums(&edges, nearest.len());
    for edge in &mut edges {
        edge.weight /= (sums[edge.one as usize] * sums[edge.other as usize]).sqrt() as f32;
    }
    edges
}

fn sums(edges: &[Edge], shows: usize) -> Vec<f64> {
    let mut sums = vec![0.0; shows];
    for edge in edges {
        sums[edge.one as usize] += f64::from(edge.weight);
        sums[edge.other as usize] += f64::from(edge.weight);
    }
    sums
}

/// The second and third eigenvector of the graph's normalized adjacency matrix, by orthogonal iteration.
fn spectral(edges: &[Edge], shows: usize, random: &mut ChaCha8Rng) -> Vec<[f32; 2]> {
    let sums = sums(edges, shows);
    let root: Vec<f64> = sums.iter().map(|sum| sum.max(1e-9).sqrt()).collect();
    let mut first = root.clone();
    unit(&mut first);
    let mut axes = [(); 2].map(|()| (0..shows).map(|_| f64::from(random.next_u32()) - 2e9).collect::<Vec<f64>>());
    for _ in 0..ITERATIONS {
        let mut before: Vec<&[f64]> = vec![&first];
        for axis in &mut axes {
            // Half of the identity is added, so that the strongest eigenvalue is also the largest one.
            let mut next: Vec<f64> = axis.clone();
            for edge in edges {
                let (one, other) = (edge.one as usize, edge.other as usize);
                let weight = f64::from(edge.weight) / (root[one] * root[other]);
                next[one] += weight * axis[other];
                next[other] += weight * axis[one];
            }
            for known in &before {
                let along: f64 = next.iter().zip(*known).map(|(a, b)| a * b).sum();
                next.iter_mut().zip(*known).for_each(|(a, b)| *a -= along * b);
            }
            unit(&mut next);
            *axis = next;
            before.push(axis);
        }
    }
    // Only the order along each axis is taken: a few kinds of shows far from all others would leave most of the map empty.
    let mut places = vec![[0.0; 2]; shows];
    for (axis, along) in axes.iter().enumerate() {
        let mut order: Vec<usize> = (0..shows).collect();
        order.sort_by(|a, b| (along[*a] / root[*a]).total_cmp(&(along[*b] / root[*b])).then(a.cmp(b)));
        for (rank, show) in order.into_iter().enumerate() {
            places[show][axis] = (rank as f32 / shows as f32 - 0.5) * WIDTH;
        }
    }
    places
}

fn unit(vector: &mut [f64]) {
    let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|value| *value /= length);
    }
}

/// Stochastic gradient descent on the odds.
fn descend(
    edges: &[Edge],
    places: &mut [[f32; 2]],
    random: &mut ChaCha8Rng,
    progress: &Progress,
) -> Result<(), Cancelled> {
    let strongest = edges.iter().map(|edge| edge.weight).fold(0.0, f32::max);
    // The epochs between two draws of each edge, and the epoch of the next draw.
    let every: Vec<f32> = edges.iter().map(|edge| strongest / edge.weight).collect();
    let mut due = every.clone();
    for epoch in 1..=EPOCHS {
        progress.check()?;
        let rate = 1.0 - (epoch - 1) as f32 / EPOCHS as f32;
        for (at, edge) in edges.iter().enumerate().filter(|(at, _)| every[*at] <= EPOCHS as f32) {
            if due[at] > epoch as f32 {
                continue;
            }
            due[at] += every[at];
            let (one, other) = (edge.one as usize, edge.other as usize);
            let (offset, distance) = between(places[one], places[other]);
            let pull = -2.0 / (1.0 + distance);
            shift(&mut places[one], offset, pull, rate);
            shift(&mut places[other], offset, -pull, rate);
            for end in [one, other] {
                for _ in 0..REPELLED {
                    let stranger = random.next_u32() as usize % places.len();
                    let (offset, distance) = between(places[end], places[stranger]);
                    if stranger != end {
                        shift(&mut places[end], offset, 2.0 / ((0.01 + distance) * (1.0 + distance)), rate);
                    }
                }
            }
        }
    }
    Ok(())
}

/// From `b` to `a`, and the square of how far that is.
fn between(a: [f32; 2], b: [f32; 2]) -> ([f32; 2], f32) {
    let offset = [a[0] - b[0], a[1] - b[1]];
    (offset, offset[0] * offset[0] + offset[1] * offset[1])
}

fn shift(place: &mut [f32; 2], offset: [f32; 2], force: f32, rate: f32) {
    for (place, offset) in place.iter_mut().zip(offset) {
        *place += (force * offset).clamp(-STRIDE, STRIDE) * rate;
    }
}

/// Into the square of the file, in the middle, as large as it goes without being stretched.
fn quantize(places: &[[f32; 2]]) -> Vec<[u16; 2]> {
    let span = |axis: usize| {
        let mut along: Vec<f32> = places.iter().map(|place| place[axis]).collect();
        along.sort_by(f32::total_cmp);
        let cut = (along.len() as f64 * BORDER) as usize;
        let (low, high) = (along.get(cut), along.len().checked_sub(1 + cut).and_then(|at| along.get(at)));
        (low.copied().unwrap_or(0.0), high.copied().unwrap_or(0.0))
    };
    let spans = [span(0), span(1)];
    let size = spans.iter().map(|(low, high)| high - low).fold(f32::MIN_POSITIVE, f32::max);
    places
        .iter()
        .map(|place| {
            [0, 1].map(|axis| {
                let (low, high) = spans[axis];
                let middle = (low + high) / 2.0;
                // As large as the border lets it be.
                let share = (place[axis] - middle) / size * 0.94 + 0.5;
                (share.clamp(0.0, 1.0) * f32::from(u16::MAX)) as u16
            })
        })
        .collect()
}

/// How well a map keeps what is near: of each show's `count` nearest in the model, the mean share that is among the
/// `within` nearest on the map.
pub fn kept(model: &Model, places: &[[u16; 2]], count: usize, within: usize) -> f64 {
    let shows = places.len();
    let shares: Vec<f64> = (0..shows as u32)
        .into_par_iter()
        .map_init(Scratch::default, |scratch, show| {
            let near = model.similar(show, count, scratch);
            let here = places[show as usize].map(i64::from);
            let mut others: Vec<(i64, u32)> = (0..shows as u32)
                .filter(|other| *other != show)
                .map(|other| {
                    let there = places[other as usize].map(i64::from);
                    ((here[0] - there[0]).pow(2) + (here[1] - there[1]).pow(2), other)
                })
                .collect();
            let within = within.min(others.len());
            if within > 0 {
                others.select_nth_unstable(within - 1);
            }
            let found = near.iter().filter(|(near, _)| others[..within].iter().any(|(_, other)| other == near));
            found.count() as f64 / near.len().max(1) as f64
        })
        .collect();
    shares.iter().sum::<f64>() / shows.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three groups of twenty, each show near to the next five of its group and one group near to the next by one edge.
    fn groups() -> Vec<Vec<(u32, f32)>> {
        (0..60_u32)
            .map(|show| {
                let (group, member) = (show / 20, show % 20);
                let mut near: Vec<(u32, f32)> =
                    (1..=5).map(|step| (group * 20 + (member + step) % 20, 1.0 / step as f32)).collect();
                if member == 0 {
                    near.push(((show + 20) % 60, 0.2));
                }
                near
            })
            .collect()
    }

    fn placed(nearest: &[Vec<(u32, f32)>], seed: u64) -> Vec<[u16; 2]> {
        let edges = edges(nearest);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut places = spectral(&edges, nearest.len(), &mut random);
        descend(&edges, &mut places, &mut random, &Progress::quiet()).expect("nobody cancels");
        quantize(&places)
    }

    #[test]
    fn what_is_near_lies_near() {
        let places = placed(&groups(), 1);
        let distance = |a: usize, b: usize| {
            let apart = |axis: usize| f64::from(places[a][axis]) - f64::from(places[b][axis]);
            apart(0).hypot(apart(1))
        };
        for show in 0..60 {
            let nearest =
                (0..60).filter(|other| *other != show).min_by(|a, b| distance(show, *a).total_cmp(&distance(show, *b)));
            assert_eq!(nearest.map(|other| other / 20), Some(show / 20), "{show}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_map() {
        assert_eq!(placed(&groups(), 7), placed(&groups(), 7));
    }

    #[test]
    fn the_map_fills_its_square() {
        let places = placed(&groups(), 1);
        for end in [u16::min, u16::max].map(|end| places.iter().map(|place| place[0]).reduce(end).expect("sixty")) {
            assert!(!(6000..=59_000).contains(&end) || places.iter().any(|place| !(6000..=59_000).contains(&place[1])));
        }
    }

    #[test]
    fn shows_without_neighbours_have_a_place_too() {
        let mut nearest = groups();
        nearest.push(Vec::new());
        assert_eq!(placed(&nearest, 1).len(), 61);
        assert_eq!(placed(&[], 1), Vec::<[u16; 2]>::new());
        assert_eq!(placed(&[Vec::new()], 1).len(), 1);
    }
}
