//! What can be asked around a person's list: rows of it, what one more word would change, where a show stands in it.

use serde::{Deserialize, Serialize};

use super::{Because, Item, ShowLine};

/// A row of shows that have something in common, beside the plain list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What they have in common.
    pub kind: RowKind,
    /// The shows, the best first. A show is in one row only.
    pub items: Vec<Item>,
}

/// What the shows of a row have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// This named show speaks for them.
    Because {
        /// The named show.
        id: String,
        /// Its title.
        title: String,
    },
    /// They are less known, of several kinds, and not in the list.
    Different,
    /// They have ended, after a season or two.
    Short,
}

/// What one more word about a show would do to the beginning of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The show.
    pub id: String,
    /// If it is loved.
    pub loved: Shift,
    /// If it is disliked.
    pub disliked: Shift,
}

/// How the beginning of the list changes, apart from the show itself, which leaves it in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Titles that come into it, the best first.
    pub come: Vec<String>,
    /// Titles that leave it.
    pub go: Vec<String>,
}

/// Where a show stands in a person's list, were nothing said of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The show.
    pub id: String,
    /// Its place, from 1.
    pub place: usize,
    /// Of so many.
    pub of: usize,
    /// As [`Item::fit`].
    pub fit: f32,
    /// As [`Item::because`].
    pub because: Vec<Because>,
    /// As [`Item::popularity_share`].
    pub popularity_share: f32,
}

/// A show that is like another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kin {
    /// The show.
    pub show: ShowLine,
    /// Who made both.
    pub creators: Vec<String>,
    /// What both are about, the most telling first.
    pub tags: Vec<String>,
}
