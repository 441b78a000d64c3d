//! By name on the client: sending media.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::ChatRef;
use crate::input_file::InputFile;
use crate::methods::{
    SendAnimation, SendAudio, SendDocument, SendLivePhoto, SendPhoto, SendVideo, SendVideoNote, SendVoice,
};

impl Client {
    /// Sends a photo. See [`SendPhoto`].
    pub fn send_photo(&self, chat_id: impl Into<ChatRef>, photo: impl Into<InputFile>) -> Request<SendPhoto> {
        self.request(SendPhoto::new(chat_id, photo))
    }

    /// Sends a live photo. See [`SendLivePhoto`].
    pub fn send_live_photo(
        &self,
        chat_id: impl Into<ChatRef>,
        live_photo: impl Into<InputFile>,
        photo: impl Into<InputFile>,
    ) -> Request<SendLivePhoto> {
        self.request(SendLivePhoto::new(chat_id, live_photo, photo))
    }

    /// Sends a music file, shown in the music player. See [`SendAudio`].
    pub fn send_audio(&self, chat_id: impl Into<ChatRef>, audio: impl Into<InputFile>) -> Request<SendAudio> {
        self.request(SendAudio::new(chat_id, audio))
    }

    /// Sends a general file. See [`SendDocument`].
    pub fn send_document(&self, chat_id: impl Into<ChatRef>, document: impl Into<InputFile>) -> Request<SendDocument> {
        self.request(SendDocument::new(chat_id, document))
    }

    /// Sends a video. See [`SendVideo`].
    pub fn send_video(&self, chat_id: impl Into<ChatRef>, video: impl Into<InputFile>) -> Request<SendVideo> {
        self.request(SendVideo::new(chat_id, video))
    }

    /// Sends an animation: a GIF, or an H.264 video without sound. See [`SendAnimation`].
    pub fn send_animation(
        &self,
        chat_id: impl Into<ChatRef>,
        animation: impl Into<InputFile>,
    ) -> Request<SendAnimation> {
        self.request(SendAnimation::new(chat_id, animation))
    }

    /// Sends a voice note. See [`SendVoice`].
    pub fn send_voice(&self, chat_id: impl Into<ChatRef>, voice: impl Into<InputFile>) -> Request<SendVoice> {
        self.request(SendVoice::new(chat_id, voice))
    }

    /// Sends a round video message. See [`SendVideoNote`].
    pub fn send_video_note(
        &self,
        chat_id: impl Into<ChatRef>,
        video_note: impl Into<InputFile>,
    ) -> Request<SendVideoNote> {
        self.request(SendVideoNote::new(chat_id, video_note))
    }
}
