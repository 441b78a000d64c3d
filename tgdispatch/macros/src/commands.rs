//! `#[derive(Commands)]`: an enum whose variants are commands and whose fields are their arguments.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, Ident, Result, Type, Variant};

use crate::attributes::Attributes;
use crate::names;

/// As many arguments as tuples of `FromArgs` have.
const FIELDS_MAX: usize = 6;

pub(crate) fn expand(input: &DeriveInput, krate: &TokenStream) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), "`Commands` is for an enum: one variant for each command"));
    };
    if let Some(parameter) = input.generics.params.first() {
        return Err(Error::new(parameter.span(), "an enum of commands has no parameters"));
    }
    let mut taken = BTreeMap::new();
    let mut specs = Vec::new();
    let mut arms = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::read(&variant.attrs)?;
        let names = names_of(variant, &attributes)?;
        for (name, span) in &names {
            if let Some(first) = taken.insert(name.clone(), &variant.ident) {
                return Err(Error::new(*span, format!("/{name} is taken already, by `{first}`")));
            }
        }
        specs.push(spec(variant, &attributes, &names, krate)?);
        let names = names.iter().map(|(name, _)| name);
        let read = reader(variant, krate)?;
        arms.push(quote!(#(#names)|* => #read));
    }
    let commands = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl #krate::Commands for #commands {
            const LIST: &'static [#krate::CommandSpec] = &[#(#specs),*];

            fn from_command(
                name: &str,
                args: &str,
            ) -> ::core::option::Option<::core::result::Result<Self, #krate::ArgsRejection>> {
                ::core::option::Option::Some(match name {
                    #(#arms,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }

        #[automatically_derived]
        impl<S> #krate::FromUpdate<S> for #commands {
            type Rejection = #krate::ArgsRejection;

            fn from_update(
                context: &#krate::Context,
                _state: &S,
            ) -> ::core::result::Result<Self, #krate::ArgsRejection> {
                <Self as #krate::Commands>::from_context(context)
            }

            fn kinds() -> #krate::Kinds {
                <#krate::Command as #krate::FromUpdate<()>>::kinds()
            }
        }
    })
}

/// Its name and its other names, with where they stand.
fn names_of(variant: &Variant, attributes: &Attributes) -> Result<Vec<(String, Span)>> {
    let own = match &attributes.name {
        Some(name) => (name.value(), name.span()),
        None => (names::snake_case(&variant.ident.to_string()), variant.ident.span()),
    };
    let aliases = attributes.aliases.iter().map(|alias| (alias.value(), alias.span()));
    let names: Vec<_> = std::iter::once(own).chain(aliases).collect();
    for (name, span) in &names {
        names::check(name).map_err(|reason| Error::new(*span, reason))?;
    }
    Ok(names)
}

fn spec(
    variant: &Variant,
    attributes: &Attributes,
    names: &[(String, Span)],
    krate: &TokenStream,
) -> Result<TokenStream> {
    let mut names = names.iter().map(|(name, _)| name);
    let name = names.next();
    let description = attributes.description(&variant.ident)?;
    let usage = usage(&variant.fields);
    let hidden = attributes.hidden;
    let scopes = &attributes.scopes;
    let translations = attributes.translations.iter().map(|(language, text)| quote!((#language, #text)));
    Ok(quote! {
        #krate::CommandSpec {
            name: #name,
            aliases: &[#(#names),*],
            usage: #usage,
            description: #description,
            hidden: #hidden,
            scopes: &[#(#krate::CommandScope::#scopes),*],
            translations: &[#(#translations),*],
        }
    })
}

/// How the arguments are written, if the fields have names.
fn usage(fields: &Fields) -> String {
    let Fields::Named(fields) = fields else { return String::new() };
    let words = fields.named.iter().filter_map(|field| {
        let name = field.ident.as_ref()?;
        Some(match type_name(&field.ty).as_deref() {
            Some("Option") => format!("[{name}]"),
            Some("Vec" | "Rest") => format!("[{name} ..]"),
            _ => format!("<{name}>"),
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

fn type_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The expression that reads the variant from `args`.
fn reader(variant: &Variant, krate: &TokenStream) -> Result<TokenStream> {
    let name = &variant.ident;
    if variant.fields.len() > FIELDS_MAX {
        return Err(Error::new(
            name.span(),
            "a command has at most six arguments: let the last be a `Rest` or a `Vec`",
        ));
    }
    let fields: Vec<_> = variant.fields.iter().collect();
    let types: Vec<_> = fields.iter().map(|field| &field.ty).collect();
    let from_text = |ty: TokenStream, span: Span| quote_spanned!(span=> <#ty as #krate::FromArgs>::from_text(args));
    Ok(match (fields.as_slice(), &variant.fields) {
        // What stands behind a command without arguments is nobody's business: `/help me`.
        ([], Fields::Unit) => quote!(::core::result::Result::Ok(Self::#name)),
        ([], _) => return Err(Error::new(name.span(), "write a command without arguments as a plain name")),
        ([one], _) => {
            let ty = &one.ty;
            let read = from_text(quote!(#ty), ty.span());
            match &one.ident {
                Some(field) => quote!(#read.map(|#field| Self::#name { #field })),
                None => quote!(#read.map(Self::#name)),
            }
        }
        (_, Fields::Named(_)) => {
            let names: Vec<_> = fields.iter().filter_map(|field| field.ident.as_ref()).collect();
            let read = from_text(quote!((#(#types),*)), name.span());
            quote!(#read.map(|(#(#names),*)| Self::#name { #(#names),* }))
        }
        _ => {
            let names: Vec<_> = (0..fields.len()).map(|n| Ident::new(&format!("field_{n}"), name.span())).collect();
            let read = from_text(quote!((#(#types),*)), name.span());
            quote!(#read.map(|(#(#names),*)| Self::#name(#(#names),*)))
        }
    })
}
