//! Answers to the page's questions, computed from an open model. No browser in here.

use std::collections::HashMap;

use importers::matching::{Match, Matcher};
use model_core::catalogue::{Catalogue, Facts, ShowIndex};
use model_core::error::OpenError;
use model_core::file::AlignedBytes;
use model_core::order::by_number;
use model_core::request::{self, GroupRecommendation, GroupRequest, Person, Reason, Recommendation, Request};
use model_core::{Model, Scratch};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::link::{self, Fault};
use crate::messages::{
    About, Agreed, Answer, Because, Candidate, Code, Common, Details, Dot, Edition, Found, Gathering, Hit, Item,
    LoadFailure, Matched, Near, Opinion, Packed, Question, Recommended, Sealed, ShowLine, Unpacked, Wish, later,
};
use crate::taste::Mark;

mod early;
mod foryou;
mod trial;

pub use early::Early;

/// How many reasons an answer gives for a show.
const REASONS: usize = 3;
/// A service or broadcaster with fewer shows is not offered as a choice: there are hundreds of them.
const SMALL_NETWORK: u32 = 5;
/// The suggestions for the first steps come from so many of the best-known shows.
const WELL_KNOWN: usize = 240;
/// How many reasons each of several people is given for a show.
const REASONS_TOGETHER: usize = 2;
/// The version of the largest QR code: it has 117 modules on a side, and on the screen of a phone each of them is still
/// wide enough for another phone's camera.
const LARGEST: u8 = 25;
/// The margin that a reader needs to find the code, in modules.
const QUIET: i32 = 4;

/// An open model and the memory that answers reuse.
pub struct Service {
    model: Model,
    scratch: Scratch,
}

impl Service {
    /// Opens and verifies a model file.
    ///
    /// # Errors
    /// As the page is to tell them.
    pub fn open(bytes: AlignedBytes) -> Result<Service, LoadFailure> {
        let told = |error: OpenError| match error {
            OpenError::Version { expected, got } if got > expected => LoadFailure::TooNew(error.to_string()),
            _ => LoadFailure::Damaged(error.to_string()),
        };
        let model = Model::open_verified(bytes).map_err(told)?;
        Ok(Service { model, scratch: Scratch::default() })
    }

    /// Which model it is.
    pub fn edition(&self) -> Edition {
        Edition { shows: self.model.catalogue().len(), made_on: self.model.card().made_on.clone() }
    }

    /// Answers what stands between a person and the first list. `clock` gives microseconds, for [`Recommended::micros`].
    ///
    /// Other questions are for others: [`Service::answer_later`] answers [`Question::Later`].
    pub fn answer(&mut self, question: Question, clock: impl Fn() -> f64) -> Option<Answer> {
        Some(match question {
            Question::Search { text, limit } => {
                let hits = self.model.search(&text, limit);
                Answer::Found(found(self.model.catalogue(), text, hits))
            }
            Question::Recommend(wish) => Answer::Recommended(self.recommend(wish, clock)),
            Question::Suggest { count, without } => Answer::Suggested(suggest(self.model.catalogue(), count, &without)),
            Question::Load { .. } | Question::Examine { .. } | Question::Later(_) => return None,
        })
    }

    /// Answers what no first answer needs: this comes with the module's second part.
    pub fn answer_later(&mut self, sealed: &Sealed) -> Sealed {
        use later::{Answer, Question};
        let answer = match Question::open(sealed) {
            Question::About => Answer::About(Box::new(self.about())),
            Question::Rows(wish) => Answer::Rows(self.rows(wish)),
            Question::WhatIf { wish, id } => Answer::WhatIf(self.what_if(wish, id)),
            Question::Telling(wish) => Answer::Telling(self.telling(wish)),
            Question::Place { wish, id } => Answer::Placed(self.place(wish, id)),
            Question::Details { id } => Answer::Details(self.details(&id).map(Box::new)),
            Question::Together(gathering) => Answer::Agreed(Box::new(self.together(gathering))),
            Question::Trial(wish) => Answer::Tried(self.trial(wish)),
            Question::Map => Answer::Mapped(self.dots()),
            Question::Near { id } => Answer::Near(self.near(&id)),
            Question::Pack { name, shows, address } => Answer::Packed(pack(&name, shows, address)),
            Question::Unpack { code } => Answer::Unpacked(self.unpack(&code)),
            Question::Match { entries } => Answer::Matched(self.find(&entries)),
            Question::Lines { ids } => Answer::Lines(self.lines(&ids)),
        };
        answer.seal(sealed.kind)
    }

