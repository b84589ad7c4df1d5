//! The words of the questions for somebody who begins.

use crate::language::{Text, say};

/// Begin to ask.
pub const ASK_ME: Text = Text("ask-me");
/// The questions.
pub const INTERVIEW: Text = Text("interview");
/// It was the best.
pub const LOVED_IT: Text = Text("loved-it");
/// It was good.
pub const LIKED_IT: Text = Text("liked-it");
/// It was not.
pub const NOT_FOR_ME: Text = Text("not-for-me");
/// It was not seen.
pub const UNSEEN: Text = Text("unseen");
/// Ask about another one.
pub const SKIP: Text = Text("skip");
/// Take the last answer back.
pub const STEP_BACK: Text = Text("step-back");
/// No more questions.
pub const INTERVIEW_DONE: Text = Text("interview-done");
/// Nothing is left to ask.
pub const INTERVIEW_OVER: Text = Text("interview-over");

/// The show that is asked about, for those who hear it.
pub fn asked(title: &str) -> String {
    say!("asked", title: title)
}

/// How many questions were answered.
pub fn replies(count: usize) -> String {
    if count == 0 { Text("no-replies").into() } else { say!("replies", count: count) }
}

/// An answer was taken back.
pub fn did_unreply(title: &str) -> String {
    say!("did-unreply", title: title)
}
