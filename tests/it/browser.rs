//! A headless Chromium, driven by chromedriver over its HTTP: <https://www.w3.org/TR/webdriver2/>.
//!
//! Blocking, as a test goes one step after another; what waits for the page is looked at by the page itself, at each frame.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::webhook_kit::{Folder, Program, command, free_port, have};

/// How long the page may take for something.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the driver may take to say that it was in vain.
const ANSWER: Duration = Duration::from_secs(90);

pub(crate) struct Browser {
    port: u16,
    session: String,
    // Ends after the session, and the profile is gone after that.
    _driver: Program,
    _profile: Folder,
}

impl Browser {
    /// A browser with an empty profile that talks to this machine only; nothing when it is not installed.
    pub(crate) async fn start(name: &str) -> Option<Self> {
        if !have(&["chromium", "chromedriver"]) {
            return None;
        }
        let profile = Folder::new(&format!("chromium-{name}"));
        let port = free_port();
        let mut driver = command("chromedriver");
        driver.arg(format!("--port={port}"));
        let mut driver = Program::start(driver, profile.path("chromedriver.log"));
        driver.listens(port).await;
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-GB",
            &format!("--user-data-dir={}", profile.path("data").display()),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "timeouts": {"script": ANSWER.as_millis()},
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": arguments},
        }}});
        let session = request(port, "POST", "/session", &wanted);
        let session = session["sessionId"].as_str().unwrap_or_else(|| panic!("{session}")).to_owned();
        Some(Self { port, session, _driver: driver, _profile: profile })
    }

    fn call(&self, path: &str, body: &Value) -> Value {
        request(self.port, "POST", &format!("/session/{}/{path}", self.session), body)
    }

    pub(crate) fn open(&self, url: &str) {
        self.call("url", &json!({"url": url}));
    }

    /// Runs a script, whose `return` is the result.
    pub(crate) fn run(&self, script: &str) -> Value {
        let result = self.call("execute/sync", &json!({"script": script, "args": []}));
        assert!(result.get("error").is_none(), "{script}: {result}");
        result
    }

    /// Runs a script at each frame of the page until it returns something true.
    pub(crate) fn until(&self, what: &str, script: &str) -> Value {
        let from = std::time::Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(from.elapsed()).as_millis();
            let script = format!(
                "const done = arguments[arguments.length - 1];
                 const end = performance.now() + {left};
                 const look = () => {{
                   const result = (() => {{ {script} }})();
                   if (result !== null && result !== undefined && result !== false) done({{ result }});
                   else if (performance.now() > end) done(null);
                   else requestAnimationFrame(look);
                 }};
                 look();"
            );
            let found = self.call("execute/async", &json!({"script": script, "args": []}));
            if let Some(result) = found.get("result") {
                return result.clone();
            }
            // A page that is opened meanwhile takes the script with it: the new one is asked.
            let gone = found["message"].as_str().is_some_and(|text| text.contains("unloaded"));
            if !gone || left == 0 {
                panic!(
                    "waited in vain for {what}: {found}; the page shows: {}",
                    self.run("return document.body.innerText")
                );
            }
        }
    }

    /// The text of the first element that is found, once it is this one.
    pub(crate) fn shows(&self, selector: &str, text: &str) {
        let (selector, text) = (Value::from(selector), Value::from(text));
        let script = format!(
            "return [...document.querySelectorAll({selector})].some((node) => node.innerText.includes({text}))"
        );
        self.until(&format!("{text} in {selector}"), &script);
    }

    fn element(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({}) !== null", Value::from(selector));
        self.until(selector, &script);
        let found = self.call("element", &json!({"using": "css selector", "value": selector}));
        let id = found.as_object().and_then(|fields| fields.values().next()?.as_str().map(str::to_owned));
        id.unwrap_or_else(|| panic!("{selector}: {found}"))
    }

    /// Clicks as a person does: what lies under something else cannot be clicked.
    pub(crate) fn click(&self, selector: &str) {
        let result = self.call(&format!("element/{}/click", self.element(selector)), &json!({}));
        assert!(result.is_null(), "{selector}: {result}");
    }

    /// Types into an element.
    pub(crate) fn type_into(&self, selector: &str, text: &str) {
        let result = self.call(&format!("element/{}/value", self.element(selector)), &json!({"text": text}));
        assert!(result.is_null(), "{selector}: {result}");
    }

    /// Presses keys wherever the focus is.
    pub(crate) fn press(&self, keys: &[&str]) {
        let actions: Vec<_> =
            keys.iter().flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key}))).collect();
        let result = self.call("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}));
        assert!(result.is_null(), "{result}");
    }

    /// Chooses a file, as with the dialog for that.
    pub(crate) fn choose_file(&self, selector: &str, file: &Path) {
        self.type_into(selector, file.to_str().unwrap());
    }

    pub(crate) fn size(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// `light` or `dark`.
    pub(crate) fn scheme(&self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", &features);
    }

    fn devtools(&self, command: &str, params: &Value) {
        let result = self.call("goog/cdp/execute", &json!({"cmd": command, "params": params}));
        assert!(result.get("error").is_none(), "{command}: {result}");
    }

    /// What is seen, as a PNG.
    pub(crate) fn screenshot(&self, file: &Path) {
        let path = format!("/session/{}/screenshot", self.session);
        let picture = request(self.port, "GET", &path, &Value::Null);
        let picture = base64::engine::general_purpose::STANDARD.decode(picture.as_str().unwrap()).unwrap();
        std::fs::write(file, picture).unwrap();
    }

    /// What the browser wrote to its console since this was asked last.
    pub(crate) fn console(&self) -> Vec<String> {
        let lines = self.call("se/log", &json!({"type": "browser"}));
        let lines = lines.as_array().unwrap_or_else(|| panic!("{lines}")).iter();
        lines.map(|line| format!("{}: {}", line["level"], line["message"])).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver alone would leave the browser behind.
        let _ = try_request(self.port, "DELETE", &format!("/session/{}", self.session), &Value::Null);
    }
}

/// Enter, as WebDriver writes it.
pub(crate) const ENTER: &str = "\u{e007}";
/// Arrow down.
pub(crate) const DOWN: &str = "\u{e015}";
pub(crate) const ESCAPE: &str = "\u{e00c}";

fn request(port: u16, method: &str, path: &str, body: &Value) -> Value {
    // Off the runtime's own threads: the page's server may be on them.
    tokio::task::block_in_place(|| try_request(port, method, path, body)).unwrap()
}

fn try_request(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(ANSWER + PATIENCE))?;
    let body = if method == "POST" { body.to_string() } else { String::new() };
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(std::io::Error::other)?;
        }
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    let answer: Value = serde_json::from_slice(&answer)?;
    Ok(answer["value"].clone())
}
