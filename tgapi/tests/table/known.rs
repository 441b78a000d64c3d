//! What of a document the table knows: the part that may not be lost when it is read and written again.

use serde_json::{Map, Value};

use super::facts;

/// The known part of `value`, which may be of any of these types; `None` if nothing of it has to be kept.
///
/// Left out are unknown fields, `null`, a false `True`, and optional arrays that are empty: all of them mean absent.
pub(crate) fn known(types: &[&'static str], value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(elements) => {
            // A list may be a member of a union, and unions of several lists only differ in their elements.
            let members = types.iter().flat_map(|name| facts::members(name));
            let types: Vec<_> =
                types.iter().copied().chain(members).filter_map(|name| name.strip_prefix("Array of ")).collect();
            Some(Value::Array(elements.iter().filter_map(|value| known(&types, value)).collect()))
        }
        Value::Object(map) => object(types, map),
        Value::Bool(false) if types == ["True"] => None,
        plain => Some(plain.clone()),
    }
}

fn object(types: &[&'static str], map: &Map<String, Value>) -> Option<Value> {
    let Some(name) = choose(types, map) else {
        // No member fits: then it is kept as it came.
        return Some(Value::Object(map.clone()));
    };
    let members = facts::members(name);
    if !members.is_empty() {
        return object(&members, map);
    }
    let mut kept = Map::new();
    for field in facts::fields(facts::object(name)?) {
        let key = field["name"].as_str()?;
        let Some(value) = map.get(key) else { continue };
        let value = known(&facts::texts(&field["types"]), value);
        let required = field["required"] == true;
        if let Some(value) = value.filter(|value| required || !value.as_array().is_some_and(Vec::is_empty)) {
            kept.insert(key.to_owned(), value);
        }
    }
    Some(Value::Object(kept))
}

/// Which of several types an object is.
pub(crate) fn choose(types: &[&'static str], map: &Map<String, Value>) -> Option<&'static str> {
    let objects = types.iter().copied().filter(|name| facts::object(name).is_some());
    if types.contains(&"InaccessibleMessage") {
        return Some(if map.get("date") == Some(&Value::from(0)) { "InaccessibleMessage" } else { "Message" });
    }
    if let ([only], true) = (types, facts::members(types.first()?).is_empty()) {
        return Some(only);
    }
    if let [union] = types {
        return Some(union);
    }
    let fits = |name: &&str| match facts::tag(name) {
        Some((field, value)) => map.get(field).is_some_and(|found| found == value),
        None => true,
    };
    // Of those that fit, the one whose required fields are all there and are the most.
    let required = |name: &str| -> Vec<&str> {
        let fields = facts::object(name).map(facts::fields).unwrap_or_default();
        fields.iter().filter(|field| field["required"] == true).filter_map(|field| field["name"].as_str()).collect()
    };
    let complete = |name: &&str| required(name).iter().all(|field| map.contains_key(*field));
    objects.filter(fits).filter(complete).max_by_key(|name| required(name).len())
}

/// What of `before` is missing or different in `after`, by its path.
pub(crate) fn lost(before: &Value, after: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    compare("", before, after, &mut lost);
    lost
}

fn compare(path: &str, before: &Value, after: &Value, lost: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            for (key, value) in before {
                let path = format!("{path}/{key}");
                match after.get(key) {
                    Some(after) => compare(&path, value, after, lost),
                    None => lost.push(format!("{path} is gone")),
                }
            }
            // A required boolean or array that was not there is written; nothing else may be made up.
            let is_blank = |value: &Value| *value == false || value.as_array().is_some_and(Vec::is_empty);
            let invented = after.iter().filter(|(key, value)| !before.contains_key(*key) && !is_blank(value));
            lost.extend(invented.map(|(key, _)| format!("{path}/{key} was not there")));
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (at, (before, after)) in before.iter().zip(after).enumerate() {
                compare(&format!("{path}/{at}"), before, after, lost);
            }
        }
        // 5 and 5.0 are the same number.
        (Value::Number(before), Value::Number(after)) if before.as_f64() == after.as_f64() => {}
        _ if before == after => {}
        _ => lost.push(format!("{path} has changed")),
    }
}
