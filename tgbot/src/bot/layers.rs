//! Settings of what lies between the way in and a handler, and of the client that answers.

use tgapi::client::ClientBuilder;
use tgapi::{BoxError, Reply, Update};
use tgdispatch::LanesLayer;
use tower_layer::Layer;
use tower_service::Service;

use super::Bot;
use crate::pipeline::UpdateService;

/// Layers, poller and client.
impl Bot {
    /// Settings of the client: a throttle, a proxy, what is repeated, layers of your own around every call.
    ///
    /// ```
    /// use tgbot::api::client::Throttle;
    ///
    /// # fn example(bot: tgbot::Bot) -> tgbot::Bot {
    /// bot.client(|client| client.throttle(Throttle::new()).proxy("socks5h://127.0.0.1:9050"))
    /// # }
    /// ```
    pub fn client(mut self, change: impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static) -> Self {
        self.client.add(change);
        self
    }

    /// Settings of the dispatcher: what becomes of an update whose handler asked for it again too often, say.
    ///
    /// ```
    /// # fn example(bot: tgbot::Bot) -> tgbot::Bot {
    /// bot.dispatch(|settings| settings.on_dead_letter(|letter: tgbot::dispatch::DeadLetter| async move {
    ///     eprintln!("given up: {:?}", letter.update.update_id);
    ///     Ok(())
    /// }))
    /// # }
    /// ```
    pub fn dispatch(
        mut self,
        change: impl FnOnce(tgdispatch::Settings) -> tgdispatch::Settings + Send + 'static,
    ) -> Self {
        self.dispatch.add(change);
        self
    }

    /// Settings of the poller, all of them: its own default keeps a webhook that is set, and then says so in the log and
    /// tries again slowly until the webhook is gone. `allowed_updates` are derived from the routes unless they are set here.
    pub fn poll(mut self, config: tgpoll::Config) -> Self {
        self.poll = Some(config);
        self
    }

    /// Settings of the reorder buffer. Default: its own for a webhook; no buffer at all for polling and for what comes out of
    /// a queue, because there updates come in order, each once, and what is missing never comes.
    pub fn reorder(mut self, config: tgreorder::Config) -> Self {
        self.parts.reorder = Some(config);
        self
    }

    /// Settings of the lanes: how many handlers run at once, how many updates may wait, when a handler counts as slow. Default:
    /// [`LanesLayer::new`], with 256 handlers at once. What comes out of a queue has no such bound, because the worker has one:
    /// 512 chats at once.
    ///
    /// **No handler counts as slow by default**, because only you know how long yours may take: one that downloads a video is
    /// none that hangs. The price is that 256 handlers that do hang, in as many chats, stop the bot. With a
    /// [`handler_timeout`](LanesLayer::handler_timeout) each is reported, nothing is cancelled, and those past it make room for
    /// others:
    ///
    /// ```
    /// use std::time::Duration;
    /// use tgbot::prelude::*;
    ///
    /// # fn example(bot: Bot) -> Bot {
    /// bot.lanes(LanesLayer::new().handler_timeout(Duration::from_secs(60)))
    /// # }
    /// ```
    pub fn lanes(mut self, lanes: LanesLayer) -> Self {
        self.parts.lanes = Some(lanes);
        self
    }

    /// A tower layer before the reorder buffer: it sees updates as they arrive. Of several, the first is outermost.
    pub fn layer_arrival<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.arrival.add(layer);
        self
    }

    /// A tower layer between reorder buffer and lanes: it sees updates in order. Of several, the first is outermost.
    pub fn layer_ordered<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.ordered.add(layer);
        self
    }

    /// A tower layer around the router: it sees each update when its turn in its chat has come. Of several, the first is
    /// outermost.
    pub fn layer_handling<L>(mut self, layer: L) -> Self
    where
        L: Layer<UpdateService> + Send + 'static,
        L::Service: Service<Update, Response = Reply, Error = BoxError> + Clone + Send + Sync + 'static,
        <L::Service as Service<Update>>::Future: Send + 'static,
    {
        self.parts.handling.add(layer);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_that_the_docs_name() {
        let bot = Bot::new(tgapi::Token::new("123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap());
        assert!(bot.parts.lanes.is_none());
        let lanes = format!("{:?}", LanesLayer::<tgapi::Lane>::new());
        assert!(lanes.contains("handler_timeout: None") && lanes.contains("max_concurrent: 256"), "{lanes}");
    }
}
