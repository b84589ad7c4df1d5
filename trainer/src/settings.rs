//! Everything that decides a training besides the data, in a form that a person can write down.

use serde::{Deserialize, Serialize};

use crate::gram::{Disliked, Expectation};
use crate::ridge::RidgeSettings;
use crate::sparse::SparseSettings;

/// Everything that decides a training besides the data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The seed of every draw; not in the file, since it also divides people into those who teach and those who ask.
    #[serde(skip)]
    pub seed: u64,
    /// The largest file, in bytes; `None` is a megabyte, or more when the catalogue itself is large.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<usize>,
    /// The rank of the few-show model's low-rank part.
    pub few_rank: usize,
    /// The rank of the many-show model's low-rank part.
    pub many_rank: usize,
    /// Of the sparse weights' bytes, the part that goes to the few-show model.
    pub few_part: f64,
    /// How many people the prior popularity counts for.
    pub prior_weight: f64,
    /// What the popularity of a show that nobody has rated is of the mean of the shows most like it: see
    /// [`crate::cold_start`].
    pub cold_start: f64,
    /// Catalogues of more shows are solved column by column: dense matrices of 15,000 shows take some 7 GB.
    pub dense_up_to: usize,
    /// What a person's words weigh when they ask; `None` to choose it on people kept apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<FeedbackWeights>,
    /// The solve for few named shows.
    pub few: RidgeSettings,
    /// The solve for long histories.
    pub many: RidgeSettings,
    /// How catalogues that are too large for dense matrices are solved.
    pub sparse: SparseSettings,
}

/// What a person's words weigh when they ask. What is liked weighs 1 on the average ([`model_core::Model::scores`]).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackWeights {
    /// A loved show.
    pub loved: f32,
    /// A liked show.
    pub liked: f32,
    /// A disliked show.
    pub disliked: f32,
}

impl FeedbackWeights {
    /// Where nobody has said what they dislike, or what they love: by judgement.
    pub const BY_HAND: FeedbackWeights = FeedbackWeights { loved: 1.5, liked: 1.0, disliked: -0.5 };

    /// In the order of the file.
    pub fn to_array(self) -> [f32; 3] {
        [self.loved, self.liked, self.disliked]
    }
}

impl Settings {
    /// What was best on real viewers, see `docs/experiments.md`.
    pub fn for_people() -> Settings {
        let disliked = Disliked { named: 0.5, aimed: 0.3 };
        let expecting = |input_size, viewer_exponent| Expectation { input_size, viewer_exponent, disliked };
        Settings {
            few: RidgeSettings {
                expectation: expecting(3.0, 0.5),
                ridge: 7.5,
                ridge_exponent: 0.5,
                dropout: 0.0,
                target_exponent: 0.0,
            },
            many: RidgeSettings {
                expectation: expecting(f64::INFINITY, -0.5),
                ridge: 28.0,
                ridge_exponent: 0.35,
                dropout: 0.2,
                target_exponent: 0.15,
            },
            few_part: 0.4,
            ..Settings::for_lists()
        }
    }

    /// What has to be counted of people for these settings.
    pub fn expectations(&self) -> Vec<Expectation> {
        vec![self.few.expectation, self.many.expectation]
    }

    /// What was best where there are only lists and tags: pseudo-viewers are few, and long.
    pub fn for_lists() -> Settings {
        let expecting =
            |input_size, viewer_exponent| Expectation { input_size, viewer_exponent, disliked: Disliked::UNHEARD };
        Settings {
            few: RidgeSettings {
                expectation: expecting(2.0, 0.5),
                ridge: 10.0,
                ridge_exponent: 0.0,
                dropout: 0.0,
                target_exponent: 0.0,
            },
            many: RidgeSettings {
                expectation: expecting(f64::INFINITY, 0.0),
                ridge: 450.0,
                ridge_exponent: 0.0,
                dropout: 0.3,
                target_exponent: 0.2,
            },
            few_rank: 32,
            many_rank: 0,
            // The second model is for long histories, of which curated lists and fans tell little.
            few_part: 0.75,
            max_bytes: None,
            prior_weight: 1000.0,
            cold_start: 0.5,
            dense_up_to: 15_000,
            sparse: SparseSettings::default(),
            feedback: None,
            seed: 1,
        }
    }

    /// Settings from a file's text (TOML, as [`Settings::to_toml`] writes it). What the text does not name stays as in
    /// `usual`, at any depth.
    ///
    /// # Errors
    /// A sentence that names what is unknown, of the wrong kind or out of range.
    pub fn from_toml(text: &str, usual: &Settings) -> Result<Settings, String> {
        let given: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut merged = toml::Table::try_from(usual).map_err(|error| error.to_string())?;
        merge(&mut merged, given);
        let mut settings: Settings = merged.try_into().map_err(|error: toml::de::Error| error.to_string())?;
        settings.seed = usual.seed;
        settings.check()?;
        Ok(settings)
    }

