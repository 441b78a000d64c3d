//! Reading and writing what is in `types/rich_block.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    RichBlock, RichBlockAnchor, RichBlockAnimation, RichBlockAudio, RichBlockBlockQuotation, RichBlockButtons,
    RichBlockCaption, RichBlockCollage, RichBlockDetails, RichBlockDivider, RichBlockDocument,
    RichBlockExpandableBlockQuotation, RichBlockFooter, RichBlockList, RichBlockListItem, RichBlockMap,
    RichBlockMathematicalExpression, RichBlockParagraph, RichBlockPhoto, RichBlockPreformatted, RichBlockPullQuotation,
    RichBlockSectionHeading, RichBlockSlideshow, RichBlockTable, RichBlockTableCell, RichBlockThinking, RichBlockVideo,
    RichBlockVoiceNote, RichMessage, RichMessageButton,
};

object!(RichMessage {
    array "blocks" blocks,
    opt "is_rtl" is_rtl,
});

object!(RichBlockCaption {
    need "text" text,
    opt "credit" credit,
});

object!(RichBlockTableCell {
    need "align" align,
    need "valign" valign,
    opt "text" text,
    opt "colspan" colspan,
    opt "rowspan" rowspan,
    flag "is_header" is_header,
});

object!(RichBlockListItem {
    need "label" label,
    array "blocks" blocks,
    opt "value" value,
    opt "type" kind,
    flag "has_checkbox" has_checkbox,
    flag "is_checked" is_checked,
});

object!(RichBlockParagraph tag "type" "paragraph" {
    need "text" text,
});

object!(RichBlockSectionHeading tag "type" "heading" {
    need "text" text,
    need "size" size,
});

object!(RichBlockPreformatted tag "type" "pre" {
    need "text" text,
    opt "language" language,
});

object!(RichBlockFooter tag "type" "footer" {
    need "text" text,
});

object!(RichBlockDivider tag "type" "divider" {
});

object!(RichBlockMathematicalExpression tag "type" "mathematical_expression" {
    need "expression" expression,
});

object!(RichBlockAnchor tag "type" "anchor" {
    need "name" name,
});

object!(RichBlockList tag "type" "list" {
    array "items" items,
});

object!(RichBlockBlockQuotation tag "type" "blockquote" {
    array "blocks" blocks,
    opt "credit" credit,
});

object!(RichBlockPullQuotation tag "type" "pullquote" {
    need "text" text,
    opt "credit" credit,
});

object!(RichBlockCollage tag "type" "collage" {
    array "blocks" blocks,
    boxed "caption" caption,
});

object!(RichBlockSlideshow tag "type" "slideshow" {
    array "blocks" blocks,
    boxed "caption" caption,
});

object!(RichBlockTable tag "type" "table" {
    array "cells" cells,
    opt "caption" caption,
    opt "is_compact" is_compact,
    flag "is_bordered" is_bordered,
    flag "is_striped" is_striped,
});

object!(RichBlockDetails tag "type" "details" {
    need "summary" summary,
    array "blocks" blocks,
    flag "is_open" is_open,
});

object!(RichBlockMap tag "type" "map" {
    need "location" location,
    need "zoom" zoom,
    need "width" width,
    need "height" height,
    boxed "caption" caption,
});

object!(RichBlockAnimation tag "type" "animation" {
    need "animation" animation,
    boxed "caption" caption,
    flag "has_spoiler" has_spoiler,
});

object!(RichBlockAudio tag "type" "audio" {
    need "audio" audio,
    boxed "caption" caption,
});

object!(RichBlockPhoto tag "type" "photo" {
    array "photo" photo,
    boxed "caption" caption,
    flag "has_spoiler" has_spoiler,
});

object!(RichBlockVideo tag "type" "video" {
    need "video" video,
    boxed "caption" caption,
    flag "has_spoiler" has_spoiler,
});

object!(RichBlockVoiceNote tag "type" "voice_note" {
    need "voice_note" voice_note,
    boxed "caption" caption,
});

object!(RichBlockThinking tag "type" "thinking" {
    need "text" text,
});

object!(RichBlockButtons tag "type" "buttons" {
    array "buttons" buttons,
    opt "align" align,
});

object!(RichBlockDocument tag "type" "document" {
    need "document" document,
    boxed "caption" caption,
});

object!(RichBlockExpandableBlockQuotation tag "type" "expandable_blockquote" {
    need "text" text,
    opt "credit" credit,
});

object!(RichMessageButton {
    need "text" text,
    opt "style" style,
    opt "url" url,
    opt "callback_data" callback_data,
    opt "switch_inline_query" switch_inline_query,
    opt "switch_inline_query_current_chat" switch_inline_query_current_chat,
    boxed "web_app" web_app,
    boxed "login_url" login_url,
    boxed "switch_inline_query_chosen_chat" switch_inline_query_chosen_chat,
    boxed "copy_text" copy_text,
    boxed "disabled" disabled,
});

union!(RichBlock by "type" {
    "paragraph" Paragraph(RichBlockParagraph),
    "heading" SectionHeading(RichBlockSectionHeading),
    "pre" Preformatted(RichBlockPreformatted),
    "footer" Footer(RichBlockFooter),
    "divider" Divider(RichBlockDivider),
    "mathematical_expression" MathematicalExpression(RichBlockMathematicalExpression),
    "anchor" Anchor(RichBlockAnchor),
    "list" List(RichBlockList),
    "blockquote" BlockQuotation(RichBlockBlockQuotation),
    "pullquote" PullQuotation(RichBlockPullQuotation),
    "collage" Collage(RichBlockCollage),
    "slideshow" Slideshow(RichBlockSlideshow),
    "table" Table(RichBlockTable),
    "details" Details(RichBlockDetails),
    "map" Map(RichBlockMap),
    "animation" Animation(RichBlockAnimation),
    "audio" Audio(RichBlockAudio),
    "photo" Photo(RichBlockPhoto),
    "video" Video(RichBlockVideo),
    "voice_note" VoiceNote(RichBlockVoiceNote),
    "thinking" Thinking(RichBlockThinking),
    "buttons" Buttons(RichBlockButtons),
    "document" Document(RichBlockDocument),
    "expandable_blockquote" ExpandableBlockQuotation(RichBlockExpandableBlockQuotation),
});
