//! All that passes between the page and the worker, as postcard bytes.
//!
//! Shows travel by their lasting ids: the numbers of a model file mean nothing in the next one.

use gloo_worker::Codec;
use importers::matching::Why;
use js_sys::Uint8Array;
use model_core::card::Card;
use model_core::request::{Feedback, Filter};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::taste::Mark;

mod foryou;
pub mod later;
mod together;
mod trial;

pub use foryou::{Kin, Place, Row, RowKind, Shift, WhatIf};
pub use together::{Agreed, Common, Gathering, Opinion, Voice};
pub use trial::{Trial, Tried};

/// A question with its number, which comes back with the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Counts up within a kind of question.
    pub number: u32,
    /// The question.
    pub question: Question,
}

/// What the page can ask before the second part of the module is here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Fetch and open the model file at this absolute address. Answered by [`Say::Progress`], perhaps
    /// [`Say::Searchable`], then [`Say::Ready`] or [`Say::Failed`].
    Load {
        /// Where it is.
        address: String,
    },
    /// Can the model file at this absolute address be opened? The one in use stays. Answered by [`Say::Examined`].
    Examine {
        /// Where it is.
        address: String,
    },
    /// Which shows may be meant by this text?
    Search {
        /// As typed.
        text: String,
        /// How many at most.
        limit: usize,
    },
    /// What should this person watch?
    Recommend(Wish),
    /// Well-known shows of many kinds, to begin with.
    Suggest {
        /// How many.
        count: usize,
        /// Not these.
        without: Vec<String>,
    },
    /// What no first answer needs.
    Later(Sealed),
}

/// A question of [`later::Question`] or an answer of [`later::Answer`], in postcard bytes: who passes it on need not understand it.
/// So only the module's second part knows these, and the first is the smaller for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The kind of question; an answer has that of its question.
    pub kind: u8,
    /// The question, or the answer.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// [`model_core::request::Request`], with ids instead of numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// The named shows.
    pub taste: Vec<(String, Feedback)>,
    /// Shows that must not be in the list.
    pub hidden: Vec<String>,
    /// What may be in the list.
    pub filter: Filter,
    /// From 0, the familiar, to 100, the adventurous.
    pub adventurous: u8,
    /// How many at most.
    pub limit: usize,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// The first word: the worker runs.
    Alive,
    /// So much of the model has arrived.
    Progress {
        /// Bytes so far.
        got: u64,
        /// Bytes in all, where the server said so.
        total: Option<u64>,
    },
    /// The titles are here, the weights are not yet: [`Question::Search`] and [`Question::Suggest`] are answered.
    Searchable,
    /// The model is open.
    Ready(Box<Edition>),
    /// The model could not be had.
    Failed(LoadFailure),
    /// Whether the other model can be opened.
    Examined(bool),
    /// The answer to the question with this number.
    Answer {
        /// The number of the question.
        number: u32,
        /// The answer.
        answer: Answer,
    },
}

/// An answer, of the kind of its question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Search`].
    Found(Found),
    /// To [`Question::Recommend`].
    Recommended(Recommended),
    /// To [`Question::Suggest`].
    Suggested(Vec<ShowLine>),
    /// To [`Question::Later`], of the same kind.
    Later(Sealed),
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoadFailure {
    /// The server was not reached, or the connection broke.
    Network(String),
    /// The server answered with this HTTP status.
    Status(u16),
    /// What arrived is no model file, or not as it was written. The text is `model-core`'s own.
    Damaged(String),
    /// The file is of a newer format than this program reads.
    TooNew(String),
}

/// Which model is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// How many shows are in the catalogue.
    pub shows: usize,
    /// The day on which it was made; see [`Card::made_on`].
    pub made_on: String,
}

/// What is known of the opened model as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Its card.
    pub card: Card,
    /// The genres with the number of shows, the most frequent first.
    pub genres: Vec<(String, u32)>,
    /// The same of countries.
    pub countries: Vec<(String, u32)>,
    /// The same of languages.
    pub languages: Vec<(String, u32)>,
    /// The same of services and broadcasters, without those that have hardly any show.
    pub networks: Vec<(String, u32)>,
    /// The same of content notes.
    pub content: Vec<(String, u32)>,
    /// The first and the last year in which a show began.
    pub years: Option<(u16, u16)>,
}

