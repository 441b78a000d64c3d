//! The three calls that a poller makes, as a trait: so that tests script them without sockets.

use tgapi::client::RawOutput;
use tgapi::methods::{DeleteWebhook, GetUpdates};
use tgapi::{Client, Error, RawCall};

/// What a poller asks of the Bot API. [`Client`] is one; another one can be a script or a recording.
///
/// Every future is dropped when the poller is stopped or dropped, so it has to be cancel safe in the way that requests
/// are: nothing else is spoilt by it. Every future has to end by itself, as those of `Client` do by its time-outs: the
/// poller waits for it as long as it takes.
pub trait Api: Clone + Send + Sync + 'static {
    /// `getUpdates`: the JSON of its result, an array of updates. <https://core.telegram.org/bots/api#getupdates>
    ///
    /// # Errors
    ///
    /// What [`Client::call`] says.
    fn get_updates(&self, request: GetUpdates) -> impl Future<Output = Result<RawOutput, Error>> + Send;

    /// `deleteWebhook`. <https://core.telegram.org/bots/api#deletewebhook>
    ///
    /// # Errors
    ///
    /// What [`Client::call`] says.
    fn delete_webhook(&self, drop_pending_updates: bool) -> impl Future<Output = Result<(), Error>> + Send;

    /// Sends a reply: a call whose result nobody reads.
    ///
    /// # Errors
    ///
    /// What [`Client::call_raw`] says.
    fn send_reply(&self, call: RawCall) -> impl Future<Output = Result<(), Error>> + Send;
}

impl Api for Client {
    async fn get_updates(&self, request: GetUpdates) -> Result<RawOutput, Error> {
        self.request(request).raw().await
    }

    async fn delete_webhook(&self, drop_pending_updates: bool) -> Result<(), Error> {
        self.call(DeleteWebhook::new().drop_pending_updates(drop_pending_updates)).await.map(|_| ())
    }

    async fn send_reply(&self, call: RawCall) -> Result<(), Error> {
        self.call_raw(&call).await.map(|_| ())
    }
}
