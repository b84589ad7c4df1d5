//! The model that ships: trained on everybody, with the settings that were measured on people kept apart.

use anyhow::Result;
use model_core::card::Card;
use trainer::evaluate::Split;
use trainer::progress::Progress;
use trainer::train::{self, Evidence, Settings, Trained};

use super::input::Input;
use super::measure::ForCard;

/// What only the person at the keyboard, or the clock, can say.
pub(crate) struct Labels {
    /// The day that the card names; empty for none.
    pub(crate) made_on: String,
    /// Licence and attribution of the data.
    pub(crate) licence: String,
}

/// Trains on everybody. `how` is how the settings were chosen, `found` what was measured with them.
pub(crate) fn train(
    input: &Input,
    split: Split,
    settings: &Settings,
    how: &[(String, String)],
    found: ForCard,
    labels: Labels,
    progress: &Progress,
) -> Result<Trained> {
    let mut card = Card {
        made_by: concat!("trainer ", env!("CARGO_PKG_VERSION")).into(),
        made_on: labels.made_on,
        trained_on: input.what.clone(),
        licence: labels.licence,
        quality: found.quality,
        choices: how.to_vec(),
        ..Card::default()
    };
    if !split.test.is_empty() && !card.quality.is_empty() {
        let people = split.test.len();
        let text = format!("a model of the same settings that has not seen the {people} people who were asked");
        card.choices.push(("quality measured on".into(), text));
        card.choices.extend(found.remarks);
    }
    let validation = split.validation;
    let mut everybody = split.train;
    everybody.extend(&split.test);
    let evidence = Evidence { viewers: &everybody, validation: &validation, ..input.others() };
    let mut trained = train::train(&input.catalogue, &evidence, settings, card, progress)?;
    trained.draw_map(settings.seed, progress)?;
    Ok(trained)
}
