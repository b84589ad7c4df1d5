//! The people who use this device, what each of them said, and every change to it as a value that can be undone and kept.
//!
//! There is always one person at least. As long as there is only one, nobody needs a name.

use serde::{Deserialize, Serialize};

use crate::messages::ShowLine;
use crate::taste::{Entry, Mark, Taste};

/// A person's number on this device: when it was added, in milliseconds since 1970; 0 is the first.
pub type Who = u64;

/// The longest name, in characters.
pub const NAME: usize = 24;

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The number.
    pub who: Who,
    /// The name; empty for one who never needed any.
    #[serde(default)]
    pub name: String,
}

/// A person with everything that was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// What was said.
    pub taste: Taste,
}

/// One new state: of a show for a person, or of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The entry that a show gets; `None` removes it.
    Show {
        /// Whose.
        who: Who,
        /// The show.
        id: String,
        /// The entry.
        entry: Option<Entry>,
    },
    /// A person is added or renamed; `None` removes the person and all that was said.
    Person {
        /// Which.
        who: Who,
        /// The person.
        person: Option<Person>,
    },
}

/// Edits that belong together: done, undone and kept as one.
pub type Change = Vec<Edit>;

/// Everybody, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    members: Vec<Member>,
}

impl Default for Household {
    fn default() -> Self {
        Household { members: vec![Member::default()] }
    }
}

impl Household {
    /// A household of what was kept, in any order. What somebody said who was removed since is left out.
    pub fn of(people: Vec<Person>, entries: Vec<(Who, Entry)>) -> Household {
        // Nobody was ever recorded as long as there was only one; and what was said must not be lost with the record.
        let first = people.is_empty() || entries.iter().any(|(who, _)| *who == 0);
        let mut household = Household { members: Vec::new() };
        if first {
            household.apply(&vec![Edit::Person { who: 0, person: Some(Person::default()) }]);
        }
        for person in people {
            household.apply(&vec![Edit::Person { who: person.who, person: Some(person) }]);
        }
        for (who, entry) in entries {
            household.apply(&vec![Edit::Show { who, id: entry.id.clone(), entry: Some(entry) }]);
        }
        household
    }

    /// Everybody.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Whether there is more than one.
    pub fn is_shared(&self) -> bool {
        self.members.len() > 1
    }

    /// One of them.
    pub fn get(&self, who: Who) -> Option<&Member> {
        self.members.iter().find(|member| member.person.who == who)
    }

    /// One of them, or the first when there is no such person (any more).
    pub fn get_or_first(&self, who: Who) -> &Member {
        self.get(who).unwrap_or(&self.members[0])
    }

    /// The change that marks a show. A show that is there already keeps its place, and whether it is left out.
    pub fn marking(&self, who: Who, show: &ShowLine, mark: Mark, now: u64) -> Change {
        let before = self.get(who).and_then(|member| member.taste.get(&show.id));
        let (at, out) = before.map_or((now, false), |entry| (entry.at, entry.out));
        vec![Edit::Show { who, id: show.id.clone(), entry: Some(Entry { out, ..Entry::of(show, mark, at) }) }]
    }

    /// The change that gives a show one mark of several people, who have watched it together. That somebody has only seen it
    /// does not replace an opinion that was there before.
    pub fn marking_together(&self, whom: &[Who], show: &ShowLine, mark: Mark, now: u64) -> Change {
        let before = |who: Who| self.get(who).and_then(|member| member.taste.mark(&show.id));
        let stays = |who: Who| mark == Mark::Seen && before(who).is_some_and(Mark::is_opinion);
        whom.iter().filter(|who| !stays(**who)).flat_map(|who| self.marking(*who, show, mark, now)).collect()
    }

    /// The change that leaves a rating out of the ranking, or takes it in again. Empty when there is no such rating.
    pub fn leaving_out(&self, who: Who, id: &str, out: bool) -> Change {
        let entry = self.get(who).and_then(|member| member.taste.get(id));
        let edit = |entry: &Entry| Edit::Show { who, id: id.to_owned(), entry: Some(Entry { out, ..entry.clone() }) };
        entry.map(edit).into_iter().collect()
    }

