//! A taste as a piece of text that fits into an address: what one person gives another, past any server.
//!
//! ```text
//! byte 0        version of the layout, 1
//! byte 1        length of the name in bytes
//!               the name, UTF-8
//! two bytes     number of shows n, little-endian
//! bits          for each show, ascending by its print: the distance of its print from the one before, then its mark
//! 4 bytes       checksum of everything before: the low half of XXH64, little-endian
//! ```
//!
//! all of it in base64url (RFC 4648, section 5) without padding. A show's *print* is the low half of the XXH64 of its
//! lasting id, so a link outlives the model file. Distances are Rice-coded (Rice and Plaunt, "Adaptive Variable-Length
//! Coding for Efficient Compression of Spacecraft Television Data", 1971): the quotient by 2ᵏ as ones and a zero, then
//! the `k` lower bits, with `k` from the mean distance 2³² ÷ n. Bits fill each byte from the lowest. Two hundred shows
//! take about 29 bits each: some 980 characters.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model_core::order::by_number;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh64::xxh64;

use crate::household::clean_name;
use crate::taste::Mark;

const VERSION: u8 = 1;
/// So many shows are put into a link at most.
pub const MOST: usize = 1000;
/// No code that was made here is longer; what is, is not even looked at.
const LONGEST: usize = 8192;
const MARK_BITS: u32 = 3;
/// By their numbers in the link.
const MARKS: [Mark; 7] = [Mark::Loved, Mark::Liked, Mark::Disliked, Mark::Seen, Mark::Hidden, Mark::Meh, Mark::Want];
const CHECKSUM: usize = 4;

/// What a link holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parcel {
    /// The person's name; may be empty.
    pub name: String,
    /// Prints of shows with what was said of them, ascending.
    pub shows: Vec<(u32, Mark)>,
}

/// Why a link cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Longer than any that this program makes.
    TooLong,
    /// Of another layout than this program reads.
    Version(u8),
    /// Cut off or changed on its way, or no taste at all.
    Damaged,
}

/// The print of a show's lasting id.
pub fn print(id: &str) -> u32 {
    xxh64(id.as_bytes(), 0) as u32
}

/// The text for a name and shows; of more than [`MOST`] the first ones. Where two shows have the same print (of a
/// thousand shows, one time in ten thousand) the first one stays.
pub fn pack<'s>(name: &str, shows: impl Iterator<Item = (&'s str, Mark)>) -> String {
    let prints = shows.take(MOST).map(|(id, mark)| (print(id), mark)).collect();
    let mut prints: Vec<(u32, Mark)> = by_number(prints, |(print, _)| *print);
    prints.dedup_by_key(|(print, _)| *print);
    let name = clean_name(name);
    let mut bytes = vec![VERSION, name.len() as u8];
    bytes.extend(name.as_bytes());
    bytes.extend((prints.len() as u16).to_le_bytes());
    let mut bits = Bits { bytes, free: 0 };
    let low = low_bits(prints.len());
    let mut before = 0;
    for &(print, mark) in &prints {
        let distance = print - before;
        (0..distance >> low).for_each(|_| bits.push(1, 1));
        bits.push(0, 1);
        bits.push(distance & ((1 << low) - 1), low);
        bits.push(MARKS.iter().position(|one| *one == mark).unwrap_or_default() as u32, MARK_BITS);
        before = print;
    }
    let mut bytes = bits.bytes;
    bytes.extend(checksum(&bytes));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads what [`pack`] made.
///
/// # Errors
/// As the person is to be told; see [`Fault`].
pub fn unpack(code: &str) -> Result<Parcel, Fault> {
    if code.len() > LONGEST {
        return Err(Fault::TooLong);
    }
    let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|_| Fault::Damaged)?;
    match bytes.first() {
        Some(&VERSION) => {}
        Some(&other) => return Err(Fault::Version(other)),
        None => return Err(Fault::Damaged),
    }
    parse(&bytes).ok_or(Fault::Damaged)
}

fn parse(bytes: &[u8]) -> Option<Parcel> {
    let (bytes, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
    if *sum != checksum(bytes) {
        return None;
    }
    let (&length, rest) = bytes.get(1..)?.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(length))?;
    let (count, rest) = rest.split_first_chunk::<2>()?;
    let count = usize::from(u16::from_le_bytes(*count));
    if count > MOST {
        return None;
    }
    let name = clean_name(std::str::from_utf8(name).ok()?);
    let low = low_bits(count);
    let mut bits = Reader { bytes: rest, at: 0 };
    let mut shows = Vec::with_capacity(count);
    let mut before = 0_u32;
    for at in 0..count {
        let mut high = 0_u32;
        while bits.next(1)? == 1 {
            high += 1;
        }
        let distance = high.checked_mul(1 << low)?.checked_add(bits.next(low)?)?;
        let mark = *MARKS.get(bits.next(MARK_BITS)? as usize)?;
        let print = before.checked_add(distance)?;
        // The same print twice is nothing that was made here.
        if at > 0 && distance == 0 {
            return None;
        }
        shows.push((print, mark));
        before = print;
    }
    // The rest of the last byte is empty, and there is no other.
    (bits.at.div_ceil(8) == rest.len()).then_some(Parcel { name, shows })
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    (xxh64(bytes, 0) as u32).to_le_bytes()
}

