//! Finding a show by what somebody types: beginnings of words, typing errors, missing articles, accents, native titles,
//! abbreviations.
//!
//! Every name of every show is compared with the query; a mask of the letters that occur in a word rejects most pairs
//! before any distance is computed. That costs about a millisecond for ten thousand shows and needs no index in the
//! file.

use crate::catalogue::{Catalogue, ShowIndex, Title};
use crate::order;
use crate::request::Hit;
use crate::text::{fold, is_article};

/// The folded names of all shows.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    names: Vec<Name>,
}

#[derive(Debug, Clone)]
struct Name {
    show: ShowIndex,
    /// Which of the show's names: 0 its title, 1 its original title, 2 + n its alias n.
    which: u16,
    /// The article that it begins with; empty if there is none.
    article: String,
    /// The folded name without its article and without spaces.
    compact: String,
    words: Vec<Word>,
    /// The first letters of its words, when there are at least three: `got`.
    initials: String,
}

#[derive(Debug, Clone)]
struct Word {
    letters: Vec<char>,
    mask: u64,
}

impl Word {
    fn new(text: &str) -> Word {
        let letters: Vec<char> = text.chars().collect();
        let mask = letters.iter().fold(0, |mask, letter| mask | letter_bit(*letter));
        Word { letters, mask }
    }
}

fn letter_bit(letter: char) -> u64 {
    1 << match letter {
        'a'..='z' => letter as u32 - 'a' as u32,
        '0'..='9' => 26 + (letter as u32 - '0' as u32),
        other => 36 + other as u32 % 28,
    }
}

/// How good each way of matching is; in between, the length decides.
mod quality {
    pub(super) const EXACT: f32 = 1.0;
    pub(super) const INITIALS: f32 = 0.88;
    pub(super) const PREFIX: f32 = 0.89;
    /// For the article, when it was typed as it stands in the name: `the s` is rather The Simpsons than Suits.
    pub(super) const ARTICLE: f32 = 0.01;
    pub(super) const WORDS: f32 = 0.8;
    pub(super) const INSIDE: f32 = 0.55;
    /// What another name than the title loses, so that of two equal matches the title's wins.
    pub(super) const OTHER_NAME: f32 = 0.01;
    /// Below this nothing is shown.
    pub(super) const FLOOR: f32 = 0.3;
}

impl SearchIndex {
    /// The index of a catalogue.
    pub fn new(catalogue: &Catalogue) -> SearchIndex {
        let mut names = Vec::with_capacity(catalogue.len() * 2);
        for (show, title) in catalogue.titles().iter().enumerate() {
            let mut seen: Vec<String> = Vec::new();
            for (which, text) in names_of(title).enumerate() {
                let Some(text) = text else { continue };
                let folded = fold(text);
                if folded.is_empty() || seen.contains(&folded) {
                    continue;
                }
                names.push(Name::new(show as ShowIndex, which as u16, &folded));
                seen.push(folded);
            }
        }
        SearchIndex { names }
    }

    /// The best `limit` shows for a query, the best first, each once with its best name. Of equals the more popular
    /// show comes first. An empty query finds nothing.
    pub fn search(&self, catalogue: &Catalogue, query: &str, limit: usize) -> Vec<Hit> {
        let folded = fold(query);
        if folded.is_empty() {
            return Vec::new();
        }
        let whole = Query::new(&folded);
        let dated = split_year(&folded).map(|(rest, year)| (Query::new(rest), year));
        let mut best: Vec<(ShowIndex, u16, f32)> = Vec::new();
        for name in &self.names {
            let mut quality = whole.quality(name);
            // A year at the end may be the show's, or belong to its name: Reply 1988.
            if let Some((rest, year)) = &dated {
                let same = catalogue.titles().get(name.show as usize).and_then(|title| title.year) == Some(*year);
                quality = quality.max(rest.quality(name) * if same { 1.0 } else { 0.7 });
            }
            if quality < quality::FLOOR {
                continue;
            }
            if name.which > 0 {
                quality -= quality::OTHER_NAME;
            }
            match best.last_mut() {
                Some(last) if last.0 == name.show => {
                    if quality > last.2 {
                        *last = (name.show, name.which, quality);
                    }
                }
                _ => best.push((name.show, name.which, quality)),
            }
        }
        // Popularity moves a show past slightly better matches, as people name popular shows more often.
        let shows = catalogue.len().max(1) as f32;
        let rank = |show: ShowIndex, quality: f32| quality - 0.08 * (show as f32 / shows).sqrt();
        let mut keys: Vec<u64> = best.iter().map(|&(show, _, quality)| order::key(rank(show, quality), show)).collect();
        order::smallest(&mut keys, limit);
        keys.into_iter()
            .filter_map(|key| {
                // Every show once, in the order of their numbers: so they were found.
                let at = best.binary_search_by_key(&order::scored(key).1, |one| one.0).ok()?;
                let (show, which, quality) = best[at];
                let title = catalogue.titles().get(show as usize)?;
                let matched = names_of(title).nth(which as usize).flatten()?.to_owned();
                Some(Hit { show, matched, quality })
            })
            .collect()
    }
}

