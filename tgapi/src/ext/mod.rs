//! What makes the objects of the API pleasant: what they are, and answers made of what they answer.
//!
//! Methods on the generated types; values only, nothing is sent here.

mod answer;
mod business;
mod chat;
mod command;
mod content;
mod edit;
mod formatted;
mod message;
mod query;
mod update;

pub use command::CommandParts;
pub use content::MessageContent;
