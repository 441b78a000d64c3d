//! Rich messages, as they are received: blocks.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{
    Animation, Audio, ButtonStyle, CopyTextButton, DisabledButton, Document, HorizontalAlign, ListNumbering, Location,
    LoginUrl, PhotoSize, RichText, SwitchInlineQueryChosenChat, VerticalAlign, Video, Voice, WebAppInfo,
};
use serde_json::Value;

/// A rich message: a document of blocks.
///
/// <https://core.telegram.org/bots/api#richmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichMessage {
    /// The blocks of the message. Required.
    pub blocks: Vec<RichBlock>,
    /// Whether it is shown from right to left.
    pub is_rtl: Option<bool>,
}

impl RichMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichMessage {
    some is_rtl: bool,
});

/// The caption of a block.
///
/// <https://core.telegram.org/bots/api#richblockcaption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockCaption {
    /// Text of the caption. Required.
    pub text: RichText,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl RichBlockCaption {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockCaption {
    into credit: RichText,
});

/// A cell of a table.
///
/// <https://core.telegram.org/bots/api#richblocktablecell>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockTableCell {
    /// Text of the cell; absent: the cell is not shown.
    pub text: Option<RichText>,
    /// It is a header cell.
    pub is_header: bool,
    /// How many columns the cell spans.
    pub colspan: Option<i64>,
    /// How many rows the cell spans.
    pub rowspan: Option<i64>,
    /// Horizontal alignment. Required. One of `left`, `center`, `right`.
    pub align: HorizontalAlign,
    /// Vertical alignment. Required. One of `top`, `middle`, `bottom`.
    pub valign: VerticalAlign,
}

impl RichBlockTableCell {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(align: HorizontalAlign, valign: VerticalAlign) -> Self {
        Self { align, valign, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockTableCell {
    into text: RichText,
    set is_header: bool,
    some colspan: i64,
    some rowspan: i64,
});

/// One item in a list.
///
/// <https://core.telegram.org/bots/api#richblocklistitem>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockListItem {
    /// Label of the item, such as a number or bullet. Required.
    pub label: String,
    /// What the item holds. Required.
    pub blocks: Vec<RichBlock>,
    /// The item has a checkbox.
    pub has_checkbox: bool,
    /// The checkbox is checked.
    pub is_checked: bool,
    /// Number of the item, in ordered lists.
    pub value: Option<i64>,
    /// How the items are numbered, in ordered lists. One of `a`, `A`, `i`, `I`, `1`.
    pub kind: Option<ListNumbering>,
}

impl RichBlockListItem {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(label: impl Into<String>, blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self { label: label.into(), blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockListItem {
    set has_checkbox: bool,
    set is_checked: bool,
    some value: i64,
    some kind: ListNumbering,
});

/// A paragraph.
///
/// <https://core.telegram.org/bots/api#richblockparagraph>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockParagraph {
    /// The text. Required.
    pub text: RichText,
}

impl RichBlockParagraph {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A heading.
///
/// <https://core.telegram.org/bots/api#richblocksectionheading>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockSectionHeading {
    /// The text. Required.
    pub text: RichText,
    /// Level of the heading; 1 is the largest. Required. 1 to 6.
    pub size: i64,
}

impl RichBlockSectionHeading {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, size: i64) -> Self {
        Self { text: text.into(), size }
    }
}

/// A monospaced block.
///
/// <https://core.telegram.org/bots/api#richblockpreformatted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockPreformatted {
    /// The text. Required.
    pub text: RichText,
    /// Programming language of the text.
    pub language: Option<String>,
}

impl RichBlockPreformatted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockPreformatted {
    into language: String,
});

/// A footer.
///
/// <https://core.telegram.org/bots/api#richblockfooter>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockFooter {
    /// The text. Required.
    pub text: RichText,
}

impl RichBlockFooter {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A dividing line.
///
/// <https://core.telegram.org/bots/api#richblockdivider>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockDivider {}

impl RichBlockDivider {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for RichBlockDivider {
    fn default() -> Self {
        Self::new()
    }
}

/// A formula in a block of its own.
///
/// <https://core.telegram.org/bots/api#richblockmathematicalexpression>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockMathematicalExpression {
    /// The formula, in LaTeX. Required.
    pub expression: String,
}

impl RichBlockMathematicalExpression {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(expression: impl Into<String>) -> Self {
        Self { expression: expression.into() }
    }
}

/// A place between blocks that links can lead to.
///
/// <https://core.telegram.org/bots/api#richblockanchor>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockAnchor {
    /// Name of the anchor. Required.
    pub name: String,
}

impl RichBlockAnchor {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// A list.
///
/// <https://core.telegram.org/bots/api#richblocklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockList {
    /// The items. Required.
    pub items: Vec<RichBlockListItem>,
}

