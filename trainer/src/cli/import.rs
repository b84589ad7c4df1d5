//! `trainer import`: ratings of another system, as the old one exported them, with the ids of this catalogue.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use model_core::catalogue::{Catalogue, ShowIndex, Title};
use model_core::text::fold;
use trainer::problems::Problems;
use trainer::progress::Progress;
use trainer::ratings::{self, ColumnNames};
use trainer::shows;
use trainer::train;
use trainer::viewers::Entry;

use super::DataArgs;
use super::input::Input;
use super::outside::{all_names, names};

/// Goes before the people's names: number 7 there is nobody in an export of the collector that lies beside this one.
const PREFIX: &str = "old-";

const NOT_FOUND: &str = "shows of the other system that the catalogue does not have";
const SEVERAL: &str = "shows of the other system whose title several shows of the catalogue have, and whose year does not \
                       tell which (add a column year)";

#[derive(Args)]
pub(crate) struct ImportArgs {
    /// The other system's shows: a table with an id and a title (CSV or Parquet), best also a year.
    #[arg(long, value_name = "FILE")]
    from_shows: PathBuf,
    /// The other system's ratings, as UserId,ShowId,IsLiked or any other form that --ratings takes elsewhere.
    #[arg(long, value_name = "FILE", required = true)]
    from_ratings: Vec<PathBuf>,
    /// This catalogue's shows: a table (CSV).
    #[arg(long, value_name = "FILE", required_unless_present = "data")]
    shows: Option<PathBuf>,
    /// The bundled catalogue's folder, instead of --shows.
    #[arg(long, value_name = "FOLDER", conflicts_with = "shows")]
    data: Option<PathBuf>,
    /// The file to write: user,item,rating, with this catalogue's ids.
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
}

pub(crate) fn import(args: &ImportArgs, progress: &Progress) -> Result<()> {
    progress.step("reading".into());
    let catalogue = Input::read(&DataArgs::of_shows(args.shows.clone(), args.data.clone()))?.catalogue;
    let by_name = names(&catalogue);
    let mut problems = Problems::default();
    let theirs = shows::read_csv(&args.from_shows, &mut problems)?;
    let mut ours: Vec<Option<ShowIndex>> = Vec::new();
    for show in &theirs {
        let found = find(&by_name, &catalogue, &show.title);
        let detail = || format!("id {:?}, title {:?}, year {:?}", show.title.id, show.title.title, show.title.year);
        match found {
            Found::None => problems.add(NOT_FOUND, show.place.clone(), detail),
            Found::Several => problems.add(SEVERAL, show.place.clone(), detail),
            Found::One(_) => {}
        }
        ours.push(if let Found::One(show) = found { Some(show) } else { None });
    }
    let read = ratings::read(&args.from_ratings, &ColumnNames::default(), &train::numbers_by_id(&theirs))?;
    problems.append(read.problems);
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["user", "item", "rating"])?;
    let (mut people, mut written) = (0, 0);
    for (viewer, name) in read.names.iter().enumerate() {
        // Two of their shows may be one of ours: what was said of it is said once, and the later one in their table counts.
        let mut said: HashMap<ShowIndex, &str> = HashMap::new();
        for entry in read.viewers.entries_of(viewer) {
            if let Some(show) = ours[entry.show as usize] {
                said.insert(show, in_words(entry));
            }
        }
        let mut said: Vec<(ShowIndex, &str)> = said.into_iter().collect();
        said.sort_unstable_by_key(|(show, _)| *show);
        people += usize::from(!said.is_empty());
        written += said.len();
        for (show, word) in said {
            table.write_record([&format!("{PREFIX}{name}"), catalogue.titles()[show as usize].id.as_str(), word])?;
        }
    }
    eprint!("{problems}");
    if written == 0 {
        bail!("none of the rated shows is in the catalogue: do the tables belong together?");
    }
    let text = table.into_inner().context("cannot write into memory")?;
    super::write_whole(&args.out, &text)?;
    let matched = ours.iter().flatten().count();
    writeln!(
        std::io::stdout().lock(),
        "{matched} of {} shows are in the catalogue; {}: {written} ratings of {people} people, of {} ratings of {} people",
        theirs.len(),
        args.out.display(),
        read.viewers.entries(),
        read.viewers.len()
    )?;
    Ok(())
}

/// What was said of a show, as the collector's exports say it.
fn in_words(entry: &Entry) -> &'static str {
    match entry {
        Entry { loved: true, .. } => "loved",
        Entry { preference, .. } if *preference > 0.0 => "liked",
        _ => "disliked",
    }
}

/// What a title leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    None,
    One(ShowIndex),
    Several,
}

/// The show that has this name. A year that is known on both sides must be the same within one; without one, the name
/// must be that of a single show.
fn find(by_name: &HashMap<String, Vec<ShowIndex>>, catalogue: &Catalogue, title: &Title) -> Found {
    for name in all_names(title) {
        let Some(same) = by_name.get(&fold(name)) else { continue };
        let mut same: Vec<(ShowIndex, Option<u16>)> = same
            .iter()
            .map(|show| {
                let year = catalogue.titles()[*show as usize].year;
                (*show, title.year.zip(year).map(|(theirs, ours)| theirs.abs_diff(ours)))
            })
            .filter(|(_, apart)| apart.is_none_or(|apart| apart <= 1))
            .collect();
        same.sort_unstable();
        same.dedup();
        // The very same year is better than the next one, and any known year than none.
        let best = same.iter().filter_map(|(_, apart)| *apart).min();
        same.retain(|(_, apart)| best.is_none() || *apart == best);
        match same.as_slice() {
            [] => {}
            [(show, _)] => return Found::One(*show),
            _ => return Found::Several,
        }
    }
    Found::None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(id: &str, title: &str, year: Option<u16>) -> Title {
        Title { id: id.into(), title: title.into(), year, ..Title::default() }
    }

    #[test]
    fn a_title_is_found_where_it_can_be_one_show_only() {
        let titles = vec![
            title("office-uk", "The Office", Some(2001)),
            title("office-us", "The Office", Some(2005)),
            title("lost", "Lost", Some(2004)),
            title("utopia-uk", "Utopia", Some(2013)),
            title("utopia-au", "Utopia", Some(2014)),
        ];
        let facts = titles.iter().map(|_| Default::default()).collect();
        let catalogue = Catalogue::new(titles, facts).expect("distinct ids");
        let by_name = names(&catalogue);
        let find = |name: &str, year| match find(&by_name, &catalogue, &title("x", name, year)) {
            Found::One(show) => catalogue.titles()[show as usize].id.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(find("the office", Some(2005)), "office-us");
        assert_eq!(find("The Office", Some(2002)), "office-uk");
        assert_eq!(find("The Office", None), "Several");
        assert_eq!(find("The Office", Some(2010)), "None");
        assert_eq!(find("LOST", None), "lost");
        assert_eq!(find("Utopia", Some(2014)), "utopia-au");
        assert_eq!(find("Lost in Space", None), "None");
    }
}
