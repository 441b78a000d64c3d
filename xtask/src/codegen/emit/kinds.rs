//! The kinds of update: `generated/update_kinds.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::Failure;
use super::super::names::pascal;
use super::{Everything, GENERATED, Output, header, imports};

pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let table = all.context.table;
    let update = table.types.get("Update").ok_or("the table has no Update")?;
    let mut code = "kinds! {\n".to_owned();
    for kind in &table.update_kinds {
        let field = update.fields.iter().find(|field| field.name == *kind);
        let payload = field.and_then(|field| field.only_type()).ok_or_else(|| format!("Update has no field {kind}"))?;
        let sentence = all.context.words.of_field("Update", kind)?;
        let by_default = if table.default_excluded_updates.contains(kind) { "asked_for" } else { "by_default" };
        let _ = writeln!(code, "    /// {sentence}\n    {by_default} {}({payload}) = {kind:?},", pascal(kind));
    }
    code.push_str("}\n");
    let title = header("The kinds of update.");
    let imports = imports(all, &code, &BTreeSet::new());
    let code = format!("{title}use crate::update::kinds;\n{imports}\n{code}");
    output.insert(format!("{GENERATED}/update_kinds.rs"), code);
    Ok(())
}
