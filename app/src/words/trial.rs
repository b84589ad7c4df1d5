//! The sentences of the trial on one's own shows, and of the plot of quality.

use crate::messages::Trial;

/// The heading.
pub const TITLE: &str = "Does it work for you?";
/// What it does.
pub const WHY: &str = "Each show that you like is hidden once. From your other shows the model makes its list, and we see whether the hidden one is in it. It is worked out here, like everything else.";
/// The button.
pub const START: &str = "Try it on my shows";
/// Too little was named.
pub const TOO_FEW: &str = "Name at least three shows that you like first.";
/// The table.
pub const TABLE: &str = "Where each hidden show came back";
/// Its columns.
pub const COLUMNS: [&str; 3] = ["Show", "This model", "The best known first"];
/// Not among the first five hundred.
pub const FAR: &str = "over 500";
/// The plot, for those who do not see it; the table below it has the figures.
pub const PLOT: &str = "Per cent found, by method and input size. The table has the same figures.";

/// How it ended.
pub fn result(trial: &Trial) -> String {
    let (model, popularity) = trial.found();
    format!(
        "Of {} shows {model} came back among the first {}. Had everybody been given the best-known shows, {popularity} \
         would have.",
        trial.shows.len(),
        trial.list
    )
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
