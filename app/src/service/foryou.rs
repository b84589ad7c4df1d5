//! Answers around a person's list.

use std::collections::HashSet;

use model_core::catalogue::ShowIndex;
use model_core::order::by_number;
use model_core::request::{Feedback, Filter, Recommendation, Request};

use super::{Service, because, fit, item, line};
use crate::messages::{Kin, Place, Row, RowKind, Shift, ShowLine, WhatIf, Wish};

/// How many shows a row has.
const ROW: usize = 10;
/// How many rows begin with a named show.
const BECAUSE: usize = 2;
/// The list that "something different" is different from.
const LIST: usize = 20;
/// The beginning of the list, of which it is told what would change.
const BEGINNING: usize = 10;
/// How many shows that come or go are named.
const TOLD: usize = 3;
/// A show of so many seasons is short.
const SHORT: u16 = 2;
/// How many shows the details name as similar.
pub(super) const SIMILAR: usize = 8;
/// How many common tags are named.
const COMMON_TAGS: usize = 3;

impl Service {
    /// The list in rows. What is in a row is in no later one; a row of fewer than half its length is left out.
    pub(super) fn rows(&mut self, wish: Wish) -> Vec<Row> {
        let mut request = self.request(wish, &mut Vec::new());
        request.limit = ROW;
        let list: Vec<ShowIndex> = {
            let request = Request { limit: LIST, reasons: 0, ..request.clone() };
            self.model.recommend(&request, &mut self.scratch).iter().map(|line| line.show).collect()
        };
        let mut rows = Vec::new();
        for (show, said) in favourites(&request.taste) {
            // The others are known, and say nothing.
            let taste = request.taste.iter().map(|&(one, _)| (one, if one == show { said } else { Feedback::Seen }));
            let title = &self.model.catalogue().titles()[show as usize];
            let kind = RowKind::Because { id: title.id.clone(), title: title.title.clone() };
            let request = Request { taste: taste.collect(), ..request.clone() };
            self.row(kind, request, &mut rows);
        }
        let mut different = Request { adventurous: 100, ..request.clone() };
        different.hidden.extend(list);
        self.row(RowKind::Different, different, &mut rows);
        let short = Filter { max_seasons: Some(SHORT), running: Some(false), ..request.filter.clone() };
        self.row(RowKind::Short, Request { filter: short, ..request }, &mut rows);
        rows
    }

    fn row(&mut self, kind: RowKind, mut request: Request, rows: &mut Vec<Row>) {
        let catalogue = self.model.catalogue();
        let used = rows.iter().flat_map(|row| &row.items).filter_map(|item| catalogue.index_of(&item.show.id));
        request.hidden.extend(used);
        let answer = self.model.recommend(&request, &mut self.scratch);
        if answer.len() * 2 >= ROW {
            let best = best(&answer);
            let items = answer.into_iter().map(|one| item(self.model.catalogue(), one, best)).collect();
            rows.push(Row { kind, items });
        }
    }

    /// What it would do to the beginning of the list, were this show loved, and were it disliked.
    pub(super) fn what_if(&mut self, wish: Wish, id: String) -> WhatIf {
        let mut request = self.request(wish, &mut Vec::new());
        request.limit = BEGINNING + 1;
        request.reasons = 0;
        let Some(show) = self.model.catalogue().index_of(&id) else { return WhatIf { id, ..WhatIf::default() } };
        let mut first = |request: &Request| -> Vec<ShowIndex> {
            let answer = self.model.recommend(request, &mut self.scratch);
            answer.into_iter().map(|line| line.show).filter(|other| *other != show).take(BEGINNING).collect()
        };
        let before = first(&request);
        let mut shift = |said| {
            let mut request = request.clone();
            request.taste.push((show, said));
            let after = first(&request);
            (missing(&after, &before), missing(&before, &after))
        };
        let (loved, disliked) = (shift(Feedback::Loved), shift(Feedback::Disliked));
        let titles = |shows: Vec<ShowIndex>| {
            let titles = self.model.catalogue().titles();
            shows.into_iter().take(TOLD).map(|show| titles[show as usize].title.clone()).collect()
        };
        let told = |(come, go)| Shift { come: titles(come), go: titles(go) };
        WhatIf { id, loved: told(loved), disliked: told(disliked) }
    }

    /// The show to ask about next.
    pub(super) fn telling(&mut self, wish: Wish) -> Option<ShowLine> {
        let request = self.request(wish, &mut Vec::new());
        let show = self.model.telling(&request, &mut self.scratch)?;
        Some(line(self.model.catalogue(), show))
    }

