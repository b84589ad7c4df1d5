//! The words of the common list, and of tastes that travel in links.

use model_core::request::Feedback;

use super::{and, shows, who};
use crate::household::Member;
use crate::language::{Text, say};
use crate::link::Fault;
use crate::messages::ShowLine;
use crate::taste::Mark;

/// The page of the common list.
pub const TOGETHER: Text = Text("together");
/// Its heading.
pub const TOGETHER_TITLE: Text = Text("together-title");
/// What it does.
pub const TOGETHER_LEAD: Text = Text("together-lead");
/// Back to it.
pub const TO_TOGETHER: Text = Text("to-together");
/// Everybody who uses this device.
pub const PEOPLE: Text = Text("people");
/// Add somebody.
pub const ADD_PERSON: Text = Text("add-person");
/// Add.
pub const ADD: Text = Text("add");
/// A person's name.
pub const PERSON_NAME: Text = Text("person-name");
/// Go and name shows.
pub const NAME_SHOWS: Text = Text("name-shows");
/// Rename, merge, remove.
pub const EDIT: Text = Text("edit");
/// Somebody has a device of their own.
pub const ELSEWHERE: Text = Text("elsewhere");
/// To the link.
pub const SHARE: Text = Text("share");
/// One who has no name here.
pub const ME: Text = Text("me");
/// One who gave no name in a link.
pub const SOMEBODY: Text = Text("somebody");
/// Whose shows are seen.
pub const WHOSE: Text = Text("whose");
/// The common list.
pub const COMMON: Text = Text("common");
/// Too few take part.
pub const COMMON_EMPTY: Text = Text("common-empty");
/// Nothing passes.
pub const COMMON_NONE: Text = Text("common-none");
/// The dial.
pub const FAIRNESS: Text = Text("fairness");
/// One end of it.
pub const AVERAGE: Text = Text("average");
/// The other end.
pub const LEAST_MISERY: Text = Text("least-misery");
/// Seen by some.
pub const ALSO_SEEN: Text = Text("also-seen");
/// Take a show out for tonight.
pub const VETO: Text = Text("veto");
/// They agree on a show.
pub const THIS_ONE: Text = Text("this-one");
/// What they agreed on.
pub const TONIGHT: Text = Text("tonight");
/// It is agreed on.
pub const TONIGHT_SETTLED: Text = Text("tonight-settled");
/// What can be said of it when it was watched.
pub const TONIGHT_AFTER: Text = Text("tonight-after");
/// They want something else after all.
pub const SOMETHING_ELSE: Text = Text("something-else");
/// Vetoed shows.
pub const VETOED: Text = Text("vetoed");
/// Take a veto back.
pub const TAKE_BACK: Text = Text("take-back");
/// Somebody who likes it far less than the others.
pub const MAY_VETO: Text = Text("may-veto");
/// What a link is.
pub const SHARE_LEAD: Text = Text("share-lead");
/// Nothing to send.
pub const SHARE_EMPTY: Text = Text("share-empty");
/// The code.
pub const QR: Text = Text("qr");
/// Too much for a code.
pub const NO_CODE: Text = Text("no-code");
/// The link.
pub const LINK: Text = Text("link");
/// Copy it.
pub const COPY: Text = Text("copy");
/// Send it.
pub const SEND: Text = Text("send");
/// It is copied.
pub const COPIED: Text = Text("copied");
/// It is not.
pub const COPY_BY_HAND: Text = Text("copy-by-hand");
/// A link is being read.
pub const WITH_WAIT: Text = Text("with-wait");
/// A link cannot be read.
pub const WITH_FAULT: Text = Text("with-fault");
/// What can be done with it.
pub const WITH_LEAD: Text = Text("with-lead");
/// Go on to the common list.
pub const WATCH_NOW: Text = Text("watch-now");
/// Go on home.
pub const ONLY_ADD: Text = Text("only-add");
/// Do nothing.
pub const NOT_NOW: Text = Text("not-now");

/// A person's name, where it stands for itself.
pub fn name(name: &str) -> &str {
    if name.is_empty() { ME.get() } else { name }
}

/// The name in a link.
pub fn name_or_somebody(name: &str) -> &str {
    if name.is_empty() { SOMEBODY.get() } else { name }
}

