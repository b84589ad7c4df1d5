//! Finding a show by the beginning of its name or of a word in it.
//!
//! Every name of a show gives a key for each of its words: the folded name from that word on, without spaces, cut to
//! [`LONGEST`] bytes (`gameofthrones`, `thrones`). The keys of all shows are sorted and cut into blocks; what begins with a
//! text is a run of them. Where that is a long run its best shows were found beforehand and stand before it, so that no text
//! needs more than a few blocks.
//!
//! A block is a run of entries: how many bytes the key shares with the one before, how many follow, these bytes; then 0
//! and a list of the best shows, or 1 and one show. A show is given as twice its number, and one more where the key is the
//! beginning of a name (in a list: where the text is the whole of one).

use super::bytes::{Cursor, put_number};
use crate::catalogue::{ShowIndex, Title};
use crate::text::{fold, is_article};

/// Keys are cut to so many bytes, and so is what is looked for.
const LONGEST: usize = 32;
/// Of a name with more words only the first give keys.
const MOST_WORDS: usize = 8;
/// The best shows of a run of more keys than this are found beforehand.
const LONG_RUN: usize = 64;
/// So many of the best shows are kept, and no more are ever found.
pub const BEST: usize = 10;
/// A block ends when it has so many bytes.
const BLOCK: usize = 2048;

/// Where a key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lead {
    pub(super) show: ShowIndex,
    /// Whether the key begins where the name begins, an article aside.
    pub(super) begins: bool,
}

impl Lead {
    fn number(self) -> u32 {
        self.show * 2 + u32::from(self.begins)
    }

    fn of(number: u32) -> Lead {
        Lead { show: number / 2, begins: number % 2 == 1 }
    }
}

/// The keys of a show, each once.
pub(super) fn keys_of(title: &Title) -> Vec<(String, bool)> {
    let names = [&title.title].into_iter().chain(&title.original).chain(&title.aliases);
    let mut keys = Vec::new();
    for name in names {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        for at in 0..words.len().min(MOST_WORDS) {
            // Nobody looks for a name by an article in its middle.
            let begins = words[..at].iter().all(|word| is_article(word));
            if begins || !is_article(words[at]) {
                keys.push((cut(&words[at..].concat()).to_owned(), begins));
            }
        }
    }
    keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    keys.dedup_by(|a, b| a.0 == b.0);
    keys
}

/// What is looked for when somebody types this: a beginning of keys. Empty when there is no letter in it.
pub(super) fn wanted(typed: &str) -> String {
    cut(&fold(typed).replace(' ', "")).to_owned()
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// What was found in blocks so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Finds {
    leads: Vec<(bool, Lead)>,
}

impl Finds {
    /// Looks through a block for keys that begin with `wanted`. `Some(true)` when the next block may hold more, `None` when
    /// its bytes make no sense.
    pub(super) fn look(&mut self, block: &[u8], wanted: &str) -> Option<bool> {
        let mut cursor = Cursor::new(block);
        let mut key: Vec<u8> = Vec::new();
        while !cursor.is_done() {
            let shared = cursor.number()? as usize;
            let more = cursor.count()?;
            key.truncate(shared);
            if key.len() != shared {
                return None;
            }
            key.extend(cursor.take(more)?);
            let is_list = match cursor.number()? {
                0 => true,
                1 => false,
                _ => return None,
            };
            let count = if is_list { cursor.count()? } else { 1 };
            let whole = key == wanted.as_bytes();
            let matches = key.starts_with(wanted.as_bytes());
            // The list of a longer text says nothing that its keys do not say.
            let counts = matches && (whole || !is_list);
            for _ in 0..count {
                let lead = Lead::of(cursor.number()?);
                if counts {
                    self.leads.push((whole && lead.begins, lead));
                }
            }
            if (whole && is_list) || (!matches && key.as_slice() > wanted.as_bytes()) {
                return Some(false);
            }
        }
        Some(true)
    }

    /// The best shows, each once: first those with this very name, then by popularity.
    pub(super) fn best(mut self, limit: usize) -> Vec<ShowIndex> {
        self.leads.sort_unstable_by_key(|(exact, lead)| (!exact, lead.show));
        let mut best: Vec<ShowIndex> = Vec::new();
        for (_, lead) in self.leads {
            if best.len() < limit.min(BEST) && !best.contains(&lead.show) {
                best.push(lead.show);
            }
        }
        best
    }
}

/// Blocks of these keys, each with its first key.
pub(super) fn blocks(mut keys: Vec<(Box<str>, Lead)>) -> Vec<(String, Vec<u8>)> {
    keys.sort_unstable();
    let mut writer = BlockWriter::default();
    writer.run(&keys, 0);
    writer.end_block();
    writer.blocks
}

#[derive(Default)]
struct BlockWriter {
    blocks: Vec<(String, Vec<u8>)>,
    first: String,
    last: String,
    block: Vec<u8>,
}

impl BlockWriter {
    /// Writes a run of sorted keys that share their first `shared` bytes.
    fn run(&mut self, keys: &[(Box<str>, Lead)], shared: usize) {
        if keys.len() <= LONG_RUN {
            keys.iter().for_each(|(key, lead)| self.entry(key, &[*lead], false));
            return;
        }
        if shared > 0 {
            let text = &keys[0].0[..shared];
            let best = best_of(keys, text);
            self.entry(text, &best, true);
        }
        let same = keys.iter().take_while(|(key, _)| key.len() == shared).count();
        let (same, mut longer) = keys.split_at(same);
        same.iter().for_each(|(key, lead)| self.entry(key, &[*lead], false));
        while let Some((key, _)) = longer.first() {
            let width = key[shared..].chars().next().map_or(1, char::len_utf8);
            let text = &key[..shared + width];
            let count = longer.partition_point(|(key, _)| key.as_ref() < text || key.starts_with(text));
            let (run, rest) = longer.split_at(count);
            self.run(run, shared + width);
            longer = rest;
        }
    }