    /// What the page shows of the model as a whole.
    fn about(&self) -> About {
        let catalogue = self.model.catalogue();
        let years = || catalogue.titles().iter().filter_map(|title| title.year);
        About {
            card: self.model.card().clone(),
            genres: counted(catalogue, |facts| facts.genres.iter().collect()),
            countries: counted(catalogue, |facts| facts.countries.iter().collect()),
            languages: counted(catalogue, |facts| facts.languages.iter().collect()),
            networks: {
                let mut networks = counted(catalogue, |facts| facts.networks.iter().collect());
                networks.retain(|(_, shows)| *shows >= SMALL_NETWORK);
                networks
            },
            content: counted(catalogue, |facts| facts.content.iter().map(|(note, _)| note).collect()),
            years: years().min().zip(years().max()),
        }
    }

    /// A question in the numbers of this model. The ids that it does not have go to `unknown`.
    fn request(&self, wish: Wish, unknown: &mut Vec<String>) -> Request {
        let catalogue = self.model.catalogue();
        let taste = known(catalogue, wish.taste, unknown);
        let hidden = known(catalogue, wish.hidden.into_iter().map(|id| (id, ())), unknown);
        Request {
            taste,
            hidden: hidden.into_iter().map(|(show, ())| show).collect(),
            filter: wish.filter,
            adventurous: wish.adventurous,
            limit: wish.limit,
            reasons: REASONS,
        }
    }

    fn recommend(&mut self, wish: Wish, clock: impl Fn() -> f64) -> Recommended {
        let mut unknown = Vec::new();
        let request = self.request(wish, &mut unknown);
        let begun = clock();
        let answer = self.model.recommend(&request, &mut self.scratch);
        let micros = clock() - begun;
        let best = foryou::best(&answer);
        let items = answer.into_iter().map(|one| item(self.model.catalogue(), one, best)).collect();
        Recommended { items, unknown, micros }
    }

    fn together(&mut self, gathering: Gathering) -> Agreed {
        let catalogue = self.model.catalogue();
        let (mut who, mut people) = (Vec::new(), Vec::new());
        for voice in gathering.people {
            who.push(voice.who);
            let taste = known(catalogue, voice.taste, &mut Vec::new());
            people.push(Person { taste, hidden: numbers(catalogue, &voice.hidden) });
        }
        let also = gathering.tonight.as_deref().and_then(|id| catalogue.index_of(id));
        let mut vetoed = numbers(catalogue, &gathering.vetoed);
        vetoed.extend(also);
        let request = GroupRequest {
            people,
            filter: gathering.filter,
            fairness: gathering.fairness,
            also_seen: gathering.also_seen,
            vetoed,
            also,
            limit: gathering.limit,
            reasons: REASONS_TOGETHER,
        };
        let lines = self.model.recommend_together(&request, &mut self.scratch);
        let common = |one: GroupRecommendation| Common {
            show: line(catalogue, one.show),
            people: who
                .iter()
                .zip(one.people)
                .map(|(&who, opinion)| Opinion {
                    who,
                    fit: opinion.fit,
                    place: opinion.place,
                    said: opinion.said,
                    may_veto: opinion.may_veto,
                    because: because(catalogue, &opinion.because),
                    popularity_share: opinion.popularity_share,
                })
                .collect(),
        };
        let mut list: Vec<Common> = lines.into_iter().map(common).collect();
        let tonight = also.and_then(|_| list.pop());
        Agreed { list, tonight }
    }

    /// Finds the shows of a link. Of two shows with the same print neither is taken: to guess would be to put words into
    /// somebody's mouth.
    fn unpack(&self, code: &str) -> Result<Unpacked, Fault> {
        let parcel = link::unpack(code)?;
        let catalogue = self.model.catalogue();
        let mut of_print: HashMap<u32, Option<ShowIndex>> = HashMap::new();
        for (show, title) in catalogue.titles().iter().enumerate() {
            of_print.entry(link::print(&title.id)).and_modify(|show| *show = None).or_insert(Some(show as ShowIndex));
        }
        let find = |(print, mark): &(u32, Mark)| Some((of_print.get(print).copied().flatten()?, *mark));
        let found = by_number(parcel.shows.iter().filter_map(find).collect(), |(show, _): &(ShowIndex, Mark)| *show);
        Ok(Unpacked {
            name: parcel.name,
            unknown: parcel.shows.len() - found.len(),
            shows: found.into_iter().map(|(show, mark)| (line(catalogue, show), mark)).collect(),
        })
    }

