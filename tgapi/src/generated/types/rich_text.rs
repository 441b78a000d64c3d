//! Rich text: formatted parts within a line.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::types::{RichMessageButton, User};
use serde_json::Value;

/// Bold text.
///
/// <https://core.telegram.org/bots/api#richtextbold>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextBold {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextBold {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Italic text.
///
/// <https://core.telegram.org/bots/api#richtextitalic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextItalic {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextItalic {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Underlined text.
///
/// <https://core.telegram.org/bots/api#richtextunderline>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextUnderline {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextUnderline {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Struck-through text.
///
/// <https://core.telegram.org/bots/api#richtextstrikethrough>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextStrikethrough {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextStrikethrough {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Text hidden until touched.
///
/// <https://core.telegram.org/bots/api#richtextspoiler>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextSpoiler {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextSpoiler {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A moment, shown in the reader's time.
///
/// <https://core.telegram.org/bots/api#richtextdatetime>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextDateTime {
    /// The text. Required.
    pub text: RichText,
    /// The moment, in Unix time. Required.
    pub unix_time: i64,
    /// How the moment is shown. Required.
    pub date_time_format: String,
}

impl RichTextDateTime {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, unix_time: i64, date_time_format: impl Into<String>) -> Self {
        Self { text: text.into(), unix_time, date_time_format: date_time_format.into() }
    }
}

/// A mention of a user by identifier.
///
/// <https://core.telegram.org/bots/api#richtexttextmention>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextTextMention {
    /// The text. Required.
    pub text: RichText,
    /// The user whom it names. Required.
    pub user: User,
}

impl RichTextTextMention {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, user: User) -> Self {
        Self { text: text.into(), user }
    }
}

/// Subscript text.
///
/// <https://core.telegram.org/bots/api#richtextsubscript>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextSubscript {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextSubscript {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Superscript text.
///
/// <https://core.telegram.org/bots/api#richtextsuperscript>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextSuperscript {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextSuperscript {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Marked text.
///
/// <https://core.telegram.org/bots/api#richtextmarked>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextMarked {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextMarked {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// Monospaced text.
///
/// <https://core.telegram.org/bots/api#richtextcode>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextCode {
    /// The text. Required.
    pub text: RichText,
}

impl RichTextCode {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A custom emoji within a text.
///
/// <https://core.telegram.org/bots/api#richtextcustomemoji>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextCustomEmoji {
    /// Identifier of the custom emoji. Required.
    pub custom_emoji_id: String,
    /// Emoji shown where the custom emoji cannot be. Required.
    pub alternative_text: String,
}

impl RichTextCustomEmoji {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(custom_emoji_id: impl Into<String>, alternative_text: impl Into<String>) -> Self {
        Self { custom_emoji_id: custom_emoji_id.into(), alternative_text: alternative_text.into() }
    }
}

/// A formula within a text.
///
/// <https://core.telegram.org/bots/api#richtextmathematicalexpression>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextMathematicalExpression {
    /// The formula, in LaTeX. Required.
    pub expression: String,
}

impl RichTextMathematicalExpression {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(expression: impl Into<String>) -> Self {
        Self { expression: expression.into() }
    }
}

/// Text with a link.
///
/// <https://core.telegram.org/bots/api#richtexturl>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextUrl {
    /// The text. Required.
    pub text: RichText,
    /// Address of the link. Required.
    pub url: String,
}

impl RichTextUrl {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, url: impl Into<String>) -> Self {
        Self { text: text.into(), url: url.into() }
    }
}

/// Text with an e-mail address.
///
/// <https://core.telegram.org/bots/api#richtextemailaddress>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextEmailAddress {
    /// The text. Required.
    pub text: RichText,
    /// E-mail address that it names. Required.
    pub email_address: String,
}

impl RichTextEmailAddress {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, email_address: impl Into<String>) -> Self {
        Self { text: text.into(), email_address: email_address.into() }
    }
}

/// Text with a phone number.
///
/// <https://core.telegram.org/bots/api#richtextphonenumber>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextPhoneNumber {
    /// The text. Required.
    pub text: RichText,
    /// The number. Required.
    pub phone_number: String,
}

impl RichTextPhoneNumber {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, phone_number: impl Into<String>) -> Self {
        Self { text: text.into(), phone_number: phone_number.into() }
    }
}

/// Text with a bank card number.
///
/// <https://core.telegram.org/bots/api#richtextbankcardnumber>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextBankCardNumber {
    /// The text. Required.
    pub text: RichText,
    /// Bank card number that it names. Required.
    pub bank_card_number: String,
}

impl RichTextBankCardNumber {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, bank_card_number: impl Into<String>) -> Self {
        Self { text: text.into(), bank_card_number: bank_card_number.into() }
    }
}

/// A mention of a user by username.
///
/// <https://core.telegram.org/bots/api#richtextmention>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextMention {
    /// The text. Required.
    pub text: RichText,
    /// The username. Required.
    pub username: String,
}

impl RichTextMention {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, username: impl Into<String>) -> Self {
        Self { text: text.into(), username: username.into() }
    }
}

