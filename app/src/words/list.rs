//! The words of the list: what it is made of, what may be in it, why a show is in it.

use super::and;
use crate::language::{Text, say};
use crate::messages::{Because, RowKind, Shift};
use crate::taste::Mark;

/// The list.
pub const LIST: Text = Text("list");
/// No list yet.
pub const LIST_EMPTY: Text = Text("list-empty");
/// Nothing passes.
pub const LIST_NONE: Text = Text("list-none");
/// Nothing is left.
pub const LIST_OVER: Text = Text("list-over");
/// More of the list.
pub const LIST_MORE: Text = Text("list-more");
/// The filters.
pub const FILTERS: Text = Text("filters");
/// Unset all filters.
pub const FILTERS_CLEAR: Text = Text("filters-clear");
/// Genres, in the filters.
pub const GENRES: Text = Text("genres");
/// First year.
pub const FROM: Text = Text("from");
/// Last year.
pub const TO: Text = Text("to");
/// No bound.
pub const ANY_YEAR: Text = Text("any-year");
/// Sequels too.
pub const FRANCHISE: Text = Text("franchise");
/// The disclosure with the shares.
pub const WHY: Text = Text("why");
/// The share of popularity.
pub const WIDELY_LIKED: Text = Text("widely-liked");
/// The share of the reasons that are not named.
pub const OTHER_SHOWS: Text = Text("other-shows");
/// What the shares are.
pub const SHARES: Text = Text("shares");
/// The shelf of well-known shows.
pub const SHELF: Text = Text("shelf");
/// Open the shelf.
pub const SHELF_MORE: Text = Text("shelf-more");
/// Close the shelf.
pub const SHELF_DONE: Text = Text("shelf-done");

/// Where it says how well a show fits.
pub fn fit(fit: f32) -> String {
    say!("fit", fit: (fit * 100.0).round())
}

/// A share in per cent.
pub fn per_cent(share: f32) -> String {
    let share = (share * 100.0).clamp(0.0, 100.0);
    if share > 0.0 && share < 1.0 { Text("under-one-per-cent").into() } else { say!("per-cent", value: share.round()) }
}

/// What speaks for a show, without who said it: `loved Oz and liked Fargo`. `mark_of` tells what was said of a show;
/// `who` is `you` for the reader, and `name` after a name.
fn clauses(who: &str, because: &[Because], mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    // A reason that carries hardly anything is not worth a word.
    let told: Vec<&Because> = because.iter().filter(|because| because.share >= 0.04).collect();
    let titles = |marks: [Mark; 2]| {
        let is_one = |because: &&&Because| mark_of(&because.id).is_some_and(|mark| marks.contains(&mark));
        let titles: Vec<String> = told.iter().filter(is_one).map(|because| because.title.clone()).collect();
        Some(and(&titles)).filter(|titles| !titles.is_empty())
    };
    let clauses = [
        titles([Mark::Loved, Mark::Loved]).map(|titles| say!("clause-loved", who: who, titles: titles)),
        titles([Mark::Liked, Mark::Liked]).map(|titles| say!("clause-liked", who: who, titles: titles)),
        titles([Mark::Seen, Mark::Meh]).map(|titles| say!("clause-saw", who: who, titles: titles)),
        // A dislike speaks for a show because who watches the one watches the other: it is told as that.
        titles([Mark::Disliked, Mark::Disliked]).map(|titles| say!("clause-watched", who: who, titles: titles)),
    ];
    and(&clauses.into_iter().flatten().collect::<Vec<_>>())
}

/// Why a show is recommended to the reader, in a sentence.
pub fn reason(because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses("you", because, mark_of);
    match clauses.as_str() {
        "" => Text("reason-popular").into(),
        _ if popularity > 0.5 => say!("reason-and-popular", clauses: clauses),
        _ => say!("reason", clauses: clauses),
    }
}

/// Why a show is recommended to somebody whose name stands before it.
pub fn short_reason(because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses("name", because, mark_of);
    match clauses.as_str() {
        "" => Text("short-reason-popular").into(),
        _ if popularity > 0.5 => say!("short-reason-and-popular", clauses: clauses),
        _ => clauses,
    }
}