    /// Finds the entries of somebody's file.
    fn find(&self, entries: &[importers::Entry]) -> Vec<Matched> {
        let catalogue = self.model.catalogue();
        let candidate = |show: ShowIndex| Candidate {
            show: line(catalogue, show),
            episodes: catalogue.facts()[show as usize].episodes,
        };
        let matcher = Matcher::new(&self.model);
        let matched = |entry| match matcher.find(entry) {
            Match::Sure(show) => Matched::Sure(candidate(show)),
            Match::Unsure(shows) => Matched::Unsure(shows.iter().map(|one| (candidate(one.show), one.why)).collect()),
            Match::None => Matched::None,
        };
        entries.iter().map(matched).collect()
    }

    fn lines(&self, ids: &[String]) -> Vec<ShowLine> {
        let catalogue = self.model.catalogue();
        ids.iter().filter_map(|id| catalogue.index_of(id)).map(|show| line(catalogue, show)).collect()
    }

    fn details(&mut self, id: &str) -> Option<Details> {
        let show = self.model.catalogue().index_of(id)?;
        let similar = self.kin(show);
        let catalogue = self.model.catalogue();
        let facts = catalogue.facts()[show as usize].clone();
        let family = match &facts.franchise {
            Some(franchise) => (0..catalogue.len() as ShowIndex)
                .filter(|&other| {
                    other != show && catalogue.facts()[other as usize].franchise.as_ref() == Some(franchise)
                })
                .map(|other| line(catalogue, other))
                .collect(),
            None => Vec::new(),
        };
        Some(Details {
            show: line(catalogue, show),
            seasons: facts.seasons,
            episodes: facts.episodes,
            minutes: facts.minutes,
            languages: facts.languages,
            networks: facts.networks,
            creators: facts.creators,
            cast: facts.cast,
            tags: facts.tags,
            content: facts.content,
            family,
            similar,
        })
    }

    fn dots(&self) -> Vec<Dot> {
        let places = self.model.map().into_iter().flatten();
        let shows = self.model.catalogue().titles().iter().zip(places);
        shows
            .map(|(title, at)| Dot { id: title.id.clone(), title: title.title.clone(), year: title.year, at })
            .collect()
    }

    fn near(&mut self, id: &str) -> Option<Near> {
        let catalogue = self.model.catalogue();
        let show = catalogue.index_of(id)?;
        let near = self.model.similar(show, foryou::SIMILAR, &mut self.scratch);
        let shows = near.into_iter().map(|(other, _)| line(catalogue, other)).collect();
        Some(Near { show: line(catalogue, show), shows })
    }
}

/// What a search found, as it is shown.
fn found(catalogue: &Catalogue, text: String, hits: Vec<request::Hit>) -> Found {
    let shown = |hit: request::Hit| {
        let show = line(catalogue, hit.show);
        let also = (hit.matched != show.title).then_some(hit.matched);
        Hit { show, also }
    };
    Found { text, hits: hits.into_iter().map(shown).collect() }
}

/// Well-known shows, each as unlike those before it as its fame allows: a show's rank, and a handicap for every
/// trait that it shares with the chosen ones.
fn suggest(catalogue: &Catalogue, count: usize, without: &[String]) -> Vec<ShowLine> {
    let mut candidates: Vec<ShowLine> = (0..catalogue.len().min(WELL_KNOWN) as ShowIndex)
        .map(|show| line(catalogue, show))
        .filter(|show| !without.contains(&show.id) && show.year.is_some_and(|year| year >= 1960))
        .collect();
    let mut handicaps: Vec<usize> = (0..candidates.len()).collect();
    let mut chosen: Vec<ShowLine> = Vec::with_capacity(count);
    while chosen.len() < count {
        let Some(best) = (0..candidates.len()).min_by_key(|&at| handicaps[at]) else { break };
        let show = candidates.remove(best);
        handicaps.remove(best);
        for (handicap, other) in handicaps.iter_mut().zip(&candidates) {
            *handicap += 8 * likeness(&show, other);
        }
        chosen.push(show);
    }
    chosen
}

