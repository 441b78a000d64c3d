//! Whether a JSON value is what the facts table says, and if not, what Telegram says of it.
//!
//! As lenient as Telegram: a number may come as text and a text as a number, unknown fields are ignored, and `null` is
//! absent. <https://core.telegram.org/bots/api#available-types>

use serde_json::{Map, Value};

use crate::facts::{self, Field, Object, Unit};

/// Checks a value against a type; the error is a reason, to stand behind what could not be parsed.
pub(super) fn fits(kind: &str, value: &Value) -> Result<(), String> {
    if let Some(element) = kind.strip_prefix("Array of ") {
        let items = value.as_array().ok_or_else(|| format!("expected an Array of {element}"))?;
        return items.iter().try_for_each(|item| fits(element, item));
    }
    match (facts::object(kind), kind) {
        // A plain text will do, as it did before these were objects.
        (_, "InputPollOption" | "KeyboardButton") if value.is_string() => Ok(()),
        (Some(object), _) => fits_object(object, value),
        (None, "Integer" | "Float") => primitive(value.is_number() || is_number(value), "Number"),
        (None, "Boolean" | "True") => primitive(value.is_boolean(), "Boolean"),
        (None, _) => primitive(value.is_string() || value.is_number(), "String"),
    }
}

/// Checks a value against several types, of which it has to be one. Of lists each item may be of another type.
pub(super) fn fits_one(kinds: &[&str], value: &Value) -> Result<(), String> {
    if let (Some(elements), Some(items)) = (elements(kinds), value.as_array()) {
        return items.iter().try_for_each(|item| fits_one(&elements, item));
    }
    let mut wrong = Vec::new();
    for kind in kinds {
        match fits(kind, value) {
            Ok(()) => return Ok(()),
            Err(reason) => wrong.push(reason),
        }
    }
    // The type that was meant is the one of which something else than its tag is wrong.
    let meant = wrong.iter().position(|reason| !reason.starts_with("invalid type")).unwrap_or_default();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.swap_remove(meant)) }
}

/// What lists are lists of, if there are several and all are lists.
fn elements<'a>(kinds: &[&'a str]) -> Option<Vec<&'a str>> {
    if kinds.len() < 2 { None } else { kinds.iter().map(|kind| kind.strip_prefix("Array of ")).collect() }
}

fn primitive(fits: bool, kind: &str) -> Result<(), String> {
    if fits { Ok(()) } else { Err(format!("expected a value of type {kind}")) }
}

fn is_number(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<f64>().is_ok())
}

fn fits_object(object: &Object, value: &Value) -> Result<(), String> {
    // Rich text is a text, a list or an object; everything else is an object.
    let plain = |kind: &&str| facts::object(kind).is_none();
    if object.members.iter().filter(|kind| plain(kind)).any(|kind| fits(kind, value).is_ok()) {
        return Ok(());
    }
    let Some(fields) = value.as_object() else { return Err("expected an Object".to_owned()) };
    if object.members.is_empty() {
        return object.fields.iter().try_for_each(|field| fits_field(field, fields));
    }
    let members = || object.members.iter().filter_map(|name| facts::object(name));
    if object.tag.is_empty() {
        // Told apart by their fields alone.
        let found = members().any(|member| fits_object(member, value).is_ok());
        return if found { Ok(()) } else { Err(format!("can't find out which {} it is", object.name)) };
    }
    let tag = fields.get(object.tag).and_then(Value::as_str);
    let tag = tag.ok_or_else(|| format!("Can't find field \"{}\"", object.tag))?;
    let quoted = Value::from(tag).to_string();
    let is_meant = |member: &&Object| {
        let mut tags = member.fields.iter().filter(|field| field.name == object.tag);
        tags.any(|field| field.values.contains(&quoted.as_str()))
    };
    let mut result = Err(format!("{} \"{tag}\" is unsupported", object.tag));
    for member in members().filter(is_meant) {
        // Some results of inline queries share their type: any of them will do.
        result = fits_object(member, value);
        if result.is_ok() {
            break;
        }
    }
    result
}

