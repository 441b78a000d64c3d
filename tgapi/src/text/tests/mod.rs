//! What is built comes back the same when its markup is parsed.

mod parser;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{DateTimeFormat, FormattedText, to_html, to_markdown_v2};
use crate::types::{EntityType, MessageEntity};
use parser::Parsed;

const NASTY: &str = "_*[]()~`>#+-=|{}.!\\\n\r<>&\"'ab 😀é\0\n_`|*\\";
const URLS: [&str; 5] = [
    "https://a.b/\0c",
    "https://a.b/",
    "https://a.b/(x)\\y)",
    "https://a.b/?q=\"<&>'`_*&amp;",
    "tg://resolve?domain=ab",
];

/// Bytes that say what to build, used up from the front; when they are all used, everything is small.
struct Plan<'a>(std::slice::Iter<'a, u8>);

impl Plan<'_> {
    fn pick(&mut self, below: u8) -> u8 {
        self.0.next().map_or(0, |byte| byte % below)
    }

    fn words(&mut self) -> String {
        let all: Vec<char> = NASTY.chars().collect();
        (0..self.pick(5)).map(|_| all[usize::from(self.pick(255)) % all.len()]).collect()
    }

    /// Text with styles only.
    fn styled(&mut self, depth: u8) -> FormattedText {
        let mut text = FormattedText::new();
        for _ in 0..=self.pick(3) {
            let kind = if depth == 0 { 0 } else { self.pick(7) };
            text = match kind {
                1 => text.bold(self.styled(depth - 1)),
                2 => text.italic(self.styled(depth - 1)),
                3 => text.underline(self.styled(depth - 1)),
                4 => text.strikethrough(self.styled(depth - 1)),
                5 => text.spoiler(self.styled(depth - 1)),
                _ => text.text(self.words()),
            };
        }
        text
    }

    /// With styles in links and links in styles.
    fn inline(&mut self, depth: u8) -> FormattedText {
        let mut text = FormattedText::new();
        for _ in 0..=self.pick(3) {
            let kind = if depth == 0 { 0 } else { self.pick(9) };
            text = match kind {
                1 => text.link(self.styled(2), URLS[usize::from(self.pick(5))]),
                2 => text.mention(self.styled(1), i64::from(self.pick(100))),
                3 => text.custom_emoji(self.words(), "5368324170671202286"),
                4 => text.bold(self.inline(depth - 1)),
                5 => text.italic(self.inline(depth - 1)),
                6 => text.underline(self.inline(depth - 1)),
                _ => text.text(self.styled(2)),
            };
        }
        text
    }

    fn line(&mut self) -> FormattedText {
        let mut text = FormattedText::new();
        for _ in 0..=self.pick(4) {
            text = match self.pick(6) {
                1 => text.code(self.words()),
                2 => text.pre(self.words()),
                3 => text.pre_in(["rust", "c++", "vis ual`", "\"<&>"][usize::from(self.pick(4))], self.words()),
                4 => text.date_time(self.words(), i64::from(self.pick(3)), DateTimeFormat::new().weekday().long_time()),
                _ => text.text(self.inline(2)),
            };
        }
        text
    }

    fn all(&mut self) -> FormattedText {
        let mut text = FormattedText::new();
        for _ in 0..self.pick(6) {
            text = match self.pick(4) {
                1 => text.quote(self.line()),
                2 => text.expandable_quote(self.line()),
                3 => text.bold(FormattedText::new().text(self.styled(1)).quote(self.styled(2)).text(self.styled(1))),
                _ => text.text(self.line()),
            };
        }
        text
    }
}

fn named(entity: &MessageEntity) -> (String, usize, usize) {
    let argument = match entity.kind {
        EntityType::TextLink => entity.url.clone(),
        EntityType::TextMention => entity.user.as_ref().map(|user| user.id.to_string()),
        EntityType::CustomEmoji => entity.custom_emoji_id.clone(),
        EntityType::Pre => Some(entity.language.clone().unwrap_or_default()),
        EntityType::DateTime => {
            let unix = serde_json::to_string(&entity.unix_time).unwrap();
            Some(format!("{unix}:{}", entity.date_time_format.clone().unwrap_or_default()))
        }
        _ => None,
    };
    let name = argument.map_or(entity.kind.to_string(), |argument| format!("{}:{argument}", entity.kind));
    (name, entity.offset as usize, (entity.offset + entity.length) as usize)
}