/// The `k` of the Rice code for so many prints.
fn low_bits(count: usize) -> u32 {
    ((1_u64 << 32) / count.max(2) as u64).ilog2()
}

/// Bytes that are filled bit by bit, from the lowest.
struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are still free.
    free: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for at in 0..count {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> at & 1) as u8) << (8 - self.free);
            }
            self.free -= 1;
        }
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    /// In bits.
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for at in 0..count {
            let byte = self.bytes.get(self.at / 8)?;
            value |= u32::from(byte >> (self.at % 8) & 1) << at;
            self.at += 1;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize) -> Vec<(String, Mark)> {
        (0..count).map(|at| (format!("show-number-{at}"), MARKS[at % MARKS.len()])).collect()
    }

    fn packed(name: &str, shows: &[(String, Mark)]) -> String {
        pack(name, shows.iter().map(|(id, mark)| (id.as_str(), *mark)))
    }

    #[test]
    fn two_hundred_shows_are_short() {
        let code = packed("Ann", &many(200));
        assert!(code.len() <= 1000, "{} characters", code.len());
        assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        assert!(packed("Ann", &many(2 * MOST)).len() < LONGEST);
    }

    /// A link that was sent must be readable for ever: these very bytes.
    #[test]
    fn a_link_of_the_first_version_is_read() {
        let code = "AQNBbm4DAIh_sUVmgQ5sBZH4kAZQjw0c";
        let parcel = unpack(code).expect("made by the first version");
        assert_eq!(parcel.name, "Ann");
        let mut expected = [("the-wire", Mark::Loved), ("fleabag", Mark::Liked), ("friends", Mark::Hidden)]
            .map(|(id, mark)| (print(id), mark));
        expected.sort_by_key(|(print, _)| *print);
        assert_eq!(parcel.shows, expected);
        assert_eq!(
            pack("Ann", [("friends", Mark::Hidden), ("the-wire", Mark::Loved), ("fleabag", Mark::Liked)].into_iter()),
            code
        );
    }

    #[test]
    fn hostile_links_end_in_a_fault() {
        let code = packed("Ann", &many(20));
        assert_eq!(unpack(""), Err(Fault::Damaged));
        assert_eq!(unpack("%%%"), Err(Fault::Damaged));
        assert_eq!(unpack(&code[..code.len() - 3]), Err(Fault::Damaged));
        assert_eq!(unpack(&"A".repeat(LONGEST + 1)), Err(Fault::TooLong));
        let mut other = URL_SAFE_NO_PAD.decode(&code).expect("own code");
        other[0] = 9;
        assert_eq!(unpack(&URL_SAFE_NO_PAD.encode(other)), Err(Fault::Version(9)));
    }

    #[test]
    fn a_link_of_right_checksum_and_wrong_content_ends_in_a_fault() {
        let forged = |body: &[u8]| {
            let mut bytes = body.to_vec();
            bytes.extend(checksum(body));
            unpack(&URL_SAFE_NO_PAD.encode(bytes))
        };
        assert_eq!(forged(&[VERSION, 0, 0, 0]), Ok(Parcel::default()));
        // A name that is longer than all, or no text; more shows than there are bits; too many; ones without an end; a
        // byte too much.
        for body in [
            &[VERSION, 200, 65][..],
            &[VERSION, 1, 0xff, 0, 0],
            &[VERSION, 0, 1, 0],
            &[VERSION, 0, 0xff, 0xff, 0],
            &[VERSION, 0, 1, 0, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[VERSION, 0, 0, 0, 0],
        ] {
            assert_eq!(forged(body), Err(Fault::Damaged), "{body:?}");
        }
        // What turns the direction of reading is no part of a name.
        assert_eq!(
            forged(&[&[VERSION, 6], "A\u{202e}\u{9}b".as_bytes(), &[0, 0]].concat()).map(|parcel| parcel.name),
            Ok("A b".into())
        );
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod properties {
        use proptest::prelude::*;

        use super::*;

        proptest! {
            #[test]
            fn what_was_packed_is_unpacked(name in ".{0,40}", shows in prop::collection::hash_map("[a-z0-9-]{1,20}", 0_usize..5, 0..300)) {
                let shows: Vec<(String, Mark)> = shows.into_iter().map(|(id, mark)| (id, MARKS[mark])).collect();
                let mut expected: Vec<(u32, Mark)> = shows.iter().map(|(id, mark)| (print(id), *mark)).collect();
                expected.sort_by_key(|(print, _)| *print);
                expected.dedup_by_key(|(print, _)| *print);
                prop_assert_eq!(unpack(&packed(&name, &shows)), Ok(Parcel { name: clean_name(&name), shows: expected }));
            }

            #[test]
            fn one_changed_character_is_noticed(at in 0_usize..100, to in prop::sample::select(b"ABCxyz019-_".to_vec())) {
                let code = packed("Ann", &many(30));
                let mut changed = code.clone().into_bytes();
                let at = at % changed.len();
                changed[at] = to;
                let changed = String::from_utf8(changed).expect("ASCII");
                prop_assert!(changed == code || unpack(&changed).is_err());
            }

            #[test]
            fn nothing_panics(code in "[A-Za-z0-9_-]{0,200}") {
                let _ = unpack(&code);
            }
        }
    }
}
