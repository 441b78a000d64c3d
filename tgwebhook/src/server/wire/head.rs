//! The head of a request, byte by byte: may it be shown to the HTTP parser at all? No I/O, no time.
//!
//! Parsers disagree about the odd corners of HTTP/1, and whoever finds two that disagree can smuggle a request past
//! the first. So every odd corner is refused here: a line that ends otherwise than with CR LF, a header that goes on
//! in the next line, `Transfer-Encoding`, a length that is missing, double or no number.
//! <https://www.rfc-editor.org/rfc/rfc9112#section-11.2>

/// How long things may be.
#[derive(Clone, Copy, Debug)]
pub(in crate::server) struct HeadLimits {
    pub(in crate::server) bytes: usize,
    pub(in crate::server) headers: usize,
    pub(in crate::server) uri: usize,
}

/// Why a head is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::server) enum HeadRefusal {
    /// Not HTTP/1, or HTTP/1 in a way that could be read differently by somebody else.
    Malformed,
    /// A body without `Content-Length`.
    NoLength,
    /// The head did not come in time.
    Slow,
    /// The request target is too long.
    UriTooLong,
    /// Too many headers, or too long ones.
    TooLarge,
}

impl HeadRefusal {
    /// The whole answer: nothing in it depends on the request.
    pub(in crate::server) fn answer(self) -> &'static [u8] {
        match self {
            Self::Malformed => b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            Self::NoLength => b"HTTP/1.1 411 Length Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            Self::Slow => b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            Self::UriTooLong => b"HTTP/1.1 414 URI Too Long\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            Self::TooLarge => {
                b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            }
        }
    }
}

/// Reads one head.
#[derive(Debug)]
pub(super) struct HeadScanner {
    limits: HeadLimits,
    /// What is here of a line that came in pieces, without its end.
    line: Vec<u8>,
    seen: usize,
    last_was_cr: bool,
    request_line: Option<RequestLine>,
    headers: usize,
    hosts: usize,
    length: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
struct RequestLine {
    /// `HTTP/1.1`, not `HTTP/1.0`.
    is_11: bool,
    /// A method whose requests have a body.
    has_body: bool,
}

/// What a piece of input came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// All of it belongs to the head, which goes on.
    More,
    /// The head ends after this many bytes of the piece, and a body of this length follows.
    Done { used: usize, body: u64 },
}

impl HeadScanner {
    pub(super) fn new(limits: HeadLimits) -> Self {
        Self {
            limits,
            line: Vec::new(),
            seen: 0,
            last_was_cr: false,
            request_line: None,
            headers: 0,
            hosts: 0,
            length: None,
        }
    }

    /// Takes the next piece.
    pub(super) fn scan(&mut self, piece: &[u8]) -> Result<Scan, HeadRefusal> {
        let mut at = 0;
        while at < piece.len() {
            let rest = &piece[at..];
            let (used, ended) = match self.whole_line(rest) {
                Some(line) => (line.len() + 2, self.end_line(line)?),
                None => self.line_bytewise(rest)?,
            };
            at += used;
            if let Some(body) = ended {
                return Ok(Scan::Done { used: at, body });
            }
        }
        Ok(Scan::More)
    }

