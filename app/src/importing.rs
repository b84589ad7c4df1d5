//! Importing: what the entries of other services' files are among the shows, and what the person decides about them. No
//! browser in here; [`crate::store`] asks the workers and [`crate::view`] shows it.
//!
//! [`gather`] brings together what the files say of each show, [`review`] says what would become of it under the person's
//! choices, and [`change`] makes one change of all of it, so that it is undone as a whole.

use std::collections::{HashMap, HashSet};

use importers::liking::{Policy, Scale, Watched, opinion};
use importers::{Entry as Said, Evidence, Import, Kind, Opinion, Service, Status};

use crate::household::{Change, Edit, Household, Who};
use crate::messages::{Matched, ShowLine};
use crate::taste::{Entry, Mark};

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name.
    pub file: String,
    /// What it told.
    pub import: Import,
    /// Whose part of it is taken.
    pub whose: Whose,
}

/// Whose part of a file is taken, and to whom it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One person's, to the person who uses the device now.
    One(u16),
    /// Everybody's, each to the person of the same name: this site's own copies.
    Everybody,
}

impl Source {
    /// A file, with what is usual for it: a copy made here brings everybody back, and of several persons of another file
    /// it is the one with most rows.
    pub fn of(file: String, import: Import) -> Source {
        let most = import.profiles.iter().enumerate().max_by_key(|(at, profile)| (profile.rows, usize::MAX - at));
        let whose = match import.service {
            Service::Own if !import.profiles.is_empty() => Whose::Everybody,
            _ => Whose::One(most.map_or(0, |(at, _)| at as u16)),
        };
        Source { file, import, whose }
    }

    /// To whom an entry goes; `None` when it is left out.
    fn person(&self, entry: &Said) -> Option<Person> {
        match self.whose {
            Whose::One(profile) => (entry.profile == profile).then_some(None),
            Whose::Everybody => Some(Some(entry.profile)),
        }
    }
}

/// The person who uses the device, or one of those of a copy that was made here.
pub type Person = Option<u16>;

/// A show of a person.
pub type Key = (Person, String);

/// What the files say of one show.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered {
    /// Whose, and which.
    pub key: Key,
    /// The show.
    pub show: ShowLine,
    /// How many episodes the catalogue knows.
    pub episodes: Option<u16>,
    /// What the person did with it.
    pub evidence: Evidence,
    /// The name of the person in the file, where everybody's part is taken.
    pub name: Option<String>,
}

/// What the person decides.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// How what was watched becomes liking.
    pub policy: Policy,
    /// Whether what is on a watchlist becomes [`Mark::Want`].
    pub watchlist: bool,
    /// Whether the files count more than what was said here before.
    pub replace: bool,
    /// Shows that are left out.
    pub left_out: HashSet<Key>,
    /// Marks that the person chose instead.
    pub marks: HashMap<Key, Mark>,
    /// Which candidate an uncertain entry is, by the entry's place; `None` is none of them.
    pub chosen: HashMap<usize, Option<String>>,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices {
            policy: Policy::default(),
            watchlist: true,
            replace: false,
            left_out: HashSet::new(),
            marks: HashMap::new(),
            chosen: HashMap::new(),
        }
    }
}

/// What becomes of a show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It gets this mark.
    Gets(Mark),
    /// It has this mark, and keeps it.
    Keeps(Mark),
    /// The person left it out.
    LeftOut,
    /// The files say nothing of it that counts under these choices.
    Silent,
}

/// A show under review.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the files say.
    pub gathered: Gathered,
    /// The mark that it would get, whatever was said before.
    pub mark: Option<Mark>,
    /// What was said before.
    pub before: Option<Mark>,
    /// What becomes of it.
    pub fate: Fate,
}

/// Every entry of the files, in order, with the place that [`Choices::chosen`] means.
pub fn entries(sources: &[Source]) -> impl Iterator<Item = (&Source, &Said)> {
    sources.iter().flat_map(|source| source.import.entries.iter().map(move |entry| (source, entry)))
}

