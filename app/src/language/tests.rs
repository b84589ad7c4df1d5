//! The files of the languages against each other and against the code: a message that is missing, a variable that is
//! misspelt or a form that cannot be made is found here, not by somebody who reads that language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use importers::Unreadable;
use unic_langid::LanguageIdentifier;

use super::*;
use crate::words;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");

/// Messages whose names are made of what a catalogue says.
const BY_CATALOGUE: [&str; 3] = ["genre-", "note-", "method-"];

/// What some language calls as English does.
const SAME: &[&str] = &[
    "genre-action",
    "genre-anime",
    "genre-animation",
    "genre-drama",
    "genre-fantasy",
    "genre-horror",
    "genre-musical",
    "genre-reality",
    "genre-sitcom",
    "genre-thriller",
    "genre-western",
    "note-gore",
    "note-sexual-violence",
    "import-kilobytes",
    "import-megabytes",
    "import-problem",
    "import-refused",
    "about-show",
    "per-cent",
    "library-plot",
    "marked-meh",
    "mark-meh",
    "link",
    "person-name",
    "import-link",
    "library-genres",
    "search-hint",
    "veto",
    "catalogue",
    "genre-romance",
    "minutes-each",
    "note-violence",
];

type Bundle = FluentBundle<FluentResource>;

/// Fluent's own program, set to say what [`Texts`] says.
pub(super) fn bundle(code: &str, text: &str) -> Bundle {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let language: LanguageIdentifier = code.parse().expect("it is the code of a language");
    let mut bundle = FluentBundle::new(vec![language]);
    // Marks that keep the directions of scripts apart: all of these languages run the same way.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => Some(intl::number(number.value)),
        _ => None,
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

/// What Fluent's own program says, and whether it complains.
pub(super) fn fluent(bundle: &Bundle, id: &str, put: &[(&'static str, Put<'_>)]) -> Option<(String, bool)> {
    let args: FluentArgs = put
        .iter()
        .map(|(name, put)| {
            let value: FluentValue = match put {
                Put::Text(text) => (*text).into(),
                Put::Made(text) => text.into(),
                Put::Number(number) => (*number).into(),
            };
            (*name, value)
        })
        .collect();
    let mut errors = Vec::new();
    let said = bundle.format_pattern(bundle.get_message(id)?.value()?, Some(&args), &mut errors).into_owned();
    Some((said, !errors.is_empty()))
}

pub(super) fn text(code: &str) -> String {
    let path = format!("{FOLDER}/{code}.ftl");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a message is made of.
#[derive(Debug, Default, Clone)]
pub(super) struct Made {
    /// Its variables, with the words among which they choose.
    variables: BTreeMap<String, BTreeSet<String>>,
    /// The messages in it.
    messages: BTreeSet<String>,
}

impl Made {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.read_expression(expression);
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline),
            Expression::Select { selector, variants } => {
                self.read_inline(selector);
                if let InlineExpression::VariableReference { id } = selector {
                    let words = variants.iter().filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { .. } => None,
                    });
                    self.variables.entry(id.name.to_owned()).or_default().extend(words);
                }
                for variant in variants {
                    self.read(&variant.value);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.entry(id.name.to_owned()).or_default();
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.messages.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.read_expression(expression),
            InlineExpression::StringLiteral { .. } => {}
            other => panic!("{other:?} is not used here"),
        }
    }
}

/// All messages of a language, each with the variables of those in it.
pub(super) fn messages(code: &str) -> BTreeMap<String, Made> {
    let resource = FluentResource::try_new(text(code)).unwrap_or_else(|(_, errors)| panic!("{code}.ftl: {errors:?}"));
    let mut all = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let mut made = Made::default();
        made.read(message.value.as_ref().expect("a message has a text"));
        assert!(all.insert(message.id.name.to_owned(), made).is_none(), "{code}.ftl has {} twice", message.id.name);
    }
    let plain = all.clone();
    for (id, made) in &mut all {
        for inner in made.messages.clone() {
            let inner = plain.get(&inner).unwrap_or_else(|| panic!("{code}.ftl: {id} holds {inner}, which is none"));
            assert!(inner.messages.is_empty(), "{code}.ftl: {id} holds a message that holds another one");
            for (name, words) in &inner.variables {
                made.variables.entry(name.clone()).or_default().extend(words.clone());
            }
        }
    }
    all
}

pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(|(code, _)| code)
}

#[test]
fn every_language_has_every_message_with_its_variables() {
    let english = messages(ENGLISH);
    for code in codes() {
        let theirs = messages(code);
        let names = |all: &BTreeMap<String, Made>| all.keys().cloned().collect::<BTreeSet<_>>();
        let (ours, have) = (names(&english), names(&theirs));
        assert_eq!(ours.difference(&have).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in {code}.ftl");
        assert_eq!(have.difference(&ours).collect::<Vec<_>>(), Vec::<&String>::new(), "in {code}.ftl alone");
        for (id, made) in &english {
            let variables = |made: &Made| made.variables.keys().cloned().collect::<Vec<_>>();
            assert_eq!(variables(made), variables(&theirs[id]), "the variables of {id} in {code}.ftl");
        }
    }
}

/// What a message can be given: its numbers and words, in each other's company.
pub(super) fn forms(made: &Made) -> Vec<Vec<(&'static str, Put<'static>)>> {
    // One of each category that any language of CLDR has, and what lies about thousands.
    let numbers = [0.0, 1.0, 2.0, 3.0, 5.0, 11.0, 21.0, 100.0, 1_000.0, 1_000_000.0];
    let of_words: Vec<(&'static str, Vec<Put>)> = made
        .variables
        .iter()
        .map(|(name, words)| {
            // A choice among words like "one" and "other" is made by a number.
            let by_number = words.is_empty() || words.contains("one") || words.contains("other");
            let values = if by_number {
                numbers.iter().map(|number| Put::Number(*number)).collect()
            } else {
                words.iter().map(|word| Put::Made(word.clone())).collect()
            };
            (&*name.clone().leak(), values)
        })
        .collect();
    let most = of_words.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
    // Each variable goes through its values; two that choose go through them in each other's company.
    let turn = |turn: usize| {
        let place = |at: usize| if at == 0 { turn } else { turn / most + turn };
        let value = |(at, (name, values)): (usize, &(&'static str, Vec<Put<'static>>))| {
            (*name, values[place(at) % values.len()].clone())
        };
        of_words.iter().enumerate().map(value).collect()
    };
    (0..most * 3).map(turn).collect()
}

#[test]
fn every_form_of_every_message_can_be_made_and_is_as_fluent_says_it() {
    for code in codes() {
        let text = text(code);
        let (ours, theirs) = (Texts::new(code, &text), bundle(code, &text));
        for (id, made) in messages(code) {
            for put in forms(&made) {
                let said =
                    ours.say(&id, &put).unwrap_or_else(|| panic!("{id} in {code}.ftl cannot be said of {put:?}"));
                assert!(!said.trim().is_empty() && !said.contains('$'), "{id} in {code}.ftl: {said}");
                let expected = Some((said.into_owned(), false));
                assert_eq!(expected, fluent(&theirs, &id, &put), "{id} in {code}.ftl, of {put:?}");
            }
        }
    }
}

#[test]
fn the_program_has_all_of_english() {
    let text = text(ENGLISH);
    let (file, first) = (Texts::new(ENGLISH, &text), Texts::new(ENGLISH, FIRST));
    let mut program = Texts::new(ENGLISH, FIRST);
    program.add(LATER);
    for (id, made) in messages(ENGLISH) {
        let is_first = FIRST.lines().any(|line| line.split(" =").next() == Some(&id));
        for put in forms(&made) {
            assert_eq!(program.say(&id, &put), file.say(&id, &put), "{id}, without what build.rs leaves out");
            // What the first part says needs nothing of the second.
            assert_eq!(first.say(&id, &put), file.say(&id, &put).filter(|_| is_first), "{id} in the first part");
        }
    }
}

/// The names in `say!(...)` and `Text(...)`, each with the variables that it is given.
fn uses() -> BTreeMap<String, BTreeSet<Vec<String>>> {
    let mut uses: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the sources are there") {
            let path = entry.expect("the sources are there").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.starts_with(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language")) {
                let source = fs::read_to_string(&path).expect("the sources are text");
                for start in ["say!(\"", "Text(\""] {
                    for (at, _) in source.match_indices(start) {
                        let rest = &source[at + start.len()..];
                        let (id, rest) = rest.split_once('"').expect("a name ends");
                        let mut variables: Vec<String> = arguments(rest);
                        variables.sort();
                        uses.entry(id.to_owned()).or_default().insert(variables);
                    }
                }
            }
        }
    }
    uses
}