    /// The change that removes everything that a person said.
    pub fn clearing(&self, who: Who) -> Change {
        let entries = self.get(who).map(|member| member.taste.entries()).unwrap_or_default();
        entries.iter().map(|entry| Edit::Show { who, id: entry.id.clone(), entry: None }).collect()
    }

    /// The change that adds a person, who may have said something already. From then on the first one is recorded too.
    pub fn adding(&self, who: Who, name: &str, entries: Vec<Entry>) -> Change {
        let mut change: Change = Vec::new();
        if let [Member { person, .. }] = self.members.as_slice() {
            change.push(Edit::Person { who: person.who, person: Some(person.clone()) });
        }
        change.push(Edit::Person { who, person: Some(Person { who, name: clean_name(name) }) });
        change.extend(entries.into_iter().map(|entry| Edit::Show { who, id: entry.id.clone(), entry: Some(entry) }));
        change
    }

    /// The change for somebody who came by a link: if there is one of that name, the link brings what was said up to
    /// date; else the person is added as `who`. Returns whose it is, too.
    pub fn receiving(&self, who: Who, name: &str, entries: Vec<Entry>) -> (Who, Change) {
        let name = clean_name(name);
        match self.members.iter().find(|member| member.person.name == name && !name.is_empty()) {
            Some(Member { person, .. }) => {
                let who = person.who;
                let edit = |entry: Entry| Edit::Show { who, id: entry.id.clone(), entry: Some(entry) };
                (who, entries.into_iter().map(edit).collect())
            }
            None => (who, self.adding(who, &name, entries)),
        }
    }

    /// The change that brings back people with what they said, each to the one of the same name. Whoever is alone here, has
    /// no name and has said nothing becomes the first of them; all others are added, from `now` on.
    pub fn restoring(&self, now: Who, people: Vec<(String, Vec<Entry>)>) -> Change {
        let mut change = Change::new();
        let mut taken: Vec<Who> = Vec::new();
        let mut first = match self.members.as_slice() {
            [Member { person, .. }] => Some(person),
            _ => None,
        };
        for (at, (name, entries)) in (0..).zip(people) {
            let name = clean_name(&name);
            let mut free = self.members.iter().filter(|member| !taken.contains(&member.person.who));
            let blank = |member: &&Member| {
                !self.is_shared() && member.person.name.is_empty() && member.taste.entries().is_empty()
            };
            let known = free.clone().find(|member| member.person.name == name).or_else(|| free.find(blank));
            let who = match known {
                Some(member) => {
                    if member.person.name != name {
                        change.extend(self.renaming(member.person.who, &name));
                        first = None;
                    }
                    member.person.who
                }
                None => {
                    // From then on the first one is recorded too.
                    change
                        .extend(first.take().map(|first| Edit::Person { who: first.who, person: Some(first.clone()) }));
                    let who = now + at;
                    change.push(Edit::Person { who, person: Some(Person { who, name }) });
                    who
                }
            };
            taken.push(who);
            change.extend(entries.into_iter().map(|entry| Edit::Show {
                who,
                id: entry.id.clone(),
                entry: Some(entry),
            }));
        }
        change
    }

    /// The change that gives many shows of a person one mark, or forgets them.
    pub fn marking_all(&self, who: Who, ids: &[String], mark: Option<Mark>) -> Change {
        let Some(member) = self.get(who) else { return Change::new() };
        let edit = |id: &String| {
            let entry = member.taste.get(id)?;
            let entry = mark.map(|mark| Entry { mark, ..entry.clone() });
            Some(Edit::Show { who, id: id.clone(), entry })
        };
        ids.iter().filter_map(edit).collect()
    }