impl RichBlockList {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = RichBlockListItem>) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

/// A quotation of blocks.
///
/// <https://core.telegram.org/bots/api#richblockblockquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockBlockQuotation {
    /// The blocks. Required.
    pub blocks: Vec<RichBlock>,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl RichBlockBlockQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockBlockQuotation {
    into credit: RichText,
});

/// A quotation that stands out of the text.
///
/// <https://core.telegram.org/bots/api#richblockpullquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockPullQuotation {
    /// The text. Required.
    pub text: RichText,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl RichBlockPullQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockPullQuotation {
    into credit: RichText,
});

/// Media shown together.
///
/// <https://core.telegram.org/bots/api#richblockcollage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockCollage {
    /// The blocks. Required.
    pub blocks: Vec<RichBlock>,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockCollage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockCollage {
    boxed caption: RichBlockCaption,
});

/// Media shown one after another.
///
/// <https://core.telegram.org/bots/api#richblockslideshow>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockSlideshow {
    /// The blocks. Required.
    pub blocks: Vec<RichBlock>,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockSlideshow {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockSlideshow {
    boxed caption: RichBlockCaption,
});

/// A table.
///
/// <https://core.telegram.org/bots/api#richblocktable>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockTable {
    /// Rows of cells. Required.
    pub cells: Vec<Vec<RichBlockTableCell>>,
    /// The table has borders.
    pub is_bordered: bool,
    /// The rows are striped.
    pub is_striped: bool,
    /// The table's caption.
    pub caption: Option<RichText>,
    /// Whether the table is shown compactly.
    pub is_compact: Option<bool>,
}

impl RichBlockTable {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = Vec<RichBlockTableCell>>) -> Self {
        Self { cells: cells.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockTable {
    set is_bordered: bool,
    set is_striped: bool,
    into caption: RichText,
    some is_compact: bool,
});

/// A block that unfolds under a summary.
///
/// <https://core.telegram.org/bots/api#richblockdetails>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockDetails {
    /// The summary, always shown. Required.
    pub summary: RichText,
    /// The blocks. Required.
    pub blocks: Vec<RichBlock>,
    /// It is unfolded at first.
    pub is_open: bool,
}

