//! What no first answer needs: questions and answers that only the module's second part knows, on both sides.

use serde::{Deserialize, Serialize};

use super::{
    About, Agreed, Details, Dot, Gathering, Matched, Near, Packed, Place, Row, Sealed, ShowLine, Trial, Unpacked,
    WhatIf, Wish,
};
use crate::link::Fault;
use crate::taste::Mark;

/// What can be asked then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What is known of the model as a whole?
    About,
    /// [`super::Question::Recommend`], in rows.
    Rows(Wish),
    /// What would one more word about this show do to the list?
    WhatIf {
        /// The person's question.
        wish: Wish,
        /// The show.
        id: String,
    },
    /// Which show should this person be asked about next?
    Telling(Wish),
    /// Where does this show stand in this person's list?
    Place {
        /// The person's question.
        wish: Wish,
        /// The show.
        id: String,
    },
    /// Everything about one show.
    Details {
        /// The show.
        id: String,
    },
    /// What should these people watch together?
    Together(Gathering),
    /// Would this person's own shows have been found?
    Trial(Wish),
    /// Where is every show on the map?
    Map,
    /// What lies close to this show?
    Near {
        /// The show.
        id: String,
    },
    /// A link that holds a taste.
    Pack {
        /// The person's name.
        name: String,
        /// What was said, the newest first.
        shows: Vec<(String, Mark)>,
        /// The address before the code.
        address: String,
    },
    /// The taste that a link holds.
    Unpack {
        /// The code in the address.
        code: String,
    },
    /// Which shows are these entries of somebody's file? A part of them, so that other questions need not wait long.
    Match {
        /// The entries.
        entries: Vec<importers::Entry>,
    },
    /// What lists say of these shows.
    Lines {
        /// The shows.
        ids: Vec<String>,
    },
}

/// An answer, of the kind of its question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::About`].
    About(Box<About>),
    /// To [`Question::Rows`].
    Rows(Vec<Row>),
    /// To [`Question::WhatIf`].
    WhatIf(WhatIf),
    /// To [`Question::Telling`]; `None` when there is nothing left to ask.
    Telling(Option<ShowLine>),
    /// To [`Question::Place`]; `None` when this catalogue has no such show.
    Placed(Option<Place>),
    /// To [`Question::Details`]; `None` when this catalogue has no such show.
    Details(Option<Box<Details>>),
    /// To [`Question::Together`].
    Agreed(Box<Agreed>),
    /// To [`Question::Trial`].
    Tried(Trial),
    /// To [`Question::Map`]: all shows, the best known first; none when the model has no map.
    Mapped(Vec<Dot>),
    /// To [`Question::Near`]; `None` when this catalogue has no such show.
    Near(Option<Near>),
    /// To [`Question::Pack`].
    Packed(Packed),
    /// To [`Question::Unpack`].
    Unpacked(Result<Unpacked, Fault>),
    /// To [`Question::Match`], in the order of the entries.
    Matched(Vec<Matched>),
    /// To [`Question::Lines`]: those that this catalogue has.
    Lines(Vec<ShowLine>),
}

impl Question {
    /// How many kinds there are.
    pub const KINDS: usize = 14;

    /// Its kind, from 0: of several questions of one kind the newest is answered.
    pub fn kind(&self) -> u8 {
        match self {
            Question::About => 0,
            Question::Rows(_) => 1,
            Question::WhatIf { .. } => 2,
            Question::Telling(_) => 3,
            Question::Place { .. } => 4,
            Question::Details { .. } => 5,
            Question::Together(_) => 6,
            Question::Trial(_) => 7,
            Question::Map => 8,
            Question::Near { .. } => 9,
            Question::Pack { .. } => 10,
            Question::Unpack { .. } => 11,
            Question::Match { .. } => 12,
            Question::Lines { .. } => 13,
        }
    }

    /// For the way.
    pub fn seal(&self) -> Sealed {
        Sealed { kind: self.kind(), bytes: pack(self) }
    }

    /// As it was asked.
    pub fn open(sealed: &Sealed) -> Question {
        unpack(sealed)
    }
}

impl Answer {
    /// For the way back; `kind` is that of the question.
    pub fn seal(&self, kind: u8) -> Sealed {
        Sealed { kind, bytes: pack(self) }
    }

    /// As it was given.
    pub fn open(sealed: &Sealed) -> Answer {
        unpack(sealed)
    }
}

fn pack(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages of text and numbers always serialize into memory")
}

fn unpack<'a, T: Deserialize<'a>>(sealed: &'a Sealed) -> T {
    // As in `Postcard::decode`.
    postcard::from_bytes(&sealed.bytes).expect("the page and the worker are of one build")
}
