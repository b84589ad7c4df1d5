//! What the model is, and how good.

use leptos::prelude::*;
use model_core::card::{Card, Quality};

use super::parts::contribute_link;
use crate::route::Route;
use crate::store::{ModelState, use_app};
use crate::words;

#[component]
pub(super) fn About() -> impl IntoView {
    let app = use_app();
    let card = move || {
        app.model.with(|model| match model {
            ModelState::Ready(edition) => Some(edition.card.clone()),
            _ => None,
        })
    };
    view! {
        <article class="about" aria-labelledby="about-title">
            <p><a href=Route::Home.href()>{words::BACK}</a></p>
            <h1 id="about-title" tabindex="-1">{words::ABOUT}</h1>
            <p class="lead">{words::ABOUT_LEAD}</p>
            <p>{words::ABOUT_FIT}</p>
            <p>{words::ABOUT_LIMITS}</p>
            {app
                .contributing
                .map(|_| {
                    view! {
                        <p>
                            {words::contribute::ABOUT} " "
                            {contribute_link()}
                        </p>
                    }
                })}
            {move || match card() {
                Some(card) => view! { <Facts card /> }.into_any(),
                None => view! { <p>{words::SEARCH_WAIT}</p> }.into_any(),
            }}
        </article>
    }
}

#[component]
fn Facts(card: Card) -> impl IntoView {
    let facts = [
        (words::MADE_ON, card.made_on.clone()),
        (words::MADE_BY, card.made_by.clone()),
        (words::TRAINED_ON, card.trained_on.clone()),
        (words::CARD_SHOWS, words::number(card.shows.into())),
        (words::CARD_VIEWERS, words::number(card.viewers.into())),
        (words::CARD_RATINGS, words::number(card.ratings)),
        (words::LICENCE, card.licence.clone()),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    let choices: Vec<_> =
        card.choices.iter().cloned().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect();
    let no_choices = choices.is_empty();
    view! {
        <h2>{words::ABOUT_DATA}</h2>
        <dl class="record">{facts}</dl>
        <QualityTable quality=card.quality />
        <details hidden=no_choices>
            <summary>{words::ABOUT_CHOICES}</summary>
            <dl class="record">{choices}</dl>
        </details>
    }
}

/// A line per method, a column per input size.
#[component]
fn QualityTable(quality: Vec<Quality>) -> impl IntoView {
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
    let people = quality.iter().map(|line| line.people).max().unwrap_or_default();
    let at = |method: &str, input: &str| {
        quality.iter().find(|line| line.method == method && line.input == input).map(|line| line.recall20)
    };
    // The best of a column stands out.
    let best: Vec<f32> =
        inputs.iter().map(|input| methods.iter().filter_map(|method| at(method, input)).fold(0.0, f32::max)).collect();
    let rows: Vec<_> = methods
        .iter()
        .map(|method| {
            let cells: Vec<_> = inputs
                .iter()
                .zip(&best)
                .map(|(input, &best)| {
                    let value = at(method, input);
                    let text = value.map_or("–".to_owned(), |value| format!("{:.1}", value * 100.0));
                    view! { <td class="number" class:best=value == Some(best)>{text}</td> }
                })
                .collect();
            view! { <tr><th scope="row">{method.clone()}</th>{cells}</tr> }
        })
        .collect();
    let head: Vec<_> = inputs
        .iter()
        .map(|input| {
            view! { <th scope="col">{words::named(input)}</th> }
        })
        .collect();
    view! {
        <section hidden=none>
            <h2>{words::ABOUT_QUALITY}</h2>
            <p>
                {words::measured_on(people)}
            </p>
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
