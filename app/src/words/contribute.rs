//! The sentences about contributing.

use super::who;
use crate::contribution::{Doing, Sent, State};
use crate::language::{Text, say};

/// The link to the page.
pub const LINK: Text = Text("contribute-link");
/// On the page about the model.
pub const ABOUT: Text = Text("contribute-about");
/// The promise, while the person contributes.
pub const PRIVACY: Text = Text("contribute-privacy");
/// What is sent.
pub const WHAT: Text = Text("contribute-what");
/// What is not.
pub const WHAT_NOT: Text = Text("contribute-what-not");
/// How to take it back.
pub const WAY_BACK: Text = Text("contribute-way-back");
/// The heading over the payload.
pub const PAYLOAD: Text = Text("contribute-payload");
/// What the token in it is.
pub const TOKEN: Text = Text("contribute-token");
/// Nothing to send.
pub const NOTHING: Text = Text("contribute-nothing");
/// The switch.
pub const SWITCH: Text = Text("contribute-switch");
/// Do not wait.
pub const SEND_NOW: Text = Text("contribute-send-now");
/// Do not wait, after a failure or for taking back.
pub const TRY_NOW: Text = Text("contribute-try-now");
/// Erase.
pub const TAKE_BACK: Text = Text("contribute-take-back");
/// Without storage.
pub const NOT_HERE: Text = Text("contribute-not-here");
/// The heading over what removed people sent.
pub const GONE: Text = Text("contribute-gone");

/// The title of the page.
pub fn title(name: &str) -> String {
    say!("contribute-title", who: who(name), name: name)
}

/// Added to what is said when a person is removed who has sent something.
pub fn parted(text: &str) -> String {
    format!("{text} {}", Text("contribute-parted"))
}

/// How a contribution is doing.
pub fn state(state: &State, now: u64) -> String {
    let text = match state {
        State::Off => Text("contribute-off"),
        State::Empty => Text("contribute-empty"),
        State::Sent(sent) => {
            return say!("contribute-sent", ago: ago(sent.at, now), count: sent.ratings);
        }
        State::Stays(Sent { at: 0, .. }) => Text("contribute-stays"),
        State::Stays(sent) => return say!("contribute-stays-since", ago: ago(sent.at, now), count: sent.ratings),
        State::TakenBack(sent) => return say!("contribute-taken-back", ago: ago(sent.at, now)),
        State::Busy(Doing::Sending) => Text("contribute-sending"),
        State::Busy(Doing::TakingBack) => Text("contribute-taking-back"),
        State::Soon(Doing::Sending) => Text("contribute-soon-send"),
        State::Soon(Doing::TakingBack) => Text("contribute-soon-take-back"),
        State::Offline(Doing::Sending) => Text("contribute-offline-send"),
        State::Offline(Doing::TakingBack) => Text("contribute-offline-take-back"),
        State::Trying(doing, at) => {
            let soon = within(at.saturating_sub(now));
            return match doing {
                Doing::Sending => say!("contribute-trying-send", soon: soon),
                Doing::TakingBack => say!("contribute-trying-take-back", soon: soon),
            };
        }
        State::Refused(said) => return say!("contribute-refused", said: said.as_str()),
    };
    text.into()
}

fn ago(at: u64, now: u64) -> String {
    let passed = now.saturating_sub(at);
    if passed < MINUTE {
        return Text("contribute-just-now").into();
    }
    let (count, unit) = span(passed);
    say!("contribute-ago", count: count, unit: unit)
}

fn within(rest: u64) -> String {
    if rest < MINUTE {
        return Text("contribute-within-a-minute").into();
    }
    let (count, unit) = span(rest);
    say!("contribute-in", count: count, unit: unit)
}

const MINUTE: u64 = 60_000;

fn span(milliseconds: u64) -> (u64, &'static str) {
    let minutes = milliseconds / MINUTE;
    match minutes {
        0..60 => (minutes, "minute"),
        60..1440 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    }
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
