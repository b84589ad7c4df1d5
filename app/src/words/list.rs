//! The words of the list: what it is made of, what may be in it, why a show is in it.

use super::and;
use crate::messages::{Because, RowKind, Shift};
use crate::taste::Mark;

/// The list.
pub const LIST: &str = "What to watch next";
/// No list yet.
pub const LIST_EMPTY: &str = "Your list appears here with the first show you name.";
/// Nothing passes.
pub const LIST_NONE: &str = "No show passes these filters.";
/// Nothing is left.
pub const LIST_OVER: &str = "There is nothing left to recommend: you know the whole catalogue.";
/// More of the list.
pub const LIST_MORE: &str = "Show more";
/// The filters.
pub const FILTERS: &str = "Filters";
/// Unset all filters.
pub const FILTERS_CLEAR: &str = "Clear filters";
/// Genres, in the filters.
pub const GENRES: &str = "Only these genres";
/// First year.
pub const FROM: &str = "Began in or after";
/// Last year.
pub const TO: &str = "Began in or before";
/// No bound.
pub const ANY_YEAR: &str = "any year";
/// Sequels too.
pub const FRANCHISE: &str = "Also sequels and spin-offs of your shows";
/// The disclosure with the shares.
pub const WHY: &str = "Why exactly?";
/// The share of popularity.
pub const WIDELY_LIKED: &str = "Widely liked";
/// The share of the reasons that are not named.
pub const OTHER_SHOWS: &str = "Your other shows";
/// What the shares are.
pub const SHARES: &str = "What speaks for it, and how much";
/// The shelf of well-known shows.
pub const SHELF: &str = "Tap what you have enjoyed";
/// Open the shelf.
pub const SHELF_MORE: &str = "Pick from well-known shows";
/// Close the shelf.
pub const SHELF_DONE: &str = "Done";

/// Where it says how well a show fits.
pub fn fit(fit: f32) -> String {
    format!("Fit {} of 100", (fit * 100.0).round() as u32)
}

/// A share in per cent.
pub fn per_cent(share: f32) -> String {
    let share = (share * 100.0).clamp(0.0, 100.0);
    if share > 0.0 && share < 1.0 { "under 1 %".to_owned() } else { format!("{} %", share.round() as u32) }
}

/// What speaks for a show, without who said it: `loved Oz and liked Fargo`. `mark_of` tells what was said of a show.
fn clauses(because: &[Because], mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    // A reason that carries hardly anything is not worth a word.
    let told: Vec<&Because> = because.iter().filter(|because| because.share >= 0.04).collect();
    let mut clauses = Vec::new();
    for (verb, marks) in [
        ("loved", [Mark::Loved, Mark::Loved]),
        ("liked", [Mark::Liked, Mark::Liked]),
        ("saw", [Mark::Seen, Mark::Meh]),
        // A dislike speaks for a show because who watches the one watches the other: it is told as that.
        ("watched", [Mark::Disliked, Mark::Disliked]),
    ] {
        let titles: Vec<String> = told
            .iter()
            .filter(|because| mark_of(&because.id).is_some_and(|mark| marks.contains(&mark)))
            .map(|because| because.title.clone())
            .collect();
        if !titles.is_empty() {
            clauses.push(format!("{verb} {}", and(&titles)));
        }
    }
    and(&clauses)
}

/// Why a show is recommended to the reader, in a sentence.
pub fn reason(who: &str, because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses(because, mark_of);
    match clauses.as_str() {
        "" => "Because nearly everybody likes it.".to_owned(),
        _ if popularity > 0.5 => format!("Because {who} {clauses}, and because nearly everybody likes it."),
        _ => format!("Because {who} {clauses}."),
    }
}

/// Why a show is recommended to somebody whose name stands before it.
pub fn short_reason(because: &[Because], popularity: f32, mark_of: impl Fn(&str) -> Option<Mark>) -> String {
    let clauses = clauses(because, mark_of);
    match clauses.as_str() {
        "" => "widely liked".to_owned(),
        _ if popularity > 0.5 => format!("{clauses}; widely liked"),
        _ => clauses,
    }
}