/// What can be seen: for every unit but line ends its styles and quote, and apart from that every link, code and so on
/// with its bounds, less the line ends at its end. (MarkdownV2 has the line end behind a quote inside of it.)
#[derive(Debug, PartialEq)]
struct Seen {
    text: String,
    units: Vec<BTreeSet<String>>,
    solid: BTreeSet<(String, usize, usize)>,
}

fn seen(text: &str, marks: &[(String, usize, usize)]) -> Seen {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut seen = Seen { text: text.to_owned(), units: vec![BTreeSet::new(); units.len()], solid: BTreeSet::new() };
    for (name, start, end) in marks {
        if matches!(name.as_str(), "bold" | "italic" | "underline" | "strikethrough" | "spoiler")
            || name.ends_with("quote")
        {
            for at in (*start..*end).filter(|at| units[*at] != u16::from(b'\n')) {
                seen.units[at].insert(name.clone());
            }
        } else {
            let end = (*start..*end).rev().find(|at| units[*at] != u16::from(b'\n')).map_or(*start, |at| at + 1);
            if *start < end {
                seen.solid.insert((name.clone(), *start, end));
            }
        }
    }
    seen
}

fn seen_built(text: &FormattedText) -> Seen {
    seen(text.as_str(), &text.entities().iter().map(named).collect::<Vec<_>>())
}

fn seen_parsed(parsed: &Parsed) -> Seen {
    seen(&parsed.text, &parsed.marks)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_built_comes_back_from_both_markups(plan in prop::collection::vec(any::<u8>(), 0..120)) {
        let text = Plan(plan.iter()).all();
        let built = seen_built(&text);
        for (parse, markup) in [
            (parser::html as fn(&str) -> Result<Parsed, String>, text.to_html()),
            (parser::markdown_v2, text.to_markdown_v2()),
        ] {
            let parsed = parse(&markup).map_err(|error| TestCaseError::fail(format!("{error}: {markup:?}")))?;
            prop_assert_eq!(&seen_parsed(&parsed), &built, "{:?}", markup);
        }
    }

    /// Entities as nobody should send them: anywhere, overlapping, incomplete.
    #[test]
    fn any_entities_make_markup_that_parses(
        text in prop::collection::vec(prop::sample::select(NASTY.chars().collect::<Vec<_>>()), 0..16),
        list in prop::collection::vec((0usize..20, -3i64..18, -2i64..18), 0..8)
    ) {
        let text: String = text.into_iter().collect();
        let entities: Vec<_> = list.iter().map(|(kind, offset, length)| any_entity(*kind, *offset, *length)).collect();
        let (html, markdown) = (to_html(&text, &entities), to_markdown_v2(&text, &entities));
        let from_html = parser::html(&html).map_err(|error| TestCaseError::fail(format!("{error}: {html:?}")))?;
        let from_markdown =
            parser::markdown_v2(&markdown).map_err(|error| TestCaseError::fail(format!("{error}: {markdown:?}")))?;
        prop_assert_eq!(&from_html.text, &text);
        // Lines may have been added around quotes; else the text is the same.
        let letters = |text: &str| text.replace('\n', "");
        prop_assert_eq!(letters(&from_markdown.text), letters(&text));
        let kinds = |parsed: &Parsed| parsed.marks.iter().map(|mark| mark.0.clone()).collect::<BTreeSet<_>>();
        if from_markdown.text == text {
            prop_assert_eq!(seen_parsed(&from_markdown), seen_parsed(&from_html), "{} {}", markdown, html);
        } else {
            prop_assert!(kinds(&from_markdown).is_subset(&kinds(&from_html)));
        }
        // The text as built from them is fit to be sent: entities inside of the text, at characters.
        let built = FormattedText::from_parts(&text, &entities);
        prop_assert!(built.entities().iter().all(|entity| entity.slice(&text).is_some_and(|part| !part.is_empty())));
        prop_assert_eq!(built.to_html(), html);
    }
}

