//! The words beside the facts: `tgapi/api/words.txt`, one sentence for each type, method, field and value.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Failure;
use super::table::Table;

/// Sentences by `type NAME`, `method NAME`, `field NAME`, `field OWNER.NAME` and `value ENUM.VALUE`.
pub(super) struct Words {
    sentences: BTreeMap<String, String>,
    pub(super) enums: Vec<StringEnum>,
}

/// Strings of a fixed list, wherever in the table they are used.
pub(super) struct StringEnum {
    pub(super) name: String,
    pub(super) sentence: String,
    /// `Owner.field`.
    pub(super) fields: BTreeSet<String>,
    /// In the order of the words.
    pub(super) values: Vec<String>,
}

impl Words {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut words = Self { sentences: BTreeMap::new(), enums: Vec::new() };
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            words.line(line).map_err(|reason| format!("{}:{}: {reason}", path.display(), number + 1))?;
        }
        Ok(words)
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let (key, sentence) = line.split_once(": ").ok_or("expected `KEY: Sentence.`")?;
        let (kind, name) = key.split_once(' ').ok_or("expected a kind and a name before the colon")?;
        match kind {
            "enum" => {
                let (sentence, fields) = sentence.split_once(" | ").ok_or("expected ` | Owner.field, ..`")?;
                self.enums.push(StringEnum {
                    name: name.to_owned(),
                    sentence: sentence.to_owned(),
                    fields: fields.split(", ").map(str::to_owned).collect(),
                    values: Vec::new(),
                });
                return Ok(());
            }
            "value" => {
                let (owner, value) = name.split_once('.').ok_or("expected ENUM.VALUE")?;
                let owner = self.enums.iter_mut().find(|known| known.name == owner);
                owner.ok_or("a value before its enum")?.values.push(value.to_owned());
            }
            "type" | "method" | "field" => {}
            _ => return Err(format!("unknown kind {kind}")),
        }
        match self.sentences.insert(key.to_owned(), sentence.to_owned()) {
            None => Ok(()),
            Some(_) => Err(format!("a second sentence for {key}")),
        }
    }

    fn get(&self, key: &str) -> Result<&str, Failure> {
        let sentence = self.sentences.get(key).map(String::as_str);
        sentence.ok_or_else(|| format!("words.txt has no sentence for `{key}`").into())
    }

    pub(super) fn of_type(&self, name: &str) -> Result<&str, Failure> {
        self.get(&format!("type {name}"))
    }

    pub(super) fn of_method(&self, name: &str) -> Result<&str, Failure> {
        self.get(&format!("method {name}"))
    }

    pub(super) fn of_value(&self, owner: &str, value: &str) -> Result<&str, Failure> {
        self.get(&format!("value {owner}.{value}"))
    }

    /// What a field is, in this place or wherever it has this name.
    pub(super) fn of_field(&self, owner: &str, name: &str) -> Result<&str, Failure> {
        match self.sentences.get(&format!("field {owner}.{name}")) {
            Some(sentence) => Ok(sentence),
            None => self.get(&format!("field {name}")),
        }
    }

    pub(super) fn string_enum(&self, owner: &str, field: &str) -> Option<&StringEnum> {
        let place = format!("{owner}.{field}");
        self.enums.iter().find(|candidate| candidate.fields.contains(&place))
    }

    /// Words for what is not in the table are left over from an older one.
    pub(super) fn check(&self, table: &Table) -> Result<(), Failure> {
        let mut known = BTreeSet::new();
        let types = table.types.0.iter().map(|(name, object)| ("type", name, &object.fields));
        let methods = table.methods.0.iter().map(|(name, method)| ("method", name, &method.fields));
        for (kind, name, fields) in types.chain(methods) {
            known.insert(format!("{kind} {name}"));
            for field in fields {
                known.insert(format!("field {}", field.name));
                known.insert(format!("field {name}.{}", field.name));
            }
        }
        for owner in &self.enums {
            if let Some(gone) = owner.fields.iter().find(|place| !known.contains(&format!("field {place}"))) {
                return Err(format!("words.txt: enum {} names {gone}, which is not in the table", owner.name).into());
            }
        }
        let left_over = self.sentences.keys().find(|key| !key.starts_with("value ") && !known.contains(*key));
        match left_over {
            Some(key) => Err(format!("words.txt has a sentence for `{key}`, which is not in the table").into()),
            None => Ok(()),
        }
    }
}
