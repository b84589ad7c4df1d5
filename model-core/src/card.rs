//! The model card: what the model was made of and how good it is, in the file itself.

use serde::{Deserialize, Serialize};

/// What a reader of the model should know before trusting it (after Mitchell et al., "Model Cards for Model Reporting",
/// FAT* 2019). Written by the trainer, shown by the site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The program and version that made the file.
    pub made_by: String,
    /// The day on which it was made, `YYYY-MM-DD`; empty when the trainer was told not to say.
    pub made_on: String,
    /// What it was trained on, in words.
    pub trained_on: String,
    /// Licence and attribution of the data.
    pub licence: String,
    /// How many shows it knows.
    pub shows: u32,
    /// How many viewers it was trained on, pseudo-viewers (curated lists) included.
    pub viewers: u32,
    /// How many ratings or list entries.
    pub ratings: u64,
    /// The seed that split and sampled.
    pub seed: u64,
    /// The choices that the trainer made, as `(name, value)`.
    pub choices: Vec<(String, String)>,
    /// Quality on people whom the model has never seen, a line per input size and method.
    pub quality: Vec<Quality>,
}

impl Card {
    /// The bytes of the card's section.
    pub fn encode(&self) -> Vec<u8> {
        crate::catalogue::to_bytes(self)
    }
}

/// Quality of one method at one input size, the mean over unseen people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// `this model`, or the simple method that it is compared with.
    pub method: String,
    /// How much each person named: `1`, `3`, `80%`.
    pub input: String,
    /// How many people.
    pub people: u32,
    /// Recall@20 with the denominator min(20, relevant).
    pub recall20: f32,
    /// Recall@50 with the denominator min(50, relevant).
    pub recall50: f32,
    /// NDCG@100.
    pub ndcg100: f32,
}