/// The names in `, count: 1, title: f(a, b))`.
fn arguments(rest: &str) -> Vec<String> {
    let (mut depth, mut names, mut word) = (0, Vec::new(), String::new());
    let mut is_name = false;
    for character in rest.chars() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                is_name = true;
                word.clear();
            }
            ':' if depth == 0 && is_name => {
                is_name = false;
                names.push(word.trim().to_owned());
            }
            _ if is_name => word.push(character),
            _ => {}
        }
    }
    names
}

#[test]
fn every_message_is_said_with_its_variables() {
    let (english, uses) = (messages(ENGLISH), uses());
    for (id, given) in &uses {
        let made = english.get(id).unwrap_or_else(|| panic!("the code says {id}, which en.ftl has not"));
        let variables: Vec<String> = made.variables.keys().cloned().collect();
        for given in given {
            assert_eq!(*given, variables, "what {id} is given");
        }
    }
    let inner: BTreeSet<&String> = english.values().flat_map(|made| &made.messages).collect();
    let shell = include_str!("../../../index.html");
    for id in english.keys() {
        let by_catalogue = BY_CATALOGUE.iter().any(|start| id.starts_with(start));
        let is_said = uses.contains_key(id) || inner.contains(id) || shell.contains(&format!("data-text=\"{id}\""));
        assert!(by_catalogue || is_said, "nothing says {id}");
    }
}

