//! Between UTF-16 units, in which Telegram counts, and bytes, in which Rust does.
//!
//! Every function takes any number: what lies outside of the text, or between the two halves of a surrogate pair, is
//! `None`, never a panic. <https://core.telegram.org/api/entities#entity-length>

/// The length of a text as Telegram counts it: in UTF-16 units. An emoji is usually two, and more with modifiers.
///
/// ```
/// assert_eq!(tgapi::text::utf16_len("ü"), 1);
/// assert_eq!(tgapi::text::utf16_len("😀"), 2);
/// ```
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    // One unit a character, and a second one for those of four bytes: a shape that compilers turn into vector code.
    text.bytes().filter(|byte| !is_continuation(*byte)).count() + text.bytes().filter(|byte| *byte >= 0xf0).count()
}

/// The byte at which a UTF-16 offset stands; `None` behind the end and in the middle of a character.
///
/// Takes time in proportion to the offset. For many entities of one text use [`entities`](super::entities), which goes
/// through the text once.
#[must_use]
pub fn byte_offset(text: &str, utf16: usize) -> Option<usize> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return (units == utf16).then_some(at);
        }
        units += c.len_utf16();
    }
    (units == utf16).then_some(text.len())
}

/// The UTF-16 offset at which a byte stands; `None` behind the end and in the middle of a character.
#[must_use]
pub fn utf16_offset(text: &str, byte: usize) -> Option<usize> {
    text.get(..byte).map(utf16_len)
}

/// The part of a text from a UTF-16 offset on, this many units long.
///
/// `None` if any of it is outside of the text, or if it begins or ends between the halves of a surrogate pair.
///
/// ```
/// use tgapi::text::slice;
///
/// assert_eq!(slice("😀 /help", 3, 5), Some("/help"));
/// assert_eq!(slice("😀 /help", 1, 2), None);
/// assert_eq!(slice("😀 /help", 3, 6), None);
/// ```
#[must_use]
pub fn slice(text: &str, offset: i64, length: i64) -> Option<&str> {
    let start = byte_offset(text, usize::try_from(offset).ok()?)?;
    let rest = &text[start..];
    rest.get(..byte_offset(rest, usize::try_from(length).ok()?)?)
}

/// Where a UTF-16 offset is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The byte, or the start of the character whose middle it is, or the end of the text nearest to it.
    pub(super) floor: usize,
    /// The same, but the end of the character whose middle it is.
    pub(super) ceil: usize,
    /// It is inside the text and between characters.
    pub(super) exact: bool,
}

/// The places of many offsets, in one pass over the text; same order as the offsets.
pub(super) fn places(text: &str, offsets: &[i64]) -> Vec<Place> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_unstable_by_key(|index| offsets[*index]);
    let mut found = vec![Place { floor: 0, ceil: 0, exact: false }; offsets.len()];
    let mut chars = text.char_indices().map(|(at, c)| (at + c.len_utf8(), c.len_utf16() as u64));
    // All of the text before byte `at` is `units` long; the character before it began at `before`.
    let (mut before, mut at, mut units) = (0, 0, 0_u64);
    for index in order {
        let Ok(offset) = u64::try_from(offsets[index]) else { continue };
        while units < offset {
            let Some((next, width)) = chars.next() else { break };
            (before, at, units) = (at, next, units + width);
        }
        found[index] = match units.cmp(&offset) {
            std::cmp::Ordering::Equal => Place { floor: at, ceil: at, exact: true },
            std::cmp::Ordering::Less => Place { floor: text.len(), ceil: text.len(), exact: false },
            std::cmp::Ordering::Greater => Place { floor: before, ceil: at, exact: false },
        };
    }
    found
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_and_offsets_count_surrogates() {
        let text = "a😀ü👨‍👩‍👧";
        assert_eq!(utf16_len(text), 1 + 2 + 1 + 8);
        assert_eq!(byte_offset(text, 3), Some(5));
        assert_eq!((byte_offset(text, 2), byte_offset(text, 12)), (None, Some(text.len())));
        assert_eq!((byte_offset(text, 13), byte_offset("", 0), byte_offset("", 1)), (None, Some(0), None));
        assert_eq!((utf16_offset(text, 5), utf16_offset(text, 6), utf16_offset(text, 99)), (Some(3), None, None));
    }

    #[test]
    fn a_slice_outside_or_through_a_pair_is_none() {
        let text = "😀b";
        assert_eq!(slice(text, 0, 2), Some("😀"));
        assert_eq!(slice(text, 2, 1), Some("b"));
        assert_eq!(slice(text, 3, 0), Some(""));
        let bad = [(-1, 2), (0, -1), (0, 1), (1, 1), (1, 2), (2, 2), (4, 0), (i64::MAX, i64::MAX), (i64::MIN, 1)];
        for (offset, length) in bad {
            assert_eq!(slice(text, offset, length), None, "{offset} {length}");
        }
    }

    #[test]
    fn places_outside_are_those_nearest() {
        let found = places("a😀", &[9, 2, -4, 3]);
        assert_eq!(found[0], Place { floor: 5, ceil: 5, exact: false });
        assert_eq!(found[1], Place { floor: 1, ceil: 5, exact: false });
        assert_eq!(found[2], Place { floor: 0, ceil: 0, exact: false });
        assert_eq!(found[3], Place { floor: 5, ceil: 5, exact: true });
    }

    proptest! {
        /// The standard library's own UTF-16 is the reference.
        #[test]
        fn slices_are_those_of_the_units(text in "[a😀ü\u{fffd}\u{10000}é]{0,12}", offset in -2i64..20, length in -2i64..20) {
            let units: Vec<u16> = text.encode_utf16().collect();
            prop_assert_eq!(utf16_len(&text), units.len());
            let part = usize::try_from(offset).ok().zip(usize::try_from(length).ok())
                .and_then(|(offset, length)| units.get(offset..offset + length))
                .and_then(|units| String::from_utf16(units).ok())
                // An empty slice in the middle of a pair decodes, but stands nowhere.
                .filter(|_| byte_offset(&text, offset.unsigned_abs() as usize).is_some());
            prop_assert_eq!(slice(&text, offset, length), part.as_deref());
        }

        #[test]
        fn one_pass_finds_what_single_look_ups_find(text in "[a😀ü]{0,12}", offsets in prop::collection::vec(-3i64..30, 0..12)) {
            for (offset, place) in offsets.iter().zip(places(&text, &offsets)) {
                let single = usize::try_from(*offset).ok().and_then(|offset| byte_offset(&text, offset));
                prop_assert_eq!(place.exact.then_some(place.floor), single);
                prop_assert!(text.is_char_boundary(place.floor) && text.is_char_boundary(place.ceil));
            }
        }
    }
}
