//! Rich messages to send: blocks.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{
    HorizontalAlign, InputMediaAnimation, InputMediaAudio, InputMediaDocument, InputMediaPhoto, InputMediaVideo,
    InputMediaVoiceNote, InputRichMedia, ListNumbering, Location, RichBlockCaption, RichBlockTableCell,
    RichMessageButton, RichText,
};
use serde_json::Value;

/// A rich message to send, by exactly one of blocks, HTML or Markdown.
///
/// <https://core.telegram.org/bots/api#inputrichmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichMessage {
    /// The blocks of the message.
    pub blocks: Vec<InputRichBlock>,
    /// The message as HTML.
    pub html: Option<String>,
    /// The message as Markdown.
    pub markdown: Option<String>,
    /// Media that the HTML or Markdown refers to by `tg://` links.
    pub media: Vec<InputRichMessageMedia>,
    /// Whether it is shown from right to left.
    pub is_rtl: Option<bool>,
    /// Do not look for links, mentions, hashtags and the like in the text.
    pub skip_entity_detection: Option<bool>,
}

impl InputRichMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for InputRichMessage {
    fn default() -> Self {
        Self::new()
    }
}

setters!(InputRichMessage {
    items blocks: InputRichBlock,
    into html: String,
    into markdown: String,
    items media: InputRichMessageMedia,
    some is_rtl: bool,
    some skip_entity_detection: bool,
});

/// Media that the text of a rich message refers to.
///
/// <https://core.telegram.org/bots/api#inputrichmessagemedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichMessageMedia {
    /// Identifier that `tg://` links in the text refer to. Required. 1 to 64 characters. Characters `A-Za-z0-9_-`.
    pub id: String,
    /// The media; of it only the file and its properties count. Required.
    pub media: InputRichMedia,
}

impl InputRichMessageMedia {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, media: impl Into<InputRichMedia>) -> Self {
        Self { id: id.into(), media: media.into() }
    }
}

/// One item in a list to send.
///
/// <https://core.telegram.org/bots/api#inputrichblocklistitem>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockListItem {
    /// What the item holds. Required.
    pub blocks: Vec<InputRichBlock>,
    /// The item has a checkbox.
    pub has_checkbox: bool,
    /// The checkbox is checked.
    pub is_checked: bool,
    /// Number of the item, in ordered lists.
    pub value: Option<i64>,
    /// How the items are numbered, in ordered lists.
    pub kind: Option<ListNumbering>,
}

impl InputRichBlockListItem {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = InputRichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockListItem {
    set has_checkbox: bool,
    set is_checked: bool,
    some value: i64,
    some kind: ListNumbering,
});

/// A paragraph to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockparagraph>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockParagraph {
    /// The text. Required.
    pub text: RichText,
}

impl InputRichBlockParagraph {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A heading to send.
///
/// <https://core.telegram.org/bots/api#inputrichblocksectionheading>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockSectionHeading {
    /// The text. Required.
    pub text: RichText,
    /// Level of the heading; 1 is the largest. Required. 1 to 6.
    pub size: i64,
}

impl InputRichBlockSectionHeading {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>, size: i64) -> Self {
        Self { text: text.into(), size }
    }
}

/// A monospaced block to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockpreformatted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockPreformatted {
    /// The text. Required.
    pub text: RichText,
    /// Programming language of the text.
    pub language: Option<String>,
}

impl InputRichBlockPreformatted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockPreformatted {
    into language: String,
});

/// A footer to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockfooter>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockFooter {
    /// The text. Required.
    pub text: RichText,
}

impl InputRichBlockFooter {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A dividing line to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockdivider>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockDivider {}

impl InputRichBlockDivider {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for InputRichBlockDivider {
    fn default() -> Self {
        Self::new()
    }
}

/// A formula to send, in a block of its own.
///
/// <https://core.telegram.org/bots/api#inputrichblockmathematicalexpression>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockMathematicalExpression {
    /// The formula, in LaTeX. Required.
    pub expression: String,
}

impl InputRichBlockMathematicalExpression {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(expression: impl Into<String>) -> Self {
        Self { expression: expression.into() }
    }
}

/// A place between blocks that links can lead to, to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockanchor>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockAnchor {
    /// Name of the anchor. Required.
    pub name: String,
}