/// The title, the original title (if any) and the aliases, in the order of [`Name::which`].
fn names_of(title: &Title) -> impl Iterator<Item = Option<&str>> {
    [Some(title.title.as_str()), title.original.as_deref()]
        .into_iter()
        .chain(title.aliases.iter().map(|alias| Some(alias.as_str())))
}

/// `shameless 2011` is the show of that year; `1923` alone is a title.
fn split_year(folded: &str) -> Option<(&str, u16)> {
    let (rest, last) = folded.rsplit_once(' ')?;
    let year = last.parse().ok().filter(|year| last.len() == 4 && (1940..=2040).contains(year))?;
    Some((rest, year))
}

/// The article at the beginning, if there is one and something follows it.
fn article_of(folded: &str) -> &str {
    folded.split_once(' ').map_or("", |(first, _)| if is_article(first) { first } else { "" })
}

fn without_articles(folded: &str) -> &str {
    let mut rest = folded;
    if let Some((first, behind)) = rest.split_once(' ')
        && is_article(first)
    {
        rest = behind;
    }
    if let Some((before, last)) = rest.rsplit_once(' ')
        && last == "the"
    {
        rest = before;
    }
    rest
}

impl Name {
    fn new(show: ShowIndex, which: u16, folded: &str) -> Name {
        let bare = without_articles(folded);
        let initials: String = folded.split(' ').filter_map(|word| word.chars().next()).collect();
        Name {
            show,
            which,
            article: article_of(folded).to_owned(),
            compact: bare.replace(' ', ""),
            words: folded.split(' ').map(Word::new).collect(),
            initials: if initials.chars().count() >= 3 { initials } else { String::new() },
        }
    }
}

struct Query {
    /// The article that it begins with; empty if there is none.
    article: String,
    compact: String,
    compact_word: Word,
    words: Vec<Word>,
}

impl Query {
    fn new(folded: &str) -> Query {
        let bare = without_articles(folded);
        let compact = bare.replace(' ', "");
        Query {
            article: article_of(folded).to_owned(),
            compact_word: Word::new(&compact),
            compact,
            words: bare.split(' ').map(Word::new).collect(),
        }
    }

    /// How well this query names that name, 0 to 1.
    fn quality(&self, name: &Name) -> f32 {
        if self.compact == name.compact {
            return quality::EXACT;
        }
        let length = self.compact_word.letters.len() as f32;
        let covered = length / (name.compact.chars().count().max(1) as f32);
        if name.compact.starts_with(&self.compact) {
            let article = !self.article.is_empty() && self.article == name.article;
            return quality::PREFIX + 0.09 * covered.min(1.0) + if article { quality::ARTICLE } else { 0.0 };
        }
        if length >= 3.0 && name.initials == self.compact {
            return quality::INITIALS;
        }
        let mut best: f32 = 0.0;
        // `breakingbad`, `star treck`: the whole as one word, with typing errors, perhaps not typed to its end.
        if length >= 4.0
            && let Some(errors) = self.compact_errors(name)
        {
            best = quality::WORDS + 0.09 * covered.min(1.0) - 0.08 * errors as f32;
        }
        if let Some(words) = self.words_quality(name) {
            best = best.max(words);
        }
        if best == 0.0 && length >= 2.0 && name.compact.contains(&self.compact) {
            best = quality::INSIDE * (0.6 + 0.4 * covered);
        }
        best
    }