/// How many shows each file tells of, and how many other titles: where a file does not say which are films, what the
/// catalogue does not have, under any name, is counted as one.
pub fn counts(sources: &[Source], matched: &[Matched]) -> Vec<(usize, usize)> {
    let mut matched = matched.iter();
    let count = |source: &Source| {
        let found = matched.by_ref().take(source.import.entries.len());
        let is_film = |(entry, found): (&Said, &Matched)| entry.kind == Kind::MaybeFilm && *found == Matched::None;
        let films = source.import.entries.iter().zip(found).filter(|both| is_film(*both)).count();
        (source.import.entries.len() - films, films)
    };
    sources.iter().map(count).collect()
}

/// The entries that are uncertain, or found nowhere, and are not left out with their person: their places.
pub fn open(sources: &[Source], matched: &[Matched]) -> (Vec<usize>, Vec<usize>) {
    let (mut unsure, mut missing) = (Vec::new(), Vec::new());
    for (at, ((source, entry), matched)) in entries(sources).zip(matched).enumerate() {
        match matched {
            _ if source.person(entry).is_none() => {}
            Matched::Unsure(_) => unsure.push(at),
            Matched::None if entry.ids.own.is_none() => missing.push(at),
            Matched::Sure(_) | Matched::None => {}
        }
    }
    (unsure, missing)
}

/// What the files say of each show: two titles, or two files, may mean the same one. What was watched last stands first.
pub fn gather(sources: &[Source], matched: &[Matched], chosen: &HashMap<usize, Option<String>>) -> Vec<Gathered> {
    let mut places: HashMap<Key, usize> = HashMap::new();
    let mut all: Vec<Gathered> = Vec::new();
    for (at, ((source, entry), matched)) in entries(sources).zip(matched).enumerate() {
        let Some(person) = source.person(entry) else { continue };
        let Some((show, episodes)) = found(entry, matched, chosen.get(&at)) else { continue };
        let key = (person, show.id.clone());
        match places.get(&key) {
            Some(place) => all[*place].evidence.merge(&entry.evidence),
            None => {
                places.insert(key.clone(), all.len());
                let name = person.and_then(|at| source.import.profiles.get(usize::from(at)));
                let name = name.map(|profile| profile.name.clone());
                all.push(Gathered { key, show, episodes, evidence: entry.evidence.clone(), name });
            }
        }
    }
    let newest = |one: &Gathered| (one.evidence.said_at, one.evidence.last_watched);
    all.sort_by(|one, other| newest(other).cmp(&newest(one)).then_with(|| one.show.title.cmp(&other.show.title)));
    all
}

fn found(entry: &Said, matched: &Matched, chosen: Option<&Option<String>>) -> Option<(ShowLine, Option<u16>)> {
    match matched {
        Matched::Sure(one) => Some((one.show.clone(), one.episodes)),
        Matched::Unsure(candidates) => {
            let id = chosen?.as_ref()?;
            let (one, _) = candidates.iter().find(|(one, _)| one.show.id == *id)?;
            Some((one.show.clone(), one.episodes))
        }
        // What a catalogue does not have (any more) is kept too when it comes from a copy that was made here.
        Matched::None => {
            let show = ShowLine {
                id: entry.ids.own.clone()?,
                title: entry.title.clone(),
                year: entry.year,
                genres: entry.genres.clone(),
                ..ShowLine::default()
            };
            Some((show, None))
        }
    }
}

/// How each person uses stars.
pub fn scales(sources: &[Source]) -> HashMap<Person, Scale> {
    let mut people: HashMap<Person, Vec<&Said>> = HashMap::new();
    for (source, entry) in entries(sources) {
        if let Some(person) = source.person(entry) {
            people.entry(person).or_default().push(entry);
        }
    }
    people.into_iter().map(|(person, entries)| (person, Scale::of(entries))).collect()
}

/// The mark that a show gets by what the files say; `None` when that says nothing.
pub fn mark(gathered: &Gathered, scales: &HashMap<Person, Scale>, policy: &Policy, watchlist: bool) -> Option<Mark> {
    let evidence = &gathered.evidence;
    let scale = scales.get(&gathered.key.0).copied().unwrap_or_else(|| Scale::of([]));
    let said = opinion(evidence, gathered.episodes.map(u32::from), scale, policy);
    said.map(mark_of).or((watchlist && evidence.watchlist && !evidence.is_watched()).then_some(Mark::Want))
}

