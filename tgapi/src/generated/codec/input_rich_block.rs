//! Reading and writing what is in `types/input_rich_block.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::codec::uploads;
use crate::types::{
    InputRichBlock, InputRichBlockAnchor, InputRichBlockAnimation, InputRichBlockAudio, InputRichBlockBlockQuotation,
    InputRichBlockButtons, InputRichBlockCollage, InputRichBlockDetails, InputRichBlockDivider, InputRichBlockDocument,
    InputRichBlockExpandableBlockQuotation, InputRichBlockFooter, InputRichBlockList, InputRichBlockListItem,
    InputRichBlockMap, InputRichBlockMathematicalExpression, InputRichBlockParagraph, InputRichBlockPhoto,
    InputRichBlockPreformatted, InputRichBlockPullQuotation, InputRichBlockSectionHeading, InputRichBlockSlideshow,
    InputRichBlockTable, InputRichBlockThinking, InputRichBlockVideo, InputRichBlockVoiceNote, InputRichMessage,
    InputRichMessageMedia,
};

object!(InputRichMessage {
    opt "html" html,
    opt "markdown" markdown,
    opt "is_rtl" is_rtl,
    opt "skip_entity_detection" skip_entity_detection,
    list "blocks" blocks,
    list "media" media,
});

uploads!(struct InputRichMessage { blocks, media });

object!(InputRichMessageMedia {
    need "id" id,
    need "media" media,
});

uploads!(struct InputRichMessageMedia { media });

object!(InputRichBlockListItem {
    array "blocks" blocks,
    opt "value" value,
    opt "type" kind,
    flag "has_checkbox" has_checkbox,
    flag "is_checked" is_checked,
});

uploads!(struct InputRichBlockListItem { blocks });

object!(InputRichBlockParagraph tag "type" "paragraph" {
    need "text" text,
});

object!(InputRichBlockSectionHeading tag "type" "heading" {
    need "text" text,
    need "size" size,
});

object!(InputRichBlockPreformatted tag "type" "pre" {
    need "text" text,
    opt "language" language,
});

object!(InputRichBlockFooter tag "type" "footer" {
    need "text" text,
});

object!(InputRichBlockDivider tag "type" "divider" {
});

object!(InputRichBlockMathematicalExpression tag "type" "mathematical_expression" {
    need "expression" expression,
});

object!(InputRichBlockAnchor tag "type" "anchor" {
    need "name" name,
});

object!(InputRichBlockList tag "type" "list" {
    array "items" items,
});

object!(InputRichBlockBlockQuotation tag "type" "blockquote" {
    array "blocks" blocks,
    opt "credit" credit,
});

uploads!(struct InputRichBlockBlockQuotation { blocks });

object!(InputRichBlockPullQuotation tag "type" "pullquote" {
    need "text" text,
    opt "credit" credit,
});

object!(InputRichBlockCollage tag "type" "collage" {
    array "blocks" blocks,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockCollage { blocks });

object!(InputRichBlockSlideshow tag "type" "slideshow" {
    array "blocks" blocks,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockSlideshow { blocks });

object!(InputRichBlockTable tag "type" "table" {
    array "cells" cells,
    opt "caption" caption,
    opt "is_compact" is_compact,
    flag "is_bordered" is_bordered,
    flag "is_striped" is_striped,
});

object!(InputRichBlockDetails tag "type" "details" {
    need "summary" summary,
    array "blocks" blocks,
    flag "is_open" is_open,
});

uploads!(struct InputRichBlockDetails { blocks });

object!(InputRichBlockMap tag "type" "map" {
    need "location" location,
    need "zoom" zoom,
    need "width" width,
    need "height" height,
    boxed "caption" caption,
});

object!(InputRichBlockAnimation tag "type" "animation" {
    need "animation" animation,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockAnimation { animation });

object!(InputRichBlockAudio tag "type" "audio" {
    need "audio" audio,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockAudio { audio });

object!(InputRichBlockPhoto tag "type" "photo" {
    need "photo" photo,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockPhoto { photo });

object!(InputRichBlockVideo tag "type" "video" {
    need "video" video,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockVideo { video });

object!(InputRichBlockVoiceNote tag "type" "voice_note" {
    need "voice_note" voice_note,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockVoiceNote { voice_note });

object!(InputRichBlockThinking tag "type" "thinking" {
    need "text" text,
});

object!(InputRichBlockButtons tag "type" "buttons" {
    array "buttons" buttons,
    opt "align" align,
});

object!(InputRichBlockDocument tag "type" "document" {
    need "document" document,
    boxed "caption" caption,
});

uploads!(struct InputRichBlockDocument { document });

object!(InputRichBlockExpandableBlockQuotation tag "type" "expandable_blockquote" {
    need "text" text,
    opt "credit" credit,
});

union!(InputRichBlock by "type" {
    "paragraph" Paragraph(InputRichBlockParagraph),
    "heading" SectionHeading(InputRichBlockSectionHeading),
    "pre" Preformatted(InputRichBlockPreformatted),
    "footer" Footer(InputRichBlockFooter),
    "divider" Divider(InputRichBlockDivider),
    "mathematical_expression" MathematicalExpression(InputRichBlockMathematicalExpression),
    "anchor" Anchor(InputRichBlockAnchor),
    "list" List(InputRichBlockList),
    "blockquote" BlockQuotation(InputRichBlockBlockQuotation),
    "pullquote" PullQuotation(InputRichBlockPullQuotation),
    "collage" Collage(InputRichBlockCollage),
    "slideshow" Slideshow(InputRichBlockSlideshow),
    "table" Table(InputRichBlockTable),
    "details" Details(InputRichBlockDetails),
    "map" Map(InputRichBlockMap),
    "animation" Animation(InputRichBlockAnimation),
    "audio" Audio(InputRichBlockAudio),
    "photo" Photo(InputRichBlockPhoto),
    "video" Video(InputRichBlockVideo),
    "voice_note" VoiceNote(InputRichBlockVoiceNote),
    "thinking" Thinking(InputRichBlockThinking),
    "buttons" Buttons(InputRichBlockButtons),
    "document" Document(InputRichBlockDocument),
    "expandable_blockquote" ExpandableBlockQuotation(InputRichBlockExpandableBlockQuotation),
});

uploads!(
    enum InputRichBlock {
        BlockQuotation,
        Collage,
        Slideshow,
        Details,
        Animation,
        Audio,
        Photo,
        Video,
        VoiceNote,
        Document,
    }
);
