//! What can be answered while the weights are still on their way: the titles and a little more stand first in the file.

use model_core::preview::Preview;

use crate::messages::{Answer, Question};

/// The beginning of a model, opened.
pub struct Early {
    preview: Preview,
}

impl Early {
    /// Opens so much of a model file as has arrived; `None` when that is too little. What is wrong with it is told when
    /// all of it is here.
    pub fn open(arrived: &[u8]) -> Option<Early> {
        let preview = Preview::open(arrived).ok().flatten()?;
        Some(Early { preview })
    }

    /// Answers a question that is about titles alone.
    pub fn answer(&self, question: Question) -> Option<Answer> {
        let catalogue = self.preview.catalogue();
        match question {
            Question::Search { text, limit } => {
                let hits = self.preview.search(&text, limit);
                Some(Answer::Found(super::found(catalogue, text, hits)))
            }
            Question::Suggest { count, without } => Some(Answer::Suggested(super::suggest(catalogue, count, &without))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::later;
    use crate::service::Service;
    use model_core::file::{AlignedBytes, SectionKind, Sections};

    #[test]
    fn the_beginning_of_a_file_answers_as_the_whole() {
        let file = model_core::example::file();
        let sections = Sections::read(&file).expect("the example is sound");
        let weights = sections.find(SectionKind::WEIGHTS).expect("there").offset as usize;
        assert!(Early::open(&file[..weights / 2]).is_none());
        let early = Early::open(&file[..weights]).expect("titles and briefs stand before the weights");
        let mut whole = Service::open(AlignedBytes::from_slice(&file)).expect("the example is sound");
        let search = Question::Search { text: "the wrie".into(), limit: 3 };
        let Some(Answer::Found(found)) = early.answer(search.clone()) else { panic!("titles are here") };
        let Some(Answer::Found(afterwards)) = whole.answer(search, || 0.0) else { panic!("all is here") };
        let looks = |found: &crate::messages::Found| {
            let hits = found.hits.iter().map(|hit| (hit.show.id.clone(), hit.show.genres.clone(), hit.also.clone()));
            hits.collect::<Vec<_>>()
        };
        assert_eq!(looks(&found), looks(&afterwards));
        let tiles = Question::Suggest { count: 4, without: vec!["friends".into()] };
        let ids = |answer| match answer {
            Some(Answer::Suggested(shows)) => shows.into_iter().map(|show| show.id).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(ids(early.answer(tiles.clone())), ids(whole.answer(tiles, || 0.0)));
        assert!(early.answer(Question::Later(later::Question::Map.seal())).is_none());
    }
}
