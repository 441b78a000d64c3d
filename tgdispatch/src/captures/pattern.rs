//! What a pattern can capture, and whether that is what a handler takes.

use std::sync::Arc;

/// What a handler takes of what a pattern captured: checked against the pattern when the router is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    take: Take,
    /// The handler can do without a pattern.
    optional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Take {
    Any,
    Numbered(Vec<Group>),
    Named(Vec<(&'static str, Group)>),
}

/// One group of a pattern, as a handler takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// It may be left out of a match.
    pub optional: bool,
}

impl Group {
    /// One that every match has to have.
    pub const REQUIRED: Self = Self { optional: false };
    /// One that may be left out of a match.
    pub const OPTIONAL: Self = Self { optional: true };
}

impl Groups {
    /// Whatever there is.
    #[must_use]
    pub fn any() -> Self {
        Self { take: Take::Any, optional: false }
    }

    /// All the groups of the pattern, in this order.
    #[must_use]
    pub fn numbered(groups: impl IntoIterator<Item = Group>) -> Self {
        Self { take: Take::Numbered(groups.into_iter().collect()), optional: false }
    }

    /// Groups of these names, among others.
    #[must_use]
    pub fn named(groups: impl IntoIterator<Item = (&'static str, Group)>) -> Self {
        Self { take: Take::Named(groups.into_iter().collect()), optional: false }
    }

    /// The same for a handler that can do without a pattern.
    #[must_use]
    pub(crate) fn or_none(mut self) -> Self {
        self.optional = true;
        self
    }

    pub(crate) fn is_optional(&self) -> bool {
        self.optional
    }
}

/// A pattern as a router knows it.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    source: Arc<str>,
    /// In their order, from number 1.
    groups: Arc<[PatternGroup]>,
}

#[derive(Clone, Debug)]
pub(crate) struct PatternGroup {
    pub(crate) name: Option<Box<str>>,
    /// It is part of every match.
    pub(crate) always: bool,
}

impl Pattern {
    #[cfg(feature = "regex")]
    pub(crate) fn new(source: &str, groups: Vec<PatternGroup>) -> Self {
        Self { source: source.into(), groups: groups.into() }
    }

    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// The number of the group with this name.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        Some(self.groups.iter().position(|group| group.name.as_deref() == Some(name))? + 1)
    }

    /// Why a handler cannot take what this captures, if so.
    pub(crate) fn misfit(&self, wanted: &Groups) -> Option<String> {
        let left_out = |what: String| format!("{what} may be left out of a match: take an `Option`");
        match &wanted.take {
            Take::Any => None,
            Take::Numbered(wanted) => {
                let (takes, has) = (count(wanted.len()), count(self.groups.len()));
                if wanted.len() != self.groups.len() {
                    return Some(format!("it takes {takes}, and the pattern has {has}"));
                }
                let pairs = wanted.iter().zip(&*self.groups);
                let bad = pairs.enumerate().find(|(_, (wanted, group))| !wanted.optional && !group.always);
                bad.map(|(at, _)| left_out(format!("group {}", at + 1)))
            }
            Take::Named(wanted) => wanted.iter().find_map(|(name, wanted)| {
                match self.groups.iter().find(|group| group.name.as_deref() == Some(name)) {
                    None => Some(format!("the pattern has no group `(?<{name}>..)`")),
                    Some(group) if !wanted.optional && !group.always => Some(left_out(format!("the group `{name}`"))),
                    Some(_) => None,
                }
            }),
        }
    }
}

fn count(groups: usize) -> String {
    if groups == 1 { "1 group".to_owned() } else { format!("{groups} groups") }
}

/// The patterns one of which has matched where a filter has. None, if the filter can match without one.
#[derive(Clone, Debug, Default)]
pub struct Patterns(Vec<Pattern>);

impl Patterns {
    #[cfg(feature = "regex")]
    pub(crate) fn one(pattern: Pattern) -> Self {
        Self(vec![pattern])
    }

    /// Of a filter that needs both.
    pub(crate) fn and(self, other: Self) -> Self {
        if self.is_empty() { other } else { self }
    }

    /// Of a filter that needs either.
    pub(crate) fn or(mut self, mut other: Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::default();
        }
        self.0.append(&mut other.0);
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Pattern> {
        self.0.iter()
    }
}
