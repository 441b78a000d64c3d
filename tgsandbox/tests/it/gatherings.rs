//! What people do in groups, forums and channels, and what comes of what the bot does there: each effect is followed
//! through to whoever feels it.

use serde_json::{Value, json};
use tgsandbox::{Error, Group, Sandbox, User};

use crate::kit::{newest, ok, plain, refused, upload};

/// A supergroup where the bot may do everything, and two members.
async fn stage() -> (Sandbox, Group, User, User) {
    let sandbox = plain().await;
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob"));
    let group = sandbox.supergroup("Group");
    group.promote_bot();
    ann.send_to(&group, "hi").await;
    bob.send_to(&group, "hi").await;
    ok(
        &sandbox,
        "getUpdates",
        json!({"allowed_updates": ["message", "chat_member", "message_reaction", "chat_join_request"]}),
    )
    .await;
    (sandbox, group, ann, bob)
}

#[tokio::test(start_paused = true)]
async fn somebody_restricted_is_told_why_and_writes_again_when_the_time_is_over() {
    let (sandbox, group, _, bob) = stage().await;
    let now = sandbox.bot().chat_log(group.id())[0]["date"].as_i64().unwrap();
    let restrict = json!({"chat_id": group.id(), "user_id": bob.id(), "until_date": now + 600, "permissions": {"can_send_messages": true}});
    ok(&sandbox, "restrictChatMember", restrict).await;
    let change = newest(&sandbox, "chat_member").await;
    assert_eq!(
        (&change["old_chat_member"]["status"], &change["new_chat_member"]["status"]),
        (&json!("member"), &json!("restricted"))
    );
    assert_eq!(change["new_chat_member"]["until_date"], now + 600);
    assert_eq!(bob.send_to(&group, "may I?").await.refused, None);
    let silence = json!({"chat_id": group.id(), "user_id": bob.id(), "until_date": now + 600, "permissions": {}});
    ok(&sandbox, "restrictChatMember", silence).await;
    let created = sandbox.stats().created;
    let sent = bob.send_to(&group, "and now?").await;
    assert_eq!(sent.refused, Some("this person may not send such messages to the chat"));
    assert_eq!((sent.update_id, sent.message_id, sandbox.stats().created), (None, 0, created));
    tokio::time::advance(std::time::Duration::from_secs(601)).await;
    assert!(bob.send_to(&group, "again").await.update_id.is_some());
    ok(&sandbox, "banChatMember", json!({"chat_id": group.id(), "user_id": bob.id()})).await;
    assert_eq!(bob.send_to(&group, "?").await.refused, Some("this person is banned from the chat"));
}

#[tokio::test]
async fn what_a_chat_permits_holds_for_its_members_and_not_for_its_administrators() {
    let (sandbox, group, ann, bob) = stage().await;
    group.promote(&ann);
    ok(&sandbox, "setChatPermissions", json!({"chat_id": group.id(), "permissions": {}})).await;
    assert!(bob.send_to(&group, "x").await.refused.is_some());
    assert!(ann.send_to(&group, "x").await.refused.is_none());
    ok(&sandbox, "promoteChatMember", json!({"chat_id": group.id(), "user_id": bob.id(), "can_pin_messages": true}))
        .await;
    assert!(bob.send_to(&group, "x").await.refused.is_none());
}

#[tokio::test]
async fn a_bot_that_is_removed_and_added_is_told_of_both() {
    let (sandbox, group, ann, _) = stage().await;
    ok(&sandbox, "getUpdates", json!({"allowed_updates": ["message", "my_chat_member", "chat_member"]})).await;
    group.remove_bot().unwrap();
    let change = newest(&sandbox, "my_chat_member").await;
    assert_eq!(
        (&change["old_chat_member"]["status"], &change["new_chat_member"]["status"]),
        (&json!("administrator"), &json!("left"))
    );
    let text = refused(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "x"})).await;
    assert_eq!(text, "Forbidden: bot is not a member of the supergroup chat");
    group.add_bot(&ann).unwrap();
    let change = newest(&sandbox, "my_chat_member").await;
    assert_eq!((&change["from"], &change["new_chat_member"]["status"]), (ann.json(), &json!("member")));
    assert_eq!(newest(&sandbox, "message").await["new_chat_members"][0]["id"], sandbox.bot().id());
    ok(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "thanks"})).await;
    // Of others it is told again when it administers the group.
    group.promote(&ann);
    assert_eq!(newest(&sandbox, "chat_member").await, Value::Null);
    group.promote_bot();
    group.set_owner(&ann);
    assert_eq!(newest(&sandbox, "chat_member").await["new_chat_member"]["status"], "creator");
}

