//! Groups, supergroups, forums and channels: members and rights, invitations, settings, topics.

use serde_json::{Value, json};
use tgsandbox::{Group, Sandbox, User};

use crate::kit::{call, newest, ok, plain, refused};

/// A supergroup where the bot may do everything, and two members.
async fn stage() -> (Sandbox, Group, User, User) {
    let sandbox = plain().await;
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob"));
    let group = sandbox.supergroup("Group");
    group.promote_bot();
    group.add(&ann).await;
    ann.send_to(&group, "hi").await;
    bob.send_to(&group, "hi").await;
    (sandbox, group, ann, bob)
}

#[tokio::test]
async fn somebody_is_banned_and_the_bot_sees_the_change() {
    let (sandbox, group, ann, bob) = stage().await;
    ok(&sandbox, "getUpdates", json!({"allowed_updates": ["chat_member"]})).await;
    let chat = group.id();
    let member =
        async |user: &User| ok(&sandbox, "getChatMember", json!({"chat_id": chat, "user_id": user.id()})).await;
    assert_eq!(member(&bob).await["status"], "member");
    ok(&sandbox, "banChatMember", json!({"chat_id": chat, "user_id": bob.id(), "revoke_messages": true})).await;
    assert_eq!(member(&bob).await["status"], "kicked");
    assert!(!group.has(&bob) && group.has(&ann));
    let update = newest(&sandbox, "chat_member").await;
    assert_eq!(update["old_chat_member"]["status"], "member");
    assert_eq!(update["new_chat_member"], json!({"status": "kicked", "user": bob.json(), "until_date": 0}));
    assert_eq!(update["from"]["is_bot"], true);
    assert!(bob.join(&group).await.is_err());
    assert!(!sandbox.bot().chat_log(chat).iter().any(|message| message["from"]["id"] == bob.id()));
    ok(&sandbox, "unbanChatMember", json!({"chat_id": chat, "user_id": bob.id(), "only_if_banned": true})).await;
    assert_eq!(member(&bob).await["status"], "left");
    bob.join(&group).await.unwrap();
    assert_eq!(ok(&sandbox, "getChatMemberCount", json!({"chat_id": chat})).await, 3);
    // Without `only_if_banned` a member is put out.
    ok(&sandbox, "unbanChatMember", json!({"chat_id": chat, "user_id": bob.id(), "only_if_banned": true})).await;
    assert!(group.has(&bob));
    ok(&sandbox, "unbanChatMember", json!({"chat_id": chat, "user_id": bob.id()})).await;
    assert!(!group.has(&bob));
}

#[tokio::test]
async fn who_cannot_be_banned_is_said_in_telegrams_words() {
    let (sandbox, group, ann, bob) = stage().await;
    group.set_owner(&ann);
    group.promote(&bob);
    let me = sandbox.bot().id();
    for (user, text) in [
        (ann.id(), "can't remove chat owner"),
        (bob.id(), "user is an administrator of the chat"),
        (me, "can't restrict self"),
        (sandbox.user("Unknown").id(), "user not found"),
    ] {
        let params = json!({"chat_id": group.id(), "user_id": user});
        assert_eq!(refused(&sandbox, "banChatMember", params).await, format!("Bad Request: {text}"));
    }
    group.demote_bot();
    let params = json!({"chat_id": group.id(), "user_id": bob.id()});
    let text = refused(&sandbox, "banChatMember", params).await;
    assert_eq!(text, "Bad Request: not enough rights to restrict/unrestrict chat member");
    let admins = ok(&sandbox, "getChatAdministrators", json!({"chat_id": group.id()})).await;
    let admins: Vec<_> = admins.as_array().unwrap().iter().map(|member| &member["user"]["id"]).collect();
    assert_eq!(admins, [&json!(ann.id()), &json!(bob.id())]);
}

#[tokio::test]
async fn restrictions_follow_the_permissions_and_end_when_all_are_given() {
    let (sandbox, group, _, bob) = stage().await;
    let params = |permissions: Value| json!({"chat_id": group.id(), "user_id": bob.id(), "permissions": permissions});
    ok(&sandbox, "restrictChatMember", params(json!({"can_send_photos": true}))).await;
    let member = json!({"chat_id": group.id(), "user_id": bob.id()});
    let restricted = ok(&sandbox, "getChatMember", member.clone()).await;
    assert_eq!((&restricted["status"], &restricted["is_member"]), (&json!("restricted"), &json!(true)));
    // A photo needs a message around it.
    assert_eq!(restricted["can_send_messages"], true);
    assert_eq!((&restricted["can_send_photos"], &restricted["can_send_polls"]), (&json!(true), &json!(false)));
    let mut alone = params(json!({"can_send_photos": true}));
    alone["use_independent_chat_permissions"] = true.into();
    ok(&sandbox, "restrictChatMember", alone).await;
    assert_eq!(ok(&sandbox, "getChatMember", member.clone()).await["can_send_messages"], false);
    let all = json!({
        "can_send_messages": true, "can_send_media_messages": true, "can_send_polls": true,
        "can_send_other_messages": true, "can_add_web_page_previews": true, "can_change_info": true,
        "can_invite_users": true, "can_pin_messages": true,
    });
    ok(&sandbox, "restrictChatMember", params(all)).await;
    assert_eq!(ok(&sandbox, "getChatMember", member).await["status"], "member");
    let basic = sandbox.group("Basic");
    bob.send_to(&basic, "hi").await;
    basic.promote_bot();
    let params = json!({"chat_id": basic.id(), "user_id": bob.id(), "permissions": {}});
    let text = refused(&sandbox, "restrictChatMember", params).await;
    assert_eq!(text, "Bad Request: method is available only for supergroups");
}

