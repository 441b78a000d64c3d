//! From a request to the bot, the method and its parameters, and from the result to an answer.

use std::{net::IpAddr, sync::Arc};

use http::{Method, Request, StatusCode, header};
use hyper::body::Incoming;
use percent_encoding::percent_decode_str;
use tokio::sync::Semaphore;

use super::{
    answer::{self, HttpResponse},
    body, encoding,
    new_bots::NewBots,
    params::Params,
    places::Place,
    token,
};
use crate::{
    api::{self, ApiError, Failure, Origin},
    bot::BotCore,
    maker::Bots,
    page::Page,
};

/// The answer is not to be given: the connection is to be closed instead.
#[derive(Debug, thiserror::Error)]
#[error("connection cut by a fault")]
pub(super) struct CutConnection;

/// What all connections share.
#[derive(Debug)]
pub(super) struct Router {
    pub(super) bots: Arc<Bots>,
    pub(super) page: Option<Arc<Page>>,
    pub(super) large_bodies: Semaphore,
    /// Who brings how many bots, if that is limited.
    pub(super) new_bots: Option<NewBots>,
}

impl Router {
    pub(super) fn is_for_page<B>(&self, request: &Request<B>) -> bool {
        self.page.is_some() && Page::owns(request.uri().path())
    }

    pub(super) async fn handle(
        &self,
        request: Request<Incoming>,
        peer: IpAddr,
        place: &Place,
    ) -> Result<HttpResponse, CutConnection> {
        if let Some(page) = self.page.as_ref().filter(|_| self.is_for_page(&request)) {
            place.is_busy();
            return Ok(page.handle(request).await);
        }
        let (head, body) = request.into_parts();
        if head.method != Method::GET && head.method != Method::POST {
            return Ok(answer::bare(StatusCode::NOT_IMPLEMENTED));
        }
        if head.uri.authority().is_some() {
            return Ok(answer::error(&ApiError::not_found()));
        }
        let path = percent_decode_str(head.uri.path()).decode_utf8_lossy().into_owned();
        if let Some(rest) = path.strip_prefix("/file/bot") {
            return Ok(self.download(rest));
        }
        // Even a request that will be refused is read to its end, so that its client reads the answer.
        let data = match body::read(body, &self.large_bodies).await {
            Ok(data) => data,
            Err(status) => return Ok(answer::bare(status)),
        };
        place.is_busy();
        let encoding = head.headers.get(header::CONTENT_ENCODING).map_or("", |value| value.to_str().unwrap_or("?"));
        let data = match encoding::decode(encoding, data) {
            Ok(data) => data,
            Err(status) => return Ok(answer::bare(status)),
        };
        let Some(rest) = path.strip_prefix("/bot") else { return Ok(answer::error(&ApiError::not_found())) };
        let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let params = match Params::read(head.uri.query().unwrap_or_default(), content_type, &data) {
            Ok(params) => params,
            Err(status) => return Ok(answer::bare(status)),
        };
        self.call(rest, params, peer).await
    }

    async fn call(&self, rest: &str, params: Params, peer: IpAddr) -> Result<HttpResponse, CutConnection> {
        let (token, method) = rest.split_once('/').unwrap_or((rest, ""));
        let bot = match self.bot(token) {
            Ok(bot) => bot,
            Err(error) => return Ok(answer::error(&error)),
        };
        let admitted = self.new_bots.as_ref().map(|new_bots| new_bots.admit(bot.id(), peer, bot.clock.now()));
        if let Some(Err(seconds)) = admitted {
            return Ok(answer::error(&ApiError::too_many_requests(seconds)));
        }
        let method = method.strip_prefix("test/").unwrap_or(method);
        let method = if method.is_empty() { params.text("method").to_owned() } else { method.to_owned() };
        match api::call(&bot, &method, params, Origin::Http).await {
            Ok(success) => Ok(answer::success(&success)),
            Err(Failure::Api(error)) => Ok(answer::error(&error)),
            Err(Failure::Cut) => Err(CutConnection),
        }
    }

    fn download(&self, rest: &str) -> HttpResponse {
        let (token, path) = rest.split_once('/').unwrap_or((rest, ""));
        match self.bot(token) {
            Ok(bot) => match bot.world().file_by_path(path) {
                Some(data) => answer::file(data),
                None => answer::error(&ApiError::not_found()),
            },
            Err(error) => answer::error(&error),
        }
    }

    fn bot(&self, token: &str) -> Result<Arc<BotCore>, ApiError> {
        let (id, secret) = token::split(token)?;
        self.bots.find(id).filter(|bot| bot.has_secret(secret)).ok_or_else(ApiError::unauthorized)
    }
}
