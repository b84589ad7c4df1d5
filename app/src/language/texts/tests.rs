//! The reader against Fluent's own programs, and against files that are none.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern as Tree, PatternElement, VariantKey};
use fluent_syntax::parser;

use super::*;
use crate::language::tests::{bundle, codes, fluent, forms, messages, text};

/// What is said of one message, `it`, with numbers and words put in.
fn said(pattern: &str) -> Option<String> {
    let text = format!("it ={pattern}\nother = elsewhere\n");
    let put = [("one", Put::Number(1.0)), ("many", Put::Number(2000.0)), ("who", Put::Text("you"))];
    Texts::new("en", &text).say("it", &put).map(Cow::into_owned)
}

#[test]
fn texts_are_read_as_translators_write_them() {
    for (pattern, expected) in [
        (" Close", "Close"),
        ("Close  ", "Close"),
        (" { $many } shows", "2,000 shows"),
        (" All of it is { other }.", "All of it is elsewhere."),
        // Lines.
        ("\n    One line", "One line"),
        ("\n\n    One\n    Two\n\n    Three\n\n", "One\nTwo\n\nThree"),
        (" One\n    Two\n      Three", "One\nTwo\n  Three"),
        ("\n      One\n    Two", "  One\nTwo"),
        ("\n    One\n{ $who }", "    One\nyou"),
        (" One\n    { $who } and\n    { other }", "One\nyou and\nelsewhere"),
        (" One\r\n    Two\r\n", "One\nTwo"),
        (" One\n    .attribute = Two", "One"),
        // Texts in quotation marks.
        (" { \"\" }", ""),
        (" { \"  a\" } { \"{b}\" }", "  a {b}"),
        (r#" { "\"\\\u00e9\U01f600\ud800" }"#, "\"\\é😀\u{fffd}"),
        (" The mark \" and { $who } \"{ \"}\" }", "The mark \" and you \"}"),
        // Choices.
        (" { $who ->\n [you] You\n *[name] They\n} go", "You go"),
        (" { $one ->\n [one] 1 show\n *[other] { $one } shows\n}", "1 show"),
        (" { $many ->\n[one] 1 show\n*[other] { $many } shows\n}", "2,000 shows"),
        ("\n{ $many ->\n  [one] 1\n  *[other]\n     a\n     b\n}", "a\nb"),
        (" { $who ->\n [you] { $one ->\n  [one] 1\n *[other] 2\n }\n *[name] 3\n}", "1"),
        (" { $who ->\n *[name] They\n [you] You\n}", "You"),
        (" { $who ->\n [you] You\n *[you] They\n}", "You"),
        (" { $who ->\n *[name] They\n [me] I\n}", "They"),
    ] {
        assert_eq!(said(pattern).as_deref(), Some(expected), "{pattern}");
    }
}

#[test]
fn what_cannot_be_read_is_missing() {
    for pattern in [
        "",
        "\n",
        "\nNothing",
        " }",
        " {",
        " { }",
        " { $ }",
        " { $who",
        " { $nobody }",
        " { nothing }",
        " { it }",
        " { \"open }",
        " { \"\\x\" }",
        " { \"\\u00\" }",
        " { \"a\" \"b\" }",
        " { $who other }",
        " { other $who }",
        " { other.attribute }",
        " { -term }",
        " { NUMBER($one) }",
        " { 1 }",
        " { { $who } }",
        " { $who ->\n}",
        " { $who ->\n [you] You\n}",
        " { $who ->\n [you]\n *[name] They\n}",
        " { $who ->\n [you You\n *[name] They\n}",
        " { $one ->\n [1] One\n *[other] More\n}",
        " { other ->\n *[you] You\n}",
    ] {
        assert_eq!(said(pattern), None, "{pattern}");
    }
    let texts = Texts::new("en", "= no name\n 1 = 2\n1 = 2\n  a = b\nc\n# d = e\nf\n= g\n");
    assert!(texts.messages.is_empty(), "{texts:?}");
    assert_eq!(Texts::new("en", "a = 1\na = 2\n").say("a", &[]), Some("2".into()));
}

#[test]
fn one_message_is_bounded() {
    // Each says the one before it ten times.
    let mut laughs = "m0 = ha\n".to_owned();
    for level in 1..10 {
        laughs += &format!("m{level} ={}\n", format!(" {{ m{} }}", level - 1).repeat(10));
    }
    let texts = Texts::new("en", &laughs);
    assert_eq!(texts.say("m1", &[]).map(|said| said.len()), Some(29));
    assert_eq!(texts.say("m9", &[]), None);
    let rings = Texts::new("en", "a = { b }\nb = { c }\nc = { a }\n");
    assert_eq!(rings.say("a", &[]), None);
    let (most, more) = (usize::from(MOST), usize::from(MOST) + 1);
    assert_eq!(said(&" { $who }".repeat(most)), Some("you ".repeat(most).trim().to_owned()));
    assert_eq!(said(&" { $who }".repeat(more)), None);
    for (open, close) in [("{ $who ->\n *[a] ", "\n}"), ("{ ", "}"), ("{ \"", "\"}"), ("{ $who ->\n *[", "]")] {
        for times in [more, 100_000] {
            assert_eq!(said(&format!(" {}a{}", open.repeat(times), close.repeat(times))), None, "{open}");
            assert_eq!(said(&open.repeat(times)), None, "{open}");
        }
    }
}

#[test]
fn numbers_have_the_categories_of_cldr() {
    let text = "it = { $count ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n}\n";
    for code in codes() {
        assert!(PLURALS.iter().any(|plurals| plurals.language == code), "{code} needs its row in PLURALS");
    }
    let millions = (1..=2).flat_map(|millions| millions * 1_000_000 - 1..=millions * 1_000_000 + 1);
    let numbers = (0..=1_200).chain((0..=2_000_001).step_by(997)).chain((0..=2_000_001).step_by(500)).chain(millions);
    let numbers: Vec<f64> = numbers.map(f64::from).chain([0.1, 0.5, 1.1, 1.5, 2.5, 1_000_000.5, -1.0, -2.0]).collect();
    for code in codes() {
        let (ours, theirs) = (Texts::new(code, text), bundle(code, text));
        for number in &numbers {
            let put = [("count", Put::Number(*number))];
            let said = ours.say("it", &put).expect("it is there").into_owned();
            // The rules in Fluent's program are those of CLDR 37, in which these two languages had no "many" yet.
            let is_newer = matches!(code, "es" | "fr") && *number > 0.0 && number % 1_000_000.0 == 0.0;
            assert_eq!(said == "many", is_newer, "{number} in {code}");
            let expected = if is_newer { "other".to_owned() } else { said };
            assert_eq!(fluent(&theirs, "it", &put), Some((expected, false)), "{number} in {code}");
        }
        for number in [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN] {
            assert!(ours.say("it", &[("count", Put::Number(number))]).is_some());
        }
    }
}

#[test]
fn lines_may_end_as_on_other_systems() {
    for code in codes() {
        let file = text(code);
        let other = file.replace('\n', "\r\n");
        let (texts, others) = (Texts::new(code, &file), Texts::new(code, &other));
        for (id, made) in messages(code) {
            for put in forms(&made) {
                assert_eq!(texts.say(&id, &put), others.say(&id, &put), "{id} in {code}.ftl");
            }
        }
    }
}

/// What a file uses of Fluent's format that is not read here: each with its line and message.
struct Unknown<'a> {
    text: &'a str,
    /// The message that is looked at, and the last name or text in it: what has no place of its own is told to be there.
    message: &'a str,
    near: &'a str,
    found: Vec<String>,
}

