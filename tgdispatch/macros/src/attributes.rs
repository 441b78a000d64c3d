//! What is written above a variant: its documentation and `#[command(..)]`.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Result};

/// Telegram's limit for the description of a command. <https://core.telegram.org/bots/api#botcommand>
const DESCRIPTION_MAX: usize = 256;

/// What `#[command(..)]` and the documentation say.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) name: Option<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) description: Option<String>,
    pub(crate) hidden: bool,
    pub(crate) scopes: Vec<Ident>,
    pub(crate) translations: Vec<(String, LitStr)>,
}

impl Attributes {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut read = Self { description: documentation(attributes), ..Self::default() };
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("command")) {
            attribute.parse_nested_meta(|meta| read.take(&meta))?;
        }
        Ok(read)
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("hidden") {
            self.hidden = true;
        } else if meta.path.is_ident("name") {
            self.name = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("alias") {
            self.aliases.push(meta.value()?.parse()?);
        } else if meta.path.is_ident("description") {
            let text: LitStr = meta.value()?.parse()?;
            check_description(&text.value(), text.span())?;
            self.description = Some(text.value());
        } else if meta.path.is_ident("scope") {
            self.scopes.push(scope(&meta.value()?.parse()?)?);
        } else if meta.path.is_ident("lang") {
            let content;
            syn::parenthesized!(content in meta.input);
            while !content.is_empty() {
                let language = content.call(Ident::parse_any)?;
                content.parse::<syn::Token![=]>()?;
                let text: LitStr = content.parse()?;
                check_description(&text.value(), text.span())?;
                if language.to_string().len() != 2 {
                    return Err(Error::new(language.span(), "a language has two letters, as in `lang(de = \"..\")`"));
                }
                self.translations.push((language.to_string(), text));
                if !content.is_empty() {
                    content.parse::<syn::Token![,]>()?;
                }
            }
        } else {
            let known = "`name`, `alias`, `description`, `hidden`, `scope`, `lang(..)`";
            return Err(meta.error(format!("`command` has only {known}")));
        }
        Ok(())
    }

    /// The description, which a command that is shown needs.
    pub(crate) fn description(&self, variant: &Ident) -> Result<&str> {
        match &self.description {
            Some(description) => {
                check_description(description, variant.span())?;
                Ok(description)
            }
            None if self.hidden => Ok(""),
            None => Err(Error::new(
                variant.span(),
                format!("/{variant} has no description: write one as `/// ..` above it, or `#[command(hidden)]`"),
            )),
        }
    }
}

fn check_description(text: &str, span: Span) -> Result<()> {
    if text.is_empty() || text.chars().count() > DESCRIPTION_MAX {
        return Err(Error::new(span, "the description of a command has 1 to 256 characters"));
    }
    Ok(())
}

fn scope(text: &LitStr) -> Result<Ident> {
    let variant = match text.value().as_str() {
        "private" => "PrivateChats",
        "groups" => "GroupChats",
        "admins" => "Administrators",
        _ => {
            return Err(Error::new(
                text.span(),
                "a scope is \"private\", \"groups\" or \"admins\"; none is everywhere",
            ));
        }
    };
    Ok(Ident::new(variant, text.span()))
}

/// The first paragraph of the documentation, as one line.
fn documentation(attributes: &[Attribute]) -> Option<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Ok(meta) = attribute.meta.require_name_value() else { continue };
        let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &meta.value else { continue };
        let line = text.value();
        if line.trim().is_empty() && !lines.is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let text = lines.join(" ").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
