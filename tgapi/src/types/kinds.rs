//! The string enums of the types.

use super::open_enum::open_enum;

open_enum! {
    /// Kind of a chat.
    ChatType {
        /// With one user.
        Private = "private",
        /// A basic group.
        Group = "group",
        /// A supergroup.
        Supergroup = "supergroup",
        /// A channel.
        Channel = "channel",
        /// The private chat with the one who sent an inline query.
        Sender = "sender",
    }
}

open_enum! {
    /// Kind of a part of a text. <https://core.telegram.org/bots/api#messageentity>
    EntityType {
        /// `@username`
        Mention = "mention",
        /// `#hashtag`
        Hashtag = "hashtag",
        /// `$USD`
        Cashtag = "cashtag",
        /// `/start@jobs_bot`
        BotCommand = "bot_command",
        /// `https://telegram.org`
        Url = "url",
        /// `do-not-reply@telegram.org`
        Email = "email",
        /// `+1-212-555-0123`
        PhoneNumber = "phone_number",
        /// Bold text.
        Bold = "bold",
        /// Italic text.
        Italic = "italic",
        /// Underlined text.
        Underline = "underline",
        /// Struck-through text.
        Strikethrough = "strikethrough",
        /// Hidden until touched.
        Spoiler = "spoiler",
        /// A quoted block.
        Blockquote = "blockquote",
        /// A quoted block, folded at first.
        ExpandableBlockquote = "expandable_blockquote",
        /// Monospaced text.
        Code = "code",
        /// A monospaced block.
        Pre = "pre",
        /// A link behind a text.
        TextLink = "text_link",
        /// A mention of a user without a username.
        TextMention = "text_mention",
        /// A custom emoji.
        CustomEmoji = "custom_emoji",
        /// A moment, shown in the reader's time.
        DateTime = "date_time",
    }
}

open_enum! {
    /// Kind of a poll.
    PollType {
        /// Any answer is fine.
        Regular = "regular",
        /// Some answers are right.
        Quiz = "quiz",
    }
}

open_enum! {
    /// Kind of a sticker.
    StickerType {
        /// An ordinary sticker.
        Regular = "regular",
        /// A mask for photos.
        Mask = "mask",
        /// A custom emoji.
        CustomEmoji = "custom_emoji",
    }
}

open_enum! {
    /// Markup of a text. <https://core.telegram.org/bots/api#formatting-options>
    ParseMode {
        /// The Markdown of today.
        MarkdownV2 = "MarkdownV2",
        /// A few HTML tags.
        Html = "HTML",
        /// The old Markdown, kept for old bots.
        Markdown = "Markdown",
    }
}