    /// The text of a settings file.
    ///
    /// # Errors
    /// When a number cannot be written, such as a size beyond 2⁶³.
    pub fn to_toml(&self) -> Result<String, String> {
        toml::to_string(self).map_err(|error| error.to_string())
    }

    /// Numbers that no training could use.
    fn check(&self) -> Result<(), String> {
        let refuse = |name: &str, value: f64, wanted: &str| Err(format!("{name} = {value}: {wanted} is needed"));
        for (name, solve) in [("few", &self.few), ("many", &self.many)] {
            let RidgeSettings { expectation, ridge, ridge_exponent, dropout, target_exponent } = solve;
            let Expectation { input_size, viewer_exponent, disliked } = expectation;
            for (field, value) in [("ridge", *ridge), ("expectation.input_size", *input_size)] {
                if value.is_nan() || value <= 0.0 {
                    return refuse(&format!("{name}.{field}"), value, "a number above 0");
                }
            }
            let finite = [
                ("ridge", *ridge),
                ("ridge_exponent", *ridge_exponent),
                ("target_exponent", *target_exponent),
                ("expectation.viewer_exponent", *viewer_exponent),
                ("expectation.disliked.named", disliked.named),
                ("expectation.disliked.aimed", disliked.aimed),
            ];
            if let Some((field, value)) = finite.into_iter().find(|(_, value)| !value.is_finite()) {
                return refuse(&format!("{name}.{field}"), value, "a finite number");
            }
            if !(dropout.is_finite() && *dropout >= 0.0) {
                return refuse(&format!("{name}.dropout"), *dropout, "a number from 0");
            }
        }
        if !(0.0..=1.0).contains(&self.few_part) {
            return refuse("few_part", self.few_part, "a part from 0 to 1");
        }
        if !(self.prior_weight.is_finite() && self.prior_weight >= 0.0) {
            return refuse("prior_weight", self.prior_weight, "a number from 0");
        }
        if !(0.0..=1.0).contains(&self.cold_start) {
            return refuse("cold_start", self.cold_start, "a part from 0 to 1");
        }
        let candidates_a_fan = self.sparse.candidates_a_fan;
        if candidates_a_fan.is_nan() || candidates_a_fan < 0.0 {
            return refuse("sparse.candidates_a_fan", candidates_a_fan, "a number from 0");
        }
        if let Some(weights) = self.feedback
            && let Some(weight) = weights.to_array().into_iter().find(|weight| !weight.is_finite())
        {
            return refuse("feedback", f64::from(weight), "three finite numbers");
        }
        Ok(())
    }
}

fn merge(base: &mut toml::Table, given: toml::Table) {
    for (name, value) in given {
        match (base.get_mut(&name), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(value)) => merge(inner, value),
            (_, value) => {
                base.insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for settings in [Settings::for_people(), Settings::for_lists()] {
            let text = settings.to_toml().expect("plain numbers");
            assert_eq!(Settings::from_toml(&text, &Settings::for_people()), Ok(settings), "{text}");
        }
    }

    #[test]
    fn what_is_not_named_stays() {
        let usual = Settings::for_people();
        let read = Settings::from_toml("few_rank = 8\n[few]\nridge = 3.0\n", &usual).expect("two numbers");
        let few = RidgeSettings { ridge: 3.0, ..usual.few };
        assert_eq!(read, Settings { few_rank: 8, few, ..usual });
    }

    #[test]
    fn mistakes_are_named() {
        let wrong = |text: &str| Settings::from_toml(text, &Settings::for_people()).expect_err(text);
        assert!(wrong("few_rnak = 8").contains("unknown field `few_rnak`"));
        assert!(wrong("[many]\nrigde = 8.0").contains("rigde"));
        assert!(wrong("few_rank = \"many\"").contains("few_rank"));
        assert!(wrong("few_part = 1.5").contains("few_part = 1.5: a part from 0 to 1"));
        assert!(wrong("cold_start = -1.0").contains("cold_start = -1: a part from 0 to 1"));
        assert!(wrong("[few]\nridge = 0.0").contains("few.ridge = 0: a number above 0"));
        assert!(wrong("[few]\nridge = nan").contains("few.ridge"));
        assert!(wrong("[sparse]\ncandidates_a_fan = -1.0").contains("sparse.candidates_a_fan = -1: a number from 0"));
        assert!(wrong("few_rank = ").contains("line 1"));
    }
}
