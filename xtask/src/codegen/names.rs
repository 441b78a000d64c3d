//! Names: as Telegram writes them, and as Rust does.

/// Types whose name is taken by something else of ours.
const RENAMED: &[(&str, &str)] = &[
    // The object around it; the number itself is `MessageId`.
    ("MessageId", "MessageIdentifier"),
];

/// The name of a type in Rust.
pub(super) fn type_name(name: &str) -> &str {
    RENAMED.iter().find(|(theirs, _)| *theirs == name).map_or(name, |(_, ours)| ours)
}

/// The name of a field in Rust: `type` is a keyword and becomes `kind`.
pub(super) fn field_name(name: &str) -> &str {
    if name == "type" { "kind" } else { name }
}

/// `sendMessage` as `SendMessage`, `bot_command` as `BotCommand`, `image/jpeg` as `ImageJpeg`.
pub(super) fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    let mut upper = true;
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            upper = true;
        } else if upper {
            pascal.push(character.to_ascii_uppercase());
            upper = false;
        } else {
            pascal.push(character);
        }
    }
    pascal
}

/// `sendMessage` as `send_message`.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

/// The part of a member's name that tells it from the other members of the union.
pub(super) fn variant(union: &str, member: &str) -> String {
    let affixes: (&str, &str) = match union {
        "InputPollMedia" | "InputPollOptionMedia" | "InputRichMedia" | "MediaGroupItem" => ("InputMedia", ""),
        "InputMessageContent" => ("Input", "MessageContent"),
        "ReplyMarkup" => match member {
            "InlineKeyboardMarkup" => ("", "Markup"),
            "ReplyKeyboardMarkup" => ("Reply", "Markup"),
            "ReplyKeyboardRemove" => ("ReplyKeyboard", ""),
            _ => ("", ""),
        },
        _ => (union, ""),
    };
    let short = member.strip_prefix(affixes.0).unwrap_or(member);
    match short.strip_suffix(affixes.1).unwrap_or(short) {
        // Every union has an `Other` of ours for what it does not know.
        "Other" => "OtherKind".to_owned(),
        short => short.to_owned(),
    }
}

/// The place on Telegram's page.
pub(super) fn link(name: &str) -> String {
    format!("<https://core.telegram.org/bots/api#{}>", name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_rusts() {
        assert_eq!(pascal("sendMessage"), "SendMessage");
        assert_eq!(pascal("bot_command"), "BotCommand");
        assert_eq!(pascal("application/pdf"), "ApplicationPdf");
        assert_eq!(pascal("MarkdownV2"), "MarkdownV2");
        assert_eq!(snake("setMyDefaultAdministratorRights"), "set_my_default_administrator_rights");
        assert_eq!(variant("ChatMember", "ChatMemberLeft"), "Left");
        assert_eq!(variant("InputMessageContent", "InputTextMessageContent"), "Text");
        assert_eq!(variant("TransactionPartner", "TransactionPartnerOther"), "OtherKind");
        assert_eq!(variant("ReplyMarkup", "ReplyKeyboardRemove"), "Remove");
        assert_eq!(link("sendMessage"), "<https://core.telegram.org/bots/api#sendmessage>");
    }
}