#[tokio::test(start_paused = true)]
async fn a_ban_until_a_date_ends_then() {
    let (sandbox, group, _, bob) = stage().await;
    let log = sandbox.bot().chat_log(group.id());
    let now = log[0]["date"].as_i64().unwrap();
    ok(&sandbox, "banChatMember", json!({"chat_id": group.id(), "user_id": bob.id(), "until_date": now + 3600})).await;
    let member = json!({"chat_id": group.id(), "user_id": bob.id()});
    assert_eq!(ok(&sandbox, "getChatMember", member.clone()).await["until_date"], now + 3600);
    tokio::time::advance(std::time::Duration::from_secs(3601)).await;
    assert_eq!(ok(&sandbox, "getChatMember", member).await["status"], "left");
    bob.join(&group).await.unwrap();
    // Less than half a minute is for ever.
    ok(&sandbox, "banChatMember", json!({"chat_id": group.id(), "user_id": bob.id(), "until_date": now + 3620})).await;
    let member = json!({"chat_id": group.id(), "user_id": bob.id()});
    assert_eq!(ok(&sandbox, "getChatMember", member).await["until_date"], 0);
}

#[tokio::test]
async fn administrators_are_made_titled_and_unmade() {
    let (sandbox, group, ann, _) = stage().await;
    let params = |more: Value| {
        let mut params = json!({"chat_id": group.id(), "user_id": ann.id()});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let text = refused(&sandbox, "setChatAdministratorCustomTitle", params(json!({"custom_title": "Boss"}))).await;
    assert_eq!(text, "Bad Request: user is not an administrator");
    ok(&sandbox, "promoteChatMember", params(json!({"can_delete_messages": true, "can_post_messages": true}))).await;
    ok(&sandbox, "setChatAdministratorCustomTitle", params(json!({"custom_title": "Boss"}))).await;
    let member = ok(&sandbox, "getChatMember", params(json!({}))).await;
    assert_eq!((&member["status"], &member["custom_title"]), (&json!("administrator"), &json!("Boss")));
    assert_eq!((&member["can_delete_messages"], &member["can_restrict_members"]), (&json!(true), &json!(false)));
    // A right of channels alone.
    assert!(member.get("can_post_messages").is_none());
    ok(&sandbox, "promoteChatMember", params(json!({}))).await;
    assert_eq!(ok(&sandbox, "getChatMember", params(json!({}))).await["status"], "member");
    ok(&sandbox, "setChatMemberTag", params(json!({"tag": "t"}))).await;
    assert_eq!(ok(&sandbox, "getChatMember", params(json!({}))).await["tag"], "t");
    let private = json!({"chat_id": ann.id()});
    ann.send("hi").await;
    let text = refused(&sandbox, "getChatAdministrators", private).await;
    assert_eq!(text, "Bad Request: there are no administrators in the private chat");
}

#[tokio::test]
async fn a_bot_that_is_not_there_any_more_is_told_how_it_went() {
    let (sandbox, group, ann, _) = stage().await;
    let message = |chat: i64| json!({"chat_id": chat, "text": "x"});
    ok(&sandbox, "leaveChat", json!({"chat_id": group.id()})).await;
    assert_eq!(newest(&sandbox, "my_chat_member").await["new_chat_member"]["status"], "left");
    let answer = call(&sandbox, "sendMessage", message(group.id())).await;
    assert_eq!(answer.error(), (403, "Forbidden: bot is not a member of the supergroup chat".to_owned()));
    let basic = sandbox.group("Basic");
    basic.ban_bot();
    let answer = call(&sandbox, "sendMessage", message(basic.id())).await;
    assert_eq!(answer.error(), (403, "Forbidden: bot was kicked from the group chat".to_owned()));
    // Somebody whom the bot only met in a group.
    let answer = call(&sandbox, "sendMessage", message(ann.id())).await;
    assert_eq!(answer.error(), (403, "Forbidden: bot can't initiate conversation with a user".to_owned()));
    let answer = call(&sandbox, "sendMessage", message(sandbox.bot().id())).await;
    assert_eq!(answer.error(), (403, "Forbidden: the bot can't send messages to the bot".to_owned()));
}

#[tokio::test]
async fn a_group_that_became_a_supergroup_says_where_it_went() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    let group = sandbox.group("Group");
    ann.send_to(&group, "hi").await;
    let supergroup = group.upgrade();
    let answer = call(&sandbox, "sendMessage", json!({"chat_id": group.id(), "text": "x"})).await;
    let text = "Bad Request: group chat was upgraded to a supergroup chat";
    assert_eq!(answer.error(), (400, text.to_owned()));
    assert_eq!(answer.json()["parameters"], json!({"migrate_to_chat_id": supergroup.id()}));
    ok(&sandbox, "sendMessage", json!({"chat_id": supergroup.id(), "text": "x"})).await;
    let updates = ok(&sandbox, "getUpdates", json!({})).await;
    assert_eq!(updates[1]["message"]["migrate_to_chat_id"], supergroup.id());
    assert_eq!(updates[2]["message"]["migrate_from_chat_id"], group.id());
    assert!(supergroup.has(&ann));
}

