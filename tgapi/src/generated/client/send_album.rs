//! By name on the client: sending albums and paid media.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::ChatRef;
use crate::methods::{SendMediaGroup, SendPaidMedia};
use crate::types::{InputPaidMedia, MediaGroupItem};

impl Client {
    /// Sends media that has to be paid for. See [`SendPaidMedia`].
    pub fn send_paid_media(
        &self,
        chat_id: impl Into<ChatRef>,
        star_count: i64,
        media: impl IntoIterator<Item = InputPaidMedia>,
    ) -> Request<SendPaidMedia> {
        self.request(SendPaidMedia::new(chat_id, star_count, media))
    }

    /// Sends an album of photos, live photos, videos, files or music. See [`SendMediaGroup`].
    pub fn send_media_group(
        &self,
        chat_id: impl Into<ChatRef>,
        media: impl IntoIterator<Item = MediaGroupItem>,
    ) -> Request<SendMediaGroup> {
        self.request(SendMediaGroup::new(chat_id, media))
    }
}
