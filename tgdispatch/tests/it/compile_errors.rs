//! What the compiler says to common mistakes: which argument is wrong, or what else. Each file in `ui` names, in lines that
//! start with `//~`, the sentences that have to be among the errors. Of the commonest
//! the whole diagnosis is kept: see `golden`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::golden;

/// Whose diagnosis is kept as a whole: what people do wrong most often.
const COMMONEST: [&str; 9] =
    ["argument", "error_type", "filter", "no_sessions", "not_async", "not_send", "reference", "result", "state"];

/// The library as it was built for this test: the newest one beside the test's own program.
fn library() -> (PathBuf, PathBuf) {
    let program = std::env::current_exe().unwrap();
    let deps = program.parent().unwrap().to_owned();
    let built = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let library = name.starts_with("libtgdispatch-") && name.ends_with(".rlib");
        library.then(|| (entry.metadata().unwrap().modified().unwrap(), entry.path()))
    };
    let newest = std::fs::read_dir(&deps).unwrap().filter_map(|entry| built(entry.unwrap())).max();
    (deps, newest.expect("the library was built before its test").1)
}

/// Checks a file, or with `codegen` compiles it: what generic code asserts is known only then.
fn compile(file: &Path, codegen: bool) -> (bool, String) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (deps, library) = library();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "bin",
            "--crate-name",
            "ui",
            "--emit",
            if codegen { "obj" } else { "metadata" },
            "-A",
            "warnings",
        ])
        .arg("-o")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("ui-{}.out", NEXT.fetch_add(1, Ordering::Relaxed))))
        .arg("-L")
        .arg(format!("dependency={}", deps.display()))
        .arg("--extern")
        .arg(format!("tgdispatch={}", library.display()))
        .arg(file)
        .output()
        .expect("the compiler that built this test can be run");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn mistakes_are_named() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files.sort();
    assert!(files.len() >= 8, "{files:?}");
    if !cfg!(feature = "derive") {
        files.retain(|file| !file.file_name().unwrap().to_string_lossy().starts_with("derive_"));
    }
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let expected: Vec<_> = source.lines().filter_map(|line| line.strip_prefix("//~ ")).collect();
        let (compiled, errors) = compile(&file, source.contains("//@ codegen"));
        if expected.is_empty() {
            assert!(compiled, "{} is to compile:\n{errors}", file.display());
        }
        for sentence in expected {
            assert!(!compiled && errors.contains(sentence), "{}: no {sentence:?} in\n{errors}", file.display());
        }
    }
}

#[test]
fn the_commonest_are_explained_as_they_always_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let problems = COMMONEST.iter().filter_map(|name| {
        let file = folder.join(name).with_extension("rs");
        golden::compare(&file, &compile(&file, false).1)
    });
    let problems: Vec<_> = problems.collect();
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}
