//! A page that shows how good a model is, or why it is not: one HTML file with its style and its drawings in it, no
//! script, nothing fetched. Every text from the data is escaped by the template (maud); behind every drawing is the table
//! of its numbers, for those who cannot see it or want them exactly.

mod plot;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use model_core::Model;
use model_core::catalogue::{ShowIndex, Title};

use crate::evaluate::bootstrap::Figure;
use crate::evaluate::results::{Bin, Evaluation, OURS, Row};
use plot::{Bars, Lines, Series};

/// Everything that a report shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// What was measured.
    pub evaluation: Evaluation,
    /// Models of other sizes, the smallest first; the model itself is one of them.
    pub budgets: Vec<Budget>,
    /// Well-known shows and what is nearest to them.
    pub neighbours: Vec<(String, Vec<String>)>,
    /// Licence and attribution of the data; empty when nobody said.
    pub licence: String,
}

/// How good a file of another size is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Budget {
    /// Its bytes.
    pub bytes: u64,
    /// Recall@20 at each input size.
    pub recall20: Vec<(String, Figure)>,
}

/// The shows nearest to each of the `count` best known ones, by title; those of one franchise only once.
pub fn neighbours(model: &Model, count: usize, nearest: usize) -> Vec<(String, Vec<String>)> {
    let catalogue = model.catalogue();
    let name = |title: &Title| match title.year {
        Some(year) => format!("{} ({year})", title.title),
        None => title.title.clone(),
    };
    let titles = catalogue.titles();
    let mut scratch = model_core::Scratch::default();
    // Numbers are ranks by popularity.
    (0..count.min(titles.len()))
        .map(|show| {
            let near = model.similar(show as ShowIndex, nearest, &mut scratch);
            let near = near.into_iter().map(|(other, _)| name(&titles[other as usize])).collect();
            (name(&titles[show]), near)
        })
        .collect()
}

