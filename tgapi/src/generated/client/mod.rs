//! All methods of the API by name, on the client.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

mod answers;
mod bot;
mod business;
mod chat;
mod chat_info;
mod delete;
mod edit;
mod files;
mod forum;
mod forward;
mod game;
mod gift;
mod invite;
mod managed;
mod member;
mod passport;
mod payment;
mod send_album;
mod send_media;
mod send_other;
mod send_text;
mod session;
mod sticker;
mod story;
mod suggested_post;
mod updates;
mod verify;
