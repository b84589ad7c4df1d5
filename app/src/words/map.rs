//! The sentences of the map.

use crate::language::{Text, say};

/// The link to the page, and its title.
pub const TITLE: Text = Text("map-title");
/// What it is.
pub const LEAD: Text = Text("map-lead");
/// The canvas, for those who do not see it.
pub const CANVAS: Text = Text("map-canvas");
/// Without a map.
pub const NONE: Text = Text("map-none");
/// The field that finds a show.
pub const FIND: Text = Text("map-find");
/// Larger.
pub const CLOSER: Text = Text("map-closer");
/// Smaller.
pub const FARTHER: Text = Text("map-farther");
/// All of it.
pub const WHOLE: Text = Text("map-whole");
/// The legend.
pub const LEGEND: [(&str, Text); 4] = [
    ("mine", Text("map-legend-mine")),
    ("said", Text("map-legend-said")),
    ("want", Text("map-legend-want")),
    ("next", Text("map-legend-next")),
];
/// The list of neighbours.
pub const NEAR: Text = Text("map-near");
/// Before something is chosen.
pub const CHOOSE: Text = Text("map-choose");
/// The link to the details.
pub const DETAILS: Text = Text("map-details");
/// A neighbour that is recommended.
pub const RECOMMENDED: Text = Text("map-recommended");

/// A show in the list of finds.
pub fn found(title: &str, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("{title} ({year})"),
        None => title.to_owned(),
    }
}

/// What is told when a show was chosen.
pub fn chosen(title: &str) -> String {
    say!("map-chosen", title: title)
}
