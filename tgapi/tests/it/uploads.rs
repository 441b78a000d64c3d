//! Files on their way out: what is on the wire, when it is repeated, and what is said when it cannot be.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::stream;
use serde_json::json;
use tgapi::client::Retry;
use tgapi::methods::SetWebhook;
use tgapi::types::{InputMediaPhoto, InputMediaVideo, MediaGroupItem};
use tgapi::{Client, ErrorKind, InputFile, NotRepeated, Progress, RawCall};

use crate::support::{Do, Folder, Request, Server, builder, client, flood, nobody, ok};

fn document(file: &InputFile) -> RawCall {
    RawCall::from_parts("sendDocument", &json!({"chat_id": 5, "document": file}), [file.clone()]).unwrap()
}

/// A client that repeats without waiting.
fn repeating(url: &str) -> Client {
    builder(url).retry(Retry::new().pauses(Duration::ZERO, Duration::ZERO)).build().unwrap()
}

/// The parts of a body: name, file name, content.
fn parts(request: &Request) -> Vec<(String, Option<String>, String)> {
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = request.text();
    let delimiter = format!("--{boundary}");
    let parts = text.split(&delimiter).skip(1).take_while(|part| !part.starts_with("--"));
    let attribute = |head: &str, name: &str| {
        let (_, rest) = head.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next().unwrap().to_owned())
    };
    parts
        .map(|part| {
            let (head, content) = part.split_once("\r\n\r\n").unwrap();
            let name = attribute(head, " name").unwrap();
            (name, attribute(head, "filename"), content.strip_suffix("\r\n").unwrap().to_owned())
        })
        .collect()
}

/// The one file of a request: its name and content.
fn file(request: &Request) -> (String, String) {
    let (part, name, content) = parts(request).into_iter().find(|(_, name, _)| name.is_some()).unwrap();
    let document = parts(request).into_iter().find(|(name, ..)| name == "document");
    assert!(document.is_none_or(|(_, _, attach)| attach == format!("attach://{part}")));
    (name.unwrap(), content)
}

type Piece = Result<&'static str, std::io::Error>;

fn pieces() -> impl futures_core::Stream<Item = Piece> + Send {
    stream::iter(["one ", "two ", "", "three"].map(Ok))
}

#[tokio::test]
async fn each_kind_of_file_arrives_whole() {
    let folder = Folder::new("kinds");
    let path = folder.file("from disk.txt", "x".repeat(200_000).as_bytes());
    let server = Server::always(ok("true")).await;
    let client = client(&server.url);
    for (input, name, content, length) in [
        (InputFile::path(&path), "from disk.txt", "x".repeat(200_000), true),
        (InputFile::bytes("b.txt", "bytes"), "b.txt", "bytes".to_owned(), true),
        (InputFile::bytes("empty", ""), "empty", String::new(), true),
        (InputFile::stream("s.txt", pieces()), "s.txt", "one two three".to_owned(), false),
        (InputFile::stream("s.txt", pieces()).with_length(13), "s.txt", "one two three".to_owned(), true),
        (InputFile::stream_with("w.txt", pieces), "w.txt", "one two three".to_owned(), false),
        (InputFile::path(&path).with_name("другое имя.txt"), "другое имя.txt", "x".repeat(200_000), true),
    ] {
        client.call_raw(&document(&input)).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(file(&request), (name.to_owned(), content));
        assert_eq!(request.header("content-length").is_some(), length, "{name}");
        assert!(parts(&request).contains(&("chat_id".to_owned(), None, "5".to_owned())));
    }
    // Those that Telegram has or fetches do not go along.
    for input in [InputFile::file_id("abc"), InputFile::url("https://example.com/x")] {
        client.call_raw(&document(&input)).await.unwrap();
        assert_eq!(server.requests().pop().unwrap().json()["document"], serde_json::to_value(&input).unwrap());
    }
}

#[tokio::test]
async fn a_typed_method_brings_its_file() {
    let server = Server::always(ok("true")).await;
    let method = SetWebhook::new("https://example.com:8443/hook")
        .certificate(InputFile::bytes("cert.pem", "-----BEGIN CERTIFICATE-----"))
        .max_connections(40);
    assert!(client(&server.url).call(method).await.unwrap());
    let request = &server.requests()[0];
    assert_eq!(file(request), ("cert.pem".to_owned(), "-----BEGIN CERTIFICATE-----".to_owned()));
    assert!(parts(request).contains(&("url".to_owned(), None, "https://example.com:8443/hook".to_owned())));
    assert!(parts(request).contains(&("max_connections".to_owned(), None, "40".to_owned())));
}

