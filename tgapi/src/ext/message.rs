//! What is asked of a message most.

use crate::ids::ThreadId;
use crate::link::message_link;
use crate::text::TextRef;
use crate::types::{ChatType, Message, PhotoSize};

impl Message {
    /// Its text with its entities, or else its caption with those.
    ///
    /// ```
    /// # use tgapi::types::{Chat, ChatType, Message};
    /// # let message = Message::new(1, 1, Chat::new(5, ChatType::Private)).caption("see https://example.org");
    /// if let Some(text) = message.text_or_caption() {
    ///     println!("{} with {} links", text.as_str(), text.urls().count());
    /// }
    /// ```
    #[must_use]
    pub fn text_or_caption(&self) -> Option<TextRef<'_>> {
        let text = self.text.as_deref().map(|text| TextRef::new(text, &self.entities));
        text.or_else(|| self.caption.as_deref().map(|caption| TextRef::new(caption, &self.caption_entities)))
    }

    /// Whether it is in a private chat with a user.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.chat.is_private()
    }

    /// Whether it is in a group or supergroup.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.chat.is_group()
    }

    /// Whether it is a post of a channel, in that channel.
    #[must_use]
    pub fn is_channel_post(&self) -> bool {
        self.chat.is_channel()
    }

    /// The forum topic it is in, as methods that send take it. A thread outside of forums is a chain of replies, to which
    /// nothing can be sent: `None`.
    #[must_use]
    pub fn topic(&self) -> Option<ThreadId> {
        self.message_thread_id.filter(|_| self.is_topic_message)
    }

    /// Who it is from, as people see it: the chat that sent it, or the user.
    #[must_use]
    pub fn sender_name(&self) -> Option<String> {
        match (&self.sender_chat, &self.from) {
            (Some(chat), _) => Some(chat.name()),
            (None, Some(user)) => Some(user.full_name()),
            (None, None) => None,
        }
    }

    /// A link to it. Messages of supergroups and channels have one: in public ones for everybody, in private ones for
    /// their members. `None` for others, and for a message that is not sent yet.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let linked = matches!(self.chat.kind, ChatType::Supergroup | ChatType::Channel);
        if !linked || self.message_id.0 <= 0 {
            return None;
        }
        match self.chat.link() {
            Some(chat) => {
                let topic = self.topic().map(|topic| format!("{topic}/")).unwrap_or_default();
                Some(format!("{chat}/{topic}{}", self.message_id))
            }
            None => message_link(self.chat.id, self.message_id, self.topic()),
        }
    }

    /// Its photo in the largest size.
    #[must_use]
    pub fn largest_photo(&self) -> Option<&PhotoSize> {
        self.photo.iter().max_by_key(|size| size.width.saturating_mul(size.height))
    }

    /// The identifier of its file, if it is a photo (the largest size), video, animation, sound, sticker or other file:
    /// for [`GetFile`](crate::methods::GetFile), or to send it again.
    #[must_use]
    pub fn file_id(&self) -> Option<&str> {
        let sound = || self.audio.as_deref().map(|file| &file.file_id);
        let voice = || self.voice.as_deref().map(|file| &file.file_id);
        let video = || self.video.as_deref().map(|file| &file.file_id);
        let note = || self.video_note.as_deref().map(|file| &file.file_id);
        let animation = || self.animation.as_deref().map(|file| &file.file_id);
        let sticker = || self.sticker.as_deref().map(|file| &file.file_id);
        let document = || self.document.as_deref().map(|file| &file.file_id);
        let photo = self.largest_photo().map(|size| &size.file_id);
        let found = photo.or_else(video).or_else(animation).or_else(sound).or_else(voice).or_else(note);
        found.or_else(sticker).or_else(document).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, Document, User, Voice};

    fn message(id: i64, kind: ChatType) -> Message {
        Message::new(7, 1, Chat::new(id, kind))
    }

    #[test]
    fn links_are_those_of_the_chat_or_by_number() {
        let mut post = message(-1_001_234_567_890, ChatType::Supergroup);
        assert_eq!(post.link().unwrap(), "https://t.me/c/1234567890/7");
        post.message_thread_id = Some(ThreadId(3));
        assert_eq!(post.link().unwrap(), "https://t.me/c/1234567890/7");
        post.is_topic_message = true;
        assert_eq!(post.link().unwrap(), "https://t.me/c/1234567890/3/7");
        post.chat.username = Some("news".to_owned());
        assert_eq!(post.link().unwrap(), "https://t.me/news/3/7");
        post.message_id.0 = 0;
        assert_eq!(post.link(), None);
        assert_eq!(message(5, ChatType::Private).link(), None);
        assert_eq!(message(-5, ChatType::Group).link(), None);
    }

    #[test]
    fn text_comes_before_caption() {
        let both = message(5, ChatType::Private).caption("c").text("t");
        assert_eq!(both.text_or_caption().unwrap().as_str(), "t");
        assert_eq!(message(5, ChatType::Private).caption("c").text_or_caption().unwrap().as_str(), "c");
        assert_eq!(message(5, ChatType::Private).text_or_caption(), None);
    }

    #[test]
    fn files_and_senders_are_found() {
        let mut photo = message(5, ChatType::Private);
        photo.photo =
            vec![PhotoSize::new("s", "1", 9, 9), PhotoSize::new("l", "2", 90, 80), PhotoSize::new("m", "3", 9, 10)];
        assert_eq!((photo.largest_photo().unwrap().width, photo.file_id()), (90, Some("l")));
        let voice = message(5, ChatType::Private).voice(Voice::new("v", "u", 1));
        assert_eq!(voice.file_id(), Some("v"));
        assert_eq!(message(5, ChatType::Private).document(Document::new("d", "u")).file_id(), Some("d"));
        assert_eq!(message(5, ChatType::Private).file_id(), None);
        let mut sent = message(-5, ChatType::Group);
        assert_eq!(sent.sender_name(), None);
        sent = sent.from(User::new(1, "Ann"));
        assert_eq!(sent.sender_name().unwrap(), "Ann");
        assert_eq!(sent.sender_chat(Chat::new(-5, ChatType::Group).title("G")).sender_name().unwrap(), "G");
    }
}
