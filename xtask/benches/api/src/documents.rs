//! The documents that are measured: made up, of the size and shape of real ones.

/// A short text, as most updates are.
pub const TEXT: &str = r#"{"update_id":501234567,
"message":{"message_id":1365,"from":{"id":5123456789,"is_bot":false,"first_name":"Anna","last_name":"Karlsson","username":"annak","language_code":"sv"},"chat":{"id":5123456789,"first_name":"Anna","last_name":"Karlsson","username":"annak","type":"private"},"date":1792450000,"text":"is the library open on Sunday?"}}"#;

/// A photo with a caption that replies to a text with entities and a keyboard.
pub const RICH: &str = r#"{"update_id":501234568,
"message":{"message_id":20411,"from":{"id":5123456789,"is_bot":false,"first_name":"Anna","last_name":"Karlsson","username":"annak","language_code":"sv","is_premium":true},"chat":{"id":-1002345678901,"title":"Reading circle","username":"reading_circle","type":"supergroup"},"date":1792450010,"reply_to_message":{"message_id":20398,"from":{"id":6123456789,"is_bot":true,"first_name":"Librarian","username":"librarian_bot"},"chat":{"id":-1002345678901,"title":"Reading circle","username":"reading_circle","type":"supergroup"},"date":1792449000,"text":"New on the shelf: The Summer Book. See /book_1972 or https://example.org/1972","entities":[{"offset":18,"length":15,"type":"italic"},{"offset":39,"length":10,"type":"bot_command"},{"offset":53,"length":24,"type":"url"}],"reply_markup":{"inline_keyboard":[[{"text":"Reserve","callback_data":"reserve:1972"},{"text":"More","url":"https://example.org/1972"}],[{"text":"Not for me","callback_data":"skip:1972"}]]}},"photo":[{"file_id":"AgACAgQAAx0CZ1x2yQABBk_nZk1Qa5b2Vq1o2cYqk3m7r0sZ1n4AAgOvMRuU","file_unique_id":"AQADA68xG5T5x3N4","file_size":1432,"width":90,"height":67},{"file_id":"AgACAgQAAx0CZ1x2yQABBk_nZk1Qa5b2Vq1o2cYqk3m7r0sZ1n4AAgOvMRuV","file_unique_id":"AQADA68xG5T5x3Ny","file_size":20312,"width":320,"height":240},{"file_id":"AgACAgQAAx0CZ1x2yQABBk_nZk1Qa5b2Vq1o2cYqk3m7r0sZ1n4AAgOvMRuW","file_unique_id":"AQADA68xG5T5x3N9","file_size":91034,"width":800,"height":600}],"caption":"@librarian_bot found it in the park \ud83c\udf33","caption_entities":[{"offset":0,"length":14,"type":"mention"}]}}"#;

/// A press of a button under a message of the bot.
pub const PRESS: &str = r#"{"update_id":501234569,
"callback_query":{"id":"4382716152381235987","from":{"id":5123456789,"is_bot":false,"first_name":"Anna","last_name":"Karlsson","username":"annak","language_code":"sv"},"message":{"message_id":20398,"from":{"id":6123456789,"is_bot":true,"first_name":"Librarian","username":"librarian_bot"},"chat":{"id":5123456789,"first_name":"Anna","last_name":"Karlsson","username":"annak","type":"private"},"date":1792449000,"text":"New on the shelf: The Summer Book","reply_markup":{"inline_keyboard":[[{"text":"Reserve","callback_data":"reserve:1972"}]]}},"chat_instance":"-3418012345678901234","data":"reserve:1972"}}"#;

/// A user in a group came, went or was promoted.
pub const SERVICE: &str = r#"{"update_id":501234570,
"message":{"message_id":1366,"from":{"id":5123456789,"is_bot":false,"first_name":"Anna","username":"annak","language_code":"sv"},"chat":{"id":-1002345678901,"title":"Reading circle","type":"supergroup"},"date":1792450020,"new_chat_members":[{"id":7123456789,"is_bot":false,"first_name":"Bo","username":"bo_reads"}]}}"#;

/// What `getUpdates` gives for a hundred updates: the result without the envelope.
#[must_use]
pub fn batch() -> String {
    let kinds = [TEXT, TEXT, TEXT, RICH, TEXT, PRESS, TEXT, TEXT, SERVICE, TEXT];
    let updates: Vec<_> = (0..100).map(|at| kinds[at % kinds.len()]).collect();
    format!("[{}]", updates.join(","))
}
