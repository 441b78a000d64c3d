//! `cargo xtask features`: every library with every set of its features, by `cargo check`. Features only add, so every
//! set has to compile, and without a warning.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use lexopt::prelude::*;

use crate::Outcome;

const HELP: &str = "\
cargo xtask features

Checks every library of the workspace with every set of its features.

  --list            only shows the sets
  -h, --help        this text
";

const LIBRARIES: [&str; 5] = ["tgapi", "tgreorder", "tgdispatch", "tgwebhook", "tgbot"];

/// The features of a library, each with those that it turns on.
struct Features(Vec<(String, Vec<String>)>);

pub(super) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let mut parser = lexopt::Parser::from_args(args);
    let mut list = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("list") => list = true,
            Short('h') | Long("help") => {
                println!("{}", HELP.trim_end());
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let mut failed = Vec::new();
    for library in LIBRARIES {
        let manifest = std::fs::read_to_string(format!("{}/../{library}/Cargo.toml", env!("CARGO_MANIFEST_DIR")))?;
        for set in Features::read(&manifest).sets() {
            let shown = format!("{library} [{}]", set.join(","));
            println!("{shown}");
            if !list && !check(library, &set)? {
                failed.push(shown);
            }
        }
    }
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nnot compiled, or with warnings: {}", failed.join(", "));
    Ok(ExitCode::from(1))
}

impl Features {
    /// From a manifest. Entries with `:` or `/` are about dependencies, and turn on no feature of this library.
    fn read(manifest: &str) -> Self {
        let table = manifest.split("[features]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default();
        let lines = table.lines().filter(|line| !line.trim_start().starts_with('#'));
        let table = lines.collect::<Vec<_>>().join(" ");
        let features = table.split(']').filter_map(|feature| feature.split_once(" = ["));
        let features = features.map(|(name, on)| {
            let on = on.split(',').map(|entry| entry.trim().trim_matches('"'));
            let on = on.filter(|entry| !entry.is_empty() && !entry.contains([':', '/']));
            (name.trim().to_owned(), on.map(str::to_owned).collect())
        });
        Self(features.filter(|(name, _)| name != "default").collect())
    }

    /// Every set of features, each once: a set that turns on more than it names is the same as the one that names it all.
    fn sets(&self) -> Vec<Vec<&str>> {
        let names = |set: u32| {
            let chosen = self.0.iter().enumerate().filter(move |(at, _)| set & (1 << at) != 0);
            chosen.map(|(_, (name, _))| name.as_str()).collect::<Vec<_>>()
        };
        let is_complete = |set: &Vec<&str>| {
            let chosen = self.0.iter().filter(|(name, _)| set.contains(&name.as_str()));
            chosen.flat_map(|(_, on)| on).all(|on| set.contains(&on.as_str()))
        };
        (0..1_u32 << self.0.len()).map(names).filter(is_complete).collect()
    }
}

/// Whether it compiles without a warning.
fn check(library: &str, features: &[&str]) -> std::io::Result<bool> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // A folder of its own: its warnings are errors, and must not make others build anew.
    command
        .env("RUSTFLAGS", "-D warnings")
        .args(["check", "--quiet", "--locked", "--no-default-features", "--target-dir", "target/features"])
        .args(["-p", library, "--features", &features.join(",")]);
    Ok(command.status()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"
[package]
name = "x"

[features]
default = ["server"]
# A comment with a = ["b"] in it.
server = ["certificates", "dep:hyper"]
certificates = [
    "dep:rcgen",
    "tokio/net",
]
acme = ["server"]

[dependencies]
other = { features = ["y"] }
"#;

    #[test]
    fn each_set_is_there_once_and_names_all_that_it_turns_on() {
        let features = Features::read(MANIFEST);
        let sets = features.sets();
        assert_eq!(
            sets,
            [&[][..], &["certificates"], &["server", "certificates"], &["server", "certificates", "acme"]]
        );
    }

    #[test]
    fn the_libraries_have_features() {
        for library in LIBRARIES {
            let file = format!("{}/../{library}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
            let sets = Features::read(&std::fs::read_to_string(file).unwrap()).sets().len();
            assert!((2..=32).contains(&sets), "{library}: {sets}");
        }
    }
}