#[tokio::test]
async fn an_album_brings_each_of_its_files_once() {
    let server = Server::always(ok("[]")).await;
    let (photo, thumbnail) = (InputFile::bytes("p.jpg", "photo"), InputFile::bytes("t.jpg", "thumbnail"));
    let media = json!([
        {"type": "photo", "media": photo},
        {"type": "video", "media": InputFile::file_id("known"), "thumbnail": thumbnail},
        {"type": "photo", "media": photo},
    ]);
    let files = [photo.clone(), InputFile::file_id("known"), thumbnail.clone(), photo.clone()];
    let call = RawCall::from_parts("sendMediaGroup", &json!({"chat_id": -5, "media": media}), files).unwrap();
    client(&server.url).call_raw(&call).await.unwrap();
    let parts = parts(&server.requests()[0]);
    let files: Vec<_> = parts.iter().filter(|(_, name, _)| name.is_some()).collect();
    assert_eq!(files.len(), 2);
    let media = &parts.iter().find(|(name, ..)| name == "media").unwrap().2;
    let media: serde_json::Value = serde_json::from_str(media).unwrap();
    for (attached, content) in
        [(&media[0]["media"], "photo"), (&media[1]["thumbnail"], "thumbnail"), (&media[2]["media"], "photo")]
    {
        let part = attached.as_str().unwrap().strip_prefix("attach://").unwrap();
        assert_eq!(files.iter().find(|(name, ..)| name == part).unwrap().2, content);
    }
}

#[tokio::test]
async fn an_album_of_types_is_found_to_its_last_thumbnail() {
    let server = Server::always(ok("[]")).await;
    let folder = Folder::new("album");
    let photo = InputFile::path(folder.file("p.jpg", b"photo"));
    let (video, thumbnail) = (InputFile::stream_with("v.mp4", pieces), InputFile::bytes("t.jpg", "thumbnail"));
    let album = [
        MediaGroupItem::from(InputMediaPhoto::new(photo)),
        MediaGroupItem::from(InputMediaVideo::new(video).thumbnail(thumbnail)),
    ];
    client(&server.url).send_media_group(-5, album).disable_notification(true).await.unwrap();
    let parts = parts(&server.requests()[0]);
    let media = &parts.iter().find(|(name, ..)| name == "media").unwrap().2;
    let media: serde_json::Value = serde_json::from_str(media).unwrap();
    for (attached, name, content) in [
        (&media[0]["media"], "p.jpg", "photo"),
        (&media[1]["media"], "v.mp4", "one two three"),
        (&media[1]["thumbnail"], "t.jpg", "thumbnail"),
    ] {
        let part = attached.as_str().unwrap().strip_prefix("attach://").unwrap();
        assert!(parts.contains(&(part.to_owned(), Some(name.to_owned()), content.to_owned())), "{name}");
    }
    assert_eq!(parts.iter().filter(|(_, name, _)| name.is_some()).count(), 3);
}

#[tokio::test]
async fn a_refusal_that_comes_before_the_file_is_whole_is_understood() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = client(&format!("http://{}", listener.local_addr().unwrap()));
    // As nginx does: the answer at once, then it takes and drops what still comes.
    let serving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 1024];
        assert!(stream.read(&mut head).await.unwrap() > 0);
        let page = b"HTTP/1.1 413 Payload Too Large\r\nconnection: close\r\ncontent-length: 6\r\n\r\n<html>";
        stream.write_all(page).await.unwrap();
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await
    });
    let error = client.call_raw(&document(&InputFile::bytes("a", vec![0; 5 << 20]))).await.unwrap_err();
    assert_eq!((error.status(), error.is_api()), (Some(413), true), "{error}");
    serving.abort();
}

#[tokio::test]
async fn names_are_written_so_that_telegram_reads_them() {
    let server = Server::always(ok("true")).await;
    let input = InputFile::bytes("100% \"sure\"\r\nx: y\\.txt", "x");
    client(&server.url).call_raw(&document(&input)).await.unwrap();
    assert_eq!(file(&server.requests()[0]).0, "100%25 %22sure%22%0D%0Ax: y%5C.txt");
}

