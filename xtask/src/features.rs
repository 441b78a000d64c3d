//! `cargo xtask features`: every library with every set of its features, by `cargo check`. Features only add, so every
//! set has to compile, and without a warning. Those of a library that do nothing but turn on features of others, whose own
//! sets are checked there, count as one. Of a library with more than five, whose sets would be too many, it is those of two
//! at most and those that lack one at most: what breaks needs a pair, as a rule, of two that are on or one that is off.

use std::ffi::OsString;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};

use lexopt::prelude::*;

use crate::Outcome;

const HELP: &str = "\
cargo xtask features

Checks every library of the workspace with every set of its features; of more than five, with the sets that tell most.

  --list            only shows the sets
  -h, --help        this text
";

const LIBRARIES: [&str; 6] = ["tgapi", "tgreorder", "tgdispatch", "tgwebhook", "tgqueue", "tgbot"];

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
    let mut sets = Vec::new();
    for library in LIBRARIES {
        let manifest = std::fs::read_to_string(format!("{}/../{library}/Cargo.toml", env!("CARGO_MANIFEST_DIR")))?;
        let features = Features::read(&manifest);
        sets.extend(features.sets().iter().map(|set| (library, set.join(","))));
    }
    if list {
        sets.iter().for_each(|(library, set)| println!("{library} [{set}]"));
        return Ok(ExitCode::SUCCESS);
    }
    let failed = check_all(&sets)?;
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nnot compiled, or with warnings: {}", failed.join(", "));
    Ok(ExitCode::from(1))
}

/// Checks all of them, several at a time: the check of one library keeps one processor busy. Which failed.
fn check_all(sets: &[(&str, String)]) -> std::io::Result<Vec<String>> {
    let at_a_time = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let next = AtomicUsize::new(0);
    let work = |worker: usize| -> std::io::Result<Vec<String>> {
        let mut failed = Vec::new();
        while let Some((library, set)) = sets.get(next.fetch_add(1, Ordering::Relaxed)) {
            let shown = format!("{library} [{set}]");
            println!("{shown}");
            if !check(library, set, worker)? {
                failed.push(shown);
            }
        }
        Ok(failed)
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..at_a_time).map(|worker| scope.spawn(move || work(worker))).collect();
        let mut failed = Vec::new();
        for worker in workers {
            failed.extend(worker.join().map_err(|_| std::io::Error::other("a thread panicked"))??);
        }
        Ok(failed)
    })
}

impl Features {
    /// From a manifest. Entries with `:` or `/` are about dependencies, and turn on no feature of this library.
    fn read(manifest: &str) -> Self {
        let table = manifest.split("[features]\n").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default();
        let lines = table.lines().filter(|line| !line.trim_start().starts_with('#'));
        let table = lines.collect::<Vec<_>>().join(" ");
        let features = table.split(']').filter_map(|feature| feature.split_once(" = ["));
        let features = features.map(|(name, on)| {
            let on = on.split(',').map(|entry| entry.trim().trim_matches('"').to_owned());
            (name.trim().to_owned(), on.filter(|entry| !entry.is_empty()).collect::<Vec<_>>())
        });
        let features = features.filter(|(name, _)| name != "default");
        let forwards = |on: &[String]| !on.is_empty() && on.iter().all(|entry| entry.contains('/'));
        let (forwarding, mut features): (Vec<_>, Vec<_>) = features.partition(|(_, on)| forwards(on));
        for (_, on) in &mut features {
            on.retain(|entry| !entry.contains([':', '/']));
        }
        let forwarding: Vec<_> = forwarding.into_iter().map(|(name, _)| name).collect();
        if !forwarding.is_empty() {
            // As cargo's own list of features has it.
            features.push((forwarding.join(","), Vec::new()));
        }
        Self(features)
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
        let all = self.0.len();
        let is_telling = |set: &Vec<&str>| all <= 5 || set.len() <= 2 || set.len() + 1 >= all;
        (0..1_u32 << all).map(names).filter(is_complete).filter(is_telling).collect()
    }
}

/// Whether it compiles without a warning.
fn check(library: &str, features: &str, worker: usize) -> std::io::Result<bool> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // Folders of their own: warnings are errors here, and must not make others build anew; and cargo locks its folder.
    command
        .env("RUSTFLAGS", "-D warnings")
        .args(["check", "--quiet", "--locked", "--no-default-features", "--target-dir"])
        .arg(format!("target/features/{worker}"))
        .args(["-p", library, "--features", features]);
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
cron = ["other/cron"]
regex = ["other/regex", "more/regex"]

[dependencies]
other = { features = ["y"] }
"#;

    #[test]
    fn each_set_is_there_once_and_names_all_that_it_turns_on() {
        let features = Features::read(MANIFEST);
        let sets = features.sets();
        let without = [&[][..], &["certificates"], &["server", "certificates"], &["server", "certificates", "acme"]];
        let with = without.map(|set| [set, &["cron,regex"]].concat());
        assert_eq!(sets, without.map(<[_]>::to_vec).into_iter().chain(with).collect::<Vec<_>>());
    }

    #[test]
    fn of_many_features_those_that_tell_most() {
        let lines = ["a", "b", "c", "d", "e", "f"].map(|name| format!("{name} = []\n"));
        let features = Features::read(&format!("[features]\n{}", lines.concat()));
        let sets = features.sets();
        // None, each, each pair; all, and all but each.
        assert_eq!(sets.len(), 1 + 6 + 15 + 1 + 6);
        assert!(sets.iter().all(|set| set.len() <= 2 || set.len() >= 5), "{sets:?}");
    }

    #[test]
    fn the_libraries_have_features() {
        for library in LIBRARIES {
            let file = format!("{}/../{library}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
            let sets = Features::read(&std::fs::read_to_string(file).unwrap()).sets().len();
            assert!((2..=40).contains(&sets), "{library}: {sets}");
        }
    }
}
