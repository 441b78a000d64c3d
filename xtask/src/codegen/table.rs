//! The facts table `tgapi/api/botapi.json`: the Bot API as data. What its keys mean is in `tgapi/api/README.md`.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::Failure;

#[derive(Debug, serde::Deserialize)]
pub(super) struct Table {
    pub(super) version: String,
    pub(super) release_date: String,
    pub(super) update_kinds: Vec<String>,
    pub(super) default_excluded_updates: Vec<String>,
    pub(super) types: Pairs<Type>,
    pub(super) methods: Pairs<Method>,
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct Type {
    pub(super) fields: Vec<Field>,
    #[serde(default)]
    pub(super) subtypes: Vec<String>,
    pub(super) discriminator: Option<String>,
    /// Fields through which a file can be reached.
    #[serde(default)]
    pub(super) uploads: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct Method {
    pub(super) returns: Vec<String>,
    pub(super) fields: Vec<Field>,
    #[serde(default)]
    pub(super) uploads: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) types: Vec<String>,
    pub(super) required: bool,
    #[serde(rename = "const")]
    pub(super) constant: Option<Value>,
    #[serde(rename = "enum")]
    pub(super) values: Option<Vec<Value>>,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) after_entities: bool,
    pub(super) default: Option<Value>,
    pub(super) charset: Option<String>,
    pub(super) upload: Option<String>,
    pub(super) also: Option<Vec<i64>>,
}

impl Table {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
    }
}

impl Field {
    /// The one type it has, unless it may have several.
    pub(super) fn only_type(&self) -> Option<&str> {
        match self.types.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The constant of a field that says which member of a union an object is.
    pub(super) fn tag(&self) -> Option<&str> {
        let tag = self.constant.as_ref()?.as_str()?;
        ["type", "source", "status"].contains(&self.name.as_str()).then_some(tag)
    }

    /// What is written for a field that can only be one thing, as a literal of Rust; no field comes of it.
    pub(super) fn only_value(&self) -> Option<String> {
        let is_true = self.required && self.only_type() == Some("True");
        self.tag().map(|tag| format!("{tag:?}")).or_else(|| is_true.then(|| "true".to_owned()))
    }
}

/// A JSON object in the order in which it is written.
#[derive(Debug)]
pub(super) struct Pairs<T>(pub(super) Vec<(String, T)>);

impl<T> Pairs<T> {
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(candidate, _)| candidate == name).map(|(_, value)| value)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}