/// A show as lists need it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowLine {
    /// The lasting id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The title in its own language.
    pub original: Option<String>,
    /// First broadcast.
    pub year: Option<u16>,
    /// Last broadcast.
    pub end: Option<u16>,
    /// Whether new episodes are made.
    pub running: Option<bool>,
    /// Genres, the most telling first.
    pub genres: Vec<String>,
    /// Countries, ISO 3166-1.
    pub countries: Vec<String>,
    /// One sentence, or nothing.
    pub synopsis: String,
    /// The site owner's picture, relative to the site.
    pub poster: Option<String>,
}

/// Search results, with the text they are for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The text as asked.
    pub text: String,
    /// The shows, the best first.
    pub hits: Vec<Hit>,
}

/// A search result.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The show.
    pub show: ShowLine,
    /// The name that matched, when that is not the title.
    pub also: Option<String>,
}

/// The recommendations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Recommended {
    /// The list, the best first.
    pub items: Vec<Item>,
    /// Which of the ids in the question this catalogue does not have.
    pub unknown: Vec<String>,
    /// How long the computation took, in microseconds.
    pub micros: f64,
}

/// A recommendation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The show.
    pub show: ShowLine,
    /// How well it fits compared with the best of the list, 0 to 1.
    pub fit: f32,
    /// The named shows that speak for it, the strongest first: id, title, exact share.
    pub because: Vec<Because>,
    /// The share that is owed to its being liked by nearly everybody, 0 to 1.
    pub popularity_share: f32,
}

/// A named show that speaks for a recommendation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Because {
    /// The named show.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its share of what speaks for the recommendation, 0 to 1.
    pub share: f32,
}

/// A show on the map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dot {
    /// The lasting id.
    pub id: String,
    /// The title.
    pub title: String,
    /// First broadcast.
    pub year: Option<u16>,
    /// Its place; see [`model_core::map`].
    pub at: [u16; 2],
}

/// A show and what lies close to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// The show.
    pub show: ShowLine,
    /// The shows nearest to it, the nearest first.
    pub shows: Vec<ShowLine>,
}

/// A taste as a link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The whole address.
    pub link: String,
    /// How many shows did not fit in.
    pub left_out: usize,
    /// The QR code; `None` when the link is too long for one that a phone reads from a screen.
    pub code: Option<Code>,
}

/// A QR code, to be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Modules on a side, the quiet zone included.
    pub size: u32,
    /// The dark modules as SVG path data.
    pub path: String,
}

/// The taste that a link held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unpacked {
    /// The person's name; may be empty.
    pub name: String,
    /// The shows, the best known first, with what was said.
    pub shows: Vec<(ShowLine, Mark)>,
    /// How many further shows this catalogue does not have, or cannot tell from one another.
    pub unknown: usize,
}

/// What an entry of somebody's file is in this catalogue: [`importers::matching::Match`], with shows instead of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matched {
    /// This show.
    Sure(Candidate),
    /// One of these, or none; the likeliest first.
    Unsure(Vec<(Candidate, Why)>),
    /// Nothing of this catalogue.
    None,
}

/// A show that an entry may be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The show.
    pub show: ShowLine,
    /// How many episodes it has.
    pub episodes: Option<u16>,
}

/// Everything about a show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What lists say.
    pub show: ShowLine,
    /// Number of seasons.
    pub seasons: Option<u16>,
    /// Number of episodes.
    pub episodes: Option<u16>,
    /// Minutes of an episode.
    pub minutes: Option<u16>,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// Broadcasters.
    pub networks: Vec<String>,
    /// Who made it.
    pub creators: Vec<String>,
    /// The cast.
    pub cast: Vec<String>,
    /// Tags with weights 3 to 1.
    pub tags: Vec<(String, u8)>,
    /// Content notes with degrees 1 to 3.
    pub content: Vec<(String, u8)>,
    /// Sequels, remakes and spin-offs.
    pub family: Vec<ShowLine>,
    /// Shows like it.
    pub similar: Vec<Kin>,
}