#[tokio::test]
async fn a_repeated_upload_reads_its_files_again() {
    let folder = Folder::new("again");
    let path = folder.file("a.txt", b"from disk");
    for (input, content) in [
        (InputFile::path(&path), "from disk"),
        (InputFile::bytes("a.txt", "bytes"), "bytes"),
        (InputFile::stream_with("a.txt", pieces), "one two three"),
    ] {
        let server = Server::in_turn([flood(0), flood(0), ok("true")]).await;
        repeating(&server.url).call_raw(&document(&input)).await.unwrap();
        let contents: Vec<_> = server.requests().iter().map(|request| file(request).1).collect();
        assert_eq!(contents, [content; 3], "{input:?}");
    }
}

#[tokio::test]
async fn a_stream_that_was_read_is_not_repeated_and_the_error_says_why() {
    let server = Server::in_turn([flood(0), ok("true")]).await;
    let input = InputFile::stream("once.bin", pieces());
    let error = repeating(&server.url).call_raw(&document(&input)).await.unwrap_err();
    assert!(error.is_flood());
    assert_eq!(error.not_repeated(), Some(&NotRepeated::StreamSpent { file: "once.bin".to_owned() }));
    assert!(error.to_string().contains("InputFile::stream_with"), "{error}");
    // Sent once more it is refused before anything is sent.
    let error = repeating(&server.url).call_raw(&document(&input)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Upload);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_connection_that_was_never_made_leaves_a_stream_as_it_was() {
    let input = InputFile::stream("once.bin", pieces());
    let error = repeating(&nobody().await).call_raw(&document(&input)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 4));
    let server = Server::always(ok("true")).await;
    client(&server.url).call_raw(&document(&input)).await.unwrap();
    assert_eq!(file(&server.requests()[0]).1, "one two three");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named() {
    let folder = Folder::new("unreadable");
    let server = Server::always(ok("true")).await;
    let client = client(&server.url);
    let broken = || stream::iter([Ok("begin"), Err(std::io::Error::other("the tape is torn"))]);
    for (input, says) in [
        (InputFile::path(folder.join("missing.txt")), "missing.txt"),
        (InputFile::path(folder.join("")), "it is a directory"),
        (InputFile::stream("t.bin", broken()), "the tape is torn"),
        (InputFile::stream("t.bin", broken()).with_length(500_000), "the tape is torn"),
        (InputFile::stream("short.bin", pieces()).with_length(14), "ended after 13 bytes, 14 were promised"),
        (InputFile::stream("long.bin", pieces()).with_length(12), "more than the 12 bytes"),
    ] {
        let error = client.call_raw(&document(&input)).await.unwrap_err();
        assert_eq!((error.kind(), error.is_outcome_unknown()), (ErrorKind::Upload, false), "{error}");
        assert!(error.to_string().contains(says) && error.to_string().starts_with("sendDocument: "), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn progress_is_told_up_to_all() {
    let server = Server::always(ok("true")).await;
    let seen = Arc::new(Mutex::new(Vec::<Progress>::new()));
    let report = Arc::clone(&seen);
    let files = [InputFile::bytes("a", vec![b'a'; 300_000]), InputFile::stream("b", pieces()).with_length(13)];
    let call = RawCall::from_parts("sendMediaGroup", &json!({}), files).unwrap();
    let call = call.on_progress(move |progress| report.lock().unwrap().push(progress));
    client(&server.url).call_raw(&call).await.unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen.len() >= 5, "{seen:?}");
    assert!(seen.windows(2).all(|pair| pair[0].done < pair[1].done), "{seen:?}");
    let last = seen.last().unwrap();
    assert_eq!((last.done, last.total, last.fraction()), (300_013, Some(300_013), Some(1.0)));
}

#[tokio::test]
async fn an_upload_that_stands_still_is_given_up() {
    let server = Server::always(ok("true")).await;
    let patience = Duration::from_millis(200);
    let client = builder(&server.url).upload_timeout(patience).build().unwrap();
    let begin = stream::once(async { Ok::<_, std::io::Error>("begin") });
    let stuck = futures_util::StreamExt::chain(begin, stream::pending());
    let error = client.call_raw(&document(&InputFile::stream("stuck", stuck))).await.unwrap_err();
    assert_eq!((error.kind(), error.waited()), (ErrorKind::Timeout, patience));
    let silent = Server::always(Do::Nothing).await;
    let client = builder(&silent.url).upload_timeout(patience).build().unwrap();
    let error = client.call_raw(&document(&InputFile::bytes("a", "b"))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}
