//! `#[derive(Callback)]`: what buttons carry, as a struct or an enum. `#[derive(CallbackField)]`: a field of it that is one
//! of several names.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Ident, LitInt, LitStr, Path, Result, Variant};

use crate::names;

/// So that something fits behind it.
const PREFIX_MAX: usize = 32;

/// `#[callback(..)]` above the type.
struct Attributes {
    prefix: LitStr,
    version: u32,
    migrate: Option<Path>,
}

impl Attributes {
    fn read(input: &DeriveInput) -> Result<Self> {
        let (mut prefix, mut version, mut migrate) = (None, 1, None);
        for attribute in callback(&input.attrs) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("prefix") {
                    prefix = Some(meta.value()?.parse::<LitStr>()?);
                } else if meta.path.is_ident("version") {
                    let number: LitInt = meta.value()?.parse()?;
                    version = number.base10_parse()?;
                    if version == 0 {
                        return Err(Error::new(number.span(), "versions count from 1"));
                    }
                } else if meta.path.is_ident("migrate") {
                    migrate = Some(meta.value()?.parse()?);
                } else {
                    return Err(meta.error("`callback` has only `prefix`, `version` and `migrate` here"));
                }
                Ok(())
            })?;
        }
        let Some(prefix) = prefix else {
            let problem = "callback data needs a prefix, by which its handler is found: `#[callback(prefix = \"..\")]`";
            return Err(Error::new(input.ident.span(), problem));
        };
        check_word(&prefix.value(), prefix.span(), "a prefix")?;
        Ok(Self { prefix, version, migrate })
    }
}

fn callback(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("callback"))
}

fn check_word(word: &str, span: Span, what: &str) -> Result<()> {
    if word.is_empty() || word.len() > PREFIX_MAX {
        return Err(Error::new(span, format!("{what} has 1 to {PREFIX_MAX} bytes")));
    }
    if word.contains([':', '!', '%']) {
        return Err(Error::new(span, format!("{what} has no `:`, `!` or `%`, which divide the fields")));
    }
    Ok(())
}

/// How the variant is written.
fn tag(variant: &Variant) -> Result<(String, Span)> {
    let mut tag = (names::snake_case(&variant.ident.to_string()), variant.ident.span());
    for attribute in callback(&variant.attrs) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("tag") {
                return Err(meta.error("`callback` has only `tag` at a variant"));
            }
            let text: LitStr = meta.value()?.parse()?;
            tag = (text.value(), text.span());
            Ok(())
        })?;
    }
    check_word(&tag.0, tag.1, "a tag")?;
    Ok(tag)
}

/// The variants with their tags, each of which is there once.
fn tags<'a>(variants: impl Iterator<Item = &'a Variant>) -> Result<Vec<(&'a Variant, String)>> {
    let mut taken = BTreeMap::new();
    let mut tagged = Vec::new();
    for variant in variants {
        let (tag, span) = tag(variant)?;
        if let Some(first) = taken.insert(tag.clone(), &variant.ident) {
            return Err(Error::new(span, format!("`{tag}` is taken already, by `{first}`")));
        }
        tagged.push((variant, tag));
    }
    Ok(tagged)
}

/// What becomes of the fields of a struct or a variant.
struct Shape {
    /// `{ a: f0, b: f1 }`, `(f0, f1)` or nothing: matches and makes it.
    pattern: TokenStream,
    names: Vec<Ident>,
    lengths: Vec<TokenStream>,
}

