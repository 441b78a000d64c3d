//! Reading and writing what is in `types/rich_text.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    RichText, RichTextAnchor, RichTextAnchorLink, RichTextBankCardNumber, RichTextBold, RichTextBotCommand,
    RichTextButton, RichTextCashtag, RichTextCode, RichTextCustomEmoji, RichTextDateTime, RichTextEmailAddress,
    RichTextHashtag, RichTextItalic, RichTextMarked, RichTextMathematicalExpression, RichTextMention,
    RichTextPhoneNumber, RichTextReference, RichTextReferenceLink, RichTextSpoiler, RichTextStrikethrough,
    RichTextSubscript, RichTextSuperscript, RichTextTextMention, RichTextUnderline, RichTextUrl,
};

object!(RichTextBold tag "type" "bold" {
    need "text" text,
});

object!(RichTextItalic tag "type" "italic" {
    need "text" text,
});

object!(RichTextUnderline tag "type" "underline" {
    need "text" text,
});

object!(RichTextStrikethrough tag "type" "strikethrough" {
    need "text" text,
});

object!(RichTextSpoiler tag "type" "spoiler" {
    need "text" text,
});

object!(RichTextDateTime tag "type" "date_time" {
    need "text" text,
    need "unix_time" unix_time,
    need "date_time_format" date_time_format,
});

object!(RichTextTextMention tag "type" "text_mention" {
    need "text" text,
    need "user" user,
});

object!(RichTextSubscript tag "type" "subscript" {
    need "text" text,
});

object!(RichTextSuperscript tag "type" "superscript" {
    need "text" text,
});

object!(RichTextMarked tag "type" "marked" {
    need "text" text,
});

object!(RichTextCode tag "type" "code" {
    need "text" text,
});

object!(RichTextCustomEmoji tag "type" "custom_emoji" {
    need "custom_emoji_id" custom_emoji_id,
    need "alternative_text" alternative_text,
});

object!(RichTextMathematicalExpression tag "type" "mathematical_expression" {
    need "expression" expression,
});

object!(RichTextUrl tag "type" "url" {
    need "text" text,
    need "url" url,
});

object!(RichTextEmailAddress tag "type" "email_address" {
    need "text" text,
    need "email_address" email_address,
});

object!(RichTextPhoneNumber tag "type" "phone_number" {
    need "text" text,
    need "phone_number" phone_number,
});

object!(RichTextBankCardNumber tag "type" "bank_card_number" {
    need "text" text,
    need "bank_card_number" bank_card_number,
});

object!(RichTextMention tag "type" "mention" {
    need "text" text,
    need "username" username,
});

object!(RichTextHashtag tag "type" "hashtag" {
    need "text" text,
    need "hashtag" hashtag,
});

object!(RichTextCashtag tag "type" "cashtag" {
    need "text" text,
    need "cashtag" cashtag,
});

object!(RichTextBotCommand tag "type" "bot_command" {
    need "text" text,
    need "bot_command" bot_command,
});

object!(RichTextAnchor tag "type" "anchor" {
    need "name" name,
});

object!(RichTextAnchorLink tag "type" "anchor_link" {
    need "text" text,
    need "anchor_name" anchor_name,
});

object!(RichTextReference tag "type" "reference" {
    need "text" text,
    need "name" name,
});

object!(RichTextReferenceLink tag "type" "reference_link" {
    need "text" text,
    need "reference_name" reference_name,
});

object!(RichTextButton tag "type" "button" {
    need "button" button,
});

union!(RichText by "type" {
    "bold" Bold(RichTextBold),
    "italic" Italic(RichTextItalic),
    "underline" Underline(RichTextUnderline),
    "strikethrough" Strikethrough(RichTextStrikethrough),
    "spoiler" Spoiler(RichTextSpoiler),
    "date_time" DateTime(RichTextDateTime),
    "text_mention" TextMention(RichTextTextMention),
    "subscript" Subscript(RichTextSubscript),
    "superscript" Superscript(RichTextSuperscript),
    "marked" Marked(RichTextMarked),
    "code" Code(RichTextCode),
    "custom_emoji" CustomEmoji(RichTextCustomEmoji),
    "mathematical_expression" MathematicalExpression(RichTextMathematicalExpression),
    "url" Url(RichTextUrl),
    "email_address" EmailAddress(RichTextEmailAddress),
    "phone_number" PhoneNumber(RichTextPhoneNumber),
    "bank_card_number" BankCardNumber(RichTextBankCardNumber),
    "mention" Mention(RichTextMention),
    "hashtag" Hashtag(RichTextHashtag),
    "cashtag" Cashtag(RichTextCashtag),
    "bot_command" BotCommand(RichTextBotCommand),
    "anchor" Anchor(RichTextAnchor),
    "anchor_link" AnchorLink(RichTextAnchorLink),
    "reference" Reference(RichTextReference),
    "reference_link" ReferenceLink(RichTextReferenceLink),
    "button" Button(RichTextButton),
} with text Text list List);
