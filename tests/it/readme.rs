//! The README's code blocks are examples, and its commands are those that CI runs.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

#[test]
fn code_blocks_are_examples() {
    let readme = read("README.md");
    let blocks = readme.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next());
    let examples = ["tgbot/examples/counter.rs", "tgbot/examples/everyday.rs"];
    let blocks: Vec<_> = blocks.collect();
    assert_eq!(blocks.len(), examples.len());
    for (block, example) in blocks.into_iter().zip(examples) {
        // An example opens by saying what it is, as every file does.
        let example = read(example);
        let code: Vec<_> = example.lines().skip_while(|line| line.starts_with("//!") || line.is_empty()).collect();
        assert_eq!(block.trim(), code.join("\n").trim());
    }
}

#[test]
fn ci_runs_the_readmes_commands() {
    let (readme, ci) = (read("README.md"), read(".ci/run"));
    for command in ["cargo run -p tgbot --example counter", "cargo test --workspace"] {
        assert!(readme.contains(&format!("$ {command}\n")), "{command} is not in the README");
        let runs =
            |line: &str| !line.trim_start().starts_with('#') && line.contains(command) && !line.contains("--no-run");
        assert!(ci.lines().any(runs), "{command} is not in .ci/run");
    }
}

#[test]
fn every_source_file_opens_by_saying_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                // Compile-fail cases are short on purpose, and quoted in what the compiler says of them.
                if !name.starts_with('.') && !["target", "ui"].contains(&&*name) {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") {
                files += 1;
                let text = fs::read_to_string(&path).unwrap();
                assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
            }
        }
    }
    assert!(files > 100, "found only {files} files");
}
