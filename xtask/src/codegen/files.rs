//! In which file everything goes: `tgapi/api/files.txt`.

use std::path::Path;

use super::Failure;

pub(super) struct Files(Vec<File>);

/// One generated file of types or of methods.
pub(super) struct File {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// What is in it.
    pub(super) title: String,
    patterns: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Types,
    Methods,
}

impl Files {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut files = Vec::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let file = parse(line).ok_or_else(|| {
                format!("{}:{}: expected `types|methods FILE: Title. | Name Prefix* ..`", path.display(), number + 1)
            })?;
            files.push(file);
        }
        Ok(Self(files))
    }

    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &File> {
        self.0.iter().filter(move |file| file.kind == kind)
    }

    /// The file for a name: the whole name goes before a prefix, a longer prefix before a shorter one.
    pub(super) fn find(&self, kind: Kind, name: &str) -> Result<&File, Failure> {
        let fit = |file: &File| {
            let of_pattern = |pattern: &String| match pattern.strip_suffix('*') {
                Some(prefix) => name.starts_with(prefix).then_some(prefix.len()),
                None => (pattern == name).then_some(usize::MAX),
            };
            file.patterns.iter().filter_map(of_pattern).max()
        };
        let best = self.of(kind).filter_map(|file| fit(file).map(|fit| (fit, file))).max_by_key(|(fit, _)| *fit);
        best.map(|(_, file)| file)
            .ok_or_else(|| format!("tgapi/api/files.txt does not say in which file {name} goes").into())
    }
}

fn parse(line: &str) -> Option<File> {
    let (head, patterns) = line.split_once(" | ")?;
    let (kind, head) = head.split_once(' ')?;
    let (name, title) = head.split_once(": ")?;
    let kind = match kind {
        "types" => Kind::Types,
        "methods" => Kind::Methods,
        _ => return None,
    };
    let patterns = patterns.split_whitespace().map(str::to_owned).collect();
    Some(File { kind, name: name.to_owned(), title: title.to_owned(), patterns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_particular_pattern_wins() {
        let lines = ["types a: A. | Chat*", "types b: B. | ChatMember*", "types c: C. | ChatMemberUpdated"];
        let files = Files(lines.iter().map(|line| parse(line).unwrap()).collect());
        let file = |name| files.find(Kind::Types, name).map(|file| file.name.clone()).unwrap();
        assert_eq!((file("Chat"), file("ChatMemberLeft")), ("a".to_owned(), "b".to_owned()));
        assert_eq!(file("ChatMemberUpdated"), "c");
        assert!(files.find(Kind::Types, "User").is_err());
        assert!(files.find(Kind::Methods, "Chat").is_err());
    }
}
