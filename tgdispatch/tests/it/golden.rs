//! What the compiler says about common mistakes in handlers, kept as it is seen: `x.stderr` beside `x.rs` is the whole
//! diagnosis. What is not about the mistake is taken out: where files are, line numbers, lists of what else would fit, hints
//! about long names.
//!
//! Another version of the compiler words its own parts differently. So the diagnosis is compared as a whole with the version
//! that wrote it, which is its first line; with any other, what has to be there is what we say ourselves: the sentences of
//! `#[diagnostic::on_unimplemented]`, and whatever the file names by `//~`.

use std::path::Path;

/// Set to anything, the files are written anew.
const REWRITE: &str = "TGDISPATCH_REWRITE_UI";

/// Compares a diagnosis with what is kept, or keeps it. What is wrong, if anything.
pub(crate) fn compare(source: &Path, errors: &str) -> Option<String> {
    let kept_in = source.with_extension("stderr");
    let name = kept_in.file_name()?.to_string_lossy().into_owned();
    let now = format!("{}\n{}", version(), plain(errors));
    if std::env::var_os(REWRITE).is_some() {
        std::fs::write(&kept_in, now).unwrap();
        return None;
    }
    let again = format!("if that is as it should be, write it anew with {REWRITE}=1 and look at the change");
    let Ok(kept) = std::fs::read_to_string(&kept_in) else { return Some(format!("there is no {name}: {again}")) };
    let (kept_version, kept_text) = kept.split_once('\n').unwrap_or_default();
    if kept_version == version() {
        return (kept != now)
            .then(|| format!("{name} is not what the compiler says: {again}\n{}", difference(&kept, &now)));
    }
    let missing = ours(kept_text).find(|line| !plain(errors).contains(line));
    missing.map(|line| format!("of {name}, written with another compiler, this is missing: {line}\nin\n{errors}"))
}

/// The first two numbers: what is after them changes no words.
fn version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = std::process::Command::new(rustc).arg("--version").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let number = text.split(' ').nth(1).unwrap();
    format!("# rustc {}", number.rsplit_once('.').unwrap().0)
}

/// The lines of a diagnosis that come from our own attributes, without what the compiler draws around them.
fn ours(diagnosis: &str) -> impl Iterator<Item = &str> {
    let is_ours = |line: &&str| {
        line.starts_with("error[E0277]: ") && !line.contains("the trait bound")
            || line.trim_start().starts_with("= note: ")
    };
    let foreign =
        ["required for", "required by", "consider", "the full name", "this error originates", "the method was found"];
    let lines = diagnosis.lines().filter(is_ours).map(|line| line.trim_start().trim_start_matches("= note: "));
    lines.filter(move |line| !foreign.iter().any(|words| line.contains(words)))
}

/// A diagnosis without what changes from machine to machine.
fn plain(errors: &str) -> String {
    let mut plain = String::new();
    let mut in_list = false;
    for line in errors.lines() {
        let text = line.trim_start();
        // What else implements a trait: it grows with every feature. Its lines are set in behind its first.
        if text.starts_with("= help: the following other types") || text.starts_with("help: the following other types")
        {
            in_list = true;
            continue;
        }
        let is_item = ["-->", ":::", "|", "= note: `", "and "].iter().any(|start| text.starts_with(start));
        if in_list && (is_item || line.starts_with("       ")) {
            continue;
        }
        in_list = false;
        let noise = ["the full name for the type has been written", "consider using `--verbose`", "aborting due to"];
        if noise.iter().any(|words| line.contains(words)) || line.starts_with("For more information about") {
            continue;
        }
        plain.push_str(unnumbered(&placed(line)).trim_end());
        plain.push('\n');
    }
    while plain.ends_with("\n\n") {
        plain.pop();
    }
    plain
}

/// `--> /where/it/is/tests/ui/x.rs:7:3` as `--> x.rs`, and in the library as `--> src/handler/mod.rs`.
fn placed(line: &str) -> String {
    for arrow in ["--> ", "::: "] {
        if let Some((before, place)) = line.split_once(arrow) {
            let place = place.split(".rs:").next().unwrap_or(place);
            let after = |folder| place.rsplit_once(folder).map(|(_, rest)| rest);
            let place = ["tests/ui/", "tgdispatch/", "/library/"].into_iter().find_map(after).unwrap_or(place);
            return format!("{}{arrow}{place}.rs", before.trim_end_matches(' ').to_owned() + " ");
        }
    }
    line.to_owned()
}

/// The numbers of lines, and the room that is left for them, as one column of a fixed width.
fn unnumbered(line: &str) -> String {
    let rest = line.trim_start();
    let code = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if code.len() < rest.len() && code.trim_start().starts_with('|') {
        return format!("LL {}", code.trim_start());
    }
    if line.starts_with(' ') && rest.starts_with(['|', '=', '-', ':']) {
        return format!("   {rest}");
    }
    if line == "..." || line.starts_with("...") { "...".to_owned() } else { line.to_owned() }
}

fn difference(kept: &str, now: &str) -> String {
    let mut lines = String::new();
    let (kept, now): (Vec<_>, Vec<_>) = (kept.lines().collect(), now.lines().collect());
    for line in kept.iter().filter(|line| !now.contains(line)) {
        lines.push_str(&format!("- {line}\n"));
    }
    for line in now.iter().filter(|line| !kept.contains(line)) {
        lines.push_str(&format!("+ {line}\n"));
    }
    if lines.is_empty() {
        return format!("the order of its lines; now it is\n{}", now.join("\n"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "\
error[E0277]: `String` cannot be an argument of a handler
  --> /home/me/tgdispatch/tests/ui/argument.rs:11:38
   |
11 |     let _ = Router::new();
   |                           -- ^^^^^^^ `String` is not an extractor
   |
   = help: the following other types implement trait `FromUpdate<S>`:
             `Arc<tgapi::Update>` implements `FromUpdate<S>`
           and 90 others
   = note: arguments of a handler are extractors
   = note: required for `(Message, String)` to implement `Arguments<_>`
note: required by a bound in `Router::<S>::on`
   --> /home/me/tgdispatch/src/router/mod.rs:147:19
    |
147 |     pub fn on<H: Handler<M, S>>(
    |                  ^^^^^^^^^^^^^ required by this bound in `Router::<S>::on`

error: aborting due to 1 previous error

For more information about this error, try `rustc --explain E0277`.
";

    #[test]
    fn what_is_not_about_the_mistake_is_taken_out() {
        let expected = "\
error[E0277]: `String` cannot be an argument of a handler
   --> argument.rs
   |
LL |     let _ = Router::new();
   |                           -- ^^^^^^^ `String` is not an extractor
   |
   = note: arguments of a handler are extractors
   = note: required for `(Message, String)` to implement `Arguments<_>`
note: required by a bound in `Router::<S>::on`
   --> src/router/mod.rs
   |
LL |     pub fn on<H: Handler<M, S>>(
   |                  ^^^^^^^^^^^^^ required by this bound in `Router::<S>::on`
";
        assert_eq!(plain(SAID), expected);
        let elsewhere = SAID.replace("/home/me", "/srv/you").replace("11", "8").replace("147", "9");
        assert_eq!(plain(&elsewhere), expected);
        let ours: Vec<_> = ours(expected).collect();
        assert_eq!(
            ours,
            ["error[E0277]: `String` cannot be an argument of a handler", "arguments of a handler are extractors"]
        );
    }
}
