//! What the pattern of a route captured, as arguments of its handler: what fits is known when the router is built.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgdispatch::filter::{Filter, matches, private, text};
use tgdispatch::{
    BuildError, Captured, Captures, CapturesRejection, FromCaptures, Group, Groups, Message, Router, Settings,
};
use tower::retry::{Policy, RetryLayer};

use crate::support::{answer, build, build_error, text as said};

#[derive(FromCaptures)]
struct Order {
    count: u32,
    r#type: Option<String>,
}

async fn order(msg: Message, Captured(order): Captured<Order>) -> SendMessage {
    msg.answer(format!("{} {:?}", order.count, order.r#type))
}

async fn pair(msg: Message, Captured((n, word)): Captured<(u8, Option<String>)>) -> SendMessage {
    msg.answer(format!("{n} {word:?}"))
}

async fn one(msg: Message, Captured(n): Captured<u8>) -> SendMessage {
    msg.answer(n.to_string())
}

async fn other(msg: Message) -> SendMessage {
    msg.answer("other")
}

fn on<M: 'static>(pattern: &str, handler: impl tgdispatch::Handler<M, ()>) -> Router {
    Router::new().on(matches(pattern).unwrap(), handler)
}

#[tokio::test]
async fn by_number_by_name_and_as_a_struct() {
    async fn raw(msg: Message, found: Captures) -> SendMessage {
        let parts = (found.text(), found.get(1), found.get(2), found.name("b"), found.name("c"), found.get(9));
        msg.answer(format!("{parts:?}"))
    }
    for (router, says, expected) in [
        (on(r"(\d+)(?: (\w+))?$", pair), "take 7 tea", r#"7 Some("tea")"#),
        (on(r"(\d+)(?: (\w+))?$", pair), "7", "7 None"),
        (on(r"^n(\d+)$", one), "n12", "12"),
        (on(r"(?<type>t)?(?<count>\d+)(x)", order), "t3x", r#"3 Some("t")"#),
        (on(r"(a)(?<b>ü)?(?<c>c)?", raw), "xaü", r#"("aü", Some("a"), Some("ü"), Some("ü"), None, None)"#),
    ] {
        assert_eq!(answer(&build(router), said(says)).await, expected, "{says}");
    }
}

#[tokio::test]
async fn what_is_no_such_value_goes_on_or_is_explained() {
    async fn explain(msg: Message, n: Result<Captured<u8>, CapturesRejection>) -> SendMessage {
        msg.answer(n.map_or_else(|problem| problem.to_string(), |n| n.0.to_string()))
    }
    let bot = build(on(r"^(\d+)$", one).on(text(), other));
    assert_eq!((answer(&bot, said("255")).await, answer(&bot, said("256")).await), ("255".into(), "other".into()));
    let bot = build(on(r"^(\d+)$", explain));
    assert_eq!(answer(&bot, said("256")).await, "group 1: expected a number from 0 to 255");
    assert!(build_error(Router::new().on(text(), explain)).to_string().contains("is behind none"));
}

#[tokio::test]
async fn the_nearest_pattern_counts_and_of_two_the_one_that_matched() {
    let either = matches(r"^a(\d+)").unwrap().or(matches(r"^b(\d+)").unwrap().and(private()));
    let bot = build(Router::new().on(text().and(either), one).on(text(), other));
    assert_eq!(answer(&bot, said("a1")).await, "1");
    assert_eq!(answer(&bot, said("b2")).await, "2");
    assert_eq!(answer(&bot, said("c3")).await, "other");
    // Behind that of the router it is nested in, and behind its own.
    let inner = || Router::new().command("n", one).fallback(one);
    let bot = build(Router::new().nest(matches(r"(\d+)").unwrap(), inner().nest(text(), inner())));
    assert_eq!((answer(&bot, said("/n 4")).await, answer(&bot, said("x 5")).await), ("4".into(), "5".into()));
    let bot = build(Router::new().nest(matches(r"(\w)").unwrap(), on(r"(\d+)", one)));
    assert_eq!(answer(&bot, said("x 6")).await, "6");
}

#[tokio::test]
async fn an_argument_that_may_be_missing_needs_no_pattern() {
    async fn perhaps(msg: Message, n: Option<Captured<u8>>) -> SendMessage {
        msg.answer(n.map_or(0, |n| n.0).to_string())
    }
    assert_eq!(answer(&build(Router::new().on(text(), perhaps)), said("7")).await, "0");
    assert_eq!(answer(&build(on(r"(\d)", perhaps)), said("7")).await, "7");
    assert!(matches!(build_error(on(r"\d", perhaps)), BuildError::CapturesDoNotFit { .. }));
}

#[test]
fn what_cannot_fit_is_told_when_the_router_is_built() {
    struct ByHand;
    impl FromCaptures for ByHand {
        fn groups() -> Groups {
            Groups::named([("x", Group::REQUIRED)])
        }
        fn from_captures(captures: &Captures) -> Result<Self, CapturesRejection> {
            captures.value::<char>("x").map(|_| Self)
        }
    }
    async fn by_hand(_: Captured<ByHand>) {}
    let reason = |router| match build_error(router) {
        BuildError::CapturesDoNotFit { reason, .. } => reason,
        other => panic!("{other}"),
    };
    assert_eq!(reason(on("(a)(b)", one)), "it takes 1 group, and the pattern has 2 groups");
    assert_eq!(reason(on("(a)?", one)), "group 1 may be left out of a match: take an `Option`");
    assert_eq!(reason(on("(?<type>a)", order)), "the pattern has no group `(?<count>..)`");
    assert_eq!(reason(on("(?<y>a)", by_hand)), "the pattern has no group `(?<x>..)`");
    let either = matches("(a)").unwrap().or(matches("b").unwrap());
    assert_eq!(reason(Router::new().on(either, one)), "it takes 1 group, and the pattern has 0 groups");
    let nested = Router::new().nest(matches("(a)").unwrap(), on("b", one));
    assert_eq!(reason(nested), "it takes 1 group, and the pattern has 0 groups");
    for router in [
        Router::new().on(text(), one),
        Router::new().fallback(one),
        Router::new().command("n", one),
        Router::new().on(matches("(a)").unwrap().or(text()), one),
        Router::new().on(matches("(a)").unwrap().not(), one),
    ] {
        let error = build_error(router);
        assert!(
            matches!(error, BuildError::NoPattern { .. }) && error.to_string().contains("filter::matches"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_layer_that_calls_anew_has_them_again() {
    #[derive(Clone)]
    struct Twice(u32);
    impl<R: Clone, T, E> Policy<R, T, E> for Twice {
        type Future = std::future::Ready<()>;
        fn retry(&mut self, _: &mut R, result: &mut Result<T, E>) -> Option<Self::Future> {
            self.0 = self.0.checked_sub(u32::from(result.is_err()))?;
            result.is_err().then(|| std::future::ready(()))
        }
        fn clone_request(&mut self, request: &R) -> Option<R> {
            Some(request.clone())
        }
    }
    static CALLS: AtomicU32 = AtomicU32::new(0);
    async fn second_time(msg: Message, Captured(n): Captured<u8>) -> Result<SendMessage, String> {
        tokio::time::sleep(Duration::ZERO).await;
        if CALLS.fetch_add(1, Ordering::Relaxed) == 0 {
            Err("not yet".to_owned())
        } else {
            Ok(msg.answer(n.to_string()))
        }
    }
    let router = on(r"(\d)", second_time).layer(RetryLayer::new(Twice(1)));
    assert_eq!(answer(&router.build(Settings::new()).unwrap(), said("x 8")).await, "8");
}
