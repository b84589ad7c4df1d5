//! Statistics as bars, each with a table of the same figures.

use leptos::prelude::*;

use super::live::Views;
use crate::language::{Text, region};
use crate::library::{self, Bar};
use crate::reactive::Memo;
use crate::store::use_app;
use crate::words;
use crate::words::library as text;

/// So many genres, or countries, are shown.
const MOST: usize = 12;
/// The height of a line, and its parts from left to right, in the units of the drawing.
const LINE: usize = 26;
const LABEL: usize = 118;
const BAR: usize = 242;
const WIDTH: usize = 400;

#[component]
pub(super) fn Plots() -> impl IntoView {
    let app = use_app();
    let entries = move || app.taste.read();
    let decades = Memo::new(move |_| named(library::decades(entries().entries()), text::decade));
    let genres = Memo::new(move |_| named(library::genres(entries().entries(), MOST), words::genre));
    let countries = Memo::new(move |_| named(library::countries(entries().entries(), &app.known.read(), MOST), region));
    let over_time = Memo::new(move |_| named(library::over_time(entries().entries()), text::month));
    let legend = text::PARTS
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            view! {
                <li>
                    <svg class=format!("part-{at}") viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" class=format!("part-{at}")></rect></svg>
                    {part}
                </li>
            }
        })
        .views();
    view! {
        <section class="plots" aria-labelledby="plots-title">
            <h2 id="plots-title">{text::STATISTICS}</h2>
            <p class="why">{text::STATISTICS_WHY}</p>
            <ul class="legend">{legend}</ul>
            <div class="all-plots">
                {plot(text::DECADES, decades)}
                {plot(text::GENRES, genres)}
                {plot(text::COUNTRIES, countries)}
                {plot(text::OVER_TIME, over_time)}
            </div>
        </section>
    }
}

fn named(bars: Vec<Bar>, name: impl Fn(&str) -> String) -> Vec<Bar> {
    bars.into_iter().map(|bar| Bar { label: name(&bar.label), ..bar }).collect()
}

fn plot(title: Text, bars: Memo<Vec<Bar>>) -> AnyView {
    view! {
        <section class="plot" hidden=move || bars.with(Vec::is_empty)>
            <h3>{title}</h3>
            {move || bars.with(|bars| drawing(title.get(), bars))}
            <details class="group">
                <summary>{text::AS_TABLE}<span class="unseen">{format!(": {title}")}</span></summary>
                {move || bars.with(|bars| table(title.get(), bars))}
            </details>
        </section>
    }
    .into_any()
}

fn drawing(title: &str, bars: &[Bar]) -> impl IntoView + use<> {
    let most = bars.iter().map(Bar::sum).max().unwrap_or(1).max(1);
    let lines = bars
        .iter()
        .enumerate()
        .map(|(at, bar)| {
            let top = at * LINE;
            let mut left = LABEL + 6;
            let parts = bar
                .parts
                .iter()
                .enumerate()
                .map(|(part, count)| {
                    let width = count * BAR / most;
                    let x = left;
                    left += width;
                    view! {
                        <rect
                            class=format!("part-{part}")
                            x=x.to_string()
                            y=(top + 4).to_string()
                            width=width.to_string()
                            height=(LINE - 8).to_string()
                        ></rect>
                    }
                })
                .views();
            let middle = (top + LINE / 2 + 5).to_string();
            view! {
                <text class="label" x=LABEL.to_string() y=middle.clone()>{bar.label.clone()}</text>
                {parts}
                <text x=(left + 5).to_string() y=middle>{words::number(bar.sum() as u64)}</text>
            }
        })
        .views();
    view! {
        <svg
            role="img"
            aria-label=text::plot(title, bars)
            viewBox=format!("0 0 {WIDTH} {}", (bars.len() * LINE).max(1))
        >
            {lines}
        </svg>
    }
}

fn table(title: &'static str, bars: &[Bar]) -> impl IntoView + use<> {
    let heads = text::PARTS.iter().chain([&text::SUM]).map(|part| view! { <th scope="col">{part.get()}</th> }).views();
    let rows = bars
        .iter()
        .map(|bar| {
            let sum = bar.sum();
            let cells =
                bar.parts.iter().chain([&sum]).map(|count| view! { <td>{words::number(*count as u64)}</td> }).views();
            view! {
                <tr>
                    <th scope="row">{bar.label.clone()}</th>
                    {cells}
                </tr>
            }
        })
        .views();
    view! {
        <table>
            <caption class="unseen">{title}</caption>
            <thead>
                <tr>
                    <td></td>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
