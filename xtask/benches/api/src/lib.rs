//! What is measured: each case as the same work done by each crate. The command (`main.rs`) and the criterion benches
//! (`benches/api.rs`) share it.

pub mod documents;

use std::hint::black_box;

use serde_json::Value;
use tgapi::{RawCall, Update};

/// The name of ours among the contenders.
pub const OURS: &str = "tgapi";

/// The work of one contender, once.
pub type Work = Box<dyn Fn()>;

/// One piece of work.
pub struct Case {
    /// What is done.
    pub name: &'static str,
    /// Who does it, and how.
    pub contenders: Vec<(&'static str, Work)>,
}

/// All of them.
#[must_use]
pub fn cases() -> Vec<Case> {
    vec![
        parse("read a short text", documents::TEXT),
        parse("read a photo with reply, entities and keyboard", documents::RICH),
        parse("read a callback query", documents::PRESS),
        parse("read a service message", documents::SERVICE),
        batch(),
        write(),
    ]
}

fn parse(name: &'static str, json: &'static str) -> Case {
    Case {
        name,
        contenders: vec![
            (OURS, Box::new(move || drop(black_box(Update::from_slice(black_box(json.as_bytes())))))),
            ("frankenstein", Box::new(move || read::<frankenstein::updates::Update>(json))),
            ("teloxide-core", Box::new(move || read::<teloxide_core::types::Update>(json))),
            ("serde_json::Value", Box::new(move || read::<Value>(json))),
        ],
    }
}

fn batch() -> Case {
    // For the whole run of the program.
    let json: &'static str = Box::leak(documents::batch().into_boxed_str());
    Case {
        name: "read a batch of 100",
        contenders: vec![
            (OURS, Box::new(move || drop(black_box(tgapi::updates_from_slice(black_box(json.as_bytes())))))),
            ("frankenstein", Box::new(move || read::<Vec<frankenstein::updates::Update>>(json))),
            ("teloxide-core", Box::new(move || read::<Vec<teloxide_core::types::Update>>(json))),
            ("serde_json::Value", Box::new(move || read::<Value>(json))),
        ],
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) {
    drop(black_box(serde_json::from_str::<T>(black_box(json))));
}

fn write() -> Case {
    let text = "The library is open on Sunday from ten to four.";
    let ours = tgapi::methods::SendMessage::new(5_123_456_789, text).parse_mode(tgapi::types::ParseMode::Html);
    let frankenstein = frankenstein::methods::SendMessageParams::builder()
        .chat_id(5_123_456_789_i64)
        .text(text)
        .parse_mode(frankenstein::ParseMode::Html)
        .build();
    let mut teloxide = teloxide_core::payloads::SendMessage::new(teloxide_core::types::ChatId(5_123_456_789), text);
    teloxide.parse_mode = Some(teloxide_core::types::ParseMode::Html);
    let value = serde_json::to_value(&ours).unwrap_or_default();
    Case {
        name: "write a sendMessage",
        contenders: vec![
            // As it is sent: with its name and the files that go along.
            (OURS, Box::new(move || drop(black_box(RawCall::new(black_box(&ours)))))),
            ("frankenstein", Box::new(move || drop(black_box(serde_json::to_string(black_box(&frankenstein)))))),
            ("teloxide-core", Box::new(move || drop(black_box(serde_json::to_string(black_box(&teloxide)))))),
            ("serde_json::Value", Box::new(move || drop(black_box(serde_json::to_string(black_box(&value)))))),
        ],
    }
}
