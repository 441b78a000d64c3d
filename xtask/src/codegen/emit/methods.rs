//! Methods: `generated/methods`, how they are written in `generated/methods/codec`, and the same by name on the client
//! in `generated/client`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::Failure;
use super::super::files::Kind;
use super::super::names::{link, pascal, snake, type_name};
use super::super::table::Method;
use super::{Everything, GENERATED, Output, header, imports, object, setters, structure};

/// Results with a type that only their place tells.
const RESULTS: &[(&str, &str)] = &[
    // They are tokens, and have to be kept as such.
    ("getManagedBotToken", "Token"),
    ("replaceManagedBotToken", "Token"),
];

#[derive(Default)]
struct Draft {
    methods: String,
    client: String,
    names: BTreeSet<String>,
}

pub(super) fn emit(all: &Everything<'_>, output: &mut Output) -> Result<(), Failure> {
    let mut drafts: BTreeMap<&str, Draft> = BTreeMap::new();
    for (name, method) in &all.context.table.methods.0 {
        let draft = drafts.entry(&all.files.find(Kind::Methods, name)?.name).or_default();
        one_method(all, name, method, draft)?;
    }
    let mut modules = String::new();
    let mut exports = String::new();
    for file in all.files.of(Kind::Methods) {
        let Some(draft) = drafts.get(file.name.as_str()) else {
            return Err(format!("tgapi/api/files.txt: no method goes into {}", file.name).into());
        };
        let mut methods = header(&file.title);
        for import in ["object", "setters", "uploads"] {
            if draft.methods.contains(&format!("{import}!(")) {
                let _ = writeln!(methods, "use crate::codec::{import};");
            }
        }
        methods.push_str("use crate::methods::Method;\n");
        let _ = write!(methods, "{}\n{}", imports(all, &draft.methods, &draft.names), draft.methods);
        output.insert(format!("{GENERATED}/methods/{}.rs", file.name), methods);

        let names: Vec<_> = draft.names.iter().map(String::as_str).collect();
        let mut client = header(&format!("By name on the client: {}", lower_first(&file.title)));
        let _ =
            writeln!(client, "use crate::client::{{Client, Request}};\nuse crate::methods::{{{}}};", names.join(", "));
        let code = format!("impl Client {{\n{}}}\n", draft.client);
        let _ = write!(client, "{}\n{code}", imports(all, &code, &draft.names));
        output.insert(format!("{GENERATED}/client/{}.rs", file.name), client);

        let _ = writeln!(modules, "mod {};", file.name);
        let _ = writeln!(exports, "pub use {}::{{{}}};", file.name, names.join(", "));
    }
    let title = header("All methods of the API, one file a theme.");
    output.insert(format!("{GENERATED}/methods/mod.rs"), format!("{title}{modules}\n{exports}"));
    let title = header("All methods of the API by name, on the client.");
    output.insert(format!("{GENERATED}/client/mod.rs"), format!("{title}{modules}"));
    Ok(())
}

fn lower_first(title: &str) -> String {
    let mut characters = title.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

fn one_method(all: &Everything<'_>, name: &str, method: &Method, draft: &mut Draft) -> Result<(), Failure> {
    let rust = pascal(name);
    let mut shapes = Vec::new();
    for field in &method.fields {
        shapes.push(all.context.shape(name, true, field)?);
    }
    let sentence = all.context.words.of_method(name)?;
    let result = result(name, &method.returns)?;
    let docs = format!("/// {sentence}\n///\n/// {}\n", link(name));
    let code = &mut draft.methods;
    code.push_str(&structure(&rust, &docs, &shapes, "parameters"));
    code.push_str(&setters(&rust, true, &shapes));
    let _ = writeln!(code, "impl Method for {rust} {{\ntype Output = {result};\nconst NAME: &'static str = {name:?};");
    if !method.uploads.is_empty() {
        code.push_str("\nfn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {\n");
        code.push_str("crate::codec::Uploads::uploads(self, visit);\n}\n");
    }
    code.push_str("}\n\n");
    code.push_str(&object(&rust, None, &shapes));
    if !method.uploads.is_empty() {
        let _ = writeln!(code, "uploads!(struct {rust} {{ {} }});\n", method.uploads.join(", "));
    }

    let taken: Vec<_> = shapes.iter().filter(|shape| shape.in_new).collect();
    let parameters: Vec<_> = taken.iter().map(|shape| format!(", {}: {}", shape.field, shape.parameter())).collect();
    let arguments: Vec<_> = taken.iter().map(|shape| shape.field.as_str()).collect();
    let _ = writeln!(
        draft.client,
        "/// {sentence} See [`{rust}`].\n{}pub fn {}(&self{}) -> Request<{rust}> {{ self.request({rust}::new({})) }}\n",
        if taken.len() > 6 { "#[expect(clippy::too_many_arguments, reason = \"so many are required\")]\n" } else { "" },
        snake(name),
        parameters.concat(),
        arguments.join(", "),
    );
    draft.names.insert(rust);
    Ok(())
}

fn result(name: &str, returns: &[String]) -> Result<String, Failure> {
    if let Some((_, result)) = RESULTS.iter().find(|(method, _)| *method == name) {
        return Ok((*result).to_owned());
    }
    let returns: Vec<_> = returns.iter().map(String::as_str).collect();
    match returns.as_slice() {
        [one] => Ok(single(one)),
        ["Message", "True"] => Ok("MessageOrTrue".to_owned()),
        _ => Err(format!("{name} gives one of {}: no type for that", returns.join(", ")).into()),
    }
}

fn single(name: &str) -> String {
    match name {
        "True" | "Boolean" => "bool".to_owned(),
        "Integer" => "i64".to_owned(),
        "String" => "String".to_owned(),
        _ => match name.strip_prefix("Array of ") {
            Some(element) => format!("Vec<{}>", single(element)),
            None => type_name(name).to_owned(),
        },
    }
}
