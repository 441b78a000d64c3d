//! Structs and unions of the types: `generated/types` for people, `generated/codec` for serde.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::Failure;
use super::super::files::Kind;
use super::super::names::{link, type_name};
use super::super::table::Type;
use super::super::unions::{BY_HAND, By, Union};
use super::{Everything, GENERATED, Output, header, imports, object, setters, structure};

/// Types that are written by hand or are none of ours.
const LEFT_OUT: &[&str] = &["Update", "InputFile"];

/// One file in the making.
#[derive(Default)]
struct Draft {
    types: String,
    codec: String,
    names: BTreeSet<String>,
}

pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let mut drafts: BTreeMap<&str, Draft> = BTreeMap::new();
    for (name, object) in &all.context.table.types.0 {
        if LEFT_OUT.contains(&name.as_str()) || BY_HAND.contains(&name.as_str()) {
            continue;
        }
        let draft = drafts.entry(&all.files.find(Kind::Types, name)?.name).or_default();
        if object.subtypes.is_empty() {
            one_struct(all, name, object, draft)?;
        }
    }
    for union in all.unions {
        // A union without a name in the table goes where its first member is.
        let member = union.members.first().map(|member| member.object.as_str()).unwrap_or_default();
        let place = if union.unnamed.is_some() { member } else { &union.name };
        let draft = drafts.entry(&all.files.find(Kind::Types, place)?.name).or_default();
        one_union(all, union, draft)?;
    }
    let mut modules = String::new();
    let mut exports = String::new();
    let mut codec_modules = String::new();
    for file in all.files.of(Kind::Types) {
        let Some(draft) = drafts.get(file.name.as_str()) else {
            return Err(format!("tgapi/api/files.txt: no type goes into {}", file.name).into());
        };
        let mut types = header(&file.title);
        if draft.types.contains("setters!") {
            types.push_str("use crate::codec::setters;\n");
        }
        if draft.types.contains("Value)") {
            types.push_str("use serde_json::Value;\n");
        }
        let _ = write!(types, "{}\n{}", imports(all, &draft.types, &draft.names), draft.types);
        output.insert(format!("{GENERATED}/types/{}.rs", file.name), types);
        let mut codec = header(&format!("Reading and writing what is in `types/{}.rs`.", file.name));
        for import in ["object", "union", "chosen", "uploads"] {
            if draft.codec.contains(&format!("{import}!(")) {
                let _ = writeln!(codec, "use crate::codec::{import};");
            }
        }
        let _ = write!(codec, "{}\n{}", imports(all, &draft.codec, &BTreeSet::new()), draft.codec);
        output.insert(format!("{GENERATED}/codec/{}.rs", file.name), codec);
        let names: Vec<_> = draft.names.iter().map(String::as_str).collect();
        let _ = writeln!(modules, "mod {};", file.name);
        let _ = writeln!(codec_modules, "mod {};", file.name);
        let _ = writeln!(exports, "pub use {}::{{{}}};", file.name, names.join(", "));
    }
    let enums: Vec<_> = all.context.words.enums.iter().map(|known| known.name.as_str()).collect();
    let _ = writeln!(exports, "pub use enums::{{{}}};", enums.join(", "));
    let title = header("All types of the API that are generated, one file a theme.");
    output.insert(format!("{GENERATED}/types/mod.rs"), format!("{title}mod enums;\n{modules}\n{exports}"));
    let title = header("How the types are read and written.");
    output.insert(format!("{GENERATED}/codec/mod.rs"), format!("{title}{codec_modules}"));
    let title = header("What is made from the facts table in `tgapi/api`.");
    #[rustfmt::skip]
    let modules = "#[cfg(feature = \"client\")]\nmod client;\nmod codec;\npub(crate) mod methods;\npub(crate) mod types;\npub(crate) mod update_kinds;\n";
    output.insert(format!("{GENERATED}/mod.rs"), format!("{title}{modules}"));
    Ok(())
}

fn one_struct(all: &Everything<'_>, name: &str, object_: &Type, draft: &mut Draft) -> Result<(), Failure> {
    let rust = type_name(name);
    let tag = object_.fields.iter().find_map(|field| field.only_value().map(|value| (field.name.as_str(), value)));
    let mut shapes = Vec::new();
    for field in object_.fields.iter().filter(|field| field.only_value().is_none()) {
        shapes.push(all.context.shape(name, false, field)?);
    }
    let docs = format!("/// {}\n///\n/// {}\n", all.context.words.of_type(name)?, link(name));
    draft.types.push_str(&structure(rust, &docs, &shapes, "fields"));
    draft.types.push_str(&setters(rust, false, &shapes));
    draft.codec.push_str(&object(rust, tag.as_ref().map(|(name, value)| (*name, value.as_str())), &shapes));
    if !object_.uploads.is_empty() {
        let _ = writeln!(draft.codec, "uploads!(struct {rust} {{ {} }});\n", object_.uploads.join(", "));
    }
    draft.names.insert(rust.to_owned());
    Ok(())
}

fn one_union(all: &Everything<'_>, union: &Union, draft: &mut Draft) -> Result<(), Failure> {
    let name = &union.name;
    let docs = match union.unnamed {
        Some(sentence) => format!("/// {sentence}\n"),
        None => format!("/// {}\n///\n/// {}\n", all.context.words.of_type(name)?, link(name)),
    };
    let types = &mut draft.types;
    let _ = writeln!(types, "{docs}#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub enum {name} {{");
    if union.text_and_list {
        let _ =
            writeln!(types, "/// Plain text.\nText(String),\n/// Several parts, one after another.\nList(Vec<Self>),");
    }
    for member in &union.members {
        let sentence = all.context.words.of_type(&member.object)?;
        let _ = writeln!(types, "/// {sentence}\n{}(Box<{}>),", member.variant, type_name(&member.object));
    }
    types.push_str("/// A kind this version does not know, as it came.\nOther(Value),\n}\n\n");
    let codec = &mut draft.codec;
    match &union.by {
        By::Tag(tag) => {
            let _ = writeln!(codec, "union!({name} by {tag:?} {{");
            for member in &union.members {
                let object = type_name(&member.object);
                let _ = writeln!(codec, "    {:?} {}({object}),", member.tag, member.variant);
            }
            codec.push_str(if union.text_and_list { "} with text Text list List);\n\n" } else { "});\n\n" });
        }
        By::Marks => {
            let _ = writeln!(codec, "chosen!({name} {{");
            for member in &union.members {
                let marks: Vec<_> = member.marks.iter().map(|(field, value)| format!("{field:?} {value:?}")).collect();
                let object = type_name(&member.object);
                let _ = writeln!(codec, "    {}({object}) if {};", member.variant, marks.join(", "));
            }
            codec.push_str("});\n\n");
        }
    }
    let holds_files = |object: &str| all.context.table.types.get(object).is_some_and(|found| !found.uploads.is_empty());
    let holders: Vec<_> = union.members.iter().filter(|member| holds_files(&member.object)).collect();
    if !holders.is_empty() {
        let holders: Vec<_> = holders.iter().map(|member| member.variant.as_str()).collect();
        let _ = writeln!(codec, "uploads!(enum {name} {{ {} }});\n", holders.join(", "));
    }
    draft.names.insert(name.clone());
    Ok(())
}
