//! `#[derive(FromCaptures)]`: a struct of what a pattern captured, each field a group of its name.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, Result};

pub(crate) fn expand(input: &DeriveInput, krate: &TokenStream) -> Result<TokenStream> {
    if let Some(parameter) = input.generics.params.first() {
        return Err(Error::new(parameter.span(), "what is made of captures has no parameters"));
    }
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if !fields.named.is_empty() => &fields.named,
            _ => {
                return Err(Error::new(
                    input.ident.span(),
                    "fields are groups by their names: for groups by number take a tuple",
                ));
            }
        },
        _ => return Err(Error::new(input.ident.span(), "what is made of captures is a struct")),
    };
    let (mut groups, mut values) = (Vec::new(), Vec::new());
    for field in fields {
        let (Some(name), ty) = (&field.ident, &field.ty) else { continue };
        let group = name.unraw().to_string();
        groups.push(quote_spanned!(ty.span()=> (#group, <#ty as #krate::FromCapture>::GROUP)));
        values.push(quote!(#name: captures.value(#group)?));
    }
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl #krate::FromCaptures for #name {
            fn groups() -> #krate::Groups {
                #krate::Groups::named([#(#groups),*])
            }

            fn from_captures(
                captures: &#krate::Captures,
            ) -> ::core::result::Result<Self, #krate::CapturesRejection> {
                ::core::result::Result::Ok(Self { #(#values),* })
            }
        }
    })
}