/// The list as a list, or as rows.
pub const VIEWS: &str = "How to see it";
/// As a list.
pub const AS_LIST: &str = "List";
/// As rows.
pub const AS_ROWS: &str = "Rows";
/// No row.
pub const ROWS_NONE: &str = "There is too little left for rows. The list has what there is.";
/// The dial between the familiar and the adventurous.
pub const ADVENTURE: &str = "How far from the familiar";
/// One end of it.
pub const FAMILIAR: &str = "Familiar";
/// The other end.
pub const ADVENTUROUS: &str = "Adventurous";
/// Dislikes only keep a show out.
pub const IGNORE_DISLIKES: &str = "Ignore my dislikes";
/// Countries, in the filters.
pub const COUNTRIES: &str = "Made in";
/// Languages, in the filters.
pub const LANGUAGES: &str = "Language";
/// Services, in the filters.
pub const SERVICES: &str = "First shown on";
/// Any of them.
pub const ANY: &str = "any";
/// One more of them.
pub const ONE_MORE: &str = "or also …";
/// The length of an episode, in the filters.
pub const MINUTES: &str = "Episodes of at most";
/// The number of seasons, in the filters.
pub const SEASONS: &str = "Seasons at most";
/// Finished or running, in the filters.
pub const STATE: &str = "Finished or running";
/// Running.
pub const RUNNING: &str = "running";
/// Finished.
pub const FINISHED: &str = "finished";
/// Content notes, in the filters.
pub const WITHOUT: &str = "Keep out shows with";
/// A rating that is left out of the ranking.
pub const LEFT_OUT: &str = "left out";
/// What one more word would change.
pub const WHAT_IF: &str = "What would it change?";
/// While that is being computed.
pub const WHAT_IF_WAIT: &str = "One moment …";

/// Where the dial between the familiar and the adventurous stands.
pub fn adventure(value: u8) -> String {
    match value {
        0 => FAMILIAR.to_owned(),
        100 => ADVENTUROUS.to_owned(),
        _ => format!("{value} % adventurous"),
    }
}

/// Takes one of several choices of a filter back.
pub fn not_only(name: &str) -> String {
    format!("Remove {name} from the filter")
}

/// A length, in the filters.
pub fn minutes(count: u16) -> String {
    format!("{count} minutes")
}

/// How much of something is kept out, by the least degree: 1 to 3.
pub fn kept_out(degree: Option<u8>) -> &'static str {
    match degree {
        None => "keep all",
        Some(3) => "extreme",
        Some(2) => "much of it",
        Some(_) => "any of it",
    }
}

/// What the shows of a row have in common.
pub fn row(kind: &RowKind, mark: Option<Mark>) -> String {
    match kind {
        RowKind::Because { title, .. } if mark == Some(Mark::Loved) => format!("Because you loved {title}"),
        RowKind::Because { title, .. } => format!("Because you liked {title}"),
        RowKind::Different => "Something different".to_owned(),
        RowKind::Short => "Short and finished".to_owned(),
    }
}

/// What one more word would change.
pub fn shift(mark: Mark, title: &str, shift: &Shift) -> String {
    let said = if mark == Mark::Loved { "If you love" } else { "If you dislike" };
    let change = match (shift.come.as_slice(), shift.go.as_slice()) {
        ([], []) => "the first ten stay the same otherwise".to_owned(),
        (come, []) => format!("{} would come up", and(come)),
        ([], go) => format!("{} would fall back", and(go)),
        (come, go) => format!("{} would come up, {} would fall back", and(come), and(go)),
    };
    format!("{said} {title}: {change}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::YOU;

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
        let said = |because: &[(&str, f32)], popularity| reason(YOU, &reasons(because), popularity, mark_of);
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