impl RichBlockDetails {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(summary: impl Into<RichText>, blocks: impl IntoIterator<Item = RichBlock>) -> Self {
        Self {
            summary: summary.into(),
            blocks: blocks.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(RichBlockDetails {
    set is_open: bool,
});

/// A map.
///
/// <https://core.telegram.org/bots/api#richblockmap>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockMap {
    /// Centre of the map. Required.
    pub location: Location,
    /// Zoom level of the map. Required. 13 to 20.
    pub zoom: i64,
    /// Width of the map in pixels. Required.
    pub width: i64,
    /// Height of the map in pixels. Required.
    pub height: i64,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockMap {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(location: Location, zoom: i64, width: i64, height: i64) -> Self {
        Self { location, zoom, width, height, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockMap {
    boxed caption: RichBlockCaption,
});

/// An animation in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockanimation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockAnimation {
    /// The animation. Required.
    pub animation: Animation,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: bool,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockAnimation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(animation: Animation) -> Self {
        Self { animation, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockAnimation {
    set has_spoiler: bool,
    boxed caption: RichBlockCaption,
});

/// A music file in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockAudio {
    /// The music file. Required.
    pub audio: Audio,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockAudio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(audio: Audio) -> Self {
        Self { audio, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockAudio {
    boxed caption: RichBlockCaption,
});

/// A photo in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockPhoto {
    /// The photo in its available sizes. Required.
    pub photo: Vec<PhotoSize>,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: bool,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(photo: impl IntoIterator<Item = PhotoSize>) -> Self {
        Self { photo: photo.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockPhoto {
    set has_spoiler: bool,
    boxed caption: RichBlockCaption,
});

/// A video in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockVideo {
    /// The video. Required.
    pub video: Video,
    /// Whether a spoiler animation covers it.
    pub has_spoiler: bool,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(video: Video) -> Self {
        Self { video, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockVideo {
    set has_spoiler: bool,
    boxed caption: RichBlockCaption,
});

/// A voice note in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockvoicenote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockVoiceNote {
    /// The voice note. Required.
    pub voice_note: Voice,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockVoiceNote {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(voice_note: Voice) -> Self {
        Self { voice_note, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockVoiceNote {
    boxed caption: RichBlockCaption,
});

/// A placeholder for text that is still being made; in drafts only.
///
/// <https://core.telegram.org/bots/api#richblockthinking>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockThinking {
    /// The text. Required.
    pub text: RichText,
}

impl RichBlockThinking {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A row of buttons.
///
/// <https://core.telegram.org/bots/api#richblockbuttons>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockButtons {
    /// The buttons. Required.
    pub buttons: Vec<RichMessageButton>,
    /// Horizontal alignment of the buttons.
    pub align: Option<HorizontalAlign>,
}

impl RichBlockButtons {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(buttons: impl IntoIterator<Item = RichMessageButton>) -> Self {
        Self { buttons: buttons.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockButtons {
    some align: HorizontalAlign,
});

/// A file in a rich message.
///
/// <https://core.telegram.org/bots/api#richblockdocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockDocument {
    /// The file. Required.
    pub document: Document,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl RichBlockDocument {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(document: Document) -> Self {
        Self { document, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockDocument {
    boxed caption: RichBlockCaption,
});

/// A quotation, folded at first.
///
/// <https://core.telegram.org/bots/api#richblockexpandableblockquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichBlockExpandableBlockQuotation {
    /// The text. Required.
    pub text: RichText,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl RichBlockExpandableBlockQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichBlockExpandableBlockQuotation {
    into credit: RichText,
});

/// A button within a rich message; exactly one of the actions must be set.
///
/// <https://core.telegram.org/bots/api#richmessagebutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RichMessageButton {
    /// What stands on the button. Required.
    pub text: RichText,
    /// Look of the button.
    pub style: Option<ButtonStyle>,
    /// Address that the press opens.
    pub url: Option<String>,
    /// What the press sends to the bot. 1 to 64 bytes.
    pub callback_data: Option<String>,
    /// Web App that the button opens.
    pub web_app: Option<Box<WebAppInfo>>,
    /// Address that logs the user in.
    pub login_url: Option<Box<LoginUrl>>,
    /// The press lets the user choose a chat and puts the bot's name and this query there.
    pub switch_inline_query: Option<String>,
    /// The press puts the bot's name and this query into the current chat.
    pub switch_inline_query_current_chat: Option<String>,
    /// Like `switch_inline_query`, with a choice of chats of some kinds.
    pub switch_inline_query_chosen_chat: Option<Box<SwitchInlineQueryChosenChat>>,
    /// The press copies a text.
    pub copy_text: Option<Box<CopyTextButton>>,
    /// The button does nothing.
    pub disabled: Option<Box<DisabledButton>>,
}

impl RichMessageButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(RichMessageButton {
    some style: ButtonStyle,
    into url: String,
    into callback_data: String,
    boxed web_app: WebAppInfo,
    boxed login_url: LoginUrl,
    into switch_inline_query: String,
    into switch_inline_query_current_chat: String,
    boxed switch_inline_query_chosen_chat: SwitchInlineQueryChosenChat,
    boxed copy_text: CopyTextButton,
    boxed disabled: DisabledButton,
});

/// One block of a rich message.
///
/// <https://core.telegram.org/bots/api#richblock>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RichBlock {
    /// A paragraph.
    Paragraph(Box<RichBlockParagraph>),
    /// A heading.
    SectionHeading(Box<RichBlockSectionHeading>),
    /// A monospaced block.
    Preformatted(Box<RichBlockPreformatted>),
    /// A footer.
    Footer(Box<RichBlockFooter>),
    /// A dividing line.
    Divider(Box<RichBlockDivider>),
    /// A formula in a block of its own.
    MathematicalExpression(Box<RichBlockMathematicalExpression>),
    /// A place between blocks that links can lead to.
    Anchor(Box<RichBlockAnchor>),
    /// A list.
    List(Box<RichBlockList>),
    /// A quotation of blocks.
    BlockQuotation(Box<RichBlockBlockQuotation>),
    /// A quotation that stands out of the text.
    PullQuotation(Box<RichBlockPullQuotation>),
    /// Media shown together.
    Collage(Box<RichBlockCollage>),
    /// Media shown one after another.
    Slideshow(Box<RichBlockSlideshow>),
    /// A table.
    Table(Box<RichBlockTable>),
    /// A block that unfolds under a summary.
    Details(Box<RichBlockDetails>),
    /// A map.
    Map(Box<RichBlockMap>),
    /// An animation in a rich message.
    Animation(Box<RichBlockAnimation>),
    /// A music file in a rich message.
    Audio(Box<RichBlockAudio>),
    /// A photo in a rich message.
    Photo(Box<RichBlockPhoto>),
    /// A video in a rich message.
    Video(Box<RichBlockVideo>),
    /// A voice note in a rich message.
    VoiceNote(Box<RichBlockVoiceNote>),
    /// A placeholder for text that is still being made; in drafts only.
    Thinking(Box<RichBlockThinking>),
    /// A row of buttons.
    Buttons(Box<RichBlockButtons>),
    /// A file in a rich message.
    Document(Box<RichBlockDocument>),
    /// A quotation, folded at first.
    ExpandableBlockQuotation(Box<RichBlockExpandableBlockQuotation>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
