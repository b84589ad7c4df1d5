//! The words of the common list, and of tastes that travel in links.

use model_core::request::Feedback;

use super::{and, shows, whose};
use crate::household::Member;
use crate::link::Fault;
use crate::messages::ShowLine;
use crate::taste::Mark;

/// The page of the common list.
pub const TOGETHER: &str = "Together";
/// Its heading.
pub const TOGETHER_TITLE: &str = "What shall we watch?";
/// What it does.
pub const TOGETHER_LEAD: &str = "Everybody names a few shows; here is what all of you can live with.";
/// Back to it.
pub const TO_TOGETHER: &str = "Back to the common list";
/// Everybody who uses this device.
pub const PEOPLE: &str = "Who is watching?";
/// Add somebody.
pub const ADD_PERSON: &str = "Add a person";
/// Add.
pub const ADD: &str = "Add";
/// A person's name.
pub const PERSON_NAME: &str = "Name";
/// Go and name shows.
pub const NAME_SHOWS: &str = "Name shows";
/// Rename, merge, remove.
pub const EDIT: &str = "Edit";
/// Somebody has a device of their own.
pub const ELSEWHERE: &str = "Somebody has a phone of their own?";
/// To the link.
pub const SHARE: &str = "Exchange tastes by link or code";
/// One who has no name here.
pub const ME: &str = "Me";
/// One who gave no name in a link.
pub const SOMEBODY: &str = "Somebody";
/// Whose shows are seen.
pub const WHOSE: &str = "Whose shows";
/// The common list.
pub const COMMON: &str = "What you can all live with";
/// Too few take part.
pub const COMMON_EMPTY: &str = "The list appears here as soon as two people who are watching have each named a show.";
/// Nothing passes.
pub const COMMON_NONE: &str = "Nothing is left that passes the filters and that nobody has seen, hidden or vetoed.";
/// The dial.
pub const FAIRNESS: &str = "What counts more?";
/// One end of it.
pub const AVERAGE: &str = "Best on average";
/// The other end.
pub const LEAST_MISERY: &str = "Nobody unhappy";
/// Seen by some.
pub const ALSO_SEEN: &str = "Also what only some of you have seen";
/// Take a show out for tonight.
pub const VETO: &str = "Veto";
/// Vetoed shows.
pub const VETOED: &str = "Vetoed tonight";
/// Take a veto back.
pub const TAKE_BACK: &str = "Take back the veto";
/// Somebody who likes it far less than the others.
pub const MAY_VETO: &str = "may want to veto";
/// What a link is.
pub const SHARE_LEAD: &str = "Whoever opens this link, or points a camera at the code, sees the name below and what you \
    said of your shows, and can find something to watch together with you. All of it is in the link itself: no server \
    keeps it.";
/// Nothing to send.
pub const SHARE_EMPTY: &str = "There is nothing to send yet: name a show first.";
/// The code.
pub const QR: &str = "The link as a QR code";
/// Too much for a code.
pub const NO_CODE: &str =
    "So many shows make a link that is too long for a code which a camera could read. Send the link instead.";
/// The link.
pub const LINK: &str = "Link";
/// Copy it.
pub const COPY: &str = "Copy";
/// Send it.
pub const SEND: &str = "Send …";
/// It is copied.
pub const COPIED: &str = "The link is copied.";
/// It is not.
pub const COPY_BY_HAND: &str = "This browser does not let the page copy. The link is selected: copy it yourself.";
/// A link is being read.
pub const WITH_WAIT: &str = "A taste in a link";
/// A link cannot be read.
pub const WITH_FAULT: &str = "This link cannot be read";
/// What can be done with it.
pub const WITH_LEAD: &str = "Added people stay on this device until you remove them. Nothing of it leaves the device.";
/// Go on to the common list.
pub const WATCH_NOW: &str = "Watch together now";
/// Go on home.
pub const ONLY_ADD: &str = "Only add this person";
/// Do nothing.
pub const NOT_NOW: &str = "Not now";

/// A person's name, where it stands for itself.
pub fn name(name: &str) -> &str {
    if name.is_empty() { ME } else { name }
}

/// The name in a link.
pub fn name_or_somebody(name: &str) -> &str {
    if name.is_empty() { SOMEBODY } else { name }
}

