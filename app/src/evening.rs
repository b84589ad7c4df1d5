//! How some people agree tonight: who is there, how fair it should be, what was vetoed, and what they watch.

use model_core::request::Feedback;
use serde::{Deserialize, Serialize};

use crate::household::{Household, Member, Who};
use crate::messages::{Gathering, Voice};
use crate::taste::Taste;

/// A veto holds for one evening, and so does what was agreed on, in milliseconds.
const EVENING: u64 = 12 * 60 * 60 * 1000;

/// A show of which something was said tonight: that somebody does not want it, or that all of them do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The show.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was said, in milliseconds since 1970.
    pub at: u64,
}

/// The settings of the common list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evening {
    /// Who is not there. Everybody else is, so that nobody who is added has to be invited.
    pub away: Vec<Who>,
    /// From 0, the average, to 100, the lowest fit.
    pub fairness: u8,
    /// Also what some, but not all, have seen.
    pub also_seen: bool,
    /// Vetoed shows, the newest last.
    pub vetoed: Vec<Word>,
    /// What they watch, once they have agreed.
    pub tonight: Option<Word>,
}

impl Default for Evening {
    fn default() -> Self {
        Evening { away: Vec::new(), fairness: 50, also_seen: false, vetoed: Vec::new(), tonight: None }
    }
}

impl Evening {
    /// Without what was said on other evenings.
    pub fn at(mut self, now: u64) -> Evening {
        let is_of_today = |at: u64| now.saturating_sub(at) < EVENING;
        self.vetoed.retain(|veto| is_of_today(veto.at));
        self.tonight = self.tonight.filter(|tonight| is_of_today(tonight.at));
        self
    }

    /// They agree on a show; `None` takes that back. Returns what it was before.
    pub fn settle(&mut self, tonight: Option<Word>) -> Option<Word> {
        if let Some(tonight) = &tonight {
            self.unveto(&tonight.id);
        }
        std::mem::replace(&mut self.tonight, tonight)
    }

    /// Somebody comes, or goes.
    pub fn set_there(&mut self, who: Who, there: bool) {
        self.away.retain(|one| *one != who);
        if !there {
            self.away.push(who);
        }
    }

    /// Vetoes a show; the same veto again changes nothing. Then it is not the one that they agreed on, either.
    pub fn veto(&mut self, veto: Word) {
        self.unveto(&veto.id);
        self.tonight.take_if(|tonight| tonight.id == veto.id);
        self.vetoed.push(veto);
    }

    /// Takes a veto back.
    pub fn unveto(&mut self, id: &str) {
        self.vetoed.retain(|veto| veto.id != id);
    }

    /// Those who take part: they are there, and have named a show.
    pub fn company<'h>(&self, household: &'h Household) -> impl Iterator<Item = &'h Member> {
        let is_there = |member: &&Member| !self.away.contains(&member.person.who) && member.taste.named() > 0;
        household.members().iter().filter(is_there)
    }

    /// The question of those who take part; `None` when they are fewer than two.
    pub fn gathering(&self, household: &Household) -> Option<Gathering> {
        let people: Vec<Voice> =
            self.company(household).map(|member| voice(member.person.who, &member.taste)).collect();
        let vetoed = self.vetoed.iter().map(|veto| veto.id.clone()).collect();
        (people.len() > 1).then(|| Gathering {
            people,
            vetoed,
            tonight: self.tonight.as_ref().map(|tonight| tonight.id.clone()),
            fairness: self.fairness,
            also_seen: self.also_seen,
            ..Gathering::default()
        })
    }
}

