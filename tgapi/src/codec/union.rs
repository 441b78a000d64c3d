//! Unions: one of several objects. Told apart by a tag ([`union!`]) or, where tags do not suffice, by which fields are
//! there ([`chosen!`]). What fits no member is kept as it came.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Key;

/// A union whose members carry a tag.
pub(crate) trait Tagged: Sized {
    /// The name of the tag.
    const TAG: &'static str;

    /// Reads the member with this tag from a map whose tag has been read; `None` if there is no such member.
    fn read_member<'de, A: MapAccess<'de>>(tag: &str, map: &mut A) -> Option<Result<Self, A::Error>>;

    /// What fits no member.
    fn other(value: Value) -> Self;

    /// A plain text, if the union knows such a member.
    fn plain_text(text: &str) -> Option<Self> {
        let _ = text;
        None
    }

    /// A list of the union itself, if it knows such a member.
    fn list(list: Vec<Self>) -> Option<Self> {
        let _ = list;
        None
    }
}

/// `Deserialize` of a tagged union.
pub(crate) fn read_tagged<'de, T: Tagged + serde::Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(TaggedVisitor(PhantomData))
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<'de, T: Tagged + serde::Deserialize<'de>> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", T::TAG)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::plain_text(text).ok_or_else(|| E::invalid_type(serde::de::Unexpected::Str(text), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = seq.next_element()? {
            list.push(element);
        }
        T::list(list).ok_or_else(|| A::Error::invalid_type(serde::de::Unexpected::Seq, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut rest = Map::new();
        if let Some(Key(key)) = map.next_key()? {
            if key == T::TAG {
                // The tag comes first, as Telegram mostly writes it: the member reads the rest where it is.
                let Key(tag) = map.next_value()?;
                if let Some(member) = T::read_member(&tag, &mut map) {
                    return member;
                }
                rest.insert(key.into_owned(), Value::String(tag.into_owned()));
            } else {
                rest.insert(key.into_owned(), map.next_value()?);
            }
        }
        while let Some((key, value)) = map.next_entry()? {
            rest.insert(key, value);
        }
        match rest.get(T::TAG) {
            Some(Value::String(tag)) => {
                let tag = tag.clone();
                let text = serde_json::to_string(&rest).map_err(A::Error::custom)?;
                let mut deserializer = serde_json::Deserializer::from_str(&text);
                let member = deserializer.deserialize_map(MemberVisitor { tag: &tag, union: PhantomData });
                Ok(member.map_err(A::Error::custom)?.unwrap_or_else(|| T::other(Value::Object(rest))))
            }
            _ => Ok(T::other(Value::Object(rest))),
        }
    }
}

/// Reads the member with this tag from an object in which the tag is somewhere.
struct MemberVisitor<'a, T> {
    tag: &'a str,
    union: PhantomData<T>,
}

impl<'de, T: Tagged> Visitor<'de> for MemberVisitor<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        match T::read_member(self.tag, &mut map) {
            Some(member) => member.map(Some),
            None => {
                while map.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
                Ok(None)
            }
        }
    }
}

/// Makes an enum a tagged union and gives it `Serialize` and `Deserialize`. Members come as `"tag" Variant`, and hold
/// boxed objects; the enum also has a variant `Other(Value)`.
macro_rules! union {
    ($type:ident by $tag:literal { $($value:literal $variant:ident($member:ident),)* }
        $(with text $text:ident list $list:ident)?) => {
        impl $crate::codec::Tagged for $type {
            const TAG: &'static str = $tag;

            fn read_member<'de, A: serde::de::MapAccess<'de>>(
                tag: &str,
                map: &mut A,
            ) -> Option<Result<Self, A::Error>> {
                Some(match tag {
                    $($value => $crate::codec::read_rest::<$member, A>(map).map(Self::$variant),)*
                    _ => return None,
                })
            }

            fn other(value: serde_json::Value) -> Self {
                Self::Other(value)
            }

            $(
                fn plain_text(text: &str) -> Option<Self> {
                    Some(Self::$text(text.to_owned()))
                }

                fn list(list: Vec<Self>) -> Option<Self> {
                    Some(Self::$list(list))
                }
            )?
        }

        $crate::codec::union_parts!($type by read_tagged { $($variant($member),)* } $($text $list)?);
    };
}
pub(crate) use union;

/// A union whose members are chosen by what is in them.
pub(crate) trait Choice: Sized {
    /// Reads the first member whose marks are all in `object`, from `text`, the same object; `None` if there is none.
    fn choose(object: &Map<String, Value>, text: &str) -> Option<Result<Self, serde_json::Error>>;

    /// What fits no member.
    fn other(value: Value) -> Self;
}

/// `Deserialize` of a union chosen by its fields.
pub(crate) fn read_chosen<'de, T: Choice, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let object: Map<String, Value> = serde::Deserialize::deserialize(deserializer)?;
    let text = serde_json::to_string(&object).map_err(D::Error::custom)?;
    match T::choose(&object, &text) {
        Some(member) => member.map_err(D::Error::custom),
        None => Ok(T::other(Value::Object(object))),
    }
}

/// Whether the field is there and, unless `value` is empty, has this value.
pub(crate) fn has(object: &Map<String, Value>, field: &str, value: &str) -> bool {
    object.get(field).is_some_and(|found| value.is_empty() || found.as_str() == Some(value))
}

/// Makes an enum a union chosen by fields. Members come as `Variant(Member) if "field" "value", ..`; an empty value
/// means that the field is there. The first that fits is taken, so the more particular ones come first.
macro_rules! chosen {
    ($type:ident { $($variant:ident($member:ident) if $($field:literal $value:literal),+;)* }) => {
        impl $crate::codec::Choice for $type {
            fn choose(
                object: &serde_json::Map<String, serde_json::Value>,
                text: &str,
            ) -> Option<Result<Self, serde_json::Error>> {
                $(
                    if $($crate::codec::has(object, $field, $value))&&+ {
                        return Some(serde_json::from_str::<Box<$member>>(text).map(Self::$variant));
                    }
                )*
                None
            }

            fn other(value: serde_json::Value) -> Self {
                Self::Other(value)
            }
        }

        $crate::codec::union_parts!($type by read_chosen { $($variant($member),)* });
    };
}
pub(crate) use chosen;

/// What both kinds of union have: made from a member, blank, read by the function named, and written as the member is.
macro_rules! union_parts {
    ($type:ident by $read:ident { $($variant:ident($member:ident),)* } $($text:ident $list:ident)?) => {
        $(
            impl From<$member> for $type {
                fn from(member: $member) -> Self {
                    Self::$variant(Box::new(member))
                }
            }
        )*

        impl $crate::codec::Blank for $type {
            fn blank() -> Self {
                Self::Other(serde_json::Value::Null)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codec::$read(deserializer)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(member) => member.serialize(serializer),)*
                    $(Self::$text(text) => text.serialize(serializer), Self::$list(list) => list.serialize(serializer),)?
                    Self::Other(value) => value.serialize(serializer),
                }
            }
        }
    };
}
pub(crate) use union_parts;
