//! The PROXY protocol: a proxy that passes bytes on says first who they are from. Both versions; nothing is read beyond
//! the header. <https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt>

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::io::{AsyncRead, AsyncReadExt};

/// How version 2 begins. The first version begins with `PROXY`, and its shortest header is longer.
const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";

/// The longest header of version 1, line end included.
const MAX_LINE: usize = 107;

/// Reads a header: the address that the proxy speaks for; `None` where it speaks for itself (a health check) or for
/// somebody it does not know.
///
/// # Errors
///
/// `()`, if there is no whole header: nothing that follows can be believed.
pub(super) async fn read<T: AsyncRead + Unpin>(io: &mut T) -> Result<Option<SocketAddr>, ()> {
    let mut start = [0; SIGNATURE.len()];
    io.read_exact(&mut start).await.map_err(|_| ())?;
    if start == SIGNATURE { read_binary(io).await } else { read_line(io, &start).await }
}

async fn read_line<T: AsyncRead + Unpin>(io: &mut T, start: &[u8]) -> Result<Option<SocketAddr>, ()> {
    if !start.starts_with(b"PROXY ") {
        return Err(());
    }
    let mut line = start.to_vec();
    // One at a time: what follows belongs to somebody else.
    while !line.ends_with(b"\r\n") {
        if line.len() >= MAX_LINE {
            return Err(());
        }
        line.push(io.read_u8().await.map_err(|_| ())?);
    }
    let line = std::str::from_utf8(&line[..line.len() - 2]).map_err(|_| ())?;
    parse_line(line)
}

