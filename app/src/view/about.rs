//! What the model is, and how good.

use leptos::prelude::*;
use model_core::card::Card;

use super::live::Views;
use super::parts::contribute_link;
use super::quality::QualityTable;
use super::trial::TrialBox;
use crate::language;
use crate::route::Route;
use crate::store::use_app;
use crate::words;

#[component]
pub(super) fn About() -> impl IntoView {
    let app = use_app();
    let card = move || app.about.with(|about| about.as_ref().map(|about| about.card.clone()));
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
    // What the trainer wrote is English, whatever language the page has.
    let trainers = Some(language::ENGLISH);
    let facts = [
        (words::MADE_ON, words::day(&card.made_on), None),
        (words::MADE_BY, card.made_by.clone(), trainers),
        (words::TRAINED_ON, card.trained_on.clone(), trainers),
        (words::CARD_SHOWS, words::number(card.shows.into()), None),
        (words::CARD_VIEWERS, words::number(card.viewers.into()), None),
        (words::CARD_RATINGS, words::number(card.ratings), None),
        (words::LICENCE, card.licence.clone(), trainers),
    ];
    let facts = facts
        .into_iter()
        .filter(|(_, value, _)| !value.is_empty())
        .map(|(name, value, lang)| view! { <dt>{name}</dt><dd lang=lang>{value}</dd> })
        .views();
    let choices = card.choices.iter().cloned().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).views();
    let no_choices = choices.is_empty();
    view! {
        <h2>{words::ABOUT_DATA}</h2>
        <dl class="record">{facts}</dl>
        <QualityTable quality=card.quality />
        <TrialBox />
        <details hidden=no_choices>
            <summary>{words::ABOUT_CHOICES}</summary>
            <dl class="record" lang=trainers>{choices}</dl>
        </details>
    }
}
