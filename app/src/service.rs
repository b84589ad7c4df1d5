//! Answers to the page's questions, computed from an open model. No browser in here.

use std::collections::HashMap;

use model_core::catalogue::{Catalogue, ShowIndex};
use model_core::error::OpenError;
use model_core::file::AlignedBytes;
use model_core::request::Request;
use model_core::{Model, Scratch};

use crate::messages::{
    Answer, Because, Details, Edition, Found, Hit, Item, LoadFailure, Question, Recommended, ShowLine, Wish,
};

/// How many reasons an answer gives for a show.
const REASONS: usize = 3;
/// How many shows the details name as similar.
const SIMILAR: usize = 8;
/// The suggestions for the first steps come from so many of the best-known shows.
const WELL_KNOWN: usize = 240;

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

    /// What the page shows of the model as a whole.
    pub fn edition(&self) -> Edition {
        let catalogue = self.model.catalogue();
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for genre in catalogue.facts().iter().flat_map(|facts| &facts.genres) {
            *counts.entry(genre).or_default() += 1;
        }
        let mut genres: Vec<(String, u32)> = counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
        genres.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let years = || catalogue.titles().iter().filter_map(|title| title.year);
        Edition {
            card: self.model.card().clone(),
            shows: catalogue.len(),
            genres,
            years: years().min().zip(years().max()),
        }
    }

    /// Answers a question. `clock` gives microseconds, for [`Recommended::micros`].
    pub fn answer(&mut self, question: Question, clock: impl Fn() -> f64) -> Option<Answer> {
        Some(match question {
            Question::Load { .. } => return None,
            Question::Search { text, limit } => Answer::Found(self.search(text, limit)),
            Question::Recommend(wish) => Answer::Recommended(self.recommend(wish, clock)),
            Question::Details { id } => Answer::Details(self.details(&id).map(Box::new)),
            Question::Suggest { count, without } => Answer::Suggested(self.suggest(count, &without)),
        })
    }

    fn search(&self, text: String, limit: usize) -> Found {
        let catalogue = self.model.catalogue();
        let hits = self
            .model
            .search(&text, limit)
            .into_iter()
            .map(|hit| {
                let show = line(catalogue, hit.show);
                let also = (hit.matched != show.title).then_some(hit.matched);
                Hit { show, also }
            })
            .collect();
        Found { text, hits }
    }

    fn recommend(&mut self, wish: Wish, clock: impl Fn() -> f64) -> Recommended {
        let catalogue = self.model.catalogue();
        let mut unknown = Vec::new();
        let mut request = Request { limit: wish.limit, reasons: REASONS, filter: wish.filter, ..Request::default() };
        for (id, feedback) in wish.taste {
            match catalogue.index_of(&id) {
                Some(show) => request.taste.push((show, feedback)),
                None => unknown.push(id),
            }
        }
        for id in wish.hidden {
            match catalogue.index_of(&id) {
                Some(show) => request.hidden.push(show),
                None => unknown.push(id),
            }
        }
        let begun = clock();
        let answer = self.model.recommend(&request, &mut self.scratch);
        let micros = clock() - begun;
        let best = answer.first().map_or(0.0, |first| first.score);
        let items = answer
            .into_iter()
            .map(|one| Item {
                show: line(catalogue, one.show),
                fit: if best > 0.0 { (one.score / best).clamp(0.0, 1.0) } else { 0.0 },
                because: one
                    .because
                    .iter()
                    .map(|reason| {
                        let title = &catalogue.titles()[reason.show as usize];
                        Because { id: title.id.clone(), title: title.title.clone(), share: reason.share }
                    })
                    .collect(),
                popularity_share: one.popularity_share,
            })
            .collect();
        Recommended { items, unknown, micros }
    }

    fn details(&mut self, id: &str) -> Option<Details> {
        let catalogue = self.model.catalogue();
        let show = catalogue.index_of(id)?;
        let similar = self.model.similar(show, SIMILAR, &mut self.scratch);
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
            similar: similar.into_iter().map(|(other, _)| line(catalogue, other)).collect(),
        })
    }

    /// Well-known shows, each as unlike those before it as its fame allows: a show's rank, and a handicap for every
    /// trait that it shares with the chosen ones.
    fn suggest(&self, count: usize, without: &[String]) -> Vec<ShowLine> {
        let catalogue = self.model.catalogue();
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

    fn show(id: &str, genre: &str, year: u16) -> ShowLine {
        ShowLine { id: id.into(), genres: vec![genre.into()], year: Some(year), ..ShowLine::default() }
    }

    #[test]
    fn shows_of_one_kind_are_alike() {
        let wire = show("the-wire", "crime", 2002);
        assert!(likeness(&wire, &show("the-shield", "crime", 2002)) > likeness(&wire, &show("cheers", "sitcom", 1982)));
    }

    #[test]
    fn bytes_of_something_else_are_refused_in_plain_words() {
        let Err(LoadFailure::Damaged(why)) = Service::open(AlignedBytes::from_slice(b"<!doctype html>")) else {
            panic!("a web page is no model");
        };
        assert!(why.contains("not a model file"), "{why}");
    }
}
