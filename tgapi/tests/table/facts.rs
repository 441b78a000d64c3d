//! The facts table, for tests and tools that look into documents with it.

use std::sync::LazyLock;

use serde_json::{Map, Value};

static TABLE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../api/botapi.json")).expect("the generator reads it, too"));

/// `types` or `methods`.
pub(crate) fn all(what: &str) -> &'static Map<String, Value> {
    TABLE[what].as_object().expect("an object in the table")
}

/// The object of this name.
pub(crate) fn object(name: &str) -> Option<&'static Value> {
    all("types").get(name)
}

/// The fields of a type or method.
pub(crate) fn fields(owner: &'static Value) -> &'static [Value] {
    owner["fields"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The texts of a list.
pub(crate) fn texts(list: &'static Value) -> Vec<&'static str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The members of a union; none if the type is a plain object.
pub(crate) fn members(name: &str) -> Vec<&'static str> {
    object(name).map(|found| texts(&found["subtypes"])).unwrap_or_default()
}

/// The constant that marks a type as a member of its unions: the field and its value.
pub(crate) fn tag(name: &str) -> Option<(&'static str, &'static str)> {
    let is_tag = |field: &&Value| ["type", "source", "status"].contains(&field["name"].as_str().unwrap_or_default());
    let field = fields(object(name)?).iter().filter(is_tag).find(|field| field["const"].is_string())?;
    Some((field["name"].as_str()?, field["const"].as_str()?))
}

/// Whether updates of this kind are known.
pub(crate) fn is_update_kind(name: &str) -> bool {
    texts(&TABLE["update_kinds"]).contains(&name)
}