/// A hashtag.
///
/// <https://core.telegram.org/bots/api#richtexthashtag>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextHashtag {
    /// The text. Required.
    pub text: RichText,
    /// The hashtag. Required.
    pub hashtag: String,
}

impl RichTextHashtag {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, hashtag: impl Into<String>) -> Self {
        Self { text: text.into(), hashtag: hashtag.into() }
    }
}

/// A cashtag.
///
/// <https://core.telegram.org/bots/api#richtextcashtag>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextCashtag {
    /// The text. Required.
    pub text: RichText,
    /// The cashtag. Required.
    pub cashtag: String,
}

impl RichTextCashtag {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, cashtag: impl Into<String>) -> Self {
        Self { text: text.into(), cashtag: cashtag.into() }
    }
}

/// A command of a bot.
///
/// <https://core.telegram.org/bots/api#richtextbotcommand>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextBotCommand {
    /// The text. Required.
    pub text: RichText,
    /// The command. Required.
    pub bot_command: String,
}

impl RichTextBotCommand {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, bot_command: impl Into<String>) -> Self {
        Self { text: text.into(), bot_command: bot_command.into() }
    }
}

/// A place in the text that links can lead to.
///
/// <https://core.telegram.org/bots/api#richtextanchor>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextAnchor {
    /// Name of the anchor. Required.
    pub name: String,
}

impl RichTextAnchor {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// Text that leads to an anchor.
///
/// <https://core.telegram.org/bots/api#richtextanchorlink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextAnchorLink {
    /// Text of the link. Required.
    pub text: RichText,
    /// Name of the anchor; empty: the top of the message. Required.
    pub anchor_name: String,
}

impl RichTextAnchorLink {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, anchor_name: impl Into<String>) -> Self {
        Self { text: text.into(), anchor_name: anchor_name.into() }
    }
}

/// A reference, such as a footnote.
///
/// <https://core.telegram.org/bots/api#richtextreference>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextReference {
    /// What the reference says. Required.
    pub text: RichText,
    /// Name of the reference. Required.
    pub name: String,
}

impl RichTextReference {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, name: impl Into<String>) -> Self {
        Self { text: text.into(), name: name.into() }
    }
}

/// Text that leads to a reference.
///
/// <https://core.telegram.org/bots/api#richtextreferencelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextReferenceLink {
    /// Text of the link. Required.
    pub text: RichText,
    /// Name of the reference. Required.
    pub reference_name: String,
}

impl RichTextReferenceLink {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, reference_name: impl Into<String>) -> Self {
        Self { text: text.into(), reference_name: reference_name.into() }
    }
}

/// A button within a text.
///
/// <https://core.telegram.org/bots/api#richtextbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichTextButton {
    /// The button. Required.
    pub button: RichMessageButton,
}

impl RichTextButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(button: RichMessageButton) -> Self {
        Self { button }
    }
}

/// A formatted text: a string, a list of parts, or one formatted part.
///
/// <https://core.telegram.org/bots/api#richtext>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RichText {
    /// Plain text.
    Text(String),
    /// Several parts, one after another.
    List(Vec<Self>),
    /// Bold text.
    Bold(Box<RichTextBold>),
    /// Italic text.
    Italic(Box<RichTextItalic>),
    /// Underlined text.
    Underline(Box<RichTextUnderline>),
    /// Struck-through text.
    Strikethrough(Box<RichTextStrikethrough>),
    /// Text hidden until touched.
    Spoiler(Box<RichTextSpoiler>),
    /// A moment, shown in the reader's time.
    DateTime(Box<RichTextDateTime>),
    /// A mention of a user by identifier.
    TextMention(Box<RichTextTextMention>),
    /// Subscript text.
    Subscript(Box<RichTextSubscript>),
    /// Superscript text.
    Superscript(Box<RichTextSuperscript>),
    /// Marked text.
    Marked(Box<RichTextMarked>),
    /// Monospaced text.
    Code(Box<RichTextCode>),
    /// A custom emoji within a text.
    CustomEmoji(Box<RichTextCustomEmoji>),
    /// A formula within a text.
    MathematicalExpression(Box<RichTextMathematicalExpression>),
    /// Text with a link.
    Url(Box<RichTextUrl>),
    /// Text with an e-mail address.
    EmailAddress(Box<RichTextEmailAddress>),
    /// Text with a phone number.
    PhoneNumber(Box<RichTextPhoneNumber>),
    /// Text with a bank card number.
    BankCardNumber(Box<RichTextBankCardNumber>),
    /// A mention of a user by username.
    Mention(Box<RichTextMention>),
    /// A hashtag.
    Hashtag(Box<RichTextHashtag>),
    /// A cashtag.
    Cashtag(Box<RichTextCashtag>),
    /// A command of a bot.
    BotCommand(Box<RichTextBotCommand>),
    /// A place in the text that links can lead to.
    Anchor(Box<RichTextAnchor>),
    /// Text that leads to an anchor.
    AnchorLink(Box<RichTextAnchorLink>),
    /// A reference, such as a footnote.
    Reference(Box<RichTextReference>),
    /// Text that leads to a reference.
    ReferenceLink(Box<RichTextReferenceLink>),
    /// A button within a text.
    Button(Box<RichTextButton>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
