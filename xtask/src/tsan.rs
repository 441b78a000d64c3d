//! `cargo xtask tsan`: the reorder buffer's stress example under ThreadSanitizer.
//!
//! Built by the compiler alone, without cargo: the buffer needs no other crate, and the example's companions (benches,
//! test tools) would take minutes to build a second time. std is not instrumented, so the example uses nothing of it
//! that synchronises but starting and joining threads.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::Outcome;
use crate::run::{has, root, skip, target};

const HELP: &str = "\
cargo xtask tsan [options]

Runs tgreorder/examples/stress.rs under ThreadSanitizer. Needs a nightly toolchain on x86-64 Linux.

  --numbers N    how many numbers each producer inserts; default 300,000
  --weaken       the control: publishes without Release, and fails unless ThreadSanitizer says so
  -h, --help     this text";

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let (mut numbers, mut weaken) = ("300000".to_owned(), false);
    let mut args = args;
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("-h" | "--help") => {
                println!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Some("--numbers") => numbers = args.next().ok_or("--numbers: how many?")?.to_string_lossy().into_owned(),
            Some("--weaken") => weaken = true,
            _ => return Err(format!("unexpected {}\n\n{HELP}", arg.display()).into()),
        }
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64"))
        || !has(Command::new("rustup").args(["run", "nightly", "rustc", "--version"]))
    {
        return skip("ThreadSanitizer needs a nightly toolchain on x86-64 Linux");
    }
    let out = target().join("tsan");
    std::fs::create_dir_all(&out)?;
    let source = root().join("tgreorder");
    let library = if weaken { weakened(&source, &out)? } else { source.join("src/lib.rs") };
    rustc(&out, &["--crate-type", "rlib", "--crate-name", "tgreorder"], &library)?;
    let example = out.join("libtgreorder.rlib");
    let external = format!("tgreorder={}", example.display());
    rustc(&out, &["--crate-name", "stress", "--extern", &external], &source.join("examples/stress.rs"))?;
    let status = Command::new(out.join("stress")).arg(numbers).env("TSAN_OPTIONS", "halt_on_error=1").status()?;
    match (weaken, status.success()) {
        (false, _) => Ok(crate::run::code(status)),
        (true, false) => {
            println!("found, as it has to be");
            Ok(ExitCode::SUCCESS)
        }
        (true, true) => Err("ThreadSanitizer did not notice that a payload is published without Release".into()),
    }
}

fn rustc(out: &Path, args: &[&str], source: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let status = Command::new("rustup")
        .args(["run", "nightly", "rustc", "--edition", "2024", "-Copt-level=2", "-Cdebuginfo=1", "-Zsanitizer=thread"])
        .args(["-Cunsafe-allow-abi-mismatch=sanitizer", "--target", "x86_64-unknown-linux-gnu", "--cap-lints", "allow"])
        .arg("--out-dir")
        .arg(out)
        .args(args)
        .arg(source)
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("{} does not build", source.display()).into()) }
}

/// A copy of the sources in which a payload is published by a Relaxed store.
fn weakened(source: &Path, out: &Path) -> Result<std::path::PathBuf, Box<dyn std::error::Error>> {
    let copy = out.join("weakened");
    crate::run::copy(&source.join("src"), &copy)?;
    let slot = copy.join("slot.rs");
    let text = std::fs::read_to_string(&slot)?;
    let publish = "self.word.store(Word::new(lap, Tag::Full).0, Ordering::Release);";
    if text.matches(publish).count() != 1 {
        return Err("slot.rs publishes in another way than the control knows".into());
    }
    std::fs::write(&slot, text.replace(publish, &publish.replace("Release", "Relaxed")))?;
    Ok(copy.join("lib.rs"))
}