/// The shows that the catalogue has; the ids of the others go to `unknown`.
fn known<T>(
    catalogue: &Catalogue,
    shows: impl IntoIterator<Item = (String, T)>,
    unknown: &mut Vec<String>,
) -> Vec<(ShowIndex, T)> {
    let mut found = Vec::new();
    for (id, said) in shows {
        match catalogue.index_of(&id) {
            Some(show) => found.push((show, said)),
            None => unknown.push(id),
        }
    }
    found
}

/// The numbers of the shows that this model has.
fn numbers(catalogue: &Catalogue, ids: &[String]) -> Vec<ShowIndex> {
    ids.iter().filter_map(|id| catalogue.index_of(id)).collect()
}

/// How often each word occurs in some facts of the shows, the most frequent first.
fn counted(catalogue: &Catalogue, words: fn(&Facts) -> Vec<&String>) -> Vec<(String, u32)> {
    let mut counts: HashMap<&String, u32> = HashMap::new();
    for word in catalogue.facts().iter().flat_map(words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(String, u32)> = counts.into_iter().map(|(word, count)| (word.clone(), count)).collect();
    counts.sort_unstable();
    by_number(counts, |(_, count)| u32::MAX - count)
}

fn item(catalogue: &Catalogue, one: Recommendation, best: f32) -> Item {
    Item {
        show: line(catalogue, one.show),
        fit: fit(one.score, best),
        because: because(catalogue, &one.because),
        popularity_share: one.popularity_share,
    }
}

/// A score compared with the best one.
fn fit(score: f32, best: f32) -> f32 {
    if best > 0.0 { (score / best).clamp(0.0, 1.0) } else { 0.0 }
}

fn because(catalogue: &Catalogue, reasons: &[Reason]) -> Vec<Because> {
    let named = |reason: &Reason| {
        let title = &catalogue.titles()[reason.show as usize];
        Because { id: title.id.clone(), title: title.title.clone(), share: reason.share }
    };
    reasons.iter().map(named).collect()
}

/// A taste as a link. What does not fit in is what says least: opinions come first, and of them the newest.
fn pack(name: &str, shows: Vec<(String, Mark)>, address: String) -> Packed {
    let shows = by_number(shows, |(_, mark)| u32::from(!mark.is_opinion()));
    let left_out = shows.len().saturating_sub(link::MOST);
    let link = address + &link::pack(name, shows.iter().map(|(id, mark)| (id.as_str(), *mark)));
    let code = draw(&link);
    Packed { link, left_out, code }
}

/// A text as a QR code. On a screen nothing gets dirty: the lowest level of error correction keeps the modules large,
/// and where the size allows more for nothing, more is taken.
fn draw(text: &str) -> Option<Code> {
    let segment = QrSegment::make_bytes(text.as_bytes());
    let code =
        QrCode::encode_segments_advanced(&[segment], QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true)
            .ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            // Modules in a row are one stroke: `get_module` is false beyond the edge.
            let length = (x..).take_while(|&x| code.get_module(x, y)).count() as i32;
            if length > 0 {
                path += &format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += length + 1;
        }
    }
    Some(Code { size: (code.size() + 2 * QUIET) as u32, path })
}

/// How many traits two shows share, the first genre most of all.
fn likeness(one: &ShowLine, other: &ShowLine) -> usize {
    let same_genre = one.genres.first() == other.genres.first();
    let shared = one.genres.iter().filter(|genre| other.genres.contains(genre)).count();
    let same_decade = one.year.map(|year| year / 10) == other.year.map(|year| year / 10);
    let same_country = one.countries.first() == other.countries.first();
    3 * usize::from(same_genre) + shared + usize::from(same_decade) + usize::from(same_country)
}

