//! Documents made up from the table: every choice comes from a tape of bytes, so that proptest can make them smaller.

use serde_json::{Map, Value, json};

use super::facts;

/// Choices to make. At its end every choice is the first one: the smallest document.
pub(crate) struct Tape<'a> {
    bytes: std::slice::Iter<'a, u8>,
    /// Every optional field is there, down to [`DEEPEST`].
    full: bool,
}

/// A tape on which all bytes occur, another one for each start.
pub(crate) fn all_bytes(start: u8) -> Vec<u8> {
    (0..=255_u8).map(|byte| byte.wrapping_mul(73).wrapping_add(start)).collect()
}

/// Below this only what is required is made up.
const DEEPEST: usize = 6;

impl<'a> Tape<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter(), full: false }
    }

    /// Leaves out no optional field of the outermost objects.
    pub(crate) fn full(bytes: &'a [u8]) -> Self {
        Self { bytes: bytes.iter(), full: true }
    }

    fn next(&mut self) -> usize {
        self.bytes.next().copied().map_or(0, usize::from)
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() % end.max(1)
    }

    /// A document of this type.
    pub(crate) fn document(&mut self, name: &str) -> Value {
        let name = facts::all("types").keys().find(|known| *known == name).expect("a type of the table");
        if name == "Update" { self.update() } else { self.value(name, 0) }
    }

    /// An update is a number and exactly one other field.
    fn update(&mut self) -> Value {
        let [number, kinds @ ..] = facts::fields(facts::object("Update").expect("a type of the table")) else {
            panic!("an update has fields")
        };
        let kind = &kinds[self.below(kinds.len())];
        let text = |field: &Value| field["name"].as_str().expect("a name").to_owned();
        let mut update = Map::new();
        update.insert(text(number), self.next().into());
        update.insert(text(kind), self.field(kind, 0));
        Value::Object(update)
    }

    /// The parameters of this method.
    pub(crate) fn parameters(&mut self, name: &str) -> Value {
        self.fields(facts::fields(&facts::all("methods")[name]), 0)
    }

    fn value(&mut self, name: &'static str, depth: usize) -> Value {
        if let Some(element) = name.strip_prefix("Array of ") {
            let length = if depth >= DEEPEST { 0 } else { self.below(3) + usize::from(self.full && depth < 3) };
            return (0..length).map(|_| self.value(element, depth + 1)).collect();
        }
        match name {
            "Integer" => self.integer(),
            "Float" => json!([0.5, -12.25, 1e-7, 3.0][self.below(4)]),
            "String" | "InputFile" => self.text().into(),
            "Boolean" => json!(self.below(2) == 1),
            "True" => json!(true),
            "MaybeInaccessibleMessage" if depth >= DEEPEST || self.below(2) == 0 => {
                let mut message = self.value("InaccessibleMessage", depth + 1);
                message["date"] = 0.into();
                message
            }
            "MaybeInaccessibleMessage" => {
                let mut message = self.value("Message", depth + 1);
                message["date"] = 1.into();
                message
            }
            _ => {
                let members = facts::members(name);
                if members.is_empty() {
                    return self.fields(facts::fields(facts::object(name).expect("a type of the table")), depth);
                }
                // The first members are the plainest ones.
                let member = if depth >= DEEPEST { 0 } else { self.below(members.len()) };
                self.value(members[member], depth + 1)
            }
        }
    }

    fn fields(&mut self, fields: &'static [Value], depth: usize) -> Value {
        let mut object = Map::new();
        for field in fields {
            let required = field["required"] == true;
            let wanted = required || (self.full && depth < 2) || (depth < DEEPEST && self.below(4) == 3);
            if !wanted {
                continue;
            }
            let value = self.field(field, depth);
            // An optional array that is empty means absent.
            if required || !value.as_array().is_some_and(Vec::is_empty) {
                object.insert(field["name"].as_str().expect("a name").to_owned(), value);
            }
        }
        Value::Object(object)
    }

    fn field(&mut self, field: &'static Value, depth: usize) -> Value {
        if !field["const"].is_null() {
            return field["const"].clone();
        }
        if let Some(values) = field["enum"].as_array() {
            let choice = self.below(values.len() + 1);
            // The last choice is a value of tomorrow.
            return values.get(choice).cloned().unwrap_or_else(|| match values.first() {
                Some(Value::Number(_)) => json!(77),
                _ => json!("of_tomorrow"),
            });
        }
        let name = field["name"].as_str().unwrap_or_default();
        match name {
            "secret_token" => return json!("aB_3-"),
            "allowed_updates" => return json!(["message", "of_tomorrow"]),
            _ => {}
        }
        let types = facts::texts(&field["types"]);
        let choice = self.below(types.len());
        match types[choice] {
            // A user name, where a chat may be given by it.
            "String" if types == ["Integer", "String"] => json!("@somebody"),
            other => self.value(other, depth + 1),
        }
    }

    fn integer(&mut self) -> Value {
        let bytes = [self.next(), self.next(), self.next()];
        match bytes[0] % 4 {
            0 => json!(bytes[1]),
            1 => json!(-1_001_234_567_890_i64 - i64::try_from(bytes[2]).unwrap_or_default()),
            // 52 significant bits, as much as Telegram promises to use at the most.
            2 => json!((1_i64 << 52) - 1 - i64::try_from(bytes[1]).unwrap_or_default()),
            _ => json!(i64::MIN),
        }
    }

    fn text(&mut self) -> String {
        const PIECES: [&str; 8] =
            ["a", "", "\u{1f468}\u{200d}\u{1f4bb}", "\"\\/\n", "Привет", "</b>&", "\u{0}", "long "];
        let length = self.below(4);
        (0..length).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

/// The document as text, with the tags of unions in front, as Telegram mostly writes them.
pub(crate) fn tags_first(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let is_tag = |key: &str| ["type", "source", "status"].contains(&key);
            let (tags, rest): (Vec<_>, Vec<_>) = map.iter().partition(|(key, _)| is_tag(key));
            let entry =
                |(key, value): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), tags_first(value));
            let entries: Vec<_> = tags.into_iter().chain(rest).map(entry).collect();
            format!("{{{}}}", entries.join(","))
        }
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(tags_first).collect();
            format!("[{}]", elements.join(","))
        }
        plain => plain.to_string(),
    }
}
