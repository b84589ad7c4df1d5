//! Lists in JSON, item by item: a list of any length needs the memory of its longest item, which is bounded.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::archive;

/// The longest item, in bytes: a series with thousands of episodes has a tenth.
const LONGEST_ITEM: u64 = 1 << 22;

/// A source that fails when an item does not end.
pub(super) struct Leashed<'l> {
    input: &'l mut dyn Read,
    left: &'l Cell<u64>,
}

impl<'l> Leashed<'l> {
    pub(super) fn new(input: &'l mut dyn Read, left: &'l Cell<u64>) -> Leashed<'l> {
        renew(left);
        Leashed { input, left }
    }
}

/// Says that an item has ended.
pub(super) fn renew(left: &Cell<u64>) {
    left.set(LONGEST_ITEM);
}

impl Read for Leashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => {
                self.left.set(left);
                Ok(read)
            }
            None => Err(archive::too_long()),
        }
    }
}

/// Gives every item of the lists to `each`, with the list's key and the item's number in it, from 1. The list is the whole
/// text (its key is then empty), or stands in an object under one of the `keys`.
///
/// # Errors
/// Where the text ends to be JSON; the items before it were given.
pub(super) fn items(input: &mut dyn Read, keys: &[&str], each: &mut dyn FnMut(&str, u64, &Value)) -> io::Result<()> {
    let left = Cell::new(0);
    let input = BufReader::with_capacity(1 << 13, Leashed::new(input, &left));
    let mut json = serde_json::Deserializer::from_reader(input);
    let list = List { keys, key: "", left: &left, each };
    json.deserialize_any(list).and_then(|()| json.end()).map_err(io::Error::from)
}

struct List<'l> {
    keys: &'l [&'l str],
    /// The one under which this list stands.
    key: &'l str,
    left: &'l Cell<u64>,
    each: &'l mut dyn FnMut(&str, u64, &Value),
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(item) = list.next_element::<Value>()? {
            renew(self.left);
            number += 1;
            (self.each)(self.key, number, &item);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            match self.keys.iter().find(|known| **known == key) {
                Some(key) => object.next_value_seed(List { keys: &[], key, left: self.left, each: &mut *self.each })?,
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

/// A number, also when it is written as a text.
pub(super) fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A text; empty when it is none.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
