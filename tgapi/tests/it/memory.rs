//! A large file goes through in pieces: what it adds to the peak of memory, measured in a process of its own.
#![expect(clippy::print_stdout, reason = "the child tells its parent, and the test what it measured")]

use std::path::Path;
use std::process::Command;

use serde_json::json;
use tgapi::{InputFile, RawCall};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::{Folder, client};

const SIZE: u64 = 50 << 20;
const ROLE: &str = "TGAPI_MEMORY_TEST";
/// In KiB.
const ALLOWED: u64 = 2 << 10;

/// Parent and child are the same test: the child is told by a variable what to do, and prints what it measured.
#[test]
fn fifty_megabytes_add_less_than_two_to_the_peak() {
    if let Ok(role) = std::env::var(ROLE) {
        let mut role = role.split('|');
        let (what, url, path) = (role.next().unwrap(), role.next().unwrap(), role.next().unwrap());
        println!("grew by {} KiB", grown(what, url, Path::new(path)));
        return;
    }
    if !Path::new("/proc/self/clear_refs").exists() {
        assert!(std::env::var_os("CI").is_none(), "this needs Linux's /proc");
        println!("skipped: this needs Linux's /proc");
        return;
    }
    let folder = Folder::new("memory");
    let path = folder.file("large.bin", b"");
    // Not sparse in the page cache's eyes: every byte is read and sent.
    std::fs::File::options().write(true).open(&path).unwrap().set_len(SIZE).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let url = runtime.block_on(serve());
    let measure = |what: &str| {
        let test = "memory::fifty_megabytes_add_less_than_two_to_the_peak";
        let output = Command::new(std::env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(ROLE, format!("{what}|{url}|{}", path.display()))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let number = text.split("grew by ").nth(1).and_then(|rest| rest.split(' ').next());
        number.and_then(|number| number.parse::<u64>().ok()).unwrap_or_else(|| panic!("{output:?}"))
    };
    // The control: what holds the file in memory is seen to.
    let whole = measure("bytes");
    println!("bytes: 50 MiB held in memory add {whole} KiB to the peak");
    assert!(whole >= (SIZE >> 10) / 10 * 9, "holding 50 MiB grew by {whole} KiB only: this measures nothing");
    for what in ["path", "download"] {
        let grown = measure(what);
        println!("{what}: 50 MiB add {grown} KiB to the peak");
        assert!(grown < ALLOWED, "{what}: grew by {grown} KiB");
    }
}

/// Takes uploads, and gives a large file.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") {
                    stream.read_exact(&mut byte).await.unwrap();
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap().to_lowercase();
                if head.starts_with("get ") {
                    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {SIZE}\r\nconnection: close\r\n\r\n");
                    stream.write_all(answer.as_bytes()).await.unwrap();
                    let piece = vec![7; 64 << 10];
                    for _ in 0..SIZE / piece.len() as u64 {
                        stream.write_all(&piece).await.unwrap();
                    }
                    return;
                }
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
                let mut body = (&mut stream).take(length.parse().unwrap());
                let taken = tokio::io::copy(&mut body, &mut tokio::io::sink()).await.unwrap();
                let answer = format!("{{\"ok\":true,\"result\":{taken}}}");
                let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", answer.len());
                stream.write_all(format!("{head}{answer}").as_bytes()).await.unwrap();
            });
        }
    });
    url
}

/// By how much the peak of resident memory rises, in KiB.
fn grown(what: &str, url: &str, path: &Path) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = client(url);
        let send = |file: InputFile| {
            let call = RawCall::from_parts("sendDocument", &json!({"chat_id": 1, "document": file}), [file]).unwrap();
            let client = client.clone();
            async move { client.call_raw(&call).await.unwrap().parse::<u64>().unwrap() }
        };
        let file: tgapi::types::File =
            serde_json::from_value(json!({"file_id": "a", "file_unique_id": "b", "file_path": "x"})).unwrap();
        let copy = path.with_extension(format!("{what}.copy"));
        // Once with little, so that what every call needs is there already.
        send(InputFile::bytes("small", vec![1; 200_000])).await;
        tokio::fs::read("/proc/self/status").await.unwrap();
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let before = peak();
        let sent = match what {
            "path" => send(InputFile::path(path)).await,
            "bytes" => send(InputFile::bytes("large", std::fs::read(path).unwrap())).await,
            "download" => client.download(&file).to_file(&copy).await.unwrap(),
            other => panic!("{other}"),
        };
        assert!(sent >= SIZE, "{sent}");
        peak() - before
    })
}

/// `VmHWM` in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
