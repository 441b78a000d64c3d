//! Jobs through a router and lanes. Under paused time.

use std::sync::{Arc, Mutex};

use tgapi::methods::SendMessage;
use tgapi::types::{Chat, ChatType, Message};
use tgapi::{ChatId, UpdateKind, UpdateType, UserId};
use tokio::time::sleep;
use tower::ServiceExt;

use super::*;
use crate::filter::{text, unknown};
use crate::{Dispatcher, Lanes, LanesLayer, Retry, Router, Settings, State, Unknown};

type Log = Arc<Mutex<Vec<(u64, String)>>>;

#[derive(Clone)]
struct App {
    jobs: Jobs,
    log: Log,
    begun: Instant,
}
crate::from_ref!(App { jobs: Jobs, log: Log });

impl App {
    fn new(jobs: Jobs) -> Self {
        Self { jobs, log: Log::default(), begun: Instant::now() }
    }

    /// Writes down what happened, and after how many seconds.
    fn note(&self, what: impl Into<String>) {
        self.log.lock().unwrap().push((self.begun.elapsed().as_secs(), what.into()));
    }

    fn noted(&self) -> Vec<(u64, String)> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }
}

fn notes(lines: &[(u64, &str)]) -> Vec<(u64, String)> {
    lines.iter().map(|(at, what)| (*at, (*what).to_owned())).collect()
}

fn lanes(app: &App) -> Lanes<Dispatcher> {
    async fn tick(State(app): State<App>, chat: Option<ChatId>, data: Job<Option<String>>) {
        app.note(format!("tick {:?} {:?}", chat.map(|chat| chat.0), data.0));
    }
    async fn slow(State(app): State<App>, Job(seconds): Job<u64>) {
        app.note("slow begins");
        sleep(Duration::from_secs(seconds)).await;
        app.note("slow ends");
    }
    async fn again(State(app): State<App>) -> Result<(), Retry> {
        app.note("again");
        Err(Retry::new("not now").attempts(3))
    }
    async fn said(State(app): State<App>, msg: crate::Message) {
        let text = msg.text.clone().unwrap_or_default();
        app.note(format!("{text} begins"));
        sleep(Duration::from_secs(10)).await;
        app.note(format!("{text} ends"));
    }
    async fn odd(State(app): State<App>, what: Unknown) {
        app.note(what.name);
    }
    let router = Router::new()
        .on(unknown(), odd)
        .on(job("tick"), tick)
        .on(job("slow"), slow)
        .on(job("again"), again)
        .on(text(), said)
        .with_state(app.clone());
    Lanes::new(router.build(Settings::new()).unwrap(), LanesLayer::new())
}

fn message(chat: i64, text: &str) -> Update {
    let message = Message::new(1, 1, Chat::new(chat, ChatType::Private)).text(text);
    Update::new(1, UpdateKind::Message(Box::new(message)))
}

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