fn parse_line(line: &str) -> Result<Option<SocketAddr>, ()> {
    let mut words = line.split(' ').skip(1);
    let family = words.next().ok_or(())?;
    // Whatever stands after it is to be ignored.
    if family == "UNKNOWN" {
        return Ok(None);
    }
    let [source, destination, port, other_port] = [(); 4].map(|()| words.next().unwrap_or_default());
    if words.next().is_some() {
        return Err(());
    }
    let address = |text: &str| -> Result<IpAddr, ()> {
        match family {
            "TCP4" => text.parse().map(IpAddr::V4).map_err(|_| ()),
            "TCP6" => text.parse().map(IpAddr::V6).map_err(|_| ()),
            _ => Err(()),
        }
    };
    let port_number = |text: &str| match text.as_bytes() {
        [b'0'] => Ok(0),
        [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => text.parse::<u16>().map_err(|_| ()),
        _ => Err(()),
    };
    address(destination)?;
    port_number(other_port)?;
    Ok(Some(SocketAddr::new(address(source)?, port_number(port)?)))
}

async fn read_binary<T: AsyncRead + Unpin>(io: &mut T) -> Result<Option<SocketAddr>, ()> {
    let mut rest = [0; 4];
    io.read_exact(&mut rest).await.map_err(|_| ())?;
    let [command, family, high, low] = rest;
    let length = usize::from(u16::from_be_bytes([high, low]));
    let speaks_for_itself = match command {
        0x20 => true,
        0x21 => false,
        _ => return Err(()),
    };
    // Source and destination address, source and destination port.
    let mut addresses = [0; 36];
    let used = match family {
        0x11 => 12,
        0x21 => 36,
        _ => 0,
    };
    if length < used && !speaks_for_itself {
        return Err(());
    }
    let used = used.min(length);
    io.read_exact(&mut addresses[..used]).await.map_err(|_| ())?;
    skip(io, length - used).await?;
    if speaks_for_itself {
        return Ok(None);
    }
    let port = |at: usize| u16::from_be_bytes([addresses[at], addresses[at + 1]]);
    Ok(match family {
        0x11 => {
            let [a, b, c, d, ..] = addresses;
            Some(SocketAddr::new(Ipv4Addr::new(a, b, c, d).into(), port(8)))
        }
        0x21 => {
            let mut source = [0; 16];
            source.copy_from_slice(&addresses[..16]);
            Some(SocketAddr::new(Ipv6Addr::from(source).into(), port(32)))
        }
        // A datagram, a Unix socket, or what a later version adds.
        _ => None,
    })
}

/// Further facts, about TLS for example.
async fn skip<T: AsyncRead + Unpin>(io: &mut T, mut length: usize) -> Result<(), ()> {
    let mut nowhere = [0; 256];
    while length > 0 {
        let piece = length.min(nowhere.len());
        io.read_exact(&mut nowhere[..piece]).await.map_err(|_| ())?;
        length -= piece;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, and what is left for the next reader.
    async fn read_all(bytes: &[u8]) -> (Result<Option<SocketAddr>, ()>, Vec<u8>) {
        let mut io = bytes;
        let found = read(&mut io).await;
        (found, io.to_vec())
    }

    fn binary(command: u8, family: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&SIGNATURE[..], &[command, family], &length, content].concat()
    }

    #[tokio::test]
    async fn lines_are_read_to_their_end_and_no_further() {
        for (line, expected) in [
            ("PROXY TCP4 149.154.167.220 10.0.0.1 56324 443", Some("149.154.167.220:56324")),
            ("PROXY TCP6 2001:db8::1 ::1 1 65535", Some("[2001:db8::1]:1")),
            ("PROXY UNKNOWN", None),
            ("PROXY UNKNOWN ffff::1 whatever 0 0", None),
        ] {
            let (found, left) = read_all(format!("{line}\r\nPOST /").as_bytes()).await;
            assert_eq!(found, Ok(expected.map(|address| address.parse().unwrap())), "{line}");
            assert_eq!(left, b"POST /", "{line}");
        }
    }

    #[tokio::test]
    async fn what_is_no_header_is_refused() {
        for line in [
            "",
            "PROXY",
            "POST /hook HTTP/1.1\r\nHost: a\r\n\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 56324\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 56324 443 1\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 65536 443\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 +1 443\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 01 443\r\n",
            "PROXY TCP4 2001:db8::1 ::1 1 2\r\n",
            "PROXY TCP6 1.2.3.4 ::1 1 2\r\n",
            "PROXY UDP4 149.154.167.220 10.0.0.1 1 2\r\n",
            "PROXY  TCP4 149.154.167.220 10.0.0.1 1 2\r\n",
            "PROXY TCP4 149.154.167.220 10.0.0.1 1 2\n",
            "proxy TCP4 149.154.167.220 10.0.0.1 1 2\r\n",
        ] {
            assert_eq!(read_all(line.as_bytes()).await.0, Err(()), "{line:?}");
        }
        let endless = format!("PROXY UNKNOWN {}\r\n", "x".repeat(200));
        let (found, left) = read_all(endless.as_bytes()).await;
        assert_eq!((found, left.len()), (Err(()), endless.len() - MAX_LINE));
    }

    #[tokio::test]
    async fn binary_headers_are_read_with_whatever_they_add() {
        let v4 = [149, 154, 167, 220, 10, 0, 0, 1, 0xdc, 0x04, 1, 0xbb];
        let mut v6 = [0; 36];
        v6[..2].copy_from_slice(&[0x20, 0x01]);
        (v6[15], v6[33]) = (1, 7);
        let more = [&v4[..], &[3, 0, 4, 1, 2, 3, 4], &[0; 2_000]].concat();
        for (header, expected) in [
            (binary(0x21, 0x11, &v4), Ok(Some("149.154.167.220:56324"))),
            (binary(0x21, 0x11, &more), Ok(Some("149.154.167.220:56324"))),
            (binary(0x21, 0x21, &v6), Ok(Some("[2001::1]:7"))),
            (binary(0x20, 0x00, &[]), Ok(None)),
            (binary(0x20, 0x11, &v4), Ok(None)),
            (binary(0x20, 0x11, &[]), Ok(None)),
            (binary(0x21, 0x00, &[]), Ok(None)),
            (binary(0x21, 0x31, &[0; 216]), Ok(None)),
            (binary(0x21, 0x11, &v4[..11]), Err(())),
            (binary(0x21, 0x21, &v6[..35]), Err(())),
            (binary(0x11, 0x11, &v4), Err(())),
            (binary(0x22, 0x11, &v4), Err(())),
        ] {
            let (found, left) = read_all(&[&header[..], b"POST /"].concat()).await;
            assert_eq!(found, expected.map(|found| found.map(|address| address.parse().unwrap())), "{header:?}");
            if found.is_ok() {
                assert_eq!(left, b"POST /", "{header:?}");
            }
        }
    }
}
