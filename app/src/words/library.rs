//! The sentences about the library.

use super::who;
use crate::language::{Text, say};
use crate::library::{Bar, Order};
use crate::taste::Mark;

/// The link to the page.
pub const LINK: Text = Text("library-link");
/// From the person's shows.
pub const ALL: Text = Text("library-all");
/// What it is.
pub const LEAD: Text = Text("library-lead");
/// Nothing there.
pub const EMPTY: Text = Text("library-empty");
/// The search field.
pub const SEARCH: Text = Text("library-search");
/// Marks to choose from.
pub const MARKS: Text = Text("library-marks");
/// No bound.
pub const EVERYTHING: Text = Text("library-everything");
/// The order.
pub const ORDER: Text = Text("library-order");
/// The table.
pub const TABLE: Text = Text("library-table");
/// Nothing passes.
pub const NONE: Text = Text("library-none");
/// Select what is shown.
pub const SELECT_ALL: Text = Text("library-select-all");
/// What is done with the selected ones.
pub const BULK: Text = Text("library-bulk");
/// Change them.
pub const SET: Text = Text("library-set");
/// Forget them.
pub const REMOVE: Text = Text("library-remove");
/// The statistics.
pub const STATISTICS: Text = Text("library-statistics");
/// What they count.
pub const STATISTICS_WHY: Text = Text("library-statistics-why");
/// As a table.
pub const AS_TABLE: Text = Text("library-as-table");
/// The three parts of a bar.
pub const PARTS: [Text; 3] = [Text("mark-loved"), Text("mark-liked"), Text("library-others")];
/// All of a bar.
pub const SUM: Text = Text("library-sum");
/// The browser has not promised anything.
pub const NO_PROMISE: Text = Text("library-no-promise");
/// Ask.
pub const ASK: Text = Text("library-ask");
/// By decade.
pub const DECADES: Text = Text("library-decades");
/// By genre.
pub const GENRES: Text = Text("library-genres");
/// By country.
pub const COUNTRIES: Text = Text("library-countries");
/// By when it was said.
pub const OVER_TIME: Text = Text("library-over-time");

/// The page.
pub fn title(name: &str) -> String {
    say!("library-title", who: who(name), name: name)
}

/// An order.
pub fn order(order: Order) -> Text {
    match order {
        Order::Newest => Text("library-newest"),
        Order::Oldest => Text("library-oldest"),
        Order::Title => Text("library-by-title"),
        Order::Year => Text("library-by-year"),
        Order::Mark => Text("library-by-mark"),
    }
}

/// How many are selected.
pub fn selected(count: usize) -> String {
    say!("library-selected", count: count)
}

/// Selects a show.
pub fn select(title: &str) -> String {
    say!("library-select", title: title)
}

/// Many were changed.
pub fn did_change(count: usize, mark: Option<Mark>) -> String {
    match mark {
        Some(mark) => say!("library-did-change", count: count, mark: super::marked(mark)),
        None => super::did_clear(count),
    }
}

/// A plot, for those who hear it.
pub fn plot(title: &str, bars: &[Bar]) -> String {
    let bars: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.sum())).collect();
    say!("library-plot", title: title, bars: bars.join(", "))
}

/// A decade, which is counted as `1990s`.
pub fn decade(label: &str) -> String {
    say!("library-decade", year: label.trim_end_matches('s'))
}

/// A month or a year: `Mar 2026`.
pub fn month(label: &str) -> String {
    crate::language::month(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_changes_read_well() {
        assert_eq!(decade("1990s"), "1990s");
        assert_eq!(month("2026-03"), "Mar 2026");
        assert_eq!(month("2026"), "2026");
        assert_eq!(did_change(2, Some(Mark::Want)), "2 shows: to watch now.");
        assert_eq!(did_change(1, None), "1 show removed.");
    }
}
