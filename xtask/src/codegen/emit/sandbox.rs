//! The facts table as tgsandbox needs it: the parameters of every method, and the types they and the results are made of.
//!
//! As data, because the sandbox treats all methods alike: it checks a call against the table, and makes up results from
//! it. Types that occur neither in parameters nor in what every result has are left out.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::Failure;
use super::super::names::pascal;
use super::super::table::{Field, Table};
use super::{Everything, Output, header};

const FOLDER: &str = "tgsandbox/src/facts";

pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let table = all.context.table;
    let mut code = header("Every method: its parameters and its result.");
    code.push_str("use super::{Field as F, Method, Unit};\n\n");
    code.push_str("/// All methods, in the order of Telegram's page.\npub(super) const METHODS: &[Method] = &[\n");
    for (name, method) in &table.methods.0 {
        let _ = writeln!(code, "Method {{ name: {name:?}, returns: &{:?}, params: &[", method.returns);
        fields(&mut code, &method.fields)?;
        code.push_str("]},\n");
    }
    code.push_str("];\n");
    output.insert(format!("{FOLDER}/methods.rs"), code);

    let wanted = wanted(table);
    let mut code = header("The objects that parameters are made of, and those that results are made of.");
    code.push_str("use super::{Field as F, Object, Unit};\n\n");
    code.push_str("/// By name.\npub(super) const OBJECTS: &[Object] = &[\n");
    for name in wanted {
        let Some(object) = table.types.get(name) else { return Err(format!("{name} is no type of the table").into()) };
        let _ = writeln!(
            code,
            "Object {{ name: {name:?}, members: &{:?}, tag: {:?}, fields: &[",
            object.subtypes,
            object.discriminator.as_deref().unwrap_or_default()
        );
        fields(&mut code, &object.fields)?;
        code.push_str("]},\n");
    }
    code.push_str("];\n");
    output.insert(format!("{FOLDER}/objects.rs"), code);

    let mut code = header("Every method by its name, with what reads its result, for the test that calls all of them.");
    code.push_str("use super::{Reads, result};\nuse tgapi::methods;\n\n");
    code.push_str("pub(crate) const RESULTS: &[(&str, Reads)] = &[\n");
    for name in table.methods.names() {
        let _ = writeln!(code, "({name:?}, result::<methods::{}>),", pascal(name));
    }
    code.push_str("];\n");
    output.insert("tgsandbox/tests/it/all_methods/results.rs".to_owned(), code);
    Ok(())
}

fn fields(code: &mut String, fields: &[Field]) -> Result<(), Failure> {
    for field in fields {
        let begin = if field.required { "need" } else { "may" };
        let _ = write!(code, "F::{begin}({:?}, &{:?})", field.name, field.types);
        if let Some(unit) = &field.unit {
            let unit = match unit.as_str() {
                "chars" if field.after_entities => "Marked",
                "chars" => "Chars",
                "bytes" => "Bytes",
                "items" => "Items",
                "value" => "Value",
                other => return Err(format!("{}: no such unit: {other}", field.name).into()),
            };
            let (min, max) = (field.min.unwrap_or(i64::MIN), field.max.unwrap_or(i64::MAX));
            let _ = write!(code, ".within({min}, {max}, Unit::{unit})");
        }
        if let Some(value) = &field.constant {
            let _ = write!(code, ".one_of(&[{:?}])", value.to_string());
        } else if let Some(values) = &field.values {
            let values: Vec<_> = values.iter().map(ToString::to_string).collect();
            let _ = write!(code, ".one_of(&{values:?})");
        }
        code.push_str(",\n");
    }
    Ok(())
}

/// The types that parameters are made of, whole, and those that results are made of as far as they are required.
fn wanted(table: &Table) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for method in table.methods.0.iter().map(|(_, method)| method) {
        method.returns.iter().for_each(|kind| visit(table, kind, true, &mut found));
    }
    // The types of parameters last: what is found only as a part of results is not gone through again, so the two sets
    // are gathered apart.
    let mut parameters = BTreeSet::new();
    for field in table.methods.0.iter().flat_map(|(_, method)| &method.fields) {
        field.types.iter().for_each(|kind| visit(table, kind, false, &mut parameters));
    }
    found.extend(parameters);
    found
}

fn visit<'a>(table: &'a Table, kind: &'a str, required_only: bool, found: &mut BTreeSet<&'a str>) {
    let name = kind.trim_start_matches("Array of ");
    let Some(object) = table.types.get(name) else { return };
    if !found.insert(name) {
        return;
    }
    object.subtypes.iter().for_each(|member| visit(table, member, required_only, found));
    for field in object.fields.iter().filter(|field| field.required || !required_only) {
        field.types.iter().for_each(|kind| visit(table, kind, required_only, found));
    }
}
