//! Where one show stands in somebody's list.

use super::{Model, Scratch, better};
use crate::catalogue::ShowIndex;
use crate::request::{Request, Standing};

impl Model {
    /// Where a show stands in the whole list of somebody who said this, and which of the named shows put it there. `None`
    /// for a number beyond the catalogue.
    ///
    /// What the person said of the show itself does not count: of a show that is named this tells where it would stand,
    /// were it not. The show passes the request's filter whatever it is; `adventurous`, `limit` are not looked at.
    pub fn standing(&self, request: &Request, show: ShowIndex, scratch: &mut Scratch) -> Option<Standing> {
        if show as usize >= self.catalogue.len() {
            return None;
        }
        let without = |said: &[_]| said.iter().filter(|(named, _)| *named != show).copied().collect();
        let request = Request { taste: without(&request.taste), ..request.clone() };
        let size = self.score_candidates(&request, scratch);
        let scores = &scratch.scores.scores;
        let mine = (scores[show as usize], show);
        let (mut place, mut of, mut best) = (1, 1, mine);
        for (other, (&score, excluded)) in scores.iter().zip(&scratch.out).enumerate() {
            let other = (score, other as ShowIndex);
            if *excluded || other.1 == show {
                continue;
            }
            of += 1;
            place += usize::from(better(&other, &mine).is_lt());
            if better(&other, &best).is_lt() {
                best = other;
            }
        }
        let mut why = self.explain(&[show], &scratch.taste, size, request.reasons, &mut scratch.addends);
        let (because, popularity_share) = why.pop()?;
        Some(Standing { place, of, score: mine.0, best: best.0, because, popularity_share })
    }
}
