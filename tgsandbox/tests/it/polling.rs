//! `getUpdates` over HTTP: what only shows with connections, and its quarrel with a webhook.

use serde_json::json;
use tgsandbox::Faults;

use crate::kit::{Webhook, call, message, plain, set, try_call};

#[tokio::test]
async fn an_active_webhook_forbids_polling() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    set(&sandbox, &webhook.url(), json!({})).await;
    let text = "Conflict: can't use getUpdates method while webhook is active; \
                use deleteWebhook to delete the webhook first";
    assert_eq!(call(&sandbox, "getUpdates", json!({})).await.error(), (409, text.to_owned()));
    call(&sandbox, "deleteWebhook", json!({})).await.result();
    call(&sandbox, "getUpdates", json!({})).await.result();
}

#[tokio::test]
async fn setting_a_webhook_ends_a_parked_poll() {
    let (webhook, sandbox) = (Webhook::ok().await, plain().await);
    let poll = call(&sandbox, "getUpdates", json!({"timeout": 50}));
    let set = async {
        sandbox.polled().await.unwrap();
        set(&sandbox, &webhook.url(), json!({})).await;
    };
    let (poll, ()) = tokio::join!(poll, set);
    assert_eq!(poll.error(), (409, "Conflict: terminated by setWebhook request".to_owned()));
}

#[tokio::test]
async fn an_answer_carries_updates_as_they_were_created() {
    let sandbox = plain().await;
    let id = sandbox.push_update(&message(1, "é")).unwrap();
    let text = call(&sandbox, "getUpdates", json!({})).await.text;
    let start = format!("{{\"ok\":true,\"result\":[{{\"update_id\":{id},\n\"message\":{{");
    assert!(text.starts_with(&start) && text.contains("\\u00e9"), "{text}");
}

#[tokio::test]
async fn the_drop_answer_fault_closes_the_connection_and_loses_nothing() {
    let sandbox = plain().await;
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.set_faults(Faults { drop_answer_rate: 1.0, ..Faults::default() });
    assert!(try_call(&sandbox, "getUpdates", json!({})).await.is_err());
    sandbox.set_faults(Faults::default());
    let got = call(&sandbox, "getUpdates", json!({"offset": 1})).await.result();
    assert_eq!(got.as_array().unwrap().len(), 1);
    assert_eq!(sandbox.stats().answers_dropped, 1);
}
