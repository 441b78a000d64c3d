//! A local Bot API server that shares its disk: files go by their path.

use serde_json::json;
use tgapi::client::LocalFiles;
use tgapi::{DownloadError, InputFile, RawCall};

use crate::support::{Folder, Server, builder, client, ok};

fn file_at(path: &std::path::Path) -> tgapi::types::File {
    serde_json::from_value(json!({"file_id": "a", "file_unique_id": "b", "file_path": path})).unwrap()
}

#[tokio::test]
async fn uploads_go_by_path() {
    let folder = Folder::new("local-up");
    let path = folder.file("a b.txt", b"x");
    let server = Server::always(ok("true")).await;
    let shared = builder(&server.url).local_files(LocalFiles::shared()).build().unwrap();
    let file = InputFile::path(&path);
    let call = RawCall::from_parts("sendDocument", &json!({"chat_id": 5, "document": file}), [file]).unwrap();
    shared.call_raw(&call).await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent = request.json();
    let url = sent["document"].as_str().unwrap();
    assert!(url.starts_with("file:///") && url.ends_with("/a%20b.txt"), "{url}");
    assert_eq!(sent["chat_id"], 5);
}

#[tokio::test]
async fn downloads_are_read_from_disk() {
    let folder = Folder::new("local-down");
    let content = "y".repeat(100_000);
    let path = folder.file("file_0.jpg", content.as_bytes());
    let server = Server::always(ok("true")).await;
    let shared = builder(&server.url).local_files(LocalFiles::shared()).build().unwrap();
    assert_eq!(shared.download(&file_at(&path)).bytes().await.unwrap(), content);
    assert_eq!(shared.download(&file_at(&path)).starting_at(99_990).bytes().await.unwrap(), "y".repeat(10));
    let copy = folder.join("copy");
    assert_eq!(shared.download(&file_at(&path)).to_file(&copy).await.unwrap(), 100_000);
    assert_eq!(std::fs::read_to_string(copy).unwrap(), content);
    // In a container the folder has another name.
    let mapped = LocalFiles::mapped("/var/lib/telegram-bot-api", folder.join(""));
    let mapped = builder(&server.url).local_files(mapped).build().unwrap();
    let there = file_at("/var/lib/telegram-bot-api/file_0.jpg".as_ref());
    assert_eq!(mapped.download(&there).bytes().await.unwrap(), content);
    for outside in ["/etc/passwd", "/var/lib/telegram-bot-api/../../../etc/passwd"] {
        let error = mapped.download(&file_at(outside.as_ref())).bytes().await.unwrap_err();
        assert!(matches!(error, DownloadError::NotShared { .. }), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn without_the_setting_nothing_is_read_from_disk() {
    let server = Server::always(ok("true")).await;
    let error = client(&server.url).download(&file_at("/etc/passwd".as_ref())).bytes().await.unwrap_err();
    assert!(matches!(error, DownloadError::NotShared { .. }), "{error}");
    assert!(error.to_string().contains("ClientBuilder::local_files"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_missing_file_is_named() {
    let folder = Folder::new("local-gone");
    let shared = builder("http://127.0.0.1:1").local_files(LocalFiles::shared()).build().unwrap();
    let error = shared.download(&file_at(&folder.join("gone"))).bytes().await.unwrap_err();
    assert!(matches!(&error, DownloadError::Disk { path, .. } if path.ends_with("gone")), "{error}");
}