    /// The next line without its end, if all of it is here and there is nothing odd about it: so nearly always.
    fn whole_line<'a>(&mut self, rest: &'a [u8]) -> Option<&'a [u8]> {
        if !self.line.is_empty() || self.last_was_cr {
            return None;
        }
        let line = rest[..memchr::memchr(b'\n', rest)?].strip_suffix(b"\r")?;
        let seen = self.seen + line.len() + 2;
        let is_long = seen > self.limits.bytes || (self.request_line.is_none() && line.len() > self.limits.uri + SPARE);
        // All of them, and not only up to the first: so it is done for many at a time.
        if is_long || line.iter().fold(0, |any, &byte| any | u8::from(is_control(byte))) != 0 {
            return None;
        }
        self.seen = seen;
        Some(line)
    }

    /// Up to the end of a line that came in pieces or is refused. Says how many bytes that were, and, if it was the last
    /// line, the length of the body.
    fn line_bytewise(&mut self, rest: &[u8]) -> Result<(usize, Option<u64>), HeadRefusal> {
        for (at, &byte) in rest.iter().enumerate() {
            self.seen += 1;
            if self.seen > self.limits.bytes {
                return Err(if self.request_line.is_none() { HeadRefusal::UriTooLong } else { HeadRefusal::TooLarge });
            }
            match (byte, self.last_was_cr) {
                (b'\n', true) => {
                    self.last_was_cr = false;
                    let line = std::mem::take(&mut self.line);
                    return Ok((at + 1, self.end_line(&line)?));
                }
                (b'\r', false) => self.last_was_cr = true,
                // A bare LF, a bare CR, a zero byte and its like.
                (b'\n' | b'\r', _) | (_, true) => return Err(HeadRefusal::Malformed),
                (byte, false) if is_control(byte) => return Err(HeadRefusal::Malformed),
                (byte, false) => {
                    if self.request_line.is_none() && self.line.len() >= self.limits.uri + SPARE {
                        return Err(HeadRefusal::UriTooLong);
                    }
                    self.line.push(byte);
                }
            }
        }
        Ok((rest.len(), None))
    }

    /// The length of the body, if this line was the last one.
    fn end_line(&mut self, line: &[u8]) -> Result<Option<u64>, HeadRefusal> {
        let Some(request_line) = self.request_line else {
            self.request_line = Some(self.read_request_line(line)?);
            return Ok(None);
        };
        if !line.is_empty() {
            self.read_header(line)?;
            return Ok(None);
        }
        // RFC 9112, section 3.2: exactly one Host in HTTP/1.1.
        if self.hosts > 1 || (request_line.is_11 && self.hosts == 0) {
            return Err(HeadRefusal::Malformed);
        }
        match self.length {
            Some(length) => Ok(Some(length)),
            None if request_line.has_body => Err(HeadRefusal::NoLength),
            None => Ok(Some(0)),
        }
    }

    fn read_request_line(&self, line: &[u8]) -> Result<RequestLine, HeadRefusal> {
        let mut parts = line.split(|&byte| byte == b' ');
        let (Some(method), Some(target), Some(version), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(HeadRefusal::Malformed);
        };
        if method.is_empty() || !method.iter().all(|&byte| is_token(byte)) || target.is_empty() {
            return Err(HeadRefusal::Malformed);
        }
        // Tabs and bytes above ASCII have no place in a target.
        if !target.iter().all(u8::is_ascii_graphic) {
            return Err(HeadRefusal::Malformed);
        }
        if target.len() > self.limits.uri {
            return Err(HeadRefusal::UriTooLong);
        }
        let is_11 = match version {
            b"HTTP/1.1" => true,
            b"HTTP/1.0" => false,
            _ => return Err(HeadRefusal::Malformed),
        };
        Ok(RequestLine { is_11, has_body: matches!(method, b"POST" | b"PUT" | b"PATCH") })
    }

    fn read_header(&mut self, line: &[u8]) -> Result<(), HeadRefusal> {
        self.headers += 1;
        if self.headers > self.limits.headers {
            return Err(HeadRefusal::TooLarge);
        }
        // A name that begins with a space continues the line before; one that ends with a space is read by some as
        // another name. Both are no tokens.
        let colon = line.iter().position(|&byte| byte == b':').ok_or(HeadRefusal::Malformed)?;
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        if name.is_empty() || !name.iter().all(|&byte| is_token(byte)) {
            return Err(HeadRefusal::Malformed);
        }
        if name.eq_ignore_ascii_case(b"transfer-encoding") {
            return Err(HeadRefusal::Malformed);
        }
        if name.eq_ignore_ascii_case(b"host") {
            self.hosts += 1;
        }
        if name.eq_ignore_ascii_case(b"content-length") {
            // Twice is refused even if both say the same.
            let is_number = (1..=18).contains(&value.len()) && value.iter().all(u8::is_ascii_digit);
            if !is_number || self.length.is_some() {
                return Err(HeadRefusal::Malformed);
            }
            self.length = Some(value.iter().fold(0, |length, digit| length * 10 + u64::from(digit - b'0')));
        }
        Ok(())
    }
}

/// What a request line has beside its target, at most: a method, a version, spaces.
const SPARE: usize = 32;

/// No line holds these, tabs apart.
const fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t') || byte == 0x7f
}

/// RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    TOKEN[usize::from(byte)]
}

const TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
            );
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(super) use tests::head_like;