#[tokio::test]
async fn of_members_and_reactions_a_bot_is_told_only_where_it_is_an_administrator() {
    let (sandbox, group, ann, bob) = stage().await;
    group.demote_bot();
    group.remove(&bob).await;
    assert_eq!(newest(&sandbox, "message").await["left_chat_member"], *bob.json());
    assert_eq!(newest(&sandbox, "chat_member").await, Value::Null);
    ok(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "x"})).await;
    let message = group.next_message().await.unwrap();
    assert_eq!(ann.react(&message, "👍").await.unwrap(), None);
    assert_eq!(bob.request_to_join(&group).await, None);
    group.promote_bot();
    assert!(ann.react(&message, "🔥").await.unwrap().is_some());
    assert_eq!(newest(&sandbox, "message_reaction").await["old_reaction"][0]["emoji"], "👍");
    assert!(bob.request_to_join(&group).await.is_some());
}

#[tokio::test]
async fn the_bots_reaction_is_seen_by_the_person_and_makes_no_update() {
    let (sandbox, group, ann, _) = stage().await;
    let sent = ann.send_to(&group, "good news").await;
    let created = sandbox.stats().created;
    let react = |reaction: Value| json!({"chat_id": group.id(), "message_id": sent.message_id, "reaction": reaction});
    assert_eq!(ann.reaction_of_bot(sent), None);
    let (_, seen) = tokio::join!(
        ok(&sandbox, "setMessageReaction", react(json!([{"type": "emoji", "emoji": "🎉"}]))),
        ann.expect_reaction(sent, "🎉")
    );
    seen.unwrap();
    ok(&sandbox, "setMessageReaction", react(json!([]))).await;
    assert_eq!(ann.reaction_of_bot(sent), None);
    assert_eq!(sandbox.stats().created, created, "reactions of bots are no updates");
    let two = json!([{"type": "emoji", "emoji": "🎉"}, {"type": "emoji", "emoji": "🔥"}]);
    assert_eq!(refused(&sandbox, "setMessageReaction", react(two)).await, "Bad Request: REACTIONS_TOO_MANY");
}

#[tokio::test]
async fn an_administrator_takes_reactions_away() {
    let (sandbox, group, ann, bob) = stage().await;
    ok(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "x"})).await;
    let message = group.next_message().await.unwrap();
    ann.react(&message, "👍").await.unwrap();
    bob.react(&message, "👍").await.unwrap();
    let of = |user: &User| json!({"chat_id": group.id(), "message_id": message.message_id(), "user_id": user.id()});
    ok(&sandbox, "deleteMessageReaction", of(&ann)).await;
    ann.react(&message, "🔥").await.unwrap();
    assert_eq!(newest(&sandbox, "message_reaction").await["old_reaction"], json!([]), "hers was gone");
    ok(&sandbox, "deleteAllMessageReactions", json!({"chat_id": group.id(), "user_id": bob.id()})).await;
    bob.react(&message, "🔥").await.unwrap();
    assert_eq!(newest(&sandbox, "message_reaction").await["old_reaction"], json!([]));
    group.demote_bot();
    let text = refused(&sandbox, "deleteMessageReaction", of(&ann)).await;
    assert_eq!(text, "Bad Request: not enough rights to delete reactions");
}