fn mark_of(opinion: Opinion) -> Mark {
    match opinion {
        Opinion::Loved => Mark::Loved,
        Opinion::Liked => Mark::Liked,
        Opinion::Meh => Mark::Meh,
        Opinion::Disliked => Mark::Disliked,
        Opinion::Seen => Mark::Seen,
        Opinion::Want => Mark::Want,
        Opinion::Hidden => Mark::Hidden,
    }
}

/// What the person can decide about, and how many shows that concerns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Shows that were watched, of which neither stars nor a favourite's mark tell whether they were liked.
    pub watched: usize,
    /// How many of them are liked under these bounds.
    pub liked: usize,
    /// How many of them were given up.
    pub dropped: usize,
    /// Shows that are only on a watchlist.
    pub wanted: usize,
}

/// Counts what the choices concern. `liked` are the bounds that the person is offered.
pub fn outlook(all: &[Gathered], scales: &HashMap<Person, Scale>, liked: Watched) -> Outlook {
    let policy = Policy { watched: liked, dropped_is_disliked: false };
    let mut outlook = Outlook::default();
    for gathered in all {
        let evidence = &gathered.evidence;
        if evidence.said.is_some() || evidence.stars.is_some() || evidence.liked {
            continue;
        }
        if evidence.is_watched() {
            outlook.watched += 1;
            outlook.dropped += usize::from(evidence.status == Some(Status::Dropped));
            outlook.liked += usize::from(mark(gathered, scales, &policy, false) == Some(Mark::Liked));
        } else {
            outlook.wanted += usize::from(evidence.watchlist);
        }
    }
    outlook
}

/// What becomes of every show.
pub fn review(
    all: &[Gathered],
    scales: &HashMap<Person, Scale>,
    choices: &Choices,
    household: &Household,
    who: Who,
) -> Vec<Line> {
    let line = |gathered: &Gathered| {
        let chosen = choices.marks.get(&gathered.key).copied();
        let mark = chosen.or_else(|| mark(gathered, scales, &choices.policy, choices.watchlist));
        let before = before(gathered, household, who).map(|entry| entry.mark);
        let fate = match (mark, before) {
            _ if choices.left_out.contains(&gathered.key) => Fate::LeftOut,
            (None, _) => Fate::Silent,
            (Some(mark), Some(before)) if mark == before => Fate::Keeps(before),
            (Some(_), Some(before)) if chosen.is_none() && !choices.replace => Fate::Keeps(before),
            (Some(mark), _) => Fate::Gets(mark),
        };
        Line { gathered: gathered.clone(), mark, before, fate }
    };
    all.iter().map(line).collect()
}

fn before<'h>(gathered: &Gathered, household: &'h Household, who: Who) -> Option<&'h Entry> {
    let member = match &gathered.name {
        Some(name) => household.members().iter().find(|member| member.person.name == *name)?,
        None => household.get_or_first(who),
    };
    member.taste.get(&gathered.show.id)
}

/// The change that gives every show what [`review`] says.
pub fn change(lines: &[Line], sources: &[Source], household: &Household, who: Who, now: u64) -> Change {
    let mut mine = Change::new();
    let profiles = sources.iter().find(|source| source.whose == Whose::Everybody).map(|source| &source.import.profiles);
    let mut people: Vec<(String, Vec<Entry>)> =
        profiles.into_iter().flatten().map(|profile| (profile.name.clone(), Vec::new())).collect();
    for (at, line) in lines.iter().enumerate() {
        let Fate::Gets(mark) = line.fate else { continue };
        let Gathered { key: (person, id), show, evidence, .. } = &line.gathered;
        let kept = before(&line.gathered, household, who);
        let out = kept.map_or(evidence.left_out, |entry| entry.out);
        // What was watched last is to stand first.
        let when = kept.map(|entry| entry.at).or(evidence.said_at).unwrap_or(now.saturating_sub(at as u64));
        let entry = Entry { out, ..Entry::of(show, mark, when) };
        match person {
            None => mine.push(Edit::Show { who, id: id.clone(), entry: Some(entry) }),
            Some(person) => {
                if let Some((_, entries)) = people.get_mut(usize::from(*person)) {
                    entries.push(entry);
                }
            }
        }
    }
    mine.extend(household.restoring(now, people));
    mine
}

