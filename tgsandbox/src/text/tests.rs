//! Markup and its errors, with examples in the manner of the documentation.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn ok(text: &str, mode: Mode) -> (String, Value) {
    let formatted = parse(text, mode).unwrap_or_else(|reason| panic!("{text}: {reason}"));
    (formatted.text, formatted.entities.into())
}

fn err(text: &str, mode: Mode) -> String {
    parse(text, mode).map(|formatted| formatted.text).unwrap_err()
}

#[test]
fn html_tags_become_entities() {
    let (text, entities) =
        ok("<b>bold <i>both</i></b> &lt;&amp;&#33; <a href=\"http://a.b/?x&amp;y\">link</a>", Mode::Html);
    assert_eq!(text, "bold both <&! link");
    let expected = json!([
        {"type": "bold", "offset": 0, "length": 9},
        {"type": "italic", "offset": 5, "length": 4},
        {"type": "text_link", "offset": 14, "length": 4, "url": "http://a.b/?x&y"},
    ]);
    assert_eq!(entities, expected);
    let (_, entities) =
        ok("<pre><code class=\"language-rust\">fn</code></pre><span class='tg-spoiler'>s</span>", Mode::Html);
    let expected = json!([
        {"type": "pre", "offset": 0, "length": 2, "language": "rust"},
        {"type": "spoiler", "offset": 2, "length": 1},
    ]);
    assert_eq!(entities, expected);
}

#[test]
fn html_errors_name_the_byte() {
    assert_eq!(err("é<x>", Mode::Html), "Unsupported start tag \"x\" at byte offset 2");
    assert_eq!(err("a<b", Mode::Html), "Unclosed start tag at byte offset 1");
    assert_eq!(err("<b>x</i>", Mode::Html), "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
    assert_eq!(err("x</b>", Mode::Html), "Unexpected end tag at byte offset 1");
    assert_eq!(err("<b>x", Mode::Html), "Can't find end tag corresponding to start tag \"b\"");
    assert_eq!(err("1 < 2", Mode::Html), "Unsupported start tag \"\" at byte offset 2");
}

#[test]
fn markdown_v2_nests_and_escapes() {
    let (text, entities) = ok("*b _i_ __u__* ~s~ ||p|| `c\\`` [l](http://a.b/\\)) 1\\.", Mode::MarkdownV2);
    assert_eq!(text, "b i u s p c` l 1.");
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["bold", "italic", "underline", "strikethrough", "spoiler", "code", "text_link"]);
    assert_eq!(entities[6]["url"], "http://a.b/)");
    let (text, entities) = ok("```rust\nfn main\\(\\)\n```\n>quoted\n>too\nnot", Mode::MarkdownV2);
    assert_eq!(text, "fn main()\n\nquoted\ntoo\nnot");
    assert_eq!(entities[0], json!({"type": "pre", "offset": 0, "length": 10, "language": "rust"}));
    // The line end behind a quote is a part of it.
    assert_eq!(entities[1], json!({"type": "blockquote", "offset": 11, "length": 11}));
}

#[test]
fn markdown_v2_quotes_end_with_their_line_and_a_spoiler_begun_there_makes_them_expandable() {
    let quote = |text: &str| ok(text, Mode::MarkdownV2);
    let (text, entities) = quote(">a\n>b||\nc");
    assert_eq!(
        (text.as_str(), &entities),
        ("a\nb\nc", &json!([{"type": "expandable_blockquote", "offset": 0, "length": 4}]))
    );
    let (text, entities) = quote("a\n>b||");
    assert_eq!(
        (text.as_str(), &entities),
        ("a\nb", &json!([{"type": "expandable_blockquote", "offset": 2, "length": 1}]))
    );
    // Two quotes, one after the other, with an empty bold between.
    let (_, entities) = quote(">a\n**>b");
    assert_eq!(entities[0]["length"], 2);
    assert_eq!(entities[1], json!({"type": "blockquote", "offset": 2, "length": 1}));
    let (_, entities) = quote(">*a*\n>_b_");
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["blockquote", "bold", "italic"]);
    // What is open when a line of a quote ends has no end.
    assert_eq!(err(">*a\nb*", Mode::MarkdownV2), "Can't find end of Bold entity at byte offset 1");
    assert_eq!(err("a>b", Mode::MarkdownV2), "Character '>' is reserved and must be escaped with the preceding '\\'");
}

#[test]
fn html_and_markdown_v2_know_moments_people_and_expandable_quotes() {
    let (_, entities) = ok("<tg-time unix=\"1700000000\" format=\"wDT\">then</tg-time>", Mode::Html);
    let then = json!([
        {"type": "date_time", "offset": 0, "length": 4, "unix_time": 1_700_000_000, "date_time_format": "wDT"},
    ]);
    assert_eq!(entities, then);
    assert_eq!(ok("![then](tg://time?unix=1700000000&format=wDT)", Mode::MarkdownV2).1, then);
    assert_eq!(err("<tg-time unix=\"1\" format=\"x\">a</tg-time>", Mode::Html), "Invalid date format used");
    assert_eq!(err("![a](tg://nothing)", Mode::MarkdownV2), "Invalid tg://emoji or tg://time URL specified");
    assert_eq!(err("![a]", Mode::MarkdownV2), "The entity must contain a tg://emoji or tg://time URL");
    assert_eq!(err("<tg-emoji>a</tg-emoji>", Mode::Html), "Invalid custom emoji identifier specified");
    let (_, entities) = ok("<blockquote expandable>a</blockquote><a href='tg://user?id=7'>b</a>", Mode::Html);
    let expected = json!([
        {"type": "expandable_blockquote", "offset": 0, "length": 1},
        {"type": "text_mention", "offset": 1, "length": 1, "user": {"id": 7}},
    ]);
    assert_eq!(entities, expected);
}

