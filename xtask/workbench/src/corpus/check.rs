//! One document: read, written, compared.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tgapi::methods::Method;
use tgapi::{RawCall, Update, UpdateKind, open_envelope};

use super::known::{known, lost};
use super::{facts, registry};

/// Reads a document and writes it again.
pub(super) type RoundTrip = fn(&str) -> Result<String, String>;

pub(super) fn object<T: DeserializeOwned + Serialize>(json: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

pub(super) fn call<M: Method + DeserializeOwned>(json: &str) -> Result<String, String> {
    let method: M = serde_json::from_str(json).map_err(|error| error.to_string())?;
    RawCall::new(&method).map(|call| call.params().to_owned()).map_err(|error| error.to_string())
}

#[derive(Deserialize)]
pub(super) struct Document {
    pub(super) id: Option<String>,
    pub(super) kind: String,
    #[serde(rename = "type")]
    pub(super) name: String,
    pub(super) verdict: String,
    doc: Value,
}

impl Document {
    pub(super) fn read(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("not JSON: {error}"))?;
        if value.get("update_id").is_some() {
            let text = |text: &str| text.to_owned();
            return Ok(Self { id: None, kind: text("update"), name: text("Update"), verdict: text("ok"), doc: value });
        }
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    /// Why it fails, if it does.
    pub(super) fn check(&self) -> Result<(), String> {
        match self.kind.as_str() {
            "update" => update(&self.doc),
            "response" => self.response(),
            _ => round_trip(&self.name, &self.doc),
        }
    }

    fn response(&self) -> Result<(), String> {
        let body = self.doc.to_string();
        match open_envelope(body.as_bytes())? {
            Ok(_) => round_trip(&self.name, &self.doc["result"]),
            // A refusal: the code and the text have to be there.
            Err(refusal) if self.name == "error" => {
                let code = self.doc["error_code"].as_u64();
                let description = self.doc["description"].as_str();
                match code == Some(u64::from(refusal.code())) && description == Some(refusal.description()) {
                    true => Ok(()),
                    false => Err(format!("read as {refusal}")),
                }
            }
            Err(refusal) => Err(format!("a refusal, {refusal}, where a {} was expected", self.name)),
        }
    }
}

/// The payload of an update has to be read, or kept to the last letter if its kind is one of tomorrow.
fn update(document: &Value) -> Result<(), String> {
    let update = Update::from_slice(document.to_string().as_bytes()).map_err(|error| error.to_string())?;
    match &update.kind {
        UpdateKind::Malformed { name, error, .. } => return Err(format!("kept as malformed {name}: {error}")),
        UpdateKind::Unknown { name, .. } if facts::is_update_kind(name) => return Err(format!("unknown kind {name}")),
        UpdateKind::Unknown { .. } => {
            let written: Value = serde_json::to_value(&update).map_err(|error| error.to_string())?;
            return if written == *document { Ok(()) } else { Err(lost(document, &written).join("; ")) };
        }
        _ => {}
    }
    round_trip("Update", document)
}

fn round_trip(name: &str, document: &Value) -> Result<(), String> {
    if let Some(element) = name.strip_prefix("Array of ") {
        let elements = document.as_array().ok_or("not an array")?;
        let check = |element_document| match element {
            "Update" => update(element_document),
            _ => round_trip(element, element_document),
        };
        return elements.iter().try_for_each(check);
    }
    match name {
        "True" if document.is_boolean() => return Ok(()),
        "int" if document.is_i64() => return Ok(()),
        "str" if document.is_string() => return Ok(()),
        "Array" if document.is_array() => return Ok(()),
        _ => {}
    }
    let found = registry::TYPES.iter().find(|(known, _)| *known == name);
    let (name, read_and_write) = found.ok_or_else(|| format!("{name} is no type of the API"))?;
    let written = read_and_write(&document.to_string())?;
    let written: Value = serde_json::from_str(&written).map_err(|error| error.to_string())?;
    let lost = known(&[name], document).map(|known| lost(&known, &written)).unwrap_or_default();
    if lost.is_empty() { Ok(()) } else { Err(lost.join("; ")) }
}
