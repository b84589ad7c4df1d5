//! The newest question wins.
//!
//! One lane for each kind of question. At most one question of a kind is with the worker; while it is there only the
//! newest of those that follow is kept. So the worker never computes what nobody waits for any more, and the page never
//! shows an answer to a question that was overtaken.

/// A lane for questions of one kind.
#[derive(Debug)]
pub struct Lane<Q> {
    last: u32,
    flying: Option<u32>,
    waiting: Option<Q>,
}

/// What to do after an answer came.
#[derive(Debug, PartialEq, Eq)]
pub struct Landed<Q> {
    /// Whether the answer is the one that is waited for.
    pub fresh: bool,
    /// The question to send next.
    pub next: Option<(u32, Q)>,
}

impl<Q> Default for Lane<Q> {
    fn default() -> Self {
        Lane { last: 0, flying: None, waiting: None }
    }
}

impl<Q> Lane<Q> {
    /// Asks. Returns the question with its number when it is to be sent now.
    pub fn ask(&mut self, question: Q) -> Option<(u32, Q)> {
        if self.flying.is_some() {
            self.waiting = Some(question);
            return None;
        }
        self.last = self.last.wrapping_add(1);
        self.flying = Some(self.last);
        Some((self.last, question))
    }

    /// An answer came.
    pub fn landed(&mut self, number: u32) -> Landed<Q> {
        if self.flying != Some(number) {
            return Landed { fresh: false, next: None };
        }
        self.flying = None;
        let waiting = self.waiting.take();
        Landed { fresh: waiting.is_none(), next: waiting.and_then(|question| self.ask(question)) }
    }

    /// Whether this very question is still unanswered.
    pub fn is_flying(&self, number: u32) -> bool {
        self.flying == Some(number)
    }

    /// Forgets what is with a worker that is no more.
    pub fn clear(&mut self) {
        self.flying = None;
        self.waiting = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_and_the_newest_are_sent() {
        let mut lane = Lane::default();
        assert_eq!(lane.ask("b"), Some((1, "b")));
        assert_eq!(lane.ask("br"), None);
        assert_eq!(lane.ask("bre"), None);
        assert_eq!(lane.landed(1), Landed { fresh: false, next: Some((2, "bre")) });
        assert_eq!(lane.landed(2), Landed { fresh: true, next: None });
    }

    #[test]
    fn an_answer_from_another_time_is_stale() {
        let mut lane = Lane::default();
        lane.ask("a");
        lane.clear();
        assert_eq!(lane.ask("b"), Some((2, "b")));
        assert_eq!(lane.landed(1), Landed { fresh: false, next: None });
        assert!(lane.is_flying(2));
    }
}
