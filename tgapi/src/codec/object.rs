//! Objects: structs whose fields are listed once, by [`object!`].

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::Fields;

/// A struct that is read from a JSON object, field by field, where it stands.
pub(crate) trait Object: Sized {
    /// For error messages.
    const NAME: &'static str;
    /// So many of the first fields must be there.
    const NEEDED: usize;

    fn fields() -> &'static Fields;

    /// Required fields blank, all others absent.
    fn blank() -> Self;

    /// Reads the value of one field.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error>;
}

/// Reads all fields that are left in `map`.
fn fill<'de, T: Object, A: MapAccess<'de>>(object: &mut T, map: &mut A) -> Result<(), A::Error> {
    let fields = T::fields();
    let mut seen = 0_u64;
    while let Some(field) = map.next_key_seed(fields)? {
        if field == Fields::UNKNOWN {
            map.next_value::<IgnoredAny>()?;
            continue;
        }
        object.read(field, map)?;
        if field < T::NEEDED {
            seen |= 1 << field;
        }
    }
    let missing = (0..T::NEEDED).find(|field| seen & (1 << field) == 0);
    match missing.and_then(|field| fields.names.get(field)) {
        Some(name) => Err(A::Error::missing_field(name)),
        None => Ok(()),
    }
}

/// The rest of a map as an object: for unions, which have read the tag already.
pub(crate) fn read_rest<'de, T: Object, A: MapAccess<'de>>(map: &mut A) -> Result<Box<T>, A::Error> {
    let mut object = Box::new(T::blank());
    fill(&mut *object, map)?;
    Ok(object)
}

/// `Deserialize` of an object.
pub(crate) fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::blank();
    deserializer.deserialize_map(Filler(&mut object))?;
    Ok(object)
}

struct Filler<'a, T>(&'a mut T);

impl<'de, T: Object> Visitor<'de> for Filler<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of type ")?;
        f.write_str(T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        fill(self.0, &mut map)
    }
}

/// Reads an object into a box of its own, without moving it there.
pub(crate) struct Boxed<T>(PhantomData<T>);

impl<T> Boxed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Object> DeserializeSeed<'de> for Boxed<T> {
    type Value = Box<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Box<T>, D::Error> {
        let mut object = Box::new(T::blank());
        deserializer.deserialize_map(Filler(&mut *object))?;
        Ok(object)
    }
}

/// An object that may be absent.
struct MaybeBoxed<T>(PhantomData<T>);

impl<'de, T: Object> DeserializeSeed<'de> for MaybeBoxed<T> {
    type Value = Option<Box<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Object> Visitor<'de> for MaybeBoxed<T> {
    type Value = Option<Box<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of type ")?;
        f.write_str(T::NAME)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Boxed::new().deserialize(deserializer).map(Some)
    }
}

/// The value of an optional object.
pub(crate) fn read_boxed<'de, T: Object, A: MapAccess<'de>>(map: &mut A) -> Result<Option<Box<T>>, A::Error> {
    map.next_value_seed(MaybeBoxed(PhantomData))
}

/// The value of a `True`: `null` is absent, and absent is false.
pub(crate) fn read_flag<'de, A: MapAccess<'de>>(map: &mut A) -> Result<bool, A::Error> {
    Ok(map.next_value::<Option<bool>>()?.unwrap_or_default())
}

/// The value of an optional array: `null` is absent, and absent is empty.
pub(crate) fn read_list<'de, T: Deserialize<'de>, A: MapAccess<'de>>(map: &mut A) -> Result<Vec<T>, A::Error> {
    Ok(map.next_value::<Option<Vec<T>>>()?.unwrap_or_default())
}

