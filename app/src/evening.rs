//! How some people agree tonight: who is there, how fair it should be, and what was vetoed.

use model_core::request::Feedback;
use serde::{Deserialize, Serialize};

use crate::household::{Household, Who};
use crate::messages::{Gathering, Voice};
use crate::taste::Taste;

/// A veto holds for one evening, in milliseconds.
const EVENING: u64 = 12 * 60 * 60 * 1000;

/// A show that somebody does not want tonight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    /// The show.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was vetoed, in milliseconds since 1970.
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
    pub vetoed: Vec<Veto>,
}

impl Default for Evening {
    fn default() -> Self {
        Evening { away: Vec::new(), fairness: 50, also_seen: false, vetoed: Vec::new() }
    }
}

impl Evening {
    /// Without the vetoes of other evenings.
    pub fn at(mut self, now: u64) -> Evening {
        self.vetoed.retain(|veto| now.saturating_sub(veto.at) < EVENING);
        self
    }

    /// Somebody comes, or goes.
    pub fn set_there(&mut self, who: Who, there: bool) {
        self.away.retain(|one| *one != who);
        if !there {
            self.away.push(who);
        }
    }

    /// Vetoes a show; the same veto again changes nothing.
    pub fn veto(&mut self, veto: Veto) {
        self.unveto(&veto.id);
        self.vetoed.push(veto);
    }

    /// Takes a veto back.
    pub fn unveto(&mut self, id: &str) {
        self.vetoed.retain(|veto| veto.id != id);
    }

    /// The question of those who are there and have named a show; `None` when they are fewer than two.
    pub fn gathering(&self, household: &Household) -> Option<Gathering> {
        let people: Vec<Voice> = household
            .members()
            .iter()
            .filter(|member| !self.away.contains(&member.person.who) && member.taste.named() > 0)
            .map(|member| voice(member.person.who, &member.taste))
            .collect();
        let vetoed = self.vetoed.iter().map(|veto| veto.id.clone()).collect();
        (people.len() > 1).then(|| Gathering {
            people,
            vetoed,
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
        evening.veto(Veto { id: "x".into(), title: "X".into(), at: 0 });
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
            evening.veto(Veto { id: id.into(), title: id.into(), at });
        }
        assert_eq!(evening.vetoed.iter().map(|veto| veto.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        let mut later = evening.at(EVENING + 1500);
        assert_eq!(later.vetoed.len(), 1);
        later.unveto("a");
        assert!(later.vetoed.is_empty());
    }

    #[test]
    fn what_an_older_page_kept_is_read() {
        let evening: Evening = serde_json::from_str(r#"{"fairness":20,"gone":1}"#).expect("lenient");
        assert_eq!(evening, Evening { fairness: 20, ..Evening::default() });
    }
}
