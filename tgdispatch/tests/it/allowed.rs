//! The list for `allowed_updates`: never without a kind that a route needs.

use tgapi::types::ChatType;
use tgapi::{Update, UpdateType};
use tgdispatch::filter::{chat_type, inline_query, kind, text, unknown};
use tgdispatch::{CallbackQuery, ChatMemberUpdated, Filter, Message, Router};

async fn any() {}
async fn press(_: CallbackQuery) {}
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
    assert_eq!(allowed(Router::new().fallback(press)), [T::CallbackQuery]);
    assert_eq!(allowed(Router::new().on(chat_type(ChatType::Private), press)), [T::CallbackQuery]);
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
