//! `trainer watch`: ratings come, a model is trained, measured against the published one, and published or refused.

mod source;
mod state;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use model_core::Model;
use model_core::card::Card;
use model_core::file::AlignedBytes;
use trainer::evaluate::{InputSize, Quality, Split, questions};
use trainer::gate::{self, Comparison, Line};
use trainer::progress::Progress;
use trainer::publish::{self, Manifest, Site};
use trainer::train::{self, Settings};

use super::DataArgs;
use super::input::Input;
use super::measure::{for_card, mapping, of_model};
use super::ship::{self, Labels};
use source::Source;
use state::{Now, Report, State, StateFolder};

/// How many new ratings suffice when neither `--at-least` nor `--every` says when to train.
const USUAL_NEW_RATINGS: u64 = 1_000;

#[derive(Args)]
pub(crate) struct WatchArgs {
    /// Shows and ratings; of the ratings also folders, whose tables are all read (CSV, gzipped or not, and Parquet).
    #[command(flatten)]
    data: DataArgs,
    /// The published site's folder.
    #[arg(long, value_name = "FOLDER")]
    site: PathBuf,
    /// A folder for what is remembered from one training to the next, and for reports.
    #[arg(long, value_name = "FOLDER")]
    state: PathBuf,
    /// Train when so many more ratings are there than at the last training (usually 1,000).
    #[arg(long, value_name = "N")]
    at_least: Option<u64>,
    /// Train when so much time has passed since the last training and the ratings are not the same: 12h, 1d.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    every: Option<Duration>,
    /// Look so often.
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = duration)]
    look: Duration,
    /// Look once, do what is to be done, and end.
    #[arg(long)]
    once: bool,
    /// How many models stay in the site, the new one among them.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = at_least_one)]
    keep: usize,
    /// Publish nothing when fewer people can be asked.
    #[arg(long, value_name = "N", default_value_t = gate::LEAST_PEOPLE)]
    least_people: usize,
    /// Licence and attribution of the data, for the card.
    #[arg(long, value_name = "TEXT", default_value = "")]
    licence: String,
    /// A program to run before each look, with its arguments: what fetches the ratings, as `collector export`.
    #[arg(last = true, value_name = "PROGRAM")]
    before: Vec<String>,
}

pub(crate) fn watch(args: &WatchArgs, progress: &Progress) -> Result<()> {
    let watching = Watch { args, site: Site::open(&args.site)?, state: StateFolder::open(&args.state)?, progress };
    if args.data.source.ratings.is_empty() {
        bail!("name the ratings: --ratings FILE or FOLDER");
    }
    let _alone = [watching.site.lock_for_watching()?, publish::lock_for_watching(&args.state)?];
    let mut seen = None;
    loop {
        match watching.look(&mut seen) {
            Err(error) if args.once => return Err(error),
            // A damaged file or a full disk today is no reason not to look tomorrow.
            Err(error) => eprintln!("error: {error:#}"),
            Ok(()) => {}
        }
        if args.once {
            return Ok(());
        }
        std::thread::sleep(args.look);
    }
}

struct Watch<'a> {
    args: &'a WatchArgs,
    site: Site,
    state: StateFolder,
    progress: &'a Progress,
}

