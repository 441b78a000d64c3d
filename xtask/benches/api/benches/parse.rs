//! One update of each kind read, a batch of them, and a call written: tgapi beside `serde_json::Value` and the two most
//! used crates of types.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value;
use tgapi::{RawCall, Update};

fn parse(c: &mut Criterion) {
    let cases = [
        ("text", bench_api::TEXT),
        ("photo with reply, entities, keyboard", bench_api::RICH),
        ("callback query", bench_api::PRESS),
        ("service message", bench_api::SERVICE),
    ];
    for (name, json) in cases {
        let mut group = c.benchmark_group(format!("parse {name}"));
        group.throughput(Throughput::Bytes(json.len() as u64));
        group.bench_function("tgapi", |b| b.iter(|| Update::from_slice(black_box(json.as_bytes()))));
        group.bench_function("Value", |b| b.iter(|| serde_json::from_str::<Value>(black_box(json))));
        group.bench_function("frankenstein", |b| {
            b.iter(|| serde_json::from_str::<frankenstein::updates::Update>(black_box(json)));
        });
        group.bench_function("teloxide-core", |b| {
            b.iter(|| serde_json::from_str::<teloxide_core::types::Update>(black_box(json)));
        });
        group.finish();
    }
    let batch = bench_api::batch();
    let mut group = c.benchmark_group("parse batch of 100");
    group.throughput(Throughput::Bytes(batch.len() as u64));
    group.bench_function("tgapi", |b| b.iter(|| tgapi::updates_from_slice(black_box(batch.as_bytes()))));
    group.bench_function("Value", |b| b.iter(|| serde_json::from_str::<Value>(black_box(&batch))));
    group.bench_function("frankenstein", |b| {
        b.iter(|| serde_json::from_str::<Vec<frankenstein::updates::Update>>(black_box(&batch)));
    });
    group.bench_function("teloxide-core", |b| {
        b.iter(|| serde_json::from_str::<Vec<teloxide_core::types::Update>>(black_box(&batch)));
    });
    group.finish();
}

fn write(c: &mut Criterion) {
    let text = "The library is open on Sunday from ten to four.";
    let ours = tgapi::methods::SendMessage::new(5_123_456_789, text).parse_mode(tgapi::types::ParseMode::Html);
    let frankenstein = frankenstein::methods::SendMessageParams::builder()
        .chat_id(5_123_456_789_i64)
        .text(text)
        .parse_mode(frankenstein::ParseMode::Html)
        .build();
    let mut teloxide =
        teloxide_core::payloads::SendMessage::new(teloxide_core::types::ChatId(5_123_456_789), text);
    teloxide.parse_mode = Some(teloxide_core::types::ParseMode::Html);
    let value: Value = serde_json::to_value(&ours).expect("an object");
    let mut group = c.benchmark_group("write sendMessage");
    group.bench_function("tgapi", |b| b.iter(|| RawCall::new(black_box(&ours))));
    group.bench_function("Value", |b| b.iter(|| serde_json::to_string(black_box(&value))));
    group.bench_function("frankenstein", |b| b.iter(|| serde_json::to_string(black_box(&frankenstein))));
    group.bench_function("teloxide-core", |b| b.iter(|| serde_json::to_string(black_box(&teloxide))));
    group.finish();
}

criterion_group!(benches, parse, write);
criterion_main!(benches);
