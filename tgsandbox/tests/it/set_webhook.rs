//! `setWebhook`, `deleteWebhook`, `getWebhookInfo`: texts, order of work, limits.

use std::time::Duration;

use http::StatusCode;
use serde_json::{Value, json};
use tgsandbox::Sandbox;

use crate::kit::{Webhook, call, message, multipart, plain, post, send, set, with_webhook};

async fn info(sandbox: &Sandbox) -> Value {
    call(sandbox, "getWebhookInfo", json!({})).await.result()
}

async fn bad(sandbox: &Sandbox, params: Value) -> String {
    let (code, text) = call(sandbox, "setWebhook", params).await.error();
    assert_eq!(code, 400, "{text}");
    text
}

/// Lets the second pass in which one `setWebhook` may be called.
async fn next_second() {
    tokio::time::advance(Duration::from_secs(1)).await;
}

#[tokio::test]
async fn without_a_webhook_the_info_has_three_fields() {
    let sandbox = plain().await;
    assert_eq!(info(&sandbox).await, json!({"url": "", "has_custom_certificate": false, "pending_update_count": 0}));
}

#[tokio::test]
async fn the_info_of_a_webhook_tells_all_about_it() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({"max_connections": 1000, "allowed_updates": ["poll"]})).await;
    let expected = json!({
        "url": webhook.url(),
        "has_custom_certificate": false,
        "pending_update_count": 0,
        "ip_address": "127.0.0.1",
        "max_connections": 100,
        "allowed_updates": ["poll"],
    });
    assert_eq!(info(&sandbox).await, expected);
}

#[tokio::test(start_paused = true)]
async fn setting_the_same_again_changes_nothing_but_allowed_updates() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({"secret_token": "a"})).await;
    next_second().await;
    let same = json!({"url": webhook.url(), "secret_token": "a", "allowed_updates": ["poll"]});
    let answer = call(&sandbox, "setWebhook", same).await;
    assert_eq!(answer.json()["description"], "Webhook is already set");
    assert_eq!(info(&sandbox).await["allowed_updates"], json!(["poll"]));
    next_second().await;
    set(&sandbox, &webhook.url(), json!({"secret_token": "b"})).await;
}

#[tokio::test(start_paused = true)]
async fn one_setwebhook_a_second() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    let answer = call(&sandbox, "setWebhook", json!({"url": "https://127.0.0.1/"})).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.json()["parameters"]["retry_after"], 1);
    // Deleting is not limited.
    let deleted = call(&sandbox, "deleteWebhook", json!({})).await;
    assert_eq!(deleted.json()["description"], "Webhook was deleted");
    next_second().await;
    set(&sandbox, &webhook.url(), json!({})).await;
}

#[tokio::test]
async fn deleting_is_setting_an_empty_url() {
    let webhook = Webhook::ok().await;
    let sandbox = with_webhook(&webhook, json!({})).await;
    let answer = call(&sandbox, "setWebhook", json!({"url": ""})).await;
    assert_eq!(answer.json()["description"], "Webhook was deleted");
    let answer = call(&sandbox, "setWebhook", json!({})).await;
    assert_eq!(answer.json()["description"], "Webhook is already deleted");
    assert!(sandbox.webhook().is_none());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_has_already_removed_the_old_webhook_and_dropped_the_queue() {
    let webhook = Webhook::start(None, |_, _| crate::kit::status(500)).await;
    let sandbox = plain().await;
    sandbox.push_update(&message(1, "x")).unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    webhook.next().await;
    next_second().await;
    let text = bad(&sandbox, json!({"url": "https://", "drop_pending_updates": true})).await;
    assert_eq!(text, "Bad Request: invalid webhook URL specified");
    let info = info(&sandbox).await;
    assert_eq!((&info["url"], &info["pending_update_count"]), (&json!(""), &json!(0)));
    assert_eq!(sandbox.stats().dropped, 1);
}

#[tokio::test(start_paused = true)]
async fn each_wrong_value_has_its_text() {
    let strict = Sandbox::builder().strict_addresses(true).start().await.unwrap();
    let cases = [
        (json!({"url": "ftp://h/"}), "invalid webhook URL specified"),
        (json!({"url": "https://h/", "secret_token": "x".repeat(257)}), "secret token is too long"),
        (json!({"url": "https://h/", "secret_token": "a b"}), "secret token contains unallowed characters"),
        (json!({"url": "http://1.1.1.1/"}), "bad webhook: An HTTPS URL must be provided for webhook"),
        (json!({"url": "https://1.1.1.1:81/"}), "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        (json!({"url": "https://127.0.0.1/"}), "bad webhook: IP address 127.0.0.1 is reserved"),
        (json!({"url": "https://[2001:db8::1]/"}), "bad webhook: IPv6-only addresses are not allowed"),
        (json!({"url": "https://h/", "ip_address": "nonsense"}), "bad webhook: Invalid IP address specified"),
        (json!({"url": "https://h/", "ip_address": "10.0.0.1"}), "bad webhook: IP address 10.0.0.1 is reserved"),
    ];
    for (params, text) in cases {
        assert_eq!(bad(&strict, params).await, format!("Bad Request: {text}"));
        next_second().await;
    }
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_a_bad_webhook() {
    // A label of 64 letters cannot be asked for, so no name server is.
    let sandbox = plain().await;
    let text = bad(&sandbox, json!({"url": format!("https://{}/", "x".repeat(64))})).await;
    assert!(text.starts_with("Bad Request: bad webhook: Failed to resolve host: "), "{text}");
}

#[tokio::test]
async fn a_certificate_over_three_mebibytes_is_refused() {
    let sandbox = plain().await;
    let file = vec![b'x'; (3 << 20) + 1];
    let (kind, body) = multipart(&[("url", "https://127.0.0.1/")], &[("certificate", "c.pem", &file)]);
    let path = format!("/bot{}/setWebhook", sandbox.token());
    let answer = send(sandbox.address(), post(&path, &kind, body)).await.unwrap();
    assert_eq!(answer.error().1, "Bad Request: certificate size is too big (3145729 bytes)");
}

#[tokio::test]
async fn success_needs_nobody_to_listen() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let sandbox = plain().await;
    set(&sandbox, &format!("https://{gone}/"), json!({})).await;
}

#[tokio::test]
async fn ip_address_pins_the_address_of_a_name_that_does_not_resolve() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    let url = format!("http://no-such-host.invalid:{}/", webhook.address.port());
    set(&sandbox, &url, json!({"ip_address": "127.0.0.1"})).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    assert_eq!(webhook.next().await.headers["host"], "no-such-host.invalid");
}

#[tokio::test]
async fn plain_http_is_refused_unless_the_builder_allows_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let text = bad(&sandbox, json!({"url": "http://127.0.0.1:8080/"})).await;
    assert_eq!(text, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
}

#[tokio::test]
async fn what_waited_is_delivered_to_a_new_webhook_and_drop_pending_updates_drops_it() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    let id = sandbox.push_update(&message(1, "old")).unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    assert_eq!(webhook.next().await.id(), id);
    call(&sandbox, "deleteWebhook", json!({})).await.result();
    sandbox.push_update(&message(1, "unwanted")).unwrap();
    let answer = call(&sandbox, "deleteWebhook", json!({"drop_pending_updates": true})).await;
    assert_eq!(answer.json()["description"], "Webhook is already deleted");
    assert_eq!(sandbox.stats().pending, 0);
}