    fn compact_errors(&self, name: &Name) -> Option<usize> {
        let target: Vec<char> = name.compact.chars().collect();
        let most = allowed_errors(self.compact_word.letters.len());
        let mask = name.words.iter().fold(0, |mask, word| mask | word.mask);
        if (self.compact_word.mask & !mask).count_ones() as usize > most {
            return None;
        }
        prefix_distance(&self.compact_word.letters, &target, most)
    }

    /// Every word of the query finds a word of the name, the last one perhaps only its beginning.
    fn words_quality(&self, name: &Name) -> Option<f32> {
        let mut used = 0_u64;
        let mut matched = 0.0;
        let mut total = 0.0;
        let mut in_order = true;
        let mut previous = None;
        for word in &self.words {
            let weight = word.letters.len() as f32;
            total += weight;
            let mut best: Option<(usize, f32)> = None;
            for (at, candidate) in name.words.iter().enumerate().take(64) {
                if used & (1 << at) != 0 {
                    continue;
                }
                if let Some(fit) = word_fit(word, candidate)
                    && best.is_none_or(|(_, so_far)| fit > so_far)
                {
                    best = Some((at, fit));
                }
            }
            let (at, fit) = best?;
            used |= 1 << at;
            in_order &= previous.is_none_or(|previous| previous < at);
            previous = Some(at);
            matched += weight * fit;
        }
        let letters: usize = name.words.iter().map(|word| word.letters.len()).sum();
        let covered = (total / letters.max(1) as f32).min(1.0);
        let order = if in_order { 0.0 } else { 0.05 };
        Some(quality::WORDS * (matched / total) * (0.75 + 0.25 * covered) - order)
    }
}

/// How well a typed word names a word of a title: 1 the word itself, less for its beginning or with errors.
fn word_fit(typed: &Word, word: &Word) -> Option<f32> {
    let most = allowed_errors(typed.letters.len());
    if (typed.mask & !word.mask).count_ones() as usize > most {
        return None;
    }
    if word.letters.starts_with(&typed.letters) {
        return Some(0.85 + 0.15 * typed.letters.len() as f32 / word.letters.len() as f32);
    }
    // The first letter is seldom wrong, and asking for it keeps short words from matching everything.
    if typed.letters.len() < 6 && typed.letters.first() != word.letters.first() {
        return None;
    }
    let errors = prefix_distance(&typed.letters, &word.letters, most)?;
    Some(0.9 - 0.8 * errors as f32 / typed.letters.len() as f32)
}

fn allowed_errors(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=6 => 1,
        7..=11 => 2,
        _ => 3,
    }
}

