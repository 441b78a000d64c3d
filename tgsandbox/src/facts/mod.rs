//! The Bot API as data: every method with its parameters and its result, and the objects these are made of.
//!
//! The two tables are generated from the project's facts table; this file says what they consist of and finds things in
//! them. Knows nothing of bots or of errors.

mod methods;
mod objects;

use self::{methods::METHODS, objects::OBJECTS};

/// A method.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) name: &'static str,
    /// The types of its result; of several the first one is the usual one.
    pub(crate) returns: &'static [&'static str],
    pub(crate) params: &'static [Field],
}

/// A type that is an object, or one of several types.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) name: &'static str,
    /// The types it may be; none if it is an object itself.
    pub(crate) members: &'static [&'static str],
    /// The field that tells which of them it is; empty if none does.
    pub(crate) tag: &'static str,
    pub(crate) fields: &'static [Field],
}

/// A parameter, or a field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    /// The types it may have: `Integer`, `Float`, `String`, `Boolean`, `True`, `InputFile`, the name of an object, or
    /// `Array of` one.
    pub(crate) types: &'static [&'static str],
    pub(crate) required: bool,
    /// Smallest and largest, and what is counted.
    pub(crate) limit: Option<(i64, i64, Unit)>,
    /// The values it may have, as JSON; none if that is open.
    pub(crate) values: &'static [&'static str],
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Characters.
    Chars,
    /// Characters of the text that markup leaves.
    Marked,
    Bytes,
    Items,
    /// The number itself.
    Value,
}

impl Field {
    const fn need(name: &'static str, types: &'static [&'static str]) -> Self {
        Self { name, types, required: true, limit: None, values: &[] }
    }

    const fn may(name: &'static str, types: &'static [&'static str]) -> Self {
        Self { name, types, required: false, limit: None, values: &[] }
    }

    const fn within(mut self, min: i64, max: i64, unit: Unit) -> Self {
        self.limit = Some((min, max, unit));
        self
    }

    const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// A chat by its number or its `@name`.
    pub(crate) fn is_chat(&self) -> bool {
        self.types == ["Integer", "String"]
    }
}

/// Names that Telegram's server still takes for methods that are called otherwise by now.
const OLD_NAMES: [(&str, &str); 3] = [
    ("getchatmemberscount", "getChatMemberCount"),
    ("kickchatmember", "banChatMember"),
    ("setstickersetthumb", "setStickerSetThumbnail"),
];

/// The method of this name in any case.
pub(crate) fn method(name: &str) -> Option<&'static Method> {
    let old = OLD_NAMES.iter().find(|(old, _)| old.eq_ignore_ascii_case(name));
    let name = old.map_or(name, |(_, new)| new);
    METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name))
}

/// The object of this name; none for what is no object.
pub(crate) fn object(name: &str) -> Option<&'static Object> {
    // Sorted by the generator.
    OBJECTS.binary_search_by(|object| object.name.cmp(name)).ok().map(|at| &OBJECTS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_of_the_api_is_found_in_any_case_and_under_its_old_name() {
        assert_eq!(METHODS.len(), 185);
        for known in METHODS {
            assert_eq!(method(&known.name.to_uppercase()).unwrap().name, known.name);
        }
        assert_eq!(method("KickChatMember").unwrap().name, "banChatMember");
        assert!(method("sendNothing").is_none());
    }

    #[test]
    fn every_object_that_the_tables_speak_of_is_found() {
        let plain = ["Integer", "Float", "String", "Boolean", "True", "InputFile"];
        let parameters = METHODS.iter().flat_map(|method| method.params).flat_map(|field| field.types);
        let members = OBJECTS.iter().flat_map(|object| object.members);
        let results = METHODS.iter().flat_map(|method| method.returns);
        for kind in parameters.chain(members).chain(results) {
            let name = kind.trim_start_matches("Array of ");
            assert!(plain.contains(&name) || object(name).is_some(), "{name}");
        }
    }
}
