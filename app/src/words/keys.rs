//! The words of the keys.

use crate::language::Text;

/// The sheet that lists them, and what opens it.
pub const TITLE: Text = Text("keys");
/// To the search field.
pub const SEARCH: Text = Text("keys-search");
/// To the next show.
pub const NEXT: Text = Text("keys-next");
/// To the show before.
pub const BEFORE: Text = Text("keys-before");
/// The keys for the show that has the focus.
pub const ON_A_SHOW: Text = Text("keys-on-a-show");
/// Whether single keys do anything.
pub const ON: Text = Text("keys-on");
