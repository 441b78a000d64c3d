//! Many people, many updates. Small by default; `TGSANDBOX_QUEUED=1000000` (with `--release`, and `--nocapture` for the
//! figures) is the size that the sandbox is made for.
#![expect(clippy::print_stderr, reason = "the figures are what the large run is for")]

use std::{collections::HashSet, time::Instant};

use serde_json::{Value, json};
use tgsandbox::Sandbox;

use crate::kit::{Webhook, call, message, set};

/// How many people write.
const PEOPLE: i64 = 10_000;

fn queued() -> usize {
    std::env::var("TGSANDBOX_QUEUED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000)
}

/// The memory of this process in MiB, where the system says.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn updates(count: usize) -> Vec<Value> {
    (0..count).map(|n| message(n as i64 % PEOPLE + 1, &format!("message {n}"))).collect()
}

#[tokio::test]
async fn a_large_queue_is_polled_to_its_end_in_order() {
    let count = queued();
    let sandbox = Sandbox::builder().queue_limits(count, usize::MAX).transcript_limit(1000).start().await.unwrap();
    let all = updates(count);
    let (before, start) = (resident(), Instant::now());
    assert!(sandbox.push_updates(&all).iter().all(Result::is_ok));
    let (pushed, held) = (start.elapsed(), resident().saturating_sub(before));
    assert_eq!(sandbox.stats().pending, count as u64);
    let (mut offset, mut seen, start) = (0, 0, Instant::now());
    loop {
        let batch = call(&sandbox, "getUpdates", json!({"offset": offset})).await.result();
        let ids: Vec<u64> = batch.as_array().unwrap().iter().map(|u| u["update_id"].as_u64().unwrap()).collect();
        let Some(last) = ids.last() else { break };
        assert!(offset == 0 || ids[0] == offset, "without a hole");
        assert_eq!(ids.len() as u64, last - ids[0] + 1);
        seen += ids.len();
        offset = last + 1;
    }
    assert_eq!((seen, sandbox.stats().pending), (count, 0));
    eprintln!(
        "{count} updates: queued in {pushed:.1?}, {held} MiB more; polled in {:.1?}, {:.0} a second",
        start.elapsed(),
        count as f64 / start.elapsed().as_secs_f64(),
    );
}

#[tokio::test]
async fn many_people_are_served_side_by_side_by_a_webhook() {
    let count = queued() / 4;
    let webhook = Webhook::ok().await;
    let sandbox = Sandbox::builder()
        .plain_http(true)
        .queue_limits(count, usize::MAX)
        .transcript_limit(1000)
        .timeout(std::time::Duration::from_secs(600))
        .start()
        .await
        .unwrap();
    sandbox.push_updates(&updates(count));
    let start = Instant::now();
    set(&sandbox, &webhook.url(), json!({"max_connections": 100})).await;
    sandbox.idle().await.unwrap();
    eprintln!("{count} updates delivered, {:.0} a second", count as f64 / start.elapsed().as_secs_f64());
    let ids: HashSet<u64> = webhook.rest().iter().map(crate::kit::Got::id).collect();
    assert_eq!((ids.len(), sandbox.stats().delivered), (count, count as u64));
}
