//! Every method of the API, one after another: what it says when something is missing, and that the smallest call gets
//! a result that tgapi reads as the method's own type.

/// The methods by name; generated.
mod results;
/// A world in which every method has something to work on, and the smallest call of each.
mod smallest;

use std::sync::LazyLock;

use serde_json::{Value, json};
use tgapi::methods::Method;

use self::{results::RESULTS, smallest::Stage};
use crate::kit::{Answer, call};

/// Reads a result; the error says what does not fit.
pub(crate) type Reads = fn(&str) -> Result<(), String>;

fn result<M: Method>(json: &str) -> Result<(), String> {
    serde_json::from_str::<M::Output>(json).map(drop).map_err(|error| error.to_string())
}

/// The facts that the tables of tgapi and of the sandbox are made of.
static FACTS: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tgapi/api/botapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// The names of a method's required parameters.
fn required(method: &str) -> Vec<&'static str> {
    let fields = FACTS["methods"][method]["fields"].as_array().unwrap();
    fields.iter().filter(|field| field["required"] == true).map(|field| field["name"].as_str().unwrap()).collect()
}

/// Required parameters that Telegram's server does without.
const LENIENT: [(&str, &str); 4] = [
    // No address removes the webhook.
    ("setWebhook", "url"),
    // No commands remove the list, no results are none.
    ("setMyCommands", "commands"),
    ("answerInlineQuery", "results"),
    ("setChatAdministratorCustomTitle", "custom_title"),
];

fn is_bad_request(answer: &Answer) -> bool {
    let json = answer.json();
    let text = json["description"].as_str().unwrap_or_default();
    json["error_code"] == 400 && text.starts_with("Bad Request: ") && text.len() > "Bad Request: ".len()
}

#[tokio::test]
async fn every_method_without_its_parameters_says_what_is_missing() {
    let stage = Stage::new().await;
    for (method, _) in RESULTS {
        let lenient = LENIENT.iter().any(|(name, _)| name == method) && required(method).len() == 1;
        if required(method).is_empty() || lenient {
            continue;
        }
        let answer = call(&stage.sandbox, method, json!({})).await;
        assert!(is_bad_request(&answer), "{method}: {}", answer.text);
    }
}

#[tokio::test]
async fn every_method_misses_each_of_its_required_parameters() {
    let stage = Stage::new().await;
    let mut wrong = Vec::new();
    for (method, _) in RESULTS {
        for name in required(method) {
            if LENIENT.contains(&(method, name)) {
                continue;
            }
            let mut params = stage.smallest(method);
            assert!(params.as_object_mut().unwrap().remove(name).is_some(), "{method}: {name} is in the call");
            let answer = call(&stage.sandbox, method, params).await;
            if !is_bad_request(&answer) {
                wrong.push(format!("{method} without {name}: {}", answer.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_method_answers_its_smallest_call_with_a_value_of_its_type() {
    assert_eq!(RESULTS.len(), 185);
    let mut wrong = Vec::new();
    for (method, reads) in RESULTS {
        // Each on a stage of its own: some calls take away what others need.
        let stage = Stage::new().await;
        let json = stage.call(method).await.json();
        let read = if json["ok"] == true { reads(&json["result"].to_string()) } else { Err("no result".to_owned()) };
        if let Err(error) = read {
            wrong.push(format!("{method}: {error}: {json}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn an_unknown_method_is_not_found_under_any_name() {
    let stage = Stage::new().await;
    for method in ["sendNothing", "getMe/", "getMe%20"] {
        let answer = call(&stage.sandbox, method, json!({})).await;
        assert_eq!(answer.error(), (404, "Not Found: method not found".to_owned()), "{method}");
    }
    // Names of before are still taken.
    let params = json!({"chat_id": stage.forum});
    assert_eq!(call(&stage.sandbox, "getChatMembersCount", params).await.result(), 2);
}
