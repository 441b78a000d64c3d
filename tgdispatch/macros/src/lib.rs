//! Derive macros of tgdispatch. Use them from there: this crate is a detail of it.
//!
//! `commands`, `callback` and `captures` read a type and write its implementation; what is wrong is a compile error at the place where
//! it is.
#![forbid(unsafe_code)]

mod attributes;
mod callback;
mod captures;
mod commands;
mod names;

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input};

type Expand = fn(&DeriveInput, &proc_macro2::TokenStream) -> syn::Result<proc_macro2::TokenStream>;

fn derive(input: TokenStream, expand: Expand, krate: &proc_macro2::TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, krate).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// The commands of a bot as an enum: see `tgdispatch::Commands`.
#[proc_macro_derive(Commands, attributes(command))]
pub fn derive_commands(input: TokenStream) -> TokenStream {
    derive(input, commands::expand, &quote!(::tgdispatch))
}

/// What buttons carry: see `tgdispatch::Callback`.
#[proc_macro_derive(Callback, attributes(callback))]
pub fn derive_callback(input: TokenStream) -> TokenStream {
    derive(input, callback::expand, &quote!(::tgdispatch))
}

/// A field of what buttons carry: see `tgdispatch::CallbackField`.
#[proc_macro_derive(CallbackField, attributes(callback))]
pub fn derive_callback_field(input: TokenStream) -> TokenStream {
    derive(input, callback::expand_field, &quote!(::tgdispatch))
}

/// What a pattern captured, as a struct: see `tgdispatch::Captured`.
#[proc_macro_derive(FromCaptures)]
pub fn derive_from_captures(input: TokenStream) -> TokenStream {
    derive(input, captures::expand, &quote!(::tgdispatch))
}

/// `Commands` for programs that depend on `tgbot` alone, which exports it by that name.
#[proc_macro_derive(TgbotCommands, attributes(command))]
pub fn derive_tgbot_commands(input: TokenStream) -> TokenStream {
    derive(input, commands::expand, &quote!(::tgbot::dispatch))
}

/// `Callback` for programs that depend on `tgbot` alone, which exports it by that name.
#[proc_macro_derive(TgbotCallback, attributes(callback))]
pub fn derive_tgbot_callback(input: TokenStream) -> TokenStream {
    derive(input, callback::expand, &quote!(::tgbot::dispatch))
}

/// `CallbackField` for programs that depend on `tgbot` alone, which exports it by that name.
#[proc_macro_derive(TgbotCallbackField, attributes(callback))]
pub fn derive_tgbot_callback_field(input: TokenStream) -> TokenStream {
    derive(input, callback::expand_field, &quote!(::tgbot::dispatch))
}

/// `FromCaptures` for programs that depend on `tgbot` alone, which exports it by that name.
#[proc_macro_derive(TgbotFromCaptures)]
pub fn derive_tgbot_from_captures(input: TokenStream) -> TokenStream {
    derive(input, captures::expand, &quote!(::tgbot::dispatch))
}
