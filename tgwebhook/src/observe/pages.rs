//! The three pages of an observer.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use tower_service::Service;

use super::{MetricsText, Observer};
use crate::intake::Readiness;
use crate::stats::WebhookStats;

#[derive(Clone)]
pub(super) struct Pages(pub(super) Arc<Observer>);

impl<B> Service<Request<B>> for Pages {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        ready(Ok(self.answer(request.method(), request.uri().path())))
    }
}

impl Pages {
    fn answer(&self, method: &Method, path: &str) -> Response<Full<Bytes>> {
        if method != Method::GET && method != Method::HEAD {
            let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "");
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return answer;
        }
        match path {
            "/metrics" => {
                let mut answer = plain(StatusCode::OK, metrics(&self.0));
                let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
                answer.headers_mut().insert(CONTENT_TYPE, kind);
                answer
            }
            "/healthz" => plain(StatusCode::OK, "ok\n"),
            _ => match &*self.0.reasons() {
                [] => plain(StatusCode::OK, "ready\n"),
                reasons => plain(StatusCode::SERVICE_UNAVAILABLE, reasons.join("\n") + "\n"),
            },
        }
    }
}

fn plain(status: StatusCode, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    answer
}

type Read = fn(&WebhookStats) -> u64;

/// What only grows, of each webhook.
const COUNTERS: [(&str, &str, Read); 8] = [
    ("tgwebhook_requests_total", "Requests and pushes that came.", |stats| stats.received),
    ("tgwebhook_updates_total", "Updates handed to the bot.", |stats| stats.accepted),
    ("tgwebhook_duplicates_total", "Repeated updates that joined one in progress.", |stats| stats.joined),
    ("tgwebhook_acknowledged_total", "Requests answered 200.", |stats| stats.answered),
    ("tgwebhook_failed_total", "Requests whose update has to come again.", |stats| stats.failed),
    ("tgwebhook_lost_total", "Updates that failed after they were acknowledged.", |stats| stats.lost),
    ("tgwebhook_panics_total", "Panics of the bot.", |stats| stats.panics),
    ("tgwebhook_late_replies_total", "Replies that no answer could carry.", |stats| stats.late),
];

fn metrics(observer: &Observer) -> String {
    let mut text = MetricsText::default();
    let bots: Vec<_> = observer
        .bots
        .iter()
        .map(|(name, shared)| (name.as_str(), shared, shared.stats(), shared.durations()))
        .collect();
    for (name, help, read) in COUNTERS {
        for (bot, _, stats, _) in &bots {
            text.counter(name, help, &[("bot", bot)], read(stats));
        }
    }
    for (bot, _, stats, _) in &bots {
        for (reason, count) in stats.refused.by_reason() {
            let labels = [("bot", *bot), ("reason", reason)];
            text.counter("tgwebhook_refused_total", "Requests refused before the bot saw them.", &labels, count);
        }
    }
    for (bot, _, stats, _) in &bots {
        text.gauge("tgwebhook_in_flight", "Updates and requests at work.", &[("bot", bot)], stats.in_flight as f64);
    }
    for (bot, shared, _, _) in &bots {
        let is_ready = shared.readiness(observer.stuck_after) == Readiness::Ready;
        text.gauge("tgwebhook_ready", "Whether updates are taken.", &[("bot", bot)], f64::from(u8::from(is_ready)));
    }
    for (bot, _, _, durations) in &bots {
        let help = "From the date of a message to its arrival; Telegram's dates are whole seconds.";
        text.histogram("tgwebhook_lag_seconds", help, &[("bot", bot)], &durations.lag);
    }
    for (bot, _, _, durations) in &bots {
        let help = "From the arrival of a request to its answer, of those that had an update.";
        text.histogram("tgwebhook_answer_seconds", help, &[("bot", bot)], &durations.answer);
    }
    servers(observer, &mut text);
    for certificate in &observer.certificates {
        let public = certificate.current().public().clone();
        let ends = public.not_after().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let hosts = public.hosts().join(" ");
        text.gauge(
            "tgwebhook_certificate_end_seconds",
            "When the certificate ends, in Unix time.",
            &[("hosts", &hosts)],
            ends,
        );
    }
    for collect in &observer.collectors {
        collect(&mut text);
    }
    text.finish()
}

fn servers(observer: &Observer, text: &mut MetricsText) {
    let servers: Vec<_> =
        observer.servers.iter().enumerate().map(|(at, monitor)| (at.to_string(), monitor.stats())).collect();
    for (at, stats) in &servers {
        text.gauge("tgwebhook_connections", "Connections open.", &[("server", at)], stats.open as f64);
    }
    for (at, stats) in &servers {
        for (what, count) in stats.events() {
            let labels = [("server", at.as_str()), ("event", what)];
            text.counter("tgwebhook_connection_events_total", "What happened to connections.", &labels, count);
        }
    }
}
