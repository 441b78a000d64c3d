//! Files on their way in: whole, in pieces, over connections that break.

use std::sync::{Arc, Mutex};

use futures_util::TryStreamExt;
use tgapi::{DownloadError, Progress};

use crate::support::{Do, Folder, Request, SECRET, Server, client, page};

const SIZE: usize = 300_000;

/// Bytes of which each stretch is another.
fn content() -> Vec<u8> {
    (0..SIZE as u32).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()).take(SIZE).collect()
}

fn file(path: Option<&str>) -> tgapi::types::File {
    serde_json::from_value(serde_json::json!({
        "file_id": "a", "file_unique_id": "AgAD", "file_size": SIZE, "file_path": path,
    }))
    .unwrap()
}

fn start_of(request: &Request) -> Option<usize> {
    request.header("range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// Serves a file; with `ranges` from where it is asked for, and breaks off after each of `cuts`.
async fn file_server(content: Vec<u8>, ranges: bool, cuts: impl IntoIterator<Item = usize>) -> Server {
    let mut cuts = cuts.into_iter().collect::<std::collections::VecDeque<_>>();
    Server::start(move |request| {
        let total = content.len();
        let start = start_of(request).filter(|_| ranges);
        if start.is_some_and(|start| start >= total) {
            return page("416 Range Not Satisfiable", &format!("content-range: bytes */{total}\r\n"), "");
        }
        let body = &content[start.unwrap_or(0)..];
        let head = match start {
            None => "HTTP/1.1 200 OK\r\n".to_owned(),
            Some(start) => {
                format!("HTTP/1.1 206 Partial Content\r\ncontent-range: bytes {start}-{}/{total}\r\n", total - 1)
            }
        };
        let mut answer = format!("{head}content-length: {}\r\nconnection: close\r\n\r\n", body.len()).into_bytes();
        answer.extend_from_slice(body);
        if let Some(cut) = cuts.pop_front() {
            answer.truncate(answer.len() - body.len() + cut);
        }
        Do::Answer(answer)
    })
    .await
}

#[tokio::test]
async fn a_file_comes_whole_in_each_way() {
    let server = file_server(content(), true, []).await;
    let (client, file) = (client(&server.url), file(Some("photos/file 0.jpg")));
    assert_eq!(client.download(&file).bytes().await.unwrap(), content());
    assert_eq!(server.requests()[0].target(), format!("GET /file/bot42:{SECRET}/photos/file%200.jpg"));
    let pieces: Vec<_> = client.download(&file).stream().try_collect().await.unwrap();
    assert!(pieces.len() > 1 && pieces.concat() == content());
    let folder = Folder::new("whole");
    let path = folder.join("a.jpg");
    assert_eq!(client.download(&file).to_file(&path).await.unwrap(), SIZE as u64);
    assert_eq!(std::fs::read(path).unwrap(), content());
    assert_eq!(folder.names(), ["a.jpg"]);
}

#[tokio::test]
async fn an_empty_file_is_one_too() {
    let server = file_server(Vec::new(), true, []).await;
    assert_eq!(client(&server.url).download(&file(Some("x"))).bytes().await.unwrap(), "");
}

#[tokio::test]
async fn a_download_that_breaks_off_goes_on_where_it_was() {
    for ranges in [true, false] {
        let server = file_server(content(), ranges, [100_000, 150_000, 250_000]).await;
        let done = Arc::new(Mutex::new(Vec::<Progress>::new()));
        let report = Arc::clone(&done);
        let download =
            client(&server.url).download(&file(Some("x"))).on_progress(move |at| report.lock().unwrap().push(at));
        assert_eq!(download.bytes().await.unwrap(), content(), "ranges {ranges}");
        let starts: Vec<_> = server.requests().iter().map(start_of).collect();
        // Without ranges each connection begins anew, and what is known is left out.
        let expected: &[_] = if ranges {
            &[None, Some(100_000), Some(250_000)]
        } else {
            &[None, Some(100_000), Some(150_000), Some(250_000)]
        };
        assert_eq!(starts, expected, "ranges {ranges}");
        let done = done.lock().unwrap();
        assert!(done.windows(2).all(|pair| pair[0].done < pair[1].done));
        assert_eq!((done.last().unwrap().done, done.last().unwrap().total), (SIZE as u64, Some(SIZE as u64)));
    }
}

#[tokio::test]
async fn it_begins_where_it_is_told() {
    let server = file_server(content(), true, []).await;
    let (client, file) = (client(&server.url), file(Some("x")));
    let rest = client.download(&file).starting_at(299_000).bytes().await.unwrap();
    assert_eq!(rest, content()[299_000..]);
    // At the end nothing is left.
    assert_eq!(client.download(&file).starting_at(SIZE as u64).bytes().await.unwrap(), "");
}

#[tokio::test]
async fn a_connection_that_gets_nowhere_is_given_up() {
    let server = file_server(content(), true, [1000, 0, 0, 0]).await;
    let download = client(&server.url).download(&file(Some("x"))).max_resumes(2);
    let error = download.bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::Network { done: 1000, .. }), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn another_file_in_its_place_is_not_mixed_in() {
    let longer = || [content(), b"more".to_vec()].concat();
    let mut first = Some(content());
    let server = Server::start(move |request| match first.take() {
        Some(content) => {
            let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\n\r\n").into_bytes();
            answer.extend_from_slice(&content[..5000]);
            Do::Answer(answer)
        }
        None => {
            let (start, total) = (start_of(request).unwrap(), SIZE + 4);
            let body = &longer()[start..];
            let head = format!(
                "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes {start}-{}/{total}\r\ncontent-length: {}\r\n\r\n",
                total - 1,
                body.len()
            );
            Do::Answer([head.as_bytes(), body].concat())
        }
    })
    .await;
    let error = client(&server.url).download(&file(Some("x"))).bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::Changed { done: 5000 }), "{error}");
}

