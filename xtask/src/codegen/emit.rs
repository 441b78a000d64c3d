//! The generated files, as text. rustfmt makes them pretty afterwards.

mod enums;
mod kinds;
mod methods;
mod registry;
mod sandbox;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Failure;
use super::fields::{Context, Shape};
use super::files::Files;
use super::unions::Union;

/// Everything that is generated: paths from the root of the project, and what is in the files.
pub(super) type Output = BTreeMap<String, String>;

/// All that the emitters look things up in.
pub(super) struct Everything<'a> {
    pub(super) context: Context<'a>,
    pub(super) files: &'a Files,
    pub(super) unions: &'a [Union],
}

const GENERATED: &str = "tgapi/src/generated";

pub(super) fn everything(all: &Everything<'_>) -> Result<Output, Failure> {
    let mut output = Output::new();
    types::emit(all, &mut output)?;
    methods::emit(all, &mut output)?;
    enums::emit(all, &mut output)?;
    kinds::emit(all, &mut output)?;
    registry::emit(all, &mut output)?;
    sandbox::emit(all, &mut output)?;
    Ok(output)
}

/// The first lines of a generated file.
fn header(title: &str) -> String {
    format!("//! {title}\n//!\n//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.\n\n")
}

/// Types that a file has to import, by the words of its code.
fn imports(all: &Everything<'_>, code: &str, own: &BTreeSet<String>) -> String {
    let words = type_words(code);
    let mut text = String::new();
    let mut from = |module: &str, names: Vec<&str>| {
        if !names.is_empty() {
            let _ = writeln!(text, "use {module}::{{{}}};", names.join(", "));
        }
    };
    let used = |names: &[&'static str]| names.iter().copied().filter(|name| words.contains(name)).collect::<Vec<_>>();
    from("crate::ids", used(&["ChatId", "ChatRef", "MessageId", "ThreadId", "UnixTime", "UserId"]));
    from("crate::input_file", used(&["InputFile"]));
    from("crate::token", used(&["SecretToken", "Token"]));
    from("crate::update", used(&["Update", "UpdateType"]));
    let objects = all.context.table.types.names().map(super::names::type_name);
    let others = all.unions.iter().map(|union| union.name.as_str());
    let enums = all.context.words.enums.iter().map(|known| known.name.as_str());
    let by_hand = ["MessageOrTrue"];
    let names: BTreeSet<_> = objects.chain(others).chain(enums).chain(by_hand).collect();
    let names = names.into_iter().filter(|name| !own.contains(*name) && *name != "Update" && *name != "InputFile");
    from("crate::types", names.filter(|name| words.contains(name)).collect());
    text
}

/// The words of the code that may be types: not those of comments, and no variants.
fn type_words(code: &str) -> BTreeSet<&str> {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut words = BTreeSet::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("///")) {
        // A list of variants.
        if line.starts_with("uploads!(enum") {
            continue;
        }
        let mut rest = line;
        while let Some(start) = rest.find(is_word) {
            let from_start = rest.get(start..).unwrap_or_default();
            let end = from_start.find(|character| !is_word(character)).unwrap_or(from_start.len());
            let (word, after) = from_start.split_at(end);
            if !after.starts_with('(') {
                words.insert(word);
            }
            rest = after;
        }
    }
    words
}

/// Types whose `Debug` is written by hand, because a field may hold a secret.
const DEBUG_BY_HAND: &[&str] = &["File"];

/// A struct with its constructor.
fn structure(name: &str, docs: &str, shapes: &[Shape], what: &str) -> String {
    let traits = if DEBUG_BY_HAND.contains(&name) { "Clone, PartialEq" } else { "Clone, Debug, PartialEq" };
    let mut code = format!("{docs}#[derive({traits})]\n#[non_exhaustive]\npub struct {name} {{\n");
    for shape in shapes {
        let _ = writeln!(code, "/// {}\npub {}: {},", shape.docs, shape.field, shape.rust_type());
    }
    code.push_str("}\n\n");
    let taken: Vec<_> = shapes.iter().filter(|shape| shape.in_new).collect();
    let parameters: Vec<_> = taken.iter().map(|shape| format!("{}: {}", shape.field, shape.parameter())).collect();
    let arguments: Vec<_> = taken.iter().map(|shape| shape.argument()).collect();
    let _ =
        writeln!(code, "impl {name} {{\n/// With the required {what}; everything else absent or false.\n#[must_use]");
    if taken.len() > 7 {
        code.push_str("#[expect(clippy::too_many_arguments, reason = \"so many are required\")]\n");
    }
    let body = if taken.is_empty() {
        "<Self as crate::codec::Object>::blank()".to_owned()
    } else if taken.len() == shapes.len() {
        format!("Self {{ {} }}", arguments.join(", "))
    } else {
        format!("Self {{ {}, ..<Self as crate::codec::Object>::blank() }}", arguments.join(", "))
    };
    let _ = writeln!(code, "pub fn new({}) -> Self {{ {body} }}\n}}\n", parameters.join(", "));
    if taken.is_empty() {
        let _ = writeln!(code, "impl Default for {name} {{ fn default() -> Self {{ Self::new() }} }}\n");
    }
    code
}

/// The list of fields that makes a struct an object.
fn object(name: &str, tag: Option<(&str, &str)>, shapes: &[Shape]) -> String {
    let tag = tag.map(|(name, value)| format!(" tag {name:?} {value}")).unwrap_or_default();
    let mut code = format!("object!({name}{tag} {{\n");
    let mut sorted: Vec<_> = shapes.iter().collect();
    sorted.sort_by_key(|shape| shape.how);
    for shape in sorted {
        let _ = writeln!(code, "    {} {:?} {},", shape.how.word(), shape.name, shape.field);
    }
    code.push_str("});\n\n");
    code
}

fn setters(name: &str, of_method: bool, shapes: &[Shape]) -> String {
    let set: Vec<_> = shapes.iter().filter(|shape| !shape.in_new).collect();
    if set.is_empty() {
        return String::new();
    }
    let mut code = format!("setters!({}{name} {{\n", if of_method { "method " } else { "" });
    for shape in set {
        let (how, of) = shape.setter();
        let _ = writeln!(code, "    {how} {}: {of},", shape.field);
    }
    code.push_str("});\n\n");
    code
}
