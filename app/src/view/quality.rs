//! How good the model is by input size, beside simple methods: as a plot, and as a table.

use leptos::prelude::*;
use model_core::card::Quality;

use super::live::Views;
use crate::language::tenths;
use crate::words;

/// The name of this model among the methods.
const OURS: &str = "this model";
/// The drawing, in its own units, and what of it is for the numbers to the left, the names to the right, and the foot.
const WIDTH: f32 = 460.0;
const HEIGHT: f32 = 290.0;
const LEFT: f32 = 40.0;
const RIGHT: f32 = 140.0;
const TOP: f32 = 14.0;
const FOOT: f32 = 34.0;
/// Names of lines that end close to each other keep so much distance.
const APART: f32 = 17.0;
/// Between two rules, in parts of one.
const RULE: f32 = 0.1;

/// A line per method, a column per input size.
#[component]
pub(super) fn QualityTable(quality: Vec<Quality>) -> impl IntoView {
    let mut methods: Vec<String> = Vec::new();
    let mut inputs: Vec<String> = Vec::new();
    for line in &quality {
        if !methods.contains(&line.method) {
            methods.push(line.method.clone());
        }
        if !inputs.contains(&line.input) {
            inputs.push(line.input.clone());
        }
    }
    let none = quality.is_empty();
    let drawing = plot(&quality, &methods, &inputs);
    let people = quality.iter().map(|line| line.people).max().unwrap_or_default();
    let at = |method: &str, input: &str| {
        quality.iter().find(|line| line.method == method && line.input == input).map(|line| line.recall20)
    };
    // The best of a column stands out.
    let best: Vec<f32> =
        inputs.iter().map(|input| methods.iter().filter_map(|method| at(method, input)).fold(0.0, f32::max)).collect();
    let rows = methods
        .iter()
        .map(|method| {
            let cells = inputs
                .iter()
                .zip(&best)
                .map(|(input, &best)| {
                    let value = at(method, input);
                    let text = value.map_or("–".to_owned(), |value| tenths(f64::from(value) * 100.0));
                    view! { <td class="number" class:best=value == Some(best)>{text}</td> }
                })
                .views();
            view! { <tr><th scope="row">{words::method(method)}</th>{cells}</tr> }
        })
        .views();
    let head = inputs
        .iter()
        .map(|input| {
            view! { <th scope="col">{words::named(input)}</th> }
        })
        .views();
    view! {
        <section hidden=none>
            <h2>{words::ABOUT_QUALITY}</h2>
            <p>
                {words::measured_on(people)}
            </p>
            {drawing}
            <div class="wide" role="region" aria-label=words::ABOUT_QUALITY tabindex="0">
                <table class="quality">
                    <caption>{words::QUALITY_TABLE}</caption>
                    <thead><tr><th scope="col">{words::METHOD}</th>{head}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A line for each method.
fn plot(quality: &[Quality], methods: &[String], inputs: &[String]) -> impl IntoView + use<> {
    let most = quality.iter().map(|line| line.recall20).fold(0.0, f32::max);
    let rules = (most / RULE).ceil().max(1.0);
    let x = |at: usize| LEFT + (WIDTH - LEFT - RIGHT) * (at as f32 + 0.5) / inputs.len().max(1) as f32;
    let y = |value: f32| HEIGHT - FOOT - (HEIGHT - TOP - FOOT) * value / (rules * RULE);
    let grid = (0..=rules as u32)
        .map(|rule| {
            let value = rule as f32 * RULE;
            let (at, label) = (y(value).to_string(), words::per_cent(value));
            view! {
                <line class="rule" x1=LEFT.to_string() x2=(WIDTH - RIGHT).to_string() y1=at.clone() y2=at></line>
                <text class="end" x=(LEFT - 6.0).to_string() y=(y(value) + 4.0).to_string()>{label}</text>
            }
        })
        .views();
    let foot = inputs
        .iter()
        .enumerate()
        .map(|(at, input)| {
            view! { <text class="middle" x=x(at).to_string() y=(HEIGHT - 10.0).to_string()>{words::named(input)}</text> }
        })
        .views();
    let points = |method: &str| -> Vec<(f32, f32)> {
        let value = |input: &String| quality.iter().find(|line| line.method == method && line.input == *input);
        inputs.iter().enumerate().filter_map(|(at, input)| Some((x(at), y(value(input)?.recall20)))).collect()
    };
    let lines: Vec<(&String, Vec<(f32, f32)>)> = methods.iter().map(|method| (method, points(method))).collect();
    let mut ends: Vec<(usize, f32)> =
        lines.iter().enumerate().filter_map(|(at, (_, points))| Some((at, points.last()?.1))).collect();
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    for at in 1..ends.len() {
        ends[at].1 = ends[at].1.max(ends[at - 1].1 + APART);
    }
    let names = ends
        .into_iter()
        .map(|(at, y)| {
            let name = lines[at].0.clone();
            let class = if name == OURS { "ours" } else { "" };
            view! { <text class=class x=(WIDTH - RIGHT + 4.0).to_string() y=(y + 4.0).to_string()>{words::method(&name)}</text> }
        })
        .views();
    let lines = lines
        .into_iter()
        .map(|(method, points)| {
            let class = if method == OURS { "ours" } else { "theirs" };
            let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            view! { <polyline class=class points=path.join(" ")></polyline> }
        })
        .views();
    view! {
        <svg class="quality-plot" role="img" aria-label=words::trial::PLOT viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            {grid} {foot} {lines} {names}
        </svg>
    }
}