impl<'a> Unknown<'a> {
    /// What is in a text, and beside it what Fluent's own program cannot read either.
    fn of(text: &'a str) -> (Vec<String>, Vec<String>) {
        let (tree, errors) = match parser::parse(text) {
            Ok(tree) => (tree, Vec::new()),
            Err(with_errors) => with_errors,
        };
        let mut unknown = Self { text, message: "", near: text, found: Vec::new() };
        for error in errors {
            let junk = error.slice.clone().and_then(|junk| text.get(junk));
            unknown.message = junk.and_then(|junk| junk.lines().next()).unwrap_or_default();
            unknown.near = text.get(error.pos.start..).unwrap_or(text);
            unknown.found(&error.to_string());
        }
        let unreadable = std::mem::take(&mut unknown.found);
        let mut names = Vec::new();
        for entry in &tree.body {
            match entry {
                Entry::Message(message) => {
                    names.push(message.id.name);
                    (unknown.message, unknown.near) = (message.id.name, message.id.name);
                    for attribute in &message.attributes {
                        unknown.near = attribute.id.name;
                        unknown.found("an attribute");
                    }
                    if let Some(pattern) = &message.value {
                        unknown.pattern(pattern);
                    }
                }
                Entry::Term(term) => {
                    (unknown.message, unknown.near) = (term.id.name, term.id.name);
                    unknown.found("a term");
                }
                _ => {}
            }
        }
        // Nothing else looks like the beginning of a message.
        let texts = Texts::new("en", text);
        let ours: Vec<&str> = texts.messages.iter().map(|message| message.name).collect();
        if unreadable.is_empty() && ours != names {
            let first = (0..).find(|at| ours.get(*at) != names.get(*at)).unwrap_or_default();
            unknown.near = ours.get(first).or(names.get(first)).unwrap_or(&text);
            unknown.message = unknown.near;
            unknown.found("messages that begin in other places");
        }
        (unknown.found, unreadable)
    }