#[test]
fn texts_are_of_one_part() {
    // Of these the text is borrowed: in any language they must have nothing to put together.
    let uses = uses();
    for code in codes() {
        let text = text(code);
        let texts = Texts::new(code, &text);
        for (id, given) in &uses {
            if given.contains(&Vec::new()) {
                let is_borrowed = matches!(texts.say(id, &[]), Some(Cow::Borrowed(_)));
                assert!(is_borrowed, "{id} in {code}.ftl has to stand in one line, and without braces");
            }
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    // Every word that is chosen by and every text that is put in is the same here.
    let plain = |code: &str| -> BTreeMap<String, Option<String>> {
        let text = text(code);
        let texts = Texts::new(code, &text);
        let say = |(id, made): (String, Made)| {
            let put: Vec<(&'static str, Put)> =
                made.variables.into_keys().map(|name| (&*name.leak(), Put::Text("you"))).collect();
            let said = texts.say(&id, &put).map(Cow::into_owned);
            (id, said)
        };
        messages(code).into_iter().map(say).collect()
    };
    let english = plain(ENGLISH);
    for code in codes().filter(|code| *code != ENGLISH) {
        let theirs = plain(code);
        let same: Vec<&String> =
            english.keys().filter(|id| !SAME.contains(&id.as_str()) && english[*id] == theirs[*id]).collect();
        assert_eq!(same, Vec::<&String>::new(), "in {code}.ftl as in English");
    }
}

#[test]
fn the_marks_are_those_of_the_language() {
    // English was there before this rule.
    for code in codes().filter(|code| *code != ENGLISH) {
        for (at, line) in text(code).lines().enumerate() {
            let wrong = |what: &str| panic!("{code}.ftl, line {}: {what}: {line}", at + 1);
            if line.starts_with('#') {
                continue;
            }
            if line.contains(['"', '\'']) || line.contains("...") {
                wrong("a mark of typewriters");
            }
            match code {
                "de" if line.contains(['«', '»', '”']) => wrong("German quotes „so“"),
                "es" | "fr" if line.contains(['„', '“', '”']) => wrong("quotes are « »"),
                "es" if line.matches('?').count() != line.matches('¿').count() => wrong("a question begins with ¿"),
                // A narrow space that does not break stands before these, and inside of guillemets.
                "fr" => {
                    let text: Vec<char> = line.chars().collect();
                    for pair in text.windows(2) {
                        if matches!(pair[1], ':' | ';' | '?' | '!' | '»' | '%')
                            && !matches!(pair[0], '\u{202f}' | '\u{a0}')
                            || pair[0] == '«' && pair[1] != '\u{202f}'
                        {
                            wrong("no narrow space at the mark");
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_shell_says_what_the_page_says() {
    let early = include_str!("../../../app/shell/shell.js");
    let table = early.split_once("const SHELL = ").expect("shell.js has the table").1;
    let table = table.split_once(";\n").expect("the table ends").0;
    let table: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(table).expect("it is JSON");
    let page = include_str!("../../../index.html");
    let named: BTreeSet<&str> = page.split("data-text=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected: BTreeMap<String, BTreeMap<String, String>> = codes()
        .filter(|code| *code != ENGLISH)
        .map(|code| {
            choose(code, text(code));
            let say = |id: &str| with(id, &[("who", "you".into()), ("name", "".into())]);
            (code.to_owned(), named.iter().map(|id| ((*id).to_owned(), say(id))).collect())
        })
        .collect();
    assert_eq!(table, expected, "{}", serde_json::to_string_pretty(&expected).expect("it is text"));
    choose(ENGLISH, String::new());
    for id in named {
        let text = with(id, &[("who", "you".into()), ("name", "".into())]);
        assert!(page.contains(&format!(">{text}<")) || page.contains(&format!("\"{text}\"")), "{id}: {text}");
    }
}

#[test]
fn a_language_is_spoken_once_its_texts_are_there() {
    choose("de", String::new());
    assert_eq!(current(), ENGLISH, "without texts");
    choose("xx", text("de"));
    assert_eq!(current(), ENGLISH, "a language that there is not");
    choose("de", "shows = { $count ->\n    [one] eine Serie\n   *[other] { $count } Serien\n}\n".to_owned());
    assert_eq!((current(), words::shows(1).as_str()), ("de", "eine Serie"));
    assert_eq!(words::CLOSE.get(), "Close", "what is missing is English");
    assert_eq!(with("no-such-message", &[]), "no-such-message");
    choose("de", "close = Zu }\nshows = { $nobody } Serien\n".to_owned());
    assert_eq!((words::CLOSE.get(), words::shows(2).as_str()), ("Close", "2 shows"), "so is what cannot be read");
    choose(ENGLISH, String::new());
    assert_eq!(words::shows(1200), "1,200 shows");
}

#[test]
fn dates_that_are_none_stay_as_they_are() {
    assert_eq!(month("2026-03"), "Mar 2026");
    for text in ["2026", "2026-13", "2026-00", "soon", "", "-"] {
        assert_eq!((month(text), day(text)), (text.to_owned(), text.to_owned()));
    }
}

#[test]
fn what_cannot_be_read_is_told_as_the_importers_tell_it() {
    for why in [
        Unreadable::Empty,
        Unreadable::Unknown,
        Unreadable::BrokenArchive,
        Unreadable::Locked,
        Unreadable::NothingKnown,
        Unreadable::Source,
    ] {
        let refused = crate::store::Refused { file: "a".into(), why: Some(why) };
        assert_eq!(words::import::refused(&refused), format!("a: {why}"));
    }
}
