//! `cargo xtask corpus`: documents of the Bot API are read, written again and compared. What a type knows of a document
//! may not be lost on the way, and no update may be.

mod check;
mod report;

// What tgapi's own tests know of the facts table.
#[path = "../../../../tgapi/tests/table/facts.rs"]
#[expect(clippy::expect_used, reason = "the table is a part of the program")]
mod facts;
#[path = "../../../../tgapi/tests/table/known.rs"]
mod known;
#[path = "../../../../tgapi/tests/table/registry.rs"]
#[expect(dead_code, reason = "a corpus has no calls in it")]
mod registry;

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;

use check::{RoundTrip, call, object};
use report::Report;

use crate::Outcome;

const HELP: &str = "\
cargo xtask corpus FILE [flags]

Reads every document of FILE, writes it again and compares: nothing that the API knows may be lost on the way. FILE has
one JSON object a line:

  {\"id\": \"m1\", \"kind\": \"update\", \"type\": \"Update\", \"verdict\": \"ok\", \"doc\": {..}}

  kind      update, message, response (the whole answer of a call) or anything else
  type      the type of the document, or of what a response gives: a type of the API, `Array of` one, True, int, str,
            or error for a refusal
  verdict   what to expect of it: ok, or anything else for documents that are not (or no longer) what the API sends
  doc       the document

A bare update, {\"update_id\": ..}, counts as kind update and verdict ok.

  --failed N    print at most N documents that failed, by their id and the reason; default 40
  -h, --help    this text

Exit status 1 if a document with the verdict ok failed.";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    use lexopt::Arg::{Long, Short, Value};
    use lexopt::ValueExt as _;
    let mut path: Option<PathBuf> = None;
    let mut failed = 40;
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("failed") => failed = parser.value()?.parse()?,
            Long("help") | Short('h') => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Value(value) if path.is_none() => path = Some(value.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.ok_or("which file? cargo xtask corpus --help tells more")?;
    let file = File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut report = Report::default();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| format!("{}:{}: {error}", path.display(), number + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let document =
            check::Document::read(&line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1))?;
        let id = document.id.clone().unwrap_or_else(|| format!("line {}", number + 1));
        report.add(&document, id, document.check());
    }
    print!("{}", report.shown(failed));
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