#[tokio::test]
async fn invite_links_are_made_changed_and_revoked() {
    let (sandbox, group, ..) = stage().await;
    let chat = group.id();
    let link = ok(&sandbox, "createChatInviteLink", json!({"chat_id": chat, "name": "n", "member_limit": 5})).await;
    assert!(link["invite_link"].as_str().unwrap().starts_with("https://t.me/+"), "{link}");
    assert_eq!((&link["name"], &link["member_limit"], &link["is_primary"]), (&json!("n"), &json!(5), &json!(false)));
    let both = json!({"chat_id": chat, "member_limit": 5, "creates_join_request": true});
    let text = refused(&sandbox, "createChatInviteLink", both).await;
    let expected = "member limit can't be specified for links requiring administrator approval";
    assert_eq!(text, format!("Bad Request: {expected}"));
    let change = json!({"chat_id": chat, "invite_link": link["invite_link"], "creates_join_request": true});
    let changed = ok(&sandbox, "editChatInviteLink", change).await;
    assert_eq!((&changed["creates_join_request"], changed.get("name")), (&json!(true), None));
    let revoke = json!({"chat_id": chat, "invite_link": link["invite_link"]});
    assert_eq!(ok(&sandbox, "revokeChatInviteLink", revoke.clone()).await["is_revoked"], true);
    assert_eq!(refused(&sandbox, "editChatInviteLink", revoke).await, "Bad Request: INVITE_HASH_EXPIRED");
    let first = ok(&sandbox, "exportChatInviteLink", json!({"chat_id": chat})).await;
    let second = ok(&sandbox, "exportChatInviteLink", json!({"chat_id": chat})).await;
    assert_ne!(first, second);
    assert_eq!(ok(&sandbox, "getChat", json!({"chat_id": chat})).await["invite_link"], second);
    group.demote_bot();
    let text = refused(&sandbox, "createChatInviteLink", json!({"chat_id": chat})).await;
    assert_eq!(text, "Bad Request: not enough rights to manage chat invite link");
}

#[tokio::test]
async fn who_asks_to_join_is_let_in_or_not() {
    let (sandbox, group, ann, _) = stage().await;
    let (eve, kim) = (sandbox.user("Eve"), sandbox.user("Kim"));
    eve.request_to_join(&group).await.unwrap();
    let request = newest(&sandbox, "chat_join_request").await;
    assert_eq!((&request["from"], &request["user_chat_id"]), (eve.json(), &json!(eve.id())));
    kim.request_to_join(&group).await.unwrap();
    let params = |user: &User| json!({"chat_id": group.id(), "user_id": user.id()});
    ok(&sandbox, "approveChatJoinRequest", params(&eve)).await;
    ok(&sandbox, "declineChatJoinRequest", params(&kim)).await;
    assert!(group.has(&eve) && !group.has(&kim));
    let text = refused(&sandbox, "approveChatJoinRequest", params(&kim)).await;
    assert_eq!(text, "Bad Request: HIDE_REQUESTER_MISSING");
    let text = refused(&sandbox, "approveChatJoinRequest", params(&ann)).await;
    assert_eq!(text, "Bad Request: USER_ALREADY_PARTICIPANT");
}