/// The list as a list, or as rows.
pub const VIEWS: Text = Text("views");
/// As a list.
pub const AS_LIST: Text = Text("as-list");
/// As rows.
pub const AS_ROWS: Text = Text("as-rows");
/// No row.
pub const ROWS_NONE: Text = Text("rows-none");
/// The dial between the familiar and the adventurous.
pub const ADVENTURE: Text = Text("adventure");
/// One end of it.
pub const FAMILIAR: Text = Text("familiar");
/// The other end.
pub const ADVENTUROUS: Text = Text("adventurous");
/// Dislikes only keep a show out.
pub const IGNORE_DISLIKES: Text = Text("ignore-dislikes");
/// Countries, in the filters.
pub const COUNTRIES: Text = Text("countries");
/// Languages, in the filters.
pub const LANGUAGES: Text = Text("languages");
/// Services, in the filters.
pub const SERVICES: Text = Text("services");
/// Any of them.
pub const ANY: Text = Text("any");
/// One more of them.
pub const ONE_MORE: Text = Text("one-more");
/// The length of an episode, in the filters.
pub const MINUTES: Text = Text("minutes");
/// The number of seasons, in the filters.
pub const SEASONS: Text = Text("seasons");
/// Finished or running, in the filters.
pub const STATE: Text = Text("state");
/// Running.
pub const RUNNING: Text = Text("running");
/// Finished.
pub const FINISHED: Text = Text("finished");
/// Content notes, in the filters.
pub const WITHOUT: Text = Text("without");
/// A rating that is left out of the ranking.
pub const LEFT_OUT: Text = Text("left-out");
/// What one more word would change.
pub const WHAT_IF: Text = Text("what-if");
/// While that is being computed.
pub const WHAT_IF_WAIT: Text = Text("what-if-wait");

/// Where the dial between the familiar and the adventurous stands.
pub fn adventure(value: u8) -> String {
    match value {
        0 => FAMILIAR.into(),
        100 => ADVENTUROUS.into(),
        _ => say!("adventure-at", value: value),
    }
}

/// Takes one of several choices of a filter back.
pub fn not_only(name: &str) -> String {
    say!("not-only", name: name)
}

/// A length, in the filters.
pub fn minutes(count: u16) -> String {
    say!("minutes-each", count: count)
}

/// How much of something is kept out, by the least degree: 1 to 3.
pub fn kept_out(degree: Option<u8>) -> Text {
    match degree {
        None => Text("kept-out-none"),
        Some(3) => Text("kept-out-extreme"),
        Some(2) => Text("kept-out-much"),
        Some(_) => Text("kept-out-any"),
    }
}

/// What the shows of a row have in common.
pub fn row(kind: &RowKind, mark: Option<Mark>) -> String {
    match kind {
        RowKind::Because { title, .. } if mark == Some(Mark::Loved) => say!("row-loved", title: title.as_str()),
        RowKind::Because { title, .. } => say!("row-liked", title: title.as_str()),
        RowKind::Different => Text("row-different").into(),
        RowKind::Short => Text("row-short").into(),
    }
}

/// What one more word would change.
pub fn shift(mark: Mark, title: &str, shift: &Shift) -> String {
    let change = match (shift.come.as_slice(), shift.go.as_slice()) {
        ([], []) => Text("shift-none").into(),
        (come, []) => say!("shift-up", count: come.len(), up: and(come)),
        ([], go) => say!("shift-down", count: go.len(), down: and(go)),
        (come, go) => format!(
            "{}, {}",
            say!("shift-up", count: come.len(), up: and(come)),
            say!("shift-down", count: go.len(), down: and(go))
        ),
    };
    match mark {
        Mark::Loved => say!("shift-if-loved", title: title, change: change),
        _ => say!("shift-if-disliked", title: title, change: change),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(because: &[(&str, f32)]) -> Vec<Because> {
        let one = |(id, share): &(&str, f32)| Because { id: id.to_lowercase(), title: (*id).into(), share: *share };
        because.iter().map(one).collect()
    }

    fn mark_of(id: &str) -> Option<Mark> {
        match id {
            "oz" | "the wire" => Some(Mark::Loved),
            "fargo" => Some(Mark::Liked),
            "tatort" => Some(Mark::Disliked),
            _ => None,
        }
    }

    #[test]
    fn reasons_read_as_sentences() {
        let said = |because: &[(&str, f32)], popularity| reason(&reasons(because), popularity, mark_of);
        assert_eq!(said(&[("The Wire", 0.5), ("Oz", 0.3)], 0.1), "Because you loved The Wire and Oz.");
        assert_eq!(
            said(&[("Fargo", 0.5), ("Oz", 0.3), ("Tatort", 0.1)], 0.1),
            "Because you loved Oz, liked Fargo and watched Tatort."
        );
        assert_eq!(said(&[("Oz", 0.3)], 0.7), "Because you loved Oz, and because nearly everybody likes it.");
        assert_eq!(said(&[("Oz", 0.01)], 0.9), "Because nearly everybody likes it.");
        assert_eq!(said(&[], 1.0), "Because nearly everybody likes it.");
        assert_eq!(short_reason(&reasons(&[("Oz", 0.3), ("Fargo", 0.2)]), 0.1, mark_of), "loved Oz and liked Fargo");
        assert_eq!(short_reason(&[], 0.1, mark_of), "widely liked");
    }
    #[test]
    fn a_change_is_told_in_a_sentence() {
        let titles = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect();
        let told = |mark, come: &[&str], go: &[&str]| shift(mark, "Oz", &Shift { come: titles(come), go: titles(go) });
        assert_eq!(
            told(Mark::Disliked, &["Fargo", "Luther"], &["The Shield"]),
            "If you dislike Oz: Fargo and Luther would come up, The Shield would fall back."
        );
        assert_eq!(told(Mark::Loved, &[], &[]), "If you love Oz: the first ten stay the same otherwise.");
    }
}
