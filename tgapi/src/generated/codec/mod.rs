//! How the types are read and written.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

mod background;
mod boost;
mod bot;
mod business;
mod chat;
mod chat_full;
mod checklist;
mod content;
mod forum;
mod game;
mod gift;
mod giveaway;
mod inline;
mod inline_cached;
mod inline_keyboard;
mod inline_result;
mod input_media;
mod input_rich_block;
mod keyboard;
mod media;
mod member;
mod member_status;
mod message;
mod paid_media;
mod passport;
mod payment;
mod poll;
mod reaction;
mod reply;
mod rich_block;
mod rich_text;
mod service;
mod star;
mod sticker;
mod story;
mod suggested_post;
mod text;
mod unique_gift;
mod user;
mod webhook;
