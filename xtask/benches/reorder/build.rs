//! Tells the program by which compiler it was built: figures are of one compiler.

use std::process::Command;

fn main() {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let version = Command::new(rustc).arg("--version").output().ok().and_then(|out| String::from_utf8(out.stdout).ok());
    let version =
        version.map_or_else(|| "rustc".to_owned(), |text| text.split(' ').take(2).collect::<Vec<_>>().join(" "));
    println!("cargo::rustc-env=RUSTC_VERSION={}", version.trim());
    println!("cargo::rerun-if-changed=build.rs");
}
