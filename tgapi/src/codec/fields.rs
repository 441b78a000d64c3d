//! The names of an object's fields, found by one hash.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// A table of names, made while compiling: open addressing over the length and three bytes of a name.
pub(crate) struct Fields {
    pub(crate) names: &'static [&'static str],
    /// Indices into `names`, or [`EMPTY`]; a power of two of them, at most half in use.
    slots: &'static [u8],
}

const EMPTY: u8 = u8::MAX;

impl Fields {
    /// What reading a key gives for a name that is not in the table.
    pub(crate) const UNKNOWN: usize = usize::MAX;

    pub(crate) const fn new(names: &'static [&'static str], slots: &'static [u8]) -> Self {
        Self { names, slots }
    }

    /// How many slots so many names need.
    pub(crate) const fn room(names: usize) -> usize {
        assert!(names < EMPTY as usize, "an index has to fit into a byte");
        (2 * names + 1).next_power_of_two()
    }

    /// Puts every name into its slot.
    pub(crate) const fn place<const ROOM: usize>(names: &[&str]) -> [u8; ROOM] {
        let mut slots = [EMPTY; ROOM];
        let mut name = 0;
        while name < names.len() {
            let mut at = hash(names[name].as_bytes()) & (ROOM - 1);
            while slots[at] != EMPTY {
                at = (at + 1) & (ROOM - 1);
            }
            #[expect(clippy::cast_possible_truncation, reason = "`room` has checked it")]
            {
                slots[at] = name as u8;
            }
            name += 1;
        }
        slots
    }

    fn find(&self, name: &str) -> usize {
        let mut at = hash(name.as_bytes()) & (self.slots.len() - 1);
        // At most half of the slots are in use, so an empty one ends the search.
        while let Some(&slot) = self.slots.get(at) {
            match self.names.get(usize::from(slot)) {
                Some(candidate) if *candidate == name => return usize::from(slot),
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
                None => break,
            }
        }
        Self::UNKNOWN
    }
}

const fn hash(name: &[u8]) -> usize {
    if name.is_empty() {
        return 0;
    }
    let (first, middle, last) = (name[0] as usize, name[name.len() / 2] as usize, name[name.len() - 1] as usize);
    name.len().wrapping_mul(11) ^ first.wrapping_mul(89) ^ middle.wrapping_mul(37) ^ last.wrapping_mul(3)
}

/// Reads a key of a map, and gives the index of the field.
impl<'de> DeserializeSeed<'de> for &'static Fields {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &'static Fields {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok(self.find(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        const NAMES: &[&str] = &["", "a", "ab", "ba", "text", "next", "type", "tape", "message_id", "message_ix"];
        const SLOTS: [u8; Fields::room(NAMES.len())] = Fields::place(NAMES);
        static FIELDS: Fields = Fields::new(NAMES, &SLOTS);
        for (index, name) in NAMES.iter().enumerate() {
            assert_eq!(FIELDS.find(name), index, "{name}");
        }
        for name in ["b", "texx", "typo", "message_iy", "a very long name indeed", "\u{1f600}"] {
            assert_eq!(FIELDS.find(name), Fields::UNKNOWN, "{name}");
        }
    }

    #[test]
    fn a_table_without_names_finds_nothing() {
        const SLOTS: [u8; Fields::room(0)] = Fields::place(&[]);
        static FIELDS: Fields = Fields::new(&[], &SLOTS);
        assert_eq!(FIELDS.find("x"), Fields::UNKNOWN);
    }
}
