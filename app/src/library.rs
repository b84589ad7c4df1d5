//! Everything that a person said: searched, put in order, counted. No browser in here.

use std::collections::{BTreeMap, HashMap};

use crate::copy::civil;
use crate::messages::ShowLine;
use crate::taste::{Entry, Mark};

/// In which order the shows stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What was named last comes first.
    #[default]
    Newest,
    /// What was named first comes first.
    Oldest,
    /// By title.
    Title,
    /// By the first broadcast, the newest first.
    Year,
    /// By what was said, the best first.
    Mark,
}

impl Order {
    /// All, as they are offered.
    pub const ALL: [Order; 5] = [Order::Newest, Order::Oldest, Order::Title, Order::Year, Order::Mark];
}

/// What is to be seen of the library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// A part of the title.
    pub text: String,
    /// Only this mark.
    pub mark: Option<Mark>,
    /// In which order.
    pub order: Order,
}

/// The shows that a query asks for. `entries` has the newest first.
pub fn select(entries: &[Entry], query: &Query) -> Vec<Entry> {
    let text = query.text.trim().to_lowercase();
    let mut chosen: Vec<Entry> = entries
        .iter()
        .filter(|entry| query.mark.is_none_or(|mark| entry.mark == mark))
        .filter(|entry| text.is_empty() || entry.title.to_lowercase().contains(&text))
        .cloned()
        .collect();
    // Each of these keeps the order of those that are alike: the newest first.
    match query.order {
        Order::Newest => {}
        Order::Oldest => chosen.reverse(),
        Order::Title => chosen.sort_by_cached_key(|entry| entry.title.to_lowercase()),
        Order::Year => chosen.sort_by_key(|entry| std::cmp::Reverse(entry.year)),
        Order::Mark => chosen.sort_by_key(|entry| rank(entry.mark)),
    }
    chosen
}

fn rank(mark: Mark) -> usize {
    Mark::ALL.iter().position(|one| *one == mark).unwrap_or(Mark::ALL.len())
}

/// How many shows have each mark.
pub fn counts(entries: &[Entry]) -> [usize; Mark::ALL.len()] {
    Mark::ALL.map(|mark| entries.iter().filter(|entry| entry.mark == mark).count())
}

/// A bar of a plot: how many shows were loved, how many liked, and how many others were watched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    /// What they have in common.
    pub label: String,
    /// Loved, liked, others.
    pub parts: [usize; 3],
}

impl Bar {
    /// How many in all.
    pub fn sum(&self) -> usize {
        self.parts.iter().sum()
    }
}

/// The part of a bar that a mark belongs to; `None` of what was not watched.
fn part(mark: Mark) -> Option<usize> {
    match mark {
        Mark::Loved => Some(0),
        Mark::Liked => Some(1),
        Mark::Meh | Mark::Disliked | Mark::Seen => Some(2),
        Mark::Want | Mark::Hidden => None,
    }
}

fn count<L: Ord>(entries: &[Entry], labels: impl Fn(&Entry) -> Vec<L>) -> BTreeMap<L, [usize; 3]> {
    let mut bars: BTreeMap<L, [usize; 3]> = BTreeMap::new();
    for entry in entries {
        let Some(part) = part(entry.mark) else { continue };
        for label in labels(entry) {
            bars.entry(label).or_default()[part] += 1;
        }
    }
    bars
}

/// Every label from the first to the last, those without shows too.
fn in_a_row(bars: &BTreeMap<u64, [usize; 3]>, step: usize, label: impl Fn(u64) -> String) -> Vec<Bar> {
    let (Some((first, _)), Some((last, _))) = (bars.first_key_value(), bars.last_key_value()) else {
        return Vec::new();
    };
    let all = (*first..=*last).step_by(step);
    all.map(|at| Bar { label: label(at), parts: bars.get(&at).copied().unwrap_or_default() }).collect()
}

/// The most frequent ones.
fn most(bars: BTreeMap<String, [usize; 3]>, limit: usize) -> Vec<Bar> {
    let mut bars: Vec<Bar> = bars.into_iter().map(|(label, parts)| Bar { label, parts }).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.sum()));
    bars.truncate(limit);
    bars
}

