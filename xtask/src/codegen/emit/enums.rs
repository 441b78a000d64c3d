//! The string enums: `generated/types/enums.rs`.

use std::fmt::Write as _;

use super::super::Failure;
use super::super::names::pascal;
use super::{Everything, GENERATED, Output, header};

pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let words = all.context.words;
    check(all)?;
    let mut code = header("Strings of which the API names a few; what it may add is kept as it came.");
    code.push_str("use crate::codec::open_enum;\n\n");
    for one in &words.enums {
        let _ = writeln!(code, "open_enum! {{\n    /// {}\n    {} {{", one.sentence, one.name);
        for value in &one.values {
            let sentence = words.of_value(&one.name, value)?;
            let _ = writeln!(code, "        /// {sentence}\n        {} = {value:?},", variant(&one.name, value));
        }
        code.push_str("    }\n}\n\n");
    }
    output.insert(format!("{GENERATED}/types/enums.rs"), code);
    Ok(())
}

/// Values that make no names of their own.
const NAMES: &[(&str, &str, &str)] = &[
    ("ListNumbering", "1", "Decimal"),
    ("ListNumbering", "a", "LowerAlpha"),
    ("ListNumbering", "A", "UpperAlpha"),
    ("ListNumbering", "i", "LowerRoman"),
    ("ListNumbering", "I", "UpperRoman"),
];

fn variant(owner: &str, value: &str) -> String {
    if let Some((_, _, name)) = NAMES.iter().find(|(at, of, _)| *at == owner && *of == value) {
        return (*name).to_owned();
    }
    // `HTML` reads better as `Html`.
    if value.chars().all(|character| character.is_ascii_uppercase()) {
        return pascal(&value.to_ascii_lowercase());
    }
    pascal(value)
}

/// Every value that the table lists for a field of an enum has to be a value of that enum.
fn check(all: &Everything<'_>) -> Result<(), Failure> {
    let table = all.context.table;
    let types = table.types.0.iter().map(|(name, object)| (name, &object.fields));
    let methods = table.methods.0.iter().map(|(name, method)| (name, &method.fields));
    for (owner, fields) in types.chain(methods) {
        for field in fields {
            let Some(known) = all.context.words.string_enum(owner, &field.name) else { continue };
            let listed = field.values.iter().flatten().filter_map(|value| value.as_str());
            if let Some(missing) = listed.into_iter().find(|value| !known.values.iter().any(|known| known == value)) {
                let (place, name) = (&field.name, &known.name);
                return Err(format!("words.txt: {owner}.{place} may be `{missing}`, which {name} does not list").into());
            }
        }
    }
    Ok(())
}
