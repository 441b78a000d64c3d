//! One case of one crate, so many times: for counting instructions. `once CRATE CASE TIMES`.

use std::hint::black_box;

use serde_json::Value;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, case, times] = args.as_slice() else { panic!("once CRATE CASE TIMES") };
    let batch = bench_api::batch();
    let json = match case.as_str() {
        "text" => bench_api::TEXT,
        "rich" => bench_api::RICH,
        "press" => bench_api::PRESS,
        "service" => bench_api::SERVICE,
        "batch" => &batch,
        "write" => return write(name, times.parse().expect("a number")),
        _ => panic!("no case {case}"),
    };
    for _ in 0..times.parse().expect("a number") {
        let json = black_box(json);
        if case == "batch" {
            match name.as_str() {
                "tgapi" => drop(black_box(tgapi::updates_from_slice(json.as_bytes()))),
                "Value" => drop(black_box(serde_json::from_str::<Value>(json))),
                "frankenstein" => {
                    drop(black_box(serde_json::from_str::<Vec<frankenstein::updates::Update>>(json)));
                }
                _ => drop(black_box(serde_json::from_str::<Vec<teloxide_core::types::Update>>(json))),
            }
        } else {
            match name.as_str() {
                "tgapi" => drop(black_box(tgapi::Update::from_slice(json.as_bytes()))),
                "Value" => drop(black_box(serde_json::from_str::<Value>(json))),
                "frankenstein" => drop(black_box(serde_json::from_str::<frankenstein::updates::Update>(json))),
                _ => drop(black_box(serde_json::from_str::<teloxide_core::types::Update>(json))),
            }
        }
    }
}

fn write(name: &str, times: usize) {
    let text = "The library is open on Sunday from ten to four.";
    let ours = tgapi::methods::SendMessage::new(5_123_456_789, text).parse_mode(tgapi::types::ParseMode::Html);
    let frankenstein = frankenstein::methods::SendMessageParams::builder()
        .chat_id(5_123_456_789_i64)
        .text(text)
        .parse_mode(frankenstein::ParseMode::Html)
        .build();
    let mut teloxide = teloxide_core::payloads::SendMessage::new(teloxide_core::types::ChatId(5_123_456_789), text);
    teloxide.parse_mode = Some(teloxide_core::types::ParseMode::Html);
    let value: Value = serde_json::to_value(&ours).expect("an object");
    for _ in 0..times {
        match name {
            "tgapi" => drop(black_box(tgapi::RawCall::new(black_box(&ours)))),
            "json" => drop(black_box(serde_json::to_string(black_box(&ours)))),
            "Value" => drop(black_box(serde_json::to_string(black_box(&value)))),
            "frankenstein" => drop(black_box(serde_json::to_string(black_box(&frankenstein)))),
            _ => drop(black_box(serde_json::to_string(black_box(&teloxide)))),
        }
    }
}