impl InputRichBlockAnchor {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// A list to send.
///
/// <https://core.telegram.org/bots/api#inputrichblocklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockList {
    /// The items. Required.
    pub items: Vec<InputRichBlockListItem>,
}

impl InputRichBlockList {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = InputRichBlockListItem>) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

/// A quotation of blocks to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockblockquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockBlockQuotation {
    /// The blocks. Required.
    pub blocks: Vec<InputRichBlock>,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl InputRichBlockBlockQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = InputRichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockBlockQuotation {
    into credit: RichText,
});

/// A quotation to send that stands out of the text.
///
/// <https://core.telegram.org/bots/api#inputrichblockpullquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockPullQuotation {
    /// The text. Required.
    pub text: RichText,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl InputRichBlockPullQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockPullQuotation {
    into credit: RichText,
});

/// Media to send, shown together.
///
/// <https://core.telegram.org/bots/api#inputrichblockcollage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockCollage {
    /// The blocks. Required.
    pub blocks: Vec<InputRichBlock>,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockCollage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = InputRichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockCollage {
    boxed caption: RichBlockCaption,
});

/// Media to send, shown one after another.
///
/// <https://core.telegram.org/bots/api#inputrichblockslideshow>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockSlideshow {
    /// The blocks. Required.
    pub blocks: Vec<InputRichBlock>,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockSlideshow {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(blocks: impl IntoIterator<Item = InputRichBlock>) -> Self {
        Self { blocks: blocks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockSlideshow {
    boxed caption: RichBlockCaption,
});

/// A table to send.
///
/// <https://core.telegram.org/bots/api#inputrichblocktable>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockTable {
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

impl InputRichBlockTable {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = Vec<RichBlockTableCell>>) -> Self {
        Self { cells: cells.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockTable {
    set is_bordered: bool,
    set is_striped: bool,
    into caption: RichText,
    some is_compact: bool,
});

/// A block to send that unfolds under a summary.
///
/// <https://core.telegram.org/bots/api#inputrichblockdetails>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockDetails {
    /// The summary, always shown. Required.
    pub summary: RichText,
    /// The blocks. Required.
    pub blocks: Vec<InputRichBlock>,
    /// It is unfolded at first.
    pub is_open: bool,
}

impl InputRichBlockDetails {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(summary: impl Into<RichText>, blocks: impl IntoIterator<Item = InputRichBlock>) -> Self {
        Self {
            summary: summary.into(),
            blocks: blocks.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputRichBlockDetails {
    set is_open: bool,
});

/// A map to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockmap>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockMap {
    /// Centre of the map. Required.
    pub location: Location,
    /// Zoom level of the map. Required. 0 to 24.
    pub zoom: i64,
    /// Width of the map in pixels. Required. 0 to 10000.
    pub width: i64,
    /// Height of the map in pixels. Required. 0 to 10000.
    pub height: i64,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockMap {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(location: Location, zoom: i64, width: i64, height: i64) -> Self {
        Self { location, zoom, width, height, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockMap {
    boxed caption: RichBlockCaption,
});

/// An animation to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockanimation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockAnimation {
    /// The animation. Required.
    pub animation: InputMediaAnimation,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockAnimation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(animation: InputMediaAnimation) -> Self {
        Self { animation, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockAnimation {
    boxed caption: RichBlockCaption,
});

/// A music file to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockaudio>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockAudio {
    /// The music file. Required.
    pub audio: InputMediaAudio,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockAudio {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(audio: InputMediaAudio) -> Self {
        Self { audio, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockAudio {
    boxed caption: RichBlockCaption,
});

/// A photo to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockPhoto {
    /// The photo. Required.
    pub photo: InputMediaPhoto,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(photo: InputMediaPhoto) -> Self {
        Self { photo, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockPhoto {
    boxed caption: RichBlockCaption,
});

/// A video to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockVideo {
    /// The video. Required.
    pub video: InputMediaVideo,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(video: InputMediaVideo) -> Self {
        Self { video, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockVideo {
    boxed caption: RichBlockCaption,
});

/// A voice note to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockvoicenote>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockVoiceNote {
    /// The voice note. Required.
    pub voice_note: InputMediaVoiceNote,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockVoiceNote {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(voice_note: InputMediaVoiceNote) -> Self {
        Self { voice_note, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockVoiceNote {
    boxed caption: RichBlockCaption,
});

/// A placeholder for text that is still being made; for drafts only.
///
/// <https://core.telegram.org/bots/api#inputrichblockthinking>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockThinking {
    /// The text. Required.
    pub text: RichText,
}

impl InputRichBlockThinking {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into() }
    }
}

/// A row of buttons to send.
///
/// <https://core.telegram.org/bots/api#inputrichblockbuttons>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockButtons {
    /// The buttons. Required. 1 to 8 items.
    pub buttons: Vec<RichMessageButton>,
    /// Horizontal alignment of the buttons.
    pub align: Option<HorizontalAlign>,
}

impl InputRichBlockButtons {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(buttons: impl IntoIterator<Item = RichMessageButton>) -> Self {
        Self { buttons: buttons.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockButtons {
    some align: HorizontalAlign,
});

/// A file to send in a rich message.
///
/// <https://core.telegram.org/bots/api#inputrichblockdocument>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockDocument {
    /// The file. Required.
    pub document: InputMediaDocument,
    /// The block's caption.
    pub caption: Option<Box<RichBlockCaption>>,
}

impl InputRichBlockDocument {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(document: InputMediaDocument) -> Self {
        Self { document, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockDocument {
    boxed caption: RichBlockCaption,
});

/// A quotation to send, folded at first.
///
/// <https://core.telegram.org/bots/api#inputrichblockexpandableblockquotation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichBlockExpandableBlockQuotation {
    /// The text. Required.
    pub text: RichText,
    /// Author or source.
    pub credit: Option<RichText>,
}

impl InputRichBlockExpandableBlockQuotation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputRichBlockExpandableBlockQuotation {
    into credit: RichText,
});

/// One block of a rich message to send.
///
/// <https://core.telegram.org/bots/api#inputrichblock>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputRichBlock {
    /// A paragraph to send.
    Paragraph(Box<InputRichBlockParagraph>),
    /// A heading to send.
    SectionHeading(Box<InputRichBlockSectionHeading>),
    /// A monospaced block to send.
    Preformatted(Box<InputRichBlockPreformatted>),
    /// A footer to send.
    Footer(Box<InputRichBlockFooter>),
    /// A dividing line to send.
    Divider(Box<InputRichBlockDivider>),
    /// A formula to send, in a block of its own.
    MathematicalExpression(Box<InputRichBlockMathematicalExpression>),
    /// A place between blocks that links can lead to, to send.
    Anchor(Box<InputRichBlockAnchor>),
    /// A list to send.
    List(Box<InputRichBlockList>),
    /// A quotation of blocks to send.
    BlockQuotation(Box<InputRichBlockBlockQuotation>),
    /// A quotation to send that stands out of the text.
    PullQuotation(Box<InputRichBlockPullQuotation>),
    /// Media to send, shown together.
    Collage(Box<InputRichBlockCollage>),
    /// Media to send, shown one after another.
    Slideshow(Box<InputRichBlockSlideshow>),
    /// A table to send.
    Table(Box<InputRichBlockTable>),
    /// A block to send that unfolds under a summary.
    Details(Box<InputRichBlockDetails>),
    /// A map to send.
    Map(Box<InputRichBlockMap>),
    /// An animation to send in a rich message.
    Animation(Box<InputRichBlockAnimation>),
    /// A music file to send in a rich message.
    Audio(Box<InputRichBlockAudio>),
    /// A photo to send in a rich message.
    Photo(Box<InputRichBlockPhoto>),
    /// A video to send in a rich message.
    Video(Box<InputRichBlockVideo>),
    /// A voice note to send in a rich message.
    VoiceNote(Box<InputRichBlockVoiceNote>),
    /// A placeholder for text that is still being made; for drafts only.
    Thinking(Box<InputRichBlockThinking>),
    /// A row of buttons to send.
    Buttons(Box<InputRichBlockButtons>),
    /// A file to send in a rich message.
    Document(Box<InputRichBlockDocument>),
    /// A quotation to send, folded at first.
    ExpandableBlockQuotation(Box<InputRichBlockExpandableBlockQuotation>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