#[tokio::test]
async fn a_chats_settings_are_changed_and_seen() {
    let (sandbox, group, ..) = stage().await;
    let chat = group.id();
    ok(&sandbox, "setChatTitle", json!({"chat_id": chat, "title": "New"})).await;
    assert_eq!(newest(&sandbox, "message").await["new_chat_title"], "New");
    ok(&sandbox, "setChatDescription", json!({"chat_id": chat, "description": "about"})).await;
    let again = json!({"chat_id": chat, "description": "about"});
    assert_eq!(refused(&sandbox, "setChatDescription", again).await, "Bad Request: chat description is not modified");
    ok(&sandbox, "setChatPermissions", json!({"chat_id": chat, "permissions": {"can_send_messages": true}})).await;
    let id = chat.to_string();
    let params = [("chat_id", id.as_str())];
    crate::kit::upload(&sandbox, "setChatPhoto", &params, &[("photo", "p.jpg", b"p")]).await;
    let full = ok(&sandbox, "getChat", json!({"chat_id": chat})).await;
    assert_eq!((&full["title"], &full["description"]), (&json!("New"), &json!("about")));
    assert_eq!(full["permissions"]["can_send_messages"], true);
    assert_eq!(full["permissions"]["can_pin_messages"], false);
    let file = ok(&sandbox, "getFile", json!({"file_id": full["photo"]["small_file_id"]})).await;
    assert_eq!(file["file_size"], 1);
    ok(&sandbox, "deleteChatPhoto", json!({"chat_id": chat})).await;
    assert!(ok(&sandbox, "getChat", json!({"chat_id": chat})).await.get("photo").is_none());
    group.demote_bot();
    let text = refused(&sandbox, "setChatTitle", json!({"chat_id": chat, "title": "x"})).await;
    assert_eq!(text, "Bad Request: not enough rights to change chat title");
}

#[tokio::test]
async fn topics_are_opened_written_in_closed_and_deleted() {
    let sandbox = plain().await;
    let forum = sandbox.forum("Forum");
    forum.promote_bot();
    let chat = forum.id();
    let topic = ok(&sandbox, "createForumTopic", json!({"chat_id": chat, "name": "One"})).await;
    let thread = topic["message_thread_id"].clone();
    assert_eq!(topic["icon_color"], 7_322_096);
    assert_eq!(newest(&sandbox, "message").await["forum_topic_created"]["name"], "One");
    let message = json!({"chat_id": chat, "message_thread_id": thread, "text": "x"});
    let message = ok(&sandbox, "sendMessage", message).await;
    assert_eq!((&message["message_thread_id"], &message["is_topic_message"]), (&thread, &json!(true)));
    let nowhere = json!({"chat_id": chat, "message_thread_id": 999, "text": "x"});
    assert_eq!(refused(&sandbox, "sendMessage", nowhere).await, "Bad Request: message thread not found");
    let params = |more: Value| {
        let mut params = json!({"chat_id": chat, "message_thread_id": thread});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    ok(&sandbox, "editForumTopic", params(json!({"name": "Two"}))).await;
    let text = refused(&sandbox, "editForumTopic", params(json!({"name": "Two"}))).await;
    assert_eq!(text, "Bad Request: TOPIC_NOT_MODIFIED");
    ok(&sandbox, "closeForumTopic", params(json!({}))).await;
    assert_eq!(refused(&sandbox, "closeForumTopic", params(json!({}))).await, "Bad Request: TOPIC_NOT_MODIFIED");
    ok(&sandbox, "reopenForumTopic", params(json!({}))).await;
    ok(&sandbox, "deleteForumTopic", params(json!({}))).await;
    assert!(!sandbox.bot().chat_log(chat).iter().any(|message| message["message_thread_id"] == thread));
    assert_eq!(refused(&sandbox, "closeForumTopic", params(json!({}))).await, "Bad Request: message thread not found");
    ok(&sandbox, "hideGeneralForumTopic", json!({"chat_id": chat})).await;
    let group = sandbox.supergroup("Group");
    group.promote_bot();
    let text = refused(&sandbox, "createForumTopic", json!({"chat_id": group.id(), "name": "x"})).await;
    assert_eq!(text, "Bad Request: the chat is not a forum");
}

#[tokio::test]
async fn a_channels_posts_are_from_the_channel() {
    let sandbox = plain().await;
    let news = sandbox.channel("News", "news");
    let sent = news.post("one").await;
    assert!(sent.update_id.is_some());
    let post = newest(&sandbox, "channel_post").await;
    assert_eq!((&post["sender_chat"]["username"], post.get("from")), (&json!("news"), None));
    let message = ok(&sandbox, "sendMessage", json!({"chat_id": "@NEWS", "text": "two"})).await;
    assert_eq!((&message["chat"]["id"], message.get("from")), (&json!(news.id()), None));
    news.expect_text("two").await.unwrap();
    // The bot may edit what others posted, for it is an administrator.
    let edit = json!({"chat_id": "@news", "message_id": sent.message_id, "text": "three"});
    assert_eq!(ok(&sandbox, "editMessageText", edit).await["text"], "three");
}
