//! The sentences about contributing.

use super::number;
use crate::contribution::{Doing, Sent, State};

/// The link to the page.
pub const LINK: &str = "Contribute";
/// On the page about the model.
pub const ABOUT: &str =
    "This site has a collector, to which you can contribute your ratings. Nothing is sent unless you switch it on.";
/// The promise, while the person contributes.
pub const PRIVACY: &str = "Worked out on this device. You contribute your ratings.";
/// What is sent.
pub const WHAT: &str = "If you switch this on, what you said of shows is sent to this site’s collector, so that its next model learns from it.";
/// What is not.
pub const WHAT_NOT: &str = "Neither your name nor when you said it is sent, and the collector keeps neither your address nor anything else about you.";
/// How to take it back.
pub const WAY_BACK: &str =
    "You can take everything back at any later moment; models that were trained before keep what they learned.";
/// The heading over the payload.
pub const PAYLOAD: &str = "What is sent, word for word";
/// What the token in it is.
pub const TOKEN: &str =
    "The token is random and stays in this browser. Only who has it can replace or take back what was sent with it.";
/// Nothing to send.
pub const NOTHING: &str = "Nothing: name a show first.";
/// The switch.
pub const SWITCH: &str = "Contribute my ratings";
/// Do not wait.
pub const SEND_NOW: &str = "Send now";
/// Do not wait, after a failure or for taking back.
pub const TRY_NOW: &str = "Try now";
/// Erase.
pub const TAKE_BACK: &str = "Take back everything I sent";
/// Without storage.
pub const NOT_HERE: &str = "This browser keeps nothing for this page, so you could not take back what you send. Contributing is not possible here.";
/// The heading over what removed people sent.
pub const GONE: &str = "People who were removed";

/// The title of the page.
pub fn title(name: &str) -> String {
    match name {
        "" => "Contribute your ratings".to_owned(),
        name => format!("Contribute {name}’s ratings"),
    }
}

/// Added to what is said when a person is removed who has sent something.
pub fn parted(text: &str) -> String {
    format!("{text} What was contributed is taken back as well.")
}

/// How a contribution is doing.
pub fn state(state: &State, now: u64) -> String {
    match state {
        State::Off => "Off: nothing is sent.".to_owned(),
        State::Empty => "On. There is nothing to send yet.".to_owned(),
        State::Sent(sent) => format!("Sent {}: {}.", ago(sent.at, now), ratings(sent.ratings)),
        State::Stays(Sent { at: 0, .. }) => "Off. The collector may have what was sent before.".to_owned(),
        State::Stays(sent) => {
            format!("Off. The collector has what was sent {}: {}.", ago(sent.at, now), ratings(sent.ratings))
        }
        State::TakenBack(sent) => format!("Everything was taken back {}.", ago(sent.at, now)),
        State::Busy(Doing::Sending) => "Sending …".to_owned(),
        State::Busy(Doing::TakingBack) => "Taking back …".to_owned(),
        State::Soon(Doing::Sending) => "To be sent in a moment.".to_owned(),
        State::Soon(Doing::TakingBack) => "To be taken back in a moment.".to_owned(),
        State::Offline(Doing::Sending) => "To be sent. Waiting for a network.".to_owned(),
        State::Offline(Doing::TakingBack) => "To be taken back. Waiting for a network.".to_owned(),
        State::Trying(doing, at) => {
            let what = match doing {
                Doing::Sending => "To be sent",
                Doing::TakingBack => "To be taken back",
            };
            format!("{what}. The collector does not answer; trying again {}.", within(at.saturating_sub(now)))
        }
        State::Refused(said) => format!("Refused: {said}"),
    }
}

fn ratings(count: usize) -> String {
    match count {
        1 => "1 rating".to_owned(),
        count => format!("{} ratings", number(count as u64)),
    }
}

fn ago(at: u64, now: u64) -> String {
    match now.saturating_sub(at) {
        passed if passed < MINUTE => "just now".to_owned(),
        passed => format!("{} ago", span(passed)),
    }
}

fn within(rest: u64) -> String {
    if rest < MINUTE { "within a minute".to_owned() } else { format!("in {}", span(rest)) }
}

const MINUTE: u64 = 60_000;

fn span(milliseconds: u64) -> String {
    let minutes = milliseconds / MINUTE;
    let (count, unit) = match minutes {
        0..60 => (minutes, "minute"),
        60..1440 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    format!("{} {unit}{}", number(count), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_a_sentence() {
        let now = 10 * 24 * 60 * MINUTE;
        let sent = |minutes: u64, ratings| Sent { at: now - minutes * MINUTE, ratings, print: 1 };
        for (told, text) in [
            (State::Sent(sent(3, 12)), "Sent 3 minutes ago: 12 ratings."),
            (State::Sent(sent(0, 1)), "Sent just now: 1 rating."),
            (State::Stays(sent(60, 1200)), "Off. The collector has what was sent 1 hour ago: 1,200 ratings."),
            (State::TakenBack(sent(3000, 0)), "Everything was taken back 2 days ago."),
            (State::Offline(Doing::Sending), "To be sent. Waiting for a network."),
            (
                State::Trying(Doing::TakingBack, now + 5 * MINUTE),
                "To be taken back. The collector does not answer; trying again in 5 minutes.",
            ),
            (State::Refused("token is none".into()), "Refused: token is none"),
        ] {
            assert_eq!(state(&told, now), text);
        }
    }
}
