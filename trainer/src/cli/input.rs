//! From arguments to data.

use std::path::Path;

use anyhow::{Context, Result, bail};
use model_core::catalogue::Catalogue;
use trainer::bundled::{self, List};
use trainer::check;
use trainer::choose;
use trainer::counts::{Counted, Counts, People};
use trainer::evaluate::Split;
use trainer::problems::Problems;
use trainer::progress::Progress;
use trainer::pseudo::{self, PseudoWeights};
use trainer::ratings::{self, ColumnNames};
use trainer::shows::{self, Show};
use trainer::train::{self, Evidence, Ordered, Settings};
use trainer::viewers::{Entry, Viewers};

use super::{DataArgs, SourceArgs, count};

/// What was read, with shows numbered as in the model file.
pub(crate) struct Input {
    pub(crate) catalogue: Catalogue,
    pub(crate) viewers: Viewers,
    /// What was counted of further people.
    pub(crate) counts: Option<Counted>,
    /// The viewers' names in the files.
    pub(crate) names: Vec<String>,
    pub(crate) pseudo: Viewers,
    /// The prior popularity of each show; empty when nothing is known.
    pub(crate) prior: Vec<f64>,
    /// In words, for the card.
    pub(crate) what: String,
}

impl SourceArgs {
    pub(crate) fn column_names(&self) -> ColumnNames {
        ColumnNames {
            user: self.user_column.clone(),
            item: self.item_column.clone(),
            rating: self.rating_column.clone(),
            time: self.time_column.clone(),
        }
    }
}

/// The shows, and what was wrong with them.
pub(crate) fn shows(args: &SourceArgs) -> Result<(Vec<Show>, Problems)> {
    let (shows, _, problems) = shows_and_lists(args)?;
    Ok((shows, problems))
}

/// A settings file; what it does not name is as usual.
pub(crate) fn settings_from(file: &Path, usual: &Settings) -> Result<Settings> {
    let reading = || file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(reading)?;
    Settings::from_toml(&text, usual).map_err(anyhow::Error::msg).with_context(reading)
}

fn shows_and_lists(args: &SourceArgs) -> Result<(Vec<Show>, Vec<List>, Problems)> {
    let mut problems = Problems::default();
    match (&args.data, &args.shows) {
        (Some(folder), _) => {
            let bundled = bundled::read(folder)?;
            if let Some(first) = bundled.mistakes.first() {
                bail!("{first}\n{} mistakes in all; see `trainer check`", check::check(&bundled).len());
            }
            Ok((bundled.shows, bundled.lists, problems))
        }
        (None, Some(file)) => Ok((shows::read_csv(file, &mut problems)?, Vec::new(), problems)),
        (None, None) => bail!("name the shows: --shows FILE or --data FOLDER"),
    }
}

impl Input {
    pub(crate) fn read(args: &DataArgs, progress: &Progress) -> Result<Input> {
        let (shows, lists, mut problems) = shows_and_lists(&args.source)?;
        let (mut viewers, mut viewer_names) = (Viewers::new(), Vec::new());
        let (files, names) = (&args.source.ratings, args.source.column_names());
        if !files.is_empty() {
            let read = ratings::read(files, &names, &train::numbers_by_id(&shows))?;
            problems.append(read.problems);
            (viewers, viewer_names) = (read.viewers, read.names);
        }
        if !problems.is_empty() {
            eprint!("{problems}");
        }
        let mut popularity = viewers.popularity(shows.len());
        let mut counts = None;
        if let Some(counted) = counted(args, &shows, progress)? {
            popularity.iter_mut().zip(counted.popularity()).for_each(|(sum, more)| *sum += more);
            counts = Some(counted);
        }
        let Ordered { catalogue, numbers, known } = train::order(&shows, &popularity)?;
        let viewers = renumber(&viewers, &numbers);
        let counts = counts.map(|counts| Counted { counts, numbers });
        let pseudo = pseudo::viewers(&catalogue, &lists, &known, &PseudoWeights::default());
        let prior = pseudo::prior(&known);
        let mut what = match (viewers.len(), lists.len()) {
            (0, lists) => format!("{lists} curated lists, tags and credits of {} shows; no ratings", shows.len()),
            (people, 0) => format!("{} ratings of {people} viewers", viewers.entries()),
            (people, lists) => format!("{} ratings of {people} viewers, and {lists} curated lists", viewers.entries()),
        };
        if let Some(counted) = &counts {
            let People { viewers, ratings } = counted.counts.people;
            what.push_str(&format!(", and {ratings} ratings of {viewers} viewers counted before"));
        }
        Ok(Input { catalogue, viewers, names: viewer_names, counts, pseudo, prior, what })
    }

    /// The settings that the arguments name, or the usual ones.
    fn settings(&self, args: &DataArgs) -> Result<Settings> {
        let usual = if self.viewers.is_empty() { Settings::for_lists() } else { Settings::for_people() };
        let usual = Settings { seed: args.seed, ..usual };
        let mut settings = match &args.settings {
            None => usual,
            Some(file) => settings_from(file, &usual)?,
        };
        settings.dense_up_to = args.dense_up_to.unwrap_or(settings.dense_up_to);
        settings.sparse.candidates = args.candidates.unwrap_or(settings.sparse.candidates);
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
        if self.counts.is_some() {
            // Sums hold for what they were counted for, and for nothing else.
            how.push(("settings".into(), "the usual ones, for which the sums were counted".into()));
            return Ok((settings, how));
        }
        let chosen = choose::choose(&self.evidence(split), self.catalogue.len(), &settings, progress);
        // What a search that was ended has found is not what is best.
        progress.check()?;
        if let Some([few, many]) = chosen {
            how.push(("settings for few shows".into(), few.to_string()));
            how.push(("settings for whole histories".into(), many.to_string()));
            (settings.few, settings.many) = (few.settings, many.settings);
            for (what, how) in &how {
                progress.step(format!("{what}: {how}"));
            }
        }
        Ok((settings, how))
    }

    /// What is learned from besides the people given one by one.
    pub(crate) fn others(&self) -> Evidence<'_> {
        Evidence { counts: self.counts.as_ref(), pseudo: &self.pseudo, prior: &self.prior, ..Evidence::default() }
    }

    /// What is learned from when these people are kept apart.
    pub(crate) fn evidence<'e>(&'e self, split: &'e Split) -> Evidence<'e> {
        Evidence { viewers: &split.train, validation: &split.validation, ..self.others() }
    }
}

/// What was counted of people who are not read one by one.
fn counted(args: &DataArgs, shows: &[Show], progress: &Progress) -> Result<Option<Counts>> {
    let ids: Vec<String> = shows.iter().map(|show| show.title.id.clone()).collect();
    let mut counted = match args.counts.is_empty() {
        true => None,
        false => Some(count::read(&args.counts, &[], progress)?),
    };
    if counted.as_ref().is_some_and(|counted| counted.ids != ids) {
        bail!("the counts are of a catalogue with other shows, or with the same ones in another order");
    }
    if !args.gram.is_empty() {
        let settings = match &args.settings {
            Some(file) => settings_from(file, &Settings::for_people())?,
            None => Settings::for_people(),
        };
        for gram in &args.gram {
            let more = count::from_gram(gram, ids.clone(), &settings, progress)?;
            match &mut counted {
                Some(counted) => counted.add(&more).with_context(|| gram.display().to_string())?,
                None => counted = Some(more),
            }
        }
    }
    Ok(counted)
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