impl Shape {
    fn of(fields: &Fields, krate: &TokenStream) -> Self {
        let names: Vec<_> = (0..fields.len()).map(|n| format_ident!("field_{n}")).collect();
        let lengths = fields.iter().map(|field| {
            let ty = &field.ty;
            quote_spanned!(ty.span()=> <#ty as #krate::CallbackField>::MAX_LEN)
        });
        let lengths = lengths.collect();
        let pattern = match fields {
            Fields::Named(fields) => {
                let own = fields.named.iter().filter_map(|field| field.ident.as_ref());
                quote!({ #(#own: #names),* })
            }
            Fields::Unnamed(_) => quote!((#(#names),*)),
            Fields::Unit => TokenStream::new(),
        };
        Self { pattern, names, lengths }
    }
}

pub(crate) fn expand(input: &DeriveInput, krate: &TokenStream) -> Result<TokenStream> {
    if let Some(parameter) = input.generics.params.first() {
        return Err(Error::new(parameter.span(), "callback data has no parameters"));
    }
    let Attributes { prefix, version, migrate } = Attributes::read(input)?;
    let (writes, reads, variants) = match &input.data {
        Data::Struct(data) => {
            let Shape { pattern, names, lengths } = Shape::of(&data.fields, krate);
            // Without fields there is one of no length, as nothing is written.
            let none = data.fields.is_empty().then(|| {
                quote! {
                    if !fields.take::<::std::string::String>()?.is_empty() {
                        return ::core::option::Option::None;
                    }
                }
            });
            (
                quote!(let Self #pattern = self; #(fields.put(#names);)*),
                quote!(#none #(let #names = fields.take()?;)* Self #pattern),
                quote!(&[#(#lengths),*]),
            )
        }
        Data::Enum(data) => {
            let (mut writes, mut reads, mut variants) = (Vec::new(), Vec::new(), Vec::new());
            for (variant, tag) in tags(data.variants.iter())? {
                let name = &variant.ident;
                let Shape { pattern, names, lengths } = Shape::of(&variant.fields, krate);
                let length = tag.len();
                writes.push(quote!(Self::#name #pattern => {
                    fields.put(&::std::string::String::from(#tag));
                    #(fields.put(#names);)*
                }));
                reads.push(quote!(#tag => { #(let #names = fields.take()?;)* Self::#name #pattern }));
                variants.push(quote!(&[#length, #(#lengths),*]));
            }
            (
                quote!(match self { #(#writes)* }),
                quote!(match &*fields.take::<::std::string::String>()? {
                    #(#reads)*
                    _ => return ::core::option::Option::None,
                }),
                quote!(#(#variants),*),
            )
        }
        Data::Union(_) => return Err(Error::new(input.ident.span(), "callback data is a struct or an enum")),
    };
    let name = &input.ident;
    let prefix = LitStr::new(&format!("{}:", prefix.value()), prefix.span());
    let migrate = migrate.map(|migrate| {
        quote! {
            fn migrate(version: u32, fields: #krate::Fields<'_>) -> ::core::option::Option<Self> {
                #migrate(version, fields)
            }
        }
    });
    let too_long = format!(
        "callback data of `{name}` may get longer than the 64 bytes that a button carries: give it a shorter prefix, \
         shorter tags, or fewer or smaller fields"
    );
    Ok(quote! {
        #[automatically_derived]
        impl #krate::Callback for #name {
            const PREFIX: &'static str = #prefix;
            const VERSION: u32 = #version;
            const MAX_LEN: usize = #krate::__private::callback_max_len(#prefix, #version, &[#variants]);

            fn write(&self, fields: &mut #krate::FieldsMut<'_>) {
                #writes
            }

            fn read(mut fields: #krate::Fields<'_>) -> ::core::option::Option<Self> {
                let read = { #reads };
                fields.is_empty().then_some(read)
            }

            #migrate
        }

        const _: () = {
            let longest = <#name as #krate::Callback>::MAX_LEN;
            ::core::assert!(longest <= 64 || longest == usize::MAX, #too_long);
        };

        #[automatically_derived]
        impl<S> #krate::FromUpdate<S> for #name {
            type Rejection = #krate::CallbackRejection;

            fn from_update(
                context: &#krate::Context,
                _state: &S,
            ) -> ::core::result::Result<Self, #krate::CallbackRejection> {
                <Self as #krate::Callback>::from_context(context)
            }

            fn kinds() -> #krate::Kinds {
                <#krate::CallbackData as #krate::FromUpdate<()>>::kinds()
            }
        }
    })
}

pub(crate) fn expand_field(input: &DeriveInput, krate: &TokenStream) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), "`CallbackField` is for an enum of plain names"));
    };
    if let Some(variant) = data.variants.iter().find(|variant| !matches!(variant.fields, Fields::Unit)) {
        let problem = "a variant with fields is no field of callback data: let the whole be `#[derive(Callback)]`";
        return Err(Error::new(variant.ident.span(), problem));
    }
    let tagged = tags(data.variants.iter())?;
    let longest = tagged.iter().map(|(_, tag)| tag.len()).max().unwrap_or_default();
    let (variants, tags): (Vec<_>, Vec<_>) = tagged.into_iter().map(|(variant, tag)| (&variant.ident, tag)).unzip();
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl #krate::CallbackField for #name {
            const MAX_LEN: usize = #longest;

            fn write(&self, out: &mut ::std::string::String) {
                out.push_str(match self { #(Self::#variants => #tags,)* });
            }

            fn read(text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match text {
                    #(#tags => Self::#variants,)*
                    _ => return ::core::option::Option::None,
                })
            }
        }
    })
}
