//! Strings of which the API names a few; what it may add is kept as it came.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::open_enum;

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
    /// Kind of a part of a text.
    EntityType {
        /// A username: `@username`.
        Mention = "mention",
        /// A hashtag: `#hashtag`.
        Hashtag = "hashtag",
        /// A cashtag: `$USD`.
        Cashtag = "cashtag",
        /// A command: `/start@jobs_bot`.
        BotCommand = "bot_command",
        /// An address: `https://telegram.org`.
        Url = "url",
        /// An e-mail address: `do-not-reply@telegram.org`.
        Email = "email",
        /// A phone number: `+1-212-555-0123`.
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
    /// Markup of a text.
    ParseMode {
        /// The Markdown of today.
        MarkdownV2 = "MarkdownV2",
        /// A few HTML tags.
        Html = "HTML",
        /// The old Markdown, kept for old bots.
        Markdown = "Markdown",
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
    /// Currency of a price within Telegram.
    PriceCurrency {
        /// Telegram Stars.
        Xtr = "XTR",
        /// The coin of the TON blockchain.
        Ton = "TON",
    }
}

open_enum! {
    /// Why the payment for a suggested post was given back.
    RefundReason {
        /// The post was deleted within 24 hours, or never published.
        PostDeleted = "post_deleted",
        /// The payer had the payment refunded.
        PaymentRefunded = "payment_refunded",
    }
}

open_enum! {
    /// State of a suggested post.
    SuggestedPostState {
        /// Nobody has decided yet.
        Pending = "pending",
        /// The post was approved.
        Approved = "approved",
        /// The post was declined.
        Declined = "declined",
    }
}

open_enum! {
    /// Look of a button.
    ButtonStyle {
        /// Red.
        Danger = "danger",
        /// Green.
        Success = "success",
        /// Blue.
        Primary = "primary",
        /// Like a link, without a border; only callback buttons of rich messages.
        Link = "link",
    }
}

open_enum! {
    /// How rare the model of a crafted gift is.
    GiftRarity {
        /// Uncommon.
        Uncommon = "uncommon",
        /// Rare.
        Rare = "rare",
        /// Epic.
        Epic = "epic",
        /// Legendary.
        Legendary = "legendary",
    }
}

open_enum! {
    /// How a unique gift came.
    GiftOrigin {
        /// By the upgrade of a regular gift.
        Upgrade = "upgrade",
        /// From another user or channel.
        Transfer = "transfer",
        /// Bought from another user.
        Resale = "resale",
        /// By an upgrade that was bought after the gift was sent.
        GiftedUpgrade = "gifted_upgrade",
        /// Bought or sold by an offer.
        Offer = "offer",
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
    /// Part of the face that a mask is placed at.
    MaskPoint {
        /// The forehead.
        Forehead = "forehead",
        /// The eyes.
        Eyes = "eyes",
        /// The mouth.
        Mouth = "mouth",
        /// The chin.
        Chin = "chin",
    }
}

open_enum! {
    /// Format of a sticker.
    StickerFormat {
        /// A picture: WEBP or PNG.
        Static = "static",
        /// An animation: TGS.
        Animated = "animated",
        /// A video: WEBM.
        Video = "video",
    }
}

open_enum! {
    /// Horizontal alignment.
    HorizontalAlign {
        /// To the left.
        Left = "left",
        /// In the centre.
        Center = "center",
        /// To the right.
        Right = "right",
    }
}

open_enum! {
    /// Vertical alignment.
    VerticalAlign {
        /// At the top.
        Top = "top",
        /// In the middle.
        Middle = "middle",
        /// At the bottom.
        Bottom = "bottom",
    }
}

open_enum! {
    /// How the items of an ordered list are numbered.
    ListNumbering {
        /// Lower-case letters.
        LowerAlpha = "a",
        /// Upper-case letters.
        UpperAlpha = "A",
        /// Lower-case Roman numerals.
        LowerRoman = "i",
        /// Upper-case Roman numerals.
        UpperRoman = "I",
        /// Decimal numbers.
        Decimal = "1",
    }
}

open_enum! {
    /// MIME type of a file behind an inline result.
    ResultMimeType {
        /// A JPEG picture.
        ImageJpeg = "image/jpeg",
        /// A GIF.
        ImageGif = "image/gif",
        /// An MPEG4 video.
        VideoMp4 = "video/mp4",
        /// A page with a video player.
        TextHtml = "text/html",
        /// A PDF file.
        ApplicationPdf = "application/pdf",
        /// A ZIP file.
        ApplicationZip = "application/zip",
    }
}

open_enum! {
    /// What a transaction with a user was for.
    TransactionType {
        /// An invoice.
        InvoicePayment = "invoice_payment",
        /// Paid media.
        PaidMediaPayment = "paid_media_payment",
        /// A gift that the bot sent.
        GiftPurchase = "gift_purchase",
        /// Telegram Premium that the bot gave.
        PremiumPurchase = "premium_purchase",
        /// A transfer from a business account.
        BusinessAccountTransfer = "business_account_transfer",
    }
}

open_enum! {
    /// Kind of an element of Telegram Passport.
    PassportElementType {
        /// Personal details.
        PersonalDetails = "personal_details",
        /// A passport.
        Passport = "passport",
        /// A driver's licence.
        DriverLicense = "driver_license",
        /// An identity card.
        IdentityCard = "identity_card",
        /// An internal passport.
        InternalPassport = "internal_passport",
        /// An address.
        Address = "address",
        /// A utility bill.
        UtilityBill = "utility_bill",
        /// A bank statement.
        BankStatement = "bank_statement",
        /// A rental agreement.
        RentalAgreement = "rental_agreement",
        /// The registration page of an internal passport.
        PassportRegistration = "passport_registration",
        /// A temporary registration.
        TemporaryRegistration = "temporary_registration",
        /// A phone number.
        PhoneNumber = "phone_number",
        /// An e-mail address.
        Email = "email",
    }
}

open_enum! {
    /// What the bot is doing.
    ChatAction {
        /// It writes.
        Typing = "typing",
        /// It sends a photo.
        UploadPhoto = "upload_photo",
        /// It records a video.
        RecordVideo = "record_video",
        /// It sends a video.
        UploadVideo = "upload_video",
        /// It records a voice note.
        RecordVoice = "record_voice",
        /// It sends a voice note.
        UploadVoice = "upload_voice",
        /// It sends a file.
        UploadDocument = "upload_document",
        /// It chooses a sticker.
        ChooseSticker = "choose_sticker",
        /// It looks for a location.
        FindLocation = "find_location",
        /// It records a round video.
        RecordVideoNote = "record_video_note",
        /// It sends a round video.
        UploadVideoNote = "upload_video_note",
    }
}

open_enum! {
    /// Decision about a join request.
    JoinRequestResult {
        /// Let the user in.
        Approve = "approve",
        /// Turn the user away.
        Decline = "decline",
        /// Leave it to the administrators.
        Queue = "queue",
    }
}

open_enum! {
    /// State of a subscription to the bot.
    SubscriptionState {
        /// The user cancelled it.
        Canceled = "canceled",
        /// The user took it up again after cancelling.
        Active = "active",
        /// A payment failed.
        Failed = "failed",
    }
}
