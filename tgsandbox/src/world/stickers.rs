//! Sticker sets that the bot made.
//!
//! <https://core.telegram.org/bots/api#stickerset>

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// How many sets one bot may have.
const MAX_SETS: usize = 1_000;

#[derive(Debug)]
pub(crate) struct StickerSet {
    pub(crate) title: String,
    pub(crate) kind: String,
    /// Sticker objects, with `keywords` and `emoji_list` beside what the API shows.
    pub(crate) stickers: Vec<Value>,
    pub(crate) thumbnail: Option<Value>,
}

#[derive(Debug, Default)]
pub(crate) struct StickerSets {
    sets: BTreeMap<String, StickerSet>,
}

impl StickerSets {
    /// Adds a set; `false` when the name is taken or there are too many.
    pub(crate) fn add(&mut self, name: &str, set: StickerSet) -> bool {
        let room = self.sets.len() < MAX_SETS && !self.sets.contains_key(name);
        if room {
            self.sets.insert(name.to_owned(), set);
        }
        room
    }

    pub(crate) fn get(&mut self, name: &str) -> Option<&mut StickerSet> {
        self.sets.get_mut(name)
    }

    pub(crate) fn remove(&mut self, name: &str) -> bool {
        self.sets.remove(name).is_some()
    }

    /// The set that holds a sticker, and its place there.
    pub(crate) fn find(&mut self, file_id: &str) -> Option<(&mut StickerSet, usize)> {
        self.sets.values_mut().find_map(|set| {
            let at = set.stickers.iter().position(|sticker| sticker["file_id"] == file_id)?;
            Some((set, at))
        })
    }

    /// Stickers by what stands for them in texts.
    pub(crate) fn custom_emoji(&self, id: &str) -> Option<Value> {
        let mut all = self.sets.values().flat_map(|set| &set.stickers);
        all.find(|sticker| sticker["custom_emoji_id"] == id).map(shown)
    }

    /// The StickerSet object.
    pub(crate) fn describe(&self, name: &str) -> Option<Value> {
        let set = self.sets.get(name)?;
        let mut json = json!({
            "name": name,
            "title": set.title,
            "sticker_type": set.kind,
            "contains_masks": set.kind == "mask",
            "stickers": set.stickers.iter().map(shown).collect::<Vec<_>>(),
        });
        if let Some(thumbnail) = &set.thumbnail {
            json["thumbnail"] = thumbnail.clone();
            json["thumb"] = thumbnail.clone();
        }
        Some(json)
    }
}

/// A sticker as the API shows it.
pub(crate) fn shown(sticker: &Value) -> Value {
    let hidden = ["keywords", "emoji_list"];
    let fields = sticker.as_object().into_iter().flatten().filter(|(name, _)| !hidden.contains(&name.as_str()));
    Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>())
}