/// The least number of typing errors (a letter wrong, missing, too many, or two swapped: the optimal string alignment
/// distance) between what was typed and some beginning of `target` that ends no more than two letters after it; `None`
/// when there are more than `most`.
fn prefix_distance(typed: &[char], target: &[char], most: usize) -> Option<usize> {
    if most == 0 || target.len() + most < typed.len() {
        return None;
    }
    let width = target.len().min(typed.len() + most);
    let mut before_previous = vec![0; width + 1];
    let mut previous: Vec<usize> = (0..=width).collect();
    let mut current = vec![0; width + 1];
    for row in 1..=typed.len() {
        current[0] = row;
        let mut least = row;
        for column in 1..=width {
            let differs = usize::from(typed[row - 1] != target[column - 1]);
            let mut distance = (previous[column] + 1).min(current[column - 1] + 1).min(previous[column - 1] + differs);
            if row > 1 && column > 1 && typed[row - 1] == target[column - 2] && typed[row - 2] == target[column - 1] {
                distance = distance.min(before_previous[column - 2] + 1);
            }
            current[column] = distance;
            least = least.min(distance);
        }
        if least > most {
            return None;
        }
        std::mem::swap(&mut before_previous, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    previous.iter().copied().min().filter(|distance| *distance <= most)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::catalogue::Facts;
    use proptest::prelude::*;

    fn catalogue() -> Catalogue {
        let show = |title: &str, original: Option<&str>, aliases: &[&str], year: u16| Title {
            id: format!("{}-{year}", fold(title).replace(' ', "-")),
            title: title.into(),
            original: original.map(Into::into),
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            year: Some(year),
        };
        let titles = vec![
            show("Breaking Bad", None, &[], 2008),
            show("Game of Thrones", None, &[], 2011),
            show("The Wire", None, &[], 2002),
            show("Money Heist", Some("La casa de papel"), &["Haus des Geldes"], 2017),
            show("Fullmetal Alchemist: Brotherhood", Some("鋼の錬金術師 FULLMETAL ALCHEMIST"), &["FMAB"], 2009),
            show("The Office", None, &[], 2005),
            show("The Office", None, &["The Office UK"], 2001),
            show("How I Met Your Mother", None, &[], 2005),
            show("M*A*S*H", None, &["MASH"], 1972),
            show("Élite", None, &[], 2018),
            show("Star Trek: Deep Space Nine", None, &["DS9"], 1993),
            show("Grey's Anatomy", None, &[], 2005),
            show("Wired", None, &[], 2008),
            show("Suits", None, &[], 2011),
            show("The Simpsons", None, &[], 1989),
            show("1923", None, &[], 2022),
            show("Reply 1988", None, &[], 2015),
            show("Reply 1994", None, &[], 2013),
            show("Squid Game", Some("오징어 게임"), &[], 2021),
        ];
        let facts = vec![Facts::default(); titles.len()];
        Catalogue::new(titles, facts).expect("distinct ids")
    }

    fn first(query: &str) -> String {
        let catalogue = catalogue();
        let hits = SearchIndex::new(&catalogue).search(&catalogue, query, 5);
        hits.first().map_or(String::new(), |hit| {
            let title = &catalogue.titles()[hit.show as usize];
            format!("{} {}", title.title, title.year.unwrap_or(0))
        })
    }

    #[test]
    fn people_find_what_they_mean() {
        for (query, found) in [
            ("breaking bad", "Breaking Bad 2008"),
            ("braeking bad", "Breaking Bad 2008"),
            ("breakingbad", "Breaking Bad 2008"),
            ("brekng bad", "Breaking Bad 2008"),
            ("bad breaking", "Breaking Bad 2008"),
            ("break", "Breaking Bad 2008"),
            ("wire", "The Wire 2002"),
            ("wire, the", "The Wire 2002"),
            ("the wire", "The Wire 2002"),
            ("casa de papel", "Money Heist 2017"),
            ("LA CASA DE PAPEL", "Money Heist 2017"),
            ("haus des gelds", "Money Heist 2017"),
            ("got", "Game of Thrones 2011"),
            ("game of trones", "Game of Thrones 2011"),
            ("himym", "How I Met Your Mother 2005"),
            ("fmab", "Fullmetal Alchemist: Brotherhood 2009"),
            ("full metal alchemist", "Fullmetal Alchemist: Brotherhood 2009"),
            ("錬金術師", "Fullmetal Alchemist: Brotherhood 2009"),
            ("s", "Suits 2011"),
            ("the s", "The Simpsons 1989"),
            ("the simp", "The Simpsons 1989"),
            ("office", "The Office 2005"),
            ("the office 2001", "The Office 2001"),
            ("mash", "M*A*S*H 1972"),
            ("elite", "Élite 2018"),
            ("ds9", "Star Trek: Deep Space Nine 1993"),
            ("startrek", "Star Trek: Deep Space Nine 1993"),
            ("deep space", "Star Trek: Deep Space Nine 1993"),
            ("greys anatomy", "Grey's Anatomy 2005"),
            ("grays anatomy", "Grey's Anatomy 2005"),
            ("1923", "1923 2022"),
            ("reply 1994", "Reply 1994 2013"),
            ("reply 1988", "Reply 1988 2015"),
            ("오징어", "Squid Game 2021"),
        ] {
            assert_eq!(first(query), found, "for {query:?}");
        }
    }

    #[test]
    fn nonsense_finds_nothing() {
        for query in ["", "   ", "qqqq", "zzzzzzzzzzz", "!!!", "xk"] {
            assert_eq!(first(query), "", "for {query:?}");
        }
    }

    proptest! {
        #[test]
        fn one_swap_or_slip_in_a_long_title_is_forgiven(at in 1_usize..14, letter in proptest::char::range('a', 'z')) {
            let mut letters: Vec<char> = "game of thrones".chars().collect();
            letters[at] = letter;
            let slip: String = letters.iter().collect();
            prop_assert_eq!(first(&slip), "Game of Thrones 2011", "{}", slip);
        }

        #[test]
        fn no_query_panics(query in "\\PC{0,60}") {
            first(&query);
        }
    }
}