impl Report {
    /// The page.
    pub fn html(&self) -> String {
        let found = &self.evaluation;
        let title = "How good this model is";
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    title { (title) }
                    style { (PreEscaped(include_str!("style.css"))) }
                }
                body {
                    header {
                        p.kicker { "Model report" }
                        h1 { (title) }
                        p.lead { (found.data) ". The question: " (found.protocol) "." }
                        (self.key_figures())
                    }
                    main {
                        (self.curves())
                        (self.sizes())
                        (self.lists())
                        (self.data())
                        (self.near())
                        (self.choices())
                    }
                    footer { (self.licence_text()) }
                }
            }
        };
        page.into_string()
    }

    fn key_figures(&self) -> Markup {
        let found = &self.evaluation;
        let at_three = found.row(OURS, "3").or_else(|| found.rows.first());
        html! {
            dl.key {
                div { dt { "people asked" } dd { (thousands(found.asked_people as u64)) } }
                div { dt { "people learned from" } dd { (thousands(found.known_people as u64)) } }
                div { dt { "shows" } dd { (thousands(found.shows as u64)) } }
                div { dt { "bytes of the file" } dd { (thousands(found.model.bytes)) } }
                @if let Some(row) = at_three {
                    div { dt { "Recall@20, " (named(&row.input)) } dd { (short(row.recall20.mean)) } }
                }
            }
            @if !found.model.unseen {
                p.warning {
                    strong { "Perhaps too good. " }
                    "This file was trained before, and may have learned from the very people who were asked."
                }
            }
        }
    }

    /// Quality by input size.
    fn curves(&self) -> Markup {
        let found = &self.evaluation;
        let inputs = found.inputs();
        let series = |metric: fn(&Row) -> Figure| -> Vec<Series> {
            let of = |method: &&str| Series {
                name: (*method).into(),
                ours: *method == OURS,
                points: inputs.iter().map(|input| found.row(method, input).map(metric)).collect(),
            };
            found.methods().iter().map(of).collect()
        };
        let labels: Vec<String> = inputs.iter().map(|input| (*input).into()).collect();
        let drawing = |id: &str, metric: &str, figures: Vec<Series>| {
            let lines = Lines { id, title: metric, below: "shows named, or share of a history", labels: &labels };
            html! {
                figure {
                    figcaption { h3 { (metric) } }
                    (lines.draw(&figures))
                    (figures_table(metric, "shows named", &labels, &figures))
                }
            }
        };
        html! {
            section {
                h2 { "What it finds" }
                p {
                    "Each of these people names some of the shows that they like; a method answers with a list. Recall@20 is the "
                    "share of the shows they like besides that the first twenty places hold, of as many as could be there. "
                    "Bars are 95 % bootstrap intervals over people."
                }
                (drawing("recall20", "Recall@20", series(|row| row.recall20)))
                (drawing("recall50", "Recall@50", series(|row| row.recall50)))
                (drawing("ndcg100", "NDCG@100", series(|row| row.ndcg100)))
            }
        }
    }

    /// Quality against bytes.
    fn sizes(&self) -> Markup {
        if self.budgets.len() < 2 {
            return html! {};
        }
        let labels: Vec<String> = self.budgets.iter().map(|budget| kilobytes(budget.bytes)).collect();
        let inputs: Vec<&str> = self.budgets[0].recall20.iter().map(|(input, _)| input.as_str()).collect();
        let series: Vec<Series> = inputs
            .iter()
            .enumerate()
            .map(|(at, input)| Series {
                name: named(input),
                ours: false,
                points: self.budgets.iter().map(|budget| budget.recall20.get(at).map(|(_, figure)| *figure)).collect(),
            })
            .collect();
        let lines =
            Lines { id: "bytes", title: "Recall@20 against bytes", below: "bytes of the file", labels: &labels };
        html! {
            section {
                h2 { "What a larger file brings" }
                p { "The same data and the same people, in files of other sizes. Where a line is flat, bytes buy nothing more." }
                figure {
                    figcaption { h3 { "Recall@20 against bytes" } }
                    (lines.draw(&series))
                    (figures_table("Recall@20", "bytes", &labels, &series))
                }
            }
        }
    }

    /// What lists are like besides right.
    fn lists(&self) -> Markup {
        let found = &self.evaluation;
        let input = if found.inputs().contains(&"3") { "3" } else { found.inputs().first().copied().unwrap_or("3") };
        let rows: Vec<&Row> = found.rows.iter().filter(|row| row.input == input && row.lists.is_some()).collect();
        let Some(chosen) = rows.first().and_then(|row| row.lists) else { return html! {} };
        let bars: Vec<(String, f64)> =
            rows.iter().filter_map(|row| Some((row.method.clone(), row.lists?.coverage))).collect();
        html! {
            section {
                h2 { "Whether it shows more than hits" }
                p {
                    "Lists of twenty, " (named(input)) ". Coverage is the share of the catalogue that is on anybody's list. What these "
                    "people really watch is liked by " (percent(chosen.chosen_popularity)) " of all people in the mean; lists of better "
                    "known shows than that lean towards hits."
                }
                figure {
                    figcaption { h3 { "Coverage of the catalogue" } }
                    (Bars { id: "coverage", title: "Coverage of the catalogue by method" }.draw_shares(&bars))
                    div.scroll { table {
                        caption { "Lists of twenty, " (named(input)) }
                        thead { tr {
                            th scope="col" { "Method" }
                            th.n scope="col" { "Coverage" }
                            th.n scope="col" { "Listed shows are liked by" }
                            th.n scope="col" { "Novelty, bits" }
                            th.n scope="col" { "Miscalibration of genres" }
                            th.n scope="col" { "Recall@20 of rarely rated shows" }
                        } }
                        tbody { @for row in &rows { @if let Some(lists) = row.lists {
                            tr.ours[row.method == OURS] {
                                th scope="row" { (row.method) }
                                td.n { (percent(lists.coverage)) }
                                td.n { (percent(lists.popularity)) }
                                td.n { (format!("{:.2}", lists.novelty)) }
                                td.n { (lists.miscalibration.map_or("–".into(), short)) }
                                td.n { (with_margin(&lists.rare_recall20)) }
                            }
                        } } }
                    } }
                    p.note {
                        "Novelty: the mean of log₂ (people / people who like it). Miscalibration: how far the genres listed are from those "
                        "watched (Steck, 2018); 0 is perfect. Rarely rated: the " (thousands(found.rare_shows as u64)) " least known "
                        "shows, which together make a fifth of all ratings."
                    }
                }
            }
        }
    }

    /// What the data looks like.
    fn data(&self) -> Markup {
        let distribution = &self.evaluation.distribution;
        let [disliked, liked, loved] = distribution.said;
        let histogram = |id: &str, title: &str, of: &str, by: &str, bins: &[Bin]| {
            let bars: Vec<(String, u64)> = bins.iter().map(|bin| (range(bin), bin.count)).collect();
            html! {
                figure {
                    figcaption { h3 { (title) } }
                    (Bars { id, title }.draw_counts(&bars, by))
                    details { summary { "The numbers" } table {
                        caption { (title) }
                        thead { tr { th scope="col" { (by) } th.n scope="col" { (of) } } }
                        tbody { @for (label, count) in &bars {
                            tr { th scope="row" { (label) } td.n { (thousands(*count)) } }
                        } }
                    } }
                }
            }
        };
        html! {
            section {
                h2 { "What it learned from" }
                p {
                    (thousands(disliked + liked + loved)) " opinions: " (thousands(loved)) " loved, " (thousands(liked)) " liked, "
                    (thousands(disliked)) " disliked, by each person's own standards. Few shows have many ratings, and many have few; "
                    "of those, no method knows much."
                }
                div.pair {
                    (histogram("per-show", "Ratings per show", "shows", "people who like it", &distribution.per_show))
                    (histogram("per-viewer", "Ratings per viewer", "viewers", "shows they like", &distribution.per_person))
                }
            }
        }
    }

    fn near(&self) -> Markup {
        if self.neighbours.is_empty() {
            return html! {};
        }
        html! {
            section {
                h2 { "Does it make sense?" }
                p { "The best known shows, and what the model holds to be nearest to each. Judge for yourself." }
                div.cards { @for (show, near) in &self.neighbours {
                    article {
                        h3 { (show) }
                        ol { @for other in near { li { (other) } } }
                    }
                } }
            }
        }
    }

    fn choices(&self) -> Markup {
        let model = &self.evaluation.model;
        html! {
            section {
                h2 { "What was chosen" }
                @match model.training_seconds {
                    Some(seconds) => p { "Trained in " (format!("{seconds:.0}")) " seconds. What the trainer decided, as the model's card says it:" },
                    None => p { "What the trainer decided, as the model's card says it:" },
                }
                dl.choices { @for (name, value) in &model.choices {
                    div { dt { (name) } dd { (value) } }
                } }
            }
        }
    }

    fn licence_text(&self) -> Markup {
        html! {
            p {
                @if self.licence.is_empty() {
                    "Nobody said under which licence the data is; --licence puts it here and on the model's card."
                } @else {
                    "Data: " (self.licence)
                }
            }
            p { "Made by trainer " (env!("CARGO_PKG_VERSION")) ", program under MIT or Apache-2.0." }
        }
    }
}

