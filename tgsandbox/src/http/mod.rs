//! The HTTP side of the API server: connections, limits, URLs, encodings, answers.
//!
//! Knows bots only by their token and methods only by name: what a call does is `api`'s business. Failures of this
//! layer are a bare status line, as with Telegram; bad clients cost a bounded amount of memory and time.

mod answer;
mod body;
mod encoding;
mod json_body;
mod listener;
mod multipart;
mod new_bots;
mod params;
mod places;
mod route;
mod token;

pub(crate) use self::{
    answer::HttpResponse,
    listener::serve,
    params::{Params, leading_number},
    token::split as split_token,
};

#[cfg(test)]
mod tests;