    /// Where a show stands.
    pub(super) fn place(&mut self, wish: Wish, id: String) -> Option<Place> {
        let request = self.request(wish, &mut Vec::new());
        let show = self.model.catalogue().index_of(&id)?;
        let standing = self.model.standing(&request, show, &mut self.scratch)?;
        Some(Place {
            id,
            place: standing.place,
            of: standing.of,
            fit: fit(standing.score, standing.best),
            because: because(self.model.catalogue(), &standing.because),
            popularity_share: standing.popularity_share,
        })
    }

    /// The shows nearest to one, with what they have in common.
    pub(super) fn kin(&mut self, show: ShowIndex) -> Vec<Kin> {
        let near = self.model.similar(show, SIMILAR, &mut self.scratch);
        let catalogue = self.model.catalogue();
        let mine = &catalogue.facts()[show as usize];
        near.into_iter()
            .map(|(other, _)| {
                let theirs = &catalogue.facts()[other as usize];
                let creators: HashSet<&String> = theirs.creators.iter().collect();
                let tags: Vec<(u8, &String)> = mine
                    .tags
                    .iter()
                    .filter_map(|(tag, weight)| {
                        let (_, other) = theirs.tags.iter().find(|(other, _)| other == tag)?;
                        Some((weight * other, tag))
                    })
                    .collect();
                let tags = by_number(tags, |(weight, _)| u32::from(u8::MAX - weight));
                Kin {
                    show: line(catalogue, other),
                    creators: mine.creators.iter().filter(|one| creators.contains(one)).cloned().collect(),
                    tags: tags.into_iter().take(COMMON_TAGS).map(|(_, tag)| tag.clone()).collect(),
                }
            })
            .collect()
    }
}

/// The best score of an answer; an adventurous one does not begin with it.
pub(super) fn best(answer: &[Recommendation]) -> f32 {
    answer.iter().map(|line| line.score).fold(0.0, f32::max)
}

/// The shows that rows begin with: loved ones, then liked ones, the newest first.
fn favourites(taste: &[(ShowIndex, Feedback)]) -> Vec<(ShowIndex, Feedback)> {
    let of = |wanted: Feedback| taste.iter().copied().filter(move |(_, said)| *said == wanted);
    of(Feedback::Loved).chain(of(Feedback::Liked)).take(BECAUSE).collect()
}

/// What is in the first but not in the second.
fn missing(shows: &[ShowIndex], others: &[ShowIndex]) -> Vec<ShowIndex> {
    shows.iter().filter(|show| !others.contains(show)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model_core::file::AlignedBytes;

    fn service() -> Service {
        Service::open(AlignedBytes::from_slice(&model_core::example::file())).expect("the example is sound")
    }

    fn wish(said: &[(&str, Feedback)]) -> Wish {
        let taste = said.iter().map(|(id, said)| ((*id).to_owned(), *said)).collect();
        Wish { taste, limit: 20, ..Wish::default() }
    }

    #[test]
    fn loved_shows_lead_the_rows_and_dislikes_do_not() {
        let taste = [(5, Feedback::Disliked), (4, Feedback::Liked), (3, Feedback::Seen), (2, Feedback::Loved)];
        assert_eq!(favourites(&taste), [(2, Feedback::Loved), (4, Feedback::Liked)]);
    }

    #[test]
    fn a_show_is_in_one_row_only_and_what_is_known_in_none() {
        let rows = service().rows(wish(&[("the-wire", Feedback::Loved)]));
        let mut seen = HashSet::new();
        for item in rows.iter().flat_map(|row| &row.items) {
            assert!(seen.insert(item.show.id.clone()), "{} twice", item.show.id);
            assert_ne!(item.show.id, "the-wire");
        }
        assert!(matches!(&rows[0].kind, RowKind::Because { id, .. } if id == "the-wire"), "{rows:?}");
    }

    #[test]
    fn what_would_change_is_what_changes() {
        let mut service = service();
        let wish = wish(&[("friends", Feedback::Liked)]);
        let change = service.what_if(wish.clone(), "the-wire".into());
        // Six shows: whatever is said, all others stay among the first ten.
        assert_eq!(change, WhatIf { id: "the-wire".into(), ..WhatIf::default() });
        assert_eq!(service.what_if(wish, "gone".into()).id, "gone");
    }

    #[test]
    fn a_named_show_is_placed_by_the_others() {
        let mut service = service();
        let place = |service: &mut Service, said: &[(&str, Feedback)]| {
            service.place(wish(said), "the-shield".into()).expect("known")
        };
        let alone = place(&mut service, &[("the-wire", Feedback::Liked)]);
        let named = place(&mut service, &[("the-wire", Feedback::Liked), ("the-shield", Feedback::Disliked)]);
        assert_eq!(alone, named);
        assert_eq!(alone.because[0].id, "the-wire");
        assert!(service.place(wish(&[]), "gone".into()).is_none());
    }
}