#[cfg(test)]
mod tests {
    use importers::{Ids, Options, Profile, Stars, read};
    use std::io::Cursor;

    use super::*;
    use crate::copy;
    use crate::household::Person as One;
    use crate::messages::Candidate;

    fn line(id: &str) -> ShowLine {
        ShowLine { id: id.into(), title: id.to_uppercase(), ..ShowLine::default() }
    }

    fn sure(id: &str) -> Matched {
        Matched::Sure(Candidate { show: line(id), episodes: Some(10) })
    }

    fn entry(title: &str, evidence: Evidence) -> Said {
        Said { title: title.into(), evidence, ..Said::default() }
    }

    fn source(entries: Vec<Said>) -> Source {
        let import = Import {
            service: Service::Netflix,
            profiles: Vec::new(),
            entries,
            rows: 0,
            problems: importers::Problems::default(),
        };
        Source::of("file.csv".into(), import)
    }

    fn fates(sources: &[Source], matched: &[Matched], choices: &Choices, household: &Household) -> Vec<(String, Fate)> {
        let all = gather(sources, matched, &choices.chosen);
        let lines = review(&all, &scales(sources), choices, household, 0);
        lines.into_iter().map(|line| (line.gathered.show.id, line.fate)).collect()
    }

    #[test]
    fn two_titles_of_one_show_are_one_and_uncertain_ones_wait_for_the_person() {
        let seen = |episodes| Evidence { episodes, ..Evidence::default() };
        let sources =
            [source(vec![entry("A", seen(3)), entry("A again", seen(9)), entry("B?", seen(1)), entry("C", seen(1))])];
        let candidate = (Candidate { show: line("b"), episodes: None }, importers::matching::Why::Similar);
        let matched = [sure("a"), sure("a"), Matched::Unsure(vec![candidate]), Matched::None];
        let mut choices = Choices::default();
        let household = Household::default();
        assert_eq!(fates(&sources, &matched, &choices, &household), [("a".into(), Fate::Gets(Mark::Liked))]);
        assert_eq!(open(&sources, &matched), (vec![2], vec![3]));
        choices.chosen.insert(2, Some("b".into()));
        choices.policy.watched = Watched::Seen;
        let all = gather(&sources, &matched, &choices.chosen);
        let outlook = outlook(&all, &scales(&sources), Watched::default());
        assert_eq!(outlook, Outlook { watched: 2, liked: 1, dropped: 0, wanted: 0 });
        let both = [("a".into(), Fate::Gets(Mark::Seen)), ("b".into(), Fate::Gets(Mark::Seen))];
        assert_eq!(fates(&sources, &matched, &choices, &household), both);
        choices.policy.watched = Watched::Ignored;
        assert!(fates(&sources, &matched, &choices, &household).iter().all(|(_, fate)| *fate == Fate::Silent));
    }

    #[test]
    fn what_may_be_a_film_and_is_found_nowhere_is_not_counted_as_a_show() {
        let maybe = |title| Said { kind: Kind::MaybeFilm, ..entry(title, Evidence::default()) };
        let series = |title| entry(title, Evidence::default());
        let sources = [source(vec![series("A"), maybe("B"), maybe("C"), series("D")]), source(vec![maybe("E")])];
        let candidate = (Candidate { show: line("c"), episodes: None }, importers::matching::Why::Similar);
        let matched = [sure("a"), Matched::None, Matched::Unsure(vec![candidate]), Matched::None, sure("e")];
        assert_eq!(counts(&sources, &matched), [(3, 1), (1, 0)]);
    }

