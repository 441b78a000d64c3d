//! The files of the page, and the outer form of everything it answers.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::Value;

use crate::http::HttpResponse;

/// Nothing but our own files runs or is shown, nobody may put the page into a frame, and text cannot become code: the
/// browser itself refuses to make markup of a string.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! files {
    ($($name:literal: $kind:expr),* $(,)?) => {
        &[$((concat!("/", $name), $kind, include_str!(concat!("web/", $name)))),*]
    };
}

const FILES: &[(&str, &str, &str)] = files! {
    "index.html": HTML,
    "style.css": CSS,
    "message.css": CSS,
    "timeline.css": CSS,
    "icon.svg": "image/svg+xml",
    "main.js": SCRIPT,
    "dom.js": SCRIPT,
    "server.js": SCRIPT,
    "chats.js": SCRIPT,
    "chat.js": SCRIPT,
    "message.js": SCRIPT,
    "media.js": SCRIPT,
    "format.js": SCRIPT,
    "composer.js": SCRIPT,
    "keyboard.js": SCRIPT,
    "suggest.js": SCRIPT,
    "attach.js": SCRIPT,
    "poll.js": SCRIPT,
    "reactions.js": SCRIPT,
    "bots.js": SCRIPT,
    "timeline.js": SCRIPT,
    "updates.js": SCRIPT,
    "faults.js": SCRIPT,
    "burst.js": SCRIPT,
    "picture.js": SCRIPT,
};

/// A file of the page.
pub(super) fn get(path: &str) -> HttpResponse {
    if path.is_empty() {
        let mut response = status(StatusCode::PERMANENT_REDIRECT);
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/page/"));
        return response;
    }
    let path = if path == "/" { "/index.html" } else { path };
    match FILES.iter().find(|(name, ..)| *name == path) {
        Some((_, kind, text)) => answer(StatusCode::OK, kind, Bytes::from_static(text.as_bytes())),
        None => status(StatusCode::NOT_FOUND),
    }
}

pub(super) fn json(value: &Value) -> HttpResponse {
    answer(StatusCode::OK, "application/json", value.to_string().into())
}

/// A file that a bot sent. What is not known to be a picture or a sound is data and nothing else.
pub(super) fn file(data: Bytes) -> HttpResponse {
    answer(StatusCode::OK, kind_of(&data), data)
}

pub(super) fn status(code: StatusCode) -> HttpResponse {
    let reason = code.canonical_reason().unwrap_or_default();
    answer(code, "text/plain; charset=utf-8", Bytes::from_static(reason.as_bytes()))
}

fn answer(code: StatusCode, kind: &'static str, body: Bytes) -> HttpResponse {
    const HEADERS: [(HeaderName, &str); 7] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = code;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend(HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}

/// What a file is, by how it begins. Never a kind that can carry a script.
fn kind_of(data: &[u8]) -> &'static str {
    match data {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => "audio/wav",
        [b'O', b'g', b'g', b'S', ..] => "audio/ogg",
        [b'I', b'D', b'3', ..] | [0xff, 0xfb, ..] => "audio/mpeg",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_a_file_names_is_there() {
        for (name, _, text) in FILES {
            let named = text.split(['"', '\'']).filter_map(|word| word.strip_prefix("./"));
            for other in named.filter(|word| word.ends_with(".js") || word.ends_with(".css") || word.ends_with(".svg"))
            {
                assert!(FILES.iter().any(|(path, ..)| path[1..] == *other), "{name} names {other}");
            }
        }
    }

    #[test]
    fn no_file_makes_markup_of_text() {
        for (name, _, text) in FILES {
            for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "style=\""] {
                assert!(!text.contains(way), "{name} has {way}");
            }
        }
    }

    #[test]
    fn only_what_begins_as_a_picture_or_sound_is_one() {
        assert_eq!(kind_of(b"\x89PNG\r\n"), "image/png");
        assert_eq!(kind_of(b"RIFF....WEBPVP8 "), "image/webp");
        for data in [&b""[..], b"<svg xmlns=", b"<html>", b"RIFF", b"%PDF-1.7"] {
            assert_eq!(kind_of(data), "application/octet-stream");
        }
    }
}