fn line(catalogue: &Catalogue, show: ShowIndex) -> ShowLine {
    let title = &catalogue.titles()[show as usize];
    let facts = &catalogue.facts()[show as usize];
    ShowLine {
        id: title.id.clone(),
        title: title.title.clone(),
        original: title.original.clone(),
        year: title.year,
        end: facts.end,
        running: facts.running,
        genres: facts.genres.clone(),
        countries: facts.countries.clone(),
        synopsis: facts.synopsis.clone(),
        poster: facts.poster.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Voice;
    use model_core::request::Feedback;

    fn show(id: &str, genre: &str, year: u16) -> ShowLine {
        ShowLine { id: id.into(), genres: vec![genre.into()], year: Some(year), ..ShowLine::default() }
    }

    #[test]
    fn shows_of_one_kind_are_alike() {
        let wire = show("the-wire", "crime", 2002);
        assert!(likeness(&wire, &show("the-shield", "crime", 2002)) > likeness(&wire, &show("cheers", "sitcom", 1982)));
    }

    fn service() -> Service {
        Service::open(AlignedBytes::from_slice(&model_core::example::file())).expect("the example is sound")
    }

    #[test]
    fn a_link_is_read_where_it_arrives() {
        let said =
            vec![("the-wire".into(), Mark::Loved), ("gone".into(), Mark::Liked), ("friends".into(), Mark::Hidden)];
        let packed = pack("Ann", said, "https://example.org/#/with/".into());
        let code = packed.link.strip_prefix("https://example.org/#/with/").expect("the address stands first");
        let unpacked = service().unpack(code).expect("just made");
        let shows: Vec<_> = unpacked.shows.iter().map(|(show, mark)| (show.id.as_str(), *mark)).collect();
        assert_eq!(shows, [("friends", Mark::Hidden), ("the-wire", Mark::Loved)]);
        assert_eq!((unpacked.name.as_str(), unpacked.unknown), ("Ann", 1));
        assert!(service().unpack("nonsense").is_err());
    }

    #[test]
    fn two_hundred_shows_fit_a_code_and_thousands_are_left_out() {
        let many = |count: usize| (0..count).map(|at| (format!("show-{at}"), Mark::Seen)).collect::<Vec<_>>();
        let address = || "https://a-rather-long-name.example.org/shows/#/with/".to_owned();
        let code = pack("Ann", many(200), address()).code.expect("fits");
        assert!(code.size <= 117 + 8 && code.path.starts_with("M4 4h7v1h-7z"), "{}", code.size);
        let mut more = many(1500);
        more.push(("the-wire".into(), Mark::Loved));
        let packed = pack("Ann", more, String::new());
        assert_eq!((packed.code, packed.left_out), (None, 501));
        assert_eq!(service().unpack(&packed.link).map(|unpacked| unpacked.shows.len()), Ok(1));
    }

    #[test]
    fn entries_of_a_file_are_found_and_shows_are_described() {
        let entry = |title: &str| importers::Entry { title: title.into(), ..importers::Entry::default() };
        let found = service().find(&[entry("the wire"), entry("The Wrie"), entry("No such show at all")]);
        let [Matched::Sure(wire), Matched::Unsure(similar), Matched::None] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!((wire.show.id.as_str(), similar[0].0.show.id.as_str()), ("the-wire", "the-wire"));
        let lines = service().lines(&["gone".into(), "friends".into()]);
        assert_eq!(lines.iter().map(|show| show.title.as_str()).collect::<Vec<_>>(), ["Friends"]);
    }

    #[test]
    fn several_people_are_answered_by_their_numbers() {
        let voice =
            |who, id: &str| Voice { who, taste: vec![(id.into(), Feedback::Liked)], hidden: vec!["gone".into()] };
        let people = vec![voice(9, "the-wire"), voice(0, "friends")];
        let gathering = Gathering { people, limit: 9, vetoed: vec!["seinfeld".into()], ..Gathering::default() };
        let answer = service().together(gathering.clone());
        assert!(!answer.list.is_empty());
        assert_eq!(answer.tonight, None);
        for common in &answer.list {
            assert_eq!(common.people.iter().map(|opinion| opinion.who).collect::<Vec<_>>(), [9, 0]);
            assert!(!["the-wire", "friends", "seinfeld"].contains(&common.show.id.as_str()));
        }
        // What they agree on is told of as in the list, and is not in it again.
        let first = answer.list[0].clone();
        let settled =
            service().together(Gathering { tonight: Some(first.show.id.clone()), limit: 8, ..gathering.clone() });
        assert_eq!(settled.tonight.as_ref(), Some(&first));
        assert_eq!(settled.list, answer.list[1..]);
        // And whatever becomes of it: somebody has seen it meanwhile, or the catalogue does not have it any more.
        let of = |id: &str| service().together(Gathering { tonight: Some(id.into()), ..gathering.clone() }).tonight;
        assert_eq!(of("the-wire").map(|common| common.people[0].said), Some(Some(Feedback::Liked)));
        assert_eq!(of("gone"), None);
    }

    #[test]
    fn bytes_of_something_else_are_refused_in_plain_words() {
        let Err(LoadFailure::Damaged(why)) = Service::open(AlignedBytes::from_slice(b"<!doctype html>")) else {
            panic!("a web page is no model");
        };
        assert!(why.contains("not a model file"), "{why}");
    }
}
