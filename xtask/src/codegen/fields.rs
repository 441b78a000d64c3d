//! How a field of the table looks in Rust: its type, how it is read, how it is set, and what its documentation says.

use std::fmt::Write as _;

use serde_json::Value;

use super::Failure;
use super::names::{field_name, type_name};
use super::table::{Field, Table};
use super::unions::UNNAMED;
use super::words::Words;

/// What the fields of both types and methods are made with.
pub(super) struct Context<'a> {
    pub(super) table: &'a Table,
    pub(super) words: &'a Words,
    /// Names of all unions.
    pub(super) unions: &'a [String],
}

/// A field in Rust.
pub(super) struct Shape {
    /// As in JSON.
    pub(super) name: String,
    /// As in Rust.
    pub(super) field: String,
    /// Without `Option`, `Box` around it.
    pub(super) inner: String,
    /// How `object!` treats it.
    pub(super) how: How,
    /// A constructor takes it.
    pub(super) in_new: bool,
    /// How a parameter of a constructor or setter takes it.
    pub(super) taken: Taken,
    pub(super) docs: String,
}

/// How a value is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    AsIs,
    Into,
    /// Anything that gives the elements.
    Items,
    /// Anything that gives what becomes texts.
    Texts,
}

/// The same words as in `tgapi/src/codec/object.rs`, in the order in which it wants them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    Need,
    Bool,
    Array,
    Opt,
    Boxed,
    List,
    Flag,
}

impl How {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Bool => "bool",
            Self::Array => "array",
            Self::Opt => "opt",
            Self::Boxed => "boxed",
            Self::List => "list",
            Self::Flag => "flag",
        }
    }
}

impl Shape {
    /// The type of the field.
    pub(super) fn rust_type(&self) -> String {
        match self.how {
            How::Need | How::Bool | How::Array | How::List | How::Flag => self.inner.clone(),
            How::Opt => format!("Option<{}>", self.inner),
            How::Boxed => format!("Option<Box<{}>>", self.inner),
        }
    }

    /// How `setters!` treats it, and the type it wants to know.
    pub(super) fn setter(&self) -> (&'static str, &str) {
        let optional = matches!(self.how, How::Opt | How::Boxed);
        match (self.how, self.taken) {
            (How::Boxed, _) => ("boxed", &self.inner),
            (_, Taken::AsIs) => (if optional { "some" } else { "set" }, &self.inner),
            (_, Taken::Into) => (if optional { "into" } else { "set_into" }, &self.inner),
            (_, Taken::Items) => (if optional { "some_items" } else { "items" }, self.element()),
            (_, Taken::Texts) => (if optional { "some_texts" } else { "texts" }, "String"),
        }
    }

    /// What a list is a list of.
    fn element(&self) -> &str {
        self.inner.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(&self.inner)
    }

    /// The type of the parameter of a constructor.
    pub(super) fn parameter(&self) -> String {
        match self.taken {
            Taken::AsIs => self.inner.clone(),
            Taken::Into => format!("impl Into<{}>", self.inner),
            Taken::Items => format!("impl IntoIterator<Item = {}>", self.element()),
            Taken::Texts => "impl IntoIterator<Item = impl Into<String>>".to_owned(),
        }
    }

    /// The parameter as the field's value.
    pub(super) fn argument(&self) -> String {
        let field = &self.field;
        match self.taken {
            Taken::AsIs => field.clone(),
            Taken::Into => format!("{field}: {field}.into()"),
            Taken::Items => format!("{field}: {field}.into_iter().collect()"),
            Taken::Texts => format!("{field}: {field}.into_iter().map(Into::into).collect()"),
        }
    }
}

/// Fields with a type that only their place tells.
const PLACES: &[(&str, &str, &str)] = &[
    ("setWebhook", "secret_token", "SecretToken"),
    ("setWebhook", "allowed_updates", "Vec<UpdateType>"),
    ("getUpdates", "allowed_updates", "Vec<UpdateType>"),
    ("WebhookInfo", "allowed_updates", "Vec<UpdateType>"),
    ("Chat", "id", "ChatId"),
    ("ChatFullInfo", "id", "ChatId"),
    ("User", "id", "UserId"),
];