#[tokio::test]
async fn a_limit_holds_and_leaves_nothing_behind() {
    let server = file_server(content(), true, []).await;
    let (client, file) = (client(&server.url), file(Some("x")));
    let limit = SIZE as u64;
    assert!(client.download(&file).max_bytes(limit).bytes().await.is_ok());
    let error = client.download(&file).max_bytes(limit - 1).bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::TooLarge { .. }), "{error}");
    let folder = Folder::new("limit");
    let to_file = client.download(&file).max_bytes(1000).to_file(folder.join("a"));
    assert!(matches!(to_file.await, Err(DownloadError::TooLarge { limit: 1000 })));
    assert!(folder.names().is_empty());
}

#[tokio::test]
async fn a_file_on_disk_is_whole_or_not_there_and_goes_on_from_its_part() {
    let folder = Folder::new("part");
    let path = folder.join("a.jpg");
    let broken = file_server(content(), true, [120_000, 0]).await;
    let error = client(&broken.url).download(&file(Some("x"))).max_resumes(0).to_file(&path).await.unwrap_err();
    assert!(matches!(error, DownloadError::Network { done: 120_000, .. }), "{error}");
    assert_eq!(folder.names(), ["a.jpg.AgAD.part"]);
    let server = file_server(content(), true, []).await;
    assert_eq!(client(&server.url).download(&file(Some("x"))).to_file(&path).await.unwrap(), SIZE as u64);
    assert_eq!(server.requests().iter().map(start_of).collect::<Vec<_>>(), [Some(120_000)]);
    assert_eq!(std::fs::read(&path).unwrap(), content());
    assert_eq!(folder.names(), ["a.jpg"]);
    // A part that cannot be one is begun anew.
    for part in [vec![b'x'; SIZE + 1], vec![b'x'; SIZE - 1]] {
        folder.file("a.jpg.AgAD.part", &part);
        let short = file_server(content()[..1000].to_vec(), true, []).await;
        assert_eq!(client(&short.url).download(&file(Some("x"))).to_file(&path).await.unwrap(), 1000);
        assert_eq!(std::fs::read(&path).unwrap(), content()[..1000]);
    }
}

#[tokio::test]
async fn what_cannot_be_fetched_is_explained() {
    let server = Server::always(page("404 Not Found", "", "")).await;
    let client = client(&server.url);
    let error = client.download(&file(Some("x"))).bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::Refused { status: 404 }), "{error}");
    assert!(error.to_string().contains("call getFile again"), "{error}");
    let error = client.download(&file(None)).bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::NoPath { size: Some(300_000) }), "{error}");
    assert!(error.to_string().contains("20 MB") && error.to_string().contains("local Bot API server"), "{error}");
    let folder = Folder::new("nowhere");
    assert!(client.download(&file(Some("x"))).to_file(folder.join("a")).await.is_err());
    assert!(folder.names().is_empty());
    let error = client.download(&file(Some("x"))).to_file(folder.join("no/such/folder")).await.unwrap_err();
    assert!(matches!(&error, DownloadError::Disk { .. }), "{error}");
}

#[tokio::test]
async fn a_stream_fetches_nothing_before_it_is_polled_and_ends_after_its_error() {
    let server = Server::always(page("404 Not Found", "", "")).await;
    let mut stream = client(&server.url).download(&file(Some("x"))).stream();
    assert!(server.requests().is_empty());
    assert!(stream.try_next().await.is_err());
    assert!(stream.try_next().await.unwrap().is_none());
}
