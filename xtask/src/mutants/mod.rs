//! `cargo xtask mutants`: does a test notice when a promise is broken?
//!
//! Each mutant is one change of the reorder buffer's source that breaks something on purpose, with the test that has to
//! fail then. They are applied to a copy, one at a time.

mod list;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Output};
use std::time::Instant;

use self::list::{Kind, MUTANTS, Mutant};
use crate::Outcome;
use crate::run::{copy, root, target};

const HELP: &str = "\
cargo xtask mutants [options] [FILTER]

Breaks the reorder buffer in one way after the other, and demands that the test named for it fails. FILTER is a part of
a mutant's name: those are tried alone.

  --list        says what there is, and tries nothing
  -h, --help    this text";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let (mut list, mut filter) = (false, String::new());
    for arg in args {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Some("--list") => list = true,
            Some(name) if !name.starts_with('-') => name.clone_into(&mut filter),
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    let chosen: Vec<&Mutant> = MUTANTS.iter().filter(|mutant| mutant.name.contains(&filter)).collect();
    if chosen.is_empty() {
        return Err(format!("no mutant's name contains {filter}").into());
    }
    if list {
        for mutant in chosen {
            println!("{:28} {:52} {}", mutant.name, mutant.breaks, mutant.killed_by);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let copy = Copy::new()?;
    let mut survivors = 0;
    for (at, mutant) in chosen.iter().enumerate() {
        let start = Instant::now();
        let verdict = copy.try_out(mutant)?;
        survivors += u32::from(!matches!(verdict, Verdict::Killed));
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{:3}/{} {:28} {:9} {seconds:5.1} s  {}",
            at + 1,
            chosen.len(),
            mutant.name,
            verdict.word(),
            mutant.killed_by
        );
    }
    if survivors > 0 {
        println!(
            "{survivors} of {} survived: the tests named for them do not guard what they are to guard",
            chosen.len()
        );
        return Ok(ExitCode::FAILURE);
    }
    println!("all {} were noticed", chosen.len());
    Ok(ExitCode::SUCCESS)
}

enum Verdict {
    Killed,
    Survived,
}

impl Verdict {
    fn word(&self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Survived => "SURVIVED",
        }
    }
}

/// The workspace cut down to the reorder buffer, in the target folder.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = target().join("mutants/source");
        std::fs::create_dir_all(folder.join("tgreorder"))?;
        let manifest = std::fs::read_to_string(root().join("Cargo.toml"))?;
        let members = manifest.lines().find(|line| line.starts_with("members = ")).ok_or("no members in Cargo.toml")?;
        let manifest = manifest.replace(members, "members = [\"tgreorder\"]");
        std::fs::write(folder.join("Cargo.toml"), without(&manifest, "exclude = "))?;
        for file in ["Cargo.lock", "clippy.toml", "tgreorder/Cargo.toml", "tgreorder/README.md"] {
            std::fs::copy(root().join(file), folder.join(file))?;
        }
        for part in ["benches", "examples"] {
            copy(&root().join("tgreorder").join(part), &folder.join("tgreorder").join(part))?;
        }
        let copy = Self { folder };
        copy.restore()?;
        // The tests pass as things are, or a failure would prove nothing.
        for kind in [Kind::Loom, Kind::Unit] {
            let (filter, what) = match kind {
                Kind::Loom => ("loom_close_wakes", "the model checks"),
                Kind::Unit => ("tests::window", "the tests"),
            };
            println!("building {what}");
            let output = copy.test(kind, filter)?;
            if !output.status.success() {
                return Err(format!("unchanged, {what} fail:\n{}", said(&output)).into());
            }
        }
        Ok(copy)
    }

    fn restore(&self) -> std::io::Result<()> {
        copy(&root().join("tgreorder/src"), &self.source())
    }

    fn source(&self) -> PathBuf {
        self.folder.join("tgreorder/src")
    }

    fn try_out(&self, mutant: &Mutant) -> Result<Verdict, Box<dyn std::error::Error>> {
        let path = self.source().join(mutant.file);
        let text = std::fs::read_to_string(&path)?;
        if text.matches(mutant.find).count() != 1 {
            let count = text.matches(mutant.find).count();
            return Err(format!("{}: {} has {count} places like\n{}", mutant.name, mutant.file, mutant.find).into());
        }
        std::fs::write(&path, text.replace(mutant.find, mutant.replace))?;
        let output = self.test(mutant.kind, mutant.killed_by);
        std::fs::write(&path, text)?;
        let output = output?;
        let text = said(&output);
        if text.contains("could not compile") {
            return Err(format!("{} does not compile:\n{text}", mutant.name).into());
        }
        if output.status.success() && !text.contains("1 passed") {
            return Err(format!("{}: there is no test {}", mutant.name, mutant.killed_by).into());
        }
        // Not to come to an end is to be noticed, too: `timeout` says 124.
        Ok(if output.status.success() { Verdict::Survived } else { Verdict::Killed })
    }

    fn test(&self, kind: Kind, filter: &str) -> std::io::Result<Output> {
        let mut command = Command::new("timeout");
        command.arg("300").arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["test", "--quiet", "--package", "tgreorder", "--lib"]);
        match kind {
            Kind::Loom => {
                command.arg("--release").env("RUSTFLAGS", "--cfg loom").env("LOOM_MAX_PREEMPTIONS", "2");
                command.env("CARGO_TARGET_DIR", target().join("mutants/loom"));
            }
            Kind::Unit => {
                command.arg("--all-features").env("CARGO_TARGET_DIR", target().join("mutants/unit"));
            }
        }
        command.args(["--", filter]).env("PROPTEST_CASES", "1000").env("RUST_BACKTRACE", "0");
        command.current_dir(&self.folder).output()
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn without(text: &str, beginning: &str) -> String {
    text.lines().filter(|line| !line.starts_with(beginning)).flat_map(|line| [line, "\n"]).collect()
}
