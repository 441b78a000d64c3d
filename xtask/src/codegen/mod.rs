//! `cargo xtask codegen`: the types and methods of tgapi, and the table of tgsandbox, from the facts in `tgapi/api`.

mod diff;
mod emit;
mod fields;
mod files;
mod names;
mod table;
mod unions;
mod words;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use emit::{Everything, Output};
use fields::Context;
use files::Files;
use table::Table;
use words::Words;

use crate::{Outcome, run};

/// Why nothing could be generated: what is missing or does not fit, and where.
type Failure = Box<dyn std::error::Error>;

const HELP: &str = "\
cargo xtask codegen [flags]

Writes tgapi/src/generated, the registries of tgapi's and tgsandbox's tests and tgsandbox's table of methods from tgapi/api:
botapi.json (facts), words.txt (sentences) and files.txt (in which file what goes). tgapi/api/README.md says how to move to the next version of the Bot API.

  --check         writes nothing; exit status 1 if the files are not what would be written
  --diff FILE     writes nothing; says what FILE, another table, adds to ours, drops from it and changes
  -h, --help      this text";

/// The folder that holds nothing but generated files.
const FOLDER: &str = "tgapi/src/generated";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    use lexopt::Arg::{Long, Short};
    let mut check = false;
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("check") => check = true,
            Long("diff") => return diff::print(&Table::read(&api("botapi.json"))?, &parser.value()?),
            Long("help") | Short('h') => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let output = pretty(&generate()?)?;
    let root = run::root();
    let stale = stale(&root, &output)?;
    if check {
        for path in &stale {
            eprintln!("{path} is not what `cargo xtask codegen` writes");
        }
        return Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    for path in &stale {
        let file = root.join(path);
        match output.get(path) {
            Some(text) => {
                if let Some(folder) = file.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(&file, text)?;
                println!("wrote {path}");
            }
            None => {
                fs::remove_file(&file)?;
                println!("removed {path}");
            }
        }
    }
    println!("{} files, {} of them changed", output.len(), stale.len());
    Ok(ExitCode::SUCCESS)
}

fn api(file: &str) -> PathBuf {
    run::root().join("tgapi/api").join(file)
}

fn generate() -> Result<Output, Failure> {
    let table = Table::read(&api("botapi.json"))?;
    let words = Words::read(&api("words.txt"))?;
    words.check(&table)?;
    let files = Files::read(&api("files.txt"))?;
    let unions = unions::unions(&table)?;
    let names: Vec<_> = unions.iter().map(|union| union.name.clone()).collect();
    let context = Context { table: &table, words: &words, unions: &names };
    emit::everything(&Everything { context, files: &files, unions: &unions })
}

/// The same, formatted by rustfmt with the project's settings.
fn pretty(output: &Output) -> Result<Output, Failure> {
    let mut pretty = Output::new();
    for (path, text) in output {
        pretty.insert(path.clone(), rustfmt(text).map_err(|error| format!("{path}: {error}"))?);
    }
    Ok(pretty)
}

fn rustfmt(text: &str) -> Result<String, Failure> {
    // By standard input, or it would follow the `mod` lines.
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(run::root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt does not start ({error}): rustup component add rustfmt"))?;
    // It reads everything before it writes anything, so neither side waits for the other.
    rustfmt.stdin.take().ok_or("no standard input")?.write_all(text.as_bytes())?;
    let done = rustfmt.wait_with_output()?;
    if !done.status.success() {
        return Err("rustfmt refused what was generated".into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// Files that have to be written or removed.
fn stale(root: &Path, output: &Output) -> Result<BTreeSet<String>, Failure> {
    let mut stale: BTreeSet<String> = BTreeSet::new();
    for (path, text) in output {
        if fs::read_to_string(root.join(path)).ok().as_ref() != Some(text) {
            stale.insert(path.clone());
        }
    }
    let mut left = vec![root.join(FOLDER)];
    while let Some(folder) = left.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
                continue;
            }
            let name = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            if !output.contains_key(&name) {
                stale.insert(name);
            }
        }
    }
    Ok(stale)
}