fn any_entity(kind: usize, offset: i64, length: i64) -> MessageEntity {
    let kinds = [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "bold",
        "italic",
        "underline",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
        "hashtag",
        "pre",
        "something_new",
    ];
    let mut entity = MessageEntity::new(kinds[kind].into(), offset, length);
    entity.url = (kind != 13).then(|| URLS[(offset + length).rem_euclid(5) as usize].to_owned());
    entity.language = (kind == 18).then(|| "a b".replace(' ', "-"));
    entity.custom_emoji_id = Some(if offset % 2 == 0 { "7".to_owned() } else { "x".to_owned() });
    entity.unix_time = Some(length);
    entity
}

#[test]
fn markup_is_as_a_person_would_write_it() {
    let text = FormattedText::new()
        .text("a.")
        .bold(FormattedText::new().text("b").italic("c").underline("d"))
        .link(FormattedText::new().text("e").spoiler("f"), "https://a.b/")
        .line()
        .quote(FormattedText::new().text("g\n").code("h"))
        .expandable_quote("i\nj")
        .pre_in("rust", "k()")
        .custom_emoji("l", "5")
        .mention("m", 6);
    assert_eq!(
        text.to_markdown_v2(),
        "a\\.*b_c_~~__d__*[e||f||](https://a.b/)\n>g\n>`h`\n**>i\n>j||\n```rust\nk()```![l](tg://emoji?id=5)[m](tg://user?id=6)"
    );
    assert_eq!(
        text.to_html(),
        "a.<b>b<i>c</i><u>d</u></b><a href=\"https://a.b/\">e<tg-spoiler>f</tg-spoiler></a>\n<blockquote>g\n<code>h</code></blockquote>\n\
         <blockquote expandable>i\nj</blockquote>\n<pre><code class=\"language-rust\">k()</code></pre>\
         <tg-emoji emoji-id=\"5\">l</tg-emoji><a href=\"tg://user?id=6\">m</a>"
    );
}

#[test]
fn styles_are_split_where_links_and_quotes_are_not() {
    let at = |kind: EntityType, offset, length| MessageEntity::new(kind, offset, length);
    let mut link = at(EntityType::TextLink, 2, 3);
    link.url = Some("https://a.b/".to_owned());
    let both = [at(EntityType::Bold, 0, 4), link];
    assert_eq!(to_html("abcdef", &both), "<b>ab</b><a href=\"https://a.b/\"><b>cd</b>e</a>f");
    let both = [at(EntityType::Bold, 0, 5), at(EntityType::Italic, 2, 4)];
    assert_eq!(to_html("abcdef", &both), "<b>ab<i>cde</i></b><i>f</i>");
    let both = [at(EntityType::Bold, 0, 6), at(EntityType::Blockquote, 2, 2)];
    assert_eq!(to_markdown_v2("abcdef", &both), "*ab*\n>*cd*\n*ef*");
}

#[test]
fn quotes_stand_on_lines_of_their_own() {
    let text = FormattedText::new().text("a").quote("b").quote("c").text("d").bold("\ne").quote("f").text("\ng");
    assert_eq!(text.as_str(), "a\nb\nc\nd\ne\nf\ng");
    let inside = FormattedText::new().text("a").bold(FormattedText::new().quote("b")).text("c");
    assert_eq!(inside.to_html(), "a\n<blockquote><b>b</b></blockquote>\nc");
    let mut written = FormattedText::new().quote("b");
    std::fmt::Write::write_str(&mut written, "c").unwrap();
    assert_eq!(written.as_str(), "b\nc");
}

#[test]
fn what_telegram_would_refuse_is_plain_text() {
    let text = FormattedText::new()
        .custom_emoji("a", "x")
        .link("b", "")
        .mention("c", 0)
        .date_time("d", 0, DateTimeFormat::relative())
        .bold("")
        .bold(FormattedText::new());
    assert_eq!((text.as_str(), text.entities()), ("abcd", &[][..]));
}

#[test]
fn text_is_put_together_from_parts() {
    let items = ["a", "b"].map(|item| FormattedText::new().bold(item));
    let joined = FormattedText::join(FormattedText::new().italic(", "), &items);
    assert_eq!(joined.to_html(), "<b>a</b><i>, </i><b>b</b>");
    let collected: FormattedText = items.into_iter().collect();
    assert_eq!((collected.to_html(), collected.utf16_len()), ("<b>ab</b>".to_owned(), 2));
    let (text, entities) = collected.into_parts();
    assert_eq!((text.as_str(), entities.len()), ("ab", 2));
    assert_eq!(FormattedText::new().text(5).text('c').text(String::from("x")).as_str(), "5cx");
}
