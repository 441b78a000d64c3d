//! Results for methods that do nothing here: the smallest value of the right type, made from the facts table.
//!
//! What the call says is given back where a field of the result has the same name; people are the bot itself, chats are
//! the chat of the call, dates are now.

use serde_json::{Map, Value, json};

use crate::{
    facts::{self, Field, Method},
    http::Params,
    world::World,
};

/// Deeper than any result goes.
const DEEPEST: usize = 16;

pub(super) struct Blank<'a> {
    pub(super) world: &'a World,
    pub(super) params: &'a Params,
    pub(super) now: i64,
}

impl Blank<'_> {
    /// A result for a method.
    pub(super) fn result(&self, method: &Method) -> Value {
        self.value(method.returns.first().copied().unwrap_or("True"), "", DEEPEST)
    }

    fn value(&self, kind: &str, name: &str, depth: usize) -> Value {
        match kind {
            "True" => return json!(true),
            "Boolean" => return json!(false),
            "Integer" if name.ends_with("date") => return json!(self.now),
            "Integer" | "Float" => return json!(0),
            "String" => return json!(""),
            "User" => return self.world.me_as_sender(),
            "Chat" => return self.chat(),
            _ if kind.starts_with("Array of ") => return json!([]),
            _ => {}
        }
        let Some(object) = facts::object(kind).filter(|_| depth > 0) else { return json!("") };
        if let Some(member) = object.members.first() {
            return self.value(member, name, depth - 1);
        }
        let fields = object.fields.iter().filter(|field| field.required);
        Value::Object(fields.map(|field| (field.name.to_owned(), self.field(field, depth - 1))).collect::<Map<_, _>>())
    }

    fn field(&self, field: &Field, depth: usize) -> Value {
        if let Some(value) = field.values.first() {
            return serde_json::from_str(value).unwrap_or_default();
        }
        let kind = field.types.first().copied().unwrap_or("String");
        let given = self.params.text(field.name);
        match kind {
            "String" if !given.is_empty() => given.into(),
            "Integer" if !given.is_empty() => self.params.number(field.name, 0, i64::MIN..=i64::MAX).into(),
            "Boolean" if !given.is_empty() => self.params.flag(field.name).into(),
            _ => self.value(kind, field.name, depth),
        }
    }

    /// The chat of the call, or the bot's own.
    fn chat(&self) -> Value {
        let id = self.params.number("chat_id", 0, i64::MIN..=i64::MAX);
        let found = self.world.chat(id).map(|chat| chat.json.clone());
        found.unwrap_or_else(|| {
            let me = self.world.me_as_sender();
            json!({"id": me["id"], "type": "private", "first_name": me["first_name"], "username": me["username"]})
        })
    }
}