#[test]
fn a_link_that_is_none_is_plain_text() {
    assert_eq!(ok("<a href=\"x\">word</a>", Mode::Html), ("word".to_owned(), json!([])));
    assert_eq!(ok("[word](no link)", Mode::MarkdownV2), ("word".to_owned(), json!([])));
}

#[test]
fn styles_are_joined_where_they_touch_and_cut_where_code_is() {
    let (_, entities) = ok("<b>a</b><b>b</b>", Mode::Html);
    assert_eq!(entities, json!([{"type": "bold", "offset": 0, "length": 2}]));
    let (_, entities) = ok("<b>a<code>b</code>c</b>", Mode::Html);
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|e| (&e["type"], &e["offset"])).collect();
    assert_eq!(kinds, [(&json!("bold"), &json!(0)), (&json!("code"), &json!(1)), (&json!("bold"), &json!(2))]);
}

#[test]
fn given_entities_are_made_to_fit_and_wrong_ones_named() {
    let entities = [
        json!({"type": "bold", "offset": 2, "length": 100}),
        json!({"type": "mention", "offset": 0, "length": 1}),
        json!({"type": "text_link", "offset": "0", "length": 2, "url": "a.b"}),
    ];
    let formatted = with_entities("ab cd ", &entities).unwrap();
    let expected = json!([
        {"type": "text_link", "offset": 0, "length": 2, "url": "http://a.b/"},
        {"type": "bold", "offset": 2, "length": 3},
    ]);
    assert_eq!((formatted.text.as_str(), Value::from(formatted.entities)), ("ab cd", expected));
    let wrong = |entity: Value| with_entities("ab", &[entity]).unwrap_err();
    assert_eq!(wrong(json!({"type": "x", "offset": 0, "length": 1})), "Unsupported type specified");
    assert_eq!(wrong(json!({"type": "bold", "offset": -1, "length": 1})), "Receive an entity with incorrect offset -1");
}

#[test]
fn carriage_returns_go_and_control_characters_become_spaces() {
    assert_eq!(ok("a\r\n<b>b</b>\u{1}c", Mode::Html).0, "a\nb c");
    assert_eq!(ok("a\r\n<b>b</b>", Mode::Html).1, json!([{"type": "bold", "offset": 2, "length": 1}]));
}

#[test]
fn markdown_v2_errors_say_what_to_escape_or_what_has_no_end() {
    let reserved = "Character '.' is reserved and must be escaped with the preceding '\\'";
    assert_eq!(err("Done.", Mode::MarkdownV2), reserved);
    assert_eq!(err("é *bold", Mode::MarkdownV2), "Can't find end of Bold entity at byte offset 3");
    assert_eq!(err("_a", Mode::MarkdownV2), "Can't find end of Italic entity at byte offset 0");
}

#[test]
fn old_markdown_does_not_nest() {
    let (text, entities) = ok("*b _x* _i_ `c` [l](http://a.b) [nothing] [a.b] \\*", Mode::Markdown);
    assert_eq!(text, "b _x i c l nothing a.b *");
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["bold", "italic", "code", "text_link", "text_link"]);
    let (text, entities) = ok("```rust\nfn a\n``` ```\nb```", Mode::Markdown);
    assert_eq!(text, "fn a\n b");
    assert_eq!(entities[0], json!({"type": "pre", "offset": 0, "length": 5, "language": "rust"}));
    assert_eq!(entities[1], json!({"type": "pre", "offset": 6, "length": 1}));
    assert_eq!(err("ab *c", Mode::Markdown), "Can't find end of the entity starting at byte offset 3");
}

#[test]
fn commands_and_links_are_found_between_the_markup_but_not_in_code() {
    let (_, entities) = ok("<b>/start</b> <code>/help</code>", Mode::Html);
    let kinds: Vec<_> = entities.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["bold", "bot_command", "code"]);
}

#[test]
fn spaces_around_the_text_go_and_the_offsets_follow() {
    let bold = json!([{"type": "bold", "offset": 0, "length": 2}]);
    // As far as nothing marks them.
    assert_eq!(ok("  <b> x</b> ", Mode::Html), (" x".to_owned(), bold));
    assert_eq!(ok(" \n ", Mode::Plain).0, "");
}

proptest! {
    #[test]
    fn whatever_is_parsed_has_its_entities_inside_the_text(text in "[ a*_~`>|<b/i&;\\[\\]()\\\\!\u{e9}\u{1F600}\n=\"]{0,40}") {
        for mode in [Mode::Plain, Mode::Html, Mode::Markdown, Mode::MarkdownV2] {
            if let Ok(formatted) = parse(&text, mode) {
                for entity in &formatted.entities {
                    let number = |name: &str| entity[name].as_u64().unwrap();
                    prop_assert!(number("length") > 0);
                    prop_assert!((number("offset") + number("length")) as usize <= units(&formatted.text));
                }
            }
        }
    }
}
