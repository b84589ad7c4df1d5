//! The sentences about the library.

use super::shows;
use crate::library::{Bar, Order};
use crate::taste::Mark;

/// The link to the page.
pub const LINK: &str = "Library";
/// From the person's shows.
pub const ALL: &str = "All of them";
/// What it is.
pub const LEAD: &str = "Everything you said, the watchlist and what you hid.";
/// Nothing there.
pub const EMPTY: &str = "Nothing here yet. Name shows on the first page, or bring them from elsewhere.";
/// The search field.
pub const SEARCH: &str = "Search your shows";
/// Marks to choose from.
pub const MARKS: &str = "Only those that are";
/// No bound.
pub const EVERYTHING: &str = "All";
/// The order.
pub const ORDER: &str = "Order";
/// The table.
pub const TABLE: &str = "Save as CSV";
/// Nothing passes.
pub const NONE: &str = "None of your shows is called so, with this mark.";
/// Select what is shown.
pub const SELECT_ALL: &str = "Select all";
/// What is done with the selected ones.
pub const BULK: &str = "With the selected shows";
/// Change them.
pub const SET: &str = "Mark them as …";
/// Forget them.
pub const REMOVE: &str = "Remove them";
/// The statistics.
pub const STATISTICS: &str = "In numbers";
/// What they count.
pub const STATISTICS_WHY: &str = "What you watched, by what you said of it.";
/// As a table.
pub const AS_TABLE: &str = "As a table";
/// The three parts of a bar.
pub const PARTS: [&str; 3] = ["Loved", "Liked", "Others"];
/// All of a bar.
pub const SUM: &str = "All";
/// The browser has not promised anything.
pub const NO_PROMISE: &str = "This browser may throw your shows away when its storage runs short. Save a copy from time to time, or ask it to keep them.";
/// Ask.
pub const ASK: &str = "Ask it";
/// By decade.
pub const DECADES: &str = "Decades";
/// By genre.
pub const GENRES: &str = "Genres";
/// By country.
pub const COUNTRIES: &str = "Countries";
/// By when it was said.
pub const OVER_TIME: &str = "When you said it";

/// The page.
pub fn title(name: &str) -> String {
    match name {
        "" => "Your library".to_owned(),
        name => format!("{name}’s library"),
    }
}

/// An order.
pub fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "Newest first",
        Order::Oldest => "Oldest first",
        Order::Title => "Title",
        Order::Year => "Year",
        Order::Mark => "What you said",
    }
}

/// How many are selected.
pub fn selected(count: usize) -> String {
    format!("{} selected", shows(count))
}

/// Selects a show.
pub fn select(title: &str) -> String {
    format!("Select {title}")
}

/// Many were changed.
pub fn did_change(count: usize, mark: Option<Mark>) -> String {
    match mark {
        Some(mark) => format!("{}: {} now.", shows(count), super::marked(mark)),
        None => super::did_clear(count),
    }
}

/// A plot, for those who hear it.
pub fn plot(title: &str, bars: &[Bar]) -> String {
    let bars: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.sum())).collect();
    format!("{title}: {}", bars.join(", "))
}

/// A month or a year: `Mar 2026`.
pub fn month(label: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = label
        .split_once('-')
        .and_then(|(year, month)| Some((year, MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?)));
    name.map_or_else(|| label.to_owned(), |(year, month)| format!("{month} {year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_changes_read_well() {
        assert_eq!(month("2026-03"), "Mar 2026");
        assert_eq!(month("2026"), "2026");
        assert_eq!(did_change(2, Some(Mark::Want)), "2 shows: to watch now.");
        assert_eq!(did_change(1, None), "1 show removed.");
    }
}