    #[test]
    fn what_was_said_here_stays_unless_the_person_chooses_otherwise() {
        let mut household = Household::default();
        household.apply(&household.marking(0, &line("a"), Mark::Disliked, 5));
        let stars = Some(Stars { value: 1.0, given: "10/10".into() });
        let rated = Evidence { stars, ..Evidence::default() };
        let wanted = Evidence { watchlist: true, ..Evidence::default() };
        let sources = [source(vec![entry("A", rated), entry("B", wanted)])];
        let matched = [sure("a"), sure("b")];
        let mut choices = Choices::default();
        let of_a = |choices: &Choices| fates(&sources, &matched, choices, &household)[0].1;
        assert_eq!(of_a(&choices), Fate::Keeps(Mark::Disliked));
        assert_eq!(fates(&sources, &matched, &choices, &household)[1].1, Fate::Gets(Mark::Want));
        choices.replace = true;
        assert_eq!(of_a(&choices), Fate::Gets(Mark::Loved));
        choices.left_out.insert((None, "a".into()));
        assert_eq!(of_a(&choices), Fate::LeftOut);
        choices = Choices::default();
        choices.marks.insert((None, "a".into()), Mark::Meh);
        assert_eq!(of_a(&choices), Fate::Gets(Mark::Meh), "what was chosen for this very show counts");
        choices.watchlist = false;
        let all = gather(&sources, &matched, &choices.chosen);
        let lines = review(&all, &scales(&sources), &choices, &household, 0);
        let done = change(&lines, &sources, &household, 0, 100);
        let [Edit::Show { who: 0, entry: Some(entry), .. }] = done.as_slice() else { panic!("{done:?}") };
        assert_eq!((entry.mark, entry.at), (Mark::Meh, 5), "a show keeps its place");
    }

    #[test]
    fn of_several_persons_the_busiest_is_taken_at_first() {
        let mut file = source(Vec::new());
        file.import.profiles = vec![Profile { name: "A".into(), rows: 2 }, Profile { name: "B".into(), rows: 3 }];
        assert_eq!(Source::of("x".into(), file.import).whose, Whose::One(1));
    }

    /// What the model's worker would answer about a copy: it knows some of the shows.
    fn known(sources: &[Source], ids: &[&str]) -> Vec<Matched> {
        let find = |entry: &Said| match &entry.ids {
            Ids { own: Some(id), .. } if ids.contains(&id.as_str()) => {
                let show =
                    ShowLine { title: entry.title.clone(), year: entry.year, genres: entry.genres.clone(), ..line(id) };
                Matched::Sure(Candidate { show, episodes: None })
            }
            _ => Matched::None,
        };
        entries(sources).map(|(_, entry)| find(entry)).collect()
    }

    fn restored(text: &str, mut into: Household) -> Household {
        let import = read("copy.json", &mut Cursor::new(text), &Options::default(), &mut |_| {}).expect("a copy");
        assert!(import.problems.is_empty(), "{}", import.problems);
        let sources = [Source::of("copy.json".into(), import)];
        let matched = known(&sources, &["a", "b", "c"]);
        let all = gather(&sources, &matched, &HashMap::new());
        let lines = review(&all, &scales(&sources), &Choices::default(), &into, 0);
        into.apply(&change(&lines, &sources, &into, 0, 1_000_000));
        into
    }

    #[test]
    fn a_copy_brings_everything_back() {
        let mut household = Household::default();
        let marks = Mark::ALL.into_iter().enumerate();
        for (at, mark) in marks {
            let id = ["a", "b", "c", "gone", "gone-too", "x", "y"][at];
            let show =
                ShowLine { year: Some(2000 + at as u16), genres: vec!["crime".into(), "drama".into()], ..line(id) };
            household.apply(&household.marking(0, &show, mark, 1_700_000_000_000 + at as u64));
        }
        let alone = copy::json(&household);
        assert_eq!(restored(&alone, Household::default()), household);
        assert_eq!(restored(&alone, household.clone()), household, "once more changes nothing");
        household.apply(&household.renaming(0, "Ada"));
        household.apply(&household.adding(7, "Sam, \"S\"", vec![Entry::of(&line("a"), Mark::Want, 3)]));
        household.apply(&household.adding(8, "Nobody", Vec::new()));
        let text = copy::json(&household);
        let back = restored(&text, Household::default());
        assert_eq!(copy::json(&back), text);
        assert_eq!(back.members()[0].person, One { who: 0, name: "Ada".into() });
        assert_eq!(copy::json(&restored(&text, household)), text, "everybody is known by name");
    }
}