    /// The change that gives a person another name.
    pub fn renaming(&self, who: Who, name: &str) -> Change {
        vec![Edit::Person { who, person: Some(Person { who, name: clean_name(name) }) }]
    }

    /// The change that removes a person.
    pub fn parting(&self, who: Who) -> Change {
        let mut change = self.clearing(who);
        change.push(Edit::Person { who, person: None });
        change
    }

    /// The change that gives everything one person said to another, and removes the first. Where both said something
    /// the word of the second stays.
    pub fn merging(&self, from: Who, into: Who) -> Change {
        let (Some(source), Some(target)) = (self.get(from), self.get(into)) else { return Vec::new() };
        let new = source.taste.entries().iter().filter(|entry| target.taste.get(&entry.id).is_none());
        let mut change: Change =
            new.map(|entry| Edit::Show { who: into, id: entry.id.clone(), entry: Some(entry.clone()) }).collect();
        change.extend(self.parting(from));
        change
    }

    /// Makes a change, and returns the change that takes it back.
    pub fn apply(&mut self, change: &Change) -> Change {
        let mut back = Change::new();
        for edit in change {
            match edit {
                Edit::Show { who, id, entry } => {
                    let Some(at) = self.place(*who) else { continue };
                    let was = self.members[at].taste.set(id, entry.clone());
                    back.push(Edit::Show { who: *who, id: id.clone(), entry: was });
                }
                Edit::Person { who, person } => {
                    let was = match (self.place(*who), person) {
                        (Some(at), Some(person)) => {
                            Some(std::mem::replace(&mut self.members[at].person, person.clone()))
                        }
                        (Some(at), None) => {
                            let member = self.members.remove(at);
                            back.extend(member.taste.entries().iter().map(|entry| Edit::Show {
                                who: *who,
                                id: entry.id.clone(),
                                entry: Some(entry.clone()),
                            }));
                            Some(member.person)
                        }
                        (None, Some(person)) => {
                            let at = self.members.partition_point(|member| member.person.who < *who);
                            self.members.insert(at, Member { person: person.clone(), taste: Taste::default() });
                            None
                        }
                        (None, None) => None,
                    };
                    back.push(Edit::Person { who: *who, person: was });
                }
            }
        }
        if self.members.is_empty() {
            *self = Household::default();
        }
        back.reverse();
        back
    }

    fn place(&self, who: Who) -> Option<usize> {
        self.members.iter().position(|member| member.person.who == who)
    }
}

