//! Formatted text through a Bot API server: as entities, as HTML and as MarkdownV2 it is the same message.

use std::collections::BTreeSet;

use tgapi::methods::SendMessage;
use tgapi::text::{FormattedText, MESSAGE_LIMIT};
use tgapi::types::{Message, ParseMode};
use tgapi::{Client, Token};
use tgsandbox::Sandbox;

/// What can be seen: the text, and for every UTF-16 unit the names and arguments of its formatting.
fn seen(message: &Message) -> (String, Vec<BTreeSet<String>>) {
    let text = message.text.clone().unwrap_or_default();
    let mut units = vec![BTreeSet::new(); text.encode_utf16().count()];
    for entity in &message.entities {
        let argument = entity.url.as_ref().or(entity.language.as_ref()).or(entity.custom_emoji_id.as_ref());
        let from = usize::try_from(entity.offset).unwrap();
        for unit in &mut units[from..from + usize::try_from(entity.length).unwrap()] {
            unit.insert(format!("{} {}", entity.kind, argument.map_or("", String::as_str)));
        }
    }
    (text, units)
}

fn texts() -> Vec<FormattedText> {
    let nasty = r#"_*[]()~`>#+-=|{}.!\ <b>&amp;"' 😀"#;
    vec![
        FormattedText::new().text(nasty).bold(nasty).italic(nasty).underline(nasty).text("x"),
        FormattedText::new().code(nasty).text(" ").pre(nasty).line().pre_in("rust", "fn a() {\n    b('`');\n}"),
        FormattedText::new().link(nasty, "https://a.b/(c)?d=\"e\"&f=\\g").text("|").spoiler(nasty),
        FormattedText::new().custom_emoji("👍", "5368324170671202286").strikethrough("a").text("b"),
        FormattedText::new()
            .bold(
                FormattedText::new().text("b").italic(FormattedText::new().text("bi").underline("biu")).underline("bu"),
            )
            .italic(FormattedText::new().underline("iu"))
            .underline("u"),
        FormattedText::new().italic("i").underline("u").italic("i").text("_").underline("u"),
        FormattedText::new().text("before").quote(FormattedText::new().text("one\n").bold("two\nthree")),
    ]
}

#[tokio::test]
async fn a_text_is_the_same_as_entities_html_and_markdown() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = Token::new(&sandbox.token()).unwrap();
    let client = Client::builder(token).api_url(sandbox.api_url()).build().unwrap();
    let ann = sandbox.user("Ann");
    ann.send("/start").await;
    for text in texts() {
        let plain = SendMessage::new(ann.id(), "").formatted_text(&text);
        let html = SendMessage::new(ann.id(), text.to_html()).parse_mode(ParseMode::Html);
        let markdown = SendMessage::new(ann.id(), text.to_markdown_v2()).parse_mode(ParseMode::MarkdownV2);
        let mut sent = Vec::new();
        for call in [plain, html, markdown] {
            let markup = call.text.clone();
            sent.push(client.call(call).await.unwrap_or_else(|error| panic!("{error}: {markup}")));
        }
        let (text, units) = seen(&sent[0]);
        assert!(units.iter().any(|unit| !unit.is_empty()), "{text}");
        for other in &sent[1..] {
            assert_eq!(seen(other), (text.clone(), units.clone()));
        }
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_long_text_is_sent_in_pieces_and_read_back() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = Token::new(&sandbox.token()).unwrap();
    let client = Client::builder(token).api_url(sandbox.api_url()).build().unwrap();
    let ann = sandbox.user("Ann");
    ann.send("/start").await;
    let lines: String = (0..1200).map(|n| format!("😀 line {n}\n")).collect();
    let whole = SendMessage::new(ann.id(), &*lines);
    assert!(client.call(whole).await.unwrap_err().to_string().contains("too long"));
    let pieces = FormattedText::new().bold(&lines).split(MESSAGE_LIMIT);
    let mut read = String::new();
    for piece in &pieces {
        let sent = client.call(SendMessage::new(ann.id(), "").formatted_text(piece)).await.unwrap();
        let text = sent.text_or_caption().unwrap();
        assert_eq!(text.to_formatted(), *piece);
        read += text.as_str();
        read.push('\n');
    }
    assert_eq!(pieces.len(), 4);
    assert!(read == lines, "{} of {} bytes came back, or others", read.len(), lines.len());
    sandbox.stop().await;
}