impl Context<'_> {
    pub(super) fn shape(&self, owner: &str, of_method: bool, field: &Field) -> Result<Shape, Failure> {
        let inner = self.inner(owner, field)?;
        let is_list = inner.starts_with("Vec<");
        let boxes = self.is_object(&inner);
        let how = match field.required {
            true if inner == "bool" && !of_method => How::Bool,
            true if is_list && !of_method => How::Array,
            true => How::Need,
            false if of_method => How::Opt,
            false if is_list => How::List,
            false if field.only_type() == Some("True") => How::Flag,
            false if boxes => How::Boxed,
            false => How::Opt,
        };
        // A constructor with a row of booleans is read wrongly: those of types begin as false.
        let in_new = matches!(how, How::Need | How::Array);
        let plain = ["bool", "i64", "f64", "SecretToken"].contains(&inner.as_str());
        let taken = match inner.as_str() {
            "Vec<String>" => Taken::Texts,
            _ if is_list => Taken::Items,
            // A keyboard that was built button by button is one, too.
            "InlineKeyboardMarkup" if of_method => Taken::Into,
            _ if plain || boxes || self.is_string_enum(&inner) => Taken::AsIs,
            _ => Taken::Into,
        };
        let docs = self.docs(owner, field)?;
        let field_name = field_name(&field.name).to_owned();
        Ok(Shape { name: field.name.clone(), field: field_name, inner, how, in_new, taken, docs })
    }

    fn is_object(&self, inner: &str) -> bool {
        let known = |name: &str| type_name(name) == inner && !self.unions.iter().any(|union| union == name);
        inner != "InputFile"
            && !inner.starts_with("Vec<")
            && self.table.types.names().any(known)
            && inner != "MaybeInaccessibleMessage"
    }

    fn is_string_enum(&self, inner: &str) -> bool {
        self.words.enums.iter().any(|candidate| candidate.name == inner)
    }

    fn inner(&self, owner: &str, field: &Field) -> Result<String, Failure> {
        if let Some((_, _, inner)) = PLACES.iter().find(|(at, name, _)| *at == owner && *name == field.name) {
            return Ok((*inner).to_owned());
        }
        if field.upload.is_some() {
            return Ok("InputFile".to_owned());
        }
        if let Some(found) = self.words.string_enum(owner, &field.name) {
            return Ok(found.name.clone());
        }
        if let Some(only) = field.only_type() {
            return self.single(&field.name, only);
        }
        if field.types == ["Integer", "String"] && field.name.ends_with("chat_id") {
            return Ok("ChatRef".to_owned());
        }
        for unnamed in UNNAMED {
            if unnamed.types(self.table)? == field.types {
                let is_list = field.types.iter().all(|name| name.starts_with("Array of "));
                return Ok(if is_list { format!("Vec<{}>", unnamed.name) } else { unnamed.name.to_owned() });
            }
        }
        let types = field.types.join(" | ");
        Err(format!("{owner}.{} is one of {types}: give that union a name in codegen/unions.rs", field.name).into())
    }

    fn single(&self, field: &str, name: &str) -> Result<String, Failure> {
        Ok(match name {
            "Integer" => integer(field).to_owned(),
            "Float" => "f64".to_owned(),
            "String" => "String".to_owned(),
            "Boolean" | "True" => "bool".to_owned(),
            _ => match name.strip_prefix("Array of ") {
                Some(element) => format!("Vec<{}>", self.single(field, element)?),
                None if self.table.types.get(name).is_some() => type_name(name).to_owned(),
                None => return Err(format!("unknown type {name} of the field {field}").into()),
            },
        })
    }

    fn docs(&self, owner: &str, field: &Field) -> Result<String, Failure> {
        let mut docs = self.words.of_field(owner, &field.name)?.to_owned();
        let is_enum = self.words.string_enum(owner, &field.name).is_some();
        if field.required {
            docs.push_str(" Required.");
        }
        let unit = match (field.unit.as_deref(), field.after_entities) {
            (Some("chars"), true) => " characters after entities are parsed",
            (Some("chars"), false) => " characters",
            (Some("bytes"), _) => " bytes",
            (Some("items"), _) => " items",
            _ => "",
        };
        let _ = match (field.min, field.max) {
            (Some(0), Some(max)) if !unit.is_empty() => write!(docs, " At most {max}{unit}."),
            (Some(min), Some(max)) => write!(docs, " {min} to {max}{unit}."),
            (None, Some(max)) => write!(docs, " At most {max}{unit}."),
            (Some(min), None) => write!(docs, " At least {min}{unit}."),
            (None, None) => Ok(()),
        };
        if let Some(also) = &field.also {
            let also: Vec<_> = also.iter().map(ToString::to_string).collect();
            let _ = write!(docs, " Also {}.", also.join(", "));
        }
        if let Some(charset) = &field.charset {
            let _ = write!(docs, " Characters `{charset}`.");
        }
        if let Some(values) = field.values.as_ref().filter(|values| !is_enum || values.len() < 8) {
            let values: Vec<_> = values.iter().map(value).collect();
            let _ = write!(docs, " One of {}.", values.join(", "));
        }
        if let Some(constant) = &field.constant {
            let _ = write!(docs, " Always {}.", value(constant));
        }
        if let Some(default) = &field.default {
            let _ = write!(docs, " Default {}.", value(default));
        }
        Ok(docs)
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

/// Integers that are identifiers or moments have types of their own.
fn integer(field: &str) -> &'static str {
    match field {
        "message_id" | "giveaway_message_id" | "message_ids" => "MessageId",
        "message_thread_id" => "ThreadId",
        _ if field.ends_with("user_id") || field.ends_with("user_ids") => "UserId",
        _ if field.ends_with("chat_id") => "ChatId",
        _ if field == "date" || field.ends_with("_date") => "UnixTime",
        _ => "i64",
    }
}
