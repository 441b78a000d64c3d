//! The updates that are sent in, for both sides the same: short texts of so many chats, in turn.

/// The JSON of a message in a chat.
pub fn message(id: u64, chat: u64, text: &str) -> String {
    format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"from":{{"id":{chat},"is_bot":false,"first_name":"Anna","username":"annak","language_code":"sv"}},"chat":{{"id":{chat},"first_name":"Anna","username":"annak","type":"private"}},"date":1792450000,"text":"{text}"}}}}"#
    )
}

/// The JSON of a button press in a chat.
pub fn press(id: u64, chat: u64, data: &str) -> String {
    format!(
        r#"{{"update_id":{id},"callback_query":{{"id":"{id}","from":{{"id":{chat},"is_bot":false,"first_name":"Anna"}},"chat_instance":"1","data":"{data}"}}}}"#
    )
}

pub fn ours(updates: usize, chats: usize) -> Vec<tgapi::Update> {
    (0..updates).map(|n| parse(&message(n as u64 + 1, (n % chats) as u64 + 1, "is the library open?"))).collect()
}

pub fn parse(json: &str) -> tgapi::Update {
    tgapi::Update::from_slice(json.as_bytes()).expect("an update")
}

pub fn teloxides(updates: usize, chats: usize) -> Vec<teloxide::types::Update> {
    let parse = |json: String| serde_json::from_str(&json).expect("an update");
    (0..updates).map(|n| parse(message(n as u64 + 1, (n % chats) as u64 + 1, "is the library open?"))).collect()
}