#[tokio::test]
async fn people_write_in_topics_that_are_open_and_the_bot_answers_there() {
    let sandbox = plain().await;
    let (forum, ann) = (sandbox.forum("Forum"), sandbox.user("Ann"));
    forum.promote_bot();
    let chat = forum.id();
    let topic = ok(&sandbox, "createForumTopic", json!({"chat_id": chat, "name": "One"})).await;
    let thread = topic["message_thread_id"].as_i64().unwrap();
    let sent = ann.send_to_topic(&forum, thread, "in here").await;
    let message = newest(&sandbox, "message").await;
    assert_eq!((&message["message_thread_id"], &message["is_topic_message"]), (&json!(thread), &json!(true)));
    let answer = json!({"chat_id": chat, "message_thread_id": thread, "text": "yes", "reply_parameters": {"message_id": sent.message_id}});
    ok(&sandbox, "sendMessage", answer).await;
    let seen = forum.messages().pop().unwrap();
    assert_eq!(seen.json()["reply_to_message"]["text"], "in here");
    ann.reply(&seen, "thanks").await;
    assert_eq!(newest(&sandbox, "message").await["message_thread_id"], thread, "an answer stays in the topic");
    // The topic that every forum has says nothing of itself.
    ann.send_to_topic(&forum, 1, "general").await;
    assert!(newest(&sandbox, "message").await.get("message_thread_id").is_none());
    ok(&sandbox, "closeForumTopic", json!({"chat_id": chat, "message_thread_id": thread})).await;
    assert_eq!(newest(&sandbox, "message").await["forum_topic_closed"], json!({}));
    assert_eq!(ann.send_to_topic(&forum, thread, "x").await.refused, Some("the topic is closed"));
    assert_eq!(ann.send_to_topic(&forum, 999, "x").await.refused, Some("there is no such topic"));
    // The bot may write there still: it manages topics.
    ok(&sandbox, "sendMessage", json!({"chat_id": chat, "message_thread_id": thread, "text": "closing words"})).await;
    ok(&sandbox, "closeGeneralForumTopic", json!({"chat_id": chat})).await;
    assert_eq!(ann.send_to(&forum, "x").await.refused, Some("the topic is closed"));
    ok(&sandbox, "reopenGeneralForumTopic", json!({"chat_id": chat})).await;
    assert_eq!(ann.send_to(&forum, "x").await.refused, None);
    forum.demote_bot();
    let closed = json!({"chat_id": chat, "message_thread_id": thread, "text": "x"});
    assert_eq!(refused(&sandbox, "sendMessage", closed).await, "Bad Request: TOPIC_CLOSED");
}

#[tokio::test]
async fn pinned_messages_of_a_topic_are_taken_down_alone() {
    let sandbox = plain().await;
    let forum = sandbox.forum("Forum");
    forum.promote_bot();
    let chat = forum.id();
    let thread =
        ok(&sandbox, "createForumTopic", json!({"chat_id": chat, "name": "One"})).await["message_thread_id"].clone();
    let general =
        ok(&sandbox, "sendMessage", json!({"chat_id": chat, "text": "in general"})).await["message_id"].clone();
    let inside = json!({"chat_id": chat, "message_thread_id": thread, "text": "in the topic"});
    let inside = ok(&sandbox, "sendMessage", inside).await["message_id"].clone();
    for id in [&general, &inside] {
        ok(&sandbox, "pinChatMessage", json!({"chat_id": chat, "message_id": id})).await;
    }
    let pinned = async || ok(&sandbox, "getChat", json!({"chat_id": chat})).await["pinned_message"]["text"].clone();
    assert_eq!(pinned().await, "in the topic");
    ok(&sandbox, "unpinAllForumTopicMessages", json!({"chat_id": chat, "message_thread_id": thread})).await;
    assert_eq!(pinned().await, "in general");
    ok(&sandbox, "unpinAllGeneralForumTopicMessages", json!({"chat_id": chat})).await;
    assert_eq!(pinned().await, Value::Null);
    ok(&sandbox, "pinChatMessage", json!({"chat_id": chat, "message_id": general})).await;
    ok(&sandbox, "unpinAllChatMessages", json!({"chat_id": chat})).await;
    assert_eq!(pinned().await, Value::Null);
}

