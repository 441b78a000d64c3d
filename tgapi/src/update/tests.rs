//! Updates: nothing is lost by reading one.

use super::*;
use crate::ids::{ChatId, UserId};
use crate::types::Message;

fn parse(json: &str) -> Update {
    Update::from_slice(json.as_bytes()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

const CHAT: &str = r#"{"id":-5,"type":"group","title":"g"}"#;
const USER: &str = r#"{"id":9,"is_bot":false,"first_name":"Ann"}"#;

#[test]
fn sizes_stay_small() {
    assert!(size_of::<Update>() <= 64, "{}", size_of::<Update>());
    assert!(size_of::<Message>() <= 2048, "{}", size_of::<Message>());
}

#[test]
fn an_unknown_kind_is_kept_with_its_raw_json() {
    let update = parse(r#"{"update_id":1,"brand_new":{"chat":{"id":7},"x":[1, 2]}}"#);
    let UpdateKind::Unknown { name, raw } = &update.kind else { panic!("{update:?}") };
    assert_eq!((&**name, raw.get()), ("brand_new", r#"{"chat":{"id":7},"x":[1, 2]}"#));
    assert_eq!(update.lane(), Lane::Chat(ChatId(7)));
    assert_eq!(serde_json::to_string(&update).unwrap(), r#"{"update_id":1,"brand_new":{"chat":{"id":7},"x":[1, 2]}}"#);
}

#[test]
fn a_known_kind_that_does_not_fit_is_kept_with_the_reason() {
    let update = parse(r#"{"update_id":2,"message":{"message_id":"one","from":{"id":3}}}"#);
    let UpdateKind::Malformed { name, raw, error } = &update.kind else { panic!("{update:?}") };
    assert_eq!((&**name, raw.get()), ("message", r#"{"message_id":"one","from":{"id":3}}"#));
    assert!(error.contains("integer") || error.contains("i64"), "{error}");
    assert_eq!(update.lane(), Lane::User(UserId(3)));
    assert_eq!(update.kind.update_type(), UpdateType::Message);
}

#[test]
fn the_number_may_come_last_and_extra_fields_do_not_matter() {
    let message = format!(r#"{{"message_id":1,"date":1,"chat":{CHAT},"text":"hi","future":{{"a":[{{}}]}}}}"#);
    let update = parse(&format!(r#"{{"flag":true,"message":{message},"later":{{}},"update_id":3}}"#));
    assert!(matches!(update.kind, UpdateKind::Message(_)));
    assert_eq!((update.update_id.0, update.text()), (3, Some("hi")));
    // Telegram breaks the line after the first comma, and escapes slashes nowhere and everything else it can.
    let update = parse(
        "{\"update_id\":4,\n\"message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":1,\"type\":\"private\"},\"text\":\"\\u041f\\ud83d\\ude00\"}}",
    );
    assert_eq!(update.text(), Some("П😀"));
}

#[test]
fn explicit_nulls_are_absent() {
    let message =
        format!(r#"{{"message_id":1,"date":1,"chat":{CHAT},"text":null,"entities":null,"is_topic_message":null}}"#);
    let update = parse(&format!(r#"{{"update_id":3,"edited_message":null,"message":{message}}}"#));
    let message = update.message().unwrap();
    assert!(message.text.is_none() && message.entities.is_empty() && !message.is_topic_message);
}

#[test]
fn an_update_with_nothing_but_a_number_is_an_unknown_one() {
    let update = parse(r#"{"update_id":5}"#);
    assert!(matches!(&update.kind, UpdateKind::Unknown { name, .. } if name.is_empty()));
    assert_eq!(serde_json::to_string(&update).unwrap(), r#"{"update_id":5}"#);
    assert_eq!(update.lane(), Lane::Alone(update.update_id));
}

#[test]
fn only_a_body_without_a_readable_number_is_an_error() {
    for json in
        [r#"{"message":{}}"#, r#"{"update_id":-1}"#, r#"{"update_id":"7"}"#, "[]", "7", "null", r#"{"update_id":1.5}"#]
    {
        assert!(matches!(Update::from_slice(json.as_bytes()), Err(UpdateError::NoUpdateId)), "{json}");
    }
    for json in [
        "",
        "{",
        r#"{"update_id":1,"message":{"#,
        r#"{"update_id":1}}"#,
        "hello",
        "{\"update_id\":1,\"message\":{\"text\":\"\u{1}\"}}",
    ] {
        assert!(matches!(Update::from_slice(json.as_bytes()), Err(UpdateError::Syntax { .. })), "{json}");
    }
}

#[test]
fn an_error_repeats_nothing_of_the_body() {
    let error = Update::from_slice(br#"{"update_id":1,"message":{"text":"private words" oops"#).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("private"), "{error:?}");
}

#[test]
fn deep_nesting_ends_in_an_answer_and_not_in_a_crash() {
    let deep = "[".repeat(500_000);
    for json in [
        format!(r#"{{"update_id":1,"message":{deep}"#),
        format!(r#"{{"update_id":1,"what":{deep}"#),
        format!(r#"{{"update_id":1,"message":{{"chat":{deep}"#),
        format!(r#"{{"update_id":1,"chat_member":{{"new_chat_member":{{"status":{deep}"#),
    ] {
        assert!(Update::from_slice(json.as_bytes()).is_err());
    }
    let closed = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let update = parse(&format!(r#"{{"update_id":1,"what":{closed}}}"#));
    assert!(matches!(&update.kind, UpdateKind::Unknown { name, .. } if &**name == "what"));
    // In a field that is read, 128 levels are the limit: the message is kept as it came.
    let update = parse(&format!(r#"{{"update_id":1,"message":{{"message_id":{closed}}}}}"#));
    assert!(matches!(&update.kind, UpdateKind::Malformed { .. }));
}

#[test]
fn one_bad_element_does_not_hide_the_others() {
    let batch =
        updates_from_slice(br#"[{"update_id":1,"x":{}},{"no":1},{"update_id":3,"message":{}},{"update_id":4,"y":{}}]"#)
            .unwrap();
    let ids: Vec<_> = batch.iter().map(|element| element.as_ref().ok().map(|update| update.update_id.0)).collect();
    assert_eq!(ids, [Some(1), None, Some(3), Some(4)]);
    assert!(updates_from_slice(b"{}").is_err());
}

#[test]
fn of_what_is_known_only_the_number_is_read() {
    // Wherever the number stands, and also if another element has to be read patiently.
    for other in [r#"{"update_id":3,"y":{}}"#, r#"{"update_id":3,"message":{}}"#, r#"{"no":3}"#] {
        let batch =
            format!(r#"[{{"update_id":1,"x":{{"deep":[1]}}}},{{"x":{{}},"update_id":2}},{other},{{"update_id":4}}]"#);
        let seen = std::cell::RefCell::new(Vec::new());
        let is_known = |id: UpdateId| {
            seen.borrow_mut().push(id.0);
            id.0 < 3
        };
        let elements = new_updates_from_slice(batch.as_bytes(), &is_known).unwrap();
        let found = |element: &NumberedUpdate| element.as_ref().ok().map(|(id, update)| (id.0, update.is_some()));
        let found: Vec<_> = elements.iter().map(found).collect();
        let third = (!other.contains("no")).then_some((3, true));
        assert_eq!(found, [Some((1, false)), Some((2, false)), third, Some((4, true))], "{other}");
        assert!(seen.borrow().starts_with(&[1, 2]));
    }
}

#[test]
fn a_button_press_shares_the_lane_of_its_message() {
    let press = |message: &str| {
        parse(&format!(
            r#"{{"update_id":1,"callback_query":{{"id":"1","from":{USER},{message}"chat_instance":"c","data":"x"}}}}"#
        ))
    };
    let update = press(&format!(r#""message":{{"message_id":1,"date":5,"chat":{CHAT}}},"#));
    assert_eq!(update.lane(), Lane::Chat(ChatId(-5)));
    let update = press(&format!(r#""message":{{"message_id":1,"date":0,"chat":{CHAT}}},"#));
    assert_eq!(update.lane(), Lane::Chat(ChatId(-5)));
    let UpdateKind::CallbackQuery(query) = &update.kind else { panic!() };
    assert!(query.message.as_ref().unwrap().message().is_none());
    assert_eq!(press("").lane(), Lane::User(UserId(9)));
}

#[test]
fn polls_have_a_lane_of_their_own() {
    let answer = |id: &str| {
        parse(&format!(
            r#"{{"update_id":1,"poll_answer":{{"poll_id":"{id}","option_ids":[],"option_persistent_ids":[]}}}}"#
        ))
    };
    assert_eq!(answer("77").lane(), Lane::Poll(77));
    assert_eq!(answer("a").lane(), answer("a").lane());
    assert_ne!(answer("a").lane(), answer("b").lane());
}

#[test]
fn every_kind_knows_its_name() {
    assert_eq!(UpdateType::ALL.len(), 27);
    for kind in UpdateType::ALL {
        let update = parse(&format!(r#"{{"update_id":1,"{kind}":{{}}}}"#));
        assert_eq!(update.kind.name(), kind.as_str());
        assert_eq!(&update.kind.update_type(), kind);
        assert!(matches!(update.kind, UpdateKind::Malformed { .. }), "{update:?}");
    }
    assert_eq!(UpdateType::ALL.iter().filter(|kind| !kind.is_default()).count(), 3);
}

#[test]
fn unknown_members_of_unions_are_kept() {
    let member = |status: &str| format!(r#"{{"status":"{status}","user":{USER},"new_field":1}}"#);
    let update = parse(&format!(
        r#"{{"update_id":1,"my_chat_member":{{"chat":{CHAT},"from":{USER},"date":1,"old_chat_member":{},"new_chat_member":{}}}}}"#,
        member("left"),
        member("floating"),
    ));
    let UpdateKind::MyChatMember(change) = &update.kind else { panic!("{update:?}") };
    assert!(matches!(change.old_chat_member, crate::types::ChatMember::Left(_)));
    assert!(matches!(&change.new_chat_member, crate::types::ChatMember::Other(value) if value["status"] == "floating"));
}

#[test]
fn what_is_not_utf_8_is_told_where_and_does_not_block_a_batch() {
    let bad = b"{\"update_id\":1,\n\"x\":\"\xff\"}";
    let error = Update::from_slice(bad).unwrap_err();
    assert!(matches!(error, UpdateError::Syntax { kind: "not UTF-8", line: 2, column: 6 }), "{error}");
    let batch = [b"[".as_slice(), bad, b",{\"update_id\":2}]"].concat();
    let ids: Vec<_> =
        updates_from_slice(&batch).unwrap().into_iter().map(|update| update.unwrap().update_id.0).collect();
    assert_eq!(ids, [1, 2]);
}

#[test]
fn what_a_server_of_an_older_version_does_not_send_yet_is_false_or_empty() {
    let update = parse(r#"{"update_id":1,"poll_answer":{"poll_id":"7","user":{"id":9,"first_name":"Ann"}}}"#);
    let UpdateKind::PollAnswer(answer) = &update.kind else { panic!("{update:?}") };
    assert!(answer.option_ids.is_empty() && !answer.user.as_ref().unwrap().is_bot);
}

#[test]
fn old_names_that_the_server_still_sends_do_no_harm() {
    // Beside the documented ones, or instead of them: what Telegram's own server writes and its page does not name.
    let message = format!(
        r#"{{"message_id":1,"date":1,"chat":{{"id":-5,"type":"group","title":"g","all_members_are_administrators":true}},
        "forward_from":{USER},"forward_from_chat":{CHAT},"forward_from_message_id":7,"forward_signature":"s",
        "forward_sender_name":"n","forward_date":1,"forward_origin":{{"type":"user","date":1,"sender_user":{USER}}},
        "new_chat_member":{USER},"new_chat_participant":{USER},"new_chat_members":[{USER}],"left_chat_participant":{USER},
        "voice_chat_started":{{}},"voice_chat_ended":{{"duration":1}},"voice_chat_scheduled":{{"start_date":1}},
        "voice_chat_participants_invited":{{}},"user_shared":{{"request_id":1,"user_id":9}},
        "users_shared":{{"request_id":1,"users":[],"user_ids":[9]}},
        "video":{{"file_id":"v","file_unique_id":"u","width":1,"height":1,"duration":1,
            "thumb":{{"file_id":"t","file_unique_id":"u","width":1,"height":1}},
            "thumbnail":{{"file_id":"t","file_unique_id":"u","width":1,"height":1}}}}}}"#
    );
    let update = parse(&format!(r#"{{"update_id":1,"message":{message}}}"#));
    let message = update.message().unwrap();
    assert!(message.forward_origin.is_some() && message.new_chat_members.len() == 1);
    assert_eq!(message.video.as_ref().unwrap().thumbnail.as_ref().unwrap().file_id, "t");
}

proptest::proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes: Vec<u8>) {
        let _ = Update::from_slice(&bytes);
    }

    #[test]
    fn a_readable_number_is_never_lost(id: u64, name in "[a-z_]{0,20}", value in "(\\{\\}|\\[1\\]|\"x\"|7|null|true)", first: bool) {
        proptest::prop_assume!(name != "update_id");
        let json = if first {
            format!(r#"{{"update_id":{id},"{name}":{value}}}"#)
        } else {
            format!(r#"{{"{name}":{value},"update_id":{id}}}"#)
        };
        proptest::prop_assert_eq!(Update::from_slice(json.as_bytes()).unwrap().update_id.0, id);
    }
}

#[test]
fn a_peek_sees_the_number_and_the_lane_that_parsing_sees() {
    let message = format!(r#"{{"message_id":1,"date":5,"chat":{CHAT}}}"#);
    let payloads = [
        "{}".to_owned(),
        "null".to_owned(),
        r#""text""#.to_owned(),
        format!(r#"{{"chat":{CHAT},"from":{USER},"user":{USER}}}"#),
        format!(r#"{{"message_id":1,"date":1,"from":{USER},"chat":{CHAT},"text":"hi \u041f"}}"#),
        format!(r#"{{"id":"1","from":{USER},"message":{message},"chat_instance":"c","data":"x"}}"#),
        format!(r#"{{"id":"1","from":{USER},"query":"q","offset":""}}"#),
        format!(r#"{{"user":{USER},"poll_id":"77","option_ids":[],"option_persistent_ids":[]}}"#),
        r#"{"poll_id":"77","option_ids":[],"option_persistent_ids":[]}"#.to_owned(),
        r#"{"chat":{"id":"five"},"from":{"id":3}}"#.to_owned(),
        r#"{"chat":null,"from":null,"user":{"id":4}}"#.to_owned(),
    ];
    let names = UpdateType::ALL.iter().map(UpdateType::as_str).chain(["brand_new", "flag"]);
    for (name, payload) in names.flat_map(|name| payloads.iter().map(move |payload| (name, payload))) {
        for json in [
            format!(r#"{{"update_id":7,"{name}":{payload}}}"#),
            format!(r#"{{"{name}":{payload},"later":{{"chat":{{"id":1}}}},"update_id":7}}"#),
            format!(r#"{{"early":true,"update_id":7,"{name}":{payload}}}"#),
        ] {
            let raw = RawUpdate::new(json.clone());
            let update = raw.parse().unwrap();
            assert_eq!(raw.peek().ok(), Some(&(update.update_id, update.lane())), "{json}");
            assert_eq!(&raw.json()[..], json.as_bytes());
        }
    }
    for json in
        ["", "[]", r#"{"update_id":-1}"#, r#"{"update_id":"7","message":{}}"#, r#"{"message":{}}"#, "{\"x\":\"\u{1}\"}"]
    {
        let raw = RawUpdate::new(json);
        assert_eq!(raw.peek().unwrap_err().to_string(), raw.parse().unwrap_err().to_string());
    }
    let poll = r#"{"update_id":7,"poll":{"id":"12","question":"?","options":[],"total_voter_count":0,"is_closed":false,"is_anonymous":true,"type":"regular","allows_multiple_answers":false}}"#;
    assert_eq!(RawUpdate::new(poll).peek().ok(), Some(&(UpdateId(7), Lane::Poll(12))));
    let update = parse(&format!(r#"{{"update_id":8,"message":{message}}}"#));
    let raw = RawUpdate::from(&update);
    assert_eq!((raw.peek().ok(), raw.parse().unwrap()), (Some(&(update.update_id, update.lane())), update));
}