fn fits_field(field: &Field, fields: &Map<String, Value>) -> Result<(), String> {
    let name = field.name;
    let Some(value) = fields.get(name).filter(|value| !value.is_null()) else {
        // A flag that is not there is not set, also where every result has it.
        let missed = field.required && field.types != ["Boolean"];
        return if missed { Err(format!("Can't find field \"{name}\"")) } else { Ok(()) };
    };
    fits_one(field.types, value).map_err(|reason| match reason.strip_prefix("expected a value of type ") {
        Some(kind) => format!("Field \"{name}\" must be of type {kind}"),
        None => reason,
    })?;
    if let Some(text) = value.as_str() {
        // Which emoji somebody may react with is for the method to say.
        if !field.values.is_empty() && name != "emoji" && !is_one_of(field, text) {
            return Err(format!("invalid {name} specified"));
        }
        too_long(field, text).map_or(Ok(()), |reason| Err(format!("{name} {reason}")))?;
    }
    Ok(())
}

/// Whether a text is among the values of a field, in any case.
pub(super) fn is_one_of(field: &Field, text: &str) -> bool {
    field.values.iter().any(|value| value.trim_matches('"').eq_ignore_ascii_case(text))
}

/// What is wrong with the length of a text. One whose markup does not count is looked at elsewhere, when it is read.
pub(super) fn too_long(field: &Field, text: &str) -> Option<&'static str> {
    let (min, max, unit) = field.limit?;
    let length = match unit {
        Unit::Chars => text.chars().count(),
        Unit::Bytes => text.len(),
        Unit::Marked | Unit::Items | Unit::Value => return None,
    };
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if length > max {
        Some("is too long")
    } else if length < min {
        Some("must be non-empty")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_texts_stand_for_each_other_and_null_is_absent() {
        let entity = |offset: Value| json!({"type": "bold", "offset": offset, "length": 1, "url": null});
        assert_eq!(fits("MessageEntity", &entity(json!(1))), Ok(()));
        assert_eq!(fits("MessageEntity", &entity(json!("1"))), Ok(()));
        let wrong = fits("MessageEntity", &entity(json!([]))).unwrap_err();
        assert_eq!(wrong, "Field \"offset\" must be of type Number");
        let missing = fits("MessageEntity", &json!({"type": "bold"})).unwrap_err();
        assert_eq!(missing, "Can't find field \"offset\"");
    }

    #[test]
    fn a_member_of_a_union_is_found_by_its_tag() {
        assert_eq!(fits("ReactionType", &json!({"type": "emoji", "emoji": "👍"})), Ok(()));
        assert_eq!(fits("ReactionType", &json!({"type": "emoji"})).unwrap_err(), "Can't find field \"emoji\"");
        assert_eq!(fits("ReactionType", &json!({"type": "x"})).unwrap_err(), "type \"x\" is unsupported");
        // A photo by its address and one by its id are both of the type `photo`.
        let cached = json!({"type": "photo", "id": "1", "photo_file_id": "x"});
        assert_eq!(fits("InlineQueryResult", &cached), Ok(()));
        let new = json!({"type": "photo", "id": "1", "photo_url": "x", "thumbnail_url": "y"});
        assert_eq!(fits("InlineQueryResult", &new), Ok(()));
    }

    #[test]
    fn rich_text_is_a_text_a_list_or_an_object() {
        let bold = json!({"type": "bold", "text": ["a", {"type": "italic", "text": "b"}]});
        assert_eq!(fits("RichText", &bold), Ok(()));
        assert!(fits("RichText", &json!({"type": "bold", "text": true})).is_err());
    }

    #[test]
    fn content_without_a_tag_is_known_by_its_fields() {
        assert_eq!(fits("InputMessageContent", &json!({"message_text": "x"})), Ok(()));
        assert!(fits("InputMessageContent", &json!({"nothing": 1})).is_err());
    }
}