/// postcard for gloo-worker.
#[derive(Debug)]
pub struct Postcard;

impl Codec for Postcard {
    fn encode<I: Serialize>(input: I) -> JsValue {
        let bytes = postcard::to_allocvec(&input).expect("messages of text and numbers always serialize into memory");
        Uint8Array::from(bytes.as_slice()).into()
    }

    // Both sides are built from this file at once and carry the hash of their content in their names, so bytes that do
    // not decode mean a defect of the build. gloo-worker leaves no other way to say so; the page then times out.
    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let bytes = Uint8Array::from(input).to_vec();
        postcard::from_bytes(&bytes).expect("the page and the worker are of one build")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Fault;

    #[track_caller]
    fn survives<T: Serialize + for<'de> Deserialize<'de> + PartialEq + std::fmt::Debug>(message: T) {
        let bytes = postcard::to_allocvec(&message).expect("into memory");
        assert_eq!(postcard::from_bytes::<T>(&bytes).expect("own bytes"), message);
    }

    #[test]
    fn questions_survive_the_way() {
        survives(Ask { number: 7, question: Question::Load { address: "https://example.org/model.bin".into() } });
        survives(Ask {
            number: u32::MAX,
            question: Question::Recommend(Wish {
                taste: vec![("the-wire".into(), Feedback::Loved)],
                hidden: vec!["tatort".into()],
                filter: Filter { genres: vec!["crime".into()], from_year: Some(1990), ..Filter::default() },
                adventurous: 30,
                limit: 20,
            }),
        });
    }

    #[test]
    fn what_is_sealed_is_opened_on_the_other_side() {
        let question = later::Question::WhatIf { wish: Wish::default(), id: "the-wire".into() };
        let sealed = question.seal();
        survives(Ask { number: 1, question: Question::Later(sealed.clone()) });
        assert_eq!(later::Question::open(&sealed), question);
        let answer = later::Answer::WhatIf(WhatIf { id: "the-wire".into(), ..WhatIf::default() });
        let sealed = answer.seal(sealed.kind);
        assert_eq!((sealed.kind, later::Answer::open(&sealed)), (question.kind(), answer));
    }

    #[test]
    fn answers_survive_the_way() {
        let show =
            ShowLine { id: "a".into(), title: "進撃の巨人".into(), year: Some(2013), ..ShowLine::default() };
        survives(Say::Progress { got: 1 << 40, total: None });
        survives(Say::Failed(LoadFailure::Status(404)));
        survives(Say::Answer {
            number: 1,
            answer: Answer::Recommended(Recommended {
                items: vec![Item { show: show.clone(), fit: 0.5, ..Item::default() }],
                unknown: vec!["gone".into()],
                micros: 12.5,
            }),
        });
        survives(later::Answer::Rows(vec![Row {
            kind: RowKind::Because { id: "a".into(), title: "A".into() },
            items: vec![Item { show: show.clone(), ..Item::default() }],
        }]));
        survives(later::Answer::Placed(Some(Place { id: "a".into(), place: 12, of: 5_900, ..Place::default() })));
        survives(later::Answer::Unpacked(Err(Fault::Version(2))));
        let candidate = Candidate { show: show.clone(), episodes: Some(60) };
        survives(later::Answer::Matched(vec![
            Matched::Sure(candidate.clone()),
            Matched::Unsure(vec![(candidate, Why::OtherYear)]),
            Matched::None,
        ]));
        let common = Common {
            show: show.clone(),
            people: vec![Opinion { who: u64::MAX, said: Some(Feedback::Seen), ..Opinion::default() }],
        };
        survives(later::Answer::Agreed(Box::new(Agreed { list: vec![common.clone()], tonight: Some(common) })));
        survives(later::Answer::Details(Some(Box::new(Details {
            show,
            tags: vec![("slow-burn".into(), 3)],
            ..Details::default()
        }))));
    }
}
