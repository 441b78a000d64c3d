//! `getFile`. The download itself is `/file/bot<token>/<file_path>`, served by the HTTP side.
//!
//! <https://core.telegram.org/bots/api#getfile>

use super::{ApiError, Success};
use crate::{bot::BotCore, http::Params};

/// The largest file a bot may download.
const MAX_DOWNLOAD: usize = 20 << 20;

pub(super) fn get_file(bot: &BotCore, params: &Params) -> Result<Success, ApiError> {
    let id = params.text("file_id");
    if id.is_empty() {
        return Err(ApiError::bad_request("file_id not specified"));
    }
    let world = bot.world();
    let unknown = || {
        // One that could be the id of a file which is gone, and one that never was any.
        let well_formed = id.len() >= 20 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let text = if well_formed { "wrong file_id or the file is temporarily unavailable" } else { "invalid file_id" };
        ApiError::bad_request(text)
    };
    let file = world.file(id).ok_or_else(unknown)?;
    if file.data.len() > MAX_DOWNLOAD {
        return Err(ApiError::bad_request("file is too big"));
    }
    Ok(Success::value(&file.describe()))
}
