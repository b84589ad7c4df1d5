//! The model tried on the person's own shows: each show that is liked is hidden once, and looked for.

use model_core::catalogue::ShowIndex;
use model_core::request::{Feedback, Filter, Request};

use super::Service;
use crate::messages::{Trial, Tried, Wish};

/// So many shows are hidden at most, the ones that were named last.
const MOST: usize = 100;
/// The list in which they are looked for.
const LIST: usize = 20;
/// Whoever is further down is not looked for.
const DEEPEST: usize = 500;

impl Service {
    /// Leave-one-out: what is found among the first [`LIST`] when everything else is known.
    pub(super) fn trial(&mut self, wish: Wish) -> Trial {
        // What may be in the list does not matter here, and a sequel of another show is to be found too.
        let filter = Filter { with_franchise: true, ..Filter::default() };
        let whole =
            Request { filter, limit: DEEPEST, reasons: 0, adventurous: 0, ..self.request(wish, &mut Vec::new()) };
        let liked = |said| matches!(said, Feedback::Loved | Feedback::Liked);
        let asked: Vec<ShowIndex> =
            whole.taste.iter().filter(|(_, said)| liked(*said)).map(|(show, _)| *show).take(MOST).collect();
        let shows: Vec<Tried> = asked
            .iter()
            .map(|&show| {
                let taste: Vec<_> = whole.taste.iter().copied().filter(|(other, _)| *other != show).collect();
                // Shows are numbered by popularity: what is better known and not named stands before it.
                let known = taste.iter().filter(|(other, _)| *other < show).count();
                let request = Request { taste, ..whole.clone() };
                let answer = self.model.recommend(&request, &mut self.scratch);
                let place = answer.iter().position(|line| line.show == show).map(|at| at as u32 + 1);
                let title = self.model.catalogue().titles()[show as usize].title.clone();
                Tried { title, place, by_popularity: show + 1 - known as u32 }
            })
            .collect();
        Trial { list: LIST as u32, shows }
    }
}

#[cfg(test)]
mod tests {
    use model_core::file::AlignedBytes;

    use super::*;

    #[test]
    fn what_is_hidden_is_looked_for_among_everything_else() {
        let mut service =
            Service::open(AlignedBytes::from_slice(&model_core::example::file())).expect("the example is sound");
        let taste = vec![
            ("the-wire".into(), Feedback::Loved),
            ("the-shield".into(), Feedback::Liked),
            ("friends".into(), Feedback::Disliked),
            ("seinfeld".into(), Feedback::Seen),
        ];
        let trial = service.trial(Wish { taste, ..Wish::default() });
        // Only what is liked is looked for; four of six shows remain each time, of which crime comes first.
        let told: Vec<_> = trial.shows.iter().map(|show| (show.title.as_str(), show.by_popularity)).collect();
        assert_eq!(told, [("The Wire", 2), ("The Shield", 2)]);
        assert!(trial.shows.iter().all(|show| show.place.is_some_and(|place| place <= 3)), "{trial:?}");
    }
}