impl Watch<'_> {
    /// Looks once. `seen` is the source as it was when it was read last.
    fn look(&self, seen: &mut Option<u64>) -> Result<()> {
        self.run_before()?;
        let source = Source::find(&self.args.data.source.ratings)?;
        if source.files.is_empty() {
            println!("no ratings yet");
            return Ok(());
        }
        let state = self.state.read()?;
        if state.source == source.stamp {
            return Ok(());
        }
        let now = Now::read();
        let is_time = self.args.every.is_some_and(|every| now.seconds >= state.trained_at + every.as_secs());
        let wanted = self.args.at_least.or(self.args.every.is_none().then_some(USUAL_NEW_RATINGS));
        if !is_time && (wanted.is_none() || *seen == Some(source.stamp)) {
            return Ok(());
        }
        self.progress.step("reading".into());
        let mut data = self.args.data.clone();
        data.source.ratings = source.files.clone();
        let input = Input::read(&data, self.progress)?;
        *seen = Some(source.stamp);
        let ratings = input.viewers.entries() as u64;
        let new = ratings.saturating_sub(state.ratings);
        if !is_time && wanted.is_some_and(|wanted| new < wanted) {
            println!("{ratings} ratings, {new} more than at the last training: not enough yet");
            return Ok(());
        }
        println!("{ratings} ratings of {} people, {new} more than at the last training", input.viewers.len());
        let outcome = self.train(&input, &now)?;
        self.state.write(&State {
            version: state::VERSION,
            source: source.stamp,
            ratings,
            trained_at: now.seconds,
            outcome,
        })
    }

    fn run_before(&self) -> Result<()> {
        let [program, arguments @ ..] = self.args.before.as_slice() else { return Ok(()) };
        let status = Command::new(program).args(arguments).status().with_context(|| format!("cannot run {program}"))?;
        if !status.success() {
            bail!("{program} failed ({status}): nothing was read");
        }
        Ok(())
    }

    /// Trains, compares, and publishes or refuses. In words, what came of it.
    fn train(&self, input: &Input, now: &Now) -> Result<String> {
        let args = self.args;
        let published = self.published()?;
        let (mut split, unasked) = Split::by_name(&input.viewers, &input.names, args.data.seed);
        let (settings, how) = input.choose(&args.data, &split, self.progress)?;
        self.progress.step("training without the people who are asked".into());
        let twin =
            train::train(&input.catalogue, &input.evidence(&split), &settings, Card::default(), self.progress)?.bytes;
        let twin_model = Model::open(AlignedBytes::from_slice(&twin))?;
        self.progress.step("comparing with the published model".into());
        let comparison = compare(input, &split, &settings, published.as_ref(), &twin_model)?;
        print(&comparison);
        let objections = comparison.objections(args.least_people);
        let mut report = Report {
            time: now.text.clone(),
            published_before: published.map(|published| published.manifest.file),
            published_now: None,
            trained_on: input.what.clone(),
            objections,
            comparison,
        };
        if !report.objections.is_empty() {
            let file = self.state.report("refused", now, &report)?;
            println!("refused, and the site is as it was: {}\n{}", file.display(), report.objections.join("\n"));
            return Ok("refused".into());
        }
        let found = for_card(input, &split, &twin_model, settings.seed)?;
        let labels = Labels { made_on: now.day.clone(), licence: args.licence.clone() };
        split.train.extend(&unasked);
        let trained = ship::train(input, split, &settings, &how, found, labels, self.progress)?;
        let counts = self.site.manifest()?.map(|manifest| manifest.file);
        if counts != report.published_before {
            bail!(
                "another model was published (or rolled back to) while this one was trained: the next look compares anew"
            );
        }
        let name = publish::file_name(&trained.bytes);
        // The twin first: a published model without one is compared on worse terms, a twin too many does no harm.
        self.state.write_twin(&name, &twin)?;
        let manifest = self.site.publish(&trained.bytes, args.keep)?;
        self.state.forget_twins_but(&manifest)?;
        report.published_now = Some(manifest.file.clone());
        self.state.report("published", now, &report)?;
        println!("published: {}, {} bytes", manifest.file, manifest.bytes);
        Ok("published".into())
    }

    fn published(&self) -> Result<Option<Published>> {
        let Some(manifest) = self.site.manifest()? else { return Ok(None) };
        let shipped =
            self.site.model(&manifest.file).context("what is published; `trainer rollback` or `publish` mends it")?;
        let twin = self.state.twin(&manifest.file)?;
        let with = match twin {
            Some(_) => "the published model's twin, which has learned from nobody who is kept apart",
            None => {
                "the published file itself, since no twin of it is kept: if it has learned from the people who were \
                 asked, that is in its favour"
            }
        };
        Ok(Some(Published { manifest, with, model: twin.unwrap_or(shipped) }))
    }
}

/// What is published, as far as it is compared with.
struct Published {
    manifest: Manifest,
    with: &'static str,
    model: Model,
}

/// Asks both the same questions.
fn compare(
    input: &Input,
    split: &Split,
    settings: &Settings,
    published: Option<&Published>,
    new: &Model,
) -> Result<Comparison> {
    let titles = |model: &Model| model.catalogue().len();
    let lost = |old: &Model| {
        old.catalogue().titles().iter().filter(|title| new.catalogue().index_of(&title.id).is_none()).count()
    };
    let old = published.map(|published| &published.model);
    let mut comparison = Comparison {
        with: published.map_or("nothing, since nothing is published", |published| published.with).into(),
        published_shows: old.map_or(0, titles),
        shows_lost: old.map_or(0, lost),
        lines: Vec::new(),
    };
    if comparison.shows_lost > 0 && comparison.shows_lost == comparison.published_shows {
        return Ok(comparison);
    }
    let new_map = mapping(input, new)?;
    let old = old.map(|old| Ok::<_, anyhow::Error>((old, mapping(input, old)?))).transpose()?;
    for size in InputSize::USUAL {
        let asked = questions(&split.test, size, settings.seed);
        let ask = |model: &Model, map: &[Option<u32>]| -> Quality { of_model(model, map, &asked).quality };
        let published = old.as_ref().map(|(old, map)| ask(old, map));
        comparison.lines.push(Line::of(size.to_string(), published.as_ref(), &ask(new, &new_map)));
    }
    Ok(comparison)
}

fn print(comparison: &Comparison) {
    println!("compared with {}", comparison.with);
    println!("input  people  Recall@20 published  new     difference and its 95 % interval");
    for line in &comparison.lines {
        let published = line.published.map_or("-".into(), |published| format!("{published:.4}"));
        let difference = line.difference.map_or(String::new(), |difference| {
            format!("{:+.4} ({:+.4} to {:+.4})", difference.mean, difference.low, difference.high)
        });
        println!("{:>5}  {:>6}  {published:>19}  {:.4}  {difference}", line.input, line.people, line.new);
    }
}

/// A time span: a whole number and its unit.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is no time span: give a whole number and s, m, h or d, as 12h");
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let number: u64 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    let span = number.checked_mul(seconds).filter(|span| *span > 0).ok_or_else(wrong)?;
    Ok(Duration::from_secs(span))
}

/// A number that is not 0.
pub(crate) fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse::<NonZeroUsize>().map(NonZeroUsize::get).map_err(|_| format!("{text:?} is no number from 1 on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_spans_are_read_and_nonsense_is_refused() {
        assert_eq!(duration("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("12h"), Ok(Duration::from_secs(43_200)));
        assert_eq!(duration("7d"), Ok(Duration::from_secs(604_800)));
        for wrong in ["", "h", "12", "0m", "-1h", "1.5h", "1w", "1é", "99999999999999999d"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
