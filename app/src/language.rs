//! The language of the interface: its texts, and how it writes numbers, dates, lists and names.
//!
//! The texts are in `app/locales`, one file a language, in the format of Project Fluent. English is part of the program, in
//! two parts as the program itself; another language is a file of the site, which `public/boot.js` fetches beside the program.
//! Which language it is has been decided before the first paint, by `app/shell/shell.js`. It stays for as long as the page does:
//! who chooses another one gets the page anew.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use leptos::prelude::{IntoAttributeValue, IntoRender};

mod intl;
pub mod texts;

pub use intl::*;
use texts::Texts;

/// The languages, and what each is called in itself. How each counts is a table in [`texts`].
pub const ALL: [(&str, &str); 4] = [("de", "Deutsch"), ("en", "English"), ("es", "Español"), ("fr", "Français")];

/// The language that is always there.
pub const ENGLISH: &str = "en";

/// What the first part of the program says, and what only the second says. No static: a part of the program holds what it names.
const FIRST: &str = include_str!(concat!(env!("OUT_DIR"), "/en-first.ftl"));
const LATER: &str = include_str!(concat!(env!("OUT_DIR"), "/en-later.ftl"));

thread_local! {
    static FALLBACK: RefCell<Texts<'static>> = RefCell::new(first());
    static CHOSEN: Cell<Option<(&'static str, &'static Texts<'static>)>> = const { Cell::new(None) };
}

fn first() -> Texts<'static> {
    let mut texts = Texts::new(ENGLISH, FIRST);
    // Tests have all of the program at once.
    if cfg!(test) {
        texts.add(LATER);
    }
    texts
}

/// Speaks a language from now on. Without its texts, and in a language that is not among [`ALL`], English stays.
pub fn choose(code: &str, texts: String) {
    let language = ALL.iter().find(|(one, _)| *one == code && code != ENGLISH && !texts.is_empty());
    CHOSEN.set(language.map(|(code, _)| {
        // Leaked: texts are borrowed for as long as the page lives, and a page speaks one language.
        let texts: &'static Texts = Box::leak(Box::new(Texts::new(code, texts.leak())));
        (*code, texts)
    }));
}

/// The second part of the program is here, with its texts.
pub fn add_later() {
    FALLBACK.with_borrow_mut(|texts| texts.add(LATER));
}

/// The language that is spoken.
pub fn current() -> &'static str {
    CHOSEN.get().map_or(ENGLISH, |(code, _)| code)
}

/// A text in the language that is spoken, or else in English; `None` when there is none in either. What cannot be read is
/// missing, and English stands in for it; a test reads all of every file.
fn find(id: &str, put: &[(&'static str, Put<'_>)]) -> Option<Cow<'static, str>> {
    let chosen = CHOSEN.get().and_then(|(_, texts)| texts.say(id, put));
    chosen.or_else(|| FALLBACK.with_borrow(|texts| texts.say(id, put)))
}

/// What is put into a sentence.
#[derive(Debug, Clone)]
pub enum Put<'a> {
    /// A text as it is.
    Text(&'a str),
    /// A text that was made for it.
    Made(String),
    /// A number, written as the language writes it, by which a form may be chosen.
    Number(f64),
}

impl<'a> From<&'a str> for Put<'a> {
    fn from(text: &'a str) -> Self {
        Put::Text(text)
    }
}

impl From<String> for Put<'_> {
    fn from(text: String) -> Self {
        Put::Made(text)
    }
}

/// Numbers of these kinds: none of them is near 2⁵³, where a double begins to leave some out.
macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Put<'_> {
            fn from(number: $kind) -> Self {
                Put::Number(number as f64)
            }
        })*
    };
}
numbers!(u8, u16, u32, u64, usize, f32);

/// A sentence with what is put into it. The macro `say!` is the way to call it.
pub fn with(id: &str, put: &[(&'static str, Put<'_>)]) -> String {
    find(id, put).map_or_else(|| id.to_owned(), Into::into)
}

/// A text whose name is made of what a catalogue says; `None` when there is none for it.
pub fn perhaps(id: &str) -> Option<String> {
    find(id, &[]).map(Into::into)
}

/// A sentence with what is put into it: `say!("found", count: 3)`.
macro_rules! say {
    ($id:literal $(, $name:ident: $value:expr)* $(,)?) => {
        $crate::language::with($id, &[$((stringify!($name), $crate::language::Put::from($value))),*])
    };
}
pub(crate) use say;

/// A text without anything to put in, by its name in the files. It can stand in tables and views as a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text(pub(crate) &'static str);

impl Text {
    /// The text in the language that is spoken.
    pub fn get(self) -> &'static str {
        match find(self.0, &[]) {
            Some(Cow::Borrowed(text)) => text,
            // A text of several parts would be put together anew with each call: a test says that there is none.
            Some(Cow::Owned(text)) => text.leak(),
            None => self.0,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.get())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.get().to_owned()
    }
}

impl IntoRender for Text {
    type Output = &'static str;

    fn into_render(self) -> Self::Output {
        self.get()
    }
}

impl IntoAttributeValue for Text {
    type Output = &'static str;

    fn into_attribute_value(self) -> Self::Output {
        self.get()
    }
}

#[cfg(test)]
mod tests;
