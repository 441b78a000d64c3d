//! Where in parameters a file may be, as the table says.

use serde_json::Value;

use super::facts;
use super::known::choose;

/// The texts that stand where a file may be, in an object of this type or in the parameters of this method.
pub(crate) fn files_of(owner: &'static Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for field in facts::fields(owner) {
        let Some(value) = field["name"].as_str().and_then(|name| value.get(name)) else { continue };
        match value.as_str() {
            Some(text) if !field["upload"].is_null() => found.push(text.to_owned()),
            _ => found.extend(files(&facts::texts(&field["types"]), value)),
        }
    }
    found
}

fn files(types: &[&'static str], value: &Value) -> Vec<String> {
    match value {
        Value::Array(elements) => {
            let types: Vec<_> = types.iter().filter_map(|name| name.strip_prefix("Array of ")).collect();
            elements.iter().flat_map(|element| files(&types, element)).collect()
        }
        Value::Object(map) => match choose(types, map) {
            Some(name) if facts::members(name).is_empty() => {
                facts::object(name).map(|owner| files_of(owner, value)).unwrap_or_default()
            }
            Some(union) => files(&facts::members(union), value),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}
