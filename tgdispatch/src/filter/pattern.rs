//! Regular expressions, by the feature `regex`: the filter, and what a handler can take of what it captured.

use std::fmt;
use std::sync::Arc;

use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};
use tgapi::UpdateType;

use super::Filter;
use crate::captures::{Captures, Pattern, PatternGroup, Patterns, text_of};
use crate::context::Context;
use crate::kinds::Kinds;

/// New messages whose text or caption matches a regular expression, anywhere unless it says `^..$`. By the feature `regex`.
///
/// What it captured, the handler takes as [`Captured`](crate::Captured) or [`Captures`].
///
/// ```
/// use tgapi::methods::SendMessage;
/// use tgdispatch::{Captured, Message, Router, filter::matches};
///
/// async fn order(msg: Message, Captured(number): Captured<u32>) -> SendMessage {
///     msg.answer(format!("Order {number}."))
/// }
///
/// # fn routes() -> Result<Router, tgdispatch::filter::PatternError> {
/// let router = Router::new().on(matches(r"(?i)\border (\d+)\b")?, order);
/// # Ok(router)
/// # }
/// # routes().unwrap();
/// ```
///
/// Matching takes time in proportion to the text, whatever the expression is.
///
/// # Errors
///
/// [`PatternError`], if it is no regular expression.
pub fn matches(pattern: &str) -> Result<impl Filter + Clone + fmt::Debug + use<>, PatternError> {
    let bad = |error: String| PatternError { reason: error };
    let regex = Regex::new(pattern).map_err(|error| bad(error.to_string()))?;
    let syntax = regex_syntax::Parser::new().parse(pattern).map_err(|error| bad(error.to_string()))?;
    let names = regex.capture_names().skip(1);
    let mut groups: Vec<_> = names.map(|name| PatternGroup { name: name.map(Into::into), always: false }).collect();
    mark(&syntax, &mut groups);
    Ok(Matches { pattern: Pattern::new(pattern, groups), regex })
}

/// What was given to [`matches()`] is no regular expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a regular expression: {reason}")]
pub struct PatternError {
    reason: String,
}

/// Finds the groups that are part of every match.
fn mark(syntax: &Hir, groups: &mut [PatternGroup]) {
    match syntax.kind() {
        HirKind::Capture(capture) => {
            // Number 0 is the whole, and not among them.
            if let Some(group) = (capture.index as usize).checked_sub(1).and_then(|at| groups.get_mut(at)) {
                group.always = true;
            }
            mark(&capture.sub, groups);
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => mark(&repetition.sub, groups),
        HirKind::Concat(parts) => parts.iter().for_each(|part| mark(part, groups)),
        // Of an alternation or a repetition that may be empty nothing is sure.
        _ => {}
    }
}

#[derive(Clone)]
struct Matches {
    regex: Regex,
    pattern: Pattern,
}

impl Filter for Matches {
    fn matches(&self, context: &Context) -> bool {
        text_of(context).is_some_and(|text| self.regex.is_match(text))
    }

    fn kinds(&self) -> Kinds {
        Kinds::of([UpdateType::Message])
    }

    fn patterns(&self) -> Patterns {
        Patterns::one(self.pattern.clone())
    }

    fn captures(&self, context: &Context) -> Option<Captures> {
        let found = self.regex.captures(text_of(context)?)?;
        let places = found.iter().map(|group| group.map(|group| group.range())).collect();
        Some(Captures::new(Arc::clone(context.update()), self.pattern.clone(), places))
    }
}

impl fmt::Debug for Matches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Matches").field(&self.pattern.source()).finish()
    }
}

#[cfg(test)]
mod tests {
    use tgapi::Update;
    use tgapi::UpdateKind;
    use tgapi::types::{Chat, ChatType, Message};

    use super::*;
    use crate::captures::{Group, Groups};

    fn context(message: Message) -> Context {
        Context::new(Update::new(1, UpdateKind::Message(Box::new(message))))
    }

    fn message() -> Message {
        Message::new(1, 1, Chat::new(5, ChatType::Private))
    }

    #[test]
    fn texts_and_captions_match() {
        let filter = matches(r"^order (\d+)$").unwrap();
        let found = filter.captures(&context(message().text("order 12"))).unwrap();
        assert_eq!((found.text(), found.get(1), found.get(2)), ("order 12", Some("12"), None));
        assert!(!filter.matches(&context(message().text("an order 12"))));
        assert!(filter.matches(&context(message().caption("order 1"))));
        assert!(!format!("{found:?} {filter:?}").contains("12"));
        let error = matches("(").unwrap_err();
        assert!(error.to_string().starts_with("not a regular expression"), "{error}");
    }

    const YES: Group = Group::REQUIRED;
    const MAY: Group = Group::OPTIONAL;

    fn misfit(pattern: &str, wanted: &Groups) -> Option<String> {
        let filter = matches(pattern).unwrap();
        let patterns = filter.patterns();
        patterns.iter().find_map(|pattern| pattern.misfit(wanted))
    }

    #[test]
    fn groups_that_may_be_left_out_are_known() {
        for (pattern, groups) in [
            (r"(a)", vec![YES]),
            (r"(a)?", vec![MAY]),
            (r"(a)*(b)+", vec![MAY, YES]),
            (r"(a){0}(b){1,2}", vec![MAY, YES]),
            (r"(a)|(b)", vec![MAY, MAY]),
            (r"((a)|b)", vec![YES, MAY]),
            (r"(?:x(a)y)?", vec![MAY]),
            (r"^(?:(a)(b))$", vec![YES, YES]),
            (r"(a|)", vec![YES]),
            (r"\b", vec![]),
        ] {
            assert_eq!(misfit(pattern, &Groups::numbered(groups.clone())), None, "{pattern}");
            // One that is not sure cannot be taken as if it were.
            let unsure = groups.contains(&MAY);
            assert_eq!(misfit(pattern, &Groups::numbered(groups.iter().map(|_| YES))).is_some(), unsure, "{pattern}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let say = |pattern, wanted| misfit(pattern, &wanted).unwrap();
        assert_eq!(say("(a)", Groups::numbered([YES, YES])), "it takes 2 groups, and the pattern has 1 group");
        assert_eq!(
            say("(a)(b)?", Groups::numbered([MAY, YES])),
            "group 2 may be left out of a match: take an `Option`"
        );
        assert_eq!(say("(?<a>a)", Groups::named([("a", YES), ("b", MAY)])), "the pattern has no group `(?<b>..)`");
        assert_eq!(
            say("(?<a>a)?", Groups::named([("a", YES)])),
            "the group `a` may be left out of a match: take an `Option`"
        );
        assert_eq!(misfit("(x)(?<a>a)", &Groups::named([("a", YES)])), None);
        assert_eq!(misfit("x", &Groups::any()), None);
    }
}
