//! The words of the questions for somebody who begins.

/// Begin to ask.
pub const ASK_ME: &str = "Ask me one by one";
/// The questions.
pub const INTERVIEW: &str = "Have you seen this?";
/// It was the best.
pub const LOVED_IT: &str = "Loved it";
/// It was good.
pub const LIKED_IT: &str = "Liked it";
/// It was not.
pub const NOT_FOR_ME: &str = "Not for me";
/// It was not seen.
pub const UNSEEN: &str = "Haven’t seen it";
/// Ask about another one.
pub const SKIP: &str = "Skip";
/// Take the last answer back.
pub const STEP_BACK: &str = "Back";
/// No more questions.
pub const INTERVIEW_DONE: &str = "Enough questions";
/// Nothing is left to ask.
pub const INTERVIEW_OVER: &str = "That was everything worth asking.";

/// The show that is asked about, for those who hear it.
pub fn asked(title: &str) -> String {
    format!("Have you seen {title}?")
}

/// How many questions were answered.
pub fn replies(count: usize) -> String {
    match count {
        0 => "Each answer changes your list at once.".to_owned(),
        1 => "1 answer so far".to_owned(),
        _ => format!("{count} answers so far"),
    }
}

/// An answer was taken back.
pub fn did_unreply(title: &str) -> String {
    format!("{title} is asked about again.")
}