/// Makes a struct an [`Object`] and gives it `Serialize` and `Deserialize`.
///
/// Fields come as `how "name in JSON" field`, the required ones first:
///
/// | how | the field is | read | written |
/// |---|---|---|---|
/// | `need` | anything | must be there | always |
/// | `bool` | a `bool` | absent and `null` are false | always |
/// | `array` | a `Vec` | absent and `null` are empty | always |
/// | `opt` | an `Option` | `null` is `None` | if there |
/// | `boxed` | an `Option<Box<_>>` of an object | the same, in place | if there |
/// | `list` | a `Vec` | `null` is empty | unless empty |
/// | `flag` | a `bool` | `null` is false | if true |
///
/// A required boolean or array may be absent because a server of an older version does not know it yet.
///
/// `tag "name" "value"` is a constant: written first, skipped when read; it may be `true`, too.
macro_rules! object {
    ($type:ident $(tag $tag:literal $value:literal)? {
        $(need $need_name:literal $need:ident,)*
        $(bool $bool_name:literal $bool:ident,)*
        $(array $array_name:literal $array:ident,)*
        $(opt $opt_name:literal $opt:ident,)*
        $(boxed $boxed_name:literal $boxed:ident,)*
        $(list $list_name:literal $list:ident,)*
        $(flag $flag_name:literal $flag:ident,)*
    }) => {
        impl $crate::codec::Object for $type {
            const NAME: &'static str = stringify!($type);
            const NEEDED: usize = { let needed: &[&str] = &[$($need_name),*]; needed.len() };

            fn fields() -> &'static $crate::codec::Fields {
                const NAMES: &[&str] = &[
                    $($need_name,)* $($bool_name,)* $($array_name,)* $($opt_name,)* $($boxed_name,)* $($list_name,)* $($flag_name,)*
                ];
                const SLOTS: [u8; $crate::codec::Fields::room(NAMES.len())] = $crate::codec::Fields::place(NAMES);
                static FIELDS: $crate::codec::Fields = $crate::codec::Fields::new(NAMES, &SLOTS);
                &FIELDS
            }

            fn blank() -> Self {
                Self {
                    $($need: $crate::codec::Blank::blank(),)*
                    $($bool: false,)*
                    $($array: Vec::new(),)*
                    $($opt: None,)*
                    $($boxed: None,)*
                    $($list: Vec::new(),)*
                    $($flag: false,)*
                }
            }

            #[allow(
                non_camel_case_types, non_upper_case_globals, unused_variables, dead_code,
                reason = "fields give their names to constants, and some objects have none"
            )]
            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, field: usize, map: &mut A) -> Result<(), A::Error> {
                enum At { $($need,)* $($bool,)* $($array,)* $($opt,)* $($boxed,)* $($list,)* $($flag,)* }
                $(const $need: usize = At::$need as usize;)*
                $(const $bool: usize = At::$bool as usize;)*
                $(const $array: usize = At::$array as usize;)*
                $(const $opt: usize = At::$opt as usize;)*
                $(const $boxed: usize = At::$boxed as usize;)*
                $(const $list: usize = At::$list as usize;)*
                $(const $flag: usize = At::$flag as usize;)*
                match field {
                    $($need => self.$need = map.next_value()?,)*
                    $($bool => self.$bool = $crate::codec::read_flag(map)?,)*
                    $($array => self.$array = $crate::codec::read_list(map)?,)*
                    $($opt => self.$opt = map.next_value()?,)*
                    $($boxed => self.$boxed = $crate::codec::read_boxed(map)?,)*
                    $($list => self.$list = $crate::codec::read_list(map)?,)*
                    $($flag => self.$flag = $crate::codec::read_flag(map)?,)*
                    _ => {}
                }
                Ok(())
            }
        }

        impl $crate::codec::Blank for $type {
            fn blank() -> Self {
                <Self as $crate::codec::Object>::blank()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codec::read_object(deserializer)
            }
        }

        impl serde::Serialize for $type {
            #[allow(unused_mut, reason = "some objects have no fields")]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $(map.serialize_entry($tag, &$value)?;)?
                $(map.serialize_entry($need_name, &self.$need)?;)*
                $(map.serialize_entry($bool_name, &self.$bool)?;)*
                $(map.serialize_entry($array_name, &self.$array)?;)*
                $(if let Some(value) = &self.$opt { map.serialize_entry($opt_name, value)?; })*
                $(if let Some(value) = &self.$boxed { map.serialize_entry($boxed_name, value)?; })*
                $(if !self.$list.is_empty() { map.serialize_entry($list_name, &self.$list)?; })*
                $(if self.$flag { map.serialize_entry($flag_name, &true)?; })*
                map.end()
            }
        }
    };
}
pub(crate) use object;
