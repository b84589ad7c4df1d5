//! Tables for the terminal.

use trainer::evaluate::lists::Lists;
use trainer::evaluate::results::{Evaluation, OURS, Row};

pub(super) fn evaluation(found: &Evaluation) {
    let Evaluation { known_people, asked_people, .. } = found;
    println!("{}", found.protocol);
    match found.model.training_seconds {
        Some(seconds) => println!(
            "{asked_people} viewers who were not trained on, {known_people} who were; a model file of {} bytes, trained in \
             {seconds:.1} s\n",
            found.model.bytes
        ),
        None => println!(
            "{asked_people} viewers; a model file of {} bytes. A file made by `trainer train` has learned from all of its \
             viewers: if these are among them, its figures are too good.\n",
            found.model.bytes
        ),
    }
    type Metric = fn(&Row) -> Option<f64>;
    let metrics: [(&str, Metric); 9] = [
        ("Recall@20", |row| Some(row.recall20.mean)),
        ("Recall@50", |row| Some(row.recall50.mean)),
        ("NDCG@100", |row| Some(row.ndcg100.mean)),
        ("Recall@20, rare", |row| row.lists.map(|lists| lists.rare_recall20.mean)),
        ("coverage", |row| row.lists.map(|lists| lists.coverage)),
        ("novelty, bits", |row| row.lists.map(|lists| lists.novelty)),
        ("popularity shown", |row| row.lists.map(|lists| lists.popularity)),
        ("miscalibration", |row| row.lists?.miscalibration),
        ("ours is ahead by", |row| row.behind_ours.map(|ahead| ahead.mean)),
    ];
    for (name, metric) in metrics {
        if found.rows.iter().all(|row| metric(row).is_none()) {
            continue;
        }
        table(name, found, metric);
    }
    let ours = || found.rows.iter().filter(|row| row.method == OURS);
    let margins = ours().map(|row| format!("{}: ±{:.3} of {}", row.input, row.recall20.margin(), row.people));
    println!(
        "95 % bootstrap margins of this model's Recall@20, and people asked: {}",
        margins.collect::<Vec<_>>().join(", ")
    );
    if let Some(lists) = ours().find_map(|row| row.lists) {
        println!(
            "Figures below Recall and NDCG are of lists of 20. Rare: the {} least known of {} shows, which make a fifth of \
             all ratings. Popularity of what these people watch: {:.3}. Miscalibration of genres: Steck 2018, 0 is perfect.",
            found.rare_shows, found.shows, lists.chosen_popularity
        );
    }
}

fn table(name: &str, found: &Evaluation, metric: impl Fn(&Row) -> Option<f64>) {
    print!("{name:<18}");
    for input in found.inputs() {
        print!("{input:>9}");
    }
    println!();
    for method in found.methods() {
        print!("  {method:<16}");
        for input in found.inputs() {
            match found.row(method, input).and_then(&metric) {
                Some(value) => print!("{value:>9.4}"),
                None => print!("{:>9}", "–"),
            }
        }
        println!();
    }
    println!();
}

/// What lists are like, for a card.
pub(super) fn lists_in_words(lists: &Lists) -> String {
    let mut text = format!(
        "{:.0} % of the catalogue is on some list; a listed show is liked by {:.0} % of people in the mean, what people \
         watch by {:.0} %; {:.1} bits of surprise",
        lists.coverage * 100.0,
        lists.popularity * 100.0,
        lists.chosen_popularity * 100.0,
        lists.novelty
    );
    if let Some(miscalibration) = lists.miscalibration {
        text.push_str(&format!("; genres miss those watched by {miscalibration:.2} (Steck 2018, 0 is perfect)"));
    }
    if lists.rare_people > 0 {
        text.push_str(&format!("; Recall@20 of rarely rated shows {:.3}", lists.rare_recall20.mean));
    }
    text
}

#[cfg(test)]
mod tests {
    use trainer::evaluate::bootstrap::Figure;

    use super::*;

    #[test]
    fn a_card_says_what_lists_are_like() {
        let rare_recall20 = Figure { mean: 0.1234, low: 0.1, high: 0.2 };
        let lists = Lists {
            coverage: 0.417,
            novelty: 2.34,
            popularity: 0.25,
            chosen_popularity: 0.2,
            miscalibration: Some(0.456),
            rare_recall20,
            rare_people: 9,
        };
        insta::assert_snapshot!(lists_in_words(&lists), @"42 % of the catalogue is on some list; a listed show is liked by 25 % of people in the mean, what people watch by 20 %; 2.3 bits of surprise; genres miss those watched by 0.46 (Steck 2018, 0 is perfect); Recall@20 of rarely rated shows 0.123");
    }
}
