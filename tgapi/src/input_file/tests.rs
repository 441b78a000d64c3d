//! What an input file is as JSON, when two are equal, and which can be read twice.

use std::convert::Infallible;
use std::task::Waker;

use super::*;

/// A stream of one piece.
struct Once(Option<&'static [u8]>);

impl Stream for Once {
    type Item = Result<&'static [u8], Infallible>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Ok))
    }
}

fn first_piece(mut stream: UploadStream) -> Bytes {
    match stream.as_mut().poll_next(&mut std::task::Context::from_waker(Waker::noop())) {
        std::task::Poll::Ready(Some(Ok(piece))) => piece,
        _ => panic!("no piece"),
    }
}

#[test]
fn as_json_it_is_a_text() {
    assert_eq!(serde_json::to_string(&InputFile::file_id("abc")).unwrap(), "\"abc\"");
    assert_eq!(serde_json::to_string(&InputFile::url("https://x/y.png")).unwrap(), "\"https://x/y.png\"");
    let file = InputFile::bytes("a", "b");
    let text = format!("attach://{}", file.upload().unwrap().part());
    assert_eq!(serde_json::to_value(&file).unwrap(), text);
    let back: InputFile = serde_json::from_value(text.clone().into()).unwrap();
    assert!(back.upload().is_none());
    assert_eq!(serde_json::to_value(&back).unwrap(), text);
    assert!(serde_json::from_str::<InputFile>("5").is_err());
}

#[test]
fn equal_are_files_of_the_same_name_and_content() {
    assert_eq!(InputFile::bytes("a", "x"), InputFile::bytes("a", "x"));
    assert_ne!(InputFile::bytes("a", "x"), InputFile::bytes("b", "x"));
    assert_ne!(InputFile::bytes("a", "x"), InputFile::bytes("a", "y"));
    assert_eq!(InputFile::path("d/a"), InputFile::path("d/a"));
    assert_ne!(InputFile::path("d/a"), InputFile::path("e/a"));
    assert_ne!(InputFile::path("a"), InputFile::bytes("a", "x"));
    assert_ne!(InputFile::file_id("a"), InputFile::url("b"));
    let stream = InputFile::stream("a", Once(None));
    assert_eq!(stream, stream.clone());
    assert_ne!(stream, InputFile::stream("a", Once(None)));
}

#[test]
fn a_path_gives_the_name_and_can_have_another() {
    let name = |file: &InputFile| file.upload().unwrap().file_name().to_owned();
    assert_eq!(name(&InputFile::path("some/where/a b.txt")), "a b.txt");
    assert_eq!(name(&InputFile::path("/")), "file");
    let named = InputFile::path("x").with_name("y");
    assert_eq!(name(&named), "y");
    assert!(matches!(named.upload().unwrap().content(), Content::Path(path) if path == Path::new("x")));
    assert_eq!(InputFile::file_id("a").with_name("b").with_length(5), InputFile::file_id("a"));
}

#[test]
fn a_stream_is_read_once_unless_it_can_be_made_anew() {
    let file = InputFile::stream("a", Once(Some(b"x"))).with_length(1);
    let upload = file.upload().unwrap();
    assert_eq!((upload.length(), upload.is_readable()), (Some(1), true));
    assert_eq!(first_piece(upload.take_stream().unwrap()), "x");
    assert!(!upload.is_readable() && upload.take_stream().is_none());
    // A clone is the same file.
    assert!(!file.clone().upload().unwrap().is_readable());

    let file = InputFile::stream_with("a", || Once(Some(b"x")));
    for _ in 0..3 {
        assert!(file.upload().unwrap().is_readable());
        assert_eq!(first_piece(file.upload().unwrap().take_stream().unwrap()), "x");
    }
}

#[test]
fn debug_shows_no_content_and_no_path() {
    let shown = format!("{:?} {:#?}", InputFile::bytes("a.txt", "private words"), InputFile::path("/tmp/b"));
    assert!(shown.contains("a.txt") && shown.contains("\"b\""), "{shown}");
    assert!(!shown.contains("private") && !shown.contains("/tmp"), "{shown}");
}
