//! The sentences of the map.

/// The link to the page, and its title.
pub const TITLE: &str = "Map";
/// What it is.
pub const LEAD: &str = "Every show of the catalogue. What the same people like lies close together.";
/// The canvas, for those who do not see it.
pub const CANVAS: &str = "Map of shows. Arrow keys move it, plus and minus zoom, zero shows all of it. What it shows about a show stands below as a list.";
/// Without a map.
pub const NONE: &str = "This model file has no map. A newer trainer draws one.";
/// The field that finds a show.
pub const FIND: &str = "Find a show on the map";
/// Larger.
pub const CLOSER: &str = "Zoom in";
/// Smaller.
pub const FARTHER: &str = "Zoom out";
/// All of it.
pub const WHOLE: &str = "Show the whole map";
/// The legend.
pub const LEGEND: [(&str, &str); 4] = [
    ("mine", "You like it"),
    ("said", "You said something else of it"),
    ("want", "You want to watch it"),
    ("next", "Recommended to you"),
];
/// The list of neighbours.
pub const NEAR: &str = "Closest to it";
/// Before something is chosen.
pub const CHOOSE: &str = "Choose a show: with the finger, the mouse, or the field above.";
/// The link to the details.
pub const DETAILS: &str = "All about it";
/// A neighbour that is recommended.
pub const RECOMMENDED: &str = "recommended";

/// A show in the list of finds.
pub fn found(title: &str, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("{title} ({year})"),
        None => title.to_owned(),
    }
}

/// What is told when a show was chosen.
pub fn chosen(title: &str) -> String {
    format!("{title} is chosen.")
}