#[tokio::test(start_paused = true)]
async fn jobs_come_when_they_are_due() {
    let app = App::new(Jobs::new());
    let jobs = &app.jobs;
    jobs.after(seconds(5), JobSpec::new("tick").chat(ChatId(7)).data(&"tea").unwrap()).unwrap();
    jobs.start(lanes(&app)).unwrap();
    jobs.every(seconds(4), JobSpec::new("tick")).unwrap();
    jobs.after(seconds(1), JobSpec::new("tick").user(UserId(9))).unwrap();
    let cancelled = jobs.after(seconds(2), JobSpec::new("tick").chat(ChatId(8))).unwrap();
    assert_eq!(jobs.pending().iter().map(|job| job.id.0).collect::<Vec<_>>(), [3, 4, 2, 1]);
    assert!(jobs.cancel(cancelled) && !jobs.cancel(cancelled));
    sleep(seconds(13)).await;
    assert_eq!(
        app.noted(),
        notes(&[
            (1, "tick None None"),
            (4, "tick None None"),
            (5, r#"tick Some(7) Some("tea")"#),
            (8, "tick None None"),
            (12, "tick None None"),
        ])
    );
    assert_eq!(jobs.cancel_all("tick", None), 1);
    sleep(seconds(100)).await;
    assert!(app.noted().is_empty() && jobs.pending().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_job_never_races_a_handler_of_its_lane() {
    let app = App::new(Jobs::new());
    let lanes = lanes(&app);
    app.jobs.start(lanes.clone()).unwrap();
    app.jobs.after(seconds(3), JobSpec::new("slow").chat(ChatId(7)).data(&20).unwrap()).unwrap();
    let first = tokio::spawn(lanes.clone().oneshot(message(7, "one")));
    sleep(seconds(4)).await;
    // Another chat waits for nothing.
    lanes.clone().oneshot(message(8, "other")).await.unwrap();
    lanes.clone().oneshot(message(7, "two")).await.unwrap();
    first.await.unwrap().unwrap();
    let expected = [
        (0, "one begins"),
        (4, "other begins"),
        (10, "one ends"),
        (10, "slow begins"),
        (14, "other ends"),
        (30, "slow ends"),
        (30, "two begins"),
        (40, "two ends"),
    ];
    assert_eq!(app.noted(), notes(&expected));
}

#[tokio::test(start_paused = true)]
async fn turns_do_not_pile_up() {
    let app = App::new(Jobs::new());
    app.jobs.start(lanes(&app)).unwrap();
    app.jobs.every(seconds(4), JobSpec::new("slow").data(&9).unwrap()).unwrap();
    sleep(seconds(26)).await;
    let expected = [(4, "slow begins"), (13, "slow ends"), (16, "slow begins"), (25, "slow ends")];
    assert_eq!(app.noted(), notes(&expected));
}

#[tokio::test(start_paused = true)]
async fn a_job_that_wants_to_come_again_does_so_later() {
    let app = App::new(Jobs::new());
    app.jobs.start(lanes(&app)).unwrap();
    app.jobs.after(seconds(1), JobSpec::new("again")).unwrap();
    sleep(seconds(1_000)).await;
    assert_eq!(app.noted(), notes(&[(1, "again"), (2, "again"), (4, "again")]));
}

#[tokio::test(start_paused = true)]
async fn what_is_left_is_told_and_what_runs_is_drained() {
    let app = App::new(Jobs::new());
    let lanes = app.jobs.layer(lanes(&app));
    app.jobs.after(seconds(1), JobSpec::new("slow").data(&60).unwrap()).unwrap();
    app.jobs.after(seconds(90), JobSpec::new("tick").chat(ChatId(7)).data(&"tea").unwrap()).unwrap();
    sleep(seconds(2)).await;
    let left = app.jobs.stop();
    assert_eq!(left.len(), 1);
    let spec = &left[0].spec;
    assert_eq!(
        (spec.name(), spec.lane(), spec.json().unwrap().get()),
        ("tick", Some(Lane::Chat(ChatId(7))), r#""tea""#)
    );
    assert!(matches!(app.jobs.after(seconds(1), JobSpec::new("tick")), Err(JobError::Stopped)));
    assert!(lanes.handle().drain(seconds(120)).await.is_clean());
    assert_eq!(app.noted(), notes(&[(1, "slow begins"), (61, "slow ends")]));
    sleep(seconds(1_000)).await;
    assert!(app.noted().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_drain_ends_jobs_and_waits_for_none_that_is_due_later() {
    let app = App::new(Jobs::new());
    let lanes = app.jobs.layer(lanes(&app));
    app.jobs.after(seconds(1), JobSpec::new("slow").data(&60).unwrap()).unwrap();
    app.jobs.after(seconds(10), JobSpec::new("tick")).unwrap();
    app.jobs.after(seconds(90), JobSpec::new("again")).unwrap();
    sleep(seconds(2)).await;
    assert!(lanes.handle().drain(seconds(120)).await.is_clean());
    // None of the handlers takes jobs, so the first that is refused told them.
    assert_eq!(app.noted(), notes(&[(1, "slow begins"), (61, "slow ends")]));
    let left = app.jobs.stop();
    assert_eq!(left.iter().map(|job| job.spec.name()).collect::<Vec<_>>(), ["tick", "again"]);
    assert_eq!(app.jobs.stop().len(), 2);
    sleep(seconds(1_000)).await;
    assert!(app.noted().is_empty());
}

#[tokio::test(start_paused = true)]
async fn handlers_that_take_jobs_are_told_when_it_is_too_late() {
    async fn remind(jobs: Option<Jobs>) -> Result<(), JobError> {
        jobs.ok_or(JobError::Never)?.after(seconds(5), JobSpec::new("tick")).map(drop)
    }
    let jobs = Jobs::new();
    let nested = Router::new().on(text(), remind);
    let router = Router::new().nest(text(), nested).command("remind", remind).with_state(jobs.clone());
    let bot = jobs.layer(router.build(Settings::new()).unwrap().in_lanes(LanesLayer::new()));
    bot.clone().oneshot(message(7, "x")).await.unwrap();
    assert_eq!(jobs.pending().len(), 1);
    bot.handle().prepare_drain();
    assert!(matches!(jobs.after(seconds(1), JobSpec::new("tick")), Err(JobError::Stopped)));
    assert_eq!(jobs.stop().len(), 1);
    // What people sent is still taken.
    bot.clone().oneshot(message(7, "x")).await.unwrap();
    assert!(bot.handle().drain(seconds(5)).await.is_clean());
}

#[tokio::test(start_paused = true)]
async fn a_time_of_day_is_kept_although_the_clock_is_set() {
    let midnight = SystemTime::UNIX_EPOCH + seconds(1_700_000_000);
    let skew = Arc::new(Mutex::new(seconds(0)));
    let begun = Instant::now();
    let clock = {
        let skew = Arc::clone(&skew);
        move || midnight + begun.elapsed() + *skew.lock().unwrap()
    };
    let app = App::new(Jobs::new().clock(clock));
    app.jobs.start(lanes(&app)).unwrap();
    app.jobs.add(Schedule::At(midnight + seconds(600)), JobSpec::new("tick")).unwrap();
    assert_eq!(app.jobs.pending()[0].due, midnight + seconds(600));
    sleep(seconds(100)).await;
    *skew.lock().unwrap() = seconds(300);
    sleep(seconds(190)).await;
    assert!(app.noted().is_empty());
    sleep(seconds(11)).await;
    assert_eq!(app.noted(), notes(&[(300, "tick None None")]));
    // One that is past is due at once.
    app.jobs.add(Schedule::At(midnight), JobSpec::new("tick")).unwrap();
    sleep(Duration::from_millis(1)).await;
    assert_eq!(app.noted(), notes(&[(301, "tick None None")]));
}

#[cfg(feature = "cron")]
#[tokio::test(start_paused = true)]
async fn cron_comes_by_the_clock() {
    let start = SystemTime::UNIX_EPOCH + seconds(60 * 60 * 24 * 365);
    let begun = Instant::now();
    let app = App::new(Jobs::new().clock(move || start + begun.elapsed()));
    app.jobs.start(lanes(&app)).unwrap();
    app.jobs.add("*/10 * * * *".parse::<Cron>().unwrap(), JobSpec::new("tick")).unwrap();
    assert!(app.jobs.pending()[0].repeats);
    sleep(seconds(1_801)).await;
    assert_eq!(app.noted(), notes(&[(600, "tick None None"), (1_200, "tick None None"), (1_800, "tick None None")]));
    let never = app.jobs.add("0 0 30 2 *".parse::<Cron>().unwrap(), JobSpec::new("tick"));
    assert!(matches!(never, Err(JobError::Never)));
}

#[tokio::test(start_paused = true)]
async fn a_job_counts_until_it_is_done_with() {
    let app = App::new(Jobs::new().max(1));
    app.jobs.start(lanes(&app)).unwrap();
    app.jobs.after(seconds(1), JobSpec::new("slow").data(&10).unwrap()).unwrap();
    sleep(seconds(5)).await;
    assert!(app.jobs.pending().is_empty());
    assert!(matches!(app.jobs.after(seconds(1), JobSpec::new("tick")), Err(JobError::TooMany(1))));
    sleep(seconds(10)).await;
    app.jobs.after(seconds(1), JobSpec::new("tick")).unwrap();
}

#[tokio::test(start_paused = true)]
async fn there_is_a_bound_and_mistakes_are_errors() {
    let jobs = Jobs::new().max(2);
    let spec = || JobSpec::new("tick");
    assert!(matches!(jobs.every(Duration::ZERO, spec()), Err(JobError::NoPeriod)));
    assert!(matches!(jobs.after(Duration::MAX, spec()), Err(JobError::Never)));
    jobs.after(seconds(1), spec()).unwrap();
    jobs.after(seconds(1), spec()).unwrap();
    assert!(matches!(jobs.after(seconds(1), spec()), Err(JobError::TooMany(2))));
    let app = App::new(jobs);
    app.jobs.start(lanes(&app)).unwrap();
    assert!(matches!(app.jobs.start(lanes(&app)), Err(JobError::Started)));
    assert!(spec().data(&std::collections::HashMap::from([(vec![1], 1)])).is_err());
    app.jobs.stop();
    assert!(matches!(app.jobs.start(lanes(&app)), Err(JobError::Stopped)));
}

#[test]
fn telegram_is_not_asked_for_jobs() {
    async fn nothing() {}
    let router: Router = Router::new().on(job("tick"), nothing).on(text(), nothing);
    assert_eq!(router.allowed_updates(), [UpdateType::Message]);
    let with_message: Router = Router::new().on(job("tick"), |msg: crate::Message| async move { msg.answer("x") });
    assert!(with_message.build(Settings::new()).is_err());
    let reply: Router = Router::new().on(job("tick"), |chat: ChatId| async move { SendMessage::new(chat, "x") });
    assert!(reply.build(Settings::new()).is_ok());
}