/// A name as it may stand in a sentence: on one line, not too long, and with nothing in it that cannot be seen or that
/// turns the direction of what stands beside it.
pub fn clean_name(name: &str) -> String {
    let invisible = |c: &char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let seen: String = name.chars().filter(|c| !invisible(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let short: String = seen.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(NAME).collect();
    short.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, mark: Mark, at: u64) -> Entry {
        Entry::of(&ShowLine { id: id.into(), title: id.to_uppercase(), ..ShowLine::default() }, mark, at)
    }

    /// The first, who likes a and b, and Sam, who loves b and c.
    fn two() -> Household {
        let mut household =
            Household::of(Vec::new(), vec![(0, entry("a", Mark::Liked, 1)), (0, entry("b", Mark::Liked, 2))]);
        let change = household.adding(7, " Sam\n", vec![entry("b", Mark::Loved, 3), entry("c", Mark::Loved, 4)]);
        household.apply(&change);
        household
    }

    fn ids(household: &Household, who: Who) -> Vec<(&str, Mark)> {
        let member = household.get(who).expect("there");
        member.taste.entries().iter().map(|entry| (entry.id.as_str(), entry.mark)).collect()
    }

    #[test]
    fn what_one_person_kept_belongs_to_the_first() {
        let household = Household::of(Vec::new(), vec![(0, entry("a", Mark::Loved, 1))]);
        assert_eq!(ids(&household, 0), [("a", Mark::Loved)]);
        assert!(!household.is_shared());
    }

    #[test]
    fn what_was_kept_is_the_same_household_again() {
        let before = two();
        let people = before.members().iter().map(|member| member.person.clone()).collect();
        let entries = before.members().iter().flat_map(|member| {
            member.taste.entries().iter().map(|entry| (member.person.who, entry.clone())).collect::<Vec<_>>()
        });
        assert_eq!(Household::of(people, entries.collect()), before);
    }

    #[test]
    fn the_first_may_be_removed_and_stays_removed() {
        let mut household = two();
        let change = household.parting(0);
        household.apply(&change);
        let people: Vec<_> = household.members().iter().map(|member| member.person.clone()).collect();
        assert_eq!(Household::of(people, Vec::new()).members().len(), 1);
        assert_eq!(household.get_or_first(0).person.name, "Sam");
    }

    #[test]
    fn merging_keeps_the_word_of_the_one_who_stays() {
        let mut household = two();
        let change = household.merging(7, 0);
        household.apply(&change);
        assert_eq!(ids(&household, 0), [("c", Mark::Loved), ("b", Mark::Liked), ("a", Mark::Liked)]);
        assert!(household.get(7).is_none());
    }

    #[test]
    fn a_link_of_the_same_name_brings_up_to_date() {
        let mut household = two();
        let (who, change) =
            household.receiving(9, "Sam", vec![entry("b", Mark::Disliked, 5), entry("d", Mark::Liked, 6)]);
        household.apply(&change);
        assert_eq!(who, 7);
        assert_eq!(ids(&household, 7), [("d", Mark::Liked), ("b", Mark::Disliked), ("c", Mark::Loved)]);
        assert_eq!(household.receiving(9, "Kim", Vec::new()).0, 9);
    }

    #[test]
    fn one_word_for_all_who_watched_it() {
        let household = two();
        let show = |id: &str| ShowLine { id: id.into(), ..ShowLine::default() };
        let said = |mark, id: &str| {
            let mut household = household.clone();
            let change = household.marking_together(&[0, 7], &show(id), mark, 9);
            household.apply(&change);
            [0, 7].map(|who| household.get(who).expect("there").taste.mark(id))
        };
        assert_eq!(said(Mark::Seen, "d"), [Some(Mark::Seen); 2]);
        assert_eq!(said(Mark::Disliked, "c"), [Some(Mark::Disliked); 2]);
        assert_eq!(said(Mark::Seen, "c"), [Some(Mark::Seen), Some(Mark::Loved)], "an opinion stays");
    }

    #[test]
    fn every_change_can_be_taken_back() {
        let before = two();
        let show = ShowLine { id: "d".into(), ..ShowLine::default() };
        for change in [
            before.marking(7, &show, Mark::Hidden, 9),
            before.marking_together(&[0, 7], &show, Mark::Loved, 9),
            before.leaving_out(7, "b", true),
            before.clearing(0),
            before.adding(9, "Kim", vec![entry("a", Mark::Seen, 1)]),
            before.renaming(0, "Ann"),
            before.parting(0),
            before.parting(7),
            before.merging(7, 0),
            before.merging(0, 7),
            // Without the shows: what another tab said meanwhile comes back too.
            vec![Edit::Person { who: 7, person: None }],
            [before.renaming(0, "Ann"), before.marking(0, &show, Mark::Liked, 9), before.parting(0)].concat(),
        ] {
            let mut household = before.clone();
            let back = household.apply(&change);
            assert_ne!(household, before);
            household.apply(&back);
            assert_eq!(household, before, "after {change:?}");
        }
    }

    #[test]
    fn names_are_tidy() {
        assert_eq!(clean_name("  Ann \t\n Lee "), "Ann Lee");
        assert_eq!(clean_name("\u{202e}nnA\u{200b}"), "nnA");
        assert_eq!(clean_name("<b>Ann</b>"), "<b>Ann</b>");
        assert_eq!(clean_name(&"x".repeat(99)).chars().count(), NAME);
        assert_eq!(clean_name("\u{7}"), "");
    }
}
