//! From arguments to data.

use anyhow::{Result, bail};
use model_core::catalogue::Catalogue;
use trainer::bundled;
use trainer::check;
use trainer::problems::Problems;
use trainer::pseudo::{self, PseudoWeights};
use trainer::ratings::{self, ColumnNames};
use trainer::shows;
use trainer::train::{self, Ordered, Settings};
use trainer::viewers::{Entry, Viewers};

use super::DataArgs;

/// What was read, with shows numbered as in the model file.
pub(crate) struct Input {
    pub(crate) catalogue: Catalogue,
    pub(crate) viewers: Viewers,
    pub(crate) pseudo: Viewers,
    /// The prior popularity of each show; empty when nothing is known.
    pub(crate) prior: Vec<f64>,
    /// In words, for the card.
    pub(crate) what: String,
}

impl Input {
    pub(crate) fn read(args: &DataArgs) -> Result<Input> {
        let mut problems = Problems::default();
        let (shows, lists) = match (&args.data, &args.shows) {
            (Some(folder), _) => {
                let bundled = bundled::read(folder)?;
                if let Some(first) = bundled.mistakes.first() {
                    bail!("{first}\n{} mistakes in all; see `trainer check`", check::check(&bundled).len());
                }
                (bundled.shows, bundled.lists)
            }
            (None, Some(file)) => (shows::read_csv(file, &mut problems)?, Vec::new()),
            (None, None) => bail!("name the shows: --shows FILE or --data FOLDER"),
        };
        let names = ColumnNames {
            user: args.user_column.clone(),
            item: args.item_column.clone(),
            rating: args.rating_column.clone(),
            time: args.time_column.clone(),
        };
        let mut viewers = Viewers::new();
        if !args.ratings.is_empty() {
            let read = ratings::read(&args.ratings, &names, &train::numbers_by_id(&shows))?;
            problems.append(read.problems);
            viewers = read.viewers;
        }
        if !problems.is_empty() {
            eprint!("{problems}");
        }
        let popularity = viewers.popularity(shows.len());
        let Ordered { catalogue, numbers, known } = train::order(&shows, &popularity)?;
        let viewers = renumber(&viewers, &numbers);
        let pseudo = pseudo::viewers(&catalogue, &lists, &known, &PseudoWeights::default());
        let prior = pseudo::prior(&known);
        let what = match (viewers.len(), lists.len()) {
            (0, lists) => format!("{lists} curated lists, tags and credits of {} shows; no ratings", shows.len()),
            (people, 0) => format!("{} ratings of {people} viewers", viewers.entries()),
            (people, lists) => format!("{} ratings of {people} viewers, and {lists} curated lists", viewers.entries()),
        };
        Ok(Input { catalogue, viewers, pseudo, prior, what })
    }

    pub(crate) fn settings(&self, args: &DataArgs) -> Settings {
        let usual = if self.viewers.is_empty() { Settings::for_lists() } else { Settings::for_people() };
        Settings { max_bytes: args.max_bytes, seed: args.seed, ..usual }
    }
}

fn renumber(viewers: &Viewers, numbers: &[u32]) -> Viewers {
    let mut renumbered = Viewers::new();
    for viewer in 0..viewers.len() {
        let entries = viewers.entries_of(viewer).iter();
        let entries = entries.map(|entry| Entry { show: numbers[entry.show as usize], ..*entry }).collect();
        renumbered.push(entries, viewers.weight(viewer));
    }
    renumbered
}
