//! The list for `allowed_updates`: never without a kind that a route needs.

use proptest::prelude::*;
use tgapi::methods::SendMessage;
use tgapi::types::ChatType;
use tgapi::{Update, UpdateType};
use tgdispatch::filter::{chat_type, inline_query, kind, text, unknown};
use tgdispatch::{CallbackQuery, ChatMemberUpdated, Filter, Message, Router, Settings};

use crate::support::{answer, message_json, press, update};

async fn any() {}
async fn pressed(_: CallbackQuery) {}
async fn member(_: ChatMemberUpdated) {}
async fn message(_: Message) {}

#[expect(clippy::needless_pass_by_value, reason = "every test makes one for this")]
fn allowed(router: Router) -> Vec<UpdateType> {
    router.allowed_updates()
}

#[test]
fn it_is_what_routes_name() {
    use UpdateType as T;
    assert_eq!(allowed(Router::new().command("start", any)), [T::Message]);
    assert_eq!(allowed(Router::new().on(inline_query(), any).on(text(), any)), [T::Message, T::InlineQuery]);
    assert_eq!(allowed(Router::new().fallback(pressed)), [T::CallbackQuery]);
    assert_eq!(allowed(Router::new().on(chat_type(ChatType::Private), pressed)), [T::CallbackQuery]);
    assert_eq!(allowed(Router::new().nest(text(), Router::new().fallback(any))), [T::Message]);
    assert_eq!(
        allowed(Router::new().nest(text(), Router::new().command("a", any).on(chat_type(ChatType::Group), any))),
        [T::Message]
    );
}

#[test]
fn a_route_for_anything_asks_for_the_default_set() {
    assert!(allowed(Router::new().command("start", any).fallback(any)).is_empty());
    assert!(allowed(Router::new().on(|update: &Update| update.update_id.0 > 1, any)).is_empty());
    assert!(allowed(Router::new().on(unknown(), any)).is_empty());
    assert!(allowed(Router::new().on(text().not(), any).on(text(), any)).is_empty());
    // An edited message may match, a press cannot.
    let edits = allowed(Router::new().on(|_: &Update| true, message));
    assert!(edits.contains(&UpdateType::EditedMessage) && !edits.contains(&UpdateType::CallbackQuery));
}

#[test]
fn kinds_left_out_by_default_are_asked_for_by_name() {
    use UpdateType as T;
    assert_eq!(allowed(Router::new().on(kind(T::MessageReaction), any)), [T::MessageReaction]);
    assert_eq!(allowed(Router::new().fallback(member)), [T::MyChatMember, T::ChatMember]);
    assert_eq!(allowed(Router::new().on(kind(T::MyChatMember), member)), [T::MyChatMember]);
    assert_eq!(allowed(Router::new().on(kind(T::ChatMember).and(|_: &Update| true), any)), [T::ChatMember]);
    let all = allowed(Router::new().on(kind(T::ChatMember), any).fallback(any));
    for kind in UpdateType::ALL.iter().filter(|kind| kind.is_default()) {
        assert!(all.contains(kind), "{kind}");
    }
    assert!(all.contains(&T::ChatMember) && !all.contains(&T::MessageReaction));
}

#[test]
fn a_kind_of_the_future_can_be_asked_for() {
    assert_eq!(allowed(Router::new().on(kind(UpdateType::from("telepathy")), any)), [UpdateType::from("telepathy")]);
}

/// A filter out of a random description: what it is called, and itself.
#[derive(Clone, Debug)]
enum Described {
    Kind(usize),
    Text,
    Private,
    Closure,
    Not(Box<Described>),
    And(Box<Described>, Box<Described>),
    Or(Box<Described>, Box<Described>),
}

/// A filter behind a pointer.
struct Boxed(Box<dyn Filter>);

impl Filter for Boxed {
    fn matches(&self, context: &tgdispatch::Context) -> bool {
        self.0.matches(context)
    }

    fn kinds(&self) -> tgdispatch::Kinds {
        self.0.kinds()
    }
}

impl Described {
    fn filter(&self) -> Boxed {
        Boxed(match self {
            Self::Kind(n) => Box::new(kind(UpdateType::ALL[*n].clone())),
            Self::Text => Box::new(text()),
            Self::Private => Box::new(chat_type(ChatType::Private)),
            Self::Closure => Box::new(|_: &Update| true),
            Self::Not(a) => Box::new(a.filter().not()),
            Self::And(a, b) => Box::new(a.filter().and(b.filter())),
            Self::Or(a, b) => Box::new(a.filter().or(b.filter())),
        })
    }
}