    fn found(&mut self, what: &str) {
        let line = 1 + self.text[..self.near.as_ptr() as usize - self.text.as_ptr() as usize].matches('\n').count();
        self.found.push(format!("line {line}, {}: {what}", self.message));
    }

    fn pattern(&mut self, pattern: &Tree<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.near = value,
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    match selector {
                        InlineExpression::VariableReference { id } => self.near = id.name,
                        other => {
                            self.inline(other);
                            self.found("a choice by what is not put in");
                        }
                    }
                    // Fluent's program takes an asterisk for one even if no variant follows on it.
                    if !variants.iter().any(|variant| variant.default) {
                        self.found("a choice without a variant for all else");
                    }
                    for variant in variants {
                        match variant.key {
                            VariantKey::Identifier { name } => self.near = name,
                            VariantKey::NumberLiteral { value } => {
                                self.near = value;
                                self.found("a number as a key");
                            }
                        }
                        self.pattern(&variant.value);
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } | InlineExpression::MessageReference { id, attribute: None } => {
                self.near = id.name;
            }
            InlineExpression::StringLiteral { value } => {
                self.near = value;
                // Fluent's program takes it, and says that it does not know it.
                if value.replace("\\\\", "").contains("\\{") {
                    self.found("an escaped brace");
                }
            }
            InlineExpression::NumberLiteral { value } => {
                self.near = value;
                self.found("a number");
            }
            InlineExpression::MessageReference { id, .. } => {
                self.near = id.name;
                self.found("an attribute");
            }
            InlineExpression::TermReference { id, .. } => {
                self.near = id.name;
                self.found("a term");
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.near = id.name;
                self.found("a function");
            }
            InlineExpression::Placeable { expression } => {
                if let Expression::Inline(inline) = &**expression {
                    self.inline(inline);
                }
                self.found("braces right inside of braces");
            }
        }
    }
}

#[test]
fn the_files_use_only_what_is_read() {
    for code in codes() {
        let text = text(code);
        let (unknown, unreadable) = Unknown::of(&text);
        assert_eq!([unknown, unreadable].concat(), Vec::<String>::new(), "in {code}.ftl");
    }
}

