//! Derive macros of tgdispatch. Use them from there: this crate is a detail of it.
//!
//! `commands` reads an enum and writes its implementation; what is wrong is a compile error at the place where it is.
#![forbid(unsafe_code)]

mod attributes;
mod commands;
mod names;

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input};

/// The commands of a bot as an enum: see `tgdispatch::Commands`.
#[proc_macro_derive(Commands, attributes(command))]
pub fn derive_commands(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    commands::expand(&input, &quote!(::tgdispatch)).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The same for programs that depend on `tgbot` alone, which exports it as `Commands`.
#[proc_macro_derive(TgbotCommands, attributes(command))]
pub fn derive_tgbot_commands(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    commands::expand(&input, &quote!(::tgbot::dispatch)).unwrap_or_else(|error| error.to_compile_error()).into()
}