#[tokio::test(start_paused = true)]
async fn people_come_by_the_bots_links_until_these_are_used_up_expired_or_revoked() {
    let (sandbox, group, ..) = stage().await;
    let chat = group.id();
    let people: Vec<User> = ["Eve", "Kim", "Lee", "Mia"].map(|name| sandbox.user(name)).into();
    let link = |link: &Value| link["invite_link"].as_str().unwrap().to_owned();
    let one = ok(&sandbox, "createChatInviteLink", json!({"chat_id": chat, "member_limit": 1, "name": "n"})).await;
    people[0].open_link(&link(&one)).await.unwrap();
    assert!(group.has(&people[0]));
    let change = newest(&sandbox, "chat_member").await;
    assert_eq!((&change["invite_link"]["name"], &change["new_chat_member"]["status"]), (&json!("n"), &json!("member")));
    assert_eq!(newest(&sandbox, "message").await["new_chat_members"][0], *people[0].json());
    let says = async |user: &User, url: &str| match user.open_link(url).await {
        Err(Error::NotFound(text)) => text,
        other => panic!("{other:?}"),
    };
    assert!(says(&people[1], &link(&one)).await.contains("as many have come by it as may"));
    assert!(says(&people[1], "https://t.me/+x").await.contains("no such link"));
    let now = sandbox.bot().chat_log(chat)[0]["date"].as_i64().unwrap();
    let short = ok(&sandbox, "createChatInviteLink", json!({"chat_id": chat, "expire_date": now + 60})).await;
    people[1].open_link(&link(&short)).await.unwrap();
    assert!(says(&people[1], &link(&short)).await.contains("in the chat already"));
    tokio::time::advance(std::time::Duration::from_secs(61)).await;
    assert!(says(&people[2], &link(&short)).await.contains("expired"));
    // One that needs consent makes a request of it.
    let asks = ok(&sandbox, "createChatInviteLink", json!({"chat_id": chat, "creates_join_request": true})).await;
    people[2].open_link(&link(&asks)).await.unwrap();
    let request = newest(&sandbox, "chat_join_request").await;
    assert_eq!(request["invite_link"]["invite_link"], asks["invite_link"]);
    assert!(!group.has(&people[2]));
    ok(&sandbox, "approveChatJoinRequest", json!({"chat_id": chat, "user_id": people[2].id()})).await;
    assert!(group.has(&people[2]));
    assert_eq!(newest(&sandbox, "chat_member").await["via_join_request"], true);
    ok(&sandbox, "revokeChatInviteLink", json!({"chat_id": chat, "invite_link": asks["invite_link"]})).await;
    assert!(says(&people[3], &link(&asks)).await.contains("revoked"));
    ok(&sandbox, "banChatMember", json!({"chat_id": chat, "user_id": people[1].id()})).await;
    let open = ok(&sandbox, "exportChatInviteLink", json!({"chat_id": chat})).await;
    assert!(says(&people[1], open.as_str().unwrap()).await.contains("banned"));
    people[3].open_link(open.as_str().unwrap()).await.unwrap();
}

#[tokio::test]
async fn several_messages_are_copied_and_forwarded_in_their_order_without_those_that_are_gone() {
    let (sandbox, group, ann, _) = stage().await;
    ann.send("private").await;
    let file = upload(
        &sandbox,
        "sendPhoto",
        &[("chat_id", &group.id().to_string()), ("caption", "c")],
        &[("photo", "p.jpg", b"p")],
    )
    .await;
    let text = ok(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "t"})).await;
    let poll = ok(&sandbox, "sendPoll", json!({"chat_id": group.id(), "question": "q", "options": ["a"]})).await;
    let ids = json!([file["message_id"], text["message_id"], poll["message_id"], 99_999]);
    let params = |more: Value| {
        let mut params = json!({"chat_id": ann.id(), "from_chat_id": group.id(), "message_ids": ids});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let copies = ok(&sandbox, "copyMessages", params(json!({"remove_caption": true}))).await;
    assert_eq!(copies.as_array().unwrap().len(), 3);
    let seen = ann.messages();
    assert!(seen[0].json().get("caption").is_none() && seen[0].json()["photo"].is_array());
    assert_eq!(seen[1].text(), "t");
    assert!(seen.iter().all(|message| message.json().get("forward_origin").is_none()));
    // The copy of a poll is a poll of its own.
    assert_ne!(seen[2].json()["poll"]["id"], poll["poll"]["id"]);
    ann.vote(&seen[2], &["a"]).await.unwrap();
    ok(&sandbox, "forwardMessages", params(json!({}))).await;
    let forwarded = ann.messages()[3..].to_vec();
    assert_eq!(forwarded.len(), 3);
    assert_eq!((forwarded[0].text(), forwarded[0].json()["forward_origin"]["type"].as_str()), ("c", Some("user")));
    let nothing = json!({"chat_id": ann.id(), "from_chat_id": group.id(), "message_ids": [99_999]});
    assert_eq!(refused(&sandbox, "copyMessages", nothing).await, "Bad Request: message to copy not found");
}
