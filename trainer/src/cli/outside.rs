//! `trainer outside`: a model asked about people and shows of another source, matched by title and year.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use model_core::Scratch;
use model_core::catalogue::{Catalogue, ShowIndex, Title};
use model_core::text::fold;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use trainer::evaluate::{InputSize, LEAST_HISTORY, Quality, measure, questions};
use trainer::problems::Problems;
use trainer::ratings::{self, ColumnNames};
use trainer::shows::{self, ITEM_COLUMNS};
use trainer::table::Table;
use trainer::train;
use trainer::viewers::{Entry, Viewers};
use xxhash_rust::xxh64::xxh64;

use super::measure::ENOUGH_PEOPLE;

#[derive(Args)]
pub(crate) struct OutsideArgs {
    /// The model file, which has never seen these people.
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// The other source's shows.
    #[arg(long, value_name = "FILE")]
    shows: PathBuf,
    /// The other source's ratings.
    #[arg(long, value_name = "FILE", required = true)]
    ratings: Vec<PathBuf>,
    /// A column of the other source's shows that says how popular each is: the baseline.
    #[arg(long, value_name = "NAME", default_value = "members")]
    popularity_column: String,
    /// How many shows each viewer names, or which share of the history.
    #[arg(long, value_delimiter = ',', default_value = "1,3,5,10,80%")]
    inputs: Vec<InputSize>,
    /// Only shows that began in this year or before: viewers asked long ago had not seen what was new, and the popularity
    /// column knows that.
    #[arg(long, value_name = "YEAR")]
    to_year: Option<u16>,
    /// Only one half of the viewers, by a hash of their ids: whoever chooses settings on half A can still report half B.
    #[arg(long, value_enum, ignore_case = true)]
    part: Option<Part>,
    /// How many viewers at most.
    #[arg(long, default_value_t = 2000)]
    people: usize,
    /// The seed of every draw.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Halves of the viewers that have nobody in common, whatever the seed and however many are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    #[value(name = "A")]
    A,
    #[value(name = "B")]
    B,
}

impl Part {
    fn of(viewer: &str) -> Part {
        if xxh64(viewer.as_bytes(), 0).is_multiple_of(2) { Part::A } else { Part::B }
    }
}

pub(crate) fn outside(args: &OutsideArgs) -> Result<()> {
    let model = super::open(&args.model)?;
    let mut problems = Problems::default();
    let theirs = shows::read_csv(&args.shows, &mut problems)?;
    let by_name = names(model.catalogue());
    // Shows are renumbered by place among those that both know; what only one knows is left out on both sides.
    let mut common: Vec<ShowIndex> = Vec::new();
    let mut place_of: HashMap<u32, u32> = HashMap::new();
    let mut taken: HashMap<ShowIndex, u32> = HashMap::new();
    for (number, show) in theirs.iter().enumerate() {
        let Some(ours) = find(&by_name, model.catalogue(), &show.title) else { continue };
        if args.to_year.is_some_and(|last| show.title.year.is_none_or(|year| year > last)) {
            continue;
        }
        let place = *taken.entry(ours).or_insert_with(|| {
            common.push(ours);
            common.len() as u32 - 1
        });
        place_of.insert(number as u32, place);
    }
    let read = ratings::read(&args.ratings, &ColumnNames::default(), &train::numbers_by_id(&theirs))?;
    problems.append(read.problems);
    if !problems.is_empty() {
        eprint!("{problems}");
    }
    let mut people = Viewers::new();
    let mut order: Vec<usize> = (0..read.viewers.len()).collect();
    order.shuffle(&mut ChaCha8Rng::seed_from_u64(args.seed));
    for viewer in order {
        if args.part.is_some_and(|part| part != Part::of(&read.names[viewer])) {
            continue;
        }
        let entries = read.viewers.entries_of(viewer).iter();
        let mut entries: Vec<Entry> =
            entries.filter_map(|entry| Some(Entry { show: *place_of.get(&entry.show)?, ..*entry })).collect();
        entries.sort_unstable_by_key(|entry| entry.show);
        entries.dedup_by_key(|entry| entry.show);
        if entries.iter().filter(|entry| entry.preference > 0.0).count() >= LEAST_HISTORY && people.len() < args.people
        {
            people.push(entries, 1.0);
        }
    }
    if people.len() < ENOUGH_PEOPLE {
        bail!("only {} viewers know {LEAST_HISTORY} of the {} common shows", people.len(), common.len());
    }
    let popularity = popularity(args, &theirs, &place_of, common.len())?;
    println!(
        "{} of their {} shows are {} of ours; {} of their viewers{} have seen at least {LEAST_HISTORY} of these\n",
        place_of.len(),
        theirs.len(),
        common.len(),
        people.len(),
        args.part.map_or(String::new(), |part| format!(" in half {part:?}"))
    );
    // Numbers in a model file are ranks: by ratings, or by fame where there are none.
    let own_ranking: Vec<f32> = common.iter().map(|show| -(*show as f32)).collect();
    println!("Recall@20 at input  this model    its own order  popularity ({})  ahead by", args.popularity_column);
    for size in &args.inputs {
        let asked = questions(&people, *size, args.seed);
        let ours = measure(&asked, Scratch::default, |number, scratch, scores| {
            let taste = asked[number].taste();
            let taste: Vec<_> = taste.into_iter().map(|(show, said)| (common[show as usize], said)).collect();
            let all = model.scores(&taste, scratch);
            scores.clear();
            scores.extend(common.iter().map(|show| all[*show as usize]));
        });
        let unasked = |ranking: &[f32]| {
            let score = |_, (): &mut (), scores: &mut Vec<f32>| {
                scores.clear();
                scores.extend_from_slice(ranking);
            };
            measure(&asked, || (), score)
        };
        let (own_order, baseline) = (unasked(&own_ranking), unasked(&popularity));
        // The same people answer both, so that the difference is surer than either.
        let recalls20 = ours.recalls20.iter().zip(&baseline.recalls20).map(|(ours, theirs)| ours - theirs).collect();
        let ahead = Quality { recalls20, ..Quality::default() };
        println!(
            "{:>18}  {:.3} ±{:.3}  {:.3}          {:<width$.3}  {:+.3} ±{:.3}",
            size.to_string(),
            ours.recall20,
            ours.recall20_margin(),
            own_order.recall20,
            baseline.recall20,
            ours.recall20 - baseline.recall20,
            ahead.recall20_margin(),
            width = "popularity ()".len() + args.popularity_column.len()
        );
    }
    Ok(())
}

