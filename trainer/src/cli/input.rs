//! From arguments to data.

use anyhow::{Context, Result, bail};
use model_core::catalogue::Catalogue;
use trainer::bundled;
use trainer::check;
use trainer::choose;
use trainer::evaluate::Split;
use trainer::problems::Problems;
use trainer::progress::Progress;
use trainer::pseudo::{self, PseudoWeights};
use trainer::ratings::{self, ColumnNames};
use trainer::shows;
use trainer::train::{self, Evidence, Ordered, Settings};
use trainer::viewers::{Entry, Viewers};

use super::DataArgs;

/// What was read, with shows numbered as in the model file.
pub(crate) struct Input {
    pub(crate) catalogue: Catalogue,
    pub(crate) viewers: Viewers,
    /// The viewers' names in the files.
    pub(crate) names: Vec<String>,
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
        let (mut viewers, mut viewer_names) = (Viewers::new(), Vec::new());
        if !args.ratings.is_empty() {
            let read = ratings::read(&args.ratings, &names, &train::numbers_by_id(&shows))?;
            problems.append(read.problems);
            (viewers, viewer_names) = (read.viewers, read.names);
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
        Ok(Input { catalogue, viewers, names: viewer_names, pseudo, prior, what })
    }

    /// The settings that the arguments name, or the usual ones.
    fn settings(&self, args: &DataArgs) -> Result<Settings> {
        let usual = if self.viewers.is_empty() { Settings::for_lists() } else { Settings::for_people() };
        let usual = Settings { seed: args.seed, ..usual };
        let mut settings = match &args.settings {
            None => usual,
            Some(file) => {
                let reading = || file.display().to_string();
                let text = std::fs::read_to_string(file).with_context(reading)?;
                Settings::from_toml(&text, &usual).map_err(anyhow::Error::msg).with_context(reading)?
            }
        };
        settings.max_bytes = args.max_bytes.or(settings.max_bytes);
        Ok(settings)
    }

    /// What a training on these people is done with: what a settings file says, or else what is best for those who are
    /// kept apart to choose by. With it, in words, how it was chosen.
    pub(crate) fn choose(
        &self,
        args: &DataArgs,
        split: &Split,
        progress: &Progress,
    ) -> Result<(Settings, Vec<(String, String)>)> {
        let mut settings = self.settings(args)?;
        let mut how = Vec::new();
        if let Some(file) = &args.settings {
            let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            how.push(("settings".into(), format!("from {name}")));
            return Ok((settings, how));
        }
        if let Some([few, many]) = choose::choose(&self.evidence(split), self.catalogue.len(), &settings, progress) {
            how.push(("settings for few shows".into(), few.to_string()));
            how.push(("settings for whole histories".into(), many.to_string()));
            (settings.few, settings.many) = (few.settings, many.settings);
            for (what, how) in &how {
                progress.step(format!("{what}: {how}"));
            }
        }
        Ok((settings, how))
    }

    /// What is learned from when these people are kept apart.
    pub(crate) fn evidence<'e>(&'e self, split: &'e Split) -> Evidence<'e> {
        Evidence { viewers: &split.train, validation: &split.validation, pseudo: &self.pseudo, prior: &self.prior }
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
