//! `cargo xtask bench dispatch`: what dispatching costs, on one
//! core, beside a bare match and beside teloxide's dispatcher in the same run.

mod kept;
mod our_side;
mod teloxide_side;
mod updates;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use serde_json::{Value, json};
use tgdispatch::{CallbackQuery, Dispatcher, Lanes, LanesLayer, Message, Router, Settings};
use tower::{Service, ServiceExt};

struct Options {
    updates: usize,
    runs: usize,
    json: Option<String>,
}

fn options() -> Result<Options, String> {
    let mut options = Options { updates: 100_000, runs: 9, json: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--quick" => (options.updates, options.runs) = (20_000, 5),
            "--json" => options.json = Some(args.next().ok_or("--json wants a file")?),
            "--help" | "-h" => {
                println!("cargo xtask bench dispatch [--quick] [--json FILE]");
                std::process::exit(0);
            }
            _ => return Err(format!("unknown argument {arg}: cargo xtask bench dispatch [--quick] [--json FILE]")),
        }
    }
    Ok(options)
}

fn main() -> Result<(), String> {
    let options = options()?;
    let mut rows = Vec::new();
    for chats in [1, 1_000] {
        rows.push(to_entry(&options, chats));
        rows.push(throughput(&options, chats));
    }
    rows.extend(routes(&options));
    rows.push(isolation(&options, "one that hangs with 128 updates waiting", our_side::lanes_with_one_blocked));
    rows.push(isolation(&options, "256 that hang, past their time", our_side::lanes_with_all_places_taken));
    rows.extend(allocations(&options));
    rows.push(leftovers(&options));
    if let Some(file) = options.json {
        let text = serde_json::to_string_pretty(&rows).map_err(|error| error.to_string())?;
        std::fs::write(&file, text).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(())
}

fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

fn per_second(updates: usize, took: Duration) -> f64 {
    updates as f64 / took.as_secs_f64()
}

/// Updates that are parsed, and then dispatched before the next are parsed: as warm as what has just come.
const BATCH: usize = 1_000;

/// From the call to the entry of the handler, above a match on the same update that has nothing to dispatch. Handlers put
/// away what they are given, and so does the match: freeing an update is no part of dispatching it. What either side does
/// after the entry, such as ending a task and freeing its own copies, is counted: the clock runs on until all have entered.
fn to_entry(options: &Options, chats: usize) -> Value {
    let n = options.updates;
    let ours = || (0..n / BATCH).map(|_| updates::ours(BATCH, chats));
    let theirs = || (0..n / BATCH).map(|_| updates::teloxides(BATCH, chats));
    let (mut lanes, mut router, mut teloxide, mut ratios) = (vec![], vec![], vec![], vec![]);
    for _ in 0..options.runs {
        let nanos = |took: Duration, bare: Duration| (took.as_nanos() as f64 - bare.as_nanos() as f64) / n as f64;
        let bare = our_side::match_to_entry(ours(), BATCH);
        let in_lanes = nanos(our_side::lanes_to_entry(ours(), BATCH), bare);
        let bare_theirs = teloxide_side::match_to_entry(theirs(), BATCH);
        let in_teloxide = nanos(teloxide_side::run_to_entry(theirs(), BATCH), bare_theirs);
        router.push(nanos(our_side::router_to_entry(ours(), BATCH), bare));
        lanes.push(in_lanes);
        teloxide.push(in_teloxide);
        ratios.push(in_teloxide / in_lanes);
    }
    let (lanes, router, teloxide, ratio) = (median(lanes), median(router), median(teloxide), median(ratios));
    println!("{chats} chats, {n} updates, median of {} runs, CPU time, one thread", options.runs);
    println!("  from the call to the entry of the handler, above a bare match; the update is not freed");
    println!("  router              {router:>12.0} ns");
    println!("  lanes and router    {lanes:>12.0} ns");
    println!("  teloxide            {teloxide:>12.0} ns   lanes and router: {ratio:.1} times as many updates a second");
    json!({
        "name": format!("from call to handler entry, {chats} chats"), "unit": "ns/update", "ours": lanes,
        "others": {"router alone": router, "teloxide": teloxide}, "ratios": {"teloxide": ratio},
        "runs": options.runs, "seed": null,
    })
}

/// Updates a second, from the call until the update is freed, all of them parsed beforehand. The sides take turns, so that a
/// noisy neighbour meets them all.
fn throughput(options: &Options, chats: usize) -> Value {
    let n = options.updates;
    let (mut lanes, mut router, mut bare, mut teloxide) = (vec![], vec![], vec![], vec![]);
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let dispatcher = our_side::dispatcher(&left);
    for _ in 0..options.runs {
        lanes.push(per_second(n, our_side::lanes(updates::ours(n, chats))));
        teloxide.push(per_second(n, teloxide_side::run(updates::teloxides(n, chats))));
        router.push(per_second(n, our_side::router(&dispatcher, updates::ours(n, chats))));
        bare.push(per_second(n, our_side::bare_match(updates::ours(n, chats))));
    }
    let ratios: Vec<f64> = lanes.iter().zip(&teloxide).map(|(ours, theirs)| ours / theirs).collect();
    let (lanes, router, bare) = (median(lanes), median(router), median(bare));
    let (teloxide, ratio) = (median(teloxide), median(ratios));
    println!("  updates a second, everything included; a bare match does hardly more than free the update");
    println!("  bare match          {bare:>12.0}");
    println!("  router              {router:>12.0}   {:.0} ns above the match", (1.0 / router - 1.0 / bare) * 1e9);
    println!("  lanes and router    {lanes:>12.0}   {:.0} ns above the match", (1.0 / lanes - 1.0 / bare) * 1e9);
    println!("  teloxide            {teloxide:>12.0}   lanes and router: {ratio:.1} times as many");
    json!({
        "name": format!("updates a second, {chats} chats"), "unit": "updates/s", "ours": lanes,
        "others": {"bare match": bare, "router alone": router, "teloxide": teloxide},
        "ratios": {"teloxide": ratio}, "runs": options.runs, "seed": null,
    })
}

/// The last of so many routes, found by command and by button.
fn routes(options: &Options) -> Vec<Value> {
    let build = |routes: usize| -> Dispatcher {
        let mut router = Router::new();
        for n in 0..routes {
            router = router.command(format!("command_{n}"), async |_: Message| {});
            router = router.callback(format!("button_{n}:"), async |_: CallbackQuery| {});
        }
        router.build(Settings::new()).expect("a router")
    };
    let (few, many) = (build(10), build(1_000));
    let one = |routes: usize, button: bool| {
        let last = routes - 1;
        let text = if button { format!("button_{last}:7") } else { format!("/command_{last}") };
        let json = if button { updates::press(1, 1, &text) } else { updates::message(1, 1, &text) };
        vec![updates::parse(&json); options.updates]
    };
    let mut rows = Vec::new();
    for (name, button) in [("commands", false), ("buttons", true)] {
        let (mut with_few, mut with_many) = (vec![], vec![]);
        for _ in 0..options.runs {
            let nanos = |took: Duration| took.as_nanos() as f64 / options.updates as f64;
            with_few.push(nanos(our_side::router(&few, one(10, button))));
            with_many.push(nanos(our_side::router(&many, one(1_000, button))));
        }
        let (with_few, with_many) = (median(with_few), median(with_many));
        println!("{name}: {with_few:.0} ns with 10, {with_many:.0} ns with 1,000 routes");
        rows.push(json!({
            "name": format!("{name}, 1,000 routes"), "unit": "ns/update", "ours": with_many,
            "others": {"10 routes": with_few}, "ratios": {"10 routes": with_many / with_few},
            "runs": options.runs, "seed": null,
        }));
    }
    rows
}

/// What others lose while conversations hang; beside the same lanes and routes with none that does.
fn isolation(options: &Options, which: &str, run: fn(Vec<tgapi::Update>, bool) -> Duration) -> Value {
    let n = options.updates;
    let (mut free, mut blocked, mut ratios) = (vec![], vec![], vec![]);
    // The expected difference is small, so this needs more runs than the others.
    for _ in 0..options.runs * 3 {
        free.push(per_second(n, run(updates::ours(n, 1_000), false)));
        blocked.push(per_second(n, run(updates::ours(n, 1_000), true)));
        ratios.push(blocked[blocked.len() - 1] / free[free.len() - 1]);
    }
    let (free, blocked, ratio) = (median(free), median(blocked), median(ratios));
    println!("1,000 chats: {free:.0}/s; {blocked:.0}/s beside {which}: {ratio:.3} of it");
    json!({
        "name": format!("1,000 chats beside {which}"), "unit": "updates/s", "ours": blocked,
        "others": {"none hangs": free}, "ratios": {"none hangs": ratio}, "runs": options.runs * 3, "seed": null,
    })
}

/// Allocations for an update. One of them is the handler's own: its future, whose type the router does not know.
fn allocations(options: &Options) -> Vec<Value> {
    let n = options.updates;
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let dispatcher = our_side::dispatcher(&left);
    let mut rows = Vec::new();
    for name in ["router", "lanes and router, one by one", "lanes and router, busy"] {
        let given = updates::ours(n, 1_000);
        let runtime = our_side::runtime();
        let mut dispatcher = dispatcher.clone();
        let mut lanes = Lanes::new(dispatcher.clone(), LanesLayer::new());
        let counted = allocation_counter::measure(|| {
            runtime.block_on(async {
                for update in given {
                    match name {
                        "router" => drop(dispatcher.call(update).await.expect("handled")),
                        "lanes and router, busy" => drop(lanes.ready().await.expect("ready").call(update)),
                        _ => drop(lanes.ready().await.expect("ready").call(update).await.expect("handled")),
                    }
                }
                assert!(lanes.handle().drain(Duration::from_secs(600)).await.is_clean(), "all are handled");
            });
        });
        let above = counted.count_total as f64 / n as f64 - 1.0;
        println!("{name}: {above:.2} allocations an update, above the handler's own");
        rows.push(json!({
            "name": format!("allocations, {name}"), "unit": "1/update", "ours": above,
            "others": {}, "ratios": {}, "runs": 1, "seed": null,
        }));
    }
    rows
}

/// What conversations leave behind that were seen once.
fn leftovers(options: &Options) -> Value {
    let n = options.updates * 10;
    let left = Arc::new(AtomicUsize::new(usize::MAX));
    let runtime = our_side::runtime();
    let lanes = Lanes::new(our_side::dispatcher(&left), LanesLayer::new());
    let mut feed = lanes.clone();
    let counted = allocation_counter::measure(|| {
        runtime.block_on(async {
            for id in 1..=n as u64 {
                let update = updates::parse(&updates::message(id, id, "x"));
                drop(feed.ready().await.expect("ready").call(update));
            }
            drop(feed);
            assert!(lanes.handle().drain(Duration::from_secs(600)).await.is_clean(), "all are handled");
        });
    });
    let kib = counted.bytes_current as f64 / 1024.0;
    println!(
        "{n} conversations seen once left {kib:.1} KiB; the most at one time was {} KiB",
        counted.bytes_max / 1024
    );
    json!({
        "name": format!("left behind by {n} conversations"), "unit": "KiB", "ours": kib,
        "others": {}, "ratios": {}, "runs": 1, "seed": null,
    })
}
