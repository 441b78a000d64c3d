//! Formatted text: building it, reading it, and writing it as markup.
//!
//! - [`FormattedText`] builds text with formatting. It goes out as entities, so there is nothing to escape and nothing
//!   that Telegram could fail to parse; [`FormattedText::split`] cuts it into messages.
//! - [`entities`] and [`slice()`] read the entities of a message. Telegram counts in UTF-16 units; they find the bytes.
//! - [`to_html`] and [`to_markdown_v2`] write text and entities as markup.
//! - [`escape_html`] and its kin are for markup written by hand.
//!
//! <https://core.telegram.org/bots/api#formatting-options>

mod date_time;
mod entity_ref;
mod escape;
mod formatted;
mod html;
mod into_text;
mod markdown_v2;
mod spans;
mod split;
mod text_ref;
mod utf16;
mod walk;

pub use date_time::DateTimeFormat;
pub use entity_ref::{EntityRef, entities};
pub use escape::{escape_html, escape_markdown_v2, escape_markdown_v2_code, escape_markdown_v2_url};
pub use formatted::FormattedText;
pub use html::to_html;
pub use into_text::IntoText;
pub use markdown_v2::to_markdown_v2;
pub use split::{CAPTION_LIMIT, MESSAGE_LIMIT};
pub use text_ref::TextRef;
pub use utf16::{byte_offset, slice, utf16_len, utf16_offset};

#[cfg(test)]
mod tests;