/// Everybody, in a row.
pub fn everybody(members: &[Member]) -> String {
    and(&members.iter().map(|member| name(&member.person.name).to_owned()).collect::<Vec<_>>())
}

/// How many shows a person has named.
pub fn named_so_far(count: usize) -> String {
    if count == 0 { "no shows yet".to_owned() } else { shows(count) }
}

/// Gives everything to somebody else.
pub fn merge_into(other: &str) -> String {
    format!("Merge into {}", name(other))
}

/// The device was handed over.
pub fn now_using(who: &str) -> String {
    format!("{} shows are shown now.", whose(who))
}

/// A person was added.
pub fn did_add(who: &str) -> String {
    format!("{} is added.", who.trim())
}

/// A person got another name.
pub fn did_rename(who: &str) -> String {
    format!("The name is {} now.", name(who.trim()))
}

/// A person was removed.
pub fn did_part(who: &str) -> String {
    format!("{} is removed, with all shows.", name(who))
}

/// Two people became one.
pub fn did_merge(from: &str, into: &str) -> String {
    format!("What {} said belongs to {} now.", name(from), name(into))
}

/// A person came by a link.
pub fn did_receive(who: &str, count: usize) -> String {
    format!("{who} is added with {}.", shows(count))
}

/// A show was vetoed.
pub fn did_veto(title: &str) -> String {
    format!("{title} is out for tonight.")
}

/// Where the dial stands.
pub fn fairness(value: u8) -> String {
    format!("{value} % “{LEAST_MISERY}”, {} % “{AVERAGE}”", 100 - value.min(100))
}

/// What a person said of a show that is in the common list nevertheless.
pub fn said(feedback: Feedback) -> &'static str {
    match feedback {
        Feedback::Loved => "loved it",
        Feedback::Liked => "liked it",
        Feedback::Disliked => "did not like it",
        Feedback::Seen => "has seen it",
    }
}

/// The person's taste as a link.
pub fn share_title(who: &str) -> String {
    format!("{} taste as a link", whose(who))
}

/// So many shows are not in the link.
pub fn left_out(count: usize) -> String {
    format!("{} that say least about the taste did not fit into the link.", shows(count))
}

/// Whose taste a link holds.
pub fn with_title(who: &str) -> String {
    format!("{}’s taste", name_or_somebody(who))
}

/// What a link holds.
pub fn with_shows(found: &[(ShowLine, Mark)], unknown: usize) -> String {
    let loved = found.iter().filter(|(_, mark)| *mark == Mark::Loved);
    let liked = found.iter().filter(|(_, mark)| *mark == Mark::Liked);
    let examples: Vec<String> = loved.chain(liked).take(3).map(|(show, _)| show.title.clone()).collect();
    let mut text = match examples.as_slice() {
        _ if found.is_empty() => "The link holds no show that this catalogue has.".to_owned(),
        [] => format!("The link holds {}.", shows(found.len())),
        _ => format!("The link holds {}, among them {}.", shows(found.len()), and(&examples)),
    };
    if unknown > 0 {
        text += &format!(" Another {} this catalogue does not have.", shows(unknown));
    }
    text
}

/// Why a link cannot be read, and what to do.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::TooLong => "It is longer than any link that this site makes. Ask for it again.".to_owned(),
        Fault::Damaged => {
            "It is not complete, or something changed it on its way. Ask for it again, and take all of it.".to_owned()
        }
        Fault::Version(version) => format!(
            "It was made by another version of this site (layout {version}). Reload this page to get its newest version."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_in_a_sentence() {
        let show = |title: &str, mark| (ShowLine { title: title.into(), ..ShowLine::default() }, mark);
        let found = [show("Fargo", Mark::Liked), show("Oz", Mark::Loved), show("Tatort", Mark::Hidden)];
        assert_eq!(
            with_shows(&found, 2),
            "The link holds 3 shows, among them Oz and Fargo. Another 2 shows this catalogue does not have."
        );
        assert_eq!(with_shows(&found[2..], 0), "The link holds 1 show.");
        assert_eq!(with_shows(&[], 0), "The link holds no show that this catalogue has.");
    }
}