/// Every folded name of every show.
pub(super) fn names(catalogue: &Catalogue) -> HashMap<String, Vec<ShowIndex>> {
    let mut by_name: HashMap<String, Vec<ShowIndex>> = HashMap::new();
    for (show, title) in catalogue.titles().iter().enumerate() {
        for name in all_names(title) {
            by_name.entry(fold(name)).or_default().push(show as ShowIndex);
        }
    }
    by_name
}

/// What a show is called, in any language that is known.
pub(super) fn all_names(title: &Title) -> impl Iterator<Item = &str> {
    let others = title.original.iter().chain(&title.aliases).map(String::as_str);
    std::iter::once(title.title.as_str()).chain(others)
}

/// The show of the same name that began within a year of it.
fn find(by_name: &HashMap<String, Vec<ShowIndex>>, catalogue: &Catalogue, title: &Title) -> Option<ShowIndex> {
    let year = i32::from(title.year?);
    all_names(title).find_map(|name| {
        by_name.get(&fold(name))?.iter().copied().find(|show| {
            let ours = catalogue.titles()[*show as usize].year;
            ours.is_some_and(|ours| (i32::from(ours) - year).abs() <= 1)
        })
    })
}

/// The other source's popularity of the common shows; where several of its shows are one of ours, the largest.
fn popularity(
    args: &OutsideArgs,
    theirs: &[shows::Show],
    place_of: &HashMap<u32, u32>,
    common: usize,
) -> Result<Vec<f32>> {
    let mut table = Table::open(&args.shows)?;
    let (Some(id), Some(column)) = (table.column(&ITEM_COLUMNS), table.column(&[&args.popularity_column])) else {
        bail!("{} has no column {:?}", args.shows.display(), args.popularity_column);
    };
    let numbers = train::numbers_by_id(theirs);
    let mut popularity = vec![0.0_f32; common];
    let mut problems = Problems::default();
    while let Some(row) = table.next_row(id.max(column) + 1, &mut problems)? {
        let place = numbers.get(row.get(id).as_ref()).and_then(|number| place_of.get(number));
        if let (Some(&place), Ok(value)) = (place, row.get(column).parse::<f32>()) {
            let so_far = &mut popularity[place as usize];
            *so_far = so_far.max(value);
        }
    }
    Ok(popularity)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reported figures rest on who is in which half: it must never change.
    #[test]
    fn halves_are_about_even_and_lasting() {
        let in_a = (0..1000).filter(|id: &u32| Part::of(&id.to_string()) == Part::A).count();
        assert!((450..550).contains(&in_a), "{in_a}");
        let of = |ids: [&str; 6]| ids.map(Part::of);
        assert_eq!(of(["1", "2", "3", "4", "5", "u6"]), [Part::A, Part::B, Part::A, Part::B, Part::B, Part::B]);
    }
}
