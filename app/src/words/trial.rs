//! The sentences of the trial on one's own shows, and of the plot of quality.

use crate::language::{Text, say};
use crate::messages::Trial;

/// The heading.
pub const TITLE: Text = Text("trial-title");
/// What it does.
pub const WHY: Text = Text("trial-why");
/// The button.
pub const START: Text = Text("trial-start");
/// Too little was named.
pub const TOO_FEW: Text = Text("trial-too-few");
/// The table.
pub const TABLE: Text = Text("trial-table");
/// Its columns.
pub const COLUMNS: [Text; 3] = [Text("trial-column-show"), Text("trial-column-model"), Text("trial-column-popular")];
/// Not among the first five hundred.
pub const FAR: Text = Text("trial-far");
/// The plot, for those who do not see it; the table below it has the figures.
pub const PLOT: Text = Text("trial-plot");

/// How it ended.
pub fn result(trial: &Trial) -> String {
    let (model, popularity) = trial.found();
    say!("trial-result", count: trial.shows.len(), model: model, list: trial.list, popularity: popularity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Tried;

    #[test]
    fn the_result_is_a_sentence() {
        let shows = vec![Tried { title: "Oz".into(), place: Some(3), by_popularity: 40 }];
        assert_eq!(
            result(&Trial { list: 20, shows }),
            "Of 1 shows 1 came back among the first 20. Had everybody been given the best-known shows, 0 would have."
        );
    }
}
