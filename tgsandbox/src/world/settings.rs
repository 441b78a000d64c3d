//! How a bot has set itself up: commands, names, descriptions, menu buttons, the rights it asks for.
//!
//! <https://core.telegram.org/bots/api#setmycommands>

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// How many scopes, languages or chats may have settings of their own.
const MAX_ENTRIES: usize = 10_000;

#[derive(Debug, Default)]
pub(crate) struct BotSettings {
    /// By scope and language.
    commands: BTreeMap<(String, String), Value>,
    /// By what it is and language: `name`, `description`, `short_description`.
    texts: BTreeMap<(&'static str, String), String>,
    /// By chat; 0 for all.
    menu_buttons: BTreeMap<i64, Value>,
    rights: [Option<Map<String, Value>>; 2],
}

impl BotSettings {
    /// Keeps a list of commands, or forgets it when it is empty.
    pub(crate) fn set_commands(&mut self, scope: String, language: &str, commands: Value) {
        let key = (scope, language.to_owned());
        if commands.as_array().is_none_or(Vec::is_empty) {
            self.commands.remove(&key);
        } else if self.commands.len() < MAX_ENTRIES || self.commands.contains_key(&key) {
            self.commands.insert(key, commands);
        }
    }

    /// The list of exactly this scope and language.
    pub(crate) fn commands(&self, scope: &str, language: &str) -> Value {
        self.commands.get(&(scope.to_owned(), language.to_owned())).cloned().unwrap_or_else(|| json!([]))
    }

    /// What somebody sees in a chat: of these scopes, narrowest first, the first that has a list, in the person's
    /// language or in none.
    pub(crate) fn commands_for(&self, scopes: &[String], language: &str) -> Value {
        let keys = scopes.iter().flat_map(|scope| [language, ""].map(|language| (scope.clone(), language.to_owned())));
        let mut found = keys.filter_map(|key| self.commands.get(&key));
        found.next().cloned().unwrap_or_else(|| json!([]))
    }

    pub(crate) fn set_text(&mut self, what: &'static str, language: &str, text: &str) {
        if text.is_empty() {
            self.texts.remove(&(what, language.to_owned()));
        } else if self.texts.len() < MAX_ENTRIES {
            self.texts.insert((what, language.to_owned()), text.to_owned());
        }
    }

    /// The text in a language, or in none if there is none in it.
    pub(crate) fn text(&self, what: &'static str, language: &str) -> Option<&str> {
        let find = |language: &str| self.texts.get(&(what, language.to_owned())).map(String::as_str);
        find(language).or_else(|| find(""))
    }

    pub(crate) fn set_menu_button(&mut self, chat: i64, button: Value) {
        if button["type"] == "default" {
            self.menu_buttons.remove(&chat);
        } else if self.menu_buttons.len() < MAX_ENTRIES {
            self.menu_buttons.insert(chat, button);
        }
    }

    /// The button of a chat, or that of all.
    pub(crate) fn menu_button(&self, chat: i64) -> Value {
        let found = self.menu_buttons.get(&chat).or_else(|| self.menu_buttons.get(&0));
        found.cloned().unwrap_or_else(|| json!({"type": "commands"}))
    }

    pub(crate) fn set_rights(&mut self, for_channels: bool, rights: Option<Map<String, Value>>) {
        self.rights[usize::from(for_channels)] = rights;
    }

    pub(crate) fn has_right(&self, for_channels: bool, right: &str) -> bool {
        self.rights[usize::from(for_channels)].as_ref().is_some_and(|rights| rights.get(right) == Some(&true.into()))
    }
}