/// Everybody, in a row.
pub fn everybody<'m>(members: impl IntoIterator<Item = &'m Member>) -> String {
    and(&members.into_iter().map(|member| name(&member.person.name).to_owned()).collect::<Vec<_>>())
}

/// How many shows a person has named.
pub fn named_so_far(count: usize) -> String {
    if count == 0 { Text("named-none").into() } else { shows(count) }
}

/// Gives everything to somebody else.
pub fn merge_into(other: &str) -> String {
    say!("merge-into", name: name(other))
}

/// The device was handed over.
pub fn now_using(name: &str) -> String {
    say!("now-using", who: who(name), name: name)
}

/// A person was added.
pub fn did_add(name: &str) -> String {
    say!("did-add", name: name.trim())
}

/// A person got another name.
pub fn did_rename(name: &str) -> String {
    say!("did-rename", name: self::name(name.trim()))
}

/// A person was removed.
pub fn did_part(name: &str) -> String {
    say!("did-part", name: self::name(name))
}

/// Two people became one.
pub fn did_merge(from: &str, into: &str) -> String {
    say!("did-merge", from: name(from), into: name(into))
}

/// A person came by a link.
pub fn did_receive(name: &str, count: usize) -> String {
    say!("did-receive", name: name, count: count)
}

/// A show was vetoed.
pub fn did_veto(title: &str) -> String {
    say!("did-veto", title: title)
}

/// They agreed on a show.
pub fn did_settle(title: &str) -> String {
    say!("did-settle", title: title)
}

/// They changed their minds.
pub fn did_unsettle(title: &str) -> String {
    say!("did-unsettle", title: title)
}

/// What all of them say of a show that they watched together.
pub fn all_say(mark: Mark) -> Text {
    match mark {
        Mark::Loved => Text("all-loved"),
        Mark::Disliked => Text("all-disliked"),
        Mark::Liked => Text("all-liked"),
        Mark::Seen | Mark::Meh | Mark::Want | Mark::Hidden => Text("all-seen"),
    }
}

/// It was said.
pub fn did_say_together(names: &str, title: &str, mark: Mark) -> String {
    say!("did-say-together", names: names, title: title, said: all_say(mark).get())
}

/// What the numbers of the common list are.
pub const COMMON_PLACES: Text = Text("common-places");

/// A show's place in the list of somebody whose name stands before it.
pub fn in_place(place: u32) -> String {
    say!("in-place", place: place)
}

/// Where the dial stands.
pub fn fairness(value: u8) -> String {
    say!("fairness-at", least: value, average: 100 - value.min(100))
}

/// What a person said of a show that is in the common list nevertheless.
pub fn said(feedback: Feedback) -> Text {
    match feedback {
        Feedback::Loved => Text("said-loved"),
        Feedback::Liked => Text("said-liked"),
        Feedback::Disliked => Text("said-disliked"),
        Feedback::Seen => Text("said-seen"),
    }
}

/// The person's taste as a link.
pub fn share_title(name: &str) -> String {
    say!("share-title", who: who(name), name: name)
}

/// So many shows are not in the link.
pub fn left_out(count: usize) -> String {
    say!("share-left-out", count: count)
}

/// Whose taste a link holds.
pub fn with_title(name: &str) -> String {
    say!("with-title", name: name_or_somebody(name))
}

/// What a link holds.
pub fn with_shows(found: &[(ShowLine, Mark)], unknown: usize) -> String {
    let loved = found.iter().filter(|(_, mark)| *mark == Mark::Loved);
    let liked = found.iter().filter(|(_, mark)| *mark == Mark::Liked);
    let examples: Vec<String> = loved.chain(liked).take(3).map(|(show, _)| show.title.clone()).collect();
    let mut text = match examples.as_slice() {
        _ if found.is_empty() => Text("with-none").into(),
        [] => say!("with-shows", count: found.len()),
        _ => say!("with-shows-among", count: found.len(), examples: and(&examples)),
    };
    if unknown > 0 {
        text.push(' ');
        text += &say!("with-unknown", count: unknown);
    }
    text
}

/// Why a link cannot be read, and what to do.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::TooLong => Text("fault-too-long").into(),
        Fault::Damaged => Text("fault-damaged").into(),
        Fault::Version(version) => say!("fault-version", version: version.to_string()),
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