#[test]
fn what_is_not_read_is_told_with_its_line() {
    for (text, expected) in [
        ("-brand = It\n", "line 2, brand: a term"),
        ("a = { -brand }\n", "line 2, a: a term"),
        ("a = b\n    .title = c\n", "line 3, a: an attribute"),
        ("a = { b.title }\n", "line 2, a: an attribute"),
        ("a = b { NUMBER($count) }\n", "line 2, a: a function"),
        ("a = b { 5 }\n", "line 2, a: a number"),
        ("a =\n    b\n    { { $c } }\n", "line 4, a: braces right inside of braces"),
        ("a = { \"\\{\" }\n", "line 2, a: an escaped brace"),
        ("a = { $n ->\n    [0] none\n   *[other] some\n}\n", "line 3, a: a number as a key"),
        ("a = { NUMBER($n) ->\n   *[other] some\n}\n", "line 2, a: a function"),
        ("a = { \"b\" ->\n   *[other] some\n}\n", "line 2, a: a choice by what is not put in"),
        ("a = { $n ->\n    [one] b\n   *}\n", "line 2, a: a choice without a variant for all else"),
        ("a = {\nb =\n", "line 3, a = {: Expected a token starting with \"}\""),
    ] {
        let text = format!("# A comment\n{text}");
        let (unknown, unreadable) = Unknown::of(&text);
        let found = [unknown, unreadable].concat();
        assert_eq!(found.first().map(String::as_str), Some(expected), "{text}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Says every message that there seems to be, with what it might want; and where Fluent's own program has nothing to
    /// complain about, compares.
    fn read(code: &str, text: &str) {
        let ours = Texts::new(code, text);
        let names: Vec<&str> = ours.messages.iter().map(|message| message.name).collect();
        let wanted: Vec<&'static str> = text
            .split('$')
            .skip(1)
            .map(|rest| &*rest[..name(rest.as_bytes(), 0)].to_owned().leak())
            .filter(|name| !name.is_empty())
            .collect();
        // Fluent's program reads a lone return in ways of its own, and of two messages takes the last that can be read.
        let is_comparable = !text.contains('\r') && (1..names.len()).all(|at| !names[..at].contains(&names[at]));
        let is_known = Unknown::of(text).0.is_empty();
        let theirs = bundle(code, text);
        for value in [Put::Number(1.0), Put::Number(2_000.0), Put::Text("you"), Put::Text("a\n  {b} ")] {
            let put: Vec<(&'static str, Put)> = wanted.iter().map(|name| (*name, value.clone())).collect();
            for name in &names {
                let said = ours.say(name, &put);
                if is_comparable && let Some((expected, false)) = fluent(&theirs, name, &put) {
                    match said {
                        Some(said) => assert_eq!(said, expected, "{name} of {text:?}"),
                        None => assert!(!is_known, "{name} of {text:?} is {expected:?}"),
                    }
                }
            }
        }
    }

    /// What files are made of, whole and in pieces.
    const PIECES: [&str; 41] = [
        "\n",
        "\n\n",
        "\n ",
        "\n    ",
        "\n      ",
        "\n  \n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "{",
        "}",
        "{ ",
        " }",
        "{ $count }",
        "{$who}",
        "{ m0 }",
        "{m1}",
        "{ m2 }",
        "{ $count ->\n [one] ",
        "{ $who ->\n    [you] ",
        "\n   *[other] ",
        "\n *[name]",
        "\n}",
        "\n [few]",
        "[",
        "]",
        "*",
        "->",
        "$",
        "\"",
        "{ \"",
        "\" }",
        "\\",
        "\\u00e9",
        "=",
        "\nm3 = ",
        "\nm2 =",
        "#",
        "é",
        "some text",
    ];

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,3}"]
    }

    /// A pattern as translators could write it.
    fn pattern() -> impl Strategy<Value = String> {
        let line = (0..4_usize, 1..9_usize).prop_map(|(ends, spaces)| "\n".repeat(ends) + &" ".repeat(spaces));
        let part = prop_oneof![
            4 => "[a-z\"é]{1,4}",
            4 => line,
            1 => prop::sample::select(vec!["{ $count }", "{$who}", "{ m0 }", "{ m1 }", "{ \" \" }", "{\"\\u007B\\\"\"}", "{\n  \"}\"\n}"])
                .prop_map(str::to_owned),
        ];
        let flat = prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat());
        flat.prop_recursive(3, 24, 3, |inner| {
            let variable = prop::sample::select(vec!["count", "who"]);
            let spaces = 0..6_usize;
            (inner.clone(), variable, inner.clone(), inner.clone(), inner, spaces).prop_map(
                |(before, variable, first, second, after, spaces)| {
                    let space = " ".repeat(spaces);
                    let other = if variable == "count" { ("one", "other") } else { ("you", "name") };
                    format!(
                        "{before}{{ ${variable} ->\n{space}[{}] {first}\n{space}*[{}] {second}\n{space}}}{after}",
                        other.0, other.1
                    )
                },
            )
        })
    }

    proptest! {
        #[test]
        fn any_text_is_read(code in prop::sample::select(vec!["de", "en", "es", "fr"]), text in ".{0,200}") {
            read(code, &text);
        }

        #[test]
        fn any_pieces_are_read(code in prop::sample::select(vec!["en", "fr"]), pieces in prop::collection::vec(piece(), 0..40)) {
            read(code, &format!("m0 = {}", pieces.concat()));
        }

        #[test]
        fn what_translators_write_is_read_as_fluent_reads_it(patterns in prop::collection::vec(pattern(), 3)) {
            let text: String = patterns.iter().enumerate().map(|(at, pattern)| format!("m{at} = {pattern}\n")).collect();
            read("en", &text);
        }

        #[test]
        fn damaged_files_are_read(
            code in prop::sample::select(vec!["de", "en", "es", "fr"]),
            place in 0.0..1.0_f64,
            changes in prop::collection::vec((0.0..1.0_f64, 0..8_usize, piece()), 1..6),
        ) {
            let file = text(code);
            let lines: Vec<&str> = file.split_inclusive('\n').collect();
            let first = (lines.len() as f64 * place) as usize;
            let mut part: Vec<char> = lines[first..].iter().take(30).flat_map(|line| line.chars()).collect();
            for (place, gone, new) in changes {
                let at = (part.len() as f64 * place) as usize;
                part.splice(at..(at + gone).min(part.len()), new.chars());
            }
            read(code, &part.into_iter().collect::<String>());
        }
    }
}
