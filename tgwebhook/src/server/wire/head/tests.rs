//! A corpus of heads, good and bad, in one piece and in every other.

use proptest::prelude::*;

use super::*;

const LIMITS: HeadLimits = HeadLimits { bytes: 1024, headers: 5, uri: 64 };

fn whole(head: &[u8]) -> Result<Scan, HeadRefusal> {
    HeadScanner::new(LIMITS).scan(head)
}

/// The same, a few bytes at a time.
fn in_pieces(head: &[u8], size: usize) -> Result<Scan, HeadRefusal> {
    let mut scanner = HeadScanner::new(LIMITS);
    let mut before = 0;
    for piece in head.chunks(size) {
        match scanner.scan(piece)? {
            Scan::More => before += piece.len(),
            Scan::Done { used, body } => return Ok(Scan::Done { used: before + used, body }),
        }
    }
    Ok(Scan::More)
}

fn check(head: &str, expected: &Result<Scan, HeadRefusal>) {
    for size in [1, 2, 3, 7, 10_000] {
        assert_eq!(in_pieces(head.as_bytes(), size), *expected, "{head:?} by {size}");
    }
}

#[test]
fn good_heads_pass_and_end_where_they_end() {
    for (head, body) in [
        ("POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n", 12),
        ("POST /hook?a=b HTTP/1.1\r\nhost:a\r\ncontent-length:0\r\n\r\n", 0),
        ("POST / HTTP/1.0\r\nContent-Length: \t007 \r\n\r\n", 7),
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0),
        ("GET / HTTP/1.0\r\n\r\n", 0),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\nX: tab\there \u{fc}\r\n\r\n", 0),
    ] {
        check(head, &Ok(Scan::Done { used: head.len(), body }));
        check(&format!("{head}GET / HTTP/1.1"), &Ok(Scan::Done { used: head.len(), body }));
    }
}

#[test]
fn odd_corners_are_refused() {
    for head in [
        // Line ends.
        "POST / HTTP/1.1\nHost: a\nContent-Length: 1\n\n",
        "POST / HTTP/1.1\r\nHost: a\nContent-Length: 1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\n",
        "POST / HTTP/1.1\rHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\r\n\r\n",
        "POST / HTTP/1.1\r\nX: a\rb\r\nHost: a\r\n\r\n",
        "\r\nPOST / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\nPOST / HTTP/1.1\r\nHost: a\r\n\r\n",
        // Request lines.
        "POST  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /  HTTP/1.1\r\nHost: a\r\n\r\n",
        " POST / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "POST\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /a\tb HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /\u{fc} HTTP/1.1\r\nHost: a\r\n\r\n",
        "P(ST / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.2\r\nHost: a\r\n\r\n",
        "POST / HTTP/2.0\r\nHost: a\r\n\r\n",
        "POST / http/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}",
        // Names and values.
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\tfolded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: nameless\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u{b}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u{7f}\r\n\r\n",
        // Host.
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n",
        // Lengths.
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: identity\r\nContent-Length: 5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5 5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    ] {
        check(head, &Err(HeadRefusal::Malformed));
    }
    for method in ["POST", "PUT", "PATCH"] {
        check(&format!("{method} / HTTP/1.1\r\nHost: a\r\n\r\n"), &Err(HeadRefusal::NoLength));
    }
}

#[test]
fn limits_are_where_they_are_said_to_be() {
    let target = |length: usize| format!("GET /{} HTTP/1.0\r\n\r\n", "a".repeat(length - 1));
    assert!(whole(target(64).as_bytes()).is_ok());
    check(&target(65), &Err(HeadRefusal::UriTooLong));
    // Long before the head's own limit, and without waiting for the end of the line.
    check(&format!("GET /{}", "a".repeat(200)), &Err(HeadRefusal::UriTooLong));
    let headers = |count: usize| format!("GET / HTTP/1.0\r\n{}\r\n", "X: 1\r\n".repeat(count));
    assert!(whole(headers(5).as_bytes()).is_ok());
    check(&headers(6), &Err(HeadRefusal::TooLarge));
    let bytes = |count: usize| format!("GET / HTTP/1.0\r\nX: {}\r\n\r\n", "a".repeat(count - 23));
    assert_eq!(bytes(1024).len(), 1024);
    assert!(whole(bytes(1024).as_bytes()).is_ok());
    check(&bytes(1025), &Err(HeadRefusal::TooLarge));
}

proptest! {
    #[test]
    fn pieces_make_no_difference(head in head_like(), size in 1_usize..20) {
        prop_assert_eq!(in_pieces(&head, size), whole(&head));
    }
}

/// Something near a head: lines of all kinds, good and bad, mostly after a good beginning.
pub(in super::super) fn head_like() -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        4 => prop::sample::select(vec!["Content-Length", "content-LENGTH", "Host", "Transfer-Encoding", "Connection"])
            .prop_map(str::to_owned),
        2 => "[A-Za-z0-9-]{1,8}",
        1 => "[ -~]{0,8}",
    ];
    let value = prop_oneof![
        4 => "[0-9]{1,4}",
        2 => prop::sample::select(vec!["chunked", "keep-alive", "close", "upgrade", "a", "", " 5 ", "5, 5", "+5"])
            .prop_map(str::to_owned),
        1 => "[ -~]{0,8}",
    ];
    let separator = prop_oneof![8 => Just(": "), 2 => Just(":"), 1 => Just(" : "), 1 => Just("")];
    let end = prop_oneof![12 => Just("\r\n"), 1 => Just("\n"), 1 => Just("\r"), 1 => Just("\r\n ")];
    let line = (name, separator, value, end)
        .prop_map(|(name, separator, value, end)| [&name, separator, &value, end].concat());
    let noise = prop::collection::vec(any::<u8>(), 0..5);
    let usual = prop::sample::select(vec![
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Content-Length: 0\r\n",
        "Content-Length: 7\r\n",
        "Connection: keep-alive\r\n",
        "Expect: 100-continue\r\n",
    ]);
    let line = prop_oneof![
        6 => line.prop_map(String::into_bytes),
        6 => usual.prop_map(|line| line.as_bytes().to_vec()),
        1 => noise,
    ];
    let begin = prop::sample::select(vec![
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.0\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\n",
        "GET / HTTP/1.0\r\n",
        "HEAD * HTTP/1.1\r\nHost: a\r\n",
        "",
    ]);
    (begin, prop::collection::vec(line, 0..5), prop::bool::weighted(0.9)).prop_map(|(begin, lines, ended)| {
        let mut head = begin.as_bytes().to_vec();
        head.extend(lines.concat());
        if ended {
            head.extend(b"\r\n");
        }
        head
    })
}