/// The numbers behind a drawing of lines.
fn figures_table(metric: &str, by: &str, labels: &[String], series: &[Series]) -> Markup {
    html! {
        details {
            summary { "The numbers" }
            div.scroll { table {
                caption { (metric) " by " (by) ", with half the 95 % interval" }
                thead { tr {
                    td {}
                    @for label in labels { th.n scope="col" { (label) } }
                } }
                tbody { @for one in series {
                    tr.ours[one.ours] {
                        th scope="row" { (one.name) }
                        @for point in &one.points {
                            td.n { (point.as_ref().map_or("–".into(), with_margin)) }
                        }
                    }
                } }
            } }
        }
    }
}

/// `1` as "1 show named".
fn named(input: &str) -> String {
    match input {
        "1" => "1 show named".into(),
        share if share.ends_with('%') => format!("{} of a history named", share.replace('%', "\u{202f}%")),
        shows => format!("{shows} shows named"),
    }
}

fn range(bin: &Bin) -> String {
    if bin.from == bin.to { bin.from.to_string() } else { format!("{}–{}", bin.from, bin.to) }
}

/// .4723
fn short(value: f64) -> String {
    format!("{value:.3}").replacen("0.", ".", 1)
}

fn with_margin(figure: &Figure) -> String {
    format!("{} ±{}", short(figure.mean), short(figure.margin()))
}

fn percent(value: f64) -> String {
    format!("{:.0}\u{202f}%", value * 100.0)
}

/// 1,234,567
fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn kilobytes(bytes: u64) -> String {
    format!("{}\u{202f}kB", thousands(bytes.div_ceil(1000)))
}

#[cfg(test)]
mod tests;
