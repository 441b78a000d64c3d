//! Every type and method by its name in the table, for tests that go through all of them.

use std::fmt::Write as _;

use super::super::Failure;
use super::super::names::{pascal, type_name};
use super::{Everything, Output, header};

#[expect(clippy::unnecessary_wraps, reason = "as the other emitters")]
pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let mut code = header("Every type and method of the table, by its name there.");
    code.push_str("use super::{RoundTrip, call, object};\nuse tgapi::{InputFile, Update, methods, types};\n\n");
    let table = all.context.table;
    code.push_str("/// How a JSON document of each type is read and written again.\n");
    code.push_str("pub(crate) const TYPES: &[(&str, RoundTrip)] = &[\n");
    for name in table.types.names() {
        let path = match name {
            "Update" | "InputFile" => name.to_owned(),
            _ => format!("types::{}", type_name(name)),
        };
        let _ = writeln!(code, "({name:?}, object::<{path}>),");
    }
    code.push_str("];\n\n/// How the parameters of each method are read, and written as a call.\n");
    code.push_str("pub(crate) const METHODS: &[(&str, RoundTrip)] = &[\n");
    for name in table.methods.names() {
        let _ = writeln!(code, "({name:?}, call::<methods::{}>),", pascal(name));
    }
    code.push_str("];\n");
    output.insert("tgapi/tests/table/registry.rs".to_owned(), code);
    Ok(())
}