fn described() -> impl Strategy<Value = Described> {
    let leaf = prop_oneof![
        3 => (0..UpdateType::ALL.len()).prop_map(Described::Kind),
        1 => Just(Described::Text),
        1 => Just(Described::Private),
        1 => Just(Described::Closure),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| Described::Not(Box::new(a))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Described::And(Box::new(a), Box::new(b))),
            (inner.clone(), inner).prop_map(|(a, b)| Described::Or(Box::new(a), Box::new(b))),
        ]
    })
}

/// Updates of kinds that are sent by default, and of one that Telegram may add.
fn samples() -> Vec<Update> {
    let message = message_json(5, "private", r#""text":"x""#);
    let user = r#""from":{"id":9,"is_bot":false,"first_name":"Ann"}"#;
    let member =
        |status: &str| format!(r#"{{"status":"{status}","user":{{"id":9,"is_bot":false,"first_name":"Ann"}}}}"#);
    let change = format!(
        r#"{{"chat":{{"id":5,"type":"private"}},{user},"date":1,"old_chat_member":{},"new_chat_member":{}}}"#,
        member("left"),
        member("member")
    );
    let mut updates: Vec<_> = ["message", "edited_message", "channel_post", "edited_channel_post", "business_message"]
        .into_iter()
        .map(|kind| update(1, kind, &message))
        .collect();
    updates.push(update(1, "inline_query", &format!(r#"{{"id":"1",{user},"query":"","offset":""}}"#)));
    updates.push(update(1, "chosen_inline_result", &format!(r#"{{"result_id":"1",{user},"query":""}}"#)));
    updates.push(update(1, "my_chat_member", &change));
    updates.push(press("x"));
    updates.push(update(1, "telepathy", "{}"));
    updates
}

/// A router with one handler behind the filters, one inside the other.
fn one_route(filters: &[Described], handler: usize) -> Router {
    async fn found_any() -> SendMessage {
        SendMessage::new(1, "found")
    }
    async fn found_message(_: Message) -> SendMessage {
        SendMessage::new(1, "found")
    }
    async fn found_press(_: CallbackQuery) -> SendMessage {
        SendMessage::new(1, "found")
    }
    async fn found_member(_: ChatMemberUpdated) -> SendMessage {
        SendMessage::new(1, "found")
    }
    let router = match handler {
        0 => Router::new().fallback(found_any),
        1 => Router::new().fallback(found_message),
        2 => Router::new().fallback(found_press),
        _ => Router::new().fallback(found_member),
    };
    filters.iter().fold(router, |router, filter| Router::new().nest(filter.filter(), router))
}

proptest! {
    /// Whatever a router handles it asks for: a kind that Telegram sends by default is in the list, or the list is the
    /// default set itself. The check is on a router of one route, as the list of several is the union of theirs.
    #[test]
    fn what_is_handled_is_asked_for(filters in prop::collection::vec(described(), 0..4), handler in 0..4_usize) {
        let router = one_route(&filters, handler);
        let allowed = router.allowed_updates();
        // Filters that exclude each other are refused.
        let bot = match router.build(Settings::new()) {
            Ok(bot) => bot,
            Err(error) => {
                let never = matches!(error, tgdispatch::BuildError::NeverFits { .. });
                prop_assert!(never, "{}", error);
                return Ok(());
            }
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for update in samples() {
            let kind = update.kind.update_type();
            let handled = runtime.block_on(answer(&bot, update)) == "found";
            // With one of the three in the list, kinds of the future cannot be asked for: they have no name yet.
            let nameless = !UpdateType::ALL.contains(&kind) && allowed.iter().any(|kind| !kind.is_default());
            let asked = allowed.is_empty() || allowed.contains(&kind);
            prop_assert!(!handled || asked || nameless, "{} of {:?}", kind, allowed);
        }
    }

    /// Several routes ask for what each of them asks for.
    #[test]
    fn routes_add_up(first in described(), second in described()) {
        async fn found() {}
        let one = Router::<()>::new().on(first.filter(), found).allowed_updates();
        let two = Router::<()>::new().on(second.filter(), found).allowed_updates();
        let both = Router::<()>::new().on(first.filter(), found).on(second.filter(), found).allowed_updates();
        let nothing = |filter: &Described| filter.filter().kinds().is_empty();
        for (list, filter) in [(&one, &first), (&two, &second)] {
            if list.is_empty() && !nothing(filter) {
                // The default set.
                let all_default = UpdateType::ALL.iter().filter(|kind| kind.is_default()).all(|kind| both.contains(kind));
                prop_assert!(both.is_empty() || all_default, "{:?}", both);
            }
            prop_assert!(both.is_empty() || list.iter().all(|kind| both.contains(kind)), "{:?} {:?}", list, both);
            prop_assert!(!both.is_empty() || list.iter().all(UpdateType::is_default));
        }
    }
}