/// What a person says to the model. A rating that is left out of the ranking says no more than that the show was watched.
pub fn voice(who: Who, taste: &Taste) -> Voice {
    let mut voice = Voice { who, ..Voice::default() };
    for entry in taste.entries() {
        let feedback = entry.mark.feedback();
        match if entry.out { feedback.map(|_| Feedback::Seen) } else { feedback } {
            Some(feedback) => voice.taste.push((entry.id.clone(), feedback)),
            None => voice.hidden.push(entry.id.clone()),
        }
    }
    voice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::ShowLine;
    use crate::taste::{Entry, Mark};

    fn household() -> Household {
        let entry = |id: &str, mark| Entry::of(&ShowLine { id: id.into(), ..ShowLine::default() }, mark, 0);
        let mut household =
            Household::of(Vec::new(), vec![(0, entry("a", Mark::Loved)), (0, entry("b", Mark::Hidden))]);
        for (who, said) in [(1, vec![entry("c", Mark::Liked)]), (2, Vec::new()), (3, vec![entry("d", Mark::Hidden)])] {
            let change = household.adding(who, &format!("Person {who}"), said);
            household.apply(&change);
        }
        household
    }

    #[test]
    fn who_has_named_a_show_and_is_there_is_asked() {
        let mut evening = Evening::default();
        evening.veto(Word { id: "x".into(), title: "X".into(), at: 0 });
        let gathering = evening.gathering(&household()).expect("two");
        assert_eq!(gathering.people.iter().map(|voice| voice.who).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(gathering.people[0].hidden, ["b"]);
        assert_eq!(gathering.vetoed, ["x"]);
        evening.set_there(1, false);
        assert_eq!(evening.gathering(&household()), None);
        evening.set_there(1, true);
        assert!(evening.gathering(&household()).is_some());
    }

    #[test]
    fn a_veto_holds_for_an_evening_and_can_be_taken_back() {
        let mut evening = Evening::default();
        for (id, at) in [("a", 0), ("b", 1000), ("a", 2000)] {
            evening.veto(Word { id: id.into(), title: id.into(), at });
        }
        assert_eq!(evening.vetoed.iter().map(|veto| veto.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        let mut later = evening.at(EVENING + 1500);
        assert_eq!(later.vetoed.len(), 1);
        later.unveto("a");
        assert!(later.vetoed.is_empty());
    }

    fn settled(id: &str, at: u64) -> Option<Word> {
        Some(Word { id: id.into(), title: id.into(), at })
    }

    #[test]
    fn they_agree_for_an_evening_and_may_change_their_minds() {
        let mut evening = Evening::default();
        assert_eq!(evening.settle(settled("a", 0)), None);
        assert_eq!(evening.settle(settled("b", 1000)), settled("a", 0));
        assert_eq!(evening.gathering(&household()).and_then(|gathering| gathering.tonight).as_deref(), Some("b"));
        assert_eq!(evening.clone().at(EVENING).tonight, settled("b", 1000));
        assert_eq!(evening.clone().at(EVENING + 1000).tonight, None);
        assert_eq!(evening.settle(None), settled("b", 1000));
        assert_eq!(evening, Evening::default());
    }

    #[test]
    fn what_is_vetoed_is_not_agreed_on_and_the_other_way_round() {
        let veto = |id: &str| Word { id: id.into(), title: id.into(), at: 0 };
        let mut evening = Evening::default();
        evening.settle(settled("a", 0));
        evening.veto(veto("b"));
        assert_eq!(evening.tonight, settled("a", 0));
        evening.veto(veto("a"));
        assert_eq!(evening.tonight, None);
        evening.settle(settled("a", 0));
        assert_eq!(evening.vetoed, [veto("b")]);
    }

    #[test]
    fn what_is_kept_of_an_evening_comes_back() {
        let mut evening = Evening { fairness: 20, ..Evening::default() };
        evening.settle(settled("a", 7));
        let text = serde_json::to_string(&evening).expect("text and numbers");
        assert_eq!(serde_json::from_str::<Evening>(&text).expect("own text"), evening);
    }

    #[test]
    fn what_an_older_page_kept_is_read() {
        let evening: Evening = serde_json::from_str(r#"{"fairness":20,"gone":1}"#).expect("lenient");
        assert_eq!(evening, Evening { fairness: 20, ..Evening::default() });
    }
}