    fn entry(&mut self, key: &str, leads: &[Lead], is_list: bool) {
        if self.block.len() >= BLOCK {
            self.end_block();
        }
        if self.block.is_empty() {
            self.first = key.to_owned();
            self.last.clear();
        }
        let shared = key.bytes().zip(self.last.bytes()).take_while(|(a, b)| a == b).count();
        put_number(&mut self.block, shared as u32);
        put_number(&mut self.block, (key.len() - shared) as u32);
        self.block.extend(&key.as_bytes()[shared..]);
        put_number(&mut self.block, u32::from(!is_list));
        if is_list {
            put_number(&mut self.block, leads.len() as u32);
        }
        leads.iter().for_each(|lead| put_number(&mut self.block, lead.number()));
        self.last = key.to_owned();
    }

    fn end_block(&mut self) {
        if !self.block.is_empty() {
            self.blocks.push((std::mem::take(&mut self.first), std::mem::take(&mut self.block)));
        }
    }
}

/// The best shows of a run of keys that begin with `text`.
fn best_of(keys: &[(Box<str>, Lead)], text: &str) -> Vec<Lead> {
    let mut best: Vec<(bool, ShowIndex)> = Vec::with_capacity(BEST + 1);
    for (key, lead) in keys {
        let rank = (!(key.as_ref() == text && lead.begins), lead.show);
        if let Some(same) = best.iter_mut().find(|one| one.1 == lead.show) {
            // Another key of the same show.
            if rank < *same {
                *same = rank;
                best.sort_unstable();
            }
            continue;
        }
        if best.len() < BEST || best.last().is_some_and(|last| rank < *last) {
            best.insert(best.partition_point(|one| *one < rank), rank);
            best.truncate(BEST);
        }
    }
    // What is told of each is whether it has this very name.
    best.into_iter().map(|(other, show)| Lead { show, begins: !other }).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn title(name: &str) -> Title {
        Title { title: name.into(), ..Title::default() }
    }

    /// Looks for a text in the blocks as a reader does.
    fn find(blocks: &[(String, Vec<u8>)], typed: &str) -> Vec<ShowIndex> {
        let wanted = wanted(typed);
        let mut finds = Finds::default();
        let at = blocks.partition_point(|(first, _)| first.as_str() < wanted.as_str()).saturating_sub(1);
        for (_, block) in &blocks[at.min(blocks.len())..] {
            if !finds.look(block, &wanted).expect("own bytes") {
                break;
            }
        }
        finds.best(BEST)
    }

    fn all(titles: &[Title]) -> Vec<(Box<str>, Lead)> {
        let keys = |(show, title): (usize, &Title)| {
            keys_of(title).into_iter().map(move |(key, begins)| (key.into(), Lead { show: show as u32, begins }))
        };
        titles.iter().enumerate().flat_map(keys).collect()
    }

    #[test]
    fn every_word_of_a_name_is_a_key() {
        let keys = keys_of(&title("The Lord of the Rings"));
        let keys: Vec<(&str, bool)> = keys.iter().map(|(key, begins)| (key.as_str(), *begins)).collect();
        assert_eq!(
            keys,
            [("lordoftherings", true), ("oftherings", false), ("rings", false), ("thelordoftherings", true)]
        );
        assert_eq!(wanted("The  Lórd"), "thelord");
        assert_eq!(keys_of(&title("!!!")), []);
        let long = keys_of(&title(&"ü鋼".repeat(20)));
        assert!(long.iter().all(|(key, _)| key.len() <= LONGEST && !key.is_empty()));
    }

    #[test]
    fn names_are_found_by_their_beginnings_and_their_own_name_first() {
        let titles = ["Lost in Space", "The Wire", "Lost", "Breaking Bad"].map(title);
        let blocks = blocks(all(&titles));
        assert_eq!(find(&blocks, "lost"), [2, 0]);
        assert_eq!(find(&blocks, "the w"), [1]);
        assert_eq!(find(&blocks, "bad"), [3]);
        assert_eq!(find(&blocks, "breakingb"), [3]);
        assert_eq!(find(&blocks, "x"), [0; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// Against looking at every key, in catalogues whose short texts lead to long runs.
        #[test]
        fn the_best_of_long_runs_are_found(names in prop::collection::vec("[abé]{1,3}( [ab]{1,3}){0,2}", 1..900),
                                           typed in "[abé]{1,4}") {
            let titles: Vec<Title> = names.iter().map(|name| title(name)).collect();
            let keys = all(&titles);
            let wanted = wanted(&typed);
            let mut naive: Vec<(bool, ShowIndex)> = keys
                .iter()
                .filter(|(key, _)| key.starts_with(&wanted))
                .map(|(key, lead)| (!(key.as_ref() == wanted && lead.begins), lead.show))
                .collect();
            naive.sort_unstable();
            let mut expected: Vec<ShowIndex> = Vec::new();
            naive.iter().for_each(|(_, show)| if !expected.contains(show) { expected.push(*show) });
            expected.truncate(BEST);
            let blocks = blocks(keys);
            prop_assert!(blocks.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            prop_assert_eq!(find(&blocks, &typed), expected);
        }

        #[test]
        fn noise_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..80), typed in "\\PC{0,12}") {
            let _ = Finds::default().look(&bytes, &wanted(&typed));
        }
    }
}