/// The shows that were watched by the decade in which they began: `1990s`.
pub fn decades(entries: &[Entry]) -> Vec<Bar> {
    let decade = |entry: &Entry| entry.year.map(|year| u64::from(year) / 10 * 10).into_iter().collect();
    in_a_row(&count(entries, decade), 10, |decade| format!("{decade}s"))
}

/// The shows that were watched by genre, in the catalogue's words.
pub fn genres(entries: &[Entry], limit: usize) -> Vec<Bar> {
    most(count(entries, |entry| entry.genres.clone()), limit)
}

/// The shows that were watched by country, ISO 3166-1. `lines` is what the catalogue knows of them.
pub fn countries(entries: &[Entry], lines: &HashMap<String, ShowLine>, limit: usize) -> Vec<Bar> {
    let of = |entry: &Entry| lines.get(&entry.id).map(|line| line.countries.clone()).unwrap_or_default();
    most(count(entries, of), limit)
}

/// From how many months on years are counted instead.
const MONTHS: usize = 24;

/// The shows that were watched by when that was said: `2026-03`, and `2026` when it took years.
pub fn over_time(entries: &[Entry]) -> Vec<Bar> {
    // Copies of old versions know no moment.
    let months = count(entries, |entry| {
        let (year, month, _) = civil(entry.at);
        (entry.at > 0).then_some(year * 12 + month - 1).into_iter().collect()
    });
    let bars = in_a_row(&months, 1, |month| format!("{:04}-{:02}", month / 12, month % 12 + 1));
    if bars.len() <= MONTHS {
        return bars;
    }
    let mut years: BTreeMap<u64, [usize; 3]> = BTreeMap::new();
    for (month, parts) in months {
        let year = years.entry(month / 12).or_default();
        year.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
    }
    in_a_row(&years, 1, |year| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, year: u16, mark: Mark, at: u64) -> Entry {
        Entry {
            id: id.into(),
            title: id.to_uppercase(),
            year: Some(year),
            genres: vec!["crime".into()],
            mark,
            at,
            out: false,
        }
    }

    const MONTH: u64 = 31 * 86_400_000;

    fn four() -> Vec<Entry> {
        vec![
            entry("d", 1999, Mark::Want, 4 * MONTH),
            entry("b", 2021, Mark::Liked, 3 * MONTH),
            entry("c", 1989, Mark::Loved, 2 * MONTH),
            entry("a", 1981, Mark::Seen, MONTH),
        ]
    }

    fn ids(query: &Query) -> String {
        select(&four(), query).into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn shows_are_searched_and_put_in_order() {
        let by = |order| ids(&Query { order, ..Query::default() });
        assert_eq!(Order::ALL.map(by), ["dbca", "acbd", "abcd", "bdca", "cbad"]);
        assert_eq!(ids(&Query { text: " B ".into(), ..Query::default() }), "b");
        assert_eq!(ids(&Query { mark: Some(Mark::Want), ..Query::default() }), "d");
        assert_eq!(counts(&four()), [1, 1, 0, 0, 1, 1, 0]);
    }

    fn text(bars: &[Bar]) -> String {
        bars.iter().map(|bar| format!("{} {:?}", bar.label, bar.parts)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn bars_count_what_was_watched() {
        assert_eq!(
            text(&decades(&four())),
            "1980s [1, 0, 1]; 1990s [0, 0, 0]; 2000s [0, 0, 0]; 2010s [0, 0, 0]; 2020s [0, 1, 0]"
        );
        assert_eq!(text(&genres(&four(), 3)), "crime [1, 1, 1]");
        assert_eq!(text(&over_time(&four())), "1970-02 [0, 0, 1]; 1970-03 [1, 0, 0]; 1970-04 [0, 1, 0]");
        let line = |countries: &[&str]| ShowLine {
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            ..ShowLine::default()
        };
        let lines = HashMap::from([("a".to_owned(), line(&["GB", "US"])), ("b".to_owned(), line(&["US"]))]);
        assert_eq!(text(&countries(&four(), &lines, 1)), "US [0, 1, 1]");
        let years = [entry("z", 2000, Mark::Loved, 30 * MONTH), entry("y", 2000, Mark::Meh, 1)];
        assert_eq!(text(&over_time(&years)), "1970 [0, 0, 1]; 1971 [0, 0, 0]; 1972 [1, 0, 0]");
        assert!(over_time(&[]).is_empty() && decades(&[]).is_empty());
    }
}
