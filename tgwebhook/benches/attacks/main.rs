//! Attacks on the server, and what they cost whoever sends good updates: `cargo bench -p tgwebhook --bench attacks`.
//!
//! The server runs in a process of its own, whose memory and processor time are read from the system. Every figure
//! stands beside the one without the attack, from the same run. `--quick` makes the long one short.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "it is a program for a person")]

#[cfg(target_os = "linux")]
mod client;
#[cfg(target_os = "linux")]
mod rows;
#[cfg(target_os = "linux")]
mod serve;
#[cfg(target_os = "linux")]
mod timing;

#[cfg(target_os = "linux")]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if let Some(kind) = arguments.iter().find_map(|argument| argument.strip_prefix("--serve=")) {
        return serve::serve(kind);
    }
    // `cargo test --benches` only wants to know that it builds.
    if !has("--bench") {
        return;
    }
    println!("{:<34}{:>16}{:>16}  target", "", "without", "with attack");
    timing::secret();
    rows::run(has("--quick"));
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("memory and processor time of a process are read as Linux shows them");
}
